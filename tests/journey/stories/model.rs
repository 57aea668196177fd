//! What the person was told, and what may therefore be found. Knows no store,
//! no outbox and no sync: only words that were typed, and what the screen said
//! of them.

use std::collections::BTreeMap;

use inspection::{CheckId, Digest, DocumentId, Draft, Head};

/// What went wrong, in words.
pub(super) type Broken = String;

/// Fails with words where a fact does not hold.
macro_rules! holds {
    ($fact:expr, $($words:tt)*) => {
        if !$fact {
            return Err(format!($($words)*));
        }
    };
}
pub(super) use holds;

/// A field in which the person types a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// What may be found: the last word said to be saved, and every later one;
    /// with the number of the window it was typed in.
    may: Vec<(String, u32)>,
}

/// Whether something is so, as far as the person was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Belief {
    Said(bool),
    /// It was asked for, and the end was not heard.
    Either,
}

/// A check of a draft.
#[derive(Clone, Debug)]
pub(super) struct ToldCheck {
    pub(super) product: Words,
    pub(super) is_there: Belief,
}

/// A photo of a draft.
#[derive(Clone, Debug)]
pub(super) struct ToldPhoto {
    pub(super) sha256: Digest,
    pub(super) is_kept: Belief,
}

/// What the person was told of one visit on one tablet.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) conclusion: Words,
    pub(super) checks: BTreeMap<CheckId, ToldCheck>,
    pub(super) photos: BTreeMap<DocumentId, ToldPhoto>,
    pub(super) aside: Belief,
    pub(super) shredded: Belief,
    /// The digest, once closing was said to be done.
    pub(super) closed: Option<Digest>,
    /// The receipt, once it was shown as received.
    pub(super) receipt: Option<String>,
    /// The office's time for keeping it is over.
    pub(super) may_be_let_go: bool,
    /// An import broke off: what is found now is what counts.
    pub(super) adrift: bool,
}

impl Words {
    /// A word that was said to be saved.
    pub(super) fn saved(word: &str, window: u32) -> Self {
        Self {
            may: vec![(word.to_owned(), window)],
        }
    }

    pub(super) fn typed(&mut self, word: &str, window: u32) {
        self.may.push((word.to_owned(), window));
    }

    /// What this window typed last is saved.
    pub(super) fn said_saved(&mut self, window: u32) {
        let last = self.may.iter().rposition(|(_, of)| *of == window);
        self.may.drain(..last.unwrap_or(0));
    }

    pub(super) fn may_be(&self, word: &str) -> bool {
        self.may.iter().any(|(known, _)| known == word)
    }
}

impl Belief {
    /// It was asked to be `what`.
    pub(super) fn asked(&mut self, what: bool, done: bool) {
        if done {
            *self = Self::Said(what);
        } else if *self != Self::Said(what) {
            *self = Self::Either;
        }
    }

    pub(super) fn allows(self, what: bool) -> bool {
        self == Self::Said(what) || self == Self::Either
    }
}

impl Told {
    /// A draft, all of which was said to be saved.
    pub(super) fn of(draft: &Draft, window: u32) -> Self {
        let mut told = Self::nothing();
        told.see(draft, window);
        told
    }

    /// A document that came from elsewhere.
    pub(super) fn document(sha256: Digest) -> Self {
        let mut told = Self::nothing();
        told.closed = Some(sha256);
        told
    }

    fn nothing() -> Self {
        Self {
            conclusion: Words::default(),
            checks: BTreeMap::new(),
            photos: BTreeMap::new(),
            aside: Belief::Said(false),
            shredded: Belief::Said(false),
            closed: None,
            receipt: None,
            may_be_let_go: false,
            adrift: false,
        }
    }

    /// Takes what is found for what is saved.
    pub(super) fn see(&mut self, draft: &Draft, window: u32) {
        self.conclusion = Words::saved(word(&draft.head.answers, "conclusion"), window);
        let checks = draft.checks.iter().map(|check| {
            let product = Words::saved(word(&check.answers, "product"), window);
            let is_there = Belief::Said(true);
            (check.id, ToldCheck { product, is_there })
        });
        self.checks = checks.collect();
        // A photo that is named may have been on its way when the browser died.
        let mut photos = std::mem::take(&mut self.photos);
        self.photos = BTreeMap::new();
        for photo in &draft.head.photos {
            let sha256 = photo.name.sha256.clone();
            let is_kept = Belief::Either;
            let told = photos.remove(&photo.id);
            let told = told.unwrap_or(ToldPhoto { sha256, is_kept });
            self.photos.insert(photo.id, told);
        }
    }

    /// Everything that this window typed is saved.
    pub(super) fn said_saved(&mut self, window: u32) {
        self.conclusion.said_saved(window);
        for check in self.checks.values_mut() {
            check.product.said_saved(window);
        }
    }

    /// Whether the visit's own fields are what the person was told.
    pub(super) fn allows_head(&self, head: &Head) -> Result<(), Broken> {
        let conclusion = word(&head.answers, "conclusion");
        let words = &self.conclusion;
        holds!(
            words.may_be(conclusion),
            "answer lost: {conclusion} is none of {words:?}"
        );
        for (id, told) in &self.photos {
            let is_there = head.photos.iter().any(|photo| photo.id == *id);
            let said = told.is_kept;
            holds!(said.allows(is_there), "photo {id}: {said:?}, {is_there}");
        }
        Ok(())
    }

    /// Whether a draft is what the person was told.
    pub(super) fn allows(&self, draft: &Draft) -> Result<(), Broken> {
        self.allows_head(&draft.head)?;
        let found: BTreeMap<_, _> = draft.checks.iter().map(|check| (check.id, check)).collect();
        for (id, told) in &self.checks {
            let is_there = found.contains_key(id);
            let said = told.is_there;
            holds!(said.allows(is_there), "check {id:?}: {said:?}, {is_there}");
        }
        for (id, check) in found {
            let product = word(&check.answers, "product");
            let told = self.checks.get(&id);
            let told = told.ok_or_else(|| format!("check {id:?} came from nowhere"))?;
            let words = &told.product;
            holds!(
                words.may_be(product),
                "answer lost: {product} is none of {words:?}"
            );
        }
        Ok(())
    }

    /// Whether a closed visit holds what the person was told. Words are unique
    /// in a story, so that looking for them is enough.
    pub(super) fn allows_document(&self, text: &str) -> Result<(), Broken> {
        let has = |word: &str| text.contains(&format!("\"{word}\""));
        let checks = self.checks.iter();
        let there = checks.filter(|(_, check)| check.is_there == Belief::Said(true));
        let words = there.map(|(_, check)| &check.product);
        for words in words.chain(std::iter::once(&self.conclusion)) {
            let found = words.may.is_empty() || words.may.iter().any(|(word, _)| has(word));
            holds!(found, "closed without an answer: {words:?}");
        }
        for photo in self.photos.values() {
            let named = has(photo.sha256.as_str());
            holds!(photo.is_kept.allows(named), "closed without a photo");
        }
        Ok(())
    }

    /// Whether it is a draft that was laid aside, for all the person knows.
    pub(super) fn is_in_the_bin(&self) -> bool {
        self.closed.is_none()
            && !self.adrift
            && self.aside == Belief::Said(true)
            && self.shredded == Belief::Said(false)
    }

    /// Whether it is a draft in use, for all the person knows.
    pub(super) fn is_in_use(&self) -> bool {
        self.closed.is_none()
            && !self.adrift
            && self.aside == Belief::Said(false)
            && self.shredded == Belief::Said(false)
    }
}

/// What was typed in a field.
pub(super) fn word<'a>(answers: &'a inspection::Answers, field: &str) -> &'a str {
    answers.get(field).map_or("", String::as_str)
}
