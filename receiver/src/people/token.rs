//! Secrets that the office gives out: cookies, links and tablets' tokens. Each is
//! 256 random bits; what is kept is their SHA-256, from which nobody gets them
//! back, and which needs no salt because nobody can guess 256 bits.

use std::fmt;

use inspection::Digest;
use subtle::ConstantTimeEq;

/// A secret, to be shown or sent once.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// What the office keeps of a token.
#[derive(Clone, Debug, Eq)]
pub struct TokenHash(String);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// Where the system has no randomness to give.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)?;
        // 64 hexadecimal digits, as a digest is written.
        let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
        Ok(Self(digits.collect()))
    }

    /// What somebody sent as a token; `None` where it cannot be one.
    #[must_use]
    pub fn sent(text: &str) -> Option<Self> {
        let digits = text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (text.len() == 64 && digits).then(|| Self(text.to_owned()))
    }

    /// The secret itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Digest::of(self.0.as_bytes()).as_str().to_owned())
    }
}

impl fmt::Debug for Token {
    /// A log holds no secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl TokenHash {
    /// As the database has it.
    pub(crate) fn kept(text: String) -> Self {
        Self(text)
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq for TokenHash {
    /// In the same time wherever they differ.
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_have_256_bits_and_none_comes_twice() {
        let one = Token::random().unwrap();
        let other = Token::random().unwrap();
        assert_eq!(one.reveal().len(), 64);
        assert_ne!(one, other);
        assert_eq!(Token::sent(one.reveal()), Some(one));
    }

    #[test]
    fn what_is_kept_is_the_sha256_and_a_log_shows_neither() {
        let token = Token::sent(&"0".repeat(64)).unwrap();
        // printf '0%.0s' {1..64} | sha256sum
        assert_eq!(
            token.hash().as_str(),
            "60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55"
        );
        assert_eq!(format!("{token:?}"), "Token(…)");
    }

    #[test]
    fn what_has_not_the_form_of_a_token_is_none() {
        for text in ["", "abc", &"0".repeat(63), &"A".repeat(64), &"g".repeat(64)] {
            assert_eq!(Token::sent(text), None, "{text}");
        }
    }
}
