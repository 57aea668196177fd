//! What the page that is open becomes on paper: printed by the browser into a
//! PDF, and read back by another program.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::process::Command;

use crate::hands::Hands;
use crate::parts::Parts;

/// The printed pages as text.
#[derive(Clone, Debug)]
pub struct Paper(Vec<String>);

impl Paper {
    /// Prints the page that is open into this file, and reads it.
    ///
    /// # Errors
    /// When the browser does not print, or the file cannot be read back.
    pub async fn print(hands: &Hands, parts: &Parts, file: &Path) -> Result<Self> {
        let printed = hands.print().await?;
        std::fs::write(file, STANDARD.decode(printed)?)?;
        let mut read = Command::new(&parts.pdftotext);
        read.args(["-layout", "-enc", "UTF-8"]).arg(file).arg("-");
        let read = read.output().await.context("pdftotext")?;
        ensure!(read.status.success(), "pdftotext: {}", read.status);
        let text = String::from_utf8(read.stdout)?;
        // Each page ends with a form feed.
        let pages = text.split_terminator('\u{c}');
        Ok(Self(pages.map(folded).collect()))
    }

    /// The sheets as the screen shows them, each as one page: for a browser
    /// that does not print.
    ///
    /// # Errors
    /// When none is shown.
    pub async fn shown(hands: &Hands) -> Result<Self> {
        let sheets = "return [...document.querySelectorAll('.paper')].map(it => it.innerText)";
        let sheets = hands.look(sheets).await?;
        let sheets = sheets.as_array().context("sheets")?.iter();
        let sheets: Vec<_> = sheets.filter_map(|it| it.as_str().map(folded)).collect();
        ensure!(!sheets.is_empty(), "no sheet is shown");
        Ok(Self(sheets))
    }

    /// The pages, each with its words set apart by single spaces.
    #[must_use]
    pub fn pages(&self) -> &[String] {
        &self.0
    }

    /// Fails where a page is not tied to the document: its id and its digest
    /// stand on each.
    ///
    /// # Errors
    /// Names the page.
    pub fn is_tied_to(&self, id: &str, digest: &str) -> Result<()> {
        for (number, page) in (1..).zip(&self.0) {
            ensure!(
                solid(page).contains(digest),
                "page {number}: no digest: {page}"
            );
            ensure!(page.contains(id), "page {number}: no record: {page}");
        }
        Ok(())
    }

    /// Fails where the pages are not numbered.
    ///
    /// # Errors
    /// Names the page.
    pub fn is_numbered(&self) -> Result<()> {
        for (number, page) in (1..).zip(&self.0) {
            let place = format!("Trang {number}/{}", self.0.len());
            ensure!(page.contains(&place), "no {place:?}: {page}");
        }
        Ok(())
    }

    /// Fails where something is not on any page. Lines may break anywhere, so
    /// white space does not count.
    ///
    /// # Errors
    /// Names what is missing.
    pub fn says(&self, wanted: &str) -> Result<()> {
        let whole = solid(&self.0.join(" "));
        ensure!(
            whole.contains(&solid(wanted)),
            "{wanted:?} is not on the paper:\n{}",
            self.0.join("\n---\n")
        );
        Ok(())
    }
}

/// Without white space.
fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

fn folded(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}
