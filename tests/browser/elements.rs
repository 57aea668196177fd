//! The elements that screens are made of, in a real browser: what follows a
//! signal, what is drawn anew, and what ends with the part it belongs to.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::tick;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{self, HtmlElement};
use tablet::components::{self, Fragment, button, el, live, nothing};
use tablet::signal::{Derived, Source};
use wasm_bindgen_test::wasm_bindgen_test;

/// Draws a part into a place of its own on the page.
fn show(part: impl FnOnce() -> Fragment) -> (Owner, web_sys::Element) {
    // What follows signals is started by this.
    mount_to_body(|| ());
    let owner = Owner::new();
    owner.with(|| components::show(&el("div").child(part()).into()));
    let place = document().body().unwrap().last_element_child().unwrap();
    (owner, place)
}

fn first(place: &web_sys::Element, selector: &str) -> HtmlElement {
    let found = place.query_selector(selector).unwrap().unwrap();
    found.dyn_into().unwrap()
}

#[wasm_bindgen_test]
async fn texts_and_attributes_follow_their_signals() {
    let count = RwSignal::new(1);
    let (_owner, place) = show(|| {
        el("p")
            .attr_of("data-state", move || (count.get() > 1).then_some("many"))
            .text("now ")
            .text_of(move || count.get().to_string())
            .into()
    });
    assert_eq!(place.inner_html(), "<p>now 1</p>");
    count.set(2);
    tick().await;
    assert_eq!(place.inner_html(), "<p data-state=\"many\">now 2</p>");
    count.set(1);
    tick().await;
    assert_eq!(place.inner_html(), "<p>now 1</p>");
}

#[wasm_bindgen_test]
async fn a_live_part_is_drawn_anew_in_its_place_with_what_it_holds() {
    let (outer, inner) = (RwSignal::new(true), RwSignal::new(1));
    let (_owner, place) = show(|| {
        let part = live(move || {
            if !outer.get() {
                return nothing();
            }
            live(move || el("b").text(&inner.get().to_string()))
        });
        el("p").text("<").child(part).text(">").into()
    });
    assert_eq!(first(&place, "p").text_content().unwrap(), "<1>");
    inner.set(2);
    tick().await;
    assert_eq!(first(&place, "p").text_content().unwrap(), "<2>");
    outer.set(false);
    tick().await;
    assert_eq!(first(&place, "p").text_content().unwrap(), "<>");
    assert_eq!(place.query_selector("b").unwrap(), None);
    outer.set(true);
    tick().await;
    assert_eq!(first(&place, "p").text_content().unwrap(), "<2>");
}

#[wasm_bindgen_test]
async fn what_was_drawn_before_hears_nothing_any_more() {
    let round = RwSignal::new(1);
    let heard = Rc::new(Cell::new(0));
    let (_owner, place) = show(|| {
        let heard = Rc::clone(&heard);
        live(move || {
            let (round, heard) = (round.get(), Rc::clone(&heard));
            button("try", &round.to_string()).on_click(move || heard.set(heard.get() + round))
        })
    });
    let before = first(&place, "button");
    before.click();
    assert_eq!(heard.get(), 1);
    round.set(10);
    tick().await;
    before.click();
    assert_eq!(heard.get(), 1);
    first(&place, "button").click();
    assert_eq!(heard.get(), 11);
}

#[wasm_bindgen_test]
async fn a_growing_list_adds_and_leaves_what_is_there() {
    let count = Source::new(1);
    let (_owner, place) = show(|| {
        let count = Derived::new(move |_| count.get());
        el("ol")
            .growing(count, |number| el("li").text(&number.to_string()))
            .into()
    });
    let one = first(&place, "li");
    count.set(3);
    tick().await;
    assert_eq!(first(&place, "ol").text_content().unwrap(), "123");
    assert!(one.is_same_node(Some(&first(&place, "li"))));
}

#[wasm_bindgen_test]
fn what_ends_after_its_page_changes_nothing_and_breaks_nothing() {
    let owner = Owner::new();
    let gone = owner.with(|| Source::new(1));
    let page = Owner::new();
    let there = page.with(|| Source::new(1));
    owner.cleanup();
    for source in [gone, there] {
        source.set(2);
        source.try_set(3);
        source.update(|value| *value += 1);
    }
    assert_eq!(there.get_untracked(), 4);
}
