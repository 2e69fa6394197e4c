//! A report laid out for reading: headline figures, then tables, then notes; all text, but not yet any format.
//!
//! Which columns a table gets follows from the shape of its rows, never from its id, so that a new table needs
//! no code here.

mod beside;
mod brief;
mod chart_of_table;
mod charts;
mod cohorts;
mod context;
mod course;
mod cross;
mod draw;
mod grouped;
mod headline;
mod indicators;
mod list;
mod notes;
mod pivot;
mod rates;
mod series;
mod shown;
mod sides;
mod status;
mod tiles;

use crate::report::{
    Cell, Course, Document, Group, Layout, Note, Report, Row, Table, table_ids, yardstick,
};

use super::chart::{Bars, Chart};
use super::locale::Locale;
pub(crate) use brief::short_period;
pub(crate) use chart_of_table::reasons as chart_of_reasons;
pub(crate) use charts::of_months as chart_of_months;
pub(crate) use context::Context;
pub(crate) use indicators::{change_of, section as indicator_section, value_of};
pub(crate) use shown::{MadeOf, Shown, texts};
pub(crate) use status::{cautions, line as status_line};
pub(crate) use tiles::{Tile, tiles};

/// The mark of a number that is not available.
pub(crate) const MISSING: &str = "·";

/// The mark of a number that is hidden.
pub(crate) const SUPPRESSED: &str = "x";

/// What stands before a sentence that has to be read before any figure, on a terminal.
pub(crate) const CAUTION: &str = "! ";

/// The same in Markdown, where a quotation stands apart.
pub(crate) const QUOTED_CAUTION: &str = "> ";

/// One report, ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Page {
    /// Whose figures, and of when.
    pub title: String,
    /// How complete the data are, and whom the page is for; empty where that is said of no figure.
    pub status: String,
    /// What has to be read before any figure, a sentence each.
    pub first: Vec<String>,
    /// What it is compared with, and what else holds for all of it.
    pub subtitle: String,
    /// The headline figures.
    pub facts: Vec<Fact>,
    /// The tables.
    pub sections: Vec<Section>,
    /// What is not available and why, and what the marks mean.
    pub notes: Vec<String>,
    /// Whether it is a report in short, whose notes need no heading.
    pub is_brief: bool,
}

/// A headline figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Fact {
    /// The number; blank where the text has its own.
    pub number: Shown,
    /// What it is.
    pub text: String,
    /// What it is made of.
    pub detail: Option<String>,
}

/// A table under its heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Section {
    /// The heading.
    pub title: String,
    /// What is counted.
    pub subtitle: Option<String>,
    /// The table.
    pub grid: Grid,
    /// The id of the table of the report; empty where it is none.
    pub table: &'static str,
    /// The figures in it.
    pub figures: Vec<&'static str>,
    /// What is drawn of it.
    pub charts: Vec<Chart>,
    /// Its groups by length, for those who draw beside their numbers.
    pub bars: Option<Bars>,
    /// Whether it is a short table, whose title stands in its head.
    pub is_brief: bool,
    /// Whether it is the course by month.
    pub is_course: bool,
}

/// A table as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Grid {
    /// The head of the first column, which holds the labels.
    pub label_head: String,
    /// The other columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub lines: Vec<Line>,
}

/// A column of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// The head, line by line.
    pub head: Vec<String>,
    /// Where its cells stand.
    pub side: Side,
    /// Whether the table may do without it where there is no room.
    pub optional: bool,
    /// How wide it is at least on a terminal, with the space before it.
    pub least: usize,
    /// Whether its numbers are of the comparison period.
    pub is_earlier: bool,
}

/// Where the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Line {
    /// What the row is.
    pub label: String,
    /// Whether it is part of the row above.
    pub part: bool,
    /// One per column.
    pub cells: Vec<Shown>,
    /// A text on a line of its own below the row.
    pub below: Option<String>,
    /// Whether it is what others come to.
    pub is_total: bool,
}

impl Column {
    /// A column of numbers.
    pub(crate) fn number(head: &[&str]) -> Self {
        Self {
            head: head.iter().map(|&line| line.to_owned()).collect(),
            side: Side::Right,
            optional: false,
            least: 0,
            is_earlier: false,
        }
    }

    /// A column of words.
    pub(crate) fn words(head: &str) -> Self {
        Self { side: Side::Left, ..Self::number(&[head]) }
    }

    fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    fn earlier(self) -> Self {
        Self { is_earlier: true, ..self }
    }
}

/// The facts of a report, in words.
pub(crate) fn facts(report: &Report, locale: &Locale) -> Vec<Fact> {
    headline::facts(&Context::new(report, locale))
}

/// Lays out every report of a document; the notes on its data stand on the last page.
pub(crate) fn pages(document: &Document, locale: &Locale) -> Vec<Page> {
    lay_out_all(document, locale, |report, course, locale| {
        lay_out(&Context::new(report, locale), course)
    })
}

/// The same with room for the change in % and for the earlier shares.
pub(crate) fn full_pages(document: &Document, locale: &Locale) -> Vec<Page> {
    lay_out_all(document, locale, |report, course, locale| {
        lay_out(&Context::new(report, locale).full(), course)
    })
}

/// The same in short: the facts, and a few short tables. `with_hints` says how to see more.
pub(crate) fn brief_pages(document: &Document, locale: &Locale, with_hints: bool) -> Vec<Page> {
    let mut pages = lay_out_all(document, locale, |report, _, locale| {
        let context = Context::new(report, locale);
        let facts = headline::facts(&context);
        let mut sections = brief::sections(&context);
        for table in report.tables.iter().filter(|table| yardstick::is_configured(table.id)) {
            sections.extend(sections_of(&context, table));
        }
        Page {
            title: context.title(),
            status: status::line(report, locale),
            first: status::cautions(report, locale),
            subtitle: String::new(),
            // what a fact is made of stands in the tables below
            facts: facts.into_iter().map(|fact| Fact { detail: None, ..fact }).collect(),
            sections,
            notes: brief::notes(&context),
            is_brief: true,
        }
    });
    if let Some(last) = pages.last_mut() {
        // how many are unknown stands in the tables; of the budget there is none here
        let of_tables = [
            "without_end_reason",
            "without_birth_date",
            "national_price",
            "budget_state",
            "budget_state_of",
        ];
        let told: Vec<String> = document
            .notes
            .iter()
            .filter(|note| of_tables.contains(&note.id))
            .map(|note| locale.note(note))
            .collect();
        last.notes.retain(|note| !told.contains(note));
    }
    if let Some(last) = pages.last_mut().filter(|_| with_hints) {
        let count = table_ids().count().to_string();
        last.notes.push(locale.phrase("brief_more", &[("count", &count)]));
    }
    pages
}

fn lay_out_all(
    document: &Document,
    locale: &Locale,
    lay_out: impl Fn(&Report, Option<&Course>, &Locale) -> Page,
) -> Vec<Page> {
    let mut pages: Vec<Page> = match document.layout {
        Layout::Separate => {
            let courses = document.courses.iter().map(Some).chain(std::iter::repeat(None));
            let reports = document.reports.iter().zip(courses);
            reports.map(|(report, course)| lay_out(report, course, locale)).collect()
        }
        Layout::Series { cumulative, drawn } => {
            let of_name = document.reports.chunk_by(|one, other| one.name == other.name);
            of_name.map(|reports| series::page(reports, cumulative, drawn, locale)).collect()
        }
    };
    if let Some(last) = pages.last_mut() {
        last.notes.extend(data_notes(document, locale));
    }
    pages
}

/// Lays out one report.
fn lay_out(context: &Context<'_>, course: Option<&Course>) -> Page {
    let (report, locale) = (context.report, context.locale);
    let mut sections = Vec::new();
    for table in report.tables.iter().filter(|table| notes::is_shown(table)) {
        sections.extend(sections_of(context, table));
    }
    let mut notes = notes::notes(context);
    if let Some(course) = course {
        let beside = course::lay_out(course, report.period, locale);
        sections.splice(sections.len().min(1)..sections.len().min(1), beside.months);
        notes.extend(
            beside.notes.into_iter().filter(|note| !notes.contains(note)).collect::<Vec<_>>(),
        );
    }
    Page {
        title: context.title(),
        status: status::line(report, locale),
        first: status::cautions(report, locale),
        subtitle: context.subtitle(),
        facts: headline::facts(context),
        sections,
        notes,
        is_brief: false,
    }
}

/// The notes on the data behind every report, but for those that stand above the figures.
fn data_notes(document: &Document, locale: &Locale) -> Vec<String> {
    let stands_first = |note: &&Note| document.reports.iter().any(|of| of.first.contains(note));
    let notes = document.notes.iter().filter(|note| !stands_first(note));
    notes.map(|note| locale.note(note)).collect()
}

/// Notes as sentences.
fn sentences(notes: &[Note], locale: &Locale) -> Vec<String> {
    notes.iter().map(|note| locale.note(note)).collect()
}

/// The sections of a table: one, or several for a table of rows and columns.
fn sections_of(context: &Context<'_>, table: &Table) -> Vec<Section> {
    let of_table = &context.of_table(table);
    let sections = match &table.across {
        Some(across) if cohorts::are(across) => vec![cohorts::section(of_table, table, across)],
        Some(across) if beside::are(across) => beside::sections(of_table, table),
        Some(across) => cross::sections(of_table, table, across),
        None if table.id == yardstick::RATES => vec![rates::section(of_table, table)],
        None => vec![section(context, table)],
    };
    sections.into_iter().map(|section| section.of(table)).collect()
}

fn section(context: &Context<'_>, table: &Table) -> Section {
    let title = context.locale.table(table.id).to_owned();
    let context = &context.of_table(table);
    let (grid, subtitle) = match shape(table) {
        Shape::Grouped => (grouped::grid(context, table), grouped::counted(context, table)),
        Shape::Pivot => (pivot::grid(context, table), pivot::counted(context, table)),
        Shape::Sides => (sides::grid(context, table), None),
        Shape::List => (list::grid(context, table), list::counted(context, table)),
    };
    let charts = chart_of_table::of_table(context, table);
    let bars = chart_of_table::groups(context, table);
    Section { title, subtitle, grid, charts, bars, ..Section::default() }
}

/// The ways in which rows become a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// One figure: groups down.
    Grouped,
    /// Several figures by group: groups down, figures across.
    Pivot,
    /// The same figures in several units: figures down, units across.
    Sides,
    /// Figures down.
    List,
}

fn shape(table: &Table) -> Shape {
    let figures = distinct(table.rows.iter().map(|row| row.figure));
    let count = |figure: &str, pick: fn(&&Row) -> bool| {
        let rows = table.rows.iter().filter(|row| row.figure == figure);
        rows.filter(pick).count()
    };
    let grouped = |figure: &&&str| count(figure, |row| row.group != Group::Total) > 0;
    let in_units = |figure: &&str| count(figure, |row| row.group == Group::Total) > 1;
    if table.dimension.is_some() && figures.len() == 1 {
        Shape::Grouped
    } else if table.dimension.is_some() && figures.iter().filter(grouped).count() > 1 {
        Shape::Pivot
    } else if figures.iter().any(in_units) {
        Shape::Sides
    } else {
        Shape::List
    }
}

/// The values in the order of their first appearance.
fn distinct<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen
}

/// Whether any row is a share of something.
fn has_share(rows: &[&Row]) -> bool {
    let hidden =
        |row: &Row| row.value == Cell::Suppressed || row.whole.as_ref() == Some(&Cell::Suppressed);
    rows.iter().any(|row| row.whole.is_some() && (row.share().is_some() || hidden(row)))
}
