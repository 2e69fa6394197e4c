//! `outflow table`: its options, and the request they make.

use std::num::NonZeroUsize;

use clap::Args;

use super::choice::{hint, unit_of, unknown_figure, usage};
use super::count::{CountOptions, ReportRequest};
use super::defaults::Defaults;
use super::output::OutputOptions;
use super::publish::PublishOptions;
use super::scope::ScopeOptions;
use crate::measure::Unit;
use crate::report::cross::{self, CrossFault, CrossSpec};
use crate::report::{FigureId, ShareOf};

/// The options of `outflow table` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TableOptions {
    /// The figure, by its id
    #[arg(value_name = "FIGURE")]
    figure: String,
    #[command(flatten)]
    shape: ShapeOptions,
    #[command(flatten)]
    count: CountOptions,
    #[command(flatten)]
    scope: ScopeOptions,
    #[command(flatten)]
    output: OutputOptions,
    #[command(flatten)]
    publication: PublishOptions,
}

/// What `--help` says of the command; `-h` has one line.
pub(super) const ABOUT: &str = "\
One figure of the yearly report by one or two dimensions: age, sex, household, scheme, duration, district, reason,
start_reason, target_group, municipality; of placements also sector, employer and kind; of programmes also
programme, kind and result. The totals are those of the report. In CSV and JSON the group is `row|column`, with
one side empty for a total.";

const EXAMPLES: &str = "\
Examples:
  outflow table stock_end --rows age --columns household --year 2018
  outflow table outflow --rows reason --columns sex --year 2018 --share column
  outflow table stock_end --unit persons --rows district --year 2018
  outflow table placements --rows sector --columns age --year 2018 --top 8
  outflow table participants --rows programme --columns sex --period 2018-H1 --format csv
  outflow table outflow --rows reason --columns sex --year 2018 --publish";

#[derive(Debug, Args)]
#[command(next_help_heading = "Table")]
struct ShapeOptions {
    /// The dimension whose groups are the rows
    #[arg(long, value_name = "DIMENSION")]
    rows: String,
    /// The dimension whose groups are the columns
    #[arg(long, value_name = "DIMENSION")]
    columns: Option<String>,
    /// What the cells are shares of; totals are shares of everything
    #[arg(long, value_enum, default_value_t = ShareOf::Row)]
    share: ShareOf,
    /// Count benefits or people, where the figure is counted in both [default: benefits]
    #[arg(long, value_parser = unit_of(UNITS))]
    unit: Option<Unit>,
    /// Show the N largest sectors or employers, and fold the others into `rest`
    #[arg(long, value_name = "N")]
    top: Option<NonZeroUsize>,
}

/// What a figure of a table may be counted in, with what help says of it.
const UNITS: [(Unit, &str); 2] =
    [(Unit::Benefits, "A couple is one benefit"), (Unit::Persons, "A couple is two people")];

/// A table that can be made.
#[derive(Debug)]
pub(crate) struct TableRequest {
    /// The figure and its dimensions.
    pub(crate) spec: CrossSpec,
    /// The report whose totals the table has.
    pub(crate) report: ReportRequest,
}

impl TableOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<TableRequest, clap::Error> {
        Ok(TableRequest {
            spec: self.shape.spec(&self.figure)?,
            report: ReportRequest {
                period: self.count.span.period()?,
                comparison: self.count.compare.comparison()?,
                input: self.count.inputs.request(defaults),
                scope: self.scope.request(),
                sections: Vec::new(),
                top: self.shape.top.map(NonZeroUsize::get),
                output: self.output.request(defaults)?,
                publish: self.publication.request()?,
            },
        })
    }
}

impl ShapeOptions {
    fn spec(&self, figure: &str) -> Result<CrossSpec, clap::Error> {
        CrossSpec::new(figure, self.unit, &self.rows, self.columns.as_deref(), Some(self.share))
            .map_err(|fault| refused(figure, fault))
    }
}

fn refused(figure: &str, fault: CrossFault) -> clap::Error {
    match fault {
        CrossFault::Figure(figure) => {
            unknown_figure(&figure, cross::figures().into_iter().map(FigureId::id))
        }
        CrossFault::Unit(units) => {
            let mut units: Vec<_> = units.into_iter().map(Unit::id).collect();
            units.dedup();
            usage(format!("{figure} is counted in {}; leave --unit out", units.join(", ")))
        }
        CrossFault::Dimension(name, known) => {
            let hint = hint(&name, known.iter().copied());
            let shown = crate::visible::Visible(&name);
            let known = known.join(", ");
            usage(format!("{figure} cannot be counted by `{shown}`{hint}\n\nIt can by: {known}"))
        }
        CrossFault::Same(name) => usage(format!(
            "rows and columns are both {name}; choose another, or leave --columns out"
        )),
    }
}
