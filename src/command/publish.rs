//! The steps of a report that is published: hide, audit what would be printed, then print.

use super::audit::{in_words, place, report_in};
use crate::audit::{Surroundings, read};
use crate::cli::{OutputRequest, PublishRequest};
use crate::error::{DisclosureError, Error};
use crate::measure::{Condition, Tally, Unit, Window};
use crate::period::Comparison;
use crate::render::{Format, Locale, Style, render};
use crate::report::disclosure::audit::{audit as attack, small_counts};
use crate::report::disclosure::{self, AmountFacts, Evidence, KnownCounts, Statement, Steps};
use crate::report::{Document, Layout};

/// What the rules for hiding ask of each report beside its figures; a report is of a scope, and of the periods at these
/// places of the run: its own, the one compared with, and that one's own comparison.
pub(super) fn evidence(
    reports: &[(usize, Vec<usize>)],
    tally: &Tally<'_>,
    windows: &[Window],
) -> Evidence {
    let mut evidence = Evidence::default();
    for (report, (scope, places)) in reports.iter().enumerate() {
        for (period, place) in places.iter().enumerate() {
            let stock = tally.total(*scope, *place, Unit::Benefits, Condition::StockEnd);
            let stock = i64::try_from(stock).unwrap_or(i64::MAX);
            evidence.stocks.insert((report, period), stock);
            evidence.spans.insert((report, period), windows[*place].period);
            for condition in AMOUNTS {
                let made_of = tally.amounts(*scope, *place, condition);
                let sum = tally.total(*scope, *place, Unit::Euro, condition);
                let (number, largest) = (made_of.number, made_of.largest);
                let facts = AmountFacts { number, largest, sum };
                evidence.amounts.insert((report, period, condition), facts);
            }
        }
    }
    evidence
}

/// The sums of amounts that are printed, or that something printed is made of.
const AMOUNTS: [Condition; 4] =
    [Condition::SubsidyAmount, Condition::PricedAmount, Condition::EndedSaving, Condition::Paid];

/// Hides what must be hidden. Returns what all counts are.
///
/// # Errors
/// Where an earlier report cannot be read, or gives a count away.
pub(super) fn hide(
    publication: &PublishRequest,
    comparison: Comparison,
    document: &mut Document,
    evidence: &Evidence,
) -> Result<KnownCounts, Error> {
    let released = released(publication, comparison)?;
    disclosure::publish(document, publication.rules, evidence, &released, Steps::ALL).map_err(
        |_| match publication.released.as_slice() {
            [] => DisclosureError::Unprotectable.into(),
            _ => DisclosureError::Given.into(),
        },
    )
}

/// What was published before.
fn released(
    publication: &PublishRequest,
    comparison: Comparison,
) -> Result<Vec<Statement>, DisclosureError> {
    let files = publication.released.iter();
    let reports: Result<Vec<_>, _> =
        files.map(|file| report_in(file, Surroundings::File(comparison))).collect();
    Ok(reports?.concat())
}

/// Prints into memory, reads that back, and attacks it. `known` saves the attack a search; what it finds does not rest on
/// it.
///
/// # Errors
/// Where a hidden count can be worked out.
pub(super) fn audit(
    publication: &PublishRequest,
    comparison: Comparison,
    output: &OutputRequest,
    surroundings: Surroundings,
    document: &Document,
    known: &KnownCounts,
) -> Result<(), Error> {
    let mut bytes = Vec::new();
    let style = Style { chart: false, ..output.style };
    render(document, attacked(output.format, document), &style, &mut bytes)
        .map_err(crate::error::OutputError::Stdout)?;
    let statements = read(&bytes, surroundings, &[Locale::new(output.style.lang)])
        .map_err(|error| DisclosureError::NotReadBack { reason: error.to_string() })?;
    let small = small_counts(&statements, &released(publication, comparison)?, publication.rules);
    if !small.is_empty() {
        let leaks = small.iter().map(|(statement, column)| place(statement, *column)).collect();
        return Err(DisclosureError::Shown { leaks }.into());
    }
    let found = attack(&[statements], known);
    if found.contradicts_itself {
        return Err(DisclosureError::Contradiction.into());
    }
    let leaks: Vec<String> = found.leaks.iter().map(in_words).collect();
    if leaks.is_empty() { Ok(()) } else { Err(DisclosureError::Leaks { leaks }.into()) }
}

/// The form that is read back for another: of a workbook the long form, as CSV, since each of its sheets shows rows of
/// that and nothing besides; of a page Markdown, since it shows what that shows and draws what its tables say. What is
/// laid out in another way than a report (a series, a crossed table, cohorts) shows rows of the long form too.
fn attacked(format: Format, document: &Document) -> Format {
    let mut tables = document.reports.iter().flat_map(|report| &report.tables);
    let is_report = document.layout == Layout::Apart && tables.all(|table| table.across.is_none());
    match format {
        Format::Xlsx => Format::Csv,
        Format::Json => Format::Json,
        _ if !is_report => Format::Csv,
        Format::Html => Format::Markdown,
        format => format,
    }
}

/// What is done for the looks, after the audit: rounding tells less than what it rounds.
pub(super) fn finish(publication: &PublishRequest, document: &mut Document) {
    if let Some(to) = publication.round {
        disclosure::round(document, to);
    }
}
