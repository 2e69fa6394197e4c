//! `outflow report`: its options, and the request they make.

use std::num::NonZeroUsize;

use clap::Args;

use super::choice::report_sections;
use super::count::{CountOptions, ReportRequest};
use super::defaults::Defaults;
use super::output::{ChartOptions, OutputOptions, PictureOptions};
use super::publish::PublishOptions;
use super::scope::ScopeOptions;

/// The options of `outflow report` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReportOptions {
    #[command(flatten)]
    count: CountOptions,
    #[command(flatten)]
    scope: ScopeOptions,
    #[command(flatten)]
    content: ContentOptions,
    #[command(flatten)]
    output: OutputOptions,
    #[command(flatten)]
    chart: ChartOptions,
    #[command(flatten)]
    pictures: PictureOptions,
    #[command(flatten)]
    publication: PublishOptions,
}

const EXAMPLES: &str = "\
Examples:
  outflow report --year 2018
  outflow report --period 2018-Q3 --compare year-earlier --data exports/2018
  outflow report --year 2018 --section caseload,savings --lang nl
  outflow report --year 2018 --section 'outflow_by_*' --format markdown
  outflow report --year 2018 --format csv --csv excel-nl --output 2018.csv
  outflow report --year 2018 --lang nl --format xlsx --output 2018.xlsx
  outflow report --year 2018 --publish --format markdown --output 2018.md
  outflow report --year 2018 --format html --output 2018.html
  outflow report --year 2018 --chart
  outflow report --year 2018 --charts pictures
  gunzip -c export.csv.gz | outflow report --year 2018 --benefits -";

#[derive(Debug, Args)]
#[command(next_help_heading = "Content")]
struct ContentOptions {
    /// Only these tables, by id, separated by commas; `caseload_by_*` for all that begin so
    #[arg(long, value_name = "ID")]
    section: Vec<String>,
    /// Every table; without it a report for reading (table, markdown) is the facts and a few short tables
    #[arg(long, conflicts_with = "section")]
    all: bool,
    /// Show the N largest sectors and employers, and fold the others into `rest`
    #[arg(long, value_name = "N")]
    top: Option<NonZeroUsize>,
}

impl ReportOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<ReportRequest, clap::Error> {
        let mut output = self.output.request(defaults)?;
        output.style.chart = self.chart.wanted(&output)?;
        output.charts = self.pictures.folder();
        let in_full = self.content.all || !self.content.section.is_empty() || output.style.chart;
        output.style.brief = !in_full;
        let report = self.count.report(self.scope.request(), output, defaults)?;
        Ok(ReportRequest {
            sections: report_sections(&self.content.section)?,
            top: self.content.top.map(NonZeroUsize::get),
            publish: self.publication.request()?,
            ..report
        })
    }
}
