//! Waiting for what will be seen. What that is, is its caller's.

use std::fmt::Debug;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

/// How long a person waits for the page before calling it broken, unless the
/// test says otherwise: longer than any page takes on a machine that is busy
/// with other things. Only what fails takes this long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(90);

/// How long a person rests between two looks.
pub(crate) const STEP: Duration = Duration::from_millis(50);

/// Looks until what is seen is as wanted; a look that fails is repeated.
pub(crate) async fn until<T: Debug, F: Future<Output = Result<T>>>(
    patience: Duration,
    look: impl Fn() -> F,
    wanted: impl Fn(&T) -> bool,
) -> Result<T> {
    let began = Instant::now();
    loop {
        let seen = look().await;
        match seen {
            Ok(seen) if wanted(&seen) => return Ok(seen),
            Ok(seen) => ensure!(began.elapsed() < patience, "seen was {seen:?}"),
            Err(error) if began.elapsed() > patience => return Err(error),
            Err(_) => {}
        }
        tokio::time::sleep(STEP).await;
    }
}
