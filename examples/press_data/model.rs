//! What a town is made of: people, cases, jobs, participations, and the plan that steers them.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// A household on benefit (leefvorm, BUS field 10).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Household {
    Single,
    SingleParent,
    Couple,
    Other,
}

/// The law a benefit is paid under (statistiekcode).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    Participatiewet,
    Ioaw,
    Ioaz,
    Bbz,
}

/// The kind of a job.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    FullTime,
    PartTime,
    SelfEmployed,
}

/// An invented person.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) birth_year: i16,
    pub(crate) birth_month: i8,
    pub(crate) woman: bool,
    pub(crate) groups: Vec<&'static str>,
    pub(crate) profile: Option<Date>,
    /// The case the person is on now, while the months pass.
    pub(crate) case: Option<usize>,
    /// The job the person has now.
    pub(crate) job: Option<usize>,
    /// The last period of the plan in which the person found work.
    pub(crate) placed: Option<usize>,
}

/// One person in one segment, with the reason (BUS code) the segment ended for that person.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) person: usize,
    pub(crate) end_reason: &'static str,
}

/// A stretch of a case in which nothing changes: one row of the export for each member.
#[derive(Clone)]
pub(crate) struct Segment {
    pub(crate) start: Date,
    pub(crate) end: Option<Date>,
    pub(crate) household: Household,
    pub(crate) scheme: Scheme,
    pub(crate) start_reason: &'static str,
    pub(crate) members: Vec<Member>,
    pub(crate) cents: i64,
}

/// A benefit: its segments in order of time.
pub(crate) struct Case {
    pub(crate) district: &'static str,
    pub(crate) segments: Vec<Segment>,
}

/// A job of one person.
pub(crate) struct Job {
    pub(crate) person: usize,
    pub(crate) start: Date,
    pub(crate) end: Option<Date>,
    pub(crate) kind: Kind,
    pub(crate) hours: i64,
    pub(crate) sector: &'static str,
    pub(crate) employer: &'static str,
    pub(crate) programme: &'static str,
    pub(crate) subsidy_cents: i64,
    /// The period of the plan in which it counts as work found from a benefit.
    pub(crate) counted: Option<usize>,
}

/// One person in one programme.
pub(crate) struct Participation {
    pub(crate) person: usize,
    pub(crate) programme: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) start: Date,
    pub(crate) end: Option<Date>,
    pub(crate) result: &'static str,
}

/// A number of households of one person, and one of couples.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Flow {
    pub(crate) alone: usize,
    pub(crate) couple: usize,
}

/// What happens in a stretch of months: all the exact numbers of a press report start here.
pub(crate) struct Period {
    pub(crate) from: Date,
    pub(crate) months: usize,
    pub(crate) inflow: Flow,
    pub(crate) outflow: Flow,
    /// Couples that part; as many single people find a partner, so that the two balance.
    pub(crate) partings: usize,
    /// People who go from one case to another without a gap (part of inflow and of outflow).
    pub(crate) switches: usize,
    pub(crate) full_time: usize,
    pub(crate) part_time: usize,
    pub(crate) self_employed: usize,
}

impl Period {
    /// The last day of the period.
    pub(crate) fn to(&self) -> Date {
        later(month_after(self.from, self.months), -1)
    }
}

/// A sector of the labour market with its share of the jobs in thousandths.
pub(crate) struct Sector {
    pub(crate) per_mille: usize,
    pub(crate) labels: &'static [&'static str],
    pub(crate) employers: &'static [&'static str],
    pub(crate) employees_only: bool,
}

/// A sector of which the self-employed may be too.
pub(crate) const fn sector(
    per_mille: usize,
    labels: &'static [&'static str],
    employers: &'static [&'static str],
) -> Sector {
    Sector { per_mille, labels, employers, employees_only: false }
}

/// Whom a programme is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    Anyone,
    Group(&'static str),
    Youth,
    /// People with a job, for instance for a job coach.
    Working,
    /// Young people who were on benefit before, and a few whom the benefits do not know.
    YouthWithoutBenefit,
}

/// How many take part in a period, and, where a press report says so, how many find work.
pub(crate) struct Quota {
    pub(crate) participants: usize,
    pub(crate) into_work: Option<usize>,
}

/// So many participants, of whom it is not said how many find work.
pub(crate) const fn about(participants: usize) -> Quota {
    Quota { participants, into_work: None }
}

/// A programme, with its quota for each period of the plan.
pub(crate) struct Programme {
    pub(crate) name: &'static str,
    pub(crate) kinds: &'static [&'static str],
    pub(crate) audience: Audience,
    pub(crate) days: (i64, i64),
    pub(crate) results: &'static [(usize, &'static str)],
    pub(crate) quotas: &'static [Quota],
}

/// A municipality and its plan.
pub(crate) struct Town {
    /// Where its files lie, from the root of the repository.
    pub(crate) folder: &'static str,
    pub(crate) seed: u64,
    pub(crate) stock: Flow,
    /// Benefits of people alone that ended in the year before the coverage.
    pub(crate) history: usize,
    /// Of other young people, who stay away afterwards.
    pub(crate) young_history: usize,
    pub(crate) periods: Vec<Period>,
    pub(crate) districts: &'static [(usize, &'static str)],
    pub(crate) groups: &'static [(usize, &'static str)],
    pub(crate) sectors: &'static [Sector],
    pub(crate) programmes: &'static [Programme],
    /// Rows that are renewed in a month without a change of the case.
    pub(crate) renewals: usize,
    /// Full-time jobs, in thousandths, that grow out of a part-time one.
    pub(crate) growing: usize,
    /// Jobs with a wage subsidy, in thousandths.
    pub(crate) subsidised: usize,
    /// People in thousandths who get a profile while on benefit.
    pub(crate) profiled: usize,
    /// Codes of the Regeling in the export rather than the labels of a local system.
    pub(crate) coded: bool,
    /// The export says on which day a row was booked.
    pub(crate) booked: bool,
    pub(crate) first_number: u32,
    pub(crate) settings: &'static str,
}

impl Town {
    /// The first day of the coverage.
    pub(crate) fn from(&self) -> Date {
        self.periods[0].from
    }

    /// The last day of the coverage.
    pub(crate) fn to(&self) -> Date {
        self.periods[self.periods.len() - 1].to()
    }
}

/// The day `days` later, or earlier where negative.
pub(crate) fn later(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// The same day `count` months on.
pub(crate) fn month_after(day: Date, count: usize) -> Date {
    day.saturating_add(i64::try_from(count).unwrap_or(0).months())
}

/// The number of days from the one to the other.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}
