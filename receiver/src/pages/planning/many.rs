//! Many visits at once: what is wanted is typed, what would come of it shown, and
//! exactly that is put into the plan.

use axum::http::StatusCode;
use chrono::NaiveDate;
use maud::{Markup, html};

use super::super::desk::{Desk, OwnForm, Typed, go};
use super::super::field::{Fault, Field, select};
use super::super::frame::headings;
use super::super::{Failure, Shown, month_of};
use super::LONGEST;
use crate::planning::{Proposal, WEEK, Wish, propose};
use crate::store::{PlannedVisit, Registered, Replanned};
use crate::ward_list::LONGEST_TEXT;
use crate::wording;
use crate::wording::establishments as register;
use crate::wording::language::Pair;
use crate::wording::planning as words;

/// `GET /office/plan/many`: the form, with a proposal where it was filled.
pub(crate) async fn ask(desk: Desk) -> Shown {
    let title = desk.say(words::MANY);
    let typed = desk.asked.clone();
    if typed.get("from").is_empty() {
        let body = form(&desk, &first_wish(&desk), &[]);
        return Ok(desk.show(StatusCode::OK, title, &body));
    }
    match read(&desk, &typed) {
        Err(faults) => Ok(desk.refuse(title, &form(&desk, &typed, &faults))),
        Ok(wish) => {
            let (proposal, rows) = proposal(&desk, &wish).await?;
            let body = html! { (form(&desk, &typed, &[])) (draw(&desk, &typed, &proposal, &rows)) };
            Ok(desk.show(StatusCode::OK, title, &body))
        }
    }
}

/// `POST /office/plan/many`: what was shown is planned.
pub(crate) async fn plan(desk: Desk, OwnForm(typed): OwnForm) -> Shown {
    let title = desk.say(words::MANY);
    let wish = match read(&desk, &typed) {
        Ok(wish) => wish,
        Err(faults) => return Ok(desk.refuse(title, &form(&desk, &typed, &faults))),
    };
    let (proposal, rows) = proposal(&desk, &wish).await?;
    if proposal.fingerprint().to_string() == typed.get("shown") {
        let store = &desk.office.store;
        let planned = store.plan_visits(&proposal.visits, &Desk::author()).await;
        if planned.map_err(desk.failed())? == Replanned::Done {
            return Ok(go(&format!(
                "/office/plan?from={}&to={}",
                wish.first, wish.last
            )));
        }
    }
    let body = html! {
        p.alert data-mark="stale" { (desk.say(words::STALE)) }
        (form(&desk, &typed, &[]))
        (draw(&desk, &typed, &proposal, &rows))
    };
    Ok(desk.show(StatusCode::CONFLICT, title, &body))
}

async fn proposal(desk: &Desk, wish: &Wish) -> Result<(Proposal, Vec<Registered>), Failure> {
    let read = async {
        let store = &desk.office.store;
        Ok((
            store.register().await?,
            store.plan(wish.first, wish.last).await?,
        ))
    };
    let (mut register, mut planned) = read.await.map_err(desk.failed())?;
    register.retain(Desk::sees);
    planned.retain(|visit: &PlannedVisit| Desk::sees(&visit.establishment));
    Ok((propose(wish, &register, &planned), register))
}

/// What stands in the form at first: the rest of the month, on working days.
fn first_wish(desk: &Desk) -> Typed {
    let today = Desk::today();
    let (_, last) = month_of(today);
    let mut typed = Typed::default();
    let mut set = |name: &str, value: String| typed.0.insert(name.to_owned(), value);
    set("from", wording::day(today));
    set("to", wording::day(last));
    for number in 1..=5 {
        set(&format!("weekday{number}"), "1".to_owned());
    }
    if let Some(days) = desk.office.revisit_days {
        set("revisit", days.to_string());
    }
    typed
}

fn read(desk: &Desk, typed: &Typed) -> Result<Wish, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut day = |field: &'static str| -> Option<NaiveDate> {
        let day = typed.day(field);
        if day.is_none() {
            faults.push(Fault::at(field, desk.say(register::NO_DAY)));
        }
        day
    };
    let (first, last) = (day("from"), day("to"));
    let period = first.zip(last);
    if period.is_some_and(|(first, last)| !(0..=LONGEST).contains(&(last - first).num_days())) {
        faults.push(Fault::at("to", desk.say(words::NO_PERIOD)));
    }
    let mut number = |field: &'static str| -> Option<u16> {
        let text = typed.get(field);
        let number = text
            .parse()
            .ok()
            .filter(|number| (1..=1000).contains(number));
        if number.is_none() && !text.is_empty() {
            faults.push(Fault::at(field, desk.say(words::NO_NUMBER)));
        }
        number
    };
    let (a_day, revisit_days) = (number("a_day"), number("revisit"));
    let ticked = |day: &chrono::Weekday| {
        !typed
            .get(&format!("weekday{}", day.number_from_monday()))
            .is_empty()
    };
    let weekdays: Vec<_> = WEEK.into_iter().filter(ticked).collect();
    if weekdays.is_empty() {
        faults.push(Fault::at("weekdays", desk.say(words::NO_WEEKDAYS)));
    }
    let teams = typed
        .get("teams")
        .split(';')
        .map(str::trim)
        .filter(|team| !team.is_empty());
    let teams: Vec<_> = teams.map(str::to_owned).collect();
    if teams.iter().any(|team| team.chars().count() > LONGEST_TEXT) {
        faults.push(Fault::at("teams", desk.say(register::TOO_LONG)));
    }
    match period {
        Some((first, last)) if faults.is_empty() => Ok(Wish {
            ward: typed.get("ward").to_owned(),
            kind: typed.get("kind").to_owned(),
            first,
            last,
            weekdays,
            a_day: a_day.map(usize::from),
            teams,
            revisit_days,
        }),
        _ => Err(faults),
    }
}

fn form(desk: &Desk, typed: &Typed, faults: &[Fault]) -> Markup {
    let fault = |name: &str| faults.iter().find(|fault| fault.field == name);
    let field = |name: &'static str, label: Pair, hint: Option<Pair>| {
        let (label, value) = (desk.say(label), typed.get(name));
        let hint = hint.map_or("", |hint| desk.say(hint));
        Field {
            name,
            label,
            value,
            hint,
            ..Field::TEXT
        }
        .draw(fault(name))
    };
    html! {
        h1 { (desk.say(words::MANY)) }
        p { (desk.say(words::MANY_EXPLAINED)) }
        form method="get" action="/office/plan/many" {
            (select(("ward", desk.say(register::WARD)), &desk.wards(register::ANY, None), typed.get("ward"), None))
            (select(("kind", desk.say(register::KIND)), &desk.kinds(register::ANY), typed.get("kind"), None))
            (field("from", words::FROM, Some(register::DAY_HINT)))
            (field("to", words::TO, Some(register::DAY_HINT)))
            fieldset {
                legend { (desk.say(words::WEEKDAYS)) }
                @for (number, name) in (1..).zip(words::DAYS) {
                    @let field = format!("weekday{number}");
                    label.tick {
                        input type="checkbox" name=(field) value="1" checked[!typed.get(&field).is_empty()];
                        (desk.say(name))
                    }
                }
                @if let Some(fault) = fault("weekdays") { span.alert { "⚠ " (fault.words) } }
            }
            (field("a_day", words::A_DAY, Some(words::A_DAY_HINT)))
            (field("teams", words::TEAMS, None))
            (field("revisit", words::REVISIT, Some(words::REVISIT_HINT)))
            div.actions {
                button type="submit" { (desk.say(words::PROPOSE)) }
                a.button href="/office/plan" { (desk.say(register::BACK)) }
            }
        }
    }
}

fn draw(desk: &Desk, typed: &Typed, proposal: &Proposal, rows: &[Registered]) -> Markup {
    let heads = [
        words::DAY,
        register::NAME,
        register::ADDRESS,
        words::TEAM,
        register::LAST,
    ];
    let rows: std::collections::HashMap<_, _> = rows.iter().map(|row| (&row.id, row)).collect();
    html! {
        section data-section="proposal" data-visits=(proposal.visits.len()) {
            h2 { (desk.say(words::PROPOSAL)) }
            p { (words::proposed(desk.language, proposal.visits.len())) }
            ul { @for words in words::left_out(desk.language, proposal.recent, proposal.planned, proposal.left) { li { (words) } } }
            @if !proposal.visits.is_empty() {
                div.scroll role="region" tabindex="0" aria-label=(desk.say(words::PROPOSAL)) {
                    table {
                        (headings(&heads.map(|pair| desk.say(pair))))
                        tbody {
                            @for visit in &proposal.visits {
                                @if let Some(row) = rows.get(&visit.establishment) {
                                    tr data-to=(row.id) {
                                        td { (wording::day(visit.planned_on)) }
                                        td { (row.name) }
                                        td { (row.address) }
                                        td { (visit.team) }
                                        td { @if let Some(last) = &row.last { (wording::day(last.on)) } }
                                    }
                                }
                            }
                        }
                    }
                }
                form method="post" action="/office/plan/many" {
                    @for (name, value) in typed.0.iter().filter(|(name, _)| name.as_str() != "shown") {
                        input type="hidden" name=(name) value=(value);
                    }
                    input type="hidden" name="shown" value=(proposal.fingerprint());
                    button type="submit" { (desk.say(words::PLAN_THEM)) }
                }
            }
        }
    }
}
