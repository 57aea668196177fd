//! Every page of the table of routes in both languages: nothing that is said is the
//! same in both, and no letter that only Vietnamese has stands on an English page, but
//! in what people recorded, in names of places and of law.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::Utc;
use inspection::RulePack;
use receiver::people::{Authority, Role, Token};
use receiver::routes::routes;
use serde_json::{Value, json};

use crate::support::{
    Answer, TestOffice, Visit, altered, cookie, credentials, one_of_each, tablet, user,
};

/// What is said alike in both languages.
const ALIKE: [&str; 16] = [
    "Cân Đúng",
    "SHA-256",
    "English",
    "Tiếng Việt",
    "CV 77/TĐC",
    "UBND phường Hạnh Thông",
    "application/json",
    "JSON",
    "DOCX",
    "NĐ",
    "UTC",
    "kg",
    "kg;",
    "byte",
    "Asia/Ho_Chi_Minh",
    "test",
];
/// Elements without an end.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];
/// Attributes that are read out.
const SPOKEN: [&str; 4] = ["aria-label", "alt", "placeholder", "title"];

/// What a page says: its texts and what is read out, but what names its own language
/// and what is code.
fn said(page: &str) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    // Open elements, and whether what is in them counts.
    let mut open: Vec<(String, bool)> = Vec::new();
    let body = page.split_once("<head>").map_or(page, |(_, rest)| rest);
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.split([' ', '/']).find(|name| !name.is_empty());
        let name = name.unwrap_or_default().to_owned();
        if tag.starts_with('/') {
            while let Some((last, _)) = open.pop() {
                if last == name {
                    break;
                }
            }
        } else {
            let outside = open.last().is_none_or(|(_, counts)| *counts);
            let own = tag.contains(" lang=\"") || ["code", "pre", "style"].contains(&&*name);
            if outside && !own {
                for attribute in SPOKEN {
                    let value = tag.split_once(&format!(" {attribute}=\""));
                    let value = value.and_then(|(_, rest)| rest.split_once('"'));
                    said.extend(value.map(|(value, _)| plain(value)));
                }
            }
            if !VOID.contains(&&*name) {
                open.push((name, outside && !own));
            }
        }
        if open.last().is_none_or(|(_, counts)| *counts) {
            said.insert(plain(text));
        }
    }
    said.remove("");
    said
}

fn plain(text: &str) -> String {
    let text = text.replace("&amp;", "&").replace("&quot;", "\"");
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .trim()
        .to_owned()
}

/// The texts anywhere in a document.
fn texts(of: &Value, into: &mut BTreeSet<String>) {
    match of {
        Value::String(text) => {
            into.insert(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| texts(value, into)),
        Value::Object(members) => members.values().for_each(|value| texts(value, into)),
        _ => {}
    }
}

/// Two pages of one address, held against each other.
fn compare(line: &str, pages: [&str; 2], data: &BTreeSet<String>) -> Vec<String> {
    let rest = |text: &String| {
        let mut text = text.clone();
        let mut longest: Vec<_> = data.iter().collect();
        longest.sort_by_key(|known| std::cmp::Reverse(known.len()));
        let longest = longest.into_iter().map(String::as_str);
        for known in ALIKE
            .into_iter()
            .chain(longest.filter(|known| known.len() > 2))
        {
            text = text.replace(known, " ");
        }
        text
    };
    let [vi, en] = pages.map(said);
    // Neither units nor ids are words.
    let has_words = |text: &str| {
        let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let mut words = text.split_whitespace();
        words.any(|word| letters(word) && !word.contains(|c: char| c.is_ascii_digit()))
    };
    let same = vi.intersection(&en).filter(|text| has_words(&rest(text)));
    let same = same.map(|text| format!("{line}: in both languages: {text:?}"));
    let foreign = en
        .iter()
        .filter(|text| rest(text).chars().any(is_vietnamese));
    let foreign = foreign.map(|text| format!("{line}: Vietnamese on the English page: {text:?}"));
    same.chain(foreign).collect()
}

/// Letters with marks that English has not.
fn is_vietnamese(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_ascii()
}

async fn ask(office: &TestOffice, method: &Method, path: &str, language: &str) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "office.example")
        .header(header::ORIGIN, "https://office.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, format!("lang={language}"))
        .body(Body::empty())
        .unwrap();
    let known = credentials(Some(&cookie()), None);
    for (name, value) in &known {
        request.headers_mut().append(name, value.clone());
    }
    office.send_as(request).await
}

/// What is in the office, by the beginning of the addresses that name it.
struct There {
    office: TestOffice,
    ids: Vec<(&'static str, String)>,
    data: BTreeSet<String>,
}

impl There {
    async fn make(demo: bool) -> Self {
        let office = if demo {
            TestOffice::demo().await
        } else {
            TestOffice::open().await
        };
        let mut there = Self {
            office,
            ids: Vec::new(),
            data: BTreeSet::new(),
        };
        there.receive().await;
        there.administer().await;
        // Titles of foreign law are not translated, and English keeps Vietnamese terms.
        for row in RulePack::marked_rows(&RulePack::current().name()).unwrap() {
            there.data.extend(row.names.map(|[_, en]| en));
        }
        there
            .data
            .extend(RulePack::current().units.iter().map(|unit| unit.vi.clone()));
        for row in there.office.office.store.register().await.unwrap() {
            there.ids.push(("/office/establishments/", row.id.clone()));
            there.data.extend([row.name, row.address, row.ward]);
        }
        let (first, last) = ("2000-01-01".parse().unwrap(), "2100-01-01".parse().unwrap());
        for visit in there.office.office.store.plan(first, last).await.unwrap() {
            there.ids.push(("/office/plan/visits/", visit.id));
            there.data.insert(visit.team);
        }
        there
    }

    /// A visit with all that belongs to it, one that is judged otherwise, one that
    /// conflicts, one that is refused, and one that has not come.
    async fn receive(&mut self) {
        let visit = Visit::default();
        let correction = Visit {
            id: 9,
            sequence: 20,
            ..Visit::default()
        };
        let lone = Visit {
            id: 8,
            sequence: 30,
            ..Visit::default()
        };
        let mut bodies = vec![visit.body()];
        bodies.extend(
            one_of_each(&visit)
                .iter()
                .map(|it| inspection::upload_body(it).unwrap()),
        );
        bodies.push(
            Visit {
                name: "Sạp khác",
                ..Visit::default()
            }
            .body(),
        );
        bodies.push(altered(&correction.freeze(), |document| {
            document["supersedes"] = json!(visit.inspection_id().to_string());
            document["checks"][0]["assessment"]["verdict"] = json!("conforming");
        }));
        bodies.push(altered(&lone.freeze(), |document| {
            document["photos"] = json!(3);
        }));
        for body in bodies {
            self.office.upload(body.clone()).await;
            texts(&serde_json::from_str(&body).unwrap(), &mut self.data);
        }
        let [photo, ..] = one_of_each(&Visit {
            id: 7,
            ..Visit::default()
        });
        let photo = inspection::upload_body(&photo).unwrap();
        let photo = photo.replace(&photo_id(&photo), "00000000-0000-0000-0000-0000000000aa");
        self.office.upload(photo).await;
        for id in [1, 9] {
            let id = Visit {
                id,
                ..Visit::default()
            }
            .inspection_id();
            self.ids.push(("/office/inspections/", id.to_string()));
        }
    }

    /// Somebody, a tablet, a link, a list, words on the rules.
    async fn administer(&mut self) {
        let store = &self.office.office.store;
        let someone = Token::random().unwrap();
        let user = user(store, "Bình", Role::Officer, &Authority::city(), &someone).await;
        let bearer = Token::random().unwrap();
        let tablet = tablet(store, "Máy 7", &Authority::city(), 20, &bearer).await;
        store.numbers(&tablet, 2026, 1, Utc::now()).await.unwrap();
        self.ids.push(("/office/people/", user.id));
        self.ids.push(("/office/tablets/", tablet.id));
        for name in ["Bình", "Máy 7", "Máy mẫu", "Quản trị mẫu"] {
            self.data.insert(name.to_owned());
        }
    }

    /// The addresses of a line of the table, with what is there and with nothing.
    fn paths(&self, line: &str) -> Vec<String> {
        let nothing = "00000000-0000-7000-8000-000000000000".to_owned();
        let (before, _) = line.split_once("{id}").unwrap_or((line, ""));
        let own = self
            .ids
            .iter()
            .filter(|(beginning, _)| *beginning == before);
        let ids: Vec<_> = own
            .map(|(_, id)| id.clone())
            .take(3)
            .chain([nothing])
            .collect();
        let filled = ids.iter().map(|id| {
            let path = line.replace("{id}", id).replace("{form}", "01");
            path.replace("{sha256}", &"0".repeat(64))
                .replace("{link}", &"0".repeat(64))
        });
        filled.collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// The id that an envelope names.
fn photo_id(body: &str) -> String {
    let body: Value = serde_json::from_str(body).unwrap();
    body["id"].as_str().unwrap().to_owned()
}

/// What is no page: files and styles, and what ends the asking.
fn is_page(path: &str) -> bool {
    let other = [
        ".css",
        ".csv",
        ".xlsx",
        "/docx",
        "/content",
        "/sign-out",
        "/demo/clear",
    ];
    path.starts_with("/office") && !other.iter().any(|end| path.ends_with(end))
}

async fn walk(demo: bool) {
    let there = There::make(demo).await;
    let mut faults = Vec::new();
    let mut pages = 0;
    let beside = ["/office?page=7", "/office/rules?rows=all", "/office/none"];
    let beside = beside.map(|path| (Method::GET, path.to_owned()));
    let mut lines: Vec<_> = Vec::from(beside);
    lines.push((Method::PUT, "/office".to_owned()));
    for route in routes().into_iter().filter(|route| is_page(route.path)) {
        let paths = there.paths(route.path).into_iter();
        // A form of what is there would change it.
        let paths = paths.filter(|path| {
            route.method == Method::GET
                || path.contains("00000000-0000-7")
                || !route.path.contains("{id}")
        });
        lines.extend(paths.map(|path| (route.method.clone(), path)));
    }
    for (method, path) in lines {
        let mut drawn = Vec::new();
        for language in ["vi", "en"] {
            let answer = ask(&there.office, &method, &path, language).await;
            let html = answer.header("content-type").starts_with("text/html");
            if answer.status != StatusCode::SEE_OTHER && html {
                let text = answer.text();
                assert!(
                    text.contains(&format!("<html lang=\"{language}\"")),
                    "{path}: {text}"
                );
                drawn.push(text);
            }
        }
        if let [vi, en] = &drawn[..] {
            pages += 1;
            faults.extend(compare(&format!("{method} {path}"), [vi, en], &there.data));
        }
    }
    assert!(pages > 60, "{pages} pages");
    assert!(
        faults.is_empty(),
        "{} faults of {pages} pages:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[tokio::test]
async fn every_page_speaks_one_language_and_nothing_of_the_other() {
    walk(false).await;
}

#[tokio::test]
async fn every_page_of_the_demonstration_speaks_one_language() {
    walk(true).await;
}

/// The catalogues themselves, beyond what the walk meets.
#[test]
fn no_sentence_of_the_catalogues_is_the_same_in_both_languages() {
    const SAME: [&str; 2] = ["", "SHA-256"];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/wording");
    let mut pairs = 0;
    let mut folders = vec![folder];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let held = std::fs::read_dir(folder).unwrap();
        let held = held.map(|one| one.unwrap().path());
        let (below, own): (Vec<_>, Vec<_>) = held.partition(|path| path.is_dir());
        folders.extend(below);
        files.extend(own);
    }
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for rest in text.split("[\"").skip(1) {
            let mut texts = rest.split('"');
            let (first, between, second, end) =
                (texts.next(), texts.next(), texts.next(), texts.next());
            let is_pair = between == Some(", ") && end.is_some_and(|end| end.starts_with(']'));
            if let (true, Some(vi), Some(en)) = (is_pair, first, second) {
                pairs += 1;
                assert!(vi != en || SAME.contains(&vi), "{}: {vi:?}", file.display());
            }
        }
    }
    assert!(pairs > 300, "{pairs} pairs");
}
