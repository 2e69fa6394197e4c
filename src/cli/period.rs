//! The options that say which period is asked for and what it is compared with, shared by the commands that count.

use clap::Args;

use super::choice::usage;
use crate::period::{Comparison, Day, Period};

/// The period, as it is typed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Period")]
#[group(required = true, multiple = true)]
pub(super) struct SpanOptions {
    /// A year
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["period", "from", "to"])]
    year: Option<String>,
    /// A year (2018), half (2018-H1), quarter (2018-Q3) or month (2018-05)
    #[arg(long, value_name = "PERIOD", conflicts_with_all = ["from", "to"])]
    period: Option<String>,
    /// The first day (2018-01-15)
    #[arg(long, value_name = "DAY", requires = "to")]
    from: Option<String>,
    /// The last day, included
    #[arg(long, value_name = "DAY", requires = "from")]
    to: Option<String>,
}

/// What it is compared with, as it is typed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Content")]
pub(super) struct CompareOptions {
    /// What to compare with: previous, year-earlier, none, or a period such as 2014
    #[arg(long, value_name = "WHAT", default_value = "previous")]
    compare: String,
}

impl SpanOptions {
    /// Whether any period is asked for.
    pub(super) const fn is_given(&self) -> bool {
        self.year.is_some() || self.period.is_some() || self.from.is_some()
    }

    /// The period asked for.
    pub(super) fn period(&self) -> Result<Period, clap::Error> {
        if let Some(year) = &self.year {
            let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
            let shown = crate::visible::Visible(year);
            let refusal =
                format!("`{shown}` is not a year; use --year 2018, or --period for a part of one");
            return if is_year { Period::parse(year).map_err(usage) } else { Err(usage(refusal)) };
        }
        if let Some(period) = &self.period {
            return Period::parse(period).map_err(usage);
        }
        let day = |text: &Option<String>| -> Result<Day, clap::Error> {
            Period::parse_day(text.as_deref().unwrap_or_default()).map_err(usage)
        };
        Period::new(day(&self.from)?, day(&self.to)?).map_err(usage)
    }
}

impl CompareOptions {
    /// Whether anything but the standard is asked for.
    pub(super) fn is_given(&self) -> bool {
        self.compare != "previous"
    }

    /// What the period is compared with.
    pub(super) fn comparison(&self) -> Result<Comparison, clap::Error> {
        match self.compare.as_str() {
            "previous" => Ok(Comparison::Previous),
            "year-earlier" => Ok(Comparison::YearEarlier),
            "none" => Ok(Comparison::None),
            period => Period::parse(period).map(Comparison::With).map_err(|error| {
                usage(format!("{error}; or compare with `previous`, `year-earlier` or `none`"))
            }),
        }
    }
}
