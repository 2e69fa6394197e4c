//! `outflow check`: its options, and the request they make.

use clap::Args;

use super::defaults::Defaults;
use super::input::{InputOptions, InputRequest};
use super::output::{form, lang_of, no_workbook};
use super::target::TargetOptions;
use crate::output::Target;
use crate::render::{Format, Lang};

/// The options of `outflow check` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckOptions {
    #[command(flatten)]
    inputs: InputOptions,
    /// The form of the findings [default: that of the ending of --output, else table]
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<Format>,
    /// Language of the findings; ids stay the same [default: OUTFLOW_LANG, else that of the system]
    #[arg(long, value_enum, help_heading = "Output")]
    lang: Option<Lang>,
    #[command(flatten)]
    target: TargetOptions,
}

/// What `--help` says of the command; `-h` has one line.
pub(super) const ABOUT: &str = "\
Look for faults in the exports before a figure is quoted: what became of every row, which rows are rejected
and why, and what looks odd: people on two benefits at once, ends without a reason, codes that nobody knows,
a delivery that stops halfway, identifiers that lost their zeros. Identifiers themselves are never shown.";

const EXAMPLES: &str = "\
Examples:
  outflow check                                    the exports in ./data
  outflow check --data exports/2018 --lang nl      those in another folder, in Dutch
  outflow check --benefits export.csv              one file
  outflow check --format csv > findings.csv        one finding a row

Exit status: 0 nothing worse than warnings; 1 data refused, or reading or writing failed; 2 wrong options;
3 rows were rejected (more than --allow-rejects), also where they are so many that a report is refused.";

/// A check that can be made.
#[derive(Debug)]
pub(crate) struct CheckRequest {
    /// The exports, and how they are read.
    pub(crate) input: InputRequest,
    /// The form of the findings.
    pub(crate) format: Format,
    /// Their language.
    pub(crate) lang: Lang,
    /// The file to write; standard output where there is none.
    pub(crate) output: Option<Target>,
}

impl CheckOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<CheckRequest, clap::Error> {
        let output = self.target.target();
        let format = form(self.format, output.as_ref(), Format::Table)?;
        if format == Format::Xlsx {
            return Err(no_workbook());
        }
        Ok(CheckRequest {
            format,
            lang: lang_of(format, self.lang, defaults)?,
            input: self.inputs.request(defaults),
            output,
        })
    }
}
