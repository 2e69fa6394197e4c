//! The text of an amount → cents, or both readings where only the other values of the column decide.

use super::{Fault, says_missing, trim};

/// How an amount is written, where it shows that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// Decimals after a comma (`1.234,50`), as in the Netherlands.
    Comma,
    /// Decimals after a point (`1,234.50`), as databases write.
    Point,
}

/// What the text of an amount holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Nothing, or a word for it (`-`, `n.v.t.`, `NULL`); never 0.
    Missing,
    /// An amount that can be read in one way only.
    Exact {
        /// The amount in cents.
        cents: i64,
        /// The notation, where the text shows it.
        notation: Option<Notation>,
    },
    /// An amount such as `1.234`: one thousand or one and a bit.
    Ambiguous {
        /// The amount in cents where the separator divides thousands.
        cents: i64,
        /// The separator: `.` or `,`.
        separator: u8,
    },
}

/// An amount in cents: `1.234,50`, `1234,50`, `1234.50`, `€ 1.234,50`, `12,-`, with a sign before or after.
///
/// Spaces, no-break spaces and apostrophes may divide thousands.
///
/// # Errors
/// The [`Fault`] says why the text is not an amount of whole cents.
#[inline]
pub fn cents(text: &[u8]) -> Result<Amount, Fault> {
    match plain(text) {
        Some(amount) => Ok(amount),
        None => careful(text),
    }
}

/// Digits with two decimals, or `1.234,50`, or digits only: nearly every amount there is.
#[inline]
fn plain(text: &[u8]) -> Option<Amount> {
    let (whole, notation, decimals) = match text {
        [whole @ .., b',', a, b] => (whole, Some(Notation::Comma), [*a, *b]),
        [whole @ .., b'.', a, b] => (whole, Some(Notation::Point), [*a, *b]),
        whole => (whole, None, [b'0', b'0']),
    };
    let euros = match (notation, whole) {
        (Some(Notation::Comma), [first, rest @ .., b'.', a, b, c])
        | (Some(Notation::Point), [first, rest @ .., b',', a, b, c])
            if *first != b'0' && rest.len() < 3 =>
        {
            let thousands = number(rest, number(&[*first], 0)?)?;
            number(&[*a, *b, *c], thousands)?
        }
        (_, []) => return None,
        _ => number(whole, 0)?,
    };
    let cents = number(&decimals, euros)?;
    Some(Amount::Exact { cents, notation })
}

/// The digits after those of `before`; `None` where there are other bytes, or too many to be plain.
#[inline]
fn number(digits: &[u8], before: i64) -> Option<i64> {
    if digits.len() > 14 {
        return None;
    }
    let mut number = before;
    let mut all_digits = true;
    for &byte in digits {
        all_digits &= byte.is_ascii_digit();
        // Bytes that are no digits count up to 255, which stays within the type at 14 + 2 places.
        number = number * 10 + i64::from(byte.wrapping_sub(b'0'));
    }
    all_digits.then_some(number)
}

fn careful(text: &[u8]) -> Result<Amount, Fault> {
    let text = trim(text);
    if says_missing(text) {
        return Ok(Amount::Missing);
    }
    let (negative, text) = strip_sign_and_currency(text)?;
    // the accounting format of spreadsheets writes zero as a dash behind the currency
    if matches!(text, b"-" | b"--") || text == "–".as_bytes() || text.is_empty() && negative {
        return Ok(Amount::Exact { cents: 0, notation: None });
    }
    if let Some(whole) = strip_dashes(text) {
        let digits = Digits::read(whole)?;
        let thousands = digits.thousands(Separator::Point).ok_or(Fault::NotAnAmount)?;
        let cents = signed(thousands, 100, 0, negative)?;
        let notation = Some(Notation::Comma);
        return Ok(Amount::Exact { cents, notation });
    }
    Digits::read(text)?.amount(negative)
}

/// The text without its sign and its `€` or `EUR`, each at most once, before or after.
fn strip_sign_and_currency(mut text: &[u8]) -> Result<(bool, &[u8]), Fault> {
    let mut sign = None;
    let mut currency = false;
    loop {
        let (found_sign, rest) = match text {
            [b'-', rest @ ..] | [0xE2, 0x88, 0x92, rest @ ..] if !rest.is_empty() => {
                (Some(true), rest)
            }
            [b'+', rest @ ..] => (Some(false), rest),
            [0xE2, 0x82, 0xAC, rest @ ..]
            | [rest @ .., 0xE2, 0x82, 0xAC]
            | [b'E' | b'e', b'U' | b'u', b'R' | b'r', rest @ ..]
            | [rest @ .., b'E' | b'e', b'U' | b'u', b'R' | b'r'] => (None, rest),
            [rest @ .., b'-'] if !rest.is_empty() && !ends_in_dashes(text) => (Some(true), rest),
            [rest @ .., b'+'] => (Some(false), rest),
            _ => return Ok((sign.unwrap_or(false), text)),
        };
        let twice = match found_sign {
            Some(negative) => sign.replace(negative).is_some(),
            None => std::mem::replace(&mut currency, true),
        };
        if twice {
            return Err(Fault::NotAnAmount);
        }
        text = trim(rest);
    }
}

/// Whether the text ends in `,-` or `,--`: the Dutch way to write whole euros, not a minus sign.
fn ends_in_dashes(text: &[u8]) -> bool {
    text.ends_with(b",-") || text.ends_with(b",--")
}

fn strip_dashes(text: &[u8]) -> Option<&[u8]> {
    text.strip_suffix(b",--").or_else(|| text.strip_suffix(b",-"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Point,
    Comma,
    Blank,
    Apostrophe,
}

/// Digits in groups: `1.234,50` is 1, 234 and 50.
struct Digits {
    /// All digits before the last separator, or all where there is none.
    before: i64,
    /// The digits after the last separator.
    last: i64,
    /// The number of digits after the last separator.
    last_length: usize,
    /// The last separator.
    separator: Option<Separator>,
    /// The separator of the groups before it; the same one throughout.
    earlier: Option<Separator>,
    /// Whether the digits before the last separator are well grouped: three by three, no zero in front.
    grouped: bool,
    /// The number of digits in the first group.
    first_length: usize,
    /// Whether the first digit is a zero.
    zero_first: bool,
    /// How many zeros stand at the very end.
    zeros: usize,
}

impl Digits {
    fn read(mut text: &[u8]) -> Result<Self, Fault> {
        let mut digits = Self {
            before: 0,
            last: 0,
            last_length: 0,
            separator: None,
            earlier: None,
            grouped: true,
            first_length: 0,
            zero_first: text.first() == Some(&b'0'),
            zeros: text.iter().rev().take_while(|byte| **byte == b'0').count(),
        };
        while let Some((&byte, rest)) = text.split_first() {
            text = rest;
            if byte.is_ascii_digit() {
                digits.last = push(digits.last, i64::from(byte - b'0'), 10)?;
                digits.last_length += 1;
                continue;
            }
            let (separator, rest) = match (byte, rest) {
                (b'.', rest) => (Separator::Point, rest),
                (b',', rest) => (Separator::Comma, rest),
                (b' ', rest) | (0xC2, [0xA0, rest @ ..]) | (0xE2, [0x80, 0xAF, rest @ ..]) => {
                    (Separator::Blank, rest)
                }
                (b'\'', rest) | (0xE2, [0x80, 0x99, rest @ ..]) => (Separator::Apostrophe, rest),
                _ => return Err(Fault::NotAnAmount),
            };
            text = rest;
            digits.close_group(separator)?;
        }
        if digits.last_length == 0 {
            return Err(Fault::NotAnAmount);
        }
        if digits.separator.is_none() {
            digits.first_length = digits.last_length;
        }
        Ok(digits)
    }

    fn close_group(&mut self, separator: Separator) -> Result<(), Fault> {
        match self.separator {
            None => self.first_length = self.last_length,
            Some(previous) => {
                self.grouped &= self.last_length == 3;
                self.grouped &= self.earlier.is_none_or(|earlier| earlier == previous);
                self.earlier = Some(previous);
            }
        }
        let scale = 10_i64
            .checked_pow(u32::try_from(self.last_length).unwrap_or(u32::MAX))
            .ok_or(Fault::AmountTooLarge)?;
        self.before = push(self.before, self.last, scale)?;
        (self.last, self.last_length) = (0, 0);
        self.separator = Some(separator);
        Ok(())
    }

    /// Whether the groups before the last separator can be thousands.
    fn begins_like_thousands(&self) -> bool {
        self.grouped && (1..=3).contains(&self.first_length) && !self.zero_first
    }

    /// All digits as one number, where no separator or only this one divides them three by three.
    fn thousands(&self, only: Separator) -> Option<i64> {
        let Some(separator) = self.separator else {
            return Some(self.last);
        };
        let same = separator == only && self.earlier.is_none_or(|earlier| earlier == only);
        let fits = same && self.begins_like_thousands() && self.last_length == 3;
        fits.then_some(self.before)?.checked_mul(1000)?.checked_add(self.last)
    }

    fn amount(&self, negative: bool) -> Result<Amount, Fault> {
        let Some(separator) = self.separator else {
            let cents = signed(self.last, 100, 0, negative)?;
            return Ok(Amount::Exact { cents, notation: None });
        };
        let (byte, as_decimal, as_thousands) = match separator {
            Separator::Point => (b'.', Some(Notation::Point), Some(Notation::Comma)),
            Separator::Comma => (b',', Some(Notation::Comma), Some(Notation::Point)),
            Separator::Blank | Separator::Apostrophe => (0, None, None),
        };
        let repeated = self.earlier == Some(separator);
        let groups = self.begins_like_thousands() && (self.earlier.is_none() || repeated);
        if self.last_length == 3 && groups {
            let all = push(self.before, self.last, 1000)?;
            let cents = signed(all, 100, 0, negative)?;
            return Ok(if repeated || as_decimal.is_none() {
                Amount::Exact { cents, notation: as_thousands }
            } else {
                Amount::Ambiguous { cents, separator: byte }
            });
        }
        let well_begun = self.earlier.is_none() || self.begins_like_thousands();
        // databases write four decimals of which the last two are zeros
        let beyond = self.last_length.saturating_sub(2);
        if as_decimal.is_none() || repeated || !well_begun || self.zeros < beyond || beyond > 8 {
            return Err(Fault::AmountDecimals);
        }
        let scale = 10_i64.pow(u32::try_from(beyond).unwrap_or(0));
        let decimals = if self.last_length == 1 { self.last * 10 } else { self.last / scale };
        let cents = signed(self.before, 100, decimals, negative)?;
        Ok(Amount::Exact { cents, notation: as_decimal })
    }
}

/// `number` × `scale` + `more`.
fn push(number: i64, more: i64, scale: i64) -> Result<i64, Fault> {
    let scaled = number.checked_mul(scale).and_then(|scaled| scaled.checked_add(more));
    scaled.ok_or(Fault::AmountTooLarge)
}

fn signed(number: i64, scale: i64, more: i64, negative: bool) -> Result<i64, Fault> {
    let cents = push(number, more, scale)?;
    Ok(if negative { -cents } else { cents })
}
