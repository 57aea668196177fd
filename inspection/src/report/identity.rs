//! Which establishment a document is of. A tax code names it; without one its
//! name and address do, with case and spaces folded. Diacritics are never
//! stripped: "Cân" and "Can" are two names. Letters typed with combining marks
//! are the same as those typed whole, since tablets differ in that.

#[cfg(feature = "office")]
use crate::inspection::Inspection;

/// What tells the establishment from others: its tax code if one was entered,
/// else name and address, each folded.
#[cfg(feature = "office")]
pub(super) fn establishment(inspection: &Inspection) -> String {
    let by_code = tax_identity(inspection.fields.value("tax_code").unwrap_or_default());
    if by_code.is_empty() {
        let establishment = &inspection.establishment;
        place_identity(&establishment.name, &establishment.address)
    } else {
        by_code
    }
}

/// A tax code without case and what stands between its parts; empty where it
/// holds nothing. A code of a branch, `0301234567-001`, is another establishment
/// than the head office.
#[must_use]
pub fn tax_identity(code: &str) -> String {
    let letters = code.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Name and address, each folded: what tells an establishment without a tax code
/// from others.
#[must_use]
pub fn place_identity(name: &str, address: &str) -> String {
    format!("{}\n{}", folded(name), folded(address))
}

/// A text in lower case, with single spaces, its marks apart from its letters.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut marks = Vec::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if COMBINING.contains(&c) {
            marks.push(c);
            continue;
        }
        place(&mut folded, &mut marks);
        if !c.is_whitespace() {
            folded.push(taken_apart(c, &mut marks));
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    place(&mut folded, &mut marks);
    folded.trim().to_owned()
}

/// Marks that stand after the letter they belong to.
const COMBINING: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';
/// Grave, acute, hook above, tilde, dot below: the order of [`TONED`].
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
/// The Vietnamese vowels with their five tones.
const TONED: [(char, &str); 12] = [
    ('a', "\u{e0}\u{e1}\u{1ea3}\u{e3}\u{1ea1}"),
    ('ă', "\u{1eb1}\u{1eaf}\u{1eb3}\u{1eb5}\u{1eb7}"),
    ('â', "\u{1ea7}\u{1ea5}\u{1ea9}\u{1eab}\u{1ead}"),
    ('e', "\u{e8}\u{e9}\u{1ebb}\u{1ebd}\u{1eb9}"),
    ('ê', "\u{1ec1}\u{1ebf}\u{1ec3}\u{1ec5}\u{1ec7}"),
    ('i', "\u{ec}\u{ed}\u{1ec9}\u{129}\u{1ecb}"),
    ('o', "\u{f2}\u{f3}\u{1ecf}\u{f5}\u{1ecd}"),
    ('ô', "\u{1ed3}\u{1ed1}\u{1ed5}\u{1ed7}\u{1ed9}"),
    ('ơ', "\u{1edd}\u{1edb}\u{1edf}\u{1ee1}\u{1ee3}"),
    ('u', "\u{f9}\u{fa}\u{1ee7}\u{169}\u{1ee5}"),
    ('ư', "\u{1eeb}\u{1ee9}\u{1eed}\u{1eef}\u{1ef1}"),
    ('y', "\u{1ef3}\u{fd}\u{1ef7}\u{1ef9}\u{1ef5}"),
];
/// Vowels that carry a breve, a circumflex or a horn.
const SHAPED: [(char, char, char); 6] = [
    ('ă', 'a', '\u{306}'),
    ('â', 'a', '\u{302}'),
    ('ê', 'e', '\u{302}'),
    ('ô', 'o', '\u{302}'),
    ('ơ', 'o', '\u{31b}'),
    ('ư', 'u', '\u{31b}'),
];

/// The bare letter, its marks put aside.
fn taken_apart(letter: char, marks: &mut Vec<char>) -> char {
    let mut letter = letter;
    for (vowel, toned) in TONED {
        if let Some(tone) = toned.chars().position(|one| one == letter) {
            marks.push(TONES[tone]);
            letter = vowel;
            break;
        }
    }
    match SHAPED.iter().find(|(shaped, _, _)| *shaped == letter) {
        Some((_, bare, mark)) => {
            marks.push(*mark);
            *bare
        }
        None => letter,
    }
}

/// Puts the marks of the letter before in one order.
fn place(folded: &mut String, marks: &mut Vec<char>) {
    marks.sort_unstable();
    folded.extend(marks.drain(..));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_spaces_are_folded_and_diacritics_are_kept() {
        assert_eq!(folded("  CHỢ  Gò\u{a0}Vấp "), folded("chợ gò vấp"));
        assert_eq!(folded("ĐƯỜNG 26/3"), folded("Đường 26/3"));
        for (one, other) in [
            ("Cân", "Can"),
            ("Đa", "Da"),
            ("Bến", "Bên"),
            ("Chợ A", "ChợA"),
            ("mà", "má"),
        ] {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    /// The same words as Unicode has them whole, fully apart, and with only the
    /// tone apart (code page 1258).
    #[test]
    fn letters_typed_with_combining_marks_are_the_same_letters() {
        let whole = folded("Việt Nhựt ở Đường");
        for apart in [
            "Vie\u{323}\u{302}t Nhu\u{31b}\u{323}t o\u{31b}\u{309} Đu\u{31b}o\u{31b}\u{300}ng",
            "Viê\u{323}t Như\u{323}t ơ\u{309} Đươ\u{300}ng",
        ] {
            assert_eq!(folded(apart), whole);
        }
    }

    #[test]
    fn every_toned_vowel_is_told_from_every_other() {
        let all: std::collections::BTreeSet<String> = TONED
            .iter()
            .flat_map(|(vowel, toned)| toned.chars().chain([*vowel]))
            .map(|letter| folded(&letter.to_string()))
            .collect();
        assert_eq!(all.len(), 12 * 6);
    }
}
