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

    /// File names that are taken without being named, English before Dutch, plain before compressed.
    pub const fn default_names(self) -> [&'static str; 4] {
        match self {
            Self::Benefits => {
                ["benefits.csv", "uitkeringen.csv", "benefits.csv.gz", "uitkeringen.csv.gz"]
            }
            Self::Placements => {
                ["placements.csv", "plaatsingen.csv", "placements.csv.gz", "plaatsingen.csv.gz"]
            }
            Self::Programmes => {
                ["programmes.csv", "trajecten.csv", "programmes.csv.gz", "trajecten.csv.gz"]
            }
            Self::Payments => {
                ["payments.csv", "betalingen.csv", "payments.csv.gz", "betalingen.csv.gz"]
            }
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

/// A canonical column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each variant is the column of its `id`")]
pub enum Field {
    CaseId,
    PersonId,
    Municipality,
    District,
    Scheme,
    Start,
    End,
    EndReason,
    StartReason,
    Household,
    BirthDate,
    BirthYear,
    Sex,
    MonthlyAmount,
    IncomeAmount,
    TargetGroups,
    ProfileDate,
    Role,
    PartnerPersonId,
    PartnerBirthDate,
    PartnerBirthYear,
    PartnerSex,
    Snapshot,
    SnapshotYear,
    SnapshotMonth,
    Booked,
    PlacementId,
    Kind,
    Hours,
    Fte,
    Sector,
    Employer,
    Programme,
    WageSubsidy,
    WageValue,
    ParticipationId,
    Result,
    Month,
    Amount,
}

impl Field {
    /// The canonical name of the column.
    pub const fn id(self) -> &'static str {
        match self {
            Self::CaseId => "case_id",
            Self::PersonId => "person_id",
            Self::Municipality => "municipality",
            Self::District => "district",
            Self::Scheme => "scheme",
            Self::Start => "start",
            Self::End => "end",
            Self::EndReason => "end_reason",
            Self::StartReason => "start_reason",
            Self::Household => "household",
            Self::BirthDate => "birth_date",
            Self::BirthYear => "birth_year",
            Self::Sex => "sex",
            Self::MonthlyAmount => "monthly_amount",
            Self::IncomeAmount => "income_amount",
            Self::TargetGroups => "target_groups",
            Self::ProfileDate => "profile_date",
            Self::Role => "role",
            Self::PartnerPersonId => "partner_person_id",
            Self::PartnerBirthDate => "partner_birth_date",
            Self::PartnerBirthYear => "partner_birth_year",
            Self::PartnerSex => "partner_sex",
            Self::Snapshot => "snapshot",
            Self::SnapshotYear => "snapshot_year",
            Self::SnapshotMonth => "snapshot_month",
            Self::Booked => "booked",
            Self::PlacementId => "placement_id",
            Self::Kind => "kind",
            Self::Hours => "hours",
            Self::Fte => "fte",
            Self::Sector => "sector",
            Self::Employer => "employer",
            Self::Programme => "programme",
            Self::WageSubsidy => "wage_subsidy",
            Self::WageValue => "wage_value",
            Self::ParticipationId => "participation_id",
            Self::Result => "result",
            Self::Month => "month",
            Self::Amount => "amount",
        }
    }

    /// Whether a value of this column may be shown in a message: dates, amounts, hours and codes; never an
    /// identifier, nor text that a person may have typed.
    pub const fn may_be_shown(self) -> bool {
        match self {
            Self::Scheme
            | Self::Start
            | Self::End
            | Self::EndReason
            | Self::StartReason
            | Self::Household
            | Self::BirthYear
            | Self::BirthDate
            | Self::Sex
            | Self::MonthlyAmount
            | Self::IncomeAmount
            | Self::ProfileDate
            | Self::Role
            | Self::PartnerBirthDate
            | Self::PartnerBirthYear
            | Self::PartnerSex
            | Self::Snapshot
            | Self::SnapshotYear
            | Self::SnapshotMonth
            | Self::Booked
            | Self::Kind
            | Self::Hours
            | Self::Fte
            | Self::WageSubsidy
            | Self::WageValue
            | Self::Result
            | Self::Month
            | Self::Amount => true,
            Self::CaseId
            | Self::PersonId
            | Self::PartnerPersonId
            | Self::Municipality
            | Self::District
            | Self::TargetGroups
            | Self::PlacementId
            | Self::Sector
            | Self::Employer
            | Self::Programme
            | Self::ParticipationId => false,
        }
    }
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
