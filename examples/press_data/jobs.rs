//! What becomes of the jobs: how long they last, in which sector, with or without a subsidy.
//!
//! Besides the jobs that count there are some that do not: of people who left the benefit long
//! before, and of people whom the benefits do not know (an employer reports them all).

use jiff::civil::Date;

use crate::model::{Job, Kind, Sector, later};
use crate::people;
use crate::work::hire;
use crate::world::World;

/// Finishes the jobs of all periods.
pub(crate) fn finish(world: &mut World) {
    ends(world);
    for period in 0..world.town.periods.len() {
        let counted: Vec<usize> = numbered(world, |job| job.counted == Some(period));
        let beside = counted.len() / 30 + 1;
        late(world, period, beside);
        strangers(world, period, beside);
        sectors(world, counted);
    }
    let others = numbered(world, |job| job.counted.is_none());
    sectors(world, others);
    subsidies(world);
}

fn numbered(world: &World, wanted: impl Fn(&Job) -> bool) -> Vec<usize> {
    (0..world.jobs.len()).filter(|number| wanted(&world.jobs[*number])).collect()
}

/// Draws an end for each open job; about a third of those who lose it find another soon.
fn ends(world: &mut World) {
    let spells = world.spells();
    let last_day = world.town.to();
    for number in 0..world.jobs.len() {
        let Job { person, start, end, kind, .. } = world.jobs[number];
        let (short, year, long) = match kind {
            Kind::FullTime => (210, 130, 120),
            Kind::PartTime => (170, 150, 150),
            Kind::SelfEmployed => (70, 90, 120),
        };
        let days = match world.random.below(1000) {
            roll if roll < short => world.random.between(20, 180),
            roll if roll < short + year => world.random.between(181, 365),
            roll if roll < short + year + long => world.random.between(366, 900),
            _ => continue,
        };
        let stops = later(start, days);
        if end.is_some() || stops > last_day {
            continue;
        }
        world.jobs[number].end = Some(stops);
        let gone = spells[person].last().and_then(|spell| spell.1);
        let again = later(stops, world.random.between(1, 45));
        if gone.is_some_and(|gone| again > later(gone, 31) && again <= last_day)
            && world.random.chance(330)
        {
            uncounted(world, person, again, kind);
        }
    }
}

/// A job that does not count as work found from a benefit.
fn uncounted(world: &mut World, person: usize, start: Date, kind: Kind) {
    let job = hire(world, person, start, kind, 0);
    world.jobs[job].counted = None;
}

/// Jobs of people whose benefit ended more than 31 days before.
fn late(world: &mut World, period: usize, count: usize) {
    let plan = &world.town.periods[period];
    let busy: Vec<usize> = world.jobs.iter().map(|job| job.person).collect();
    let mut candidates = Vec::new();
    for (person, spells) in world.spells().iter().enumerate() {
        let Some(end) = spells.last().and_then(|spell| spell.1) else {
            continue;
        };
        let fits = end >= plan.from && later(end, 115) <= plan.to();
        if fits && !busy.contains(&person) && world.age(person, end) < 63 {
            candidates.push((person, end));
        }
    }
    world.random.shuffle(&mut candidates);
    for (person, end) in candidates.into_iter().take(count) {
        let start = later(end, world.random.between(33, 110));
        uncounted(world, person, start, Kind::FullTime);
    }
}

/// Jobs of people without a benefit.
fn strangers(world: &mut World, period: usize, count: usize) {
    let plan = &world.town.periods[period];
    let days = i64::try_from(plan.months).unwrap_or(1) * 30;
    for _ in 0..count {
        let age = world.random.between(18, 60);
        let woman = world.random.chance(480);
        let person = people::person(world, age, plan.from, woman);
        let start = later(plan.from, world.random.between(3, days));
        let kind = world.random.pick(&[Kind::FullTime, Kind::FullTime, Kind::PartTime]);
        uncounted(world, person, start, kind);
    }
}

/// Deals the sectors over the jobs in the shares of the town; what is left over has none.
fn sectors(world: &mut World, mut jobs: Vec<usize>) {
    let mut employees_only: Vec<&'static Sector> = Vec::new();
    let mut all: Vec<Option<&'static Sector>> = Vec::new();
    for sector in world.town.sectors {
        let count = (jobs.len() * sector.per_mille + 500) / 1000;
        for _ in 0..count {
            if sector.employees_only {
                employees_only.push(sector);
            } else {
                all.push(Some(sector));
            }
        }
    }
    all.resize(jobs.len().saturating_sub(employees_only.len()), None);
    world.random.shuffle(&mut all);
    world.random.shuffle(&mut jobs);
    jobs.sort_by_key(|job| world.jobs[*job].kind == Kind::SelfEmployed);
    let dealt = employees_only.into_iter().map(Some).chain(all);
    for (job, sector) in jobs.into_iter().zip(dealt) {
        let Some(sector) = sector else {
            continue;
        };
        world.jobs[job].sector = world.random.pick(sector.labels);
        if world.jobs[job].kind != Kind::SelfEmployed {
            world.jobs[job].employer = world.random.pick(sector.employers);
        }
    }
}

/// Gives a part of the jobs a wage subsidy, in a round number of months' parts of the wage.
fn subsidies(world: &mut World) {
    for number in 0..world.jobs.len() {
        let job = &world.jobs[number];
        let employed = job.kind != Kind::SelfEmployed && job.counted.is_some();
        let hours = job.hours;
        let disabled = world.people[job.person].groups.contains(&"arbeidsbeperking");
        let odds = world.town.subsidised * if disabled { 4 } else { 1 };
        if employed && world.random.chance(odds) {
            // cents a month for an hour a week, over some months
            let months = world.random.between(3, 12);
            world.jobs[number].subsidy_cents = hours * world.random.between(900, 1800) * months;
        }
    }
}
