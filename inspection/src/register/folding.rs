//! Words without what a hurried thumb leaves out: marks, case, runs of blanks
//! and signs between words. Letters typed whole and with combining marks fold
//! alike. Small tables of ranges instead of Unicode's: a tablet carries them.

/// The words of a text, folded, with single spaces between them: "Chợ  Gò-Vấp"
/// is `cho go vap`. Digits stay; a letter of another script stays as it is.
#[must_use]
pub fn folded_words(text: &str) -> String {
    let mut folded = String::new();
    fold_into(text, &mut folded);
    folded
}

/// Whether each word of `wanted` begins a word of the text, however either is
/// written.
#[must_use]
pub fn has_words(text: &str, wanted: &str) -> bool {
    let (text, wanted) = (folded_words(text), folded_words(wanted));
    let begins = |word: &str| text.split(' ').any(|own| own.starts_with(word));
    wanted.split(' ').all(begins)
}

/// Adds the folded words of a text at the end.
pub(super) fn fold_into(text: &str, folded: &mut String) {
    let start = folded.len();
    let mut apart = false;
    for letter in text.chars() {
        match bare(letter) {
            Bare::Letter(letter) => {
                if apart && folded.len() > start {
                    folded.push(' ');
                }
                apart = false;
                folded.push(letter);
            }
            Bare::Between => apart = true,
            Bare::Mark => {}
        }
    }
}

/// What stays of a character.
enum Bare {
    Letter(char),
    /// It stands between words.
    Between,
    /// It belongs to the letter before it.
    Mark,
}

fn bare(letter: char) -> Bare {
    if letter.is_ascii() {
        return if letter.is_ascii_alphanumeric() {
            Bare::Letter(letter.to_ascii_lowercase())
        } else {
            Bare::Between
        };
    }
    // The Vietnamese vowels are U+1EA0 to U+1EF9, in the order of their letters
    // and each in both cases; the older ones lie in Latin-1 and Extended-A and -B.
    Bare::Letter(match letter {
        '\u{300}'..='\u{36f}' => return Bare::Mark,
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}' | '\u{feff}' => {
            return Bare::Between;
        }
        'À'..='Å' | 'à'..='å' | 'Ă' | 'ă' | 'Ạ'..='ặ' => 'a',
        'È'..='Ë' | 'è'..='ë' | 'Ẹ'..='ệ' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ' | 'ĩ' | 'Ỉ'..='ị' => 'i',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | 'Ụ'..='ự' => 'u',
        'Ý' | 'ý' | 'ÿ' | 'Ỳ'..='ỹ' => 'y',
        'Đ' | 'đ' => 'd',
        'Ç' | 'ç' => 'c',
        'Ñ' | 'ñ' => 'n',
        other => other,
    })
}
