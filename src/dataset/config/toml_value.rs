//! One key of `outflow.toml` with its place, and what its value may be.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ConfigError, ConfigFault};
use super::keys;
use crate::dataset::value::{self, Amount};
use crate::number::Cents;
use crate::period::Day;

/// A text that is read, with its name for messages.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl Text<'_> {
    pub(super) fn error(
        self,
        offset: usize,
        key: Option<String>,
        fault: ConfigFault,
    ) -> ConfigError {
        let before = self.text.as_bytes().get(..offset).unwrap_or_default();
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
        match self.value {
            DeValue::String(text) if !text.trim().is_empty() => Ok(text.as_ref()),
            _ => Err(self.bad(expected)),
        }
    }

    /// Any text, as it stands.
    pub(super) fn raw_string(&self, expected: &'static str) -> Result<&'a str, ConfigError> {
        match self.value {
            DeValue::String(text) => Ok(text.as_ref()),
            _ => Err(self.bad(expected)),
        }
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
        let nearest = keys::nearest(&self.path, self.key, here);
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
        match self.value {
            DeValue::Array(array) => array.iter().map(|value| whole(value.get_ref())).collect(),
            _ => None,
        }
    }

    /// A list of texts, none of them blank and at least one.
    pub(super) fn strings(&self) -> Option<Vec<String>> {
        let text = |value: &DeValue<'_>| match value {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.as_ref().to_owned()),
            _ => None,
        };
        let DeValue::Array(array) = self.value else { return None };
        let texts = array.iter().map(|value| text(value.get_ref())).collect::<Option<Vec<_>>>()?;
        (!texts.is_empty()).then_some(texts)
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
    pub(super) fn cents_or_zero(&self) -> Result<Cents, ConfigError> {
        let digits = self.digits().unwrap_or_default();
        match value::cents(digits.as_bytes()) {
            Ok(Amount::Exact { cents, .. }) if cents >= 0 => Ok(cents),
            _ => Err(self.bad("an amount of euros, such as 250000 or 0")),
        }
    }

    pub(super) fn cents(&self) -> Result<Cents, ConfigError> {
        let digits = self.digits().unwrap_or_default();
        match value::cents(digits.as_bytes()) {
            Ok(Amount::Exact { cents, .. }) if cents > 0 => Ok(cents),
            _ => Err(self.bad("an amount of euros above 0, such as 14200 or 14200.50")),
        }
    }
}

fn whole(value: &DeValue<'_>) -> Option<i32> {
    let number = value.as_integer().filter(|number| number.radix() == 10)?;
    number.as_str().parse().ok()
}
