//! Files in a story: exporting, handing over, importing on either tablet.

use inspection::{Digest, Draft, InspectionId};
use serde_json::Value;
use tablet::acts::{Imported, Scope};

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
}

impl Story {
    pub(super) fn export(&mut self, at: At, unsent: bool) -> Result<(), Broken> {
        let desk = self.window(at).desk.clone();
        let scope = if unsent { Scope::Unsent } else { Scope::All };
        let Ok(text) = ready(desk.export(scope)) else {
            self.note("exported: not");
            return Ok(());
        };
        let text = self.fault.alter_file(text);
        let file: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let (mut documents, mut drafts) = (Vec::new(), Vec::new());
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
            let is_in = part(&file, "drafts", &id.to_string()).is_some();
            let wanted = told.is_in_use() && !unsent;
            holds!(is_in || !wanted, "the draft {id} is not in the file");
            if is_in {
                drafts.push(desk.load_draft(*id).map_err(|error| error.to_string())?);
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
        let before: Vec<_> = file
            .drafts
            .iter()
            .map(|draft| desk.load_draft(draft.head.id))
            .collect();
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
        for (draft, before) in file.drafts.iter().zip(before) {
            self.hear_of_draft(at, draft, before.ok(), &imported)?;
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

    /// Which parts of the file were taken is to be seen.
    fn set_adrift(&mut self, tablet: usize, file: &File) {
        for (id, sha256) in &file.documents {
            let told = self.told[tablet].entry(*id);
            let told = told.or_insert_with(|| Told::document(sha256.clone()));
            if told.closed.as_ref() != Some(sha256) || told.receipt.is_none() {
                told.adrift = true;
            }
        }
        for draft in &file.drafts {
            let told = self.told[tablet].entry(draft.head.id);
            told.or_insert_with(|| Told::of(draft, 0)).adrift = true;
        }
    }
}

fn part<'a>(file: &'a Value, name: &str, id: &str) -> Option<&'a Value> {
    let parts = file[name].as_array()?;
    parts.iter().find(|part| part["id"] == id)
}

fn holds_document(file: &Value, id: InspectionId, sha256: &Digest) -> bool {
    let document = part(file, "documents", &id.to_string());
    document.is_some_and(|document| document["proof"]["sha256"] == sha256.as_str())
}
