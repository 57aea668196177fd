//! Random stories: a person records and sends on two tablets while the line is
//! bad, stores fail, browsers die and clocks jump. Whatever happens, nothing
//! that was said to be saved is lost, doubled or changed. A failure names its
//! seed and the fewest actions that fail too; `CAN_DUNG_STORY=<seed>` tells
//! that story alone, and `CAN_DUNG_STORIES=<n>` as many as one likes.

#[path = "stories/action.rs"]
mod action;
#[path = "stories/browser.rs"]
mod browser;
#[path = "stories/closing.rs"]
mod closing;
#[path = "stories/dice.rs"]
mod dice;
#[path = "stories/drafting.rs"]
mod drafting;
#[path = "stories/ending.rs"]
mod ending;
#[path = "stories/fate.rs"]
mod fate;
#[path = "stories/faults.rs"]
mod faults;
#[path = "stories/files.rs"]
mod files;
#[path = "stories/line.rs"]
mod line;
#[path = "stories/looking.rs"]
mod looking;
#[path = "stories/model.rs"]
mod model;
#[path = "stories/names.rs"]
mod names;
#[path = "stories/play.rs"]
mod play;
#[path = "stories/restarting.rs"]
mod restarting;
#[path = "stories/sending.rs"]
mod sending;
#[path = "stories/shrink.rs"]
mod shrink;
#[path = "stories/through.rs"]
mod through;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use action::{Action, made_up};
use faults::Fault;
use names::{ENDINGS, HAPPENINGS};
use play::{Ending, tell};

/// Stories of a run, and how often each action and reply has to occur in it.
const STORIES: u64 = 5_000;
const LEAST: u32 = 200;
/// Stories in which a planted fault has to be caught.
const TO_CATCH: u64 = 5_000;

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Tells a story; a panic is a failure like any other.
fn told(actions: &[Action], fault: Fault) -> Ending {
    let told = catch_unwind(AssertUnwindSafe(|| tell(actions, fault)));
    told.unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().cloned();
        let words = words.or_else(|| panic.downcast_ref::<&str>().map(|&words| words.to_owned()));
        Ending {
            counts: BTreeMap::new(),
            broken: Some(words.unwrap_or_else(|| "a panic".to_owned())),
        }
    })
}

/// What a failure looks like: words, and the fewest actions that lead to one.
fn report(seed: u64) -> String {
    let fails = |actions: &[Action]| told(actions, Fault::Nothing).broken.is_some();
    let least = shrink::shrunk(&made_up(seed), &fails);
    let broken = told(&least, Fault::Nothing).broken.unwrap_or_default();
    let mut report = format!("CAN_DUNG_STORY={seed}: {broken}\n");
    for action in least {
        writeln!(report, "  {action:?}").unwrap();
    }
    report
}

/// Says something in a run whose tests all pass, too.
fn say(words: &str) {
    let line = format!("{words}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// Tells stories on all processors, until one fails.
fn run(seeds: std::ops::Range<u64>) -> (BTreeMap<String, u32>, Vec<u64>) {
    let next = AtomicU64::new(seeds.start);
    let happened = Mutex::new((BTreeMap::<String, u32>::new(), Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                let mut counts = BTreeMap::<String, u32>::new();
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end || happened.lock().unwrap().1.len() > 3 {
                        break;
                    }
                    let ending = told(&made_up(seed), Fault::Nothing);
                    for (what, times) in ending.counts {
                        *counts.entry(what).or_default() += times;
                    }
                    if ending.broken.is_some() {
                        happened.lock().unwrap().1.push(seed);
                    }
                }
                for (what, times) in counts {
                    *happened.lock().unwrap().0.entry(what).or_default() += times;
                }
            });
        }
    });
    happened.into_inner().unwrap()
}

#[test]
fn nothing_said_to_be_saved_is_lost_doubled_or_changed() {
    let alone = asked("CAN_DUNG_STORY");
    let stories = asked("CAN_DUNG_STORIES").unwrap_or(STORIES);
    let seeds = alone.map_or(1..stories + 1, |seed| seed..seed + 1);
    let (happened, failed) = run(seeds);
    let failed: Vec<String> = failed.into_iter().map(report).collect();
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
    if alone.is_some() {
        return;
    }
    let counts = happened
        .iter()
        .map(|(what, times)| format!("{what} {times}"));
    let counts: Vec<String> = counts.collect();
    say(&format!("stories: {stories} … {}", counts.join(" … ")));
    // After a colon is how an action ended, which is told and may be rare.
    let times = |name: &&str| happened.get(*name).copied().unwrap_or_default();
    let rare = HAPPENINGS.iter().filter(|name| times(name) < LEAST);
    let never = ENDINGS.iter().filter(|name| times(name) == 0);
    let missing: Vec<_> = rare.chain(never).collect();
    assert!(
        stories < STORIES || missing.is_empty(),
        "too rare: {missing:?}"
    );
    let is_known = |name: &&String| name.contains(": ") || HAPPENINGS.contains(&name.as_str());
    let unknown: Vec<_> = happened.keys().filter(|name| !is_known(name)).collect();
    assert!(unknown.is_empty(), "in no list: {unknown:?}");
}

#[test]
fn every_planted_fault_is_caught() {
    let mut missed = Vec::new();
    for fault in Fault::ALL {
        let caught = (1..TO_CATCH).find(|seed| told(&made_up(*seed), fault).broken.is_some());
        if caught.is_none() {
            missed.push(fault);
        }
    }
    let planted = Fault::ALL.len();
    let caught = planted - missed.len();
    say(&format!("faults planted {planted}, caught {caught}"));
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn a_failure_is_told_in_few_actions() {
    let fails = |actions: &[Action]| told(actions, Fault::ExportLeavesOut).broken.is_some();
    let seed = (1..TO_CATCH).find(|seed| fails(&made_up(*seed)));
    let least = shrink::shrunk(&made_up(seed.unwrap()), &fails);
    let [Action::Begin(_), Action::Export(_, false)] = least[..] else {
        panic!("{least:?}");
    };
}

#[test]
fn what_the_person_was_told_knows_no_store_no_outbox_and_no_sync() {
    let model = include_str!("stories/model.rs");
    let imports = model.lines().filter(|line| line.contains("tablet::"));
    assert_eq!(imports.collect::<Vec<_>>(), Vec::<&str>::new());
}
