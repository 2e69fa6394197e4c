//! A report laid out for reading: headline figures, then tables, then notes; all text, but not yet any format.
//!
//! Which columns a table gets follows from the shape of its rows, never from its id, so that a new table needs
//! no code here.

mod benchmark_table;
mod brief;
mod by_unit;
mod chart_of_table;
mod charts;
mod cohorts;
mod context;
mod cross;
mod draw;
mod grouped;
mod headline;
mod indicators;
mod list;
mod model;
mod notes;
mod pivot;
mod rates;
mod rows;
mod series;
mod series_notes;
mod shown;
mod status;
mod tiles;
mod timeline;

use crate::report::{
    Document, FigureId, Group, Layout, Note, Report, Row, Table, TableId, Timeline, benchmarks,
    cohort, distinct,
};

use super::locale::Locale;
pub(crate) use brief::label_of;
pub(crate) use chart_of_table::reasons as chart_of_reasons;
pub(crate) use charts::of_months as chart_of_months;
pub(crate) use context::{Context, capitalised, short_period};
pub(crate) use headline::facts;
pub(crate) use indicators::{change_of, section as indicator_section, value_of};
pub(crate) use model::{CAUTION, Column, Fact, Grid, Line, Page, QUOTED_CAUTION, Section, Side};
pub(crate) use shown::{MISSING, MadeOf, SUPPRESSED, Shown, texts};
pub(crate) use status::{cautions, line as status_line};
pub(crate) use tiles::{Tile, months_of, tiles};

/// The tables that compare figures with targets and benchmarks, where there are any.
pub(crate) fn comparisons(context: &Context<'_>) -> Vec<Section> {
    let tables = context.report.tables.iter().filter(|table| benchmark_table::is_one(table));
    tables.flat_map(|table| sections_of(context, table)).collect()
}

/// Lays out every report of a document; the notes on its data stand on the last page.
pub(crate) fn pages(document: &Document, locale: &Locale) -> Vec<Page> {
    lay_out_all(document, locale, |report, timeline, locale| {
        lay_out(&Context::new(report, locale), timeline)
    })
}

/// Lays out every report as [`pages`] does, with the change in % and the earlier shares.
pub(crate) fn full_pages(document: &Document, locale: &Locale) -> Vec<Page> {
    lay_out_all(document, locale, |report, timeline, locale| {
        lay_out(&Context::new(report, locale).full(), timeline)
    })
}

/// Lays out every report in short: the facts, and a few short tables.
pub(crate) fn brief_pages(document: &Document, locale: &Locale) -> Vec<Page> {
    let mut pages = lay_out_all(document, locale, |report, _, locale| {
        let context = Context::new(report, locale);
        let facts = facts(report, locale);
        let mut sections = brief::sections(&context);
        for table in report.tables.iter().filter(|table| benchmarks::is_configured(table.id)) {
            sections.extend(sections_of(&context, &brief::of_configured(table)));
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
        // the tables show how many are unknown
        let of_tables = ["without_end_reason", "without_birth_date", "national_price"];
        let in_tables: Vec<String> = document
            .notes
            .iter()
            .filter(|note| of_tables.contains(&note.id))
            .map(|note| locale.note(note))
            .collect();
        last.notes.retain(|note| !in_tables.contains(note));
    }
    pages
}

fn lay_out_all(
    document: &Document,
    locale: &Locale,
    lay_out: impl Fn(&Report, Option<&Timeline>, &Locale) -> Page,
) -> Vec<Page> {
    let mut pages: Vec<Page> = match document.layout {
        Layout::Separate => {
            let reports = document.reports_in_time();
            reports.map(|(report, timeline)| lay_out(report, timeline, locale)).collect()
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
fn lay_out(context: &Context<'_>, timeline: Option<&Timeline>) -> Page {
    let (report, locale) = (context.report, context.locale);
    let mut sections = Vec::new();
    for table in report.tables.iter().filter(|table| notes::is_shown(table)) {
        sections.extend(sections_of(context, table));
    }
    let mut notes = notes::notes(context);
    if let Some(timeline) = timeline {
        let beside = timeline::lay_out(timeline, report.period, locale);
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
        facts: facts(report, locale),
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

/// The sections of a table: one, or several for a table of rows and columns.
fn sections_of(context: &Context<'_>, table: &Table) -> Vec<Section> {
    let of_table = &context.of_table(table);
    let sections = match &table.across {
        Some(across) if cohort::is_of_cohorts(across) => cohorts::sections(of_table, table, across),
        Some(across) if benchmarks::is_beside(across) => benchmark_table::sections(of_table, table),
        Some(across) => cross::sections(of_table, table, across),
        None if table.id == TableId::Rates => vec![rates::section(of_table, table)],
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
        Shape::ByUnit => (by_unit::grid(context, table), None),
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
    /// Figures that are counted in several units: figures down, units across.
    ByUnit,
    /// Figures down.
    List,
}

fn shape(table: &Table) -> Shape {
    let figures = distinct(table.rows.iter().map(|row| row.figure));
    let count = |figure: FigureId, pick: fn(&&Row) -> bool| {
        let rows = table.rows.iter().filter(|row| row.figure == figure);
        rows.filter(pick).count()
    };
    let grouped = |figure: &&FigureId| count(**figure, |row| row.group != Group::Total) > 0;
    let in_units = |figure: &FigureId| count(*figure, |row| row.group == Group::Total) > 1;
    if table.dimension.is_some() && figures.len() == 1 {
        Shape::Grouped
    } else if table.dimension.is_some() && figures.iter().filter(grouped).count() > 1 {
        Shape::Pivot
    } else if figures.iter().any(in_units) {
        Shape::ByUnit
    } else {
        Shape::List
    }
}
