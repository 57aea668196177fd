//! Every address of the office: method, path, and who may. The router is built
//! from this table, and a test asks at every line of it with every role and with
//! none. Handlers stand beside what they serve; who it is that asks is found in
//! `guard.rs`.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::office::Office;
use crate::people::Role;
use crate::{api, enrol, intake, openapi, pages, pull};

mod about;
mod guard;
mod origin;
mod register;

pub use about::About;
pub(crate) use guard::{Carrier, here};
pub(crate) use origin::Address;
pub(crate) use origin::is_own_form;

/// Who may ask at an address. The demonstration asks nobody who he is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Whoever reaches it.
    Everyone,
    /// A tablet that is enrolled.
    Tablet,
    /// Whoever is signed in and may do at least this.
    Office(Role),
    /// The same of the city's office: what is not told by wards.
    City(Role),
    /// Nobody but in the demonstration.
    Demonstration,
}

/// One line of the table.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method; GET stands for HEAD too.
    pub method: Method,
    /// The path, with names for its parts.
    pub path: &'static str,
    /// Who may.
    pub who: Who,
    /// What it says of itself to programs; of pages, nothing.
    pub about: Option<About>,
    handler: MethodRouter<Office>,
}

const VIEWER: Who = Who::Office(Role::Viewer);
const OFFICER: Who = Who::Office(Role::Officer);
const ADMIN: Who = Who::Office(Role::Admin);
const CITY_OFFICER: Who = Who::City(Role::Officer);
const CITY_ADMIN: Who = Who::City(Role::Admin);

/// The whole table.
#[must_use]
pub fn routes() -> Vec<Route> {
    let mut table = tablets();
    table.extend(reading());
    table.extend(register::lines());
    table.extend(signing_in());
    table.extend(administering());
    table.extend(ruling());
    table
}

/// What tablets and programs ask.
fn tablets() -> Vec<Route> {
    use about as says;
    vec![
        get("/api/health", Who::Everyone, api::health).about(says::HEALTH),
        get("/api/ready", Who::Everyone, api::ready).about(says::READY),
        get("/api/v1/office", Who::Everyone, api::office).about(says::OFFICE),
        get("/api/v1/openapi.json", Who::Everyone, openapi::openapi).about(says::DESCRIPTION),
        post("/api/v1/enrolments", Who::Everyone, enrol::enrol).about(says::ENROL),
        get("/api/v1/enrolment", Who::Tablet, enrol::enrolment).about(says::ENROLMENT),
        post("/api/v1/numbers", Who::Tablet, enrol::numbers).about(says::NUMBERS),
        get("/api/v1/packs", Who::Tablet, pull::packs).about(says::PACKS),
        get("/api/v1/plan", Who::Tablet, pull::plan).about(says::PLAN),
        get("/api/v1/register", Who::Tablet, pull::register).about(says::REGISTER),
        post("/api/v1/uploads", Who::Tablet, intake::upload).about(says::UPLOAD),
    ]
}

/// What people of the office look at.
fn reading() -> Vec<Route> {
    vec![
        get("/office", VIEWER, pages::list),
        get("/office/office.css", Who::Everyone, pages::style),
        get("/office/minutes.css", Who::Everyone, pages::minutes_style),
        get("/office/follow-ups", VIEWER, pages::follow_ups::page),
        get("/office/inspections", VIEWER, pages::search::page),
        get("/office/doubts", VIEWER, pages::doubts::page),
        get("/office/visits/{id}", VIEWER, pages::parts::page),
        get("/office/inspections/{id}", VIEWER, pages::inspections::one),
        post(
            "/office/inspections/{id}/outcomes",
            OFFICER,
            pages::inspections::enter,
        ),
        get(
            "/office/inspections/{id}/minutes/{form}",
            VIEWER,
            pages::minutes::page,
        ),
        get(
            "/office/inspections/{id}/minutes/{form}/docx",
            VIEWER,
            pages::minutes::file,
        ),
        get(
            "/office/inspections/{id}/conflicts/{sha256}",
            VIEWER,
            pages::conflict,
        ),
        get("/office/reports", VIEWER, pages::reports::list),
        get("/office/reports/{period}", VIEWER, pages::reports::one),
        get(
            "/office/reports/{period}/behind",
            VIEWER,
            pages::reports::behind,
        ),
        get(
            "/office/reports/{period}/file/{form}",
            VIEWER,
            pages::reports::file,
        ),
        get("/office/documents/{id}", VIEWER, pages::document),
        get("/office/documents/{id}/content", VIEWER, pages::content),
        get(
            "/office/documents/{id}/conflicts/{sha256}",
            VIEWER,
            pages::conflicting_document,
        ),
        get("/office/demo/clear", Who::Demonstration, pages::confirm),
        post("/office/demo/clear", Who::Demonstration, pages::clear),
    ]
}

/// How people come in, and what is their own.
fn signing_in() -> Vec<Route> {
    use pages::{own, set_up, sign_in};
    vec![
        get("/office/sign-in", Who::Everyone, sign_in::form),
        post("/office/sign-in", Who::Everyone, sign_in::sign_in),
        get("/office/set-up/{link}", Who::Everyone, set_up::form),
        post("/office/set-up/{link}", Who::Everyone, set_up::set_up),
        post("/office/sign-out", VIEWER, sign_in::sign_out),
        get("/office/me", VIEWER, own::page),
        post("/office/me/password", VIEWER, own::password),
        post("/office/me/sign-ins/others/end", VIEWER, own::end_others),
        post("/office/me/sign-ins/{id}/end", VIEWER, own::end),
    ]
}

/// Who lets in whom and what.
fn administering() -> Vec<Route> {
    use pages::{audit, devices, people};
    vec![
        get("/office/people", ADMIN, people::list),
        post("/office/people", ADMIN, people::add),
        get("/office/people/{id}", ADMIN, people::one),
        post("/office/people/{id}/appoint", ADMIN, people::appoint),
        post("/office/people/{id}/reset", ADMIN, people::reset),
        post("/office/people/{id}/disable", ADMIN, people::disable),
        post("/office/people/{id}/enable", ADMIN, people::enable),
        get("/office/tablets", ADMIN, devices::list),
        post("/office/tablets", ADMIN, devices::add),
        post(
            "/office/tablets/screen-signing",
            CITY_ADMIN,
            devices::screen_signing,
        ),
        get("/office/tablets/{id}", ADMIN, devices::one),
        post("/office/tablets/{id}/name", ADMIN, devices::name),
        post("/office/tablets/{id}/link", ADMIN, devices::link),
        post("/office/tablets/{id}/numbers", ADMIN, devices::numbers),
        post("/office/tablets/{id}/revoke", ADMIN, devices::revoke),
        get("/office/audit", ADMIN, audit::page),
    ]
}

/// The office's word on the rules, which holds for all of it.
fn ruling() -> Vec<Route> {
    use pages::rules;
    vec![
        get("/office/rules", VIEWER, rules::rules),
        get("/office/rules/sign", CITY_ADMIN, rules::signing),
        post("/office/rules/sign", CITY_ADMIN, rules::sign),
        get("/office/rules/settle", CITY_ADMIN, rules::settling),
        post("/office/rules/settle", CITY_ADMIN, rules::settle),
        get("/office/rules/authority", CITY_ADMIN, rules::authority),
        post("/office/rules/authority", CITY_ADMIN, rules::name_authority),
        get("/office/rules/withdraw", CITY_ADMIN, rules::withdrawing),
        post("/office/rules/withdraw", CITY_ADMIN, rules::withdraw),
        post("/office/rules/publish", CITY_ADMIN, rules::publish),
        post("/office/rules/strike", CITY_ADMIN, rules::strike),
    ]
}

impl Route {
    /// The line, with what it says of itself.
    fn about(self, about: About) -> Self {
        Self {
            about: Some(about),
            ..self
        }
    }

    /// The line, whose bodies may have so many bytes.
    fn with_room(self, bytes: usize) -> Self {
        Self {
            handler: self.handler.layer(DefaultBodyLimit::max(bytes)),
            ..self
        }
    }
}

/// The lines whose path begins so, below that name, each behind its guard.
pub(crate) fn under(office: &Office, name: &str, but: &str) -> Router<Office> {
    let lines = routes().into_iter().filter(|route| {
        let path = route.path;
        path.starts_with(name) && (but.is_empty() || !path.starts_with(but))
    });
    lines.fold(Router::new(), |router, route| {
        let path = match route.path.strip_prefix(name) {
            None | Some("") => "/",
            Some(below) => below,
        };
        let state = (office.clone(), route.who);
        let guarded = match name {
            "/office" => route
                .handler
                .route_layer(from_fn_with_state(state, guard::page)),
            _ => route
                .handler
                .route_layer(from_fn_with_state(state, guard::program)),
        };
        router.route(path, guarded)
    })
}

fn get<H, T>(path: &'static str, who: Who, handler: H) -> Route
where
    H: Handler<T, Office>,
    T: 'static,
{
    Route {
        method: Method::GET,
        path,
        who,
        about: None,
        handler: on(MethodFilter::GET, handler),
    }
}

fn post<H, T>(path: &'static str, who: Who, handler: H) -> Route
where
    H: Handler<T, Office>,
    T: 'static,
{
    Route {
        method: Method::POST,
        path,
        who,
        about: None,
        handler: on(MethodFilter::POST, handler),
    }
}
