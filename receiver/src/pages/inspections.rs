//! One inspection: its page, and entering what became of it. How each part looks
//! is the business of the file that draws it.

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::Utc;
use inspection::{Aftermath, Frozen, InspectionId, Kind, Outcome};
use maud::{Markup, html};

use super::desk::{Desk, OwnForm, Typed, go};
use super::field::Fault;
use super::outcomes::Entering;
use super::spoken::say;
use super::{Failure, Shown, follow_ups, outcomes, parts, record, rules_of, see};
use crate::people::{Role, Seat};
use crate::store::{Belongings, Entered, Following, Part, Stored};
use crate::wording::{self, outcomes as words};

/// What is known of an inspection and what belongs to it.
struct Case {
    id: InspectionId,
    /// The document; `None` where it has not come.
    stored: Option<Stored>,
    belongings: Belongings,
    left_open: Vec<Following>,
    /// The outcomes of it and of what it corrects.
    outcomes: Vec<Outcome>,
    /// Those of what it corrects that are seen.
    earlier: Vec<Outcome>,
    /// The parts of the visit, where it is one of several.
    parts: Vec<Part>,
}

/// What was typed into the form, and what is said of it.
#[derive(Default)]
struct Sent<'a> {
    typed: Typed,
    faults: &'a [Fault],
    is_another: bool,
}

impl Case {
    async fn find(
        desk: &Desk,
        seat: &Seat,
        id: Result<Path<String>, PathRejection>,
    ) -> Result<Self, Failure> {
        let id = super::desk::id(id).and_then(|id| id.parse::<InspectionId>().ok());
        let id = id.ok_or_else(|| desk.missing())?;
        see(&desk.office, seat, id.into()).await?;
        let (store, sight) = (&desk.office.store, seat.sight(Desk::today()));
        let read = async {
            let outcomes = store.outcomes(id).await?;
            let mut earlier = outcomes.clone();
            earlier.retain(|outcome| outcome.inspection != id);
            let of: BTreeSet<_> = earlier.iter().map(|outcome| outcome.inspection).collect();
            for other in of {
                if !store.sees(other.into(), &sight).await? {
                    earlier.retain(|outcome| outcome.inspection != other);
                }
            }
            Ok(Self {
                id,
                stored: store.find(id.into()).await?,
                belongings: store.belongings(id).await?,
                left_open: store.left_open(id).await?,
                outcomes,
                earlier,
                parts: store.parts_beside(id, &sight).await?,
            })
        };
        let mut case = read.await.map_err(desk.failed())?;
        // Another kind of document has the id.
        case.stored = match case.stored {
            Some(stored) if stored.kind != Kind::Inspection => return Err(desk.missing()),
            stored => stored,
        };
        if case.stored.is_none() && case.belongings.is_empty() {
            return Err(desk.missing());
        }
        if let Some(stored) = &case.stored {
            rules_of(&desk.office, stored).await?;
        }
        Ok(case)
    }

    fn show(&self, desk: &Desk, seat: &Seat, status: StatusCode, entry: &Sent<'_>) -> Response {
        let body = if let Some(stored) = &self.stored {
            let after = self.after(desk, seat, stored, entry);
            let beside = html! {
                div lang=(desk.language.code()) {
                    (parts::beside(desk, self.id, &self.parts))
                    (follow_ups::left(desk, &self.left_open))
                }
            };
            record::draw(stored, &self.belongings, [&beside, &after])
        } else {
            let after = outcomes::kept(desk, None, &self.belongings.outcomes, &[]);
            record::draw_awaited(self.id, &self.belongings, &after)
        };
        desk.show(status, say(wording::record::INSPECTION_TITLE), &body)
    }

    /// What came after the visit, and the form for more of it.
    fn after(&self, desk: &Desk, seat: &Seat, stored: &Stored, entry: &Sent<'_>) -> Markup {
        let thawed = Frozen::thaw(&stored.document).ok();
        let inspection = thawed.as_ref().map(|thawed| &thawed.inspection);
        let aftermath = inspection.map(Aftermath::of).unwrap_or_default();
        let form = inspection.filter(|_| seat.role() >= Role::Officer);
        let form = form.map(|inspection| Entering {
            inspection,
            aftermath: &aftermath,
            before: &self.outcomes,
            typed: &entry.typed,
            faults: entry.faults,
            is_another: entry.is_another,
        });
        html! {
            div lang=(desk.language.code()) {
                (outcomes::kept(desk, inspection, &self.belongings.outcomes, &self.earlier))
                @if let Some(form) = form {
                    @if self.belongings.corrected_by.is_empty() { (form.draw(desk)) }
                    @else { p { (desk.say(words::CORRECTED)) } }
                }
            }
        }
    }
}

/// `GET /office/inspections/{id}`: one inspection in full; where it has not
/// come, what names it.
pub(crate) async fn one(desk: Desk, seat: Seat, id: Result<Path<String>, PathRejection>) -> Shown {
    let case = Case::find(&desk, &seat, id).await?;
    let mut typed = Typed::default();
    for name in ["result", "check"] {
        let asked = desk.asked.get(name).to_owned();
        typed.0.insert(name.to_owned(), asked);
    }
    let entry = Sent {
        typed,
        ..Sent::default()
    };
    Ok(case.show(&desk, &seat, StatusCode::OK, &entry))
}

/// `POST /office/inspections/{id}/outcomes`: what became of it.
pub(crate) async fn enter(
    desk: Desk,
    seat: Seat,
    id: Result<Path<String>, PathRejection>,
    OwnForm(typed): OwnForm,
) -> Shown {
    let case = Case::find(&desk, &seat, id).await?;
    let stored = case.stored.as_ref().ok_or_else(|| desk.missing())?;
    let thawed = Frozen::thaw(&stored.document).map_err(|_| desk.missing())?;
    let entering = Entering {
        inspection: &thawed.inspection,
        aftermath: &Aftermath::of(&thawed.inspection),
        before: &case.outcomes,
        typed: &typed,
        faults: &[],
        is_another: false,
    };
    let new = match entering.read(&desk, Desk::today()) {
        Ok(new) if case.belongings.corrected_by.is_empty() => new,
        read => {
            let faults = read.err().unwrap_or_default();
            let (faults, is_another) = (faults.as_slice(), false);
            let entry = Sent {
                typed,
                faults,
                is_another,
            };
            return Ok(case.show(&desk, &seat, StatusCode::UNPROCESSABLE_ENTITY, &entry));
        }
    };
    let entered = desk
        .office
        .store
        .enter_outcome(&new, seat.name(), Utc::now());
    match entered.await.map_err(desk.failed())? {
        Entered::Done | Entered::Repeated => {
            tracing::info!(id = %new.id, inspection = %new.inspection, "outcome entered");
            Ok(go(&format!(
                "/office/inspections/{}?entered=1#outcomes",
                case.id
            )))
        }
        Entered::DoesNotFit => {
            // As it is now, and what was typed.
            let case = Case::find(&desk, &seat, Ok(Path(case.id.to_string()))).await?;
            let faults = [Fault::at("result", desk.say(words::DOES_NOT_FIT))];
            let entry = Sent {
                typed,
                faults: &faults,
                is_another: false,
            };
            Ok(case.show(&desk, &seat, StatusCode::UNPROCESSABLE_ENTITY, &entry))
        }
        Entered::Other => {
            let entry = Sent {
                typed,
                faults: &[],
                is_another: true,
            };
            Ok(case.show(&desk, &seat, StatusCode::CONFLICT, &entry))
        }
    }
}
