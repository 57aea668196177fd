//! Takes classes out that a library offers to scripts and no script asks for: what is
//! exported stays, and with it all that it reaches. wasm-bindgen is told of classes by
//! records in a section of the compiled program, one for each place where its macro stands.

use anyhow::{Context, Result};

use super::exports::{EXPORTS, exports, write_exports};
use super::{HEADER, name, number, section, write_named};

/// What the names begin with of the classes that `wasm-streams` has for Rust's streams in
/// scripts. It comes with Leptos, for server functions, of which the tablet has none.
const UNWANTED: &str = "IntoUnderlying";

/// The section with wasm-bindgen's records.
const RECORDS: &[u8] = b"__wasm_bindgen_unstable";

/// The program without those classes, as the compiler left it otherwise.
///
/// # Errors
/// When this is no module, or a record is cut off.
pub(crate) fn without_unwanted_classes(module: &[u8]) -> Result<Vec<u8>> {
    let mut rest = module.strip_prefix(HEADER).context("no wasm module")?;
    let mut kept = HEADER.to_vec();
    while !rest.is_empty() {
        let (kind, content, next) = section(rest)?;
        match kind {
            0 if name(content)? == RECORDS => {
                kept.push(kind);
                write_named(&wanted_records(content)?, &mut kept);
            }
            EXPORTS => {
                kept.push(kind);
                write_named(&wanted_exports(content)?, &mut kept);
            }
            _ => kept.extend_from_slice(&rest[..rest.len() - next.len()]),
        }
        rest = next;
    }
    Ok(kept)
}

/// A record is two texts, each after its length in four bytes: the version of the format,
/// and what the macro found.
fn wanted_records(content: &[u8]) -> Result<Vec<u8>> {
    let mut wanted = Vec::new();
    write_named(RECORDS, &mut wanted);
    let (_, mut rest) = number(content)?;
    rest = rest.get(RECORDS.len()..).context("a record is cut off")?;
    while !rest.is_empty() {
        let after = after_text(after_text(rest)?)?;
        let record = &rest[..rest.len() - after.len()];
        let named = |part: &[u8]| part == UNWANTED.as_bytes();
        if !record.windows(UNWANTED.len()).any(named) {
            wanted.extend_from_slice(record);
        }
        rest = after;
    }
    Ok(wanted)
}

fn after_text(bytes: &[u8]) -> Result<&[u8]> {
    let (length, after) = bytes.split_first_chunk().context("a record is cut off")?;
    let length = usize::try_from(u32::from_le_bytes(*length))?;
    after.get(length..).context("a record is cut off")
}

/// Exports are named after their class, in small letters.
fn wanted_exports(content: &[u8]) -> Result<Vec<u8>> {
    let unwanted = UNWANTED.to_lowercase();
    let mut wanted = exports(content)?;
    wanted.retain(|export| !export.name.contains(&unwanted));
    Ok(write_exports(&wanted))
}

#[cfg(test)]
mod tests {
    use super::super::write_number;
    use super::*;

    fn module(records: &[&[u8]], exports: &[&str]) -> Vec<u8> {
        let mut section = Vec::new();
        write_named(RECORDS, &mut section);
        for record in records {
            for text in [&b"{}"[..], record] {
                section.extend(u32::try_from(text.len()).unwrap().to_le_bytes());
                section.extend_from_slice(text);
            }
        }
        let mut list = Vec::new();
        write_number(exports.len(), &mut list);
        for export in exports {
            write_named(export.as_bytes(), &mut list);
            list.extend([0, 7]);
        }
        let mut module = HEADER.to_vec();
        for (kind, content) in [(0, section), (EXPORTS, list)] {
            module.push(kind);
            write_named(&content, &mut module);
        }
        module
    }

    #[test]
    fn records_and_exports_of_unwanted_classes_go_and_no_others() {
        let whole = module(
            &[b"console", b"\x14IntoUnderlyingSource", b"fetch"],
            &["main", "__wbg_intounderlyingsource_free", "memory"],
        );
        let small = module(&[b"console", b"fetch"], &["main", "memory"]);
        assert_eq!(without_unwanted_classes(&whole).unwrap(), small);
        assert_eq!(without_unwanted_classes(&small).unwrap(), small);
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        let whole = module(&[b"console"], &["main"]);
        for length in [4, 20, whole.len() - 1] {
            assert!(without_unwanted_classes(&whole[..length]).is_err());
        }
        // A record that says it is longer than its section.
        let mut content = Vec::new();
        write_named(RECORDS, &mut content);
        content.extend([9, 0, 0, 0, 1]);
        let mut long = HEADER.to_vec();
        long.push(0);
        write_named(&content, &mut long);
        assert!(without_unwanted_classes(&long).is_err());
    }
}
