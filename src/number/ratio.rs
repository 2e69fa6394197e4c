//! A ratio of two whole numbers, kept exact until it is printed.

use std::cmp::Ordering;

/// An exact rational number; the denominator is positive and the fraction is in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// The number zero.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// `numerator / denominator`; `None` where the denominator is 0 or a sign cannot be turned.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        let divisor = greatest_common_divisor(numerator.abs(), denominator.abs());
        let sign = denominator.signum();
        Some(Self {
            numerator: sign * numerator / divisor,
            denominator: denominator.abs() / divisor,
        })
    }

    /// A whole number.
    pub const fn whole(number: i128) -> Self {
        Self { numerator: number, denominator: 1 }
    }

    /// The numerator, and the denominator above zero.
    pub(super) const fn parts(self) -> [i128; 2] {
        [self.numerator, self.denominator]
    }

    /// The exact sum, or `None` beyond 128 bits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        let denominator = self.denominator.checked_mul(other.denominator)?;
        Self::new(left.checked_add(right)?, denominator)
    }

    /// The exact difference, or `None` beyond 128 bits.
    pub fn minus(self, other: Self) -> Option<Self> {
        let opposite = Self { numerator: other.numerator.checked_neg()?, ..other };
        self.plus(opposite)
    }

    /// The exact product, or `None` beyond 128 bits.
    pub fn times(self, other: Self) -> Option<Self> {
        let numerator = self.numerator.checked_mul(other.numerator)?;
        let denominator = self.denominator.checked_mul(other.denominator)?;
        Self::new(numerator, denominator)
    }

    /// The exact quotient, or `None` where `other` is 0 or beyond 128 bits.
    pub fn over(self, other: Self) -> Option<Self> {
        let numerator = self.numerator.checked_mul(other.denominator)?;
        let denominator = self.denominator.checked_mul(other.numerator)?;
        Self::new(numerator, denominator)
    }

    /// Its size, without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self { numerator: self.numerator.saturating_abs(), ..self }
    }

    /// Which of two is larger; they count as equal where the comparison does not fit 128 bits.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        self.partial_cmp(other).unwrap_or(Ordering::Equal)
    }

    /// The largest of several numbers, and 0 where none is above it.
    #[must_use]
    pub fn largest(numbers: impl IntoIterator<Item = Self>) -> Self {
        numbers
            .into_iter()
            .fold(Self::ZERO, |most, number| if number > most { number } else { most })
    }

    /// Whether it is 0.
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether this is below zero.
    pub const fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// The whole number nearest to `self × 10^decimals`, half away from zero, to go on counting with; what is printed is
    /// [`Self::decimal`]. `None` where the scaled number does not fit 128 bits.
    pub fn rounded(self, decimals: u32) -> Option<i128> {
        let scaled = self.numerator.checked_mul(10_i128.checked_pow(decimals)?)?;
        let (quotient, remainder) = (scaled / self.denominator, scaled % self.denominator);
        let twice = remainder.unsigned_abs().checked_mul(2)?;
        if twice >= self.denominator.unsigned_abs() {
            quotient.checked_add(scaled.signum())
        } else {
            Some(quotient)
        }
    }
}

impl PartialOrd for Ratio {
    /// `None` only where the comparison itself would not fit 128 bits.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Some(left.cmp(&right))
    }
}

/// A part of a whole that is named beside it; there is no share of zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share(Ratio);

impl Share {
    /// `part / whole`, or `None` where the whole is 0.
    pub fn of(part: Ratio, whole: Ratio) -> Option<Self> {
        part.over(whole).map(Self)
    }

    /// The share itself: 1 for all of the whole.
    pub const fn ratio(self) -> Ratio {
        self.0
    }
}

fn greatest_common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i128, denominator: i128) -> Ratio {
        Ratio::new(numerator, denominator).unwrap()
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(ratio(1, 2).rounded(0), Some(1));
        assert_eq!(ratio(5, 2).rounded(0), Some(3));
        assert_eq!(ratio(-1, 2).rounded(0), Some(-1));
        assert_eq!(ratio(-5, 2).rounded(0), Some(-3));
        assert_eq!(ratio(1, 3).rounded(2), Some(33));
        assert_eq!(ratio(-1, 300).rounded(2), Some(0));
    }

    #[test]
    fn arithmetic_is_exact() {
        let third = ratio(1, 3);
        assert_eq!(third.plus(third).and_then(|sum| sum.plus(third)), Some(Ratio::whole(1)));
        assert_eq!(third.minus(third), Some(Ratio::ZERO));
        assert_eq!(third.times(Ratio::whole(3)), Some(Ratio::whole(1)));
        assert_eq!(ratio(2, -4), ratio(-1, 2));
    }

    #[test]
    fn beyond_128_bits_is_refused_and_never_wrong() {
        assert_eq!(Ratio::whole(i128::MAX).plus(Ratio::whole(1)), None);
        assert_eq!(Ratio::whole(i128::MAX).rounded(2), None);
    }

    #[test]
    fn there_is_no_share_of_zero() {
        assert_eq!(Share::of(Ratio::whole(1), Ratio::ZERO), None);
        let sixth = Share::of(Ratio::whole(1), Ratio::whole(6));
        assert_eq!(sixth.and_then(|sixth| sixth.ratio().rounded(4)), Some(1667));
    }
}
