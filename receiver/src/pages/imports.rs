//! Lists of wards: uploaded here, kept until somebody has decided. What a list
//! would make of the register is `preview`'s, what is decided `deciding`'s.

use std::collections::BTreeMap;

use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::http::StatusCode;
use maud::{Markup, html};

use super::desk::{Desk, Typed, go};
use super::field::{Fault, select};
use super::frame::headings;
use super::{Failure, Shown};
use crate::sheet::{LARGEST_FILE, Sheet, SheetError};
use crate::store::ImportLine;
use crate::ward_list::Matches;
use crate::wording::establishments;
use crate::wording::imports as words;
use crate::wording::{self};

pub(crate) mod deciding;
mod matching;
pub(crate) mod preview;

/// The largest body of an upload: the file, and what is around it.
pub(crate) const LARGEST_UPLOAD: usize = LARGEST_FILE + 64 * 1024;
/// The longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 120;

/// `GET /office/imports`.
pub(crate) async fn list(desk: Desk) -> Shown {
    let body = draw(&desk, &Typed::default(), None).await?;
    Ok(desk.show(StatusCode::OK, desk.say(words::TITLE), &body))
}

/// `POST /office/imports`: a file becomes a list that waits.
pub(crate) async fn upload(desk: Desk, parts: Result<Multipart, MultipartRejection>) -> Shown {
    let refused = async |typed: &Typed, words: String| {
        let body = draw(&desk, typed, Some(&Fault::at("file", words))).await?;
        Ok(desk.refuse(desk.say(words::TITLE), &body))
    };
    let Ok(parts) = parts else {
        return refused(&Typed::default(), desk.say(words::BROKEN_OFF).to_owned()).await;
    };
    let uploaded = match Uploaded::read(parts).await {
        Ok(uploaded) => uploaded,
        Err(error) => {
            let too_large = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
            let words = if too_large {
                words::refused(desk.language, &SheetError::TooLarge)
            } else {
                desk.say(words::BROKEN_OFF).to_owned()
            };
            return refused(&Typed::default(), words).await;
        }
    };
    if uploaded.name.is_empty() {
        return refused(&uploaded.typed, desk.say(words::NO_FILE).to_owned()).await;
    }
    let bytes = uploaded.bytes;
    let sheet = desk.office.judges.run(move || Sheet::read(&bytes)).await;
    let sheet = sheet.unwrap_or_else(|_| Err(SheetError::Damaged(String::new())));
    let sheet = match sheet {
        Ok(sheet) => sheet,
        Err(error) => return refused(&uploaded.typed, words::refused(desk.language, &error)).await,
    };
    let chosen =
        |name: &str| Some(uploaded.typed.get(name).to_owned()).filter(|code| !code.is_empty());
    let matches = Matches {
        ward: chosen("ward"),
        kind: chosen("kind"),
        ..Matches::default()
    };
    let kept = desk
        .office
        .store
        .add_import(&uploaded.name, &sheet, &matches, &Desk::author())
        .await;
    let id = kept.map_err(desk.failed())?;
    Ok(go(&format!("/office/imports/{id}")))
}

#[derive(Default)]
struct Uploaded {
    typed: Typed,
    name: String,
    bytes: Vec<u8>,
}

impl Uploaded {
    async fn read(mut parts: Multipart) -> Result<Self, MultipartError> {
        let mut uploaded = Self::default();
        let mut typed = BTreeMap::new();
        while let Some(part) = parts.next_field().await? {
            let name = part.name().unwrap_or_default().to_owned();
            if name == "file" {
                let file_name = part.file_name().unwrap_or_default();
                let letters = file_name.chars().filter(|letter| !letter.is_control());
                uploaded.name = letters.take(LONGEST_NAME).collect();
                uploaded.bytes = part.bytes().await?.to_vec();
            } else {
                typed.insert(name, part.text().await?);
            }
        }
        uploaded.typed = Typed::of(typed);
        Ok(uploaded)
    }
}

async fn draw(desk: &Desk, typed: &Typed, fault: Option<&Fault>) -> Result<Markup, Failure> {
    let lines = desk.office.store.imports().await.map_err(desk.failed())?;
    Ok(html! {
        h1 { (desk.say(words::TITLE)) }
        p { (desk.say(words::EXPLAINED)) }
        form method="post" action="/office/imports" enctype="multipart/form-data" {
            p.field {
                label for="file" { (desk.say(words::FILE)) }
                input type="file" id="file" name="file" aria-invalid=[fault.map(|_| "true")]
                    accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                @if let Some(fault) = fault { span.alert data-mark="refused" { "⚠ " (fault.words) } }
            }
            (select(("ward", desk.say(words::DEFAULT_WARD)), &desk.wards(words::UNSET, None), typed.get("ward"), None))
            (select(("kind", desk.say(words::DEFAULT_KIND)), &desk.kinds(words::UNSET), typed.get("kind"), None))
            div.actions {
                button type="submit" { (desk.say(words::UPLOAD)) }
                a.button href="/office/establishments" { (desk.say(establishments::TITLE)) }
            }
        }
        section data-section="imports" {
            h2 { (desk.say(words::EARLIER)) }
            @if lines.is_empty() { p { (desk.say(words::NONE)) } }
            @else {
                div.scroll role="region" tabindex="0" aria-label=(desk.say(words::EARLIER)) {
                    table {
                        (headings(&words::HEADINGS.map(|pair| desk.say(pair))))
                        tbody { @for one in &lines { (line(desk, one)) } }
                    }
                }
            }
        }
    })
}

fn line(desk: &Desk, line: &ImportLine) -> Markup {
    html! {
        tr data-import=(line.id) {
            td {
                @if line.finished.is_none() {
                    a href={ "/office/imports/" (line.id) } { (line.file_name) }
                } @else { (line.file_name) }
            }
            td { (wording::moment(line.made_at)) }
            td { (line.made_by) }
            td {
                @match &line.finished {
                    None => (desk.say(words::WAITS)),
                    Some(finished) => {
                        (words::finished(desk.language, finished)) br;
                        small { (finished.by) " · " (wording::moment(finished.at)) }
                    },
                }
            }
        }
    }
}
