//! Requests by chance, from a seed: valid ones, mutated ones and hostile ones, to
//! every address there is and to some that are none. The soak asks for more of
//! them by `CAN_DUNG_REQUESTS`.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request};
use inspection::{Digest, canonical_json, upload_body};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Description, filled, link};
use crate::support::{Answer, TestOffice, Visit, one_of_each};

const METHODS: [Method; 6] = [
    Method::GET,
    Method::POST,
    Method::PUT,
    Method::DELETE,
    Method::PATCH,
    Method::TRACE,
];
const HEADERS: [&str; 8] = [
    "content-type",
    "content-digest",
    "idempotency-key",
    "authorization",
    "if-none-match",
    "accept-encoding",
    "cookie",
    "x-http-method-override",
];

/// Xorshift64*: the same requests for the same seed, everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(drawn).unwrap() % most
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// What a careless or a hostile sender might put in a member's place.
    fn value(&mut self) -> Value {
        match self.below(16) {
            0 => Value::Null,
            1 => json!(true),
            2 => json!(0),
            3 => json!(-1),
            4 => json!(u64::MAX),
            5 => json!(1e300),
            6 => json!(0.1),
            7 => json!(""),
            8 => json!("\u{0}"),
            9 => json!("../../etc/passwd\r\nX: y"),
            10 => json!("=cmd|' /C calc'!A0"),
            11 => json!("a\u{301}\u{202e}\u{fffd}\u{10ffff}".repeat(50)),
            12 => json!("9".repeat(5000)),
            13 => json!([[[[[[]]]]]]),
            14 => json!({ "": { "": [] } }),
            _ => json!("0".repeat(64)),
        }
    }

    fn header(&mut self) -> String {
        match self.below(10) {
            0 => String::new(),
            9 => "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:".to_owned(),
            1 => "application/json; charset=utf-16".to_owned(),
            2 => "text/html".to_owned(),
            3 => "sha-256=:AAAA:".to_owned(),
            4 => format!("sha-256=:{}=:, md5=:x:", "A".repeat(43)),
            5 => "\"unclosed".to_owned(),
            6 => format!("Bearer {}", "0".repeat(64)),
            7 => "br;q=NaN, *;q=-1, gzip".to_owned(),
            _ => "W/\"x\", *, \"".repeat(200),
        }
    }

    /// Changes something somewhere in a value.
    fn mutate(&mut self, value: &mut Value) {
        match value {
            Value::Object(members) if !members.is_empty() && !self.one_in(12) => {
                let names: Vec<_> = members.keys().cloned().collect();
                let name = self.of(&names).clone();
                match self.below(6) {
                    0 => drop(members.remove(&name)),
                    1 => drop(members.insert(format!("{name}s"), json!(1))),
                    _ => self.mutate(members.get_mut(&name).unwrap()),
                }
            }
            Value::Array(items) if !items.is_empty() && !self.one_in(6) => {
                let index = self.below(items.len());
                if self.one_in(4) {
                    let item = items[index].clone();
                    items.push(item);
                } else {
                    self.mutate(&mut items[index]);
                }
            }
            other => *other = self.value(),
        }
    }

    /// Bytes that are no JSON, or JSON of another kind.
    fn bytes(&mut self, body: &str) -> Vec<u8> {
        match self.below(8) {
            0 => Vec::new(),
            1 => vec![0xff, 0xfe, 0x00],
            2 => body.as_bytes()[..self.below(body.len().max(1))].to_vec(),
            3 => "[".repeat(100_000).into_bytes(),
            4 => format!("{{\"v\":1,\"v\":2,{}", body.get(1..).unwrap_or_default()).into_bytes(),
            5 => [b"\xef\xbb\xbf", body.as_bytes()].concat(),
            6 => body.replace(':', ": \u{a0}").into_bytes(),
            _ => b"1e999".to_vec(),
        }
    }
}

/// A body that is good at this address.
async fn good(office: &TestOffice, path: &str, chance: &mut Chance, number: u128) -> String {
    match path {
        "/api/v1/enrolments" => {
            let link = link(office).await;
            json!({ "token": link.reveal(), "device": Uuid::now_v7() }).to_string()
        }
        "/api/v1/numbers" => json!({ "year": 2026, "next": chance.below(50) }).to_string(),
        "/api/v1/uploads" => {
            let visit = Visit {
                id: number + 1000,
                ..Visit::default()
            };
            match chance.below(4) {
                3 => visit.body(),
                kind => upload_body(&one_of_each(&visit)[kind]).unwrap(),
            }
        }
        _ => String::new(),
    }
}

/// The body, mutated; the proof of a document made good again at times, so that
/// what lies behind it is met.
fn mutated(body: &str, chance: &mut Chance) -> String {
    let mut value: Value = serde_json::from_str(body).unwrap();
    for _ in 0..=chance.below(3) {
        if value["document"].is_object() && !chance.one_in(4) {
            chance.mutate(&mut value["document"]);
        } else {
            chance.mutate(&mut value);
        }
    }
    if value["document"].is_object() && !chance.one_in(4) {
        if let Ok(text) = canonical_json(&value["document"]) {
            value["proof"] = json!({ "sha256": Digest::of(text.as_bytes()) });
        }
        for member in ["kind", "id"] {
            value[member] = value["document"][member].clone();
        }
    }
    value.to_string()
}

async fn asked(
    office: &TestOffice,
    path: &str,
    chance: &mut Chance,
    number: u128,
) -> (Method, Answer) {
    let writes = matches!(
        path,
        "/api/v1/enrolments" | "/api/v1/numbers" | "/api/v1/uploads"
    );
    let method = if chance.one_in(15) {
        chance.of(&METHODS).clone()
    } else if writes {
        Method::POST
    } else {
        Method::GET
    };
    let body = good(office, path, chance, number).await;
    let bytes = match chance.below(5) {
        0 => body.into_bytes(),
        1 => chance.bytes(&body),
        _ if body.is_empty() => Vec::new(),
        _ => mutated(&body, chance).into_bytes(),
    };
    let query = match chance.below(8) {
        0 => "?since=0000000000000000-18446744073709551616",
        1 => "?since=%00%ff&since=",
        2 => "?since=-&x=%",
        3 => "?since=ffffffffffffffff-1",
        _ => "",
    };
    let mut request = Request::builder()
        .method(method.clone())
        .uri(format!("{path}{query}"))
        .header("content-type", "application/json");
    if chance.one_in(3) {
        let name: HeaderName = chance.of(&HEADERS).parse().unwrap();
        let value = HeaderValue::from_str(&chance.header()).unwrap();
        request.headers_mut().unwrap().insert(name, value);
    }
    let request = request.body(Body::from(bytes)).unwrap();
    (method, office.send(request).await)
}

/// What a 4xx says is enough to know what to change.
fn names_what_is_wrong(answer: &Answer) {
    let problem = answer.json();
    let slug = problem["type"].as_str().unwrap();
    let named = match slug {
        "/problems/unreadable" => problem["field"]
            .as_str()
            .is_some_and(|field| !field.is_empty()),
        "/problems/unreadable-header" => problem["header"].is_string(),
        "/problems/unknown-version" | "/problems/unknown-kind" => problem["supported"].is_array(),
        "/problems/wrong-digest" | "/problems/damaged" => problem["found_sha256"].is_string(),
        _ => true,
    };
    assert!(named, "{problem}");
    assert!(
        problem["detail"]
            .as_str()
            .is_some_and(|detail| detail.len() > 5),
        "{problem}"
    );
}

#[tokio::test]
async fn no_request_by_chance_is_answered_otherwise_than_described() {
    let asked_for = std::env::var("CAN_DUNG_REQUESTS");
    let requests: u128 = asked_for.map_or(1500, |count| count.parse().unwrap());
    let office = filled().await;
    let mut description = Description::new();
    let paths: Vec<String> = {
        let paths = description.document["paths"].as_object().unwrap();
        paths.keys().cloned().collect()
    };
    let mut chance = Chance(0x0ff1_ce20_2611_2300);
    let mut statuses = std::collections::BTreeMap::<u16, u32>::new();
    for number in 0..requests {
        let path = if chance.one_in(2) {
            "/api/v1/uploads".to_owned()
        } else {
            chance.of(&paths).clone()
        };
        let (method, answer) = asked(&office, &path, &mut chance, number).await;
        let status = answer.status.as_u16();
        *statuses.entry(status).or_default() += 1;
        assert!(status < 500, "{number}: {method} {path}: {}", answer.text());
        description.expect(&path, method.as_str(), &answer);
        if status >= 400 {
            names_what_is_wrong(&answer);
        }
    }
    // Chance went everywhere: what is good was kept, what is bad refused, each in its way.
    for status in [200, 201, 400, 401, 405, 408, 415, 422] {
        assert!(statuses.contains_key(&status), "{statuses:?}");
    }
}
