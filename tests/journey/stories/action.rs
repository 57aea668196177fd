//! What may happen in a story, as data: the dice fall when a story is made up,
//! not when it is told, so that one with fewer actions is told the same way.
//! Whom and what an action means is a number, taken among what there is then.

use super::dice::Dice;
use super::fate::Fate;

/// On which tablet, in which of its windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) tablet: usize,
    pub(super) window: usize,
}

/// How a journal is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Health {
    Works,
    Fails,
    Full,
}

/// One thing that happens. `heard`: whether the person waited for the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Begin(At),
    AnswerHead(At, usize, bool),
    AnswerCheck(At, usize, usize, bool),
    AddCheck(At, usize, bool),
    RemoveCheck(At, usize, usize, bool),
    Photo(At, usize, bool),
    Close(At, usize, bool),
    LayAside(At, usize, bool),
    TakeBack(At, usize, bool),
    Shred(At, usize, bool),
    HandOver(At, usize),
    Export(At, bool),
    Import(At, usize),
    /// `true` for "send now"; what becomes of each upload.
    Deliver(At, bool, [Fate; 5]),
    Offline(bool),
    /// An upload that was held up on the way arrives, the last one first.
    Arrive,
    OfficeRestart,
    /// Days pass at the office and on the tablets, whose clocks are right then.
    DaysPass(i64),
    /// The office is asked for its profile, and with it for its retention.
    AskOffice(At, u32),
    /// It is asked, and its clock is days ahead in this one answer.
    AskWrongOffice(At, i64),
    /// The clock of a tablet jumps by days.
    ClockJump(usize, i64),
    Minutes(usize, i64),
    SecondWindow(usize),
    Reload(At),
    /// The browser is killed, and the working copy forgets its last writes.
    Kill(usize, usize),
    /// The browser will die in the middle of something, after so many writes.
    Doom(usize, u32, usize),
    /// UTF-16 units that the working copy may still take; none for no bound.
    Room(usize, Option<usize>),
    /// Percent of the room that others on the origin take.
    Others(usize, usize),
    Journal(usize, Health),
    Flush(usize),
    MakeRoom(At),
    /// Received records are put away, but for so many.
    PutAway(At, usize),
    /// A byte is damaged, in the working copy or in the journal.
    Damage(usize, bool, usize, usize),
    /// A tablet of the layout before opens with this program, which dies after
    /// so many writes.
    Migrate(usize, u32),
}

/// Makes up a story.
pub(super) fn made_up(seed: u64) -> Vec<Action> {
    let mut dice = Dice::of(seed);
    let (theme, length) = (dice.roll(THEMES), 12 + dice.roll(26));
    let mut actions = vec![Action::Begin(At {
        tablet: 0,
        window: 0,
    })];
    actions.extend((theme == TWO_WINDOWS).then_some(Action::SecondWindow(0)));
    for _ in 0..length {
        let at = At {
            tablet: usize::from(dice.one_in(5)),
            window: usize::from(dice.one_in(3)),
        };
        actions.push(if dice.one_in(2) {
            of_theme(theme, at, &mut dice)
        } else {
            any(at, &mut dice)
        });
    }
    actions
}

const THEMES: u64 = 14;
const TWO_WINDOWS: u64 = 3;

/// What a story is about: things that seldom meet by chance alone.
fn of_theme(theme: u64, at: At, dice: &mut Dice) -> Action {
    match theme {
        0 | 7 | 9 => years_pass(at, dice),
        1 => the_store_fills(at, dice),
        2 => checks_come_and_go(at, dice),
        TWO_WINDOWS => two_windows(at, dice),
        4 => the_bin(at, dice),
        5 => nothing_can_be_written(at, dice),
        6 | 8 => held_up(at, dice),
        _ => a_bad_line(at, dice),
    }
}

fn years_pass(at: At, dice: &mut Dice) -> Action {
    match dice.roll(9) {
        0 => Action::Close(at, dice.index(64), true),
        1 => Action::Deliver(at, true, [Fate::Whole; 5]),
        2..=4 => Action::AskOffice(at, u32::try_from(dice.roll(30)).unwrap()),
        5 | 6 => Action::DaysPass(730 + dice.days(200)),
        7 => Action::AskWrongOffice(at, 700 + dice.days(30_000)),
        _ => Action::ClockJump(at.tablet, 700 + dice.days(900)),
    }
}

fn the_store_fills(at: At, dice: &mut Dice) -> Action {
    match dice.roll(5) {
        0 => Action::Close(at, dice.index(64), true),
        1 => Action::Deliver(at, true, [Fate::Whole; 5]),
        2 => Action::Others(at.tablet, 72),
        3 if dice.one_in(2) => Action::PutAway(at, dice.index(2)),
        3 => Action::MakeRoom(at),
        _ => Action::Reload(at),
    }
}

fn checks_come_and_go(at: At, dice: &mut Dice) -> Action {
    let (some, other, heard) = (dice.index(64), dice.index(64), !dice.one_in(4));
    match dice.roll(5) {
        0 => Action::AddCheck(at, some, heard),
        1 => Action::RemoveCheck(at, some, other, heard),
        2 => Action::AnswerCheck(at, some, other, heard),
        3 => Action::Kill(at.tablet, dice.index(6)),
        _ => Action::Room(at.tablet, dice.one_in(2).then(|| dice.index(900))),
    }
}

fn two_windows(at: At, dice: &mut Dice) -> Action {
    let (some, heard) = (dice.index(64), !dice.one_in(4));
    match dice.roll(5) {
        0 => Action::SecondWindow(at.tablet),
        1 => Action::AnswerHead(at, some, heard),
        2 => Action::AddCheck(at, some, heard),
        3 => Action::RemoveCheck(at, some, dice.index(64), heard),
        _ => Action::Close(at, some, heard),
    }
}

fn the_bin(at: At, dice: &mut Dice) -> Action {
    let (some, heard) = (dice.index(64), !dice.one_in(4));
    match dice.roll(5) {
        0 => Action::LayAside(at, some, heard),
        1 => Action::TakeBack(at, some, heard),
        2 => Action::Shred(at, some, heard),
        3 => Action::Kill(at.tablet, dice.index(6)),
        _ => Action::Begin(at),
    }
}

fn nothing_can_be_written(at: At, dice: &mut Dice) -> Action {
    let (some, heard) = (dice.index(64), !dice.one_in(4));
    match dice.roll(5) {
        0 => Action::Journal(at.tablet, Health::any(dice)),
        1 => Action::Room(at.tablet, Some(dice.index(300))),
        2 => Action::Photo(at, some, heard),
        3 => Action::AnswerHead(at, some, heard),
        _ => Action::Close(at, some, heard),
    }
}

/// Uploads are held up on the way, and the office begins again.
fn held_up(at: At, dice: &mut Dice) -> Action {
    let fates = [Fate::Held, Fate::Lost, Fate::Twice, Fate::Held, Fate::Whole];
    match dice.roll(5) {
        0 => Action::Close(at, dice.index(64), true),
        1 => Action::Arrive,
        2 => Action::OfficeRestart,
        3 => Action::Offline(dice.one_in(3)),
        _ => Action::Deliver(at, true, fates),
    }
}

fn a_bad_line(at: At, dice: &mut Dice) -> Action {
    match dice.roll(6) {
        0 => Action::Close(at, dice.index(64), true),
        1 => Action::Photo(at, dice.index(64), true),
        2 => Action::Begin(at),
        _ => Action::Deliver(at, !dice.one_in(3), Fate::five(dice)),
    }
}

/// Anything.
fn any(at: At, dice: &mut Dice) -> Action {
    let tablet = at.tablet;
    let heard = !dice.one_in(4);
    let (some, other) = (dice.index(64), dice.index(64));
    let writes = u32::try_from(dice.roll(8)).unwrap();
    match dice.roll(100) {
        0..=6 => Action::Begin(at),
        7..=13 => Action::AnswerHead(at, some, heard),
        14..=19 => Action::AnswerCheck(at, some, other, heard),
        20..=22 => Action::AddCheck(at, some, heard),
        23..=25 => Action::RemoveCheck(at, some, other, heard),
        26..=30 => Action::Photo(at, some, heard),
        31..=38 => Action::Close(at, some, heard),
        39 | 40 => Action::LayAside(at, some, heard),
        41 => Action::TakeBack(at, some, heard),
        42 => Action::Shred(at, some, heard),
        43..=45 => Action::HandOver(at, some),
        46..=49 => Action::Export(at, dice.one_in(3)),
        50..=54 => Action::Import(at, some),
        55..=69 => Action::Deliver(at, dice.one_in(2), Fate::five(dice)),
        70 => Action::Offline(dice.one_in(2)),
        71 => Action::Arrive,
        72 => Action::OfficeRestart,
        73 | 74 => Action::DaysPass(dice.days(900)),
        75 => Action::AskOffice(at, writes * 6),
        76 | 77 => Action::ClockJump(tablet, dice.days(3200) - 1600),
        78..=80 => Action::Minutes(tablet, dice.days(90)),
        81 | 82 => Action::SecondWindow(tablet),
        83..=85 => Action::Reload(at),
        86..=89 => Action::Kill(tablet, dice.index(12)),
        90 | 91 => Action::Doom(tablet, writes, dice.index(12)),
        92 => Action::Room(tablet, (!dice.one_in(2)).then(|| dice.index(900))),
        93 => Action::Others(tablet, [0, 72, 72, 92][dice.index(4)]),
        94 => Action::Journal(tablet, Health::any(dice)),
        95 => Action::Flush(tablet),
        96..=98 => Action::Damage(tablet, dice.one_in(2), some, dice.index(4096)),
        _ => Action::Migrate(tablet, writes / 2),
    }
}

impl Health {
    fn any(dice: &mut Dice) -> Self {
        [Self::Works, Self::Fails, Self::Full][dice.index(3)]
    }
}
