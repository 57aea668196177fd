//! What the pages ask of belonging to an office: enrolling by a link, and how it
//! stands.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::State;
use crate::enrolment::Enrolment;
use crate::later::NotLoaded;
use crate::outbox::Haste;
use crate::sync::NotEnrolled;

impl State {
    /// Enrols this tablet by the secret of a link; `then` hears what became of it.
    pub(crate) fn enrol(
        self,
        link: String,
        then: impl FnOnce(Result<Enrolment, NotEnrolled>) + 'static,
    ) {
        let desk = self.desk();
        let connect = self.outside.with_value(|outside| outside.connect);
        spawn_local(async move {
            let enrolled = match connect(desk.clone(), None).await {
                Ok(courier) => courier.enrol(&desk, &link).await,
                Err(NotLoaded) => Err(NotEnrolled::Unreachable),
            };
            let done = enrolled.is_ok();
            then(enrolled);
            if done {
                // What waited for a sign-in waits no longer.
                self.send(Haste::Now);
            }
        });
    }

    /// As which tablet this one is enrolled, once the journal has said so.
    pub(crate) fn enrolment(self, then: impl FnOnce(Option<Enrolment>) + 'static) {
        let desk = self.desk();
        spawn_local(async move {
            let kept = desk.enrolment().await.ok().flatten();
            then(kept.map(|(enrolment, _)| enrolment));
        });
    }
}
