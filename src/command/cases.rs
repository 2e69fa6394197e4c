//! `outflow cases`: the figure is counted as in a report, and then its facts are kept instead of counted.

use super::counted::{Behind, wanted, with_report};
use super::deliver::deliver_to;
use super::load::load_identified;
use super::pick::{Picked, is_difference, pick, tables};
use crate::cli::CasesRequest;
use crate::measure::{CaseFacts, Context, PersonGroups, Unit, measure};
use crate::number::Ratio;
use crate::output::Streams;
use crate::record::{Identifiers, Vocabulary};
use crate::render::{Locale, render_cases};
use crate::report::cases::{CaseList, Gathered, cases as cases_of};
use crate::report::{Note, NoteValue, Value};

/// Lists the cases behind a figure. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where the figure is not available, or nothing could be written.
pub(crate) fn cases(request: &CasesRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let vocabulary = Vocabulary::new();
    let report = &request.report;
    let identifiers = Some(Identifiers::default());
    let mut input = load_identified(wanted(report), &vocabulary, identifiers, streams.stdin)?;
    let groups = PersonGroups::new(&vocabulary);
    let (list, notes) =
        with_report(report, &mut input, &vocabulary, &groups, tables(request), |behind| {
            Ok((list(request, &behind)?, behind.notes))
        })?;
    let style = &report.output.style;
    notes.tell(style.lang, streams.stderr);
    let locale = Locale::new(style.lang);
    for note in told(&list) {
        let _ = writeln!(streams.stderr, "outflow: {}", locale.note(&note));
    }
    deliver_to(report.output.target.as_ref(), &input.paths, streams.stdout, &mut |out| {
        render_cases(&list, report.output.format, style, out)
    })?;
    Ok(report.input.status(notes.rejected))
}

fn list(request: &CasesRequest, behind: &Behind<'_>) -> anyhow::Result<CaseList> {
    let Behind { stage, scene, report, .. } = behind;
    let Picked { table, row, by, group, parts } = pick(request, scene, report)?;
    let mut gathered = Vec::new();
    for loaded in &stage.input.loaded {
        let (words, groups) = (stage.vocabulary, stage.person_groups);
        let context = Context::new(&loaded.records, words, groups, stage.windows, &[]);
        let (list, _) = measure(&context, || CaseFacts::new(&parts, by, group));
        gathered.push(Gathered { loaded, found: list.found });
    }
    let is_difference = is_difference(&parts);
    let cases = cases_of(scene, by, is_difference, gathered);
    let mut weights = cases.iter().map(|case| case.weight.exact());
    let sum = weights.try_fold(Ratio::ZERO, Ratio::plus);
    let sum = sum.and_then(|sum| sum.rounded(0)).unwrap_or(0);
    let unit = parts.first().map_or(row.unit, |part| part.unit);
    let sum = match unit {
        Unit::Euro => Value::Euro(Ratio::whole(sum)),
        _ if is_difference => Value::Change(sum),
        _ => Value::Count(u64::try_from(sum).unwrap_or(0)),
    };
    let dimension = by.map(crate::measure::Dimension::id);
    let (name, period) = (report.name.clone(), report.period);
    let first = report.first.clone();
    Ok(CaseList { name, first, period, table, dimension, unit, row, sum, cases })
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

#[cfg(test)]
#[path = "cases_tests.rs"]
mod tests;
