//! Rows of a benefits export → benefits.

use super::code::CodeReader;
use super::columns::Columns;
use super::place::Municipality;
use super::rules::Rules;
use super::simple::span;
use super::target::TargetReader;
use crate::dataset::codes::{CodeList, is_left_out_scheme};
use crate::dataset::dialect::Layout;
use crate::dataset::kind::Field;
use crate::dataset::scan::{Kept, OutOfScope, Row, RowFault, RowParser};
use crate::dataset::value::{Amount, Notation, birth_year, cents, day};
use crate::number::Cents;
use crate::period::Day;
use crate::record::benefit::{Benefit, COLUMNS};
use crate::record::key::{KeyReader, Keys};
use crate::record::packed::{MAX_ROWS, Packed, Unpacked};

/// What a block of benefit rows becomes.
#[derive(Debug)]
pub(crate) struct BenefitBlock {
    /// The rows.
    pub(crate) sealed: Vec<Packed>,
    /// Rows whose amount can be read in two ways, until the column has shown its notation.
    pub(crate) deferred: Vec<Deferred>,
    /// The column shows a decimal comma.
    pub(crate) comma: bool,
    /// The column shows a decimal point.
    pub(crate) point: bool,
    /// Rows without a case identifier.
    pub(crate) caseless: u64,
    /// Rows without a person identifier.
    pub(crate) personless: u64,
    /// The days by which the coverage is told.
    pub(crate) days: SeenDays,
}

/// The days by which the coverage of an export is told, where `outflow.toml` does not say it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SeenDays {
    /// The earliest end, if any row has one.
    pub(crate) first_end: Option<Day>,
    /// The latest start or end.
    pub(crate) last_day: Option<Day>,
    /// The latest start.
    pub(crate) last_start: Option<Day>,
}

/// A row whose amount can be read in two ways.
#[derive(Debug)]
pub(crate) struct Deferred {
    /// The row, with its amount read as thousands.
    pub(crate) benefit: Benefit,
    /// The separator that may divide thousands or decimals.
    pub(crate) separator: u8,
    /// The line in its block.
    pub(crate) line: u64,
}

/// Parses benefit rows.
pub(crate) struct BenefitParser<'a> {
    columns: Columns,
    rules: &'a Rules<'a>,
    cases: KeyReader<'a>,
    persons: KeyReader<'a>,
    municipality: Municipality<'a>,
    district: CodeReader<'a>,
    scheme: CodeReader<'a>,
    end_reason: CodeReader<'a>,
    start_reason: CodeReader<'a>,
    household: CodeReader<'a>,
    sex: CodeReader<'a>,
    targets: TargetReader<'a>,
    special: Vec<u32>,
    rows: Unpacked,
    made: BenefitBlock,
}

impl BenefitBlock {
    const fn empty() -> Self {
        Self {
            sealed: Vec::new(),
            deferred: Vec::new(),
            comma: false,
            point: false,
            caseless: 0,
            personless: 0,
            days: SeenDays { first_end: None, last_day: None, last_start: None },
        }
    }

    /// Remembers the days by which the coverage of an export is told.
    fn see(&mut self, start: Day, end: Option<Day>) {
        let days = &mut self.days;
        if let Some(end) = end {
            if days.first_end.is_none_or(|first| end < first) {
                days.first_end = Some(end);
            }
            days.last_day = days.last_day.max(Some(end));
        } else {
            days.last_day = days.last_day.max(Some(start));
        }
        days.last_start = days.last_start.max(Some(start));
    }
}

impl<'a> BenefitParser<'a> {
    /// A parser for a layout.
    pub(crate) fn new(
        layout: &Layout,
        rules: &'a Rules<'a>,
        cases: &'a Keys,
        persons: &'a Keys,
    ) -> Self {
        let words = rules.vocabulary;
        Self {
            columns: Columns::new(layout),
            rules,
            cases: cases.reader(),
            persons: persons.reader(),
            municipality: Municipality::new(rules),
            district: CodeReader::new(Rules::label(&words.district)),
            scheme: CodeReader::new(rules.code(&words.scheme, Some(CodeList::Scheme), "scheme")),
            end_reason: CodeReader::new(rules.code(
                &words.end_reason,
                Some(CodeList::EndReason),
                "end_reason",
            )),
            start_reason: CodeReader::new(rules.code(&words.start_reason, None, "start_reason")),
            household: CodeReader::new(rules.code(
                &words.household,
                Some(CodeList::Household),
                "household",
            )),
            sex: CodeReader::new(rules.code(&words.sex, Some(CodeList::Sex), "sex")),
            targets: TargetReader::new(words),
            special: Vec::new(),
            rows: Unpacked::new(COLUMNS),
            made: BenefitBlock::empty(),
        }
    }

    /// Whether a scheme is special assistance; such groups are few and remembered.
    fn is_special(&mut self, scheme: u32) -> bool {
        let names = &self.rules.vocabulary.scheme;
        if scheme == 0 || names.is_declared(scheme) {
            return false;
        }
        if !self.special.contains(&scheme) && is_left_out_scheme(&names.text(scheme)) {
            self.special.push(scheme);
        }
        self.special.contains(&scheme)
    }

    fn birth(&self, row: &Row<'_>) -> Result<Option<Day>, RowFault> {
        let fault = |field| move |fault| RowFault::of(field, fault);
        let text = self.columns.text(row, Field::BirthDate);
        if let Some(birth) = day(text).map_err(fault(Field::BirthDate))? {
            return Ok(Some(birth));
        }
        let text = self.columns.text(row, Field::BirthYear);
        let year = birth_year(text).map_err(fault(Field::BirthYear))?;
        Ok(year.and_then(|year| Day::from_ymd(year, 7, 1)))
    }

    fn amount(&mut self, row: &Row<'_>) -> Result<(Option<Cents>, Option<u8>), RowFault> {
        let text = self.columns.text(row, Field::MonthlyAmount);
        match cents(text).map_err(|fault| RowFault::of(Field::MonthlyAmount, fault))? {
            Amount::Missing => Ok((None, None)),
            Amount::Exact { cents, notation } => {
                self.made.comma |= notation == Some(Notation::Comma);
                self.made.point |= notation == Some(Notation::Point);
                Ok((Some(cents), None))
            }
            Amount::Ambiguous { cents, separator } => Ok((Some(cents), Some(separator))),
        }
    }

    fn keep(&mut self, benefit: &Benefit) {
        let mut benefit = benefit.encode();
        let within = u64::try_from(self.rows.rows()).unwrap_or(0);
        benefit[COLUMNS - 1] = benefit[COLUMNS - 1].wrapping_sub(within);
        self.rows.push(&benefit);
        if self.rows.rows() == MAX_ROWS {
            self.made.sealed.push(self.rows.seal());
        }
    }
}

impl RowParser for BenefitParser<'_> {
    type Block = BenefitBlock;

    fn row(&mut self, row: &Row<'_>) -> Result<Kept, RowFault> {
        let municipality = self.municipality.code(self.columns.text(row, Field::Municipality));
        let (start, end) =
            match (span(&self.columns, row), self.municipality.is_wanted(municipality)) {
                (Ok(span), true) => span,
                (span, false) => {
                    if let Ok((start, end)) = span {
                        self.made.see(start, end);
                    }
                    return Ok(Kept::OutOfScope(OutOfScope::Municipality));
                }
                (Err(fault), true) => return Err(fault),
            };
        let scheme = self.scheme.code(self.columns.text(row, Field::Scheme));
        if self.is_special(scheme) {
            return Ok(Kept::OutOfScope(OutOfScope::SpecialAssistance));
        }
        let profile = day(self.columns.text(row, Field::ProfileDate));
        let profile = profile.map_err(|fault| RowFault::of(Field::ProfileDate, fault))?;
        let birth = self.birth(row)?;
        let (amount, separator) = self.amount(row)?;
        let text = |field| self.columns.text(row, field);
        let benefit = Benefit {
            case: self.cases.key(text(Field::CaseId)),
            person: self.persons.key(text(Field::PersonId)),
            start,
            end,
            municipality,
            district: self.district.code(text(Field::District)),
            scheme,
            end_reason: self.end_reason.code(text(Field::EndReason)),
            start_reason: self.start_reason.code(text(Field::StartReason)),
            household: self.household.code(text(Field::Household)),
            birth,
            sex: self.sex.code(text(Field::Sex)),
            amount,
            targets: self.targets.set(text(Field::TargetGroups)),
            profile,
            line: row.line,
        };
        self.made.caseless += u64::from(benefit.case.is_none());
        self.made.personless += u64::from(benefit.person.is_none());
        self.made.see(benefit.start, benefit.end);
        if let Some(separator) = separator {
            self.made.deferred.push(Deferred { benefit, separator, line: row.line });
            return Ok(Kept::Deferred);
        }
        self.keep(&benefit);
        Ok(Kept::Used)
    }

    fn seal(&mut self) -> BenefitBlock {
        if self.rows.rows() > 0 {
            self.made.sealed.push(self.rows.seal());
        }
        std::mem::replace(&mut self.made, BenefitBlock::empty())
    }
}
