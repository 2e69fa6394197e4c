//! One key of `outflow.toml` with its place, how it is taken over, and what its value may be.

use std::ops::RangeInclusive;

use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, Error as WordError};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ConfigError, ConfigFault};
use super::nearest::nearest;
use crate::dataset::value::{self, Amount};
use crate::number::Cents;
use crate::period::Day;

/// A text that is read, with its name for messages.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) file: &'a str,
    pub(super) content: &'a str,
    /// The keys of tables whose names are known, each table with a point behind it.
    pub(super) tables: &'a [(&'static str, Vec<&'static str>)],
}

/// The keys that a table may have, each with how it is taken over into a `T`.
pub(super) type Keys<T> =
    &'static [(&'static str, fn(&mut T, &Entry<'_>) -> Result<(), ConfigError>)];

/// The names of the keys of a table.
pub(super) fn names<T>(keys: Keys<T>) -> Vec<&'static str> {
    keys.iter().map(|(name, _)| *name).collect()
}

/// Puts a value that could be read in its place.
pub(super) fn set<P: From<T>, T>(
    place: &mut P,
    value: Result<T, ConfigError>,
) -> Result<(), ConfigError> {
    *place = value?.into();
    Ok(())
}

impl Text<'_> {
    pub(super) fn error(
        self,
        offset: usize,
        key: Option<String>,
        fault: ConfigFault,
    ) -> ConfigError {
        let before = self.content.as_bytes().get(..offset).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', before).count();
        ConfigError {
            file: self.file.to_owned(),
            line: u64::try_from(lines).ok().map(|lines| lines + 1),
            key,
            fault,
        }
    }
}

/// A key with its value.
pub(super) struct Entry<'a> {
    text: Text<'a>,
    /// The key itself.
    pub(super) key: &'a str,
    /// The key with its tables.
    pub(super) path: String,
    offset: usize,
    value: &'a DeValue<'a>,
}

/// The entries of a table in the order of the file.
pub(super) fn entries<'a>(text: Text<'a>, table: &'a DeTable<'a>, path: &str) -> Vec<Entry<'a>> {
    let entry = |(key, value): (&'a Spanned<_>, &'a Spanned<DeValue<'a>>)| {
        let name: &'a std::borrow::Cow<'a, str> = key.get_ref();
        Entry {
            text,
            key: name,
            path: if path.is_empty() { name.to_string() } else { format!("{path}.{name}") },
            offset: key.span().start,
            value: value.get_ref(),
        }
    };
    let mut entries: Vec<_> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.offset);
    entries
}

impl<'a> Entry<'a> {
    pub(super) fn error(&self, fault: ConfigFault) -> ConfigError {
        self.text.error(self.offset, Some(self.path.clone()), fault)
    }

    pub(super) fn bad(&self, expected: &'static str) -> ConfigError {
        let found = match self.value {
            DeValue::String(text) => format!("\"{}\"", text.chars().take(40).collect::<String>()),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Datetime(time) => time.to_string(),
            other => format!("of type {}", other.type_str()),
        };
        self.error(ConfigFault::BadValue { found, expected })
    }

    /// Takes over a table by its keys, in the order of the file.
    pub(super) fn read_into<T>(&self, target: &mut T, keys: Keys<T>) -> Result<(), ConfigError> {
        self.table()?.iter().try_for_each(|entry| entry.take_over(target, keys))
    }

    /// Takes over the value by its key.
    pub(super) fn take_over<T>(&self, target: &mut T, keys: Keys<T>) -> Result<(), ConfigError> {
        match keys.iter().find(|(name, _)| *name == self.key) {
            Some((_, read)) => read(target, self),
            None => Err(self.unknown(&names(keys))),
        }
    }

    /// Whether the value is a table.
    pub(super) const fn is_table(&self) -> bool {
        matches!(self.value, DeValue::Table(_))
    }

    pub(super) fn table(&self) -> Result<Vec<Entry<'a>>, ConfigError> {
        match self.value {
            DeValue::Table(table) => Ok(entries(self.text, table, &self.path)),
            _ => Err(self.bad("a table")),
        }
    }

    /// A text that is not blank.
    pub(super) fn string(&self, expected: &'static str) -> Result<&'a str, ConfigError> {
        text(self.value).ok_or_else(|| self.bad(expected))
    }

    /// One of the words that a `T` is written as.
    pub(super) fn word<T: Deserialize<'a>>(
        &self,
        expected: &'static str,
    ) -> Result<T, ConfigError> {
        let word = BorrowedStrDeserializer::<WordError>::new(self.string(expected)?);
        T::deserialize(word).map_err(|_| self.bad(expected))
    }

    /// A text that is not blank, as a value of its own.
    pub(super) fn text(&self, expected: &'static str) -> Result<String, ConfigError> {
        self.string(expected).map(str::to_owned)
    }

    /// True for the one word that the key takes.
    pub(super) fn only_word(
        &self,
        word: &str,
        expected: &'static str,
    ) -> Result<bool, ConfigError> {
        if self.string(expected)? == word { Ok(true) } else { Err(self.bad(expected)) }
    }

    /// Any text, as it stands.
    pub(super) fn raw_string(&self, expected: &'static str) -> Result<&'a str, ConfigError> {
        self.value.as_str().ok_or_else(|| self.bad(expected))
    }

    pub(super) fn day(&self) -> Result<Day, ConfigError> {
        const EXPECTED: &str = "a date such as 2018-12-31, in a year from 1850 to 2999";
        let day = match self.value {
            DeValue::Datetime(time) if time.time.is_none() => time.date.and_then(|date| {
                Day::from_ymd(date.year.into(), date.month.into(), date.day.into())
            }),
            DeValue::String(text) => value::day(text.as_bytes()).ok().flatten(),
            _ => None,
        };
        day.ok_or_else(|| self.bad(EXPECTED))
    }

    /// A key that does not exist, with the nearest one that does; `here` are the other keys of its table.
    pub(super) fn unknown(&self, here: &[&str]) -> ConfigError {
        let nearest = nearest(self.text.tables, &self.path, self.key, here);
        self.error(ConfigFault::UnknownKey { nearest })
    }

    /// The year that the key is; `here` are the other keys of its table.
    pub(super) fn year(&self, here: &[&str]) -> Result<i32, ConfigError> {
        let year = self.key.parse().ok().filter(|_| self.key.len() == 4);
        let year: i32 = year.ok_or_else(|| self.unknown(here))?;
        if Day::YEARS.contains(&year) {
            return Ok(year);
        }
        Err(self.error(ConfigFault::YearOutOfRange))
    }

    pub(super) fn whole(
        &self,
        range: RangeInclusive<i32>,
        expected: &'static str,
    ) -> Result<i32, ConfigError> {
        let number = whole(self.value).filter(|number| range.contains(number));
        number.ok_or_else(|| self.bad(expected))
    }

    pub(super) fn wholes(&self) -> Option<Vec<i32>> {
        self.value.as_array()?.iter().map(|value| whole(value.get_ref())).collect()
    }

    /// A list of texts, none of them blank and at least one.
    pub(super) fn strings(&self, expected: &'static str) -> Result<Vec<String>, ConfigError> {
        let values = self.value.as_array().into_iter().flatten();
        let texts = values.map(|value| text(value.get_ref()).map(str::to_owned)).collect();
        let texts: Option<Vec<_>> = texts;
        texts.filter(|texts| !texts.is_empty()).ok_or_else(|| self.bad(expected))
    }

    /// A number as it is written; a float is never computed with.
    fn digits(&self) -> Option<&'a str> {
        match self.value {
            DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str()),
            DeValue::Float(number) => Some(number.as_str()),
            DeValue::String(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn hours(&self) -> Result<i64, ConfigError> {
        let digits = self.digits().unwrap_or_default();
        match value::hours(digits.as_bytes()) {
            Ok(Some(hours)) if (100..=6000).contains(&hours) => Ok(hours),
            _ => Err(self.bad("a number of hours from 1 to 60")),
        }
    }

    /// A number with at most two decimals, of any sign, in hundredths; and whether it is a text that ends with `%`.
    pub(super) fn hundredths(&self) -> Result<(i64, bool), ConfigError> {
        let digits = self.digits().unwrap_or_default();
        let percent = digits.strip_suffix('%').map(str::trim_end);
        match value::cents(percent.unwrap_or(digits).as_bytes()) {
            Ok(Amount::Exact { cents, .. }) => Ok((cents, percent.is_some())),
            _ => Err(self.bad("a number with at most two decimals, such as 950 or \"29.5%\"")),
        }
    }

    /// An amount of euros that may be zero.
    pub(super) fn amount(&self) -> Result<Cents, ConfigError> {
        self.cents_from(0, "an amount of euros, such as 250000 or 0")
    }

    /// An amount of euros above zero.
    pub(super) fn price(&self) -> Result<Cents, ConfigError> {
        self.cents_from(1, "an amount of euros above 0, such as 14200 or 14200.50")
    }

    fn cents_from(&self, least: Cents, expected: &'static str) -> Result<Cents, ConfigError> {
        match value::cents(self.digits().unwrap_or_default().as_bytes()) {
            Ok(Amount::Exact { cents, .. }) if cents >= least => Ok(cents),
            _ => Err(self.bad(expected)),
        }
    }
}

/// A text that is not blank.
fn text<'a>(value: &'a DeValue<'_>) -> Option<&'a str> {
    value.as_str().filter(|text| !text.trim().is_empty())
}

fn whole(value: &DeValue<'_>) -> Option<i32> {
    let number = value.as_integer().filter(|number| number.radix() == 10)?;
    number.as_str().parse().ok()
}
