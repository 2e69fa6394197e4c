//! The tables of the report, in order: one row here for each figure.

use super::budget;
use super::needs::{self, needs_of_dimension};
use super::savings;
use super::spec::{FigureSpec, Need, What, Whole};
use super::worked_out::WorkedOut;
use super::{FigureId, TableId, duration, mean};
use crate::measure::{Condition as C, Dimension as D, Unit};

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
const IN_PERSONS: [FigureSpec; 8] = caseload(P, needs::OF_PERSONS);
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
        .needing(needs::OF_PERSONS),
    FigureSpec::count(FigureId::ReInflow, P, C::ReInflow)
        .of(Whole::Count(P, C::Inflow))
        .needing(needs::OF_RETURNS),
];

const fn stock(by: D) -> FigureSpec {
    FigureSpec::count(FigureId::StockEnd, B, C::StockEnd).by(by).needing(needs_of_dimension(by))
}

const fn inflow(by: D) -> FigureSpec {
    FigureSpec::count(FigureId::Inflow, B, C::Inflow).by(by).needing(needs_of_dimension(by))
}

const fn outflow(by: D) -> FigureSpec {
    FigureSpec::count(FigureId::Outflow, B, C::Outflow).by(by).needing(needs_of_dimension(by))
}

const INTO_WORK: &[FigureSpec] = &[
    FigureSpec::count(FigureId::IntoWork, P, C::IntoWork)
        .by(D::WorkKind)
        .needing(needs::OF_INTO_WORK),
    FigureSpec::count(FigureId::OutflowToWork, B, C::OutflowToWork)
        .of(Whole::Count(B, C::Outflow))
        .needing(needs::OF_OUTFLOW_TO_WORK),
    FigureSpec::count(FigureId::PartTimeBesideBenefit, P, C::PartTimeBeside)
        .of(Whole::Count(P, C::StockEnd))
        .needing(needs::OF_RUNNING_JOBS),
    FigureSpec::count(FigureId::PartTimeToFullTime, P, C::PartTimeToFullTime)
        .needing(needs::OF_JOBS_IN_TURN),
    FigureSpec::count(FigureId::PlacementsWageSubsidy, J, C::Subsidised)
        .of(Whole::Count(J, C::Placement))
        .needing(needs::OF_SUBSIDIES),
    FigureSpec::count(FigureId::PlacementsWageSubsidyAmount, Euro, C::SubsidyAmount)
        .worked_out(What::Amount(C::SubsidyAmount))
        .needing(needs::OF_SUBSIDIES),
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
    FigureSpec::count(FigureId::StockEnd, P, C::StockEnd)
        .by(D::PersonGroup)
        .needing(needs::OF_PERSONS),
    FigureSpec::count(FigureId::Outflow, P, C::Outflow)
        .by(D::PersonGroup)
        .needing(needs::OF_PERSONS),
    FigureSpec::count(FigureId::IntoWork, P, C::IntoWork)
        .by(D::PersonGroup)
        .needing(needs::OF_INTO_WORK),
    FigureSpec::count(FigureId::Participants, P, C::Participant)
        .by(D::PersonGroup)
        .needing(needs::OF_PARTICIPANTS_IN_GROUPS),
];

const RETENTION: &[FigureSpec] = &[
    FigureSpec::count(FigureId::NotReturned6m, P, C::NotReturned6)
        .of(Whole::Count(P, C::LeftToWork))
        .needing(needs::OF_STAYING_OUT),
    FigureSpec::count(FigureId::NotReturned12m, P, C::NotReturned12)
        .of(Whole::Count(P, C::LeftToWork))
        .needing(needs::OF_STAYING_OUT),
    FigureSpec::count(FigureId::StillEmployed6m, P, C::StillEmployed6)
        .of(Whole::Count(P, C::HadWork))
        .needing(needs::OF_STAYING_IN_WORK),
    FigureSpec::count(FigureId::StillEmployed12m, P, C::StillEmployed12)
        .of(Whole::Count(P, C::HadWork))
        .needing(needs::OF_STAYING_IN_WORK),
];

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
    table(TableId::CaseloadByAge, &[stock(D::Age)]),
    table(TableId::CaseloadBySex, &[stock(D::Sex)]),
    table(TableId::CaseloadByHousehold, &[stock(D::Household)]),
    table(TableId::CaseloadByScheme, &[stock(D::Scheme)]),
    table(TableId::CaseloadByDuration, &[stock(D::Duration)]),
    worked_out(TableId::Duration, &duration::TABLE),
    table(
        TableId::Income,
        &[FigureSpec::count(FigureId::WithIncome, B, C::WithIncome)
            .of(Whole::Count(B, C::StockEnd))
            .needing(needs::OF_INCOME)],
    )
    .with(&mean::INCOME),
    table(TableId::CaseloadByDistrict, &[stock(D::District)]),
    table(TableId::CaseloadByTargetGroup, &[stock(D::TargetGroup)]),
    table(TableId::InflowByStartReason, &[inflow(D::StartReason)]),
    table(TableId::InflowByAge, &[inflow(D::Age)]),
    table(TableId::InflowByHousehold, &[inflow(D::Household)]),
    table(TableId::OutflowByReason, &[outflow(D::EndReason)]),
    table(TableId::OutflowByAge, &[outflow(D::Age)]),
    table(TableId::OutflowBySex, &[outflow(D::Sex)]),
    table(TableId::OutflowByHousehold, &[outflow(D::Household)]),
    table(TableId::OutflowByScheme, &[outflow(D::Scheme)]),
    table(TableId::OutflowByDuration, &[outflow(D::Duration)]),
    table(
        TableId::PensionByScheme,
        &[FigureSpec::count(FigureId::OutflowToPension, B, C::OutflowToPension)
            .by(D::Scheme)
            .of(Whole::Count(B, C::Outflow))
            .each_of(B, C::Outflow)
            .needing(needs::OF_PENSIONS)],
    ),
    table(TableId::OutflowByDistrict, &[outflow(D::District)]),
    table(TableId::OutflowByTargetGroup, &[outflow(D::TargetGroup)]),
    table(TableId::IntoWork, INTO_WORK),
    table(
        TableId::PlacementsBySector,
        &[FigureSpec::count(FigureId::Placements, J, C::Placement)
            .by(D::Sector)
            .needing(needs::OF_SECTORS)],
    ),
    table(
        TableId::PlacementsByEmployer,
        &[FigureSpec::count(FigureId::Placements, J, C::Placement)
            .by(D::Employer)
            .needing(needs::OF_EMPLOYERS)],
    ),
    table(
        TableId::WageValue,
        &[FigureSpec::count(FigureId::Placements, J, C::Placement)
            .by(D::WageValue)
            .needing(needs::OF_WAGE_VALUES)],
    )
    .with(&mean::WAGE_VALUE),
    table(TableId::Programmes, &programmes(D::Programme, needs::BY_PROGRAMME)),
    table(TableId::ProgrammeKinds, &programmes(D::ProgrammeKind, needs::BY_PROGRAMME_KIND)),
    table(
        TableId::ProgrammeResults,
        &[FigureSpec::count(FigureId::Result, Q, C::Ended).by(D::Result).needing(needs::OF_ENDED)],
    ),
    table(
        TableId::Participation,
        &[FigureSpec::count(FigureId::Participation, P, C::SocialParticipant)
            .by(D::ProgrammeKind)
            .needing(needs::OF_PROGRAMME_KINDS)],
    ),
    table(TableId::TargetGroups, TARGET_GROUPS),
    table(TableId::Retention, RETENTION),
    table(
        TableId::Profile,
        &[FigureSpec::count(FigureId::WithProfile, P, C::WithProfile)
            .of(Whole::Count(P, C::StockEnd))
            .needing(needs::OF_PROFILES)],
    ),
    worked_out(TableId::Savings, &savings::TABLE),
    worked_out(TableId::Budget, &budget::TABLE),
];
