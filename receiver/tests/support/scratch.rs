//! A database for one test, of the engine that the test program is for: a file
//! in a temporary folder, or a database of the server that `cargo xtask test`
//! started. Both are gone with the value.

use std::env;

use receiver::Store;
use receiver::store::Location;
use sqlx::{Connection, Executor, PgConnection};
use tempfile::TempDir;
use url::Url;
use uuid::Uuid;

use super::Receiver;

/// The variable that names the server.
const SERVER: &str = "CAN_DUNG_TEST_POSTGRES";

/// A database of its own.
pub(crate) struct Scratch {
    pub(crate) folder: TempDir,
    server: Option<Database>,
}

/// A database of the server.
struct Database {
    server: String,
    name: String,
}

impl Scratch {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = if crate::ON_POSTGRES {
            Some(Database::make().await)
        } else {
            None
        };
        Self { folder, server }
    }

    /// A file, whatever engine the test program is for.
    pub(crate) fn of_a_file() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            server: None,
        }
    }

    /// What stands after `--database`.
    pub(crate) fn address(&self) -> Option<String> {
        let database = self.server.as_ref()?;
        let mut address = Url::parse(&database.server).unwrap();
        address.set_path(&database.name);
        Some(address.into())
    }

    pub(crate) fn location(&self) -> Location {
        match self.address() {
            Some(address) => Location::server(&address, self.folder.path()).unwrap(),
            None => Location::file(&self.folder.path().join("office.sqlite")),
        }
    }

    /// Its address, for a connection beside the store's.
    pub(crate) fn url(&self) -> String {
        let file = self.folder.path().join("office.sqlite");
        self.address()
            .unwrap_or_else(|| format!("sqlite://{}", file.display()))
    }

    /// The real program on this database.
    pub(crate) fn serve(&self) -> Receiver {
        match self.address() {
            Some(address) => Receiver::start(self.folder.path(), &["--database", &address]),
            None => Receiver::start(self.folder.path(), &[]),
        }
    }

    pub(crate) async fn open(&self) -> Store {
        Store::at(&self.location()).await.unwrap()
    }
}

impl Database {
    async fn make() -> Self {
        let server = env::var(SERVER).unwrap_or_else(|_| {
            panic!("{SERVER} names no server: `cargo xtask test unit` starts one for these tests")
        });
        let name = format!("test_{}", Uuid::now_v7().simple());
        let database = Self { server, name };
        database
            .tell(format!("CREATE DATABASE {}", database.name))
            .await;
        database
    }

    async fn tell(&self, statement: String) {
        let mut on = PgConnection::connect(&self.server).await.unwrap();
        on.execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
        on.close().await.unwrap();
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        // The test's own runtime cannot wait in here.
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut runtime = tokio::runtime::Builder::new_current_thread();
                let runtime = runtime.enable_all().build().unwrap();
                runtime.block_on(self.tell(drop));
            });
        });
    }
}
