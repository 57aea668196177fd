//! The office's pages on the rules: what stands, the office's words on it, and
//! publishing. What words amount to is `crate::rules`'; the store keeps them.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{NaiveDate, Utc};
use inspection::{PackError, RulePack};
use serde_json::Value;

use super::spoken::say;
use super::{Failure, Shown, show, unavailable};
use crate::office::Office;
use crate::people::Seat;
use crate::routes::here;
use crate::rules::{self, current, put_together, says_the_same};
use crate::store::{Author, Edition, StoreError, Word, WordKind};
use crate::wording::{self, rules as words};

mod authority;
mod overview;
mod settling;
mod signing;
mod withdrawing;

pub(crate) use authority::{authority, name_authority};
pub(crate) use settling::{settle, settling};
pub(crate) use signing::{sign, signing};
pub(crate) use withdrawing::{withdraw, withdrawing};

/// Where the pages are.
const HERE: &str = "/office/rules";

/// Fields of a form or of an address.
type Fields = BTreeMap<String, String>;

/// What the pages read.
struct Standing {
    editions: Vec<Edition>,
    words: Vec<Word>,
}

impl Standing {
    async fn read(office: &Office) -> Result<Self, Failure> {
        let read = async {
            Ok::<_, StoreError>(Self {
                editions: rules::learn(&office.store).await?,
                words: office.store.words().await?,
            })
        };
        read.await.map_err(unavailable(office))
    }

    /// The edition in use, as this program knows it.
    fn in_use(&self) -> &'static RulePack {
        RulePack::named(&current(&self.editions)).unwrap_or_else(RulePack::current)
    }

    /// The edition as the words would have it; `None` where nothing new was
    /// said.
    fn pending(&self) -> Option<Result<rules::Draft, PackError>> {
        let name = self.in_use().name();
        let published = self.editions.iter().find(|edition| edition.name == name);
        match put_together(&self.words, &self.editions) {
            Ok(draft) => {
                let same = match published {
                    Some(edition) => says_the_same(&draft, edition),
                    None => self.words.iter().all(|word| word.struck.is_some()),
                };
                (!same).then_some(Ok(draft))
            }
            Err(error) => Some(Err(error)),
        }
    }
}

/// `GET /office/rules`: editions, words, limits in dispute, who inspects, rows.
pub(crate) async fn rules(State(office): State<Office>, Query(asked): Query<Fields>) -> Shown {
    page(
        &office,
        asked.get("rows").is_some_and(|rows| rows == "all"),
        None,
    )
    .await
}

/// `POST /office/rules/publish`: what was said becomes an edition.
pub(crate) async fn publish(State(office): State<Office>) -> Shown {
    let standing = Standing::read(&office).await?;
    let Some(Ok(draft)) = standing.pending() else {
        return page(&office, false, None).await;
    };
    let edition = Edition {
        name: draft.name,
        base: draft.base,
        additions: draft.additions,
        published: act(&office),
        withdrawn: None,
    };
    let before = standing.editions.len();
    let published = office.store.publish(&edition, before).await;
    if !published.map_err(unavailable(&office))? {
        return page(&office, false, Some(say(words::STALE))).await;
    }
    tracing::info!(edition = edition.name.id, "rules published");
    Ok(back())
}

/// `POST /office/rules/strike`: a word is taken back.
pub(crate) async fn strike(State(office): State<Office>, Form(fields): Form<Fields>) -> Shown {
    if let Some(id) = fields.get("id").and_then(|id| id.parse().ok()) {
        let struck = office.store.strike(id, &act(&office)).await;
        struck.map_err(unavailable(&office))?;
    }
    Ok(back())
}

async fn page(office: &Office, all: bool, said: Option<&'static str>) -> Shown {
    let standing = Standing::read(office).await?;
    let today = today();
    let body = overview::draw(&standing, today, all, said);
    Ok(show(office, say(words::TITLE), &body))
}

/// Keeps a word and goes back.
async fn keep(office: &Office, kind: WordKind, row: Value) -> Shown {
    let said = office.store.say(kind, &row, &act(office)).await;
    said.map_err(unavailable(office))?;
    Ok(back())
}

fn back() -> Response {
    Redirect::to(HERE).into_response()
}

/// Who does it, now.
fn act(office: &Office) -> Author {
    let seat = here().filter(|_| !office.demo);
    let by = seat.as_ref().map_or(words::DEMO, Seat::name);
    Author {
        name: by.to_owned(),
        at: Utc::now(),
    }
}

fn today() -> NaiveDate {
    wording::wall_time(Utc::now()).date_naive()
}
