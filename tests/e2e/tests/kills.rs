//! SIGKILL of the whole browser at moments that dice choose, around saves and
//! around closing: what was shown as saved is there, and nothing is mixed up.

#![expect(clippy::print_stdout, reason = "the figures are the test's report")]

use std::env;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use e2e::{Dice, Hands, Noted, Office, Parts, alone, close, received_once, small_visit};
use tokio::time::sleep;

use trial::{Draft, Trial, grown};

#[path = "kills/trial.rs"]
mod trial;

/// Rounds of the suite; `CAN_DUNG_KILL_ROUNDS` for more.
const ROUNDS: u64 = 10;
/// Rounds after which another long draft is begun.
const LONG: u64 = 30;

const HEAD: [&str; 3] = ["establishment_name", "establishment_address", "inspector"];
const CHECK: [&str; 3] = ["model", "serial", "maker"];

#[tokio::test(flavor = "multi_thread")]
async fn what_was_shown_as_saved_survives_a_kill_at_any_moment() -> Result<()> {
    let _turn = alone().await;
    let rounds = match env::var("CAN_DUNG_KILL_ROUNDS") {
        Ok(rounds) => rounds.parse().context("CAN_DUNG_KILL_ROUNDS")?,
        Err(_) => ROUNDS,
    };
    let parts = Parts::find()?;
    let folder = tempfile::tempdir()?;
    let office = Office::open(&parts, folder.path().join("data")).await?;
    let (dice, seed) = Dice::new()?;
    println!("CAN_DUNG_SEED={seed}");
    let mut trial = Trial {
        parts: &parts,
        profile: &folder.path().join("profile"),
        office: &office,
        dice,
        browser: None,
        closed: Vec::new(),
        told: 0,
    };
    let (mut long, mut small) = (None, None);
    for round in 0..rounds {
        if round % LONG == 0 {
            long = None;
        }
        let end = match round % 3 {
            0 => trial.type_on(&mut long).await,
            1 => trial.begin(&mut small).await,
            _ => trial.close(&mut small).await,
        };
        end.with_context(|| format!("round {round}, CAN_DUNG_SEED={seed}"))?;
    }
    trial.all_arrive().await?;
    let (told, closed) = (trial.told, trial.closed.len());
    println!("kills survived: {rounds} ({told} after a new \"saved\", {closed} visits closed)");
    Ok(())
}

impl Trial<'_> {
    /// A draft with a check is typed on until the kill.
    async fn type_on(&mut self, known: &mut Option<Draft>) -> Result<()> {
        let hands = self.hands("/").await?;
        let mut draft = if let Some(draft) = known.take() {
            draft
        } else {
            let path = hands.begin_visit().await?;
            hands
                .act_on("add-check", "instrument:spring_dial_scale")
                .await?;
            hands.see("[data-check=\"1\"]").await?;
            hands.see_state(SAVE, "saved").await?;
            let mut typed = hands.typed().await?;
            hands.act_on("open-part", "visit").await?;
            hands.see("[data-field=\"inspector\"]").await?;
            typed.extend(hands.typed().await?);
            Draft { path, typed }
        };
        let steps = self.steps(&[HEAD, CHECK]);
        self.killed_while_typing(&mut draft, steps).await?;
        *known = Some(draft);
        Ok(())
    }

    /// A visit is begun that could be closed, and typed on until the kill.
    async fn begin(&mut self, known: &mut Option<Draft>) -> Result<()> {
        let hands = self.hands("/").await?;
        small_visit(&hands, "Sạp").await?;
        hands.see_state(SAVE, "saved").await?;
        let closing = hands.see_path(|path| path.ends_with("/closing")).await?;
        let path = closing.replace("/closing", "");
        let typed = hands.typed().await?;
        let mut draft = Draft { path, typed };
        let hands = self.hands(&draft.path).await?;
        hands.see("[data-field=\"inspector\"]").await?;
        draft.typed.extend(hands.typed().await?);
        let steps = self.steps(&[HEAD]);
        self.killed_while_typing(&mut draft, steps).await?;
        *known = Some(draft);
        Ok(())
    }

    /// That visit is closed, and the browser killed around it.
    async fn close(&mut self, known: &mut Option<Draft>) -> Result<()> {
        let mut draft = known.take().context("a visit to close")?;
        let id = draft.path.rsplit('/').next().context("its id")?.to_owned();
        let closing = format!("{}/closing", draft.path);
        let hands = self.hands(&closing).await?;
        hands.see("[data-field=\"conclusion\"]").await?;
        hands.see_state(SAVE, "saved").await?;
        hands.note_saved().await?;
        let mut floor = draft.typed.clone();
        let end = " Hết.";
        for ((_, field), text) in &mut draft.typed {
            text.push_str(if field == "conclusion" { end } else { "" });
        }
        let aim = self.aim()?;
        hands.add("conclusion", end).await?;
        hands.act("close-inspection").await?;
        let mut noted = hands.noted().await?;
        let acts = async {
            hands.act("confirm-close").await?;
            watch(&hands, &mut noted).await
        };
        self.kill_during(&aim, acts).await?;

        let hands = self.hands("/").await?;
        let record = format!("main [data-record=\"{id}\"]");
        let open = format!("main [data-action=\"open-draft\"][data-value=\"{id}\"]");
        hands.see(&format!("{record}, {open}")).await?;
        let there = async |css: &str| {
            let look = format!("return document.querySelector('{css}') !== null");
            Ok::<_, anyhow::Error>(hands.look(&look).await? == true)
        };
        let (is_record, is_draft) = (there(&record).await?, there(&open).await?);
        ensure!(is_record != is_draft, "{id}: record and draft {is_record}");
        if is_draft {
            ensure!(!noted.closed, "{id} was shown as closed and is a draft");
            self.told += u64::from(grown(&mut floor, noted.saved));
            self.find(&mut draft, &floor).await?;
            let hands = self.hands(&closing).await?;
            close(&hands).await?;
        } else {
            self.told += u64::from(noted.closed);
            self.is_whole(&draft, &id).await?;
        }
        self.closed.push(id);
        Ok(())
    }

    /// Types as the steps say, from the first key to the kill, and finds it.
    async fn killed_while_typing(&mut self, draft: &mut Draft, steps: Vec<Step>) -> Result<()> {
        let hands = self.hands(&draft.path).await?;
        hands.see("[data-field=\"inspector\"]").await?;
        hands.see_state(SAVE, "saved").await?;
        hands.note_saved().await?;
        let mut floor = draft.typed.clone();
        let mut noted = Noted::default();
        let aim = self.aim()?;
        let mut steps = steps.into_iter();
        let first = steps.next().context("something to type")?;
        first.take(&hands, draft).await?;
        let mut part = first.check;
        let acts = async {
            for step in steps {
                if part != step.check {
                    part = step.check;
                    let name = if part == 0 { "visit" } else { "check-1" };
                    hands.act_on("open-part", name).await?;
                }
                step.take(&hands, draft).await?;
                noted = hands.noted().await?;
                sleep(step.pause).await;
            }
            watch(&hands, &mut noted).await
        };
        self.kill_during(&aim, acts).await?;
        self.told += u64::from(grown(&mut floor, noted.saved));
        self.find(draft, &floor).await
    }

    async fn is_whole(&mut self, draft: &Draft, id: &str) -> Result<()> {
        let hands = self.hands(&format!("/records/{id}")).await?;
        let page = hands
            .words(&format!("article[data-record=\"{id}\"]"))
            .await?;
        for ((_, field), text) in &draft.typed {
            ensure!(
                page.contains(text.trim()),
                "{field} was {text:?}, and the record says:\n{page}"
            );
        }
        Ok(())
    }

    /// Every record is received, once.
    async fn all_arrive(&mut self) -> Result<()> {
        for id in self.closed.clone() {
            let hands = self.hands(&format!("/records/{id}")).await?;
            received_once(&hands, self.office, &id).await?;
        }
        match self.browser.take() {
            Some(browser) => browser.quit().await,
            None => Ok(()),
        }
    }

    /// What to type; each field has a letter of its own, so that none could
    /// pass for another.
    fn steps(&mut self, parts: &[[&'static str; 3]]) -> Vec<Step> {
        let mut steps = Vec::new();
        for (check, fields) in (0_u32..).zip(parts).cycle().take(12) {
            for _ in 0..=self.dice.below(3) {
                let letters = ["ă", "ê", "ư"].into_iter().zip(*fields);
                let letters: Vec<_> = letters.collect();
                let Some((letter, field)) = self.dice.pick(&letters) else {
                    continue;
                };
                let digits = self.dice.below(1000);
                steps.push(Step {
                    check,
                    field,
                    text: format!("{letter}{check}{digits}"),
                    pause: Duration::from_millis(self.dice.below(120)),
                });
            }
        }
        steps
    }
}

/// One thing typed, and the time until the next.
struct Step {
    check: u32,
    field: &'static str,
    text: String,
    pause: Duration,
}

impl Step {
    async fn take(&self, hands: &Hands, draft: &mut Draft) -> Result<()> {
        let place = (self.check, self.field.to_owned());
        draft.typed.entry(place).or_default().push_str(&self.text);
        hands.add(self.field, &self.text).await
    }
}

/// Reads what the page notes until the kill.
async fn watch(hands: &Hands, noted: &mut Noted) -> Result<()> {
    loop {
        *noted = hands.noted().await?;
        sleep(Duration::from_millis(5)).await;
    }
}

const SAVE: &str = "[data-mark=\"save\"]";
