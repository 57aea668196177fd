//! Judging beside the threads that serve requests: as many documents at once
//! as there are processors, the others in their turn. What is judged, and how,
//! is the caller's.

use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use tokio::sync::Semaphore;

use crate::problem::Problem;

/// The places at which documents are judged.
#[derive(Clone, Debug)]
pub(crate) struct Judges(Arc<Semaphore>);

impl Default for Judges {
    /// One for each processor.
    fn default() -> Self {
        Self::of(thread::available_parallelism().map_or(1, NonZero::get))
    }
}

impl Judges {
    fn of(places: usize) -> Self {
        Self(Arc::new(Semaphore::new(places)))
    }

    /// Runs the work when a place is free.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] where the work panicked: nothing is promised.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        // Nobody closes it.
        let place = self.0.clone().acquire_owned().await;
        let place = place.map_err(|_| Problem::Unavailable)?;
        let judged = tokio::task::spawn_blocking(move || {
            // Held by the work: it goes on when the sender has gone.
            let _place = place;
            work()
        });
        judged.await.map_err(|error| {
            tracing::error!(%error, "a document could not be judged");
            Problem::Unavailable
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn no_more_are_judged_at_once_than_there_are_places() {
        let judges = Judges::of(2);
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (judges, now, most) = (judges.clone(), now.clone(), most.clone());
                tokio::spawn(async move {
                    let work = move || {
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        thread::sleep(Duration::from_millis(20));
                        now.fetch_sub(1, Ordering::SeqCst);
                    };
                    judges.run(work).await
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(most.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn a_panic_is_unavailable_and_gives_the_place_back() {
        let judges = Judges::of(1);
        let broken = judges.run(|| panic!("a mistake")).await;
        assert!(matches!(broken, Err(Problem::Unavailable)));
        assert_eq!(judges.run(|| 7).await.unwrap(), 7);
    }
}
