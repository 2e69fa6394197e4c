//! The command line: options as they are typed → a request that has been checked. No input or output here.

mod audit;
mod check;
mod choice;
mod init;
mod input;
mod protect;
mod report;
mod sample;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

pub(crate) use audit::AuditRequest;
pub(crate) use check::CheckRequest;
pub(crate) use init::InitRequest;
pub(crate) use input::{InputRequest, Inputs};
pub(crate) use protect::ProtectRequest;
pub(crate) use report::{PublishRequest, ReportRequest, Target};
pub(crate) use sample::SampleRequest;

use audit::AuditOptions;
use check::CheckOptions;
use init::InitOptions;
use protect::ProtectOptions;
use report::ReportOptions;
use sample::SampleOptions;

/// Statistics for Dutch municipalities: outflow from benefits, job placements, programmes and savings, from
/// CSV exports.
#[derive(Debug, Parser)]
#[command(name = "outflow", version, about, max_term_width = 100, after_help = EXAMPLES)]
struct Options {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  outflow init exports                             describe new exports in exports/outflow.toml
  outflow check --data exports                     what is wrong with them, before any figure is quoted
  outflow report --year 2018                       the yearly report of ./data
  outflow report --year 2018 --data exports        the same, of the exports in a folder of your own
  outflow report --year 2018 --format csv          every figure as one row, for a spreadsheet or a script
  outflow report --period 2021-H1 --lang nl        a half-year, in Dutch
  outflow sample try                               invented exports, to try the program on

Nothing leaves this machine: no network, no telemetry, no cache.
Exit status: 0 done; 1 nothing made (data refused, or reading or writing failed); 2 wrong options;
3 made, but rows of the exports were rejected.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the tables of a report on a year, half-year, quarter, month or any range of days
    Report(Box<ReportOptions>),
    /// Look for faults in the exports before a figure is quoted
    Check(CheckOptions),
    /// Look at new exports and write an outflow.toml that describes them
    Init(InitOptions),
    /// Write invented exports of any size, to try and to measure the program
    Sample(SampleOptions),
    /// Try to work out the hidden counts of reports that are published, or are about to be
    Audit(AuditOptions),
    /// Hide what must be hidden in bare tables, for research and tests
    Protect(ProtectOptions),
}

/// A request that has been checked.
#[derive(Debug)]
pub(crate) enum Request {
    /// Make a report.
    Report(Box<ReportRequest>),
    /// Check the exports.
    Check(CheckRequest),
    /// Describe exports.
    Init(InitRequest),
    /// Invent exports.
    Sample(SampleRequest),
    /// Audit reports.
    Audit(AuditRequest),
    /// Protect bare tables.
    Protect(ProtectRequest),
}

/// What the environment says about options that were not given.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// `OUTFLOW_DATA`.
    pub data: Option<OsString>,
    /// `OUTFLOW_LANG`.
    pub lang: Option<OsString>,
    /// The number of processors.
    pub processors: Option<std::num::NonZeroUsize>,
}

/// Options → request.
///
/// # Errors
/// What clap says of the options, or a help text; both know their own exit status and stream.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    defaults: &Defaults,
) -> Result<Request, clap::Error> {
    let options = Options::try_parse_from(arguments)?;
    match options.command {
        Command::Report(options) => options.request(defaults).map(Box::new).map(Request::Report),
        Command::Check(options) => options.request(defaults).map(Request::Check),
        Command::Init(options) => Ok(Request::Init(options.request(defaults))),
        Command::Sample(options) => Ok(Request::Sample(options.request())),
        Command::Audit(options) => Ok(Request::Audit(options.request())),
        Command::Protect(options) => Ok(Request::Protect(options.request())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_options_are_consistent() {
        Options::command().debug_assert();
    }
}
