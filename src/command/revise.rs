//! `outflow revise`: both deliveries are counted as in a report; then figures and rows are put side by side.

use super::counted::{wanted, with_report};
use super::deliver::{definitions, deliver_to};
use super::load::{Input, load_identified};
use super::notes::Notes;
use crate::cli::{ReportRequest, ReviseRequest};
use crate::measure::{Kind, PersonGroups, row_changes};
use crate::output::Streams;
use crate::record::{Identifiers, Records, Vocabulary};
use crate::render::render_revision;
use crate::report::revision::{Revision, RowsRevised, revised};
use crate::report::{Note, NoteValue, Report};
use crate::visible::show_path;

/// Compares two deliveries. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where one of them cannot give the period, or nothing could be written.
pub(crate) fn revise(request: &ReviseRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let vocabulary = Vocabulary::new();
    // numbered together, so that a number is the same identifier in both
    let identifiers = Identifiers::default();
    let old_request = ReportRequest { input: request.old.clone(), ..request.report.clone() };
    let mut load_one = |of: &ReportRequest| {
        load_identified(wanted(of), &vocabulary, Some(identifiers.clone()), streams.stdin)
    };
    let (mut old, mut new) = (load_one(&old_request)?, load_one(&request.report)?);
    let groups = PersonGroups::new(&vocabulary);
    let (before, old_notes) = counted(&old_request, &mut old, &vocabulary, &groups)?;
    let (after, new_notes) = counted(&request.report, &mut new, &vocabulary, &groups)?;
    let output = &request.report.output;
    old_notes.tell(output.style.lang, streams.stderr);
    new_notes.tell(output.style.lang, streams.stderr);
    let revision = revision(request, [&old, &new], [&before, &after]);
    let mut paths = old.paths;
    paths.extend(new.paths);
    deliver_to(output.target.as_ref(), &paths, streams.stdout, &mut |out| {
        render_revision(&revision, output.format, &output.style, out)
    })?;
    let rejected = old_notes.rejected.into_iter().chain(new_notes.rejected);
    Ok(request.report.input.status(rejected))
}

/// The report of one delivery.
fn counted(
    request: &ReportRequest,
    input: &mut Input,
    vocabulary: &Vocabulary,
    groups: &PersonGroups,
) -> anyhow::Result<(Report, Notes)> {
    let wanted = |table: &str| request.wants(table);
    with_report(request, input, vocabulary, groups, wanted, |behind| {
        Ok((behind.report, behind.notes))
    })
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
