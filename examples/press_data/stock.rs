//! The households on benefit on the day before the coverage begins, and some that just left.

use jiff::civil::Date;

use crate::model::{Job, Kind, later};
use crate::people::{Draw, alone, couple};
use crate::world::World;

/// How long a benefit has run when the coverage begins, in days, with weights.
const LENGTHS: &[(usize, (i64, i64))] = &[
    (8, (3, 182)),
    (7, (183, 365)),
    (11, (366, 730)),
    (10, (731, 1095)),
    (10, (1096, 1461)),
    (9, (1462, 1826)),
    (30, (1827, 4000)),
    (15, (4001, 7600)),
];

/// Fills the town as it stands on the day before the coverage.
pub(crate) fn settle(world: &mut World) {
    let from = world.town.from();
    for number in 0..world.town.stock.alone + world.town.stock.couple {
        let start = drawn_start(world, from);
        let mut segment = if number < world.town.stock.couple {
            couple(world, Draw::Stock, start, from)
        } else {
            alone(world, Draw::Stock, start, from)
        };
        // nobody starts before the age of 18; refugees came in the last four years
        let person = segment.members[0].person;
        let refugee = world.people[person].groups.contains(&"statushouders");
        let years = if refugee { 4 } else { world.age(person, from) - 18 };
        let earliest = later(from, -(years * 365).max(20));
        if segment.start < earliest {
            segment.start = later(earliest, world.random.between(0, (years * 300).max(10)));
        }
        world.open(segment);
        if world.random.chance(55) {
            early_job(world, person, from);
        }
    }
    past(world, from);
}

fn drawn_start(world: &mut World, from: Date) -> Date {
    let (low, high) = world.random.weighted(LENGTHS);
    later(from, -world.random.between(low, high))
}

/// A part-time job beside the benefit that was there before the coverage begins.
fn early_job(world: &mut World, person: usize, from: Date) {
    let start = later(from, -world.random.between(20, 500));
    let case = world.people[person].case;
    if case.is_none_or(|case| world.last(case).start > start) {
        return;
    }
    world.people[person].job = Some(world.jobs.len());
    world.jobs.push(Job {
        person,
        start,
        end: None,
        kind: Kind::PartTime,
        hours: world.random.pick(&[8, 10, 12, 16, 18, 20, 24]),
        sector: "",
        employer: "",
        programme: "",
        subsidy_cents: 0,
        counted: None,
    });
}

/// Benefits that ended in the year before the coverage; some of these people come back.
fn past(world: &mut World, from: Date) {
    for number in 0..world.town.history + world.town.young_history {
        let young = number >= world.town.history;
        let draw = if young { Draw::Youth } else { Draw::Inflow };
        let end = later(from, -world.random.between(40, 340));
        let start = later(end, -world.random.between(60, 900));
        let mut segment = alone(world, draw, start, from);
        let person = segment.members[0].person;
        let grown = later(from, -(world.age(person, from) - 18) * 365);
        segment.start = segment.start.max(grown).min(later(end, -30));
        let case = world.open(segment);
        let reason = world.random.pick(&["11", "11", "06", "31", "32", "98"]);
        world.leave(case, end, person, (reason, ""));
        if young {
            world.left.retain(|left| *left != case);
        }
    }
}
