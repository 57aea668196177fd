//! The command line: what the receiver is asked to do. Opens nothing.

use std::fmt;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue};
use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::origin::Origin;
use crate::people::Role;

mod reporting;
mod serving;

pub use reporting::Report;
pub use serving::{Line, SHORTEST_RETENTION, Serve};

/// The office's side of Cân Đúng: receives, keeps and shows inspections.
#[derive(Debug, Parser)]
#[command(name = "receiver", version, about)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The variable whose value was refused, where it was one: the flag was not typed,
/// and the variable is there.
#[must_use]
pub fn variable_of(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    let long = flag.split_whitespace().next()?.strip_prefix("--")?;
    let mut typed = std::env::args().skip(1);
    let flag = format!("--{long}");
    if typed.any(|word| word == flag || word.starts_with(&format!("{flag}="))) {
        return None;
    }
    let command = Arguments::command();
    let serving = command
        .get_subcommands()
        .flat_map(clap::Command::get_arguments);
    let mut named = serving.filter(|argument| argument.get_long() == Some(long));
    let variable = named.find_map(clap::Arg::get_env)?;
    std::env::var_os(variable)?;
    Some(variable.to_string_lossy().into_owned())
}

/// What the receiver can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Receive documents and show them: on this machine alone, or over HTTPS.
    Serve(Serve),
    /// Take in what tablets wrote to files where there was no network; what is kept
    /// already stays as it is.
    Import(Import),
    /// Put a register or a plan in the place of the one that is there, from files, all
    /// or nothing. What a file does not hold is taken out; the sample stays.
    Seed(Seed),
    /// Keep the register: what can be done to it without a browser.
    #[command(subcommand)]
    Register(Register),
    /// Let people of the office in: add one, list them, give a new link to whoever
    /// has lost the password, let one in no more.
    User(Users),
    /// Let tablets send: add one, list them, let one send no more.
    Device(Device),
    /// Write all that the office has to one file, while it may be serving. Whoever has
    /// the file has all of it: keep it where nobody else gets at it.
    Backup(Backup),
    /// Make an office of a backup, in an empty place, which may be of the other
    /// engine. All of the backup is checked before.
    Restore(Restore),
    /// Write the report of a period to a file, while the office may be served. Changes
    /// nothing in the database: one of an older program has to be served once by this
    /// one before.
    Report(Report),
    /// Play a tablet against an endpoint and say what is wrong with it. Leaves some
    /// twenty documents there, marked as a trial: use a folder made for it.
    Conformance(Conformance),
    /// Judge checks and work out limits: one JSON object a line in, one a line out.
    Assess,
}

/// Where an office keeps what it has.
#[derive(Clone, Args)]
pub struct Keeping {
    /// Folder of the database and of the files of photos; made where there is none.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "CAN_DUNG_DATA",
        default_value = "data"
    )]
    pub data: PathBuf,
    /// A database of PostgreSQL, instead of a file in the folder; files of photos stay
    /// there. Written `postgres://user:password@host:5432/name`.
    #[arg(long, global = true, value_name = "URL", env = DATABASE_VARIABLE, hide_env_values = true)]
    pub database: Option<String>,
    /// The demonstration: sample data in a data folder of its own.
    #[arg(long, global = true)]
    pub demo: bool,
}

/// The variable that stands in for `--database`.
pub const DATABASE_VARIABLE: &str = "CAN_DUNG_DATABASE";

impl fmt::Debug for Keeping {
    /// Without the database's address, which may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keeping")
            .field("data", &self.data)
            .field("demo", &self.demo)
            .finish_non_exhaustive()
    }
}

/// What to import.
#[derive(Clone, Debug, Args)]
pub struct Import {
    /// Where it goes; the receiver may be serving it meanwhile.
    #[command(flatten)]
    pub keeping: Keeping,
    /// Exports of tablets.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// What to seed.
#[derive(Clone, Debug, Args)]
pub struct Seed {
    /// Where it goes; the receiver may be serving it meanwhile.
    #[command(flatten)]
    pub keeping: Keeping,
    /// The whole register as a file of JSON.
    #[arg(long, value_name = "FILE", required_unless_present = "plan")]
    pub register: Option<PathBuf>,
    /// The whole plan as a file of JSON.
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
}

/// What to back up.
#[derive(Clone, Debug, Args)]
pub struct Backup {
    /// Where the office keeps what it has.
    #[command(flatten)]
    pub keeping: Keeping,
    /// The file to write, which must not be there yet; or a folder, in which it is
    /// named by the time.
    #[arg(long, value_name = "PATH")]
    pub to: PathBuf,
}

/// What to restore.
#[derive(Clone, Debug, Args)]
pub struct Restore {
    /// Where it goes: nothing may be there.
    #[command(flatten)]
    pub keeping: Keeping,
    /// The file that `backup` wrote.
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
}

/// What can be done to the register.
#[derive(Clone, Debug, Subcommand)]
pub enum Register {
    /// Show what a ward's list, CSV or XLSX, would make of the register; take it over
    /// with `--commit`, all or nothing.
    Import(ListFile),
}

/// Which list to import.
#[derive(Clone, Debug, Args)]
pub struct ListFile {
    /// Where it goes; the receiver may be serving it meanwhile.
    #[command(flatten)]
    pub keeping: Keeping,
    /// Take the list over, if no row is at fault or in doubt.
    #[arg(long)]
    pub commit: bool,
    /// Leave out the rows that are at fault.
    #[arg(long)]
    pub leave_faulty: bool,
    /// Ward, by code, of rows that name none.
    #[arg(long, value_name = "CODE")]
    pub ward: Option<String>,
    /// Kind, by code, of rows that name none.
    #[arg(long, value_name = "CODE")]
    pub kind: Option<String>,
    /// The list.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// What to do about people.
#[derive(Clone, Debug, Args)]
pub struct Users {
    /// Where the office keeps what it has; the receiver may be serving it meanwhile.
    #[command(flatten)]
    pub keeping: Keeping,
    /// What to do.
    #[command(subcommand)]
    pub act: UserAct,
}

/// What can be done about people.
#[derive(Clone, Debug, Subcommand)]
pub enum UserAct {
    /// Add one and print the link by which the password is chosen.
    Add {
        /// The name that signs in.
        name: String,
        /// What may be done: viewer, officer or admin.
        #[arg(long, value_name = "ROLE")]
        role: Role,
        /// The city or ward, by its code in the rule pack; the city where left out.
        #[arg(long, value_name = "CODE")]
        authority: Option<String>,
    },
    /// Print everybody: name, role, authority, state.
    List,
    /// End password and sign-ins of one, and print a link for a new password.
    Reset {
        /// The name that signs in.
        name: String,
    },
    /// Let one in no more.
    Disable {
        /// The name that signs in.
        name: String,
    },
}

/// What to do about tablets.
#[derive(Clone, Debug, Args)]
pub struct Device {
    /// Where the office keeps what it has; the receiver may be serving it meanwhile.
    #[command(flatten)]
    pub keeping: Keeping,
    /// What to do.
    #[command(subcommand)]
    pub act: DeviceAct,
}

/// What can be done about tablets.
#[derive(Clone, Debug, Subcommand)]
pub enum DeviceAct {
    /// Add one and print the link that enrols it.
    Add {
        /// What people call it.
        name: String,
        /// The city or ward, by its code in the rule pack; the city where left out.
        #[arg(long, value_name = "CODE")]
        authority: Option<String>,
        /// How many minutes numbers it is given at a time; 0 for none.
        #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=1000))]
        numbers: u32,
    },
    /// Print every tablet: id, name, authority, state, when it was last there.
    List,
    /// Let one send no more. What it has not sent stays on it.
    Revoke {
        /// Its name or id.
        name: String,
    },
}

/// What to try.
#[derive(Clone, Debug, Args)]
pub struct Conformance {
    /// Where uploads go; a bare host means its `/api/v1/uploads`.
    pub url: String,
    /// The origin that serves the tablet app, where it is not the endpoint's own.
    #[arg(long, value_name = "ORIGIN")]
    pub origin: Option<Origin>,
    /// Certificates in PEM to trust instead of the public ones: an office's own
    /// authority is `tls/authority.crt` in its data folder.
    #[arg(long, alias = "ca", value_name = "FILE")]
    pub authority: Option<PathBuf>,
    /// The token of an enrolled tablet, where the endpoint asks for one.
    #[arg(long, value_name = "TOKEN")]
    pub token: Option<String>,
    /// Try only this clause; may be repeated.
    #[arg(long = "clause", value_name = "NAME")]
    pub clauses: Vec<String>,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}
