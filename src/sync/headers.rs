//! What a request says of its body in headers, and an answer of when to ask
//! again.

use inspection::Digest;

/// The value of `Content-Digest` (RFC 9530): the SHA-256 in base64, between
/// colons.
pub(super) fn content_digest(body: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Digest::of(body.as_bytes());
    let nibbles = digest
        .as_str()
        .chars()
        .filter_map(|digit| digit.to_digit(16));
    // 64 nibbles are 42 letters of six bits and four bits more.
    let bits: Vec<u32> = nibbles.collect();
    let mut text = String::from("sha-256=:");
    for three in bits.chunks(3) {
        let twelve =
            three.iter().fold(0, |all, nibble| (all << 4) | nibble) << (4 * (3 - three.len()));
        for six in [twelve >> 6, twelve & 63]
            .into_iter()
            .take(three.len().min(2))
        {
            text.extend(LETTERS.get(six as usize).map(|letter| char::from(*letter)));
        }
    }
    // The last letter stands for four bits; 32 bytes end in one sign of filling.
    text.truncate("sha-256=:".len() + 43);
    text.push_str("=:");
    text
}

/// The seconds of a `Retry-After` that is written as a number (RFC 9110,
/// 10.2.3); what is too many for a number is the most there is.
#[must_use]
pub fn seconds(written: &str) -> Option<u32> {
    let written = written.trim();
    let is_number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| written.parse().unwrap_or(u32::MAX))
}
