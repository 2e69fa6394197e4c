//! Who the invented people are: age, sex, household, target groups, profile.

use jiff::civil::{Date, date};

use crate::model::{Household, Member, Person, Scheme, Segment, days_between, later};
use crate::world::World;

/// Ages of people who have been on benefit for some time: weight, youngest, oldest.
const AGES_STOCK: &[(usize, (i64, i64))] =
    &[(6, (19, 26)), (16, (27, 34)), (23, (35, 44)), (28, (45, 54)), (27, (55, 64))];
/// Ages of people who come.
const AGES_INFLOW: &[(usize, (i64, i64))] =
    &[(24, (18, 26)), (25, (27, 34)), (22, (35, 44)), (18, (45, 54)), (11, (55, 63))];
/// Ages of young people alone.
const AGES_YOUTH: &[(usize, (i64, i64))] = &[(1, (19, 23))];

/// From which table a household is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Draw {
    Stock,
    Inflow,
    Youth,
}

/// Why people come to a benefit, with weights; the status of refugee follows from the group.
const START_REASONS: &[(usize, &str)] = &[
    (22, "Einde dienstverband"),
    (16, "Einde WW-uitkering"),
    (13, "Verbreking relatie"),
    (11, "Ander inkomen onvoldoende"),
    (9, "Vestiging vanuit andere gemeente"),
    (7, "Einde studie"),
    (5, "Einde zelfstandig beroep of bedrijf"),
    (4, "Einde uitkering wegens ziekte of arbeidsongeschiktheid"),
    (3, "Einde detentie"),
    (2, "Bereiken 18-jarige leeftijd"),
    (6, "Andere oorzaak"),
    (2, ""),
];

/// Adds a person of an age on a day; most target groups are drawn for each person.
pub(crate) fn person(world: &mut World, age: i64, day: Date, woman: bool) -> usize {
    let birth_month = world.random.between(1, 12);
    let mut birth_year = i64::from(day.year()) - age;
    if birth_month > i64::from(day.month()) {
        birth_year -= 1;
    }
    let mut groups = Vec::new();
    for (per_mille, group) in world.town.groups {
        if world.random.chance(*per_mille) {
            groups.push(*group);
        }
    }
    world.people.push(Person {
        birth_year: i16::try_from(birth_year).unwrap_or(0),
        birth_month: i8::try_from(birth_month).unwrap_or(1),
        woman,
        groups,
        profile: None,
        case: None,
        job: None,
        placed: None,
    });
    world.people.len() - 1
}

/// A household of one, with or without children, that starts on a day.
pub(crate) fn alone(world: &mut World, draw: Draw, start: Date, known: Date) -> Segment {
    let ages = match draw {
        Draw::Stock => AGES_STOCK,
        Draw::Inflow => AGES_INFLOW,
        Draw::Youth => AGES_YOUTH,
    };
    let (low, high) = world.random.weighted(ages);
    let age = world.random.between(low, high);
    let household = match age {
        ..=22 => world.random.weighted(&[
            (75, Household::Single),
            (10, Household::SingleParent),
            (15, Household::Other),
        ]),
        23..=49 => world.random.weighted(&[
            (57, Household::Single),
            (39, Household::SingleParent),
            (4, Household::Other),
        ]),
        _ => world.random.weighted(&[
            (88, Household::Single),
            (9, Household::SingleParent),
            (3, Household::Other),
        ]),
    };
    let woman = world.random.chance(if household == Household::SingleParent { 890 } else { 430 });
    let own = person(world, age, known, woman);
    segment(world, start, household, &[own])
}

/// A couple that starts on a day.
pub(crate) fn couple(world: &mut World, draw: Draw, start: Date, known: Date) -> Segment {
    let ages = if draw == Draw::Stock { AGES_STOCK } else { AGES_INFLOW };
    let (low, high) = world.random.weighted(ages);
    let age = world.random.between(low.max(24), high);
    let woman = world.random.chance(300);
    let first = person(world, age, known, woman);
    let second = partner(world, first, known);
    segment(world, start, Household::Couple, &[first, second])
}

/// A partner for a person: about the same age, mostly of the other sex, often the same groups.
pub(crate) fn partner(world: &mut World, first: usize, day: Date) -> usize {
    let age = world.age(first, day);
    let other = (age - world.random.between(-2, 9)).clamp(19, 64);
    let woman = world.people[first].woman == world.random.chance(25);
    let second = person(world, other, day, woman);
    if world.random.chance(600) {
        world.people[second].groups = world.people[first].groups.clone();
    }
    second
}

/// The first segment of people who come to a benefit.
pub(crate) fn segment(
    world: &mut World,
    start: Date,
    household: Household,
    people: &[usize],
) -> Segment {
    let oldest = people.iter().map(|person| world.age(*person, start)).max().unwrap_or(30);
    let scheme = match oldest {
        50.. if world.random.chance(130) => Scheme::Ioaw,
        50.. if world.random.chance(14) => Scheme::Ioaz,
        27..=60 if world.random.chance(9) => Scheme::Bbz,
        _ => Scheme::Participatiewet,
    };
    let refugee = world.people[people[0]].groups.contains(&"statushouders");
    let start_reason = match scheme {
        Scheme::Ioaw => "Einde WW-uitkering",
        Scheme::Ioaz => "Einde zelfstandig beroep of bedrijf",
        Scheme::Participatiewet if refugee => "Statushouder gehuisvest",
        _ => drawn_reason(world, oldest),
    };
    Segment {
        start,
        end: None,
        household,
        scheme,
        start_reason,
        members: people.iter().map(|person| Member { person: *person, end_reason: "" }).collect(),
        cents: 0,
    }
}

/// A reason that fits the age.
fn drawn_reason(world: &mut World, age: i64) -> &'static str {
    loop {
        let reason = world.random.weighted(START_REASONS);
        let fits = match reason {
            "Bereiken 18-jarige leeftijd" => age < 20,
            "Einde studie" => age < 32,
            _ => true,
        };
        if fits {
            return reason;
        }
    }
}

/// Gives most people a profile: a talk on what they can and want, dated within a spell.
pub(crate) fn profile(world: &mut World) {
    let first = date(2016, 6, 1).max(later(world.town.from(), 30));
    let last = world.town.to();
    for (person, spells) in world.spells().into_iter().enumerate() {
        for (start, end) in spells {
            let from = start.max(first);
            let days = days_between(from, end.unwrap_or(last).min(last));
            if days < 14 || !world.random.chance(world.town.profiled) {
                continue;
            }
            // often the later of two draws: profiling gained speed over the years
            let mut day = world.random.between(7, days);
            if world.random.chance(600) {
                day = day.max(world.random.between(7, days));
            }
            world.people[person].profile = Some(later(from, day));
            break;
        }
    }
}
