//! Dates and years of birth: one reader for each column, since the notation of a date is a property of its
//! column.

use super::date_text::{DateText, number, read, without_decimal_zero};
use super::{Fault, FieldText, Head, NotPlain, says_missing, trim};
use crate::period::Day;

/// What the days of a column are for, which decides what a placeholder means there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateUse {
    /// A first day, which must be there.
    Start,
    /// A last day; one from 2100 on is a placeholder for "still running".
    End,
    /// A day of birth, which may be known by its year alone.
    Birth,
    /// Any other day. Like a birth on it, one of 1900-01-01 or before is a placeholder.
    Other,
}

/// How the dates of a column are written, where a value alone does not say it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateNotation {
    /// The month stands before the day in a slashed date.
    pub month_first: bool,
    /// Whole numbers count the days of a spreadsheet.
    pub serial: bool,
    /// Whole numbers of four digits are years of birth.
    pub years: bool,
}

/// What the values of a column show of their notation. It does not depend on the notation they are read by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct DatesSeen {
    /// Dates with slashes and the year last.
    pub slashed: bool,
    /// Dates in another notation.
    pub other: bool,
    /// Whole numbers that can count the days of a spreadsheet here.
    pub serial: bool,
    /// Whole numbers that cannot.
    pub number: bool,
    /// Whole numbers that are no year of a person's birth.
    pub no_year: bool,
    /// A first part over 12 in a slashed date whose second part is not.
    pub day_first: bool,
    /// A second part over 12 in a slashed date whose first part is not.
    pub month_first: bool,
    /// How many days are placeholders of 1900-01-01 or before.
    pub placeholders: u64,
}

impl DatesSeen {
    /// What two parts of a column show together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            slashed: self.slashed | other.slashed,
            other: self.other | other.other,
            serial: self.serial | other.serial,
            number: self.number | other.number,
            no_year: self.no_year | other.no_year,
            day_first: self.day_first | other.day_first,
            month_first: self.month_first | other.month_first,
            placeholders: self.placeholders + other.placeholders,
        }
    }

    /// Whether the column shows that its months come first: all its dates are slashed, and one has a day of over 12
    /// in second place.
    pub const fn proves_month_first(self) -> bool {
        self.slashed && self.month_first && !self.other && !self.serial && !self.number
    }

    /// The notation of a column in a file whose slashed dates have the month first or not.
    pub const fn notation(self, month_first: bool) -> DateNotation {
        let only_numbers = !self.slashed && !self.other && !self.number;
        DateNotation {
            month_first: month_first && self.slashed,
            serial: only_numbers && self.serial && self.no_year,
            years: only_numbers && self.serial && !self.no_year,
        }
    }
}

/// Reads the dates of one column, and remembers what they show of its notation.
#[derive(Debug, Clone)]
pub struct DateReader {
    usage: DateUse,
    notation: DateNotation,
    /// The days that are no placeholders lie between these two.
    within: (Day, Day),
    /// What the column has shown so far.
    pub seen: DatesSeen,
}

/// The first day that stands for "no end".
fn end_of_time() -> Day {
    Day::from_ymd(2100, 1, 1).unwrap_or(Day::MAX)
}

/// The last day that stands for "not known" where people are alive: spreadsheets and registers begin on it.
fn begin_of_time() -> Day {
    Day::from_ymd(1900, 1, 1).unwrap_or(Day::MIN)
}

impl DateReader {
    /// A reader of a column that is written so.
    pub fn new(usage: DateUse, notation: DateNotation) -> Self {
        let within = match usage {
            DateUse::Start => (Day::MIN.plus_days(-1), Day::MAX),
            DateUse::End => (Day::MIN, end_of_time().plus_days(-1)),
            DateUse::Birth | DateUse::Other => (begin_of_time().plus_days(1), Day::MAX),
        };
        Self { usage, notation, within, seen: DatesSeen::default() }
    }

    /// A date, or `None` where there is none or a placeholder stands for it.
    ///
    /// # Errors
    /// The [`Fault`] says what stands there instead; a date that could be meant in two ways is never guessed.
    pub fn day(&mut self, text: &[u8]) -> Result<Option<Day>, Fault> {
        self.value(FieldText::of(text))
    }

    /// A date of a field, which may have blanks around it; `None` where there is none.
    ///
    /// # Errors
    /// As those of [`Self::day`].
    pub(crate) fn value(&mut self, text: FieldText<'_>) -> Result<Option<Day>, Fault> {
        match self.plain(text.filled()) {
            Ok(day) => {
                self.take(day);
                Ok(day)
            }
            Err(NotPlain) => self.trimmed(text),
        }
    }

    /// A date that is written plainly, or none of nothing.
    ///
    /// # Errors
    /// Where it takes care to read it.
    #[inline(always)]
    pub(crate) fn plain(&self, text: Option<Head>) -> Result<Option<Day>, NotPlain> {
        let Some(text) = text else { return Ok(None) };
        match text.day() {
            Some(day) if self.within.0 <= day && day <= self.within.1 => Ok(Some(day)),
            _ => Err(NotPlain),
        }
    }

    /// Remembers a date that is written plainly.
    #[inline(always)]
    pub(crate) fn take(&mut self, day: Option<Day>) {
        self.seen.other |= day.is_some();
    }

    #[cold]
    fn trimmed(&mut self, text: FieldText<'_>) -> Result<Option<Day>, Fault> {
        let bare = text.trimmed();
        // what stands last in a row may have half of the line end behind it
        if bare.len() < text.text().len() { self.day(bare) } else { self.careful(bare) }
    }

    fn careful(&mut self, text: &[u8]) -> Result<Option<Day>, Fault> {
        let (ymd, moment) = match read(text)? {
            DateText::Missing => return Ok(None),
            DateText::Number(number) => return self.number(number),
            DateText::Date { ymd, moment } => {
                self.seen.other = true;
                (ymd, moment)
            }
            DateText::Slashed { parts, year, moment } => (self.slashed(parts, year)?, moment),
        };
        let [year, month, day] = ymd;
        if self.usage == DateUse::Birth && (month == 0 || day == 0) && (0..=12).contains(&month) {
            return if year == 0 { Ok(None) } else { self.year(year) };
        }
        // the calendar repeats every 400 years, so a far year is checked by a near one
        let exists = Day::from_ymd(2000 + year.rem_euclid(400), month, day).is_some();
        let found = Day::from_ymd(year, month, day);
        match found.map(|day| moment.map_or(day, |moment| moment.day(day))) {
            Some(day) => Ok(self.held(day)),
            None if exists && year >= 2100 && self.usage == DateUse::End => Ok(None),
            None if exists && year < 1850 && self.is_of_people() => {
                self.seen.placeholders += 1;
                Ok(None)
            }
            None if exists => Err(Fault::YearOutOfRange),
            None => Err(Fault::ImpossibleDate),
        }
    }

    const fn is_of_people(&self) -> bool {
        matches!(self.usage, DateUse::Birth | DateUse::Other)
    }

    /// The day, or none where it is a placeholder.
    fn held(&mut self, day: Day) -> Option<Day> {
        match self.usage {
            DateUse::End if day >= end_of_time() => None,
            DateUse::Birth | DateUse::Other if day <= begin_of_time() => {
                self.seen.placeholders += 1;
                None
            }
            _ => Some(day),
        }
    }

    fn slashed(&mut self, parts: [i32; 2], year: i32) -> Result<[i32; 3], Fault> {
        let [first, second] = parts;
        self.seen.slashed = true;
        self.seen.day_first |= (13..=31).contains(&first) && second <= 12;
        self.seen.month_first |= (13..=31).contains(&second) && first <= 12;
        let (day, month) =
            if self.notation.month_first { (second, first) } else { (first, second) };
        if month > 12 && (1..=12).contains(&day) && !self.notation.month_first {
            return Err(Fault::AmericanDate);
        }
        Ok([year, month, day])
    }

    /// A whole number: a day of a spreadsheet or a year, where the column shows that all of it is.
    fn number(&mut self, number: i32) -> Result<Option<Day>, Fault> {
        let fits = match self.usage {
            DateUse::Birth => (1..=60_000).contains(&number),
            DateUse::End => (20_000..=60_000).contains(&number) || number >= FROM_2100,
            DateUse::Start | DateUse::Other => (20_000..=60_000).contains(&number),
        };
        let is_year = self.usage == DateUse::Birth && (1850..2100).contains(&number);
        self.seen.no_year |= !is_year;
        if fits {
            self.seen.serial = true;
        } else {
            self.seen.number = true;
        }
        if self.notation.years && is_year {
            return self.year(number);
        }
        if self.notation.serial && fits {
            // spreadsheets count a 29 February 1900 that never was
            let days = number.min(FROM_2100) - 25_569 + i32::from(number < 60);
            return Ok(self.held(Day::from_number(days)));
        }
        Err(if fits { Fault::SpreadsheetSerial } else { Fault::NotADate })
    }

    /// The middle of a year of birth (VNG).
    fn year(&mut self, year: i32) -> Result<Option<Day>, Fault> {
        if year <= 1900 {
            self.seen.placeholders += 1;
            return Ok(None);
        }
        Day::from_ymd(year, 7, 1).map(Some).ok_or(Fault::YearOutOfRange)
    }
}

/// The number by which spreadsheets keep 1 January 2100.
const FROM_2100: i32 = 73_051;

/// A date by itself, as in a configuration: `2018-03-31`, `31-03-2018`, `31/03/2018`, `20180331`, `31 maart 2018`.
/// `None` for "no date".
///
/// # Errors
/// The [`Fault`] says what stands there instead.
pub fn day(text: &[u8]) -> Result<Option<Day>, Fault> {
    DateReader::new(DateUse::End, DateNotation::default()).day(text)
}

/// A year of birth of four digits, or `None` where it is missing (`0000`, `9999` and 1900 or before too).
///
/// # Errors
/// [`Fault::NotABirthYear`] for any other text, [`Fault::YearOutOfRange`] outside 1850–2999.
#[inline]
pub fn birth_year(text: &[u8]) -> Result<Option<i32>, Fault> {
    match number(text) {
        Some(year @ 1901..=2999) if text.len() == 4 => Ok(Some(year)),
        _ => careful_birth_year(text),
    }
}

#[cold]
fn careful_birth_year(text: &[u8]) -> Result<Option<i32>, Fault> {
    let text = trim(text);
    let digits = without_decimal_zero(text);
    if says_missing(text) || digits.iter().all(|byte| *byte == b'0') || digits == b"9999" {
        return Ok(None);
    }
    let year = number(digits).filter(|_| digits.len() == 4).ok_or(Fault::NotABirthYear)?;
    match year {
        1850..=1900 => Ok(None),
        1901..=2999 => Ok(Some(year)),
        _ => Err(Fault::YearOutOfRange),
    }
}

#[cfg(test)]
#[path = "day_tests.rs"]
mod tests;
