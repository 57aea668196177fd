//! `receiver user` and `receiver device`: who may, for whoever has locked himself
//! out or has no page at hand. The receiver may be serving the folder meanwhile.
//! What people and tablets are is `people`'s and the store's.

use std::io::{self, Write};

use chrono::Utc;

use crate::config::{Device, DeviceAct, Keeping, UserAct, Users};
use crate::folder::{self, FolderError};
use crate::pages::LINK_HOLDS;
use crate::people::{Authority, NotAnAuthority, Sight, Token, name_key, proper_name};
use crate::store::{self, NewTablet, NewUser, Person, Standing, Store, StoreError, TabletChange};
use crate::wording::{self, people as words};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum LettingInError {
    /// The data folder is the wrong one or cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database cannot be opened, or did not answer.
    #[error("{location} cannot be used")]
    Database {
        /// Its file or address.
        location: String,
        /// Why not.
        source: StoreError,
    },
    /// Another one has the name.
    #[error("there is a user {0:?} already: choose another name, or `receiver user reset`")]
    NameTaken(String),
    /// Nobody has the name.
    #[error("there is no {what} {name:?}; `receiver {what} list` names those there are")]
    Unknown {
        /// `user` or `device`.
        what: &'static str,
        /// The name or id given.
        name: String,
    },
    /// More than one has the name.
    #[error("several tablets are called {0:?}: give the id that `receiver device list` prints")]
    Several(String),
    /// A name that is none.
    #[error("{0:?} is no name: letters, at most 80")]
    NotAName(String),
    /// The authority is none of the day.
    #[error("--authority: {0}")]
    Authority(#[from] NotAnAuthority),
    /// The system gave no randomness.
    #[error("the system gives no randomness: {0}")]
    Random(#[from] getrandom::Error),
    /// It was done; not everything was said.
    #[error("what was done could not be printed: {0}")]
    Output(#[from] io::Error),
}

/// Does what was asked about users.
///
/// # Errors
/// [`LettingInError`] says in one sentence what to do.
pub async fn user(config: &Users, output: impl Write) -> Result<(), LettingInError> {
    let desk = Desk::open(&config.keeping, output).await?;
    match &config.act {
        UserAct::Add {
            name,
            role,
            authority,
        } => {
            let authority = authority_of(authority.as_deref())?;
            desk.add_user(name, *role, authority).await
        }
        UserAct::List => desk.list_users().await,
        UserAct::Reset { name } => desk.reset_user(name).await,
        UserAct::Disable { name } => desk.disable_user(name).await,
    }
}

/// Does what was asked about tablets.
///
/// # Errors
/// [`LettingInError`] says in one sentence what to do.
pub async fn device(config: &Device, output: impl Write) -> Result<(), LettingInError> {
    let desk = Desk::open(&config.keeping, output).await?;
    match &config.act {
        DeviceAct::Add {
            name,
            authority,
            numbers,
        } => {
            let new = NewTablet {
                name: named(name)?,
                authority: authority_of(authority.as_deref())?,
                block_size: *numbers,
            };
            desk.add_device(&new).await
        }
        DeviceAct::List => desk.list_devices().await,
        DeviceAct::Revoke { name } => desk.revoke_device(name).await,
    }
}

fn named(name: &str) -> Result<String, LettingInError> {
    proper_name(name).ok_or_else(|| LettingInError::NotAName(name.to_owned()))
}

/// The authority of this code; the city's where none was given.
fn authority_of(code: Option<&str>) -> Result<Authority, NotAnAuthority> {
    let today = wording::wall_time(Utc::now()).date_naive();
    code.map_or_else(|| Ok(Authority::city()), |code| Authority::on(code, today))
}

/// An open database, and where it is said what was done.
struct Desk<W> {
    store: Store,
    location: String,
    output: W,
}

impl<W: Write> Desk<W> {
    async fn open(keeping: &Keeping, output: W) -> Result<Self, LettingInError> {
        let at = folder::prepare(keeping)?;
        let location = at.to_string();
        match Store::at(&at).await {
            Ok(store) => Ok(Self {
                store,
                location,
                output,
            }),
            Err(source) => Err(LettingInError::Database { location, source }),
        }
    }

    fn database(&self) -> impl FnOnce(StoreError) -> LettingInError {
        let location = self.location.clone();
        move |source| LettingInError::Database { location, source }
    }

    async fn add_user(
        mut self,
        name: &str,
        role: crate::people::Role,
        authority: Authority,
    ) -> Result<(), LettingInError> {
        let new = NewUser {
            name: named(name)?,
            role,
            authority,
        };
        let link = Token::random()?;
        let until = Utc::now() + LINK_HOLDS;
        let hash = link.hash();
        let added = self
            .store
            .add_user(&new, (&hash, until), words::COMMAND_LINE);
        let added = added.await.map_err(self.database())?;
        if added.is_none() {
            return Err(LettingInError::NameTaken(new.name));
        }
        self.say_link(&link)
    }

    async fn list_users(mut self) -> Result<(), LettingInError> {
        for Person {
            user,
            has_password,
            disabled,
        } in self.store.people().await.map_err(self.database())?
        {
            let state = match (disabled, has_password) {
                (true, _) => "disabled",
                (false, true) => "active",
                (false, false) => "no password yet",
            };
            let (name, role, authority) = (&user.name, user.role, &user.authority);
            writeln!(self.output, "{name}\t{role}\t{authority}\t{state}")?;
        }
        Ok(())
    }

    async fn find_user(&self, name: &str) -> Result<Person, LettingInError> {
        let people = self.store.people().await.map_err(self.database())?;
        let key = name_key(name);
        let mut found = people
            .into_iter()
            .filter(|one| name_key(&one.user.name) == key);
        found.next().ok_or_else(|| LettingInError::Unknown {
            what: "user",
            name: name.to_owned(),
        })
    }

    async fn reset_user(mut self, name: &str) -> Result<(), LettingInError> {
        let person = self.find_user(name).await?;
        let link = Token::random()?;
        let until = Utc::now() + LINK_HOLDS;
        let (id, hash) = (&person.user.id, link.hash());
        if person.disabled {
            // Who asks for it here means to be let in.
            let put = self
                .store
                .put_user(id, Standing::Enabled, words::COMMAND_LINE);
            put.await.map_err(self.database())?;
        }
        let reset = self
            .store
            .reset_user(id, (&hash, until), words::COMMAND_LINE);
        reset.await.map_err(self.database())?;
        self.say_link(&link)
    }

    async fn disable_user(mut self, name: &str) -> Result<(), LettingInError> {
        let person = self.find_user(name).await?;
        let id = &person.user.id;
        let put = self
            .store
            .put_user(id, Standing::Disabled, words::COMMAND_LINE);
        put.await.map_err(self.database())?;
        writeln!(self.output, "{} is let in no more", person.user.name)?;
        Ok(())
    }

    fn say_link(&mut self, link: &Token) -> Result<(), LettingInError> {
        let hours = LINK_HOLDS.num_hours();
        writeln!(
            self.output,
            "within {hours} hours, open at the office's address: /office/set-up/{}",
            link.reveal()
        )?;
        Ok(())
    }

    async fn add_device(mut self, new: &NewTablet) -> Result<(), LettingInError> {
        let link = Token::random()?;
        let until = Utc::now() + store::LINK_HOLDS;
        let hash = link.hash();
        let added = self
            .store
            .add_tablet(new, (&hash, until), words::COMMAND_LINE);
        let tablet = added.await.map_err(self.database())?;
        let minutes = store::LINK_HOLDS.num_minutes();
        writeln!(
            self.output,
            "{}: within {minutes} minutes, open on the tablet, at the office's address: /enrol#{}",
            tablet.id,
            link.reveal()
        )?;
        Ok(())
    }

    async fn list_devices(mut self) -> Result<(), LettingInError> {
        let tablets = self
            .store
            .tablets(&Sight::ALL)
            .await
            .map_err(self.database())?;
        for tablet in tablets {
            let state = match (tablet.revoked_at, tablet.device) {
                (Some(_), _) => "revoked",
                (None, None) => "waits for its link",
                (None, Some(_)) => "enrolled",
            };
            let seen = tablet
                .seen_at
                .map_or("never".to_owned(), inspection::moment::write);
            let (id, name, authority) = (&tablet.id, &tablet.name, &tablet.authority);
            writeln!(self.output, "{id}\t{name}\t{authority}\t{state}\t{seen}")?;
        }
        Ok(())
    }

    async fn revoke_device(mut self, name: &str) -> Result<(), LettingInError> {
        let tablets = self
            .store
            .tablets(&Sight::ALL)
            .await
            .map_err(self.database())?;
        let called = |tablet: &&store::Tablet| tablet.id == name || tablet.name == name;
        let mut found = tablets.iter().filter(called);
        let tablet = found.next().ok_or_else(|| LettingInError::Unknown {
            what: "device",
            name: name.to_owned(),
        })?;
        if found.next().is_some() {
            return Err(LettingInError::Several(name.to_owned()));
        }
        let changed = self.store.change_tablet(
            &tablet.id,
            &Sight::ALL,
            TabletChange::Revoked,
            words::COMMAND_LINE,
        );
        changed.await.map_err(self.database())?;
        writeln!(self.output, "{} may send no more", tablet.name)?;
        Ok(())
    }
}
