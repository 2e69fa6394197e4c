//! `outflow sample`: its options, which are the request.

use std::path::PathBuf;

use clap::Args;

use super::language::LanguageOption;
use crate::sample::Plan;

/// A sample that can be made.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct SampleRequest {
    /// The folder to write to; made where it does not exist
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) plan: Plan,
    /// Write into a folder that is not empty, over an earlier sample
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    language: LanguageOption,
}

const EXAMPLES: &str = "\
Writes benefits, placements, programmes and outflow.toml for 1999 to 2025. Nobody in them exists, and no
number in them can be a burgerservicenummer.

Examples:
  outflow sample try                                          10,000 cases of one town
  outflow sample try --style dutch                            the same people, as a Dutch system exports them
  outflow sample region --cases 700000 --municipalities 30    a region: a million benefit rows
  outflow sample large --cases 7000000 --municipalities 300   10 million benefit rows, 1.5 GB in all
  outflow sample hard --quote always --couples 50             every field in quotes, half of the cases couples";
