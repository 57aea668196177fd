//! The lines of the table that are about establishments and planned visits. A
//! ward's people see and keep their own ward's; lists of many wards are the city's.

use super::{CITY_OFFICER, OFFICER, Route, VIEWER, get, post};
use crate::pages::establishments::{self, closing, editing, merging};
use crate::pages::imports::{self, deciding, preview};
use crate::pages::planning::{self, many, visits};

/// What is kept of establishments and visits.
pub(super) fn lines() -> Vec<Route> {
    vec![
        get("/office/establishments", VIEWER, establishments::list),
        get("/office/establishments.csv", VIEWER, establishments::as_csv),
        get(
            "/office/establishments.xlsx",
            VIEWER,
            establishments::as_xlsx,
        ),
        get("/office/establishments/new", OFFICER, editing::blank),
        post("/office/establishments/new", OFFICER, editing::add),
        get(
            "/office/establishments/{id}",
            VIEWER,
            establishments::one::page,
        ),
        get(
            "/office/establishments/{id}/edit",
            OFFICER,
            editing::edit_form,
        ),
        post("/office/establishments/{id}/edit", OFFICER, editing::edit),
        post("/office/establishments/{id}/close", OFFICER, closing::close),
        post(
            "/office/establishments/{id}/reopen",
            OFFICER,
            closing::reopen,
        ),
        get("/office/establishments/{id}/merge", OFFICER, merging::ask),
        post("/office/establishments/{id}/merge", OFFICER, merging::merge),
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
        get("/office/plan", VIEWER, planning::page),
        get("/office/plan.csv", VIEWER, planning::as_csv),
        get("/office/plan.xlsx", VIEWER, planning::as_xlsx),
        get("/office/plan/new", OFFICER, visits::blank),
        post("/office/plan/new", OFFICER, visits::add),
        get("/office/plan/many", OFFICER, many::ask),
        post("/office/plan/many", OFFICER, many::plan),
        get("/office/plan/visits/{id}", VIEWER, visits::page),
        post("/office/plan/visits/{id}/move", OFFICER, visits::move_to),
        post("/office/plan/visits/{id}/strike", OFFICER, visits::strike),
    ]
}
