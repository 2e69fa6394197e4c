//! The sheets of a report: a few subjects, each with all its tables under each other in one table of the same columns, so
//! that a filter or a pivot table has all of it.

use rust_xlsxwriter::{ColNum, RowNum};

use super::super::locale::{EuroDecimals, Locale};
use super::super::page::{Context, SUPPRESSED, chart_of_reasons, label_of};
use super::book::{SheetWriter, WorkbookWriter};
use super::look::{Form, HEAD, fitting};
use super::sheet::{write_cell, write_points};
use super::{chart, front};
use crate::render::error::Result;
use crate::report::brief::{self, Label};
use crate::report::{
    Cell, Document, FigureId, Group, Report, Row, Table, TableId, Value, is_one_of,
};

/// The most sectors that are drawn.
const SECTORS: usize = 10;

/// The widest and the narrowest column.
const WIDEST: usize = 44;
const NARROWEST: usize = 11;

/// A subject: the id of its name, and the tables in it, by id or by how their ids begin.
pub(super) struct Theme {
    pub(super) id: &'static str,
    tables: &'static [&'static str],
}

/// The subjects, in their order.
pub(super) const THEMES: [Theme; 8] = [
    Theme { id: "flows", tables: &["caseload"] },
    Theme { id: "composition", tables: &["caseload_by_*", "duration", "income"] },
    Theme { id: "inflow", tables: &["inflow_by_*"] },
    Theme { id: "outflow", tables: &["outflow_by_*", "pension_by_scheme"] },
    Theme { id: "work", tables: &["into_work", "placements_by_*", "wage_value", "retention"] },
    Theme {
        id: "programmes",
        tables: &["programmes", "programme_kinds", "programme_results", "participation"],
    },
    Theme { id: "groups", tables: &["target_groups", "profile"] },
    Theme { id: "yardsticks", tables: &["targets", "benchmark", "benchmark_regions", "rates"] },
];

impl Theme {
    fn has(&self, table: &Table) -> bool {
        is_one_of(table.id, self.tables)
    }

    /// Whether its tables are breakdowns, nearly all of one figure.
    fn is_of_one_figure(&self) -> bool {
        self.tables.iter().any(|name| name.ends_with("_by_*"))
    }

    /// Whether any report has a table of it.
    pub(super) fn is_in(&self, document: &Document) -> bool {
        document.reports.iter().flat_map(|report| &report.tables).any(|table| self.has(table))
    }
}

/// A line: what it is, in words, and its numbers.
struct Line {
    keys: [String; 5],
    row: Row,
    is_drawn: bool,
}

/// The heads of the columns of words.
const KEYS: [&str; 5] = ["municipality", "subject_of", "figure", "group", "unit"];

/// Writes a subject.
pub(super) fn write(
    book: &mut WorkbookWriter,
    name: &str,
    theme: &Theme,
    document: &Document,
    locale: &Locale,
) -> Result {
    let lines = lines(theme, document, locale);
    let (Some(last), Some(first)) = (document.reports.last(), lines.first()) else { return Ok(()) };
    let context = Context::new(last, locale);
    let (kept, about) = kept(&context, &lines, first);
    let mut sheet_writer = book.sheet(name)?;
    front::heading(
        &mut sheet_writer,
        &locale.phrase(&format!("sheet_{}", theme.id), &[]),
        &about,
        last,
        locale,
    )?;
    let columns = Columns::new(&context, &lines);
    let mut heads: Vec<(String, Form)> =
        kept.iter().map(|key| (locale.word(KEYS[*key]).to_owned(), Form::HeadLeft)).collect();
    heads.extend(columns.heads(&context).into_iter().map(|head| (head, Form::HeadRight)));
    let notes: Vec<String> = lines.iter().map(|line| note(&context, &line.row)).collect();
    if notes.iter().any(|note| !note.is_empty()) {
        heads.push((locale.word("note").to_owned(), Form::HeadLeft));
    }
    let keys = fitting(kept.len())?;
    sheet_writer.head(HEAD, &heads, lines.len(), keys)?;
    let mut drawn: Vec<RowNum> = Vec::new();
    for ((row, line), note) in (HEAD + 1..).zip(&lines).zip(&notes) {
        for (column, key) in (0..).zip(&kept) {
            sheet_writer.text((row, column), &line.keys[*key], Form::Words)?;
        }
        let after = columns.write(&mut sheet_writer, (row, keys), &context, &line.row)?;
        sheet_writer.text((row, after), note, Form::Words)?;
        if line.is_drawn {
            drawn.push(row);
        }
    }
    let widths: Vec<usize> = kept
        .iter()
        .map(|key| widest(&lines, *key))
        .chain(columns.heads(&context).iter().map(|_| 13))
        .chain([WIDEST])
        .collect();
    let texts = heads.iter().map(|(head, _)| head.as_str());
    sheet_writer.heighten(HEAD, texts.zip(widths.iter().copied()))?;
    sheet_writer.widths(widths.iter().copied().take(heads.len()))?;
    if let (Some(from), Some(to)) = (drawn.first(), drawn.last()) {
        let title = title(theme, &context);
        let group = kept.iter().position(|key| *key == 3).unwrap_or(0);
        let labels = fitting(group)?;
        let beside = fitting(heads.len() + 1)?;
        let (rows, title) = ((*from, *to), &*title);
        let series = chart::Series { sheet: name, rows, labels, values: keys, title, days: None };
        sheet_writer.sheet.insert_chart(HEAD, beside, &series.bars())?;
    }
    sheet_writer.finish()
}

/// The columns of words that differ from line to line; what is the same on every line is said once, above the table.
fn kept(context: &Context<'_>, lines: &[Line], first: &Line) -> (Vec<usize>, String) {
    let differs = |key: usize| lines.iter().any(|line| line.keys[key] != first.keys[key]);
    let mut kept: Vec<usize> = (0..KEYS.len()).filter(|key| differs(*key)).collect();
    if kept.is_empty() {
        kept.push(2);
    }
    let same = [2, 4].into_iter().filter(|key| !kept.contains(key));
    let same = same.map(|key| first.keys[key].clone());
    let about = same.chain(context.compared_with()).filter(|text| !text.is_empty());
    let about = about.collect::<Vec<_>>().join("; ");
    (kept, about)
}

/// How wide a column of words is.
fn widest(lines: &[Line], key: usize) -> usize {
    let lengths = lines.iter().map(|line| line.keys[key].chars().count());
    (lengths.max().unwrap_or(0) + 2).clamp(NARROWEST, WIDEST)
}

/// What a chart shows, in a sentence.
fn title(theme: &Theme, context: &Context<'_>) -> String {
    let reasons = if theme.id == "outflow" { chart_of_reasons(context) } else { None };
    let title = match reasons {
        Some(reasons) => reasons.title,
        None => context.locale.phrase("chart_sectors_sheet", &[]),
    };
    format!("{title} ({})", context.locale.period(context.report.period))
}

/// The lines of all tables of a subject, of one place after the other.
fn lines(theme: &Theme, document: &Document, locale: &Locale) -> Vec<Line> {
    let mut lines = Vec::new();
    let last = document.reports.len().saturating_sub(1);
    for (index, report) in document.reports.iter().enumerate() {
        let place = Context::new(report, locale).name();
        let is_last = index == last;
        if theme.id == "outflow" {
            lines.extend(reasons(report, &place, is_last, locale));
        }
        for table in report.tables.iter().filter(|table| theme.has(table)) {
            let drawn =
                if is_last && table.id == TableId::PlacementsBySector { SECTORS } else { 0 };
            let known = |row: &&Row| is_bar(row);
            let drawn = table.groups(FigureId::Placements).take(drawn).take_while(known).count();
            let mut left = if drawn > 1 { drawn } else { 0 };
            for row in &table.rows {
                let is_drawn = left > 0 && row.group != Group::Total;
                left -= usize::from(is_drawn);
                let mut keys = keys(&place, table, row, locale);
                // of breakdowns of one figure, that of another one has its own title, and no column for the figure
                if let Some(first) = lines.first().filter(|_| theme.is_of_one_figure()) {
                    let first: &Line = first;
                    if first.row.figure != row.figure {
                        locale.table(table.id).clone_into(&mut keys[1]);
                        keys[2].clone_from(&first.keys[2]);
                    }
                }
                lines.push(Line { keys, row: row.clone(), is_drawn });
            }
        }
    }
    lines
}

fn keys(place: &str, table: &Table, row: &Row, locale: &Locale) -> [String; 5] {
    let topic = match table.dimension {
        Some(dimension) => locale.dimension(dimension),
        None => locale.table(table.id),
    };
    [
        place.to_owned(),
        topic.to_owned(),
        locale.figure(row.figure).to_owned(),
        locale.group_by(table.dimension, &row.group),
        locale.unit(row.unit).to_owned(),
    ]
}

/// The reasons for which benefits ended in few groups, which are drawn: the tables below have each of them.
fn reasons(report: &Report, place: &str, is_last: bool, locale: &Locale) -> Vec<Line> {
    let tables = brief::tables(report);
    let Some(table) = tables.iter().find(|table| table.id == "reasons") else { return Vec::new() };
    let mut lines = Vec::new();
    for line in &table.lines {
        let Some(row) = line.rows.first().and_then(Option::as_ref) else { continue };
        let group = match &line.label {
            Label::Word("all") => locale.word("total").to_owned(),
            label => label_of(label, locale),
        };
        let keys = [
            place.to_owned(),
            locale.phrase("reasons_grouped", &[]),
            locale.figure(row.figure).to_owned(),
            group,
            locale.unit(row.unit).to_owned(),
        ];
        lines.push(Line { keys, row: row.clone(), is_drawn: false });
    }
    let groups = lines.iter_mut().skip(1);
    let drawn: Vec<&mut Line> = groups.take_while(|line| is_bar(&line.row)).collect();
    if is_last && drawn.len() > 1 {
        for line in drawn {
            line.is_drawn = true;
        }
    }
    lines
}

/// Whether a row can be a bar: what is hidden or not available would be drawn as zero.
fn is_bar(row: &Row) -> bool {
    matches!(row.value, Cell::Known(Value::Count(_)))
}

/// Which columns of numbers a sheet has.
struct Columns {
    has_earlier: bool,
    has_shares: bool,
}

impl Columns {
    fn new(context: &Context<'_>, lines: &[Line]) -> Self {
        let is_shared = |line: &Line| line.row.whole.is_some();
        Self { has_earlier: context.earlier.is_some(), has_shares: lines.iter().any(is_shared) }
    }

    fn heads(&self, context: &Context<'_>) -> Vec<String> {
        let locale = context.locale;
        let mut heads = vec![context.now.clone()];
        if let Some(earlier) = &context.earlier {
            heads.push(earlier.clone());
            heads.push(locale.word("change").to_owned());
            heads.push(locale.phrase("head_change_percent", &[]));
        }
        if self.has_shares {
            let share = |period: &str| format!("{} {period}", locale.word("share"));
            heads.push(share(&context.now));
            if let Some(earlier) = &context.earlier {
                heads.push(share(earlier));
                heads.push(locale.phrase("head_points", &[]));
            }
        }
        heads
    }

    /// Writes the numbers of a row from a cell on. Returns the column after them.
    fn write(
        &self,
        sheet_writer: &mut SheetWriter<'_>,
        (row, mut column): (RowNum, ColNum),
        context: &Context<'_>,
        of: &Row,
    ) -> Result<ColNum> {
        let mut cells = vec![context.cell(&of.value, EuroDecimals::AsNeeded)];
        if self.has_earlier {
            cells.push(context.cell(&of.previous, EuroDecimals::AsNeeded));
            cells.push(context.change(of, EuroDecimals::AsNeeded));
            cells.push(context.relative_change(of));
        }
        let mut points = None;
        if self.has_shares {
            let [now, before, difference] = context.shares(of);
            cells.push(now);
            if self.has_earlier {
                cells.push(before);
                points = Some(difference);
            }
        }
        for cell in cells {
            write_cell(sheet_writer, (row, column), &cell)?;
            column += 1;
        }
        if let Some(points) = points {
            write_points(sheet_writer, (row, column), &points)?;
            column += 1;
        }
        Ok(column)
    }
}

/// Why numbers of a row are not available.
fn note(context: &Context<'_>, row: &Row) -> String {
    let why = |cell: &Cell| match cell {
        Cell::Missing(why) => Some(why.clone()),
        _ => None,
    };
    let worded = |why| context.locale.not_available(&why);
    let mut notes: Vec<String> = why(&row.value).map(worded).into_iter().collect();
    if let (Some(earlier), Some(why)) = (&context.earlier, why(&row.previous))
        && why != crate::report::Missing::NoComparison
        && notes.is_empty()
    {
        notes.push(format!("{earlier}: {}", worded(why)));
    }
    if [&row.value, &row.previous].contains(&&Cell::Suppressed) {
        notes.push(context.locale.phrase("sheet_hidden", &[("mark", SUPPRESSED)]));
    }
    notes.join("; ")
}
