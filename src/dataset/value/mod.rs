//! Text of a field → day, month, cents, hours or birth year: one grammar each, over UTF-8 bytes.
//!
//! A text is read in one way or not at all: whatever could mean two things is a [`Fault`], never a guess.
//! Nothing here allocates, and no bytes make it panic.

mod amount;
mod amount_text;
mod date_text;
mod day;
mod fault;
mod field_text;
mod head;
mod hours;
mod identifier;
mod month;
mod wage_value;
mod zone;

pub use amount::{AmountReader, AmountsSeen};
pub use amount_text::{Amount, Notation, cents};
pub use day::{DateNotation, DateReader, DateUse, DatesSeen, birth_year, day};
pub use fault::Fault;
pub(crate) use field_text::FieldText;
pub(crate) use head::{Head, NotPlain, SHORT, halves};
pub use hours::{HoursReader, HoursSeen, hours};
pub use identifier::{IdentifierText, code_without_decimal, identifier};
pub use month::{month, month_alone, month_in_name};
pub(crate) use wage_value::wage_value;

/// The bytes without blanks around them: spaces, tabs, no-break spaces of any width, and characters that nobody sees
/// (zero width, byte order mark).
pub fn trim(mut text: &[u8]) -> &[u8] {
    loop {
        text = match text {
            [b' ' | b'\t' | b'\r' | b'\n', rest @ ..]
            | [0xC2, 0xA0, rest @ ..]
            | [0xE2, 0x80, 0x80..=0x8F | 0xAF, rest @ ..]
            | [0xE2, 0x81, 0xA0, rest @ ..]
            | [0xEF, 0xBB, 0xBF, rest @ ..]
            | [rest @ .., b' ' | b'\t' | b'\r' | b'\n']
            | [rest @ .., 0xC2, 0xA0]
            | [rest @ .., 0xE2, 0x80, 0x80..=0x8F | 0xAF]
            | [rest @ .., 0xE2, 0x81, 0xA0]
            | [rest @ .., 0xEF, 0xBB, 0xBF] => rest,
            _ => return text,
        };
    }
}

/// Whether the text is one of the words by which exports say that there is no value, in any column.
pub fn says_missing(text: &[u8]) -> bool {
    const WORDS: [&[u8]; 22] = [
        b"-",
        b"--",
        "–".as_bytes(),
        b"?",
        b"na",
        b"\\n",
        b"n.v.t.",
        b"n.v.t",
        b"nvt",
        b"n.b.",
        b"n.b",
        b"n/a",
        b"n.a.",
        b"#n/a",
        b"#n/b",
        b"null",
        b"(null)",
        b"none",
        b"nan",
        b"onbekend",
        b"(onbekend)",
        b"unknown",
    ];
    text.is_empty() || text.len() <= 10 && WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}
