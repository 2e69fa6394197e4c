//! The text of `outflow.toml` → [`Config`], key by key.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::benchmark_settings::{BENCHMARK, read_population, read_targets};
use super::budget::{read_amounts, read_budget};
use super::error::{ConfigError, ConfigFault};
use super::publisher::{PUBLISHER, STORY};
use super::settings::{Config, Definitions, FileConfig, Savings};
use super::toml_value::{Entry, Keys, Text, entries, names, set};
use crate::dataset::dialect::delimiter_named;
use crate::dataset::kind::FileKind;
use crate::dataset::national;
use crate::dataset::source::encoding_named;

impl Config {
    /// Reads the text of a configuration; `file` is its name in messages.
    ///
    /// # Errors
    /// [`ConfigError`] with line, key and reason.
    pub fn parse(file: &str, text: &str) -> Result<Self, ConfigError> {
        let tables = [
            ("", names(TOP)),
            ("coverage.", names(COVERAGE)),
            ("benefits.", names(FILE)),
            ("definitions.", names(DEFINITIONS)),
            ("savings.", names(SAVINGS)),
            ("codes.", CODES.to_vec()),
            ("population.", vec!["2018"]),
            ("benchmark.", names(BENCHMARK)),
            ("publisher.", names(PUBLISHER)),
            ("story.", names(STORY)),
        ];
        let content = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = Text { file, content, tables: &tables };
        let table = DeTable::parse(content).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let reason = error.message().trim().replace('\n', ", ");
            text.error(offset, None, ConfigFault::Syntax { reason })
        })?;
        let mut config = Self::default();
        for entry in entries(text, table.get_ref(), "") {
            entry.take_over(&mut config, TOP)?;
        }
        Ok(config)
    }
}

/// The keys that stand in no table, and the tables.
const TOP: Keys<Config> = &[
    ("name", |config, entry| set(&mut config.name, entry.text("a name"))),
    ("municipality", |config, entry| {
        set(&mut config.municipality, entry.text("the name of a municipality"))
    }),
    ("coverage", read_coverage),
    ("benefits", |config, entry| read_file(config, FileKind::Benefits, entry)),
    ("placements", |config, entry| read_file(config, FileKind::Placements, entry)),
    ("programmes", |config, entry| read_file(config, FileKind::Programmes, entry)),
    ("payments", |config, entry| read_file(config, FileKind::Payments, entry)),
    ("codes", read_codes),
    ("sectors", |config, entry| set(&mut config.sectors, texts(entry, "the name of a sector"))),
    ("definitions", |config, entry| entry.read_into(&mut config.definitions, DEFINITIONS)),
    ("savings", |config, entry| entry.read_into(&mut config.savings, SAVINGS)),
    ("budget", read_budget),
    ("recoveries", |config, entry| {
        read_amounts(config, entry, |year, cents| year.recoveries = Some(cents))
    }),
    ("wage_cost_subsidies", |config, entry| {
        read_amounts(config, entry, |year, cents| year.wage_cost_subsidies = Some(cents))
    }),
    ("targets", |config, entry| read_targets(&mut config.benchmark_settings, entry)),
    ("population", |config, entry| read_population(&mut config.benchmark_settings, entry)),
    ("benchmark", |config, entry| entry.read_into(&mut config.benchmark_settings, BENCHMARK)),
    ("publisher", |config, entry| entry.read_into(&mut config.publisher, PUBLISHER)),
    ("story", |config, entry| entry.read_into(&mut config.lead, STORY)),
    ("skip", |config, entry| {
        set(&mut config.skip, entry.strings("a list of names of folders, such as [\"archive\"]"))
    }),
];

const COVERAGE: Keys<Config> = &[
    ("from", |config, entry| set(&mut config.coverage_from, entry.day())),
    ("to", |config, entry| set(&mut config.coverage_to, entry.day())),
];

fn read_coverage(config: &mut Config, table: &Entry<'_>) -> Result<(), ConfigError> {
    table.read_into(config, COVERAGE)?;
    match (config.coverage_from, config.coverage_to) {
        (Some(from), Some(to)) if from > to => {
            Err(table.error(ConfigFault::CoverageReversed { from, to }))
        }
        _ => Ok(()),
    }
}

const FILES: &str = "a list of names of files, such as [\"bus-2018-*.csv\"]";
const DELIMITER: &str = "one character that is no letter, digit or quote, such as \";\"";
const ENCODING: &str = "an encoding such as utf-8, windows-1252 or utf-16le";
const SNAPSHOT: &str = "\"file\", where the file's name tells the month; a column with the date of the list goes under columns";
const AMOUNTS: &str =
    "\"excluding_holiday_pay\", where 8% holiday pay still comes on top of the monthly amounts";
const ROWS: &str = "\"parts\", where rows of one case, person and start are parts of one benefit";

/// The keys of the table of a kind of export.
const FILE: Keys<(FileKind, FileConfig)> = &[
    ("file", |(_, file), entry| {
        set(&mut file.file, entry.text("the name of a file"))?;
        one_way_of_naming(file, entry)
    }),
    ("files", |(_, file), entry| {
        set(&mut file.files, entry.strings(FILES))?;
        one_way_of_naming(file, entry)
    }),
    ("delimiter", |(_, file), entry| {
        let delimiter = delimiter_named(entry.raw_string(DELIMITER)?);
        set(&mut file.delimiter, delimiter.ok_or_else(|| entry.bad(DELIMITER)))
    }),
    ("encoding", |(_, file), entry| {
        let encoding = encoding_named(entry.string(ENCODING)?);
        set(&mut file.encoding, encoding.map_err(|_| entry.bad(ENCODING)))
    }),
    ("columns", |(kind, file), entry| read_columns(*kind, file, entry)),
    ("snapshot", |(_, file), entry| {
        set(&mut file.snapshot_in_name, entry.only_word("file", SNAPSHOT))
    }),
    ("rows", |(_, file), entry| set(&mut file.rows_are_parts, entry.only_word("parts", ROWS))),
    ("amounts", |(kind, file), entry| {
        if *kind != FileKind::Benefits {
            return Err(entry.unknown(&names(FILE)));
        }
        set(&mut file.excludes_holiday_pay, entry.only_word("excluding_holiday_pay", AMOUNTS))
    }),
];

fn read_file(config: &mut Config, kind: FileKind, table: &Entry<'_>) -> Result<(), ConfigError> {
    let mut file = (kind, FileConfig::default());
    table.read_into(&mut file, FILE)?;
    config.files[kind as usize] = file.1;
    Ok(())
}

fn one_way_of_naming(file: &FileConfig, entry: &Entry<'_>) -> Result<(), ConfigError> {
    let both = file.file.is_some() && !file.files.is_empty();
    if both { Err(entry.error(ConfigFault::FileAndFiles)) } else { Ok(()) }
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

/// The lists of codes that may be added to.
const CODES: [&str; 8] = [
    "end_reason",
    "household",
    "scheme",
    "sex",
    "start_reason",
    "kind",
    "programme_kind",
    "result",
];

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
    let pair = |entry: Entry<'_>| Ok((entry.key.to_owned(), entry.text(expected)?));
    table.table()?.into_iter().map(pair).collect()
}

const DAYS: &str = "a number of days from 0 to 365";

const DEFINITIONS: Keys<Definitions> = &[
    ("gap_days", |definitions, entry| set(&mut definitions.gap_days, entry.whole(0..=365, DAYS))),
    ("work_window_days", |definitions, entry| {
        set(&mut definitions.work_window_days, entry.whole(0..=365, DAYS))
    }),
    ("full_time_hours", |definitions, entry| {
        set(&mut definitions.full_time_hours_hundredths, entry.hours())
    }),
    ("age_bounds", |definitions, entry| {
        let bounds = entry.wholes().filter(|bounds| are_ages(bounds));
        let expected = "a list of rising ages, such as [27, 35, 45, 55]";
        set(&mut definitions.age_bounds, bounds.ok_or_else(|| entry.bad(expected)))
    }),
];

fn are_ages(bounds: &[i32]) -> bool {
    (1..=20).contains(&bounds.len())
        && bounds.is_sorted_by(|left, right| left < right)
        && bounds.iter().all(|bound| (1..=120).contains(bound))
}

const SAVINGS: Keys<Savings> = &[
    ("method", |savings, entry| {
        set(&mut savings.method, entry.word("stock, volume, paid or ended"))
    }),
    ("average_benefit", |savings, entry| {
        entry.table()?.iter().try_for_each(|price| read_price(savings, price))
    }),
];

fn read_price(savings: &mut Savings, price: &Entry<'_>) -> Result<(), ConfigError> {
    let year = price.year(&["2018"])?;
    let cents = match price.string(NATIONAL) {
        Ok("national") => {
            let known = national::price(year).ok_or_else(|| price.bad(NATIONAL))?;
            savings.national.insert(year);
            known.cents
        }
        _ => price.price()?,
    };
    savings.average_benefit.insert(year, cents);
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
