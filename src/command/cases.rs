//! `outflow cases`: the figure is counted as in a report, and then its facts are kept instead of counted.

use super::load::load;
use super::notes;
use super::pick::{Picked, is_difference, pick, tables};
use super::report::{Stage, ages, count, windows};
use super::scopes::Scopes;
use crate::Streams;
use crate::cli::CasesRequest;
use crate::error::Error;
use crate::measure::{Context, DURATIONS, List, PersonGroups, Unit, walk};
use crate::number::Ratio;
use crate::output::deliver;
use crate::record::{Identifiers, Names, Vocabulary};
use crate::render::{Locale, render_cases};
use crate::report::cases::{CaseList, Gathered, cases as cases_of};
use crate::report::{self, Note, NoteValue, Value};

/// Lists the cases behind a figure. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where the figure is not available, or nothing could be written.
pub(crate) fn cases(request: &CasesRequest, streams: &mut Streams<'_>) -> Result<u8, Error> {
    let vocabulary = Vocabulary::new();
    let identifiers = Some(Identifiers::default());
    let mut input = load(&request.report, &vocabulary, identifiers, streams.stdin)?;
    let scopes = Scopes::new(&request.report, &input.loaded, &vocabulary)?;
    let windows = windows(&request.report);
    let plan = report::plan(tables(request));
    let person_groups = PersonGroups::new(&vocabulary);
    let tally = count(&mut input, &vocabulary, &person_groups, &windows, &scopes, &plan);
    let stage = Stage {
        input: &input,
        vocabulary: &vocabulary,
        person_groups: &person_groups,
        windows: &windows,
        scopes: &scopes,
        tally: &tally,
        ages: &ages(&input),
        durations: &Names::declared(DURATIONS),
    };
    let list = list(request, &stage)?;
    let notes = notes::of_run(&request.report, &input, &tally, &windows);
    let locale = Locale::new(request.report.style.lang);
    for line in notes.on_stderr(request.report.style.lang) {
        let _ = writeln!(streams.stderr, "outflow: {line}");
    }
    for note in told(&list) {
        let _ = writeln!(streams.stderr, "outflow: {}", locale.note(&note));
    }
    let target = request.report.output.as_ref();
    deliver(target, &input.paths, streams.stdout, &mut |out| {
        render_cases(&list, request.format, &request.report.style, out)
    })?;
    Ok(if notes.rejected > request.report.input.allow_rejects { 3 } else { 0 })
}

fn list(request: &CasesRequest, stage: &Stage<'_>) -> Result<CaseList, Error> {
    let records: Vec<_> = stage.records().collect();
    let scene = stage.scene(&request.report, &records);
    let report = report::report(&scene, stage.scopes.name.clone(), "stock", tables(request));
    let Picked { table, row, by, group, parts } = pick(request, &scene, &report)?;
    let mut gathered = Vec::new();
    for loaded in &stage.input.loaded {
        let (words, groups) = (stage.vocabulary, stage.person_groups);
        let context = Context::new(&loaded.records, words, groups, stage.windows, &[]);
        let (list, _) = walk(&context, || List::new(&parts, by, group), List::merged);
        gathered.push(Gathered { loaded, found: list.found });
    }
    let is_difference = is_difference(&parts);
    let cases = cases_of(&scene, by, is_difference, gathered);
    let weights = cases.iter().map(|case| case.weight.exact());
    let sum = weights.fold(Some(Ratio::ZERO), |sum, weight| sum?.plus(weight));
    let sum = sum.and_then(|sum| sum.rounded(0)).unwrap_or(0);
    let unit = parts.first().map_or(row.unit, |part| part.unit);
    let sum = match unit {
        Unit::Euro => Value::Euro(Ratio::whole(sum)),
        _ if is_difference => Value::Change(sum),
        _ => Value::Count(u64::try_from(sum).unwrap_or(0)),
    };
    let dimension = by.map(crate::measure::Dimension::id);
    let (name, period) = (report.name, report.period);
    Ok(CaseList { name, period, table, dimension, unit, row, sum, cases })
}

/// What the person at the keyboard has to know of the list.
fn told(list: &CaseList) -> Vec<Note> {
    let count = u64::try_from(list.cases.len()).unwrap_or(u64::MAX);
    let mut values = vec![
        ("count", NoteValue::Count(count)),
        ("figure", NoteValue::Text(list.row.figure.to_owned())),
        ("unit", NoteValue::Text(list.unit.id().to_owned())),
        ("table", NoteValue::Text(list.table.to_owned())),
        ("sum", NoteValue::Number(list.sum)),
    ];
    values.extend(list.row.value.value().map(|value| ("value", NoteValue::Number(value))));
    vec![Note::new("cases_listed", values), Note::new("cases_identify", Vec::new())]
}
