//! A number rounded once, in digits: what is printed.

use super::Ratio;

/// A number rounded to so many decimals. Every number has one: it is kept in digits, so that none is too large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    is_negative: bool,
    /// All digits, those behind the point too; at least one before it.
    digits: String,
    decimals: usize,
}

impl Decimal {
    /// The whole number `scaled` of `10^-decimals`.
    pub fn scaled(scaled: i128, decimals: usize) -> Self {
        Self::new(scaled < 0, &scaled.unsigned_abs().to_string(), decimals)
    }

    /// Nothing is below zero that is printed as zero.
    fn new(is_negative: bool, digits: &str, decimals: usize) -> Self {
        let digits = digits.trim_start_matches('0');
        let is_negative = is_negative && !digits.is_empty();
        Self { is_negative, digits: format!("{digits:0>0$}", decimals + 1), decimals }
    }

    /// The number times `10^places`, with as many decimals less; it has to have them.
    #[must_use]
    pub fn times_ten(self, places: usize) -> Self {
        Self::new(self.is_negative, &self.digits, self.decimals.saturating_sub(places))
    }

    /// The number divided by `10^places`, with as many decimals more.
    #[must_use]
    pub fn over_ten(self, places: usize) -> Self {
        Self::new(self.is_negative, &self.digits, self.decimals + places)
    }

    /// Without its decimals where they are all zero.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        if self.fraction().bytes().all(|digit| digit == b'0') {
            self.digits.truncate(self.digits.len() - self.decimals);
            self.decimals = 0;
        }
        self
    }

    /// The number as a ratio; `None` where it has more digits than one can hold.
    pub fn ratio(&self) -> Option<Ratio> {
        let size: i128 = self.digits.parse().ok()?;
        let ones = 10_i128.checked_pow(u32::try_from(self.decimals).ok()?)?;
        Ratio::new(if self.is_negative { -size } else { size }, ones)
    }

    /// Whether it is below zero.
    pub const fn is_negative(&self) -> bool {
        self.is_negative
    }

    /// Whether it is above zero.
    pub fn is_positive(&self) -> bool {
        !self.is_negative && self.digits.bytes().any(|digit| digit != b'0')
    }

    /// The digits before the point.
    pub fn whole(&self) -> &str {
        &self.digits[..self.digits.len() - self.decimals]
    }

    /// The digits behind the point.
    pub fn fraction(&self) -> &str {
        &self.digits[self.digits.len() - self.decimals..]
    }
}

impl Ratio {
    /// The decimal number nearest to it, half away from zero: [`Self::rounded`] for numbers of any size.
    pub fn decimal(self, decimals: usize) -> Decimal {
        let [numerator, denominator] = self.parts();
        let (size, denominator) = (numerator.unsigned_abs(), denominator.unsigned_abs());
        let (mut digits, mut rest) = ((size / denominator).to_string(), size % denominator);
        for _ in 0..decimals {
            let (digit, next) = ten_times(rest, denominator);
            digits.push(char::from(b'0' + digit));
            rest = next;
        }
        // the denominator is below 2^127, so that twice the rest fits
        if rest * 2 >= denominator {
            digits = plus_one(&digits);
        }
        Decimal::new(numerator < 0, &digits, decimals)
    }
}

/// `10 · rest / denominator` and what is left: by sums below twice the denominator, which always fit.
fn ten_times(rest: u128, denominator: u128) -> (u8, u128) {
    let (mut digit, mut sum) = (0, 0);
    for _ in 0..10 {
        sum += rest;
        if sum >= denominator {
            sum -= denominator;
            digit += 1;
        }
    }
    (digit, sum)
}

/// The next whole number, in digits.
fn plus_one(digits: &str) -> String {
    let kept = digits.trim_end_matches('9');
    let nines = digits.len() - kept.len();
    let next = match kept.as_bytes().last() {
        Some(last) => format!("{}{}", &kept[..kept.len() - 1], char::from(last + 1)),
        None => "1".to_owned(),
    };
    next + &"0".repeat(nines)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_decimal_is_the_number_that_is_rounded(
            numerator in any::<i64>(), denominator in 1..=i64::MAX, decimals in 0_usize..=6,
        ) {
            let ratio = Ratio::new(numerator.into(), denominator.into()).unwrap();
            let scaled = ratio.rounded(u32::try_from(decimals).unwrap()).unwrap();
            prop_assert_eq!(ratio.decimal(decimals), Decimal::scaled(scaled, decimals));
        }
    }

    fn text(number: &Decimal) -> String {
        let sign = if number.is_negative() { "-" } else { "" };
        format!("{sign}{}.{}", number.whole(), number.fraction())
    }

    #[test]
    fn no_number_is_too_large() {
        let largest = Ratio::whole(i128::MAX);
        assert_eq!(largest.rounded(2), None);
        assert_eq!(text(&largest.decimal(2)), "170141183460469231731687303715884105727.00");
        let nearly = Ratio::new(1 - i128::MAX, i128::MAX).unwrap();
        assert_eq!(text(&nearly.decimal(4)), "-1.0000");
        let below = Ratio::new(i128::MAX / 3, i128::MAX - 1).unwrap();
        assert_eq!(text(&below.decimal(6)), "0.333333");
    }

    #[test]
    fn the_point_moves_and_zero_has_no_sign() {
        let share = Ratio::new(-1, 6).unwrap().decimal(4);
        assert_eq!(text(&share), "-0.1667");
        assert_eq!(text(&share.times_ten(2)), "-16.67");
        assert_eq!(text(&Decimal::scaled(-5, 0).over_ten(2)), "-0.05");
        assert_eq!(text(&Ratio::new(-1, 1000).unwrap().decimal(2)), "0.00");
        assert_eq!(text(&Decimal::scaled(120_000, 2).trimmed()), "1200.");
        assert_eq!(text(&Decimal::scaled(120_050, 2).trimmed()), "1200.50");
        assert!(!Decimal::scaled(0, 1).is_positive() && Decimal::scaled(1, 1).is_positive());
    }
}
