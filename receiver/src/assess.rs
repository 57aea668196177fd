//! `receiver assess`: one JSON object a line in, one a line out. Judges a check
//! as the tablet does, or hands a calculation to the calculators. Keeps nothing.

use std::io::{self, BufRead, Write};

use chrono::NaiveDate;
use inspection::{
    Answers, CalculateError, CheckDraft, CheckId, CheckKind, Gap, RulePack, calculate, read_request,
};
use serde::Deserialize;
use serde_json::{Value, json};

/// Answers every line of `input` on a line of `output`, in order. A line that
/// cannot be answered gets `{"error":{"field":…,"why":…}}`.
///
/// # Errors
/// Where input or output break off.
pub fn assess(input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    for line in input.lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        writeln!(output, "{}", answer(&line))?;
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
    match serde_json::from_value::<Request>(request) {
        Ok(request) => judged(request),
        Err(error) => refused("check", &error.to_string()),
    }
}

/// A check as it would be typed, and the day it is judged for.
#[derive(Deserialize)]
struct Request {
    date: NaiveDate,
    check: Typed,
}

#[derive(Deserialize)]
struct Typed {
    kind: CheckKind,
    /// Code of the instrument kind or group of goods.
    subject: String,
    /// Answers by field code, as typed.
    answers: Answers,
}

fn judged(Request { date, check }: Request) -> Value {
    let pack = RulePack::current();
    let Typed {
        kind,
        subject,
        answers,
    } = check;
    let draft = CheckDraft {
        id: CheckId(1),
        kind,
        subject,
        answers,
    };
    match draft.complete(pack, date) {
        Ok(content) => json!({
            "assessment": content.assess(pack, date),
            "rule_pack": pack.name(),
        }),
        Err(gaps) => json!({ "gaps": gaps.iter().map(gap).collect::<Vec<_>>() }),
    }
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
        answers["QC-03"] = json!("");
        let found = ask(&answers);
        assert_eq!(
            found["gaps"],
            json!([{ "field": "QC-03", "reason": "missing" }])
        );
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
}
