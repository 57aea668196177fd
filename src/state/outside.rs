//! What the state needs from outside: the page, the files, the way to the
//! office. `app` hands in the browser's.

use std::any::Any;
use std::rc::Rc;

use chrono::{DateTime, NaiveDate, Utc};
use inspection::Point;

use super::register::{Establishments, Week};
use crate::LocalFuture;
use crate::acts::{Desk, Keeping, NewPaper, NoPaper, NoPhoto, Penned, Progress, Shot, Windows};
use crate::enrolment::Enrolment;
use crate::later::NotLoaded;
use crate::outbox::Haste;
use crate::shelf::{NoPlace, PullError, Rules, ShelfError};
use crate::sync::NotEnrolled;

/// The page as something to point at; the browser's is handed in.
pub(crate) trait Screen {
    /// Puts the focus on the first element that a selector finds, and brings
    /// it into view.
    fn focus(&self, selector: &str);
    /// Names the page.
    fn set_title(&self, title: &str);
    /// Says which language the page is in.
    fn set_language(&self, code: &str);
    /// Writes a text into the field of this id, where it is on the page.
    fn rewrite(&self, id: &str, text: &str);
    /// The path of the page's address.
    fn path(&self) -> String;
    /// The host of the page's address, and what follows its `#`, which is taken out
    /// of the address and the history.
    fn take_link(&self) -> [String; 2];
    /// Writes another address of the app into the history.
    fn go(&self, address: &str);
    /// Lets the version that waits take over, and loads the page again.
    fn take_new_version(&self);
    /// What was picked of how the page looks: of its `theme` or its `text`.
    fn look(&self, of: &str) -> Option<String>;
    /// Lets the page look so, from now on. Whether that is kept.
    fn set_look(&self, of: &str, value: &str) -> bool;
    /// Opens the browser's dialog for printing. Whether it has one.
    fn print(&self) -> bool;
    /// Gives the person a file to keep. Whether it was begun.
    fn save_file(&self, name: &str, text: &str) -> bool;
    /// The text of the file that was chosen in the field a selector finds.
    fn chosen_file(&self, selector: &str) -> LocalFuture<'static, Option<String>>;
    /// Asks the browser how much is stored, and whether it promised to keep it;
    /// with `persist`, to promise it.
    fn keeping(&self, persist: bool) -> LocalFuture<'static, Keeping>;
}

/// Carries documents to the office and its lists back; takes up papers.
pub(crate) trait Courier {
    /// The paper that was chosen in the field a selector finds: a picture made
    /// smaller, a PDF as it is.
    fn paper(&self, selector: &'static str) -> LocalFuture<'static, Result<NewPaper, NoPaper>>;
    /// The photos that were taken or chosen in the field a selector finds.
    fn photos(&self, selector: String) -> LocalFuture<'static, Vec<Result<Shot, NoPhoto>>>;
    /// Hears what is drawn on the element that a selector finds, until what is
    /// returned is dropped.
    fn pen(&self, selector: &'static str, heard: Penned) -> Box<dyn Any>;
    /// One round: sends what is due, or all that waits, and asks the office who
    /// it is. When to begin the next.
    fn round<'a>(
        &'a self,
        desk: &'a Desk,
        haste: Haste,
        progress: &'a dyn Fn(Progress),
    ) -> LocalFuture<'a, Option<DateTime<Utc>>>;

    /// Enrols this tablet by the secret of a link.
    fn enrol<'a>(
        &'a self,
        desk: &'a Desk,
        link: &'a str,
    ) -> LocalFuture<'a, Result<Enrolment, NotEnrolled>>;

    /// Pulls what changed of the lists; `by_hand` also what is fresh. Whether
    /// anything was asked.
    fn pull(&self, now: DateTime<Utc>, by_hand: bool) -> LocalFuture<'_, Result<bool, PullError>>;

    /// How the office's rules stand to those of this program.
    fn rules(&self) -> LocalFuture<'_, Result<Rules, PullError>>;

    /// The register as it was last pulled.
    fn register(&self) -> LocalFuture<'_, Result<Establishments, ShelfError>>;

    /// The plan from one day to another as it was last pulled.
    fn week(&self, first: NaiveDate, last: NaiveDate) -> LocalFuture<'_, Result<Week, ShelfError>>;

    /// Where the tablet is.
    fn locate(&self) -> LocalFuture<'_, Result<Point, NoPlace>>;
}

/// Makes the way to the office for a desk, to another address where one is set.
pub(crate) type Connect =
    fn(Desk, Option<String>) -> LocalFuture<'static, Result<Rc<dyn Courier>, NotLoaded>>;

/// What the state needs from outside.
pub(crate) struct Outside {
    /// What a person may do.
    pub(crate) desk: Desk,
    /// The page.
    pub(crate) screen: Rc<dyn Screen>,
    /// The way to the office.
    pub(crate) connect: Connect,
    /// The other windows.
    pub(crate) windows: Rc<dyn Windows>,
}
