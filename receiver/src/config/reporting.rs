//! Which report the command line asks for.

use std::path::PathBuf;

use clap::Args;

use super::Keeping;
use crate::report::Form;

/// Which report to write.
#[derive(Clone, Debug, Args)]
pub struct Report {
    /// Where the office keeps what it has; the receiver may be serving it meanwhile.
    #[command(flatten)]
    pub keeping: Keeping,
    /// A month as 2026-10, a half-year as 2026-H1, a year as 2026, any days as
    /// 2026-10-01..2026-10-15.
    #[arg(long, value_name = "PERIOD")]
    pub period: String,
    /// The kind of file: xlsx, csv or html.
    #[arg(long, value_name = "FORM", default_value = "html", value_parser = form)]
    pub format: Form,
    /// The city or ward, by its code in the rule pack, of whose wards it tells; the
    /// city where left out.
    #[arg(long, value_name = "CODE")]
    pub authority: Option<String>,
    /// The file to write; standard output where left out.
    #[arg(long, value_name = "PATH")]
    pub to: Option<PathBuf>,
}

fn form(name: &str) -> Result<Form, String> {
    let known = Form::ALL.map(Form::ending).join(", ");
    Form::named(name).ok_or_else(|| format!("there are {known}"))
}
