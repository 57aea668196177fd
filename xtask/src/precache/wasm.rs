//! Takes names out of the shipped wasm: those of functions, two fifths of its bytes, read by
//! nobody on a tablet, and the long ones of imports. wasm-bindgen keeps them, and rustc's
//! `strip` would also take the section that wasm-bindgen needs. What else is done to it has
//! files of its own.

mod classes;
mod code;
mod exports;
mod likeness;
mod locals;
mod order;
mod strands;

use anyhow::{Context, Result, bail, ensure};

pub(crate) use self::classes::without_unwanted_classes;
pub(super) use self::exports::with_short_exports;
pub(super) use self::order::by_likeness;
pub(super) use self::strands::{seams, strands};
use super::glue::{Renamed, short_name};

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
    while !rest.is_empty() {
        let (kind, content, next) = section(rest)?;
        // Kind 0 is a custom section; its content begins with its name.
        let custom = (kind == 0).then(|| name(content)).transpose()?;
        if !custom.is_some_and(|name| FOR_TOOLS.contains(&name)) {
            kept.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Ok(kept)
}

/// The kinds of the sections of imports and of code.
const IMPORTS: u8 = 2;
const CODE: u8 = 10;

/// What the names begin with that wasm-bindgen makes.
const GENERATED: &str = "__wb";

/// The same module with short names for the imports that wasm-bindgen made, and which is
/// which.
///
/// # Errors
/// When this is no wasm module, or it imports something other than functions.
pub(super) fn with_short_imports(module: &[u8]) -> Result<(Vec<u8>, Renamed)> {
    let mut rest = module.strip_prefix(HEADER).context("no wasm module")?;
    let mut kept = HEADER.to_vec();
    let mut renamed = Renamed::new();
    while !rest.is_empty() {
        let (kind, content, next) = section(rest)?;
        if kind == IMPORTS {
            let short = short_imports(content, &mut renamed)?;
            kept.push(IMPORTS);
            write_named(&short, &mut kept);
        } else {
            kept.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Ok((kept, renamed))
}

/// The first of some sections: its kind, its content, and what follows it.
fn section(rest: &[u8]) -> Result<(u8, &[u8], &[u8])> {
    let (kind, after) = rest.split_first().context("no section")?;
    let (length, body) = number(after)?;
    ensure!(length <= body.len(), "a section ends after the module");
    let (content, next) = body.split_at(length);
    Ok((*kind, content, next))
}

fn short_imports(content: &[u8], renamed: &mut Renamed) -> Result<Vec<u8>> {
    let (count, mut rest) = number(content)?;
    let mut short = Vec::new();
    write_number(count, &mut short);
    for _ in 0..count {
        let module = name(rest)?;
        write_named(module, &mut short);
        rest = after_name(rest)?;
        let own = name(rest)?;
        rest = after_name(rest)?;
        let text = std::str::from_utf8(own).context("the name of an import is no text")?;
        if text.starts_with(GENERATED) {
            let other = short_name(renamed.len());
            write_named(other.as_bytes(), &mut short);
            let before = renamed.insert(text.to_owned(), other);
            ensure!(before.is_none(), "the import {text} stands twice");
        } else {
            write_named(own, &mut short);
        }
        // A function: the kind 0 and the number of its type.
        let [0, after @ ..] = rest else {
            bail!("the import {text} is no function");
        };
        let (kind, next) = number(after)?;
        short.push(0);
        write_number(kind, &mut short);
        rest = next;
    }
    ensure!(rest.is_empty(), "the section of imports goes on");
    Ok(short)
}

fn write_named(bytes: &[u8], to: &mut Vec<u8>) {
    write_number(bytes.len(), to);
    to.extend_from_slice(bytes);
}

fn write_number(mut value: usize, to: &mut Vec<u8>) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            return to.push(low);
        }
        to.push(low | 0x80);
    }
}

/// What follows a number of any sign.
fn after_number(bytes: &[u8]) -> Result<&[u8]> {
    let end = bytes.iter().position(|byte| byte & 0x80 == 0);
    let after = end.and_then(|end| bytes.get(end + 1..));
    after.context("a number is cut off")
}

fn after_name(content: &[u8]) -> Result<&[u8]> {
    let (length, after) = number(content)?;
    after.get(length..).context("a section's name is cut off")
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
    fn imports_get_short_names_in_their_order() {
        let imports = |names: [&str; 3]| {
            let mut content = vec![3];
            for (kind, name) in names.into_iter().enumerate() {
                write_named(b"./app_bg.js", &mut content);
                write_named(name.as_bytes(), &mut content);
                content.extend([0, u8::try_from(kind).unwrap()]);
            }
            module(&[(1, b"\x01\x60\0\0"), (2, &content), (3, b"\x01\0")])
        };
        let long = imports(["__wbg_now_1f", "mine", "__wbindgen_init"]);
        let (short, renamed) = with_short_imports(&long).unwrap();
        assert_eq!(short, imports(["a", "mine", "b"]));
        assert_eq!(renamed["__wbg_now_1f"], "a");
        assert_eq!(renamed["__wbindgen_init"], "b");
        assert_eq!(renamed.len(), 2);
    }

    #[test]
    fn an_import_that_is_cut_off_or_no_function_is_an_error() {
        for content in [
            &b"\x01\x01m\x01f\x03\x7f\0"[..],
            b"\x01\x01m\x09f",
            b"\x01\x01m\x01f\0",
        ] {
            assert!(with_short_imports(&module(&[(2, content)])).is_err());
        }
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
