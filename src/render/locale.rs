//! A language: ids, figures, periods and notes into the words of that language.
//!
//! Words come from `labels/{en,nl}.toml`. An id without a word is shown as it is, so that a figure is never lost for
//! want of a label. Text from the data comes out with hidden characters visible.

use std::sync::LazyLock;

use clap::ValueEnum;

use crate::measure::Unit;
use crate::number::{Decimal, Ratio, Share};
use crate::period::{Day, Period};
use crate::report::{FigureId, Group, TableId, Value};
use crate::visible::Visible;

mod sentences;

use super::labels::{FigureLabels, Labels, Words};
use super::number::{NumberStyle, printed};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Lang {
    /// English.
    #[value(help = "English")]
    #[default]
    En,
    /// Dutch.
    #[value(help = "Dutch")]
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
    lang: Lang,
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
        Self { lang, labels, number }
    }

    /// The tag by which pages name the language (BCP 47).
    pub(crate) const fn tag(&self) -> &'static str {
        match self.lang {
            Lang::En => "en",
            Lang::Nl => "nl",
        }
    }

    /// Whose figures a report has.
    pub(crate) fn report_name(&self, name: &str) -> String {
        if name == "all" { self.word("all").to_owned() } else { visible(name) }
    }

    /// The title of a table.
    pub fn table(&self, id: TableId) -> &str {
        word(&self.labels.tables, id.id())
    }

    /// The title of a figure.
    pub fn figure(&self, id: FigureId) -> &str {
        self.about(id).map_or(id.id(), |labels| labels.title.as_str())
    }

    /// All there is to say of a figure.
    pub fn about(&self, figure: FigureId) -> Option<&FigureLabels> {
        self.labels.figures.get(figure.id())
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
    pub fn column(&self, figure: FigureId) -> &str {
        let short = self.labels.columns.get(figure.id());
        short.map_or_else(|| self.figure(figure), String::as_str)
    }

    /// What a figure's share is a share of, in a few words.
    pub fn whole(&self, figure: FigureId) -> &str {
        word(&self.labels.wholes, figure.id())
    }

    /// A sentence of the readable report, filled in.
    pub fn phrase(&self, id: &str, values: &[(&str, &str)]) -> String {
        filled(word(&self.labels.phrases, id), values).unwrap_or_else(|| id.to_owned())
    }

    /// The sentence of a story, in its form for a count.
    pub(crate) fn story_template(&self, id: &str, count: Option<u64>) -> Option<&str> {
        self.labels.story.get(id).map(|sentence| sentence.form(count))
    }

    /// The sentence of a story, filled in.
    pub(crate) fn story(&self, id: &str, count: Option<u64>, values: &[(&str, &str)]) -> String {
        let template = self.story_template(id, count);
        template.and_then(|template| filled(template, values)).unwrap_or_else(|| id.to_owned())
    }

    /// A whole number of `10^-decimals`.
    pub(crate) fn decimal_number(&self, scaled: i128, decimals: usize) -> String {
        self.number.write(&Decimal::scaled(scaled, decimals))
    }

    /// A difference in whole numbers of `10^-decimals`, with its sign.
    pub(crate) fn signed_decimal(&self, scaled: i128, decimals: usize) -> String {
        self.number.write_signed(&Decimal::scaled(scaled, decimals))
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

    /// The label of a group of a dimension: whoever has no target group is not of one that nobody knows.
    pub(crate) fn group_by(&self, dimension: Option<&str>, group: &Group) -> String {
        match (dimension, group) {
            (Some("target_group"), Group::Unknown) => self.word("no_target_group").to_owned(),
            (_, group) => self.group(group),
        }
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
        self.whole_number(count.into())
    }

    /// How many there are.
    pub fn count_of(&self, many: usize) -> String {
        self.whole_number(i128::try_from(many).unwrap_or(i128::MAX))
    }

    /// A number with its unit's sign and decimals: `5.758`, `−254`, `€ 3.606.800`.
    pub fn value(&self, value: Value, euro: EuroDecimals) -> String {
        self.number(value, euro, matches!(value, Value::Change(_)))
    }

    /// A difference: as [`Self::value`], with a `+` above zero.
    pub fn change(&self, value: Value, euro: EuroDecimals) -> String {
        self.number(value, euro, true)
    }

    fn number(&self, value: Value, euro: EuroDecimals, plus: bool) -> String {
        let write = |number: &Decimal| {
            if plus { self.number.write_signed(number) } else { self.number.write(number) }
        };
        match value {
            Value::Percent(ratio) => write(&in_percent(ratio, 1)) + "%",
            Value::Euro(_) => {
                let amount = printed(value);
                let amount = if euro == EuroDecimals::AsNeeded { amount.trimmed() } else { amount };
                let text = write(&amount);
                let magnitude = text.trim_start_matches(['+', MINUS]);
                let sign = text.strip_suffix(magnitude).unwrap_or_default();
                format!("{sign}{}{magnitude}", self.euro_sign())
            }
            value => write(&printed(value)),
        }
    }

    /// A share, in percent with one decimal: `16,7%`.
    pub fn share(&self, share: Share) -> String {
        self.number.write(&in_percent(share.ratio(), 1)) + "%"
    }

    /// A share in whole percents: `43%`.
    pub(crate) fn whole_percent(&self, share: Ratio) -> String {
        self.number.write(&in_percent(share, 0)) + "%"
    }

    /// A whole number, for an axis.
    pub(crate) fn whole_number(&self, number: i128) -> String {
        self.decimal_number(number, 0)
    }

    /// What stands before the decimals.
    pub(crate) fn decimal(&self) -> &str {
        &self.number.decimal
    }

    /// A number of hundredths: `36,00`.
    pub fn hundredths(&self, hundredths: i64) -> String {
        self.decimal_number(hundredths.into(), 2)
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

    /// A day without its year: `31 March`.
    pub(crate) fn day_of_year(&self, day: Day) -> String {
        let (_, month, number) = day.ymd();
        format!("{number} {}", self.month(month))
    }

    /// `in 2018`, `in the first half of 2018`, `from 15 January 2018 to 20 February 2018`.
    pub(crate) fn within(&self, period: Period) -> String {
        let month = period.from().ymd().1;
        let id = match period.months() {
            Some(12) if month == 1 => "in_year",
            Some(6) if month % 6 == 1 => "in_half",
            Some(3) if month % 3 == 1 => "in_quarter",
            Some(1) => "in_month",
            _ => "in_range",
        };
        self.story(id, None, &[("period", &self.period(period))])
    }

    /// An amount in few characters: `€ 62.7m`; in euros below a million.
    pub(crate) fn short_euros(&self, amount: Value) -> String {
        self.euros(amount, "millions_short")
    }

    /// An amount in a sentence: `€ 2.3 million`.
    pub(crate) fn long_euros(&self, amount: Value) -> String {
        self.euros(amount, "millions_long")
    }

    fn euros(&self, amount: Value, phrase: &str) -> String {
        let rounded = |unit| amount.exact().over(Ratio::whole(unit)).and_then(|of| of.rounded(0));
        let sign = self.euro_sign();
        let tenths = rounded(10_000_000); // of a million, in cents
        match (tenths.filter(|tenths| tenths.unsigned_abs() >= 10), rounded(100)) {
            (Some(tenths), _) => {
                let number = self.decimal_number(tenths, 1);
                format!("{sign}{}", self.phrase(phrase, &[("number", &number)]))
            }
            (None, Some(euros)) => format!("{sign}{}", self.whole_number(euros)),
            (None, None) => self.value(amount, EuroDecimals::Two),
        }
    }

    /// What stands before an amount.
    pub(crate) fn euro_sign(&self) -> &str {
        &self.labels.number.euro_before
    }

    /// A difference of shares, in percentage points: `+1.2 pp`.
    pub(crate) fn points(&self, difference: Ratio) -> String {
        self.number.write_signed(&in_percent(difference, 1)) + " pp"
    }

    /// A number without decimals that are all zero.
    pub(crate) fn trimmed<'t>(&self, number: &'t str) -> &'t str {
        number.strip_suffix(&format!("{}00", self.number.decimal)).unwrap_or(number)
    }

    /// A month in short, for an axis: `Dec 2018`.
    pub(crate) fn month_and_year(&self, day: Day) -> String {
        let (year, month, _) = day.ymd();
        format!("{} {year}", word(&self.labels.months_short, &month.to_string()))
    }

    fn month(&self, month: i32) -> String {
        word(&self.labels.months, &month.to_string()).to_owned()
    }
}

/// A part of one, in percent.
fn in_percent(part: Ratio, decimals: usize) -> Decimal {
    part.decimal(decimals + 2).times_ten(2)
}

/// A text with hidden characters visible.
pub fn visible(text: &str) -> String {
    Visible(text).to_string()
}

/// A sentence with these values; `None` where it names another one.
fn filled(template: &str, values: &[(&str, &str)]) -> Option<String> {
    let value = |name: &str| values.iter().find(|(key, _)| *key == name);
    fill(template, |name| value(name).map(|(_, text)| (*text).to_owned()))
}

fn word<'a>(words: &'a Words, id: &'a str) -> &'a str {
    words.get(id).map_or(id, String::as_str)
}

#[cfg(test)]
mod tests;
