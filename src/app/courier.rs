//! The way to the office by HTTP and the taking up of papers, which no recording
//! needs: `xtask` builds them into the file that is loaded later.

use std::any::Any;
use std::rc::Rc;

use chrono::{DateTime, NaiveDate, Utc};
use inspection::{Point, Register, RulePack};

use crate::LocalFuture;
use crate::acts::{Desk, NewPaper, NoPaper, NoPhoto, Penned, Progress, Shot};
use crate::browser::{
    HttpTransport, IndexedDbShelf, chosen_paper, chosen_photos, drawn_on, locate,
};
use crate::enrolment::Enrolment;
use crate::later::NotLoaded;
use crate::outbox::Haste;
use crate::shelf::{self, List, NoPlace, PullError, Rules, ShelfError};
use crate::state::{Courier, Establishments, Week};
use crate::sync::NotEnrolled;

/// Carries documents by HTTP.
struct ByHttp(HttpTransport, IndexedDbShelf);

impl Courier for ByHttp {
    fn paper(&self, selector: &'static str) -> LocalFuture<'static, Result<NewPaper, NoPaper>> {
        Box::pin(chosen_paper(selector))
    }

    fn photos(&self, selector: String) -> LocalFuture<'static, Vec<Result<Shot, NoPhoto>>> {
        Box::pin(async move { chosen_photos(&selector).await })
    }

    fn pen(&self, selector: &'static str, heard: Penned) -> Box<dyn Any> {
        Box::new(drawn_on(selector, heard))
    }

    fn round<'a>(
        &'a self,
        desk: &'a Desk,
        haste: Haste,
        progress: &'a dyn Fn(Progress),
    ) -> LocalFuture<'a, Option<DateTime<Utc>>> {
        Box::pin(async move {
            if desk.is_read_only() {
                // Without room for it nothing changes, and is looked at again.
                drop(desk.set_aside_again().await);
            }
            let round = desk.deliver(&self.0, haste, progress).await;
            desk.refill(&self.0, desk.now().at).await;
            // A profile that was not kept is asked for again in the next round.
            drop(desk.ask_office(&self.0).await);
            round.until
        })
    }

    fn enrol<'a>(
        &'a self,
        desk: &'a Desk,
        link: &'a str,
    ) -> LocalFuture<'a, Result<Enrolment, NotEnrolled>> {
        Box::pin(desk.enrol(&self.0, link))
    }

    fn pull(&self, now: DateTime<Utc>, by_hand: bool) -> LocalFuture<'_, Result<bool, PullError>> {
        Box::pin(shelf::pull(&self.0, &self.1, now, by_hand))
    }

    fn rules(&self) -> LocalFuture<'_, Result<Rules, PullError>> {
        Box::pin(shelf::rules(&self.0))
    }

    fn register(&self) -> LocalFuture<'_, Result<Establishments, ShelfError>> {
        Box::pin(async move {
            let rows = shelf::register(&self.1).await?;
            Ok(Establishments {
                register: Register::new(rows, RulePack::current()),
                head: shelf::head(&self.1, List::Register).await?,
            })
        })
    }

    fn week(&self, first: NaiveDate, last: NaiveDate) -> LocalFuture<'_, Result<Week, ShelfError>> {
        Box::pin(async move {
            Ok(Week {
                visits: shelf::visits(&self.1, first, last).await?,
                head: shelf::head(&self.1, List::Plan).await?,
            })
        })
    }

    fn locate(&self) -> LocalFuture<'_, Result<Point, NoPlace>> {
        Box::pin(locate())
    }
}

/// Loads the way to `address`, or to the office the app came from, which is shown
/// as which tablet this one is enrolled.
pub(super) fn connect(
    desk: Desk,
    address: Option<String>,
) -> LocalFuture<'static, Result<Rc<dyn Courier>, NotLoaded>> {
    Box::pin(async move {
        let enrolled = desk.enrolment().await.ok().flatten();
        courier(address, enrolled.map(|(enrolment, _)| enrolment.token)).await
    })
}

#[cfg(feature = "split")]
use apart::courier;

#[cfg(feature = "split")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "what loads it may fail, and answers in its place"
)]
mod apart {
    use super::{Courier, NotLoaded, Rc, by_http};

    #[wasm_split_helpers::wasm_split(rest, fallible)]
    pub(super) fn courier(
        address: Option<String>,
        token: Option<String>,
    ) -> Result<Rc<dyn Courier>, NotLoaded> {
        Ok(by_http(address.as_deref(), token.as_deref()))
    }
}

#[cfg(not(feature = "split"))]
async fn courier(
    address: Option<String>,
    token: Option<String>,
) -> Result<Rc<dyn Courier>, NotLoaded> {
    std::future::ready(Ok(by_http(address.as_deref(), token.as_deref()))).await
}

fn by_http(address: Option<&str>, token: Option<&str>) -> Rc<dyn Courier> {
    Rc::new(ByHttp(
        HttpTransport::new(address, token),
        IndexedDbShelf::default(),
    ))
}
