//! A page as its template wants it: chapters of tables, heads that span columns, charts drawn.

use super::super::chart::Chart;
use crate::report::FigureId;
use crate::report::TableId;
use std::fmt::Write as _;

use super::super::locale::Locale;
use super::super::page::{Column, Grid, Line, MadeOf, Page, Section, Shown, Side};
use super::svg;
use crate::number::Ratio;
use crate::report::Value;

/// One report.
pub(super) struct Article<'a> {
    /// The beginning of the ids in it, for there may be several reports on a page.
    pub id: String,
    pub title: &'a str,
    pub page: &'a Page,
    pub chapters: Vec<Chapter>,
}

/// Tables that belong together.
pub(super) struct Chapter {
    pub id: String,
    /// The heading; `None` where all tables of the report are in one chapter.
    pub title: Option<String>,
    pub tables: Vec<Table>,
}

/// A table with its charts.
pub(super) struct Table {
    pub id: String,
    pub title: String,
    pub subtitle: Option<String>,
    /// Whether it is folded away.
    pub is_folded: bool,
    /// Whether table and chart each take the whole width.
    pub is_wide: bool,
    pub charts: Vec<Picture>,
    pub heads: Vec<Vec<Head>>,
    pub rows: Vec<Row>,
    /// The figures in it: id, title, definition.
    pub figures: Vec<(&'static str, String, String)>,
    /// The places of the columns of the comparison period, as names of classes: `e3 e7`.
    pub earlier: String,
    /// A link that saves it.
    pub csv: Option<String>,
}

/// A chart under its title.
pub(crate) struct Picture {
    pub title: String,
    pub subtitle: String,
    pub svg: String,
}

/// A head, over one or more columns and rows.
pub(super) struct Head {
    pub text: String,
    pub columns: usize,
    pub rows: usize,
    pub is_number: bool,
    pub is_earlier: bool,
}

/// A row of a table.
pub(super) struct Row {
    pub label: String,
    pub is_part: bool,
    pub below: Option<String>,
    pub cells: Vec<Cell>,
}

/// A cell: a text, or a mark with the word for it.
pub(super) struct Cell {
    pub text: String,
    pub word: Option<String>,
    pub is_number: bool,
    /// How long its bar is, in whole percents of the longest of its column; none where there is no bar.
    pub bar: Option<i64>,
}

/// A text between quotes in a style sheet: what is neither letter, digit nor blank is written by its number.
pub(super) fn css_text(text: &str) -> String {
    let mut written = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() || " ,.".contains(character) {
            written.push(character);
        } else {
            let _ = write!(written, "\\{:x} ", u32::from(character));
        }
    }
    written
}

/// The chapters, each with the beginnings of the ids of its tables.
const CHAPTERS: [(&str, &[&str]); 8] = [
    ("caseload", &["caseload", "cohorts"]),
    ("inflow", &["inflow"]),
    ("outflow", &["outflow", "pension"]),
    ("work", &["into_work", "placements", "retention"]),
    ("programmes", &["programme", "participation"]),
    ("groups", &["target_groups", "profile"]),
    ("savings", &["savings"]),
    ("yardsticks", &["targets", "benchmark", "rates"]),
];

/// The most columns of a table that leaves room for a chart beside it.
const NARROW: usize = 4;

pub(super) fn article<'a>(
    page: &'a Page,
    index: usize,
    count: usize,
    locale: &Locale,
) -> askama::Result<Article<'a>> {
    let id = if count > 1 { format!("r{}-", index + 1) } else { String::new() };
    let mut tables = Vec::new();
    for (number, section) in page.sections.iter().enumerate() {
        let id = format!("{id}t{}", number + 1);
        tables.push((chapter_of(section.table), table(section, id, locale)?));
    }
    let chapters = chapters(tables, &id, locale);
    Ok(Article { id, title: &page.title, page, chapters })
}

fn chapter_of(table: Option<TableId>) -> Option<&'static str> {
    let table = table?.id();
    let begins = |beginnings: &[&str]| beginnings.iter().any(|begin| table.starts_with(begin));
    CHAPTERS.iter().find(|(_, beginnings)| begins(beginnings)).map(|(id, _)| *id)
}

/// The tables by chapter; tables of none come last.
fn chapters(
    mut tables: Vec<(Option<&'static str>, Table)>,
    prefix: &str,
    locale: &Locale,
) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    for id in CHAPTERS.iter().map(|(id, _)| Some(*id)).chain([None]) {
        let of_chapter = tables.extract_if(.., |(chapter, _)| *chapter == id);
        let tables: Vec<Table> = of_chapter.map(|(_, table)| table).collect();
        if !tables.is_empty() {
            let word = format!("chapter_{}", id.unwrap_or("other"));
            let title = Some(locale.heading(&word).to_owned());
            chapters.push(Chapter {
                id: format!("{prefix}{}", id.unwrap_or("other")),
                title,
                tables,
            });
        }
    }
    if let [only] = chapters.as_mut_slice() {
        only.title = None;
    }
    chapters
}

fn table(section: &Section, id: String, locale: &Locale) -> askama::Result<Table> {
    let mut charts = Vec::new();
    for (number, chart) in section.charts.iter().enumerate() {
        charts.push(picture(chart, &format!("{id}-c{}", number + 1), locale)?);
    }
    let is_wide = section.grid.columns.len() > NARROW
        || section.charts.len() > 1
        || section.charts.iter().any(svg::is_wide);
    let figure = |figure: &FigureId| {
        let about = locale.about(*figure)?;
        Some((figure.id(), about.title.clone(), about.definition.clone()))
    };
    let figures = section.figures.iter().filter_map(figure).collect();
    Ok(Table { is_wide, charts, figures, ..bare(section, id, locale) })
}

/// A chart, drawn.
pub(crate) fn picture(chart: &Chart, id: &str, locale: &Locale) -> askama::Result<Picture> {
    Ok(Picture {
        title: chart.title().to_owned(),
        subtitle: chart.subtitle().to_owned(),
        svg: svg::draw(chart, id, locale)?,
    })
}

/// A table without its charts and what its figures mean.
pub(super) fn bare(section: &Section, id: String, locale: &Locale) -> Table {
    Table {
        id,
        title: section.title.clone(),
        subtitle: section.subtitle.clone(),
        is_folded: section.is_folded,
        is_wide: true,
        charts: Vec::new(),
        heads: heads(&section.grid),
        rows: rows(&section.grid, section.bars.is_some(), locale),
        figures: Vec::new(),
        earlier: earlier(&section.grid),
        csv: None,
    }
}

/// The places of the columns of the comparison period, counted from the labels, which are the first.
fn earlier(grid: &Grid) -> String {
    let places = grid.columns.iter().zip(2..).filter(|(column, _)| column.is_earlier);
    places.map(|(_, place)| format!("e{place}")).collect::<Vec<_>>().join(" ")
}

/// The longest of each column of shares; a column of the comparison period, or of changes, has no bars.
fn longest(grid: &Grid) -> Vec<Option<Ratio>> {
    let share = |cell: &Shown| match cell.made_of {
        MadeOf::Number { value: Value::Percent(share), is_change: false } => Some(share),
        _ => None,
    };
    let of_column = |(index, column): (usize, &Column)| {
        let shares = grid.lines.iter().filter_map(|line| share(line.cells.get(index)?));
        let longest = Ratio::largest(shares);
        Some(longest).filter(|longest| !column.is_earlier && !longest.is_zero())
    };
    grid.columns.iter().enumerate().map(of_column).collect()
}

/// The length of a bar, in whole percents of the longest.
fn bar(cell: &Shown, longest: Option<Ratio>) -> Option<i64> {
    let MadeOf::Number { value: Value::Percent(share), is_change: false } = cell.made_of else {
        return None;
    };
    let length = share.over(longest?)?.rounded(2)?;
    i64::try_from(length).ok().filter(|length| (1..=100).contains(length))
}

/// The rows of the head: two where heads span columns, which then begin with their unit or with nothing.
fn heads(grid: &Grid) -> Vec<Vec<Head>> {
    let spans = |head: &[String]| head.len() > 1 && head[0].is_empty();
    let is_spanned = grid.columns.iter().any(|column| spans(&column.head));
    let label = Head {
        text: grid.label_head.clone(),
        columns: 1,
        rows: 1 + usize::from(is_spanned),
        is_number: false,
        is_earlier: false,
    };
    let head = |lines: &[String], column: &Column| Head {
        text: lines.join(" ").trim().to_owned(),
        columns: 1,
        rows: 1,
        is_number: column.side == Side::Right,
        is_earlier: column.is_earlier,
    };
    if !is_spanned {
        let columns = grid.columns.iter().map(|column| head(&column.head, column));
        return vec![std::iter::once(label).chain(columns).collect()];
    }
    let mut above: Vec<Head> = vec![label];
    let mut below = Vec::new();
    for column in &grid.columns {
        let (first, rest) =
            column.head.split_first().map_or(("", &[][..]), |(first, rest)| (first, rest));
        match above.last_mut().filter(|_| first.is_empty()) {
            Some(head) => head.columns += 1,
            None => above.push(Head { is_earlier: false, ..head(&[first.to_owned()], column) }),
        }
        below.push(head(rest, column));
    }
    vec![above, below]
}

fn rows(grid: &Grid, has_bars: bool, locale: &Locale) -> Vec<Row> {
    let longest = if has_bars { longest(grid) } else { vec![None; grid.columns.len()] };
    let word = |cell: &Shown| match cell.made_of {
        MadeOf::Missing(_) => Some(locale.word("not_available").to_owned()),
        MadeOf::Hidden => Some(locale.word("suppressed").to_owned()),
        MadeOf::Words | MadeOf::Number { .. } => None,
    };
    let line = |line: &Line| Row {
        label: line.label.clone(),
        is_part: line.part,
        below: line.below.clone(),
        cells: line
            .cells
            .iter()
            .zip(&grid.columns)
            .enumerate()
            .map(|(index, (cell, column))| Cell {
                text: cell.text.clone(),
                word: word(cell),
                is_number: column.side == Side::Right,
                bar: bar(cell, longest[index]),
            })
            .collect(),
    };
    grid.lines.iter().map(line).collect()
}
