//! A story as it is told: who takes part, and what each action means.

use std::collections::BTreeMap;

use inspection::InspectionId;
use tablet::acts::SaveError;

use super::action::{Action, At, Health};
use super::browser::{Tablet, Window};
use super::faults::Fault;
use super::files::File;
use super::line::BadLine;
use super::model::{Broken, Told, holds};

/// A story in the middle of it.
pub(super) struct Story {
    pub(super) tablets: [Tablet; 2],
    /// What the person was told on each.
    pub(super) told: [BTreeMap<InspectionId, Told>; 2],
    pub(super) line: BadLine,
    /// Files that were exported, in order.
    pub(super) files: Vec<File>,
    pub(super) fault: Fault,
    words: u32,
    windows: u32,
    pub(super) counts: BTreeMap<String, u32>,
}

/// How a story went.
pub(super) struct Ending {
    /// How often what happened.
    pub(super) counts: BTreeMap<String, u32>,
    /// What did not hold, if anything.
    pub(super) broken: Option<Broken>,
}

/// Tells a story.
pub(super) fn tell(actions: &[Action], fault: Fault) -> Ending {
    let mut story = Story::begin(fault);
    let broken = story.run(actions).err();
    let mut counts = story.counts;
    for (reply, times) in story.line.counts.into_inner() {
        counts.insert(format!("reply {reply}"), times);
    }
    Ending { counts, broken }
}

impl Story {
    fn begin(fault: Fault) -> Self {
        let story = Self {
            tablets: [Tablet::new(0), Tablet::new(1)],
            told: [BTreeMap::new(), BTreeMap::new()],
            line: BadLine::default(),
            files: Vec::new(),
            fault,
            words: 0,
            windows: 0,
            counts: BTreeMap::new(),
        };
        story.line.careless.set(fault == Fault::CarelessOffice);
        story
    }

    fn run(&mut self, actions: &[Action]) -> Result<(), Broken> {
        for tablet in [0, 1] {
            self.restart(tablet, None)?;
        }
        for action in actions {
            let lines = [0, 1].map(|tablet| self.lines(tablet));
            self.act(*action)?;
            for (tablet, before) in lines.iter().enumerate() {
                self.look_at_the_moved(tablet, before)?;
            }
            for tablet in [0, 1] {
                if self.tablets[tablet].life.is_over() {
                    self.note("killed in the middle");
                    let loses = self.tablets[tablet].loses;
                    self.kill(tablet, loses)?;
                }
            }
            let early = self.line.came_early.take();
            early.map_or(Ok(()), Err)?;
        }
        self.end()
    }

    fn act(&mut self, action: Action) -> Result<(), Broken> {
        match action {
            Action::AnswerHead(at, draft, heard) => self.answer_head(at, draft, heard),
            Action::AnswerCheck(at, draft, check, heard) => {
                self.answer_check(at, draft, check, heard)
            }
            Action::AddCheck(at, draft, heard) => self.add_check(at, draft, heard),
            Action::RemoveCheck(at, draft, check, heard) => {
                self.remove_check(at, draft, check, heard)
            }
            Action::Photo(at, draft, heard) => self.photo(at, draft, heard),
            Action::Close(at, draft, heard) => self.close(at, draft, heard),
            Action::Shred(at, draft, heard) => self.shred(at, draft, heard),
            Action::HandOver(at, draft) => self.hand_over(at, draft),
            Action::Export(at, unsent) => self.export(at, unsent),
            Action::Import(at, file) => self.import(at, file),
            Action::Deliver(at, now, fates) => self.deliver(at, now, &fates),
            Action::AskOffice(at, months) => self.ask_office(at, months),
            Action::AskWrongOffice(at, ahead) => self.ask_wrong_office(at, ahead),
            Action::Reload(at) => self.reload(at),
            Action::Kill(tablet, lost) => {
                self.note(if lost == 0 {
                    "killed"
                } else {
                    "killed with losses"
                });
                self.kill(tablet, lost)
            }
            Action::Damage(tablet, in_store, key, place) => {
                self.damage(tablet, in_store, key, place)
            }
            Action::Migrate(tablet, writes) => self.migrate(tablet, writes),
            Action::SecondWindow(tablet) => self.second_window(tablet),
            _ => {
                self.world(action);
                Ok(())
            }
        }
    }

    /// What happens around the tablets, and what shows nothing at once.
    fn world(&mut self, action: Action) {
        const A_DAY: i64 = 24 * 3600;
        match action {
            Action::Offline(offline) => {
                self.line.offline.set(offline);
                self.note("offline or back");
            }
            Action::Arrive if self.line.arrive() => self.note("arrived late"),
            Action::OfficeRestart => {
                self.line.restart();
                self.note("office restarted");
            }
            Action::DaysPass(days) => {
                self.line.now.set(self.line.now.get() + days * A_DAY);
                for tablet in &self.tablets {
                    tablet.clock.set_to(self.line.time());
                }
                self.note("days passed");
            }
            Action::ClockJump(tablet, days) => {
                self.tablets[tablet].clock.pass(days * A_DAY);
                let back = days < 0;
                self.note(if back {
                    "clock put back"
                } else {
                    "clock put forward"
                });
            }
            Action::Minutes(tablet, minutes) => {
                self.tablets[tablet].clock.pass(minutes * 60);
                self.line.now.set(self.line.now.get() + minutes * 60);
                self.note("minutes passed");
            }
            Action::Begin(at) => self.begin_visit(at),
            Action::LayAside(at, draft, heard) => self.lay_aside(at, draft, heard),
            Action::TakeBack(at, draft, heard) => self.take_back(at, draft, heard),
            Action::MakeRoom(at) => self.make_room(at),
            Action::PutAway(at, kept) => self.put_away(at, kept),
            Action::Room(tablet, room) => self.set_room(tablet, room),
            Action::Others(tablet, percent) => {
                let units = tablet::store::CAPACITY / 100 * percent;
                self.tablets[tablet].store.set_others(units);
                self.note("others took room");
            }
            Action::Journal(tablet, health) => self.set_health(tablet, health),
            Action::Flush(tablet) => {
                self.tablets[tablet].store.flush();
                self.note("store flushed");
            }
            Action::Doom(tablet, writes, loses) => {
                self.tablets[tablet].life.doom(writes);
                self.tablets[tablet].loses = loses;
                self.note("doomed");
            }
            _ => {}
        }
    }

    fn set_room(&mut self, tablet: usize, room: Option<usize>) {
        use tablet::store::Store as _;
        let store = &self.tablets[tablet].store;
        let used = store.used().unwrap();
        store.set_room(room.map_or(usize::MAX, |room| used + room));
        self.note(if room.is_some() {
            "store filled"
        } else {
            "store has room"
        });
    }

    pub(super) fn set_health(&mut self, tablet: usize, health: Health) {
        let journal = &self.tablets[tablet].journal;
        journal.set_failing(health == Health::Fails);
        journal.set_full(health == Health::Full);
        self.note(match health {
            Health::Works => "journal works",
            Health::Fails => "journal fails",
            Health::Full => "journal full",
        });
    }

    pub(super) fn note(&mut self, what: &str) {
        *self.counts.entry(what.to_owned()).or_default() += 1;
    }

    /// A word that nobody typed before.
    pub(super) fn word(&mut self) -> String {
        self.words += 1;
        format!("w{}", self.words)
    }

    pub(super) fn window_number(&mut self) -> u32 {
        self.windows += 1;
        self.windows
    }

    pub(super) fn window(&mut self, at: At) -> &mut Window {
        let windows = &mut self.tablets[at.tablet].windows;
        let number = at.window % windows.len();
        &mut windows[number]
    }

    /// One of the drafts that are in use, as this window shows them.
    pub(super) fn draft(&mut self, at: At, pick: usize) -> Option<InspectionId> {
        let mut open: Vec<_> = self.window(at).desk.drafts();
        open.retain(|head| self.told[at.tablet].contains_key(&head.id));
        (!open.is_empty()).then(|| open[pick % open.len()].id)
    }

    pub(super) fn told(&mut self, at: At, id: InspectionId) -> &mut Told {
        self.told[at.tablet].get_mut(&id).unwrap()
    }

    /// Notes how a save went, and what it means for what was typed before it.
    pub(super) fn heard(
        &mut self,
        at: At,
        what: &str,
        saved: Option<&Result<(), SaveError>>,
    ) -> bool {
        let durable = saved.is_some_and(is_durable);
        // Deleting for good is a transaction of its own, which pays nothing else.
        let pays = what != "shredded" && !self.tablets[at.tablet].crowded;
        if durable && pays {
            let window = self.window(at).number;
            for told in self.told[at.tablet].values_mut() {
                told.said_saved(window);
            }
        }
        let word = match saved {
            None => "unheard",
            Some(Ok(())) => "saved",
            Some(Err(SaveError::JournalOnly(_))) => "saved in the journal only",
            Some(Err(SaveError::Refused(_))) => "refused",
            Some(Err(_)) => "not saved",
        };
        self.note(what);
        self.note(&format!("{what}: {word}"));
        durable
    }
}

/// Whether a save's end means that the journal has it.
pub(super) fn is_durable(saved: &Result<(), SaveError>) -> bool {
    matches!(saved, Ok(()) | Err(SaveError::JournalOnly(_)))
}

/// What the desk shows is what was typed, where no other window types.
pub(super) fn shows(window: &mut Window, id: InspectionId) -> Result<(), Broken> {
    let shown = window.desk.load_draft(id);
    let shown = shown.map_err(|error| format!("a draft in hand is gone: {error}"))?;
    let typed = window.screens.get(&id);
    holds!(
        typed.is_none_or(|typed| *typed == shown),
        "not what was typed: {typed:?} {shown:?}"
    );
    Ok(())
}
