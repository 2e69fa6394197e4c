//! Text of a field → day, month, cents, hours or birth year: one grammar each, over UTF-8 bytes.
//!
//! A text is read in one way or not at all: whatever could mean two things is a [`Fault`], never a guess.
//! Nothing here allocates, and no bytes make it panic.

mod amount;
mod day;
mod fault;
mod hours;

pub use amount::{Amount, Notation, cents};
pub use day::{birth_year, day, month};
pub use fault::Fault;
pub use hours::hours;

/// The bytes without blanks around them: spaces, tabs and no-break spaces.
pub fn trim(mut text: &[u8]) -> &[u8] {
    loop {
        text = match text {
            [b' ' | b'\t' | b'\r' | b'\n', rest @ ..]
            | [0xC2, 0xA0, rest @ ..]
            | [rest @ .., b' ' | b'\t' | b'\r' | b'\n']
            | [rest @ .., 0xC2, 0xA0] => rest,
            _ => return text,
        };
    }
}

/// Whether the text is one of the words by which exports say that there is no value.
pub fn says_missing(text: &[u8]) -> bool {
    const WORDS: [&[u8]; 18] = [
        b"-",
        b"--",
        "–".as_bytes(),
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
        b"unknown",
    ];
    text.is_empty() || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}
