//! What `outflow.toml` says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::Date;
use toml::{Table, Value};

use super::read;

/// The settings of a dataset.
pub struct Config {
    table: Table,
}

impl Config {
    /// Reads `outflow.toml`; without one everything has its default.
    pub fn read(dataset: &Path) -> Config {
        let text = fs::read_to_string(dataset.join("outflow.toml")).unwrap_or_default();
        let text = text.trim_start_matches('\u{feff}');
        Config { table: text.parse().expect("outflow.toml is TOML") }
    }

    fn at(&self, path: &[&str]) -> Option<&Value> {
        let (last, sections) = path.split_last()?;
        let mut table = &self.table;
        for section in sections {
            table = table.get(*section)?.as_table()?;
        }
        table.get(*last)
    }

    /// A value as text.
    pub fn text(&self, path: &[&str]) -> Option<String> {
        let value = self.at(path)?;
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_string))
    }

    /// A section as pairs of text.
    pub fn pairs(&self, path: &[&str]) -> BTreeMap<String, String> {
        let Some(Value::Table(section)) = self.at(path) else {
            return BTreeMap::new();
        };
        section
            .iter()
            .map(|(key, value)| {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_string);
                (key.trim().to_string(), text)
            })
            .collect()
    }

    /// Local codes of a field (many to one).
    pub fn codes(&self, field: &str) -> BTreeMap<String, String> {
        self.pairs(&["codes", field])
    }

    /// The year whose codes a row is read by: that of its end, else that of the end of the coverage,
    /// else the newest.
    pub fn year_of(&self, end: Option<Date>) -> i16 {
        let covered = || self.text(&["coverage", "to"]).and_then(|day| day.parse::<Date>().ok());
        end.or_else(covered).map_or(9999, Date::year)
    }

    /// A whole number from `[definitions]`, else its default.
    pub fn definition(&self, name: &str, default: i64) -> i64 {
        self.at(&["definitions", name]).and_then(Value::as_integer).unwrap_or(default)
    }

    /// The lower bounds of the age classes after the first.
    pub fn age_bounds(&self) -> Vec<i64> {
        match self.at(&["definitions", "age_bounds"]).and_then(Value::as_array) {
            Some(bounds) => bounds.iter().filter_map(Value::as_integer).collect(),
            None => vec![27, 35, 45, 55],
        }
    }

    /// Full-time from so many hundredths of an hour (CBS: 35 hours).
    pub fn full_time_hours(&self) -> i128 {
        let text = self.text(&["definitions", "full_time_hours"]).unwrap_or("35".to_string());
        read::hundredths(&text).ok().flatten().expect("full_time_hours is a number")
    }

    /// The price of a benefit-year, in cents.
    pub fn price(&self, year: i16) -> Option<i128> {
        let text = self.text(&["savings", "average_benefit", &year.to_string()])?;
        if text == "national" {
            // what was published, by hand
            return [(2018, 1_420_000), (2019, 1_440_000)]
                .into_iter()
                .find(|(of, _)| *of == year)
                .map(|(_, cents)| cents);
        }
        read::hundredths(&text).ok().flatten()
    }

    /// An amount of a year, in cents: as a number, or as `amount` in a table.
    pub fn amount_of_year(&self, table: &str, year: i16) -> Option<i128> {
        let year = year.to_string();
        let text = self.text(&[table, &year, "amount"]).or_else(|| self.text(&[table, &year]))?;
        read::hundredths(&text).ok().flatten()
    }

    /// The inhabitants, or households, of a year; a number alone is that of all inhabitants.
    pub fn population(&self, year: i16, base: &str) -> Option<i128> {
        let year = year.to_string();
        let number = match self.at(&["population", &year])? {
            Value::Table(bases) => bases.get(base)?.as_integer(),
            number => number.as_integer().filter(|_| base == "all"),
        };
        number.map(i128::from)
    }

    /// The targets of a period: the path of the figure, the unit where one is said, and the number as it stands there.
    pub fn targets(&self, period: &str) -> Vec<(String, String, String)> {
        let Some(Value::Table(section)) = self.at(&["targets", period]) else { return Vec::new() };
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
        let mut targets = Vec::new();
        for (path, value) in section {
            match value {
                Value::Table(units) => targets.extend(
                    units.iter().map(|(unit, value)| (path.clone(), unit.clone(), text(value))),
                ),
                value => targets.push((path.clone(), String::new(), text(value))),
            }
        }
        targets
    }

    /// A list of texts.
    pub fn list(&self, path: &[&str]) -> Vec<String> {
        let list = self.at(path).and_then(Value::as_array);
        let texts = list.into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_string).collect()
    }

    /// The coverage, where it is written down.
    pub fn coverage(&self) -> Option<(Date, Date)> {
        let day = |name| read::date(&self.text(&["coverage", name])?).ok().flatten();
        Some((day("from")?, day("to")?))
    }
}
