//! The JSON Schemas of `docs/schema/` and what is really written, held against
//! each other: what is good passes, what the office refuses for its form does
//! not.

use std::fs;
use std::path::Path;

use axum::body::Body;
use axum::http::{Request, header};
use inspection::{Digest, freeze, upload_body};
use jsonschema::{Registry, Validator};
use receiver::LARGEST_BODY;
use serde_json::{Value, json};

use crate::support::{JPEG, TestOffice, Visit, altered, one_of_each, photo};

const GOLDEN_EXPORT: &str = include_str!("../../inspection/tests/golden/export/v1.json");
/// Where the files are supposed to lie: a name leads from one to the other.
const HERE: &str = "https://schema.example/";

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

pub(crate) fn schema(name: &str) -> Validator {
    let folder = root().join("docs/schema");
    let envelope = read(&folder.join("envelope.json"));
    let registry = Registry::new()
        .add(format!("{HERE}envelope.json"), envelope)
        .unwrap()
        .prepare()
        .unwrap();
    let schema = read(&folder.join(format!("{name}.json")));
    jsonschema::meta::validate(&schema).unwrap();
    let options = jsonschema::options().with_registry(&registry);
    let validator = options
        .with_base_uri(format!("{HERE}{name}.json"))
        .build(&schema);
    validator.unwrap()
}

#[track_caller]
pub(crate) fn expect_valid(schema: &Validator, value: &Value, name: &str) {
    let errors: Vec<_> = schema
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

/// The envelopes of every golden document and of one of each kind made here.
fn envelopes() -> Vec<(String, Value)> {
    let mut envelopes = Vec::new();
    for file in fs::read_dir(root().join("inspection/tests/golden/v1")).unwrap() {
        let path = file.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let text = fs::read_to_string(&path).unwrap();
            let document: Value = serde_json::from_str(&text).unwrap();
            let envelope = json!({
                "v": 1, "kind": document["kind"], "id": document["id"], "document": document,
                "proof": { "sha256": Digest::of(text.as_bytes()) },
            });
            envelopes.push((path.display().to_string(), envelope));
        }
    }
    assert!(envelopes.len() > 50, "{}", envelopes.len());
    for frozen in one_of_each(&Visit::default()) {
        let body = upload_body(&frozen).unwrap();
        let kind = frozen.kind.code().to_owned();
        envelopes.push((kind, serde_json::from_str(&body).unwrap()));
    }
    envelopes.push(("visit".to_owned(), visit()));
    envelopes
}

fn visit() -> Value {
    serde_json::from_str(&Visit::default().body()).unwrap()
}

#[test]
fn every_document_that_is_read_fits_the_envelope_s_schema() {
    let schema = schema("envelope");
    for (name, envelope) in envelopes() {
        expect_valid(&schema, &envelope, &name);
    }
    let mut grown = visit();
    grown["document"]["weather"] = json!(["rain", { "mm": 3 }]);
    expect_valid(&schema, &grown, "with a member that nobody knows yet");
}

/// Each is refused by the office for its form, too.
#[tokio::test]
async fn what_the_office_refuses_for_its_form_does_not_fit() {
    let schema = schema("envelope");
    let office = TestOffice::open().await;
    let visit_of = Visit::default();
    let [photo, attachment, outcome] = one_of_each(&visit_of);
    let visit = visit_of.freeze();
    for (frozen, place, value) in [
        (&visit, "/v", json!(2)),
        (&visit, "/kind", json!("hologram")),
        (&visit, "/id", json!("seven")),
        (&visit, "/device", json!(null)),
        (&visit, "/sequence", json!(-1)),
        (&visit, "/previous", json!("0")),
        (&visit, "/inspected_on", json!("22/11/2026")),
        (&visit, "/closed/at", json!("noon")),
        (&visit, "/establishment/name", json!(7)),
        (&visit, "/rule_pack/sha256", json!("")),
        (&visit, "/checks", json!({})),
        (&visit, "/supersedes", json!("the last one")),
        (&visit, "/conclusion", json!(0.5)),
        (&photo, "/media_type", json!("image/gif")),
        (&photo, "/width", json!(0)),
        (&photo, "/content", json!("not base64")),
        (&photo, "/inspection", json!(null)),
        (&attachment, "/name", json!(null)),
        (&attachment, "/sha256", json!("A")),
        (&outcome, "/result", json!("forgotten")),
        (&outcome, "/amount_vnd", json!("much")),
        (&outcome, "/decided_on", json!("tomorrow")),
    ] {
        let mut document: Value = serde_json::from_str(&frozen.text).unwrap();
        *document.pointer_mut(place).unwrap() = value.clone();
        let mut envelope: Value = serde_json::from_str(&upload_body(frozen).unwrap()).unwrap();
        for member in ["v", "kind", "id"] {
            envelope[member] = document[member].clone();
        }
        envelope["document"] = document;
        assert!(!schema.is_valid(&envelope), "{place}: {value}");
        let honest = inspection::canonical_json(&envelope["document"]);
        if let Ok(text) = honest {
            envelope["proof"]["sha256"] = json!(Digest::of(text.as_bytes()));
        }
        let answer = office.upload(envelope.to_string()).await;
        assert!(
            answer.status.is_client_error(),
            "{place}: {}",
            answer.text()
        );
    }
    for member in ["v", "kind", "id", "document", "proof"] {
        let mut lacking: Value = serde_json::from_str(&visit_of.body()).unwrap();
        drop(lacking.as_object_mut().unwrap().remove(member));
        assert!(!schema.is_valid(&lacking), "{member}");
    }
}

#[tokio::test]
async fn receipts_problems_and_the_office_s_profile_are_as_their_schemas_say() {
    let office = TestOffice::open().await;
    let (receipt, problem) = (schema("receipt"), schema("problem"));
    let visit = Visit::default();
    for _ in 0..2 {
        expect_valid(
            &receipt,
            &office.upload(visit.body()).await.json(),
            "receipt",
        );
    }
    let picture = freeze(&photo(&visit, 20, JPEG)).unwrap();
    let other = Visit {
        name: "Khác",
        ..visit.clone()
    };
    let mut types = std::collections::BTreeSet::new();
    for body in [
        "nothing".to_owned(),
        visit.body().replace("\"v\":1,\"kind\"", "\"v\":2,\"kind\""),
        visit
            .body()
            .replacen("\"kind\":\"inspection\"", "\"kind\":\"x\"", 1),
        other.body(),
        " ".repeat(LARGEST_BODY + 1),
        visit.body().replacen("Người", "Nguoi", 1),
        altered(&picture, |document| document["width"] = json!(0)),
        upload_body(&picture)
            .unwrap()
            .replace("\"width\":16", "\"width\":0.5"),
        altered(&picture, |document| document["content"] = json!("????")),
        altered(&picture, |document| {
            document["media_type"] = json!("image/png");
        }),
        altered(&picture, |document| {
            document["sha256"] = json!("0".repeat(64));
        }),
    ] {
        let answer = office.upload(body).await;
        assert!(answer.status.is_client_error(), "{}", answer.text());
        expect_valid(&problem, &answer.json(), &answer.text());
        types.insert(answer.json()["type"].to_string());
    }
    let digest = [("content-digest", "sha-256=:AAAA:")];
    let answer = office.upload_with(&digest, visit.body()).await;
    expect_valid(&problem, &answer.json(), "header");
    assert_eq!(types.len(), 11, "{types:?}");
    let asked = Request::get("/api/v1/uploads").header(header::ACCEPT, "*/*");
    let answer = office.send(asked.body(Body::empty()).unwrap()).await;
    expect_valid(&problem, &answer.json(), "method");
    let profile = office.get("/api/v1/office").await.json();
    expect_valid(&schema("office"), &profile, "profile");
    assert!(!receipt.is_valid(&answer.json()));
    assert!(!problem.is_valid(&profile));
    assert!(!schema("office").is_valid(&json!({ "retention_months": 12 })));
}

#[test]
fn the_golden_export_is_as_its_schema_says_and_others_are_not() {
    let schema = schema("export");
    let golden: Value = serde_json::from_str(GOLDEN_EXPORT).unwrap();
    expect_valid(&schema, &golden, "golden");
    for (place, value) in [
        ("/v", json!(2)),
        ("/kind", json!("inspection")),
        ("/device", json!("tablet 7")),
        ("/exported/at", json!("today")),
        ("/documents", json!({})),
        ("/documents/0", json!("nothing")),
        ("/documents/1/proof", json!(null)),
        ("/drafts", json!("none")),
    ] {
        let mut export = golden.clone();
        *export.pointer_mut(place).unwrap() = value.clone();
        assert!(!schema.is_valid(&export), "{place}: {value}");
    }
}
