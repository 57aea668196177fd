//! `cargo xtask bench`: tables of what the app costs. Today the size of the bundle.

use anyhow::Result;

use crate::{bundle, child, places::Places, setup};

/// Builds the bundle and prints its weights.
///
/// # Errors
/// When the bundle cannot be built.
pub(crate) fn bench(places: &Places) -> Result<()> {
    child::end_all_on_interrupt()?;
    let web = setup::web(places)?;
    bundle::build(places, &web)?;
    println!("\n{}", bundle::table(&bundle::weigh(places)?));
    Ok(())
}
