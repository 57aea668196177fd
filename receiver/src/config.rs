//! The command line: what the receiver is asked to do. Opens nothing.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// The office's side of Cân Đúng: receives, keeps and shows inspections.
#[derive(Debug, Parser)]
#[command(name = "receiver", version, about)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the receiver can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Receive documents and show them, on this machine's loopback address.
    Serve(Serve),
    /// Judge checks and work out limits: one JSON object a line in, one a line out.
    Assess,
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Folder of the database; made where there is none.
    #[arg(long, value_name = "DIR", default_value = "data")]
    pub data: PathBuf,
    /// Port to listen on; 0 takes a free one.
    #[arg(long, value_name = "N", default_value_t = 8787)]
    pub port: u16,
    /// Folder of the built tablet app, to serve it from the same address.
    #[arg(long, value_name = "DIST")]
    pub tablet: Option<PathBuf>,
    /// The demonstration: sample data in a data folder of its own.
    #[arg(long)]
    pub demo: bool,
}
