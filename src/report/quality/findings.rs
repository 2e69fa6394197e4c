//! Counts → findings: what deserves a word, how bad it is, and in which order it is said.

use super::{DatasetQuality, FileQuality, Finding, Severity};
use crate::dataset::kind::{Field, FileKind};
use crate::dataset::rejects::showable;
use crate::dataset::scan::OutOfScope;
use crate::measure::quality::{Break, Identifiers, Joined, Quality, RowCounts, UnknownCodes};
use crate::record::{FileFacts, Loaded};
use crate::report::NoteValue;

/// How many codes of a column are shown.
const CODES_SHOWN: usize = 15;
/// A column with more unknown codes holds no codes at all; its values are not shown.
pub(crate) const CODES_MOST: usize = 40;

/// The findings of one dataset. `guessed` says that no configuration gives the coverage; `repeated` are files that
/// were named twice.
pub(crate) fn dataset_quality(loaded: &Loaded, counted: &Quality, guessed: bool) -> DatasetQuality {
    let mut found = Found { loaded, findings: Vec::new() };
    for file in &loaded.files {
        found.of_file(file);
    }
    for (kind, rows) in &counted.files {
        found.of_rows(*kind, rows, counted);
    }
    found.of_units(counted);
    if counted.identical_payments > 0 {
        let kind = Some(FileKind::Payments);
        found.add(Severity::Warning, "identical_payments", kind, counted.identical_payments);
    }
    counted.codes.iter().for_each(|codes| found.of_codes(codes));
    counted.breaks.iter().for_each(|at| found.of_break(at));
    if guessed {
        let coverage = NoteValue::Period(loaded.records.coverage);
        found.add(Severity::Info, "coverage_guessed", None, 1).values.push(("coverage", coverage));
    }
    let mut findings = found.findings;
    findings.sort_by_key(|finding| finding.severity);
    DatasetQuality {
        name: loaded.records.name.clone(),
        coverage: loaded.records.coverage,
        files: loaded.files.iter().map(FileQuality::from).collect(),
        findings,
    }
}

impl From<&FileFacts> for FileQuality {
    fn from(file: &FileFacts) -> Self {
        Self {
            kind: file.kind.id(),
            name: file.name.clone(),
            read: file.read,
            used: file.used(),
            rejected: file.rejected.clone(),
            out_of_scope: file.left_out(),
        }
    }
}

/// The findings so far.
struct Found<'a> {
    loaded: &'a Loaded,
    findings: Vec<Finding>,
}

impl Found<'_> {
    fn add(
        &mut self,
        severity: Severity,
        id: &'static str,
        kind: Option<FileKind>,
        count: u64,
    ) -> &mut Finding {
        let index = self.findings.len();
        self.findings.push(Finding {
            severity,
            id,
            kind: kind.map(FileKind::id),
            file: kind.and_then(|kind| self.name(kind)),
            column: None,
            code: None,
            count,
            whole: None,
            values: Vec::new(),
        });
        &mut self.findings[index]
    }

    fn name(&self, kind: FileKind) -> Option<String> {
        let file = self.loaded.files.iter().find(|file| file.kind == kind);
        file.map(|file| file.name.clone())
    }

    /// Adds a finding where there is anything to find; it is a warning from so many in a hundred.
    fn share(
        &mut self,
        id: &'static str,
        kind: FileKind,
        (count, whole): (u64, u64),
        percent: u64,
    ) {
        if count > 0 {
            let is_many = u128::from(count) * 100 >= u128::from(whole) * u128::from(percent);
            let severity = if is_many { Severity::Warning } else { Severity::Info };
            self.add(severity, id, Some(kind), count).whole = Some(whole);
        }
    }

    /// What reading a file told.
    fn of_file(&mut self, file: &FileFacts) {
        use Severity::{Error, Info, Warning};
        let kind = file.kind;
        let left_out = |reason| file.out_of_scope.get(&reason).copied().unwrap_or(0);
        for (severity, id, count) in [
            (Error, "rejected_rows", file.rejected.total()),
            (Warning, "no_rows", u64::from(file.read == 0)),
            (Warning, "identical_rows", file.identical),
            (Warning, "rows_without_case", file.caseless),
            (Warning, "rows_without_person", file.personless),
            (Info, "special_assistance", left_out(OutOfScope::SpecialAssistance)),
            (Info, "blank_rows", file.blank),
            (Info, "windows_1252", u64::from(file.windows_1252)),
            (Info, "open_end", u64::from(file.open_end.is_some())),
            (Info, "amounts_by_notation", file.by_notation),
        ] {
            let is_column = match id {
                "rows_without_case" => file.fields.contains(&Field::CaseId),
                "rows_without_person" => file.fields.contains(&Field::PersonId),
                _ => true,
            };
            if count > 0 && is_column {
                let of_rows = !matches!(id, "no_rows" | "windows_1252" | "open_end");
                let whole = Some(file.read).filter(|_| of_rows);
                self.add(severity, id, Some(kind), count).whole = whole;
            }
        }
        let is_birth = |field: &Field| matches!(field, Field::BirthDate | Field::BirthYear);
        let has = |field: &Field| file.fields.contains(field);
        let knows_birth = file.fields.iter().any(is_birth);
        let absent = kind.fields().iter().filter(|field| {
            !has(field)
                && kind.expects(**field)
                && **field != Field::Municipality
                && !(is_birth(field) && (knows_birth || **field == Field::BirthYear))
                && !(kind == FileKind::Payments && **field == Field::CaseId)
        });
        let absent: Vec<_> = absent.map(|field| field.id()).collect();
        if !absent.is_empty() {
            let count = u64::try_from(absent.len()).unwrap_or(u64::MAX);
            let list = NoteValue::Text(absent.join(", "));
            self.add(Info, "columns_absent", Some(kind), count).values.push(("columns", list));
        }
    }

    /// What is odd in the rows of a file.
    fn of_rows(&mut self, kind: FileKind, rows: &RowCounts, counted: &Quality) {
        let has = |field| self.loaded.records.has(kind, field);
        let knows_birth = has(Field::BirthDate) || has(Field::BirthYear);
        if rows.after_coverage > 0 {
            let last = NoteValue::Day(self.loaded.records.coverage.to());
            let finding =
                self.add(Severity::Warning, "after_coverage", Some(kind), rows.after_coverage);
            finding.whole = Some(rows.rows);
            finding.values.push(("day", last));
        }
        if rows.very_old > 0 {
            self.add(Severity::Warning, "older_than_100", Some(kind), rows.very_old);
        }
        if kind == FileKind::Benefits && knows_birth {
            self.share("no_birth_date", kind, (rows.without_birth, rows.rows), 5);
        }
        if rows.short_municipality > 0 {
            let count = rows.short_municipality;
            let finding = self.add(Severity::Warning, "lost_zeros", Some(kind), count);
            finding.column = Some(Field::Municipality.id());
            finding.values.push(("digits", NoteValue::Count(4)));
        }
        let all = counted.files.iter().map(|(_, rows)| &rows.persons);
        let persons = all.fold(Identifiers::default(), Identifiers::and);
        self.of_identifiers(kind, Field::PersonId, &rows.persons, &persons);
        self.of_identifiers(kind, Field::CaseId, &rows.cases, &rows.cases);
    }

    /// What is odd in a column of identifiers; `everywhere` are those of the same persons in all files.
    fn of_identifiers(
        &mut self,
        kind: FileKind,
        field: Field,
        here: &Identifiers,
        everywhere: &Identifiers,
    ) {
        let padded = everywhere.padded_length();
        let short = padded.map(|length| (length, here.shorter_than(length)));
        if let Some((length, count)) = short.filter(|(_, count)| *count > 0) {
            let digits = NoteValue::Count(u64::try_from(length).unwrap_or(0));
            let finding = self.add(Severity::Warning, "lost_zeros", Some(kind), count);
            finding.column = Some(field.id());
            finding.values.push(("digits", digits));
        }
        match here.failing_service_numbers() {
            Some(0) => {
                self.add(Severity::Info, "service_numbers", Some(kind), 1).column =
                    Some(field.id());
            }
            Some(count) => {
                self.add(Severity::Warning, "service_numbers_fail", Some(kind), count).column =
                    Some(field.id());
            }
            None => {}
        }
    }

    /// What is odd in cases and persons.
    fn of_units(&mut self, counted: &Quality) {
        let (cases, persons) = (&counted.cases, &counted.persons);
        let kind = FileKind::Benefits;
        if persons.overlapping > 0 {
            self.add(Severity::Warning, "two_benefits", Some(kind), persons.overlapping).whole =
                Some(persons.on_benefit);
        }
        if self.loaded.records.has(kind, Field::EndReason) {
            self.share("no_end_reason", kind, (cases.ended_without_reason, cases.ended), 5);
        }
        if cases.short_gaps > 0 {
            self.add(Severity::Info, "short_gaps", Some(kind), cases.short_gaps);
        }
        if !self.loaded.records.has(kind, Field::PersonId) {
            return;
        }
        self.of_join(FileKind::Placements, persons.placements);
        self.of_join(FileKind::Programmes, persons.programmes);
    }

    /// Jobs and programmes of people without a benefit: some always are, but where most are the identifiers differ.
    fn of_join(&mut self, kind: FileKind, joined: Joined) {
        let (unknown, beside) = match kind {
            FileKind::Placements => ("placements_unknown_person", "placements_without_benefit"),
            _ => ("programmes_unknown_person", "programmes_without_benefit"),
        };
        self.share(unknown, kind, (joined.unknown_person, joined.all), 50);
        self.share(beside, kind, (joined.not_running, joined.all), 50);
    }

    fn of_codes(&mut self, unknown: &UnknownCodes) {
        let kind = Some(unknown.kind);
        let rows: u64 = unknown.codes.iter().map(|(_, count, _)| count).sum();
        let different = u64::try_from(unknown.codes.len()).unwrap_or(u64::MAX);
        if unknown.codes.len() > CODES_MOST {
            let finding = self.add(Severity::Warning, "not_codes", kind, different);
            finding.column = Some(unknown.field.id());
            return;
        }
        for (code, count, nearest) in unknown.codes.iter().take(CODES_SHOWN) {
            let id = if nearest.is_some() { "unknown_code_near" } else { "unknown_code" };
            let finding = self.add(Severity::Warning, id, kind, *count);
            let shown = showable(code.as_bytes());
            finding.column = Some(unknown.field.id());
            finding.values.push(("code", NoteValue::Text(shown.clone())));
            finding.values.push(("list", NoteValue::Text(unknown.key.to_owned())));
            let group = nearest.map(|group| ("group", NoteValue::Text(group.to_owned())));
            finding.values.extend(group);
            finding.code = Some(shown);
        }
        if unknown.codes.len() > CODES_SHOWN {
            let shown: u64 =
                unknown.codes.iter().take(CODES_SHOWN).map(|(_, count, _)| count).sum();
            let finding = self.add(Severity::Warning, "more_codes", kind, rows - shown);
            finding.column = Some(unknown.field.id());
        }
    }

    fn of_break(&mut self, at: &Break) {
        let kind = match at.series {
            "placements" => FileKind::Placements,
            "programmes" => FileKind::Programmes,
            "payments" => FileKind::Payments,
            _ => FileKind::Benefits,
        };
        let id = if at.at_end { "series_stops" } else { "series_hole" };
        let finding = self.add(Severity::Warning, id, Some(kind), at.found);
        finding.values.extend([
            ("series", NoteValue::Text(at.series.to_owned())),
            ("month", NoteValue::Day(at.from)),
            ("months", NoteValue::Count(at.months)),
            ("usual", NoteValue::Count(at.usual)),
        ]);
    }
}
