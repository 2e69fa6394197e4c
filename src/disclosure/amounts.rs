//! Amounts of a published report: which are hidden, and how many digits are shown of the others.
//!
//! An amount is shown of one division of time only: never of a period that overlaps another one of which an amount was
//! published. So no amount is the difference of two that are shown.

use std::collections::BTreeMap;

use super::published_row::{PrintedCell, PublishedRow};
use super::rules::{Rules, is_amount_hidden};
use crate::measure::{Condition, Unit};
use crate::number::Ratio;
use crate::period::Period;
use crate::report::{Cell, FigureId, Group, Missing, Report, Row, Value};

/// What is known of a sum of amounts beside the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct AmountFacts {
    /// How many amounts make it.
    pub(crate) number: i64,
    /// The largest of them, in cents, whatever its sign.
    pub(crate) largest: i128,
    /// The sum, in cents.
    pub(crate) sum: i128,
}

/// What the document does not say itself and the rules ask for: amounts by report, period of the run (0 for the one asked
/// for, 1 for the one compared with) and condition.
pub(crate) type Evidence = BTreeMap<(usize, usize, Condition), AmountFacts>;

/// The sums of amounts that are printed, or that something printed is made of.
pub(crate) const AMOUNTS: [Condition; 4] =
    [Condition::SubsidyAmount, Condition::PricedAmount, Condition::EndedSaving, Condition::Paid];

/// The rules for amounts in a run.
pub(super) struct Amounts<'a> {
    pub(super) rules: Rules,
    pub(super) evidence: &'a Evidence,
    pub(super) released: &'a [Vec<PublishedRow>],
    /// The years whose price is set, and so no mean of amounts.
    pub(super) prices: &'a [i32],
}

impl Amounts<'_> {
    /// Whether an amount of a row must be hidden in the period asked for (0) or compared with (1), for what it is made
    /// of or for what was published before.
    pub(super) fn is_hidden(
        &self,
        (index, report): (usize, &Report),
        row: &Row,
        period: usize,
    ) -> bool {
        let span = if period == 0 { Some(report.period) } else { report.comparison };
        let Some(span) = span.filter(|_| row.unit == Unit::Euro) else { return false };
        // a case is paid month by month
        let months = report.period.months().unwrap_or(1).max(1);
        let is_few =
            |period, condition, per_case| self.is_few((index, period), condition, per_case);
        match row.figure {
            FigureId::PlacementsWageSubsidyAmount | FigureId::WageCostSubsidies => {
                is_few(period, Condition::SubsidyAmount, 1) || self.was_printed(report, row, span)
            }
            FigureId::SavingsEnded => {
                is_few(period, Condition::EndedSaving, 1) || self.was_printed(report, row, span)
            }
            // what outflow.toml says is of nobody in particular; the others are worked out anew from what is shown
            FigureId::Budget
            | FigureId::Recoveries
            | FigureId::Price
            | FigureId::VolumeEffect
            | FigureId::PriceEffect
            | FigureId::Balance => false,
            FigureId::Spending => {
                is_few(period, Condition::Paid, months) || self.was_printed(report, row, span)
            }
            FigureId::SavingsPaid => {
                let both = [period, period + 1];
                both.into_iter().any(|period| is_few(period, Condition::Paid, months))
                    || self.was_printed(report, row, span)
            }
            FigureId::AverageBenefit | FigureId::SavingsStock | FigureId::SavingsVolume => {
                let is_set = self.prices.contains(&span.to().year());
                !is_set && is_few(period, Condition::PricedAmount, 1)
            }
            _ => true, // of an amount that nobody has thought about nothing is known to be safe
        }
    }

    /// Whether a sum is of too few cases or mostly of one; a case has at most so many amounts.
    fn is_few(&self, place: (usize, usize), condition: Condition, per_case: i32) -> bool {
        let Some(facts) = self.evidence.get(&(place.0, place.1, condition)) else { return false };
        let cases = facts.number / i64::from(per_case);
        let cases = if facts.number > 0 { cases.max(1) } else { 0 };
        let largest = facts.largest.saturating_mul(i128::from(per_case));
        is_amount_hidden(self.rules, cases, largest, facts.sum)
    }

    /// Whether the amount, under any of its names, was hidden before, or shown for another period that overlaps this one.
    fn was_printed(&self, report: &Report, row: &Row, span: Period) -> bool {
        let names = SAME.iter().find(|names| names.contains(&row.figure));
        let is_name = |text: &str| {
            let is_same = |names: &&[FigureId]| names.iter().any(|figure| figure.id() == text);
            text == row.figure.id() || names.is_some_and(is_same)
        };
        let same = |of: &&PublishedRow| of.place == report.name && is_name(&of.figure);
        self.released.iter().flatten().filter(same).any(|of| {
            let cells = [(Some(of.period), of.value), (of.comparison, of.previous)];
            cells.into_iter().any(|(period, cell)| match (period, cell) {
                (Some(period), PrintedCell::Hidden) => overlap(period, span),
                (Some(period), PrintedCell::Number(_)) => period != span && overlap(period, span),
                _ => false,
            })
        })
    }
}

/// Amounts that are the same one under several names.
const SAME: [&[FigureId]; 1] =
    [&[FigureId::PlacementsWageSubsidyAmount, FigureId::WageCostSubsidies]];

fn overlap(one: Period, other: Period) -> bool {
    one.from() <= other.to() && other.from() <= one.to()
}

/// Works out anew, from the amounts and averages that a report shows, what is made of them: so it tells nothing that
/// these do not tell. What is made of something that is hidden, or that the report does not show, is hidden.
pub(super) fn work_out_from_shown(report: &mut Report) {
    let rows = || report.tables.iter().flat_map(|table| &table.rows);
    let total = |figure: FigureId| {
        rows()
            .find(|row| row.figure == figure && row.unit == Unit::Euro && row.group == Group::Total)
    };
    let [now, before]: [fn(&Row) -> &Cell; 2] = [|row| &row.value, |row| &row.previous];
    let shown = |figure: FigureId, of: fn(&Row) -> &Cell| Some(of(total(figure)?).value()?.exact());
    let balance = |of| {
        let all = shown(FigureId::Budget, of)?.plus(shown(FigureId::Recoveries, of)?)?;
        all.minus(shown(FigureId::Spending, of)?)?.minus(shown(FigureId::WageCostSubsidies, of)?)
    };
    // the averages and the length of the period stand under the figure that is made of all of them
    let input = |figure: FigureId, name: &str| {
        let (_, cell) = total(figure)?.inputs.iter().find(|(of, _)| *of == name)?;
        Some(cell.value()?.exact())
    };
    let effect = |name: &str| input(FigureId::VolumeEffect, name);
    let years = effect("years").or_else(|| input(FigureId::Price, "years"));
    let price =
        |spending: Option<Ratio>, average: Option<Ratio>| spending?.over(average?.times(years?)?);
    let price_now = price(
        shown(FigureId::Spending, now),
        effect("average").or_else(|| input(FigureId::Price, "average")),
    );
    let price_before = price(shown(FigureId::Spending, before), effect("previous_average"));
    let volume = || {
        effect("average")?.minus(effect("previous_average")?)?.times(price_before?)?.times(years?)
    };
    let of_price = || price_now?.minus(price_before?)?.times(effect("average")?)?.times(years?);
    let made = [
        (FigureId::Price, price_now, None),
        (FigureId::VolumeEffect, volume(), None),
        (FigureId::PriceEffect, of_price(), None),
        (FigureId::Balance, balance(now), balance(before)),
    ];
    let prices = [("price", price_now), ("previous_price", price_before)];
    let rows = report.tables.iter_mut().flat_map(|table| &mut table.rows);
    for row in rows.filter(|row| row.unit == Unit::Euro) {
        let Some((figure, value, previous)) = made.iter().find(|made| made.0 == row.figure) else {
            continue;
        };
        replace(&mut row.value, *value);
        // of the savings of the comparison period nothing is published
        if *figure == FigureId::Balance {
            replace(&mut row.previous, *previous);
        }
        for (name, cell) in &mut row.inputs {
            if let Some((_, price)) = prices.iter().find(|price| price.0 == *name) {
                replace(cell, *price);
            }
        }
    }
}

/// A number that there is becomes the one that is worked out, or is hidden.
fn replace(cell: &mut Cell, amount: Option<Ratio>) {
    if !matches!(cell, Cell::Missing(_)) {
        *cell = amount.map_or(Cell::Suppressed, |amount| Cell::Known(Value::Euro(amount)));
        round(cell);
    }
}

/// Amounts are shown in so many digits, so that an amount divided by a price is no count.
const DIGITS: u32 = 3;

/// Rounds an amount to three significant digits; everything else stays as it is.
pub(super) fn round(cell: &mut Cell) {
    if let Cell::Known(Value::Euro(cents)) = cell {
        *cell = match rounded(*cents) {
            Some(cents) => Cell::Known(Value::Euro(cents)),
            None => Cell::Missing(Missing::TooLarge),
        };
    }
}

fn rounded(cents: Ratio) -> Option<Ratio> {
    let whole = cents.rounded(0)?;
    let digits = whole.unsigned_abs().checked_ilog10().map_or(0, |power| power + 1);
    let Some(base) = digits.checked_sub(DIGITS).and_then(|less| 10_i128.checked_pow(less)) else {
        return Some(Ratio::whole(whole));
    };
    let part = cents.times(Ratio::new(1, base)?)?.rounded(0)?;
    Some(Ratio::whole(part.checked_mul(base)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_three_digits() {
        let of = |cents| rounded(Ratio::whole(cents)).and_then(|ratio| ratio.rounded(0));
        for (cents, shown) in [
            (360_680_000, 361_000_000),
            (-360_680_000, -361_000_000),
            (123, 123),
            (12_345, 12_300),
            (99_950, 100_000),
            (0, 0),
        ] {
            assert_eq!(of(cents), Some(shown));
        }
    }
}
