//! What typing costs: from a key to the mark "saved", and the same with 200 checks
//! as with one. Measured inside the page, by its own clock.

#![expect(clippy::print_stdout, reason = "the figures are the test's report")]

use anyhow::{Context as _, Result, bail, ensure};
use e2e::{Hands, Scene};
use serde::Deserialize;

/// Keys that are typed for a table.
const KEYS: usize = 40;
/// Checks of a long day.
const MANY: usize = 200;
/// From a change to its saved mark, milliseconds: the promise to whoever types.
const SAVED_WITHIN: f64 = 450.0;
/// A machine busy with other things is given this many chances.
const CHANCES: usize = 3;

/// What one key brought about.
#[derive(Clone, Debug, Deserialize)]
struct Key {
    /// Milliseconds in the handlers of the key's event.
    handled: f64,
    /// Milliseconds until the mark said "saved".
    saved: f64,
    /// Milliseconds of the journal's transaction.
    journal: f64,
    /// Pieces that were written to the working copy.
    pieces: usize,
    /// Changes to the page, the save mark's own included.
    changes: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_saved_in_time_and_costs_the_same_among_200_checks() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    hands.begin_visit().await?;
    hands.choose("establishment_kind", "market_stall").await?;

    hands
        .act_on("add-check", "instrument:spring_dial_scale")
        .await?;
    let few = in_time(&hands, 1).await?;
    hands
        .look_long(&format!("const wanted = {MANY};{ADD_CHECKS}"))
        .await?;
    let many = in_time(&hands, MANY).await?;

    for keys in [&few, &many] {
        let pieces = keys.iter().map(|key| key.pieces).max();
        ensure!(pieces == Some(1), "a key wrote {pieces:?} pieces");
    }
    let changes = |keys: &[Key]| keys.iter().map(|key| key.changes).max();
    ensure!(
        changes(&few) == changes(&many),
        "a key changed {:?} places of the page with one check, {:?} with {MANY}",
        changes(&few),
        changes(&many)
    );
    scene.end().await
}

/// Types into the check that is open, until the keys of one table were saved in time.
async fn in_time(hands: &Hands, checks: usize) -> Result<Vec<Key>> {
    let mut slowest = 0.0;
    for _ in 0..CHANCES {
        hands.see("[data-check] [data-field=\"serial\"]").await?;
        hands.see_state("[data-mark=\"save\"]", "saved").await?;
        let keys = typed(hands).await?;
        slowest = percentile(&keys, 95, |key| key.saved);
        println!(
            "checks {checks}: change to saved p50 {:.0} ms, p95 {slowest:.0} ms; journal p50 {:.1} ms, \
             p95 {:.1} ms; handlers p50 {:.1} ms, p95 {:.1} ms",
            percentile(&keys, 50, |key| key.saved),
            percentile(&keys, 50, |key| key.journal),
            percentile(&keys, 95, |key| key.journal),
            percentile(&keys, 50, |key| key.handled),
            percentile(&keys, 95, |key| key.handled),
        );
        if slowest <= SAVED_WITHIN {
            return Ok(keys);
        }
    }
    bail!("saved {slowest} ms after the change, not {SAVED_WITHIN}")
}

async fn typed(hands: &Hands) -> Result<Vec<Key>> {
    hands.look(WATCH).await?;
    let mut keys = Vec::with_capacity(KEYS);
    for key in 0..KEYS {
        let digit = (key % 10).to_string();
        hands.add("serial", &digit).await?;
        let seen = hands.look_long(NEXT_SAVED).await?;
        keys.push(serde_json::from_value(seen).context("the page's figures")?);
    }
    Ok(keys)
}

/// The least of the values that so many in a hundred do not exceed.
fn percentile(keys: &[Key], hundredths: usize, of: impl Fn(&Key) -> f64) -> f64 {
    let mut values: Vec<f64> = keys.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    let rank = (values.len() * hundredths).div_ceil(100);
    values[rank.saturating_sub(1)]
}

/// Adds checks until there are as many as wanted.
const ADD_CHECKS: &str = r#"
    const done = arguments[arguments.length - 1];
    const button = () => document.querySelector(
        '[data-action="add-check"][data-value="instrument:spring_dial_scale"]');
    const links = () => document.querySelectorAll('[data-value^="check-"]').length;
    const add = () => {
        if (links() >= wanted) return done(links());
        button().click();
        setTimeout(add, 0);
    };
    add();
"#;

/// Notes what each key brings about.
const WATCH: &str = r#"
    if (window.keyWatch) { window.keyWatch.saved = null; return; }
    const watch = window.keyWatch = { saved: null };
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...given) {
        const made = transaction.apply(this, given);
        if (given[1] === 'readwrite') {
            const began = performance.now();
            made.addEventListener('complete', () => { watch.journal = performance.now() - began; });
        }
        return made;
    };
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
        watch.pieces?.add(key);
        return setItem.call(this, key, text);
    };
    window.addEventListener('input', () => {
        watch.began = performance.now();
        watch.pieces = new Set();
        watch.changes = 0;
        watch.saved = null;
        watch.dirty = false;
    }, true);
    window.addEventListener('input', () => { watch.handled = performance.now() - watch.began; });
    new MutationObserver((records) => {
        watch.changes += records.length;
        const state = document.querySelector('[data-mark="save"]').dataset.state;
        if (state !== 'saved') watch.dirty = true;
        else if (watch.dirty && watch.saved === null) watch.saved = performance.now() - watch.began;
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
"#;

/// Waits until the last key is saved.
const NEXT_SAVED: &str = r"
    const done = arguments[arguments.length - 1];
    const look = () => {
        const { handled, saved, journal, pieces, changes } = window.keyWatch;
        if (saved === null) return setTimeout(look, 1);
        done({ handled, saved, journal, pieces: pieces.size, changes });
    };
    look();
";
