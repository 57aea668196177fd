//! The API in the words of `OpenAPI` 3.1, made of the table of routes and of the schemas in
//! `docs/schema/`, which other servers are held against too.

use std::sync::LazyLock;

use axum::Json;
use serde_json::{Map, Value, json};

use crate::routes::{About, Route, Who, routes};

/// The schemas by name, as files have them.
const SCHEMAS: [(&str, &str); 13] = [
    (
        "ask-numbers",
        include_str!("../../docs/schema/ask-numbers.json"),
    ),
    ("enrol", include_str!("../../docs/schema/enrol.json")),
    (
        "enrolment",
        include_str!("../../docs/schema/enrolment.json"),
    ),
    ("envelope", include_str!("../../docs/schema/envelope.json")),
    ("numbers", include_str!("../../docs/schema/numbers.json")),
    ("office", include_str!("../../docs/schema/office.json")),
    (
        "openapi",
        "{\"type\": \"object\", \"required\": [\"openapi\", \"paths\"]}",
    ),
    ("packs", include_str!("../../docs/schema/packs.json")),
    ("plan", include_str!("../../docs/schema/plan.json")),
    ("problem", include_str!("../../docs/schema/problem.json")),
    ("receipt", include_str!("../../docs/schema/receipt.json")),
    ("register", include_str!("../../docs/schema/register.json")),
    ("state", include_str!("../../docs/schema/state.json")),
];
const COMPONENTS: &str = "#/components/schemas/";
/// What may be answered at every address.
const OTHERWISE: &str = "It was not done; the type says why.";

static DOCUMENT: LazyLock<Value> = LazyLock::new(document);

/// `GET /api/v1/openapi.json`.
pub(crate) async fn openapi() -> Json<&'static Value> {
    Json(&DOCUMENT)
}

/// The whole document.
#[must_use]
pub fn document() -> Value {
    let mut paths = Map::new();
    for route in routes() {
        if let Some(about) = route.about {
            let path = paths.entry(route.path).or_insert_with(|| json!({}));
            let method = route.method.as_str().to_ascii_lowercase();
            path[method] = operation(&route, &about);
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Can Dung",
            "description": "What tablets ask their office for. UPLOAD.md and API.md say more.",
            "version": env!("CARGO_PKG_VERSION"),
        },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": {
                "tablet": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The token that a tablet was given when it was enrolled.",
                },
            },
        },
    })
}

fn operation(route: &Route, about: &About) -> Value {
    let parameter = |place: &'static str| {
        move |(name, says): &(&str, &str)| {
            json!({
                "name": name, "in": place, "description": says, "required": false,
                "schema": { "type": "string" },
            })
        }
    };
    let query = about.query.iter().map(parameter("query"));
    let headers = about.headers.iter().map(parameter("header"));
    let mut responses = Map::new();
    for (status, schema, says) in about.answers {
        responses.insert(
            status.to_string(),
            answer("application/json", *schema, says),
        );
    }
    let problem = |says| answer("application/problem+json", Some("problem"), says);
    for (status, says) in about.problems {
        responses.insert(status.to_string(), problem(says));
    }
    if route.who == Who::Tablet {
        let says = [
            ("401", "The tablet is not enrolled."),
            ("403", "The tablet may send no more."),
        ];
        responses.extend(says.map(|(status, says)| (status.to_owned(), problem(says))));
    }
    responses.insert("default".to_owned(), problem(OTHERWISE));
    let mut operation = json!({
        "operationId": about.name,
        "summary": about.says,
        "parameters": query.chain(headers).collect::<Vec<_>>(),
        "responses": responses,
    });
    if let Some(body) = about.body {
        let content = json!({ "application/json": { "schema": reference(body) } });
        operation["requestBody"] = json!({ "required": true, "content": content });
    }
    if route.who == Who::Tablet {
        operation["security"] = json!([{ "tablet": [] }]);
    }
    operation
}

fn answer(media_type: &str, schema: Option<&str>, says: &str) -> Value {
    let Some(schema) = schema else {
        return json!({ "description": says });
    };
    let content = json!({ media_type: { "schema": reference(schema) } });
    json!({ "description": says, "content": content })
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("{COMPONENTS}{schema}") })
}

/// Every schema, and each of its definitions, beside each other.
fn schemas() -> Map<String, Value> {
    let mut all = Map::new();
    for (name, text) in SCHEMAS {
        // A test reads all of them.
        let mut schema: Value = serde_json::from_str(text).unwrap_or_default();
        if let Some(members) = schema.as_object_mut() {
            members.remove("$schema");
            let parts = members.remove("$defs");
            let parts = parts.as_ref().and_then(Value::as_object).cloned();
            for (part, mut definition) in parts.unwrap_or_default() {
                lead(&mut definition, name);
                all.insert(format!("{name}.{part}"), definition);
            }
        }
        lead(&mut schema, name);
        all.insert(name.to_owned(), schema);
    }
    all
}

/// Leads every reference of a file's schema to where it is in the document.
fn lead(schema: &mut Value, file: &str) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(to)) = members.get_mut("$ref") {
                let (other, part) = to.split_once('#').unwrap_or((to, ""));
                let file = match other.strip_suffix(".json") {
                    Some(other) => other,
                    None => file,
                };
                let part = part.strip_prefix("/$defs/").map(|part| format!(".{part}"));
                *to = format!("{COMPONENTS}{file}{}", part.unwrap_or_default());
            }
            for member in members.values_mut() {
                lead(member, file);
            }
        }
        Value::Array(items) => {
            for item in items {
                lead(item, file);
            }
        }
        _ => {}
    }
}
