//! `outflow cases`: the figure is counted as in a report, and then its facts are kept instead of counted.

use super::counted::{Counted, report_windows};
use super::load::RunRequest;
use super::notes::{self, Notes};
use super::pick::{Picked, is_difference, pick, tables};
use super::run::Run;
use crate::cli::{CasesRequest, ReportRequest};
use crate::measure::{CaseFacts, Unit};
use crate::number::Ratio;
use crate::output::Streams;
use crate::record::Categories;
use crate::render::Locale;
use crate::report::cases::{CaseList, Gathered, cases as cases_of};
use crate::report::{self, Note, NoteValue, Report, TableId, Value};

/// Lists the cases behind a figure. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where the figure is not available, or nothing could be written.
pub(crate) fn cases(request: &CasesRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let categories = Categories::new();
    let report = &request.report;
    let loading = RunRequest::of_report(report);
    let mut run = Run::load_identified(loading, &categories, streams.stdin)?;
    let windows = report_windows(report.period, report.comparison);
    let plan = report::plan(tables(request));
    let tally = run.tally(&plan, &windows)?;
    let counted = Counted::of_report(&tally, &windows);
    let (figures, notes) = report_of_all(&run, report, counted, tables(request));
    let list = list(request, &run, counted, &figures)?;
    let lang = report.output.style.lang;
    notes.tell(lang, streams.stderr);
    let locale = Locale::new(lang);
    for note in notes_on(&list) {
        let _ = writeln!(streams.stderr, "outflow: {}", locale.note(&note));
    }
    run.write(&list, streams.stdout)
}

/// The report of everything loaded, with its rates, and what there is to say of the data.
pub(super) fn report_of_all(
    run: &Run<'_>,
    request: &ReportRequest,
    counted: Counted<'_>,
    is_wanted: impl Fn(TableId) -> bool,
) -> (Report, Notes) {
    let notes = notes::of_report(&[request.period], &run.input, counted, false);
    let scope = run.whole_scope();
    let input = run.report_input(&scope, counted);
    let mut report = report::report(&input, scope.name.clone(), scope.savings_method(), is_wanted);
    report.first = notes.first_of(&scope.records);
    (scope.with_rates(report), notes)
}

fn list(
    request: &CasesRequest,
    run: &Run<'_>,
    counted: Counted<'_>,
    report: &Report,
) -> anyhow::Result<CaseList> {
    let scope = run.whole_scope();
    let input = run.report_input(&scope, counted);
    let Picked { table, row, by, group, parts } = pick(request, &input, report)?;
    let rows = run.counter();
    let gathered = run.input.loaded.iter().map(|loaded| {
        let new = || CaseFacts::new(&parts, by, group);
        let (list, _) = rows.count(&loaded.records, counted.windows, new);
        Gathered { loaded, found: list.found }
    });
    let is_difference = is_difference(&parts);
    let cases = cases_of(&input, by, is_difference, gathered.collect());
    let mut weights = cases.iter().map(|case| case.weight.exact());
    let sum = weights.try_fold(Ratio::ZERO, Ratio::plus);
    let sum = sum.and_then(|sum| sum.rounded(0)).unwrap_or(0);
    let unit = parts.first().map_or(row.unit, |part| part.unit);
    let sum = match unit {
        Unit::Euro => Value::Euro(Ratio::whole(sum)),
        _ if is_difference => Value::Change(sum),
        _ => Value::Count(u64::try_from(sum).unwrap_or(0)),
    };
    let (name, period) = (report.name.clone(), report.period);
    let first = report.first.clone();
    Ok(CaseList { name, first, period, table, unit, row, sum, cases })
}

/// The notes for whoever runs the command: what the list holds, and that it identifies people.
fn notes_on(list: &CaseList) -> Vec<Note> {
    let count = u64::try_from(list.cases.len()).unwrap_or(u64::MAX);
    let mut values = vec![
        ("count", NoteValue::Count(count)),
        ("figure", NoteValue::Text(list.row.figure.to_string())),
        ("unit", NoteValue::Text(list.unit.id().to_owned())),
        ("table", NoteValue::Text(list.table.to_string())),
        ("sum", NoteValue::Number(list.sum)),
    ];
    values.extend(list.row.value.value().map(|value| ("value", NoteValue::Number(value))));
    vec![Note::new("cases_listed", values), Note::new("cases_identify", Vec::new())]
}

#[cfg(test)]
#[path = "cases_tests.rs"]
mod tests;
