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
use crate::dataset::scan::{Fields, Kept, OutOfScope, RowFault, RowParser};
use crate::dataset::value::{FieldText, HoursReader, wage_value};
use crate::record::category_codes::Code;
use crate::record::key::{KeyReader, Keys};
use crate::record::placement::{COLUMNS, PERSON, Placement, Subsidy};

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
    fn kind<'r>(&mut self, row: &impl Fields<'r>) -> Code {
        let said = self.kind.code(self.columns.text(row, Field::Kind));
        let hours = self.hours.hours(self.columns.text(row, Field::Hours));
        let share = self.shares.hours(self.columns.text(row, Field::Fte));
        self.bad_hours += u64::from(hours.is_err());
        let hours = hours.ok().flatten().or(share.ok().flatten());
        let by_hours = |hours| {
            let [full_time, part_time] = self.by_hours;
            if hours >= self.rules.full_time_hours { full_time } else { part_time }
        };
        if said == 0 { hours.map_or(0, by_hours) } else { said }
    }

    fn subsidy<'r>(&mut self, row: &impl Fields<'r>) -> Subsidy {
        let text = self.columns.text(row, Field::WageSubsidy);
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

/// What a field says where it is a yes or a no: an amount has a digit or a sign where they have a letter.
fn yes_or_no(text: FieldText<'_>) -> Option<bool> {
    let [first, ..] = text.word.to_le_bytes();
    if text.is_empty() || first.is_ascii_digit() {
        return None;
    }
    let text = text.trimmed();
    let word = text.first().filter(|first| first.is_ascii_alphabetic());
    word.and_then(|_| std::str::from_utf8(text).ok()).and_then(wage_subsidy)
}

impl RowParser for PlacementParser<'_> {
    type Block = ParsedBlock;

    fn row<'r>(&mut self, row: &impl Fields<'r>) -> Result<Kept, RowFault> {
        let (start, end) = match self.span.read(&self.columns, row)? {
            Span::Days(start, end) => (start, end),
            Span::Aside(aside) => return Ok(aside),
        };
        let kind = self.kind(row);
        let subsidy = self.subsidy(row);
        let wage_value = wage_value(self.columns.text(row, Field::WageValue));
        self.bad_wage_values += u64::from(wage_value.is_err());
        let wage_value = wage_value.ok().flatten();
        let municipality = self.municipality.code(self.columns.text(row, Field::Municipality));
        if !self.municipality.is_wanted(municipality) {
            return Ok(Kept::OutOfScope(OutOfScope::Municipality));
        }
        let fault = |field| move |fault| RowFault::of(field, fault);
        let id = self.ids.key(self.columns.text(row, Field::PlacementId));
        let person = self.persons.key(self.columns.text(row, Field::PersonId));
        let employer_label = self.columns.text(row, Field::Employer);
        let employer = self.employer.code(employer_label);
        let placement = Placement {
            id: id.map_err(fault(Field::PlacementId))?,
            person: person.map_err(fault(Field::PersonId))?,
            start,
            end,
            kind,
            sector: self
                .sector
                .code(self.columns.text(row, Field::Sector), (employer_label, employer)),
            employer,
            programme: self.programme.code(self.columns.text(row, Field::Programme)),
            subsidy,
            municipality,
            wage_value,
            line: row.row().line,
        };
        self.rows.made.personless += u64::from(placement.person.is_none());
        self.municipality.keep(municipality);
        Ok(self.rows.keep(&placement.encode()))
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
