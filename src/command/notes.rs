//! What a run has to say about its figures: in the report, and on standard error.

use std::io::Write;

use super::counted::Counted;
use super::load::{Input, span};
use crate::dataset::discover::Said;
use crate::dataset::rejects::Rejects;
use crate::measure::{Condition, Dimension, Tally, Unit};
use crate::period::Period;
use crate::record::{FileFacts, Records};
use crate::render::{Lang, Locale, rejected_rows};
use crate::report::quality::{Place, entry, report_findings};
use crate::report::{
    Cell, Document, FigureId, Group, Note, NoteValue, Report, RowCounts, Status, TableId,
};

/// The notes of a run.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// For the readers of the report.
    pub(super) in_report: Vec<Note>,
    /// Those of them that stand above the figures, each with the dataset that it is about.
    first: Vec<(String, Note)>,
    /// For the person at the keyboard besides: rejected rows of each file.
    lists: Vec<(String, Rejects)>,
    /// For the person at the keyboard only.
    on_the_side: Vec<Note>,
    /// The rows of each dataset.
    rows: Vec<(String, RowCounts)>,
}

/// The last months of the data of which it is said what share is still to be booked.
const OPEN_MONTHS: i32 = 3;

/// The notes that are printed on standard error too, besides those above the figures.
const TOLD: [&str; 8] = [
    "folder_skipped",
    "dataset_left_out",
    "partial_coverage",
    "same_file_twice",
    "windows_1252",
    "no_rows",
    "files_as_one",
    "recognised_by_columns",
];

impl Notes {
    /// Tells the person at the keyboard.
    pub(super) fn tell(&self, lang: Lang, stderr: &mut dyn Write) {
        for line in self.on_stderr(lang) {
            // where standard error is closed nobody can read it
            let _ = writeln!(stderr, "outflow: {line}");
        }
    }

    /// The lines for standard error: what was left out, then rejected rows one by one.
    fn on_stderr(&self, lang: Lang) -> Vec<String> {
        let is_known = |note: &&Note| {
            TOLD.contains(&note.id) || self.first.iter().any(|(_, first)| first == *note)
        };
        let notes = self.in_report.iter().filter(is_known);
        let mut notes = notes.chain(&self.on_the_side).peekable();
        if notes.peek().is_none() {
            return Vec::new(); // reading the words costs more than a small report
        }
        let locale = Locale::new(lang);
        let mut lines: Vec<_> = notes.map(|note| locale.note(note)).collect();
        for (file, rejects) in &self.lists {
            lines.extend(rejected_rows(rejects, file, &locale));
        }
        lines
    }

    /// Puts above a report what has to be read before its figures, which are of these datasets.
    pub(super) fn head(&self, report: &mut Report, records: &[&Records]) {
        report.first = self.first_of(records);
        let is_of = |dataset: &str| records.iter().any(|records| records.name == dataset);
        let rows = self.rows.iter().filter(|(dataset, _)| is_of(dataset)).map(|(_, rows)| *rows);
        let rows = rows.reduce(|all, rows| RowCounts {
            read: all.read + rows.read,
            rejected: all.rejected + rows.rejected,
        });
        let from = records.iter().map(|records| records.coverage.from()).max();
        let to = records.iter().map(|records| records.coverage.to()).min();
        let coverage = from.zip(to).and_then(|(from, to)| Period::new(from, to).ok());
        report.status = Status { coverage, rows, ..Status::default() };
    }

    /// What has to be read before the figures of these datasets.
    pub(super) fn first_of(&self, records: &[&Records]) -> Vec<Note> {
        let is_of = |dataset: &str| records.iter().any(|records| records.name == dataset);
        let first = self.first.iter().filter(|(dataset, _)| is_of(dataset));
        first.map(|(_, note)| note.clone()).collect()
    }

    fn add(&mut self, id: &'static str, values: Vec<(&'static str, NoteValue)>) {
        self.in_report.push(Note::new(id, values));
    }

    /// Adds how many there are, where there are any.
    fn add_count(&mut self, id: &'static str, count: i128) {
        if let Some(count) = u64::try_from(count).ok().filter(|count| *count > 0) {
            self.add(id, vec![("count", NoteValue::Count(count))]);
        }
    }
}

fn text(text: &str) -> NoteValue {
    NoteValue::Text(text.to_owned())
}

/// The notes of a report; a published one says nothing of people whom no table shows.
pub(super) fn of_report(
    periods: &[Period],
    input: &Input,
    counted: Counted<'_>,
    is_published: bool,
) -> Notes {
    let mut notes = of_input(periods, input);
    let tally = counted.tally;
    if let Some(window) = counted.places.get(1).map(|place| &counted.windows[*place]) {
        let covered =
            input.loaded.iter().all(|loaded| loaded.records.coverage.covers(window.period));
        if !covered {
            notes.add("comparison_not_covered", vec![("period", NoteValue::Period(window.period))]);
        }
    }
    let outside = tally.total(0, 0, Unit::Placements, Condition::PlacementOutside);
    notes.add_count("placements_without_benefit", outside);
    of_missing_amounts(&mut notes, tally);
    if !is_published {
        of_participants_without_age(&mut notes, tally);
    }
    notes
}

/// What there is to say of the datasets and their files, whatever is counted: first what has to be read before any
/// figure.
pub(super) fn of_input(periods: &[Period], input: &Input) -> Notes {
    let mut notes = Notes::default();
    let span = span(periods);
    for (dataset, coverage) in &input.left_out {
        let values = vec![
            ("dataset", text(dataset)),
            ("from", text(&coverage.from().to_string())),
            ("to", text(&coverage.to().to_string())),
            ("period", text(&span.to_string())),
        ];
        notes.add("dataset_left_out", values);
    }
    for repeated in &input.repeated {
        notes.add("same_file_twice", vec![("file", text(repeated))]);
    }
    for said in &input.said {
        match said {
            // a folder that is left out is missing in the figures, so their readers must know too
            Said::Skipped { .. } => notes.in_report.push(of_said(said)),
            // neither can be an export that was forgotten; `check` names them
            Said::NotPicked { .. } | Said::OwnOutput { .. } => {}
            _ => notes.on_the_side.push(of_said(said)),
        }
    }
    for (loaded, warnings) in input.loaded.iter().zip(&input.warnings) {
        let records = &loaded.records;
        // of a series, what lies outside is a gap and speaks for itself
        let one = periods.len() == 1;
        if one && !records.coverage.covers(span) {
            let values = vec![
                ("dataset", text(&records.name)),
                ("coverage", NoteValue::Period(records.coverage)),
            ];
            notes.add("partial_coverage", values);
        }
        // what is still to be booked is of the last months of the data, and of no period before these
        let is_open = span.to() > records.coverage.to().plus_months(-OPEN_MONTHS);
        for finding in report_findings(loaded, warnings) {
            if finding.id == "late_bookings" && !is_open {
                continue;
            }
            let note = finding.note();
            match entry(finding.id).1 {
                Place::First => notes.first.push((records.name.clone(), note)),
                Place::Notes => notes.in_report.push(note),
                // a file that goes on as it was gives the same report, whatever its last line ends with
                Place::Check => notes.on_the_side.push(note),
            }
        }
        let sum = |count: fn(&FileFacts) -> u64| loaded.files.iter().map(count).sum();
        let rows = RowCounts { read: sum(|of| of.read), rejected: sum(|of| of.rejected.total()) };
        notes.rows.push((records.name.clone(), rows));
        for file in &loaded.files {
            if file.rejected.total() > 0 {
                notes.lists.push((file.name.clone(), file.rejected.clone()));
            }
        }
    }
    notes.in_report.splice(0..0, notes.first.iter().map(|(_, note)| note.clone()));
    notes
}

/// What there is to say of a file or folder, as a note.
pub(super) fn of_said(said: &Said) -> Note {
    let file = |file: &str| vec![("file", text(file))];
    match said {
        Said::Recognised { kind, file } => {
            Note::new("recognised", vec![("kind", text(kind.id())), ("file", text(file))])
        }
        Said::NoExport { file: name, why: None } => Note::new("no_export", file(name)),
        Said::NoExport { file, why: Some(why) } => {
            Note::new("other_file", vec![("file", text(file)), ("why", text(why))])
        }
        Said::IsWorkbook { file: name } => Note::new("is_workbook", file(name)),
        Said::OwnOutput { file: name } => Note::new("own_output", file(name)),
        Said::NotPicked { file: name } => Note::new("not_picked", file(name)),
        Said::Skipped { folder } => Note::new("folder_skipped", file(folder)),
    }
}

/// Benefits without an amount are in no sum of amounts; it is said how many, where amounts are summed at all.
fn of_missing_amounts(notes: &mut Notes, tally: &Tally<'_>) {
    let benefits = |condition| tally.total(0, 0, Unit::Benefits, condition);
    let priced = benefits(Condition::Priced);
    let without = benefits(Condition::StockEnd) - priced;
    if priced > 0 {
        notes.add_count("missing_amount", without);
    }
}

/// Whose age is not known is in no group by age; most of them never had a benefit, and so are in none of the exports
/// that say when somebody was born.
fn of_participants_without_age(notes: &mut Notes, tally: &Tally<'_>) {
    let groups = tally.groups(0, 0, (Unit::Persons, Condition::Participant, Some(Dimension::Age)));
    let without = groups.first().copied().unwrap_or(0);
    notes.add_count("participants_without_age", without);
}

/// Tables whose group `unknown` holds who lacks a value, with the note that says so.
const UNKNOWN: [(TableId, FigureId, &str); 2] = [
    (TableId::CaseloadByAge, FigureId::StockEnd, "without_birth_date"),
    (TableId::OutflowByReason, FigureId::Outflow, "without_end_reason"),
];

/// How many of the benefits in the last report lack a value that its tables use: as they show it, so that nothing is
/// said that they hide.
pub(super) fn of_tables(document: &Document) -> Vec<Note> {
    let of_table = |report: &Report, (table, figure, id): (TableId, FigureId, &'static str)| {
        let table = report.table(table)?;
        let count = |group: &Group| {
            let mut rows = table.rows.iter().filter(|row| row.figure == figure);
            match &rows.find(|row| row.group == *group)?.value {
                Cell::Known(crate::report::Value::Count(count)) => Some(*count),
                _ => None,
            }
        };
        let (without, whole) = (count(&Group::Unknown)?, count(&Group::Total)?);
        let values = vec![("count", NoteValue::Count(without)), ("whole", NoteValue::Count(whole))];
        (without > 0).then(|| Note::new(id, values))
    };
    let last = document.reports.last().into_iter();
    last.flat_map(|report| UNKNOWN.into_iter().filter_map(|table| of_table(report, table)))
        .collect()
}
