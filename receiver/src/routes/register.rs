//! The lines of the table that are about establishments and planned visits. They
//! are not told by wards yet, so they are the city's.

use super::{CITY, CITY_OFFICER, Route, get, post};
use crate::pages::establishments::{self, closing, editing, merging};
use crate::pages::imports::{self, deciding, preview};
use crate::pages::planning::{self, many, visits};

/// What is kept of establishments and visits.
pub(super) fn lines() -> Vec<Route> {
    vec![
        get("/office/establishments", CITY, establishments::list),
        get("/office/establishments.csv", CITY, establishments::as_csv),
        get("/office/establishments.xlsx", CITY, establishments::as_xlsx),
        get("/office/establishments/new", CITY_OFFICER, editing::blank),
        post("/office/establishments/new", CITY_OFFICER, editing::add),
        get(
            "/office/establishments/{id}",
            CITY,
            establishments::one::page,
        ),
        get(
            "/office/establishments/{id}/edit",
            CITY_OFFICER,
            editing::edit_form,
        ),
        post(
            "/office/establishments/{id}/edit",
            CITY_OFFICER,
            editing::edit,
        ),
        post(
            "/office/establishments/{id}/close",
            CITY_OFFICER,
            closing::close,
        ),
        post(
            "/office/establishments/{id}/reopen",
            CITY_OFFICER,
            closing::reopen,
        ),
        get(
            "/office/establishments/{id}/merge",
            CITY_OFFICER,
            merging::ask,
        ),
        post(
            "/office/establishments/{id}/merge",
            CITY_OFFICER,
            merging::merge,
        ),
        get("/office/imports", CITY_OFFICER, imports::list),
        post("/office/imports", CITY_OFFICER, imports::upload).with_room(imports::LARGEST_UPLOAD),
        get("/office/imports/{id}", CITY_OFFICER, preview::page),
        post(
            "/office/imports/{id}/matches",
            CITY_OFFICER,
            deciding::matches,
        ),
        post(
            "/office/imports/{id}/decisions",
            CITY_OFFICER,
            deciding::decisions,
        ),
        post(
            "/office/imports/{id}/commit",
            CITY_OFFICER,
            deciding::commit,
        ),
        post(
            "/office/imports/{id}/discard",
            CITY_OFFICER,
            deciding::discard,
        ),
        get("/office/plan", CITY, planning::page),
        get("/office/plan.csv", CITY, planning::as_csv),
        get("/office/plan.xlsx", CITY, planning::as_xlsx),
        get("/office/plan/new", CITY_OFFICER, visits::blank),
        post("/office/plan/new", CITY_OFFICER, visits::add),
        get("/office/plan/many", CITY_OFFICER, many::ask),
        post("/office/plan/many", CITY_OFFICER, many::plan),
        get("/office/plan/visits/{id}", CITY, visits::page),
        post(
            "/office/plan/visits/{id}/move",
            CITY_OFFICER,
            visits::move_to,
        ),
        post(
            "/office/plan/visits/{id}/strike",
            CITY_OFFICER,
            visits::strike,
        ),
    ]
}
