//! `outflow init`: its options, and the request they make.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;

use super::defaults::Defaults;
use super::language::LanguageOption;

/// The options of `outflow init` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct InitOptions {
    /// The folder of the exports
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Overwrite an outflow.toml that is there already
    #[arg(long)]
    force: bool,
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

/// A folder to describe.
#[derive(Debug)]
pub(crate) struct InitRequest {
    /// The folder.
    pub(crate) folder: PathBuf,
    /// Whether an existing file may be overwritten.
    pub(crate) force: bool,
    /// How many threads read.
    pub(crate) threads: NonZeroUsize,
}

impl InitOptions {
    /// The request that the options make.
    pub(super) fn request(self, defaults: &Defaults) -> InitRequest {
        InitRequest { folder: self.folder, force: self.force, threads: defaults.threads() }
    }
}
