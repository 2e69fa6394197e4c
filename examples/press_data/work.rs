//! Work found from a benefit: the plan says how many people of each kind in a period.
//!
//! Each person counts once in a period. Most full-time jobs end the benefit, on the day before
//! or some days around it; most part-time jobs stand beside the benefit, and some of these
//! grow into full-time ones.

use jiff::civil::Date;

use crate::model::{Job, Kind, Period, later};
use crate::months::Month;
use crate::world::World;

/// The month's part of the period's plan.
pub(crate) fn find(world: &mut World, plan: &Period, month: Month) {
    for (kind, total) in [
        (Kind::FullTime, plan.full_time),
        (Kind::PartTime, plan.part_time),
        (Kind::SelfEmployed, plan.self_employed),
    ] {
        for _ in 0..month.part(plan, total) {
            let (case, person) = candidate(world, month, kind);
            start(world, plan, month, kind, case, person);
        }
    }
}

/// Somebody on benefit since before the month, who found no work in this period yet.
fn candidate(world: &mut World, month: Month, kind: Kind) -> (usize, usize) {
    let grows = kind == Kind::FullTime && world.random.chance(world.town.growing);
    let mut tries = 0;
    loop {
        tries += 1;
        let place = world.random.below(world.alone.len() + world.couples.len());
        let alone = world.alone.get(place).copied();
        let case = alone.unwrap_or_else(|| world.couples[place - world.alone.len()]);
        let people = world.members(case);
        let person = people[world.random.below(people.len())];
        let own = &world.people[person];
        if own.placed == Some(month.period) || world.last(case).start >= later(month.first, -2) {
            continue;
        }
        if grows && own.job.is_none() && tries < 20_000 {
            continue;
        }
        if !grows && own.job.is_some() && tries < 20_000 {
            continue;
        }
        let mut odds = match world.length(case, month.first) {
            ..=730 => 900,
            731..=1095 => 600,
            1096..=1826 => 400,
            _ => 140,
        };
        let age = world.age(person, month.first);
        if age >= 55 || own.groups.contains(&"arbeidsbeperking") {
            odds /= 2;
        }
        if age < 65 && (grows || world.random.chance(odds)) {
            return (case, person);
        }
    }
}

fn start(world: &mut World, plan: &Period, month: Month, kind: Kind, case: usize, person: usize) {
    let opening = month.number == 0;
    let day =
        if !opening && world.random.chance(400) { month.first } else { month.day(world, 1, 27) };
    if let Some(job) = world.people[person].job {
        world.jobs[job].end = Some(later(day, -1));
    } else if kind == Kind::FullTime && world.random.chance(50) {
        step_before(world, plan, month, case, person, day);
    }
    world.people[person].placed = Some(month.period);
    let job = hire(world, person, day, kind, month.period);
    world.people[person].job = Some(job);
    let leaves = match kind {
        Kind::FullTime => world.random.chance(880),
        Kind::PartTime => world.random.chance(200),
        Kind::SelfEmployed => world.random.chance(600),
    };
    if leaves {
        let end = last_day(world, month, day, plan.from.max(world.last(case).start));
        let reason = if kind == Kind::SelfEmployed { "13" } else { "11" };
        world.leave(case, end, person, (reason, "97"));
    } else if kind == Kind::PartTime && world.random.chance(50) && day < month.last {
        let second = month.day(world, 1, 30).max(later(day, 1));
        let job = hire(world, person, second, Kind::PartTime, month.period);
        world.jobs[job].hours = world.random.between(4, 12);
    }
}

/// A part-time job some weeks before the full-time one, in the same period.
fn step_before(
    world: &mut World,
    plan: &Period,
    month: Month,
    case: usize,
    person: usize,
    day: Date,
) {
    let start = later(day, -world.random.between(30, 120));
    if start > plan.from.max(world.last(case).start) {
        let job = hire(world, person, start, Kind::PartTime, month.period);
        world.jobs[job].end = Some(later(day, -1));
    }
}

/// The last day of the benefit of somebody who starts to work on `day`.
fn last_day(world: &mut World, month: Month, day: Date, earliest: Date) -> Date {
    let end = match world.random.below(10) {
        0..=5 => later(day, -1),
        6..=7 => later(day, -1 - world.random.between(1, 20)),
        _ => later(day, world.random.between(0, 12)),
    };
    end.max(earliest).min(month.last)
}

/// Adds a job; its sector and, where it does not last, its end come later.
pub(crate) fn hire(
    world: &mut World,
    person: usize,
    start: Date,
    kind: Kind,
    period: usize,
) -> usize {
    let hours = match kind {
        Kind::FullTime => world.random.pick(&[35, 36, 36, 38, 38, 40, 40, 40]),
        Kind::PartTime => world.random.pick(&[8, 10, 12, 16, 16, 18, 20, 20, 24, 24, 28, 32]),
        Kind::SelfEmployed => 0,
    };
    world.jobs.push(Job {
        person,
        start,
        end: None,
        kind,
        hours,
        sector: "",
        employer: "",
        programme: "",
        subsidy_cents: 0,
        counted: Some(period),
    });
    world.jobs.len() - 1
}
