//! `outflow explain`: its options, and the request they make.

use clap::Args;

use super::choice::{figure_or_table, usage};
use super::count::{CountOptions, ReportRequest};
use super::defaults::Defaults;
use super::output::{FormOptions, OutputRequest};
use super::scope::RowOptions;
use crate::render::Format;
use crate::report::{FigureId, figures};

/// The options of `outflow explain` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExplainOptions {
    /// The figure, by its id, or a table for all of its figures [default: a list of all figures]
    #[arg(value_name = "FIGURE")]
    figure: Option<String>,
    #[command(flatten)]
    count: CountOptions,
    #[command(flatten)]
    rows: RowOptions,
    #[command(flatten)]
    output: FormOptions,
}

/// What `--help` says of the command; `-h` has one line.
pub(super) const ABOUT: &str = "\
Say what a figure means: definition, formula, unit, what its share is a share of, where it stands, its source,
and the keys of outflow.toml that change it. With a period, the formula is filled in with the numbers of your
exports. Without a figure: all figures, one a line.";

const EXAMPLES: &str = "\
Examples:
  outflow explain                                  all figures
  outflow explain into_work                        one of them
  outflow explain savings_stock --year 2018        the same, with the numbers of ./data
  outflow explain retention --lang nl              the figures of a table, in Dutch
  outflow explain --format csv > codebook.csv      a code book of all figures";

/// An explanation that can be given.
#[derive(Debug)]
pub(crate) struct ExplainRequest {
    /// The figures.
    pub(crate) figures: Vec<FigureId>,
    /// Whether figures were asked for; else it is a list.
    pub(crate) is_chosen: bool,
    /// The report in which the figures stand, where a period is given.
    pub(crate) report: Option<ReportRequest>,
    /// In which form, and where to.
    pub(crate) output: OutputRequest,
}

impl ExplainOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<ExplainRequest, clap::Error> {
        let chosen = self.figure.as_deref().map(figure_or_table).transpose()?;
        let is_chosen = chosen.is_some();
        let figures = chosen.unwrap_or_else(figures);
        let output = self.output.request(Format::Table, defaults)?;
        if !self.count.span.is_given() {
            let CountOptions { inputs, compare, .. } = &self.count;
            if inputs.is_given() || self.rows.is_given() || compare.is_given() {
                return Err(usage(
                    "give a period too, such as --year 2018: the numbers are of one",
                ));
            }
            return Ok(ExplainRequest { figures, is_chosen, report: None, output });
        }
        let report = self.count.report(self.rows.request(), output.clone(), defaults)?;
        Ok(ExplainRequest { figures, is_chosen, report: Some(report), output })
    }
}
