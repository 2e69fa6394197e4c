//! Rows of a placements export → placements.

use super::code::CodeReader;
use super::columns::Columns;
use super::place::Municipality;
use super::rules::Rules;
use super::sector::SectorReader;
use super::simple::{ParsedBlock, Rows};
use super::span::{OptionalAmount, Span, SpanReader};
use crate::dataset::codes::{CodeList, wage_subsidy};
use crate::dataset::dialect::Layout;
use crate::dataset::kind::Field;
use crate::dataset::notation::{Notations, Seen};
use crate::dataset::scan::{Fields, Kept, NearRow, OutOfScope, Row, RowFault, RowParser};
use crate::dataset::value::{Fault, FieldText, HoursReader, NotPlain, wage_value};
use crate::period::Day;
use crate::record::category_codes::Code;
use crate::record::key::{Key, KeyReader, Keys, PlainKey};
use crate::record::placement::{COLUMNS, PERSON, Placement, Subsidy};

/// The first day and the last; no last one where the job runs.
type Days = (Day, Option<Day>);

/// Parses placement rows.
pub(crate) struct PlacementParser<'a> {
    columns: Columns,
    span: SpanReader,
    hours: HoursReader,
    shares: HoursReader,
    /// The kinds that follow from hours: full-time and part-time.
    by_hours: [Code; 2],
    bad_hours: u64,
    bad_wage_values: u64,
    amount: OptionalAmount,
    subsidies_are_flags: bool,
    flagged: u64,
    rules: &'a Rules<'a>,
    ids: KeyReader<'a>,
    persons: KeyReader<'a>,
    municipality: Municipality<'a>,
    kind: CodeReader<'a>,
    sector: SectorReader<'a>,
    employer: CodeReader<'a>,
    programme: CodeReader<'a>,
    rows: Rows<COLUMNS>,
}

impl<'a> PlacementParser<'a> {
    /// A parser for a layout.
    pub(crate) fn new(
        layout: &Layout,
        notations: &Notations,
        rules: &'a Rules<'a>,
        ids: &'a Keys,
        persons: &'a Keys,
    ) -> Self {
        let words = rules.categories;
        Self {
            columns: Columns::new(layout),
            span: SpanReader::new(&layout.names, notations),
            hours: HoursReader::new(notations.hours_are_shares.then_some(rules.full_time_hours)),
            shares: HoursReader::new(Some(rules.full_time_hours)),
            by_hours: ["full_time", "part_time"]
                .map(|kind| words.work_kind.find(kind).unwrap_or(0)),
            bad_hours: 0,
            bad_wage_values: 0,
            amount: OptionalAmount::new(Field::WageSubsidy, notations),
            subsidies_are_flags: notations.subsidies_are_flags,
            flagged: 0,
            rules,
            ids: ids.reader(),
            persons: persons.reader(),
            municipality: Municipality::new(rules),
            kind: CodeReader::new(rules.code(
                &words.work_kind,
                Some(CodeList::PlacementKind),
                "kind",
            )),
            sector: SectorReader::new(rules, notations.sectors_lost_zeros),
            employer: CodeReader::new(Rules::label(&words.employer)),
            programme: CodeReader::new(Rules::label(&words.programme)),
            rows: Rows::new(Some(PERSON)),
        }
    }

    /// The kind as the export says it, else by the hours (CBS: full-time from 35 a week), else by the share of a
    /// full-time week.
    #[inline(always)]
    fn kind<'r>(&mut self, row: &impl Fields<'r>) -> Code {
        let said = self.kind.read(&self.columns, row, Field::Kind);
        let hours = hours_of(&mut self.hours, &self.columns, row, Field::Hours);
        let share = hours_of(&mut self.shares, &self.columns, row, Field::Fte);
        self.bad_hours += u64::from(hours.is_err());
        let hours = hours.ok().flatten().or(share.ok().flatten());
        let by_hours = |hours| {
            let [full_time, part_time] = self.by_hours;
            if hours >= self.rules.full_time_hours { full_time } else { part_time }
        };
        if said == 0 { hours.map_or(0, by_hours) } else { said }
    }

    #[inline(always)]
    fn subsidy<'r>(&mut self, row: &impl Fields<'r>) -> Subsidy {
        if self.columns.head(row, Field::WageSubsidy).is_none() {
            return Subsidy::None;
        }
        self.said_subsidy(self.columns.text(row, Field::WageSubsidy))
    }

    fn said_subsidy(&mut self, text: FieldText<'_>) -> Subsidy {
        match yes_or_no(text) {
            Some(true) => {
                self.flagged += 1;
                return Subsidy::Yes;
            }
            Some(false) => return Subsidy::None,
            None => {}
        }
        match self.amount.cents(text) {
            Some(cents) if self.subsidies_are_flags && cents != 0 => {
                self.flagged += 1;
                Subsidy::Yes
            }
            Some(cents) if cents > 0 => Subsidy::Amount(cents),
            _ => Subsidy::None,
        }
    }
}

/// The hours of a column in a row.
#[inline(always)]
fn hours_of<'r>(
    reader: &mut HoursReader,
    columns: &Columns,
    row: &impl Fields<'r>,
    field: Field,
) -> Result<Option<i64>, Fault> {
    let head = columns.head(row, field);
    match HoursReader::plain(head) {
        Ok(hours) => Ok(reader.take(hours)),
        Err(NotPlain) => reader.hours(columns.text(row, field)),
    }
}

/// What a field says where it is a yes or a no: an amount has a digit or a sign where they have a letter.
fn yes_or_no(text: FieldText<'_>) -> Option<bool> {
    if text.text().first().is_none_or(u8::is_ascii_digit) {
        return None;
    }
    let text = text.trimmed();
    let word = text.first().filter(|first| first.is_ascii_alphabetic());
    word.and_then(|_| std::str::from_utf8(text).ok()).and_then(wage_subsidy)
}

impl PlacementParser<'_> {
    /// The days and the numbers of a row in which they are plainly written.
    #[inline(always)]
    fn plain(&self, row: &NearRow<'_>) -> Option<(Days, [PlainKey; 2])> {
        let columns = &self.columns;
        let days = self.span.plain(columns, row)?;
        let id = self.ids.plain(columns.head(row, Field::PlacementId))?;
        let person = self.persons.plain(columns.head(row, Field::PersonId))?;
        Some((days, [id, person]))
    }

    /// The number of the placement and that of the person.
    #[inline(always)]
    fn keys<'r>(
        &mut self,
        row: &impl Fields<'r>,
        plain: Option<[PlainKey; 2]>,
    ) -> Result<[Key; 2], RowFault> {
        if let Some([id, person]) = plain {
            return Ok([self.ids.take(id), self.persons.take(person)]);
        }
        let id = self.ids.key(self.columns.text(row, Field::PlacementId));
        let person = self.persons.key(self.columns.text(row, Field::PersonId));
        let id = id.map_err(|fault| RowFault::of(Field::PlacementId, fault))?;
        Ok([id, person.map_err(|fault| RowFault::of(Field::PersonId, fault))?])
    }

    /// Takes a row of these days; its numbers are read where they are not given.
    #[inline(always)]
    fn take<'r>(
        &mut self,
        row: &impl Fields<'r>,
        (start, end): Days,
        plain: Option<[PlainKey; 2]>,
    ) -> Result<Kept, RowFault> {
        let kind = self.kind(row);
        let subsidy = self.subsidy(row);
        let wage_value = self.wage_value(row);
        let municipality = self.municipality.read(&self.columns, row);
        if !self.municipality.is_wanted(municipality) {
            return Ok(Kept::OutOfScope(OutOfScope::Municipality));
        }
        let employer = self.employer.read(&self.columns, row, Field::Employer);
        let [id, person] = self.keys(row, plain)?;
        let placement = Placement {
            id,
            person,
            start,
            end,
            kind,
            sector: self.sector.read(&self.columns, row, employer),
            employer,
            programme: self.programme.read(&self.columns, row, Field::Programme),
            subsidy,
            municipality,
            wage_value,
            line: row.line(),
        };
        self.rows.made.personless += u64::from(placement.person.is_none());
        self.municipality.keep(municipality);
        Ok(self.rows.keep(&placement.encode()))
    }

    #[inline(always)]
    fn wage_value<'r>(&mut self, row: &impl Fields<'r>) -> Option<i64> {
        self.columns.head(row, Field::WageValue)?;
        let value = wage_value(self.columns.text(row, Field::WageValue));
        self.bad_wage_values += u64::from(value.is_err());
        value.ok().flatten()
    }
}

impl RowParser for PlacementParser<'_> {
    type Block = ParsedBlock;

    fn row(&mut self, row: &Row<'_>) -> Result<Kept, RowFault> {
        match self.span.read(&self.columns, row)? {
            Span::Days(start, end) => self.take(row, (start, end), None),
            Span::Aside(aside) => Ok(aside),
        }
    }

    #[inline]
    fn near(&mut self, row: &NearRow<'_>) -> Result<Kept, RowFault> {
        let Some((days, keys)) = self.plain(row) else { return self.row(&row.row()) };
        self.span.take(days);
        self.take(row, days, Some(keys))
    }

    fn seal(&mut self) -> (ParsedBlock, Seen) {
        let mut seen = Seen::default();
        self.span.take_seen(&mut seen);
        self.amount.take_seen(&mut seen);
        self.ids.take_seen(Field::PlacementId, &mut seen);
        self.persons.take_seen(Field::PersonId, &mut seen);
        self.municipality.take_seen(&mut seen);
        self.kind.take_seen(Field::Kind, &mut seen);
        self.sector.take_seen(&mut seen);
        self.employer.take_seen(Field::Employer, &mut seen);
        self.programme.take_seen(Field::Programme, &mut seen);
        seen.hours = std::mem::take(&mut self.hours.seen);
        (seen.short_sectors, seen.long_sectors) = self.sector.met();
        seen.count("bad_optional_value", Field::Hours, std::mem::take(&mut self.bad_hours));
        let bad_wage_values = std::mem::take(&mut self.bad_wage_values);
        seen.count("bad_optional_value", Field::WageValue, bad_wage_values);
        seen.count("subsidy_yes_no", Field::WageSubsidy, std::mem::take(&mut self.flagged));
        self.rows.made.places = self.municipality.kept().filter(|code| *code != 0).collect();
        (self.rows.seal(), seen)
    }
}
