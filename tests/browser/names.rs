//! Names that one window holds, by Web Locks and by leases. Two `Windows` in
//! one page are two claimants, which is all that either can tell.

use std::cell::Cell;
use std::rc::Rc;

use tablet::acts::{Lost, Windows};
use tablet::browser::BrowserWindows;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{fresh_name, raw_storage};

fn both() -> [(&'static str, BrowserWindows); 2] {
    let locks = js_sys::eval("'locks' in navigator").unwrap();
    assert!(locks.is_truthy(), "this page has no Web Locks");
    [
        ("locks", BrowserWindows::new()),
        ("leases", BrowserWindows::leased()),
    ]
}

fn never() -> Lost {
    Rc::new(|| panic!("it was taken"))
}

#[wasm_bindgen_test]
async fn one_window_has_a_name_until_it_lets_go() {
    for (kind, windows) in both() {
        let (name, other) = (fresh_name(), fresh_name());
        let hold = windows.claim(&name, never()).await;
        assert!(hold.is_some(), "{kind}");
        assert!(windows.claim(&name, never()).await.is_none(), "{kind}");
        assert!(windows.claim(&other, never()).await.is_some(), "{kind}");
        drop(hold);
        let taken = windows.take(&name, never()).await;
        assert!(taken.is_some(), "{kind}");
        drop(taken);
        let key = format!("can-dung/{name}");
        assert_eq!(raw_storage().get_item(&key).unwrap(), None, "{kind}");
    }
}

#[wasm_bindgen_test]
async fn a_window_that_does_not_answer_is_robbed_and_hears_of_it() {
    for (kind, windows) in both() {
        let name = fresh_name();
        let lost = Rc::new(Cell::new(false));
        let heard = Rc::clone(&lost);
        let frozen = windows.claim(&name, Rc::new(move || heard.set(true)));
        let frozen = frozen.await.unwrap();
        let began = js_sys::Date::now();
        let taken = windows.take(&name, never()).await.unwrap();
        assert!(js_sys::Date::now() - began >= 2_000.0, "{kind}");
        gloo_timers::future::TimeoutFuture::new(2_100).await;
        assert!(lost.get(), "{kind}");
        // What the robbed one drops is not its own any more.
        drop(frozen);
        assert!(windows.claim(&name, never()).await.is_none(), "{kind}");
        drop(taken);
    }
}

#[wasm_bindgen_test]
async fn a_lease_that_ran_out_or_never_could_is_free() {
    for end in ["", "soon", "0"] {
        let name = fresh_name();
        let key = format!("can-dung/{name}");
        let value = format!("another {end}");
        raw_storage().set_item(&key, &value).unwrap();
        let hold = BrowserWindows::leased().claim(&name, never()).await;
        assert!(hold.is_some(), "{end}");
    }
    let now = chrono::Utc::now().timestamp_millis();
    // One of 5 s holds; one of a day is a clock that was set back.
    for (left, is_free) in [(5_000, false), (86_400_000, true)] {
        let name = fresh_name();
        let key = format!("can-dung/{name}");
        let value = format!("another {}", now + left);
        raw_storage().set_item(&key, &value).unwrap();
        let hold = BrowserWindows::leased().claim(&name, never()).await;
        assert_eq!(hold.is_some(), is_free, "{left}");
        raw_storage().remove_item(&key).unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_window_that_was_left_or_overslept_has_its_lease_no_more() {
    let leave = |_: &str| {
        let left = web_sys::Event::new("pagehide").unwrap();
        let window = web_sys::window().unwrap();
        window.dispatch_event(&left).unwrap();
    };
    // Another one had it meanwhile, and is gone or has crashed.
    let oversleep = |key: &str| raw_storage().set_item(key, "another 0").unwrap();
    let ways: [&dyn Fn(&str); 2] = [&leave, &oversleep];
    for (way, stand_still) in ways.iter().enumerate() {
        let name = fresh_name();
        let lost = Rc::new(Cell::new(false));
        let heard = Rc::clone(&lost);
        let hold = BrowserWindows::leased().claim(&name, Rc::new(move || heard.set(true)));
        let hold = hold.await.unwrap();
        stand_still(&format!("can-dung/{name}"));
        gloo_timers::future::TimeoutFuture::new(2_100).await;
        assert!(lost.get(), "{way}");
        drop(hold);
        let free = BrowserWindows::leased().claim(&name, never()).await;
        assert!(free.is_some(), "{way}");
    }
}
