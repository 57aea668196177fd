//! Papers of a closed inspection: taken up, kept, and sent like any document.

use inspection::InspectionId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::State;
use crate::acts::NoPaper;
use crate::later::NotLoaded;
use crate::outbox::Haste;

impl State {
    /// Keeps the paper that was chosen with a record; `then` hears why not.
    pub(crate) fn attach(
        self,
        id: InspectionId,
        selector: &'static str,
        then: impl FnOnce(Result<(), NoPaper>) + 'static,
    ) {
        let desk = self.desk();
        let connect = self.outside.with_value(|outside| outside.connect);
        spawn_local(async move {
            let taken = match connect(desk.clone(), None).await {
                Ok(courier) => courier.paper(selector).await,
                Err(NotLoaded) => Err(NoPaper::NotKept),
            };
            let kept = match taken {
                Ok(paper) => {
                    let kept = desk.attach(id, paper).await;
                    kept.map(drop).map_err(|_| NoPaper::NotKept)
                }
                Err(why) => Err(why),
            };
            self.refresh();
            then(kept);
            self.send(Haste::Due);
        });
    }
}
