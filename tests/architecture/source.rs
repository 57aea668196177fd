//! A source file as the rules look at it: code without comments and literals,
//! string literals apart, tests apart.

use std::fs;
use std::path::Path;

/// One file.
#[derive(Debug)]
pub(crate) struct Source {
    /// From the root of the checkout, with `/`.
    pub(crate) path: String,
    /// As it is.
    pub(crate) text: String,
    /// Up to the test module at its end; empty for a file of tests.
    pub(crate) shipped: String,
    /// What is shipped, with comments blanked and literals emptied.
    pub(crate) code: String,
    /// Text of the string literals in what is shipped.
    pub(crate) strings: Vec<String>,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let is_test =
            path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs");
        let shipped = match text.find("#[cfg(test)]\nmod tests {") {
            _ if is_test => "",
            Some(end) => &text[..end],
            None => text,
        };
        let (code, strings) = split(shipped);
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            shipped: shipped.to_owned(),
            code,
            strings,
        }
    }

    /// Whether the file is this module or inside its folder.
    pub(crate) fn is_in(&self, module: &str) -> bool {
        let rest = self.path.strip_prefix(module);
        rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    }
}

/// All Rust files of the workspace.
pub(crate) fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for folder in ["src", "inspection", "receiver", "xtask", "tests"] {
        collect(root, &root.join(folder), &mut sources);
    }
    sources
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("target") {
                collect(root, &path, sources);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            sources.push(Source::new(&name.replace('\\', "/"), &text));
        }
    }
}

/// Code with comments blanked and string literals emptied; and the literals.
pub(crate) fn split(text: &str) -> (String, Vec<String>) {
    let chars: Vec<char> = text.chars().collect();
    let (mut code, mut strings, mut at) = (String::new(), Vec::new(), 0);
    while at < chars.len() {
        let rest = &chars[at..];
        if starts(rest, "//") {
            at += rest.iter().take_while(|c| **c != '\n').count();
        } else if starts(rest, "/*") {
            at += block_comment(rest);
        } else if let Some((length, literal)) = raw_string(rest, code.chars().last()) {
            strings.push(literal);
            code.push_str("\"\"");
            at += length;
        } else if rest[0] == '"' {
            let end = closing_quote(rest);
            strings.push(rest[1..end].iter().collect());
            code.push_str("\"\"");
            at += end + 1;
        } else if let Some(length) = char_literal(rest) {
            code.push_str("''");
            at += length;
        } else {
            code.push(rest[0]);
            at += 1;
        }
    }
    (code, strings)
}

fn starts(rest: &[char], text: &str) -> bool {
    text.chars()
        .enumerate()
        .all(|(i, c)| rest.get(i) == Some(&c))
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if starts(&rest[at..], "/*") {
            depth += 1;
            at += 2;
        } else if starts(&rest[at..], "*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn closing_quote(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at.min(rest.len())
}

/// `r"…"` and `r#"…"#`, unless the `r` ends a word (`br"…"` is one too).
fn raw_string(rest: &[char], before: Option<char>) -> Option<(usize, String)> {
    let in_word = before.is_some_and(|c| c.is_alphanumeric() && c != 'b' || c == '_');
    if rest[0] != 'r' || in_word {
        return None;
    }
    let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
    if rest.get(hashes + 1) != Some(&'"') {
        return None;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let start = hashes + 2;
    let length = (start..rest.len()).find(|at| starts(&rest[*at..], &end))?;
    let literal = rest[start..length].iter().collect();
    Some((length + end.len(), literal))
}

/// `'x'` and `'\…'`, as against the lifetime `'x`.
fn char_literal(rest: &[char]) -> Option<usize> {
    if rest[0] != '\'' {
        return None;
    }
    if rest.get(1) == Some(&'\\') {
        let end = rest.iter().skip(3).position(|c| *c == '\'')?;
        return Some(end + 4);
    }
    (rest.get(2) == Some(&'\'')).then_some(3)
}
