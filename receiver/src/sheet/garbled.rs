//! Tells text that was typed in a font of TCVN3 (ABC) or VNI: its letters are
//! those of Western Europe, and only that font showed them as Vietnamese.

use super::SheetRow;

/// Letters and signs of those fonts that Vietnamese in Unicode never has.
const FOREIGN: &str = "\
    \u{b5}\u{b8}\u{b6}\u{b9}\u{a8}\u{bb}\u{be}\u{bc}\u{c6}\u{c7}\
    \u{cb}\u{ce}\u{cf}\u{d1}\u{aa}\u{d6}\u{d8}\u{dc}\u{de}\u{df}\
    \u{e4}\u{ab}\u{e5}\u{e6}\u{e7}\u{eb}\u{ac}\u{ee}\u{ef}\u{f1}\
    \u{f6}\u{f7}\u{fb}\u{fc}\u{fe}\u{f8}";
/// So few cells may hold foreign names.
const FEW: usize = 3;
/// One cell of so many is enough to tell it.
const SHARE: usize = 10;

/// Whether so many cells hold such letters that no foreign name explains it.
pub(super) fn is_of_an_old_font(rows: &[SheetRow]) -> bool {
    let cells = rows.iter().flat_map(|row| &row.cells);
    let (mut foreign, mut all) = (0, 0);
    for cell in cells.filter(|cell| cell.chars().any(char::is_alphabetic)) {
        all += 1;
        foreign += usize::from(cell.chars().any(|letter| FOREIGN.contains(letter)));
    }
    foreign >= FEW && foreign * SHARE >= all
}
