//! Photos that were taken or chosen: looked at before they are drawn, so that no file
//! can take the tablet's memory; then drawn anew, upright and smaller, as JPEG.

use chrono::{DateTime, Utc};
use inspection::{Digest, Encoded, Picture};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, File, HtmlInputElement};

use super::papers::{content, drawn};
use crate::acts::{NoPhoto, Shot};

/// Pixels of the longer side.
const LONGEST: u32 = 1_600;
/// The most bytes of a file that are read: no camera writes more.
const LARGEST: f64 = 100_000_000.0;

/// The photos chosen in the field that a selector finds, each by itself.
pub async fn chosen_photos(selector: &str) -> Vec<Result<Shot, NoPhoto>> {
    let Some((document, field)) = field(selector) else {
        return Vec::new();
    };
    let files = field.files();
    let count = files.as_ref().map_or(0, web_sys::FileList::length);
    let files = (0..count).filter_map(|at| files.as_ref()?.get(at));
    let files: Vec<_> = files.collect();
    let mut shots = Vec::new();
    for file in files {
        shots.push(shot(&document, &file).await);
    }
    // So that choosing the same file again is heard.
    field.set_value("");
    shots
}

fn field(selector: &str) -> Option<(Document, HtmlInputElement)> {
    let document = web_sys::window()?.document()?;
    let field = document.query_selector(selector).ok().flatten()?;
    Some((document, field.dyn_into().ok()?))
}

async fn shot(document: &Document, file: &File) -> Result<Shot, NoPhoto> {
    if file.size() > LARGEST {
        return Err(NoPhoto::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let bytes = Uint8Array::new(&buffer.map_err(|_| NoPhoto::Broken)?).to_vec();
    let seen = Picture::look(&bytes)?;
    drop(bytes);
    let drawn = drawn(document, file, LONGEST).await;
    let (sides, address) = drawn.map_err(|_| NoPhoto::Broken)?;
    let (content, bytes) = content(&address).ok_or(NoPhoto::Broken)?;
    Ok(Shot {
        exif: seen.exif,
        changed: changed(file),
        sides,
        sha256: Digest::of(&bytes),
        content: Encoded(content),
    })
}

/// When the file was last changed: a camera's is as old as the picture.
fn changed(file: &File) -> Option<DateTime<Utc>> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of the calendar; others are refused"
    )]
    let milliseconds = file.last_modified() as i64;
    DateTime::from_timestamp_millis(milliseconds)
}
