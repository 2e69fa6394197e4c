//! The steps of a report that is published: hide, audit what would be printed, then print.

use std::path::PathBuf;

use super::audit::{in_words, place, report_in};
use crate::audit::{Surroundings, read};
use crate::cli::{OutputRequest, PublishRequest};
use crate::dataset::source::show_path;
use crate::error::{DisclosureError, Error};
use crate::measure::{Condition, Tally, Unit, Window};
use crate::period::Comparison;
use crate::render::{Format, Lang, Locale, Style, render};
use crate::report::disclosure::audit::{audit as attack, small_counts};
use crate::report::disclosure::{self, AmountFacts, Evidence, KnownCounts, Statement, Steps};
use crate::report::{Document, Layout, Note, NoteValue};

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

/// A document in which is hidden what must be, and which nobody has looked at yet.
#[must_use = "a document is not to leave before it is audited"]
pub(super) struct Hidden<'r> {
    publication: &'r PublishRequest,
    /// What was published before.
    released: Vec<Statement>,
    /// What all counts are.
    known: KnownCounts,
}

/// Hides what must be hidden; says how much was given away before.
///
/// # Errors
/// Where an earlier report cannot be read, or a count cannot be hidden.
pub(super) fn hide<'r>(
    publication: &'r PublishRequest,
    comparison: Comparison,
    document: &mut Document,
    evidence: &Evidence,
    (lang, stderr): (Lang, &mut dyn std::io::Write),
) -> Result<Hidden<'r>, Error> {
    let released = released(publication, comparison)?;
    let published =
        disclosure::publish(document, publication.rules, evidence, &released, Steps::ALL)
            .map_err(|_| DisclosureError::Unprotectable)?;
    let said = [("given_away", published.given), ("released_otherwise", published.changed)];
    for (id, number) in said.into_iter().filter(|(_, number)| *number > 0) {
        let count = u64::try_from(number).unwrap_or(u64::MAX);
        let note = Note::new(id, vec![("count", NoteValue::Count(count))]);
        // that nobody can be told is no reason not to print
        let _ = writeln!(stderr, "outflow: {}", Locale::new(lang).note(&note));
    }
    let known = published.known;
    Ok(Hidden { publication, released, known })
}

impl Hidden<'_> {
    /// Attacks the document as it would be printed, and then does what is done for the looks: rounding tells less than
    /// what it rounds.
    ///
    /// # Errors
    /// Where a hidden count can be worked out.
    pub(super) fn finish(
        self,
        output: &OutputRequest,
        surroundings: Surroundings,
        document: &mut Document,
    ) -> Result<(), Error> {
        self.audit(output, surroundings, document)?;
        if let Some(to) = self.publication.round {
            disclosure::round(document, to);
        }
        Ok(())
    }

    /// Prints into memory, reads that back, and attacks it. What is known saves the attack a search; what it finds does
    /// not rest on it.
    fn audit(
        &self,
        output: &OutputRequest,
        surroundings: Surroundings,
        document: &Document,
    ) -> Result<(), Error> {
        let mut bytes = Vec::new();
        let style = Style { chart: false, ..output.style };
        render(document, attacked(output.format, document), &style, &mut bytes)
            .map_err(crate::error::OutputError::Stdout)?;
        let statements = read(&bytes, surroundings, &[Locale::new(output.style.lang)])
            .map_err(|error| DisclosureError::NotReadBack { reason: error.to_string() })?;
        let small = small_counts(&statements, &self.released, self.publication.rules);
        if !small.is_empty() {
            let leaks = small.iter().map(|(statement, column)| place(statement, *column)).collect();
            return Err(DisclosureError::Shown { leaks }.into());
        }
        let found = attack(&[statements], &self.known);
        if found.contradicts_itself {
            return Err(DisclosureError::Contradiction.into());
        }
        let leaks: Vec<String> = found.leaks.iter().map(in_words).collect();
        if leaks.is_empty() { Ok(()) } else { Err(DisclosureError::Leaks { leaks }.into()) }
    }
}

/// What was published before.
fn released(
    publication: &PublishRequest,
    comparison: Comparison,
) -> Result<Vec<Statement>, DisclosureError> {
    let files = publication.released.iter();
    let read = |file: &PathBuf| {
        let statements = report_in(file, Surroundings::File(comparison))?;
        if statements.iter().any(|statement| statement.rounded) {
            return Err(DisclosureError::Rounded { file: show_path(file) });
        }
        Ok(statements)
    };
    let reports: Result<Vec<_>, _> = files.map(read).collect();
    Ok(reports?.concat())
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
