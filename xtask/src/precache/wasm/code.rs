//! Reads the code of a function as far as needed to find its instructions and the functions
//! it names: the binary format of WebAssembly 2.0, without vectors, which our compilers do
//! not use.

use anyhow::{Context, Result, bail, ensure};

use super::{number, write_number};

/// The code of one function, taken apart where it names others.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Code<'a> {
    /// What stands before each function that is named.
    before: Vec<(&'a [u8], usize)>,
    /// What stands after the last.
    rest: &'a [u8],
    /// The first byte of each instruction.
    doing: Vec<u8>,
}

impl<'a> Code<'a> {
    /// Takes the body of a function apart, its locals first.
    ///
    /// # Errors
    /// When it is cut off or holds an instruction that is not known here.
    pub(super) fn of(body: &'a [u8]) -> Result<Self> {
        let mut before = Vec::new();
        let mut start = 0;
        let all = instructions(body, 0)?;
        let doing = all.iter().map(|instruction| instruction.code).collect();
        for instruction in all {
            if instruction.names_function() {
                let text = &body[start..=instruction.start];
                before.push((text, instruction.operand(body)?));
                start = instruction.end;
            }
        }
        let rest = &body[start..];
        Ok(Self {
            before,
            rest,
            doing,
        })
    }

    /// The body, where functions have the numbers that `renumber` gives.
    pub(super) fn write(&self, renumber: impl Fn(usize) -> usize) -> Vec<u8> {
        let mut body = Vec::new();
        for (text, function) in &self.before {
            body.extend_from_slice(text);
            write_number(renumber(*function), &mut body);
        }
        body.extend_from_slice(self.rest);
        body
    }

    /// What functions are alike by: their instructions, without what they name.
    pub(super) fn doing(&self) -> &[u8] {
        &self.doing
    }
}

/// One instruction of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Instruction {
    /// Its first byte.
    pub code: u8,
    /// Where it stands.
    pub start: usize,
    /// What it ends before.
    pub end: usize,
}

impl Instruction {
    /// `call` and `ref.func`.
    fn names_function(self) -> bool {
        matches!(self.code, 0x10 | 0xd2)
    }

    /// `local.get`, `local.set` and `local.tee`.
    pub(super) fn names_variable(self) -> bool {
        matches!(self.code, 0x20..=0x22)
    }

    /// The number that it names first, in the bytes in which it stands.
    ///
    /// # Errors
    /// When it is cut off.
    pub(super) fn operand(self, bytes: &[u8]) -> Result<usize> {
        let operand = bytes.get(self.start + 1..self.end);
        Ok(number(operand.context("code is cut off")?)?.0)
    }
}

/// The instructions of a body that stands at a place of something longer.
///
/// # Errors
/// When it is cut off or holds an instruction that is not known here.
pub(super) fn instructions(body: &[u8], place: usize) -> Result<Vec<Instruction>> {
    let mut at = Place { body, next: 0 };
    for _ in 0..at.number()? {
        at.skip()?;
        at.bytes(1)?;
    }
    let mut instructions = Vec::new();
    while at.next < body.len() {
        let start = at.next;
        let code = at.instruction()?;
        instructions.push(Instruction {
            code,
            start: place + start,
            end: place + at.next,
        });
    }
    Ok(instructions)
}

/// How far a body was read.
struct Place<'a> {
    body: &'a [u8],
    next: usize,
}

impl Place<'_> {
    /// Reads past an instruction, and gives its first byte.
    fn instruction(&mut self) -> Result<u8> {
        let code = self.byte()?;
        match code {
            // unreachable to else without more, end, return, drop, select, ref.is_null,
            // and all arithmetic
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => {}
            // blocks with their type, branches, call, variables, tables, memory.size and grow,
            // integer constants, ref.null, ref.func
            0x02..=0x04 | 0x0c | 0x0d | 0x10 | 0x20..=0x26 | 0x3f..=0x42 | 0xd0 | 0xd2 => {
                self.skip()?;
            }
            // br_table
            0x0e => {
                for _ in 0..=self.number()? {
                    self.skip()?;
                }
            }
            // call_indirect; loads and stores with alignment and offset
            0x11 | 0x28..=0x3e => self.skip_two()?,
            // select with types
            0x1c => {
                let types = self.number()?;
                self.bytes(types)?;
            }
            // float constants
            0x43 => self.bytes(4)?,
            0x44 => self.bytes(8)?,
            0xfc => match self.number()? {
                // saturating conversions
                0..=7 => {}
                // memory.init, memory.copy, table.init, table.copy
                8 | 10 | 12 | 14 => self.skip_two()?,
                // data.drop, memory.fill, elem.drop, table.grow, size and fill
                9 | 11 | 13 | 15..=17 => self.skip()?,
                other => bail!("the instruction 0xfc {other} is not known here"),
            },
            _ => bail!("the instruction {code:#04x} is not known here"),
        }
        Ok(code)
    }

    fn byte(&mut self) -> Result<u8> {
        let byte = self.body.get(self.next).context("code is cut off")?;
        self.next += 1;
        Ok(*byte)
    }

    fn bytes(&mut self, count: usize) -> Result<()> {
        self.next += count;
        ensure!(self.next <= self.body.len(), "code is cut off");
        Ok(())
    }

    fn number(&mut self) -> Result<usize> {
        let rest = self.body.get(self.next..).context("code is cut off")?;
        let (value, after) = number(rest)?;
        self.next = self.body.len() - after.len();
        Ok(value)
    }

    /// A number of any length and sign.
    fn skip(&mut self) -> Result<()> {
        while self.byte()? & 0x80 != 0 {}
        Ok(())
    }

    fn skip_two(&mut self) -> Result<()> {
        self.skip()?;
        self.skip()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One local of the kind i32, then instructions of every shape; the functions 3 and 200
    /// are named.
    const BODY: &[u8] = &[
        1, 1, 0x7f, // locals
        0x02, 0x40, 0x03, 0x7f, // block, loop
        0x41, 0x90, 0x7f, // i32.const with the byte of a call in it
        0x10, 3, // call 3
        0x28, 2, 0x10, // i32.load with an offset that looks like a call
        0x0e, 2, 0x10, 0, 1, // br_table
        0x11, 4, 0, // call_indirect
        0x44, 0x10, 0, 0, 0, 0, 0, 0, 0x10, // f64.const
        0xfc, 10, 0, 0, 0xfc, 11, 0, 0xfc, 0, // memory.copy, memory.fill, trunc_sat
        0x10, 0xc8, 0x01, // call 200
        0x1c, 1, 0x10, 0x6a, 0x0b, 0x0b, 0x0b,
    ];

    #[test]
    fn the_functions_that_are_named_are_found_and_nothing_else() {
        let code = Code::of(BODY).unwrap();
        let named: Vec<usize> = code.before.iter().map(|(_, named)| *named).collect();
        assert_eq!(named, [3, 200]);
        assert_eq!(code.write(|function| function), BODY);
    }

    #[test]
    fn another_number_is_written_in_its_place() {
        let code = Code::of(&[0, 0x10, 5, 0x0b]).unwrap();
        assert_eq!(code.write(|named| named + 300), [0, 0x10, 0xb1, 0x02, 0x0b]);
        assert_eq!(code.doing(), [0x10, 0x0b]);
    }

    #[test]
    fn code_that_is_cut_off_or_not_known_is_an_error() {
        for body in [
            &BODY[..4],
            &[0, 0x10],
            &[0, 0xfd, 0],
            &[0, 0xfc, 40],
            &[0, 0x44, 1],
        ] {
            assert!(Code::of(body).is_err(), "{body:?}");
        }
    }
}
