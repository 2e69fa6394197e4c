//! The command line: options as they are typed → a request that has been checked. No input or output here.

mod check;
mod choice;
mod cohorts;
mod init;
mod input;
mod output;
mod period;
mod report;
mod sample;
mod scope;
mod table;
mod target;
mod trend;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

pub(crate) use check::CheckRequest;
pub(crate) use choice::nearest;
pub(crate) use cohorts::CohortsRequest;
pub(crate) use init::InitRequest;
pub(crate) use input::{InputRequest, Inputs, Watch};
pub(crate) use output::OutputRequest;
pub(crate) use report::ReportRequest;
pub(crate) use sample::SampleRequest;
pub(crate) use scope::ScopeRequest;
pub(crate) use table::TableRequest;
pub(crate) use target::Target;
pub(crate) use trend::TrendRequest;

use crate::render::Lang;
use check::CheckOptions;
use cohorts::CohortsOptions;
use init::InitOptions;
use report::ReportOptions;
use sample::SampleOptions;
use table::TableOptions;
use trend::TrendOptions;

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
  outflow table outflow --rows reason --columns age --year 2018      one figure by two traits
  outflow cohorts --by household                   how long benefits run
  outflow trend --every quarter                    the headline figures, quarter after quarter
  outflow sample try                               invented exports, to try the program on

Nothing leaves this machine: no network, no telemetry, no cache.
Exit status: 0 done; 1 nothing made (data refused, or reading or writing failed); 2 wrong options;
3 made, but rows of the exports were rejected.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the tables of a report on a year, half-year, quarter, month or any range of days
    Report(Box<ReportOptions>),
    /// Print figures of the report as a series of months, quarters, half-years or years
    Trend(Box<TrendOptions>),
    /// Print one figure by one or two traits, such as age and household
    Table(Box<TableOptions>),
    /// Follow the benefits that started together: how many still run after one to ten years
    Cohorts(Box<CohortsOptions>),
    /// Look for faults in the exports before a figure is quoted
    Check(CheckOptions),
    /// Look at new exports and write an outflow.toml that describes them
    Init(InitOptions),
    /// Write invented exports of any size, to try and to measure the program
    Sample(SampleOptions),
}

/// A request that has been checked.
#[derive(Debug)]
pub(crate) enum Request {
    /// Make a report.
    Report(Box<ReportRequest>),
    /// Make a table.
    Table(Box<TableRequest>),
    /// Follow cohorts.
    Cohorts(Box<CohortsRequest>),
    /// Make a series.
    Trend(Box<TrendRequest>),
    /// Check the exports.
    Check(CheckRequest),
    /// Describe exports.
    Init(InitRequest),
    /// Invent exports.
    Sample(SampleRequest),
}

impl Request {
    /// What is read, where exports are read, and the language asked for.
    fn input(&mut self) -> Option<(&mut InputRequest, Lang)> {
        match self {
            Self::Report(request) => Some((&mut request.input, request.output.style.lang)),
            Self::Trend(request) => Some((&mut request.input, request.output.style.lang)),
            Self::Table(request) => Some((&mut request.input, request.output.style.lang)),
            Self::Cohorts(request) => Some((&mut request.input, request.output.style.lang)),
            Self::Check(request) => Some((&mut request.input, request.lang)),
            Self::Init(_) | Self::Sample(_) => None,
        }
    }

    /// Whether and in which words the request shows how far it is.
    pub(crate) fn watch(&mut self) -> Option<Watch> {
        let (input, lang) = self.input()?;
        input.watch.lang = lang;
        Some(input.watch.clone())
    }
}

/// What the environment says about options that were not given.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// `OUTFLOW_DATA`.
    pub data: Option<OsString>,
    /// `OUTFLOW_LANG`.
    pub lang: Option<OsString>,
    /// Whether standard output is a terminal.
    pub terminal: bool,
    /// Whether standard error is a terminal.
    pub error_terminal: bool,
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
        Command::Table(options) => options.request(defaults).map(Box::new).map(Request::Table),
        Command::Cohorts(options) => options.request(defaults).map(Box::new).map(Request::Cohorts),
        Command::Trend(options) => options.request(defaults).map(Box::new).map(Request::Trend),
        Command::Check(options) => options.request(defaults).map(Request::Check),
        Command::Init(options) => Ok(Request::Init(options.request(defaults))),
        Command::Sample(options) => Ok(Request::Sample(options.request())),
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
