//! The four kinds of export and the columns that each may have.
//!
//! The ids are the canonical English names; headers in other words are matched to them in `columns`.

use std::fmt;

/// A kind of export file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// One person's spell on one benefit per row (`uitkeringen`).
    Benefits,
    /// One job of one person per row (`plaatsingen`).
    Placements,
    /// One person in one programme per row (`trajecten`).
    Programmes,
    /// One payment per row (`betalingen`).
    Payments,
}

impl FileKind {
    /// Every kind, in the order in which files are read.
    pub const ALL: [Self; 4] = [Self::Benefits, Self::Placements, Self::Programmes, Self::Payments];

    /// The name in `outflow.toml`, in messages and in provenance.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Benefits => "benefits",
            Self::Placements => "placements",
            Self::Programmes => "programmes",
            Self::Payments => "payments",
        }
    }

    /// The columns of this kind in canonical order.
    pub const fn fields(self) -> &'static [Field] {
        use Field as F;
        match self {
            Self::Benefits => &[
                F::CaseId,
                F::PersonId,
                F::Municipality,
                F::District,
                F::Scheme,
                F::Start,
                F::End,
                F::EndReason,
                F::StartReason,
                F::Household,
                F::BirthDate,
                F::BirthYear,
                F::Sex,
                F::MonthlyAmount,
                F::IncomeAmount,
                F::TargetGroups,
                F::ProfileDate,
                F::Role,
                F::PartnerPersonId,
                F::PartnerBirthDate,
                F::PartnerBirthYear,
                F::PartnerSex,
                F::Snapshot,
                F::SnapshotYear,
                F::SnapshotMonth,
                F::Booked,
            ],
            Self::Placements => &[
                F::PlacementId,
                F::PersonId,
                F::Start,
                F::End,
                F::Kind,
                F::Hours,
                F::Fte,
                F::Sector,
                F::Employer,
                F::Programme,
                F::WageSubsidy,
                F::WageValue,
                F::Municipality,
            ],
            Self::Programmes => &[
                F::ParticipationId,
                F::PersonId,
                F::Programme,
                F::Kind,
                F::Start,
                F::End,
                F::Result,
                F::Municipality,
                F::Snapshot,
                F::SnapshotYear,
                F::SnapshotMonth,
            ],
            Self::Payments => &[F::CaseId, F::Month, F::Amount, F::Municipality],
        }
    }

    /// The columns without which a file of this kind says nothing.
    ///
    /// Benefits need an end column: an export without one cannot say who is still on a benefit.
    pub const fn required(self) -> &'static [Field] {
        match self {
            Self::Benefits => &[Field::Start, Field::End],
            Self::Placements | Self::Programmes => &[Field::Start],
            Self::Payments => &[Field::Month, Field::Amount],
        }
    }

    /// Whether an export of this kind is expected to have a column, so that its absence is worth a word. Most
    /// exports have no role, no partner beside the applicant, no date of a list and no day of booking.
    pub const fn expects(self, field: Field) -> bool {
        !matches!(
            field,
            Field::Role
                | Field::IncomeAmount
                | Field::PartnerPersonId
                | Field::PartnerBirthDate
                | Field::PartnerBirthYear
                | Field::PartnerSex
                | Field::Snapshot
                | Field::SnapshotYear
                | Field::SnapshotMonth
                | Field::Booked
                | Field::Fte
                | Field::WageValue
        )
    }

    /// The column of this kind that has this canonical name.
    pub fn field(self, id: &str) -> Option<Field> {
        self.fields().iter().copied().find(|field| field.id() == id)
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Makes [`Field`] of a table: the column, its canonical name, and whether its values may be shown.
macro_rules! fields {
    ($($field:ident $id:literal $shown:ident,)*) => {
        /// A canonical column.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each variant is the column of its `id`")]
        pub enum Field {
            $($field,)*
        }

        impl Field {
            /// The canonical name of the column.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$field => $id,)*
                }
            }

            /// Whether a value of this column may be shown in a message: dates, amounts, hours and codes; never an
            /// identifier, nor text that a person may have typed.
            pub const fn may_be_shown(self) -> bool {
                match self {
                    $(Self::$field => $shown,)*
                }
            }
        }
    };
}

const SHOWN: bool = true;
const HIDDEN: bool = false;

fields! {
    CaseId "case_id" HIDDEN,
    PersonId "person_id" HIDDEN,
    Municipality "municipality" HIDDEN,
    District "district" HIDDEN,
    Scheme "scheme" SHOWN,
    Start "start" SHOWN,
    End "end" SHOWN,
    EndReason "end_reason" SHOWN,
    StartReason "start_reason" SHOWN,
    Household "household" SHOWN,
    BirthDate "birth_date" SHOWN,
    BirthYear "birth_year" SHOWN,
    Sex "sex" SHOWN,
    MonthlyAmount "monthly_amount" SHOWN,
    IncomeAmount "income_amount" SHOWN,
    TargetGroups "target_groups" HIDDEN,
    ProfileDate "profile_date" SHOWN,
    Role "role" SHOWN,
    PartnerPersonId "partner_person_id" HIDDEN,
    PartnerBirthDate "partner_birth_date" SHOWN,
    PartnerBirthYear "partner_birth_year" SHOWN,
    PartnerSex "partner_sex" SHOWN,
    Snapshot "snapshot" SHOWN,
    SnapshotYear "snapshot_year" SHOWN,
    SnapshotMonth "snapshot_month" SHOWN,
    Booked "booked" SHOWN,
    PlacementId "placement_id" HIDDEN,
    Kind "kind" SHOWN,
    Hours "hours" SHOWN,
    Fte "fte" SHOWN,
    Sector "sector" HIDDEN,
    Employer "employer" HIDDEN,
    Programme "programme" HIDDEN,
    WageSubsidy "wage_subsidy" SHOWN,
    WageValue "wage_value" SHOWN,
    ParticipationId "participation_id" HIDDEN,
    Result "result" SHOWN,
    Month "month" SHOWN,
    Amount "amount" SHOWN,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_needs_columns_that_it_has_and_names_each_once() {
        for kind in FileKind::ALL {
            for field in kind.required() {
                assert!(kind.fields().contains(field), "{kind} {field}");
            }
            for field in kind.fields() {
                assert_eq!(kind.field(field.id()), Some(*field));
            }
        }
        assert_eq!(FileKind::Payments.field("end"), None);
    }
}
