//! The map, executed: reads the sources and fails where they break a rule of
//! the house. Each rule is tried on a planted line first.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/source.rs"]
mod source;

use rules::RULES;
use source::Source;

#[test]
fn the_sources_keep_every_rule() {
    let sources = source::all();
    assert!(
        sources.len() > 60,
        "only {} files were found",
        sources.len()
    );
    let mut broken = Vec::new();
    for source in &sources {
        for rule in RULES {
            if let Some(by) = (rule.broken_by)(source) {
                broken.push(format!("{}: {}: {by}", source.path, rule.says));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_rule_catches_what_breaks_it_and_nothing_else() {
    for rule in RULES {
        for (path, text) in rule.planted {
            let caught = (rule.broken_by)(&Source::new(path, text));
            assert!(caught.is_some(), "{}: not caught: {path}", rule.says);
        }
        for (path, text) in rule.innocent {
            let caught = (rule.broken_by)(&Source::new(path, text));
            assert_eq!(caught, None, "{}: {path}: {text}", rule.says);
        }
    }
}

#[test]
fn code_is_told_from_comments_and_literals() {
    let text = r##"
        let a = "one \" // two"; // three "four"
        /* five /* six */ "seven" */ let b: &'static str = r#"eight " nine"#;
        let c = ('"', '\'', '\u{1F600}', b'x'); for_r"ten";
    "##;
    let source = Source::new("src/x.rs", text);
    assert_eq!(source.strings, ["one \\\" // two", "eight \" nine", "ten"]);
    let code: String = source.code.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(
        code,
        "let a = \"\"; let b: &'static str = \"\"; let c = ('', '', '', b''); for_r\"\";"
    );
}
