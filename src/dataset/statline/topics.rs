//! The topics of StatLine that are figures of the program: those it knows, and those that `outflow.toml` names.

use super::cells::folded;
use crate::dataset::config::BenchmarkSettings;
use crate::period::Period;

/// A topic, and the figure that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Topic {
    /// Its title as it is compared.
    title: String,
    /// The figure for a year, and for a month; empty where it is none.
    figures: [String; 2],
    /// The unit of the figure, where it has several.
    pub(super) unit: Option<&'static str>,
    /// How many each of its numbers is.
    pub(super) times: i128,
    /// Whether its numbers are percentages.
    pub(super) is_percent: bool,
}

impl Topic {
    /// The figure that it is in a period.
    pub(super) fn figure(&self, period: Period) -> Option<&str> {
        let figure = &self.figures[usize::from(period.months() == Some(1))];
        (!figure.is_empty()).then_some(figure)
    }
}

/// A topic that is known: title, figure of a year or quarter, figure of a month, unit, and how many a number is where the
/// title does not say.
type Known = (&'static str, &'static str, &'static str, &'static str, i128);

/// The number of a month is the stock at its end, that of a year the mean over its months (CBS, 37789ksz).
const STOCK: [&str; 2] = ["caseload/stock_average", "caseload/stock_end"];

const KNOWN: [Known; 12] = [
    // 85615NED
    ("instromers", "caseload/inflow", "caseload/inflow", "persons", 1),
    ("uitstromers", "caseload/outflow", "caseload/outflow", "persons", 1),
    ("herinstromers", "caseload/re_inflow", "caseload/re_inflow", "persons", 1),
    // 37789ksz, in thousands
    ("bijstandsuitkeringentotdeaowleeftijd", STOCK[0], STOCK[1], "benefits", 1000),
    ("ioawuitkeringen", "", "caseload_by_scheme/stock_end/ioaw", "", 1000),
    ("ioazuitkeringen", "", "caseload_by_scheme/stock_end/ioaz", "", 1000),
    // 85588NED: of provisions those that run on the last day
    ("voorzieningen;lopend", RUNNING, RUNNING, "", 1),
    ("voorzieningen;lopendevoorzieningen", RUNNING, RUNNING, "", 1),
    ("lopendevoorzieningen", RUNNING, RUNNING, "", 1),
    ("reintegratieparticipatievoorzieningen;lopend", RUNNING, RUNNING, "", 1),
    ("reintegratieparticipatievoorzieningen;lopendevoorzieningen", RUNNING, RUNNING, "", 1),
    ("lopendereintegratieparticipatievoorzieningen", RUNNING, RUNNING, "", 1),
];

const RUNNING: &str = "programmes/running";

/// The topics of one table.
pub(super) struct Topics<'a> {
    benchmark_settings: &'a BenchmarkSettings,
}

impl<'a> Topics<'a> {
    /// The topics that are known and those that are named.
    pub(super) const fn new(benchmark_settings: &'a BenchmarkSettings) -> Self {
        Self { benchmark_settings }
    }

    /// The topic of a column, alone or with categories behind it.
    pub(super) fn of_title(&self, title: &str) -> Option<Topic> {
        let begins = |key: &String| {
            *key == bare(title)
                || key.split_once(';').is_some_and(|(topic, _)| topic == bare(title))
        };
        let key = self.keys().find(begins)?;
        Some(Topic { title: title.to_owned(), ..self.of_key(title, &key)? })
    }

    /// The topic of a row of a wide form, by the categories of the row.
    pub(super) fn with_categories(&self, topic: &Topic, categories: &[&str]) -> Option<Topic> {
        self.of_key(&topic.title, &key_of(&topic.title, categories))
    }

    /// The topic of a row of a long form.
    pub(super) fn of_long(&self, title: &str, categories: &[&str]) -> Option<Topic> {
        self.of_key(title, &key_of(title, categories))
    }

    fn keys(&self) -> impl Iterator<Item = String> + '_ {
        let named = self.benchmark_settings.topics.iter().map(|named| named_key(&named.title));
        named.chain(KNOWN.iter().map(|known| known.0.to_owned()))
    }

    fn of_key(&self, title: &str, key: &str) -> Option<Topic> {
        let unit_said = title.split_once('(').map(|(_, unit)| folded(unit));
        let is_percent = title.contains('%');
        let said = unit_said.map(|unit| if unit.contains("x1000") { 1000 } else { 1 });
        let topic = |figures: [&str; 2], unit, times| Topic {
            title: title.to_owned(),
            figures: figures.map(str::to_owned),
            unit,
            times: said.unwrap_or(times),
            is_percent,
        };
        let named =
            self.benchmark_settings.topics.iter().find(|named| named_key(&named.title) == key);
        if let Some(named) = named {
            return Some(topic([&named.figure, &named.figure], named.unit, 1));
        }
        let (_, year, month, unit, times) = KNOWN.iter().find(|known| known.0 == key)?;
        Some(topic([year, month], Some(*unit).filter(|unit| !unit.is_empty()), *times))
    }
}

/// A title as it is compared: without its unit in brackets and the number behind its id.
fn bare(title: &str) -> String {
    let title = title.split_once(" (").map_or(title, |(title, _)| title);
    let id = title.rsplit_once('_').filter(|(_, number)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    folded(id.map_or(title, |(title, _)| title))
}

/// A topic with categories as it is compared.
fn key_of(title: &str, categories: &[&str]) -> String {
    let categories = categories.iter().map(|of| folded(of));
    std::iter::once(bare(title)).chain(categories).collect::<Vec<_>>().join(";")
}

/// A topic as `outflow.toml` names it: its title, and categories behind it with `;` between them.
fn named_key(title: &str) -> String {
    let mut parts = title.split(';');
    let topic = parts.next().unwrap_or_default();
    key_of(topic, &parts.collect::<Vec<_>>())
}
