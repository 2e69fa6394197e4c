//! Month after month: who comes, who goes, who marries and parts.
//!
//! A period's plan says how many; a month takes its part by the season. Work that people find
//! comes out of the month's outflow, other reasons fill the rest, so that each period ends on
//! exactly the stock that the plan says.

use std::error::Error;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::{Household, Period, later, month_after};
use crate::people::{self, Draw};
use crate::work;
use crate::world::World;

/// Inflow by month of the year: much in winter and after the summer.
const SEASON_IN: [usize; 12] = [12, 9, 8, 7, 7, 7, 7, 8, 10, 9, 8, 8];
/// Outflow by month of the year: spring and September.
const SEASON_OUT: [usize; 12] = [7, 8, 9, 9, 9, 8, 8, 8, 10, 9, 8, 7];
/// Jobs found by month of the year.
const SEASON_WORK: [usize; 12] = [7, 8, 9, 9, 9, 8, 7, 8, 11, 9, 8, 7];

/// The month at hand and where it stands in its period.
#[derive(Clone, Copy)]
pub(crate) struct Month {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) period: usize,
    pub(crate) number: usize,
}

impl Month {
    /// A day of the month; often the last, on which an administration likes to end things.
    fn end_day(self, world: &mut World) -> Date {
        if world.random.chance(350) { self.last } else { self.day(world, 2, 27) }
    }

    /// A day of the month between two numbers of days after its first.
    pub(crate) fn day(self, world: &mut World, low: i64, high: i64) -> Date {
        later(self.first, world.random.between(low, high)).min(self.last)
    }

    /// How many of a period's total are due by the end of this month.
    fn due(self, plan: &Period, total: usize, season: &[usize; 12]) -> usize {
        let weights = (0..plan.months).map(|number| {
            let month = month_after(plan.from, number).month();
            season[usize::try_from(month).unwrap_or(1) - 1]
        });
        let whole: usize = weights.clone().sum();
        total * weights.take(self.number + 1).sum::<usize>() / whole
    }

    /// How many of a period's total fall in this month.
    pub(crate) fn part(self, plan: &Period, total: usize) -> usize {
        let before = if self.number == 0 {
            0
        } else {
            Self { number: self.number - 1, ..self }.due(plan, total, &SEASON_WORK)
        };
        self.due(plan, total, &SEASON_WORK) - before
    }
}

/// Lives through all periods of the plan.
pub(crate) fn live(world: &mut World) -> Result<(), Box<dyn Error>> {
    for period in 0..world.town.periods.len() {
        world.came = crate::model::Flow::default();
        world.gone = crate::model::Flow::default();
        let plan = &world.town.periods[period];
        for number in 0..plan.months {
            let first = month_after(plan.from, number);
            let last = later(month_after(first, 1), -1);
            let month = Month { first, last, period, number };
            family(world, plan, month);
            work::find(world, plan, month);
            pensions(world, plan, month);
            others(world, plan, month);
            inflow(world, plan, month);
        }
        if (world.came, world.gone) != (plan.inflow, plan.outflow) {
            return Err(format!("the flows from {} are not those of the plan", plan.from).into());
        }
    }
    Ok(())
}

/// A running case that was there before the month began; of a couple or of a person alone.
fn settled(world: &mut World, couple: bool, month: Month) -> Option<usize> {
    for _ in 0..400 {
        let running = if couple { &world.couples } else { &world.alone };
        let case = running[world.random.below(running.len())];
        if world.last(case).start < later(month.first, -2) {
            return Some(case);
        }
    }
    None
}

/// Partings, marriages, changes of case and renewed rows.
fn family(world: &mut World, plan: &Period, month: Month) {
    for _ in 0..month.part(plan, plan.partings) {
        part(world, month);
        marry(world, month);
    }
    for _ in 0..month.part(plan, plan.switches) {
        let Some(case) = settled(world, false, month) else {
            continue;
        };
        let day = month.day(world, 2, 24);
        let mut next = world.last(case).clone();
        world.gone.alone += 1;
        world.came.alone += 1;
        world.close(case, day, next.members[0].person, ("98", ""));
        next.start = later(day, 1);
        world.open(next);
    }
    for _ in 0..world.town.renewals {
        let couple = world.random.chance(130);
        let Some(case) = settled(world, couple, month) else {
            continue;
        };
        let people = world.members(case);
        let day = month.day(world, 2, 24);
        let mut household = world.last(case).household;
        let mother = world.people[people[0]].woman && world.age(people[0], day) < 42;
        if household == Household::Single && mother && world.random.chance(250) {
            household = Household::SingleParent;
        }
        world.renew(case, day, household, &people);
    }
}

/// A couple parts: one stays on the case, the other leaves it or goes on with a case alone.
fn part(world: &mut World, month: Month) {
    let Some(case) = settled(world, true, month) else {
        return;
    };
    let day = month.day(world, 2, 24);
    let people = world.members(case);
    let (stays, leaves) =
        if world.random.chance(500) { (people[0], people[1]) } else { (people[1], people[0]) };
    let mut own = world.last(case).clone();
    world.renew(case, day, Household::Single, &[stays]);
    let before = world.cases[case].segments.len() - 2;
    for member in &mut world.cases[case].segments[before].members {
        if member.person == leaves {
            member.end_reason = "98";
        }
    }
    if world.random.chance(600) {
        let with_children = world.people[leaves].woman && world.random.chance(600);
        own.household = if with_children { Household::SingleParent } else { Household::Single };
        own.start = later(day, 1);
        own.start_reason = "Verbreking relatie";
        own.members.retain(|member| member.person == leaves);
        world.open(own);
        world.came.alone += 1;
    }
}

/// Somebody alone goes on as a couple on the same case.
fn marry(world: &mut World, month: Month) {
    let Some(case) = settled(world, false, month) else {
        return;
    };
    let day = month.day(world, 2, 24);
    let own = world.last(case).members[0].person;
    let second = people::partner(world, own, day);
    world.renew(case, day, Household::Couple, &[own, second]);
}

/// What may still leave by the end of the month.
fn room(world: &World, plan: &Period, month: Month, couple: bool) -> usize {
    let (total, gone) = if couple {
        (plan.outflow.couple, world.gone.couple)
    } else {
        (plan.outflow.alone, world.gone.alone)
    };
    month.due(plan, total, &SEASON_OUT).saturating_sub(gone)
}

/// People reach the pension age: 65 years and 6 months in 2016, more each year.
fn pensions(world: &mut World, plan: &Period, month: Month) {
    let months_old = match month.first.year() {
        ..=2016 => 65 * 12 + 6,
        2017 => 65 * 12 + 9,
        2018 => 66 * 12,
        _ => 66 * 12 + 4,
    };
    let running: Vec<usize> = world.alone.iter().chain(&world.couples).copied().collect();
    for case in running {
        let people = world.members(case);
        if world.last(case).start >= later(month.first, -2)
            || room(world, plan, month, people.len() == 2) == 0
        {
            continue;
        }
        for person in people {
            let own = &world.people[person];
            let age = 12 * (i64::from(month.first.year()) - i64::from(own.birth_year))
                + i64::from(month.first.month())
                - i64::from(own.birth_month);
            if age >= months_old {
                let day = month.day(world, 2, 27);
                world.leave(case, day, person, ("03", "97"));
                break;
            }
        }
    }
}

/// Whoever else leaves, until the month's outflow is what the plan says.
fn others(world: &mut World, plan: &Period, month: Month) {
    for couple in [false, true] {
        while room(world, plan, month, couple) > 0 {
            let Some(case) = settled(world, couple, month) else {
                break;
            };
            let odds = match world.length(case, month.first) {
                ..=365 => 800,
                366..=730 => 600,
                731..=1095 => 400,
                1096..=1826 => 300,
                _ => 130,
            };
            if !world.random.chance(odds) {
                continue;
            }
            let person = world.last(case).members[0].person;
            let age = world.age(person, month.first);
            let reason = reason(world, age);
            let known = !reason.is_empty();
            let other = if known && world.random.chance(930) { "97" } else { reason };
            let day = month.end_day(world);
            world.leave(case, day, person, (reason, other));
        }
    }
}

/// The reason (BUS code) somebody of an age leaves for, work with a known job left aside.
fn reason(world: &mut World, age: i64) -> &'static str {
    world.random.weighted(&[
        (14, "32"),
        (8, "11"),
        (9, "31"),
        (6, "34"),
        (3, "35"),
        (10, "02"),
        (if age < 30 { 16 } else { 2 }, "06"),
        (if age < 30 { 2 } else { 0 }, "01"),
        (if age > 55 { 9 } else { 2 }, "04"),
        (3, "05"),
        (2, "07"),
        (3, "33"),
        (3, "14"),
        (if age > 45 { 7 } else { 4 }, "15"),
        (2, "17"),
        (4, "18"),
        (5, "19"),
        (2, "13"),
        (11, "98"),
        (5, ""),
    ])
}

/// New benefits: people who were never here, and some who come back.
fn inflow(world: &mut World, plan: &Period, month: Month) {
    let due = month.due(plan, plan.inflow.alone, &SEASON_IN);
    while world.came.alone < due {
        if !(world.random.chance(270) && come_back(world, month)) {
            let start = month.day(world, 0, 30);
            let segment = people::alone(world, Draw::Inflow, start, start);
            world.open(segment);
        }
        world.came.alone += 1;
    }
    let due = month.due(plan, plan.inflow.couple, &SEASON_IN);
    while world.came.couple < due {
        let start = month.day(world, 0, 30);
        let segment = people::couple(world, Draw::Inflow, start, start);
        world.open(segment);
        world.came.couple += 1;
    }
}

/// Somebody who left comes back: on the old case number, or on a new one.
fn come_back(world: &mut World, month: Month) -> bool {
    for _ in 0..40 {
        if world.left.is_empty() {
            return false;
        }
        // often one who left lately, else anybody who left
        let lately = if world.random.chance(300) { 150 } else { world.left.len() };
        let place = world.left.len() - 1 - world.random.below(lately.min(world.left.len()));
        let case = world.left[place];
        let mut segment = world.last(case).clone();
        let Some(end) = segment.end.filter(|_| segment.members.len() == 1) else {
            continue;
        };
        let work = ["11", "13"].contains(&segment.members[0].end_reason);
        // whoever found work stays away for at least two months, others may be back in a week
        let earliest = later(end, if work { 60 } else { 6 });
        let first = month.first.max(earliest);
        let person = segment.members[0].person;
        let old = world.age(person, month.last) >= 65;
        if first > month.last || end.saturating_add(14.months()) < month.first || old {
            continue;
        }
        world.left.swap_remove(place);
        segment.start = later(first, world.random.between(0, 27)).min(month.last);
        segment.end = None;
        segment.members[0].end_reason = "";
        if let Some(job) = world.people[person].job.take() {
            let end = later(segment.start, -world.random.between(1, 20));
            world.jobs[job].end = Some(end.max(world.jobs[job].start));
        }
        if world.random.chance(500) {
            world.resume(case, segment);
        } else {
            world.open(segment);
        }
        return true;
    }
    false
}
