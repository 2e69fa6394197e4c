//! Rows of a placements export → placements.

use super::code::CodeReader;
use super::columns::Columns;
use super::place::Municipality;
use super::rules::Rules;
use super::sector::SectorReader;
use super::simple::{SimpleBlock, SimpleRows, span};
use crate::dataset::codes::{CodeList, wage_subsidy};
use crate::dataset::dialect::Layout;
use crate::dataset::kind::Field;
use crate::dataset::scan::{Kept, OutOfScope, Row, RowFault, RowParser};
use crate::dataset::value::{Amount, Fault, Notation, cents, hours};
use crate::record::key::{KeyReader, Keys};
use crate::record::names::Code;
use crate::record::placement::{COLUMNS, Placement, Subsidy};

/// Parses placement rows.
pub(crate) struct PlacementParser<'a> {
    columns: Columns,
    rules: &'a Rules<'a>,
    ids: KeyReader<'a>,
    persons: KeyReader<'a>,
    municipality: Municipality<'a>,
    kind: CodeReader<'a>,
    sector: SectorReader<'a>,
    employer: CodeReader<'a>,
    programme: CodeReader<'a>,
    rows: SimpleRows<COLUMNS>,
}

impl<'a> PlacementParser<'a> {
    /// A parser for a layout.
    pub(crate) fn new(
        layout: &Layout,
        rules: &'a Rules<'a>,
        ids: &'a Keys,
        persons: &'a Keys,
    ) -> Self {
        let words = rules.vocabulary;
        Self {
            columns: Columns::new(layout),
            rules,
            ids: ids.reader(),
            persons: persons.reader(),
            municipality: Municipality::new(rules),
            kind: CodeReader::new(rules.code(
                &words.work_kind,
                Some(CodeList::PlacementKind),
                "kind",
            )),
            sector: SectorReader::new(rules),
            employer: CodeReader::new(Rules::label(&words.employer)),
            programme: CodeReader::new(Rules::label(&words.programme)),
            rows: SimpleRows::new(),
        }
    }

    /// The kind as the export says it, else by the hours (CBS: full-time from 35 a week).
    fn kind(&mut self, row: &Row<'_>) -> Result<Code, RowFault> {
        let said = self.kind.code(self.columns.text(row, Field::Kind));
        let text = self.columns.text(row, Field::Hours);
        let hours = hours(text).map_err(|fault| RowFault::of(Field::Hours, fault))?;
        let by_hours = |hours| {
            let kind = if hours >= self.rules.full_time_hours { "full_time" } else { "part_time" };
            self.rules.vocabulary.work_kind.find(kind).unwrap_or(0)
        };
        Ok(if said == 0 { hours.map_or(0, by_hours) } else { said })
    }

    fn subsidy(&mut self, row: &Row<'_>) -> Result<(Subsidy, Option<u8>), RowFault> {
        let text = self.columns.text(row, Field::WageSubsidy);
        // an amount has a digit or a sign where a yes or no has a letter
        let word = text.first().filter(|first| first.is_ascii_alphabetic());
        match word.and_then(|_| std::str::from_utf8(text).ok()).and_then(wage_subsidy) {
            Some(true) => return Ok((Subsidy::Yes, None)),
            Some(false) => return Ok((Subsidy::None, None)),
            None => {}
        }
        let fault = |fault| match fault {
            Fault::NotAnAmount => RowFault::of(Field::WageSubsidy, Fault::NotASubsidy),
            fault => RowFault::of(Field::WageSubsidy, fault),
        };
        let (cents, separator) = match cents(text).map_err(fault)? {
            Amount::Missing => return Ok((Subsidy::None, None)),
            Amount::Exact { cents, notation } => {
                self.rows.see(notation == Some(Notation::Comma), notation == Some(Notation::Point));
                (cents, None)
            }
            Amount::Ambiguous { cents, separator } => (cents, Some(separator)),
        };
        Ok((if cents > 0 { Subsidy::Amount(cents) } else { Subsidy::None }, separator))
    }
}

impl RowParser for PlacementParser<'_> {
    type Block = SimpleBlock<COLUMNS>;

    fn row(&mut self, row: &Row<'_>) -> Result<Kept, RowFault> {
        let (start, end) = span(&self.columns, row)?;
        let kind = self.kind(row)?;
        let (subsidy, separator) = self.subsidy(row)?;
        let text = |field| self.columns.text(row, field);
        let municipality = self.municipality.code(text(Field::Municipality));
        if !self.municipality.is_wanted(municipality) {
            return Ok(Kept::OutOfScope(OutOfScope::Municipality));
        }
        let employer = text(Field::Employer);
        let placement = Placement {
            id: self.ids.key(text(Field::PlacementId)),
            person: self.persons.key(text(Field::PersonId)),
            start,
            end,
            kind,
            sector: self.sector.code(text(Field::Sector), employer),
            employer: self.employer.code(employer),
            programme: self.programme.code(text(Field::Programme)),
            subsidy,
            municipality,
            line: row.line,
        };
        Ok(self.rows.keep(placement.encode(), separator, placement.person.is_none()))
    }

    fn seal(&mut self) -> SimpleBlock<COLUMNS> {
        self.rows.seal()
    }
}
