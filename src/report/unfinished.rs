//! A period of which the data do not reach the end: what happened in it so far is no more or less than in a whole one.

use std::borrow::Cow;

use super::{Cell, FigureId, Missing, Report, Row};
use crate::period::Day;

/// Figures of one day, or of the year as such: these can be set against earlier ones, whatever the data lack of a period.
const OF_A_DAY: [FigureId; 13] = [
    FigureId::StockBegin,
    FigureId::StockEnd,
    FigureId::Running,
    FigureId::DurationMean,
    FigureId::DurationMedian,
    FigureId::Over2y,
    FigureId::Over5y,
    FigureId::WithIncome,
    FigureId::IncomeMean,
    FigureId::PartTimeBesideBenefit,
    FigureId::AverageBenefit,
    FigureId::WithProfile,
    FigureId::Budget,
];

impl Report {
    /// The last day that the data reach, where they end inside the period.
    pub fn known_until(&self) -> Option<Day> {
        let until = self.status.until(self.period)?;
        (self.provisional && until < self.period.to()).then_some(until)
    }

    /// Whether a row counts what happened in a part of the period, so that it cannot be set against a whole one.
    pub fn is_uneven(&self, row: &Row) -> bool {
        self.known_until().is_some() && !OF_A_DAY.contains(&row.figure) && !row.unit.is_rate()
    }

    /// The report as sentences may quote it: where the data end inside the period, what is counted over it has no
    /// earlier number, since nine months set against twelve would read as a fall.
    pub fn comparable(&self) -> Cow<'_, Self> {
        if self.known_until().is_none() {
            return Cow::Borrowed(self);
        }
        let mut report = self.clone();
        for row in report.tables.iter_mut().flat_map(|table| &mut table.rows) {
            if self.is_uneven(row) {
                row.previous = Cell::Missing(Missing::NoComparison);
                row.previous_whole = None;
            }
        }
        Cow::Owned(report)
    }
}

#[cfg(test)]
mod tests {
    use crate::measure::Unit;
    use crate::period::{Day, Period};
    use crate::report::FigureId;
    use crate::report::fixture;

    #[test]
    fn what_happened_so_far_is_not_set_against_a_whole_year() {
        let mut document = fixture::heerlen();
        let report = &mut document.reports[0];
        assert!(report.comparable().tables[0].rows.iter().any(|row| row.change().is_some()));
        assert_eq!(report.known_until(), None);
        report.provisional = true;
        let september = Day::from_ymd(2018, 9, 30).unwrap();
        report.status.coverage = Some(Period::new(report.period.from(), september).unwrap());
        assert_eq!(report.known_until(), Some(september));
        let known = report.comparable();
        let changes: Vec<_> = known.tables.iter().flat_map(|table| &table.rows).collect();
        assert!(
            changes.iter().any(|row| row.figure == FigureId::StockEnd && row.change().is_some())
        );
        let other = |figure: FigureId| {
            changes.iter().any(|row| row.figure == figure && row.change().is_none())
        };
        assert!(other(FigureId::Inflow) && other(FigureId::IntoWork));
        assert_eq!(
            changes
                .iter()
                .filter(|row| row.unit == Unit::Benefits && row.figure == FigureId::Inflow)
                .count(),
            1
        );
    }
}
