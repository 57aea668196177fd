//! Reads JSON (RFC 8259), one byte after the other.

use serde_json::{Map, Value};

/// How deep lists and objects may lie within each other, as in `serde_json`.
const DEEPEST: u8 = 127;

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not JSON from byte {at} on")]
pub struct NotJson {
    /// The place, counted from 0.
    pub at: usize,
}

/// Reads a text. A number that is no integer of 64 bits, `-0` among them, becomes the
/// largest there is: no document, piece or pack holds such, and whoever wants an
/// integer finds that it is none.
///
/// # Errors
/// [`NotJson`].
pub fn parse_json(text: &str) -> Result<Value, NotJson> {
    let mut reader = Reader::of(text, true);
    let value = reader.value(0)?;
    reader.end()?;
    Ok(value)
}

/// The text without the space around it.
///
/// # Errors
/// [`NotJson`].
pub fn verbatim_json(text: &str) -> Result<&str, NotJson> {
    let mut reader = Reader::of(text, false);
    let value = reader.verbatim(0)?;
    reader.end()?;
    Ok(value)
}

/// The members of an object, each with its text; of another value none.
///
/// # Errors
/// [`NotJson`].
pub fn json_members(text: &str) -> Result<Vec<(String, &str)>, NotJson> {
    let mut reader = Reader::of(text, false);
    let mut members = Vec::new();
    if reader.peek() == b'{' {
        reader.each(b'}', &mut |reader| {
            let name = reader.name(true)?;
            members.push((name, reader.verbatim(1)?));
            Ok(())
        })?;
    } else {
        reader.value(0)?;
    }
    reader.end()?;
    Ok(members)
}

/// How far a text was read.
struct Reader<'a> {
    text: &'a str,
    /// The byte that comes next; never within a space between values.
    at: usize,
    /// Whether what is read is wanted, or only where it ends.
    keeps: bool,
}

/// Reads one item of a list or object.
type Item<'i, 'a> = &'i mut dyn FnMut(&mut Reader<'a>) -> Result<(), NotJson>;

impl<'a> Reader<'a> {
    fn of(text: &'a str, keeps: bool) -> Self {
        let mut reader = Self { text, at: 0, keeps };
        reader.space();
        reader
    }

    /// The next value with its text.
    fn verbatim(&mut self, depth: u8) -> Result<&'a str, NotJson> {
        let start = self.at;
        self.value(depth)?;
        let value = self.text.get(start..self.at).unwrap_or_default();
        Ok(value.trim_ascii_end())
    }

    fn value(&mut self, depth: u8) -> Result<Value, NotJson> {
        let value = match self.peek() {
            b'{' | b'[' if depth == DEEPEST => return Err(self.fault()),
            b'{' => {
                let mut members = Map::new();
                self.each(b'}', &mut |reader| {
                    let name = reader.name(reader.keeps)?;
                    let value = reader.value(depth + 1)?;
                    if reader.keeps {
                        members.insert(name, value);
                    }
                    Ok(())
                })?;
                Value::Object(members)
            }
            b'[' => {
                let mut values = Vec::new();
                self.each(b']', &mut |reader| {
                    let value = reader.value(depth + 1)?;
                    if reader.keeps {
                        values.push(value);
                    }
                    Ok(())
                })?;
                Value::Array(values)
            }
            b'"' => Value::String(self.string(self.keeps)?),
            b't' => self.word("true", Value::Bool(true))?,
            b'f' => self.word("false", Value::Bool(false))?,
            b'n' => self.word("null", Value::Null)?,
            _ => self.number()?,
        };
        self.space();
        Ok(value)
    }

    /// The items between two brackets.
    fn each(&mut self, end: u8, item: Item<'_, 'a>) -> Result<(), NotJson> {
        self.at += 1;
        self.space();
        if !self.takes(end) {
            loop {
                item(self)?;
                if self.takes(end) {
                    break;
                }
                self.wants(b',')?;
                self.space();
            }
        }
        self.space();
        Ok(())
    }

    /// The name of a member, and the colon.
    fn name(&mut self, keeps: bool) -> Result<String, NotJson> {
        let name = self.string(keeps)?;
        self.space();
        self.wants(b':')?;
        self.space();
        Ok(name)
    }

    fn word(&mut self, word: &str, meaning: Value) -> Result<Value, NotJson> {
        word.bytes().try_for_each(|byte| self.wants(byte))?;
        Ok(meaning)
    }

    fn string(&mut self, keeps: bool) -> Result<String, NotJson> {
        self.wants(b'"')?;
        let mut string = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek(), b'"' | b'\\' | ..0x20) {
                self.at += 1;
            }
            if keeps {
                string.push_str(self.text.get(start..self.at).unwrap_or_default());
            }
            if self.takes(b'"') {
                return Ok(string);
            }
            self.wants(b'\\')?;
            let letter = self.escaped()?;
            if keeps {
                string.push(letter);
            }
        }
    }

    /// What stands after a backslash.
    fn escaped(&mut self) -> Result<char, NotJson> {
        let byte = self.peek();
        let letter = match byte {
            b'"' | b'\\' | b'/' => byte,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                self.at += 1;
                return self.unit();
            }
            _ => return Err(self.fault()),
        };
        self.at += 1;
        Ok(char::from(letter))
    }

    /// A code point of one or two units of UTF-16.
    fn unit(&mut self) -> Result<char, NotJson> {
        let mut code = self.hexadecimal()?;
        if let 0xd800..0xdc00 = code {
            self.wants(b'\\')?;
            self.wants(b'u')?;
            let low = self.hexadecimal()?;
            let (0xdc00..0xe000) = low else {
                return Err(self.fault());
            };
            code = 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        }
        char::from_u32(code).ok_or(self.fault())
    }

    fn hexadecimal(&mut self) -> Result<u32, NotJson> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = char::from(self.peek()).to_digit(16);
            code = code * 16 + digit.ok_or(self.fault())?;
            self.at += 1;
        }
        Ok(code)
    }

    fn number(&mut self) -> Result<Value, NotJson> {
        let negative = self.takes(b'-');
        let size = if self.takes(b'0') {
            Some(0)
        } else {
            self.digits()?
        };
        let mut whole = size.filter(|size| !negative || *size > 0);
        if self.takes(b'.') {
            self.digits()?;
            whole = None;
        }
        if self.takes(b'e') || self.takes(b'E') {
            if !self.takes(b'+') {
                self.takes(b'-');
            }
            self.digits()?;
            whole = None;
        }
        Ok(match whole {
            Some(size) if negative => 0_i64
                .checked_sub_unsigned(size)
                .map_or(u64::MAX.into(), Value::from),
            whole => whole.unwrap_or(u64::MAX).into(),
        })
    }

    /// One digit at least; `None` where they are more than 64 bits hold.
    fn digits(&mut self) -> Result<Option<u64>, NotJson> {
        if !self.peek().is_ascii_digit() {
            return Err(self.fault());
        }
        let mut size = Some(0_u64);
        while let digit @ b'0'..=b'9' = self.peek() {
            size = size
                .and_then(|size| size.checked_mul(10))
                .and_then(|size| size.checked_add(u64::from(digit - b'0')));
            self.at += 1;
        }
        Ok(size)
    }

    /// Passes over space.
    fn space(&mut self) {
        while let b' ' | b'\n' | b'\r' | b'\t' = self.peek() {
            self.at += 1;
        }
    }

    /// The next byte; at the end 0, which stands nowhere in JSON.
    fn peek(&self) -> u8 {
        let next = self.text.as_bytes().get(self.at);
        next.copied().unwrap_or_default()
    }

    fn takes(&mut self, byte: u8) -> bool {
        let there = self.peek() == byte;
        self.at += usize::from(there);
        there
    }

    fn wants(&mut self, byte: u8) -> Result<(), NotJson> {
        self.takes(byte).then_some(()).ok_or(self.fault())
    }

    fn end(&self) -> Result<(), NotJson> {
        let ends = self.at == self.text.len();
        ends.then_some(()).ok_or(self.fault())
    }

    fn fault(&self) -> NotJson {
        NotJson { at: self.at }
    }
}
