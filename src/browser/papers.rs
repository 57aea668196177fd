//! A paper that was photographed or chosen: a picture is drawn anew, smaller and
//! upright, as JPEG; a PDF stays as it is.

use inspection::{AttachmentType, Digest, Encoded};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, Document, File, HtmlCanvasElement, HtmlInputElement, ImageBitmap,
};

use crate::acts::{NewPaper, NoPaper};

/// Pixels of the longer side: A4 (297 mm) at some 190 to the inch, at which
/// small print can be read.
const LONGEST: u32 = 2_200;
/// How well the picture is kept; 1 is all of it.
const QUALITY: f64 = 0.85;
/// The most bytes the office takes (`UPLOAD.md`): 7 MiB.
const LARGEST: usize = 7 * 1024 * 1024;
/// The longest name.
const LONGEST_NAME: usize = 200;

/// The paper chosen in the field that a selector finds.
///
/// # Errors
/// [`NoPaper`].
pub async fn chosen_paper(selector: &str) -> Result<NewPaper, NoPaper> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(NoPaper::None)?;
    let field = document.query_selector(selector).ok().flatten();
    let field: HtmlInputElement = field
        .and_then(|field| field.dyn_into().ok())
        .ok_or(NoPaper::None)?;
    let chosen = field.files().and_then(|files| files.get(0));
    let file = chosen.ok_or(NoPaper::None)?;
    let taken = if file.type_() == AttachmentType::Pdf.code() {
        as_it_is(&file).await
    } else {
        smaller(&document, &file).await
    };
    // So that choosing the same file again is heard.
    field.set_value("");
    taken
}

async fn as_it_is(file: &File) -> Result<NewPaper, NoPaper> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    let bytes = Uint8Array::new(&buffer.map_err(|_| NoPaper::Unreadable)?).to_vec();
    let content = Encoded::of(&bytes);
    paper(&file.name(), AttachmentType::Pdf, &bytes, content)
}

async fn smaller(document: &Document, file: &File) -> Result<NewPaper, NoPaper> {
    let drawn = drawn(document, file, LONGEST).await;
    let (_, address) = drawn.map_err(|_| NoPaper::Unreadable)?;
    let (content, bytes) = content(&address).ok_or(NoPaper::Unreadable)?;
    let name = file.name();
    let stem = name
        .rsplit_once('.')
        .map_or(name.as_str(), |(stem, _)| stem);
    let content = Encoded(content);
    paper(
        &format!("{stem}.jpg"),
        AttachmentType::Jpeg,
        &bytes,
        content,
    )
}

/// The picture, drawn upright and anew within so many pixels: nothing of the file but
/// what is seen. Its sides, and an address that holds its bytes.
pub(super) async fn drawn(
    document: &Document,
    file: &File,
    longest: u32,
) -> Result<([u32; 2], String), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let reading = window.create_image_bitmap_with_blob(file)?;
    let picture: ImageBitmap = JsFuture::from(reading).await?.dyn_into()?;
    let (width, height) = within(picture.width(), picture.height(), longest);
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    let address = draw(&picture, &canvas, [width, height]);
    // Their memory is given back now, whatever came of it.
    picture.close();
    canvas.set_width(0);
    canvas.set_height(0);
    Ok(([width, height], address?))
}

fn draw(
    picture: &ImageBitmap,
    canvas: &HtmlCanvasElement,
    [width, height]: [u32; 2],
) -> Result<String, JsValue> {
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    context.draw_image_with_image_bitmap_and_dw_and_dh(
        picture,
        0.0,
        0.0,
        f64::from(width),
        f64::from(height),
    )?;
    let quality = JsValue::from_f64(QUALITY);
    canvas.to_data_url_with_type_and_encoder_options("image/jpeg", &quality)
}

/// The base64 and the bytes of such an address, `data:image/jpeg;base64,…`.
pub(super) fn content(address: &str) -> Option<(String, Vec<u8>)> {
    let content = address.strip_prefix("data:image/jpeg;base64,")?;
    let bytes = web_sys::window()?.atob(content).ok()?;
    // One character for each byte.
    let bytes = bytes.chars();
    let bytes = bytes.filter_map(|byte| u8::try_from(u32::from(byte)).ok());
    Some((content.to_owned(), bytes.collect()))
}

/// The size it is drawn in: its own, or less.
fn within(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let longer = width.max(height).max(1);
    if longer <= longest {
        return (width.max(1), height.max(1));
    }
    let scaled = |side: u32| {
        let side = u64::from(side) * u64::from(longest) / u64::from(longer);
        u32::try_from(side).unwrap_or(longest).max(1)
    };
    (scaled(width), scaled(height))
}

fn paper(
    name: &str,
    media_type: AttachmentType,
    bytes: &[u8],
    content: Encoded,
) -> Result<NewPaper, NoPaper> {
    if bytes.len() > LARGEST {
        return Err(NoPaper::TooLarge);
    }
    Ok(NewPaper {
        name: name.chars().take(LONGEST_NAME).collect(),
        media_type,
        sha256: Digest::of(bytes),
        content,
    })
}
