//! Faults that are planted between the desk and what it stands on, each of
//! which breaks one promise. The stories must catch every one.

use futures::FutureExt as _;
use inspection::Head;
use serde_json::Value;
use tablet::LocalFuture;
use tablet::acts::{Desk, ImportError, Imported, WhyLaid};
use tablet::journal::{Journal, JournalError, SetAside, Side};
use tablet::store::{Body, Key, Piece, Refusal, Store, StoreError, open, seal};

use super::browser::{Copies, dead, ready};

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Nothing,
    /// The office takes every upload for a new document.
    CarelessOffice,
    /// It says that it keeps a document, and does not.
    ForgetfulOffice,
    /// What failed once is not tried again.
    RetryDropped,
    /// The office's wish to wait is not heard.
    RetryAfterIgnored,
    /// A receipt counts, whatever id and digest it names.
    AnyReceiptCounts,
    /// A network's page counts as a receipt.
    PageIsReceipt,
    /// A receipt is not written down.
    ReceiptNotKept,
    /// The older of two copies repairs the newer.
    ReconcileReversed,
    /// A closed document changes.
    FreezeRemoved,
    /// What moved out of the working copy comes back at opening.
    StubRestored,
    /// What was removed is not marked as removed.
    TombstonesIgnored,
    /// A transaction that fails has written a part.
    NotAtomic,
    /// An older piece replaces a newer one.
    OlderAdmitted,
    /// The journal says done before it is.
    SaysTooEarly,
    /// The working copy says written and is not.
    StoreLosesWrites,
    /// The place of the chain is not written down.
    ChainDropped,
    /// A photo is not in the transaction of its inspection.
    PhotoDropped,
    /// A file of everything lacks a draft.
    ExportLeavesOut,
    /// A file's draft replaces the one that went on.
    ImportOverwrites,
    /// Records are let go by the tablet's clock.
    TabletsClockDecides,
    /// Records are let go by one answer of the office.
    OneAnswerDecides,
    /// What cannot be read is thrown away.
    QuarantineDropped,
}

impl Fault {
    /// All that are planted.
    pub(super) const ALL: [Self; 22] = [
        Self::CarelessOffice,
        Self::ForgetfulOffice,
        Self::RetryDropped,
        Self::RetryAfterIgnored,
        Self::AnyReceiptCounts,
        Self::PageIsReceipt,
        Self::ReceiptNotKept,
        Self::ReconcileReversed,
        Self::FreezeRemoved,
        Self::StubRestored,
        Self::TombstonesIgnored,
        Self::NotAtomic,
        Self::OlderAdmitted,
        Self::SaysTooEarly,
        Self::StoreLosesWrites,
        Self::ChainDropped,
        Self::PhotoDropped,
        Self::ExportLeavesOut,
        Self::ImportOverwrites,
        Self::TabletsClockDecides,
        Self::OneAnswerDecides,
        Self::QuarantineDropped,
    ];

    /// Whether this piece is left out of what is written.
    fn leaves_out(self, piece: &Piece) -> bool {
        match self {
            Self::TombstonesIgnored => piece.body == Body::Removed,
            Self::ReceiptNotKept => matches!(piece.key, Key::Delivery(_)),
            Self::ChainDropped => piece.key == Key::Chain,
            Self::PhotoDropped => matches!(piece.key, Key::Photo(..)),
            _ => false,
        }
    }

    pub(super) fn put(self, copies: &Copies, piece: &Piece) -> Result<(), StoreError> {
        let loses = self == Self::StoreLosesWrites && piece.revision.is_multiple_of(3);
        if loses || self.leaves_out(piece) {
            return Ok(());
        }
        match copies.store.put(piece) {
            Err(StoreError::Refused(Refusal::Stale(_))) if self == Self::OlderAdmitted => {
                copies.store.plant(&piece.key.to_string(), &seal(piece));
                Ok(())
            }
            other => other,
        }
    }

    pub(super) fn commit<'a>(
        self,
        copies: &'a Copies,
        pieces: &'a [Piece],
        alive: bool,
    ) -> LocalFuture<'a, Result<(), JournalError>> {
        Box::pin(async move {
            let mut taken = pieces.to_vec();
            taken.retain(|piece| !self.leaves_out(piece));
            if self == Self::SaysTooEarly {
                taken.retain(|piece| !piece.revision.is_multiple_of(3));
            }
            if taken.is_empty() {
                return Ok(());
            }
            let done = if alive {
                copies.journal.commit(&taken).await
            } else {
                Err(dead())
            };
            match &done {
                Err(JournalError::Refused(Refusal::Stale(_))) if self == Self::OlderAdmitted => {
                    plant(copies, &taken);
                    Ok(())
                }
                Err(JournalError::Full | JournalError::Unavailable(_))
                    if self == Self::NotAtomic =>
                {
                    plant(copies, &taken[..taken.len() / 2]);
                    done
                }
                _ => done,
            }
        })
    }

    pub(super) fn set_aside<'a>(
        self,
        copies: &'a Copies,
        values: &'a [SetAside],
    ) -> LocalFuture<'a, Result<(), JournalError>> {
        if self != Self::QuarantineDropped {
            return copies.journal.set_aside(values);
        }
        for value in values.iter().filter(|value| value.side == Side::Journal) {
            copies.journal.forget(&value.key);
        }
        Box::pin(std::future::ready(Ok(())))
    }

    /// What a fault does to the copies before they are read.
    pub(super) fn before_opening(self, copies: &Copies) {
        for key in ready(copies.journal.keys()).unwrap_or_default() {
            let (Ok(name), Some(kept)) = (key.parse::<Key>(), copies.journal.text(&key)) else {
                continue;
            };
            let here = copies.store.read(&key).unwrap();
            match (self, here) {
                (Self::FreezeRemoved, here) if matches!(name, Key::Document(_)) => {
                    let other = |text: &str| text.replace("market_stall", "supermarket");
                    copies.journal.plant(&key, &other(&kept));
                    if let Some(here) = here {
                        copies.store.plant(&key, &other(&here));
                    }
                }
                (Self::StubRestored, Some(here)) if name.is_document() && here.contains("stub") => {
                    copies.store.plant(&key, &kept);
                }
                (Self::ReconcileReversed, Some(here)) => {
                    let (Ok(mut ours), Ok(mut kept)) = (open(&name, &here), open(&name, &kept))
                    else {
                        continue;
                    };
                    std::mem::swap(&mut ours.revision, &mut kept.revision);
                    copies.store.plant(&key, &seal(&ours));
                    copies.journal.plant(&key, &seal(&kept));
                }
                _ => {}
            }
        }
    }

    pub(super) fn alter_file(self, text: String) -> String {
        if self != Self::ExportLeavesOut {
            return text;
        }
        let mut file: Value = serde_json::from_str(&text).unwrap();
        file["drafts"].as_array_mut().unwrap().pop();
        file.to_string()
    }

    pub(super) fn import(self, desk: &Desk, text: &str) -> Result<Imported, ImportError> {
        if self == Self::ImportOverwrites {
            let known = |head: &Head| text.contains(&head.id.to_string());
            for head in desk.drafts().into_iter().filter(known) {
                drop(desk.lay_aside(head.id, WhyLaid::Deleted).now_or_never());
            }
        }
        ready(desk.import(text))
    }
}

fn plant(copies: &Copies, pieces: &[Piece]) {
    let sealed = pieces
        .iter()
        .map(|piece| (piece.key.to_string(), seal(piece)));
    sealed.for_each(|(key, text)| copies.journal.plant(&key, &text));
}
