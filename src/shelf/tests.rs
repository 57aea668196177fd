//! Pulling: what changes, what stays when it breaks off, and when it is asked.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::ready;

use futures::FutureExt as _;
use serde_json::{Value, json};

use super::*;
use crate::sync::{OfficeProfile, OfficeRules, Upload};

/// What is there at once: nothing of it waits.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("it waits")
}

/// A shelf in memory, that fails when told to.
#[derive(Default)]
struct Memory {
    heads: RefCell<BTreeMap<&'static str, String>>,
    rows: RefCell<BTreeMap<(&'static str, String), String>>,
    full: bool,
}

impl Shelf for Memory {
    fn head(&self, list: List) -> LocalFuture<'_, Result<Option<String>, ShelfError>> {
        Box::pin(ready(Ok(self.heads.borrow().get(list.name()).cloned())))
    }

    fn row<'a>(
        &'a self,
        list: List,
        id: &'a str,
    ) -> LocalFuture<'a, Result<Option<String>, ShelfError>> {
        let row = self
            .rows
            .borrow()
            .get(&(list.name(), id.to_owned()))
            .cloned();
        Box::pin(ready(Ok(row)))
    }

    fn rows(&self, list: List) -> LocalFuture<'_, Result<Vec<String>, ShelfError>> {
        let rows = self.rows.borrow();
        let ours = rows.iter().filter(|((name, _), _)| *name == list.name());
        Box::pin(ready(Ok(ours.map(|(_, text)| text.clone()).collect())))
    }

    fn change(
        &self,
        list: List,
        head: String,
        change: Change,
    ) -> LocalFuture<'_, Result<(), ShelfError>> {
        if self.full {
            return Box::pin(ready(Err(ShelfError("full".to_owned()))));
        }
        let mut rows = self.rows.borrow_mut();
        if change.whole {
            rows.retain(|(name, _), _| *name != list.name());
        }
        for (id, text) in change.rows {
            match text {
                Some(text) => rows.insert((list.name(), id), text),
                None => rows.remove(&(list.name(), id)),
            };
        }
        self.heads.borrow_mut().insert(list.name(), head);
        Box::pin(ready(Ok(())))
    }
}

/// An office that answers in this order, and what it was asked.
struct Script {
    replies: RefCell<Vec<Reply>>,
    asked: RefCell<Vec<String>>,
}

impl Script {
    fn of(replies: Vec<Reply>) -> Self {
        Self {
            replies: RefCell::new(replies),
            asked: RefCell::default(),
        }
    }
}

impl Transport for Script {
    fn send<'a>(&'a self, _: &'a Upload) -> LocalFuture<'a, Reply> {
        panic!("nothing is sent")
    }

    fn office(&self) -> LocalFuture<'_, Option<OfficeProfile>> {
        panic!("nobody asks")
    }

    fn list<'a>(&'a self, path: &'a str) -> LocalFuture<'a, Reply> {
        self.asked.borrow_mut().push(path.to_owned());
        let mut replies = self.replies.borrow_mut();
        let reply = if replies.is_empty() {
            Reply::Unreachable
        } else {
            replies.remove(0)
        };
        Box::pin(ready(reply))
    }
}

fn said(body: &Value) -> Reply {
    Reply::Response {
        status: 200,
        retry_after: None,
        body: body.to_string(),
    }
}

fn answer(cursor: &str, whole: bool, more: bool, rows: &[&str], removed: &[&str]) -> Reply {
    let row =
        |id: &&str| json!({"id": id, "name": id, "address": "A", "kind": "other", "revision": 1});
    let rows: Vec<_> = rows.iter().map(row).collect();
    said(&json!({"cursor": cursor, "whole": whole, "more": more, "rows": rows, "removed": removed}))
}

fn no_plan() -> Reply {
    said(
        &json!({"cursor": "p-1", "whole": true, "more": false, "rows": [], "removed": [],
        "reports": [{"vi": "Báo cáo tháng", "en": "Monthly", "due": "2026-12-05"}]}),
    )
}

fn noon() -> DateTime<Utc> {
    "2026-11-22T05:00:00Z".parse().unwrap()
}

fn ids(shelf: &Memory) -> Vec<String> {
    let rows = block_on(register(shelf)).unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

fn pulled(
    shelf: &Memory,
    replies: Vec<Reply>,
    now: DateTime<Utc>,
) -> (Result<bool, PullError>, Vec<String>) {
    let office = Script::of(replies);
    let done = block_on(pull(&office, shelf, now, false));
    (done, office.asked.into_inner())
}

#[test]
fn the_first_pull_takes_every_page_and_the_next_what_changed() {
    let shelf = Memory::default();
    assert_eq!(block_on(head(&shelf, List::Register)), Ok(None));
    let pages = vec![
        answer("e-2", true, true, &["a", "b"], &[]),
        answer("e-3", false, false, &["c"], &["a"]),
        no_plan(),
    ];
    let (done, asked) = pulled(&shelf, pages, noon());
    assert_eq!(done, Ok(true));
    assert_eq!(asked, ["register", "register?since=e-2", "plan"]);
    assert_eq!(ids(&shelf), ["b", "c"]);
    let plan_head = block_on(head(&shelf, List::Plan)).unwrap().unwrap();
    assert_eq!((plan_head.pulled, plan_head.reports.len()), (noon(), 1));

    // Within five minutes nothing is asked; then what changed.
    let (done, asked) = pulled(&shelf, vec![], noon() + TimeDelta::minutes(4));
    assert_eq!((done, asked.len()), (Ok(false), 0));
    let more = vec![
        answer("e-5", false, false, &["d"], &["b"]),
        said(&json!({"cursor": "p-1", "whole": false, "more": false, "rows": [], "removed": []})),
    ];
    let (done, asked) = pulled(&shelf, more, noon() + TimeDelta::minutes(6));
    assert_eq!(
        (done, asked),
        (
            Ok(true),
            vec!["register?since=e-3".to_owned(), "plan?since=p-1".to_owned()]
        )
    );
    assert_eq!(ids(&shelf), ["c", "d"]);
    // A clock that was set back does not stop it.
    assert_eq!(
        pulled(&shelf, vec![], noon()).0,
        Err(PullError::Unreachable)
    );
}

#[test]
fn a_pull_that_breaks_off_or_is_no_list_leaves_the_earlier_one_whole() {
    let shelf = Memory::default();
    let first = vec![answer("e-2", true, false, &["a", "b"], &[]), no_plan()];
    assert_eq!(pulled(&shelf, first, noon()).0, Ok(true));
    let later = noon() + TimeDelta::hours(1);
    let page = |status, body: &str| Reply::Response {
        status,
        retry_after: None,
        body: body.to_owned(),
    };
    let begun = || answer("f-9", true, true, &["x"], &[]);
    for (replies, expected) in [
        (vec![], PullError::Unreachable),
        (vec![begun()], PullError::Unreachable),
        (vec![begun(), Reply::TimedOut], PullError::Unreachable),
        (vec![begun(), page(503, "")], PullError::NotAList),
        (
            vec![begun(), page(200, "<html>sign in</html>")],
            PullError::NotAList,
        ),
        (vec![page(200, "")], PullError::NotAList),
        // No end of it.
        (
            vec![answer("e-2", false, true, &["x"], &[])],
            PullError::NotAList,
        ),
        (
            vec![begun(), answer("f-9", false, true, &[], &[])],
            PullError::NotAList,
        ),
        (
            vec![said(
                &json!({"cursor": "e-3", "whole": false, "more": false,
                "rows": [{"id": "x"}], "removed": []}),
            )],
            PullError::NotAList,
        ),
    ] {
        let before = shelf.heads.borrow().clone();
        assert_eq!(pulled(&shelf, replies, later).0, Err(expected));
        assert_eq!(ids(&shelf), ["a", "b"]);
        assert_eq!(*shelf.heads.borrow(), before);
    }
    let full = Memory {
        full: true,
        ..shelf
    };
    let (done, _) = pulled(&full, vec![answer("e-3", false, false, &["x"], &[])], later);
    assert_eq!(done, Err(PullError::Shelf(ShelfError("full".to_owned()))));
    assert_eq!(ids(&full), ["a", "b"]);
}

#[test]
fn an_office_that_begins_anew_in_the_middle_is_followed() {
    let shelf = Memory::default();
    let first = vec![answer("e-2", true, false, &["a"], &[]), no_plan()];
    assert_eq!(pulled(&shelf, first, noon()).0, Ok(true));
    let replies = vec![
        answer("e-4", false, true, &["b"], &[]),
        answer("f-1", true, false, &["c"], &[]),
    ];
    let later = noon() + TimeDelta::hours(1);
    // The plan is not reached any more: the register stands by itself.
    assert_eq!(
        pulled(&shelf, replies, later).0,
        Err(PullError::Unreachable)
    );
    assert_eq!(ids(&shelf), ["c"]);
}

#[test]
fn what_cannot_be_read_under_a_name_is_pulled_anew() {
    let shelf = Memory::default();
    shelf.heads.borrow_mut().insert("register", "{}".to_owned());
    let (done, asked) = pulled(
        &shelf,
        vec![answer("e-2", true, false, &["a"], &[]), no_plan()],
        noon(),
    );
    assert_eq!((done, asked[0].as_str()), (Ok(true), "register"));
}

#[test]
fn the_visits_of_some_days_are_read_with_whom_they_are_to() {
    let shelf = Memory::default();
    let visit = |id: &str, day: &str, to: &str| json!({"id": id, "day": day, "establishment": to, "revision": 1});
    let plan = said(
        &json!({"cursor": "p-1", "whole": true, "more": false, "removed": [], "rows": [
        visit("4", "2026-11-30", "a"), visit("2", "2026-11-23", "b"),
        visit("1", "2026-11-23", "a"), visit("3", "2026-11-29", "gone")]}),
    );
    let replies = vec![answer("e-2", true, false, &["a", "b"], &[]), plan];
    assert_eq!(pulled(&shelf, replies, noon()).0, Ok(true));
    let day = |day: &str| day.parse::<NaiveDate>().unwrap();
    let found = block_on(visits(&shelf, day("2026-11-23"), day("2026-11-29"))).unwrap();
    let told: Vec<_> = found
        .iter()
        .map(|(visit, row)| (visit.id.as_str(), row.as_ref().map(|row| row.name.as_str())))
        .collect();
    assert_eq!(told, [("1", Some("a")), ("2", Some("b")), ("3", None)]);
}

#[test]
fn rules_that_this_program_lacks_or_that_differ_under_their_name_are_told_apart() {
    let ours = inspection::RulePack::current().name();
    let (id, sha256) = (ours.id.clone(), ours.sha256.to_string());
    let other = "0".repeat(64);
    let pack =
        |id: &str, sha256: &str, current| json!({"id": id, "sha256": sha256, "current": current});
    let adds = |additions: Value, current| {
        let mut pack = pack("2026-11.7", &other, current);
        pack["additions"] = additions;
        pack
    };
    let known = |current: &inspection::PackName| {
        let current = current.clone();
        let published = Vec::new();
        Ok(Rules::Known(OfficeRules { current, published }))
    };
    let newer = json!({"base": {"id": "2030-01", "sha256": other}, "id": "2030-01.1"});
    let altered = json!({"base": ours, "id": "2026-11.7"});
    let wrong = json!({"base": ours, "id": "2026-11.7", "sign_offs": [{"table": "items"}]});
    let missing = |name: &str| Ok(Rules::Missing(name.to_owned()));
    let different = |name: &str| Ok(Rules::Different(name.to_owned()));
    for (packs, expected) in [
        (vec![pack(&id, &sha256, true)], known(&ours)),
        (vec![pack(&id, &other, true)], different(&id)),
        (
            vec![pack(&id, &sha256, false), pack("2030-01", &other, true)],
            missing("2030-01"),
        ),
        (vec![adds(newer.clone(), true)], missing("2030-01")),
        (vec![adds(altered, true)], different("2026-11.7")),
        (vec![adds(wrong, true)], different("2026-11.7")),
        // What is not in use does not stand in the way of what is.
        (
            vec![pack(&id, &sha256, true), adds(newer, false)],
            known(&ours),
        ),
        (vec![pack(&id, &sha256, false)], Err(PullError::NotAList)),
        (vec![pack(&id, "no digest", true)], Err(PullError::NotAList)),
    ] {
        let office = Script::of(vec![said(&json!({ "packs": packs }))]);
        assert_eq!(block_on(rules(&office)), expected, "{packs:?}");
        assert_eq!(*office.asked.borrow(), ["packs"]);
    }
    let nobody = Script::of(Vec::new());
    assert_eq!(block_on(rules(&nobody)), Err(PullError::Unreachable));
}

#[test]
fn rules_that_the_office_published_are_taken_over_with_what_they_add() {
    let ours = inspection::RulePack::current().name();
    let additions = json!({"base": ours, "id": "2026-11.8", "settlements": [
        {"code": "nawi_in_service_factor_vn", "by": "B", "on": "2026-11-20", "document": "CV 1"}]});
    let name = inspection::RulePack::with_additions(&additions.to_string());
    let name = name.unwrap().name();
    let office = Script::of(vec![said(&json!({"packs": [
        {"id": ours.id, "sha256": ours.sha256, "current": false},
        {"id": name.id, "sha256": name.sha256, "current": true, "additions": additions}]}))]);
    let Ok(Rules::Known(told)) = block_on(rules(&office)) else {
        panic!("they are known");
    };
    assert_eq!(told.current, name);
    let [edition] = &told.published[..] else {
        panic!("one was published");
    };
    assert_eq!(edition.name, name);
    assert_eq!(edition.additions, additions.to_string());
}
