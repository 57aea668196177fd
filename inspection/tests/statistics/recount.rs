//! The figures of a period counted from JSON alone, in the plainest way: lists
//! are gone through again and again, and nothing is kept from one figure to the
//! next. Written apart from the crate; shares no code with it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Value, json};

/// Items by the kind of violation they are, where it is not the check's own.
const ELSEWHERE: [(&str, &str); 10] = [
    ("CAN-14", "quantity"),
    ("XD-09", "published_standard"),
    ("DC-02", "quality"),
    ("QC-03", "published_standard"),
    ("QC-04", "other"),
    ("SHCN-01", "other"),
    ("SHCN-02", "other"),
    ("VANG-04", "published_standard"),
    ("VANG-05", "label"),
    ("VANG-06", "quality"),
];

/// The documents that stand, each once, by id.
pub(crate) fn standing(documents: &[Value]) -> Vec<&Value> {
    let all: BTreeMap<&str, &Value> = documents.iter().map(|it| (text(&it["id"]), it)).collect();
    let documents = all.values().copied();
    documents
        .filter(|document| last_of_its_chain(document, &all))
        .collect()
}

pub(crate) fn recount(standing: &[&Value], from: NaiveDate, to: NaiveDate) -> Value {
    let counted: Vec<&Value> = standing
        .iter()
        .copied()
        .filter(|document| {
            let day: NaiveDate = text(&document["inspected_on"]).parse().unwrap();
            from <= day && day <= to
        })
        .collect();
    let kinds: BTreeSet<&str> = counted
        .iter()
        .map(|it| text(&it["establishment"]["kind"]))
        .collect();
    let by_kind: BTreeMap<_, _> = kinds
        .into_iter()
        .map(|kind| (kind, sums(&counted, &|visit| kind_of(visit) == kind)))
        .filter(|(_, sums)| sums["inspections"] != 0)
        .collect();
    let wards: BTreeSet<&str> = counted
        .iter()
        .map(|it| field(it, "ward").unwrap_or("-"))
        .chain(["-"])
        .collect();
    let by_ward: BTreeMap<_, _> = wards
        .into_iter()
        .map(|ward| (ward, sums(&counted, &|visit| ward_of(visit) == ward)))
        .filter(|(_, sums)| sums["inspections"] != 0)
        .collect();
    json!({
        "documents": counted.iter().map(|it| text(&it["id"])).collect::<Vec<_>>(),
        "whole": sums(&counted, &|_| true),
        "by_kind": by_kind,
        "by_ward": by_ward,
        "subjects": subjects(&counted),
    })
}

/// Whether nothing that corrects the same first document is there with a better
/// claim: corrected ones give way, then the lesser id does.
fn last_of_its_chain(document: &Value, all: &BTreeMap<&str, &Value>) -> bool {
    let corrected = |it: &Value| all.values().any(|other| other["supersedes"] == it["id"]);
    if corrected(document) {
        return false;
    }
    let mine = first_of_chain(document, all);
    all.values().all(|other| {
        first_of_chain(other, all) != mine
            || corrected(other)
            || text(&other["id"]) <= text(&document["id"])
    })
}

fn first_of_chain<'a>(document: &'a Value, all: &BTreeMap<&str, &'a Value>) -> &'a str {
    match document["supersedes"].as_str() {
        None => text(&document["id"]),
        Some(before) => all
            .get(before)
            .map_or(before, |before| first_of_chain(before, all)),
    }
}

/// The documents of one visit.
type Visit<'a> = Vec<&'a Value>;

fn visits<'a>(counted: &[&'a Value]) -> Vec<Visit<'a>> {
    let mut visits: Vec<Visit<'a>> = Vec::new();
    for document in counted {
        let same = |visit: &&mut Visit<'_>| {
            let other = visit[0];
            let number = |it| field(it, "visit_no").map(|no| no.trim().to_lowercase());
            number(document).is_some()
                && number(document) == number(other)
                && document["inspected_on"] == other["inspected_on"]
                && establishment(document) == establishment(other)
        };
        match visits.iter_mut().find(same) {
            Some(visit) => visit.push(document),
            None => visits.push(vec![document]),
        }
    }
    visits
}

fn sums(counted: &[&Value], belongs: &dyn Fn(&Visit<'_>) -> bool) -> Value {
    let all = visits(counted);
    let ours: Vec<&Visit<'_>> = all.iter().filter(|visit| belongs(visit)).collect();
    let documents: Vec<&Value> = ours
        .iter()
        .flat_map(|visit| visit.iter().copied())
        .collect();
    let without = |reason: &str| {
        let ended = |visit: &&&Visit<'_>| {
            visit.iter().all(|it| it["without_checks"].is_string())
                && latest(visit)["without_checks"] == reason
        };
        ours.iter().filter(ended).count()
    };
    let total = |code: &str| -> u64 {
        let values = documents.iter().filter_map(|it| field(it, code));
        values.map(|value| value.parse::<u64>().unwrap()).sum()
    };
    let checks: Vec<&Value> = documents
        .iter()
        .flat_map(|it| list(&it["checks"]))
        .collect();
    let of_kind = |kind: &str| {
        let checks = checks.iter().copied().filter(|it| it["kind"] == kind);
        by_verdict(&checks.collect::<Vec<_>>())
    };
    let establishments: BTreeSet<String> = documents.iter().map(|it| establishment(it)).collect();
    // An establishment stands where its latest visit of the period puts it.
    let placed = |key: &&String| {
        let theirs = all.iter().filter(|visit| establishment(visit[0]) == **key);
        let last = theirs
            .max_by_key(|visit| (text(&visit[0]["inspected_on"]), text(&latest(visit)["id"])));
        belongs(last.unwrap())
    };
    let ended: Vec<&String> = establishments.iter().filter(placed).collect();
    let violating = |key: &&&String| {
        let theirs = counted.iter().filter(|it| establishment(it) == ***key);
        theirs
            .flat_map(|it| list(&it["checks"]))
            .any(|check| !acts_of(check).is_empty())
    };
    let sampled = checks
        .iter()
        .filter(|it| {
            field(it, "sample_quantity")
                .or(field(it, "sample_no"))
                .is_some()
        })
        .count();
    json!({
        "inspections": ours.len(),
        "without_checks": {"closed": without("closed"), "owner_absent": without("owner_absent"), "entry_refused": without("entry_refused")},
        "guided": ours.iter().filter(|visit| visit.iter().any(|it| field(it, "guidance").is_some())).count(),
        "instruments": of_kind("instrument"),
        "labels": of_kind("label"),
        "quality": of_kind("quality"),
        "quantity": of_kind("quantity"),
        "faults": faults(&checks),
        "acts": acts(&checks),
        "sealed": total("instruments_sealed"),
        "suspended_vnd": total("goods_suspended"),
        "sealed_vnd": total("goods_sealed"),
        "samples": sampled,
        "measures": measures(&documents, sampled),
        "severities": severities(&checks),
        "establishments": ended.len(),
        "violating": ended.iter().filter(violating).count(),
    })
}

/// What the documents of the population ask for: they say it in fields.
fn measures(documents: &[&Value], sampled: usize) -> Value {
    let asked = |codes: &[&str]| {
        let says = |it: &&&Value| {
            let mut codes = codes.iter();
            codes.any(|code| field(it, code).is_some_and(|value| value != "0"))
        };
        documents.iter().filter(says).count()
    };
    json!({
        "remedy": asked(&["deadline"]),
        "reverification": 0,
        "suspension": asked(&["goods_suspended"]),
        "seal": asked(&["instruments_sealed", "goods_sealed"]),
        "sample": sampled,
        "referral": 0,
    })
}

fn severities(checks: &[&Value]) -> Value {
    let count = |severity: &str| {
        let findings = checks.iter().flat_map(|check| bad(check));
        findings
            .filter(|finding| finding["severity"] == severity)
            .count()
    };
    json!({"info": count("info"), "minor": count("minor"), "major": count("major"), "critical": count("critical")})
}

/// What was decided in the period, of documents that stand or are not there:
/// fines, establishments fined, money; warnings; samples that passed.
pub(crate) fn decisions(
    documents: &[Value],
    outcomes: &[Value],
    from: NaiveDate,
    to: NaiveDate,
) -> [u64; 5] {
    let all: BTreeMap<&str, &Value> = documents.iter().map(|it| (text(&it["id"]), it)).collect();
    let standing = standing(documents);
    let of = |outcome: &Value| {
        let id = text(&outcome["inspection"]);
        let first = all.get(id).map_or(id, |it| first_of_chain(it, &all));
        let mut chain = standing.iter();
        let stands = chain.find(|it| first_of_chain(it, &all) == first);
        stands.map_or_else(|| first.to_owned(), |it| establishment(it))
    };
    let decided: Vec<&Value> = outcomes
        .iter()
        .filter(|outcome| {
            let day: NaiveDate = text(&outcome["decided_on"]).parse().unwrap();
            from <= day && day <= to
        })
        .collect();
    let of_result = |result: &str| {
        let of_result = decided.iter().filter(|it| it["result"] == result);
        of_result.copied().collect::<Vec<_>>()
    };
    let fines = of_result("fined");
    let establishments: BTreeSet<String> = fines.iter().map(|it| of(it)).collect();
    let money = fines.iter().map(|it| it["amount_vnd"].as_u64().unwrap());
    [
        fines.len() as u64,
        establishments.len() as u64,
        money.sum(),
        of_result("warned").len() as u64,
        of_result("sample_passed").len() as u64,
    ]
}

fn subjects(counted: &[&Value]) -> BTreeMap<String, Value> {
    let key = |check: &Value| format!("{}/{}", text(&check["kind"]), text(&check["subject"]));
    let checks: Vec<&Value> = counted.iter().flat_map(|it| list(&it["checks"])).collect();
    let keys: BTreeSet<String> = checks.iter().map(|check| key(check)).collect();
    let figures = |wanted: &String| {
        let checks: Vec<&Value> = checks
            .iter()
            .copied()
            .filter(|check| key(check) == *wanted)
            .collect();
        json!({"counts": by_verdict(&checks), "faults": faults(&checks), "acts": acts(&checks)})
    };
    keys.iter()
        .map(|wanted| (wanted.clone(), figures(wanted)))
        .collect()
}

fn by_verdict(checks: &[&Value]) -> Value {
    let count = |verdict: &str| {
        checks
            .iter()
            .filter(|it| it["assessment"]["verdict"] == verdict)
            .count()
    };
    json!({
        "conforming": count("conforming"),
        "non_conforming": count("non_conforming"),
        "inconclusive": count("inconclusive"),
        "not_covered": count("not_covered"),
    })
}

fn faults(checks: &[&Value]) -> Value {
    let with = |codes: &[&str]| {
        let wrong = |check: &&&Value| {
            let subjects = bad(check).map(|finding| text(&finding["subject"]));
            check["kind"] == "instrument"
                && subjects
                    .into_iter()
                    .any(|subject| codes.iter().any(|code| subject.starts_with(code)))
        };
        checks.iter().filter(wrong).count()
    };
    json!({
        "expired": with(&["CAN-02", "PTD-02"]),
        "without_mark": with(&["CAN-01", "PTD-01"]),
        "out_of_limit": with(&["CAN-09", "PTD-09", "error_of_indication", "delivery", "mass"]),
        "seals_broken": with(&["CAN-05", "PTD-05"]),
    })
}

fn acts(checks: &[&Value]) -> Value {
    let all: Vec<String> = checks.iter().flat_map(|check| acts_of(check)).collect();
    let count = |kind: &str| all.iter().filter(|act| *act == kind).count();
    json!({
        "label": count("label"),
        "instrument": count("instrument"),
        "quantity": count("quantity"),
        "published_standard": count("published_standard"),
        "quality": count("quality"),
        "other": count("other"),
    })
}

/// The kinds of the violations of one check.
fn acts_of(check: &Value) -> Vec<String> {
    let own = text(&check["kind"]);
    let grave: Vec<&str> = bad(check)
        .filter(|finding| finding["severity"] != "info")
        .map(|finding| text(&finding["subject"]))
        .collect();
    let is_reading = |subject: &&&str| !subject.contains('-');
    let items = grave.iter().filter(|subject| !is_reading(subject));
    let kind_of_item = |item: &&str| {
        let other = ELSEWHERE.iter().find(|(code, _)| code == item);
        other.map_or(own, |(_, kind)| kind).to_owned()
    };
    let mut acts: Vec<String> = items.map(kind_of_item).collect();
    if !grave.contains(&"CAN-09") && !grave.contains(&"PTD-09") {
        let trials: BTreeSet<&str> = grave
            .iter()
            .filter(is_reading)
            .filter_map(|it| it.split('.').next())
            .collect();
        acts.extend(trials.iter().map(|_| own.to_owned()));
    }
    acts
}

fn bad(check: &Value) -> impl Iterator<Item = &Value> {
    list(&check["assessment"]["findings"]).filter(|finding| finding["verdict"] == "non_conforming")
}

fn establishment(document: &Value) -> String {
    if let Some(code) = field(document, "tax_code") {
        return code.replace([' ', '-'], "");
    }
    let plain = |value: &Value| {
        let words: Vec<&str> = text(value).split_whitespace().collect();
        let joined = words.join(" ").to_lowercase();
        joined.replace("a\u{323}", "ạ").replace("ê\u{301}", "ế")
    };
    format!(
        "{} @ {}",
        plain(&document["establishment"]["name"]),
        plain(&document["establishment"]["address"])
    )
}

fn kind_of<'a>(visit: &Visit<'a>) -> &'a str {
    text(&latest(visit)["establishment"]["kind"])
}

fn ward_of<'a>(visit: &Visit<'a>) -> &'a str {
    let mut named: Vec<&Value> = visit
        .iter()
        .copied()
        .filter(|it| field(it, "ward").is_some())
        .collect();
    named.sort_by_key(|it| text(&it["id"]));
    named.last().and_then(|it| field(it, "ward")).unwrap_or("-")
}

fn latest<'a>(visit: &Visit<'a>) -> &'a Value {
    visit
        .iter()
        .copied()
        .max_by_key(|it| text(&it["id"]))
        .unwrap()
}

fn field<'a>(of: &'a Value, code: &str) -> Option<&'a str> {
    let found = list(&of["fields"]).find(|field| field["code"] == code)?;
    found["value"].as_str()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
