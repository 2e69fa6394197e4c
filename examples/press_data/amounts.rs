//! The monthly amounts: the norm of the household and the year, less what is earned beside it.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::{Household, Kind, Scheme, days_between, later, month_after};
use crate::world::World;

/// Gives each segment its amount: that of the year in which it ends, or of the last year.
pub(crate) fn price(world: &mut World) {
    let last_day = world.town.to();
    let mut part_time: BTreeMap<usize, Vec<(Date, Option<Date>)>> = BTreeMap::new();
    for job in world.jobs.iter().filter(|job| job.kind == Kind::PartTime) {
        part_time.entry(job.person).or_default().push((job.start, job.end));
    }
    for case in 0..world.cases.len() {
        let shares_costs = world.random.chance(140);
        let earned = world.random.between(25, 65);
        for number in 0..world.cases[case].segments.len() {
            let segment = &world.cases[case].segments[number];
            let day = segment.end.unwrap_or(last_day).min(last_day);
            let lead = segment.members[0].person;
            let mut cents = norm(segment.household, world.age(lead, day));
            if shares_costs && segment.household == Household::Single {
                cents = cents * 5 / 7;
            }
            cents = cents * per_mille(day.year()) / 1000;
            let works = segment.members.iter().any(|member| {
                part_time.get(&member.person).is_some_and(|jobs| {
                    jobs.iter().any(|job| job.0 <= day && job.1.is_none_or(|end| end > day))
                })
            });
            if works {
                cents -= cents * earned / 100;
            }
            world.cases[case].segments[number].cents = cents;
        }
    }
}

/// The norm of 2018 with tax and holiday pay, in cents a month.
fn norm(household: Household, age: i64) -> i64 {
    match (household, age) {
        (Household::Couple, ..21) => 52_226,
        (_, ..21) => 26_113,
        (Household::Couple, _) => 151_290,
        (Household::Other, _) => 75_645,
        (Household::Single | Household::SingleParent, _) => 105_903,
    }
}

fn per_mille(year: i16) -> i64 {
    match year {
        ..=2015 => 962,
        2016 => 975,
        2017 => 988,
        2018 => 1000,
        2019 => 1018,
        2020 => 1043,
        _ => 1065,
    }
}

/// What is paid out for one case or law in one month: key, first day of the month, cents.
pub(crate) type Payment<K> = (K, Date, i64);

/// All payments of the coverage, added up by what `key` makes of a case and a law.
///
/// A month is paid by the day: amount × days of the month on benefit / days of the month, per
/// segment, rounded half up to a cent. A couple is paid once.
pub(crate) fn payments<K: Ord>(world: &World, key: impl Fn(usize, Scheme) -> K) -> Vec<Payment<K>> {
    let mut sums: BTreeMap<(K, Date), i64> = BTreeMap::new();
    for (number, case) in world.cases.iter().enumerate() {
        for segment in &case.segments {
            let mut month = world.town.from().max(segment.start).first_of_month();
            let end = segment.end.unwrap_or(world.town.to()).min(world.town.to());
            while month <= end {
                let last = later(month_after(month, 1), -1);
                let days = 1 + days_between(segment.start.max(month), end.min(last));
                let all = 1 + days_between(month, last);
                let cents = (2 * segment.cents * days + all) / (2 * all);
                *sums.entry((key(number, segment.scheme), month)).or_default() += cents;
                month = month.saturating_add(1.month());
            }
        }
    }
    sums.into_iter().map(|((key, month), cents)| (key, month, cents)).collect()
}
