//! The tables of the report, in order: one row here for each figure.

use super::budget;
use super::savings;
use super::spec::{FigureSpec, Need, What, Whole};
use super::worked_out::WorkedOut;
use super::{FigureId, TableId, duration, mean};
use crate::dataset::kind::{Field, FileKind};
use crate::measure::{Condition as C, Dimension as D, Unit};

use FileKind::{Benefits, Placements, Programmes};
use Unit::{Benefits as B, Euro, Participations as Q, Persons as P, Placements as J};

/// A table of the report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TableSpec {
    /// The id, as in CSV.
    pub(crate) id: TableId,
    /// The figures that are counts, in order.
    pub(crate) figures: &'static [FigureSpec],
    /// What is worked out from several counts or amounts, below them.
    pub(crate) worked_out: Option<&'static WorkedOut>,
}

const PERSON: &[Need] = &[Need::Column(Benefits, Field::PersonId)];
const JOIN: &[Need] = &[
    Need::File(Placements),
    Need::Column(Benefits, Field::PersonId),
    Need::Column(Placements, Field::PersonId),
];
const WORK_KIND: Need = Need::Some(Placements, &[Field::Kind, Field::Hours, Field::Fte]);
/// What full-time, part-time and self-employed are derived from.
pub(super) const WORK_KINDS: &[Need] = &[WORK_KIND];
/// The end of a job says whether it still runs on a day.
const WORK_END: Need = Need::Some(Placements, &[Field::End]);
const RUNNING_JOBS: &[Need] = &[JOIN[0], JOIN[1], JOIN[2], WORK_KIND, WORK_END];
const JOBS: &[Need] =
    &[Need::File(Placements), Need::Column(Placements, Field::PersonId), WORK_KIND];
const NAMED_COURSES: &[Need] = &[
    Need::File(Programmes),
    Need::Column(Programmes, Field::PersonId),
    Need::Some(Programmes, &[Field::Programme]),
];
const KINDS: &[Need] = &[
    Need::File(Programmes),
    Need::Column(Programmes, Field::PersonId),
    Need::Some(Programmes, &[Field::Kind]),
];
/// The end of a participation says whether it still runs on a day.
const RUNNING: &[Need] = &[
    Need::File(Programmes),
    Need::Some(Programmes, &[Field::Programme]),
    Need::Some(Programmes, &[Field::End]),
];
const RUNNING_KINDS: &[Need] = &[
    Need::File(Programmes),
    Need::Some(Programmes, &[Field::Kind]),
    Need::Some(Programmes, &[Field::End]),
];
const ENDED: &[Need] = &[
    Need::File(Programmes),
    Need::Some(Programmes, &[Field::Result]),
    Need::Some(Programmes, &[Field::End]),
];
const ENDED_KINDS: &[Need] =
    &[ENDED[0], ENDED[1], ENDED[2], Need::Some(Programmes, &[Field::Kind])];
const COURSES_AND_JOBS: &[Need] = &[
    Need::File(Programmes),
    Need::File(Placements),
    Need::Column(Benefits, Field::PersonId),
    Need::Column(Programmes, Field::PersonId),
    Need::Column(Placements, Field::PersonId),
];
const KINDS_AND_JOBS: &[Need] = &[
    Need::File(Programmes),
    Need::File(Placements),
    Need::Column(Benefits, Field::PersonId),
    Need::Column(Programmes, Field::PersonId),
    Need::Column(Placements, Field::PersonId),
    Need::Some(Programmes, &[Field::Kind]),
];
const GROUPS_OF_PARTICIPANTS: &[Need] = &[
    Need::File(Programmes),
    Need::Column(Benefits, Field::PersonId),
    Need::Column(Programmes, Field::PersonId),
];
/// Who ended in the year before must be in the exports too, else too few are found to return.
const BACK: &[Need] = &[PERSON[0], Need::YearEarlier];
const LEFT: &[Need] = &[
    Need::Column(Benefits, Field::PersonId),
    Need::Some(Benefits, &[Field::EndReason]),
    Need::YearEarlier,
];
const STAYED: &[Need] = &[JOIN[0], JOIN[1], JOIN[2], WORK_END, Need::YearEarlier];

const fn caseload(unit: Unit, needs: &'static [Need]) -> [FigureSpec; 8] {
    [
        FigureSpec::count(FigureId::StockBegin, unit, C::StockBegin).needing(needs),
        FigureSpec::count(FigureId::Inflow, unit, C::Inflow).needing(needs),
        FigureSpec::count(FigureId::Outflow, unit, C::Outflow).needing(needs),
        FigureSpec::count(FigureId::StockEnd, unit, C::StockEnd).needing(needs),
        FigureSpec::count(FigureId::StockChange, unit, C::StockEnd)
            .worked_out(What::StockChange)
            .needing(needs),
        FigureSpec::count(FigureId::StockAverage, unit, C::StockMonths)
            .worked_out(What::StockAverage)
            .needing(needs),
        FigureSpec::count(FigureId::InflowRate, unit, C::Inflow)
            .of(Whole::StockAverage)
            .needing(needs),
        FigureSpec::count(FigureId::OutflowRate, unit, C::Outflow)
            .of(Whole::StockAverage)
            .needing(needs),
    ]
}

const IN_BENEFITS: [FigureSpec; 8] = caseload(B, &[]);
const IN_PERSONS: [FigureSpec; 8] = caseload(P, PERSON);
const CASELOAD: &[FigureSpec] = &[
    IN_BENEFITS[0],
    IN_BENEFITS[1],
    IN_BENEFITS[2],
    IN_BENEFITS[3],
    IN_BENEFITS[4],
    IN_BENEFITS[5],
    IN_BENEFITS[6],
    IN_BENEFITS[7],
    IN_PERSONS[0],
    IN_PERSONS[1],
    IN_PERSONS[2],
    IN_PERSONS[3],
    IN_PERSONS[4],
    IN_PERSONS[5],
    IN_PERSONS[6],
    IN_PERSONS[7],
    FigureSpec::count(FigureId::OutflowRateCbs, P, C::Outflow)
        .of(Whole::Count(P, C::Exposed))
        .needing(PERSON),
    FigureSpec::count(FigureId::ReInflow, P, C::ReInflow)
        .of(Whole::Count(P, C::Inflow))
        .needing(BACK),
];

pub(super) const AGE: &[Need] = &[Need::Some(Benefits, &[Field::BirthDate, Field::BirthYear])];
const SEX: &[Need] = &[Need::Some(Benefits, &[Field::Sex])];
pub(super) const HOUSEHOLD: &[Need] = &[Need::Some(Benefits, &[Field::Household])];
const SCHEME: &[Need] = &[Need::Some(Benefits, &[Field::Scheme])];
const DISTRICT: &[Need] = &[Need::Some(Benefits, &[Field::District])];
const TARGETS: &[Need] = &[Need::Some(Benefits, &[Field::TargetGroups])];
const END_REASON: &[Need] = &[Need::Some(Benefits, &[Field::EndReason])];
const PENSION: &[Need] = &[END_REASON[0], SCHEME[0]];
const START_REASON: &[Need] = &[Need::Some(Benefits, &[Field::StartReason])];

/// What the data must hold for the groups of a dimension.
pub(super) fn needs_of_dimension(dimension: D) -> &'static [Need] {
    match dimension {
        D::Age => AGE,
        D::Sex => SEX,
        D::Household => HOUSEHOLD,
        D::Scheme => SCHEME,
        D::District => DISTRICT,
        D::TargetGroup => TARGETS,
        D::EndReason => END_REASON,
        D::StartReason => START_REASON,
        D::WorkKind => WORK_KINDS,
        D::Sector => &[Need::Some(Placements, &[Field::Sector, Field::Employer])],
        D::Employer => &[Need::Some(Placements, &[Field::Employer])],
        D::Programme => &[Need::Some(Programmes, &[Field::Programme])],
        D::ProgrammeKind => &[Need::Some(Programmes, &[Field::Kind])],
        D::Result => &[Need::Some(Programmes, &[Field::Result])],
        D::WageValue => &[Need::Some(Placements, &[Field::WageValue])],
        D::Municipality => &[Need::Place],
        // derived from dates alone, or group by group
        D::Duration | D::Months | D::PersonGroup => &[],
    }
}

const fn stock(by: D, needs: &'static [Need]) -> FigureSpec {
    FigureSpec::count(FigureId::StockEnd, B, C::StockEnd).by(by).needing(needs)
}

const fn inflow(by: D, needs: &'static [Need]) -> FigureSpec {
    FigureSpec::count(FigureId::Inflow, B, C::Inflow).by(by).needing(needs)
}

const fn outflow(by: D, needs: &'static [Need]) -> FigureSpec {
    FigureSpec::count(FigureId::Outflow, B, C::Outflow).by(by).needing(needs)
}

const INTO_WORK: &[FigureSpec] = &[
    FigureSpec::count(FigureId::IntoWork, P, C::IntoWork).by(D::WorkKind).needing(JOIN),
    FigureSpec::count(FigureId::OutflowToWork, B, C::OutflowToWork)
        .of(Whole::Count(B, C::Outflow))
        .needing(END_REASON),
    FigureSpec::count(FigureId::PartTimeBesideBenefit, P, C::PartTimeBeside)
        .of(Whole::Count(P, C::StockEnd))
        .needing(RUNNING_JOBS),
    FigureSpec::count(FigureId::PartTimeToFullTime, P, C::PartTimeToFullTime).needing(JOBS),
    FigureSpec::count(FigureId::PlacementsWageSubsidy, J, C::Subsidised)
        .of(Whole::Count(J, C::Placement))
        .needing(SUBSIDY),
    FigureSpec::count(FigureId::PlacementsWageSubsidyAmount, Euro, C::SubsidyAmount)
        .worked_out(What::Amount(C::SubsidyAmount))
        .needing(SUBSIDY),
];
const SUBSIDY: &[Need] = &[
    Need::File(Placements),
    Need::Column(Benefits, Field::PersonId),
    Need::Column(Placements, Field::PersonId),
    Need::Some(Placements, &[Field::WageSubsidy]),
];
const SECTOR: &[Need] = &[
    Need::File(Placements),
    Need::Column(Benefits, Field::PersonId),
    Need::Column(Placements, Field::PersonId),
    Need::Some(Placements, &[Field::Sector, Field::Employer]),
];
const EMPLOYER: &[Need] = &[
    Need::File(Placements),
    Need::Column(Benefits, Field::PersonId),
    Need::Column(Placements, Field::PersonId),
    Need::Some(Placements, &[Field::Employer]),
];

const fn programmes(by: D, needs: [&'static [Need]; 4]) -> [FigureSpec; 4] {
    [
        FigureSpec::count(FigureId::Participants, P, C::Participant).by(by).needing(needs[0]),
        FigureSpec::count(FigureId::ParticipantsIntoWork, P, C::ParticipantIntoWork)
            .by(by)
            .of(Whole::Count(P, C::Participant))
            .each_of(P, C::Participant)
            .needing(needs[1]),
        FigureSpec::count(FigureId::Completed, Q, C::Completed)
            .by(by)
            .of(Whole::Count(Q, C::Ended))
            .each_of(Q, C::Ended)
            .needing(needs[2]),
        FigureSpec::count(FigureId::Running, Q, C::ParticipationRunning).by(by).needing(needs[3]),
    ]
}

const TARGET_GROUPS: &[FigureSpec] = &[
    FigureSpec::count(FigureId::StockEnd, P, C::StockEnd).by(D::PersonGroup).needing(PERSON),
    FigureSpec::count(FigureId::Outflow, P, C::Outflow).by(D::PersonGroup).needing(PERSON),
    FigureSpec::count(FigureId::IntoWork, P, C::IntoWork).by(D::PersonGroup).needing(JOIN),
    FigureSpec::count(FigureId::Participants, P, C::Participant)
        .by(D::PersonGroup)
        .needing(GROUPS_OF_PARTICIPANTS),
];

const RETENTION: &[FigureSpec] = &[
    FigureSpec::count(FigureId::NotReturned6m, P, C::NotReturned6)
        .of(Whole::Count(P, C::LeftToWork))
        .needing(LEFT),
    FigureSpec::count(FigureId::NotReturned12m, P, C::NotReturned12)
        .of(Whole::Count(P, C::LeftToWork))
        .needing(LEFT),
    FigureSpec::count(FigureId::StillEmployed6m, P, C::StillEmployed6)
        .of(Whole::Count(P, C::HadWork))
        .needing(STAYED),
    FigureSpec::count(FigureId::StillEmployed12m, P, C::StillEmployed12)
        .of(Whole::Count(P, C::HadWork))
        .needing(STAYED),
];

const PROFILE: &[Need] =
    &[Need::Column(Benefits, Field::PersonId), Need::Some(Benefits, &[Field::ProfileDate])];

const fn table(id: TableId, figures: &'static [FigureSpec]) -> TableSpec {
    TableSpec { id, figures, worked_out: None }
}

const fn worked_out(id: TableId, worked_out: &'static WorkedOut) -> TableSpec {
    table(id, &[]).with(worked_out)
}

impl TableSpec {
    /// The table with `worked_out` figures below its counts.
    const fn with(self, worked_out: &'static WorkedOut) -> Self {
        Self { worked_out: Some(worked_out), ..self }
    }
}

/// The tables, in their order.
pub(crate) const TABLES: &[TableSpec] = &[
    table(TableId::Caseload, CASELOAD),
    table(TableId::CaseloadByAge, &[stock(D::Age, AGE)]),
    table(TableId::CaseloadBySex, &[stock(D::Sex, SEX)]),
    table(TableId::CaseloadByHousehold, &[stock(D::Household, HOUSEHOLD)]),
    table(TableId::CaseloadByScheme, &[stock(D::Scheme, SCHEME)]),
    table(TableId::CaseloadByDuration, &[stock(D::Duration, &[])]),
    worked_out(TableId::Duration, &duration::TABLE),
    table(
        TableId::Income,
        &[FigureSpec::count(FigureId::WithIncome, B, C::WithIncome)
            .of(Whole::Count(B, C::StockEnd))
            .needing(mean::INCOME_NEEDS)],
    )
    .with(&mean::INCOME),
    table(TableId::CaseloadByDistrict, &[stock(D::District, DISTRICT)]),
    table(TableId::CaseloadByTargetGroup, &[stock(D::TargetGroup, TARGETS)]),
    table(TableId::InflowByStartReason, &[inflow(D::StartReason, START_REASON)]),
    table(TableId::InflowByAge, &[inflow(D::Age, AGE)]),
    table(TableId::InflowByHousehold, &[inflow(D::Household, HOUSEHOLD)]),
    table(TableId::OutflowByReason, &[outflow(D::EndReason, END_REASON)]),
    table(TableId::OutflowByAge, &[outflow(D::Age, AGE)]),
    table(TableId::OutflowBySex, &[outflow(D::Sex, SEX)]),
    table(TableId::OutflowByHousehold, &[outflow(D::Household, HOUSEHOLD)]),
    table(TableId::OutflowByScheme, &[outflow(D::Scheme, SCHEME)]),
    table(TableId::OutflowByDuration, &[outflow(D::Duration, &[])]),
    table(
        TableId::PensionByScheme,
        &[FigureSpec::count(FigureId::OutflowToPension, B, C::OutflowToPension)
            .by(D::Scheme)
            .of(Whole::Count(B, C::Outflow))
            .each_of(B, C::Outflow)
            .needing(PENSION)],
    ),
    table(TableId::OutflowByDistrict, &[outflow(D::District, DISTRICT)]),
    table(TableId::OutflowByTargetGroup, &[outflow(D::TargetGroup, TARGETS)]),
    table(TableId::IntoWork, INTO_WORK),
    table(
        TableId::PlacementsBySector,
        &[FigureSpec::count(FigureId::Placements, J, C::Placement).by(D::Sector).needing(SECTOR)],
    ),
    table(
        TableId::PlacementsByEmployer,
        &[FigureSpec::count(FigureId::Placements, J, C::Placement)
            .by(D::Employer)
            .needing(EMPLOYER)],
    ),
    table(
        TableId::WageValue,
        &[FigureSpec::count(FigureId::Placements, J, C::Placement)
            .by(D::WageValue)
            .needing(mean::WAGE_VALUE_NEEDS)],
    )
    .with(&mean::WAGE_VALUE),
    table(
        TableId::Programmes,
        &programmes(D::Programme, [NAMED_COURSES, COURSES_AND_JOBS, ENDED, RUNNING]),
    ),
    table(
        TableId::ProgrammeKinds,
        &programmes(D::ProgrammeKind, [KINDS, KINDS_AND_JOBS, ENDED_KINDS, RUNNING_KINDS]),
    ),
    table(
        TableId::ProgrammeResults,
        &[FigureSpec::count(FigureId::Result, Q, C::Ended).by(D::Result).needing(ENDED)],
    ),
    table(
        TableId::Participation,
        &[FigureSpec::count(FigureId::Participation, P, C::SocialParticipant)
            .by(D::ProgrammeKind)
            .needing(KINDS)],
    ),
    table(TableId::TargetGroups, TARGET_GROUPS),
    table(TableId::Retention, RETENTION),
    table(
        TableId::Profile,
        &[FigureSpec::count(FigureId::WithProfile, P, C::WithProfile)
            .of(Whole::Count(P, C::StockEnd))
            .needing(PROFILE)],
    ),
    worked_out(TableId::Savings, &savings::TABLE),
    worked_out(TableId::Budget, &budget::TABLE),
];
