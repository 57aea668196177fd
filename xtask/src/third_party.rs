//! Holds `third_party/` to its README: every copied file is named there with the SHA-256
//! of its content, and nothing else lies there. Nothing but this test.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::places::Places;

#[test]
fn every_copied_file_is_the_one_its_readme_names() {
    let folder = Places::here().unwrap().root.join("third_party");
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    let named: BTreeMap<String, String> = readme.lines().filter_map(row).collect();
    let mut there = BTreeMap::new();
    for path in files(&folder) {
        let name = path
            .strip_prefix(&folder)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        if name != "README.md" {
            let mut hash = String::new();
            for byte in Sha256::digest(fs::read(&path).unwrap()) {
                write!(hash, "{byte:02x}").unwrap();
            }
            there.insert(name, hash);
        }
    }
    assert!(!there.is_empty());
    assert_eq!(there, named);
}

/// File and hash of a table row; headings have no hash.
fn row(line: &str) -> Option<(String, String)> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let hash = cells.get(4).filter(|hash| hash.len() == 64)?;
    Some(((*cells.get(1)?).to_owned(), (*hash).to_owned()))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}
