//! The days that invented people live through, with their text made beforehand.

use super::style::Style;
use crate::period::Day;

/// A day, counted from 1970-01-01.
pub(super) type Date = i32;

/// The years of the coverage.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1999..=2025;
/// The first and the last year that the calendar knows: from the births of people who were old at the beginning.
const KNOWN: std::ops::RangeInclusive<i32> = 1925..=2026;

/// One day.
#[derive(Debug, Clone, Copy)]
struct Facts {
    text: [u8; 10],
    year: i16,
    month: u8,
    day: u8,
    days_to_month_end: u8,
}

/// All days, in the notation of one style.
#[derive(Debug)]
pub(super) struct Calendar {
    days: Vec<Facts>,
    first: Date,
    /// The first day of the coverage.
    pub(super) from: Date,
    /// The last day of the coverage.
    pub(super) to: Date,
}

/// The day of a year, month and day of the month.
pub(super) fn date(year: i32, month: i32, day: i32) -> Date {
    Day::from_ymd(year, month, day).unwrap_or(Day::MIN).number()
}

impl Calendar {
    /// The calendar in the notation of a style.
    pub(super) fn new(style: Style) -> Self {
        let first = date(*KNOWN.start(), 1, 1);
        let days = (first..=date(*KNOWN.end(), 12, 31)).map(|number| facts(number, style));
        Self {
            days: days.collect(),
            first,
            from: date(*YEARS.start(), 1, 1),
            to: date(*YEARS.end(), 12, 31),
        }
    }

    fn facts(&self, date: Date) -> &Facts {
        let index = usize::try_from(date - self.first).unwrap_or(0);
        &self.days[index.min(self.days.len() - 1)]
    }

    /// The text of a day.
    pub(super) fn text(&self, date: Date) -> &[u8; 10] {
        &self.facts(date).text
    }

    /// The year of a day.
    pub(super) fn year(&self, date: Date) -> i32 {
        i32::from(self.facts(date).year)
    }

    /// The month of a day.
    pub(super) fn month(&self, date: Date) -> usize {
        usize::from(self.facts(date).month)
    }

    /// Whether a day is the first of its month.
    pub(super) fn begins_month(&self, date: Date) -> bool {
        self.facts(date).day == 1
    }

    /// The last day of a day's month.
    pub(super) fn end_of_month(&self, date: Date) -> Date {
        date + i32::from(self.facts(date).days_to_month_end)
    }
}

fn facts(number: Date, style: Style) -> Facts {
    let day = Day::from_number(number);
    let (year, month, day_of_month) = day.ymd();
    let text = match style {
        Style::Iso => format!("{year:04}-{month:02}-{day_of_month:02}"),
        Style::Dutch => format!("{day_of_month:02}-{month:02}-{year:04}"),
    };
    let small = |number: i32| u8::try_from(number).unwrap_or(0);
    Facts {
        text: text.as_bytes().try_into().unwrap_or([b'0'; 10]),
        year: i16::try_from(year).unwrap_or(0),
        month: small(month),
        day: small(day_of_month),
        days_to_month_end: small(day.last_of_month().number() - number),
    }
}
