//! Takes out of a part of a rule pack what a tablet does not hold: English and how to look,
//! which are loaded apart, notes, and the space between words of JSON. By the words alone, so that it needs
//! no library before the library.

/// Texts in both languages: the member with the English one, and with the Vietnamese one
/// before it.
const PAIRS: [(&str, &str); 3] = [
    ("\"en\"", "\"vi\""),
    ("\"help_en\"", "\"help_vi\""),
    ("\"rule_en\"", "\"rule_vi\""),
];

/// How to look at an item of a checklist or to do a trial, and the member that names the
/// row before it.
const HELP: (&str, &str) = ("\"help_vi\"", "\"code\"");

/// What nobody reads on a tablet.
const NOTE: &str = "\"note\"";

/// A part of a pack, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Apart {
    /// The part without what was taken out.
    pub(crate) rest: String,
    /// The texts in Vietnamese and English, each as JSON writes it.
    pub(crate) pairs: Vec<(String, String)>,
    /// How to look, by the row's code, each as JSON writes it.
    pub(crate) helps: Vec<(String, String)>,
}

/// Takes a part of a pack apart.
///
/// # Errors
/// Where English stands before its Vietnamese: such a part cannot be taken apart.
pub(crate) fn apart(part: &str) -> Result<Apart, String> {
    let words = words(part);
    let mut apart = Apart::default();
    let mut kept: Vec<&str> = Vec::new();
    // The members of each object that is open.
    let mut open: Vec<Vec<(&str, &str)>> = Vec::new();
    let mut at = 0;
    while let Some(&word) = words.get(at) {
        let (next, value) = (words.get(at + 1), words.get(at + 2));
        if let (Some(&":"), Some(&value), Some(members)) = (next, value, open.last_mut())
            && value.starts_with('"')
        {
            let pair = PAIRS.iter().find(|(english, _)| *english == word);
            if let Some((_, vietnamese)) = pair {
                let said = members.iter().find(|(name, _)| name == vietnamese);
                let Some((_, said)) = said else {
                    return Err(format!("{word} {value} stands before its Vietnamese"));
                };
                apart.pairs.push(((*said).to_owned(), value.to_owned()));
            }
            // English is found by its Vietnamese, which goes after that.
            let help = word == HELP.0;
            if help {
                let row = members.iter().find(|(name, _)| *name == HELP.1);
                let Some((_, row)) = row else {
                    return Err(format!("{word} {value} stands before its row's code"));
                };
                apart.helps.push(((*row).to_owned(), value.to_owned()));
                members.push((word, value));
            }
            if pair.is_some() || help || word == NOTE {
                at += 3;
                // One of the commas around it.
                if words.get(at) == Some(&",") {
                    at += 1;
                } else if kept.last() == Some(&",") {
                    kept.truncate(kept.len() - 1);
                }
                continue;
            }
            members.push((word, value));
        }
        match word {
            "{" => open.push(Vec::new()),
            "}" => drop(open.pop()),
            _ => {}
        }
        kept.push(word);
        at += 1;
    }
    apart.rest = kept.concat();
    Ok(apart)
}

/// The words of JSON: texts with their quotes, marks, and what stands between.
fn words(part: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = part.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => text(rest),
            '{' | '}' | '[' | ']' | ':' | ',' => 1,
            _ => rest
                .find(|letter: char| letter.is_whitespace() || "{}[]:,\"".contains(letter))
                .unwrap_or(rest.len()),
        };
        let (word, after) = rest.split_at(length);
        words.push(word);
        rest = after.trim_start();
    }
    words
}

/// How long the text is that stands first, with its quotes.
fn text(rest: &str) -> usize {
    let mut escaped = false;
    for (place, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place + 1,
            _ => {}
        }
    }
    rest.len()
}
