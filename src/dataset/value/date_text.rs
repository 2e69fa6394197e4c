//! The grammar of a date: what stands in the text, before the notation of its column is known.
//!
//! A slashed date may have the day or the month first, and a whole number may count the days of a spreadsheet:
//! only the other values of the column decide. Everything else can be read in one way only, or not at all.

use super::zone::Moment;
use super::{Fault, says_missing, trim};

/// What a text of a date column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateText {
    /// That there is no date: empty, a word for it, all zeros or all nines.
    Missing,
    /// Year, month and day as they stand; month and day may be 0 where they are not known.
    Date {
        /// Year, month, day.
        ymd: [i32; 3],
        /// The time of day, where it names a zone.
        moment: Option<Moment>,
    },
    /// Two parts and a year between slashes: the column decides which of them is the day.
    Slashed {
        /// The parts in their order.
        parts: [i32; 2],
        /// The year.
        year: i32,
        /// The time of day, where it names a zone.
        moment: Option<Moment>,
    },
    /// A whole number of one to seven digits, which may count the days of a spreadsheet, or be a year.
    Number(i32),
}

/// Reads a text; blanks around it do not count.
///
/// # Errors
/// The [`Fault`] says what stands there instead of a date.
pub(super) fn read(text: &[u8]) -> Result<DateText, Fault> {
    let text = trim(text);
    if says_missing(text) || text.iter().all(|byte| matches!(byte, b'0' | b'-' | b'/' | b'.')) {
        return Ok(DateText::Missing);
    }
    if let Some(found) = whole_number(text) {
        return Ok(found);
    }
    let Some((found, rest)) = written(text).or_else(|| compact(text)) else {
        return Err(misread(text));
    };
    let moment = match trim(rest) {
        [] => None,
        _ => super::zone::time(rest).ok_or(Fault::NotATime)?,
    };
    Ok(match found {
        DateText::Date { ymd: [9999, 99, 99], .. } => DateText::Missing,
        DateText::Date { ymd, .. } => DateText::Date { ymd, moment },
        DateText::Slashed { parts, year, .. } => DateText::Slashed { parts, year, moment },
        other => other,
    })
}

/// Digits only, with at most a `.0` that a script left behind: `20180331`, `43190`, `20180331.0`.
fn whole_number(text: &[u8]) -> Option<DateText> {
    let digits = without_decimal_zero(text);
    let number = number(digits)?;
    match digits.len() {
        8 if number == 99_999_999 => Some(DateText::Missing),
        8 => {
            let ymd = [number / 10_000, number / 100 % 100, number % 100];
            Some(DateText::Date { ymd, moment: None })
        }
        1..=7 => Some(DateText::Number(number)),
        _ => None,
    }
}

/// A number without the `.0` that a script left behind.
pub(super) fn without_decimal_zero(text: &[u8]) -> &[u8] {
    if let [digits @ .., b'.' | b',', b'0'] = text { digits } else { text }
}

/// A date with separators or month names, and what follows it.
fn written(text: &[u8]) -> Option<(DateText, &[u8])> {
    let (first, rest) = part(text)?;
    let (separator, rest) = separator(rest)?;
    let (second, rest) = part(rest)?;
    let (again, rest) = self::separator(rest)?;
    let (third, rest) = part(rest)?;
    let date = |year, month, day| DateText::Date { ymd: [year, month, day], moment: None };
    let found = match (first, second, third) {
        // 2018-03-31, 2018/3/31
        (Part::Number(year, 4), Part::Number(month, 1 | 2), Part::Number(day, 1 | 2))
            if separator == again =>
        {
            date(year, month, day)
        }
        // 31-03-2018, 31.3.2018
        (Part::Number(day, 1 | 2), Part::Number(month, 1 | 2), Part::Number(year, 4))
            if separator == again =>
        {
            match separator {
                b'/' => DateText::Slashed { parts: [day, month], year, moment: None },
                b' ' => return None,
                _ => date(year, month, day),
            }
        }
        // 31-mrt-2018, 31 maart 2018, March 31, 2018
        (Part::Number(day, 1 | 2), Part::Month(month), Part::Number(year, 4))
        | (Part::Month(month), Part::Number(day, 1 | 2), Part::Number(year, 4)) => {
            date(year, month, day)
        }
        _ => return None,
    };
    // digits that go on are no end of a date; 20180331 12:00 comes by another way
    let ends = !rest.first().is_some_and(u8::is_ascii_alphanumeric) || is_time_mark(rest);
    ends.then_some((found, rest))
}

/// Whether a time follows at once, as in `2018-03-31T00:00`.
const fn is_time_mark(rest: &[u8]) -> bool {
    matches!(rest, [b'T' | b't', digit, ..] if digit.is_ascii_digit())
}

/// Eight digits and a time: `20180331 12:00:00`.
fn compact(text: &[u8]) -> Option<(DateText, &[u8])> {
    let (digits, rest) = text.split_at_checked(8)?;
    let number = number(digits)?;
    let ymd = [number / 10_000, number / 100 % 100, number % 100];
    let ends = matches!(rest.first(), Some(b' ' | b'T' | b't'));
    ends.then_some((DateText::Date { ymd, moment: None }, rest))
}

/// One part of a date.
#[derive(Clone, Copy)]
enum Part {
    /// A number, and how many digits it has.
    Number(i32, usize),
    /// A month by its name.
    Month(i32),
}

fn part(text: &[u8]) -> Option<(Part, &[u8])> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits > 0 {
        let (number, rest) = text.split_at(digits);
        return (digits <= 4).then_some((Part::Number(self::number(number)?, digits), rest));
    }
    let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (name, rest) = text.split_at(letters);
    let rest = rest.strip_prefix(b".").filter(|rest| !rest.is_empty()).unwrap_or(rest);
    Some((Part::Month(month_named(name)?), rest))
}

/// The byte between two parts, blanks around it dropped; several blanks are one.
fn separator(text: &[u8]) -> Option<(u8, &[u8])> {
    let rest = trim_start(text);
    match rest {
        [b'-' | b'/' | b'.' | b',', after @ ..] => Some((rest[0], trim_start(after))),
        _ if rest.len() < text.len() => Some((b' ', rest)),
        _ => None,
    }
}

fn trim_start(mut text: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [0xC2, 0xA0, rest @ ..] = text {
        text = rest;
    }
    text
}

/// The value of up to nine digits and nothing else.
pub(super) fn number(digits: &[u8]) -> Option<i32> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    digits.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit().then(|| number * 10 + i32::from(byte - b'0'))
    })
}

/// The number of a month by its Dutch or English name, in full or by its first three letters.
pub(super) fn month_named(name: &[u8]) -> Option<i32> {
    const NAMES: [&[&str]; 12] = [
        &["januari", "january"],
        &["februari", "february"],
        &["maart", "mrt", "march", "maa"],
        &["april"],
        &["mei", "may"],
        &["juni", "june"],
        &["juli", "july"],
        &["augustus", "august"],
        &["september", "sept"],
        &["oktober", "october"],
        &["november"],
        &["december"],
    ];
    let is_named = |known: &&str| {
        let known = known.as_bytes();
        name.eq_ignore_ascii_case(known)
            || known.get(..3).is_some_and(|short| name.eq_ignore_ascii_case(short))
    };
    let place = NAMES.iter().position(|names| names.iter().any(is_named))?;
    i32::try_from(place + 1).ok()
}

/// Why a text is not a date, by its shape.
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
        (2, [1..=2, 1..=2, 2]) => Fault::TwoDigitYear,
        (1, [5, _, _]) => Fault::SpreadsheetSerial,
        _ => Fault::NotADate,
    }
}
