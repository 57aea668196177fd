//! Gives short names to the exports that wasm-bindgen made for closures: each of theirs is
//! as long as the closure's type, and only the script beside the wasm asks for them.

use anyhow::{Context, Result, ensure};

use super::{HEADER, Renamed, name, number, section, short_name, write_named, write_number};

/// The kind of the section of exports.
pub(super) const EXPORTS: u8 = 7;

/// What the long names begin with.
const LONG: &str = "wasm_bindgen_";

/// Before the short ones, so that they are like no other name.
const SHORT: &str = "$";

/// One line of the section of exports.
pub(super) struct Export<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Of what kind it is, and its number.
    pub(super) what: &'a [u8],
}

/// The lines of a section of exports.
///
/// # Errors
/// When it is cut off, or goes on.
pub(super) fn exports(content: &[u8]) -> Result<Vec<Export<'_>>> {
    let (count, mut rest) = number(content)?;
    let mut exports = Vec::with_capacity(count);
    for _ in 0..count {
        let own = std::str::from_utf8(name(rest)?)?;
        let (_, after) = number(rest)?;
        let after = after.get(own.len()..).context("an export is cut off")?;
        // Its kind in one byte, then its number.
        let (_, next) = number(after.get(1..).context("an export is cut off")?)?;
        let what = &after[..after.len() - next.len()];
        exports.push(Export { name: own, what });
        rest = next;
    }
    ensure!(rest.is_empty(), "the section of exports goes on");
    Ok(exports)
}

/// The section of these lines.
pub(super) fn write_exports(exports: &[Export<'_>]) -> Vec<u8> {
    let mut content = Vec::new();
    write_number(exports.len(), &mut content);
    for export in exports {
        write_named(export.name.as_bytes(), &mut content);
        content.extend_from_slice(export.what);
    }
    content
}

/// The same module with short names for those exports, and which is which.
///
/// # Errors
/// When this is no wasm module.
pub(in crate::precache) fn with_short_exports(module: &[u8]) -> Result<(Vec<u8>, Renamed)> {
    let mut rest = module.strip_prefix(HEADER).context("no wasm module")?;
    let mut kept = HEADER.to_vec();
    let mut renamed = Renamed::new();
    while !rest.is_empty() {
        let (kind, content, next) = section(rest)?;
        if kind == EXPORTS {
            let mut exports = exports(content)?;
            for export in exports.iter().filter(|it| it.name.starts_with(LONG)) {
                let short = format!("{SHORT}{}", short_name(renamed.len()));
                renamed.insert(export.name.to_owned(), short);
            }
            for export in &mut exports {
                export.name = renamed.get(export.name).map_or(export.name, String::as_str);
            }
            kept.push(EXPORTS);
            write_named(&write_exports(&exports), &mut kept);
        } else {
            kept.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Ok((kept, renamed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(names: &[&str]) -> Vec<u8> {
        let exports: Vec<Export<'_>> = names
            .iter()
            .map(|name| Export {
                name,
                what: &[0, 0x80, 0x01],
            })
            .collect();
        let mut module = HEADER.to_vec();
        module.push(EXPORTS);
        write_named(&write_exports(&exports), &mut module);
        module
    }

    #[test]
    fn only_the_long_names_of_closures_become_short() {
        let long = [
            "main",
            "wasm_bindgen_c6__invoke_1",
            "memory",
            "wasm_bindgen_c6__invoke_2",
        ];
        let (short, renamed) = with_short_exports(&module(&long)).unwrap();
        assert_eq!(short, module(&["main", "$a", "memory", "$b"]));
        assert_eq!(renamed[long[1]], "$a");
        assert_eq!(renamed[long[3]], "$b");
        assert_eq!(renamed.len(), 2);
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        for content in [&b"\x01\x09main"[..], b"\x01\x01a", b"\x01\x01a\0", b"\0\0"] {
            assert!(exports(content).is_err());
        }
    }
}
