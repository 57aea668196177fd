//! `receiver assess`: one JSON object a line in, one a line out. Judges a check
//! as the tablet does, or hands a calculation to the calculators. Keeps nothing.

use std::io::{self, BufRead, Write};

use chrono::{Datelike, NaiveDate};
use inspection::{
    Answers, CalculateError, CheckDraft, CheckId, Gap, Lapse, RulePack, basis_gap, calculate,
    read_request,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// Years in which an inspection can have been.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2999;

/// Answers every line of `input` on a line of `output`, in order. A line that
/// cannot be answered gets `{"error":{"field":…,"why":…}}`.
///
/// # Errors
/// Where input or output break off.
pub fn assess(input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    for line in input.split(b'\n') {
        let line = line?;
        let answer = match std::str::from_utf8(&line) {
            Ok(text) if text.trim().is_empty() => continue,
            Ok(text) => answer(text),
            Err(_) => refused("", "the line is not UTF-8"),
        };
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

/// The answer to one line.
#[must_use]
pub fn answer(line: &str) -> Value {
    let wrong = |error: CalculateError| {
        let field = error.field().unwrap_or_default();
        refused(field, &error.to_string())
    };
    let request = match read_request(line) {
        Ok(request) => request,
        Err(error) => return wrong(error),
    };
    if request.get("calculate").is_some() {
        return calculate(&request).unwrap_or_else(wrong);
    }
    read(&request).map_or_else(|refused| refused, judged)
}

/// A check as it would be typed, and the day it is judged for.
struct Request {
    date: NaiveDate,
    draft: CheckDraft,
}

/// Reads the request member by member, so that what is wrong has a name.
fn read(request: &Value) -> Result<Request, Value> {
    let date: NaiveDate = member(request, "date")?;
    if !YEARS.contains(&date.year()) {
        return Err(refused("date", "no rule holds in such a year"));
    }
    let mut answers = Answers::new();
    for (code, typed) in member::<Map<String, Value>>(request, "check.answers")? {
        let Value::String(text) = typed else {
            return Err(refused(&code, "must be a string, as it is typed"));
        };
        answers.insert(code, text);
    }
    let draft = CheckDraft {
        id: CheckId(1),
        kind: member(request, "check.kind")?,
        subject: member(request, "check.subject")?,
        answers,
    };
    match draft.unread(RulePack::current()).first() {
        Some(code) => Err(refused(code, "is not asked here")),
        None => Ok(Request { date, draft }),
    }
}

fn member<T: DeserializeOwned>(request: &Value, name: &str) -> Result<T, Value> {
    let place = format!("/{}", name.replace('.', "/"));
    let value = request.pointer(&place).filter(|value| !value.is_null());
    let value = value.ok_or_else(|| refused(name, "missing or empty"))?;
    T::deserialize(value).map_err(|error| refused(name, &error.to_string()))
}

fn judged(Request { date, draft }: Request) -> Value {
    let pack = RulePack::current();
    match draft.complete(pack, date) {
        Ok(content) => {
            let assessment = content.assess(pack, date);
            let lapsing = content.lapsing(pack, &assessment, date).into_iter();
            json!({
                "lapsing": lapsing.map(lapse).collect::<Vec<_>>(),
                "basis_needed": basis_gap(draft.id, &content, &assessment).is_some(),
                "assessment": assessment,
                "rule_pack": pack.name(),
            })
        }
        Err(gaps) => json!({ "gaps": gaps.iter().map(gap).collect::<Vec<_>>() }),
    }
}

fn lapse(lapse: &Lapse) -> Value {
    json!({ "row": lapse.row, "text": lapse.text, "last": lapse.last })
}

fn gap(gap: &Gap) -> Value {
    json!({ "field": gap.place.field, "reason": gap.reason })
}

fn refused(field: &str, why: &str) -> Value {
    json!({ "error": { "field": field, "why": why } })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// OIML R 76-1:2006 Table 6: class III, e = 1 g, 500 e → ±0.5 e.
    #[test]
    fn a_calculation_is_answered_on_one_line() {
        let line = r#"{"calculate":"weighing_mpe","system":"R76","class":"III","e":"1","load":"500","stage":"initial"}"#;
        let found = answer(line);
        assert_eq!(found["mpe"], "0.5", "{found}");
        assert_eq!(found["status"], "found");
    }

    #[test]
    fn a_check_is_judged_as_on_the_tablet_or_its_gaps_are_named() {
        let mut answers = json!({
            "product": "Xe đồ chơi", "QC-01": "not_conform", "QC-02": "not_applicable",
            "QC-03": "conform", "QC-04": "conform", "QC-05": "no", "SHCN-01": "conform",
            "SHCN-02": "conform", "SHCN-03": "conform", "SHCN-04": "conform",
        });
        let ask = |answers: &Value| {
            let check = json!({ "kind": "quality", "subject": "toys", "answers": answers });
            answer(&json!({ "date": "2026-11-20", "check": check }).to_string())
        };
        let found = ask(&answers);
        assert_eq!(found["assessment"]["verdict"], "non_conforming", "{found}");
        assert_eq!(found["assessment"]["findings"][0]["subject"], "QC-01");
        assert_eq!(found["lapsing"], json!([]));
        assert_eq!(found["basis_needed"], false);
        answers["QC-03"] = json!("");
        let found = ask(&answers);
        assert_eq!(
            found["gaps"],
            json!([{ "field": "QC-03", "reason": "missing" }])
        );
    }

    #[test]
    fn what_is_wrong_with_a_check_has_the_name_of_its_member() {
        let good = json!({
            "date": "2026-11-20",
            "check": { "kind": "quality", "subject": "toys", "answers": { "QC-01": "conform" } },
        });
        assert!(answer(&good.to_string())["gaps"].is_array());
        for (place, value, field) in [
            ("/date", json!(""), "date"),
            ("/date", json!(null), "date"),
            ("/date", json!("2026-02-30"), "date"),
            ("/date", json!("20/11/2026"), "date"),
            ("/date", json!("0026-11-20"), "date"),
            ("/date", json!("+262000-01-01"), "date"),
            ("/date", json!(20_261_120), "date"),
            ("/check", json!(null), "check.answers"),
            ("/check/kind", json!("horoscope"), "check.kind"),
            ("/check/subject", json!(5), "check.subject"),
            ("/check/answers", json!(["conform"]), "check.answers"),
            ("/check/answers/QC-01", json!(true), "QC-01"),
        ] {
            let mut bad = good.clone();
            *bad.pointer_mut(place).unwrap() = value.clone();
            let found = answer(&bad.to_string());
            assert_eq!(found["error"]["field"], field, "{place} {value}: {found}");
        }
        let twice = good
            .to_string()
            .replace("{\"QC-01\"", "{\"QC-01\":\"no\",\"QC-01\"");
        assert_eq!(answer(&twice)["error"]["field"], "QC-01");
        let mut strange = good.clone();
        strange["check"]["subject"] = json!("dragons");
        assert_eq!(answer(&strange.to_string())["gaps"][0]["field"], "subject");
        for date in ["2000-01-01", "2999-12-31"] {
            let mut far = good.clone();
            far["date"] = json!(date);
            assert!(answer(&far.to_string())["error"].is_null(), "{date}");
        }
    }

    #[test]
    fn a_line_that_cannot_be_read_is_answered_and_the_next_one_too() {
        let input = "nonsense\n\n{}\n{\"calculate\":\"conjure\"}\n{\"calculate\":\"gold_resolution\",\"capacity_g\":\"-1\"}\n";
        let mut output = Vec::new();
        assess(input.as_bytes(), &mut output).unwrap();
        let lines: Vec<Value> = String::from_utf8(output)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 4);
        assert!(
            lines.iter().all(|line| line["error"]["why"].is_string()),
            "{lines:?}"
        );
        assert_eq!(lines[3]["error"]["field"], "capacity_g");
    }

    #[test]
    fn an_answer_that_nothing_asks_for_is_named_and_not_dropped() {
        for code in ["load.01", "load.1000", "CAN-09", "colour"] {
            let check = json!({
                "kind": "instrument", "subject": "counter_scale", "answers": { code: "5" },
            });
            let found = answer(&json!({ "date": "2026-11-20", "check": check }).to_string());
            assert_eq!(found["error"]["field"], code, "{found}");
        }
    }

    #[test]
    fn a_line_that_is_not_utf8_is_answered_and_the_next_one_too() {
        let mut output = Vec::new();
        assess(&b"\xff\n{}\n"[..], &mut output).unwrap();
        let text = String::from_utf8(output).unwrap();
        assert_eq!(text.lines().count(), 2, "{text}");
    }
}
