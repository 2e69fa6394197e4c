//! What a run has to say beside its figures: in the report, and on standard error.

use std::io::Write;

use super::load::{Input, Wanted};
use crate::dataset::kind::{Field, FileKind};
use crate::dataset::rejects::{Rejects, showable};
use crate::dataset::scan::OutOfScope;
use crate::measure::quality::Noticed;
use crate::measure::{Condition, Tally, Unit, Window};
use crate::record::FileFacts;
use crate::render::{Lang, Locale, rejected_rows};
use crate::report::quality::CODES_MOST;
use crate::report::{Note, NoteValue};

/// The notes of a run.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// For the readers of the report.
    pub(super) in_report: Vec<Note>,
    /// For the person at the keyboard besides: rejected rows of each file.
    lists: Vec<(String, Rejects)>,
    /// For the person at the keyboard only.
    on_the_side: Vec<Note>,
    /// How many rows were rejected.
    pub(super) rejected: u64,
}

impl Notes {
    /// Tells the person at the keyboard.
    pub(super) fn tell(&self, lang: Lang, stderr: &mut dyn Write) {
        for line in self.on_stderr(lang) {
            // where standard error is closed there is nobody left to tell
            let _ = writeln!(stderr, "outflow: {line}");
        }
    }

    /// The lines for standard error: what was left out, then rejected rows one by one.
    fn on_stderr(&self, lang: Lang) -> Vec<String> {
        let told = [
            "dataset_left_out",
            "partial_coverage",
            "same_file_twice",
            "rejected_rows",
            "windows_1252",
            "header_only",
        ];
        let notes = self.in_report.iter().filter(|note| told.contains(&note.id));
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

    fn add(&mut self, id: &'static str, values: Vec<(&'static str, NoteValue)>) {
        self.in_report.push(Note::new(id, values));
    }

    fn count(&mut self, id: &'static str, file: &FileFacts, count: u64) {
        if count > 0 {
            let values = vec![("file", text(&file.name)), ("count", NoteValue::Count(count))];
            self.add(id, values);
        }
    }
}

fn text(text: &str) -> NoteValue {
    NoteValue::Text(text.to_owned())
}

/// The notes of a report.
pub(super) fn of_report(
    wanted: Wanted<'_>,
    input: &Input,
    tally: &Tally<'_>,
    windows: &[Window],
) -> Notes {
    let mut notes = of_input(wanted, input);
    if let Some(window) = windows.get(1) {
        let covered =
            input.loaded.iter().all(|loaded| loaded.records.coverage.covers(window.period));
        if !covered {
            notes.add("comparison_not_covered", vec![("period", NoteValue::Period(window.period))]);
        }
    }
    let outside = tally.total(0, 0, Unit::Placements, Condition::PlacementOutside);
    if let Some(count) = u64::try_from(outside).ok().filter(|count| *count > 0) {
        notes.add("placements_without_benefit", vec![("count", NoteValue::Count(count))]);
    }
    of_missing_amounts(&mut notes, tally);
    notes
}

/// What there is to say of the datasets and their files, whatever is counted.
pub(super) fn of_input(wanted: Wanted<'_>, input: &Input) -> Notes {
    let mut notes = Notes::default();
    let span = wanted.span();
    for (dataset, coverage) in &input.left_out {
        let values = vec![
            ("dataset", text(dataset)),
            ("coverage", NoteValue::Period(*coverage)),
            ("period", NoteValue::Period(span)),
        ];
        notes.add("dataset_left_out", values);
    }
    for repeated in &input.repeated {
        notes.add("same_file_twice", vec![("file", text(repeated))]);
    }
    for (loaded, noticed) in input.loaded.iter().zip(&input.noticed) {
        let records = &loaded.records;
        // of a series, what lies outside is a gap and speaks for itself
        let one = wanted.periods.len() == 1;
        if one && !records.coverage.covers(span) {
            let values = vec![
                ("dataset", text(&records.name)),
                ("coverage", NoteValue::Period(records.coverage)),
            ];
            notes.add("partial_coverage", values);
        }
        for file in &loaded.files {
            of_file(&mut notes, file);
        }
        of_rows(&mut notes, &loaded.files, noticed);
    }
    notes
}

/// How many unknown codes of a column are named.
const CODES_NAMED: usize = 5;

/// What is odd in the rows of a dataset.
fn of_rows(notes: &mut Notes, files: &[FileFacts], noticed: &Noticed) {
    let name = |kind| {
        let file = files.iter().find(|file| file.kind == kind);
        text(file.map_or("", |file| file.name.as_str()))
    };
    for (kind, count) in &noticed.after_coverage {
        let day = noticed.last_day.map(|day| ("day", NoteValue::Day(day)));
        let values = [("file", name(*kind)), ("count", NoteValue::Count(*count))];
        notes.add("after_coverage", values.into_iter().chain(day).collect());
    }
    for column in &noticed.codes {
        let about = || [("file", name(column.kind)), ("column", text(column.field.id()))];
        let named = if column.codes.len() > CODES_MOST { 0 } else { CODES_NAMED };
        for (code, count, _) in column.codes.iter().take(named) {
            let code = text(&showable(code.as_bytes()));
            let values = [("code", code), ("count", NoteValue::Count(*count))];
            notes.add("unknown_code", about().into_iter().chain(values).collect());
        }
        let rest = column.codes.get(named..).unwrap_or_default();
        if !rest.is_empty() {
            let rows = rest.iter().map(|(_, count, _)| count).sum();
            let values = [("count", NoteValue::Count(rows))];
            notes.add("unknown_codes", about().into_iter().chain(values).collect());
        }
    }
}

/// Benefits without an amount are in no sum of amounts; it is said how many, where amounts are summed at all.
fn of_missing_amounts(notes: &mut Notes, tally: &Tally<'_>) {
    let benefits = |condition| tally.total(0, 0, Unit::Benefits, condition);
    let priced = benefits(Condition::Priced);
    let without = benefits(Condition::StockEnd) - priced;
    if let Some(count) = u64::try_from(without).ok().filter(|count| *count > 0 && priced > 0) {
        notes.add("missing_amount", vec![("count", NoteValue::Count(count))]);
    }
}

fn of_file(notes: &mut Notes, file: &FileFacts) {
    let rejected = file.rejected.total();
    notes.rejected += rejected;
    notes.count("rejected_rows", file, rejected);
    if rejected > 0 {
        notes.lists.push((file.name.clone(), file.rejected.clone()));
    }
    if let Some(line) = file.open_end {
        // a file that goes on as it was gives the same report, whatever its last line ends with
        let values = vec![("file", text(&file.name)), ("line", NoteValue::Text(line.to_string()))];
        notes.on_the_side.push(Note::new("open_end", values));
    }
    if file.windows_1252 {
        notes.add("windows_1252", vec![("file", text(&file.name))]);
    }
    if file.read == 0 {
        notes.add("header_only", vec![("file", text(&file.name))]);
    }
    let left_out = |reason| file.out_of_scope.get(&reason).copied().unwrap_or(0);
    notes.count("rows_out_of_scope_municipality", file, left_out(OutOfScope::Municipality));
    notes.count("special_assistance", file, left_out(OutOfScope::SpecialAssistance));
    notes.count("identical_rows", file, file.identical);
    notes.count("ambiguous_amounts", file, file.by_notation);
    notes.count("blank_rows", file, file.blank);
    let has = |field| file.fields.contains(&field);
    if file.kind == FileKind::Benefits && !has(Field::CaseId) {
        notes.add("no_case_id", vec![("file", text(&file.name))]);
    } else if file.kind == FileKind::Benefits {
        notes.count("missing_case", file, file.caseless);
    }
    if file.kind != FileKind::Payments && !has(Field::PersonId) {
        notes.add("no_person_id", vec![("file", text(&file.name))]);
    } else {
        notes.count("missing_person", file, file.personless);
    }
}
