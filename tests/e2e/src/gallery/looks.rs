//! The themes and sizes in which a screen is looked at, and the scripts that look.

use anyhow::Result;

use crate::hands::Hands;

/// A theme, as the page's root names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    Light,
    Dark,
    Sun,
}

impl Theme {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Sun];

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Sun => "sun",
        }
    }

    /// Puts the page into it, as the settings do.
    pub(super) fn script(self) -> String {
        format!(
            "document.documentElement.dataset.theme = '{}'; return ''",
            self.name()
        )
    }
}

/// How large the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    Landscape,
    Portrait,
    Phone,
}

impl Size {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Landscape, Self::Portrait, Self::Phone];

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Landscape => "1280x800",
            Self::Portrait => "800x1280",
            Self::Phone => "360x780",
        }
    }

    /// Makes the screen this large, in CSS pixels.
    pub(super) async fn set(self, hands: &Hands) -> Result<()> {
        let (width, height) = match self {
            Self::Landscape => (1280, 800),
            Self::Portrait => (800, 1280),
            Self::Phone => (360, 780),
        };
        hands.screen(width, height).await
    }
}

/// Text at 200 %, as the settings make it.
pub(super) const LARGE: &str = "document.documentElement.dataset.text = '200'; return ''";
/// And as it is without them.
pub(super) const USUAL: &str = "delete document.documentElement.dataset.text; return ''";

/// Opens what is folded, but for the checks of every other kind: they are many, and
/// the same on each part of a visit.
pub(super) const UNFOLD: &str = "document.querySelectorAll('main details:not(.add-others)') \
    .forEach(fold => { fold.open = true; }); return ''";

/// Everything axe-core finds, with the enhanced contrast rule on.
pub(super) const AXE: &str = r"
    const done = arguments[0];
    axe.run(document, { rules: { 'color-contrast-enhanced': { enabled: true } } }).then(
        result => done(result.violations.map(v => v.id + ': '
            + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))),
        error => done(['axe itself: ' + error]));
";

/// What is too small for a finger, cut off, or beside the page. 48 px, and 56 px for
/// the answers to an item; half a pixel is rounding. What is pressed may reach over
/// its row by its `::after`.
pub(super) const MEASURE: &str = r#"
    const found = new Set();
    const name = el => el.tagName.toLowerCase() + '[' + (el.dataset.action ?? el.dataset.field
        ?? el.dataset.value ?? el.className) + '] ' + (el.innerText ?? '').slice(0, 40);
    const shown = el => el.checkVisibility({ visibilityProperty: true }) && !el.closest('.skip');
    const reach = el => {
        const after = getComputedStyle(el, '::after');
        const over = after.content !== 'none' && after.position === 'absolute';
        return (over ? el.closest('.row') ?? el : el).getBoundingClientRect();
    };
    const pressed = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    for (const el of document.querySelectorAll(pressed)) {
        const box = reach(el);
        if (!shown(el) || box.width === 0) continue;
        const least = el.matches('.item .choice') ? 56 : 48;
        if (box.height < least - 0.5 || box.width < 47.5) {
            found.add(`${name(el)} is ${Math.round(box.width)} by ${Math.round(box.height)}`);
        }
    }
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth > width) {
        found.add(`the page is ${document.scrollingElement.scrollWidth} wide, not ${width}`);
    }
    for (const el of document.querySelectorAll('body *')) {
        if (!shown(el) || el.closest('.scroll, .paper, svg')) continue;
        const box = el.getBoundingClientRect();
        if (box.width > 1 && (box.right > width + 1 || box.left < -1)) {
            found.add(`${name(el)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`);
        }
        const cut = el.scrollWidth > el.clientWidth + 1 && el.clientWidth > 1;
        if (cut && !el.matches('input, select, textarea, .papers *')
            && getComputedStyle(el).display !== 'inline') {
            found.add(`${name(el)} holds ${el.scrollWidth} in ${el.clientWidth}`);
        }
    }
    return [...found];
"#;
