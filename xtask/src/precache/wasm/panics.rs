//! Makes the program trap where it would put together the words of a panic. On a tablet
//! nobody reads them: a trap shows the bar of a crash as a panic does, and without the words,
//! the places in the source and what prints them the app is 13.6 kB smaller. Works on
//! what the linker wrote with `--emit-relocs`, whose notes of what names what it keeps true.

use std::ops::Range;

use anyhow::{Context, Result, ensure};

use super::code::{Instruction, instructions};
use super::order::functions_imported;
use super::{
    CODE, HEADER, IMPORTS, after_name, after_number, name, number, section, write_named,
    write_number,
};

/// What the names of the functions hold, mangled, that print words and end the program:
/// all others that do nothing else call one of them.
const LAST_WORDS: [&str; 7] = [
    "9panicking9panic_fmt",
    "9panicking11begin_panic",
    "5alloc18handle_alloc_error",
    "7raw_vec12handle_error",
    "3str16slice_error_fail",
    "5index16slice_index_fail",
    "12wasm_bindgen9throw_str",
];

/// `unreachable`, the trap.
const TRAP: u8 = 0x00;
/// `nop`, which wasm-bindgen leaves out.
const NOTHING: u8 = 0x01;
const CALL: u8 = 0x10;

/// A section of the module: its kind and its content.
type Section = (u8, Vec<u8>);

/// The same program, which traps where it would panic. The length of no function changes.
///
/// # Errors
/// When this is no wasm module with names, or holds something that is not known here.
pub(crate) fn without_words(module: &[u8]) -> Result<Vec<u8>> {
    let mut sections = sections(module)?;
    let mut cut = Vec::new();
    let giving_up = named(&sections)?;
    for (kind, content) in &mut sections {
        if *kind == CODE {
            cut = trap(content, giving_up.clone())?;
        }
    }
    let mut whole = HEADER.to_vec();
    for (kind, content) in sections {
        whole.push(kind);
        let is_notes = kind == 0 && name(&content)? == b"reloc.CODE";
        let content = if is_notes {
            without_notes(&content, &cut)?
        } else {
            content
        };
        write_named(&content, &mut whole);
    }
    Ok(whole)
}

fn sections(module: &[u8]) -> Result<Vec<Section>> {
    let mut rest = module.strip_prefix(HEADER).context("no wasm module")?;
    let mut sections = Vec::new();
    while !rest.is_empty() {
        let (kind, content, next) = section(rest)?;
        sections.push((kind, content.to_vec()));
        rest = next;
    }
    Ok(sections)
}

/// For each function, imported ones first, whether it is one of [`LAST_WORDS`].
fn named(sections: &[Section]) -> Result<Vec<bool>> {
    let find = |wanted| sections.iter().find(|(kind, _)| *kind == wanted);
    let imported = find(IMPORTS).map_or(Ok(0), |(_, content)| functions_imported(content))?;
    let own = find(CODE)
        .map_or(Ok((0, &[][..])), |(_, code)| number(code))?
        .0;
    let mut giving_up = vec![false; imported + own];
    for (_, content) in sections.iter().filter(|(kind, _)| *kind == 0) {
        if name(content)? != b"name" {
            continue;
        }
        let mut rest = after_name(content)?;
        while let [kind, after @ ..] = rest {
            let list = name(after)?;
            rest = after_name(after)?;
            // Kind 1 has the names of functions.
            if *kind == 1 {
                let (count, mut list) = number(list)?;
                for _ in 0..count {
                    let (function, after) = number(list)?;
                    let name = String::from_utf8_lossy(name(after)?);
                    if LAST_WORDS.iter().any(|words| name.contains(words)) {
                        let known = giving_up.get_mut(function);
                        *known.context("a name of no function")? = true;
                    }
                    list = after_name(after)?;
                }
            }
        }
    }
    Ok(giving_up)
}

/// Puts traps into the code, and says which bytes of the section were overwritten.
fn trap(code: &mut [u8], mut giving_up: Vec<bool>) -> Result<Vec<Range<usize>>> {
    let functions = functions(code)?;
    let imported = giving_up.len() - functions.len();
    // Who calls one of them first gives up too.
    loop {
        let mut more = false;
        for (function, body) in functions.iter().enumerate() {
            let known = giving_up[imported + function];
            if !known && gives_up(code, body, &giving_up)? {
                giving_up[imported + function] = true;
                more = true;
            }
        }
        if !more {
            break;
        }
    }
    let mut cut = Vec::new();
    for (function, body) in functions.iter().enumerate() {
        if giving_up[imported + function] {
            // All but the `end` of the body.
            if let [first, .., last] = body.as_slice() {
                cut.push(first.start..last.start);
            }
            continue;
        }
        for (place, instruction) in body.iter().enumerate() {
            if calls(code, instruction, &giving_up)? {
                let before = body[..place].iter().rev();
                let start = before.take_while(|before| is_preparing(before.code)).last();
                cut.push(start.unwrap_or(instruction).start..instruction.end);
            }
        }
    }
    for range in &cut {
        code[range.clone()].fill(NOTHING);
        code[range.start] = TRAP;
    }
    Ok(cut)
}

/// The instructions of each function, where they lie in the section.
fn functions(code: &[u8]) -> Result<Vec<Vec<Instruction>>> {
    let (count, mut rest) = number(code)?;
    let mut functions = Vec::with_capacity(count);
    for _ in 0..count {
        let body = name(rest)?;
        rest = after_name(rest)?;
        let start = code.len() - rest.len() - body.len();
        functions.push(instructions(body, start)?);
    }
    Ok(functions)
}

/// Whether a function comes to no other end than giving up.
fn gives_up(code: &[u8], body: &[Instruction], giving_up: &[bool]) -> Result<bool> {
    for instruction in body {
        match instruction.code {
            TRAP => return Ok(true),
            CALL => return calls(code, instruction, giving_up),
            // The start of a block, and a global variable: the way goes on.
            0x02 | 0x24 => {}
            other if is_preparing(other) => {}
            _ => return Ok(false),
        }
    }
    Ok(false)
}

fn calls(code: &[u8], instruction: &Instruction, giving_up: &[bool]) -> Result<bool> {
    if instruction.code != CALL {
        return Ok(false);
    }
    let (function, _) = number(&code[instruction.start + 1..])?;
    let known = giving_up.get(function);
    Ok(*known.context("a call of no function")?)
}

/// Whether an instruction goes on to the next and does nothing that is seen after a trap:
/// it works with values at hand, or with memory.
fn is_preparing(code: u8) -> bool {
    matches!(code, NOTHING | 0x1a | 0x1b | 0x20..=0x23 | 0x28..=0x3f | 0x41..=0xc4)
}

/// The linker's notes without those of bytes that were overwritten.
fn without_notes(content: &[u8], cut: &[Range<usize>]) -> Result<Vec<u8>> {
    let head = after_number(after_name(content)?)?;
    let mut kept = Vec::new();
    let (count, mut rest) = number(head)?;
    let mut left = 0;
    for _ in 0..count {
        let kind = *rest.first().context("a note is cut off")?;
        let (place, after) = number(&rest[1..])?;
        let mut after = after_number(after)?;
        if has_addend(kind) {
            after = after_number(after)?;
        }
        // The ranges are in order.
        let next = cut.partition_point(|range| range.end <= place);
        if cut.get(next).is_none_or(|range| place < range.start) {
            kept.extend_from_slice(&rest[..rest.len() - after.len()]);
            left += 1;
        }
        rest = after;
    }
    ensure!(rest.is_empty(), "the linker's notes go on");
    let mut notes = content[..content.len() - head.len()].to_vec();
    write_number(left, &mut notes);
    notes.append(&mut kept);
    Ok(notes)
}

/// Whether something is added to what a note names (tool conventions, Linking.md).
fn has_addend(kind: u8) -> bool {
    matches!(kind, 3..=5 | 8 | 9 | 11 | 14..=17 | 21..=23 | 25)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(sections: &[(u8, &[u8])]) -> Vec<u8> {
        let mut module = HEADER.to_vec();
        for (kind, content) in sections {
            module.push(*kind);
            write_named(content, &mut module);
        }
        module
    }

    /// Function 0 is imported, and 1 bears a name that is known.
    const IMPORT: (u8, &[u8]) = (IMPORTS, b"\x01\x01m\x01f\0\0");
    const NAMES: (u8, &[u8]) = (
        0,
        b"\x04name\x00\x02\x01m\x01\x1e\x01\x01\x1b_R4core9panicking9panic_fmt",
    );

    #[test]
    fn the_way_to_a_panic_is_a_trap_and_every_other_way_is_as_it_was() {
        let before: &[u8] = &[
            4, // functions
            3, 0, 0x0f, 0x0b, // 1: return
            7, 0, 0x41, 5, 0x10, 1, 0x00, 0x0b, // 2: i32.const 5, call 1, unreachable
            11, 0, 0x20, 0, 0x0d, 0, // 3: local.get 0, br_if 0,
            0x41, 7, 0x10, 2, 0x00, 0x0b, // i32.const 7, call 2, unreachable
            4, 0, 0x10, 3, 0x0b, // 4: call 3
        ];
        let after: &[u8] = &[
            4, //
            3, 0, 0x00, 0x0b, // 1 traps,
            7, 0, 0x00, 1, 1, 1, 1, 0x0b, // and so does 2, which does nothing else.
            11, 0, 0x20, 0, 0x0d, 0, // 3 still has its branch,
            0x00, 1, 1, 1, 0x00, 0x0b, // and traps after it.
            4, 0, 0x10, 3, 0x0b, //
        ];
        // Notes: bytes 8 and 20 are overwritten, 18 and 28 are not; the one at 20 has an
        // addend.
        let notes = |list: &[u8]| [b"\x0areloc.CODE\x03", list].concat();
        let all = notes(&[4, 0, 8, 9, 6, 18, 9, 4, 20, 9, 0x7f, 0, 28, 9]);
        let left = notes(&[2, 6, 18, 9, 0, 28, 9]);
        assert_eq!(
            without_words(&module(&[IMPORT, (CODE, before), NAMES, (0, &all)])).unwrap(),
            module(&[IMPORT, (CODE, after), NAMES, (0, &left)])
        );
    }

    #[test]
    fn a_program_without_such_a_name_is_as_it_was() {
        let whole = module(&[(CODE, &[1, 4, 0, 0x10, 0, 0x0b])]);
        assert_eq!(without_words(&whole).unwrap(), whole);
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        for sections in [
            &[(CODE, &[1, 4, 0, 0x10][..])][..],
            &[(CODE, &[1, 4, 0, 0x10, 7, 0x0b])],
            &[(0, b"\x04name\x01\x03\x01\x09")],
            &[(CODE, &[0]), (0, b"\x0areloc.CODE\x03\x01\0")],
        ] {
            assert!(without_words(&module(sections)).is_err(), "{sections:?}");
        }
        assert!(without_words(b"<!doctype html>").is_err());
    }
}
