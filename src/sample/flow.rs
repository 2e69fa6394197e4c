//! When people come: more in some years, in January and September and on the first of a month, fewer at weekends.

use super::calendar::{Calendar, Date, YEARS};
use super::random::Random;

/// How many come in each year of the coverage, in thousandths of an ordinary year.
const YEAR_LEVELS: [u64; 27] = [
    1000, 900, 880, 950, 1050, 1050, 980, 850, 720, 700, 950, 1000, 950, 1050, 1150, 1150, 1150,
    1100, 950, 850, 800, 950, 700, 750, 750, 780, 800,
];
/// How many come in each month, in hundredths of an ordinary month.
const MONTH_LEVELS: [u64; 12] = [130, 95, 100, 95, 90, 90, 95, 95, 110, 105, 95, 80];

/// The days on which cases start, in the order of their numbers.
#[derive(Debug)]
pub(super) struct Flow {
    /// For each day of the coverage: how much came up to and including it.
    sums: Vec<u64>,
    total: u64,
    first: Date,
    cases: u64,
    spread: u64,
}

impl Flow {
    /// The flow of a number of cases through the coverage.
    pub(super) fn new(calendar: &Calendar, cases: u64) -> Self {
        let mut total = 0;
        let sums = (calendar.from..=calendar.to).map(|date| {
            total += level(calendar, date);
            total
        });
        let sums = sums.collect();
        // two weeks: cases are numbered when they are asked for, not when they start
        Self { sums, total, first: calendar.from, cases, spread: cases / 650 }
    }

    /// The day on which a case starts.
    pub(super) fn start(&self, case: u64, random: &mut Random) -> Date {
        let moved = case + random.below_many(2 * self.spread + 1);
        let place = moved.saturating_sub(self.spread).min(self.cases - 1);
        let value = u128::from(place) * u128::from(self.total) / u128::from(self.cases);
        let value = u64::try_from(value).unwrap_or(self.total);
        let index = self.sums.partition_point(|sum| *sum <= value).min(self.sums.len() - 1);
        self.first + i32::try_from(index).unwrap_or(0)
    }
}

fn level(calendar: &Calendar, date: Date) -> u64 {
    let year = usize::try_from(calendar.year(date) - YEARS.start()).unwrap_or(0);
    let is_weekend = matches!((date + 4).rem_euclid(7), 0 | 6); // 1970-01-01 was a Thursday
    let of_day = match (calendar.begins_month(date), is_weekend) {
        (true, _) => 300,
        (false, true) => 30,
        (false, false) => 100,
    };
    YEAR_LEVELS[year] * MONTH_LEVELS[calendar.month(date) - 1] * of_day / 10_000
}
