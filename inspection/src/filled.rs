//! Sentences that keep a place for a value, written `{}`; where one text stands in another.

/// Where a part first stands in a text. By bytes, from each place anew: the standard
/// library's way, which is quicker in long texts, is more than half a kilobyte of the tablet.
pub(crate) fn place_of(part: &str, whole: &str) -> Option<usize> {
    let (part, whole) = (part.as_bytes(), whole.as_bytes());
    let last = whole.len().checked_sub(part.len())?;
    (0..=last).find(|from| whole[*from..].starts_with(part))
}

/// Puts a value in the first place that the sentence keeps.
#[must_use]
pub fn filled(sentence: &str, value: &str) -> String {
    let Some(place) = place_of("{}", sentence) else {
        return sentence.to_owned();
    };
    let (before, after) = sentence.split_at(place);
    let mut whole = before.to_owned();
    whole.push_str(value);
    whole.push_str(&after[2..]);
    whole
}

#[cfg(test)]
mod tests {
    use super::{filled, place_of};

    #[test]
    fn a_part_stands_where_it_first_begins() {
        for (part, whole, place) in [
            ("b", "abab", Some(1)),
            ("abab", "abab", Some(0)),
            ("ababa", "abab", None),
            ("c", "abab", None),
            ("", "", Some(0)),
        ] {
            assert_eq!(place_of(part, whole), place, "{part}");
        }
    }

    #[test]
    fn the_first_place_is_filled_and_nothing_else() {
        for (sentence, whole) in [
            ("Còn {} ngày", "Còn 5 ngày"),
            ("{}", "5"),
            ("{a} {} {}", "{a} 5 {}"),
            ("Hết hạn", "Hết hạn"),
            ("", ""),
        ] {
            assert_eq!(filled(sentence, "5"), whole);
        }
    }
}
