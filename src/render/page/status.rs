//! How complete the data of a report are, and for whom it is, in words.

use crate::report::{Audience, Note, Report, Status};

use super::super::locale::Locale;
use super::context::is_compared;

/// The second line of every form.
pub(crate) fn line(report: &Report, locale: &Locale) -> String {
    let Status { rows, audience, .. } = report.status;
    let mut parts = Vec::new();
    if let Some(day) = report.status.until(report.period).filter(|_| !report.provisional) {
        parts.push(locale.phrase("status_complete", &[("day", &locale.day(day))]));
    }
    if let Some(rows) = rows {
        let (rejected, read) = (locale.count(rows.rejected), locale.count(rows.read));
        parts.push(locale.phrase("status_rows", &[("rejected", &rejected), ("rows", &read)]));
    }
    parts.push(match audience {
        Audience::Internal => locale.phrase("status_internal", &[]),
        Audience::Hidden(least) => {
            locale.phrase("status_hidden", &[("count", &locale.count(least))])
        }
        Audience::Rounded(base) => {
            locale.phrase("status_rounded", &[("base", &locale.count(base))])
        }
    });
    parts.join(" ")
}

/// What has to be read before any figure, a sentence each.
pub(crate) fn cautions(report: &Report, locale: &Locale) -> Vec<String> {
    let mut cautions = Vec::new();
    if report.provisional {
        cautions.push(provisional(report, locale));
        if let Some(then) = report.comparison.filter(|_| is_uneven(report)) {
            cautions.push(locale.phrase("status_uneven", &[("then", &locale.period(then))]));
        }
    }
    cautions.extend(sentences(&report.first, locale));
    cautions
}

/// Whether numbers of an earlier period stand beside those of a part of this one.
fn is_uneven(report: &Report) -> bool {
    report.known_until().is_some() && report.tables.iter().any(is_compared)
}

/// That the data do not cover the whole period, and how much of it they lack where that is a number of months.
fn provisional(report: &Report, locale: &Locale) -> String {
    let missing = report.status.missing_months(report.period);
    match (missing, report.status.until(report.period)) {
        (Some((missing, months)), Some(day)) => {
            let id = if missing == 1 { "status_month_missing" } else { "status_months_missing" };
            let (missing, months) = (missing.to_string(), months.to_string());
            let day = locale.day(day);
            let values = [("day", &*day), ("missing", &*missing), ("months", &*months)];
            locale.phrase(id, &values)
        }
        _ => locale.phrase("status_provisional", &[]),
    }
}

/// Notes as sentences.
pub(super) fn sentences(notes: &[Note], locale: &Locale) -> Vec<String> {
    notes.iter().map(|note| locale.note(note)).collect()
}
