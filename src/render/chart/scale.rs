//! Numbers into places: whole tenths of a unit of the drawing, by exact arithmetic.

use std::cmp::Ordering;
use std::fmt;

use crate::number::Ratio;

/// A place or a length in tenths of a unit of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Tenths(pub(crate) i64);

impl Tenths {
    /// Whole units.
    pub(crate) const fn units(units: i64) -> Self {
        Self(units * 10)
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        match tenth {
            0 => write!(f, "{sign}{whole}"),
            _ => write!(f, "{sign}{whole}.{tenth}"),
        }
    }
}

/// A straight scale: one number at one place, another at another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scale {
    low: Ratio,
    high: Ratio,
    from: Tenths,
    to: Tenths,
}

impl Scale {
    /// The scale on which `low` stands at `from` and `high` at `to`.
    pub(crate) const fn new(low: Ratio, high: Ratio, from: Tenths, to: Tenths) -> Self {
        Self { low, high, from, to }
    }

    /// The place of a number; `from` where all numbers are one and the same, or it does not fit.
    pub(crate) fn at(&self, number: Ratio) -> Tenths {
        let place = || {
            let part = number.minus(self.low)?.over(self.high.minus(self.low)?)?;
            let length = Ratio::whole(i128::from(self.to.0 - self.from.0));
            i64::try_from(part.times(length)?.rounded(0)?).ok()
        };
        Tenths(self.from.0 + place().unwrap_or(0))
    }
}

/// Round numbers on both sides of others, and between them: at most six, from the one at or below the lowest to the
/// one at or above the highest.
pub(crate) fn axis(numbers: impl Iterator<Item = Ratio>) -> Vec<i128> {
    let (mut low, mut high) = (None::<i128>, None::<i128>);
    for number in numbers {
        let Some(whole) = number.rounded(0) else { continue };
        let rounded = Ratio::whole(whole).partial_cmp(&number);
        let below = whole - i128::from(rounded == Some(Ordering::Greater));
        let above = whole + i128::from(rounded == Some(Ordering::Less));
        low = Some(low.map_or(below, |low| low.min(below)));
        high = Some(high.map_or(above, |high| high.max(above)));
    }
    let (low, high) = (low.unwrap_or(0), high.unwrap_or(0));
    let step = step(high.saturating_sub(low).max(1));
    let first = low.div_euclid(step).saturating_mul(step);
    let last = |tick: &i128| *tick < high.saturating_add(step) || *tick == first;
    let ticks = (0..).map(|number: i128| first.saturating_add(number.saturating_mul(step)));
    let mut ticks: Vec<i128> = ticks.take(MOST_TICKS).take_while(last).collect();
    if ticks.len() == 1 {
        ticks.push(first.saturating_add(step));
    }
    ticks
}

/// More ticks than an axis ever gets.
const MOST_TICKS: usize = 7;

/// One, two or five times a power of ten, so that at most four steps lie in a span.
fn step(span: i128) -> i128 {
    let mut power = 1_i128;
    loop {
        for times in [1, 2, 5] {
            let step = power.saturating_mul(times);
            if step.saturating_mul(4) >= span {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis_of(numbers: &[i128]) -> Vec<i128> {
        axis(numbers.iter().map(|number| Ratio::whole(*number)))
    }

    #[test]
    fn places_are_tenths_and_nothing_is_lost_by_adding() {
        let scale =
            Scale::new(Ratio::ZERO, Ratio::whole(300), Tenths::units(10), Tenths::units(110));
        assert_eq!(scale.at(Ratio::whole(0)), Tenths(100));
        assert_eq!(scale.at(Ratio::whole(100)), Tenths(433));
        assert_eq!(scale.at(Ratio::whole(300)).to_string(), "110");
        assert_eq!(Tenths(433).to_string(), "43.3");
        assert_eq!(Tenths(-5).to_string(), "-0.5");
        // downwards too: the y of a drawing grows from top to bottom
        let down = Scale::new(Ratio::ZERO, Ratio::whole(10), Tenths::units(100), Tenths(0));
        assert_eq!(down.at(Ratio::whole(7)), Tenths::units(30));
    }

    #[test]
    fn a_scale_of_one_number_or_of_numbers_that_do_not_fit_stays_at_its_beginning() {
        let flat = Scale::new(Ratio::whole(5), Ratio::whole(5), Tenths(7), Tenths(90));
        assert_eq!(flat.at(Ratio::whole(5)), Tenths(7));
        let huge = Scale::new(Ratio::ZERO, Ratio::whole(i128::MAX), Tenths(7), Tenths(90));
        assert_eq!(huge.at(Ratio::whole(i128::MAX - 1)), Tenths(7));
    }

    #[test]
    fn ticks_are_round_and_hold_all_numbers() {
        assert_eq!(axis_of(&[4983, 5318]), [4900, 5000, 5100, 5200, 5300, 5400]);
        assert_eq!(axis_of(&[0, 142]), [0, 50, 100, 150]);
        assert_eq!(axis_of(&[-3, 4]), [-4, -2, 0, 2, 4]);
    }

    #[test]
    fn one_number_zero_and_nothing_have_an_axis() {
        assert_eq!(axis_of(&[7]), [7, 8]);
        assert_eq!(axis_of(&[0, 0, 0]), [0, 1]);
        assert_eq!(axis_of(&[]), [0, 1]);
        assert!(axis_of(&[i128::MIN, i128::MAX]).len() <= MOST_TICKS);
    }

    #[test]
    fn a_broken_number_lies_within_its_axis() {
        let half = Ratio::new(9, 2).unwrap();
        assert_eq!(axis(std::iter::once(half)), [4, 5]);
        let below = Ratio::new(-9, 2).unwrap();
        assert_eq!(axis(std::iter::once(below)), [-5, -4]);
    }
}
