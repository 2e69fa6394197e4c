//! One row of a benefits export: one person's spell on one benefit.

use super::category_codes::Code;
use super::field::record;
use super::key::Key;
use crate::number::Cents;
use crate::period::Day;

record! {
    /// One row of a benefits export.
    Benefit {
        /// The case, where the export has one.
        CASE case: Key = CaseId,
        /// The person, where the export has one.
        PERSON person: Key = PersonId,
        /// The first day of entitlement.
        START start: Day = Start,
        /// The last day of entitlement; none while it runs.
        END end: Option<Day> = End,
        /// The municipality.
        MUNICIPALITY municipality: Code = Municipality,
        /// The district.
        DISTRICT district: Code = District,
        /// The scheme (statistiekcode).
        SCHEME scheme: Code = Scheme,
        /// Why it ended (BUS field 34).
        END_REASON end_reason: Code = EndReason,
        /// Why it started.
        START_REASON start_reason: Code = StartReason,
        /// The household (leefvorm).
        HOUSEHOLD household: Code = Household,
        /// The date of birth, or 1 July of the year of birth (VNG).
        BIRTH birth: Option<Day> = BirthDate,
        /// The sex.
        SEX sex: Code = Sex,
        /// The amount per month.
        AMOUNT amount: Option<Cents> = MonthlyAmount,
        /// The set of target groups.
        TARGETS targets: Code = TargetGroups,
        /// The day of the person's profile.
        PROFILE profile: Option<Day> = ProfileDate,
        /// What the person is on the case: the applicant leads it.
        ROLE role: Code = Role,
        /// The day of the list that the row stands in, where the export is lists of one moment.
        SNAPSHOT snapshot: Option<Day> = Snapshot,
        /// The income beside the benefit per month.
        INCOME income: Option<Cents> = IncomeAmount,
        /// The day on which the end was booked, or the start of what still runs.
        BOOKED booked: Option<Day> = Booked,
        /// The line in its block.
        LINE line: u64,
    }
}
