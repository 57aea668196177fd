//! Where people sign, and what stands there already: a refusal, or what was signed
//! on the screen before the visit was closed.

use std::rc::Rc;

use chrono::{DateTime, Duration, Utc};

use super::people::{leader, representative, team, witness};
use super::source::{DOTS, Source, dotted, fact};
use super::{Block, Minutes, Of, Signature, forms_for, sheets, wording};
use crate::inspection::Inspection;
use crate::rules::{Annex, RulePack, Signer};
use crate::signing::{Side, Strokes};

/// What was signed on the screen. It is worked out from the whole inspection, once for
/// however many sheets there are.
pub(super) struct Given(Vec<Mark>);

/// One signature, by whom it is found.
struct Mark {
    side: Side,
    /// In small letters.
    name: String,
    /// When it was given, by the clock on the wall, and what was drawn; `None` where it
    /// was given to something else.
    holds: Option<(DateTime<Utc>, Rc<Strokes>)>,
}

impl Given {
    /// Those of an inspection.
    pub(super) fn to(inspection: &Inspection) -> Self {
        let offset = inspection.opened.offset_minutes;
        let given = inspection.signatures().into_iter();
        let marks = given.map(|(one, holds)| Mark {
            side: one.side,
            name: one.name.to_lowercase(),
            holds: holds.then(|| (on_the_wall(one.at, offset), Rc::new(one.strokes))),
        });
        Self(marks.collect())
    }

    /// Puts what was signed into the places of those who signed.
    fn fill(&self, places: &mut [Signature]) {
        if self.0.is_empty() {
            return;
        }
        for place in places.iter_mut().filter(|place| place.is_somebodys()) {
            let name = place.name.to_lowercase();
            let is_theirs = |one: &&Mark| one.side == place.side && one.name == name;
            match self.0.iter().find(is_theirs).map(|one| &one.holds) {
                Some(Some((at, strokes))) => {
                    place.how = wording::signed_on_screen(*at);
                    place.drawn = Some(strokes.clone());
                }
                Some(None) => wording::SIGNED_OTHERWISE.clone_into(&mut place.how),
                None => {}
            }
        }
    }
}

/// Who signs, and why somebody did not.
pub(super) fn signatures(source: &Source<'_>, signers: &[Signer], of: &Of<'_>) -> Vec<Block> {
    let mut places = Vec::new();
    for signer in signers {
        sign(source, *signer, of, &mut places);
    }
    let refusable = signers.iter().copied().any(is_refusable) && matches!(of, Of::Visit);
    if refusable {
        let seen_by = source.entered("refusal_witness");
        let new = |name: &String| places.iter().all(|one: &Signature| one.name != *name);
        if let Some(name) = seen_by.filter(new) {
            let role = wording::REFUSAL_SEEN;
            places.push(place(role, name, wording::SIGN_HERE, Side::Witness));
        }
    }
    source.given.fill(&mut places);
    let mut blocks = vec![Block::Signatures(places)];
    if refusable {
        let reason = source.entered("refusal_reason");
        blocks.push(Block::Facts(vec![fact(wording::WHY_NOT_SIGNED, reason)]));
    }
    blocks
}

/// Everybody known by name who is to sign some form of an inspection, each once for
/// each side, with the role of the first form that names them.
#[must_use]
pub fn signers(inspection: &Inspection, pack: &RulePack, annex: &Annex) -> Vec<Signature> {
    let given = Given::to(inspection);
    let forms = forms_for(inspection).into_iter();
    let sheets = forms.filter_map(|form| sheets(form, (inspection, pack, annex), &given));
    let mut signers: Vec<Signature> = Vec::new();
    for place in sheets.flatten().flat_map(places) {
        let name = place.name.to_lowercase();
        let same = |one: &Signature| one.side == place.side && one.name.to_lowercase() == name;
        if place.is_somebodys() && !signers.iter().any(same) {
            signers.push(place);
        }
    }
    signers
}

/// The places for signatures of a sheet.
fn places(sheet: Minutes) -> Vec<Signature> {
    let blocks = sheet.parts.into_iter().flat_map(|part| part.blocks);
    let signed = blocks.filter_map(|block| match block {
        Block::Signatures(places) => Some(places),
        _ => None,
    });
    signed.flatten().collect()
}

fn on_the_wall(at: DateTime<Utc>, offset: i16) -> DateTime<Utc> {
    let ahead = Duration::minutes(i64::from(offset));
    at.checked_add_signed(ahead).unwrap_or(at)
}

/// Who may refuse to sign: who speaks for the establishment.
fn is_refusable(signer: Signer) -> bool {
    matches!(signer, Signer::Seller | Signer::Representative)
}

fn place(role: &str, name: String, how: &str, side: Side) -> Signature {
    Signature {
        role: role.to_owned(),
        name,
        how: how.to_owned(),
        side,
        drawn: None,
    }
}

fn sign(source: &Source<'_>, signer: Signer, of: &Of<'_>, into: &mut Vec<Signature>) {
    let team = team(source);
    let led = leader(&team);
    let refused = is_refusable(signer) && source.entered("refusal_reason").is_some();
    let how = if refused {
        wording::REFUSED
    } else {
        wording::SIGN_HERE
    };
    let side = match signer {
        Signer::Representative | Signer::Seller => Side::Establishment,
        Signer::Witness | Signer::CommuneOrWitness => Side::Witness,
        Signer::Leader | Signer::Members | Signer::Member | Signer::Sampler => Side::Team,
    };
    let mut add = |name: String| into.push(place(wording::role(signer), name, how, side));
    match signer {
        Signer::Representative | Signer::Seller => add(representative(source).name),
        Signer::Witness | Signer::CommuneOrWitness => add(witness(source).name),
        Signer::Leader => add(dotted(led.map(|one| one.name.clone()))),
        Signer::Members => {
            let members = team.iter().filter(|one| led != Some(one));
            members.for_each(|one| add(one.name.clone()));
        }
        Signer::Member => add(match of {
            Of::Member(one) => one.name.clone(),
            _ => DOTS.to_owned(),
        }),
        Signer::Sampler => add(source.inspection.inspector.clone()),
    }
}
