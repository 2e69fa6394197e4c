//! What a reader has read of each quantity, and what must hold between quantities.

use std::collections::BTreeMap;

use super::names::Name;
use crate::disclosure::solver::problem::{Equation, Problem, Quantity};
use crate::disclosure::{BASE, PrintedCell, PublishedRow};
use crate::measure::Unit;
use crate::number::Ratio;

/// Where a number stands: the row, and whether it is of the comparison period or a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The row.
    pub(crate) row: PublishedRow,
    /// The column: `value`, `previous` or `whole`.
    pub(crate) column: &'static str,
}

/// What is printed of a quantity.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// The lowest value that a reader thinks possible.
    pub(super) low: i64,
    /// The highest.
    pub(super) high: Option<i64>,
    /// Where it stands; `None` where nobody prints it.
    pub(super) place: Option<Place>,
    /// Whether it is shown as it is.
    pub(super) is_exact: bool,
    /// Whether it is shown rounded.
    pub(super) is_rounded: bool,
    /// Whether it is hidden in some report, or follows from others as a number of people.
    pub(super) is_target: bool,
    /// What it is, where no row prints it.
    pub(super) said: Option<String>,
}

/// Everything that reports disclose together.
#[derive(Debug, Clone, Default)]
pub(super) struct Knowledge {
    /// The quantities.
    pub(super) known: Vec<Known>,
    /// The number of each name.
    pub(super) numbers: BTreeMap<Name, usize>,
    equations: Vec<Equation>,
}

/// Terms: quantities by number, each with its factor.
pub(super) type Terms = Vec<(usize, i64)>;

impl Knowledge {
    /// A quantity of which nothing is printed yet.
    fn new_quantity(&mut self) -> usize {
        self.known.push(Known::default());
        self.known.len() - 1
    }

    /// The number of a name.
    pub(super) fn number(&mut self, name: &Name) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.new_quantity();
        self.numbers.insert(name.clone(), number);
        number
    }

    /// The names of which something holds.
    pub(super) fn names(&self, holds: impl Fn(&Name) -> bool) -> Vec<Name> {
        self.numbers.keys().filter(|name| holds(name)).cloned().collect()
    }

    /// Names as terms, each with its factor; `None` where one of them is nowhere printed.
    pub(super) fn terms<'n>(
        &self,
        names: impl IntoIterator<Item = (&'n Name, i64)>,
    ) -> Option<Terms> {
        let term = |(name, factor)| Some((*self.numbers.get(name)?, factor));
        names.into_iter().map(term).collect()
    }

    /// Adds what a row prints of a quantity. Returns whether it prints anything.
    pub(super) fn add_printed(&mut self, name: &Name, cell: PrintedCell, place: Place) -> bool {
        if cell == PrintedCell::Nothing {
            return false;
        }
        let number = self.number(name);
        let is_amount = place.row.unit == Unit::Euro;
        let rounded = place.row.rounded && !is_amount;
        let known = &mut self.known[number];
        let bounds = match cell {
            PrintedCell::Number(value) if is_amount => amount(value),
            PrintedCell::Number(value) => count(value, name.divisor(), rounded),
            PrintedCell::Hidden | PrintedCell::Nothing => None,
        };
        match bounds {
            Some((low, high)) => {
                known.low = known.low.max(low);
                known.high = Some(known.high.map_or(high, |before| before.min(high)));
                known.is_exact |= !rounded && low == high;
                known.is_rounded |= rounded;
            }
            None => known.is_target = true,
        }
        known.place.get_or_insert(place);
        true
    }

    /// The terms come to zero.
    pub(super) fn equate(&mut self, terms: Terms) {
        self.come_to(terms, 0);
    }

    /// The terms come to a number.
    pub(super) fn come_to(&mut self, terms: Terms, total: i64) {
        let mut factors: BTreeMap<usize, i64> = BTreeMap::new();
        for (number, factor) in terms {
            *factors.entry(number).or_default() += factor;
        }
        let terms: Terms = factors.into_iter().filter(|(_, factor)| *factor != 0).collect();
        if !terms.is_empty() {
            self.equations.push(Equation { terms, total });
        }
    }

    /// The terms come to so much or more. Returns the number of what is left over.
    pub(super) fn at_least(&mut self, mut terms: Terms, least: i64) -> usize {
        let rest = self.new_quantity();
        terms.push((rest, -1));
        self.come_to(terms, least);
        rest
    }

    /// The problem of finding out what is not printed.
    pub(super) fn problem(&self) -> Problem {
        let quantity = |known: &Known| Quantity {
            value: known.low,
            printed: known.is_exact,
            primary: known.is_target && !known.is_exact,
            people: known.is_target
                && known.place.as_ref().is_none_or(|of| of.row.unit != Unit::Euro),
            low: known.low,
            high: known.high,
            ..Quantity::NOBODY
        };
        let quantities = self.known.iter().map(quantity).collect();
        Problem { quantities, equations: self.equations.clone(), order: Vec::new() }
    }
}

/// The lowest and highest count, or sum of counts, that a printed number stands for.
fn count(value: Ratio, divisor: i64, rounded: bool) -> Option<(i64, i64)> {
    let whole = |ratio: Ratio| i64::try_from(ratio.rounded(0)?).ok();
    let sum = value.times(Ratio::whole(i128::from(divisor)))?;
    if rounded {
        let half = BASE / 2 * divisor;
        let sum = whole(sum)?;
        return Some(((sum - half).max(0), sum + half - 1));
    }
    if divisor == 1 {
        return whole(value).map(|count| (count, count));
    }
    // a mean is printed in hundredths
    let off = Ratio::new(i128::from(divisor), 200)?;
    let (low, high) = (sum.minus(off)?, sum.plus(off)?);
    let half = Ratio::new(1, 2)?;
    let (low, high) = (whole(low.plus(half)?)?, whole(high.minus(half)?)?);
    let nearest = whole(sum)?;
    Some((low.min(nearest).max(0), high.max(nearest)))
}

/// The lowest and highest amount in whole euros that a printed one stands for, which has three digits at most.
fn amount(value: Ratio) -> Option<(i64, i64)> {
    let euros = i64::try_from(value.rounded(0)?).ok()?;
    let digits = euros.unsigned_abs().checked_ilog10().map_or(0, |power| power + 1);
    let base = 10_i64.checked_pow(digits.saturating_sub(3))?;
    if euros % base != 0 {
        return Some((euros, euros));
    }
    Some((
        euros.saturating_sub(base.div_euclid(2)).max(0),
        euros.saturating_add(base.div_euclid(2)),
    ))
}
