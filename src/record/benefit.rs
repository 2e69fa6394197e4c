//! One row of a benefits export: one person's spell on one benefit.

use super::field::{from_cents, from_day, to_cents, to_code, to_day};
use super::key::Key;
use super::names::Code;
use crate::number::Cents;
use crate::period::Day;

/// The number of columns kept of a benefit row.
pub(crate) const COLUMNS: usize = 20;
/// The column of the case.
pub(crate) const CASE: usize = 0;
/// The column of the person.
pub(crate) const PERSON: usize = 1;
/// The column of the first day: the same in the stores of benefits, placements and participations.
pub(crate) const START: usize = 2;
/// The column of the last day, likewise.
pub(crate) const END: usize = 3;
/// The column of the municipality.
pub(crate) const MUNICIPALITY: usize = 4;
/// The column of the district.
pub(crate) const DISTRICT: usize = 5;
/// The column of the scheme.
pub(crate) const SCHEME: usize = 6;
/// The column of the reason of the end.
pub(crate) const END_REASON: usize = 7;
/// The column of the reason of the start.
pub(crate) const START_REASON: usize = 8;
/// The column of the household.
pub(crate) const HOUSEHOLD: usize = 9;
/// The column of the birth.
pub(crate) const BIRTH: usize = 10;
/// The column of the sex.
pub(crate) const SEX: usize = 11;
/// The column of the set of target groups.
pub(crate) const TARGETS: usize = 13;
/// The column of the role.
pub(crate) const ROLE: usize = 15;
/// The column of the list that the row stands in.
pub(crate) const SNAPSHOT: usize = 16;
/// The column of the day on which the row was booked.
pub(crate) const BOOKED: usize = 18;

/// One row of a benefits export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Benefit {
    /// The case, where the export has one.
    pub(crate) case: Key,
    /// The person, where the export has one.
    pub(crate) person: Key,
    /// The first day of entitlement.
    pub(crate) start: Day,
    /// The last day of entitlement; none while it runs.
    pub(crate) end: Option<Day>,
    /// The municipality.
    pub(crate) municipality: Code,
    /// The district.
    pub(crate) district: Code,
    /// The scheme (statistiekcode).
    pub(crate) scheme: Code,
    /// Why it ended (BUS field 34).
    pub(crate) end_reason: Code,
    /// Why it started.
    pub(crate) start_reason: Code,
    /// The household (leefvorm).
    pub(crate) household: Code,
    /// The date of birth, or 1 July of the year of birth (VNG).
    pub(crate) birth: Option<Day>,
    /// The sex.
    pub(crate) sex: Code,
    /// The amount per month.
    pub(crate) amount: Option<Cents>,
    /// The income beside the benefit per month.
    pub(crate) income: Option<Cents>,
    /// The set of target groups.
    pub(crate) targets: Code,
    /// The day of the person's profile.
    pub(crate) profile: Option<Day>,
    /// What the person is on the case: the applicant leads it.
    pub(crate) role: Code,
    /// The day of the list that the row stands in, where the export is lists of one moment.
    pub(crate) snapshot: Option<Day>,
    /// The day on which the end was booked, or the start of what still runs.
    pub(crate) booked: Option<Day>,
    /// The line in its block.
    pub(crate) line: u64,
}

impl Benefit {
    /// The row as it is stored.
    #[inline(always)]
    pub(crate) fn encode(&self) -> [u64; COLUMNS] {
        [
            self.case.0,
            self.person.0,
            from_day(Some(self.start)),
            from_day(self.end),
            u64::from(self.municipality),
            u64::from(self.district),
            u64::from(self.scheme),
            u64::from(self.end_reason),
            u64::from(self.start_reason),
            u64::from(self.household),
            from_day(self.birth),
            u64::from(self.sex),
            from_cents(self.amount),
            u64::from(self.targets),
            from_day(self.profile),
            u64::from(self.role),
            from_day(self.snapshot),
            from_cents(self.income),
            from_day(self.booked),
            self.line,
        ]
    }

    /// The row as it was stored.
    pub(crate) fn decode(row: [u64; COLUMNS]) -> Self {
        Self {
            case: Key(row[CASE]),
            person: Key(row[PERSON]),
            start: to_day(row[START]).unwrap_or(Day::MIN),
            end: to_day(row[END]),
            municipality: to_code(row[MUNICIPALITY]),
            district: to_code(row[DISTRICT]),
            scheme: to_code(row[SCHEME]),
            end_reason: to_code(row[END_REASON]),
            start_reason: to_code(row[START_REASON]),
            household: to_code(row[HOUSEHOLD]),
            birth: to_day(row[BIRTH]),
            sex: to_code(row[SEX]),
            amount: to_cents(row[12]),
            targets: to_code(row[TARGETS]),
            profile: to_day(row[14]),
            role: to_code(row[ROLE]),
            snapshot: to_day(row[SNAPSHOT]),
            income: to_cents(row[17]),
            booked: to_day(row[BOOKED]),
            line: row[19],
        }
    }
}
