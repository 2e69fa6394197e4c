//! Months: alone, as a date in them, or in the name of a file.

#![allow(clippy::many_single_char_names, reason = "the digits of a pattern, one letter each")]

use super::date_text::{month_named, number};
use super::day::{DateReader, day};
use super::{Fault, trim};
use crate::period::Day;

/// A month as its first day: `2018-03`, `201803`, `03-2018`, `maart 2018`, or any date in it. `dates` reads the dates
/// of the column.
///
/// # Errors
/// [`Fault::Missing`] where there is none; else why it is not a month.
pub fn month(text: &[u8], dates: &mut DateReader) -> Result<Day, Fault> {
    let text = trim(text);
    let Some((year, month)) = by_itself(text) else {
        return match dates.day(text) {
            Ok(Some(day)) => Ok(day.first_of_month()),
            Ok(None) => Err(Fault::Missing),
            Err(Fault::NotADate) => Err(Fault::NotAMonth),
            Err(fault) => Err(fault),
        };
    };
    if !(1..=12).contains(&month) {
        return Err(Fault::NotAMonth);
    }
    Day::from_ymd(year, month, 1).ok_or(Fault::YearOutOfRange)
}

/// The first day of a month that stands by itself: `2018-03`, `201803`, `maart 2018`.
pub fn month_alone(text: &[u8]) -> Option<Day> {
    let (year, month) = by_itself(trim(text))?;
    Day::from_ymd(year, month, 1)
}

/// The first day of the month in a file's name: a year and a month beside each other, as in
/// `bus-2018-01.csv`, `201801 uitkeringen.csv` or `lijst maart 2018.xlsx`.
pub fn month_in_name(name: &str) -> Option<Day> {
    let parts: Vec<&str> = name
        .split(|character: char| !character.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let of_one = |part: &&str| (part.len() == 6).then(|| month_alone(part.as_bytes())).flatten();
    let of_two = |pair: &[&str]| month_alone(format!("{}-{}", pair[0], pair[1]).as_bytes());
    let of_date = |part: &&str| {
        (part.len() == 8)
            .then(|| day(part.as_bytes()).ok().flatten())
            .flatten()
            .map(Day::first_of_month)
    };
    let mut found: Vec<Day> = parts.iter().filter_map(of_one).collect();
    found.extend(parts.windows(2).filter_map(of_two));
    found.extend(parts.iter().filter_map(of_date));
    found.dedup();
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// Year and month where nothing else stands in the text.
fn by_itself(text: &[u8]) -> Option<(i32, i32)> {
    let text = match text {
        [a, b, c, d, e, f, b'.' | b',', b'0'] => &[*a, *b, *c, *d, *e, *f],
        text => text,
    };
    if let [a, b, c, d, e, f] = text
        && let Some(both) = number(&[*a, *b, *c, *d, *e, *f])
    {
        return Some((both / 100, both % 100));
    }
    let is_separator = |byte: &u8| matches!(byte, b'-' | b'/' | b'.' | b' ' | b'M' | b'm');
    let at = text.iter().position(|byte| !byte.is_ascii_digit() && is_separator(byte));
    let named = || {
        let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (name, year) = text.split_at(letters);
        let year = year.trim_ascii_start();
        let year = year.strip_prefix(b"-").or(year.strip_prefix(b".")).unwrap_or(year);
        let year = year.trim_ascii();
        Some((number(year).filter(|_| year.len() == 4)?, month_named(name)?))
    };
    let Some(at) = at.filter(|at| *at > 0) else { return named() };
    let (first, second) = (&text[..at], text[at + 1..].trim_ascii());
    let is_year = |part: &[u8]| part.len() == 4;
    match (number(first), number(second)) {
        (Some(year), Some(month)) if is_year(first) && second.len() <= 2 => Some((year, month)),
        (Some(month), Some(year)) if is_year(second) && first.len() <= 2 => Some((year, month)),
        (Some(year), None) if is_year(first) => Some((year, month_named(second)?)),
        // a name may hold the letter M, or a separator may follow it
        _ => named(),
    }
}
