//! The facts that figures count: one unit met one condition in one period.
//!
//! Every command counts the same facts: a report tallies them by group, a list of cases names the rows
//! behind them. So no figure is ever counted in two ways.

use super::dimension::{Characteristics, Dimension, Moment};
use super::spell::Spell;
use super::unit::Unit;
use crate::record::{Participation, Placement, RowId};

/// What a unit did or was in a period. The definition of each stands with the code that states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Condition {
    /// The spell runs on the day before the period.
    StockBegin,
    /// The spell starts in the period.
    Inflow,
    /// The spell ends in the period.
    Outflow,
    /// The spell runs on the last day of the period.
    StockEnd,
    /// The spell runs on the last day of a month of the period; weighs as many months.
    StockMonths,
    /// The spell runs on the day before the period or starts in it: whoever can leave (CBS).
    Exposed,
    /// The spell runs on the last day of the period and started at least two years before it, by the calendar.
    OverTwoYears,
    /// The spell runs on the last day of the period and started at least five years before it, by the calendar.
    OverFiveYears,
    /// An inflow within 365 days of the end of an earlier spell (CBS).
    ReInflow,
    /// An outflow with the reason work or self-employment.
    OutflowToWork,
    /// An outflow with the reason pension.
    OutflowToPension,
    /// A person with a counted placement.
    IntoWork,
    /// A person on a benefit and in a part-time job on the last day.
    PartTimeBeside,
    /// A person whose full-time job starts after a part-time one.
    PartTimeToFullTime,
    /// A placement that makes its person count for into work.
    Placement,
    /// A placement in the period that does not.
    PlacementOutside,
    /// A counted placement with a wage subsidy.
    Subsidised,
    /// A counted placement with a wage subsidy of a known amount; weighs the amount in cents.
    SubsidyAmount,
    /// A counted placement with a wage subsidy of an unknown amount.
    SubsidyUnknown,
    /// A person in a programme, or a participation, that overlaps the period.
    Participant,
    /// A participant into work by a placement on or after the participation's start.
    ParticipantIntoWork,
    /// A participation that runs on the last day of the period: a provision on a day (BBV).
    ParticipationRunning,
    /// A participation that ends in the period.
    Ended,
    /// A participation that ends in the period with a declared result other than `dropout` and `ended_otherwise`.
    Completed,
    /// A participant in a kind that is not work (Maasgouw 2021).
    SocialParticipant,
    /// A person whose spell ended to work twelve months earlier.
    LeftToWork,
    /// A person whose spell ended to work twelve months earlier, without a new spell within 182 days.
    NotReturned6,
    /// A person whose spell ended to work twelve months earlier, without a new spell within 365 days.
    NotReturned12,
    /// A person into work twelve months earlier.
    HadWork,
    /// A person into work twelve months earlier, and in a job 182 days after that job's start.
    StillEmployed6,
    /// A person into work twelve months earlier, and in a job 365 days after that job's start.
    StillEmployed12,
    /// A person on a benefit on the last day, with a profile by then.
    WithProfile,
    /// A benefit that runs on the last day and has an amount.
    Priced,
    /// A benefit that runs on the last day and has an amount; weighs the amount per month in cents.
    PricedAmount,
    /// A benefit ended in the period that has an amount.
    EndedPriced,
    /// A benefit ended in the period that has an amount; weighs amount × months left in the period, in cents.
    EndedSaving,
    /// A benefit that runs on the last day with an income beside it.
    WithIncome,
    /// A benefit that runs on the last day with an income beside it; weighs the income per month in cents.
    IncomeAmount,
    /// A placement that counts and has a wage value.
    WageValued,
    /// A placement that counts and has a wage value; weighs the wage value in hundredths of a percent.
    WageValue,
    /// A payment for a month of the period, weighing its amount in cents.
    Paid,
}

impl Condition {
    /// The number of conditions.
    pub(crate) const COUNT: usize = Self::Paid as usize + 1;

    /// The characteristics that its facts carry in a unit: what it can be counted by.
    pub(crate) fn dimensions(self, unit: Unit) -> Vec<Dimension> {
        use Dimension as D;
        let mut by = vec![
            D::Age,
            D::Sex,
            D::Household,
            D::Scheme,
            D::Duration,
            D::District,
            D::StartReason,
            if unit == Unit::Benefits { D::TargetGroup } else { D::PersonGroup },
            D::Municipality,
        ];
        match self {
            Self::StockBegin
            | Self::Inflow
            | Self::StockEnd
            | Self::WithIncome
            | Self::ReInflow
            | Self::PartTimeBeside
            | Self::PartTimeToFullTime
            | Self::WithProfile => {}
            Self::Outflow | Self::OutflowToWork | Self::OutflowToPension => by.push(D::EndReason),
            Self::IntoWork => by.push(D::WorkKind),
            Self::Placement | Self::Subsidised => {
                by.extend([D::Sector, D::Employer, D::WorkKind, D::WageValue]);
            }
            Self::Participant | Self::ParticipantIntoWork | Self::SocialParticipant => {
                by.extend([D::Programme, D::ProgrammeKind]);
            }
            Self::ParticipationRunning => by.extend([D::Programme, D::ProgrammeKind]),
            Self::Ended | Self::Completed => {
                by.extend([D::Programme, D::ProgrammeKind, D::Result]);
            }
            _ => by.clear(),
        }
        by
    }
}

/// One unit that met one condition.
#[derive(Debug)]
pub(crate) struct Fact<'a> {
    /// What is counted.
    pub(crate) unit: Unit,
    /// The condition it met.
    pub(crate) condition: Condition,
    /// How much it weighs: 1 for a count, cents for an amount.
    pub(crate) weight: i128,
    /// The groups it belongs to.
    pub(crate) characteristics: &'a Characteristics<'a>,
    /// When it is looked at.
    pub(crate) moment: Moment,
    /// The rows it rests on.
    pub(crate) basis: Basis<'a>,
}

/// The rows that a fact rests on, by which a list of cases names them. Whoever states a fact states its basis, so
/// that the rows behind a figure are not looked for by a second set of rules.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Basis<'a> {
    /// The spell that is counted, or during or after which a job starts.
    pub(crate) spell: Option<&'a Spell<'a>>,
    /// The spell that ended shortly before it, where the fact is a return.
    pub(crate) earlier: Option<&'a Spell<'a>>,
    /// The jobs: where one must follow another, that one first.
    pub(crate) jobs: &'a [&'a Placement],
    /// The participations.
    pub(crate) participations: &'a [&'a Participation],
    /// The payment.
    pub(crate) payment: Option<RowId>,
}

impl<'a> Basis<'a> {
    /// A spell and nothing else.
    pub(crate) fn of_spell(spell: &'a Spell<'a>) -> Self {
        Self { spell: Some(spell), ..Self::default() }
    }
}

/// Where a fact counts: in some of the scopes of the run, in one of its periods.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The scopes: 0 is everything loaded, the others one municipality each.
    pub(crate) scopes: &'a [usize],
    /// The period's number in the run.
    pub(crate) period: usize,
}

/// Takes facts, one after another, in any order.
pub(crate) trait Sink {
    /// Takes one fact.
    fn take(&mut self, place: Place<'_>, fact: &Fact<'_>);
}
