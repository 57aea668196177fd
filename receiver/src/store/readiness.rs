//! Whether documents could be kept now: what a person or a proxy wants to know
//! before somebody sends one.

use std::time::Duration;

use crate::store::Store;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// The least room in the folder of files: ten documents of the largest size.
const LEAST_ROOM: u64 = 100 * 1024 * 1024;

impl Store {
    /// What is in the way: `database` where it does not answer, `files` where their
    /// folder cannot be written, `room` where the folder's disk is nearly full.
    pub async fn failing(&self) -> Vec<&'static str> {
        let mut failing = Vec::new();
        let answers = tokio::time::timeout(PATIENCE, async {
            let mut read = self.read().await?;
            sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM pulled_lists")
                .fetch_one(&mut *read)
                .await
                .map_err(crate::store::StoreError::from)
        });
        match answers.await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => {
                tracing::warn!(%error, "not ready: the database does not answer");
                failing.push("database");
            }
            Err(_) => {
                tracing::warn!("not ready: the database does not answer in time");
                failing.push("database");
            }
        }
        if let Err(error) = self.shared.files.try_writing() {
            tracing::warn!(%error, "not ready: the folder of files cannot be written");
            failing.push("files");
        } else if self
            .shared
            .files
            .room()
            .is_some_and(|room| room < LEAST_ROOM)
        {
            tracing::warn!("not ready: the disk of the folder of files is nearly full");
            failing.push("room");
        }
        failing
    }
}
