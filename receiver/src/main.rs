//! The receiver's command: reads the command line, runs, and says in one
//! sentence why it could not.

use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use receiver::config::{Arguments, Command, Register};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the last word of a command")]
            {
                eprintln!("receiver: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    // Standard output is for the one line that says where it listens.
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match arguments.command {
        Command::Serve(serve) => {
            let runtime = tokio::runtime::Runtime::new().context("the runtime did not start")?;
            runtime.block_on(receiver::serve::serve(serve))?;
        }
        Command::Import(files) => {
            let runtime = tokio::runtime::Runtime::new().context("the runtime did not start")?;
            runtime.block_on(receiver::import::import(&files, std::io::stdout().lock()))?;
        }
        Command::Seed(lists) => {
            let runtime = tokio::runtime::Runtime::new().context("the runtime did not start")?;
            runtime.block_on(receiver::seed::seed(&lists, std::io::stdout().lock()))?;
        }
        Command::Register(Register::Import(list)) => {
            let runtime = tokio::runtime::Runtime::new().context("the runtime did not start")?;
            runtime.block_on(receiver::list_file::import(&list, std::io::stdout().lock()))?;
        }
        Command::User(users) => {
            let runtime = tokio::runtime::Runtime::new().context("the runtime did not start")?;
            runtime.block_on(receiver::letting_in::user(&users, std::io::stdout().lock()))?;
        }
        Command::Device(device) => {
            let runtime = tokio::runtime::Runtime::new().context("the runtime did not start")?;
            runtime.block_on(receiver::letting_in::device(
                &device,
                std::io::stdout().lock(),
            ))?;
        }
        Command::Backup(backup) => {
            let runtime = tokio::runtime::Runtime::new().context("the runtime did not start")?;
            runtime.block_on(receiver::backup::backup(&backup, std::io::stdout().lock()))?;
        }
        Command::Restore(restore) => {
            let runtime = tokio::runtime::Runtime::new().context("the runtime did not start")?;
            runtime.block_on(receiver::restore::restore(
                &restore,
                std::io::stdout().lock(),
            ))?;
        }
        Command::Conformance(trial) => {
            receiver::conformance::conformance(&trial, std::io::stdout().lock())?;
        }
        Command::Assess => {
            let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
            receiver::assess::assess(input, output).context("the conversation broke off")?;
        }
    }
    Ok(())
}
