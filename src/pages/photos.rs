//! Photos of a draft: of a check, of one of its items, of the visit as a whole. Each
//! is kept as soon as it is taken, can be described and removed, and taken back.

use inspection::{CheckId, Item, PhotoTaken};
use leptos::prelude::*;

use super::form::Sheet;
use super::sheet;
use crate::acts::NoPhoto;
use crate::components::{
    Element, Entry, Fragment, Message, Takes, TextField, all, button, el, file_button, live,
    text_field,
};
use crate::signal::{Derived, Source};
use crate::state::{Of, OpenDraft, Part, Standing, State};
use crate::wording::{Language, fill, photos as words};

/// Where the style lies in the bundle.
pub(super) const STYLE: &str = "/later/evidence.css";
/// The most characters of what a photo shows.
const LONGEST: usize = 200;

/// The photos of a check, or of the visit as a whole, and the ways to more.
pub(super) fn photos(
    state: State,
    draft: OpenDraft,
    check: Option<CheckId>,
    language: Language,
) -> Fragment {
    state.sweep_photos(draft);
    let said = words(language);
    let title = if check.is_some() {
        said.of_check
    } else {
        said.of_visit
    };
    let told = Source::new("");
    let removed: Source<Vec<PhotoTaken>> = Source::new(Vec::new());
    let shown = Derived::new(move |_| draft.photos(check));
    let list = live(move || {
        let photos = shown.get();
        let one = |(number, taken)| untrack(|| one(state, draft, language, number, taken, removed));
        el("ul")
            .class("photos")
            .children((1_usize..).zip(&photos).map(one))
    });
    let of = Of {
        check,
        caption: None,
    };
    let take = |act, word, camera| {
        let takes = Takes {
            types: "image/*",
            camera,
            several: !camera,
        };
        let of = of.clone();
        file_button((act, act), word, takes, move |_| {
            take_up(
                state,
                draft,
                of.clone(),
                ["#", act].concat(),
                told,
                language,
            );
        })
    };
    sheet(title)
        .attr("data-section", "photos")
        .child(el("link").attr("rel", "stylesheet").attr("href", STYLE))
        .child(el("p").class("quiet").text(said.hint))
        .child(list)
        .child(taken_back(draft, language, removed))
        .child(
            el("p")
                .class("take")
                .child(take("photograph", said.photograph, true))
                .child(take("choose-photos", said.choose, false)),
        )
        .child(status(told))
        .into()
}

/// The way to a photo of an item; it stands among those of its check.
pub(super) fn of_item(sheet: Sheet, item: &'static Item) -> Fragment {
    let Part::Check(check) = sheet.part else {
        return all([] as [Element; 0]);
    };
    let language = sheet.language;
    let told = Source::new("");
    let name = [&item.name.code, " ", language.term(&item.name)].concat();
    let of = Of {
        check: Some(check.id),
        caption: Some(name.chars().take(LONGEST).collect()),
    };
    let id = ["photo-", &item.name.code].concat();
    let place = ["#", &id].concat();
    let takes = Takes {
        types: "image/*",
        camera: true,
        several: false,
    };
    let act = ("photograph-item", id.as_str());
    let field = file_button(act, words(language).of_item, takes, move |_| {
        let of = of.clone();
        take_up(sheet.state, sheet.draft, of, place.clone(), told, language);
    });
    all([el("p").child(field), status(told)])
}

fn status(told: Source<&'static str>) -> Element {
    el("p")
        .attr("role", "status")
        .class("reason")
        .attr("data-mark", "photos")
        .text_of(move || told.get())
}

fn take_up(
    state: State,
    draft: OpenDraft,
    of: Of,
    place: String,
    told: Source<&'static str>,
    language: Language,
) {
    let said = words(language);
    told.set(said.under_way);
    state.take_photos(draft, of, place, move |taken| {
        // The page may be gone by now.
        told.try_set(match taken {
            Ok(()) => said.taken,
            Err(NoPhoto::NotAPicture) => said.not_a_picture,
            Err(NoPhoto::Heic) => said.heic,
            Err(NoPhoto::Broken) => said.broken,
            Err(NoPhoto::TooLarge) => said.too_large,
            Err(NoPhoto::NoRoom) => said.no_room,
            Err(NoPhoto::NotKept) => said.not_kept,
        });
    });
}

fn one(
    state: State,
    draft: OpenDraft,
    language: Language,
    number: usize,
    taken: &PhotoTaken,
    removed: Source<Vec<PhotoTaken>>,
) -> Element {
    let said = words(language);
    let id = taken.id;
    let name = fill(said.photo, &number.to_string());
    let remove = button("remove-photo", said.remove).attr("data-value", &number.to_string());
    let remove = remove.on_click(move || {
        let taken = untrack(|| {
            draft
                .head
                .with(|head| head.photos.iter().find(|one| one.id == id).cloned())
        });
        if let Some(taken) = taken {
            removed.update(|removed| removed.push(taken));
            draft.remove_photo(id);
        }
    });
    el("li")
        .attr("data-photo", &number.to_string())
        .child(thumbnail(state, draft, language, taken, &name))
        .child(caption(draft, language, taken, &name))
        .child(remove)
}

/// The picture, once it was read.
fn thumbnail(
    state: State,
    draft: OpenDraft,
    language: Language,
    taken: &PhotoTaken,
    name: &str,
) -> Fragment {
    let said = words(language);
    let address: Source<Option<Option<String>>> = Source::new(None);
    state.show_photo(draft, taken.id, move |read| address.try_set(Some(read)));
    let name = taken
        .name
        .caption
        .clone()
        .unwrap_or_else(|| name.to_owned());
    live(move || {
        address.with(|address| match address {
            Some(Some(address)) => el("img").attr("src", address).attr("alt", &name),
            Some(None) => el("p").class("message").text(said.gone),
            None => el("p").class("quiet").text(said.reading),
        })
    })
}

/// What it shows; kept when the field is left.
fn caption(draft: OpenDraft, language: Language, taken: &PhotoTaken, name: &str) -> Element {
    let id = taken.id;
    let typed = Source::new(taken.name.caption.clone().unwrap_or_default());
    let field = TextField {
        code: ["photo_caption.", &id.to_string()].concat(),
        id: ["photo-", &id.to_string()].concat(),
        label: words(language).caption.to_owned(),
        note: name.to_owned(),
        example: "",
        entry: Entry::Line,
        value: typed.get_untracked(),
        message: Message(Derived::new(|_| None)),
    };
    let on_input = move |text: String| typed.set(text.chars().take(LONGEST).collect());
    text_field(field, on_input, move || {
        let text = typed.get_untracked();
        let known = untrack(|| {
            draft.head.with(|head| {
                let one = head.photos.iter().find(|one| one.id == id);
                one.map(|one| one.name.caption.clone().unwrap_or_default())
            })
        });
        // Leaving a field in which nothing was changed is no change.
        if known.is_some_and(|known| known != text.trim()) {
            draft.describe(id, &text);
        }
    })
}

/// What was removed while this page is shown can be taken back.
fn taken_back(draft: OpenDraft, language: Language, removed: Source<Vec<PhotoTaken>>) -> Fragment {
    let said = words(language);
    let ours = Derived::new(move |_| draft.standing().get() == Standing::Ours);
    live(move || {
        if !ours.get() {
            // Whoever owns it now may delete the pictures.
            removed.set(Vec::new());
        }
        let count = removed.with(Vec::len);
        let offer = || {
            let put_back = button("put-photo-back", said.put_back).on_click(move || {
                let mut last = None;
                removed.update(|removed| last = removed.pop());
                if let Some(taken) = last {
                    draft.put_photo_back(taken);
                }
            });
            el("p")
                .text(&fill(said.removed, &count.to_string()))
                .text(" ")
                .child(put_back)
        };
        all((count > 0).then(offer))
    })
}
