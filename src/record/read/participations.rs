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
use crate::dataset::scan::{Fields, Kept, NearRow, OutOfScope, Row, RowFault, RowParser};
use crate::period::Day;
use crate::record::category_codes::Code;
use crate::record::key::{Key, KeyReader, Keys};
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

    /// Takes a row of which all but the codes is plainly written; `None` where it takes care to read it.
    #[inline(always)]
    fn plain(&mut self, row: &NearRow<'_>) -> Option<Kept> {
        let columns = &self.columns;
        let days = self.span.plain(columns, row)?;
        let snapshot = self.list.plain(columns).ok()?;
        let id = self.ids.plain(columns.head(row, Field::ParticipationId))?;
        let person = self.persons.plain(columns.head(row, Field::PersonId))?;
        self.span.take(days);
        let municipality = self.municipality.read(columns, row);
        if !self.municipality.is_wanted(municipality) {
            return Some(Kept::OutOfScope(OutOfScope::Municipality));
        }
        let keys = [self.ids.take(id), self.persons.take(person)];
        Some(self.keep(row, (days, snapshot), municipality, keys))
    }

    /// Keeps a row of these days and numbers, with its codes.
    #[inline(always)]
    fn keep<'r>(
        &mut self,
        row: &impl Fields<'r>,
        ((start, end), snapshot): ((Day, Option<Day>), Option<Day>),
        municipality: Code,
        [id, person]: [Key; 2],
    ) -> Kept {
        let columns = &self.columns;
        let edition = self.rules.edition(snapshot, end);
        let participation = Participation {
            id,
            person,
            start,
            end,
            programme: self.programme.read(columns, row, Field::Programme),
            kind: self.kind.read((columns, Field::Kind), row, edition, (None, None)),
            result: self.result.read(columns, row, Field::Result),
            municipality,
            snapshot,
            line: row.line(),
        };
        self.rows.made.personless += u64::from(participation.person.is_none());
        self.municipality.keep(municipality);
        self.rows.made.days.see_list(participation.snapshot);
        self.rows.keep(&participation.encode())
    }
}

impl RowParser for ParticipationParser<'_> {
    type Block = ParsedBlock;

    fn row(&mut self, row: &Row<'_>) -> Result<Kept, RowFault> {
        let days = match self.span.read(&self.columns, row)? {
            Span::Days(start, end) => (start, end),
            Span::Aside(aside) => return Ok(aside),
        };
        let municipality = self.municipality.read(&self.columns, row);
        if !self.municipality.is_wanted(municipality) {
            return Ok(Kept::OutOfScope(OutOfScope::Municipality));
        }
        let fault = |field| move |fault| RowFault::of(field, fault);
        let id = self.ids.key(self.columns.text(row, Field::ParticipationId));
        let person = self.persons.key(self.columns.text(row, Field::PersonId));
        let snapshot = self.list.list(&self.columns, row)?;
        let id = id.map_err(fault(Field::ParticipationId))?;
        let person = person.map_err(fault(Field::PersonId))?;
        Ok(self.keep(row, (days, snapshot), municipality, [id, person]))
    }

    #[inline]
    fn near(&mut self, row: &NearRow<'_>) -> Result<Kept, RowFault> {
        self.plain(row).map_or_else(|| self.row(&row.row()), Ok)
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
