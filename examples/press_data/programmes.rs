//! Who took part in which programme, from when to when, and with what result.
//!
//! Each programme has a quota for each period: so many take part (those who were still in it
//! count too), and, where a press report says so, so many of them find work afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use jiff::civil::Date;

use crate::model::{Audience, Kind, Participation, Period, Programme, Quota, days_between, later};
use crate::people;
use crate::world::World;

type Spells = Vec<Vec<(Date, Option<Date>)>>;

/// A programme in a period, and what is known of the people in it.
struct Round<'a> {
    programme: &'static Programme,
    plan: &'a Period,
    quota: &'static Quota,
    /// Jobs that count in the period, the earliest of each person.
    work: BTreeMap<usize, usize>,
    /// Everybody who ever took part.
    known: BTreeSet<usize>,
}

/// Fills all programmes of all periods.
pub(crate) fn enrol(world: &mut World) -> Result<(), Box<dyn Error>> {
    let town = world.town;
    let spells = world.spells();
    for (number, plan) in town.periods.iter().enumerate() {
        for programme in town.programmes {
            let mut round = Round {
                programme,
                plan,
                quota: &programme.quotas[number],
                work: work(world, number),
                known: world
                    .participations
                    .iter()
                    .filter(|row| row.programme == programme.name)
                    .map(|row| row.person)
                    .collect(),
            };
            match programme.audience {
                Audience::Working => coach(world, &mut round),
                Audience::YouthWithoutBenefit => outsiders(world, &mut round, &spells),
                _ => {
                    workers(world, &mut round, &spells);
                    others(world, &mut round, &spells);
                }
            }
            check(world, &round)?;
        }
    }
    Ok(())
}

/// The earliest counted job of each person in a period.
fn work(world: &World, period: usize) -> BTreeMap<usize, usize> {
    let mut work: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, job) in world.jobs.iter().enumerate() {
        if job.counted == Some(period) {
            let earliest = work.entry(job.person).or_insert(number);
            if job.start < world.jobs[*earliest].start {
                *earliest = number;
            }
        }
    }
    work
}

/// Those who take part in the period, and those of them who find work after they started.
fn counts(world: &World, round: &Round) -> (usize, usize) {
    let mut everyone = BTreeSet::new();
    let mut into_work = BTreeSet::new();
    for row in world.participations.iter().filter(|row| row.programme == round.programme.name) {
        let overlaps =
            row.start <= round.plan.to() && row.end.is_none_or(|end| end >= round.plan.from);
        if overlaps {
            everyone.insert(row.person);
            let job = round.work.get(&row.person);
            if job.is_some_and(|job| world.jobs[*job].start >= row.start) {
                into_work.insert(row.person);
            }
        }
    }
    (everyone.len(), into_work.len())
}

fn check(world: &World, round: &Round) -> Result<(), Box<dyn Error>> {
    let (participants, into_work) = counts(world, round);
    let exact = round
        .quota
        .into_work
        .is_none_or(|wanted| wanted == into_work && round.quota.participants == participants);
    if exact {
        return Ok(());
    }
    let name = round.programme.name;
    Err(format!("{name} from {}: {participants}, {into_work} into work", round.plan.from).into())
}

fn wanted(world: &World, round: &Round, person: usize) -> bool {
    let fits = match round.programme.audience {
        Audience::Group(group) => world.people[person].groups.contains(&group),
        Audience::Youth => world.age(person, round.plan.to()) < 27,
        _ => true,
    };
    fits && !round.known.contains(&person)
}

fn drawn_order(world: &mut World) -> Vec<usize> {
    let mut order: Vec<usize> = (0..world.people.len()).collect();
    world.random.shuffle(&mut order);
    order
}

/// Takes part until the end; what is not over by the end of the coverage has no end yet.
fn join(world: &mut World, round: &mut Round, person: usize, kind: usize, days: (Date, Date)) {
    let (start, end) = days;
    let ended = end <= world.town.to();
    let found = world.jobs.iter().position(|job| {
        job.person == person && days_between(job.start, end).abs() <= 21 && job.start >= start
    });
    let found = found.filter(|_| ended);
    let result = match found.map(|job| world.jobs[job].kind) {
        _ if !ended => "",
        Some(Kind::PartTime) => "deeltijdwerk",
        Some(_) => "werk",
        None => world.random.weighted(round.programme.results),
    };
    if let Some(job) = found.filter(|_| round.programme.audience != Audience::Working) {
        world.jobs[job].programme = round.programme.name;
    }
    round.known.insert(person);
    world.participations.push(Participation {
        person,
        programme: round.programme.name,
        kind: round.programme.kinds[kind],
        start,
        end: ended.then_some(end),
        result,
    });
}

/// Those who find work from the programme, where the number is known.
fn workers(world: &mut World, round: &mut Round, spells: &Spells) {
    let Some(wanted_work) = round.quota.into_work else {
        return;
    };
    let mut missing = wanted_work.saturating_sub(counts(world, round).1);
    for person in drawn_order(world) {
        let Some(job) = round.work.get(&person).copied().filter(|_| missing > 0) else {
            continue;
        };
        let found = world.jobs[job].start;
        let Some(spell) = spells[person].iter().rev().find(|spell| spell.0 <= found) else {
            continue;
        };
        let earliest = round.plan.from.max(later(spell.0, 7)).max(later(found, -170));
        let room = days_between(earliest, found);
        if room < 14 || !wanted(world, round, person) {
            continue;
        }
        let mut start = later(earliest, world.random.between(0, room - 8));
        let lasting = round.programme.kinds.len() - 1;
        if lasting > 0 && days_between(start, found) > 60 && world.random.chance(500) {
            let middle = later(start, world.random.between(25, 45));
            join(world, round, person, 0, (start, middle));
            start = later(middle, 1);
        }
        let kind = if world.random.chance(300) { 0 } else { lasting };
        let end = later(found, world.random.between(-1, 14));
        join(world, round, person, kind, (start, end));
        world.jobs[job].programme = round.programme.name;
        missing -= 1;
    }
}

/// All others: on benefit, and, where the number into work is known, without work afterwards.
fn others(world: &mut World, round: &mut Round, spells: &Spells) {
    let mut missing = round.quota.participants.saturating_sub(counts(world, round).0);
    let plan_to = round.plan.to();
    for person in drawn_order(world) {
        if missing == 0 {
            return;
        }
        let Some(spell) = spells.get(person).and_then(|own| {
            own.iter().rev().find(|spell| {
                spell.0 < plan_to && spell.1.is_none_or(|end| end > later(round.plan.from, 40))
            })
        }) else {
            continue;
        };
        let from = round.plan.from.max(later(spell.0, 7));
        let to = plan_to.min(later(spell.1.unwrap_or(plan_to), -20));
        if from >= to || !wanted(world, round, person) {
            continue;
        }
        let start = later(from, world.random.between(0, days_between(from, to)));
        let works_after = world
            .jobs
            .iter()
            .any(|job| job.person == person && job.start >= start && job.start <= plan_to);
        if works_after && round.quota.into_work.is_some() {
            continue;
        }
        let (low, high) = round.programme.days;
        let end = later(start, world.random.between(low, high));
        let end = spell.1.map_or(end, |last| last.min(end));
        let lasting = round.programme.kinds.len() - 1;
        let kind = if world.random.chance(600) { 0 } else { lasting };
        join(world, round, person, kind, (start, end));
        let next = later(end, world.random.between(1, 20));
        let stays = spell.1.is_none_or(|last| last > later(next, 60));
        if kind < lasting && next < plan_to && stays && world.random.chance(400) {
            let last = later(next, world.random.between(40, 60));
            join(world, round, person, lasting, (next, last));
        }
        missing -= 1;
    }
}

/// A coach beside a job, from its start.
fn coach(world: &mut World, round: &mut Round) {
    let mut missing = round.quota.participants.saturating_sub(counts(world, round).0);
    let mut jobs: Vec<usize> = (0..world.jobs.len()).collect();
    world.random.shuffle(&mut jobs);
    for number in jobs {
        let job = &world.jobs[number];
        let (person, starts, ends) = (job.person, job.start, job.end);
        let in_period = starts >= round.plan.from && starts <= later(round.plan.to(), -15);
        if missing == 0 || job.counted.is_none() || !in_period || !wanted(world, round, person) {
            continue;
        }
        let start = later(starts, world.random.between(-5, 14));
        let (low, high) = round.programme.days;
        let end = later(start, world.random.between(low, high));
        let end = ends.map_or(end, |last| last.min(end)).max(later(start, 5));
        join(world, round, person, 0, (start, end));
        missing -= 1;
    }
}

/// Young people without a benefit: most had one before, some were never known.
fn outsiders(world: &mut World, round: &mut Round, spells: &Spells) {
    let mut missing = round.quota.participants.saturating_sub(counts(world, round).0);
    let days = round.programme.days;
    let length = days_between(round.plan.from, round.plan.to());
    for person in drawn_order(world) {
        let last = spells.get(person).and_then(|own| own.last());
        let gone = last.and_then(|spell| spell.1).is_some_and(|end| end < round.plan.from);
        let young = world.age(person, round.plan.to()) < 26;
        if missing < 2 || !gone || !young || !wanted(world, round, person) {
            continue;
        }
        let start = later(round.plan.from, world.random.between(3, length - 10));
        let end = later(start, world.random.between(days.0, days.1));
        join(world, round, person, 0, (start, end));
        missing -= 1;
    }
    while missing > 0 {
        let age = world.random.between(17, 24);
        let woman = world.random.chance(450);
        let person = people::person(world, age, round.plan.from, woman);
        let start = later(round.plan.from, world.random.between(3, length - 10));
        let end = later(start, world.random.between(days.0, days.1));
        join(world, round, person, 0, (start, end));
        missing -= 1;
    }
}
