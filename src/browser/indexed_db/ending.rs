//! How work on the database ends: all of it, whoever waits; and what its
//! failures mean.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::LocalFuture;
use crate::browser::thrown::name_of;
use crate::journal::JournalError;

/// Runs work to its end, also when nobody waits for it any more: a handler
/// that is gone when its event comes would abort the transaction.
pub(super) fn to_the_end<T: 'static>(
    work: impl Future<Output = Result<T, JournalError>> + 'static,
) -> LocalFuture<'static, Result<T, JournalError>> {
    let slot = Rc::new(RefCell::new(None));
    let filled = Rc::clone(&slot);
    let end = end_of(Box::pin(async move {
        filled.replace(Some(work.await));
    }));
    Box::pin(async move {
        drop(end.await);
        let interrupted = || Err(JournalError::Unavailable("interrupted".to_owned()));
        slot.take().unwrap_or_else(interrupted)
    })
}

/// Begins work, and gives its end to wait for.
fn end_of(work: LocalFuture<'static, ()>) -> JsFuture {
    JsFuture::from(future_to_promise(async move {
        work.await;
        Ok(JsValue::UNDEFINED)
    }))
}

pub(super) fn understood(error: idb::Error) -> JournalError {
    use idb::Error as E;
    match error {
        E::DomException(exception) => unavailable(&exception),
        E::AddFailed(thrown)
        | E::DeleteFailed(thrown)
        | E::GetAllKeysFailed(thrown)
        | E::GetFailed(thrown)
        | E::IndexedDbNotFound(thrown)
        | E::IndexedDbOpenFailed(thrown)
        | E::ObjectStoreCreateFailed(thrown)
        | E::ObjectStoreNotFound(thrown)
        | E::TransactionOpenFailed(thrown)
        | E::UpdateFailed(thrown) => unavailable(&thrown),
        _ => JournalError::Unavailable("unexpected".to_owned()),
    }
}

pub(super) fn unavailable(thrown: &JsValue) -> JournalError {
    let name = name_of(thrown);
    match name.as_str() {
        "QuotaExceededError" => JournalError::Full,
        "VersionError" => JournalError::Newer,
        _ => JournalError::Unavailable(name),
    }
}
