//! What a hand draws on an element of the page: one finger, pen or mouse at a time.
//! A second finger is none, nor is a palm: it is broad, or rests while a pen is used.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent};

use super::lifecycle::{Listening, hear};
use crate::acts::{Pen, Penned};

/// The box that is drawn in, whatever its size on the screen.
const BOX: (f64, f64) = (1_000.0, 400.0);
/// A touch this broad or high, in CSS pixels, is a palm.
const PALM: i32 = 60;

/// What is done of an event.
type Act = fn(&mut Hand, &PointerEvent);

/// The hand on the pad.
struct Hand {
    pad: Element,
    heard: Penned,
    /// The pointer that draws, and whether it is a pen.
    draws: Option<(i32, bool)>,
    /// Whether a pen was used: from then on fingers rest.
    has_pen: bool,
}

/// Calls with what is drawn on the first element that a selector finds, until what
/// is returned is dropped.
#[must_use]
pub fn drawn_on(selector: &str, heard: Penned) -> Vec<Listening> {
    let document = web_sys::window().and_then(|window| window.document());
    let pad = document.and_then(|document| document.query_selector(selector).ok().flatten());
    let Some(pad) = pad else {
        return Vec::new();
    };
    let hand = Rc::new(RefCell::new(Hand {
        pad: pad.clone(),
        heard,
        draws: None,
        has_pen: false,
    }));
    let acts: [(&'static str, Act); 4] = [
        ("pointerdown", Hand::down),
        ("pointermove", Hand::moved),
        ("pointerup", Hand::up),
        ("pointercancel", Hand::gone),
    ];
    let listening = acts.into_iter().map(|(name, act)| {
        let hand = Rc::clone(&hand);
        hear(pad.clone().into(), name, move |event: Event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                event.prevent_default();
                act(&mut hand.borrow_mut(), event);
            }
        })
    });
    listening.flatten().collect()
}

impl Hand {
    fn down(&mut self, event: &PointerEvent) {
        let is_pen = event.pointer_type() == "pen";
        let is_palm = event.pointer_type() == "touch"
            && (self.has_pen || event.width() > PALM || event.height() > PALM);
        // The other buttons of a mouse do not draw.
        if is_palm || event.button() != 0 {
            return;
        }
        match self.draws {
            // What rested there before the pen came was no finger.
            Some((_, false)) if is_pen => (self.heard)(Pen::Gone),
            Some(_) => return,
            None => {}
        }
        self.has_pen |= is_pen;
        self.draws = Some((event.pointer_id(), is_pen));
        // Where it cannot be held, drawing ends at the edge.
        drop(self.pad.set_pointer_capture(event.pointer_id()));
        let [x, y] = self.place(event);
        (self.heard)(Pen::Down(x, y));
    }

    fn moved(&mut self, event: &PointerEvent) {
        if !self.is_ours(event) {
            return;
        }
        // Between two frames a pen passes many points.
        let several = Reflect::has(event, &"getCoalescedEvents".into()).unwrap_or_default();
        let mut passed = Vec::new();
        if several {
            let events = event.get_coalesced_events();
            passed.extend(events.iter().filter_map(|one| one.dyn_into().ok()));
        }
        if passed.is_empty() {
            passed.push(event.clone());
        }
        for event in &passed {
            let [x, y] = self.place(event);
            (self.heard)(Pen::Moved(x, y));
        }
    }

    fn up(&mut self, event: &PointerEvent) {
        if self.is_ours(event) {
            self.draws = None;
            (self.heard)(Pen::Up);
        }
    }

    fn gone(&mut self, event: &PointerEvent) {
        if self.is_ours(event) {
            self.draws = None;
            (self.heard)(Pen::Gone);
        }
    }

    fn is_ours(&self, event: &PointerEvent) -> bool {
        self.draws.is_some_and(|(id, _)| id == event.pointer_id())
    }

    /// Where it is in the box.
    fn place(&self, event: &PointerEvent) -> [i32; 2] {
        let pad = self.pad.get_bounding_client_rect();
        let within = |at: i32, from: f64, length: f64, most: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "within the box, which is small; no number becomes 0"
            )]
            let place = ((f64::from(at) - from) / length * most)
                .round()
                .clamp(0.0, most) as i32;
            place
        };
        [
            within(event.client_x(), pad.left(), pad.width(), BOX.0),
            within(event.client_y(), pad.top(), pad.height(), BOX.1),
        ]
    }
}
