//! The receiver's command: reads the command line, runs, and says in one
//! sentence why it could not.

use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use receiver::config::{self, Arguments, Command, Register};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let variable = config::variable_of(&error);
            // Help and version are no errors, and end well; clap prints them.
            if let Err(error) = error.print() {
                tracing::error!(%error, "nothing can be said");
            }
            if let Some(variable) = variable {
                say(&format!("the value is that of the variable {variable}"));
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("receiver: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "the last word of a command")]
fn say(words: &str) {
    eprintln!("{words}");
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
        Command::Report(report) => {
            let runtime = tokio::runtime::Runtime::new().context("the runtime did not start")?;
            let output = std::io::stdout().lock();
            runtime.block_on(receiver::report_file::report(&report, output))?;
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
