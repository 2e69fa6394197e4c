//! `[targets]`, `[population]` and `[benchmark]` of `outflow.toml`.

use super::error::{ConfigError, ConfigFault};
use super::settings::{Base, BenchmarkSettings, NamedTopic, Target};
use super::toml_value::{Entry, Keys, set};
use crate::period::{Period, PeriodError};

const UNITS: [&str; 5] = ["benefits", "persons", "placements", "participations", "eur"];
const PERIODS: [&str; 3] = ["2018", "2018-H1", "2018-Q1"];

/// `[targets.2018] "programmes/participants/Beschut werk" = 70`, with a unit behind the figure where it has several; the
/// period may stand last too, as in `into_work.2018 = 950`.
pub(super) fn read_targets(
    benchmark_settings: &mut BenchmarkSettings,
    table: &Entry<'_>,
) -> Result<(), ConfigError> {
    let mut add = |path: &str, unit: Option<&str>, period: &Entry<'_>, value: &Entry<'_>| {
        let (hundredths, percent) = value.hundredths()?;
        benchmark_settings.targets.push(Target {
            table: String::new(),
            figure: path.to_owned(),
            group: String::new(),
            unit: unit.map(str::to_owned),
            period: period_of(period)?,
            hundredths,
            percent,
        });
        Ok(())
    };
    for first in table.table()? {
        let is_period = first.key.starts_with(|first: char| first.is_ascii_digit());
        for second in first.table()? {
            match (is_period, second.is_table()) {
                (true, false) => add(second.key, None, &first, &second)?,
                (false, false) => add(first.key, None, &second, &second)?,
                (_, true) => {
                    let (path, unit) =
                        if is_period { (&second, None) } else { (&first, Some(&second)) };
                    for last in second.table()? {
                        let unit = unit.unwrap_or(&last);
                        if !UNITS.contains(&unit.key) {
                            return Err(unit.unknown(&UNITS));
                        }
                        let period = if is_period { &first } else { &last };
                        add(path.key, Some(unit.key), period, &last)?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// The period that a key is.
fn period_of(entry: &Entry<'_>) -> Result<Period, ConfigError> {
    Period::parse(entry.key).map_err(|error| match error {
        PeriodError::Year(_) => entry.error(ConfigFault::YearOutOfRange),
        _ => entry.unknown(&PERIODS),
    })
}

/// `[population.2018] all = 86832`, and other populations; `2018 = 86832` alone is that of all inhabitants.
pub(super) fn read_population(
    benchmark_settings: &mut BenchmarkSettings,
    table: &Entry<'_>,
) -> Result<(), ConfigError> {
    const EXPECTED: &str = "a number of inhabitants or households, such as 86832";
    let number = |entry: &Entry<'_>| entry.whole(1..=100_000_000, EXPECTED);
    for entry in table.table()? {
        let year = entry.year(&["2018"])?;
        let of_year = benchmark_settings.population.entry(year).or_default();
        if !entry.is_table() {
            of_year.insert(Base::All, number(&entry)?);
            continue;
        }
        for given in entry.table()? {
            let base = Base::ALL.into_iter().find(|base| base.id() == given.key);
            let base = base.ok_or_else(|| given.unknown(&Base::ALL.map(Base::id)))?;
            of_year.insert(base, number(&given)?);
        }
    }
    Ok(())
}

const FILES: &str = "a list of names of files, such as [\"85615NED.csv\"]";
const REGIONS: &str = "a list of names or codes, such as [\"Nederland\", \"GM0935\"]";

/// The keys of `[benchmark]`: the files, the regions of those that are of StatLine, and the figures that its topics are.
pub(super) const BENCHMARK: Keys<BenchmarkSettings> = &[
    ("file", |settings, entry| {
        settings.benchmark.push(entry.text("the name of a file")?);
        Ok(())
    }),
    ("files", |settings, entry| {
        settings.benchmark.extend(entry.strings(FILES)?);
        Ok(())
    }),
    ("regions", |settings, entry| set(&mut settings.regions, entry.strings(REGIONS))),
    ("figures", |settings, entry| {
        let topics: Result<Vec<_>, _> = entry.table()?.iter().map(named_topic).collect();
        settings.topics.extend(topics?);
        Ok(())
    }),
];

/// A topic of StatLine and the figure that it is, with its unit behind it where it says one.
fn named_topic(topic: &Entry<'_>) -> Result<NamedTopic, ConfigError> {
    let figure = topic.string("a figure, such as \"outflow.persons\"")?;
    let unit = figure.rsplit_once('.').and_then(|(path, unit)| {
        UNITS.into_iter().find(|known| *known == unit).map(|unit| (path, unit))
    });
    Ok(NamedTopic {
        title: topic.key.to_owned(),
        figure: unit.map_or(figure, |(path, _)| path).to_owned(),
        unit: unit.map(|(_, unit)| unit),
    })
}
