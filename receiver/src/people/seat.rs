//! Who asks: a person signed in, or whoever sits before the demonstration.

use chrono::NaiveDate;

use super::{Authority, Role, Sight};

/// A person of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The id of the database.
    pub id: String,
    /// The name, as it was typed.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// Whose office it is.
    pub authority: Authority,
}

/// Who asks for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seat {
    /// Anybody: the demonstration knows nobody.
    Demonstration,
    /// A person, by a sign-in of this id.
    SignedIn {
        /// Who.
        user: User,
        /// The sign-in.
        sign_in: String,
    },
}

impl Seat {
    /// What may be done from it.
    #[must_use]
    pub fn role(&self) -> Role {
        match self {
            Self::Demonstration => Role::Admin,
            Self::SignedIn { user, .. } => user.role,
        }
    }

    /// Whose office it is.
    #[must_use]
    pub fn authority(&self) -> Authority {
        match self {
            Self::Demonstration => Authority::city(),
            Self::SignedIn { user, .. } => user.authority.clone(),
        }
    }

    /// Whether it is of the city's office.
    pub(crate) fn is_the_citys(&self) -> bool {
        self.sight(chrono::Utc::now().date_naive()) == Sight::ALL
    }

    /// What may be seen from it on a day.
    #[must_use]
    pub fn sight(&self, day: NaiveDate) -> Sight {
        match self {
            Self::Demonstration => Sight::ALL,
            Self::SignedIn { user, .. } => user.authority.sight(day),
        }
    }

    /// The name for the log.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Demonstration => crate::wording::people::NOBODY,
            Self::SignedIn { user, .. } => &user.name,
        }
    }

    /// The user, where one is signed in.
    #[must_use]
    pub fn user(&self) -> Option<&User> {
        match self {
            Self::Demonstration => None,
            Self::SignedIn { user, .. } => Some(user),
        }
    }
}
