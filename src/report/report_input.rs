//! What a report is made from: the counts of one scope, the periods, and what the data holds.

use super::Group;
use super::cell::{Cell, Missing, Value};
use super::spec::{ASKED, Need};
use crate::dataset::kind::{Field, FileKind};
use crate::measure::{Condition, Counted, Dimension, PersonGroups, Tally, Unit, Window};
use crate::number::{Cents, Ratio};
use crate::period::Period;
use crate::record::{Categories, CategoryCodes, Code, Records};

/// What one report is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReportInput<'a> {
    /// The counts.
    pub(crate) tally: &'a Tally<'a>,
    /// The scope reported on.
    pub(crate) scope: usize,
    /// Whether the scope is some municipalities out of more.
    pub(crate) is_part: bool,
    /// The periods of the run, in any order.
    pub(crate) windows: &'a [Window],
    /// The places in `windows` of the period reported on, its comparison, and that one's comparison.
    pub(crate) places: &'a [usize],
    /// The datasets in the report.
    pub(crate) records: &'a [&'a Records],
    /// The groups of every dimension.
    pub(crate) categories: &'a Categories,
    /// The groups of persons.
    pub(crate) person_groups: &'a PersonGroups,
    /// The age classes.
    pub(crate) ages: &'a CategoryCodes,
    /// The duration classes.
    pub(crate) durations: &'a CategoryCodes,
    /// Whether the asked period is reported on although it is not covered.
    pub(crate) partial: bool,
    /// How many sectors and employers are shown before `rest`.
    pub(crate) top: Option<usize>,
}

impl ReportInput<'_> {
    /// The groups of a dimension.
    pub(crate) const fn names(&self, dimension: Dimension) -> &CategoryCodes {
        match (named(self.categories, dimension), dimension) {
            (Some(names), _) => names,
            (None, Dimension::Age) => self.ages,
            (None, Dimension::Duration | Dimension::Months) => self.durations,
            (None, _) => &self.person_groups.names,
        }
    }

    /// The group of a code.
    pub(crate) fn group(&self, dimension: Dimension, code: Code) -> Group {
        let names = self.names(dimension);
        let text = || names.text(code).to_string();
        match code {
            0 => Group::Unknown,
            code if names.is_declared(code) => Group::Declared(text()),
            _ => Group::Label(text()),
        }
    }

    /// The code of a group; `None` for one that is no single group of the data.
    pub(crate) fn code(&self, dimension: Dimension, group: &Group) -> Option<Code> {
        match group {
            Group::Declared(text) | Group::Label(text) => self.names(dimension).find(text),
            Group::Unknown => Some(0),
            Group::Total | Group::Rest | Group::Pair(_) => None,
        }
    }

    /// A period of the report, where there is one.
    pub(crate) fn window(&self, period: usize) -> Option<&Window> {
        self.windows.get(*self.places.get(period)?)
    }

    /// Whether a period can be counted: all datasets of the report cover it.
    pub(crate) fn covers(&self, period: usize) -> Result<(), Missing> {
        let window = self.window(period).ok_or(Missing::NoComparison)?;
        let covered = self.records.iter().all(|records| records.coverage.covers(window.period));
        if covered || (self.partial && period == ASKED) {
            Ok(())
        } else {
            Err(Missing::OutsideCoverage)
        }
    }

    /// Whether a figure can be counted in a period.
    pub(crate) fn meets(&self, needs: &[Need], period: usize) -> Result<(), Missing> {
        self.covers(period)?;
        needs.iter().try_for_each(|need| self.meets_one(*need, period))
    }

    fn meets_one(&self, need: Need, period: usize) -> Result<(), Missing> {
        let mut records = self.records.iter();
        match need {
            Need::File(kind) => {
                if !records.all(|records| records.store(kind).is_some()) {
                    return Err(Missing::NoFile(kind.id()));
                }
                let placed = |records: &&Records| {
                    records.municipality || records.has(kind, Field::Municipality)
                };
                if self.is_part && !self.records.iter().all(placed) {
                    return Err(Missing::NoColumn(kind.id(), Field::Municipality.id()));
                }
                Ok(())
            }
            Need::Column(kind, field) if records.all(|records| records.has(kind, field)) => Ok(()),
            Need::Column(kind, field) => Err(Missing::NoColumn(kind.id(), field.id())),
            Need::Some(kind, fields) => {
                let has = |records: &&Records| fields.iter().any(|field| records.has(kind, *field));
                let first = fields.first().map_or("", |field| field.id());
                if records.any(has) { Ok(()) } else { Err(Missing::NoColumn(kind.id(), first)) }
            }
            Need::Place => {
                let has = |records: &&Records| {
                    records.municipality || records.has(FileKind::Benefits, Field::Municipality)
                };
                let missing = Missing::NoColumn(FileKind::Benefits.id(), Field::Municipality.id());
                if records.any(has) { Ok(()) } else { Err(missing) }
            }
            Need::YearEarlier => {
                let earlier = self.window(period).ok_or(Missing::NoComparison)?.earlier;
                let covered = records.all(|records| records.coverage.covers(earlier));
                if covered { Ok(()) } else { Err(Missing::OutsideCoverage) }
            }
        }
    }

    /// A count, all groups together.
    pub(crate) fn total(&self, period: usize, unit: Unit, condition: Condition) -> i128 {
        let place = self.places.get(period);
        place.map_or(0, |place| self.tally.total(self.scope, *place, unit, condition))
    }

    /// A count of any period of the run, all groups together; `None` where the run does not count that period.
    pub(crate) fn total_of(&self, of: Period, unit: Unit, condition: Condition) -> Option<i128> {
        let place = self.windows.iter().position(|window| window.period == of)?;
        Some(self.tally.total(self.scope, place, unit, condition))
    }

    /// Counts by group.
    pub(crate) fn groups(&self, period: usize, counted: Counted) -> &[i128] {
        let place = self.places.get(period);
        place.map_or(&[], |place| self.tally.groups(self.scope, *place, counted))
    }

    /// The mean stock over the ends of the months.
    pub(crate) fn stock_average(&self, period: usize, unit: Unit) -> Option<Ratio> {
        let months = i128::try_from(self.window(period)?.month_ends.len()).ok()?;
        Ratio::new(self.total(period, unit, Condition::StockMonths), months)
    }

    /// The price of a benefit-year for a period from `outflow.toml`: one and the same in all datasets, or none in any.
    pub(crate) fn price(&self, period: usize) -> Result<Option<Cents>, Missing> {
        let year = self.window(period).ok_or(Missing::NoComparison)?.to.year();
        let price = |records: &&Records| records.config.savings.average_benefit.get(&year).copied();
        let mut prices = self.records.iter().map(price);
        let first = prices.next().flatten();
        if prices.all(|price| price == first) { Ok(first) } else { Err(Missing::PricesDiffer) }
    }
}

/// The groups of a dimension that rows name; `None` of one that is worked out.
pub(crate) const fn named(words: &Categories, dimension: Dimension) -> Option<&CategoryCodes> {
    Some(match dimension {
        Dimension::Age | Dimension::Duration | Dimension::Months | Dimension::PersonGroup => {
            return None;
        }
        Dimension::Sex => &words.sex,
        Dimension::Household => &words.household,
        Dimension::Scheme => &words.scheme,
        Dimension::District => &words.district,
        Dimension::EndReason => &words.end_reason,
        Dimension::StartReason => &words.start_reason,
        Dimension::WorkKind => &words.work_kind,
        Dimension::WageValue => &words.wage_value,
        Dimension::Sector => &words.sector,
        Dimension::Employer => &words.employer,
        Dimension::Result => &words.result,
        Dimension::Municipality => &words.municipality,
        Dimension::TargetGroup => &words.target,
        Dimension::Programme => &words.programme,
        Dimension::ProgrammeKind => &words.programme_kind,
    })
}

/// A count as a cell.
pub(crate) fn count(count: i128) -> Cell {
    u64::try_from(count).map_or(Cell::Missing(Missing::TooLarge), Cell::count)
}

/// An optional value as a cell; there is none where it does not fit.
pub(crate) fn cell(value: Option<Value>) -> Cell {
    value.map_or(Cell::Missing(Missing::TooLarge), Cell::Known)
}
