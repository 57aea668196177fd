//! Where English and how to look are loaded apart: writes the parts of the rule packs
//! without them, the texts in both languages, and how to look by row, for `rules.rs` to
//! take in.

#[path = "build/apart.rs"]
mod apart;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What no tablet holds at all.
const ANNEX: [&str; 3] = ["law.json", "paper.json", "reports.json"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/rules");
    if env::var_os("CARGO_FEATURE_TEXTS_APART").is_none() {
        return Ok(());
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo names no OUT_DIR")?);
    // The same text is said the same way in every edition, or not in this one.
    let mut said = Said::default();
    for edition in fs::read_dir("src/rules")? {
        let edition = edition?;
        // Editions are named by year and month; the other folders hold code.
        let name = edition.file_name();
        if name
            .to_string_lossy()
            .starts_with(|first: char| first.is_ascii_digit())
        {
            take_apart(&edition.path(), &out.join(name), &mut said)?;
        }
    }
    fs::write(out.join("english.rs"), list(said.english))?;
    fs::write(out.join("help.rs"), list(said.help))?;
    Ok(())
}

/// What the editions say: English by the Vietnamese, how to look by the row's code.
#[derive(Default)]
struct Said {
    english: BTreeMap<String, String>,
    help: BTreeMap<String, String>,
}

/// Texts by texts, as Rust writes them.
fn list(texts: BTreeMap<String, String>) -> String {
    let pairs = texts.into_iter();
    let pairs: Vec<String> = pairs
        .map(|(by, text)| format!("({by}, {text}),\n"))
        .collect();
    format!("&[{}]", pairs.concat())
}

/// The parts of one edition.
fn take_apart(edition: &Path, out: &Path, said: &mut Said) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(out)?;
    for part in fs::read_dir(edition)? {
        let part = part?.path();
        let name = part.file_name().ok_or("a part has no name")?;
        if ANNEX.iter().any(|annex| name == *annex) {
            continue;
        }
        let apart = apart::apart(&fs::read_to_string(&part)?)?;
        fs::write(out.join(name), apart.rest)?;
        note(apart.pairs, &mut said.english)?;
        note(apart.helps, &mut said.help)?;
    }
    Ok(())
}

fn note(texts: Vec<(String, String)>, known: &mut BTreeMap<String, String>) -> Result<(), String> {
    for (by, text) in texts {
        let before = known.insert(by.clone(), text.clone());
        if before.is_some_and(|before| before != text) {
            return Err(format!("{by} is said in two ways"));
        }
    }
    Ok(())
}
