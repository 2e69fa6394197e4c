//! What changes and shares tell of the numbers beside them: the pass hides them together, an audit takes nothing on
//! trust.

use super::counts::{Counts, Knowledge};
use super::heading::{Column, Heading, tellings};
use super::statement::{Statement, Told};
use crate::measure::Condition;
use crate::number::Ratio;
use crate::period::Day;

/// Changes and shares that are printed beside a number that is hidden.
pub(super) fn printed(counts: &mut Counts, statements: &[Statement]) {
    for statement in statements {
        let told = tellings(statement);
        let number = |column| {
            let mut told = told.iter().filter(|telling| telling.divisor == 1);
            let telling = told.find(|telling| telling.column == column)?;
            counts.numbers.get(&telling.heading).copied()
        };
        let numbers = [Column::Value, Column::Previous, Column::Whole].map(number);
        let of_stock = |day: Day, factor| {
            let any = Heading::new(
                &statement.place,
                statement.unit,
                Condition::StockEnd,
                statement.period,
            );
            Some((*counts.numbers.get(&any.stock_on(day))?, factor))
        };
        let stocks = [
            of_stock(statement.period.to(), 1),
            of_stock(statement.period.from().plus_days(-1), -1),
        ];
        if let (Some(change), [Some(value), Some(previous), _]) = (whole(statement.change), numbers)
        {
            counts.state(vec![(value, 1), (previous, -1)], change);
        }
        if let (true, Some(change), [Some(end), Some(begin)]) =
            (statement.figure == "stock_change", whole(statement.value), stocks)
        {
            counts.state(vec![end, begin], change);
        }
        if let (Told::Number(share), [Some(value), _, Some(whole)]) = (statement.share, numbers) {
            shared(counts, share, value, whole);
        }
    }
}

/// A number that is told and whole.
fn whole(told: Told) -> Option<i64> {
    let Told::Number(number) = told else { return None };
    i64::try_from(number.rounded(0)?).ok()
}

/// A share of so many hundredths of a percent, rounded, is at most half a one off, or half a tenth where it is printed
/// in tenths.
pub(super) fn shared(counts: &mut Counts, share: Ratio, value: usize, whole: usize) {
    let known = |number: usize| counts.entries[number].count.is_some();
    let (Some(hundredths), Some(tenths)) = (share.rounded(2), share.rounded(1)) else { return };
    let (Ok(hundredths), in_tenths) = (i64::try_from(hundredths), hundredths == tenths * 10) else {
        return;
    };
    if known(value) && known(whole) {
        return;
    }
    let off = if in_tenths { 10 } else { 1 };
    let (low, high) = (2 * hundredths - off, 2 * hundredths + off);
    counts.bound(Knowledge::Printed, vec![(value, 20_000), (whole, -low)]);
    counts.bound(Knowledge::Printed, vec![(whole, high), (value, -20_000)]);
}
