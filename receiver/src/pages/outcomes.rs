//! What became of an inspection: the outcomes that are kept, and the form by which
//! somebody of the office enters another one. A form that is refused keeps what was
//! typed and says which field is wrong.

use chrono::NaiveDate;
use inspection::{
    Aftermath, CheckId, Document, DocumentId, Inspection, Outcome, OutcomeResult, Received,
    read_count, read_date,
};
use maud::{Markup, html};
use rust_decimal::prelude::ToPrimitive;
use uuid::Uuid;

use super::belongings::received;
use super::desk::{Desk, Typed};
use super::field::{Fault, Field, lines, select};
use super::frame::headings;
use super::spoken::say;
use crate::store::{NewOutcome, StoredOutcome};
use crate::wording::language::Pair;
use crate::wording::{self, outcomes as words};

/// The most characters of the number of a decision, and of a note.
const LONGEST: [(&str, usize); 2] = [("reference", 200), ("note", 2_000)];
/// The most đồng that a document can hold: 53 bits.
const MOST_VND: u64 = (1 << 53) - 1;

/// The form with what was typed, and what is wrong with it.
pub(super) struct Entering<'a> {
    pub(super) inspection: &'a Inspection,
    pub(super) aftermath: &'a Aftermath,
    /// The outcomes there are.
    pub(super) before: &'a [Outcome],
    pub(super) typed: &'a Typed,
    pub(super) faults: &'a [Fault],
    /// Whether the form was sent before, and said something else.
    pub(super) is_another: bool,
}

impl Entering<'_> {
    /// Whether an outcome can be said of the visit or of any check.
    fn is_offered(&self, result: OutcomeResult) -> bool {
        let fits = |check| self.aftermath.fits(result, check, self.before);
        fits(None)
            || self
                .inspection
                .checks
                .iter()
                .any(|check| fits(Some(check.id)))
    }

    /// The outcome that was typed.
    pub(super) fn read(&self, desk: &Desk, today: NaiveDate) -> Result<NewOutcome, Vec<Fault>> {
        let typed = self.typed;
        let mut faults = Vec::new();
        let mut fail =
            |field: &'static str, pair: Pair| faults.push(Fault::at(field, desk.say(pair)));
        let check = self.check().map_err(|pair| fail("check", pair));
        let mut results = OutcomeResult::ALL.into_iter();
        let result = results.find(|one| one.code() == typed.get("result"));
        match (result, check) {
            (None, _) => fail("result", words::NO_RESULT),
            (Some(result), Ok(check)) if !self.aftermath.fits(result, check, self.before) => {
                fail("result", words::DOES_NOT_FIT);
            }
            _ => {}
        }
        let on = self.day(today).map_err(|pair| fail("decided_on", pair));
        let amount = amount(typed.get("amount"), result).map_err(|pair| fail("amount", pair));
        let is_fine = matches!(result, Some(OutcomeResult::Fined { .. }));
        if is_fine && typed.get("reference").is_empty() {
            fail("reference", words::NO_REFERENCE);
        }
        for (field, most) in LONGEST {
            if typed.get(field).chars().count() > most {
                fail(field, words::TOO_LONG);
            }
        }
        let said = |field: &str| Some(typed.get(field).to_owned()).filter(|text| !text.is_empty());
        match (result, check, on, amount) {
            (Some(result), Ok(check), Ok(decided_on), Ok(amount)) if faults.is_empty() => {
                Ok(NewOutcome {
                    id: DocumentId(typed.get("id").parse().unwrap_or_else(|_| Uuid::now_v7())),
                    inspection: self.inspection.id,
                    check,
                    decided_on,
                    result: amount.map_or(result, |amount_vnd| OutcomeResult::Fined { amount_vnd }),
                    reference: said("reference"),
                    note: said("note"),
                })
            }
            _ => Err(faults),
        }
    }

    fn check(&self) -> Result<Option<CheckId>, Pair> {
        let typed = self.typed.get("check");
        if typed.is_empty() {
            return Ok(None);
        }
        let mut checks = self.inspection.checks.iter();
        let check = checks.find(|check| check.id.to_string() == typed);
        check.map(|check| Some(check.id)).ok_or(words::NO_CHECK)
    }

    fn day(&self, today: NaiveDate) -> Result<NaiveDate, Pair> {
        let day = read_date(self.typed.get("decided_on")).map_err(|_| words::NO_DAY)?;
        if day < self.inspection.inspected_on {
            Err(words::TOO_EARLY)
        } else if day > today {
            Err(words::TOO_LATE)
        } else {
            Ok(day)
        }
    }

    /// The form; a sentence where nothing fits.
    pub(super) fn draw(&self, desk: &Desk) -> Markup {
        let results = OutcomeResult::ALL.into_iter();
        let results = results.filter(|result| self.is_offered(*result));
        let offered = results.map(|result| {
            let said = words::offered(desk.language, result);
            (result.code().to_owned(), said)
        });
        let none = (String::new(), "…".to_owned());
        let results: Vec<_> = std::iter::once(none).chain(offered).collect();
        html! {
            section data-section="enter" id="enter" {
                h2 { (desk.say(words::ENTER)) }
                @if results.len() == 1 {
                    p { (desk.say(words::NOTHING_FITS)) }
                } @else {
                    p { small { (desk.say(words::EXPLAINED)) } }
                    @if self.is_another { p.alert { "⚠ " (desk.say(words::OTHER)) } }
                    (self.form(desk, &results))
                }
            }
        }
    }

    fn form(&self, desk: &Desk, results: &[(String, String)]) -> Markup {
        let typed = |name: &str| self.typed.get(name);
        let fault = |name: &str| self.faults.iter().find(|fault| fault.field == name);
        let field = |name: &'static str, label: Pair, hint: Pair| {
            let field = Field {
                name,
                label: desk.say(label),
                value: typed(name),
                hint: desk.say(hint),
                ..Field::TEXT
            };
            field.draw(fault(name))
        };
        let choose = |name: &'static str, label: Pair, options: &[(String, String)]| {
            select((name, desk.say(label)), options, typed(name), fault(name))
        };
        let fresh = Uuid::now_v7().to_string();
        let id = Some(typed("id")).filter(|id| Uuid::try_parse(id).is_ok());
        let id = id.filter(|_| !self.is_another).unwrap_or(&fresh);
        html! {
            form method="post" action={ "/office/inspections/" (self.inspection.id) "/outcomes" } {
                input type="hidden" name="id" value=(id);
                (choose("result", words::RESULT, results))
                (choose("check", words::CHECK, &self.checks(desk)))
                (field("decided_on", words::DAY, words::DAY_HINT))
                (field("amount", words::AMOUNT, words::AMOUNT_HINT))
                (field("reference", words::REFERENCE, ["", ""]))
                (lines(("note", desk.say(words::NOTE)), typed("note"), fault("note")))
                button.primary type="submit" { (desk.say(words::SAVE)) }
            }
        }
    }

    fn checks(&self, desk: &Desk) -> Vec<(String, String)> {
        let whole = (String::new(), desk.say(words::WHOLE).to_owned());
        let checks = self.inspection.checks.iter().map(|check| {
            let thing = (check.content.kind, check.content.subject.as_str());
            let named = words::check(desk.language, check.id.0, Some(thing));
            (check.id.to_string(), named)
        });
        std::iter::once(whole).chain(checks).collect()
    }
}

/// The amount of a fine; none of anything else.
fn amount(typed: &str, result: Option<OutcomeResult>) -> Result<Option<u64>, Pair> {
    let is_fine = matches!(result, Some(OutcomeResult::Fined { .. }));
    match (is_fine, typed.is_empty()) {
        (false, true) => Ok(None),
        (false, false) => Err(words::AMOUNT_WITHOUT_FINE),
        (true, _) => {
            let amount = read_count(typed).ok().and_then(|amount| amount.to_u64());
            let amount = amount.filter(|amount| (1..=MOST_VND).contains(amount));
            amount.map(Some).ok_or(words::NO_AMOUNT)
        }
    }
}

/// The outcomes that are kept, by when they came, after those of what it corrects;
/// `None` of an inspection that has not come itself.
pub(super) fn kept(
    desk: &Desk,
    inspection: Option<&Inspection>,
    outcomes: &[StoredOutcome],
    earlier: &[Outcome],
) -> Markup {
    let title = desk.say(words::TITLE);
    html! {
        section data-section="outcomes" id="outcomes" {
            h2 { (title) }
            @if desk.asked.get("entered") == "1" {
                p role="status" { "✓ " (desk.say(words::ENTERED)) }
            }
            @if outcomes.is_empty() && earlier.is_empty() {
                p { (desk.say(words::NONE)) }
            } @else {
                div.scroll role="region" tabindex="0" aria-label=(title) {
                    table {
                        (headings(&words::HEADINGS.map(|pair| desk.say(pair))))
                        tbody {
                            @for one in earlier { (earlier_line(desk, inspection, one)) }
                            @for one in outcomes { (line(desk, inspection, one)) }
                        }
                    }
                }
            }
        }
    }
}

/// An outcome of what the inspection corrects, with the way to where it is.
fn earlier_line(desk: &Desk, inspection: Option<&Inspection>, outcome: &Outcome) -> Markup {
    html! {
        tr data-document=(outcome.id) data-state="earlier" {
            (cells(desk, inspection, outcome))
            td colspan="2" {
                a href={ "/office/inspections/" (outcome.inspection) "#o-" (outcome.id) } {
                    (desk.say(words::EARLIER))
                }
            }
        }
    }
}

fn line(desk: &Desk, inspection: Option<&Inspection>, stored: &StoredOutcome) -> Markup {
    let outcome = Received::read(&stored.document).map(|received| received.document);
    let place = match &stored.tablet {
        _ if stored.by_office => desk.say(words::AT_THE_OFFICE),
        Some(name) => name,
        None => desk.say(words::ON_A_TABLET),
    };
    html! {
        tr data-document=(stored.id) data-state="received" id={ "o-" (stored.id) } {
            @if let Ok(Document::Outcome(outcome)) = outcome {
                (cells(desk, inspection, &outcome))
            } @else {
                td colspan="6" { (say(wording::record::UNREADABLE)) }
            }
            td { (place) }
            td { (received(stored.id, &wording::moment(stored.received_at), &stored.conflicts)) }
        }
    }
}

fn cells(desk: &Desk, inspection: Option<&Inspection>, outcome: &Outcome) -> Markup {
    let or_nothing = |text: &Option<String>| text.clone().unwrap_or(wording::NOTHING.to_owned());
    let about = match outcome.check {
        None => desk.say(words::WHOLE).to_owned(),
        Some(id) => {
            let mut checks = inspection.into_iter().flat_map(|it| &it.checks);
            let check = checks.find(|check| check.id == id);
            let thing = check.map(|check| (check.content.kind, check.content.subject.as_str()));
            words::check(desk.language, id.0, thing)
        }
    };
    html! {
        td { (wording::day(outcome.decided_on)) }
        td data-result=(outcome.result.code()) { (words::result(desk.language, outcome.result)) }
        td { (about) }
        td { (or_nothing(&outcome.reference)) }
        td.long { (or_nothing(&outcome.note)) }
        td { (outcome.recorded_by) }
    }
}
