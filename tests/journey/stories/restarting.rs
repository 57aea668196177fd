//! Restarts in a story: windows, browsers that die, damage, a layout before.

use tablet::acts::Desk;
use tablet::journal::Journal as _;
use tablet::store::Key;

use super::action::{At, Health};
use super::browser::{Life, Window, ready};
use super::looking::DAMAGE;
use super::model::{Broken, holds};
use super::play::Story;

impl Story {
    /// The browser dies with all its windows, and is opened again.
    pub(super) fn kill(&mut self, tablet: usize, lost: usize) -> Result<(), Broken> {
        self.tablets[tablet].store.lose_last(lost);
        self.restart(tablet, None)
    }

    /// All windows end and one is opened; it may die after so many writes and
    /// is opened once more.
    pub(super) fn restart(&mut self, tablet: usize, dies: Option<u32>) -> Result<(), Broken> {
        self.tablets[tablet].windows.clear();
        self.line.forgive(tablet);
        let lines = self.lines(tablet);
        self.tablets[tablet].journal.set_failing(false);
        let may_fail = dies.is_some();
        let life = Life::default();
        if let Some(writes) = dies {
            life.doom(writes);
        }
        self.tablets[tablet].life = life.into();
        let opened = self.tablets[tablet].open(self.fault);
        let dead = self.tablets[tablet].life.is_over();
        let (desk, opening) = match opened {
            Ok(opened) if !dead => opened,
            Err(error) if !may_fail => return Err(format!("not opened: {error}")),
            _ => {
                self.note("opened: once more");
                self.tablets[tablet].journal.set_full(false);
                self.tablets[tablet].life = Life::default().into();
                let opened = self.tablets[tablet].open(self.fault);
                opened.map_err(|error| format!("not opened: {error}"))?
            }
        };
        self.tablets[tablet].life.spare();
        self.look_at_opening(tablet, &opening)?;
        for line in lines {
            let damaged = self.tablets[tablet].damaged.iter();
            let stayed = self.lines(tablet).contains(&line) || damaged.count() > 0;
            holds!(stayed, "{line} came back to the working copy");
        }
        self.tablets[tablet].damaged.clear();
        self.tablets[tablet].crowded = false;
        self.add_window(tablet, desk);
        // With a full journal, what only the working copy has is not secured.
        let secured = !self.tablets[tablet].journal.is_full();
        self.look_back(tablet, secured)
    }

    fn add_window(&mut self, tablet: usize, desk: Desk) {
        drop(ready(desk.read_archive()));
        let window = Window {
            number: self.window_number(),
            desk,
            screens: std::collections::BTreeMap::new(),
        };
        self.tablets[tablet].windows.push(window);
    }

    pub(super) fn second_window(&mut self, tablet: usize) -> Result<(), Broken> {
        if self.tablets[tablet].windows.len() > 1 {
            return Ok(());
        }
        let Ok((desk, opening)) = self.tablets[tablet].open(self.fault) else {
            self.note("second window: not opened");
            return Ok(());
        };
        self.note("second window");
        self.tablets[tablet].crowded = true;
        self.look_at_opening(tablet, &opening)?;
        self.add_window(tablet, desk);
        Ok(())
    }

    /// A window is loaded again while the browser lives.
    pub(super) fn reload(&mut self, at: At) -> Result<(), Broken> {
        let Ok((desk, opening)) = self.tablets[at.tablet].open(self.fault) else {
            self.note("reloaded: not");
            return Ok(());
        };
        if self.tablets[at.tablet].life.is_over() {
            return Ok(());
        }
        self.note("reloaded");
        self.look_at_opening(at.tablet, &opening)?;
        drop(ready(desk.read_archive()));
        let number = self.window_number();
        let window = self.window(at);
        window.desk = desk;
        window.screens.clear();
        window.number = number;
        self.line.forgive(at.tablet);
        if self.tablets[at.tablet].windows.len() == 1 {
            let secured = !self.tablets[at.tablet].journal.is_full();
            self.look_back(at.tablet, secured)?;
        }
        Ok(())
    }

    pub(super) fn damage(
        &mut self,
        tablet: usize,
        in_store: bool,
        pick: usize,
        place: usize,
    ) -> Result<(), Broken> {
        // A journal may be full: then the damage stays where it is.
        self.tablets[tablet].journal.set_failing(false);
        let here = &self.tablets[tablet];
        let mut keys = ready(here.journal.keys()).unwrap();
        keys.retain(|key| match (here.text(true, key), here.text(false, key)) {
            // The other copy has it too, or more of it.
            (Some(store), Some(journal)) => {
                let is_line = store.contains(r#","stub":{"#);
                if in_store {
                    is_line || store == journal
                } else {
                    !is_line && store == journal
                }
            }
            _ => false,
        });
        if keys.is_empty() {
            return Ok(());
        }
        let key = &keys[pick % keys.len()];
        let mut text: Vec<char> = here.text(in_store, key).unwrap().chars().collect();
        let place = place % text.len();
        text[place] = DAMAGE;
        let text: String = text.into_iter().collect();
        if in_store {
            here.store.plant(key, &text);
        } else {
            here.journal.plant(key, &text);
            // Of two copies, one is hurt at a time: a full journal is not
            // mended before there is room.
            here.store.flush();
        }
        self.tablets[tablet].damaged.push(text);
        self.note(if in_store {
            "store damaged"
        } else {
            "journal damaged"
        });
        self.kill(tablet, 0)
    }

    /// The layout before had no place of the chain, and no photos.
    pub(super) fn migrate(&mut self, tablet: usize, writes: u32) -> Result<(), Broken> {
        self.set_health(tablet, Health::Works);
        let has_photos = ready(self.tablets[tablet].journal.keys())
            .unwrap()
            .iter()
            .any(|key| key.contains("/photo/"));
        if has_photos {
            return Ok(());
        }
        self.tablets[tablet].journal.forget(&Key::Chain.to_string());
        self.note("migrated");
        self.restart(tablet, Some(writes))
    }
}
