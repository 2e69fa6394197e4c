//! A language: ids, figures, periods and notes into the words of that language.
//!
//! Words come from `labels/{en,nl}.toml`. An id without a word is shown as it is, so that a figure is never lost for
//! want of a label. Text from the data comes out with hidden characters visible.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::measure::Unit;
use crate::number::{Ratio, Share};
use crate::period::{Day, Period};
use crate::report::quality::Finding;
use crate::report::{Group, Missing, Note, NoteValue, Row, Value};
use crate::visible::Visible;

use super::RenderError;
use super::labels::{FigureLabels, Labels, Sentence, Words};
use super::number::{NumberStyle, printed};
use super::page::SUPPRESSED;
use super::template::fill;

const ENGLISH: &str = include_str!("labels/en.toml");
const DUTCH: &str = include_str!("labels/nl.toml");

/// The words of each language, read when they are first asked for and once only.
static IN_ENGLISH: LazyLock<Labels> = LazyLock::new(|| labels_of(ENGLISH));
static IN_DUTCH: LazyLock<Labels> = LazyLock::new(|| labels_of(DUTCH));

fn labels_of(source: &str) -> Labels {
    toml::from_str(source).unwrap_or_default() // a unit test parses both
}

/// The true minus sign (U+2212); CSV and JSON have a plain `-`.
const MINUS: char = '−';

/// The languages of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Dutch.
    Nl,
}

/// How many decimals an amount in euros is shown with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EuroDecimals {
    /// None where the amount is in whole euros, else two.
    AsNeeded,
    /// Always two.
    Two,
}

/// The words and numbers of one language.
#[derive(Debug, Clone)]
pub struct Locale {
    labels: &'static Labels,
    number: NumberStyle,
}

impl Locale {
    /// The language's words, parsed; a few hundred lines, so make one and pass it on.
    pub fn new(lang: Lang) -> Self {
        let labels: &'static Labels = match lang {
            Lang::En => &IN_ENGLISH,
            Lang::Nl => &IN_DUTCH,
        };
        let number = NumberStyle {
            group: labels.number.grouping.clone(),
            decimal: labels.number.decimal.clone(),
            minus: MINUS.to_string(),
        };
        Self { labels, number }
    }

    /// The title of a table.
    pub fn table<'a>(&'a self, id: &'a str) -> &'a str {
        word(&self.labels.tables, id)
    }

    /// The title of a figure.
    pub fn figure<'a>(&'a self, id: &'a str) -> &'a str {
        self.about(id).map_or(id, |labels| labels.title.as_str())
    }

    /// All there is to say of a figure.
    pub fn about(&self, figure: &str) -> Option<&FigureLabels> {
        self.labels.figures.get(figure)
    }

    /// What a key of `outflow.toml` does.
    pub fn option<'a>(&'a self, key: &'a str) -> &'a str {
        word(&self.labels.options, key)
    }

    /// A single word.
    pub fn word<'a>(&'a self, id: &'a str) -> &'a str {
        word(&self.labels.words, id)
    }

    /// A heading.
    pub fn heading<'a>(&'a self, id: &'a str) -> &'a str {
        word(&self.labels.headings, id)
    }

    /// The name of a dimension.
    pub fn dimension<'a>(&'a self, id: &'a str) -> &'a str {
        word(&self.labels.dimensions, id)
    }

    /// A unit, in the plural.
    pub fn unit(&self, unit: Unit) -> &str {
        word(&self.labels.units, unit.id())
    }

    /// A kind of export, in the plural.
    pub fn kind<'a>(&'a self, id: &'a str) -> &'a str {
        word(&self.labels.kinds, id)
    }

    /// A figure in a word or two, for the head of a column; its title where there is no shorter one.
    pub fn column<'a>(&'a self, figure: &'a str) -> &'a str {
        let short = self.labels.columns.get(figure);
        short.map_or_else(|| self.figure(figure), String::as_str)
    }

    /// What a figure's share is a share of, in a few words.
    pub fn whole<'a>(&'a self, figure: &'a str) -> &'a str {
        word(&self.labels.wholes, figure)
    }

    /// A sentence of the readable report, filled in.
    pub fn phrase(&self, id: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str| {
            let mut values = values.iter();
            values.find(|(key, _)| *key == name).map(|(_, text)| (*text).to_owned())
        };
        fill(word(&self.labels.phrases, id), value).unwrap_or_else(|| id.to_owned())
    }

    /// The sentence of a story, in its form for a count.
    pub(crate) fn story_template(&self, id: &str, count: Option<u64>) -> Option<&str> {
        self.labels.story.get(id).map(|sentence| sentence.form(count))
    }

    /// The sentence of a story, filled in.
    pub(crate) fn story(&self, id: &str, count: Option<u64>, values: &[(&str, &str)]) -> String {
        let value = |name: &str| {
            let mut values = values.iter();
            values.find(|(key, _)| *key == name).map(|(_, text)| (*text).to_owned())
        };
        let template = self.story_template(id, count);
        template.and_then(|template| fill(template, value)).unwrap_or_else(|| id.to_owned())
    }

    /// A whole number of `10^-decimals`.
    pub(crate) fn decimal_number(&self, scaled: i128, decimals: usize) -> String {
        self.number.write(scaled, decimals)
    }

    /// The label of a group; the text of the data where it comes from there.
    pub fn group(&self, group: &Group) -> String {
        match group {
            Group::Total => self.word("total").to_owned(),
            Group::Declared(id) => match self.labels.groups.get(id) {
                Some(label) => label.clone(),
                None => self.age_class(id).unwrap_or_else(|| visible(id)),
            },
            Group::Label(text) => visible(text),
            Group::Rest | Group::Unknown => word(&self.labels.groups, &group.id()).to_owned(),
            Group::Pair(pair) => {
                let parts = [&pair.0, &pair.1].into_iter().filter(|part| **part != Group::Total);
                parts.map(|part| self.group(part)).collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// The id of a declared group by its label, or of `rest` and `unknown`.
    pub(crate) fn group_named(&self, label: &str) -> Option<&str> {
        let mut groups = self.labels.groups.iter();
        groups.find(|(_, text)| *text == label).map(|(id, _)| id.as_str())
    }

    /// A number as this language writes it, with its sign, or with a sign of euros or percent.
    pub(crate) fn parse_number(&self, text: &str) -> Option<Ratio> {
        let plain = text.replace(self.number.group.as_str(), "").replace(MINUS, "-");
        let plain = plain.replace(self.labels.number.euro_before.trim(), "").replace('+', "");
        let plain = plain.trim().trim_end_matches('%').replace(char::is_whitespace, "");
        let (whole, decimals) =
            plain.split_once(self.number.decimal.as_str()).unwrap_or((&plain, ""));
        let scale = 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
        Ratio::new(format!("{whole}{decimals}").parse().ok()?, scale)
    }

    /// An age class of other bounds than the usual ones: `<30`, `30-49`, `50+`.
    fn age_class(&self, id: &str) -> Option<String> {
        let number = |text: &str| text.parse::<u8>().is_ok().then(|| text.to_owned());
        let mut ages = if let Some(age) = id.strip_prefix('<') {
            vec![self.word("age_under").to_owned(), number(age)?]
        } else if let Some(age) = id.strip_suffix('+') {
            vec![self.word("age_from").to_owned(), number(age)?]
        } else {
            let (from, to) = id.split_once('-')?;
            vec![self.word("age_between").to_owned(), number(from)?, number(to)?]
        };
        let template = ages.remove(0);
        Some(ages.iter().fold(template, |text, age| text.replacen("{}", age, 1)))
    }

    /// A count.
    pub fn count(&self, count: u64) -> String {
        self.number.write(i128::from(count), 0)
    }

    /// A number with its unit's sign and decimals: `5.758`, `−254`, `€ 3.606.800`.
    ///
    /// # Errors
    /// [`RenderError::TooLarge`] where the number does not fit 128 bits.
    pub fn value(&self, value: Value, euro: EuroDecimals) -> Result<String, RenderError> {
        self.number(value, euro, matches!(value, Value::Change(_)))
    }

    /// A difference: as [`Self::value`], with a `+` above nought.
    ///
    /// # Errors
    /// [`RenderError::TooLarge`] where the number does not fit 128 bits.
    pub fn change(&self, value: Value, euro: EuroDecimals) -> Result<String, RenderError> {
        self.number(value, euro, true)
    }

    fn number(&self, value: Value, euro: EuroDecimals, plus: bool) -> Result<String, RenderError> {
        if let Value::Percent(ratio) = value {
            return self.share(Share::of(ratio, Ratio::whole(1)).ok_or(RenderError::TooLarge)?);
        }
        let (mut scaled, mut decimals) = printed(value)?;
        let prefix = match value {
            Value::Euro(_) => self.labels.number.euro_before.as_str(),
            _ => "",
        };
        if matches!(value, Value::Euro(_)) && euro == EuroDecimals::AsNeeded && scaled % 100 == 0 {
            (scaled, decimals) = (scaled / 100, 0);
        }
        let text = if plus {
            self.number.write_signed(scaled, decimals)
        } else {
            self.number.write(scaled, decimals)
        };
        let magnitude = text.trim_start_matches(['+', MINUS]);
        let sign = text.strip_suffix(magnitude).unwrap_or_default();
        Ok(format!("{sign}{prefix}{magnitude}"))
    }

    /// A share, in percent with one decimal: `16,7%`.
    ///
    /// # Errors
    /// [`RenderError::TooLarge`] where the number does not fit 128 bits.
    pub fn share(&self, share: Share) -> Result<String, RenderError> {
        let tenths = share.tenths_of_percent().ok_or(RenderError::TooLarge)?;
        Ok(format!("{}%", self.number.write(tenths, 1)))
    }

    /// A whole number, for an axis.
    pub(crate) fn whole_number(&self, number: i128) -> String {
        self.number.write(number, 0)
    }

    /// What stands before the decimals.
    pub(crate) fn decimal(&self) -> &str {
        &self.number.decimal
    }

    /// A number of hundredths: `36,00`.
    pub fn hundredths(&self, hundredths: i64) -> String {
        self.number.write(i128::from(hundredths), 2)
    }

    /// A day: `31 March 2018`.
    pub fn day(&self, day: Day) -> String {
        let (year, month, number) = day.ymd();
        format!("{number} {} {year}", self.month(month))
    }

    /// A period in words: `2018`, `first half of 2018`, `May 2018`, `15 January 2018 to 20 February 2018`.
    pub fn period(&self, period: Period) -> String {
        let (year, month, _) = period.from().ymd();
        let part = |id: String| {
            let template = word(&self.labels.period, &id);
            let text = fill(template, |name| (name == "year").then(|| year.to_string()));
            text.unwrap_or(id)
        };
        match period.months() {
            Some(12) if month == 1 => year.to_string(),
            Some(6) if month % 6 == 1 => part(format!("half_{}", month / 6 + 1)),
            Some(3) if month % 3 == 1 => part(format!("quarter_{}", month / 3 + 1)),
            Some(1) => format!("{} {year}", self.month(month)),
            _ => {
                let to = word(&self.labels.period, "to");
                format!("{} {to} {}", self.day(period.from()), self.day(period.to()))
            }
        }
    }

    /// A month in short, for an axis: `Dec 2018`.
    pub(crate) fn month_and_year(&self, day: Day) -> String {
        let (year, month, _) = day.ymd();
        format!("{} {year}", word(&self.labels.months_short, &month.to_string()))
    }

    fn month(&self, month: i32) -> String {
        word(&self.labels.months, &month.to_string()).to_owned()
    }

    /// A note as a sentence.
    pub fn note(&self, note: &Note) -> String {
        self.sentence(&self.labels.notes, note)
    }

    /// Why a case counts, as a part of a sentence.
    pub(crate) fn why(&self, note: &Note) -> String {
        self.sentence(&self.labels.why, note)
    }

    fn sentence(&self, sentences: &BTreeMap<String, Sentence>, note: &Note) -> String {
        let count = note.values.iter().find_map(|(name, value)| match value {
            NoteValue::Count(count) if *name == "count" => Some(*count),
            _ => None,
        });
        let template = sentences.get(note.id).map(|note| note.form(count));
        let value = |name: &str| {
            let mut values = note.values.iter();
            values.find(|(key, _)| *key == name).map(|(_, value)| self.note_value(name, value))
        };
        template.and_then(|template| fill(template, value)).unwrap_or_else(|| {
            let values = note.values.iter();
            let values: Vec<_> = values
                .map(|(name, value)| format!("{name} {}", self.note_value(name, value)))
                .collect();
            format!("{}: {}", note.id, values.join(", "))
        })
    }

    fn note_value(&self, name: &str, value: &NoteValue) -> String {
        match value {
            NoteValue::Count(count) => self.count(*count),
            NoteValue::Text(text) if name == "kind" => visible(self.kind(text)),
            NoteValue::Text(text) if name == "unit" => word(&self.labels.units, text).to_owned(),
            NoteValue::Text(text) => visible(text),
            NoteValue::Period(period) => self.period(*period),
            NoteValue::Day(day) => self.day(*day),
            NoteValue::Suppressed => SUPPRESSED.to_owned(),
            NoteValue::Group(group) => self.group(group),
            NoteValue::Number(number) => {
                self.value(*number, EuroDecimals::AsNeeded).unwrap_or_default()
            }
        }
    }

    /// Why a row is rejected, in a few words.
    pub(crate) fn fault<'a>(&'a self, id: &'a str) -> &'a str {
        word(&self.labels.faults, id)
    }

    /// What was found, and what to do about it; the id where there are no words for it.
    pub(crate) fn finding(&self, finding: &Finding) -> (String, String) {
        let Some(labels) = self.labels.findings.get(finding.id) else {
            return (finding.id.to_owned(), String::new());
        };
        let value = |name: &str| {
            let mut values = finding.values.iter();
            let found = values.find(|(key, _)| *key == name);
            match (name, found) {
                (_, Some((_, value))) => Some(self.finding_value(name, value)),
                ("count", None) => Some(self.count(finding.count)),
                ("column", None) => Some(finding.column.unwrap_or_default().to_owned()),
                (_, None) => None,
            }
        };
        let filled = |template: &str| fill(template, value).unwrap_or_else(|| template.to_owned());
        (filled(&labels.title), filled(&labels.advice))
    }

    fn finding_value(&self, name: &str, value: &NoteValue) -> String {
        match value {
            NoteValue::Text(id) if name == "series" => self.word(id).to_owned(),
            NoteValue::Day(day) if name == "month" => {
                let (year, month, _) = day.ymd();
                format!("{} {year}", self.month(month))
            }
            value => self.note_value(name, value),
        }
    }

    /// Why a number is not available, as the end of a sentence.
    pub fn missing(&self, missing: &Missing) -> String {
        let (id, kind, column) = match missing {
            Missing::NoFile(kind) => ("no_file", *kind, ""),
            Missing::NoColumn(kind, column) => ("no_column", *kind, *column),
            Missing::OutsideCoverage => ("outside_coverage", "", ""),
            Missing::NoComparison => ("no_comparison", "", ""),
            Missing::NoAmounts => ("no_amounts", "", ""),
            Missing::NotWholeMonths => ("not_whole_months", "", ""),
            Missing::PricesDiffer => ("prices_differ", "", ""),
            Missing::NoInhabitants => ("no_inhabitants", "", ""),
            Missing::NoShare => ("no_share", "", ""),
            Missing::NoInterval => ("no_interval", "", ""),
            Missing::TooLarge => ("too_large", "", ""),
        };
        let value = |name: &str| match name {
            "kind" => Some(self.kind(kind).to_owned()),
            "column" => Some(column.to_owned()),
            _ => None,
        };
        fill(word(&self.labels.missing, id), value).unwrap_or_else(|| missing.id())
    }

    /// The formula of a figure in words: `(earlier stock − stock) × price per year`.
    pub fn formula_in_words(&self, figure: &str) -> Option<&str> {
        self.about(figure).map(|labels| labels.formula.as_str())
    }

    /// The formula of a row with its inputs filled in; `None` where there is no template or an input is not known.
    pub fn formula(&self, row: &Row) -> Option<String> {
        let input = |name: &str| {
            let (_, cell) = row.inputs.iter().find(|(key, _)| *key == name)?;
            self.input(cell.value()?)
        };
        let templates = self.labels.formulas.get(row.figure)?;
        templates.iter().find_map(|template| fill(template, input))
    }

    /// An input of a formula: a mean that is a whole number without its decimals, so that `1,00` year reads `1`.
    fn input(&self, value: Value) -> Option<String> {
        let text = self.value(value, EuroDecimals::AsNeeded).ok()?;
        let zeros = format!("{}00", self.number.decimal);
        Some(match value {
            Value::Average(_) => text.strip_suffix(&zeros).unwrap_or(&text).to_owned(),
            _ => text,
        })
    }
}

/// A text with hidden characters visible.
pub fn visible(text: &str) -> String {
    Visible(text).to_string()
}

fn word<'a>(words: &'a Words, id: &'a str) -> &'a str {
    words.get(id).map_or(id, String::as_str)
}

#[cfg(test)]
mod tests;
