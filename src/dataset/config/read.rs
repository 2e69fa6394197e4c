//! The text of `outflow.toml` → [`Config`], key by key.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::error::{ConfigError, ConfigFault};
use super::keys::{CODES, COVERAGE, DEFINITIONS, FILE, SAVINGS, TOP};
use super::settings::{Config, FileConfig, SavingsMethod};
use super::toml_value::{Entry, Text, entries};
use super::{benchmark_settings, budget, publisher};
use crate::dataset::dialect::delimiter_named;
use crate::dataset::kind::FileKind;
use crate::dataset::national;
use crate::dataset::source::encoding_named;

pub(super) fn parse(file: &str, text: &str) -> Result<Config, ConfigError> {
    let text = Text { file, text: text.strip_prefix('\u{feff}').unwrap_or(text) };
    let table = DeTable::parse(text.text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let reason = error.message().trim().replace('\n', ", ");
        text.error(offset, None, ConfigFault::Syntax { reason })
    })?;
    let mut config = Config::default();
    for entry in entries(text, table.get_ref(), "") {
        read_top(&mut config, &entry)?;
    }
    Ok(config)
}

fn read_top(config: &mut Config, entry: &Entry<'_>) -> Result<(), ConfigError> {
    match entry.key {
        "name" => config.name = Some(entry.string("a name")?.to_owned()),
        "municipality" => {
            config.municipality = Some(entry.string("the name of a municipality")?.to_owned());
        }
        "coverage" => read_coverage(config, entry)?,
        "skip" => {
            const EXPECTED: &str = "a list of names of folders, such as [\"archive\"]";
            config.skip = entry.strings().ok_or_else(|| entry.bad(EXPECTED))?;
        }
        "codes" => read_codes(config, entry)?,
        "sectors" => config.sectors = texts(entry, "the name of a sector")?,
        "definitions" => read_definitions(config, entry)?,
        "savings" => read_savings(config, entry)?,
        "budget" => budget::read_budget(config, entry)?,
        "recoveries" => {
            budget::read_amounts(config, entry, |year, cents| year.recoveries = Some(cents))?;
        }
        "wage_cost_subsidies" => budget::read_amounts(config, entry, |year, cents| {
            year.wage_cost_subsidies = Some(cents);
        })?,
        "targets" => benchmark_settings::read_targets(&mut config.benchmark_settings, entry)?,
        "population" => benchmark_settings::read_population(&mut config.benchmark_settings, entry)?,
        "benchmark" => benchmark_settings::read_benchmark(&mut config.benchmark_settings, entry)?,
        "publisher" => config.publisher = publisher::read_publisher(entry)?,
        "story" => config.lead = publisher::read_lead(entry)?,
        key => match FileKind::ALL.into_iter().find(|kind| kind.id() == key) {
            Some(kind) => *config.file_mut(kind) = read_file(kind, entry)?,
            None => return Err(entry.unknown(&TOP)),
        },
    }
    Ok(())
}

fn read_coverage(config: &mut Config, table: &Entry<'_>) -> Result<(), ConfigError> {
    for entry in table.table()? {
        match entry.key {
            "from" => config.coverage_from = Some(entry.day()?),
            "to" => config.coverage_to = Some(entry.day()?),
            _ => return Err(entry.unknown(&COVERAGE)),
        }
    }
    match (config.coverage_from, config.coverage_to) {
        (Some(from), Some(to)) if from > to => {
            Err(table.error(ConfigFault::CoverageReversed { from, to }))
        }
        _ => Ok(()),
    }
}

const SNAPSHOT: &str = "\"file\", where the file's name tells the month; a column with the date of the list goes under columns";
const AMOUNTS: &str =
    "\"excluding_holiday_pay\", where 8% holiday pay still comes on top of the monthly amounts";
const ROWS: &str = "\"parts\", where rows of one case, person and start are parts of one benefit";

fn read_file(kind: FileKind, table: &Entry<'_>) -> Result<FileConfig, ConfigError> {
    let mut file = FileConfig::default();
    for entry in table.table()? {
        match entry.key {
            "file" => file.file = Some(entry.string("the name of a file")?.to_owned()),
            "files" => {
                const EXPECTED: &str = "a list of names of files, such as [\"bus-2018-*.csv\"]";
                file.files = entry.strings().ok_or_else(|| entry.bad(EXPECTED))?;
            }
            "delimiter" => {
                const EXPECTED: &str =
                    "one character that is no letter, digit or quote, such as \";\"";
                let delimiter = delimiter_named(entry.raw_string(EXPECTED)?);
                file.delimiter = Some(delimiter.ok_or_else(|| entry.bad(EXPECTED))?);
            }
            "encoding" => {
                const EXPECTED: &str = "an encoding such as utf-8, windows-1252 or utf-16le";
                let name = entry.string(EXPECTED)?;
                file.encoding = Some(encoding_named(name).map_err(|_| entry.bad(EXPECTED))?);
            }
            "columns" => read_columns(kind, &mut file, &entry)?,
            "snapshot" => match entry.string(SNAPSHOT)? {
                "file" => file.snapshot_in_name = true,
                _ => return Err(entry.bad(SNAPSHOT)),
            },
            "rows" => match entry.string(ROWS)? {
                "parts" => file.rows_are_parts = true,
                _ => return Err(entry.bad(ROWS)),
            },
            "amounts" if kind == FileKind::Benefits => match entry.string(AMOUNTS)? {
                "excluding_holiday_pay" => file.excludes_holiday_pay = true,
                _ => return Err(entry.bad(AMOUNTS)),
            },
            _ => return Err(entry.unknown(&FILE)),
        }
        if file.file.is_some() && !file.files.is_empty() {
            return Err(entry.error(ConfigFault::FileAndFiles));
        }
    }
    Ok(file)
}

fn read_columns(
    kind: FileKind,
    file: &mut FileConfig,
    table: &Entry<'_>,
) -> Result<(), ConfigError> {
    for entry in table.table()? {
        let Some(field) = kind.field(entry.key) else {
            let fields: Vec<_> = kind.fields().iter().map(|field| field.id()).collect();
            return Err(entry.unknown(&fields));
        };
        let header = entry.string("a header of the file")?;
        if file.columns.iter().any(|(_, taken)| taken == header) {
            return Err(entry.bad("a header that no other column is taken from"));
        }
        file.columns.push((field, header.to_owned()));
    }
    Ok(())
}

fn read_codes(config: &mut Config, table: &Entry<'_>) -> Result<(), ConfigError> {
    for entry in table.table()? {
        let Some(list) = CODES.into_iter().find(|list| *list == entry.key) else {
            return Err(entry.unknown(&CODES));
        };
        config.codes.insert(list, texts(&entry, "the id of a group, as a text")?);
    }
    Ok(())
}

fn texts(
    table: &Entry<'_>,
    expected: &'static str,
) -> Result<BTreeMap<String, String>, ConfigError> {
    let pair = |entry: Entry<'_>| Ok((entry.key.to_owned(), entry.string(expected)?.to_owned()));
    table.table()?.into_iter().map(pair).collect()
}

fn read_definitions(config: &mut Config, table: &Entry<'_>) -> Result<(), ConfigError> {
    const DAYS: &str = "a number of days from 0 to 365";
    let definitions = &mut config.definitions;
    for entry in table.table()? {
        match entry.key {
            "gap_days" => definitions.gap_days = entry.whole(0..=365, DAYS)?,
            "work_window_days" => definitions.work_window_days = entry.whole(0..=365, DAYS)?,
            "full_time_hours" => definitions.full_time_hours_hundredths = entry.hours()?,
            "age_bounds" => {
                let bounds = entry.wholes().filter(|bounds| are_ages(bounds));
                definitions.age_bounds = bounds
                    .ok_or_else(|| entry.bad("a list of rising ages, such as [27, 35, 45, 55]"))?;
            }
            _ => return Err(entry.unknown(&DEFINITIONS)),
        }
    }
    Ok(())
}

fn are_ages(bounds: &[i32]) -> bool {
    (1..=20).contains(&bounds.len())
        && bounds.is_sorted_by(|left, right| left < right)
        && bounds.iter().all(|bound| (1..=120).contains(bound))
}

fn read_savings(config: &mut Config, table: &Entry<'_>) -> Result<(), ConfigError> {
    for entry in table.table()? {
        match entry.key {
            "method" => {
                const EXPECTED: &str = "stock, volume, paid or ended";
                config.savings.method = match entry.string(EXPECTED)? {
                    "stock" => SavingsMethod::Stock,
                    "volume" => SavingsMethod::Volume,
                    "paid" => SavingsMethod::Paid,
                    "ended" => SavingsMethod::Ended,
                    _ => return Err(entry.bad(EXPECTED)),
                };
            }
            "average_benefit" => {
                for price in entry.table()? {
                    let year = price.year(&["2018"])?;
                    let cents = match price.string(NATIONAL) {
                        Ok("national") => {
                            let known = national::price(year).ok_or_else(|| price.bad(NATIONAL))?;
                            config.savings.national.insert(year);
                            known.cents
                        }
                        _ => price.cents()?,
                    };
                    config.savings.average_benefit.insert(year, cents);
                }
            }
            _ => return Err(entry.unknown(&SAVINGS)),
        }
    }
    Ok(())
}

/// What a price may be; a test holds the years against the table of national prices.
const NATIONAL: &str = "an amount of euros, such as 14200, or \"national\" for a year of which there is one: 2018 or 2019";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_of_national_prices_are_said_where_another_is_asked_for() {
        let years: Vec<String> = national::years().map(|year| year.to_string()).collect();
        assert!(NATIONAL.ends_with(&years.join(" or ")), "{years:?}");
    }
}
