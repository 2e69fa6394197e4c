//! Identifiers as numbers: equal texts get equal keys, different texts different ones.
//!
//! Leading zeros count, so a run of digits is numbered together with its length. A text before the
//! digits (`P0012345`) is looked up once and numbered too, so that identifiers of one system need no
//! memory of their own. Only texts of another form are kept. A key is local to its dataset and never shown.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::dataset::kind::Field;
use crate::dataset::notation::Seen;
use crate::dataset::value::{Fault, FieldText, Head, IdentifierText, identifier};

/// An identifier of a person, case, placement or participation within one dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Key(pub(crate) u64);

impl Key {
    /// No identifier.
    pub(crate) const NONE: Self = Self(0);

    /// Whether there is none.
    pub(crate) const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The key of the same number without zeros in front, where the identifier is up to 13 digits and nothing else.
    pub(crate) fn without_zeros(self) -> Self {
        let Some((_, value)) = self.digits() else { return self };
        let length = (1..=DIGITS).find(|length| value < SHORTER[*length] * 9 + 1);
        length.map_or(self, |length| Self(1 + SHORTER[length] + value))
    }

    /// Length and value of an identifier of up to 13 digits and nothing else.
    pub(crate) const fn digits(self) -> Option<(usize, u64)> {
        if self.0 <= 1 || self.0 > PER_PREFIX {
            return None;
        }
        // there are (10^length − 1) / 9 shorter runs; 1233 / 4096 is the logarithm of 2, near enough
        let run = self.0 - 1;
        let bits = (u64::BITS - (9 * run + 1).leading_zeros()) as usize;
        let most = (bits * 1_233) >> 12;
        let length = if run < SHORTER[most] { most - 1 } else { most };
        Some((length, run - SHORTER[length]))
    }
}

const DIGITS: usize = 13;
/// More than all runs of up to 13 digits: (10^14 − 10) / 9 of them.
const PER_PREFIX: u64 = 1 << 44;
/// How many runs of digits are shorter than each length, the empty run among them: 0, 1, 11, 111, …
const SHORTER: [u64; DIGITS + 2] = {
    let mut shorter = [0; DIGITS + 2];
    let mut length = 1;
    while length < DIGITS + 2 {
        shorter[length] = shorter[length - 1] * 10 + 1;
        length += 1;
    }
    shorter
};
const PREFIXES: usize = 1 << 18;
const OTHER: u64 = 1 << 63;

/// The identifiers of one dataset that a number alone cannot hold.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    shared: Mutex<Texts>,
}

/// All identifiers of one run that has to name rows. Deliveries that share them can be compared by their keys.
#[derive(Debug, Clone, Default)]
pub(crate) struct Identifiers {
    /// Cases.
    pub(crate) cases: Arc<Keys>,
    /// Persons.
    pub(crate) persons: Arc<Keys>,
    /// Placements.
    pub(crate) placements: Arc<Keys>,
    /// Participations.
    pub(crate) participations: Arc<Keys>,
}

#[derive(Debug, Default)]
struct Texts {
    prefixes: Table,
    others: Table,
}

#[derive(Debug, Default)]
struct Table {
    numbers: FxHashMap<Box<[u8]>, u64>,
    texts: Vec<Box<[u8]>>,
}

impl Table {
    fn number(&mut self, text: &[u8]) -> u64 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.texts.len() as u64;
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        number
    }
}

/// The key of an identifier that is plainly written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PlainKey {
    key: Key,
    /// It has a zero in front.
    is_padded: bool,
}

/// One thread's way to the keys of a dataset; remembers the prefix it saw last, and what the identifiers look like.
#[derive(Debug)]
pub(crate) struct KeyReader<'a> {
    keys: &'a Keys,
    last_prefix: Vec<u8>,
    /// The same as a number, and how many letters, where it is letters only, and few of them.
    last_letters: Option<(u64, u32)>,
    last_number: u64,
    guarded: u64,
    decimal: u64,
    fillers: u64,
    padded: u64,
}

impl Keys {
    /// A reader for one thread.
    pub(crate) fn reader(&self) -> KeyReader<'_> {
        KeyReader {
            keys: self,
            last_prefix: Vec::new(),
            last_letters: None,
            last_number: 0,
            guarded: 0,
            decimal: 0,
            fillers: 0,
            padded: 0,
        }
    }

    /// The identifier's own text, for a tie that is decided by text and for the list of cases.
    pub(crate) fn text(&self, key: Key) -> String {
        let texts = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if key.is_none() {
            return String::new();
        }
        let number = key.0 - 1;
        if number >= OTHER {
            return shown(&texts.others, number - OTHER);
        }
        let (prefix, mut run) = (number / PER_PREFIX, number % PER_PREFIX);
        let prefix = if prefix == 0 { String::new() } else { shown(&texts.prefixes, prefix - 1) };
        let (mut length, mut of_length) = (0, 1);
        while run >= of_length {
            run -= of_length;
            of_length *= 10;
            length += 1;
        }
        if length == 0 { prefix } else { format!("{prefix}{run:0length$}") }
    }
}

fn shown(table: &Table, number: u64) -> String {
    let text = usize::try_from(number).ok().and_then(|number| table.texts.get(number));
    text.map(|text| String::from_utf8_lossy(text).into_owned()).unwrap_or_default()
}

impl KeyReader<'_> {
    /// The key of an identifier as it stands in the export, its wrapping taken off.
    ///
    /// # Errors
    /// [`Fault::RoundedNumber`] where a spreadsheet has made several identifiers one.
    pub(crate) fn key(&mut self, text: FieldText<'_>) -> Result<Key, Fault> {
        let text = match identifier(text.trimmed()) {
            IdentifierText::Missing => return Ok(Key::NONE),
            IdentifierText::Rounded => return Err(Fault::RoundedNumber),
            IdentifierText::Filler => {
                self.fillers += 1;
                return Ok(Key::NONE);
            }
            IdentifierText::Plain(text) => text,
            IdentifierText::Guarded(text) => {
                self.guarded += 1;
                text
            }
            IdentifierText::Decimal(text) => {
                self.decimal += 1;
                text
            }
        };
        Ok(self.key_of(text))
    }

    /// The key of an identifier that is plainly written: digits, or the letters met last and digits, or nothing. `None`
    /// where it takes care to read it.
    #[inline(always)]
    pub(crate) fn plain(&self, text: Option<Head>) -> Option<PlainKey> {
        let Some(text) = text else { return Some(PlainKey::default()) };
        let [first, ..] = text.bytes[0].to_le_bytes();
        if !first.is_ascii_digit() {
            return self.behind_letters(text);
        }
        let (length, value) = (text.length as usize, text.digits()?);
        if length > DIGITS {
            return None;
        }
        let number = SHORTER[length].wrapping_add(value);
        let is_filler =
            length >= 6 && (value == 0 || number.wrapping_add(1) == SHORTER[length + 1]);
        let is_padded = first == b'0' && length > 1;
        (!is_filler).then_some(PlainKey { key: Key(number.wrapping_add(1)), is_padded })
    }

    #[inline]
    fn behind_letters(&self, text: Head) -> Option<PlainKey> {
        let (letters, length) = self.last_letters?;
        let digits = text.behind(letters, length)?;
        let length = (digits.length as usize).min(DIGITS + 1);
        let number = SHORTER[length].wrapping_add(digits.digits()?);
        let is_run = length <= DIGITS;
        is_run.then_some(PlainKey {
            key: Key(self.last_number.wrapping_mul(PER_PREFIX).wrapping_add(number + 1)),
            is_padded: false,
        })
    }

    /// Takes a key that is plainly written.
    #[inline(always)]
    pub(crate) fn take(&mut self, PlainKey { key, is_padded }: PlainKey) -> Key {
        self.padded += u64::from(is_padded);
        key
    }

    /// What was seen since the last time, counted for a column.
    pub(crate) fn take_seen(&mut self, field: Field, seen: &mut Seen) {
        seen.count("formula_guard", field, std::mem::take(&mut self.guarded));
        seen.count(POINT_ZERO, field, std::mem::take(&mut self.decimal));
        seen.count("all_nines", field, std::mem::take(&mut self.fillers));
        seen.count(PADDED, field, std::mem::take(&mut self.padded));
    }

    /// The key of an identifier's own text.
    fn key_of(&mut self, text: &[u8]) -> Key {
        self.padded += u64::from(text[0] == b'0' && text.len() > 1);
        let digits = text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let (prefix, run) = text.split_at(text.len() - digits.min(DIGITS));
        let value = run.iter().fold(0, |value, digit| value * 10 + u64::from(digit - b'0'));
        let number = SHORTER[run.len()] + value;
        if prefix.is_empty() {
            return Key(1 + number);
        }
        if run.is_empty() || (prefix != self.last_prefix && !self.turn_to(prefix)) {
            let mut texts = self.keys.shared.lock().unwrap_or_else(PoisonError::into_inner);
            return Key(1 + OTHER + texts.others.number(text));
        }
        Key(1 + self.last_number * PER_PREFIX + number)
    }

    /// Looks a prefix up; false where it is new and there are too many already, as with random texts.
    fn turn_to(&mut self, prefix: &[u8]) -> bool {
        let mut texts = self.keys.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let full = texts.prefixes.texts.len() >= PREFIXES;
        if full && !texts.prefixes.numbers.contains_key(prefix) {
            return false;
        }
        self.last_number = 1 + texts.prefixes.number(prefix);
        self.last_prefix = prefix.to_vec();
        let is_short = prefix.len() <= size_of::<u64>();
        let is_plain = is_short && prefix.iter().all(u8::is_ascii_alphabetic);
        self.last_letters = is_plain.then(|| {
            let Head { bytes: [letters, _], length } = FieldText::of(prefix).head();
            (letters, length)
        });
        true
    }
}

/// The id under which identifiers with a zero in front are counted: nothing to say, but something to look at.
pub(crate) const PADDED: &str = "padded";
/// The id under which identifiers and codes are counted that had a decimal that says nothing.
pub(crate) const POINT_ZERO: &str = "numbers_with_point_zero";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_key_is_its_text_and_nothing_else(texts in prop::collection::vec(
            "[0-9]{1,4}|[0-9]{12,20}|[A-Z]{1,2}[0-9]{0,4}|[a-z0-9-]{1,24}|é{1,2}", 1..60)) {
            let keys = Keys::default();
            let mut reader = keys.reader();
            let numbered: Vec<Key> = texts.iter().map(|text| reader.key_of(text.as_bytes())).collect();
            for (key, text) in numbered.iter().zip(&texts) {
                prop_assert_eq!(&keys.text(*key), text);
                prop_assert!(!key.is_none());
                let is_short = text.len() <= DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
                let digits = is_short.then(|| (text.len(), text.parse().unwrap_or_default()));
                prop_assert_eq!(key.digits(), digits);
            }
            for (left, left_text) in numbered.iter().zip(&texts) {
                for (right, right_text) in numbered.iter().zip(&texts) {
                    prop_assert_eq!(left == right, left_text == right_text);
                }
            }
        }
    }

    #[test]
    fn leading_zeros_count_and_nothing_is_no_key() {
        let keys = Keys::default();
        let mut reader = keys.reader();
        let mut key = |text: &str| reader.key(FieldText::of(text.as_bytes()));
        assert_ne!(key("0363"), key("363"));
        assert_ne!(key("0"), key("00"));
        assert_eq!((key(""), key("  ")), (Ok(Key::NONE), Ok(Key::NONE)));
    }

    #[test]
    fn an_identifier_is_its_number_whatever_is_wrapped_around_it() {
        let keys = Keys::default();
        let mut reader = keys.reader();
        let plain = reader.key(FieldText::of(b"00501"));
        for text in ["=\"00501\"", "'00501", "\u{200b}00501", "00501.0"] {
            assert_eq!(reader.key(FieldText::of(text.as_bytes())), plain, "{text}");
        }
        for text in ["999999", "000000", "99999999", "999999999999", "NULL", "-", "onbekend"] {
            assert_eq!(reader.key(FieldText::of(text.as_bytes())), Ok(Key::NONE), "{text}");
        }
        for text in ["99999", "00000", "9999998", "100000", "999990"] {
            assert_ne!(reader.key(FieldText::of(text.as_bytes())), Ok(Key::NONE), "{text}");
        }
        assert_eq!(reader.key(FieldText::of(b"1,00000E+15")), Err(Fault::RoundedNumber));
        let mut seen = Seen::default();
        reader.take_seen(Field::PersonId, &mut seen);
        let counted: Vec<_> = seen.counts.iter().map(|((id, _), count)| (*id, *count)).collect();
        let expected =
            [("all_nines", 4), ("formula_guard", 2), ("numbers_with_point_zero", 1), (PADDED, 6)];
        assert_eq!(counted, expected);
    }
}
