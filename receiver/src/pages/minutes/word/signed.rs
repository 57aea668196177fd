//! Where people sign, in a file for a word processor: room for a hand, or what was
//! signed on the screen.

use docx_rs::{
    AlignmentType, LineSpacing, Paragraph, Pic, Run, Table as Grid, TableCell, TableLayoutType,
    TableRow, WidthType,
};
use inspection::Signature;

use super::super::ink;
use super::{ACROSS, CELLS, line_of};

/// Room for a hand, in twips: 20 mm.
const ROOM: u32 = 1_134;
/// How wide a signature is at most, in twips: 45 mm.
const INK: u32 = 2_551;
/// English Metric Units of a twip.
const EMU: u32 = 635;

/// Who signs stands beside each other: roles, how to sign, room for a hand, names.
pub(super) fn signed(signatures: &[Signature]) -> Grid {
    let count = signatures.len().max(1);
    let row = |text: fn(&Signature) -> &str, style: fn(Run) -> Run, room: u32| {
        let cells = signatures.iter().map(|one| {
            let line = line_of(text(one), style).align(AlignmentType::Center);
            let spacing = LineSpacing::new().before(room);
            TableCell::new()
                .add_paragraph(line.line_spacing(spacing).keep_next(true))
                .width(ACROSS / count, WidthType::Dxa)
                .clear_all_border()
        });
        TableRow::new(cells.collect()).cant_split()
    };
    Grid::without_borders(vec![
        row(|one| &one.role, Run::bold, 120),
        row(|one| &one.how, |run| run.italic().size(CELLS), 0),
        drawn(signatures),
        row(|one| &one.name, |run| run, 0),
    ])
    .set_grid(vec![ACROSS / count; count])
    .layout(TableLayoutType::Fixed)
    .width(ACROSS, WidthType::Dxa)
}

/// What was signed on the screen, or room for a hand.
fn drawn(signatures: &[Signature]) -> TableRow {
    let count = signatures.len().max(1);
    let cells = signatures.iter().map(|one| {
        let place = match &one.drawn {
            Some(strokes) => {
                let picture =
                    Pic::new_with_dimensions(ink::picture(strokes), ink::WIDTH, ink::HEIGHT);
                let across = INK.min(u32::try_from(ACROSS / count).unwrap_or(INK));
                let (across, down) = (across * EMU, across * EMU * ink::HEIGHT / ink::WIDTH);
                let run = Run::new().add_image(picture.size(across, down));
                Paragraph::new().add_run(run).align(AlignmentType::Center)
            }
            None => Paragraph::new().line_spacing(LineSpacing::new().before(ROOM)),
        };
        TableCell::new()
            .add_paragraph(place.keep_next(true))
            .width(ACROSS / count, WidthType::Dxa)
            .clear_all_border()
    });
    TableRow::new(cells.collect()).cant_split()
}
