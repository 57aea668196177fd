//! Signing on the screen, before a visit is closed: who is to sign, what was signed,
//! and the place where a hand draws. Only where the office lets it; ink needs none
//! of this.

mod pad;
mod shown;

use std::sync::Arc;

use inspection::{Annex, Head, Side, Signed, digest_to_sign, signers};
use leptos::prelude::*;

use super::minutes::to_read;
use super::photos::STYLE;
use super::sheet;
use crate::components::{Element, Fragment, all, button, el, live, nothing};
use crate::signal::{Derived, Source};
use crate::state::{OpenDraft, Standing, State};
use crate::wording::{Language, fill, moment, signing as words};

pub(super) use shown::{given, ink};

/// Somebody who is to sign, or has.
#[derive(Clone, PartialEq)]
struct Signer {
    side: Side,
    name: String,
    role: String,
    signed: Option<Signed>,
    /// Whether what was signed is what stands there now.
    holds: bool,
}

/// Everybody, and the digest of what is signed; no digest while something is missing.
#[derive(Clone, PartialEq)]
struct Table {
    digest: Option<String>,
    signers: Vec<Signer>,
    /// Rows of the answers whose signature cannot be read.
    unreadable: Vec<u16>,
}

/// Who signs now: side and name.
type Open = Source<Option<(Side, String)>>;

/// What stands on the page that closes the visit.
pub(super) fn signing(state: State, draft: OpenDraft, language: Language) -> Fragment {
    // The page that closes a visit is the last at which what was removed is deleted.
    state.sweep_photos(draft);
    let is_any = move || draft.head.with(|head| Signed::is_any(&head.answers));
    let begun = Source::new(untrack(is_any));
    // The office says it at the end of a round.
    let allowed = Derived::new(move |_| !state.is_sending() && state.may_sign());
    let shown = Derived::new(move |before| before == Some(&true) || begun.get() || allowed.get());
    // Whoever does not sign here pays nothing for it.
    live(move || {
        if !shown.get() {
            return nothing();
        }
        if begun.get() {
            return untrack(|| whole(state, draft, language)).into();
        }
        let words = words(language);
        let button = button("sign-on-screen", words.begin);
        titled(language)
            .child(button.on_click(move || begun.set(true)))
            .into()
    })
}

fn titled(language: Language) -> Element {
    let words = words(language);
    sheet(words.title)
        .attr("data-section", "signing")
        .child(el("link").attr("rel", "stylesheet").attr("href", STYLE))
        .child(el("p").class("quiet").text(words.hint))
}

fn whole(state: State, draft: OpenDraft, language: Language) -> Element {
    let annex = draft.head.with(|head| Annex::of(&head.rule_pack));
    let annex = annex.ok().map(Arc::new);
    let table = Derived::new(move |_| table(state, draft, annex.as_deref()));
    let open: Open = Source::new(None);
    let changed = Source::new(false);
    let read = Source::new(false);
    let lines = live(move || {
        let table = table.get();
        let line = |one: &Signer| untrack(|| line(state, draft, language, one, &table, open));
        el("ul")
            .class("signers")
            .children(table.signers.iter().map(line))
            .children(
                table
                    .unreadable
                    .iter()
                    .map(|row| unreadable(draft, language, *row)),
            )
    });
    let missing = live(move || {
        let is_whole = table.with(|table| table.digest.is_some());
        let said = || el("p").class("message").text(words(language).not_whole);
        all((!is_whole).then(said))
    });
    let ours = Derived::new(move |_| draft.standing().get() == Standing::Ours);
    let place = live(move || {
        if !ours.get() {
            open.set(None);
            return nothing();
        }
        let Some((side, name)) = open.get() else {
            return nothing();
        };
        let open = (open, changed);
        untrack(|| pad::pad(state, draft, language, (side, &name), table, open))
    });
    let told = el("p").attr("role", "status").class("message");
    let told = told.attr("data-mark", "signing").text_of(move || {
        // Whoever signs next has seen it.
        let is_told = open.with(Option::is_none) && changed.get();
        if is_told { words(language).changed } else { "" }
    });
    let reading = live(move || {
        if read.get() {
            return untrack(|| to_read(draft, language));
        }
        let show = button("read-before-signing", words(language).read);
        show.on_click(move || read.set(true)).into()
    });
    titled(language)
        .child(missing)
        .child(reading)
        .child(lines)
        .child(place)
        .child(told)
        .child(el("p").class("quiet").text(words(language).others))
}

/// Everybody who is to sign, then whoever signed and is to no more.
fn table(state: State, draft: OpenDraft, annex: Option<&Annex>) -> Table {
    let pack = draft.pack();
    let held = draft.as_draft();
    let inspection = held.whole(pack, state.today.get()).ok();
    let mut given = Signed::among(&held.head.answers);
    let unreadable = Signed::unreadable(&held.head.answers);
    let places = inspection.as_ref().zip(annex);
    let places = places.map(|(inspection, annex)| signers(inspection, pack, annex));
    let digest = inspection.and_then(digest_to_sign);
    let digest = digest.map(|digest| digest.as_str().to_owned());
    let holds = |signed: &Signed| digest.as_ref() == Some(&signed.sha256);
    let mut signers = Vec::new();
    for place in places.unwrap_or_default() {
        let at = given
            .iter()
            .position(|one| one.is_of(place.side, &place.name));
        let signed = at.map(|at| given.remove(at));
        signers.push(Signer {
            side: place.side,
            name: place.name,
            role: place.role,
            holds: signed.as_ref().is_some_and(holds),
            signed,
        });
    }
    signers.extend(given.into_iter().map(|signed| Signer {
        side: signed.side,
        name: signed.name.clone(),
        role: String::new(),
        // Who is to sign no more has signed for nothing.
        holds: false,
        signed: Some(signed),
    }));
    Table {
        digest,
        signers,
        unreadable,
    }
}

fn line(
    state: State,
    draft: OpenDraft,
    language: Language,
    signer: &Signer,
    table: &Table,
    open: Open,
) -> Element {
    let words = words(language);
    let who = el("p")
        .child(el("strong").text(&signer.name))
        .text(" ")
        .child(el("span").class("quiet").text(&signer.role));
    let line = el("li")
        .attr("data-signer", signer.side.code())
        .attr(
            "data-state",
            shown::state_of(signer.signed.as_ref(), signer.holds),
        )
        .child(who);
    let Some(given) = &signer.signed else {
        let line = line.child(el("p").class("quiet").text(words.unsigned));
        let (side, name) = (signer.side, signer.name.clone());
        let sign = button("sign", &fill(words.sign, &signer.name))
            .attr("data-value", signer.side.code())
            .on_click(move || open.set(Some((side, name.clone()))));
        return line.children(table.digest.is_some().then_some(sign));
    };
    let at = moment(given.at, state.offset());
    let said = if signer.holds {
        el("p").text(&fill(words.signed, &at))
    } else {
        el("p")
            .class("message")
            .text(language.words().gap_signature_void)
    };
    let clear = clear(draft, language, given.row)
        .attr("data-value", signer.side.code())
        .on_click(move || open.set(None));
    line.child(ink(language, &given.name, &given.strokes))
        .child(said)
        .child(clear)
}

/// What nobody can read can be taken away.
fn unreadable(draft: OpenDraft, language: Language, row: u16) -> Element {
    let said = el("p").class("message").text(words(language).unreadable);
    let clear = clear(draft, language, row).attr("data-value", &row.to_string());
    el("li")
        .attr("data-state", "unreadable")
        .child(said)
        .child(clear)
}

fn clear(draft: OpenDraft, language: Language, row: u16) -> Element {
    button("clear-signature", words(language).clear)
        .attr("data-field", &Signed::place(row))
        .on_click(move || {
            let answers = |head: &Head| Signed::cleared(&head.answers, row);
            draft.put(&draft.head.with_untracked(answers));
        })
}
