//! Rows of a benefits export → benefits.

use super::code::{CodeReader, DatedReader};
use super::columns::Columns;
use super::list::ListReader;
use super::place::Municipality;
use super::rules::Rules;
use super::simple::{ParsedBlock, Rows};
use super::span::{BirthReader, OptionalAmount, OptionalDay, Span, SpanReader};
use super::target::TargetReader;
use crate::dataset::codes::{CodeList, left_out_scheme};
use crate::dataset::dialect::Layout;
use crate::dataset::kind::Field;
use crate::dataset::notation::{Notations, Seen};
use crate::dataset::scan::{Fields, Kept, NearRow, OutOfScope, Row, RowFault, RowParser};
use crate::dataset::value::DateUse;
use crate::number::Cents;
use crate::period::Day;
use crate::record::benefit::{Benefit, COLUMNS, PERSON};
use crate::record::category_codes::Code;
use crate::record::key::{Key, KeyReader, Keys, PlainKey};

/// Parses benefit rows.
pub(crate) struct BenefitParser<'a> {
    columns: Columns,
    rules: &'a Rules<'a>,
    span: SpanReader,
    birth: BirthReader,
    profile: OptionalDay,
    amount: OptionalAmount,
    income: OptionalAmount,
    booked: OptionalDay,
    list: ListReader,
    cases: KeyReader<'a>,
    persons: KeyReader<'a>,
    municipality: Municipality<'a>,
    district: CodeReader<'a>,
    scheme: CodeReader<'a>,
    end_reason: DatedReader<'a>,
    start_reason: DatedReader<'a>,
    household: CodeReader<'a>,
    sex: CodeReader<'a>,
    targets: TargetReader<'a>,
    role: CodeReader<'a>,
    child: Code,
    partner: PartnerReader<'a>,
    /// Schemes that are not declared, and whether they are left out.
    schemes: Vec<(Code, Option<&'static str>)>,
    rows: Rows<COLUMNS>,
}

/// How many schemes that are not declared are remembered.
const SCHEMES: usize = 64;

/// The codes of the household: those of Suwinet where the column has its name there.
fn household_list(layout: &Layout) -> CodeList {
    let is_suwinet = |(field, name): (&Option<Field>, &String)| {
        *field == Some(Field::Household) && name.trim().eq_ignore_ascii_case("CdLeefvorm")
    };
    let mut columns = layout.fields.iter().zip(&layout.names);
    if columns.any(is_suwinet) { CodeList::HouseholdSuwinet } else { CodeList::Household }
}

/// What a row says, all but its codes.
struct Said {
    start: Day,
    end: Option<Day>,
    birth: Option<Day>,
    profile: Option<Day>,
    amount: Option<Cents>,
    income: Option<Cents>,
    booked: Option<Day>,
    snapshot: Result<Option<Day>, RowFault>,
    /// The numbers of case and person, where they are plainly written.
    keys: Option<[PlainKey; 2]>,
}

/// Reads the partner in columns beside the applicant.
struct PartnerReader<'a> {
    persons: KeyReader<'a>,
    birth: BirthReader,
    role: Code,
    /// How many partners were read.
    found: u64,
}

impl<'a> BenefitParser<'a> {
    /// A parser for a layout.
    pub(crate) fn new(
        layout: &Layout,
        notations: &Notations,
        rules: &'a Rules<'a>,
        list: Option<Day>,
        (cases, persons): (&'a Keys, &'a Keys),
    ) -> Self {
        let words = rules.categories;
        Self {
            columns: Columns::new(layout),
            rules,
            span: SpanReader::new(&layout.names, notations),
            birth: BirthReader::new(Field::BirthDate, Field::BirthYear, notations),
            profile: OptionalDay::new(Field::ProfileDate, DateUse::Other, notations),
            amount: OptionalAmount::new(Field::MonthlyAmount, notations),
            income: OptionalAmount::new(Field::IncomeAmount, notations),
            booked: OptionalDay::new(Field::Booked, DateUse::Other, notations),
            list: ListReader::new(list, notations),
            cases: cases.reader(),
            persons: persons.reader(),
            municipality: Municipality::new(rules),
            district: CodeReader::new(Rules::label(&words.district)),
            scheme: CodeReader::new(rules.code(&words.scheme, Some(CodeList::Scheme), "scheme")),
            end_reason: DatedReader::new(rules.code(
                &words.end_reason,
                Some(CodeList::EndReason),
                "end_reason",
            )),
            start_reason: DatedReader::new(rules.code(
                &words.start_reason,
                Some(CodeList::StartReason),
                "start_reason",
            )),
            household: CodeReader::new(rules.code(
                &words.household,
                Some(household_list(layout)),
                "household",
            )),
            sex: CodeReader::new(rules.code(&words.sex, Some(CodeList::Sex), "sex")),
            targets: TargetReader::new(words, notations.commas_in_targets),
            role: CodeReader::new(rules.code(&words.role, Some(CodeList::Role), "role")),
            child: words.role.find("child").unwrap_or(Code::MAX),
            partner: PartnerReader {
                persons: persons.reader(),
                birth: BirthReader::new(
                    Field::PartnerBirthDate,
                    Field::PartnerBirthYear,
                    notations,
                ),
                role: words.role.find("partner").unwrap_or(0),
                found: 0,
            },
            schemes: Vec::new(),
            rows: Rows::new(Some(PERSON)),
        }
    }

    /// Which scheme that is no benefit in this sense a group is, if any; such groups are few and remembered.
    #[inline]
    fn left_out(&mut self, scheme: Code) -> Option<&'static str> {
        let is_known = scheme == 0 || self.rules.categories.scheme.is_declared(scheme);
        if is_known { None } else { self.remembered(scheme) }
    }

    fn remembered(&mut self, scheme: Code) -> Option<&'static str> {
        let names = &self.rules.categories.scheme;
        if let Some((_, found)) = self.schemes.iter().find(|(known, _)| *known == scheme) {
            return *found;
        }
        let found = left_out_scheme(&names.text(scheme));
        if self.schemes.len() < SCHEMES {
            self.schemes.push((scheme, found));
        }
        found
    }

    /// What a row says, all but its codes, where all of that is plainly written; `None` where it takes care to read it, and
    /// then nothing is remembered of it.
    #[inline(always)]
    fn plain(&mut self, row: &NearRow<'_>) -> Option<Said> {
        let columns = &self.columns;
        let (start, end) = self.span.plain(columns, row)?;
        let birth = self.birth.plain(columns, row)?;
        let profile = self.profile.plain(columns, row).ok()?;
        let amount = self.amount.plain(columns, row)?;
        let income = self.income.plain(columns, row)?;
        let booked = self.booked.plain(columns, row).ok()?;
        let snapshot = self.list.plain(columns).ok()?;
        let case = self.cases.plain(columns.head(row, Field::CaseId))?;
        let person = self.persons.plain(columns.head(row, Field::PersonId))?;
        if columns.has(Field::PartnerPersonId) {
            return None;
        }
        self.span.take((start, end));
        self.profile.take(profile);
        self.booked.take(booked);
        Some(Said {
            start,
            end,
            birth: self.birth.take(birth),
            profile,
            amount: self.amount.take(amount),
            income: self.income.take(income),
            booked,
            snapshot: Ok(snapshot),
            keys: Some([case, person]),
        })
    }

    /// Takes a row that says this; what is missing of it is read.
    #[inline(always)]
    fn take<'r>(&mut self, row: &impl Fields<'r>, said: &Said) -> Result<Kept, RowFault> {
        let Said { start, end, birth, .. } = *said;
        self.rows.made.days.see(start, end);
        if let Ok(list) = &said.snapshot {
            self.rows.made.days.see_list(*list);
        }
        let municipality = self.municipality.read(&self.columns, row);
        if !self.municipality.is_wanted(municipality) {
            return Ok(Kept::OutOfScope(OutOfScope::Municipality));
        }
        let scheme = self.scheme.read(&self.columns, row, Field::Scheme);
        if let Some(left_out) = self.left_out(scheme) {
            return Ok(Kept::OutOfScope(OutOfScope::Scheme(left_out)));
        }
        let role = self.role.read(&self.columns, row, Field::Role);
        if role == self.child {
            return Ok(Kept::OutOfScope(OutOfScope::Child));
        }
        let snapshot = said.snapshot?;
        let is_plain = said.keys.is_some();
        let [case, person] = self.keys(row, said.keys)?;
        let (columns, edition) = (&self.columns, self.rules.edition(snapshot, end));
        let (reason, start_reason) = ((columns, Field::EndReason), (columns, Field::StartReason));
        let benefit = Benefit {
            case,
            person,
            start,
            end,
            municipality,
            district: self.district.read(columns, row, Field::District),
            scheme,
            end_reason: self.end_reason.read(reason, row, edition, (birth, end)),
            start_reason: self.start_reason.read(start_reason, row, edition, (None, None)),
            household: self.household.read(columns, row, Field::Household),
            birth,
            sex: self.sex.read(columns, row, Field::Sex),
            amount: said.amount,
            targets: self.targets.read(columns, row),
            profile: said.profile,
            role,
            snapshot,
            income: said.income,
            booked: said.booked,
            line: row.line(),
        };
        let partner = if is_plain { None } else { self.partner(row, &benefit)? };
        self.rows.made.caseless += u64::from(benefit.case.is_none());
        self.rows.made.personless += u64::from(benefit.person.is_none());
        self.municipality.keep(municipality);
        if let Some(partner) = partner {
            self.partner.found += 1;
            self.rows.keep(&partner.encode());
        }
        Ok(self.rows.keep(&benefit.encode()))
    }

    /// The number of the case and that of the person.
    #[inline(always)]
    fn keys<'r>(
        &mut self,
        row: &impl Fields<'r>,
        plain: Option<[PlainKey; 2]>,
    ) -> Result<[Key; 2], RowFault> {
        if let Some([case, person]) = plain {
            return Ok([self.cases.take(case), self.persons.take(person)]);
        }
        let case = self.cases.key(self.columns.text(row, Field::CaseId));
        let case = case.map_err(|fault| RowFault::of(Field::CaseId, fault))?;
        let person = self.persons.key(self.columns.text(row, Field::PersonId));
        Ok([case, person.map_err(|fault| RowFault::of(Field::PersonId, fault))?])
    }

    /// The partner in columns beside the applicant, as a row of their own: the benefit is that of both, birth, sex and
    /// number are the partner's, and what is only known of the applicant is not known of the partner.
    fn partner<'r>(
        &mut self,
        row: &impl Fields<'r>,
        applicant: &Benefit,
    ) -> Result<Option<Benefit>, RowFault> {
        if !self.columns.has(Field::PartnerPersonId) {
            return Ok(None);
        }
        let birth = self.partner.birth.birth(&self.columns, row);
        let person = self.partner.persons.key(self.columns.text(row, Field::PartnerPersonId));
        let person = person.map_err(|fault| RowFault::of(Field::PartnerPersonId, fault))?;
        if person.is_none() || person == applicant.person {
            return Ok(None);
        }
        let sex = self.sex.read(&self.columns, row, Field::PartnerSex);
        let role = if applicant.role == 0 { 0 } else { self.partner.role };
        let benefit = applicant.clone();
        Ok(Some(Benefit {
            person,
            birth,
            sex,
            role,
            targets: 0,
            profile: None,
            income: None,
            ..benefit
        }))
    }
}

impl RowParser for BenefitParser<'_> {
    type Block = ParsedBlock;

    fn row(&mut self, row: &Row<'_>) -> Result<Kept, RowFault> {
        let (start, end) = match self.span.read(&self.columns, row) {
            Ok(Span::Days(start, end)) => (start, end),
            Ok(Span::Aside(aside)) => return Ok(aside),
            Err(fault) => {
                let municipality = self.municipality.read(&self.columns, row);
                if self.municipality.is_wanted(municipality) {
                    return Err(fault);
                }
                return Ok(Kept::OutOfScope(OutOfScope::Municipality));
            }
        };
        let columns = &self.columns;
        let said = Said {
            start,
            end,
            birth: self.birth.birth(columns, row),
            profile: self.profile.day(columns, row),
            amount: self.amount.cents(columns.text(row, Field::MonthlyAmount)),
            income: self.income.cents(columns.text(row, Field::IncomeAmount)),
            booked: self.booked.day(columns, row),
            snapshot: self.list.list(columns, row),
            keys: None,
        };
        self.take(row, &said)
    }

    #[inline]
    fn near(&mut self, row: &NearRow<'_>) -> Result<Kept, RowFault> {
        match self.plain(row) {
            Some(said) => self.take(row, &said),
            None => self.row(&row.row()),
        }
    }

    fn seal(&mut self) -> (ParsedBlock, Seen) {
        let mut seen = Seen::default();
        self.span.take_seen(&mut seen);
        self.birth.take_seen(&mut seen);
        self.profile.take_seen(&mut seen);
        self.amount.take_seen(&mut seen);
        self.income.take_seen(&mut seen);
        self.booked.take_seen(&mut seen);
        self.list.take_seen(&mut seen);
        self.partner.birth.take_seen(&mut seen);
        self.cases.take_seen(Field::CaseId, &mut seen);
        self.persons.take_seen(Field::PersonId, &mut seen);
        self.partner.persons.take_seen(Field::PartnerPersonId, &mut seen);
        self.municipality.take_seen(&mut seen);
        for (field, reader) in [
            (Field::District, &mut self.district),
            (Field::Scheme, &mut self.scheme),
            (Field::Household, &mut self.household),
            (Field::Sex, &mut self.sex),
            (Field::Role, &mut self.role),
        ] {
            reader.take_seen(field, &mut seen);
        }
        self.end_reason.take_seen(Field::EndReason, &mut seen);
        self.start_reason.take_seen(Field::StartReason, &mut seen);
        seen.targets_divided = self.targets.take_divided();
        let codes = &mut self.rows.made.code_counts;
        self.end_reason.take_counts(Field::EndReason, codes);
        self.start_reason.take_counts(Field::StartReason, codes);
        let partners = std::mem::take(&mut self.partner.found);
        seen.count("partner_columns", Field::PartnerPersonId, partners);
        self.rows.made.places = self.municipality.kept().collect();
        (self.rows.seal(), seen)
    }
}
