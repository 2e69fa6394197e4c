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
        CASE case: Key,
        /// The person, where the export has one.
        PERSON person: Key,
        /// The first day of entitlement.
        START start: Day,
        /// The last day of entitlement; none while it runs.
        END end: Option<Day>,
        /// The municipality.
        MUNICIPALITY municipality: Code,
        /// The district.
        DISTRICT district: Code,
        /// The scheme (statistiekcode).
        SCHEME scheme: Code,
        /// Why it ended (BUS field 34).
        END_REASON end_reason: Code,
        /// Why it started.
        START_REASON start_reason: Code,
        /// The household (leefvorm).
        HOUSEHOLD household: Code,
        /// The date of birth, or 1 July of the year of birth (VNG).
        BIRTH birth: Option<Day>,
        /// The sex.
        SEX sex: Code,
        /// The amount per month.
        AMOUNT amount: Option<Cents>,
        /// The set of target groups.
        TARGETS targets: Code,
        /// The day of the person's profile.
        PROFILE profile: Option<Day>,
        /// What the person is on the case: the applicant leads it.
        ROLE role: Code,
        /// The day of the list that the row stands in, where the export is lists of one moment.
        SNAPSHOT snapshot: Option<Day>,
        /// The income beside the benefit per month.
        INCOME income: Option<Cents>,
        /// The day on which the end was booked, or the start of what still runs.
        BOOKED booked: Option<Day>,
        /// The line in its block.
        LINE line: u64,
    }
}
