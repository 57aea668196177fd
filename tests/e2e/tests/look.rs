//! How the page looks, and that it keeps still: what was picked holds at once and
//! before anything is painted, and what is said late moves nothing.

use anyhow::{Result, ensure};
use e2e::{Hands, Scene};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_picked_holds_at_once_and_before_anything_is_painted() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/settings").await?;
    hands.see("html[data-theme=\"light\"]").await?;
    hands.choose("look_theme", "sun").await?;
    hands.see("html[data-theme=\"sun\"]").await?;
    hands.choose("look_text", "150").await?;
    // Half as large again as 18 px.
    let size = "return getComputedStyle(document.documentElement).fontSize";
    hands.see_found(size, "27px").await?;

    hands.on_each_page(FIRST_FRAME).await?;
    hands.open(&scene.office.address("/")).await?;
    hands.see("[data-action=\"new-inspection\"]").await?;
    let painted = hands.look("return window.painted").await?;
    ensure!(painted == "sun 150", "first there was {painted}");

    hands.act("open-settings").await?;
    hands.see_value("look_theme", "sun").await?;
    hands.see_value("look_text", "150").await?;
    hands.choose("look_theme", "system").await?;
    for (asked, value, theme) in [
        ("prefers-color-scheme", "dark", "dark"),
        ("prefers-color-scheme", "light", "light"),
        ("prefers-contrast", "more", "sun"),
    ] {
        hands.prefer(asked, value).await?;
        hands.see(&format!("html[data-theme=\"{theme}\"]")).await?;
    }
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn why_it_is_not_known_where_the_tablet_is_moves_nothing() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    hands.act("new-inspection").await?;
    hands.see("[data-action=\"choose-establishment\"]").await?;
    let before = places(&hands).await?;
    hands.act("nearest").await?;
    let place = "[data-mark=\"place\"]";
    hands.see_words(place, |said| said.len() > 30).await?;
    let after = places(&hands).await?;
    ensure!(before == after, "{before} became {after}");
    scene.end().await
}

/// The office's first word comes when it comes.
#[tokio::test(flavor = "multi_thread")]
async fn the_start_page_stands_still_when_the_office_is_first_heard_of() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands();
    hands.cut_off(Some("*/api/v1/*")).await?;
    hands.open(&scene.office.address("/")).await?;
    hands.see("[data-action=\"new-inspection\"]").await?;
    let before = places(&hands).await?;
    hands.cut_off(None).await?;
    hands.see("[data-mark=\"demo\"]").await?;
    let after = places(&hands).await?;
    ensure!(before == after, "{before} became {after}");
    scene.end().await
}

/// Where what can be pressed stands.
async fn places(hands: &Hands) -> Result<String> {
    let places = hands.look(PLACES).await?;
    Ok(places.to_string())
}

const PLACES: &str = "
    const buttons = 'header a, header button, [data-action=new-inspection], [data-action=nearest], \
        [data-action=choose-establishment], [data-action=pull-lists]';
    return [...document.querySelectorAll(buttons)].map(el => {
        const { x, y } = el.getBoundingClientRect();
        const place = [x, y + scrollY].map(Math.round);
        return [el.dataset.action ?? el.dataset.mark, ...place].join(' ');
    });
";

const FIRST_FRAME: &str = "
    requestAnimationFrame(() => {
        const { theme, text } = document.documentElement.dataset;
        window.painted = `${theme} ${text}`;
    });
";
