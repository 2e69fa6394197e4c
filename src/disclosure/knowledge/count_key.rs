//! From the headings of a row to the counts it discloses: which facts, of whom, when.
//!
//! Counts made of the same rows are one count, under whichever heading they stand: the stock at the end of a year is
//! that at the beginning of the next, the people who took part in volunteering stand in two tables, and who had work a
//! year earlier is who went into work in that period.

use crate::disclosure::published_row::{PrintedCell, PublishedRow};
use crate::measure::{CohortDimension, Condition, Dimension, Unit};
use crate::number::Ratio;
use crate::period::{Day, Period};
use crate::report::cross::CrossSpec;
use crate::report::spec::{FigureSpec, GroupWhole, What, Whole};
use crate::report::{Group, ShareOf, TableId, cohort};

/// Which facts a count counts: the same heading is the same count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CountKey {
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
    /// The group by each dimension that it is broken down by, in the order of dimensions: none for all, two in a crossed table.
    pub(crate) by: Vec<(Dimension, Group)>,
    /// Of a cohort, which of those that started: after how many years, and what had become of them.
    pub(crate) after: Option<(i32, CohortStatus)>,
}

/// What became of a benefit after so many years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CohortStatus {
    /// It still runs.
    Running,
    /// It ran up to that day.
    AtRisk,
}

impl CountKey {
    /// The count of a condition in a period, all groups together.
    pub(crate) fn new(place: &str, unit: Unit, condition: Condition, period: Period) -> Self {
        let (condition, from, to) = match condition {
            Condition::StockBegin => {
                let before = period.from().plus_days(-1);
                (Condition::StockEnd, before, before)
            }
            Condition::StockEnd | Condition::ParticipationRunning => {
                (condition, period.to(), period.to())
            }
            Condition::HadWork => {
                let earlier = period.year_earlier();
                (Condition::IntoWork, earlier.from(), earlier.to())
            }
            _ => (condition, period.from(), period.to()),
        };
        Self { place: place.to_owned(), unit, condition, from, to, by: Vec::new(), after: None }
    }

    /// This count, of one group.
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

    /// What it is a group of, by which dimension, and which group: all together, or in a crossed table its row and its
    /// column.
    pub(crate) fn wholes(&self) -> impl Iterator<Item = (Self, Dimension, &Group)> {
        self.by.iter().enumerate().map(|(place, (dimension, group))| {
            let mut whole = self.clone();
            whole.by.remove(place);
            (whole, *dimension, group)
        })
    }

    /// The count of another condition with the same place, days and groups.
    pub(crate) fn with(&self, condition: Condition) -> Self {
        Self { condition, ..self.clone() }
    }

    /// This count, of all groups together.
    pub(crate) fn with_all(&self) -> Self {
        Self { by: Vec::new(), ..self.clone() }
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

/// A count that a row discloses, and what the row prints of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DisclosedCount {
    /// Where on the row.
    pub(crate) column: Column,
    /// Which count.
    pub(crate) count_key: CountKey,
    /// How often it is in the number that is printed: a mean over months is a sum of stocks divided by their number.
    pub(crate) divisor: i64,
    /// What is printed.
    pub(crate) cell: PrintedCell,
}

impl DisclosedCount {
    /// The count that is printed; `None` where it is hidden or not there.
    pub(crate) fn count(&self) -> Option<i64> {
        let PrintedCell::Number(number) = self.cell else { return None };
        let sum = number.times(Ratio::whole(i128::from(self.divisor)))?;
        i64::try_from(sum.rounded(0)?).ok()
    }
}

/// The counts that a row discloses; none where the row is worked out from others.
pub(crate) fn disclosed_counts(row: &PublishedRow) -> Vec<DisclosedCount> {
    let Some(figure) = row.figure_spec() else {
        return cohort(row).unwrap_or_else(|| crossed(row));
    };
    let condition = match figure.what {
        What::Count(condition) => condition,
        What::StockAverage => Condition::StockMonths,
        What::StockChange | What::Amount(_) => return Vec::new(),
    };
    let count_key = |unit, condition, period: Period| {
        let whole = CountKey::new(&row.place, unit, condition, period);
        match figure.by {
            Some(dimension) => whole.of(dimension, &row.group),
            None => whole,
        }
    };
    let mut disclosed_counts = Vec::new();
    let mut disclosed = |column, count_key: CountKey, cell| {
        let divisor = divisor(&count_key);
        let cell = if divisor == 0 { PrintedCell::Nothing } else { cell };
        disclosed_counts.push(DisclosedCount { column, count_key, divisor, cell });
    };
    let unit = row.unit;
    disclosed(Column::Value, count_key(unit, condition, row.period), row.value);
    if let Some(comparison) = row.comparison {
        disclosed(Column::Previous, count_key(unit, condition, comparison), row.previous);
    }
    let is_group = row.group != Group::Total && figure.by.is_some();
    let whole = match (is_group, figure.whole, figure.group_whole) {
        (true, _, GroupWhole::Total) => Some((unit, condition, true)),
        (true, _, GroupWhole::SameGroup(unit, condition)) => Some((unit, condition, false)),
        (false, Whole::Nothing, _) => None,
        (false, Whole::Count(unit, condition), _) => Some((unit, condition, true)),
        (false, Whole::StockAverage, _) => Some((unit, Condition::StockMonths, true)),
    };
    if let Some((unit, condition, of_all)) = whole {
        let whole = if of_all {
            CountKey::new(&row.place, unit, condition, row.period)
        } else {
            count_key(unit, condition, row.period)
        };
        disclosed(Column::Whole, whole, row.whole);
    }
    disclosed_counts
}

/// The dimensions by which the table of a row is broken down, and which of them is on its own.
pub(super) fn dimensions(row: &PublishedRow) -> Vec<Dimension> {
    if let Some(figure) = row.figure_spec() {
        return figure.by.into_iter().collect();
    }
    if let Some(by) = cohort_dimensions(row) {
        return by;
    }
    let spec = cross_spec(row);
    spec.map(|spec| std::iter::once(spec.rows).chain(spec.columns).collect()).unwrap_or_default()
}

/// The dimensions by which cohorts are formed, besides the year of their start; `None` where a row is of no cohort.
fn cohort_dimensions(row: &PublishedRow) -> Option<Vec<Dimension>> {
    let by = cohort_by(row)?.into_iter().filter_map(|apart| match apart {
        CohortDimension::Of(dimension) => Some(dimension),
        CohortDimension::StartYear => None,
    });
    Some(by.collect())
}

fn cohort_by(row: &PublishedRow) -> Option<Vec<CohortDimension>> {
    let names = row.table.strip_prefix(TableId::Cohorts.id())?.strip_prefix("_by_")?;
    names.split("_by_").map(cohort::named).collect()
}

/// The counts that a row of a table of cohorts discloses; `None` where it is of no such table.
fn cohort(row: &PublishedRow) -> Option<Vec<DisclosedCount>> {
    let by = cohort_by(row)?;
    let (of, after) = row.group.parts();
    let (from, last) = (row.period.from(), row.period.to());
    let mut started = CountKey::new(&row.place, Unit::Benefits, Condition::Inflow, row.period);
    let parts = if by.len() > 1 { of.parts() } else { (of, &Group::Total) };
    for (apart, group) in by.iter().zip([parts.0, parts.1]).filter(|_| *of != Group::Total) {
        match apart {
            CohortDimension::Of(dimension) => started = started.of(*dimension, group),
            CohortDimension::StartYear => {
                let Ok(year) = group.id().parse() else { continue };
                let day = |month, day| Day::from_ymd(year, month, day);
                started.from = from.max(day(1, 1).unwrap_or(from));
                started.to = last.min(day(12, 31).unwrap_or(last));
            }
        }
    }
    let disclosed =
        |column, count_key, cell| DisclosedCount { column, count_key, divisor: 1, cell };
    let years: Option<i32> = after.id().parse().ok();
    Some(match (row.figure.as_str(), years) {
        ("started", _) => vec![disclosed(Column::Value, started, row.value)],
        ("at_risk", Some(years)) => {
            let count_key = CountKey { after: Some((years, CohortStatus::AtRisk)), ..started };
            vec![disclosed(Column::Value, count_key, row.value)]
        }
        ("still_running_followed", Some(years)) => {
            let Some(followed) = followed(&started, last, years) else { return Some(Vec::new()) };
            let running =
                CountKey { after: Some((years, CohortStatus::Running)), ..followed.clone() };
            vec![
                disclosed(Column::Value, running, row.value),
                disclosed(Column::Whole, followed, row.whole),
            ]
        }
        _ => Vec::new(),
    })
}

/// Those who started and can be followed for so many years, up to the last day; `None` where nobody can.
fn followed(started: &CountKey, last: Day, years: i32) -> Option<CountKey> {
    let day = last.plus_months(-12 * years);
    // of the last days of February the later one is followed as long
    let next = day.plus_days(1);
    let day = if next.plus_months(12 * years) <= last { next } else { day };
    let to = started.to.min(day);
    (to >= started.from).then(|| CountKey { to, ..started.clone() })
}

/// The crossed table that a row is of, by the name of the table.
fn cross_spec(row: &PublishedRow) -> Option<CrossSpec> {
    let by = row.table.strip_prefix(&row.figure)?.strip_prefix("_by_")?;
    let (rows, columns) = by.split_once("_by_").map_or((by, None), |of| (of.0, Some(of.1)));
    CrossSpec::new(&row.figure, Some(row.unit), rows, columns, None).ok()
}

/// The counts that a row of a crossed table discloses, by the name of the table; none where it has no such name.
fn crossed(row: &PublishedRow) -> Vec<DisclosedCount> {
    let Some(spec) = cross_spec(row) else { return Vec::new() };
    let (down, across) = match spec.columns {
        Some(_) => row.group.parts(),
        None => (&row.group, &Group::Total),
    };
    let (unit, condition) = spec.counted();
    let count_key = |period, down: &Group, across: &Group| {
        let whole = CountKey::new(&row.place, unit, condition, period).of(spec.rows, down);
        spec.columns.map_or(whole.clone(), |columns| whole.of(columns, across))
    };
    let disclosed =
        |column, count_key, cell| DisclosedCount { column, count_key, divisor: 1, cell };
    let period = row.period;
    let mut disclosed_counts =
        vec![disclosed(Column::Value, count_key(period, down, across), row.value)];
    if let Some(comparison) = row.comparison {
        let previous = count_key(comparison, down, across);
        disclosed_counts.push(disclosed(Column::Previous, previous, row.previous));
    }
    let whole = match (down, across, row.share_of) {
        (Group::Total, Group::Total, _) => return disclosed_counts,
        (Group::Total, ..) | (_, Group::Total, _) | (.., Some(ShareOf::Total)) => {
            (&Group::Total, &Group::Total)
        }
        (.., Some(ShareOf::Row)) => (down, &Group::Total),
        (.., Some(ShareOf::Column)) => (&Group::Total, across),
        // it stands in the margins too, but which of them it is the down does not say
        (.., None) => return disclosed_counts,
    };
    disclosed_counts.push(disclosed(Column::Whole, count_key(period, whole.0, whole.1), row.whole));
    disclosed_counts
}

/// Over how many stocks a mean is taken.
fn divisor(count_key: &CountKey) -> i64 {
    if count_key.condition != Condition::StockMonths {
        return 1;
    }
    let months = Period::new(count_key.from, count_key.to).map(|period| period.month_ends().len());
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
