//! How long people stay: the mean and the median duration of benefits that run and of benefits that ended, and how many
//! have run for at least two and five years.

use super::cell::{Cell, Missing, Value};
use super::report_input::{ReportInput, count};
use super::spec::{ASKED, COMPARED};
use super::worked_out::WorkedOut;
use super::{FigureId, Group, Row};
use crate::measure::{Condition, Counted, Dimension, Part, Unit};
use crate::number::Ratio;

/// The table of durations.
pub(crate) const TABLE: WorkedOut = WorkedOut {
    figures: &[
        (FigureId::DurationMean, Unit::Months),
        (FigureId::DurationMedian, Unit::Months),
        (FigureId::Over2y, Unit::Benefits),
        (FigureId::Over5y, Unit::Benefits),
    ],
    counts: &COUNTS,
    parts,
    rows,
};

/// Benefits by their completed months, and those of at least so many years.
const COUNTS: [Counted; 6] = [
    (Unit::Benefits, Condition::StockEnd, None),
    (Unit::Benefits, Condition::StockEnd, Some(Dimension::Months)),
    (Unit::Benefits, Condition::Outflow, None),
    (Unit::Benefits, Condition::Outflow, Some(Dimension::Months)),
    (Unit::Benefits, Condition::OverTwoYears, None),
    (Unit::Benefits, Condition::OverFiveYears, None),
];

/// Which benefits a duration is of: those that run on the last day, and those that ended in the period.
const OF: [(&str, Condition); 2] =
    [("stock_end", Condition::StockEnd), ("outflow", Condition::Outflow)];

/// The benefits behind a number of them; a mean or a median has no rows of its own.
fn parts(figure: FigureId) -> Vec<Part> {
    let of =
        |condition| vec![Part { period: ASKED, unit: Unit::Benefits, condition, is_minus: false }];
    match figure {
        FigureId::Over2y => of(Condition::OverTwoYears),
        FigureId::Over5y => of(Condition::OverFiveYears),
        _ => Vec::new(),
    }
}

fn rows(input: &ReportInput<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (figure, of) in
        [(FigureId::DurationMean, mean as fn(&[i128]) -> _), (FigureId::DurationMedian, median)]
    {
        for (group, condition) in OF {
            let value = |period| {
                input.covers(period)?;
                let months = (Unit::Benefits, condition, Some(Dimension::Months));
                let months = of(input.groups(period, months)).ok_or(Missing::NoneCounted)?;
                Ok(Value::Average(months))
            };
            let cells = [ASKED, COMPARED].map(|period| value(period).into());
            rows.push(Row {
                group: Group::Declared(group.to_owned()),
                ..Row::total(figure, Unit::Months, cells)
            });
        }
    }
    for (figure, condition) in
        [(FigureId::Over2y, Condition::OverTwoYears), (FigureId::Over5y, Condition::OverFiveYears)]
    {
        let of = |period, condition| match input.covers(period) {
            Ok(()) => count(input.total(period, Unit::Benefits, condition)),
            Err(missing) => Cell::Missing(missing),
        };
        let whole = |period| input.covers(period).is_ok().then(|| of(period, Condition::StockEnd));
        rows.push(Row {
            whole: whole(ASKED),
            previous_whole: whole(COMPARED),
            ..Row::total(
                figure,
                Unit::Benefits,
                [ASKED, COMPARED].map(|period| of(period, condition)),
            )
        });
    }
    rows
}

/// The mean of so many benefits of 0, 1, 2 and so on completed months; `None` of no benefits.
fn mean(counts: &[i128]) -> Option<Ratio> {
    let months = (0..).zip(counts).map(|(months, count)| months * count).sum::<i128>();
    Ratio::new(months, counts.iter().sum())
}

/// The median likewise: of an even number of benefits the mean of the middle two.
fn median(counts: &[i128]) -> Option<Ratio> {
    let all: i128 = counts.iter().sum();
    let nth = |number: i128| {
        let mut before = 0;
        let found = (0_i128..).zip(counts).find(|(_, count)| {
            before += **count;
            before >= number
        });
        found.map(|(months, _)| months)
    };
    if all == 0 {
        return None;
    }
    Ratio::new(nth((all + 1) / 2)? + nth(all / 2 + 1)?, 2)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;

    #[test]
    fn means_and_medians_of_months() {
        let of = |counts: &[i128]| {
            let shown = |ratio: Option<Ratio>| ratio.map(|ratio| ratio.rounded(2).unwrap());
            (shown(mean(counts)), shown(median(counts)))
        };
        assert_eq!(of(&[]), (None, None));
        assert_eq!(of(&[0, 0]), (None, None));
        assert_eq!(of(&[1]), (Some(0), Some(0)));
        assert_eq!(of(&[0, 1, 0, 1]), (Some(200), Some(200)), "of an even number the middle two");
        assert_eq!(of(&[2, 0, 0, 1]), (Some(100), Some(0)));
        assert_eq!(of(&[0, 1, 1]), (Some(150), Some(150)));
        assert_eq!(of(&[3, 1, 1, 1]), (Some(100), Some(50)));
    }
}
