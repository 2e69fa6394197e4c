//! What a story is made of: sentences filled in with quotes of figures, each with the exact figure in a footnote.

use crate::period::Period;
use crate::report::{Cell, Group, Report, Row, Table, Value};

use super::super::RenderError;
use super::super::locale::{EuroDecimals, Locale};
use super::super::page::Context;
use super::round::in_words;

/// A story on one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Story {
    /// Of whom and when.
    pub(super) title: String,
    /// What holds for all of it.
    pub(super) remark: Option<String>,
    /// The paragraphs, sentence by sentence.
    pub(super) paragraphs: Vec<Vec<Piece>>,
    /// The exact figures, in the order of their numbers, from 1.
    pub(super) footnotes: Vec<Footnote>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words.
    Text(String),
    /// The number of a footnote.
    Mark(usize),
}

/// An exact figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Footnote {
    /// What it is.
    pub(super) label: String,
    /// The figure.
    pub(super) exact: String,
    /// Where it stands in CSV: table, figure, group and column.
    pub(super) place: String,
}

/// Which number of a row is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Value,
    /// The value, and nothing rounded about it.
    Exact,
    Change,
    Share,
}

/// What stands in the place of a name.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// Words, without a figure.
    Words(String),
    /// A figure in words, with what its footnote says.
    Quote(String, Footnote),
    /// Several in a row.
    List(Vec<Vec<Content>>),
}

/// Makes sentences, and keeps their footnotes.
pub(super) struct Teller<'a> {
    pub(super) report: &'a Report,
    pub(super) locale: &'a Locale,
    footnotes: Vec<Footnote>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(report: &'a Report, locale: &'a Locale) -> Self {
        Self { report, locale, footnotes: Vec::new() }
    }

    /// The footnotes of all sentences so far.
    pub(super) fn footnotes(self) -> Vec<Footnote> {
        self.footnotes
    }

    pub(super) fn table(&self, id: &str) -> Option<&'a Table> {
        self.report.tables.iter().find(|table| table.id == id)
    }

    /// The name of what is reported on, as it stands in a sentence.
    pub(super) fn place(&self) -> String {
        match self.report.name.as_str() {
            "all" => self.locale.story("all", None, &[]),
            _ => Context::new(self.report, self.locale).name(),
        }
    }

    /// `in 2018`, `in the first half of 2018`, `from 15 January 2018 to 20 February 2018`.
    pub(super) fn when(&self, period: Period) -> String {
        let month = period.from().ymd().1;
        let id = match period.months() {
            Some(12) if month == 1 => "in_year",
            Some(6) if month % 6 == 1 => "in_half",
            Some(3) if month % 3 == 1 => "in_quarter",
            Some(1) => "in_month",
            _ => "in_range",
        };
        self.locale.story(id, None, &[("period", &self.locale.period(period))])
    }

    /// A figure of a row in words; none where it is not known or not shown.
    pub(super) fn quote(&self, row: &Row, part: Part) -> Option<Content> {
        let table = self
            .report
            .tables
            .iter()
            .find(|table| table.rows.iter().any(|other| std::ptr::eq(other, row)))?;
        let value = number(row, part)?;
        let words = match part {
            Part::Exact => self.locale.value(value, EuroDecimals::AsNeeded).ok()?,
            _ => in_words(value, self.locale).ok()?,
        };
        Some(Content::Quote(words, self.footnote(table, row, part, value).ok()?))
    }

    fn footnote(
        &self,
        table: &Table,
        row: &Row,
        part: Part,
        value: Value,
    ) -> Result<Footnote, RenderError> {
        let locale = self.locale;
        let mut label = locale.figure(row.figure).to_owned();
        if row.group != Group::Total {
            label = format!("{label}: {}", locale.group(&row.group));
        }
        let (column, exact, unit) = match part {
            Part::Value | Part::Exact => (
                "value",
                locale.value(value, EuroDecimals::AsNeeded)?,
                locale.unit(row.unit).to_owned(),
            ),
            Part::Change => {
                let period = self.report.comparison.map(|period| locale.period(period));
                let since = [("period", period.as_deref().unwrap_or_default())];
                (
                    "change",
                    locale.change(value, EuroDecimals::AsNeeded)?,
                    locale.phrase("cross_change", &since),
                )
            }
            Part::Share => {
                let hundredths = value.exact().rounded(4).ok_or(RenderError::TooLarge)?;
                let whole = locale.phrase("percent_of", &[("whole", locale.whole(row.figure))]);
                ("share", format!("{}%", locale.decimal_number(hundredths, 2)), whole)
            }
        };
        let group = row.group.id();
        let place = [&*table.name(), row.figure, &*group].join("/");
        let place = format!("{} {column}", place.trim_end_matches('/'));
        Ok(Footnote {
            label: format!("{label} ({unit})"),
            exact,
            place: super::super::visible(&place),
        })
    }

    /// A sentence; none where something in it is not known or not shown.
    pub(super) fn sentence(
        &mut self,
        id: &str,
        count: Option<u64>,
        values: &[(&str, Option<Content>)],
    ) -> Option<Vec<Piece>> {
        let mut known = Vec::new();
        for (name, content) in values {
            known.push((*name, content.clone()?));
        }
        let template = self.locale.story_template(id, count)?;
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            add(&mut pieces, before);
            let (_, content) = known.iter().find(|(known, _)| *known == name)?;
            self.fill(&mut pieces, content);
            rest = after;
        }
        add(&mut pieces, rest);
        if let Some(Piece::Text(first)) = pieces.first_mut() {
            *first = capitalised(first);
        }
        Some(pieces)
    }

    fn fill(&mut self, pieces: &mut Vec<Piece>, content: &Content) {
        match content {
            Content::Words(words) => add(pieces, words),
            Content::Quote(words, footnote) => {
                add(pieces, words);
                let known = self.footnotes.iter().position(|known| known == footnote);
                let index = known.unwrap_or_else(|| {
                    self.footnotes.push(footnote.clone());
                    self.footnotes.len() - 1
                });
                pieces.push(Piece::Mark(index + 1));
            }
            Content::List(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    let last = index + 1 == parts.len();
                    match index {
                        0 => {}
                        _ if last => add(pieces, &format!(" {} ", self.locale.word("and"))),
                        _ => add(pieces, ", "),
                    }
                    for content in part {
                        self.fill(pieces, content);
                    }
                }
            }
        }
    }
}

/// Adds words to the words before them.
fn add(pieces: &mut Vec<Piece>, words: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(text)) => text.push_str(words),
        _ if words.is_empty() => {}
        _ => pieces.push(Piece::Text(words.to_owned())),
    }
}

/// The number of a row that is quoted, where it is known and shown.
pub(super) fn number(row: &Row, part: Part) -> Option<Value> {
    match part {
        Part::Value | Part::Exact => row.value.value(),
        Part::Change => row.change(),
        Part::Share => Some(Value::Percent(row.share()?.ratio())),
    }
}

/// A count, where the row is one.
pub(super) fn count(row: &Row) -> Option<u64> {
    match row.value {
        Cell::Known(Value::Count(count)) => Some(count),
        _ => None,
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}
