//! `outflow audit`: read reports back, attack them, say what can be worked out.

use std::path::Path;

use crate::Streams;
use crate::audit::{Surroundings, read};
use crate::cli::AuditRequest;
use crate::dataset::source::show_path;
use crate::error::{DisclosureError, Error};
use crate::output::to_stdout;
use crate::render::{Lang, Locale};
use crate::report::disclosure::audit::{Leak, WrongSum, audit as attack};
use crate::report::disclosure::{Column, KnownCounts, Statement};
use crate::visible::Visible;

/// Audits reports together. Returns the exit status: 0 where every hidden count is safe, else 1.
///
/// # Errors
/// Where a report cannot be read, or nothing could be written.
pub(crate) fn audit(request: &AuditRequest, streams: &mut Streams<'_>) -> Result<u8, Error> {
    let surroundings = Surroundings::File(request.comparison);
    let reports: Result<Vec<_>, _> =
        request.files.iter().map(|file| report_in(file, surroundings)).collect();
    let found = attack(&reports?, &KnownCounts::new());
    let lines: Vec<String> = found.leaks.iter().map(in_words).collect();
    to_stdout(streams.stdout, &mut |out| {
        for line in &lines {
            writeln!(out, "{line}")?;
        }
        if let Some(example) = found.wrong_sums.first() {
            writeln!(out, "{}", sums_in_words(example, found.wrong_sums.len()))?;
        }
        if found.contradicts_itself {
            writeln!(
                out,
                "No counts agree with everything that is shown: nothing could be attacked."
            )?;
        }
        let (shown, hidden, leaks) = (found.shown, found.hidden, found.leaks.len());
        Ok(writeln!(out, "Counts shown: {shown}. Hidden: {hidden}. Not safe: {leaks}.")?)
    })?;
    let is_sound = !found.contradicts_itself && found.wrong_sums.is_empty();
    Ok(u8::from(!found.leaks.is_empty() || !is_sound))
}

/// What the report in a file says.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn report_in(
    path: &Path,
    surroundings: Surroundings,
) -> Result<Vec<Statement>, DisclosureError> {
    let file = show_path(path);
    let bytes = std::fs::read(path)
        .map_err(|source| DisclosureError::Unreadable { file: file.clone(), source })?;
    let languages = [Lang::En, Lang::Nl].map(Locale::new);
    read(&bytes, surroundings, &languages)
        .map_err(|error| DisclosureError::NotReport { file, reason: error.to_string() })
}

/// That an attack is worth nothing where what is shown does not add up.
fn sums_in_words(example: &WrongSum, number: usize) -> String {
    let sums = if number == 1 { "1 sum of shown numbers does" } else { "sums of shown numbers do" };
    let number = if number == 1 { String::new() } else { format!("{number} ") };
    let numbers: Vec<String> = example.of.iter().map(number_in_words).collect();
    format!(
        "{number}{sums} not come out ({}: {}). Rounded numbers, or reports of different data, cannot be checked: audit \
         what was made of the same data without --round.",
        example.because.in_words(),
        numbers.join(", ")
    )
}

/// A number and where it stands.
fn number_in_words((statement, column, count): &(Statement, Column, i64)) -> String {
    format!("{} = {count}", place(statement, *column))
}

/// How many of the numbers are named from which a count follows.
const NAMED: usize = 12;

/// What can be worked out, from what, and how.
pub(super) fn in_words(leak: &Leak) -> String {
    let cell = place(&leak.statement, leak.column);
    let found = match (leak.interval.low, leak.interval.high) {
        (low, Some(high)) if low == high => format!("is {low}"),
        (low, Some(high)) => format!("lies between {low} and {high}"),
        (low, None) => format!("is at least {low}"),
    };
    let who = if leak.insider { " for someone who knows one person" } else { "" };
    let mut from: Vec<String> = leak.from.iter().take(NAMED).map(number_in_words).collect();
    if leak.from.len() > NAMED {
        from.push(format!("{} more", leak.from.len() - NAMED));
    }
    let because: Vec<&str> = leak.because.iter().map(|why| why.in_words()).collect();
    let from = if from.is_empty() { String::new() } else { format!("; from {}", from.join(", ")) };
    format!("{cell} {found}{who}{from}; {}", because.join("; "))
}

/// A cell of a report: `Heerlen 2018 outflow_by_reason/outflow/moved (benefits)`.
pub(super) fn place(statement: &Statement, column: Column) -> String {
    let period = match column {
        Column::Previous => statement.comparison.unwrap_or(statement.period),
        Column::Value | Column::Whole => statement.period,
    };
    let of_whole = if column == Column::Whole { ", whole" } else { "" };
    let group = statement.group.id();
    let group = if group.is_empty() { String::new() } else { format!("/{group}") };
    let text = format!(
        "{} {period} {}/{}{group} ({}{of_whole})",
        statement.place,
        statement.table,
        statement.figure,
        statement.unit.id()
    );
    Visible(&text).to_string()
}
