//! The tables `into_work`, `placements_by_sector` and `placements_by_employer`.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Block, Cell, UNKNOWN};
use super::caseload::running;
use super::codes;
use super::data::{Export, Placement};
use super::exact::Ratio;
use super::spells::{Period, Spell, runs};
use super::world::World;

/// By kind, each person once: full_time before part_time before self_employed before unknown.
fn best_kind(kinds: &BTreeSet<&str>) -> String {
    let order = codes::ids(codes::PLACEMENT_KINDS);
    let best = order.into_iter().find(|kind| kinds.contains(kind.as_str()));
    best.unwrap_or(UNKNOWN.to_string())
}

fn knows_kinds(world: &World) -> bool {
    world.placements.as_ref().is_some_and(|export| export.has("kind") || export.has("hours"))
}

/// The distinct persons into work, by the best kind of their counted placements.
fn into_work(world: &World, period: Period) -> Block {
    let Some(counted) = world.counted_placements(period) else {
        return Block::missing("into_work", "into_work", "persons");
    };
    let mut kinds: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for placement in counted {
        kinds.entry(&placement.person).or_default().insert(&placement.kind);
    }
    let total = kinds.len();
    if !knows_kinds(world) {
        return Block::single("into_work", "into_work", "persons", Cell::count(total));
    }
    let things: Vec<Vec<String>> = kinds.values().map(|kinds| vec![best_kind(kinds)]).collect();
    Block::shares("into_work", "into_work", "persons", &things)
        .declared(&codes::ids(codes::PLACEMENT_KINDS), true)
}

/// Outflow in benefits with reason work or self_employment.
fn outflow_to_work(world: &World, period: Period) -> Block {
    if !world.benefits.has("end_reason") {
        return Block::missing("into_work", "outflow_to_work", "benefits");
    }
    let outflow: Vec<&Spell> = world.cases.iter().filter(|spell| spell.ends_in(period)).collect();
    let to_work = outflow.iter().filter(|spell| spell.ended_to_work()).count();
    let cell = Cell::part(to_work, outflow.len());
    Block::single("into_work", "outflow_to_work", "benefits", cell)
}

/// Persons running(to) who are in a part-time placement on `to`.
fn part_time_beside_benefit(world: &World, period: Period) -> Block {
    let name = "part_time_beside_benefit";
    let Some(placements) = world.placements.as_ref().filter(|_| world.knows_persons()) else {
        return Block::missing("into_work", name, "persons");
    };
    // Without an end nobody can tell whether a job still runs.
    if !knows_kinds(world) || !placements.has("end") {
        return Block::missing("into_work", name, "persons");
    }
    let part_timers: BTreeSet<&str> = placements
        .rows
        .iter()
        .filter(|one| one.kind == "part_time" && runs(one.start, one.end, period.to))
        .map(|one| one.person.as_str())
        .collect();
    let beside = part_timers
        .into_iter()
        .filter(|person| world.spells_of(person).iter().any(|spell| spell.runs(period.to)))
        .count();
    let stock_end = running(&world.person_spells(), period.to);
    Block::single("into_work", name, "persons", Cell::part(beside, stock_end))
}

/// Persons with a full-time placement that starts in the period after a part-time one of theirs
/// that started earlier.
fn part_time_to_full_time(world: &World, period: Period) -> Block {
    let name = "part_time_to_full_time";
    let Some(placements) = world.placements.as_ref().filter(|_| knows_kinds(world)) else {
        return Block::missing("into_work", name, "persons");
    };
    let mut of_person: BTreeMap<&str, Vec<&Placement>> = BTreeMap::new();
    for placement in &placements.rows {
        of_person.entry(&placement.person).or_default().push(placement);
    }
    let grew = |jobs: &&Vec<&Placement>| {
        jobs.iter().any(|full| {
            full.kind == "full_time"
                && period.has(full.start)
                && jobs.iter().any(|part| part.kind == "part_time" && part.start < full.start)
        })
    };
    let persons = of_person.values().filter(grew).count();
    Block::single("into_work", name, "persons", Cell::count(persons))
}

/// The counted placements with a wage subsidy, and the sum of its amounts.
fn wage_subsidies(world: &World, period: Period) -> [Block; 2] {
    let (number, amount) = ("placements_wage_subsidy", "placements_wage_subsidy_amount");
    let has_column = world.placements.as_ref().is_some_and(|one| one.has("wage_subsidy"));
    let Some(counted) = world.counted_placements(period).filter(|_| has_column) else {
        return [
            Block::missing("into_work", number, "placements"),
            Block::missing("into_work", amount, "eur"),
        ];
    };
    let subsidised = counted.iter().filter(|placement| placement.subsidised).count();
    let cents = counted.iter().map(|placement| placement.subsidy).sum();
    // subsidies of which the export says only that they are there have no amount
    let known = subsidised == 0 || cents != 0;
    let sum = Cell { value: known.then(|| Ratio::cents(cents)), whole: None };
    [
        Block::single("into_work", number, "placements", Cell::part(subsidised, counted.len())),
        Block::single("into_work", amount, "eur", sum),
    ]
}

/// The sum of the wage subsidies of the placements that count.
pub fn subsidies(world: &World, period: Period) -> Option<Ratio> {
    let has_column = world.placements.as_ref().is_some_and(|one| one.has("wage_subsidy"));
    let counted = world.counted_placements(period).filter(|_| has_column)?;
    let cents: i128 = counted.iter().map(|placement| placement.subsidy).sum();
    let any = counted.iter().any(|placement| placement.subsidised);
    Some(Ratio::cents(cents)).filter(|_| cents != 0 || !any)
}

/// The table `wage_value`: the counted placements by class, and the mean of those that have one.
pub fn wage_value(world: &World, period: Period) -> Vec<Block> {
    let has_column = world.placements.as_ref().is_some_and(|one| one.has("wage_value"));
    let Some(counted) = world.counted_placements(period).filter(|_| has_column) else {
        return vec![
            Block::missing("wage_value", "placements", "placements"),
            Block::missing("wage_value", "wage_value_mean", "percent"),
        ];
    };
    let class = |one: &&Placement| match one.wage_value {
        None => Vec::new(),
        Some(value) if value < 5_000 => vec!["<50".to_owned()],
        Some(value) if value < 7_500 => vec!["50-75".to_owned()],
        Some(_) => vec!["75-100".to_owned()],
    };
    let things: Vec<Vec<String>> = counted.iter().map(class).collect();
    let known: Vec<i128> = counted.iter().filter_map(|one| one.wage_value).collect();
    let mean =
        (!known.is_empty()).then(|| Ratio::new(known.iter().sum(), 100 * known.len() as i128));
    let classes = ["<50", "50-75", "75-100"].map(str::to_owned);
    vec![
        Block::shares("wage_value", "placements", "placements", &things).declared(&classes, true),
        Block::single(
            "wage_value",
            "wage_value_mean",
            "percent",
            Cell { value: mean, whole: None },
        )
        .printed(1, 0),
    ]
}

/// The table `into_work`.
pub fn table(world: &World, period: Period) -> Vec<Block> {
    let mut blocks = vec![
        into_work(world, period),
        outflow_to_work(world, period),
        part_time_beside_benefit(world, period),
        part_time_to_full_time(world, period),
    ];
    blocks.extend(wage_subsidies(world, period));
    blocks
}

/// The counted placements by sector and by employer (Heerlen 2018).
pub fn by_label(world: &World, period: Period, top: Option<usize>) -> Vec<Block> {
    let of = |name: &'static str, columns: &[&str], label: fn(&Placement) -> &String| {
        let has = |one: &Export<Placement>| columns.iter().any(|column| one.has(column));
        let has_column = world.placements.as_ref().is_some_and(has);
        let Some(counted) = world.counted_placements(period).filter(|_| has_column) else {
            return Block::missing(name, "placements", "placements");
        };
        let things: Vec<Vec<String>> =
            counted.into_iter().map(|one| vec![label(one).clone()]).collect();
        Block::shares(name, "placements", "placements", &things).folded(top)
    };
    vec![
        // [sectors] can take a sector from the employer.
        of("placements_by_sector", &["sector", "employer"], |one| &one.sector),
        of("placements_by_employer", &["employer"], |one| &one.employer),
    ]
}
