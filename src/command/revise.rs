//! `outflow revise`: both deliveries are counted as in a report; then figures and rows are put side by side.

use super::cases::report_of_all;
use super::counted::{Counted, report_windows};
use super::deliver::{definitions, deliver};
use super::load::{Input, RunRequest, load_identified};
use super::notes::Notes;
use super::run::Run;
use crate::cli::{ReportRequest, ReviseRequest};
use crate::measure::{Kind, row_changes};
use crate::output::Streams;
use crate::record::{Categories, Identifiers, Records};
use crate::report::revision::{Revision, RowsRevised, revised};
use crate::report::{self, Note, NoteValue, Report, TableId};
use crate::visible::show_path;

/// Compares two deliveries. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where one of them cannot give the period, or nothing could be written.
pub(crate) fn revise(request: &ReviseRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let categories = Categories::new();
    // numbered together, so that a number is the same identifier in both
    let identifiers = Identifiers::default();
    let old_request = ReportRequest { input: request.old.clone(), ..request.report.clone() };
    let mut load_one = |of: &ReportRequest| {
        let identifiers = Some(identifiers.clone());
        load_identified(RunRequest::of_report(of), &categories, identifiers, streams.stdin)
    };
    let (old, new) = (load_one(&old_request)?, load_one(&request.report)?);
    let of_old = RunRequest::of_report(&old_request);
    let mut old = Run::new(of_old, &categories, old)?;
    let (before, old_notes) = counted(&mut old, &old_request)?;
    let mut new = Run::new(RunRequest::of_report(&request.report), &categories, new)?;
    let (after, new_notes) = counted(&mut new, &request.report)?;
    let output = &request.report.output;
    old_notes.tell(output.style.lang, streams.stderr);
    new_notes.tell(output.style.lang, streams.stderr);
    let revision = revision(request, [&old.input, &new.input], [&before, &after]);
    let mut paths = old.input.paths.clone();
    paths.extend(new.input.paths.iter().cloned());
    deliver(&revision, output, &paths, streams.stdout)?;
    Ok(request.report.input.status(old.rejected().chain(new.rejected())))
}

/// The report of one delivery.
fn counted(run: &mut Run<'_>, request: &ReportRequest) -> anyhow::Result<(Report, Notes)> {
    let wants = |table: TableId| request.wants(table);
    let windows = report_windows(request.period, request.comparison);
    let plan = report::plan(wants);
    let tally = run.tally(&plan, &windows)?;
    Ok(report_of_all(run, request, Counted::of_report(&tally, &windows), wants))
}

fn revision(
    request: &ReviseRequest,
    [old, new]: [&Input; 2],
    [before, after]: [&Report; 2],
) -> Revision {
    let (tables, [compared, changed]) = revised(before, after, request.all);
    let mut notes = Vec::new();
    let (first, second) = (definitions(old), definitions(new));
    for key in first.differing(&second) {
        let value = NoteValue::Text(key.to_owned());
        notes.push(Note::new("revise_definitions", vec![("key", value)]));
    }
    let pairs = pairs(old, new);
    for pair in &pairs {
        if let (Some(alone), None) | (None, Some(alone)) = pair {
            let value = NoteValue::Text(alone.name.clone());
            notes.push(Note::new("revise_dataset", vec![("dataset", value)]));
        }
    }
    Revision {
        name: after.name.clone(),
        first: before.first.iter().chain(&after.first).cloned().collect(),
        period: after.period,
        deliveries: request.names.each_ref().map(|path| show_path(path)),
        compared,
        changed,
        tables,
        rows: rows(&pairs),
        notes,
    }
}

type Pair<'a> = (Option<&'a Records>, Option<&'a Records>);

/// The datasets of both deliveries: by name, or simply the one of each.
fn pairs<'a>(old: &'a Input, new: &'a Input) -> Vec<Pair<'a>> {
    if let ([before], [after]) = (old.loaded.as_slice(), new.loaded.as_slice()) {
        return vec![(Some(&before.records), Some(&after.records))];
    }
    let named = |input: &'a Input, name: &str| {
        input.loaded.iter().map(|loaded| &loaded.records).find(|records| records.name == name)
    };
    let mut pairs: Vec<Pair<'a>> = Vec::new();
    for loaded in &old.loaded {
        pairs.push((Some(&loaded.records), named(new, &loaded.records.name)));
    }
    for loaded in &new.loaded {
        if named(old, &loaded.records.name).is_none() {
            pairs.push((None, Some(&loaded.records)));
        }
    }
    pairs
}

fn rows(pairs: &[Pair<'_>]) -> Vec<RowsRevised> {
    let mut rows: Vec<RowsRevised> = Vec::new();
    for kind in &Kind::ALL {
        for (old, new) in pairs {
            let Some(changes) = row_changes(kind, *old, *new) else { continue };
            match rows.iter_mut().find(|rows| rows.kind == kind.file.id()) {
                Some(rows) => rows.add(&changes),
                None => rows.push(RowsRevised::new(kind.file.id(), &changes)),
            }
        }
    }
    rows
}
