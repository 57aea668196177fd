//! Looks at a screen as everybody would who cannot say what is wrong with it: axe
//! reads it, its targets are measured, nothing may be cut off or lie beside the
//! page, in every theme, size and language. Keeps pictures where it is told to.
//! Which screens there are is the walk's.

mod looks;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::hands::Hands;
use looks::{AXE, MEASURE, Size, Theme, UNFOLD};

/// Where pictures are kept, by the name that `cargo xtask bench -- screens` gives.
const FOLDER: &str = "CAN_DUNG_SCREENS";

/// What was seen so far.
#[derive(Debug)]
pub struct Gallery {
    axe: String,
    folder: Option<PathBuf>,
    shown: Vec<String>,
    faults: Vec<String>,
}

/// How closely a screen is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closely {
    /// As [`Closely::Once`], and never in English: it would not be the same screen.
    AsItIs,
    /// In the light theme; in the bench in all, and in English too.
    Once,
    /// Also in English.
    Both,
    /// Also in the other themes, on a phone and with text at 200 %.
    Fully,
}

impl Gallery {
    /// An empty one.
    ///
    /// # Errors
    /// When axe-core is not there.
    pub fn open() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let axe = std::fs::read_to_string(root.join("third_party/axe-core/axe.min.js"))?;
        let folder = std::env::var_os(FOLDER).map(PathBuf::from);
        if let Some(folder) = &folder {
            std::fs::create_dir_all(folder)?;
        }
        Ok(Self {
            axe,
            folder,
            shown: Vec::new(),
            faults: Vec::new(),
        })
    }

    /// Looks at the screen that is open, and leaves it as it was, but for what was
    /// folded.
    ///
    /// # Errors
    /// When the browser does not answer. What is wrong is kept for the end.
    pub async fn show(&mut self, hands: &Hands, name: &str, closely: Closely) -> Result<()> {
        hands.see("main h1").await?;
        Size::Landscape.set(hands).await?;
        if let Some(folder) = self.folder.clone() {
            self.picture(hands, &folder, name, closely).await?;
        }
        hands.look(UNFOLD).await?;
        self.look_at(hands, name, closely).await?;
        let english = match closely {
            Closely::AsItIs => false,
            Closely::Once => self.folder.is_some(),
            Closely::Both | Closely::Fully => true,
        };
        if english {
            hands.act("switch-language").await?;
            hands.see("html[lang=\"en\"] main h1").await?;
            hands.look(UNFOLD).await?;
            self.look_at(hands, &format!("{name}-en"), closely).await?;
            if let Some(folder) = self.folder.clone() {
                let file = folder.join(format!("{name}-en.png"));
                hands.whole_picture(&file).await?;
                self.shown.push(format!("{name}-en"));
            }
            hands.act("switch-language").await?;
            hands.see("html[lang=\"vi\"] main h1").await?;
        }
        Ok(())
    }

    /// Only reads a page, one of the office for example, and keeps one picture.
    ///
    /// # Errors
    /// When the browser does not answer. What is wrong is kept for the end.
    pub async fn read(&mut self, hands: &Hands, name: &str) -> Result<()> {
        if let Some(folder) = &self.folder {
            hands.picture(&folder.join(format!("{name}.png"))).await?;
            self.shown.push(name.to_owned());
        }
        self.listen(hands, name).await
    }

    /// Says what is wrong with all that was shown.
    ///
    /// # Errors
    /// When anything is.
    pub fn close(self) -> Result<()> {
        if let Some(folder) = &self.folder {
            std::fs::write(folder.join("index.html"), self.index()?)?;
        }
        ensure!(self.faults.is_empty(), "{}", self.faults.join("\n"));
        Ok(())
    }

    async fn look_at(&mut self, hands: &Hands, name: &str, closely: Closely) -> Result<()> {
        let fully = closely == Closely::Fully;
        // In English the colours are the same.
        let is_other = name.ends_with("-en");
        let themes = if fully && !is_other || self.folder.is_some() {
            &Theme::ALL[..]
        } else {
            &Theme::ALL[..1]
        };
        for theme in themes {
            hands.look(&theme.script()).await?;
            let place = format!("{name}, {}", theme.name());
            self.listen(hands, &place).await?;
            // Borders differ, and so may boxes.
            self.measure(hands, &place).await?;
        }
        hands.look(&Theme::Light.script()).await?;
        for size in Size::ALL {
            if size == Size::Landscape || size == Size::Phone && !fully && self.folder.is_none() {
                continue;
            }
            size.set(hands).await?;
            self.measure(hands, &format!("{name}, {}", size.name()))
                .await?;
        }
        for size in Size::ALL {
            if fully {
                size.set(hands).await?;
                hands.look(looks::LARGE).await?;
                let place = format!("{name}, {} at 200 %", size.name());
                self.measure(hands, &place).await?;
            }
        }
        hands.look(looks::USUAL).await?;
        Size::Landscape.set(hands).await
    }

    /// Runs axe-core with the enhanced contrast rule (7:1) on.
    async fn listen(&mut self, hands: &Hands, place: &str) -> Result<()> {
        if hands.look("return typeof axe").await? == "undefined" {
            hands.look(&self.axe).await?;
        }
        self.found(place, &hands.look_long(AXE).await?)
    }

    async fn measure(&mut self, hands: &Hands, place: &str) -> Result<()> {
        self.found(place, &hands.look(MEASURE).await?)
    }

    fn found(&mut self, place: &str, found: &Value) -> Result<()> {
        let found = found.as_array().context("what was found")?;
        let said = found.iter().map(|fault| format!("{place}: {fault}"));
        self.faults.extend(said);
        Ok(())
    }

    async fn picture(
        &mut self,
        hands: &Hands,
        folder: &Path,
        name: &str,
        closely: Closely,
    ) -> Result<()> {
        for size in Size::ALL {
            if size == Size::Phone && closely != Closely::Fully {
                continue;
            }
            size.set(hands).await?;
            for theme in Theme::ALL {
                hands.look(&theme.script()).await?;
                let shown = format!("{name}-{}-{}", size.name(), theme.name());
                hands.picture(&folder.join(format!("{shown}.png"))).await?;
                self.shown.push(shown);
            }
            hands.look(&Theme::Light.script()).await?;
            let shown = format!("{name}-{}-whole", size.name());
            let file = folder.join(format!("{shown}.png"));
            hands.whole_picture(&file).await?;
            self.shown.push(shown);
        }
        Size::Landscape.set(hands).await
    }

    /// A page with all pictures.
    fn index(&self) -> Result<String> {
        let mut page = String::from(INDEX);
        for name in &self.shown {
            write!(
                page,
                "<figure><a href=\"{name}.png\"><img src=\"{name}.png\" loading=\"lazy\" \
                 alt=\"\"></a><figcaption>{name}</figcaption></figure>"
            )?;
        }
        Ok(page)
    }
}

const INDEX: &str = "<!doctype html><meta charset=\"utf-8\"><title>Cân Đúng</title><style>\
    body{font:16px system-ui;display:flex;flex-wrap:wrap;gap:16px}\
    figure{margin:0;width:400px}img{width:100%;border:1px solid #888}</style>";
