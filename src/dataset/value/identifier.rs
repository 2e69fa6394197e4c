//! Identifiers of cases, persons, placements and participations: text, of which only the wrapping is taken off.

use super::date_text::without_decimal_zero;
use super::{says_missing, trim};

/// What the text of an identifier says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentifierText<'a> {
    /// That there is none.
    Missing,
    /// All nines or all zeros, six digits or more: a filler for "none".
    Filler,
    /// A number that a spreadsheet has rounded (`1,00000E+15`): several identifiers have become one.
    Rounded,
    /// The identifier as it stands.
    Plain(&'a [u8]),
    /// The identifier, without a guard against spreadsheets (`="00501"`, `'00501`).
    Guarded(&'a [u8]),
    /// The identifier, without the decimals (`501.0`) that a script gave it.
    Decimal(&'a [u8]),
}

/// Reads an identifier. Blanks and invisible characters around it do not count; leading zeros do.
pub fn identifier(text: &[u8]) -> IdentifierText<'_> {
    let text = trim(text);
    let bare = unguarded(text);
    let whole = without_decimals(bare);
    if says_missing(whole) {
        IdentifierText::Missing
    } else if is_filler(whole) {
        IdentifierText::Filler
    } else if is_rounded(bare) {
        IdentifierText::Rounded
    } else if whole.len() < bare.len() {
        IdentifierText::Decimal(whole)
    } else if bare.len() < text.len() {
        IdentifierText::Guarded(bare)
    } else {
        IdentifierText::Plain(bare)
    }
}

/// Without what keeps a spreadsheet from reading a number: `="…"`, and an apostrophe in front.
fn unguarded(text: &[u8]) -> &[u8] {
    let inner = match text {
        [b'=', b'"', inner @ .., b'"'] => inner,
        [b'\'', inner @ ..] | [0xE2, 0x80, 0x98 | 0x99, inner @ ..] if !inner.is_empty() => inner,
        _ => return text,
    };
    trim(inner)
}

/// Digits without a point or comma and one or two zeros behind them. Three zeros are thousands: `1.000` and `1` are two
/// identifiers.
fn without_decimals(text: &[u8]) -> &[u8] {
    match text {
        [digits @ .., b'.' | b',', b'0'] | [digits @ .., b'.' | b',', b'0', b'0']
            if is_digits(digits) =>
        {
            digits
        }
        _ => text,
    }
}

/// The digits of a code to which a script gave a decimal (`11.0`); none where the text is anything else.
pub fn code_without_decimal(text: &[u8]) -> Option<&[u8]> {
    let digits = without_decimal_zero(text);
    (digits.len() < text.len() && is_digits(digits)).then_some(digits)
}

fn is_digits(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}

/// All nines or all zeros, of six digits or more.
fn is_filler(text: &[u8]) -> bool {
    text.len() >= 6
        && (text.iter().all(|byte| *byte == b'9') || text.iter().all(|byte| *byte == b'0'))
}

/// Digits with a power of ten behind them, as spreadsheets shorten long numbers.
fn is_rounded(text: &[u8]) -> bool {
    let Some(at) = text.iter().position(|byte| matches!(byte, b'E' | b'e')) else {
        return false;
    };
    let (mantissa, exponent) = (&text[..at], &text[at + 1..]);
    let mut parts = mantissa.splitn(2, |byte| matches!(byte, b'.' | b','));
    let is_mantissa = parts.next().is_some_and(is_digits) && parts.next().is_none_or(is_digits);
    is_mantissa && exponent.strip_prefix(b"+").is_some_and(is_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_wrapping_is_taken_off() {
        use IdentifierText::{Decimal, Filler, Guarded, Missing, Plain, Rounded};
        for (text, found) in [
            ("00501", Plain(b"00501")),
            (" \u{a0}00501\u{200b}", Plain(b"00501")),
            ("\u{feff}00501", Plain(b"00501")),
            ("=\"00501\"", Guarded(b"00501")),
            ("'1002", Guarded(b"1002")),
            ("501.0", Decimal(b"501")),
            ("501,00", Decimal(b"501")),
            ("100", Plain(b"100")),
            ("1.000", Plain(b"1.000")),
            ("12.00", Decimal(b"12")),
            ("P-12.0", Plain(b"P-12.0")),
            ("'", Plain(b"'")),
            ("NULL", Missing),
            ("", Missing),
            ("?", Missing),
            ("999999", Filler),
            ("000000000", Filler),
            ("=\"999999999\"", Filler),
            ("99999", Plain(b"99999")),
            ("1,00000E+15", Rounded),
            ("1.23457e+09", Rounded),
            ("1E+15", Rounded),
            ("12E15", Plain(b"12E15")),
            ("E+15", Plain(b"E+15")),
        ] {
            assert_eq!(identifier(text.as_bytes()), found, "{text}");
        }
    }
}
