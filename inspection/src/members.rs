//! Documents and pieces, read member by member. What is missing or of another
//! form leaves a fault with the way to it; what is read in its place counts for
//! nothing, since nothing faulty gets out.
//! Written by hand: derived readers weigh more on the tablet than the rules.

mod plain;

use std::cell::OnceCell;

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::assessment::Assessment;
use crate::inspection::Inspection;
use crate::json::{NotJson, parse_json};

/// Why a text was not read.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    /// It is not JSON.
    #[error(transparent)]
    NotJson(#[from] NotJson),
    /// A member is missing or of another form.
    #[error("{way} is not {wanted}")]
    Member {
        /// The way to it, for example `checks[0].assessment`; `.` for the whole.
        way: String,
        /// What it should be.
        wanted: &'static str,
    },
}

/// What can be read out of JSON.
pub trait FromJson: Sized {
    /// Reads it, or leaves a fault and gives something in its place.
    fn from_json(from: &Member<'_>) -> Self;
}

/// Reads a text that is JSON.
///
/// # Errors
/// [`NotRead`].
pub fn read_json<T: FromJson>(text: &str) -> Result<T, NotRead> {
    read_value(&parse_json(text)?)
}

/// Reads a value that was parsed before.
pub(crate) fn read_value<T: FromJson>(value: &Value) -> Result<T, NotRead> {
    let fault = OnceCell::new();
    let read = T::from_json(&Member {
        value: Some(value),
        step: Step::Whole,
        within: None,
        fault: &fault,
    });
    fault.into_inner().map_or(Ok(read), Err)
}

/// A value of a document, and where it stands.
pub struct Member<'a> {
    /// `None` where there is none.
    value: Option<&'a Value>,
    step: Step<'a>,
    within: Option<&'a Member<'a>>,
    fault: &'a OnceCell<NotRead>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Whole,
    Name(&'a str),
    Place(usize),
}

impl<'a> Member<'a> {
    /// A member of this object, read.
    #[inline(never)]
    #[must_use]
    pub fn get<T: FromJson>(&self, name: &str) -> T {
        T::from_json(&self.member(name))
    }

    /// A member that may be left out, read.
    #[must_use]
    pub fn get_or_default<T: FromJson + Default>(&self, name: &str) -> T {
        let member = self.member(name);
        if member.value.is_none() {
            return T::default();
        }
        T::from_json(&member)
    }

    /// A member of this object.
    #[inline(never)]
    #[must_use]
    pub fn member<'b>(&'b self, name: &'b str) -> Member<'b> {
        let value = if let Some(Value::Object(members)) = self.value {
            members.get(name)
        } else {
            self.fail("an object");
            None
        };
        Member {
            value,
            step: Step::Name(name),
            within: Some(self),
            fault: self.fault,
        }
    }

    /// Which of these words it is; the first where it is none of them.
    pub fn word<T: Copy, const N: usize>(&self, words: [(&str, T); N]) -> T {
        let text = self.text();
        let mut known = words.iter().filter(|(word, _)| *word == text);
        let Some((_, meaning)) = known.next() else {
            self.fail("a known word");
            return words[0].1;
        };
        *meaning
    }

    /// What a text says, as `read` has it.
    pub(crate) fn says<T>(
        &self,
        wanted: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let said = read(self.text());
        if said.is_none() {
            self.fail(wanted);
        }
        said
    }

    /// Leaves the fault that this is not what is wanted, unless there is one.
    #[cold]
    #[inline(never)]
    pub fn fail(&self, wanted: &'static str) {
        self.fault.get_or_init(|| {
            let wanted = match (self.value, &self.step) {
                (None, Step::Name(_)) => "there",
                _ => wanted,
            };
            let mut way = self.way();
            if way.is_empty() {
                way.push('.');
            }
            NotRead::Member { way, wanted }
        });
    }

    fn text(&self) -> &'a str {
        if let Some(Value::String(text)) = self.value {
            return text;
        }
        self.fail("text");
        ""
    }

    /// A number within the bounds of 64 bits, sign included.
    fn integer(&self) -> i64 {
        let number = self.value.and_then(Value::as_i64);
        number.unwrap_or_else(|| {
            self.fail("a whole number");
            0
        })
    }

    fn is_null(&self) -> bool {
        self.value.is_none_or(Value::is_null)
    }

    fn each(&self, see: &mut dyn FnMut(&Member<'_>)) {
        let Some(Value::Array(values)) = self.value else {
            return self.fail("a list");
        };
        for (place, value) in values.iter().enumerate() {
            see(&Member {
                value: Some(value),
                step: Step::Place(place),
                within: Some(self),
                fault: self.fault,
            });
        }
    }

    fn way(&self) -> String {
        let mut way = self.within.map(Member::way).unwrap_or_default();
        match self.step {
            Step::Whole => {}
            Step::Name(name) => {
                if !way.is_empty() {
                    way.push('.');
                }
                way.push_str(name);
            }
            Step::Place(place) => {
                way.push('[');
                way.push_str(&place.to_string());
                way.push(']');
            }
        }
        way
    }
}

macro_rules! deserialize {
    ($($read:ty)*) => {$(
        /// For types of the office, whose readers are derived.
        impl<'de> Deserialize<'de> for $read {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                read_value(&Value::deserialize(from)?).map_err(D::Error::custom)
            }
        }
    )*};
}

deserialize!(Assessment Inspection);

#[cfg(test)]
mod tests;
