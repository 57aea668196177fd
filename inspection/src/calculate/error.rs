//! Why a request of the command line is not answered: which field, and what is
//! wrong with it, in words for the person who wrote it.

/// Why a request is not answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalculateError {
    /// The line is not JSON.
    #[error("not JSON: {0}")]
    NotJson(String),
    /// The request is not a JSON object.
    #[error("the request is not a JSON object")]
    NotAnObject,
    /// No calculator has this name.
    #[error("calculate: there is no operation {0:?}")]
    UnknownOperation(String),
    /// One field cannot be used.
    #[error("{field}: {fault}")]
    Field {
        /// The field, with the place in its list: `added[2]`.
        field: String,
        /// What is wrong with it.
        fault: Fault,
    },
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is not there, or empty.
    #[error("missing or empty")]
    Missing,
    /// A decimal must stand in a string, so that it is what was typed.
    #[error("must be a string")]
    NotAString,
    /// It is no plain decimal, for example because a unit stands behind it.
    #[error("not a plain decimal number, like 12.5")]
    NotANumber,
    /// It is no whole number.
    #[error("not a whole number")]
    NotWhole,
    /// It must not be below zero.
    #[error("must not be negative")]
    Negative,
    /// It must be above zero.
    #[error("must be above zero")]
    NotPositive,
    /// It is larger than anything inspected, or than what it is compared with.
    #[error("must not be above {0}")]
    Above(String),
    /// It is smaller than possible.
    #[error("must not be below {0}")]
    Below(String),
    /// It has more decimals than are held.
    #[error("more than nine decimals")]
    TooFine,
    /// The word is not one of those known here.
    #[error("must be one of {0}")]
    Unknown(String),
    /// It must be a list.
    #[error("must be a list")]
    NotAList,
    /// The list has more items than are taken.
    #[error("more than {0} items")]
    TooMany(usize),
    /// It stands twice, and nothing says which is meant.
    #[error("stands twice")]
    Twice,
    /// It can be read, but not be worked with exactly beside the others.
    #[error("the numbers together have more digits than can be worked with exactly")]
    TooManyDigits,
    /// It contradicts another field, or its own other items.
    #[error("{0}")]
    Contradicts(String),
}

impl CalculateError {
    /// The field at fault, where it is one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Field { field, .. } => Some(field),
            Self::UnknownOperation(_) => Some("calculate"),
            Self::NotJson(_) | Self::NotAnObject => None,
        }
    }

    pub(super) fn at(field: impl Into<String>, fault: Fault) -> Self {
        let field = field.into();
        Self::Field { field, fault }
    }
}
