//! Files in a story: exporting, handing over, importing on either tablet.

use inspection::{Digest, Draft, Head, InspectionId, read_json};
use serde_json::Value;
use tablet::acts::{Desk, Imported, LoadError, Scope};
use tablet::store::Key;

use super::action::At;
use super::browser::ready;
use super::model::{Belief, Broken, Told, holds};
use super::play::Story;

/// A file that was exported, and what went into it.
#[derive(Clone)]
pub(super) struct File {
    pub(super) text: String,
    pub(super) documents: Vec<(InspectionId, Digest)>,
    pub(super) drafts: Vec<Draft>,
    /// Drafts that were laid aside.
    pub(super) laid: Vec<Draft>,
    /// The tablet that wrote it, unless it gave its drafts away.
    pub(super) owner: Option<usize>,
}

impl Story {
    pub(super) fn export(&mut self, at: At, unsent: bool) -> Result<(), Broken> {
        let desk = self.window(at).desk.clone();
        let scope = if unsent { Scope::Unsent } else { Scope::All };
        let Ok(written) = ready(desk.export(scope)) else {
            self.note("exported: not");
            return Ok(());
        };
        if written.left_out > 0 {
            self.note("exported: with less");
        }
        let text = self.fault.alter_file(written.text);
        let file: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let (mut documents, mut drafts, mut laid) = (Vec::new(), Vec::new(), Vec::new());
        for (id, told) in &self.told[at.tablet] {
            if let (Some(sha256), Some(entry)) = (&told.closed, desk.entry(*id)) {
                let wanted = !unsent || !entry.is_received();
                let is_in = holds_document(&file, *id, sha256);
                holds!(
                    is_in || !wanted || told.may_be_let_go,
                    "the record {id} is not in the file"
                );
                if is_in {
                    documents.push((*id, sha256.clone()));
                }
            }
            let in_file = part(&file, "drafts", &id.to_string());
            let wanted = told.is_in_use() || told.is_in_the_bin();
            let is_in = in_file.is_some();
            holds!(
                is_in || unsent || !wanted,
                "the draft {id} is not in the file"
            );
            if let Some(part) = in_file {
                match desk.load_draft(*id) {
                    Ok(draft) => drafts.push(draft),
                    Err(LoadError::LaidAside) => laid.push(read_draft(part)?),
                    Err(error) => return Err(error.to_string()),
                }
            }
        }
        self.note(if unsent {
            "exported unsent"
        } else {
            "exported all"
        });
        self.files.push(File {
            text,
            documents,
            drafts,
            laid,
            owner: Some(at.tablet),
        });
        Ok(())
    }

    pub(super) fn hand_over(&mut self, at: At, pick: usize) -> Result<(), Broken> {
        let Some(id) = self.draft(at, pick) else {
            return Ok(());
        };
        let desk = self.window(at).desk.clone();
        let draft = desk.load_draft(id).map_err(|error| error.to_string())?;
        if let Ok(text) = ready(desk.hand_over(id)) {
            self.told(at, id).aside = Belief::Said(true);
            self.note("handed over");
            let is_whole = draft.head.checks.len() == draft.checks.len();
            self.files.extend(is_whole.then_some(File {
                text,
                documents: Vec::new(),
                drafts: vec![draft],
                laid: Vec::new(),
                owner: None,
            }));
        } else {
            self.told(at, id).aside.asked(true, false);
            self.note("handed over: not");
        }
        Ok(())
    }

    pub(super) fn import(&mut self, at: At, pick: usize) -> Result<(), Broken> {
        if self.files.is_empty() {
            return Ok(());
        }
        let file = self.files[pick % self.files.len()].clone();
        let desk = self.window(at).desk.clone();
        let foreign = file.owner.is_some_and(|owner| owner != at.tablet);
        let (copied, given): (Vec<_>, Vec<_>) = file.drafts.iter().partition(|_| foreign);
        let find = |draft: &Draft| found(&desk, draft.head.id);
        let laid: Vec<_> = file.laid.iter().map(find).collect();
        let before = given.iter().map(|draft| desk.load_draft(draft.head.id));
        let before: Vec<_> = before.collect();
        let here: Vec<_> = copied.iter().map(|draft| find(draft)).collect();
        let Ok(imported) = self.fault.import(&desk, &file.text) else {
            self.note("imported: not");
            self.set_adrift(at.tablet, &file);
            return Ok(());
        };
        if self.tablets[at.tablet].life.is_over() {
            self.set_adrift(at.tablet, &file);
            return Ok(());
        }
        self.note("imported");
        for _ in 0..imported.documents + imported.drafts {
            self.note("imported: new");
        }
        for (id, sha256) in &file.documents {
            self.hear_of_document(at, *id, sha256, &imported)?;
        }
        for (draft, before) in given.into_iter().zip(before) {
            self.hear_of_draft(at, draft, before.ok(), &imported)?;
        }
        for (draft, before) in copied.into_iter().zip(here) {
            self.hear_of_copy(at, draft, &before)?;
        }
        for (draft, before) in file.laid.iter().zip(laid) {
            self.hear_of_laid(at, draft, &before)?;
        }
        let again = ready(desk.import(&file.text));
        let again = again.map_err(|error| error.to_string())?;
        let (is_new, refused) = (again.documents + again.drafts > 0, &again.refused);
        holds!(!is_new, "the second import took something: {again:?}");
        holds!(*refused == imported.refused, "then refused: {again:?}");
        Ok(())
    }

    fn hear_of_document(
        &mut self,
        at: At,
        id: InspectionId,
        sha256: &Digest,
        imported: &Imported,
    ) -> Result<(), Broken> {
        let tolds = &mut self.told[at.tablet];
        let refused = imported.refused.contains(&id.to_string());
        if refused && tolds.get(&id).is_some_and(|told| told.closed.is_none()) {
            // It would hide a draft that is in hand.
            return Ok(());
        }
        if tolds.get(&id).is_none_or(|told| told.closed.is_none()) {
            tolds.insert(id, Told::document(sha256.clone()));
        }
        let known = tolds[&id].closed.as_ref().unwrap();
        holds!(refused == (known != sha256), "{id} refused: {refused}");
        let entry = self.window(at).desk.entry(id);
        let found = entry.map(|entry| entry.summary.sha256.clone());
        let known = self.told(at, id).closed.clone();
        holds!(found == known, "imported {found:?} for {known:?}");
        Ok(())
    }

    fn hear_of_draft(
        &mut self,
        at: At,
        draft: &Draft,
        before: Option<Draft>,
        imported: &Imported,
    ) -> Result<(), Broken> {
        let id = draft.head.id;
        if self.told[at.tablet]
            .get(&id)
            .is_some_and(|told| told.closed.is_some())
        {
            return Ok(());
        }
        let window = self.window(at);
        let number = window.number;
        window.show_anew(id);
        let refused = imported.refused.contains(&id.to_string());
        let Ok(mut after) = window.desk.load_draft(id) else {
            // In the bin, and not as it is in the file.
            let in_bin = self.told(at, id).aside.allows(true);
            holds!(refused && in_bin, "{id} was not imported");
            return Ok(());
        };
        if let Some(before) = before {
            holds!(before == after, "written over: {before:?} {after:?}");
            holds!(!refused || before != *draft, "{id} refused for nothing");
            return Ok(());
        }
        // Numbers of checks that were here are not given again.
        after.head.checks_made = draft.head.checks_made;
        holds!(after == *draft, "imported otherwise: {draft:?} {after:?}");
        let told = Told::of(draft, number);
        self.told[at.tablet].insert(id, told);
        Ok(())
    }

    /// A copy is in the bin, and takes the place of what another tablet was to
    /// have; what is in use here, or was deleted, stays as it is.
    fn hear_of_copy(&mut self, at: At, draft: &Draft, before: &Found) -> Result<(), Broken> {
        let id = draft.head.id;
        let desk = self.window(at).desk.clone();
        let after = found(&desk, id);
        if desk.entry(id).is_some() || *before == after {
            return Ok(());
        }
        holds!(before.0.is_none(), "a copy in place of {before:?}");
        let (None, Some(mut head)) = after else {
            return Err(format!("a copy is in use: {after:?}"));
        };
        // Numbers of checks that were here are not given again.
        head.checks_made = draft.head.checks_made;
        holds!(head == draft.head, "copied otherwise: {head:?}");
        let mut told = Told::of(draft, self.window(at).number);
        told.aside = Belief::Said(true);
        self.told[at.tablet].insert(id, told);
        Ok(())
    }

    /// What was in the bin is in the bin; what is here stays as it is.
    fn hear_of_laid(&mut self, at: At, draft: &Draft, before: &Found) -> Result<(), Broken> {
        let id = draft.head.id;
        let desk = &self.window(at).desk;
        let after = found(desk, id);
        if desk.entry(id).is_some() {
            return Ok(());
        }
        if *before != (None, None) {
            holds!(*before == after, "the bin changed: {before:?} {after:?}");
            return Ok(());
        }
        let expected = (None, Some(draft.head.clone()));
        holds!(after == expected, "not in the bin: {after:?}");
        let mut told = Told::of(draft, self.window(at).number);
        told.aside = Belief::Said(true);
        self.told[at.tablet].insert(id, told);
        Ok(())
    }

    /// Which parts of the file were taken is to be seen.
    fn set_adrift(&mut self, tablet: usize, file: &File) {
        for (id, sha256) in &file.documents {
            let told = self.told[tablet].entry(*id);
            let told = told.or_insert_with(|| Told::document(sha256.clone()));
            if told.closed.as_ref() != Some(sha256) || told.receipt.is_none() {
                told.adrift = true;
            }
        }
        for draft in file.drafts.iter().chain(&file.laid) {
            let told = self.told[tablet].entry(draft.head.id);
            told.or_insert_with(|| Told::of(draft, 0)).adrift = true;
        }
    }
}

/// A draft in use, and the head of one that was laid aside.
type Found = (Option<Draft>, Option<Head>);

fn found(desk: &Desk, id: InspectionId) -> Found {
    let laid = desk.laid_aside().into_iter().map(|(head, _)| head);
    let mut laid = laid.filter(|head| head.id == id);
    (desk.load_draft(id).ok(), laid.next())
}

/// A draft as it is in a file.
fn read_draft(part: &Value) -> Result<Draft, Broken> {
    let pieces = part["pieces"].as_array().into_iter().flatten();
    let (mut head, mut checks) = (None, Vec::new());
    for piece in pieces {
        let value = piece["value"].to_string();
        match piece["key"].as_str().and_then(|key| key.parse().ok()) {
            Some(Key::DraftHead(_)) => head = read_json(&value).ok(),
            Some(Key::DraftCheck(..)) => checks.extend(read_json(&value).ok()),
            _ => {}
        }
    }
    let head = head.ok_or("a draft without a head in the file")?;
    Ok(Draft { head, checks })
}

fn part<'a>(file: &'a Value, name: &str, id: &str) -> Option<&'a Value> {
    let parts = file[name].as_array()?;
    parts.iter().find(|part| part["id"] == id)
}

fn holds_document(file: &Value, id: InspectionId, sha256: &Digest) -> bool {
    let document = part(file, "documents", &id.to_string());
    document.is_some_and(|document| document["proof"]["sha256"] == sha256.as_str())
}
