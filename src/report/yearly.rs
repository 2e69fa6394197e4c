//! The tables of the report, in order: one row here for each figure.

use super::budget::{self, BUDGET};
use super::savings::{self, SAVINGS};
use super::spec::{FigureSpec, Need, What, Whole};
use super::worked_out::WorkedOut;
use super::{duration, mean};
use crate::dataset::kind::{Field, FileKind};
use crate::measure::{Condition as C, Dimension as D, Unit};

use FileKind::{Benefits, Placements, Programmes};
use Unit::{Benefits as B, Euro, Participations as Q, Persons as P, Placements as J};

/// A table of the report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TableSpec {
    /// The id, as in CSV.
    pub(crate) id: &'static str,
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
        FigureSpec::count("stock_begin", unit, C::StockBegin).needing(needs),
        FigureSpec::count("inflow", unit, C::Inflow).needing(needs),
        FigureSpec::count("outflow", unit, C::Outflow).needing(needs),
        FigureSpec::count("stock_end", unit, C::StockEnd).needing(needs),
        FigureSpec::count("stock_change", unit, C::StockEnd)
            .worked_out(What::StockChange)
            .needing(needs),
        FigureSpec::count("stock_average", unit, C::StockMonths)
            .worked_out(What::StockAverage)
            .needing(needs),
        FigureSpec::count("inflow_rate", unit, C::Inflow).of(Whole::StockAverage).needing(needs),
        FigureSpec::count("outflow_rate", unit, C::Outflow).of(Whole::StockAverage).needing(needs),
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
    FigureSpec::count("outflow_rate_cbs", P, C::Outflow)
        .of(Whole::Count(P, C::Exposed))
        .needing(PERSON),
    FigureSpec::count("re_inflow", P, C::ReInflow).of(Whole::Count(P, C::Inflow)).needing(BACK),
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
    FigureSpec::count("stock_end", B, C::StockEnd).by(by).needing(needs)
}

const fn inflow(by: D, needs: &'static [Need]) -> FigureSpec {
    FigureSpec::count("inflow", B, C::Inflow).by(by).needing(needs)
}

const fn outflow(by: D, needs: &'static [Need]) -> FigureSpec {
    FigureSpec::count("outflow", B, C::Outflow).by(by).needing(needs)
}

const INTO_WORK: &[FigureSpec] = &[
    FigureSpec::count("into_work", P, C::IntoWork).by(D::WorkKind).needing(JOIN),
    FigureSpec::count("outflow_to_work", B, C::OutflowToWork)
        .of(Whole::Count(B, C::Outflow))
        .needing(END_REASON),
    FigureSpec::count("part_time_beside_benefit", P, C::PartTimeBeside)
        .of(Whole::Count(P, C::StockEnd))
        .needing(RUNNING_JOBS),
    FigureSpec::count("part_time_to_full_time", P, C::PartTimeToFullTime).needing(JOBS),
    FigureSpec::count("placements_wage_subsidy", J, C::Subsidised)
        .of(Whole::Count(J, C::Placement))
        .needing(SUBSIDY),
    FigureSpec::count("placements_wage_subsidy_amount", Euro, C::SubsidyAmount)
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
        FigureSpec::count("participants", P, C::Participant).by(by).needing(needs[0]),
        FigureSpec::count("participants_into_work", P, C::ParticipantIntoWork)
            .by(by)
            .of(Whole::Count(P, C::Participant))
            .each_of(P, C::Participant)
            .needing(needs[1]),
        FigureSpec::count("completed", Q, C::Completed)
            .by(by)
            .of(Whole::Count(Q, C::Ended))
            .each_of(Q, C::Ended)
            .needing(needs[2]),
        FigureSpec::count("running", Q, C::ParticipationRunning).by(by).needing(needs[3]),
    ]
}

const TARGET_GROUPS: &[FigureSpec] = &[
    FigureSpec::count("stock_end", P, C::StockEnd).by(D::PersonGroup).needing(PERSON),
    FigureSpec::count("outflow", P, C::Outflow).by(D::PersonGroup).needing(PERSON),
    FigureSpec::count("into_work", P, C::IntoWork).by(D::PersonGroup).needing(JOIN),
    FigureSpec::count("participants", P, C::Participant)
        .by(D::PersonGroup)
        .needing(GROUPS_OF_PARTICIPANTS),
];

const RETENTION: &[FigureSpec] = &[
    FigureSpec::count("not_returned_6m", P, C::NotReturned6)
        .of(Whole::Count(P, C::LeftToWork))
        .needing(LEFT),
    FigureSpec::count("not_returned_12m", P, C::NotReturned12)
        .of(Whole::Count(P, C::LeftToWork))
        .needing(LEFT),
    FigureSpec::count("still_employed_6m", P, C::StillEmployed6)
        .of(Whole::Count(P, C::HadWork))
        .needing(STAYED),
    FigureSpec::count("still_employed_12m", P, C::StillEmployed12)
        .of(Whole::Count(P, C::HadWork))
        .needing(STAYED),
];

const PROFILE: &[Need] =
    &[Need::Column(Benefits, Field::PersonId), Need::Some(Benefits, &[Field::ProfileDate])];

const fn table(id: &'static str, figures: &'static [FigureSpec]) -> TableSpec {
    TableSpec { id, figures, worked_out: None }
}

const fn worked_out(id: &'static str, worked_out: &'static WorkedOut) -> TableSpec {
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
    table("caseload", CASELOAD),
    table("caseload_by_age", &[stock(D::Age, AGE)]),
    table("caseload_by_sex", &[stock(D::Sex, SEX)]),
    table("caseload_by_household", &[stock(D::Household, HOUSEHOLD)]),
    table("caseload_by_scheme", &[stock(D::Scheme, SCHEME)]),
    table("caseload_by_duration", &[stock(D::Duration, &[])]),
    worked_out("duration", &duration::TABLE),
    table(
        "income",
        &[FigureSpec::count("with_income", B, C::WithIncome)
            .of(Whole::Count(B, C::StockEnd))
            .needing(mean::INCOME_NEEDS)],
    )
    .with(&mean::INCOME),
    table("caseload_by_district", &[stock(D::District, DISTRICT)]),
    table("caseload_by_target_group", &[stock(D::TargetGroup, TARGETS)]),
    table("inflow_by_start_reason", &[inflow(D::StartReason, START_REASON)]),
    table("inflow_by_age", &[inflow(D::Age, AGE)]),
    table("inflow_by_household", &[inflow(D::Household, HOUSEHOLD)]),
    table("outflow_by_reason", &[outflow(D::EndReason, END_REASON)]),
    table("outflow_by_age", &[outflow(D::Age, AGE)]),
    table("outflow_by_sex", &[outflow(D::Sex, SEX)]),
    table("outflow_by_household", &[outflow(D::Household, HOUSEHOLD)]),
    table("outflow_by_scheme", &[outflow(D::Scheme, SCHEME)]),
    table("outflow_by_duration", &[outflow(D::Duration, &[])]),
    table(
        "pension_by_scheme",
        &[FigureSpec::count("outflow_to_pension", B, C::OutflowToPension)
            .by(D::Scheme)
            .of(Whole::Count(B, C::Outflow))
            .each_of(B, C::Outflow)
            .needing(PENSION)],
    ),
    table("outflow_by_district", &[outflow(D::District, DISTRICT)]),
    table("outflow_by_target_group", &[outflow(D::TargetGroup, TARGETS)]),
    table("into_work", INTO_WORK),
    table(
        "placements_by_sector",
        &[FigureSpec::count("placements", J, C::Placement).by(D::Sector).needing(SECTOR)],
    ),
    table(
        "placements_by_employer",
        &[FigureSpec::count("placements", J, C::Placement).by(D::Employer).needing(EMPLOYER)],
    ),
    table(
        "wage_value",
        &[FigureSpec::count("placements", J, C::Placement)
            .by(D::WageValue)
            .needing(mean::WAGE_VALUE_NEEDS)],
    )
    .with(&mean::WAGE_VALUE),
    table(
        "programmes",
        &programmes(D::Programme, [NAMED_COURSES, COURSES_AND_JOBS, ENDED, RUNNING]),
    ),
    table(
        "programme_kinds",
        &programmes(D::ProgrammeKind, [KINDS, KINDS_AND_JOBS, ENDED_KINDS, RUNNING_KINDS]),
    ),
    table(
        "programme_results",
        &[FigureSpec::count("result", Q, C::Ended).by(D::Result).needing(ENDED)],
    ),
    table(
        "participation",
        &[FigureSpec::count("participation", P, C::SocialParticipant)
            .by(D::ProgrammeKind)
            .needing(KINDS)],
    ),
    table("target_groups", TARGET_GROUPS),
    table("retention", RETENTION),
    table(
        "profile",
        &[FigureSpec::count("with_profile", P, C::WithProfile)
            .of(Whole::Count(P, C::StockEnd))
            .needing(PROFILE)],
    ),
    worked_out(SAVINGS, &savings::TABLE),
    worked_out(BUDGET, &budget::TABLE),
];
