//! Passwords: which are taken, and how they are kept (Argon2id, RFC 9106). The
//! parameters stand in every hash, so that older ones are read still and made
//! anew when ours rise.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

/// The fewest characters: NIST SP 800-63B-4, 3.1.1.2, asks for 15 where nothing
/// but the password is asked.
const SHORTEST: usize = 15;
/// The most bytes: more than anybody types, and no work for guessers to give us.
const LONGEST: usize = 256;
/// Bytes of salt: RFC 9106, 3.1, recommends 16.
const SALT: usize = 16;

/// What a hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strength {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// What is kept of a password: a PHC string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Password(String);

/// Whether a password is the one that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It is.
    Right,
    /// It is, and what is kept is weaker than what is kept today.
    RightButWeak,
    /// It is not.
    Wrong,
}

/// Why a password is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPassword {
    /// Fewer characters than [`SHORTEST`].
    #[error("a password has at least {SHORTEST} characters")]
    TooShort,
    /// More bytes than [`LONGEST`].
    #[error("a password has at most {LONGEST} bytes")]
    TooLong,
    /// It is a name or one sign over and over.
    #[error("a password is not the user's name, nor a few signs over and over")]
    Guessable,
    /// The system gave no randomness or no memory.
    #[error("the password could not be kept: {0}")]
    Failed(String),
}

impl Strength {
    /// OWASP Password Storage Cheat Sheet, Argon2id: the second of its equal
    /// settings, 19 MiB and two passes.
    pub const OWASP: Self = Self {
        memory: 19_456,
        passes: 2,
        lanes: 1,
    };

    fn params(self) -> Option<Params> {
        Params::new(self.memory, self.passes, self.lanes, None).ok()
    }

    fn is_below(self, other: Self) -> bool {
        self.memory < other.memory || self.passes < other.passes || self.lanes < other.lanes
    }

    fn of(hash: &PasswordHash) -> Option<Self> {
        let params = Params::try_from(hash).ok()?;
        Some(Self {
            memory: params.m_cost(),
            passes: params.t_cost(),
            lanes: params.p_cost(),
        })
    }
}

impl Password {
    /// Keeps a new password of the user of this name.
    ///
    /// # Errors
    /// [`NotAPassword`] where it is not taken.
    pub fn new(typed: &str, name: &str, strength: Strength) -> Result<Self, NotAPassword> {
        if typed.chars().count() < SHORTEST {
            return Err(NotAPassword::TooShort);
        }
        if typed.len() > LONGEST {
            return Err(NotAPassword::TooLong);
        }
        let mut signs: Vec<char> = typed.chars().collect();
        signs.sort_unstable();
        signs.dedup();
        if signs.len() < 5 || super::name_key(typed) == super::name_key(name) {
            return Err(NotAPassword::Guessable);
        }
        Self::hash(typed, strength)
    }

    /// As the database has it.
    pub(crate) fn kept(text: String) -> Self {
        Self(text)
    }

    /// Makes a hash of whatever was typed: of a password known to be right, to
    /// keep it at today's strength.
    pub(crate) fn hash(typed: &str, strength: Strength) -> Result<Self, NotAPassword> {
        let failed = |error: &dyn std::fmt::Display| NotAPassword::Failed(error.to_string());
        let mut salt = [0_u8; SALT];
        getrandom::fill(&mut salt).map_err(|error| failed(&error))?;
        let params = strength.params();
        let params = params.ok_or_else(|| failed(&"parameters out of range"))?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let hash: PasswordHash = argon
            .hash_password_with_salt(typed.as_bytes(), &salt)
            .map_err(|error| failed(&error))?;
        Ok(Self(hash.to_string()))
    }

    /// What nobody's password is, to be checked where there is no user: so that it
    /// takes as long.
    #[must_use]
    pub fn nobodys() -> Self {
        // Salt and hash are zeros at `Strength::OWASP`: what no password gives.
        Self(
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA\
             $AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                .to_owned(),
        )
    }

    /// Whether this was typed.
    #[must_use]
    pub fn check(&self, typed: &str, strength: Strength) -> Checked {
        let Ok(hash) = PasswordHash::new(&self.0) else {
            return Checked::Wrong;
        };
        // Longer ones are nobody's, and cost no more.
        let bytes = typed.as_bytes();
        let read = bytes.get(..LONGEST).unwrap_or(bytes);
        let verified = Argon2::default().verify_password(read, &hash);
        if verified.is_err() || read.len() < bytes.len() {
            return Checked::Wrong;
        }
        match Strength::of(&hash) {
            Some(kept) if !kept.is_below(strength) => Checked::Right,
            _ => Checked::RightButWeak,
        }
    }

    /// The PHC string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What takes no time.
    const WEAK: Strength = Strength {
        memory: 8,
        passes: 1,
        lanes: 1,
    };

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let kept = Password::new("con mèo trèo cây cau", "An", Strength::OWASP).unwrap();
        let begins = "$argon2id$v=19$m=19456,t=2,p=1$";
        assert!(kept.as_str().starts_with(begins), "{}", kept.as_str());
        let check = |typed| kept.check(typed, Strength::OWASP);
        assert_eq!(check("con mèo trèo cây cau"), Checked::Right);
        assert_eq!(check("con mèo trèo cây cao"), Checked::Wrong);
        assert_eq!(check(""), Checked::Wrong);
        let again = Password::new("con mèo trèo cây cau", "An", Strength::OWASP).unwrap();
        assert_ne!(kept, again, "each has its own salt");
    }

    #[test]
    fn a_hash_weaker_than_todays_is_said_to_be_so() {
        let kept = Password::new("con mèo trèo cây cau", "An", WEAK).unwrap();
        let typed = "con mèo trèo cây cau";
        assert_eq!(kept.check(typed, WEAK), Checked::Right);
        assert_eq!(kept.check(typed, Strength::OWASP), Checked::RightButWeak);
    }

    #[test]
    fn nobodys_password_is_well_formed_costs_as_much_and_is_never_right() {
        let nobodys = Password::nobodys();
        let hash = PasswordHash::new(nobodys.as_str()).unwrap();
        assert_eq!(Strength::of(&hash), Some(Strength::OWASP));
        assert_eq!(nobodys.check("", Strength::OWASP), Checked::Wrong);
    }

    #[test]
    fn what_is_short_long_or_guessed_at_once_is_not_taken() {
        for (typed, why) in [
            ("", NotAPassword::TooShort),
            ("14 characters!", NotAPassword::TooShort),
            ("aaaaaaaaaaaaaaaaaaaa", NotAPassword::Guessable),
            ("nguyễn  văn một hai", NotAPassword::Guessable),
            (&"con mèo trèo cây cau ".repeat(20), NotAPassword::TooLong),
        ] {
            let refused = Password::new(typed, "Nguyễn Văn Một Hai", WEAK);
            assert_eq!(refused, Err(why), "{typed}");
        }
    }
}
