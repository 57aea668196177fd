//! Takes a module apart into strands: all instructions, all numbers of variables, all
//! offsets and so on, each by itself. Brotli finds more in bytes of one meaning than in
//! instructions and numbers by turns. `public/braid.js` makes the module again, on the
//! tablet. What can be worked out does not travel: how long functions are, and how loads and
//! stores are aligned, which is only a hint; all have the natural one afterwards.

use anyhow::{Context, Result, ensure};

use super::{
    CODE, HEADER,
    code::{Instruction, instructions},
    number, section, write_number,
};

/// How many strands there are.
const STRANDS: usize = 12;

// What each strand holds; `braid.js` knows the same numbers.
const INSTRUCTIONS: usize = 0;
const VARIABLES: usize = 1;
const OFFSETS: usize = 2;
const INTEGERS: usize = 3;
const CALLS: usize = 4;
const BRANCHES: usize = 5;
const DECLARED: usize = 6;
const BLOCKS: usize = 7;
const LONG_INTEGERS: usize = 8;
const OTHERS: usize = 9;
const BEFORE: usize = 10;
const AFTER: usize = 11;

/// The module in strands: how long it was, how many functions it has, how long each strand
/// is, and then the strands.
///
/// # Errors
/// When this is no module, or it holds an instruction that is not known here.
pub(in crate::precache) fn strands(module: &[u8]) -> Result<Vec<u8>> {
    let mut strands: [Vec<u8>; STRANDS] = Default::default();
    let mut rest = module.strip_prefix(HEADER).context("no wasm module")?;
    let mut functions = 0;
    let mut side = BEFORE;
    while !rest.is_empty() {
        let (kind, content, next) = section(rest)?;
        let whole = &rest[..rest.len() - next.len()];
        if kind == CODE {
            // Its own head goes before; what stands in it is taken apart.
            let (count, bodies) = number(content)?;
            strands[side].extend_from_slice(&whole[..whole.len() - bodies.len()]);
            functions = count;
            take_apart(count, bodies, &mut strands)?;
            side = AFTER;
        } else {
            strands[side].extend_from_slice(whole);
        }
        rest = next;
    }
    let mut all = Vec::new();
    write_number(module.len(), &mut all);
    write_number(functions, &mut all);
    for strand in &strands {
        write_number(strand.len(), &mut all);
    }
    Ok([all, strands.concat()].concat())
}

/// Where strands end in what [`strands`] made: there a new table of codes pays.
///
/// # Errors
/// When it is cut off.
pub(in crate::precache) fn seams(all: &[u8]) -> Result<Vec<usize>> {
    let (_, rest) = number(all)?;
    let (_, mut rest) = number(rest)?;
    let mut lengths = [0; STRANDS];
    for length in &mut lengths {
        (*length, rest) = number(rest)?;
    }
    let mut end = all.len() - rest.len();
    let mut seams = vec![end];
    for length in lengths {
        end += length;
        seams.push(end);
    }
    ensure!(end == all.len(), "the strands are cut off");
    Ok(seams)
}

fn take_apart(count: usize, mut rest: &[u8], strands: &mut [Vec<u8>; STRANDS]) -> Result<()> {
    for _ in 0..count {
        let (length, after) = number(rest)?;
        let body = after.get(..length).context("code is cut off")?;
        rest = &after[length..];
        let all = instructions(body, 0)?;
        let first = all.first().context("a function without an end")?;
        strands[DECLARED].extend_from_slice(&body[..first.start]);
        for instruction in all {
            let operands = &body[instruction.start + 1..instruction.end];
            strands[INSTRUCTIONS].push(instruction.code);
            take_operands(instruction, operands, strands)?;
        }
    }
    ensure!(rest.is_empty(), "the section of code goes on");
    Ok(())
}

fn take_operands(
    instruction: Instruction,
    operands: &[u8],
    strands: &mut [Vec<u8>; STRANDS],
) -> Result<()> {
    match instruction.code {
        // Loads and stores: the alignment, then the offset.
        0x28..=0x3e => {
            let (alignment, offset) = operands.split_first().context("code is cut off")?;
            ensure!(*alignment < 4, "more than one memory is not known here");
            strands[OFFSETS].extend_from_slice(offset);
        }
        // Which of them it is stands in its second byte.
        0xfc => {
            let (own, others) = operands.split_first().context("code is cut off")?;
            strands[INSTRUCTIONS].push(*own);
            strands[OTHERS].extend_from_slice(others);
        }
        code => {
            let strand = match code {
                0x02..=0x04 => BLOCKS,
                0x0c | 0x0d => BRANCHES,
                0x10 => CALLS,
                0x20..=0x22 => VARIABLES,
                0x41 => INTEGERS,
                0x42 => LONG_INTEGERS,
                _ => OTHERS,
            };
            strands[strand].extend_from_slice(operands);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A section of types, one of code with two functions, and one of data.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x0a\x2b\x02\
        \x26\x01\x01\x7f\
        \x02\x40\x20\0\x41\xc8\x01\x36\0\x08\x28\x02\x10\x1a\x42\x7f\x1a\x0c\0\x0b\
        \x10\x03\xfc\x0b\0\x44\x10\0\0\0\0\0\0\x10\x0b\
        \x02\0\x0b\
        \x0b\x01\0";

    fn cut(all: &[u8]) -> Vec<&[u8]> {
        let seams = seams(all).unwrap();
        seams
            .windows(2)
            .map(|ends| &all[ends[0]..ends[1]])
            .collect()
    }

    #[test]
    fn bytes_of_one_meaning_come_together() {
        let all = strands(MODULE).unwrap();
        let expected: [&[u8]; STRANDS] = [
            b"\x02\x20\x41\x36\x28\x1a\x42\x1a\x0c\x0b\x10\xfc\x0b\x44\x0b\x0b",
            b"\0",
            b"\x08\x10",
            b"\xc8\x01",
            b"\x03",
            b"\0",
            b"\x01\x01\x7f\0",
            b"\x40",
            b"\x7f",
            b"\0\x10\0\0\0\0\0\0\x10",
            b"\x01\x04\x01\x60\0\0\x0a\x2b\x02",
            b"\x0b\x01\0",
        ];
        assert_eq!(cut(&all), expected);
        assert_eq!(all[..2], [u8::try_from(MODULE.len()).unwrap(), 2]);
    }

    #[test]
    fn a_module_without_code_is_all_before() {
        let all = strands(&MODULE[..14]).unwrap();
        assert_eq!(cut(&all)[BEFORE], &MODULE[8..14]);
        assert_eq!(all[..2], [14, 0]);
    }

    #[test]
    fn what_is_cut_off_or_no_module_is_an_error() {
        for bytes in [&MODULE[..7], &MODULE[..20], b"<!doctype html>"] {
            assert!(strands(bytes).is_err(), "{bytes:?}");
        }
        let all = strands(MODULE).unwrap();
        assert!(seams(&all[..all.len() - 1]).is_err());
    }
}
