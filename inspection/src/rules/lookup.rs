//! Finding rows of a pack by their codes, and the names of what findings are
//! about.

use chrono::NaiveDate;

use super::RulePack;
use super::fields::PackField;
use super::goods::{GoodsKind, RiskLevel};
use super::kinds::MeasuredKind;
use super::limits::TrialFigure;
use super::lists::Item;
use super::trials::Trial;
use crate::evidence::Term;
use crate::signing;

impl RulePack {
    /// The kind of instrument of this code.
    #[must_use]
    pub fn instrument_kind(&self, code: &str) -> Option<&MeasuredKind> {
        self.instrument_kinds
            .iter()
            .find(|kind| kind.name.code == code)
    }

    /// The kind of quantity of this code.
    #[must_use]
    pub fn quantity_kind(&self, code: &str) -> Option<&MeasuredKind> {
        self.quantity_kinds
            .iter()
            .find(|kind| kind.name.code == code)
    }

    /// The trial of this code, as some kind is put to it.
    #[must_use]
    pub fn trial(&self, code: &str) -> Option<&Trial> {
        let kinds = self.instrument_kinds.iter().chain(&self.quantity_kinds);
        let mut trials = kinds.flat_map(|kind| &kind.trials);
        trials.find(|trial| trial.name.code == code)
    }

    /// A field of this code, as some kind or group of goods is asked for it.
    #[must_use]
    pub fn field(&self, code: &str) -> Option<&PackField> {
        let kinds = self.instrument_kinds.iter().chain(&self.quantity_kinds);
        let goods = self.goods_kinds.iter();
        let goods = goods.flat_map(|kind| kind.label_fields.iter().chain(&kind.quality_fields));
        let mut fields = kinds.flat_map(|kind| &kind.fields).chain(goods);
        fields.find(|field| field.name.code == code)
    }

    /// What a finding is about, in the language that `pick` picks: an item by
    /// its code and name, a trial by its name and row or result, a field by its
    /// name; the code where the pack has none.
    #[must_use]
    pub fn finding_name(&self, subject: &str, pick: impl Fn(&Term) -> &str) -> String {
        let result = |code: &str| {
            self.results
                .iter()
                .find(|term| term.code == code)
                .map(&pick)
        };
        let (head, tail) = subject.split_once('.').unwrap_or((subject, ""));
        if let Some(trial) = self.trial(head) {
            let kind_of = tail.trim_end_matches(|c: char| c == '_' || c.is_ascii_digit());
            let tail = result(kind_of).unwrap_or(tail);
            return format!("{} {tail}", pick(&trial.name))
                .trim_end()
                .to_owned();
        }
        let mut items = self.checklists.iter().flat_map(|list| &list.items);
        if let Some(item) = items.find(|item| item.name.code == subject) {
            return format!("{subject} {}", pick(&item.name));
        }
        let field = || self.field(subject).map(|field| pick(&field.name));
        result(subject).or_else(field).unwrap_or(subject).to_owned()
    }

    /// The fields of the visit, those asked at its end last.
    pub fn fields_of_visit(&self) -> impl Iterator<Item = &PackField> {
        self.visit_fields.iter().chain(&self.closing_fields)
    }

    /// Whether the answer at `place` is asked at the end of the visit.
    #[must_use]
    pub fn asks_at_the_end(&self, place: &str) -> bool {
        if signing::is_column(place) {
            return true;
        }
        let code = place.split('.').next();
        let mut fields = self.closing_fields.iter();
        fields.any(|field| Some(field.name.code.as_str()) == code)
    }

    /// The columns of a list of the visit.
    #[must_use]
    pub fn columns(&self, list: &str) -> Vec<&PackField> {
        let fields = self.fields_of_visit();
        let ours = fields.filter(|field| field.list.as_deref() == Some(list));
        ours.collect()
    }

    /// The group of goods of this code.
    #[must_use]
    pub fn goods_kind(&self, code: &str) -> Option<&GoodsKind> {
        self.goods_kinds.iter().find(|kind| kind.name.code == code)
    }

    /// The level of risk of goods on `day`, where it is known.
    #[must_use]
    pub fn risk_of(&self, goods: &GoodsKind, day: NaiveDate) -> Option<&RiskLevel> {
        let ours = |level: &&RiskLevel| Some(&level.name.code) == goods.risk.as_ref();
        let mut levels = self.risk_levels.iter().filter(ours);
        levels.find(|level| level.days.hold(day))
    }

    /// The name of a limit, by the code that findings give it.
    #[must_use]
    pub fn limit_name(&self, code: &str) -> Option<&Term> {
        let factors = self.weighing.in_service_factors.iter();
        let factors = factors.map(|factor| &factor.name);
        let volumes = self.delivery.limits.iter().map(|limit| &limit.name);
        let figures = self.trial_figures.iter().map(|figure| &figure.name);
        let mut names = factors.chain(volumes).chain(figures).chain(&self.results);
        names.find(|name| name.code == code)
    }

    /// The item of this code.
    #[must_use]
    pub fn item(&self, code: &str) -> Option<&Item> {
        let mut items = self.checklists.iter().flat_map(|list| &list.items);
        items.find(|item| item.name.code == code)
    }

    pub(crate) fn figure(&self, code: &str) -> Option<&TrialFigure> {
        let mut figures = self.trial_figures.iter();
        figures.find(|figure| figure.name.code == code)
    }
}
