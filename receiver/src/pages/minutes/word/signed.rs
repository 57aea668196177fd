//! Where people sign, in a file for a word processor: room for a hand, or what was
//! signed on the screen.

use std::collections::HashMap;

use docx_rs::{
    AlignmentType, LineSpacing, Paragraph, Pic, Run, Table as Grid, TableCell, TableLayoutType,
    TableRow, WidthType,
};
use inspection::{Block, Minutes, Signature, Strokes};

use super::super::ink;
use super::{ACROSS, CELLS, line_of};

/// Room for a hand, in twips: 20 mm.
const ROOM: u32 = 1_134;
/// How wide a signature is at most, in twips: 45 mm.
const INK: u32 = 2_551;
/// English Metric Units of a twip.
const EMU: u32 = 635;

/// The drawings of a file, each with its number. One person signs many sheets: while the
/// file is made, numbers stand for the pictures, and each is drawn once.
pub(super) struct Drawings<'a>(HashMap<&'a Strokes, usize>);

impl<'a> Drawings<'a> {
    /// Those of the sheets.
    pub(super) fn of(sheets: &'a [Minutes]) -> Self {
        let mut numbers = HashMap::new();
        let parts = sheets.iter().flat_map(|sheet| &sheet.parts);
        for block in parts.flat_map(|part| &part.blocks) {
            let Block::Signatures(signatures) = block else {
                continue;
            };
            for strokes in signatures.iter().filter_map(|one| one.drawn.as_deref()) {
                let next = numbers.len();
                numbers.entry(strokes).or_insert(next);
            }
        }
        Self(numbers)
    }

    /// What stands for the picture.
    fn mark(&self, strokes: &Strokes) -> Vec<u8> {
        let number = self.0.get(strokes).copied().unwrap_or_default();
        number.to_be_bytes().to_vec()
    }

    /// Puts the pictures in the places of their numbers.
    pub(super) fn put_into(&self, media: &mut [(String, Vec<u8>)]) {
        let mut drawings: Vec<_> = self.0.iter().map(|(strokes, at)| (*at, *strokes)).collect();
        drawings.sort_unstable_by_key(|(number, _)| *number);
        for (_, bytes) in media {
            let number = bytes.as_slice().try_into().map(usize::from_be_bytes);
            let drawn = number.ok().and_then(|number| drawings.get(number));
            if let Some((_, strokes)) = drawn {
                *bytes = ink::picture(strokes);
            }
        }
    }
}

/// Who signs stands beside each other: roles, how to sign, room for a hand, names.
pub(super) fn signed(signatures: &[Signature], drawings: &Drawings<'_>) -> Grid {
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
        drawn(signatures, drawings),
        row(|one| &one.name, |run| run, 0),
    ])
    .set_grid(vec![ACROSS / count; count])
    .layout(TableLayoutType::Fixed)
    .width(ACROSS, WidthType::Dxa)
}

/// What was signed on the screen, or room for a hand.
fn drawn(signatures: &[Signature], drawings: &Drawings<'_>) -> TableRow {
    let count = signatures.len().max(1);
    let cells = signatures.iter().map(|one| {
        let place = match &one.drawn {
            Some(strokes) => {
                let picture =
                    Pic::new_with_dimensions(drawings.mark(strokes), ink::WIDTH, ink::HEIGHT);
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
