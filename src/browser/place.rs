//! Where the tablet is, asked of the browser when a person wants to know.

use inspection::Point;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::shelf::NoPlace;

/// How long the browser may look, in milliseconds.
const PATIENCE: u32 = 15_000;
/// The code of a refusal (Geolocation, 7.3).
const DENIED: f64 = 1.0;

/// Asks where the tablet is; the person may be asked too.
///
/// # Errors
/// [`NoPlace`].
pub async fn locate() -> Result<Point, NoPlace> {
    let asked = ask().ok_or(NoPlace::Unknown)?;
    match JsFuture::from(asked).await {
        Ok(position) => point(&position).ok_or(NoPlace::Unknown),
        Err(error) if get(&error, "code").is_some_and(|code| code == DENIED) => {
            Err(NoPlace::Denied)
        }
        Err(_) => Err(NoPlace::Unknown),
    }
}

/// `navigator.geolocation.getCurrentPosition`; `None` in an engine without it.
fn ask() -> Option<Promise> {
    let navigator = JsValue::from(web_sys::window()?.navigator());
    let places = get(&navigator, "geolocation")?;
    let method: Function = get(&places, "getCurrentPosition")?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"timeout".into(), &PATIENCE.into()).ok()?;
    Reflect::set(&options, &"enableHighAccuracy".into(), &true.into()).ok()?;
    Some(Promise::new(&mut |found, failed| {
        // A method that throws leaves the promise to the engine's own timeout.
        drop(method.call3(&places, &found, &failed, &options));
    }))
}

fn point(position: &JsValue) -> Option<Point> {
    let place = get(position, "coords")?;
    let millionths = |name: &str| {
        let degrees = get(&place, name)?.as_f64()? * 1e6;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "180 million at most; what is no number becomes 0 or the most"
        )]
        let millionths = degrees.round() as i64;
        Some(millionths)
    };
    Point::new(millionths("latitude")?, millionths("longitude")?)
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(of, &JsValue::from_str(name)).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}
