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
    use std::pin::pin;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc;

    use tokio::runtime::Builder;
    use tokio::task::spawn_blocking;

    use super::*;

    #[test]
    fn no_more_are_judged_at_once_than_there_are_places() {
        // Three threads, two of them held by works at the two places; what is
        // given to the third is done in turn.
        let mut runtime = Builder::new_current_thread();
        let runtime = runtime.max_blocking_threads(3).build().unwrap();
        runtime.block_on(async {
            let judges = Judges::of(2);
            let (begins, begun) = mpsc::channel();
            let works: Vec<_> = (0..2)
                .map(|_| {
                    let (judges, begins) = (judges.clone(), begins.clone());
                    let (let_go, held) = mpsc::channel::<()>();
                    let work = move || {
                        begins.send(()).unwrap();
                        held.recv().unwrap();
                    };
                    (let_go, tokio::spawn(async move { judges.run(work).await }))
                })
                .collect();
            let both = spawn_blocking(move || [begun.recv(), begun.recv()]);
            assert_eq!(both.await.unwrap(), [Ok(()), Ok(())]);

            let third_ran = Arc::new(AtomicBool::new(false));
            let work = {
                let ran = third_ran.clone();
                move || ran.store(true, Ordering::SeqCst)
            };
            let mut third = pin!(judges.run(work));
            tokio::select! {
                biased;
                _ = &mut third => panic!("a third was judged"),
                () = async { spawn_blocking(|| ()).await.unwrap() } => {}
            }
            assert!(!third_ran.load(Ordering::SeqCst));

            for (let_go, work) in works {
                let_go.send(()).unwrap();
                work.await.unwrap().unwrap();
            }
            third.await.unwrap();
            assert!(third_ran.load(Ordering::SeqCst));
        });
    }

    #[tokio::test]
    async fn a_panic_is_unavailable_and_gives_the_place_back() {
        let judges = Judges::of(1);
        let broken = judges.run(|| panic!("a mistake")).await;
        assert!(matches!(broken, Err(Problem::Unavailable)));
        assert_eq!(judges.run(|| 7).await.unwrap(), 7);
    }
}
