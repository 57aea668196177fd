//! Elements of the page: a name, attributes, what is in them, and what keeps
//! them up to date. Every one is of the same type: `view!` makes a type of each
//! shape, and the bundle would hold code for every type.

use crate::signal::Derived;
use leptos::ev::Event;
use leptos::html::{Button, ElementType};
use leptos::prelude::*;
use leptos::tachys::dom::body;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::{Element as DomElement, Node};
use leptos::wasm_bindgen::{JsCast, JsValue};

/// An element of the page.
#[must_use = "it is not on the page until it is put somewhere"]
pub struct Element(DomElement);

/// What can be put into an element: another, several, or what is drawn anew.
#[must_use = "it is not on the page until it is put somewhere"]
pub struct Fragment(Node);

/// A new element of this name.
pub fn el(name: &'static str) -> Element {
    Element(Rndr::create_element(name, None))
}

/// A new element of a drawing (SVG).
pub fn drawn(name: &'static str) -> Element {
    let space = "http://www.w3.org/2000/svg";
    Element(Rndr::create_element(name, Some(space)))
}

/// Several parts as one.
pub fn all<P: Into<Fragment>>(parts: impl IntoIterator<Item = P>) -> Fragment {
    let whole = nothing();
    for part in parts {
        put(&whole.0, &part.into().0, None);
    }
    whole
}

/// A part with nothing in it.
pub fn nothing() -> Fragment {
    Fragment(document().create_document_fragment().into())
}

/// Puts a part at the end of the page.
pub fn show(part: &Fragment) {
    put(&body(), &part.0, None);
}

/// A part that is drawn anew when a signal that `draw` reads changes.
pub fn live<P: Into<Fragment>>(draw: impl Fn() -> P + 'static) -> Fragment {
    live_part(Box::new(move || draw().into()))
}

impl Element {
    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        Rndr::set_attribute(&self.0, name, value);
        self
    }

    /// Sets the classes.
    pub fn class(self, names: &'static str) -> Self {
        self.attr("class", names)
    }

    /// Keeps an attribute as `value` says; `None` means without it.
    pub fn attr_of<V>(self, name: &'static str, value: impl Fn() -> V + 'static) -> Self
    where
        V: Into<Option<&'static str>>,
    {
        follow_attribute(&self.0, name, Box::new(move || value().into()));
        self
    }

    /// Adds a text at the end.
    pub fn text(self, text: &str) -> Self {
        put(&self.0, &Rndr::create_text_node(text), None);
        self
    }

    /// Adds a text at the end, and keeps it as `text` says.
    pub fn text_of<T: Into<String>>(self, text: impl Fn() -> T + 'static) -> Self {
        follow_text(&self.0, Box::new(move || text().into()));
        self
    }

    /// Adds a part at the end.
    pub fn child(self, part: impl Into<Fragment>) -> Self {
        put(&self.0, &part.into().0, None);
        self
    }

    /// Adds parts at the end, for example one that may be there.
    pub fn children(self, parts: impl IntoIterator<Item = Self>) -> Self {
        for part in parts {
            put(&self.0, &part.0, None);
        }
        self
    }

    /// Adds at the end what `draw` makes of each number from 1, whenever
    /// `count` has grown.
    pub fn growing(self, count: Derived<u16>, draw: impl Fn(u16) -> Self + 'static) -> Self {
        let owner = Owner::current().unwrap_or_default();
        let list = self.0.clone();
        let mut drawn = 0;
        follow(Box::new(move || {
            for number in drawn + 1..=count.get() {
                let part = owner.with(|| untrack(|| draw(number)));
                put(&list, &part.0, None);
                drawn = number;
            }
        }));
        self
    }

    /// Acts on an event, as long as the part that holds the element is drawn.
    pub fn on(self, event: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        listen(&self.0, event, Box::new(act));
        self
    }

    /// What puts the focus on it, if it takes one.
    pub fn focus(&self) -> impl Fn() + 'static {
        let element = self.0.clone();
        move || {
            let button: &<Button as ElementType>::Output = element.unchecked_ref();
            // One that is gone by now takes no focus.
            drop(button.focus());
        }
    }

    /// Acts on a click.
    pub fn on_click(self, mut act: impl FnMut() + 'static) -> Self {
        self.on("click", move |_| act())
    }
}

impl From<Element> for Fragment {
    fn from(element: Element) -> Self {
        Self(element.0.into())
    }
}

/// Only what we made ourselves is put somewhere, so it fits there.
fn put(parent: &Node, part: &Node, before: Option<&Node>) {
    drop(parent.insert_before(part, before));
}

fn live_part(draw: Box<dyn Fn() -> Fragment>) -> Fragment {
    let whole = nothing();
    let start = Rndr::create_placeholder();
    let end = Rndr::create_placeholder();
    put(&whole.0, &start, None);
    put(&whole.0, &end, None);
    follow(Box::new(move || {
        let drawn = draw();
        while let Some(old) = start.next_sibling()
            && old != **end
        {
            Rndr::remove(&old);
        }
        if let Some(parent) = end.parent_node() {
            put(&parent, &drawn.0, Some(&end));
        }
    }));
    whole
}

fn follow_attribute(
    element: &DomElement,
    name: &'static str,
    value: Box<dyn Fn() -> Option<&'static str>>,
) {
    let element = element.clone();
    let mut before = None;
    follow(Box::new(move || {
        let now = value();
        match now {
            _ if now == before => {}
            Some(now) => Rndr::set_attribute(&element, name, now),
            None => Rndr::remove_attribute(&element, name),
        }
        before = now;
    }));
}

fn follow_text(element: &DomElement, text: Box<dyn Fn() -> String>) {
    let node = Rndr::create_text_node("");
    put(element, &node, None);
    let mut before = String::new();
    follow(Box::new(move || {
        let now = text();
        // The same text again would be read out again.
        if now != before {
            Rndr::set_text(&node, &now);
            before = now;
        }
    }));
}

/// Does the work, and again whenever a signal it reads changes, until the part
/// it belongs to is drawn anew.
fn follow(mut work: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_: Option<()>| work());
    on_cleanup(move || drop(effect));
}

fn listen(element: &DomElement, event: &'static str, mut act: Box<dyn FnMut(Event)>) {
    let owner = Owner::current().unwrap_or_default();
    let hear = move |event: JsValue| {
        owner.with(|| act(event.unchecked_into()));
    };
    let listening = Rndr::add_event_listener(element, event, Box::new(hear));
    on_cleanup(move || drop(listening));
}
