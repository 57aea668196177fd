//! A piece of work from the door to the paper and the office, told in a few
//! words: visit, check, fill, readings, close, print, meet the office. What
//! each takes of the person is counted in the page and said at the end.

mod walking;

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;
use tokio::sync::MutexGuard;

use self::walking::{Tablet, arrive, kept};
use crate::hands::{Effort, Hands};
use crate::office::Office;
use crate::paper::Paper;
use crate::parts::Parts;
use crate::visit::close;

/// Fields with what is typed or picked in each, in the order of the screen.
pub type Answers<'a> = &'a [(&'a str, &'a str)];

/// One person, one tablet, one office.
#[derive(Debug)]
pub struct Journey {
    name: &'static str,
    hands: Hands,
    office: Office,
    parts: Parts,
    tablet: Tablet,
    began: Instant,
    effort: Effort,
    pages: usize,
    _folder: TempDir,
    _turn: MutexGuard<'static, ()>,
}

/// A closed visit.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// The digest that its page shows.
    pub digest: String,
}

impl Journey {
    /// The person's hands, for what is told in no other word.
    #[must_use]
    pub fn hands(&self) -> &Hands {
        &self.hands
    }

    /// Types the address of a path of the tablet.
    ///
    /// # Errors
    /// When the page cannot be opened.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.hands.open(&self.office.address(path)).await
    }

    /// Begins a visit to an establishment of this kind.
    ///
    /// # Errors
    /// When a field is not there.
    pub async fn visit(&self, kind: &str, head: Answers<'_>) -> Result<()> {
        self.hands.begin_visit().await?;
        self.fill(head).await?;
        self.hands.choose("establishment_kind", kind).await
    }

    /// Adds a check that the kind of establishment suggests.
    ///
    /// # Errors
    /// When it does not suggest it.
    pub async fn check(&self, kind: &str) -> Result<()> {
        self.hands.act_on("add-check", kind).await
    }

    /// Types and picks, unfolding what is folded away.
    ///
    /// # Errors
    /// When a field is not there.
    pub async fn fill(&self, answers: Answers<'_>) -> Result<()> {
        for (field, text) in answers {
            self.hands.give(field, text).await?;
        }
        Ok(())
    }

    /// Types one reading after another from this field on, without the screen.
    ///
    /// # Errors
    /// When the field is not there.
    pub async fn readings(&self, first: &str, readings: &[&str]) -> Result<()> {
        self.hands.uncover(first).await?;
        self.hands.tap(&format!("[data-field=\"{first}\"]")).await?;
        for reading in readings {
            self.hands.enter(reading).await?;
        }
        Ok(())
    }

    /// Answers these items by hand and every other that may be answered with
    /// the rest as conforming.
    ///
    /// # Errors
    /// When an item is not there.
    pub async fn answer_but(&self, answers: Answers<'_>) -> Result<()> {
        self.fill(answers).await?;
        let rest = "[data-action=\"rest-conform\"]:not([hidden])";
        let left = format!("return String(document.querySelectorAll('{rest}').length)");
        let lists = self.hands.look(&left).await?;
        for _ in 0..lists.as_str().context("lists")?.parse()? {
            self.hands.tap(rest).await?;
        }
        self.hands.see_found(&left, "0").await
    }

    /// The check that is open gets this verdict.
    ///
    /// # Errors
    /// When it does not, with what it gets.
    pub async fn verdict(&self, wanted: &str) -> Result<()> {
        let check = "[data-verdict=\"check\"]";
        self.hands.see_state(check, wanted).await.map(drop)
    }

    /// Says in words what a weak source is not enough for, where that is asked.
    ///
    /// # Errors
    /// When the field is not there.
    pub async fn reason(&self, words: &str) -> Result<()> {
        let asked = "return document.querySelector(\
            '[data-section=\"basis\"]:not([hidden])') !== null";
        if self.hands.look(asked).await? == true {
            self.hands.write("basis_in_words", words).await?;
        }
        Ok(())
    }

    /// Fills in the end of the visit and closes it.
    ///
    /// # Errors
    /// When it is not closed.
    pub async fn close(&self, end: Answers<'_>) -> Result<Record> {
        self.hands.act_on("open-part", "closing").await?;
        self.fill(end).await?;
        let id = close(&self.hands).await?;
        let digest = self.hands.look(DIGEST).await?;
        let digest = digest.as_str().context("the digest of the record")?;
        let digest = digest.to_owned();
        Ok(Record { id, digest })
    }

    /// Prints one form of the minutes of the record that is open and reads it
    /// back; the file stays for people to look at. Each page is tied to the
    /// record. In WebKit, which does not print, the sheet on the screen is read.
    ///
    /// # Errors
    /// When it is not printed, or something of that lacks.
    pub async fn print(&mut self, record: &Record, form: &str) -> Result<Paper> {
        self.hands.act_on("open-minutes", form).await?;
        let shown = format!("[data-minutes=\"{form}\"]");
        let button = format!("{shown} [data-action=\"print\"]");
        self.hands.see(&button).await?;
        let paper = match self.tablet {
            Tablet::WebKit(_) => Paper::shown(&self.hands).await?,
            Tablet::Chromium(_) => {
                let file = kept(&format!("{}-{form}.pdf", self.name))?;
                let paper = Paper::print(&self.hands, &self.parts, &file).await?;
                self.pages += paper.pages().len();
                paper.is_numbered()?;
                paper
            }
        };
        paper.is_tied_to(&record.id, &record.digest)?;
        paper.says("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")?;
        paper.says("Độc lập - Tự do - Hạnh phúc")?;
        Ok(paper)
    }

    /// Goes back to the record whose minutes are open.
    ///
    /// # Errors
    /// When they are not.
    pub async fn back_to(&self, record: &Record) -> Result<()> {
        let way = format!("main a[href=\"/records/{}\"]", record.id);
        self.hands.tap(&way).await?;
        let page = format!("main [data-record=\"{}\"]", record.id);
        self.hands.see(&page).await.map(drop)
    }

    /// What was done since this was asked last.
    ///
    /// # Errors
    /// When the page was loaded anew meanwhile.
    pub async fn effort(&mut self) -> Result<Effort> {
        let effort = self.hands.effort().await?;
        self.effort.taps += effort.taps;
        self.effort.typed += effort.typed;
        Ok(effort)
    }

    /// The office has received the record once, and gives its checks these
    /// verdicts, as the tablet did. The tablet is left for the office's pages;
    /// what it takes to look is not counted.
    ///
    /// # Errors
    /// When something of that is not so.
    pub async fn office_has(&mut self, record: &Record, verdicts: &[&str]) -> Result<()> {
        self.sent(&[record]).await?;
        self.judged(record, verdicts).await
    }

    /// The tablet shows these records as received.
    ///
    /// # Errors
    /// When it does not.
    pub async fn sent(&mut self, records: &[&Record]) -> Result<()> {
        self.effort().await?;
        self.hands.act("open-records").await?;
        for record in records {
            let line = format!("[data-record=\"{}\"]", record.id);
            self.hands.see_state(&line, "received").await?;
        }
        Ok(())
    }

    /// The office keeps exactly this record, once, with these verdicts.
    ///
    /// # Errors
    /// When something of that is not so.
    pub async fn judged(&self, record: &Record, verdicts: &[&str]) -> Result<()> {
        let kept = self.office.keeps(&record.id).await?;
        let kept = kept.context("the office has it not")?;
        ensure!(kept.lines == 1 && !kept.conflicts, "{kept:?}");
        ensure!(kept.sha256 == record.digest, "{kept:?} is not {record:?}");
        let page = format!("/office/inspections/{}", record.id);
        self.hands.open(&self.office.address(&page)).await?;
        self.hands.see("[data-record]").await?;
        for (number, verdict) in (1..).zip(verdicts) {
            let css = format!("[data-check=\"{number}\"] [data-verdict=\"check\"]");
            self.hands.see_state(&css, verdict).await?;
        }
        let checks = "return document.querySelectorAll('[data-check]').length";
        let checks = self.hands.look(checks).await?;
        ensure!(checks == verdicts.len(), "{checks} checks at the office");
        let found = "return document.querySelector('[data-section=\"discrepancies\"]') === null";
        ensure!(self.hands.look(found).await? == true, "they do not agree");
        Ok(())
    }

    /// Back from the office's pages to the tablet's.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn back_to_the_tablet(&self) -> Result<()> {
        arrive(&self.hands, &self.office).await
    }
}

/// The first digest of a record's page: its own.
const DIGEST: &str = "return [...document.querySelectorAll('main [data-record] dd')]
    .map(fact => fact.innerText.trim()).find(fact => /^[0-9a-f]{64}$/.test(fact))";
