//! Rows of a programmes export → participations.

use super::code::CodeReader;
use super::columns::Columns;
use super::place::Municipality;
use super::rules::Rules;
use super::simple::{SimpleBlock, SimpleRows, span};
use crate::dataset::codes::CodeList;
use crate::dataset::dialect::Layout;
use crate::dataset::kind::Field;
use crate::dataset::scan::{Kept, OutOfScope, Row, RowFault, RowParser};
use crate::record::key::{KeyReader, Keys};
use crate::record::participation::{COLUMNS, Participation};

/// Parses participation rows.
pub(crate) struct ParticipationParser<'a> {
    columns: Columns,
    ids: KeyReader<'a>,
    persons: KeyReader<'a>,
    municipality: Municipality<'a>,
    programme: CodeReader<'a>,
    kind: CodeReader<'a>,
    result: CodeReader<'a>,
    rows: SimpleRows<COLUMNS>,
}

impl<'a> ParticipationParser<'a> {
    /// A parser for a layout.
    pub(crate) fn new(
        layout: &Layout,
        rules: &'a Rules<'a>,
        ids: &'a Keys,
        persons: &'a Keys,
    ) -> Self {
        let words = rules.vocabulary;
        let kinds =
            rules.code(&words.programme_kind, Some(CodeList::ProgrammeKind), "programme_kind");
        Self {
            columns: Columns::new(layout),
            ids: ids.reader(),
            persons: persons.reader(),
            municipality: Municipality::new(rules),
            programme: CodeReader::new(Rules::label(&words.programme)),
            kind: CodeReader::new(kinds),
            result: CodeReader::new(rules.code(&words.result, Some(CodeList::Result), "result")),
            rows: SimpleRows::new(),
        }
    }
}

impl RowParser for ParticipationParser<'_> {
    type Block = SimpleBlock<COLUMNS>;

    fn row(&mut self, row: &Row<'_>) -> Result<Kept, RowFault> {
        let (start, end) = span(&self.columns, row)?;
        let text = |field| self.columns.text(row, field);
        let municipality = self.municipality.code(text(Field::Municipality));
        if !self.municipality.is_wanted(municipality) {
            return Ok(Kept::OutOfScope(OutOfScope::Municipality));
        }
        let participation = Participation {
            id: self.ids.key(text(Field::ParticipationId)),
            person: self.persons.key(text(Field::PersonId)),
            start,
            end,
            programme: self.programme.code(text(Field::Programme)),
            kind: self.kind.code(text(Field::Kind)),
            result: self.result.code(text(Field::Result)),
            municipality,
            line: row.line,
        };
        Ok(self.rows.keep(participation.encode(), None, participation.person.is_none()))
    }

    fn seal(&mut self) -> SimpleBlock<COLUMNS> {
        self.rows.seal()
    }
}
