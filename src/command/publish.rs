//! The steps of a report that is published: hide, audit what would be printed, then print.

use super::audit::{in_words, report_in};
use super::stage::Sight;
use crate::audit::{Surroundings, read};
use crate::cli::{PublishRequest, ReportRequest};
use crate::error::{DisclosureError, Error};
use crate::measure::{Condition, Tally, Unit};
use crate::render::{Format, Locale, Style, render};
use crate::report::Document;
use crate::report::disclosure::audit::audit as attack;
use crate::report::disclosure::{self, AmountFacts, Evidence, KnownCounts, Steps};

/// What the rules for hiding ask of each report beside its figures.
pub(super) fn evidence(sights: &[Sight<'_>], tally: &Tally<'_>, periods: usize) -> Evidence {
    let mut evidence = Evidence::default();
    for (report, sight) in sights.iter().enumerate() {
        for period in 0..periods {
            let stock = tally.total(sight.scope, period, Unit::Benefits, Condition::StockEnd);
            let stock = i64::try_from(stock).unwrap_or(i64::MAX);
            evidence.stocks.insert((report, period), stock);
            for condition in AMOUNTS {
                let made_of = tally.amounts(sight.scope, period, condition);
                let sum = tally.total(sight.scope, period, Unit::Euro, condition);
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
    request: &ReportRequest,
    publication: &PublishRequest,
    document: &mut Document,
    evidence: &Evidence,
) -> Result<KnownCounts, Error> {
    let mut released = Vec::new();
    for file in &publication.released {
        released.push(report_in(file, Surroundings::File(request.comparison))?);
    }
    disclosure::publish(document, publication.rules, evidence, &released.concat(), Steps::ALL)
        .map_err(|_| match publication.released.as_slice() {
            [] => DisclosureError::Unprotectable.into(),
            _ => DisclosureError::Given.into(),
        })
}

/// Prints into memory, reads that back, and attacks it. Of a workbook it is the long form that is attacked, as CSV: each of
/// its sheets shows rows of that and nothing besides. `known` saves the attack a search; what it finds does not rest on it.
///
/// # Errors
/// Where a hidden count can be worked out.
pub(super) fn audit(
    request: &ReportRequest,
    document: &Document,
    known: &KnownCounts,
) -> Result<(), Error> {
    let mut bytes = Vec::new();
    let format = match request.output.format {
        Format::Xlsx => Format::Csv,
        // a page shows what Markdown shows, and draws what its tables say
        Format::Html => Format::Markdown,
        format => format,
    };
    let style = Style { chart: false, ..request.output.style };
    render(document, format, &style, &mut bytes).map_err(crate::error::OutputError::Stdout)?;
    let comparison = request.period.compared(request.comparison);
    let surroundings = Surroundings::Run { period: request.period, comparison };
    let statements = read(&bytes, surroundings, &[Locale::new(request.output.style.lang)])
        .map_err(|error| DisclosureError::NotReadBack { reason: error.to_string() })?;
    let found = attack(&[statements], known);
    if found.contradicts_itself {
        return Err(DisclosureError::Contradiction.into());
    }
    let leaks: Vec<String> = found.leaks.iter().map(in_words).collect();
    if leaks.is_empty() { Ok(()) } else { Err(DisclosureError::Leaks { leaks }.into()) }
}

/// What is done for the looks, after the audit: rounding tells less than what it rounds.
pub(super) fn finish(publication: &PublishRequest, document: &mut Document) {
    if let Some(to) = publication.round {
        disclosure::round(document, to);
    }
}
