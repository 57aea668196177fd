//! What the pages of register and plan are asked with: the office, the language,
//! what was typed, and who it is that changes something.

use std::collections::BTreeMap;
use std::convert::Infallible;

use axum::extract::rejection::PathRejection;
use axum::extract::{Form, FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{NaiveDate, Utc};
use inspection::{RulePack, read_date};
use maud::Markup;

use super::spoken::{language, named};
use super::{Failure, show};
use crate::office::Office;
use crate::people::{Role, Seat, Sight};
use crate::routes;
use crate::sheet::{Table, csv, xlsx};
use crate::store::{Author, Registered, StoreError};
use crate::wording::language::{Language, Pair};
use crate::wording::{self, establishments as words};

/// Fields by name, as they were typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed(pub(crate) BTreeMap<String, String>);

impl Typed {
    /// Fields as they came, without the one letter that no database holds.
    pub(crate) fn of(fields: BTreeMap<String, String>) -> Self {
        let storable = |text: String| text.replace('\0', "\u{fffd}");
        let fields = fields.into_iter();
        Self(
            fields
                .map(|(name, text)| (storable(name), storable(text)))
                .collect(),
        )
    }

    /// What stands in a field, without blanks around it.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |text| text.trim())
    }

    /// The day in a field.
    pub(crate) fn day(&self, name: &str) -> Option<NaiveDate> {
        let text = self.get(name);
        read_date(text).ok()
    }
}

/// Who asks, for what, in which language.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    pub(crate) office: Office,
    pub(crate) language: Language,
    /// What stands behind the question mark.
    pub(crate) asked: Typed,
}

impl FromRequestParts<Office> for Desk {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, office: &Office) -> Result<Self, Infallible> {
        let asked = Query::<BTreeMap<String, String>>::try_from_uri(&parts.uri);
        let asked = Typed::of(asked.map(|Query(asked)| asked).unwrap_or_default());
        Ok(Self {
            office: office.clone(),
            language: language(),
            asked,
        })
    }
}

impl Desk {
    pub(crate) fn say(&self, pair: Pair) -> &'static str {
        self.language.say(pair)
    }

    /// Who changes something, now. The demonstration asks nobody who he is.
    pub(crate) fn author() -> Author {
        let seat = routes::here().unwrap_or(Seat::Demonstration);
        Author {
            name: seat.name().to_owned(),
            at: Utc::now(),
        }
    }

    /// Whether whoever looks at the page may do that much.
    pub(crate) fn may(least: Role) -> bool {
        routes::here().is_some_and(|seat| seat.role() >= least)
    }

    /// What is seen from where it is asked, today.
    pub(crate) fn sight() -> Sight {
        let seat = routes::here();
        seat.map_or(Sight::NOTHING, |seat| seat.sight(Self::today()))
    }

    /// Whether a row of the register is seen from there.
    pub(crate) fn sees(row: &Registered) -> bool {
        Self::sight().sees(row.ward_code.as_deref())
    }

    /// The row of this id, where it is there and seen.
    pub(crate) async fn row(&self, id: &str) -> Result<Option<Registered>, Failure> {
        let row = self.office.store.establishment(id).await;
        Ok(row.map_err(self.failed())?.filter(Self::sees))
    }

    /// The day on the office's wall clock.
    pub(crate) fn today() -> NaiveDate {
        wording::wall_time(Utc::now()).date_naive()
    }

    pub(crate) fn failed(&self) -> impl FnOnce(StoreError) -> Failure + use<> {
        let office = self.office.clone();
        move |error| Failure::Unavailable(office, error)
    }

    pub(crate) fn missing(&self) -> Failure {
        Failure::NotFound(self.office.clone())
    }

    /// A page with this status.
    pub(crate) fn show(&self, status: StatusCode, title: &str, body: &Markup) -> Response {
        (status, show(&self.office, title, body)).into_response()
    }

    /// A page that says what was wrong with what was typed.
    pub(crate) fn refuse(&self, title: &str, body: &Markup) -> Response {
        self.show(StatusCode::UNPROCESSABLE_ENTITY, title, body)
    }

    /// A list as a file; written beside the threads that serve requests.
    pub(crate) async fn file(&self, table: Table, name: &str, as_xlsx: bool) -> super::Shown {
        const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        let broken = || {
            let (what, reason) = ("a list", "it could not be written".to_owned());
            self.failed()(StoreError::Unreadable { what, reason })
        };
        let written = self.office.judges.run(move || {
            if as_xlsx {
                xlsx(&table).ok()
            } else {
                Some(csv(&table).into_bytes())
            }
        });
        let bytes = written.await.ok().flatten().ok_or_else(broken)?;
        let (kind, ending) = if as_xlsx {
            (XLSX, "xlsx")
        } else {
            ("text/csv; charset=utf-8", "csv")
        };
        let disposition = format!("attachment; filename=\"{name}.{ending}\"");
        let headers = [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CACHE_CONTROL, "no-store".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ];
        Ok((headers, bytes).into_response())
    }

    /// The wards of today that are seen, and the one that a row has though it be of
    /// before.
    pub(crate) fn wards(&self, first: Pair, own: Option<&str>) -> Vec<(String, String)> {
        let today = Self::today();
        let units = RulePack::current()
            .units
            .iter()
            .filter(|unit| unit.level == "ward");
        let sight = Self::sight();
        let seen = units.filter(|unit| sight.sees(Some(&unit.code)));
        let wards = seen.filter(|unit| unit.days.hold(today) || own == Some(&unit.code));
        let wards = wards.map(|unit| (unit.code.clone(), unit.vi.clone()));
        let first = (String::new(), self.say(first).to_owned());
        std::iter::once(first).chain(wards).collect()
    }

    /// The kinds of the rule pack.
    pub(crate) fn kinds(&self, first: Pair) -> Vec<(String, String)> {
        let kinds = RulePack::current().establishment_kinds.iter();
        let kinds = kinds.map(|kind| {
            let name = &kind.name;
            (name.code.clone(), named(name).to_owned())
        });
        let first = (String::new(), self.say(first).to_owned());
        std::iter::once(first).chain(kinds).collect()
    }

    /// The name of a ward; its code where the pack has none.
    pub(crate) fn ward(code: &str) -> &str {
        let mut units = RulePack::current().units.iter();
        let known = units.find(|unit| unit.code == code);
        known.map_or(code, |unit| unit.vi.as_str())
    }

    /// The name of a kind; its code where the pack has none.
    pub(crate) fn kind(&self, code: &str) -> String {
        let mut kinds = self.kinds(words::ANY).into_iter().skip(1);
        let known = kinds.find(|(known, _)| known == code);
        known.map_or_else(|| code.to_owned(), |(_, name)| name)
    }
}

/// The id in an address, if it may be one.
pub(crate) fn id(id: Result<Path<String>, PathRejection>) -> Option<String> {
    let id = id.ok().map(|Path(id)| id);
    id.filter(|id| !id.contains('\0'))
}

/// The way on after a form: the browser asks anew.
pub(crate) fn go(to: &str) -> Response {
    Redirect::to(to).into_response()
}

/// A text as a part of an address.
pub(crate) fn in_address(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// A form; the guard lets through those of this office's pages alone.
pub(crate) struct OwnForm(pub(crate) Typed);

impl FromRequest<Office> for OwnForm {
    type Rejection = Failure;

    async fn from_request(request: Request, office: &Office) -> Result<Self, Failure> {
        let form = Form::<BTreeMap<String, String>>::from_request(request, office).await;
        let Form(form) = form.map_err(|_| Failure::Refused(office.clone(), wording::BAD_FORM))?;
        Ok(Self(Typed::of(form)))
    }
}
