//! The tables `programmes`, `programme_kinds`, `programme_results` and `participation`.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Block, Cell};
use super::codes;
use super::data::{Participation, Placement};
use super::spells::Period;
use super::world::World;

const FIGURES: [(&str, &str); 4] = [
    ("participants", "persons"),
    ("participants_into_work", "persons"),
    ("completed", "participations"),
    ("running", "participations"),
];

/// Kinds that are not work (Maasgouw 2021).
const NOT_WORK: [&str; 5] =
    ["volunteering", "social_participation", "health", "language", "education"];

/// The distinct persons of participations.
pub fn persons<'a>(rows: &[&'a Participation]) -> BTreeSet<&'a str> {
    rows.iter().map(|one| one.person.as_str()).collect()
}

/// Participants who are counted in into_work with a placement that starts on or after their
/// participation's start.
fn into_work(rows: &[&Participation], starts: &BTreeMap<&str, Vec<&Placement>>) -> usize {
    let led_to_work = |one: &&&Participation| {
        let placements = starts.get(one.person.as_str());
        placements.is_some_and(|all| all.iter().any(|placement| placement.start >= one.start))
    };
    persons(&rows.iter().filter(led_to_work).copied().collect::<Vec<_>>()).len()
}

fn ended<'a>(rows: &[&'a Participation], period: Period) -> Vec<&'a Participation> {
    rows.iter().filter(|one| one.end.is_some_and(|end| period.has(end))).copied().collect()
}

/// Those that end in the period with a result that is known, and that is not one of going before the end.
fn completed(rows: &[&Participation], period: Period) -> Cell {
    let all = ended(rows, period);
    let known = codes::ids(codes::RESULTS);
    let went_before = ["dropout", "ended_otherwise"];
    let is_done =
        |result: &String| known.contains(result) && !went_before.contains(&result.as_str());
    let done = all.iter().filter(|one| is_done(&one.result)).count();
    Cell::part(done, all.len())
}

/// The four figures of the participations that overlap the period, per label.
fn per_label(
    world: &World,
    period: Period,
    table: &'static str,
    column: &str,
    label: fn(&Participation) -> &String,
    declared: &[String],
) -> Vec<Block> {
    let has_column = world.programmes.as_ref().is_some_and(|export| export.has(column));
    let Some(rows) = world.overlapping(period).filter(|_| has_column) else {
        return FIGURES.map(|(figure, unit)| Block::missing(table, figure, unit)).to_vec();
    };
    let mut by_label: BTreeMap<String, Vec<&Participation>> = BTreeMap::new();
    for row in &rows {
        by_label.entry(label(row).clone()).or_default().push(*row);
    }
    let sizes: BTreeMap<String, usize> =
        by_label.iter().map(|(label, rows)| (label.clone(), persons(rows).len())).collect();
    let total = persons(&rows).len();

    let participants =
        sizes.iter().map(|(label, size)| (label.clone(), Cell::part(*size, total))).collect();
    let first = Block::single(table, FIGURES[0].0, FIGURES[0].1, Cell::count(total))
        .with_groups(participants, Cell::part(0, total));

    let second = match world.counted_placements(period) {
        None => Block::missing(table, FIGURES[1].0, FIGURES[1].1),
        Some(counted) => {
            let mut starts: BTreeMap<&str, Vec<&Placement>> = BTreeMap::new();
            for placement in counted {
                starts.entry(&placement.person).or_default().push(placement);
            }
            let cells = by_label
                .iter()
                .map(|(label, rows)| {
                    (label.clone(), Cell::part(into_work(rows, &starts), sizes[label]))
                })
                .collect();
            let all = Cell::part(into_work(&rows, &starts), total);
            Block::single(table, FIGURES[1].0, FIGURES[1].1, all)
                .with_groups(cells, Cell::part(0, 0))
        }
    };

    let export = world.programmes.as_ref();
    let third = if export.is_some_and(|one| one.has("end") && one.has("result")) {
        let cells =
            by_label.iter().map(|(label, rows)| (label.clone(), completed(rows, period))).collect();
        Block::single(table, FIGURES[2].0, FIGURES[2].1, completed(&rows, period))
            .with_groups(cells, Cell::part(0, 0))
    } else {
        Block::missing(table, FIGURES[2].0, FIGURES[2].1)
    };

    let fourth = if export.is_some_and(|one| one.has("end")) {
        let on_last_day = |rows: &[&Participation]| {
            rows.iter().filter(|one| one.end.is_none_or(|end| end > period.to)).count()
        };
        let total = on_last_day(&rows);
        let cells = by_label
            .iter()
            .map(|(label, rows)| (label.clone(), Cell::part(on_last_day(rows), total)))
            .collect();
        Block::single(table, FIGURES[3].0, FIGURES[3].1, Cell::count(total))
            .with_groups(cells, Cell::part(0, total))
    } else {
        Block::missing(table, FIGURES[3].0, FIGURES[3].1)
    };

    [first, second, third, fourth]
        .map(|block| block.declared(declared, false).ordered_by(sizes.clone()))
        .to_vec()
}

/// The tables `programmes` and `programme_kinds`.
pub fn per_programme_and_kind(world: &World, period: Period) -> Vec<Block> {
    let mut blocks = per_label(world, period, "programmes", "programme", |one| &one.programme, &[]);
    let kinds = codes::ids(codes::PROGRAMME_KINDS);
    blocks.extend(per_label(world, period, "programme_kinds", "kind", |one| &one.kind, &kinds));
    blocks
}

/// The participations that end in the period, per result.
pub fn results(world: &World, period: Period) -> Block {
    let (table, figure, unit) = ("programme_results", "result", "participations");
    let export = world.programmes.as_ref();
    if !export.is_some_and(|one| one.has("end") && one.has("result")) {
        return Block::missing(table, figure, unit);
    }
    let rows = world.overlapping(period).expect("there are programmes");
    let things: Vec<Vec<String>> =
        ended(&rows, period).iter().map(|one| vec![one.result.clone()]).collect();
    Block::shares(table, figure, unit, &things).declared(&codes::ids(codes::RESULTS), false)
}

/// Distinct persons in kinds that are not work (Maasgouw 2021).
pub fn participation(world: &World, period: Period) -> Block {
    let (table, figure, unit) = ("participation", "participation", "persons");
    let has_kind = world.programmes.as_ref().is_some_and(|export| export.has("kind"));
    let Some(rows) = world.overlapping(period).filter(|_| has_kind) else {
        return Block::missing(table, figure, unit);
    };
    let of_kind = |kind: &str| -> Vec<&Participation> {
        rows.iter().filter(|one| one.kind == kind).copied().collect()
    };
    let all: Vec<&Participation> = NOT_WORK.iter().flat_map(|kind| of_kind(kind)).collect();
    let total = persons(&all).len();
    let cells = NOT_WORK
        .iter()
        .map(|kind| (kind.to_string(), Cell::part(persons(&of_kind(kind)).len(), total)))
        .collect();
    Block::single(table, figure, unit, Cell::count(total))
        .with_groups(cells, Cell::part(0, total))
        .declared(&NOT_WORK.map(str::to_string), true)
}
