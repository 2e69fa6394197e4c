//! One cell of a report: a number that is known, one that is missing for a reason, or one that is hidden.

use crate::number::Ratio;

/// An exact number with the form it is printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A count; printed without decimals.
    Count(u64),
    /// A difference of counts; printed with its sign.
    Change(i128),
    /// A mean of counts; printed with two decimals.
    Average(Ratio),
    /// A share that is a figure by itself, with 1 for all of it; printed in percent with two decimals.
    Percent(Ratio),
    /// A rate or a mean in tenths; printed with one decimal.
    Rate(Ratio),
    /// An amount, in cents; printed in euros with two decimals.
    Euro(Ratio),
}

impl Value {
    /// The exact number: counts as they are, amounts in cents.
    pub fn exact(self) -> Ratio {
        match self {
            Self::Count(count) => Ratio::whole(i128::from(count)),
            Self::Change(change) => Ratio::whole(change),
            Self::Average(ratio) | Self::Percent(ratio) | Self::Rate(ratio) | Self::Euro(ratio) => {
                ratio
            }
        }
    }

    /// The first of three for a number above zero, the second for one below, the last for zero.
    pub(crate) fn by_sign<T>(self, [above, below, zero]: [T; 3]) -> T {
        let exact = self.exact();
        match (exact.is_zero(), exact.is_negative()) {
            (true, _) => zero,
            (_, true) => below,
            (_, false) => above,
        }
    }

    /// `self − earlier`, exact; `None` beyond 128 bits.
    pub fn minus(self, earlier: Self) -> Option<Self> {
        let difference = self.exact().minus(earlier.exact())?;
        Some(match self {
            Self::Count(_) | Self::Change(_) => Self::Change(difference.rounded(0)?),
            Self::Average(_) => Self::Average(difference),
            Self::Percent(_) => Self::Percent(difference),
            Self::Rate(_) => Self::Rate(difference),
            Self::Euro(_) => Self::Euro(difference),
        })
    }
}

/// What stands where a number is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// The number.
    Known(Value),
    /// There is none, and why: never 0, never a guess.
    Missing(Missing),
    /// There is one, and it is hidden because it could point at a person.
    Suppressed,
}

impl From<Result<Value, Missing>> for Cell {
    fn from(value: Result<Value, Missing>) -> Self {
        value.map_or_else(Self::Missing, Self::Known)
    }
}

impl Cell {
    /// A known count.
    pub const fn count(count: u64) -> Self {
        Self::Known(Value::Count(count))
    }

    /// What stands in this place for a group in which there is nobody.
    pub(crate) fn of_nobody(&self) -> Self {
        match self {
            Self::Known(_) => Self::count(0),
            other => other.clone(),
        }
    }

    /// Hides the number; what is not available stays so.
    pub(crate) fn suppress(&mut self) {
        if matches!(self, Self::Known(_)) {
            *self = Self::Suppressed;
        }
    }

    /// The number, where it is known and shown.
    pub const fn value(&self) -> Option<Value> {
        match self {
            Self::Known(value) => Some(*value),
            Self::Missing(_) | Self::Suppressed => None,
        }
    }

    /// Why there is no number, as it stands in the `note` of CSV and JSON, whatever the language.
    pub fn note(&self) -> Option<String> {
        match self {
            Self::Known(_) => None,
            Self::Missing(reason) => Some(reason.id()),
            Self::Suppressed => Some("suppressed".to_owned()),
        }
    }
}

/// Why a number is not available.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The dataset has no export of this kind (`placements`, `programmes`, `payments`).
    NoFile(&'static str),
    /// The export (first) has no such column (second, canonical name).
    NoColumn(&'static str, &'static str),
    /// The period, or the period before it that the figure looks at, lies outside the coverage.
    OutsideCoverage,
    /// There is no comparison period.
    NoComparison,
    /// No row has an amount to take the mean of.
    NoAmounts,
    /// There is nothing to take the mean of.
    NoneCounted,
    /// The figure stands in no report that is published.
    NotPublished,
    /// `outflow.toml` has no such key for the period.
    NotConfigured(&'static str),
    /// The period is no calendar year.
    NotAYear,
    /// The data of the year are complete, so that nothing of it is still to come.
    YearComplete,
    /// There is no earlier year to hold a forecast against.
    NoEarlierYear,
    /// The period does not consist of whole calendar months.
    NotWholeMonths,
    /// The datasets of the report give different prices.
    PricesDiffer,
    /// The number of inhabitants of the year is not given.
    NoInhabitants,
    /// The figure is not a share of anything.
    NoShare,
    /// None of a cohort has ended, or all have: there is no interval around that.
    NoInterval,
    /// The number does not fit 128 bits.
    TooLarge,
}

impl Missing {
    /// The reason as it stands in the `note` of CSV and JSON, whatever the language.
    pub fn id(&self) -> String {
        match self {
            Self::NoFile(kind) => format!("no {kind} export"),
            Self::NoColumn(kind, column) => format!("no column {column} in {kind}"),
            Self::NotConfigured(key) => format!("no {key} in outflow.toml"),
            _ => self.words()[1].to_owned(),
        }
    }

    /// The id by which a language has words for the reason, and the reason itself, where nothing in it differs.
    pub(crate) const fn words(&self) -> [&'static str; 2] {
        match self {
            Self::NoFile(_) => ["no_file", ""],
            Self::NoColumn(..) => ["no_column", ""],
            Self::OutsideCoverage => ["outside_coverage", "outside the coverage"],
            Self::NoComparison => ["no_comparison", "no comparison period"],
            Self::NoAmounts => ["no_amounts", "no amounts"],
            Self::NoneCounted => ["none_counted", "none counted"],
            Self::NotPublished => ["not_published", "not published"],
            Self::NotConfigured(_) => ["not_configured", ""],
            Self::NotAYear => ["not_a_year", "not a calendar year"],
            Self::YearComplete => ["year_complete", "the year is complete"],
            Self::NoEarlierYear => ["no_earlier_year", "no earlier year"],
            Self::NotWholeMonths => ["not_whole_months", "not whole months"],
            Self::PricesDiffer => ["prices_differ", "prices differ between datasets"],
            Self::NoInhabitants => ["no_inhabitants", "no number of inhabitants"],
            Self::NoShare => ["no_share", "no share"],
            Self::NoInterval => ["no_interval", "no interval"],
            Self::TooLarge => ["too_large", "too large"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_exact_and_keeps_its_unit() {
        assert_eq!(Value::Count(3).minus(Value::Count(5)), Some(Value::Change(-2)));
        let half = Ratio::new(1, 2).unwrap();
        let third = Ratio::new(1, 3).unwrap();
        let sixth = Ratio::new(1, 6).unwrap();
        assert_eq!(Value::Euro(half).minus(Value::Euro(third)), Some(Value::Euro(sixth)));
    }
}
