//! Counts → findings: what deserves a word, and with which numbers. A report and a check find the same things in the
//! same way; a check only looks at more.

use super::list::{Place, entry, rank};
use super::{DatasetQuality, FileQuality, Finding, Severity};
use crate::dataset::kind::{Field, FileKind};
use crate::dataset::rejects::showable;
use crate::dataset::scan::OutOfScope;
use crate::measure::quality::{
    Bookings, Break, DataWarnings, Joined, Lengths, OddUnits, Quality, RowCounts, UnknownCodes,
};
use crate::number::Ratio;
use crate::record::{FileFacts, Loaded};
use crate::report::{Group, NoteValue, Value};

/// How many codes of a column are shown by a check, and in the notes of a report.
const CODES_SHOWN: usize = 15;
const CODES_NOTED: usize = 5;
/// A column with more unknown codes holds no codes at all; its values are not shown.
const CODES_MOST: usize = 40;

/// What a check found in one dataset, the worst first.
pub(crate) fn dataset_quality(
    loaded: &Loaded,
    warnings: &DataWarnings,
    counted: &Quality,
) -> DatasetQuality {
    let mut found = Found { loaded, findings: Vec::new() };
    for file in &loaded.files {
        found.of_file(file);
        found.columns_absent(file);
    }
    found.of_data_warnings(warnings, CODES_SHOWN);
    for (kind, rows) in &counted.files {
        found.of_rows(*kind, rows);
    }
    found.of_odd_units(&counted.odd);
    found.of_units(counted);
    counted.breaks.iter().for_each(|at| found.of_break(at));
    let mut findings = found.findings;
    findings.sort_by_key(|finding| finding.severity);
    DatasetQuality {
        name: loaded.records.name.clone(),
        coverage: loaded.records.coverage,
        files: loaded.files.iter().map(FileQuality::from).collect(),
        findings,
    }
}

/// What a report says of one dataset: first what has to be read before any figure.
pub(crate) fn report_findings(loaded: &Loaded, warnings: &DataWarnings) -> Vec<Finding> {
    let mut found = Found { loaded, findings: Vec::new() };
    for file in &loaded.files {
        found.of_file(file);
    }
    found.of_data_warnings(warnings, CODES_NOTED);
    found.of_odd_units(&warnings.units);
    let mut findings = found.findings;
    findings.retain(|finding| entry(finding.id).1 != Place::Check || finding.id == "open_end");
    findings.sort_by_key(|finding| match entry(finding.id).1 {
        Place::First => rank(finding.id),
        Place::Notes | Place::Check => usize::MAX,
    });
    findings
}

/// That so many rows of a file are rejected that no report is made of the others.
pub(crate) fn too_many_rejected(file: &FileFacts) -> Option<Finding> {
    let (rejected, read) = (file.rejected.total(), file.read);
    let percent = u128::from(rejected) * 100;
    let percent = percent.div_ceil(u128::from(read.max(1)));
    file.rejected.exceed_limit(read).then(|| Finding {
        whole: Some(read),
        values: vec![
            ("rows", NoteValue::Text(rejected.to_string())),
            ("percent", NoteValue::Text(format!("{percent}%"))),
        ],
        ..Finding::of_file("too_many_rejected", file, rejected)
    })
}

/// The findings so far.
struct Found<'a> {
    loaded: &'a Loaded,
    findings: Vec<Finding>,
}

impl Found<'_> {
    fn add(&mut self, id: &'static str, kind: Option<FileKind>, count: u64) -> &mut Finding {
        let file = kind.and_then(|kind| self.loaded.files.iter().find(|file| file.kind == kind));
        let finding = match file {
            Some(file) => Finding::of_file(id, file, count),
            None => Finding { kind: kind.map(FileKind::id), ..Finding::new(id, count) },
        };
        let index = self.findings.len();
        self.findings.push(finding);
        &mut self.findings[index]
    }

    /// Adds a finding about the rows of a kind of export, where there are any.
    fn some(&mut self, id: &'static str, kind: FileKind, count: u64) -> Option<&mut Finding> {
        (count > 0).then(|| self.add(id, Some(kind), count))
    }

    /// Adds a finding where there is anything to find; it is a warning from so many in a hundred.
    fn share(
        &mut self,
        id: &'static str,
        kind: FileKind,
        (count, whole): (u64, u64),
        percent: u64,
    ) {
        let is_many = u128::from(count) * 100 >= u128::from(whole) * u128::from(percent);
        if let Some(finding) = self.some(id, kind, count) {
            finding.whole = Some(whole);
            finding.severity = if is_many { Severity::Warning } else { Severity::Info };
        }
    }

    /// What was found while a file was read.
    fn of_file(&mut self, file: &FileFacts) {
        self.findings.extend(too_many_rejected(file));
        let has = |field| file.fields.contains(&field);
        let left_out = |reason| file.out_of_scope.get(&reason).copied().unwrap_or(0);
        let is_benefits = file.kind == FileKind::Benefits;
        let no_case = is_benefits && !has(Field::CaseId);
        let no_person = file.kind != FileKind::Payments && !has(Field::PersonId);
        let of_rows = Some(file.read);
        let footers = left_out(OutOfScope::Footer) + left_out(OutOfScope::RepeatedHeader);
        for (id, count, whole) in [
            ("rejected_rows", file.rejected.total(), of_rows),
            ("no_rows", u64::from(file.read == 0), None),
            ("no_case_id", u64::from(no_case), None),
            ("no_person_id", u64::from(no_person), None),
            ("identical_rows", file.identical, of_rows),
            ("rows_without_case", if no_case { 0 } else { file.caseless }, of_rows),
            ("rows_without_person", if no_person { 0 } else { file.personless }, of_rows),
            ("rows_out_of_scope_municipality", left_out(OutOfScope::Municipality), of_rows),
            ("children_left_out", left_out(OutOfScope::Child), of_rows),
            ("superseded_rows", left_out(OutOfScope::Superseded), of_rows),
            ("total_rows", left_out(OutOfScope::Total), of_rows),
            ("footer_lines", footers, of_rows),
            ("blank_rows", file.blank, of_rows),
            ("windows_1252", u64::from(file.windows_1252), None),
            ("open_end", u64::from(file.open_end.is_some()), None),
            ("amounts_by_notation", file.by_notation, of_rows),
        ] {
            if count > 0 {
                self.findings.push(Finding { whole, ..Finding::of_file(id, file, count) });
            }
        }
        for (reason, count) in &file.out_of_scope {
            if let OutOfScope::Scheme(scheme) = reason {
                let scheme = NoteValue::Group(Group::Declared((*scheme).to_owned()));
                let finding = Finding::of_file("scheme_left_out", file, *count);
                let values = vec![("scheme", scheme)];
                self.findings.push(Finding { whole: of_rows, values, ..finding });
            }
        }
        if let (Some(line), Some(finding)) = (file.open_end, self.last("open_end")) {
            finding.values.push(("line", NoteValue::Text(line.to_string())));
        }
        let remarks = file.remarks.iter().filter(|remark| remark.count > 0);
        self.findings.extend(remarks.map(|remark| Finding::of_remark(remark, file)));
    }

    fn last(&mut self, id: &str) -> Option<&mut Finding> {
        self.findings.iter_mut().rev().find(|finding| finding.id == id)
    }

    fn columns_absent(&mut self, file: &FileFacts) {
        let kind = file.kind;
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
            let finding = Finding::of_file("columns_absent", file, count);
            self.findings.push(Finding { values: vec![("columns", list)], ..finding });
        }
    }

    /// What is odd in rows, cheap enough to be looked for in every report.
    fn of_data_warnings(&mut self, warnings: &DataWarnings, codes: usize) {
        if warnings.guessed {
            let coverage = self.loaded.records.coverage;
            let days = [("from", coverage.from()), ("to", coverage.to())];
            let days = days.map(|(name, day)| (name, NoteValue::Text(day.to_string())));
            let finding = self.add("coverage_guessed", None, 1);
            finding.values.push(("coverage", NoteValue::Period(coverage)));
            finding.values.extend(days);
        }
        for (kind, rows) in &warnings.rows {
            self.after_coverage(*kind, rows.after_coverage, rows.rows);
            self.some("older_than_100", *kind, rows.very_old);
            self.share("younger_than_18", *kind, (rows.minors, rows.rows), 1);
            self.lost_zeros(*kind, Field::Municipality, Some(4), rows.short_municipality);
        }
        self.late_bookings(&warnings.bookings);
        self.some("identical_payments", FileKind::Payments, warnings.identical_payments);
        warnings.codes.iter().for_each(|unknown| self.of_codes(unknown, codes));
    }

    /// How many starts and ends are booked late, and how much of the last months is still to come in by that.
    fn late_bookings(&mut self, bookings: &Bookings) {
        let share = |part: u64| Ratio::new(i128::from(part), i128::from(bookings.settled));
        let [own, one, two] = bookings.after.map(share);
        let (Some(own), Some(one), Some(two)) = (own, one, two) else { return };
        let [late, later, latest] = bookings.late;
        let last = self.loaded.records.coverage.to();
        if let Some(finding) = self.some("late_bookings", FileKind::Benefits, late) {
            finding.whole = Some(bookings.all);
            let share = |ratio| NoteValue::Number(Value::Percent(ratio));
            finding.values.extend([
                ("over_two", NoteValue::Count(later)),
                ("over_three", NoteValue::Count(latest)),
                ("last", share(own)),
                ("before", share(one)),
                ("earlier", share(two)),
                ("day", NoteValue::Day(last)),
            ]);
        }
    }

    fn after_coverage(&mut self, kind: FileKind, count: u64, rows: u64) {
        let last = NoteValue::Day(self.loaded.records.coverage.to());
        if let Some(finding) = self.some("after_coverage", kind, count) {
            finding.whole = Some(rows);
            finding.values.push(("day", last));
        }
    }

    fn lost_zeros(&mut self, kind: FileKind, field: Field, digits: Option<usize>, count: u64) {
        let digits = digits.and_then(|digits| u64::try_from(digits).ok()).unwrap_or(0);
        if let Some(finding) = self.some("lost_zeros", kind, count) {
            finding.column = Some(field.id());
            finding.values.push(("digits", NoteValue::Count(digits)));
        }
    }

    /// What is odd in cases and persons, counted in the passes that count figures.
    fn of_odd_units(&mut self, odd: &OddUnits) {
        let kind = FileKind::Benefits;
        let rows = u64::try_from(self.loaded.records.benefits.rows()).unwrap_or(u64::MAX);
        self.after_coverage(kind, odd.after_coverage, rows);
        let has_persons = self.loaded.records.has(kind, Field::PersonId);
        if has_persons && odd.strangers * 2 > odd.placed {
            self.add("persons_do_not_meet", Some(FileKind::Placements), odd.strangers).whole =
                Some(odd.placed);
        }
        let everywhere = odd.persons.iter().fold(Lengths::default(), Lengths::and);
        let kinds = [FileKind::Benefits, FileKind::Placements, FileKind::Programmes];
        let persons = kinds.into_iter().zip(&odd.persons);
        let numbers = persons.map(|(kind, here)| (kind, Field::PersonId, &everywhere, here));
        for (kind, field, everywhere, here) in
            numbers.chain([(kind, Field::CaseId, &odd.cases, &odd.cases)])
        {
            if let Some(length) = everywhere.padded_length() {
                self.lost_zeros(kind, field, Some(length), here.shorter_than(length));
            }
        }
        self.some("two_benefits", kind, odd.on_two_cases);
        self.some("two_persons_one_number", kind, odd.contradictory);
        self.some("crowded_cases", kind, odd.crowded);
    }

    /// What is odd in the rows of a file, where only a check looks.
    fn of_rows(&mut self, kind: FileKind, rows: &RowCounts) {
        let has = |field| self.loaded.records.has(kind, field);
        let knows_birth = has(Field::BirthDate) || has(Field::BirthYear);
        if kind == FileKind::Benefits && knows_birth {
            self.share("no_birth_date", kind, (rows.without_birth, rows.rows), 5);
        }
        let columns = [(Field::PersonId, &rows.persons), (Field::CaseId, &rows.cases)];
        for (field, identifiers) in columns {
            let finding = match identifiers.failing_service_numbers() {
                Some(0) => self.add("service_numbers", Some(kind), 1),
                Some(count) => self.add("service_numbers_fail", Some(kind), count),
                None => continue,
            };
            finding.column = Some(field.id());
        }
    }

    /// What is odd in cases and persons, where only a check looks.
    fn of_units(&mut self, counted: &Quality) {
        let (cases, persons) = (&counted.cases, &counted.persons);
        let kind = FileKind::Benefits;
        if let Some(finding) = self.last("two_benefits") {
            finding.whole = Some(persons.on_benefit);
        }
        if self.loaded.records.has(kind, Field::EndReason) {
            self.share("no_end_reason", kind, (cases.ended_without_reason, cases.ended), 5);
        }
        self.some("short_gaps", kind, cases.short_gaps);
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

    fn of_codes(&mut self, unknown: &UnknownCodes, shown: usize) {
        let kind = Some(unknown.kind);
        let column = Some(unknown.field.id());
        if unknown.codes.len() > CODES_MOST {
            let different = u64::try_from(unknown.codes.len()).unwrap_or(u64::MAX);
            self.add("not_codes", kind, different).column = column;
            return;
        }
        for (code, count, nearest) in unknown.codes.iter().take(shown) {
            let id = if nearest.is_some() { "unknown_code_near" } else { "unknown_code" };
            let finding = self.add(id, kind, *count);
            let shown = showable(code.as_bytes());
            finding.column = column;
            finding.values.push(("code", NoteValue::Text(shown.clone())));
            finding.values.push(("list", NoteValue::Text(unknown.key.to_owned())));
            let group = nearest.map(|group| ("group", NoteValue::Text(group.to_owned())));
            finding.values.extend(group);
            finding.code = Some(shown);
        }
        let rest: u64 = unknown.codes.iter().skip(shown).map(|(_, count, _)| count).sum();
        if rest > 0 {
            self.add("more_codes", kind, rest).column = column;
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
        let finding = self.add(id, Some(kind), at.found);
        finding.values.extend([
            ("series", NoteValue::Text(at.series.to_owned())),
            ("month", NoteValue::Day(at.from)),
            ("months", NoteValue::Count(at.months)),
            ("usual", NoteValue::Count(at.usual)),
        ]);
    }
}
