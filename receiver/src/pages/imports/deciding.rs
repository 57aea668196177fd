//! What somebody says of a ward's list: what its columns and words mean, what
//! becomes of rows in doubt, and at last that it is taken over or laid aside.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use inspection::{Digest, RulePack};

use super::super::Shown;
use super::super::desk::{Desk, OwnForm, Typed, go, in_address};
use super::preview::{import, show};
use crate::store::{Committed, Import, judged};
use crate::ward_list::compare::{Decision, State};
use crate::ward_list::{Column, Matches};
use crate::wording::imports as words;

/// `POST /office/imports/{id}/matches`.
pub(crate) async fn matches(
    desk: Desk,
    id: Result<Path<String>, PathRejection>,
    OwnForm(typed): OwnForm,
) -> Shown {
    let mut import = import(&desk, id).await?;
    let before = std::mem::take(&mut import.matches);
    import.matches = read_matches(before, &typed);
    let to = format!("/office/imports/{}", import.id);
    keep(&desk, import, &typed, &to).await
}

/// `POST /office/imports/{id}/decisions`.
pub(crate) async fn decisions(
    desk: Desk,
    id: Result<Path<String>, PathRejection>,
    OwnForm(typed): OwnForm,
) -> Shown {
    let mut import = import(&desk, id).await?;
    for (field, value) in &typed.0 {
        let Some(row) = field
            .strip_prefix("row:")
            .and_then(|row| row.parse::<u32>().ok())
        else {
            continue;
        };
        match decision(value) {
            Some(decision) => import.decisions.insert(row, decision),
            None => import.decisions.remove(&row),
        };
    }
    if typed.get("all") == "leave_faulty" {
        let register = desk.office.store.register().await.map_err(desk.failed())?;
        let judgement = judged(import.clone(), register, Desk::today()).await;
        let rows = judgement.map_err(desk.failed())?.rows;
        for row in rows
            .iter()
            .filter(|row| matches!(row.state, State::Faulty(_)))
        {
            import.decisions.insert(row.number, Decision::LeaveOut);
        }
    }
    let (id, show, page) = (&import.id, typed.get("show"), typed.get("page"));
    let to = format!(
        "/office/imports/{id}?show={}&page={}",
        in_address(show),
        in_address(page)
    );
    keep(&desk, import, &typed, &to).await
}

/// `POST /office/imports/{id}/commit`.
pub(crate) async fn commit(
    desk: Desk,
    id: Result<Path<String>, PathRejection>,
    OwnForm(typed): OwnForm,
) -> Shown {
    let import = import(&desk, id).await?;
    let committed = match Digest::try_from(typed.get("shown").to_owned()) {
        Ok(shown) => {
            let store = &desk.office.store;
            let done = store
                .commit_import(&import.id, &shown, Desk::today(), &Desk::author())
                .await;
            done.map_err(desk.failed())?
        }
        Err(_) => Committed::Stale,
    };
    match committed {
        Committed::Done(_) => Ok(go("/office/imports")),
        Committed::Gone => Err(desk.missing()),
        otherwise => {
            let notice = Some(words::not_committed(&otherwise));
            show(&desk, import, StatusCode::CONFLICT, notice).await
        }
    }
}

/// `POST /office/imports/{id}/discard`.
pub(crate) async fn discard(
    desk: Desk,
    id: Result<Path<String>, PathRejection>,
    OwnForm(_): OwnForm,
) -> Shown {
    let import = import(&desk, id).await?;
    let discarded = desk
        .office
        .store
        .discard_import(&import.id, &Desk::author())
        .await;
    discarded.map_err(desk.failed())?;
    Ok(go("/office/imports"))
}

/// Keeps what was said, or shows what somebody else said meanwhile.
async fn keep(desk: &Desk, import: Import, typed: &Typed, to: &str) -> Shown {
    let edits = typed.get("edits").parse().unwrap_or(u64::MAX);
    let said = Import { edits, ..import };
    if desk
        .office
        .store
        .decide_import(&said)
        .await
        .map_err(desk.failed())?
    {
        return Ok(go(to));
    }
    let now = desk.office.store.import(&said.id).await;
    let now = now.map_err(desk.failed())?.ok_or_else(|| desk.missing())?;
    show(desk, now, StatusCode::CONFLICT, Some(words::STALE)).await
}

fn decision(value: &str) -> Option<Decision> {
    match value {
        "add" => Some(Decision::Add),
        "leave" => Some(Decision::LeaveOut),
        other => other
            .strip_prefix("update:")
            .map(|id| Decision::Update(id.to_owned())),
    }
}

/// What was known of columns and words, and what was said now. Codes that the
/// rule pack does not have are passed over.
fn read_matches(mut matches: Matches, typed: &Typed) -> Matches {
    let pack = RulePack::current();
    let kind = |code: &str| {
        let known = pack
            .establishment_kinds
            .iter()
            .any(|kind| kind.name.code == code);
        known.then(|| code.to_owned())
    };
    let ward = |code: &str| {
        let known = pack
            .units
            .iter()
            .any(|unit| unit.code == code && unit.level == "ward");
        known.then(|| code.to_owned())
    };
    // Below another head the columns are others.
    let another = typed.get("head") != typed.get("head_was");
    if another {
        matches.head = typed.get("head").parse().ok();
        matches.columns.clear();
    }
    matches.ward = ward(typed.get("ward"));
    matches.kind = kind(typed.get("kind"));
    for (field, value) in &typed.0 {
        if let Some(index) = field
            .strip_prefix("column:")
            .and_then(|index| index.parse().ok())
        {
            match Column::named(value) {
                _ if another => None,
                Some(column) => matches.columns.insert(index, column),
                None => matches.columns.remove(&index),
            };
        } else if let Some((words, code)) = field.strip_prefix("kind:").zip(kind(value)) {
            matches.kinds.insert(words.to_owned(), code);
        } else if let Some((words, code)) = field.strip_prefix("ward:").zip(ward(value)) {
            matches.wards.insert(words.to_owned(), code);
        }
    }
    matches
}
