//! From the headings of a row to the counts it tells: which facts, of whom, when.
//!
//! Counts made of the same rows are one count, under whichever heading they stand: the stock at the end of a year is
//! that at the beginning of the next, the people who took part in volunteering stand in two tables, and who had work a
//! year earlier is who went into work in that period.

use super::cohorts::{self, Member};
use super::statement::{Statement, Told};
use crate::measure::{Condition, Dimension, Unit};
use crate::number::Ratio;
use crate::period::{Day, Period};
use crate::report::cross::CrossSpec;
use crate::report::spec::{FigureSpec, GroupWhole, What, Whole};
use crate::report::yearly::figure;
use crate::report::{Group, ShareOf};

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
    /// The group by each trait that it is told by, in the order of traits: none for all, two in a crossed table.
    pub(crate) by: Vec<(Dimension, Group)>,
    /// Of a cohort, which of those that started: after how many years, and what had become of them.
    pub(crate) after: Option<(i32, Course)>,
}

/// What became of a benefit after so many years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Course {
    /// It still runs.
    Running,
    /// It ran up to that day.
    AtRisk,
    /// It ended within that time, as far as it was followed: up to this day.
    Ended(Day),
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
        Self { place: place.to_owned(), unit, condition, from, to, by: Vec::new(), after: None }
    }

    /// The same of one group.
    pub(crate) fn of(mut self, dimension: Dimension, group: &Group) -> Self {
        if *group == Group::Total {
            return self;
        }
        if (self.condition, dimension) == (Condition::SocialParticipant, Dimension::ProgrammeKind) {
            self.condition = Condition::Participant; // of a kind that is social, all are
        }
        let group = match group {
            Group::Declared(id) => Group::Label(id.clone()),
            other => other.clone(),
        };
        self.by.push((dimension, group));
        self.by.sort();
        self
    }

    /// What it is a group of, by which trait, and which group: all together, or in a crossed table its row and its
    /// column.
    pub(crate) fn wholes(&self) -> impl Iterator<Item = (Self, Dimension, &Group)> {
        self.by.iter().enumerate().map(|(place, (dimension, group))| {
            let mut whole = self.clone();
            whole.by.remove(place);
            (whole, *dimension, group)
        })
    }

    /// The same of other facts.
    pub(crate) fn with(&self, condition: Condition) -> Self {
        Self { condition, ..self.clone() }
    }

    /// Those of them that still run after so many years.
    pub(crate) fn running(self, years: i32) -> Self {
        Self { after: Some((years, Course::Running)), ..self }
    }

    /// Those of them that ran up to the day so many years after.
    pub(crate) fn at_risk(self, years: i32) -> Self {
        Self { after: Some((years, Course::AtRisk)), ..self }
    }

    /// Whether groups of it add up: who ended is told of a group only as long as it is followed.
    pub(crate) fn adds_up(&self) -> bool {
        !matches!(self.after, Some((_, Course::Ended(_))))
    }

    /// Those who started, of whom it tells what had become of them later; `None` where it tells nothing of that kind.
    pub(crate) fn cohort(&self) -> Option<Self> {
        self.after.map(|_| Self { after: None, ..self.clone() })
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
        return match Member::of(statement) {
            Some(member) => cohorts::tellings(statement, &member),
            None => crossed(statement),
        };
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

/// The counts that a row of a crossed table tells, by the name of the table; none where it has no such name.
fn crossed(statement: &Statement) -> Vec<Telling> {
    let by = statement.table.strip_prefix(&statement.figure);
    let Some(by) = by.and_then(|by| by.strip_prefix("_by_")) else { return Vec::new() };
    let (rows, columns) = by.split_once("_by_").map_or((by, None), |of| (of.0, Some(of.1)));
    let unit = Some(statement.unit);
    let Ok(spec) = CrossSpec::new(&statement.figure, unit, rows, columns, None) else {
        return Vec::new();
    };
    let (row, column) = match spec.columns {
        Some(_) => statement.group.parts(),
        None => (&statement.group, &Group::Total),
    };
    let (unit, condition) = spec.counted();
    let heading = |period, row: &Group, column: &Group| {
        let whole = Heading::new(&statement.place, unit, condition, period).of(spec.rows, row);
        spec.columns.map_or(whole.clone(), |columns| whole.of(columns, column))
    };
    let tell = |column, heading, told| Telling { column, heading, divisor: 1, told };
    let period = statement.period;
    let mut tellings = vec![tell(Column::Value, heading(period, row, column), statement.value)];
    if let Some(comparison) = statement.comparison {
        let previous = heading(comparison, row, column);
        tellings.push(tell(Column::Previous, previous, statement.previous));
    }
    let whole = match (row, column, statement.share_of) {
        (Group::Total, Group::Total, _) => return tellings,
        (Group::Total, ..) | (_, Group::Total, _) | (.., Some(ShareOf::Total)) => {
            (&Group::Total, &Group::Total)
        }
        (.., Some(ShareOf::Row)) => (row, &Group::Total),
        (.., Some(ShareOf::Column)) => (&Group::Total, column),
        // it stands in the margins too, but which of them it is the row does not say
        (.., None) => return tellings,
    };
    tellings.push(tell(Column::Whole, heading(period, whole.0, whole.1), statement.whole));
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
