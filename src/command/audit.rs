//! `outflow audit`: read reports back, attack them, say what can be worked out.

use std::path::Path;

use crate::Streams;
use crate::audit::{Surroundings, read};
use crate::cli::AuditRequest;
use crate::dataset::source::show_path;
use crate::error::{DisclosureError, Error};
use crate::output::to_stdout;
use crate::render::{Lang, Locale};
use crate::report::disclosure::audit::{Leak, audit as attack};
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
        if found.contradicts_itself {
            writeln!(
                out,
                "No counts agree with everything that is shown: nothing could be attacked."
            )?;
        }
        let (shown, hidden, leaks) = (found.shown, found.hidden, found.leaks.len());
        Ok(writeln!(out, "Counts shown: {shown}. Hidden: {hidden}. Not safe: {leaks}.")?)
    })?;
    Ok(u8::from(!found.leaks.is_empty() || found.contradicts_itself))
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
    let mut from: Vec<String> = leak
        .from
        .iter()
        .take(NAMED)
        .map(|(statement, column, count)| format!("{} = {count}", place(statement, *column)))
        .collect();
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
