//! From the headings of a row to the counts it tells: which facts, of whom, when.
//!
//! Counts made of the same rows are one count, under whichever heading they stand: the stock at the end of a year is
//! that at the beginning of the next, the people who took part in volunteering stand in two tables, and who had work a
//! year earlier is who went into work in that period.

use super::statement::{Statement, Told};
use crate::measure::{Condition, Dimension, Unit};
use crate::number::Ratio;
use crate::period::{Day, Period};
use crate::report::Group;
use crate::report::spec::{FigureSpec, GroupWhole, What, Whole};
use crate::report::yearly::figure;

/// Which facts a count counts: the same heading is the same count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Heading {
    /// Of which municipality.
    pub(crate) place: String,
    /// What is counted.
    pub(crate) unit: Unit,
    /// What it did or was.
    pub(crate) condition: Condition,
    /// From which day; a stock is of one day.
    pub(crate) from: Day,
    /// Up to and including which day.
    pub(crate) to: Day,
    /// The group, and the trait that it is told by.
    pub(crate) by: Option<(Dimension, Group)>,
}

impl Heading {
    /// The count of a condition in a period, all groups together.
    pub(crate) fn new(place: &str, unit: Unit, condition: Condition, period: Period) -> Self {
        let (condition, from, to) = match condition {
            Condition::StockBegin => {
                let before = period.from().plus_days(-1);
                (Condition::StockEnd, before, before)
            }
            Condition::StockEnd => (condition, period.to(), period.to()),
            Condition::HadWork => {
                let earlier = period.year_earlier();
                (Condition::IntoWork, earlier.from(), earlier.to())
            }
            _ => (condition, period.from(), period.to()),
        };
        Self { place: place.to_owned(), unit, condition, from, to, by: None }
    }

    /// The same of one group.
    pub(crate) fn of(mut self, dimension: Dimension, group: &Group) -> Self {
        if *group == Group::Total {
            return self;
        }
        if self.condition == Condition::SocialParticipant {
            self.condition = Condition::Participant; // of a kind that is social, all are
        }
        let group = match group {
            Group::Declared(id) => Group::Label(id.clone()),
            other => other.clone(),
        };
        self.by = Some((dimension, group));
        self
    }

    /// The same of all groups together.
    pub(crate) fn total(&self) -> Self {
        Self { by: None, ..self.clone() }
    }

    /// The same of other facts.
    pub(crate) fn with(&self, condition: Condition) -> Self {
        Self { condition, ..self.clone() }
    }

    /// The stock on a day.
    pub(crate) fn stock_on(&self, day: Day) -> Self {
        Self { condition: Condition::StockEnd, from: day, to: day, ..self.clone() }
    }
}

/// Where on a row a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// The number of the period.
    Value,
    /// The number of the comparison period.
    Previous,
    /// What the value is a share of.
    Whole,
}

/// A count that a row tells, and what it tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Telling {
    /// Where on the row.
    pub(crate) column: Column,
    /// Which count.
    pub(crate) heading: Heading,
    /// How often it is in the number that is printed: a mean over months is a sum of stocks divided by their number.
    pub(crate) divisor: i64,
    /// What is told.
    pub(crate) told: Told,
}

impl Telling {
    /// The count that is told; `None` where it is hidden or not there.
    pub(crate) fn count(&self) -> Option<i64> {
        let Told::Number(number) = self.told else { return None };
        let sum = number.times(Ratio::whole(i128::from(self.divisor)))?;
        i64::try_from(sum.rounded(0)?).ok()
    }
}

/// The counts that a row tells; none where the row is worked out from others.
pub(crate) fn tellings(statement: &Statement) -> Vec<Telling> {
    let Some(figure) = figure(&statement.table, &statement.figure, statement.unit) else {
        return Vec::new();
    };
    let condition = match figure.what {
        What::Count(condition) => condition,
        What::StockAverage => Condition::StockMonths,
        What::StockChange | What::Amount(_) => return Vec::new(),
    };
    let heading = |unit, condition, period: Period| {
        let whole = Heading::new(&statement.place, unit, condition, period);
        match figure.by {
            Some(dimension) => whole.of(dimension, &statement.group),
            None => whole,
        }
    };
    let mut tellings = Vec::new();
    let mut tell = |column, heading: Heading, told| {
        let divisor = divisor(&heading);
        let told = if divisor == 0 { Told::Nothing } else { told };
        tellings.push(Telling { column, heading, divisor, told });
    };
    let unit = statement.unit;
    tell(Column::Value, heading(unit, condition, statement.period), statement.value);
    if let Some(comparison) = statement.comparison {
        tell(Column::Previous, heading(unit, condition, comparison), statement.previous);
    }
    let is_group = statement.group != Group::Total && figure.by.is_some();
    let whole = match (is_group, figure.whole, figure.group_whole) {
        (true, _, GroupWhole::Total) => Some((unit, condition, true)),
        (true, _, GroupWhole::SameGroup(unit, condition)) => Some((unit, condition, false)),
        (false, Whole::Nothing, _) => None,
        (false, Whole::Count(unit, condition), _) => Some((unit, condition, true)),
        (false, Whole::StockAverage, _) => Some((unit, Condition::StockMonths, true)),
    };
    if let Some((unit, condition, of_all)) = whole {
        let whole = if of_all {
            Heading::new(&statement.place, unit, condition, statement.period)
        } else {
            heading(unit, condition, statement.period)
        };
        tell(Column::Whole, whole, statement.whole);
    }
    tellings
}

/// Over how many stocks a mean is taken.
fn divisor(heading: &Heading) -> i64 {
    if heading.condition != Condition::StockMonths {
        return 1;
    }
    let months = Period::new(heading.from, heading.to).map(|period| period.month_ends().len());
    i64::try_from(months.unwrap_or(0).max(1)).unwrap_or(0)
}

/// Whether a whole is one that the value beside it is a part of, and what is left of it a count of people too.
pub(crate) fn is_part_of(figure: &FigureSpec, group: &Group) -> bool {
    let is_group = *group != Group::Total && figure.by.is_some();
    match (is_group, figure.whole, figure.group_whole) {
        (true, _, GroupWhole::SameGroup(..)) | (false, Whole::Count(..), _) => true,
        (true, _, GroupWhole::Total) | (false, Whole::Nothing | Whole::StockAverage, _) => false,
    }
}
