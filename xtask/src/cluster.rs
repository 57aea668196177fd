//! A private PostgreSQL for the tests: made in a temporary folder, listening on a socket
//! there and nowhere else, gone with the value. It runs as an ordinary user, since
//! PostgreSQL refuses root.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    child::{self, Guard},
    places::program,
    setup::Postgres,
};

/// The variable that tells the tests where it is.
pub(crate) const VARIABLE: &str = "CAN_DUNG_TEST_POSTGRES";

/// How long it may take to listen; a second on an idle machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running server.
#[derive(Debug)]
pub(crate) struct Cluster {
    folder: PathBuf,
    server: Option<Guard>,
}

impl Cluster {
    /// Makes it and waits until it listens.
    ///
    /// # Errors
    /// When PostgreSQL cannot make its files or does not start; with its own words.
    pub(crate) fn start(postgres: &Postgres) -> Result<Self> {
        // A socket's path has a hundred letters at most, so not in the checkout.
        let folder = env::temp_dir().join(format!("can-dung-pg-{}", std::process::id()));
        let mut cluster = Self {
            folder,
            server: None,
        };
        let folder = &cluster.folder;
        fs::create_dir(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let user = ordinary_user();
        if let Some(user) = user {
            let mut own = program("chown");
            own.arg(user).arg(folder);
            ensure!(own.status()?.success(), "{user} cannot have a folder");
        }
        let data = folder.join("data");
        let mut make = by(user, &postgres.programs.join("initdb"));
        make.args(["--username=postgres", "--auth=trust", "--encoding=UTF8"])
            .args(["--no-locale", "--no-sync", "--pgdata"])
            .arg(&data)
            .current_dir(folder);
        let ending = make.stdin(Stdio::null()).output()?;
        let said = String::from_utf8_lossy(&ending.stderr);
        ensure!(ending.status.success(), "initdb did not do it: {said}");

        let mut serve = by(user, &postgres.programs.join("postgres"));
        serve
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder)
            // What is here is thrown away: nothing of it has to outlive the machine.
            .args(["-c", "listen_addresses=", "-c", "fsync=off"])
            .args(["-c", "full_page_writes=off", "-c", "max_connections=200"])
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.join("log"))?);
        cluster.server = Some(Guard::spawn(&mut serve)?);
        cluster.wait(&postgres.programs.join("pg_isready"))?;
        Ok(cluster)
    }

    /// Its address, with a database in which others can be made.
    pub(crate) fn address(&self) -> String {
        format!(
            "postgres://postgres@localhost/postgres?host={}",
            self.folder.display()
        )
    }

    fn wait(&mut self, pg_isready: &Path) -> Result<()> {
        let began = Instant::now();
        loop {
            let mut ask = program(pg_isready);
            ask.arg("-q").arg("-h").arg(&self.folder);
            if child::answer(ask).is_some() {
                return Ok(());
            }
            let ended = match &mut self.server {
                Some(server) => server.child().try_wait()?,
                None => None,
            };
            if ended.is_some() || began.elapsed() > PATIENCE {
                let said = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                bail!("PostgreSQL does not listen: {said}");
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.server = None;
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("{} stays: {error}", self.folder.display());
        }
    }
}

/// Who runs it where we are root: the package's own user, else nobody.
fn ordinary_user() -> Option<&'static str> {
    let id = |words: &[&str]| {
        let mut id = program("id");
        id.args(words);
        child::answer(id)
    };
    if id(&["-u"]).as_deref() != Some("0") {
        return None;
    }
    let packaged = id(&["-u", "postgres"]).is_some();
    Some(if packaged { "postgres" } else { "nobody" })
}

fn by(user: Option<&str>, what: &Path) -> Command {
    let Some(user) = user else {
        return program(what);
    };
    let mut command = program("setpriv");
    command
        .args(["--reuid", user, "--regid"])
        .arg(group(user))
        .args(["--clear-groups", "--"])
        .arg(what);
    command
}

fn group(user: &str) -> String {
    let mut id = program("id");
    id.args(["-g", user]);
    child::answer(id).unwrap_or_else(|| user.to_owned())
}
