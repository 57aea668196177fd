//! The rules of the house that a compiler does not know, each with a line that
//! breaks it and one that looks like it and does not.

use crate::source::Source;

/// A rule.
pub(crate) struct Rule {
    /// What must hold.
    pub(crate) says: &'static str,
    /// What breaks it in a file, if anything does.
    pub(crate) broken_by: fn(&Source) -> Option<String>,
    /// Path and text of files that break it.
    pub(crate) planted: &'static [(&'static str, &'static str)],
    /// Path and text of files that do not.
    pub(crate) innocent: &'static [(&'static str, &'static str)],
}

pub(crate) const RULES: &[Rule] = &[
    Rule {
        says: "only src/browser/ touches the browser",
        broken_by: browser_crates,
        planted: &[
            ("src/acts.rs", "//!\nuse web_sys::Window;"),
            ("src/pages/home.rs", "//!\nfn f() { js_sys::Date::now(); }"),
            ("src/state.rs", "//!\nuse gloo_timers::callback::Timeout;"),
            ("src/app.rs", "//!\nuse idb::Factory;"),
            ("src/store.rs", "//!\nuse leptos::web_sys::Event;"),
        ],
        innocent: &[
            ("src/browser/clock.rs", "//!\nuse js_sys::Date;"),
            ("src/acts.rs", "//! Not web_sys.\nlet forbidden = 1; // idb"),
        ],
    },
    Rule {
        says: "only the composition root reaches the browser adapters",
        broken_by: browser_adapters,
        planted: &[
            ("src/pages/home.rs", "//!\nuse crate::browser::LocalStore;"),
            ("src/acts.rs", "//!\nuse crate::{browser, store};"),
            ("src/state.rs", "//!\nuse super::browser;"),
        ],
        innocent: &[
            ("src/app.rs", "//!\nuse crate::browser::LocalStore;"),
            ("src/lib.rs", "//!\npub mod browser;"),
        ],
    },
    Rule {
        says: "components know nothing of the app",
        broken_by: component_imports,
        planted: &[
            ("src/components/field.rs", "//!\nuse crate::state::State;"),
            ("src/components.rs", "//!\nuse crate::wording::Words;"),
            ("src/components/field.rs", "//!\nuse inspection::Gap;"),
            ("src/signal.rs", "//!\nuse crate::state::State;"),
        ],
        innocent: &[
            (
                "src/components/field.rs",
                "//! crate::x\nuse super::Choice;",
            ),
            (
                "src/components/field.rs",
                "//!\nuse crate::signal::Derived;",
            ),
            ("src/pages/home.rs", "//!\nuse crate::components::Banner;"),
        ],
    },
    Rule {
        says: "the core's modules import only those below them",
        broken_by: upward_imports,
        planted: &[
            ("src/store/key.rs", "//!\nuse crate::journal::Journal;"),
            ("src/outbox.rs", "//!\nuse crate::acts::Desk;"),
            (
                "src/sync.rs",
                "//!\nuse crate::{LocalFuture, outbox::next};",
            ),
            ("src/acts/saving.rs", "//!\nuse crate::wording::Words;"),
            ("src/journal.rs", "//!\nuse leptos::prelude::*;"),
        ],
        innocent: &[
            ("src/journal.rs", "//!\nuse crate::store::Piece;"),
            ("src/outbox.rs", "//!\nuse crate::sync::{Answer, Later};"),
        ],
    },
    Rule {
        says: "inspection has no clock, chance, float, file or network",
        broken_by: impure,
        planted: &[
            ("inspection/src/draft.rs", "//!\nlet t = Utc::now();"),
            ("inspection/src/id.rs", "//!\nlet id = Uuid::new_v4();"),
            ("inspection/src/id.rs", "//!\nlet id = Uuid::now_v7();"),
            ("inspection/src/rules.rs", "//!\nlet limit: f64 = 1;"),
            ("inspection/src/rules.rs", "//!\nlet x = 5_f32;"),
            ("inspection/src/rules.rs", "//!\nuse std::fs;"),
            ("inspection/src/wire.rs", "//!\nuse std::net::TcpStream;"),
            ("inspection/src/wire.rs", "//!\nuse std::time::Instant;"),
        ],
        innocent: &[
            (
                "inspection/src/draft.rs",
                "//! f64 now()\nlet known = s(\"f64\");",
            ),
            ("receiver/src/intake.rs", "//!\nlet t = Utc::now();"),
        ],
    },
    Rule {
        says: "every file says first what it answers for",
        broken_by: no_header,
        planted: &[
            ("src/acts.rs", "use std::fmt;"),
            ("tests/x.rs", "\n//! late"),
        ],
        innocent: &[("src/acts.rs", "//! What a person may do.\n")],
    },
    Rule {
        says: "no file that ships has more than 300 lines before its tests",
        broken_by: too_long,
        planted: &[("src/acts.rs", LONG)],
        innocent: &[("src/acts/tests.rs", LONG), ("tests/journey.rs", LONG)],
    },
    Rule {
        says: "lints are expected with a reason, never allowed",
        broken_by: bare_allow,
        planted: &[
            ("src/acts.rs", "//!\n#[allow(dead_code)]"),
            ("xtask/src/main.rs", "//!\n#![allow(clippy::all)]"),
            ("tests/journey.rs", "//!\n#[cfg_attr(test, allow(unused))]"),
        ],
        innocent: &[("src/acts.rs", "//! #[allow]\n#[expect(x, reason = \"y\")]")],
    },
    Rule {
        says: "words for people stand in wording and in the rule packs",
        broken_by: stray_words,
        planted: &[
            ("src/pages/home.rs", "//!\nlet a = \"Lưu\";"),
            ("inspection/src/gap.rs", "//!\nlet a = r#\"thiếu\"#;"),
            ("receiver/src/pages.rs", "//!\nlet a = \"Đã nhận\";"),
        ],
        innocent: &[
            ("src/wording/vi.rs", "//!\nlet a = \"Lưu\";"),
            ("receiver/src/wording.rs", "//!\nlet a = \"Lưu\";"),
            ("inspection/src/minutes/wording.rs", "//!\nlet a = \"Số\";"),
            ("receiver/src/demo.rs", "//!\nlet a = \"Chợ\";"),
            ("src/acts.rs", "//! Lưu\nlet a = \"±25 g ≤ 10\"; // Lưu"),
            ("src/acts.rs", "//!\n#[cfg(test)]\nmod tests {\n\"Lưu\"\n}"),
        ],
    },
    Rule {
        says: "modules are named after what they do, and lie beside their folder",
        broken_by: bad_name,
        planted: &[
            ("src/acts/mod.rs", "//!"),
            ("receiver/src/utils.rs", "//!"),
            ("src/pages/helpers.rs", "//!"),
            ("xtask/src/common/x.rs", "//!"),
            ("inspection/src/lib.rs", "//!\nmod common {}"),
        ],
        innocent: &[("src/model.rs", "//!\nmod common_scale;")],
    },
    Rule {
        says: "a draft and a record are asked and judged by their own edition of the rules",
        broken_by: other_rules,
        planted: &[
            ("src/state/editing.rs", "//!\nlet a = RulePack::current();"),
            ("src/pages/check.rs", "//!\nf(RulePack :: current ());"),
            (
                "src/pages/record/checks.rs",
                "//!\nlet a = RulePack::current().x;",
            ),
        ],
        innocent: &[
            (
                "src/state/editing.rs",
                "//!\na.unwrap_or_else(RulePack::current)",
            ),
            (
                "src/pages/naming.rs",
                "//!\nlet name = RulePack::current().x;",
            ),
            ("src/acts/drafts.rs", "//!\nlet new = RulePack::current();"),
        ],
    },
];

macro_rules! ten {
    ($text:expr) => {
        concat!(
            $text, $text, $text, $text, $text, $text, $text, $text, $text, $text
        )
    };
}

/// 301 lines.
const LONG: &str = concat!(
    "//!\n",
    ten!(ten!("\n")),
    ten!(ten!("\n")),
    ten!(ten!("\n"))
);

/// The words of code, in order: identifiers and numbers.
fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}

fn browser_crates(source: &Source) -> Option<String> {
    if !source.path.starts_with("src/") || source.is_in("src/browser") {
        return None;
    }
    let forbidden =
        |word: &&str| ["web_sys", "js_sys", "idb"].contains(word) || word.starts_with("gloo_");
    words(&source.code).find(forbidden).map(str::to_owned)
}

fn browser_adapters(source: &Source) -> Option<String> {
    let free = source.is_in("src/app") || source.is_in("src/browser");
    if !source.path.starts_with("src/") || free || source.path == "src/lib.rs" {
        return None;
    }
    // Anything named `browser` is the module: there is no other.
    let named = words(&source.code).any(|word| word == "browser");
    named.then(|| "browser".to_owned())
}

fn component_imports(source: &Source) -> Option<String> {
    if !source.is_in("src/components") && !source.is_in("src/signal") {
        return None;
    }
    let forbidden = |word: &&str| ["crate", "inspection", "tablet"].contains(word);
    // `pub(crate)` is no import, and signals know nothing of the app either.
    let code = source.code.replace("pub(crate)", "pub");
    let code = code.replace("crate::signal::", "signal::");
    words(&code).find(forbidden).map(str::to_owned)
}

/// What each core module may import of ours.
const BELOW: &[(&str, &[&str])] = &[
    ("store", &[]),
    ("journal", &["store"]),
    ("sync", &[]),
    ("outbox", &["sync"]),
    ("shelf", &["sync"]),
    ("acts", &["store", "journal", "sync", "outbox"]),
    ("contract", &["store", "journal"]),
    ("browser", &["store", "journal", "sync", "shelf", "acts"]),
];

const MODULES: [&str; 13] = [
    "store",
    "journal",
    "sync",
    "outbox",
    "shelf",
    "acts",
    "contract",
    "browser",
    "app",
    "state",
    "pages",
    "components",
    "wording",
];

fn upward_imports(source: &Source) -> Option<String> {
    let of = |module: &&(&str, _)| source.is_in(&format!("src/{}", module.0));
    let (own, below) = BELOW.iter().find(of)?;
    if *own != "browser" && words(&source.code).any(|word| word.starts_with("leptos")) {
        return Some("leptos".to_owned());
    }
    for (at, _) in source.code.match_indices("crate::") {
        let rest = &source.code[at + "crate::".len()..];
        let statement = rest.split(';').next().unwrap_or_default();
        // In a group every name that is a module counts; else the first one.
        let mut named: Vec<&str> = words(statement).collect();
        if !statement.starts_with('{') {
            named.truncate(1);
        }
        let forbidden =
            |word: &&str| MODULES.contains(word) && !below.contains(word) && word != own;
        if let Some(word) = named.into_iter().find(forbidden) {
            return Some(format!("crate::{word}"));
        }
    }
    None
}

fn impure(source: &Source) -> Option<String> {
    if !source.path.starts_with("inspection/src/") {
        return None;
    }
    let calls = [
        "now(",
        "now_v7(",
        "new_v4(",
        "std::fs",
        "std::net",
        "std::env",
        "std::time",
    ];
    let call = calls.into_iter().find(|call| source.code.contains(call));
    // `is_f64` asks whether a JSON number has a fraction, and makes no float.
    let float = |word: &&str| (word.ends_with("f32") || word.ends_with("f64")) && *word != "is_f64";
    let float = || words(&source.code).find(float);
    call.or_else(float).map(str::to_owned)
}

fn no_header(source: &Source) -> Option<String> {
    let first = source.text.lines().next().unwrap_or_default();
    (!first.starts_with("//!")).then(|| first.to_owned())
}

fn too_long(source: &Source) -> Option<String> {
    let lines = source.shipped.lines().count();
    (lines > 300).then(|| format!("{lines} lines"))
}

fn bare_allow(source: &Source) -> Option<String> {
    // Tests too: the whole text, not only what ships.
    let (code, _) = crate::source::split(&source.text);
    let attributes = code.split("#[").skip(1).chain(code.split("#![").skip(1));
    let allows = |attribute: &str| {
        let head = attribute.split(']').next().unwrap_or_default();
        words(head).any(|word| word == "allow")
    };
    attributes
        .into_iter()
        .any(allows)
        .then(|| "#[allow".to_owned())
}

fn stray_words(source: &Source) -> Option<String> {
    let scope = ["src/", "inspection/src/", "receiver/src/"];
    let free = [
        "src/wording",
        "inspection/src/minutes/wording",
        "receiver/src/wording",
        "receiver/src/demo",
    ];
    if !scope.iter().any(|folder| source.path.starts_with(folder))
        || free.iter().any(|module| source.is_in(module))
    {
        return None;
    }
    // Letters of the Latin blocks beyond ASCII; signs such as ± and × are none.
    let letter =
        |c: char| c.is_alphabetic() && matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let foreign = |text: &&String| text.chars().any(letter);
    source.strings.iter().find(foreign).cloned()
}

/// What only names things, or is of no draft, may know the newest edition.
fn other_rules(source: &Source) -> Option<String> {
    let scope = ["src/state", "src/pages"];
    let free = ["naming", "judgement", "settings", "home", "draft"];
    let free = free.map(|page| format!("src/pages/{page}.rs"));
    if !scope.iter().any(|module| source.is_in(module)) || free.contains(&source.path) {
        return None;
    }
    let code: String = source.code.split_whitespace().collect();
    let found = code.contains("RulePack::current()");
    found.then(|| "RulePack::current()".to_owned())
}

fn bad_name(source: &Source) -> Option<String> {
    let banned = [
        "mod", "util", "utils", "helper", "helpers", "common", "misc",
    ];
    let parts = source.path.trim_end_matches(".rs").split('/');
    let declared = source.code.split("mod ").skip(1);
    let declared = declared.filter_map(|rest| words(rest).next());
    let declared = declared.filter(|name| *name != "mod");
    parts
        .chain(declared)
        .find(|name| banned.contains(name))
        .map(str::to_owned)
}
