//! The API's description and what is really answered, held against each other:
//! every address is in it, every answer is as it says, and no input, valid,
//! mutated or hostile, is answered otherwise.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use chrono::{TimeDelta, Utc};
use inspection::upload_body;
use jsonschema::Validator;
use receiver::openapi::document;
use receiver::people::{Authority, Token};
use receiver::routes::routes;
use receiver::store::NewTablet;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, TestOffice, Visit, one_of_each};

mod random;

/// The description, with what holds an answer against it.
struct Description {
    document: Value,
    validators: BTreeMap<String, Validator>,
    /// Operation and status of every answer that was seen.
    seen: BTreeSet<(String, u16)>,
}

impl Description {
    fn new() -> Self {
        let document = document();
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let validators = schemas.keys().map(|name| {
            let schema = json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "$ref": format!("#/components/schemas/{name}"),
                "components": document["components"],
            });
            (name.clone(), jsonschema::validator_for(&schema).unwrap())
        });
        Self {
            validators: validators.collect(),
            seen: BTreeSet::new(),
            document,
        }
    }

    /// Checks that an answer is one that the operation lists, or the problem that
    /// any may be answered with.
    #[track_caller]
    fn expect(&mut self, path: &str, method: &str, answer: &Answer) {
        let status = answer.status.as_u16();
        let operation = &self.document["paths"][path][method.to_lowercase()];
        let listed = &operation["responses"][status.to_string()];
        let said = match (listed, operation["operationId"].as_str()) {
            (Value::Null, _) => {
                assert!(status >= 400, "{method} {path}: {status} is not listed");
                json!({ "content": { "application/problem+json": {
                    "schema": { "$ref": "#/components/schemas/problem" },
                } } })
            }
            (said, name) => {
                self.seen.insert((name.unwrap().to_owned(), status));
                said.clone()
            }
        };
        let Some(content) = said["content"].as_object() else {
            assert!(
                answer.body.is_empty(),
                "{method} {path}: {status} has a body"
            );
            return;
        };
        let (media_type, content) = content.iter().next().unwrap();
        assert_eq!(answer.header("content-type"), media_type, "{method} {path}");
        let schema = content["schema"]["$ref"].as_str().unwrap();
        let schema = schema.strip_prefix("#/components/schemas/").unwrap();
        let body = unpacked(answer);
        let faults: Vec<_> = self.validators[schema]
            .iter_errors(&body)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{method} {path}: {faults:#?} in {body}");
    }
}

fn unpacked(answer: &Answer) -> Value {
    if answer.header("content-encoding") != "br" {
        return answer.json();
    }
    let mut text = Vec::new();
    brotli::BrotliDecompress(&mut answer.body.as_slice(), &mut text).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str));
            for member in members.values() {
                references(member, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn every_address_of_the_api_is_described_and_nothing_else() {
    let document = document();
    let table = routes();
    let of_the_api = table.iter().filter(|route| route.path.starts_with("/api"));
    let expected: BTreeSet<_> = of_the_api
        .map(|route| (route.path.to_owned(), route.method.as_str().to_lowercase()))
        .collect();
    let paths = document["paths"].as_object().unwrap();
    let described: Vec<_> = paths
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().keys();
            methods.map(|method| (path.clone(), method.clone()))
        })
        .collect();
    assert_eq!(described.iter().cloned().collect::<BTreeSet<_>>(), expected);
    let names: BTreeSet<_> = described
        .iter()
        .map(|(path, method)| document["paths"][path][method]["operationId"].to_string())
        .collect();
    assert_eq!(names.len(), described.len(), "{names:?}");
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 50, "{}", found.len());
    for to in found {
        let pointer = to.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{to} leads nowhere");
    }
}

/// An office in which every list has something.
async fn filled() -> TestOffice {
    let office = TestOffice::open().await;
    let today = receiver::wording::wall_time(Utc::now()).date_naive();
    let sample = receiver::demo::sample(today);
    office.office.store.plant(&sample).await.unwrap();
    for frozen in one_of_each(&Visit::default()) {
        office.upload(upload_body(&frozen).unwrap()).await;
    }
    office
}

/// A link by which a tablet is enrolled.
async fn link(office: &TestOffice) -> Token {
    let link = Token::random().unwrap();
    let new = NewTablet {
        name: Uuid::now_v7().to_string(),
        authority: Authority::city(),
        block_size: 20,
    };
    let until = (&link.hash(), Utc::now() + TimeDelta::minutes(15));
    let store = &office.office.store;
    store.add_tablet(&new, until, "test").await.unwrap();
    link
}

#[tokio::test]
async fn every_answer_is_as_the_description_says() {
    let office = filled().await;
    let mut description = Description::new();
    let mut ask = async |method: &str, path: &str, headers: &[(&str, &str)], body: String| {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.header("content-type", "application/json");
        let answer = office.send(request.body(Body::from(body)).unwrap()).await;
        let described = path.split('?').next().unwrap();
        description.expect(described, method, &answer);
        answer
    };
    for path in [
        "/api/health",
        "/api/ready",
        "/api/v1/office",
        "/api/v1/openapi.json",
    ] {
        ask("GET", path, &[], String::new()).await;
    }
    for path in ["/api/v1/packs", "/api/v1/plan", "/api/v1/register"] {
        let answer = ask("GET", path, &[], String::new()).await;
        let tag = answer.header("etag").to_owned();
        ask("GET", path, &[("if-none-match", &tag)], String::new()).await;
    }
    ask("GET", "/api/v1/register?since=nonsense", &[], String::new()).await;
    let link = link(&office).await;
    let enrol = json!({ "token": link.reveal(), "device": Uuid::now_v7() }).to_string();
    let enrolled = ask("POST", "/api/v1/enrolments", &[], enrol.clone()).await;
    let token = format!("Bearer {}", enrolled.json()["token"].as_str().unwrap());
    let other = json!({ "token": link.reveal(), "device": Uuid::now_v7() }).to_string();
    for (body, status) in [(other, 403), ("[]".to_owned(), 400), ("{}".to_owned(), 422)] {
        let answer = ask("POST", "/api/v1/enrolments", &[], body).await;
        assert_eq!(answer.status.as_u16(), status);
    }
    let own = [("authorization", token.as_str())];
    ask("GET", "/api/v1/enrolment", &own, String::new()).await;
    let year = chrono::Datelike::year(&receiver::wording::wall_time(Utc::now()));
    for (body, status) in [
        (json!({ "year": year, "next": 1 }).to_string(), 200),
        (json!({ "year": 1999, "next": 1 }).to_string(), 422),
        ("7".to_owned(), 400),
    ] {
        let answer = ask("POST", "/api/v1/numbers", &own, body).await;
        assert_eq!(answer.status.as_u16(), status);
    }
    let nobody = [("authorization", "Bearer 0")];
    ask("GET", "/api/v1/enrolment", &nobody, String::new()).await;
    let visit = Visit::default();
    let other = Visit {
        name: "Khác",
        ..visit.clone()
    };
    for body in [
        visit.body(),
        visit.body(),
        other.body(),
        "{}".to_owned(),
        visit.body().replacen("Người", "Nguoi", 1),
        " ".repeat(receiver::LARGEST_BODY + 1),
    ] {
        ask("POST", "/api/v1/uploads", &[], body).await;
    }
    let damaged = [(
        "content-digest",
        "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:",
    )];
    ask("POST", "/api/v1/uploads", &damaged, visit.body()).await;
    // What is listed as done was seen to be done, each of it.
    for (path, methods) in description.document["paths"].as_object().unwrap() {
        for operation in methods.as_object().unwrap().values() {
            let name = operation["operationId"].as_str().unwrap();
            for status in operation["responses"].as_object().unwrap().keys() {
                let Ok(status) = status.parse::<u16>() else {
                    continue;
                };
                let seen = description.seen.contains(&(name.to_owned(), status));
                assert!(seen || status >= 400, "{path}: {status} was not seen");
            }
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn an_office_that_cannot_keep_anything_says_what_is_in_the_way() {
    let office = TestOffice::open().await;
    let place = office.scratch.folder.path();
    assert_eq!(office.get("/api/ready").await.status, StatusCode::OK);
    let (database, aside) = (place.join("office.sqlite"), place.join("aside.sqlite"));
    std::fs::rename(&database, &aside).unwrap();
    let problem = office
        .get("/api/ready")
        .await
        .expect_problem(503, "not-ready");
    assert_eq!(problem["failing"], json!(["database"]));
    assert_eq!(office.get("/api/health").await.status, StatusCode::OK);
    std::fs::rename(&aside, &database).unwrap();
    assert_eq!(office.get("/api/ready").await.status, StatusCode::OK);
    std::fs::remove_dir_all(place.join("office.files")).unwrap();
    let problem = office
        .get("/api/ready")
        .await
        .expect_problem(503, "not-ready");
    assert_eq!(problem["failing"], json!(["files"]));
}
