//! The tables `target_groups`, `retention` and `profile`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::block::{Block, Cell};
use super::caseload::age;
use super::data::Benefit;
use super::programmes;
use super::spells::{Period, Spell, days_later, runs};
use super::world::World;

const GROUPS: [&str; 5] =
    ["youth", "50_plus", "couple", "without_benefit", "youth_without_benefit"];

/// One counted person: the row that the dimensions come from, and whether there is no benefit.
struct Counted<'a> {
    dimensions: Option<&'a Benefit>,
    without_benefit: bool,
}

/// A person as counted in into_work and participants: dimensions of the person's latest spell that
/// starts on or before `to`.
fn by_latest_spell<'a>(world: &'a World, person: &str, period: Period) -> Counted<'a> {
    let spells = world.spells_of(person);
    let latest = spells.iter().filter(|spell| spell.start <= period.to).max_by_key(|s| s.start);
    Counted {
        dimensions: latest.map(Spell::lead),
        without_benefit: !spells.iter().any(|spell| period.touches(spell.start, spell.end)),
    }
}

fn by_spell(spell: &Spell) -> Counted<'_> {
    Counted { dimensions: Some(spell.lead()), without_benefit: false }
}

/// The four figures; `None` where the data cannot give one.
fn counted(world: &World, period: Period) -> Vec<(&'static str, Option<Vec<Counted<'_>>>)> {
    if !world.knows_persons() {
        let figures = ["stock_end", "outflow", "into_work", "participants"];
        return figures.into_iter().map(|figure| (figure, None)).collect();
    }
    let of = |persons: BTreeSet<&str>| {
        persons.into_iter().map(|person| by_latest_spell(world, person, period)).collect()
    };
    let spells = world.person_spells();
    let stock = spells.iter().filter(|one| one.runs(period.to)).map(|one| by_spell(one));
    let outflow = spells.iter().filter(|one| one.ends_in(period)).map(|one| by_spell(one));
    let participants = world.overlapping(period).map(|rows| programmes::persons(&rows));
    vec![
        ("stock_end", Some(stock.collect())),
        ("outflow", Some(outflow.collect())),
        ("into_work", world.persons_into_work(period).map(of)),
        ("participants", participants.map(of)),
    ]
}

/// How many of the counted persons are in a declared group; `None` = the column is missing.
fn in_group(world: &World, group: &str, counted: &[Counted], to: Date) -> Option<usize> {
    let of_age = |wanted: fn(i64) -> bool| {
        let birth = |one: &&Counted| one.dimensions.and_then(|row| row.birth);
        counted.iter().filter(|one| birth(one).is_some_and(|day| wanted(age(day, to)))).count()
    };
    match group {
        "youth" => Some(of_age(|years| years < 27)).filter(|_| world.knows_births()),
        "50_plus" => Some(of_age(|years| years >= 50)).filter(|_| world.knows_births()),
        "couple" => {
            let couple =
                |one: &&Counted| one.dimensions.is_some_and(|row| row.household == "couple");
            Some(counted.iter().filter(couple).count()).filter(|_| world.benefits.has("household"))
        }
        "youth_without_benefit" => {
            let young = |one: &&Counted| {
                let birth = one.dimensions.and_then(|row| row.birth);
                one.without_benefit && birth.is_some_and(|day| age(day, to) <= 26)
            };
            Some(counted.iter().filter(young).count()).filter(|_| world.knows_births())
        }
        _ => Some(counted.iter().filter(|one| one.without_benefit).count()),
    }
}

/// How many of the counted persons carry each label of the column target_groups.
fn labelled(counted: &[Counted]) -> BTreeMap<String, usize> {
    let mut sizes = BTreeMap::new();
    for row in counted.iter().filter_map(|one| one.dimensions) {
        for label in &row.target_groups {
            *sizes.entry(label.clone()).or_default() += 1;
        }
    }
    sizes
}

/// The table `target_groups`, all in persons.
pub fn target_groups(world: &World, period: Period) -> Vec<Block> {
    let figures = counted(world, period);
    let mut labels = BTreeSet::new();
    for (_, counted) in &figures {
        labels.extend(counted.iter().flat_map(|all| labelled(all).into_keys()));
    }
    let by_stock = figures[0].1.as_ref().map(|all| labelled(all)).unwrap_or_default();
    let mut blocks = Vec::new();
    for (figure, counted) in figures {
        let Some(counted) = counted else {
            blocks.push(Block::missing("target_groups", figure, "persons"));
            continue;
        };
        let total = counted.len();
        let mut cells = BTreeMap::new();
        for group in GROUPS {
            let cell = match in_group(world, group, &counted, period.to) {
                Some(number) => Cell::part(number, total),
                None => Cell::default(),
            };
            cells.insert(group.to_string(), cell);
        }
        let sizes = labelled(&counted);
        for label in &labels {
            let number = sizes.get(label).copied().unwrap_or(0);
            cells.insert(label.clone(), Cell::part(number, total));
        }
        blocks.push(
            Block::single("target_groups", figure, "persons", Cell::count(total))
                .with_groups(cells, Cell::part(0, total))
                .declared(&GROUPS.map(str::to_string), true)
                .ordered_by(by_stock.clone()),
        );
    }
    blocks
}

/// The period 12 months earlier; a `to` that is the last day of its month stays one.
pub fn year_earlier(period: Period) -> Period {
    let back = |day: Date| day.saturating_sub(12.months());
    let to = back(period.to);
    let at_month_end = period.to == period.to.last_of_month();
    Period { from: back(period.from), to: if at_month_end { to.last_of_month() } else { to } }
}

/// Of the persons whose spell ended to work in the period (the last such end counts): those
/// without a spell that starts in (end, end + days].
fn not_returned(world: &World, shifted: Period, days: i64) -> Option<Cell> {
    if !world.knows_persons() || !world.benefits.has("end_reason") {
        return None;
    }
    let (mut left, mut stayed_away) = (0, 0);
    for spells in world.persons.values() {
        let to_work = spells.iter().filter(|one| one.ends_in(shifted) && one.ended_to_work());
        let Some(end) = to_work.filter_map(|spell| spell.end).max() else { continue };
        left += 1;
        let last = days_later(end, days);
        if !spells.iter().any(|spell| end < spell.start && spell.start <= last) {
            stayed_away += 1;
        }
    }
    Some(Cell::part(stayed_away, left))
}

/// Of the persons into work in the period: those with any placement running so many days after
/// the earliest start of their counted placements.
fn still_employed(world: &World, shifted: Period, days: i64) -> Option<Cell> {
    let placements = world.placements.as_ref().filter(|export| export.has("end"))?;
    let mut first_starts: BTreeMap<&str, Date> = BTreeMap::new();
    for placement in world.counted_placements(shifted)? {
        let first = first_starts.entry(&placement.person).or_insert(placement.start);
        *first = (*first).min(placement.start);
    }
    let mut running: BTreeSet<&str> = BTreeSet::new();
    for placement in &placements.rows {
        let Some(first) = first_starts.get(placement.person.as_str()) else { continue };
        if runs(placement.start, placement.end, days_later(*first, days)) {
            running.insert(&placement.person);
        }
    }
    Some(Cell::part(running.len(), first_starts.len()))
}

/// The table `retention`; not available where the coverage lacks the period a year earlier.
pub fn retention(world: &World, period: Period) -> Vec<Block> {
    let shifted = year_earlier(period);
    let covered = world.covers(shifted);
    [
        ("not_returned_6m", not_returned(world, shifted, 182)),
        ("not_returned_12m", not_returned(world, shifted, 365)),
        ("still_employed_6m", still_employed(world, shifted, 182)),
        ("still_employed_12m", still_employed(world, shifted, 365)),
    ]
    .map(|(figure, cell)| {
        let cell = cell.filter(|_| covered).unwrap_or_default();
        Block::single("retention", figure, "persons", cell)
    })
    .to_vec()
}

/// Of the persons running(to): those with a row of the spell with a profile_date ≤ to.
pub fn profile(world: &World, period: Period) -> Block {
    if !world.knows_persons() || !world.benefits.has("profile_date") {
        return Block::missing("profile", "with_profile", "persons");
    }
    let profiled = |row: &Benefit| row.profile.is_some_and(|day| day <= period.to);
    let spells = world.person_spells();
    let stock: Vec<&&Spell> = spells.iter().filter(|spell| spell.runs(period.to)).collect();
    let with = stock.iter().filter(|spell| spell.rows.iter().any(profiled)).count();
    Block::single("profile", "with_profile", "persons", Cell::part(with, stock.len()))
}
