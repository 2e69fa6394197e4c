//! `outflow audit`: read reports back, attack them, say what can be worked out.

use std::path::Path;

use anyhow::{Context, anyhow};

use crate::audit::{AuditContext, Leak, Place, attack, read};
use crate::cli::AuditRequest;
use crate::disclosure::PublishedRow;
use crate::output::{Streams, to_stdout};
use crate::render::{Lang, message_in};
use crate::visible::{Visible, show_path};

/// Audits reports together. Returns the exit status: 0 where every hidden count is safe, else 1.
///
/// # Errors
/// Where a report cannot be read, or nothing could be written.
pub(crate) fn audit(
    request: &AuditRequest,
    lang: Lang,
    streams: &mut Streams<'_>,
) -> anyhow::Result<u8> {
    let context = AuditContext::File(request.comparison);
    let reports: Result<Vec<_>, _> =
        request.files.iter().map(|file| report_in(file, context)).collect();
    let found = attack(&reports?, None);
    let mut lines: Vec<String> = found.leaks.iter().map(in_words).collect();
    let related = found.related.iter();
    lines.extend(related.map(|tables| {
        format!("{tables} break down the same rows, and a reader may know how: publish one of them")
    }));
    if found.contradicts_itself {
        lines.push(
            "No counts agree with everything that is shown, so nothing could be attacked: the reports are of different data."
                .to_owned(),
        );
    }
    to_stdout(streams.stdout, &mut |out| {
        for line in &lines {
            writeln!(out, "{}", message_in(line, lang))?;
        }
        let (shown, hidden, leaks) = (found.shown, found.hidden, found.leaks.len());
        let counts = format!("Counts shown: {shown}. Hidden: {hidden}. Not safe: {leaks}.");
        Ok(writeln!(out, "{}", message_in(&counts, lang))?)
    })?;
    Ok(u8::from(!lines.is_empty()))
}

/// What the report in a file says.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn report_in(path: &Path, context: AuditContext) -> anyhow::Result<Vec<PublishedRow>> {
    let file = || Visible(&show_path(path)).to_string();
    let bytes = std::fs::read(path).with_context(file)?;
    read(&bytes, context)
        .map_err(|error| anyhow!("{error}; give a report that outflow made, as csv or json"))
        .with_context(file)
}

/// What can be worked out.
pub(super) fn in_words(leak: &Leak) -> String {
    let what = match (&leak.place, &leak.said) {
        (Some(place), _) => place_in_words(place),
        (None, Some(said)) => Visible(said).to_string(),
        (None, None) => "a number that is not printed".to_owned(),
    };
    let found = match (leak.interval.low, leak.interval.high) {
        (low, Some(high)) if low == high => format!("is {low}"),
        (low, Some(high)) => format!("lies between {low} and {high}"),
        (low, None) => format!("is at least {low}"),
    };
    let who = if leak.insider { " for someone who knows one person" } else { "" };
    format!("{what} {found}{who}")
}

/// A cell of a report: `Heerlen 2018 outflow_by_reason/outflow/moved (benefits)`.
pub(super) fn place_in_words(place: &Place) -> String {
    let row = &place.row;
    let period = match place.column {
        "previous" => row.comparison.unwrap_or(row.period),
        _ => row.period,
    };
    let of_whole = if place.column == "whole" { ", whole" } else { "" };
    let group = row.group.id();
    let group = if group.is_empty() { String::new() } else { format!("/{group}") };
    let (table, figure, unit) = (&row.table, &row.figure, row.unit.id());
    let text = format!("{} {period} {table}/{figure}{group} ({unit}{of_whole})", row.place);
    Visible(&text).to_string()
}
