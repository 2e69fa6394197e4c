//! The steps of what is published: choose, hide or round, audit what would be printed, then print.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, anyhow};

use super::audit::{in_words, place_in_words, report_in};
use super::load::Input;
use super::scopes::Scopes;
use crate::audit::{AuditContext, Place, attack, missing, read, small_counts};
use crate::cli::PublishRequest;
use crate::disclosure::{
    self, AMOUNTS, AmountFacts, Containing, DisclosureError, Evidence, Passes, Publication,
    Published, PublishedRow, formulas, is_publishable, left_out, published, published_rows,
};
use crate::measure::{Tally, Unit};
use crate::output::OutputError;
use crate::period::Comparison;
use crate::record::{Categories, Code};
use crate::render::{Format, Lang, Locale, Style, print};
use crate::report::{Document, Note, NoteValue, TableId};
use crate::visible::show_path;

/// A run that publishes.
#[derive(Debug)]
pub(super) struct Publishing<'r> {
    request: &'r PublishRequest,
    /// What was published before, file by file.
    released: Vec<Vec<PublishedRow>>,
}

/// The two ways to protect people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Hide small counts, and what gives them back.
    Suppression,
    /// Round every count to tens.
    Rounding,
}

/// The ids of tables, one after another.
fn joined(tables: &[TableId]) -> String {
    tables.iter().map(|table| table.id()).collect::<Vec<_>>().join(", ")
}

impl<'r> Publishing<'r> {
    /// Reads what was published before.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub(super) fn new(request: &'r PublishRequest, comparison: Comparison) -> anyhow::Result<Self> {
        let read = |file: &PathBuf| report_in(file, AuditContext::File(comparison));
        let released: anyhow::Result<Vec<_>> = request.released.iter().map(read).collect();
        Ok(Self { request, released: released? })
    }

    /// The tables that are published of those asked for, of each of several places perhaps.
    ///
    /// # Errors
    /// Where none is.
    pub(super) fn tables(
        &self,
        asked: &[TableId],
        each: bool,
    ) -> Result<Vec<TableId>, DisclosureError> {
        let released: Vec<&str> =
            self.released.iter().flatten().map(|row| row.table.as_str()).collect();
        let tables = published(asked, &released, each);
        if tables.is_empty() {
            return Err(DisclosureError::NothingLeft { tables: joined(asked) });
        }
        Ok(tables)
    }

    /// That some of the tables that were asked for are left out, and why; `None` where none is.
    pub(super) fn left_out(asked: &[TableId], tables: &[TableId]) -> Option<Note> {
        let left = left_out(asked, tables);
        let names = NoteValue::Text(joined(&left));
        (!left.is_empty()).then(|| Note::new("left_out_published", vec![("tables", names)]))
    }

    /// How a report is published: rounded where it was asked for, or where there is one for each municipality.
    pub(super) fn way(&self, reports: usize) -> Way {
        if self.request.round || reports > 1 { Way::Rounding } else { Way::Suppression }
    }

    /// Hides or rounds what must be. Says how much was given away before.
    ///
    /// # Errors
    /// Where a count cannot be protected, or a table is not one that can be published.
    pub(super) fn protect(
        mut self,
        way: Way,
        document: &mut Document,
        (evidence, containing): (&Evidence, &Containing),
        lang: Lang,
        stderr: &mut dyn Write,
    ) -> Result<Protected, DisclosureError> {
        let tables = document.reports.iter().flat_map(|report| &report.tables);
        if let Some(table) = tables.into_iter().find(|table| !is_publishable(table.id)) {
            return Err(DisclosureError::NothingLeft { tables: table.id.to_string() });
        }
        // places are related only where the data say that one holds the other
        let is_here = |row: &PublishedRow| {
            document.reports.iter().any(|report| report.name == row.place)
                || containing.whole == row.place
                || containing.parts.contains(&row.place)
        };
        let locale = Locale::new(lang);
        for (rows, file) in self.released.iter_mut().zip(&self.request.released) {
            rows.retain(is_here);
            if rows.is_empty() {
                let file = NoteValue::Text(show_path(file));
                let note = Note::new("released_elsewhere", vec![("file", file)]);
                let _ = writeln!(stderr, "outflow: {}", locale.note(&note));
            }
        }
        let truth = published_rows(document);
        let publication = Publication {
            rules: self.request.rules,
            evidence,
            released: &self.released,
            containing,
            steps: Passes::ALL,
        };
        let found = match way {
            Way::Suppression => disclosure::hide(document, &publication),
            Way::Rounding => disclosure::round(document, &publication),
        };
        let found = found.map_err(|_| DisclosureError::Unprotectable)?;
        let said = [("given_away", found.given), ("released_otherwise", found.changed)];
        for (id, number) in said.into_iter().filter(|(_, number)| *number > 0) {
            let count = u64::try_from(number).unwrap_or(u64::MAX);
            let note = Note::new(id, vec![("count", NoteValue::Count(count))]);
            // a message that cannot be shown is no reason not to print
            let _ = writeln!(stderr, "outflow: {}", locale.note(&note));
        }
        let least = self.request.rules.least;
        Ok(Protected { least, released: self.released, truth, found })
    }
}

/// A document that is protected, and that nobody has attacked yet.
#[must_use = "a document is not to leave before it is audited"]
pub(super) struct Protected {
    least: i64,
    released: Vec<Vec<PublishedRow>>,
    /// What the document said before.
    truth: Vec<PublishedRow>,
    found: Published,
}

impl Protected {
    /// Prints the long form into memory, reads that back, and attacks it, together with what was published before.
    ///
    /// # Errors
    /// Where something hidden can be found out.
    pub(super) fn audit(&self, context: AuditContext, document: &Document) -> anyhow::Result<()> {
        let not_read_back =
            || "nothing is published: the audit cannot read the report back".to_owned();
        let mut bytes = Vec::new();
        print(document, Format::Csv, Style::default(), &mut bytes).map_err(OutputError::Stdout)?;
        let mut rows = read(&bytes, context).with_context(not_read_back)?;
        rows.extend(formulas(document));
        // every other form is made of the numbers of the document: all of them are attacked
        if let Some(row) = missing(&published_rows(document), &rows) {
            let place = Place { row, column: "value" };
            let reason = format!("{} is other there", place_in_words(&place));
            return Err(anyhow!(reason).context(not_read_back()));
        }
        let small = small_counts(&rows, &self.released, self.least);
        if !small.is_empty() {
            return Err(DisclosureError::Leaks {
                leaks: small.iter().map(place_in_words).collect(),
            }
            .into());
        }
        // what was given away before, or is another number now, is said and cannot be helped
        let is_alone = self.found != Published::default();
        let earlier = self.released.iter().filter(|_| !is_alone).cloned();
        let reports: Vec<Vec<PublishedRow>> = earlier.chain([rows]).collect();
        let truth = self.released.is_empty().then_some(self.truth.as_slice());
        let found = attack(&reports, truth);
        if found.contradicts_itself {
            return Err(DisclosureError::Contradiction.into());
        }
        let leaks: Vec<String> = found.leaks.iter().map(in_words).chain(found.related).collect();
        if leaks.is_empty() { Ok(()) } else { Err(DisclosureError::Leaks { leaks }.into()) }
    }
}

/// What the rules for amounts ask of each report beside its figures; a report is of a scope, and of the periods at these
/// places of the run.
pub(super) fn evidence(reports: &[(usize, Vec<usize>)], tally: &Tally<'_>) -> Evidence {
    let mut evidence = Evidence::default();
    for (report, (scope, places)) in reports.iter().enumerate() {
        for (period, place) in places.iter().enumerate().take(2) {
            for condition in AMOUNTS {
                let made_of = tally.amounts(*scope, *place, condition);
                let sum = tally.total(*scope, *place, Unit::Euro, condition);
                let facts = AmountFacts { number: made_of.number, largest: made_of.largest, sum };
                evidence.insert((report, period, condition), facts);
            }
        }
    }
    evidence
}

/// The municipalities that the data hold, and the region that they make together.
pub(super) fn containing(input: &Input, scopes: &Scopes, categories: &Categories) -> Containing {
    let loaded = &input.loaded;
    let records = || loaded.iter().flat_map(|loaded| loaded.records.municipalities());
    let names = &categories.municipality;
    // of a run for some of them, the rows of the others are read by their names only
    let met = || 1..=Code::try_from(names.len()).unwrap_or(0);
    let codes: Vec<Code> = if scopes.is_part {
        met().collect()
    } else {
        records().copied().filter(|code| *code != 0).collect()
    };
    let mut parts: Vec<String> = codes.iter().map(|code| names.text(*code).to_string()).collect();
    parts.sort();
    parts.dedup();
    if parts.len() < 2 {
        return Containing::default();
    }
    let whole = match loaded.as_slice() {
        _ if !scopes.is_part => scopes.name.clone(),
        [one] => one.records.name.clone(),
        _ => "all".to_owned(),
    };
    Containing { whole, parts, is_all: !records().any(|code| *code == 0) }
}
