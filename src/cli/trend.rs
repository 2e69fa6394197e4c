//! `outflow trend`: its options, and the request they make.

use clap::{Args, ValueEnum};

use super::choice::{picks, usage};
use super::defaults::Defaults;
use super::input::{InputOptions, InputRequest};
use super::output::{ChartOptions, OutputOptions, OutputRequest};
use super::period::CompareOptions;
use super::publish::{PublishOptions, PublishRequest};
use super::scope::{ScopeOptions, ScopeRequest};
use crate::period::{Comparison, Day, Period};
use crate::report::series::Pick;

/// The most periods of one series.
const MOST_PERIODS: usize = 600;

/// The options of `outflow trend` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TrendOptions {
    #[command(flatten)]
    series: SeriesOptions,
    #[command(flatten)]
    inputs: InputOptions,
    #[command(flatten)]
    compare: CompareOptions,
    #[command(flatten)]
    scope: ScopeOptions,
    #[command(flatten)]
    output: OutputOptions,
    #[command(flatten)]
    chart: ChartOptions,
    #[command(flatten)]
    publication: PublishOptions,
}

/// What `--help` says of the command; `-h` has one line.
pub(super) const ABOUT: &str = "\
Figures of the yearly report as a series: one row for each month, quarter, half-year or year. Every figure is the
one that `outflow report` prints for that period. What the data does not cover is a gap, never 0.";

const EXAMPLES: &str = "\
Examples:
  outflow trend                                             the headline figures of each year in the data
  outflow trend --from 2016 --to 2018 --every quarter       the same by quarter
  outflow trend --from 2017-Q1 --every quarter              from then to the end of the data
  outflow trend --every half --figure inflow,outflow,outflow_rate
  outflow trend --every year --figure outflow_by_reason     a table of the report with its groups
  outflow trend --from 2018 --to 2018 --every month --cumulative    what each year has reached so far
  outflow trend --every month --format csv --output series.csv
  outflow trend --every quarter --publish --format markdown         small counts hidden, over all periods together

Figures are those of `outflow report`: an id such as outflow_to_work is the total, an id of a table such as
caseload_by_age is all its groups, and table/figure is one figure of a table with its groups.";

#[derive(Debug, Args)]
#[command(next_help_heading = "Series")]
struct SeriesOptions {
    /// The first period: a year (2014), half (2014-H1), quarter (2014-Q1) or month (2014-01) [default: the
    /// first that the data covers]
    #[arg(long, value_name = "PERIOD")]
    from: Option<String>,
    /// The last period, included [default: the last that the data covers]
    #[arg(long, value_name = "PERIOD")]
    to: Option<String>,
    /// How long each period is
    #[arg(long, value_enum, default_value_t = EveryOption::Year)]
    every: EveryOption,
    /// Only these figures, by id, separated by commas [default: the headline figures]
    #[arg(long, value_name = "ID")]
    figure: Vec<String>,
    /// Count each period from the first day of its year; compares with a year earlier
    #[arg(long)]
    cumulative: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EveryOption {
    /// A calendar month
    Month,
    /// Three months, from January, April, July or October
    Quarter,
    /// Six months, from January or July
    Half,
    /// A calendar year
    Year,
}

/// A series that can be made.
#[derive(Debug)]
pub(crate) struct TrendRequest {
    /// The periods asked for; where there are none, those that the data cover between the ends.
    pub(crate) periods: Vec<Period>,
    /// The first day and the last, each where only one of them is asked for.
    pub(crate) ends: [Option<Day>; 2],
    /// The months of each period.
    pub(crate) months: i32,
    /// Whether each period begins on the first day of its year.
    pub(crate) cumulative: bool,
    /// The figures.
    pub(crate) picks: Vec<Pick>,
    /// What each period is compared with.
    pub(crate) comparison: Comparison,
    /// The exports, and how they are read.
    pub(crate) input: InputRequest,
    /// Whose rows are counted.
    pub(crate) scope: ScopeRequest,
    /// Whether each figure is drawn as a small line of blocks.
    pub(crate) drawn: bool,
    /// In which form, and where to.
    pub(crate) output: OutputRequest,
    /// How it is made fit for readers outside, where it is for them.
    pub(crate) publish: Option<PublishRequest>,
}

impl TrendOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<TrendRequest, clap::Error> {
        let output = self.output.request(defaults)?;
        let comparison = match self.compare.comparison()? {
            // the part of a year before this one has nothing to do with how far the year is
            Comparison::Previous if self.series.cumulative => Comparison::YearEarlier,
            comparison => comparison,
        };
        let chart = self.chart.wanted(&output)?;
        Ok(TrendRequest {
            periods: self.series.periods()?,
            ends: self.series.ends()?,
            months: self.series.every.months(),
            cumulative: self.series.cumulative,
            picks: picks(&self.series.figure)?,
            comparison,
            input: self.inputs.request(defaults),
            scope: self.scope.request(),
            drawn: chart,
            output,
            publish: self.publication.request()?,
        })
    }
}

impl SeriesOptions {
    /// The first day and the last, where one of them is left to the data.
    fn ends(&self) -> Result<[Option<Day>; 2], clap::Error> {
        let is_edge = |first: Day| {
            let (_, month, day) = first.ymd();
            day == 1 && (month - 1) % self.every.months() == 0
        };
        let (text, day, first) = match (&self.from, &self.to) {
            (Some(text), None) => {
                let day = Period::parse(text).map_err(usage)?.from();
                (text, [Some(day), None], day)
            }
            (None, Some(text)) => {
                let day = Period::parse(text).map_err(usage)?.to();
                (text, [None, Some(day)], day.plus_days(1))
            }
            _ => return Ok([None, None]),
        };
        if is_edge(first) {
            return Ok(day);
        }
        let (text, every) = (crate::visible::Visible(text), self.every.name());
        Err(usage(format!(
            "{text} is no end of whole {every}; choose another, or a shorter --every"
        )))
    }

    /// The periods from the first day of the first to the last day of the last.
    fn periods(&self) -> Result<Vec<Period>, clap::Error> {
        let (Some(from), Some(to)) = (&self.from, &self.to) else { return Ok(Vec::new()) };
        let first = Period::parse(from).map_err(usage)?;
        let last = Period::parse(to).map_err(usage)?;
        let span = Period::new(first.from(), last.to()).map_err(usage)?;
        let parts = span.parts(self.every.months());
        let edges = parts.first().zip(parts.last());
        if edges.is_none_or(|(one, other)| one.from() != span.from() || other.to() != span.to()) {
            let shown = |text: &str| crate::visible::Visible(text).to_string();
            let (from, to) = (shown(from), shown(to));
            return Err(usage(format!(
                "{from} to {to} does not consist of whole {}; choose other ends, or a shorter --every",
                self.every.name()
            )));
        }
        if parts.len() > MOST_PERIODS {
            let count = parts.len();
            return Err(usage(format!(
                "{count} periods are too many for one series; at most {MOST_PERIODS}"
            )));
        }
        Ok(parts)
    }
}

impl EveryOption {
    const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Month => "months",
            Self::Quarter => "quarters",
            Self::Half => "half-years",
            Self::Year => "years",
        }
    }
}
