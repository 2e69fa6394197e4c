//! What a press text is made of: sentences filled in with quotes of figures, and for each quote where it comes from.

use crate::period::Period;
use crate::report::{Cell, Group, Report, Row, Table, TableId, Value};

use super::super::locale::{EuroDecimals, Locale};
use super::super::number::{plain, plain_ratio};
use super::super::page::{Context, capitalised};
use super::round::{in_words, one_decimal, whole_percent};

/// A text on one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Story {
    /// The headline.
    pub(super) title: String,
    /// How complete the data are, and for whom it is.
    pub(super) status: String,
    /// What has to be read before any number, a sentence each.
    pub(super) remarks: Vec<String>,
    /// The paragraphs.
    pub(super) paragraphs: Vec<Paragraph>,
    /// Where each number comes from, in the order of the text.
    pub(super) trace: Vec<Traced>,
    /// What is left for people.
    pub(super) slots: String,
}

/// A paragraph that is growing; a sentence that cannot be said leaves no gap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    /// What stands over it.
    pub(super) head: Option<String>,
    /// Its sentences.
    pub(super) text: String,
}

/// A number of the text, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Traced {
    /// The number of the sentence, from 1.
    pub(super) sentence: usize,
    /// The number as it stands there.
    pub(super) written: String,
    /// The figure behind it.
    pub(super) source: Source,
}

/// An exact figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// What it is, in words.
    pub(super) label: String,
    /// The number as a reader writes it.
    pub(super) exact: String,
    /// The number in the plain form of CSV and JSON.
    pub(super) plain: String,
    /// Where it stands in CSV: table, figure, group, unit and column.
    pub(super) place: [String; 5],
    /// How it was rounded: the id of the rule.
    pub(super) rule: &'static str,
}

/// Which number of a row is quoted, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The value in a round number.
    Rounded,
    /// The value exactly.
    Exact,
    /// The number of the comparison period exactly.
    Previous,
    /// What the value is a share of, exactly.
    Whole,
    /// The size of the change exactly.
    Change,
    /// The share in whole percents.
    Share,
    /// The size of the change in whole percents.
    Relative,
}

/// What stands in the place of a name.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// Words, without a figure.
    Words(String),
    /// A figure in words, with where it comes from.
    Quote(String, Box<Source>),
}

impl Paragraph {
    pub(super) fn say(&mut self, sentence: Option<String>) {
        let Some(sentence) = sentence else { return };
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(&sentence);
    }
}

/// Makes sentences, and keeps where their numbers come from.
pub(super) struct StoryWriter<'a> {
    pub(super) report: &'a Report,
    pub(super) locale: &'a Locale,
    sentences: usize,
    trace: Vec<Traced>,
}

impl<'a> StoryWriter<'a> {
    pub(super) fn new(report: &'a Report, locale: &'a Locale) -> Self {
        Self { report, locale, sentences: 0, trace: Vec::new() }
    }

    /// Where the numbers of all sentences so far come from.
    pub(super) fn trace(self) -> Vec<Traced> {
        self.trace
    }

    /// The name of what is reported on, as it stands in a sentence.
    pub(super) fn place(&self) -> String {
        match self.report.name.as_str() {
            "all" => self.locale.story("all", None, &[]),
            _ => Context::new(self.report, self.locale).name(),
        }
    }

    /// `in 2018`, `in the first half of 2018`, `in 2018 up to 30 September`.
    pub(super) fn when(&self, period: Period) -> String {
        let when = self.locale.within(period);
        match self.until(period) {
            Some(day) => self.locale.story("so_far", None, &[("when", &when), ("day", &day)]),
            None => when,
        }
    }

    /// The last day of the data, where they end inside this period.
    fn until(&self, period: Period) -> Option<String> {
        let until = self.report.known_until().filter(|_| period == self.report.period);
        until.map(|day| self.locale.day_of_year(day))
    }

    /// `at the end of 2018`, else `on 30 June 2018`; `by the data up to 30 September` where they end before it.
    pub(super) fn end(&self, period: Period) -> String {
        if let Some(day) = self.until(period) {
            return self.locale.story("known_until", None, &[("day", &day)]);
        }
        let (year, month, day) = period.to().ymd();
        if (month, day) == (12, 31) {
            return self.locale.story("end_of_year", None, &[("year", &year.to_string())]);
        }
        self.locale.story("on_day", None, &[("day", &self.locale.day(period.to()))])
    }

    /// A figure of a row of the report in words; none where it is not known or not shown.
    pub(super) fn quote(&self, row: &Row, part: Part) -> Option<Content> {
        let is_there = |table: &&Table| table.rows.iter().any(|other| std::ptr::eq(other, row));
        let table = self.report.tables.iter().find(is_there)?;
        let value = number(row, part)?;
        let words = match part {
            Part::Rounded => in_words(value, self.locale)?,
            Part::Share | Part::Relative => whole_percent(value, self.locale)?,
            Part::Exact | Part::Previous | Part::Whole | Part::Change => {
                self.locale.value(value, EuroDecimals::AsNeeded)
            }
        };
        let source = self.source(table.id, row, part, value);
        Some(Content::Quote(words, Box::new(source)))
    }

    /// An amount in millions with one decimal, in whole euros below a million.
    pub(super) fn amount(&self, table: TableId, row: &Row, part: Part) -> Option<Content> {
        let value = number(row, part)?;
        let words = one_decimal(value, self.locale)?;
        let source = Source { rule: "one_decimal", ..self.source(table, row, part, value) };
        Some(Content::Quote(words, Box::new(source)))
    }

    fn source(&self, table: TableId, row: &Row, part: Part, value: Value) -> Source {
        let locale = self.locale;
        let mut label = locale.figure(row.figure).to_owned();
        if row.group != Group::Total {
            label = format!("{label}: {}", locale.group(&row.group));
        }
        let exact = locale.value(value, EuroDecimals::AsNeeded);
        let (column, unit, rule) = match part {
            Part::Rounded => ("value", locale.unit(row.unit).to_owned(), "round"),
            Part::Exact => ("value", locale.unit(row.unit).to_owned(), "exact"),
            Part::Previous => ("previous", locale.unit(row.unit).to_owned(), "exact"),
            Part::Whole => ("whole", locale.whole(row.figure).to_owned(), "exact"),
            Part::Change | Part::Relative => {
                let period = self.report.comparison.map(|period| locale.period(period));
                let since = [("period", period.as_deref().unwrap_or_default())];
                let rule = if part == Part::Change { "size" } else { "percent" };
                let column = if part == Part::Change { "change" } else { "change_percent" };
                (column, locale.phrase("cross_change", &since), rule)
            }
            Part::Share => {
                let whole = locale.phrase("percent_of", &[("whole", locale.whole(row.figure))]);
                ("share", whole, "percent")
            }
        };
        let plain = match value {
            Value::Percent(ratio) => plain_ratio(ratio),
            value => plain(value),
        };
        let visible = super::super::visible;
        let place =
            [table.id(), row.figure.id(), &row.group.id(), row.unit.id(), column].map(visible);
        Source { label: format!("{label} ({unit})"), exact, plain, place, rule }
    }

    /// A sentence; none where something in it is not known or not shown.
    pub(super) fn sentence(
        &mut self,
        id: &str,
        count: Option<u64>,
        values: &[(&str, Option<Content>)],
    ) -> Option<String> {
        let template = self.locale.story_template(id, count)?;
        let is_head = id.starts_with("head");
        let (mut text, mut sources) = (String::new(), Vec::new());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            text.push_str(before);
            let (_, content) = values.iter().find(|(known, _)| *known == name)?;
            match content.as_ref()? {
                Content::Words(words) => text.push_str(words),
                Content::Quote(words, source) => {
                    text.push_str(words);
                    sources.push((words.clone(), Source::clone(source)));
                }
            }
            rest = after;
        }
        text.push_str(rest);
        if !is_head {
            self.sentences += 1;
        }
        let sentence = if is_head { 0 } else { self.sentences };
        let traced =
            sources.into_iter().map(|(written, source)| Traced { sentence, written, source });
        self.trace.extend(traced);
        Some(capitalised(&text))
    }
}

/// The number of a row that is quoted, where it is known and shown.
pub(super) fn number(row: &Row, part: Part) -> Option<Value> {
    match part {
        Part::Rounded | Part::Exact => row.value.value().map(size),
        Part::Previous => row.previous.value(),
        Part::Whole => row.whole.as_ref()?.value(),
        Part::Change => Some(size(row.change()?)),
        Part::Share => Some(Value::Percent(row.share()?.ratio())),
        Part::Relative => Some(Value::Percent(row.relative_change()?.ratio().abs())),
    }
}

/// A difference without its sign.
fn size(value: Value) -> Value {
    match value {
        Value::Change(change) => {
            Value::Count(u64::try_from(change.unsigned_abs()).unwrap_or(u64::MAX))
        }
        Value::Average(ratio) => Value::Average(ratio.abs()),
        Value::Percent(ratio) => Value::Percent(ratio.abs()),
        Value::Rate(ratio) => Value::Rate(ratio.abs()),
        Value::Euro(cents) => Value::Euro(cents.abs()),
        Value::Count(count) => Value::Count(count),
    }
}

/// A count, where the row is one.
pub(super) fn count(row: &Row) -> Option<u64> {
    match row.value {
        Cell::Known(Value::Count(count)) => Some(count),
        _ => None,
    }
}

/// Whether a row is a count of one or more.
pub(super) fn is_any(row: &Row) -> bool {
    count(row).is_some_and(|count| count > 0)
}
