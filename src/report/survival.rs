//! The share of a cohort that still runs: Kaplan and Meier's product, with its 95% interval.
//!
//! The product is an exact ratio as long as it fits 128 bits (always where everybody is followed to the end); from
//! there on it is carried with 24 decimals, rounded at each step, so that at least 18 decimals are right. Only the
//! interval needs logarithms, and is worked out in floating point; it is rounded to 9 decimals, far coarser than the
//! error of that arithmetic and far finer than what is printed.

use crate::measure::Step;
use crate::number::Ratio;

/// The denominator of the product once it is not exact.
const SCALE: i128 = 10_i128.pow(24);

/// Of a normal distribution, 95% lies within so many standard deviations.
const NORMAL_95: f64 = 1.959_963_984_540_054;

/// The share that still runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Estimate {
    /// The share.
    pub(super) share: Ratio,
    /// The interval in which it lies with 95% confidence; there is none where none have ended or all have.
    pub(super) interval: Option<[Ratio; 2]>,
}

/// The estimate after these steps; `None` where a step has nobody at risk.
pub(super) fn estimate(steps: &[Step]) -> Option<Estimate> {
    let mut exact = Some(Ratio::whole(1));
    let mut scaled = SCALE;
    for step in steps {
        let (at_risk, ended) = (i128::from(step.at_risk), i128::from(step.ended));
        let left = at_risk.checked_sub(ended).filter(|left| *left >= 0)?;
        exact = exact.and_then(|share| share.times(Ratio::new(left, at_risk)?));
        scaled = Ratio::new(scaled.checked_mul(left)?, at_risk)?.rounded(0)?;
    }
    // a ratio of numbers so long that it can no longer be printed gives way to the decimals as well
    let exact = exact.filter(|share| share.rounded(18).is_some());
    let share = exact.or_else(|| Ratio::new(scaled, SCALE))?;
    Some(Estimate { share, interval: interval(scaled, steps) })
}

/// Greenwood's variance on the scale of log(−log), which keeps the interval between 0 and 1.
#[allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "logarithms have no exact ratio; counts up to 2^53 are exact, and the result is rounded at once"
)]
fn interval(scaled: i128, steps: &[Step]) -> Option<[Ratio; 2]> {
    if scaled == 0 || scaled == SCALE {
        return None;
    }
    let share = scaled as f64 / SCALE as f64;
    let variance: f64 = steps
        .iter()
        .map(|step| {
            let (ended, at_risk) = (step.ended as f64, step.at_risk as f64);
            ended / (at_risk * (at_risk - ended))
        })
        .sum();
    let spread = NORMAL_95 * variance.sqrt() / share.ln().abs();
    Some([nearest(share.powf(spread.exp()))?, nearest(share.powf((-spread).exp()))?])
}

/// The ratio nearest to a number from 0 to 1, of billionths.
#[allow(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "a number from 0 to 1, in billionths, fits"
)]
fn nearest(number: f64) -> Option<Ratio> {
    if !(0.0..=1.0).contains(&number) {
        return None;
    }
    Ratio::new((number * 1e9).round() as i128, 1_000_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(steps: &[(u64, u64)]) -> Vec<Step> {
        steps.iter().map(|(ended, at_risk)| Step { ended: *ended, at_risk: *at_risk }).collect()
    }

    /// Freireich's 21 patients on 6-MP (weeks 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+),
    /// the textbook case: 0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482.
    #[test]
    fn the_textbook_case() {
        let all = steps(&[(3, 21), (1, 17), (1, 15), (1, 12), (1, 11), (1, 7), (1, 6)]);
        let after = |count: usize| estimate(&all[..count]).unwrap().share.rounded(4);
        let shares: Vec<_> = (1..=7).filter_map(after).collect();
        assert_eq!(shares, [8571, 8067, 7529, 6902, 6275, 5378, 4482]);
        // lifelines 0.30.3 on the same data: 0.188052 to 0.680143 after week 23
        let [low, high] = estimate(&all).unwrap().interval.unwrap();
        assert_eq!((low.rounded(4), high.rounded(4)), (Some(1881), Some(6801)));
    }

    #[test]
    fn without_censoring_the_share_is_what_is_left_of_the_whole() {
        let mut left = 1000;
        let mut all = Vec::new();
        while left > 31 {
            all.push((1, left));
            left -= 1;
        }
        assert_eq!(estimate(&steps(&all)).map(|of| of.share), Ratio::new(31, 1000));
    }

    #[test]
    fn there_is_no_interval_around_all_or_nothing() {
        let none_ended = Estimate { share: Ratio::whole(1), interval: None };
        assert_eq!(estimate(&[]), Some(none_ended));
        assert_eq!(estimate(&steps(&[(3, 3)])).unwrap().interval, None);
    }

    /// With censoring between all ends nothing cancels: the exact ratio overflows, and the carried one takes over.
    #[test]
    fn a_product_that_does_not_fit_is_carried_on() {
        let all: Vec<_> = (0..400).map(|step| (1, 4001 - 7 * step)).collect();
        let share = estimate(&steps(&all)).unwrap().share.rounded(12).unwrap();
        let logs = all.iter().map(|(_, at_risk)| {
            let at_risk = f64::from(u32::try_from(*at_risk).unwrap());
            (-1.0 / at_risk).ln_1p()
        });
        #[allow(clippy::float_arithmetic, reason = "the other way to the same number")]
        let expected = logs.sum::<f64>().exp() * 1e12;
        #[allow(clippy::cast_precision_loss, clippy::float_arithmetic, reason = "a difference")]
        let off = (share as f64 - expected).abs();
        assert!(off < 1.0, "{share} is not {expected}");
    }
}
