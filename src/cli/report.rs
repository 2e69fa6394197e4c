//! `outflow report`: its options, and the request they make.

use std::num::NonZeroUsize;

use clap::Args;

use super::choice::report_sections;
use super::defaults::Defaults;
use super::input::{InputOptions, InputRequest};
use super::output::{ChartOptions, OutputOptions, OutputRequest, PictureOptions};
use super::period::{CompareOptions, SpanOptions};
use super::publish::{PublishOptions, PublishRequest};
use super::scope::{ScopeOptions, ScopeRequest};
use crate::period::{Comparison, Period};
use crate::render::Lang;

/// The options of `outflow report` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReportOptions {
    #[command(flatten)]
    span: SpanOptions,
    #[command(flatten)]
    inputs: InputOptions,
    #[command(flatten)]
    compare: CompareOptions,
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

/// A report that can be made.
#[derive(Debug, Clone)]
pub(crate) struct ReportRequest {
    /// The period asked for.
    pub(crate) period: Period,
    /// The period it is compared with.
    pub(crate) comparison: Comparison,
    /// The exports, and how they are read.
    pub(crate) input: InputRequest,
    /// Whose rows are counted.
    pub(crate) scope: ScopeRequest,
    /// The tables asked for; all where there are none.
    pub(crate) sections: Vec<&'static str>,
    /// How many sectors and employers are shown before `rest`.
    pub(crate) top: Option<usize>,
    /// In which form, and where to.
    pub(crate) output: OutputRequest,
    /// How it is made fit for readers outside, where it is for them.
    pub(crate) publish: Option<PublishRequest>,
}

impl ReportRequest {
    /// Whether a table was asked for: all are where none was.
    pub(crate) fn wants(&self, table: &str) -> bool {
        self.sections.is_empty() || self.sections.contains(&table)
    }

    /// What is read, and the language asked for.
    pub(super) fn input_and_lang(&mut self) -> (&mut InputRequest, Lang) {
        (&mut self.input, self.output.style.lang)
    }
}

impl ReportOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<ReportRequest, clap::Error> {
        let mut output = self.output.request(defaults)?;
        output.style.chart = self.chart.wanted(&output)?;
        output.charts = self.pictures.folder();
        let in_full = self.content.all || !self.content.section.is_empty() || output.style.chart;
        output.style.brief = !in_full;
        Ok(ReportRequest {
            period: self.span.period()?,
            comparison: self.compare.comparison()?,
            sections: report_sections(&self.content.section)?,
            input: self.inputs.request(defaults),
            scope: self.scope.request(),
            top: self.content.top.map(NonZeroUsize::get),
            output,
            publish: self.publication.request()?,
        })
    }
}
