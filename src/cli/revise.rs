//! `outflow revise`: its options, and the request they make.

use std::path::PathBuf;

use clap::Args;

use super::choice::sections;
use super::count::ReportRequest;
use super::defaults::Defaults;
use super::input::{InputRequest, Inputs, ReadingOptions};
use super::output::FormOptions;
use super::period::{CompareOptions, SpanOptions};
use super::scope::RowOptions;
use crate::render::Format;

/// The options of `outflow revise` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReviseOptions {
    /// The earlier delivery: a folder of exports, or a benefits export
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The later delivery
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Only these tables, by id, separated by commas; `caseload_by_*` for all that begin so
    #[arg(long, value_name = "ID", help_heading = "Content")]
    section: Vec<String>,
    /// Print the figures that did not change too
    #[arg(long, help_heading = "Content")]
    all: bool,
    #[command(flatten)]
    span: SpanOptions,
    #[command(flatten)]
    reading: ReadingOptions,
    #[command(flatten)]
    compare: CompareOptions,
    #[command(flatten)]
    rows: RowOptions,
    #[command(flatten)]
    output: FormOptions,
}

/// What `--help` says of the command; `-h` has one line.
pub(super) const ABOUT: &str = "\
Late bookings change figures of past years. Compare two deliveries of the same exports over one period: which
figures changed and by how much, and how many rows were added, removed and changed, and in which columns.
Rows are matched by their identifiers (case and person, placement, participation, case and month); a change in
a column that no figure looks at is no change. No identifier is printed.";

const EXAMPLES: &str = "\
Examples:
  outflow revise exports/2019-01 exports/2020-01 --year 2018
  outflow revise old.csv new.csv --year 2018 --section caseload,outflow_by_reason
  outflow revise exports/old exports/new --period 2018-H2 --all --format csv --output revision.csv

Columns of the CSV: municipality, period, table, figure, group, unit, old, new, change, note. Rows stand under
table `rows`: added, removed, changed and the same, by kind of export; changed columns by kind.column.";

/// Two deliveries that can be compared.
#[derive(Debug)]
pub(crate) struct ReviseRequest {
    /// The report of the later delivery.
    pub(crate) report: ReportRequest,
    /// The exports of the earlier one.
    pub(crate) old: InputRequest,
    /// The names of both, as they were typed.
    pub(crate) names: [PathBuf; 2],
    /// Whether to print figures that did not change.
    pub(crate) all: bool,
}

impl ReviseOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<ReviseRequest, clap::Error> {
        let input =
            |path: &PathBuf| self.reading.request(Inputs::Data(vec![path.clone()]), defaults);
        let new = input(&self.new);
        // one look at how far both are
        let old =
            InputRequest { progress_display: new.progress_display.clone(), ..input(&self.old) };
        let report = ReportRequest {
            period: self.span.period()?,
            comparison: self.compare.comparison()?,
            input: new,
            scope: self.rows.request(),
            sections: sections(&self.section)?,
            top: None,
            publish: None,
            output: self.output.request(Format::Table, defaults)?,
        };
        Ok(ReviseRequest { report, old, names: [self.old, self.new], all: self.all })
    }
}
