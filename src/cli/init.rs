//! `outflow init`: its options, which are the request.

use std::path::PathBuf;

use clap::Args;

use super::language::LanguageOption;

/// A folder to describe.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct InitRequest {
    /// The folder of the exports
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Overwrite an outflow.toml that is there already
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    language: LanguageOption,
}

/// What `--help` says of the command; `-h` has one line.
pub(super) const ABOUT: &str = "\
Look at the exports in a folder, say which file is what and which column is which, and why, and write an
outflow.toml that describes them. What could not be recognised stands there as a comment to fill in. Only
headers and codes are written: never a name, a number of a person or a text that somebody typed.";

const EXAMPLES: &str = "\
Examples:
  outflow init exports                   write exports/outflow.toml
  outflow init exports --force           the same, over one that is there already
  outflow check --data exports           then see what is wrong with them
  outflow report --year 2018 --data exports

Exit status: 0 written; 1 nothing written; 2 wrong options, or an outflow.toml that is there already.";
