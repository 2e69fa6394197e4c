//! Dates, months and years of birth.

#![allow(clippy::many_single_char_names, reason = "the digits of a pattern, one letter each")]

use super::{Fault, says_missing, trim};
use crate::period::Day;

/// A date, or `None` for "no date": empty, all zeros, all nines, or a date from the year 9000 on.
///
/// Forms: `2018-03-31`, `31-03-2018`, `31/03/2018`, `20180331`, each with an optional time, which is dropped.
///
/// # Errors
/// The [`Fault`] says what stands there instead; a date that could be meant in two ways is never guessed.
#[inline]
pub fn day(text: &[u8]) -> Result<Option<Day>, Fault> {
    let known = match (text.len(), text.first_chunk()) {
        (0, _) => return Ok(None),
        (8, Some(word)) => calendar_day(u64::from_le_bytes(*word)),
        (10, Some(word)) => {
            let last = u64::from(text[8]) | u64::from(text[9]) << 8;
            long_form(u64::from_le_bytes(*word), last).and_then(calendar_day)
        }
        _ => None,
    };
    match known {
        Some(day) => Ok(Some(day)),
        None => careful(text),
    }
}

/// `yyyymmdd` of a date with separators: its first eight bytes in one word, and its last two.
///
/// A word holds the first byte lowest, so `word >> 8 * n` begins at byte n.
#[inline]
fn long_form(word: u64, last: u64) -> Option<u64> {
    const TWO: u64 = 0xFFFF;
    let byte = |position: u32| (word >> (8 * position)) & 0xFF;
    let (dash, slash) = (u64::from(b'-'), u64::from(b'/'));
    if byte(4) == dash && byte(7) == dash {
        return Some(word & 0xFFFF_FFFF | (word >> 40 & TWO) << 32 | last << 48);
    }
    if byte(2) == byte(5) && (byte(2) == dash || byte(2) == slash) {
        let year = word >> 48 | last << 16;
        return Some(year | (word >> 24 & TWO) << 32 | (word & TWO) << 48);
    }
    None
}

/// The day of `yyyymmdd`; `None` where it is no plain day, for whatever reason.
#[inline]
fn calendar_day(word: u64) -> Option<Day> {
    let [year, month, date] = numbers(word)?;
    Day::from_ymd(year, month, date)
}

/// Year, month and day of `yyyymmdd`, where all are digits; all eight at once, in the lanes of one word.
#[inline]
fn numbers(word: u64) -> Option<[i32; 3]> {
    const HIGH: u64 = 0xF0F0_F0F0_F0F0_F0F0;
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let beyond_nine = word.wrapping_add(0x0606_0606_0606_0606);
    if word & HIGH != ZEROS || beyond_nine & HIGH != ZEROS {
        return None;
    }
    let word = word ^ ZEROS;
    let pairs = word.wrapping_mul(10).wrapping_add(word >> 8);
    let [century, _, year, _, month, _, date, _] = pairs.to_le_bytes().map(i32::from);
    Some([century * 100 + year, month, date])
}

/// The order in which the digits stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    YearFirst,
    DayFirst,
    Slashed,
}

fn careful(text: &[u8]) -> Result<Option<Day>, Fault> {
    let text = trim(text);
    if text.is_empty() {
        return Ok(None);
    }
    let Some((form, digits, rest)) = split_date(text) else {
        return Err(misread(text));
    };
    let Some([year, month, date]) = numbers(u64::from_le_bytes(digits)) else {
        return Err(misread(text));
    };
    if !rest.is_empty() && !is_time(rest) {
        return Err(Fault::NotATime);
    }
    if matches!((year, month, date), (0, 0, 0) | (9999, 99, 99)) {
        return Ok(None);
    }
    // The calendar repeats every 400 years, so a far year is checked by a near one.
    let exists = Day::from_ymd(2000 + year.rem_euclid(400), month, date).is_some();
    match Day::from_ymd(year, month, date) {
        Some(day) => Ok(Some(day)),
        None if exists && year >= 9000 => Ok(None),
        None if exists => Err(Fault::YearOutOfRange),
        None if form == Form::Slashed && month > 12 && (1..=12).contains(&date) => {
            Err(Fault::AmericanDate)
        }
        None => Err(Fault::ImpossibleDate),
    }
}

/// The form, the eight digits as `yyyymmdd`, and what follows the date.
fn split_date(text: &[u8]) -> Option<(Form, [u8; 8], &[u8])> {
    match text {
        [a, b, c, d, b'-', e, f, b'-', g, h, rest @ ..] => {
            Some((Form::YearFirst, [*a, *b, *c, *d, *e, *f, *g, *h], rest))
        }
        [a, b, b'-', c, d, b'-', e, f, g, h, rest @ ..] => {
            Some((Form::DayFirst, [*e, *f, *g, *h, *c, *d, *a, *b], rest))
        }
        [a, b, b'/', c, d, b'/', e, f, g, h, rest @ ..] => {
            Some((Form::Slashed, [*e, *f, *g, *h, *c, *d, *a, *b], rest))
        }
        [a, b, c, d, e, f, g, h, rest @ ..] => {
            Some((Form::YearFirst, [*a, *b, *c, *d, *e, *f, *g, *h], rest))
        }
        _ => None,
    }
}

/// A time of day after a blank or `T`: `0:00`, `00:00:00`, `00:00:00.000`, with `Z` or an offset.
fn is_time(text: &[u8]) -> bool {
    let [b' ' | b'T' | b't', time @ ..] = text else {
        return false;
    };
    let Some((hour, time)) = number(trim(time), 1) else {
        return false;
    };
    let [b':', time @ ..] = time else {
        return false;
    };
    let Some((minute, mut time)) = number(time, 2) else {
        return false;
    };
    let mut second = 0;
    if let [b':', rest @ ..] = time {
        let Some((found, rest)) = number(rest, 2) else {
            return false;
        };
        (second, time) = (found, rest);
        if let [b'.' | b',', fraction @ ..] = time {
            let end = fraction.iter().take_while(|byte| byte.is_ascii_digit());
            let digits = end.count();
            if digits == 0 {
                return false;
            }
            time = fraction.get(digits..).unwrap_or_default();
        }
    }
    hour <= 24 && minute < 60 && second <= 60 && is_zone(trim(time))
}

/// Nothing, `Z`, or an offset such as `+01:00`.
fn is_zone(text: &[u8]) -> bool {
    match text {
        [] | [b'Z' | b'z'] => true,
        [b'+' | b'-', offset @ ..] => matches!(
            offset,
            [a, b] | [a, b, b':', _, _] | [a, b, _, _] if a.is_ascii_digit() && b.is_ascii_digit()
                && offset[2..].iter().all(|byte| byte.is_ascii_digit() || *byte == b':')
        ),
        _ => false,
    }
}

/// One or two digits (two where `least` is 2) and what follows them.
fn number(text: &[u8], least: usize) -> Option<(u32, &[u8])> {
    match text {
        [a, b, rest @ ..] if a.is_ascii_digit() && b.is_ascii_digit() => {
            Some((u32::from(a - b'0') * 10 + u32::from(b - b'0'), rest))
        }
        [a, rest @ ..] if least == 1 && a.is_ascii_digit() => Some((u32::from(a - b'0'), rest)),
        _ => None,
    }
}

/// Why a text is not a date, told by its shape.
fn misread(text: &[u8]) -> Fault {
    let mut parts = [0_usize; 3];
    let mut separators = 0;
    for &byte in text {
        match byte {
            b'0'..=b'9' if separators < 3 => parts[separators] += 1,
            b'-' | b'/' | b'.' | b',' => separators += 1,
            _ => return Fault::NotADate,
        }
    }
    match (separators, parts) {
        (0, [5, ..]) | (1, [5, _, _]) => Fault::SpreadsheetSerial,
        (2, [1..=2, 1..=2, 2]) => Fault::TwoDigitYear,
        (2, [1..=2, 1..=2, 4]) if is_american(text) => Fault::AmericanDate,
        _ => Fault::NotADate,
    }
}

/// Whether the second part of `3/31/2018` is a day that no month number reaches.
fn is_american(text: &[u8]) -> bool {
    let mut parts = text.split(|byte| *byte == b'/');
    let mut part = || parts.next().and_then(|part| number(part, 1));
    matches!((part(), part()), (Some((1..=12, [])), Some((13..=31, []))))
}

/// A month as its first day: `2018-03`, `201803`, `03-2018`, or any date in it.
///
/// # Errors
/// [`Fault::Missing`] where there is none; else why it is not a month.
pub fn month(text: &[u8]) -> Result<Day, Fault> {
    let text = trim(text);
    let digits = match text {
        [a, b, c, d, b'-', e, f] | [a, b, c, d, e, f] | [e, f, b'-' | b'/', a, b, c, d] => {
            [*a, *b, *c, *d, *e, *f, b'0', b'1']
        }
        _ => {
            return match day(text) {
                Ok(Some(day)) => Ok(day.first_of_month()),
                Ok(None) => Err(Fault::Missing),
                Err(Fault::NotADate) => Err(Fault::NotAMonth),
                Err(fault) => Err(fault),
            };
        }
    };
    let [year, month, _] = numbers(u64::from_le_bytes(digits)).ok_or(Fault::NotAMonth)?;
    if !(1..=12).contains(&month) {
        return Err(Fault::NotAMonth);
    }
    Day::from_ymd(year, month, 1).ok_or(Fault::YearOutOfRange)
}

/// A year of birth of four digits, or `None` where it is missing (`0000` and `9999` too).
///
/// # Errors
/// [`Fault::NotABirthYear`] for any other text, [`Fault::YearOutOfRange`] outside 1850–2999.
pub fn birth_year(text: &[u8]) -> Result<Option<i32>, Fault> {
    let text = trim(text);
    match text {
        b"0000" | b"9999" => Ok(None),
        [a, b, c, d] if a.is_ascii_digit() => {
            let digits = [*a, *b, *c, *d, b'0', b'1', b'0', b'1'];
            let [year, ..] = numbers(u64::from_le_bytes(digits)).ok_or(Fault::NotABirthYear)?;
            let in_range = (1850..=2999).contains(&year);
            in_range.then_some(Some(year)).ok_or(Fault::YearOutOfRange)
        }
        _ if says_missing(text) => Ok(None),
        _ => Err(Fault::NotABirthYear),
    }
}

#[cfg(test)]
#[path = "day_tests.rs"]
mod tests;
