//! What the data must hold for the figures of a report. Where several are not there, the first of them is named.

use super::spec::Need;
use crate::dataset::kind::{Field, FileKind};
use crate::measure::Dimension;

use FileKind::{Benefits, Placements, Programmes};

const PLACEMENTS: Need = Need::File(Placements);
const PROGRAMMES: Need = Need::File(Programmes);
const PERSONS: Need = Need::Column(Benefits, Field::PersonId);
const WORKERS: Need = Need::Column(Placements, Field::PersonId);
const PARTICIPANTS: Need = Need::Column(Programmes, Field::PersonId);

const END_REASON: Need = Need::Some(Benefits, &[Field::EndReason]);
const SCHEME: Need = Need::Some(Benefits, &[Field::Scheme]);
const WORK_KIND: Need = Need::Some(Placements, &[Field::Kind, Field::Hours, Field::Fte]);
/// The end of a job says whether it still runs on a day.
const WORK_END: Need = Need::Some(Placements, &[Field::End]);
const SECTOR: Need = Need::Some(Placements, &[Field::Sector, Field::Employer]);
const EMPLOYER: Need = Need::Some(Placements, &[Field::Employer]);
const WAGE_VALUE: Need = Need::Some(Placements, &[Field::WageValue]);
const PROGRAMME: Need = Need::Some(Programmes, &[Field::Programme]);
const PROGRAMME_KIND: Need = Need::Some(Programmes, &[Field::Kind]);
/// The end of a participation says whether it still runs on a day.
const PROGRAMME_END: Need = Need::Some(Programmes, &[Field::End]);
const RESULT: Need = Need::Some(Programmes, &[Field::Result]);

pub(super) const OF_PERSONS: &[Need] = &[PERSONS];
pub(super) const OF_INTO_WORK: &[Need] = &[PLACEMENTS, PERSONS, WORKERS];
pub(super) const OF_OUTFLOW_TO_WORK: &[Need] = &[END_REASON];
pub(super) const OF_PENSIONS: &[Need] = &[END_REASON, SCHEME];
pub(super) const OF_INCOME: &[Need] = &[Need::Some(Benefits, &[Field::IncomeAmount])];
pub(super) const OF_PROFILES: &[Need] = &[PERSONS, Need::Some(Benefits, &[Field::ProfileDate])];

pub(super) const OF_RUNNING_JOBS: &[Need] = &[PLACEMENTS, PERSONS, WORKERS, WORK_KIND, WORK_END];
pub(super) const OF_JOBS_IN_TURN: &[Need] = &[PLACEMENTS, WORKERS, WORK_KIND];
pub(super) const OF_SECTORS: &[Need] = &[PLACEMENTS, PERSONS, WORKERS, SECTOR];
pub(super) const OF_EMPLOYERS: &[Need] = &[PLACEMENTS, PERSONS, WORKERS, EMPLOYER];
pub(super) const OF_WAGE_VALUES: &[Need] = &[PLACEMENTS, PERSONS, WORKERS, WAGE_VALUE];
pub(super) const OF_SUBSIDIES: &[Need] =
    &[PLACEMENTS, PERSONS, WORKERS, Need::Some(Placements, &[Field::WageSubsidy])];

/// Who ended in the year before must be in the exports too, else too few are found to return.
pub(super) const OF_RETURNS: &[Need] = &[PERSONS, Need::YearEarlier];
pub(super) const OF_STAYING_OUT: &[Need] = &[PERSONS, END_REASON, Need::YearEarlier];
pub(super) const OF_STAYING_IN_WORK: &[Need] =
    &[PLACEMENTS, PERSONS, WORKERS, WORK_END, Need::YearEarlier];

pub(super) const OF_PARTICIPANTS_IN_GROUPS: &[Need] = &[PROGRAMMES, PERSONS, PARTICIPANTS];
pub(super) const OF_PROGRAMME_KINDS: &[Need] = &[PROGRAMMES, PARTICIPANTS, PROGRAMME_KIND];
pub(super) const OF_ENDED: &[Need] = &[PROGRAMMES, RESULT, PROGRAMME_END];
/// Of participants, of those who went into work, of what was completed, and of what runs: by programme.
pub(super) const BY_PROGRAMME: [&[Need]; 4] = [
    &[PROGRAMMES, PARTICIPANTS, PROGRAMME],
    &[PROGRAMMES, PLACEMENTS, PERSONS, PARTICIPANTS, WORKERS],
    OF_ENDED,
    &[PROGRAMMES, PROGRAMME, PROGRAMME_END],
];
/// The same by kind of programme.
pub(super) const BY_PROGRAMME_KIND: [&[Need]; 4] = [
    OF_PROGRAMME_KINDS,
    &[PROGRAMMES, PLACEMENTS, PERSONS, PARTICIPANTS, WORKERS, PROGRAMME_KIND],
    &[PROGRAMMES, RESULT, PROGRAMME_END, PROGRAMME_KIND],
    &[PROGRAMMES, PROGRAMME_KIND, PROGRAMME_END],
];

/// What the data must hold for the groups of a dimension.
pub(super) const fn needs_of_dimension(dimension: Dimension) -> &'static [Need] {
    match dimension {
        Dimension::Age => &[Need::Some(Benefits, &[Field::BirthDate, Field::BirthYear])],
        Dimension::Sex => &[Need::Some(Benefits, &[Field::Sex])],
        Dimension::Household => &[Need::Some(Benefits, &[Field::Household])],
        Dimension::Scheme => &[SCHEME],
        Dimension::District => &[Need::Some(Benefits, &[Field::District])],
        Dimension::TargetGroup => &[Need::Some(Benefits, &[Field::TargetGroups])],
        Dimension::EndReason => &[END_REASON],
        Dimension::StartReason => &[Need::Some(Benefits, &[Field::StartReason])],
        Dimension::WorkKind => &[WORK_KIND],
        Dimension::Sector => &[SECTOR],
        Dimension::Employer => &[EMPLOYER],
        Dimension::Programme => &[PROGRAMME],
        Dimension::ProgrammeKind => &[PROGRAMME_KIND],
        Dimension::Result => &[RESULT],
        Dimension::WageValue => &[WAGE_VALUE],
        Dimension::Municipality => &[Need::Place],
        // derived from dates alone, or group by group
        Dimension::Duration | Dimension::Months | Dimension::PersonGroup => &[],
    }
}
