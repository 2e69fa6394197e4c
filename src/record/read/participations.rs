//! Rows of a programmes export → participations.

use super::code::{CodeReader, DatedReader};
use super::columns::Columns;
use super::list::ListReader;
use super::place::Municipality;
use super::rules::Rules;
use super::simple::{ParsedBlock, Rows};
use super::span::{Span, SpanReader};
use crate::dataset::codes::CodeList;
use crate::dataset::dialect::Layout;
use crate::dataset::kind::Field;
use crate::dataset::notation::{Notations, Seen};
use crate::dataset::scan::{Fields, Kept, OutOfScope, RowFault, RowParser};
use crate::period::Day;
use crate::record::key::{KeyReader, Keys};
use crate::record::participation::{COLUMNS, PERSON, Participation};

/// Parses participation rows.
pub(crate) struct ParticipationParser<'a> {
    columns: Columns,
    rules: &'a Rules<'a>,
    span: SpanReader,
    list: ListReader,
    ids: KeyReader<'a>,
    persons: KeyReader<'a>,
    municipality: Municipality<'a>,
    programme: CodeReader<'a>,
    kind: DatedReader<'a>,
    result: CodeReader<'a>,
    rows: Rows<COLUMNS>,
}

impl<'a> ParticipationParser<'a> {
    /// A parser for a layout.
    pub(crate) fn new(
        layout: &Layout,
        notations: &Notations,
        rules: &'a Rules<'a>,
        list: Option<Day>,
        (ids, persons): (&'a Keys, &'a Keys),
    ) -> Self {
        let words = rules.categories;
        let kinds =
            rules.code(&words.programme_kind, Some(CodeList::ProgrammeKind), "programme_kind");
        Self {
            columns: Columns::new(layout),
            rules,
            span: SpanReader::new(&layout.names, notations),
            list: ListReader::new(list, notations),
            ids: ids.reader(),
            persons: persons.reader(),
            municipality: Municipality::new(rules),
            programme: CodeReader::new(Rules::label(&words.programme)),
            kind: DatedReader::new(kinds),
            result: CodeReader::new(rules.code(&words.result, Some(CodeList::Result), "result")),
            rows: Rows::new(Some(PERSON)),
        }
    }
}

impl RowParser for ParticipationParser<'_> {
    type Block = ParsedBlock;

    fn row<'r>(&mut self, row: &impl Fields<'r>) -> Result<Kept, RowFault> {
        let (start, end) = match self.span.read(&self.columns, row)? {
            Span::Days(start, end) => (start, end),
            Span::Aside(aside) => return Ok(aside),
        };
        let municipality = self.municipality.code(self.columns.text(row, Field::Municipality));
        if !self.municipality.is_wanted(municipality) {
            return Ok(Kept::OutOfScope(OutOfScope::Municipality));
        }
        let fault = |field| move |fault| RowFault::of(field, fault);
        let id = self.ids.key(self.columns.text(row, Field::ParticipationId));
        let person = self.persons.key(self.columns.text(row, Field::PersonId));
        let snapshot = self.list.list(&self.columns, row)?;
        let participation = Participation {
            id: id.map_err(fault(Field::ParticipationId))?,
            person: person.map_err(fault(Field::PersonId))?,
            start,
            end,
            programme: self.programme.code(self.columns.text(row, Field::Programme)),
            kind: self
                .kind
                .code(self.columns.text(row, Field::Kind), self.rules.edition(snapshot, end)),
            result: self.result.code(self.columns.text(row, Field::Result)),
            municipality,
            snapshot,
            line: row.row().line,
        };
        self.rows.made.personless += u64::from(participation.person.is_none());
        self.municipality.keep(municipality);
        self.rows.made.days.see_list(participation.snapshot);
        Ok(self.rows.keep(&participation.encode()))
    }

    fn seal(&mut self) -> (ParsedBlock, Seen) {
        let mut seen = Seen::default();
        self.span.take_seen(&mut seen);
        self.list.take_seen(&mut seen);
        self.municipality.take_seen(&mut seen);
        self.programme.take_seen(Field::Programme, &mut seen);
        self.kind.take_seen(Field::Kind, &mut seen);
        self.result.take_seen(Field::Result, &mut seen);
        self.kind.take_counts(Field::Kind, &mut self.rows.made.code_counts);
        self.ids.take_seen(Field::ParticipationId, &mut seen);
        self.persons.take_seen(Field::PersonId, &mut seen);
        self.rows.made.places = self.municipality.kept().filter(|code| *code != 0).collect();
        (self.rows.seal(), seen)
    }
}
