//! One calendar day as a number, so that comparing and counting days is integer arithmetic.

use std::fmt;
use std::ops::RangeInclusive;

/// A calendar day: the number of days since 1970-01-01, between [`Day::MIN`] and [`Day::MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

const FIRST_YEAR: i32 = 1850;
const LAST_YEAR: i32 = 2999;

/// The places of a year in [`CALENDAR`]: one for each number below 20, so that no month of two digits takes the place
/// of another year's. Those that are no months are empty.
const OF_A_YEAR: i32 = 20;
const PLACES: usize = ((LAST_YEAR - FIRST_YEAR + 1) * OF_A_YEAR).unsigned_abs() as usize;
/// The place at which the first year begins.
const FIRST_PLACE: u64 = (FIRST_YEAR * OF_A_YEAR).unsigned_abs() as u64;

/// The bits in which the length of a month stands, below the number of its first day counted from [`Day::MIN`].
const LENGTH_BITS: u32 = 5;

/// Every accepted month: its first day and its length. One number each, so that one look gives both.
static CALENDAR: [u32; PLACES] = {
    let mut places = [0; PLACES];
    let (mut place, mut first) = (0, 0);
    let mut year = FIRST_YEAR;
    while year <= LAST_YEAR {
        let mut month = 0;
        while month < OF_A_YEAR {
            if month >= 1 && month <= 12 {
                let length = days_in_month(year, month).unsigned_abs();
                places[place] = first << LENGTH_BITS | length;
                first += length;
            }
            (place, month) = (place + 1, month + 1);
        }
        year += 1;
    }
    places
};

impl Day {
    /// The first day that is accepted: 1850-01-01; nobody on a benefit was born before.
    pub const MIN: Self = Self(-43_829);
    /// The last day that is accepted: 2999-12-31, which exports use for "no end".
    pub const MAX: Self = Self(376_199);

    /// The years that are accepted.
    pub const YEARS: RangeInclusive<i32> = FIRST_YEAR..=LAST_YEAR;

    /// The places of a year among those of [`Self::at_place`].
    pub(crate) const PLACES_OF_A_YEAR: u64 = OF_A_YEAR.unsigned_abs() as u64;

    /// The day of a year, month (1–12) and day (1–31); `None` where the calendar or the range has no such day.
    #[inline]
    pub fn from_ymd(year: i32, month: i32, day: i32) -> Option<Self> {
        if !(1..=12).contains(&month) || !Self::YEARS.contains(&year) {
            return None;
        }
        let place = u64::try_from(year * OF_A_YEAR + month).ok()?;
        Self::at_place(place, u64::try_from(day).ok()?)
    }

    /// The day (1–31) of the month at a place: that of its year, of which each has so many, and then its number. `None`
    /// where the calendar or the range has no such day.
    #[inline(always)]
    pub(crate) fn at_place(place: u64, day: u64) -> Option<Self> {
        let place = usize::try_from(place.wrapping_sub(FIRST_PLACE)).ok()?;
        let month = CALENDAR.get(place)?;
        let (first, length) = (month >> LENGTH_BITS, month & ((1 << LENGTH_BITS) - 1));
        let before = day.wrapping_sub(1);
        let number = u64::from(first).wrapping_add(before);
        let number = i32::try_from(number & 0xFFFF_FFFF).unwrap_or(0);
        (before < u64::from(length)).then(|| Self(Self::MIN.0.wrapping_add(number)))
    }

    /// The day with this number of days since 1970-01-01, held within the accepted range.
    pub fn from_number(number: i32) -> Self {
        Self(number.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Year, month and day of the month.
    pub fn ymd(self) -> (i32, i32, i32) {
        // the year as if it began in March, so that a leap day comes last (tested against the calendar library)
        let days = self.0 + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        (year_of_era + era * 400 + i32::from(month <= 2), month, day)
    }

    /// The year of this day.
    pub fn year(self) -> i32 {
        self.ymd().0
    }

    /// `days` later, or earlier where negative; held within the accepted range.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self::from_number(self.0.saturating_add(days))
    }

    /// The same day `months` later (or earlier), or the last day of a shorter month: 31 January + 1 month is 28 February.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.ymd();
        let index = year * 12 + (month - 1) + months;
        let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
        let day = day.min(days_in_month(year, month));
        Self::from_ymd(year, month, day).unwrap_or(if months < 0 { Self::MIN } else { Self::MAX })
    }

    /// The number of whole months from this day to a later one: the largest for which `plus_months` is not beyond it.
    pub fn full_months_to(self, later: Self) -> i32 {
        let ((year, month, day), (later_year, later_month, later_day)) = (self.ymd(), later.ymd());
        let months = (later_year - year) * 12 + later_month - month;
        let last_of_month = days_in_month(later_year, later_month);
        months - i32::from(later_day < day.min(last_of_month))
    }

    /// The first day of this day's month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        let (_, _, day) = self.ymd();
        self.plus_days(1 - day)
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        let (year, month, day) = self.ymd();
        self.plus_days(days_in_month(year, month) - day)
    }

    /// Whether this is the last day of its month.
    pub fn ends_month(self) -> bool {
        self == self.last_of_month()
    }
}

impl fmt::Display for Day {
    /// ISO 8601: `2018-03-31`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_accepted_day_agrees_with_the_calendar_library() {
        let mut date = jiff::civil::date(1850, 1, 1);
        for number in Day::MIN.number()..=Day::MAX.number() {
            let (year, month, day) = (date.year().into(), date.month().into(), date.day().into());
            let here = Day::from_ymd(year, month, day);
            assert_eq!(here.map(Day::number), Some(number), "{date}");
            assert_eq!(here.map(Day::ymd), Some((year, month, day)));
            if let Ok(next) = date.tomorrow() {
                date = next;
            }
        }
    }

    #[test]
    fn impossible_days_are_refused() {
        for (year, month, day) in
            [(2018, 2, 31), (1900, 2, 29), (2018, 13, 1), (2018, 0, 1), (18, 1, 1), (2018, 4, 31)]
        {
            assert_eq!(Day::from_ymd(year, month, day), None);
        }
        assert!(Day::from_ymd(2000, 2, 29).is_some());
    }

    #[test]
    fn full_months_are_those_that_can_be_added() {
        for start in (17_000..17_800).map(Day::from_number) {
            for later in (0..900).step_by(7).map(|days| start.plus_days(days)) {
                let months = start.full_months_to(later);
                assert!(
                    start.plus_months(months) <= later && later < start.plus_months(months + 1)
                );
            }
        }
    }

    #[test]
    fn months_are_added_by_the_calendar() {
        let day = |year, month, day| Day::from_ymd(year, month, day).unwrap();
        assert_eq!(day(2018, 1, 31).plus_months(1), day(2018, 2, 28));
        assert_eq!(day(2016, 2, 29).plus_months(12), day(2017, 2, 28));
        assert_eq!(day(2018, 3, 31).plus_months(-1), day(2018, 2, 28));
        assert_eq!(day(2018, 12, 15).plus_months(1), day(2019, 1, 15));
        assert!(day(2016, 2, 29).ends_month());
        assert_eq!(day(2018, 5, 9).first_of_month(), day(2018, 5, 1));
    }
}
