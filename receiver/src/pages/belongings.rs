//! What belongs to an inspection: its photos, with those that have not come,
//! its attachments, and which record corrects which. Outcomes are `outcomes.rs`'s.

use inspection::{Digest, DocumentId, Inspection, PhotoName};
use maud::{Markup, html};

use super::frame::headings;
use super::spoken::{language, say};
use crate::store::{Belongings, StoredFile};
use crate::wording::{self, belongings as words};

/// Draws everything that belongs to an inspection; `None` where it has not come
/// itself.
pub(super) fn draw(inspection: Option<&Inspection>, belongings: &Belongings) -> Markup {
    html! {
        (photos(inspection.map(|inspection| inspection.photos.as_slice()), &belongings.photos))
        @if !belongings.attachments.is_empty() {
            (section("attachments", say(words::ATTACHMENTS_TITLE), &words::ATTACHMENT_HEADINGS.map(say), &html! {
                @for file in &belongings.attachments { (line(file, say(words::ATTACHMENT), true)) }
            }))
        }
    }
}

/// Says above a record that another one corrects it.
pub(super) fn corrected(belongings: &Belongings) -> Markup {
    html! {
        @if !belongings.corrected_by.is_empty() {
            section.alert data-section="corrections" {
                h2 { "⚠ " (say(words::CORRECTED_TITLE)) }
                p { (say(words::CORRECTED_EXPLAINED)) }
                ul {
                    @for id in &belongings.corrected_by {
                        li { a href={ "/office/inspections/" (id) } { code { (id) } } }
                    }
                }
            }
        }
    }
}

/// The photos that the inspection names, come or not, and those it does not.
fn photos(of: Option<&[PhotoName]>, photos: &[StoredFile]) -> Markup {
    let names = of.unwrap_or_default();
    let is_here = |name: &&PhotoName| photos.iter().any(|photo| photo.sha256 == name.sha256);
    let missing: Vec<_> = names.iter().filter(|name| !is_here(name)).collect();
    let is_named =
        |photo: &StoredFile| of.is_none() || names.iter().any(|name| name.sha256 == photo.sha256);
    html! {
        @if !photos.is_empty() || !missing.is_empty() {
            (section("photos", say(words::PHOTOS_TITLE), &words::PHOTO_HEADINGS.map(say), &html! {
                @for photo in photos { (line(photo, say(words::PHOTO), is_named(photo))) }
                @for name in missing { (missing_line(name)) }
            }))
        }
    }
}

fn section(code: &str, title: &str, names: &[&str], lines: &Markup) -> Markup {
    html! {
        section data-section=(code) {
            h2 { (title) }
            div.scroll role="region" tabindex="0" aria-label=(title) {
                table { (headings(names)) tbody { (lines) } }
            }
        }
    }
}

fn line(file: &StoredFile, unnamed: &str, named: bool) -> Markup {
    let name = file.name.as_deref().filter(|name| !name.trim().is_empty());
    html! {
        tr data-document=(file.id) data-state="received" {
            td {
                a href={ "/office/documents/" (file.id) "/content" } {
                    @if file.media_type.starts_with("image/") {
                        img.thumb src={ "/office/documents/" (file.id) "/content" } alt=""
                            loading="lazy" width="160" height="120";
                    }
                    (name.unwrap_or(unnamed))
                }
            }
            td { (wording::check_number(language(), file.check)) }
            td {
                (wording::moment(file.made_at))
                @if let Some([latitude, longitude]) = &file.place {
                    br;
                    small data-place { (say(words::PLACE)) " " (latitude) ", " (longitude) }
                }
            }
            td.figure { (wording::size(file.size)) }
            td { (digest(&file.sha256)) }
            td {
                (received(file.id, &wording::moment(file.received_at), &file.conflicts))
                @if !named { p.alert { "⚠ " (say(words::NOT_NAMED)) } }
            }
        }
    }
}

fn missing_line(name: &PhotoName) -> Markup {
    html! {
        tr data-photo=(name.sha256) data-state="missing" {
            td { (name.caption.as_deref().unwrap_or(say(words::PHOTO))) }
            td { (wording::check_number(language(), name.check)) }
            td { (wording::NOTHING) }
            td { (wording::NOTHING) }
            td { (digest(&name.sha256)) }
            td { p.alert { "⚠ " (say(words::NOT_RECEIVED)) } }
        }
    }
}

/// When it was kept, the way to its bytes, and to what conflicts with it.
pub(super) fn received(id: DocumentId, at: &str, conflicts: &[Digest]) -> Markup {
    html! {
        (at) br;
        a href={ "/office/documents/" (id) } { (say(words::DOWNLOAD)) }
        @for sha256 in conflicts {
            p.alert {
                "⚠ " (say(words::CONFLICTING)) " "
                a href={ "/office/documents/" (id) "/conflicts/" (sha256) } { (digest(sha256)) }
            }
        }
    }
}

/// A digest's first digits; the whole of it is in the title.
fn digest(sha256: &Digest) -> Markup {
    let text = sha256.as_str();
    html! { code title=(text) { (text.get(..12).unwrap_or(text)) "…" } }
}
