//! What is read here, held against what `serde_json` reads.

use serde_json::{Value, json};

use super::*;

/// Texts of every shape that RFC 8259 knows, all whole numbers of 64 bits.
const GOOD: [&str; 16] = [
    "null",
    " true ",
    "\t[false]\r\n",
    "[]",
    "[ ]",
    "{}",
    "{ }",
    "0",
    "-9223372036854775808",
    "18446744073709551615",
    r#"{"a":[1,{"b":null}],"a":[2 , 3],"":""}"#,
    r#""Cân đồng hồ lò xo""#,
    r#""\"\\\/\b\f\n\r\t\u00e2\u20ac""#,
    r#""\ud83d\ude00 \uD83D\uDE00""#,
    "\"\u{7f}\u{2028}\"",
    "[[[[[[[[1]]]]]]]]",
];

/// What is none.
const BAD: [&str; 35] = [
    "",
    " ",
    "nul",
    "nulll",
    "tru",
    "True",
    "[",
    "]",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[1 2]",
    "{",
    "{1:2}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{\"a\":1",
    "{'a':1}",
    "\"",
    "\"\\",
    "\"\\x\"",
    "\"\\u12\"",
    "\"\\ud800\"",
    "\"\\ud800\\u0041\"",
    "\"\\udc00\"",
    "\"\n\"",
    "01",
    "-",
    "1.",
    ".5",
    "1e",
    "+1",
    "1 1",
];

#[test]
fn a_text_says_here_what_serde_json_says_it_does() {
    for text in GOOD {
        let expected: Value = serde_json::from_str(text).unwrap();
        assert_eq!(parse_json(text), Ok(expected), "{text}");
        assert_eq!(verbatim_json(text), Ok(text.trim()), "{text}");
    }
}

#[test]
fn what_serde_json_does_not_read_is_not_read_here() {
    for text in BAD {
        assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
        assert!(parse_json(text).is_err(), "{text}");
        assert!(verbatim_json(text).is_err(), "{text}");
        assert!(json_members(text).is_err(), "{text}");
    }
}

#[test]
fn a_fault_names_the_byte() {
    assert_eq!(parse_json("{\"a\": ?}"), Err(NotJson { at: 6 }));
    assert_eq!(
        NotJson { at: 6 }.to_string(),
        "it is not JSON from byte 6 on"
    );
}

#[test]
fn lists_lie_127_deep_and_no_deeper_as_in_serde_json() {
    for (depth, is_read) in [(127, true), (128, false), (100_000, false)] {
        let text = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(verbatim_json(&text).is_ok(), is_read, "{depth}");
        let there = serde_json::from_str::<Value>(&text);
        assert_eq!(there.is_ok(), is_read, "{depth}");
    }
}

#[test]
fn what_is_no_integer_of_64_bits_is_the_largest_there_is() {
    let numbers = [
        "0.5",
        "-0",
        "-0.0",
        "1.0",
        "1e2",
        "1E+2",
        "12e-1",
        "1e400",
        "18446744073709551616",
        "-9223372036854775809",
    ];
    for text in numbers {
        assert_eq!(parse_json(text), Ok(json!(u64::MAX)), "{text}");
        assert_eq!(verbatim_json(text), Ok(text));
    }
}

#[test]
fn the_members_of_an_object_keep_their_text() {
    let members = json_members(" {\"v\" : 1 , \"bo\\u0064y\":{ \"a\" : [ 1 ] } } ").unwrap();
    let expected = [("v", "1"), ("body", "{ \"a\" : [ 1 ] }")];
    assert_eq!(
        members,
        expected.map(|(name, text)| (name.to_owned(), text))
    );
    assert_eq!(json_members("[1]").unwrap(), []);
}
