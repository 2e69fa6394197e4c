//! `[targets]`, `[population]` and `[benchmark]` of `outflow.toml`.

use super::error::{ConfigError, ConfigFault};
use super::keys::{BENCHMARK, POPULATION};
use super::settings::{Target, Yardsticks};
use super::toml_value::Entry;
use crate::period::{Period, PeriodError};

const UNITS: [&str; 2] = ["benefits", "persons"];

/// `into_work.2018 = 950`, or `stock_end.persons.2018 = 5600` of a figure in two units.
pub(super) fn read_targets(
    yardsticks: &mut Yardsticks,
    table: &Entry<'_>,
) -> Result<(), ConfigError> {
    for figure in table.table()? {
        for entry in figure.table()? {
            if UNITS.contains(&entry.key) {
                for of_unit in entry.table()? {
                    yardsticks.targets.push(target(figure.key, Some(entry.key), &of_unit)?);
                }
            } else {
                yardsticks.targets.push(target(figure.key, None, &entry)?);
            }
        }
    }
    Ok(())
}

fn target(figure: &str, unit: Option<&str>, entry: &Entry<'_>) -> Result<Target, ConfigError> {
    let period = Period::parse(entry.key).map_err(|error| match error {
        PeriodError::Year(_) => entry.error(ConfigFault::YearOutOfRange),
        _ => entry.unknown(&["2018", "2018-H1", "2018-Q1", "persons"]),
    });
    Ok(Target {
        figure: figure.to_owned(),
        unit: unit.map(str::to_owned),
        period: period?,
        hundredths: entry.hundredths()?,
    })
}

pub(super) fn read_population(
    yardsticks: &mut Yardsticks,
    table: &Entry<'_>,
) -> Result<(), ConfigError> {
    for entry in table.table()? {
        if entry.key == "per" {
            const EXPECTED: &str = "1000 or 10000";
            yardsticks.per_ten_thousand = match entry.whole(1000..=10_000, EXPECTED)? {
                1000 => false,
                10_000 => true,
                _ => return Err(entry.bad(EXPECTED)),
            };
            continue;
        }
        let year = entry.year(&POPULATION)?;
        let inhabitants = entry.whole(1..=100_000_000, "a number of inhabitants, such as 86832")?;
        yardsticks.inhabitants.insert(year, inhabitants);
    }
    Ok(())
}

pub(super) fn read_benchmark(
    yardsticks: &mut Yardsticks,
    table: &Entry<'_>,
) -> Result<(), ConfigError> {
    for entry in table.table()? {
        match entry.key {
            "file" => yardsticks.benchmark = Some(entry.string("the name of a file")?.to_owned()),
            _ => return Err(entry.unknown(&BENCHMARK)),
        }
    }
    Ok(())
}
