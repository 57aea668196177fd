//! Where English is loaded apart: writes the parts of the rule packs without it, and the
//! texts in both languages, for `rules.rs` and `rules/english.rs` to take in.

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
    if env::var_os("CARGO_FEATURE_ENGLISH_APART").is_none() {
        return Ok(());
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo names no OUT_DIR")?);
    // The same text is said the same way in every edition, or not in this one.
    let mut english = BTreeMap::new();
    for edition in fs::read_dir("src/rules")? {
        let edition = edition?;
        // Editions are named by year and month; the other folders hold code.
        let name = edition.file_name();
        if name
            .to_string_lossy()
            .starts_with(|first: char| first.is_ascii_digit())
        {
            take_apart(&edition.path(), &out.join(name), &mut english)?;
        }
    }
    let pairs: Vec<String> = english
        .into_iter()
        .map(|(vietnamese, english)| format!("({vietnamese}, {english}),\n"))
        .collect();
    fs::write(out.join("english.rs"), format!("&[{}]", pairs.concat()))?;
    Ok(())
}

/// The parts of one edition.
fn take_apart(
    edition: &Path,
    out: &Path,
    english: &mut BTreeMap<String, String>,
) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(out)?;
    for part in fs::read_dir(edition)? {
        let part = part?.path();
        let name = part.file_name().ok_or("a part has no name")?;
        if ANNEX.iter().any(|annex| name == *annex) {
            continue;
        }
        let apart = apart::apart(&fs::read_to_string(&part)?)?;
        fs::write(out.join(name), apart.rest)?;
        for (vietnamese, said) in apart.pairs {
            let before = english.insert(vietnamese.clone(), said.clone());
            if before.is_some_and(|before| before != said) {
                return Err(format!("{vietnamese} is said in two ways").into());
            }
        }
    }
    Ok(())
}
