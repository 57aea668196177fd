//! Documents on their way in. Those that come at the same time are kept in one
//! transaction, so that one wait for the disk does for all of them; each is told
//! what became of it after the commit that holds it.

use std::collections::VecDeque;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use super::contents::Parts;
use super::documents::keep;
use super::engine::Tries;
use crate::store::{Arrival, Kept, Store, StoreError};

/// The most documents of one transaction: who comes later waits no longer than
/// these take.
const MOST: usize = 128;

/// The documents that wait for the writer.
#[derive(Debug, Default)]
pub(super) struct Queue(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    documents: VecDeque<Document>,
    /// Whether somebody is writing, and will look here again.
    is_written: bool,
}

/// One document, and who waits for it.
struct Document {
    arrival: Arrival,
    parts: Option<Parts>,
    answer: oneshot::Sender<Result<Kept, StoreError>>,
}

impl Store {
    /// Keeps a document, or says why it is kept already. Resolves only after
    /// the commit; an error promises nothing, so the sender tries again. Who
    /// stops waiting leaves the document to be kept.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn keep(&self, arrival: Arrival) -> Result<Kept, StoreError> {
        let parts = self.apart(&arrival).await?;
        let (answer, answered) = oneshot::channel();
        let document = Document {
            arrival,
            parts,
            answer,
        };
        if self.shared.queue.add(document) {
            tokio::spawn(write_all(self.clone()));
        }
        answered.await.unwrap_or(Err(StoreError::Interrupted))
    }
}

impl Queue {
    /// Whether nobody was writing: then the caller has it done.
    fn add(&self, document: Document) -> bool {
        let mut waiting = self.lock();
        waiting.documents.push_back(document);
        !mem::replace(&mut waiting.is_written, true)
    }

    /// The next documents; none, and nobody is writing any more.
    fn next(&self) -> Vec<Document> {
        let mut waiting = self.lock();
        let count = waiting.documents.len().min(MOST);
        waiting.is_written = count > 0;
        waiting.documents.drain(..count).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn write_all(store: Store) {
    loop {
        let documents = store.shared.queue.next();
        if documents.is_empty() {
            return;
        }
        // In a task of its own, so that a mistake ends these and not the rest.
        let written = tokio::spawn(write(store.clone(), documents));
        if let Err(error) = written.await {
            tracing::error!(%error, "documents could not be kept");
        }
    }
}

/// Keeps these together; where one of them is at fault, each by itself.
async fn write(store: Store, documents: Vec<Document>) {
    match together(&store, &documents).await {
        Ok(kept) => {
            for (document, kept) in documents.into_iter().zip(kept) {
                document.tell(Ok(kept));
            }
        }
        Err(error) if documents.len() > 1 && error.may_be_of_one() => {
            tracing::warn!(%error, "documents are kept one by one");
            for document in documents {
                let kept = together(&store, std::slice::from_ref(&document)).await;
                document.tell(kept.and_then(|mut kept| kept.pop().ok_or(StoreError::Interrupted)));
            }
        }
        Err(error) => {
            let error = Arc::new(error);
            for document in documents {
                document.tell(Err(StoreError::Shared(error.clone())));
            }
        }
    }
}

/// One transaction, done again where another one got in its way.
async fn together(store: &Store, documents: &[Document]) -> Result<Vec<Kept>, StoreError> {
    let mut tries = Tries::default();
    loop {
        match once(store, documents).await {
            Err(error) if tries.another(&error).await => {}
            done => return done,
        }
    }
}

async fn once(store: &Store, documents: &[Document]) -> Result<Vec<Kept>, StoreError> {
    let mut transaction = store.write().await?;
    let mut all = Vec::with_capacity(documents.len());
    for Document { arrival, parts, .. } in documents {
        if let Some(parts) = parts {
            store.shared.files.expect(&parts.file).await?;
        }
        all.push(keep(&mut transaction, arrival, parts.as_ref()).await?);
    }
    store.commit(transaction).await?;
    tracing::debug!(documents = all.len(), "kept together");
    Ok(all)
}

impl Document {
    fn tell(self, kept: Result<Kept, StoreError>) {
        // Who no longer waits will send it again.
        drop(self.answer.send(kept));
    }
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Document")
            .field(&self.arrival.received.frozen.id)
            .finish()
    }
}
