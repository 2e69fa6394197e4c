//! An independent count of every figure: naive, in plain steps and exact, so that a statistician
//! can check it against the definitions. It shares nothing with the program that it checks.
//!
//! What is missing: where an export or a column is missing that a figure cannot do without, the
//! figure has one line, its total, with an empty value and no groups; a single group that cannot
//! be counted (`youth` without births, `couple` without households) has a line with an empty
//! value; `into_work` without kinds and hours has its total only. Labels and codes that are in
//! neither period have no line. Rows that cannot be read are left out.
#![allow(dead_code, unreachable_pub, clippy::pedantic)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod attack;
mod block;
mod caseload;
mod codes;
mod columns;
mod config;
mod data;
pub mod dice;
mod exact;
#[cfg(test)]
mod micro;
mod people;
mod programmes;
pub mod random;
mod random_benefits;
mod random_others;
pub mod random_yardsticks;
mod rates;
mod read;
mod savings;
mod spells;
mod work;
mod world;
mod yardsticks;

use std::path::Path;

use jiff::civil::Date;

use block::Block;
use exact::Ratio;
use spells::Period;
use world::World;

/// One figure, as a row of the long CSV prints it (without municipality, period and note).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The table.
    pub table: String,
    /// The figure.
    pub figure: String,
    /// The group; empty for a total.
    pub group: String,
    /// benefits, persons, placements, participations or eur.
    pub unit: String,
    /// The value; empty = not available.
    pub value: String,
    /// The denominator.
    pub whole: String,
    /// 100 · value / whole.
    pub share: String,
    /// The value in the comparison period.
    pub previous: String,
    /// The denominator of that.
    pub previous_whole: String,
    /// 100 · previous / previous_whole.
    pub previous_share: String,
    /// value − previous.
    pub change: String,
    /// The value and the denominator before they are printed.
    exact: (Option<Ratio>, Option<Ratio>),
}

/// All tables of one period, in the order in which they are printed.
fn blocks(
    world: &World,
    period: Period,
    comparison: Option<Period>,
    top: Option<usize>,
) -> Vec<Block> {
    let mut blocks = caseload::caseload(world, period);
    blocks.extend(caseload::caseload_by(world, period));
    blocks.extend(caseload::duration(world, period));
    blocks.extend(caseload::income(world, period));
    blocks.extend(caseload::inflow_by(world, period));
    blocks.extend(caseload::outflow_by(world, period));
    blocks.push(caseload::pension(world, period));
    blocks.extend(work::table(world, period));
    blocks.extend(work::by_label(world, period, top));
    blocks.extend(work::wage_value(world, period));
    blocks.extend(programmes::per_programme_and_kind(world, period));
    blocks.push(programmes::results(world, period));
    blocks.push(programmes::participation(world, period));
    blocks.extend(people::target_groups(world, period));
    blocks.extend(people::retention(world, period));
    blocks.push(people::profile(world, period));
    blocks.extend(savings::table(world, period, comparison));
    blocks.extend(savings::budget(world, period));
    blocks
}

/// Counts every figure of the dataset over a period (both days included) against a comparison
/// period; `before_comparison` is the comparison period of the comparison period, which the
/// `previous` of savings needs. With a municipality only its rows exist. `top` keeps so many
/// sectors and employers and folds the others into `rest`. A comparison period that the coverage
/// does not contain counts as none.
pub fn count(
    dataset: &Path,
    from: Date,
    to: Date,
    comparison: Option<(Date, Date)>,
    before_comparison: Option<(Date, Date)>,
    municipality: Option<&str>,
    top: Option<usize>,
) -> Vec<Line> {
    let world = World::read(dataset, municipality);
    let covered = |days: Option<(Date, Date)>| {
        let period = days.map(|(from, to)| Period { from, to });
        period.filter(|period| world.covers(*period))
    };
    let (comparison, before) = (covered(comparison), covered(before_comparison));
    let now = blocks(&world, Period { from, to }, comparison, top);
    let then = comparison.map(|earlier| blocks(&world, earlier, before, top));
    let mut lines = Vec::new();
    for (place, block) in now.iter().enumerate() {
        let other = then.as_ref().map(|blocks| &blocks[place]);
        assert!(other.is_none_or(|other| other.same_figure(block)), "the same figure twice");
        lines.extend(block.lines(other));
    }
    // of some municipalities out of a dataset nobody knows the population
    if municipality.is_none() {
        lines.extend(rates::lines(&world, Period { from, to }, comparison));
        let beside = yardsticks::lines(&world, dataset, Period { from, to }, &lines);
        lines.extend(beside);
    }
    lines
}
