//! Takes the names of functions out of the shipped wasm: two fifths of its bytes, read by
//! nobody on a tablet. wasm-bindgen keeps them, and rustc's `strip` would also take the
//! section that wasm-bindgen needs.

use anyhow::{Context, Result, bail, ensure};

/// The magic number and version that every module begins with.
const HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// The sections that only tools read (WebAssembly tool conventions).
const FOR_TOOLS: [&[u8]; 2] = [b"name", b"producers"];

/// The same module without the sections that only tools read.
///
/// # Errors
/// When this is no wasm module.
pub(super) fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    let mut rest = module.strip_prefix(HEADER).context("no wasm module")?;
    let mut kept = HEADER.to_vec();
    while let [kind, after @ ..] = rest {
        let (length, body) = number(after)?;
        ensure!(length <= body.len(), "a section ends after the module");
        let (content, next) = body.split_at(length);
        // Kind 0 is a custom section; its content begins with its name.
        let custom = (*kind == 0).then(|| name(content)).transpose()?;
        if !custom.is_some_and(|name| FOR_TOOLS.contains(&name)) {
            kept.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Ok(kept)
}

fn name(content: &[u8]) -> Result<&[u8]> {
    let (length, after) = number(content)?;
    after.get(..length).context("a section's name is cut off")
}

/// An unsigned LEB128 of at most 32 bits, and what follows it.
fn number(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let mut value = 0_usize;
    for (place, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Ok((value, &bytes[place + 1..]));
        }
    }
    bail!("a number is cut off")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module of the sections given as (kind, content).
    fn module(sections: &[(u8, &[u8])]) -> Vec<u8> {
        let mut module = HEADER.to_vec();
        for (kind, content) in sections {
            module.extend([*kind, u8::try_from(content.len()).unwrap()]);
            module.extend_from_slice(content);
        }
        module
    }

    #[test]
    fn names_and_producers_go_and_everything_else_stays_as_it_was() {
        let types: (u8, &[u8]) = (1, b"\x01\x60\0\0");
        let features: (u8, &[u8]) = (0, b"\x0ftarget_features\x01");
        let whole = module(&[
            types,
            (0, b"\x04name\x01\x02"),
            features,
            (0, b"\x09producers\0"),
        ]);
        assert_eq!(without_names(&whole).unwrap(), module(&[types, features]));
    }

    #[test]
    fn long_sections_carry_their_length_in_several_bytes() {
        // 300 = 0b10_0101100: the low seven bits with the mark of more, then 2.
        let mut long = HEADER.to_vec();
        long.extend([10, 0xac, 0x02]);
        long.extend([7; 300]);
        assert_eq!(without_names(&long).unwrap(), long);
    }

    #[test]
    fn what_is_cut_off_or_no_module_is_an_error() {
        let whole = module(&[(1, b"\x01\x60\0\0")]);
        for bytes in [
            &b""[..],
            b"<!doctype html>",
            &whole[..whole.len() - 1],
            &whole[..9],
        ] {
            assert!(without_names(bytes).is_err(), "{bytes:?}");
        }
    }
}
