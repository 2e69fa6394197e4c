//! Numbers as people write them: `bijna 5.000`, `ruim 3,6 miljoen euro`, by rules that cannot stretch a figure.
//!
//! | number | is written |
//! |---|---|
//! | below 100, or round already | exactly |
//! | at most 2% below the next round number | `nearly` that number |
//! | at most 5% above the last round number | `more than` that number |
//! | any other amount from 1,000 euros | `about` that amount, rounded to three digits: at most half a percent off |
//! | a price, and any other number | exactly |
//! | share below 10% | with one decimal, as the report has it |
//! | share from 10% | `about` the nearest whole percent, or that percent where it is exact; never 100 for less than all |
//!
//! Round is a number of hundreds below 1,000, and from there on one of two digits and zeros. Whichever of two is nearer is
//! written. Everything is worked out in whole numbers.

use crate::number::Ratio;
use crate::report::Value;

use super::super::locale::{EuroDecimals, Locale};

/// Numbers below this are written exactly.
const EXACT_BELOW: i128 = 100;

/// A number is `nearly` a round one that is at most a fiftieth of it larger.
const NEARLY: i128 = 50;

/// A number is `more than` a round one that is at most a twentieth of it smaller.
const MORE_THAN: i128 = 20;

/// How a number is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rounded {
    /// As it is.
    Exactly(i128),
    /// By a round number above it.
    Nearly(i128),
    /// By a round number below it.
    MoreThan(i128),
    /// By the nearest number of three digits: amounts only.
    About(i128),
}

/// Rounds a number from zero up; `unit` is how many make one of what is counted: 100 for cents.
pub(super) fn rounded(number: i128, unit: i128) -> Rounded {
    let whole = number / unit;
    if whole < EXACT_BELOW {
        return Rounded::Exactly(number);
    }
    let digits = whole.ilog10() + 1;
    let step = 10_i128.pow((digits - 2).max(2)) * unit;
    let low = number / step * step;
    let (above, Some(high)) = (number - low, low.checked_add(step)) else {
        return Rounded::Exactly(number);
    };
    let below = high - number;
    let within =
        |gap: i128, part: i128, of: i128| gap.checked_mul(part).is_some_and(|gap| gap <= of);
    let (nearly, more) = (within(below, NEARLY, high), within(above, MORE_THAN, low));
    match (nearly, more) {
        _ if above == 0 => Rounded::Exactly(number),
        (true, more) if !more || below < above => Rounded::Nearly(high),
        (_, true) => Rounded::MoreThan(low),
        _ if unit > 1 => about(number, whole, unit),
        _ => Rounded::Exactly(number),
    }
}

/// An amount rounded to three digits; one below a thousand has no more.
fn about(number: i128, whole: i128, unit: i128) -> Rounded {
    let digits = whole.ilog10() + 1;
    if digits < 4 {
        return Rounded::Exactly(number);
    }
    let step = 10_i128.pow(digits - 3) * unit;
    match number.checked_add(step / 2).map(|number| number / step * step) {
        Some(worded) if worded != number => Rounded::About(worded),
        _ => Rounded::Exactly(number),
    }
}

/// A number in words; of a change only how large it is, since the sentence says which way it went. None of a number that
/// is too large to count with.
pub(super) fn in_words(value: Value, locale: &Locale) -> Option<String> {
    let size = value.exact().abs();
    let exactly = |size| locale.value(size, EuroDecimals::AsNeeded);
    let (size, unit) = match value {
        Value::Percent(ratio) => return percent(ratio, locale),
        Value::Average(_) => return Some(exactly(Value::Average(size))),
        Value::Rate(_) => return Some(exactly(Value::Rate(size))),
        Value::Count(_) | Value::Change(_) => (size.rounded(0)?, 1),
        Value::Euro(_) => (size.rounded(0)?, 100),
    };
    let (word, number) = match rounded(size, unit) {
        Rounded::Exactly(number) => ("exactly", number),
        Rounded::Nearly(number) => ("nearly", number),
        Rounded::MoreThan(number) => ("more_than", number),
        Rounded::About(number) => ("about", number),
    };
    let number = match word {
        _ if unit == 1 => locale.whole_number(number),
        word => euros(number, word == "exactly", locale),
    };
    Some(locale.story(word, None, &[("number", &number)]))
}

/// A share in whole percents; one that would be 0 and is not, with its decimal. None of a number that is too large.
pub(super) fn whole_percent(value: Value, locale: &Locale) -> Option<String> {
    let [whole, tenths] = [value.exact().rounded(2)?, value.exact().rounded(3)?];
    let number = match whole {
        0 if tenths != 0 => locale.decimal_number(tenths, 1),
        whole => locale.whole_number(whole),
    };
    Some(locale.story("percent", None, &[("number", &number)]))
}

/// An amount in millions with one decimal, in whole euros below a million. None of a number that is too large.
pub(super) fn one_decimal(value: Value, locale: &Locale) -> Option<String> {
    let cents = value.exact().abs().rounded(0)?;
    let tenths = cents.checked_add(MILLION / 20)? / (MILLION / 10);
    let (word, number) = if tenths >= 10 {
        ("million", locale.decimal_number(tenths, 1))
    } else {
        ("other_euros", locale.whole_number((cents + 50) / 100))
    };
    Some(locale.story(word, None, &[("number", &number)]))
}

/// Cents of a million.
const MILLION: i128 = 100_000_000;

/// An amount: in millions with at most two decimals where that is all of it; a rounded one with the word for euros.
fn euros(cents: i128, is_exact: bool, locale: &Locale) -> String {
    let hundredth = MILLION / 100;
    if cents >= MILLION && cents % hundredth == 0 {
        let hundredths = cents / hundredth;
        let number = match (hundredths % 100, hundredths % 10) {
            (0, _) => locale.decimal_number(hundredths / 100, 0),
            (_, 0) => locale.decimal_number(hundredths / 10, 1),
            _ => locale.decimal_number(hundredths, 2),
        };
        return locale.story("million", None, &[("number", &number)]);
    }
    if is_exact {
        return locale.value(Value::Euro(Ratio::whole(cents)), EuroDecimals::AsNeeded);
    }
    let number = locale.decimal_number(cents / 100, 0);
    locale.story("other_euros", None, &[("number", &number)])
}

/// Tenths of a percent below which a share keeps its decimal.
const TEN_PERCENT: i128 = 100;

fn percent(ratio: Ratio, locale: &Locale) -> Option<String> {
    let [whole, tenths] = [ratio.rounded(2)?, ratio.rounded(3)?];
    let is_exact = Ratio::new(whole, 100) == Some(ratio);
    let (word, number) = if is_exact {
        ("percent", locale.decimal_number(whole, 0))
    } else if tenths < TEN_PERCENT {
        ("percent", locale.decimal_number(tenths, 1))
    } else if whole == 100 {
        let beyond = Ratio::whole(1).minus(ratio)?.is_negative();
        (
            if beyond { "percent_more_than" } else { "percent_less_than" },
            locale.decimal_number(100, 0),
        )
    } else {
        ("percent_about", locale.decimal_number(whole, 0))
    };
    Some(locale.story(word, None, &[("number", &number)]))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use proptest::prelude::*;

    use super::super::super::Lang;
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        use Rounded::{Exactly, MoreThan, Nearly};
        let expected = [
            (0, Exactly(0)),
            (99, Exactly(99)),
            (100, Exactly(100)),
            (105, MoreThan(100)),
            (106, Exactly(106)),
            (939, MoreThan(900)),
            (975, Exactly(975)),
            (980, Nearly(1000)),
            (1004, MoreThan(1000)),
            (1075, Exactly(1075)),
            (4983, Nearly(5000)),
            (5620, MoreThan(5600)),
            (5650, MoreThan(5600)),
            (5651, Nearly(5700)),
        ];
        for (number, worded) in expected {
            assert_eq!(rounded(number, 1), worded, "{number}");
        }
    }

    #[test]
    fn in_two_languages() {
        let (dutch, english) = (Locale::new(Lang::Nl), Locale::new(Lang::En));
        let euro = |cents| Value::Euro(Ratio::whole(cents));
        let share = |part, whole| Value::Percent(Ratio::new(part, whole).unwrap());
        let expected = [
            (Value::Count(939), "ruim 900", "more than 900"),
            (Value::Change(-254), "254", "254"),
            (Value::Count(4983), "bijna 5.000", "nearly 5,000"),
            (euro(360_680_000), "ruim 3,6 miljoen euro", "more than 3.6 million euros"),
            (euro(300_000_000), "3 miljoen euro", "3 million euros"),
            (euro(1_400_000), "€ 14.000", "€ 14,000"),
            (euro(25_859_472), "bijna 260.000 euro", "nearly 260,000 euros"),
            (euro(10_622_807), "ongeveer 106.000 euro", "about 106,000 euros"),
            (euro(107_500_000), "ongeveer 1,08 miljoen euro", "about 1.08 million euros"),
            (euro(1_250), "€ 12,50", "€ 12.50"),
            (share(99, 975), "ongeveer 10 procent", "about 10 percent"),
            (share(60, 975), "6,2 procent", "6.2 percent"),
            (share(1, 4), "25 procent", "25 percent"),
            (share(998, 1000), "bijna 100 procent", "nearly 100 percent"),
            (share(1002, 1000), "ruim 100 procent", "more than 100 percent"),
        ];
        for (value, nl, en) in expected {
            assert_eq!(in_words(value, &dutch).unwrap(), nl);
            assert_eq!(in_words(value, &english).unwrap(), en);
        }
    }

    proptest! {
        /// No word claims more than its bounds, whatever the number, in units and in cents.
        #[test]
        fn no_word_stretches_a_figure(number in 0_i128..10_000_000_000_000, cents in any::<bool>()) {
            match rounded(number, if cents { 100 } else { 1 }) {
                Rounded::Exactly(worded) => prop_assert_eq!(worded, number),
                Rounded::Nearly(worded) => {
                    prop_assert!(number < worded && (worded - number) * 100 <= worded * 2);
                }
                Rounded::MoreThan(worded) => {
                    prop_assert!(number > worded && (number - worded) * 100 <= worded * 5);
                }
                Rounded::About(worded) => {
                    prop_assert!(cents && (number - worded).abs() * 200 <= worded + 1);
                }
            }
        }

        /// A share is within half a percentage point, "all" is never said of less, and below ten it keeps a decimal.
        #[test]
        fn a_share_is_as_near_as_that(part in 0_i128..100_000, whole in 1_i128..100_000) {
            let ratio = Ratio::new(part, whole).unwrap();
            let worded = percent(ratio, &Locale::new(Lang::En)).unwrap();
            let number = worded.trim_start_matches(|c: char| !c.is_ascii_digit());
            let number = number.strip_suffix(" percent").unwrap().replace(',', "");
            let (one, tenths) = number.split_once('.').unwrap_or((&number, "0"));
            let thousandths = one.parse::<i128>().unwrap() * 10 + tenths.parse::<i128>().unwrap();
            let gap = (part * 1000 - thousandths * whole).abs();
            let most = if part * 10 < whole { whole } else { whole * 10 };
            prop_assert!(gap * 2 <= most, "{} for {}/{}", worded, part, whole);
            prop_assert!(number != "100" || part == whole || !worded.starts_with("100"));
        }
    }
}
