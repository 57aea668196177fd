//! The office's lists as pages read them: read from the shelf when a page wants
//! them, pulled every few minutes and by hand from then on; and what choosing an
//! establishment writes into a draft. No recording needs it: only pages that are
//! loaded later may reach it.

use std::rc::Rc;
use std::time::Duration;

use chrono::{Datelike, Days, NaiveDate};
use inspection::{Answers, InspectionId, REGISTER_FIELD, Register, RegisterRow, RulePack, ward_on};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Courier, OpenDraft, Part, State};
use crate::acts::SaveError;
use crate::later::NotLoaded;
use crate::shelf::{Head, NoPlace, PullError, Rules, ShelfError};
use crate::signal::Source;

/// How often it is looked whether what was pulled is still fresh.
const LOOK: Duration = Duration::from_mins(1);

/// What pages read of the register.
pub(crate) struct Establishments {
    /// Its rows.
    pub(crate) register: Register,
    /// How far it was pulled; `None` where it never was.
    pub(crate) head: Option<Head>,
}

/// What pages read of the plan.
pub(crate) struct Week {
    /// The visits of the week, by day, with whom they are to.
    pub(crate) visits: Vec<(inspection::PlanRow, Option<RegisterRow>)>,
    /// How far it was pulled; `None` where it never was.
    pub(crate) head: Option<Head>,
}

/// How far reading a list has got.
pub(crate) enum Held<T> {
    /// No page wants it, or it is being read.
    Unread,
    /// It cannot be read.
    Failed(String),
    /// As it was last pulled.
    Read(Rc<T>),
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Unread => Self::Unread,
            Self::Failed(why) => Self::Failed(why.clone()),
            Self::Read(list) => Self::Read(Rc::clone(list)),
        }
    }
}

/// The lists, and how pulling them goes.
#[derive(Clone, Copy)]
pub(crate) struct Lists {
    /// The register.
    pub(crate) register: RwSignal<Held<Establishments>, LocalStorage>,
    /// The week's plan.
    pub(crate) week: RwSignal<Held<Week>, LocalStorage>,
    /// Whether a pull by hand is under way.
    pub(crate) pulling: Source<bool>,
    /// How the office's rules stand to ours, once it has said so.
    pub(crate) rules: Source<Option<Rules>>,
    /// Why the last pull by hand brought nothing.
    pub(crate) trouble: Source<Option<PullError>>,
}

impl Lists {
    pub(super) fn new() -> Self {
        Self {
            register: RwSignal::new_local(Held::Unread),
            week: RwSignal::new_local(Held::Unread),
            pulling: Source::new(false),
            rules: Source::new(None),
            trouble: Source::new(None),
        }
    }
}

impl State {
    /// The lists of the office. They live as long as the app from when a page
    /// first wants them, and are kept fresh from then on.
    pub(crate) fn lists(self) -> Lists {
        self.with_owner(|| {
            use_context::<Lists>().unwrap_or_else(|| {
                let lists = Lists::new();
                provide_context(lists);
                set_interval(move || self.freshen(), LOOK);
                self.freshen();
                lists
            })
        })
    }

    /// Has the register read, where it was not yet.
    pub(crate) fn want_register(self) {
        if self.lists().register.with_untracked(is_unread) {
            self.with_courier(async move |courier| self.read_register(&*courier).await);
        }
    }

    /// Has the week's plan read anew.
    pub(crate) fn want_week(self) {
        self.with_courier(async move |courier| self.read_week(&*courier).await);
    }

    /// Pulls the lists because a person wants them now.
    pub(crate) fn pull_now(self) {
        if self.lists().pulling.get_untracked() {
            return;
        }
        self.lists().pulling.set(true);
        self.lists().trouble.set(None);
        self.with_courier(async move |courier| {
            let pulled = courier.pull(self.desk().now().at, true).await;
            self.lists().trouble.set(pulled.err());
            self.lists().pulling.set(false);
            self.read_again(&*courier).await;
        });
    }

    /// Pulls what is not fresh any more.
    fn freshen(self) {
        self.with_courier(async move |courier| {
            if courier.pull(self.desk().now().at, false).await == Ok(true) {
                self.read_again(&*courier).await;
            }
        });
    }

    /// Reads anew what pages have read, and asks which rules hold.
    async fn read_again(self, courier: &dyn Courier) {
        if let Ok(rules) = courier.rules().await {
            if let Rules::Known(said) = &rules
                && let Some(saving) = self.desk().take_rules(said.clone())
            {
                // What was not kept is told again in the next pull.
                drop(saving.await);
            }
            self.lists().rules.set(Some(rules));
        }
        if !self.lists().register.with_untracked(is_unread) {
            self.read_register(courier).await;
        }
        if !self.lists().week.with_untracked(is_unread) {
            self.read_week(courier).await;
        }
    }

    async fn read_register(self, courier: &dyn Courier) {
        self.lists().register.set(held(courier.register().await));
    }

    async fn read_week(self, courier: &dyn Courier) {
        let [first, last] = week_of(self.today.get_untracked());
        self.lists().week.set(held(courier.week(first, last).await));
    }

    /// Does work with the way to the office; without it nothing is known.
    fn with_courier<W>(self, work: impl FnOnce(Rc<dyn Courier>) -> W + 'static)
    where
        W: Future<Output = ()> + 'static,
    {
        let connect = self.outside.with_value(|outside| outside.connect);
        let desk = self.desk();
        let address = desk.settings().upload_url;
        let connecting = connect(desk, address);
        spawn_local(async move {
            match connecting.await {
                Ok(courier) => work(courier).await,
                // What waits for an answer waits no longer.
                Err(NotLoaded) => self.lists().pulling.set(false),
            }
        });
    }

    /// Where the tablet is, once the browser has said so.
    pub(crate) fn locate(self, then: impl FnOnce(Result<inspection::Point, NoPlace>) + 'static) {
        self.with_courier(async move |courier| then(courier.locate().await));
    }

    /// Begins a visit of today to this row; `then` goes to it once it is kept.
    pub(crate) fn begin_visit_to(
        self,
        row: Rc<RegisterRow>,
        then: impl FnOnce(Result<InspectionId, SaveError>) + 'static,
    ) {
        let beginning = self.desk().new_draft();
        spawn_local(async move {
            let begun = match beginning.await {
                Ok(mut head) => {
                    let pack = RulePack::named(&head.rule_pack);
                    let pack = pack.unwrap_or_else(RulePack::current);
                    let today = self.today.get_untracked();
                    head.answers.extend(answers_of(pack, &row, today));
                    let kept = self.desk().save_head(&head).await;
                    kept.map(|()| head.id)
                }
                Err(error) => Err(error),
            };
            self.drafts.set(self.desk().drafts());
            then(begun);
        });
    }

    /// The days within which the office wants to be warned of another visit, and
    /// how many it is since the last of this row; `None` where it need not be.
    pub(crate) fn too_soon(self, row: &RegisterRow) -> Option<u32> {
        let within = self.desk().office()?.revisit_days?;
        let last = row.last.as_ref()?.on;
        let since = (self.today.get_untracked() - last).num_days();
        (since <= i64::from(within)).then_some(within)
    }
}

fn is_unread<T>(held: &Held<T>) -> bool {
    matches!(held, Held::Unread)
}

fn held<T>(read: Result<T, ShelfError>) -> Held<T> {
    match read {
        Ok(list) => Held::Read(Rc::new(list)),
        Err(error) => Held::Failed(error.to_string()),
    }
}

/// Monday and Sunday of the week of a day.
pub(crate) fn week_of(day: NaiveDate) -> [NaiveDate; 2] {
    let before = Days::new(day.weekday().num_days_from_monday().into());
    let monday = day.checked_sub_days(before).unwrap_or(day);
    [monday, monday.checked_add_days(Days::new(6)).unwrap_or(day)]
}

/// What a row says of a visit on `day`, by the visit's fields; what it does not
/// know is left out. So is a ward that was divided since.
fn answers_of(pack: &RulePack, row: &RegisterRow, day: NaiveDate) -> Answers {
    let ward = row.ward.as_ref();
    let ward = ward.and_then(|ward| ward_on(pack, &ward.code, day));
    let ward = ward.map(|ward| ward.code.as_str());
    let known = [
        ("establishment_name", row.name.as_str()),
        ("establishment_address", row.address.as_str()),
        ("establishment_kind", row.kind.as_str()),
        ("ward", ward.unwrap_or_default()),
        ("tax_code", row.tax_code.as_str()),
        ("phone", row.phone.as_str()),
        (REGISTER_FIELD, row.id.as_str()),
    ];
    let mut answers = Answers::new();
    for (field, text) in known {
        if !text.is_empty() {
            answers.insert(field.to_owned(), text.to_owned());
        }
    }
    answers
}

impl OpenDraft {
    /// What a row says, by the rules and on the day of the visit.
    fn told_by(self, row: &RegisterRow) -> Answers {
        let pack = untrack(|| self.pack());
        answers_of(pack, row, self.rules_of.get_untracked())
    }

    /// The fields in which something else was typed than the row says.
    pub(crate) fn typed_otherwise(self, row: &RegisterRow) -> Vec<(String, String)> {
        let mut differing = Vec::new();
        for (field, text) in self.told_by(row) {
            let typed = Part::Head.typed(self, &field);
            if field != REGISTER_FIELD && !typed.trim().is_empty() && typed.trim() != text {
                differing.push((field, typed));
            }
        }
        differing
    }

    /// Takes a row over: every field, or those in which nothing was typed.
    pub(crate) fn take_row(self, row: &RegisterRow, replace: bool) {
        for (field, text) in self.told_by(row) {
            let typed = Part::Head.typed(self, &field);
            if typed != text && (replace || field == REGISTER_FIELD || typed.trim().is_empty()) {
                self.answer(Part::Head, &field, text);
            }
        }
        self.saver.flush();
    }
}
