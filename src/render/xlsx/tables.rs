//! From the tables of the readable report to sheets: the same table of several municipalities on one sheet.

use std::ops::Range;

use crate::report::{Document, Layout, Report, distinct};

use super::super::locale::Locale;
use super::super::page::{Column, Context, Line, MadeOf, Page, Section, Shown, Side};

/// A table on a sheet of its own.
pub(super) struct TableSheet<'a> {
    /// What it is called.
    pub(super) title: String,
    /// What is counted.
    pub(super) about: String,
    /// Whose figures, of when, and what holds for all of them.
    pub(super) of: String,
    /// The heads of the columns that say what a line is: the municipality where there are several, the label.
    pub(super) keys: Vec<String>,
    /// The other columns.
    pub(super) columns: Vec<Head>,
    /// Whether some line has a formula, and the head of that column.
    pub(super) formula: Option<String>,
    /// Whether some number is not available, and the head of the column that says why.
    pub(super) note: Option<String>,
    /// The lines.
    pub(super) lines: Vec<SheetLine<'a>>,
    /// How it is drawn.
    pub(super) drawn: Drawn,
}

/// How the numbers of a sheet are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Drawn {
    /// Not at all.
    Nothing,
    /// A bar for each of these lines.
    Bars(Range<usize>),
    /// A line for each column, from period to period.
    Lines(Range<usize>),
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// The words.
    pub(super) text: String,
    /// Where its cells stand.
    pub(super) side: Side,
    /// How many columns before it have the same words.
    nth: usize,
}

/// A line of a sheet.
pub(super) struct SheetLine<'a> {
    /// The municipality, where there are several, and the label.
    pub(super) keys: Vec<String>,
    /// Whether it is part of the line above.
    pub(super) part: bool,
    /// One for each column; none where the table of this municipality lacks it.
    pub(super) cells: Vec<Option<&'a Shown>>,
    /// How a number was worked out.
    pub(super) formula: Option<&'a str>,
    /// Why numbers are not available.
    pub(super) note: String,
}

impl TableSheet<'_> {
    /// The title with what is counted.
    pub(super) fn full_title(&self) -> String {
        if self.about.is_empty() {
            self.title.clone()
        } else {
            format!("{} ({})", self.title, self.about)
        }
    }
}

/// The tables of all pages, those of one title together.
pub(super) fn sheets<'a>(
    document: &Document,
    pages: &'a [Page],
    locale: &Locale,
) -> Vec<TableSheet<'a>> {
    let places = places(document, locale);
    let kinds = distinct(pages.iter().flat_map(numbered).map(|(kind, _)| kind));
    let sheet = |kind| {
        let of_kind = pages.iter().zip(&places).filter_map(|(page, place)| {
            let section = numbered(page).find(|(other, _)| *other == kind)?.1;
            Some((page, place.as_str(), section))
        });
        sheet(&of_kind.collect::<Vec<_>>(), pages.len() > 1, locale)
    };
    kinds.into_iter().filter_map(sheet).collect()
}

/// The name of each page.
fn places(document: &Document, locale: &Locale) -> Vec<String> {
    let name = |report: &Report| Context::new(report, locale).name();
    match document.layout {
        Layout::Separate => document.reports.iter().map(name).collect(),
        Layout::Series { .. } => {
            let of_name = document.reports.chunk_by(|one, other| one.name == other.name);
            of_name.filter_map(|reports| reports.first().map(name)).collect()
        }
    }
}

/// The sections of a page, each with its title and how many before it have the same.
fn numbered(page: &Page) -> impl Iterator<Item = ((&str, usize), &Section)> {
    page.sections.iter().enumerate().map(|(index, section)| {
        let title = section.title.as_str();
        let before = page.sections[..index].iter().filter(|other| other.title == title).count();
        ((title, before), section)
    })
}

/// One table of one or more pages.
fn sheet<'a>(
    of: &[(&'a Page, &str, &'a Section)],
    several: bool,
    locale: &Locale,
) -> Option<TableSheet<'a>> {
    let (page, _, last) = of.last()?;
    // the columns that any of the tables has
    let columns = distinct(of.iter().flat_map(|(_, _, section)| heads(&section.grid.columns)));
    let mut lines = Vec::new();
    let mut first_of_last = 0;
    for (_, place, section) in of {
        first_of_last = lines.len();
        let own = heads(&section.grid.columns);
        let places: Vec<Option<usize>> =
            columns.iter().map(|head| own.iter().position(|other| other == head)).collect();
        // a page has the latest period on top; a chart of a sheet goes from left to right
        let mut of_section: Vec<&Line> = section.grid.lines.iter().collect();
        if section.grid.label_head == locale.word("period") {
            of_section.reverse();
        }
        for line in of_section {
            let cells: Vec<Option<&Shown>> =
                places.iter().map(|place| line.cells.get((*place)?)).collect();
            let place = several.then(|| (*place).to_owned());
            lines.push(SheetLine {
                keys: place.into_iter().chain([line.label.clone()]).collect(),
                part: line.part,
                note: note(&cells, &columns, locale),
                cells,
                formula: line.below.as_deref(),
            });
        }
    }
    let label = &last.grid.label_head;
    let label = if label.is_empty() { locale.word("figure") } else { label };
    let place = several.then(|| locale.word("municipality").to_owned());
    let head = |word: &str, has: bool| has.then(|| locale.word(word).to_owned());
    let drawn = drawn(&lines, first_of_last..lines.len(), label, locale);
    Some(TableSheet {
        title: last.title.clone(),
        about: last.subtitle.clone().unwrap_or_default(),
        of: format!("{}. {}", page.title, page.subtitle),
        keys: place.into_iter().chain([label.to_owned()]).collect(),
        formula: head("formula", lines.iter().any(|line| line.formula.is_some())),
        note: head("note", lines.iter().any(|line| !line.note.is_empty())),
        drawn,
        columns: columns
            .into_iter()
            .map(|head| match head.text.as_str() {
                "" => Head { text: locale.word("whole").to_owned(), ..head },
                _ => head,
            })
            .collect(),
        lines,
    })
}

/// The heads in one line each. A unit that stands above several columns is said of each of them.
fn heads(columns: &[Column]) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let mut above = "";
    for column in columns {
        let (first, rest) = match column.head.as_slice() {
            [first, rest @ ..] if !rest.is_empty() => (first.as_str(), rest),
            [only] => (only.as_str(), &[][..]),
            _ => ("", &[][..]),
        };
        if !first.is_empty() {
            above = first;
        }
        let words = [above].into_iter().chain(rest.iter().map(String::as_str));
        let words: Vec<_> = if column.head.len() > 1 { words.collect() } else { vec![first] };
        let text = words.join(" ").trim().to_owned();
        let nth = heads.iter().filter(|head| head.text == text).count();
        heads.push(Head { text, side: column.side, nth });
    }
    heads
}

/// Why numbers of a line are not available; which, where it is not the first.
fn note(cells: &[Option<&Shown>], columns: &[Head], locale: &Locale) -> String {
    let mut notes: Vec<String> = Vec::new();
    let mut given = Vec::new();
    for (index, (cell, head)) in cells.iter().zip(columns).enumerate() {
        let Some(MadeOf::Missing(Some(why))) = cell.map(|cell| &cell.made_of) else { continue };
        if given.contains(&why) {
            continue;
        }
        given.push(why);
        let why = locale.not_available(why);
        notes.push(if index == 0 { why } else { format!("{}: {why}", head.text) });
    }
    notes.join("; ")
}

/// Bars for groups under their total, lines for periods. What is hidden is not drawn: a chart would show it as zero.
fn drawn(lines: &[SheetLine<'_>], last: Range<usize>, label: &str, locale: &Locale) -> Drawn {
    let of_last = &lines[last.clone()];
    if label == locale.word("period") {
        return if of_last.len() > 2 { Drawn::Lines(last) } else { Drawn::Nothing };
    }
    let total = of_last.first().and_then(|line| line.keys.last());
    if total.is_none_or(|label| label != locale.word("total"))
        || of_last.iter().any(|line| line.part)
    {
        return Drawn::Nothing;
    }
    let is_known = |line: &&SheetLine<'_>| is_count(line.cells.first().copied().flatten());
    let known = of_last.iter().skip(1).take_while(is_known).count();
    let is_tail = of_last.iter().skip(1 + known).all(|line| !is_known(&line));
    if known < 2 || !is_tail {
        return Drawn::Nothing;
    }
    Drawn::Bars(last.start + 1..last.start + 1 + known.min(MOST_BARS))
}

/// The most bars of a chart.
const MOST_BARS: usize = 30;

fn is_count(cell: Option<&Shown>) -> bool {
    use crate::report::Value;
    let made_of = cell.map(|cell| &cell.made_of);
    matches!(
        made_of,
        Some(MadeOf::Number { value: Value::Count(_) | Value::Euro(_), is_change: false })
    )
}
