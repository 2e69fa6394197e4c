//! The audit: the attack on what a reader is told, by someone who has nothing but the headings.
//!
//! It is not told what was hidden for itself and what for the sake of others, nor any hidden count; so whatever the
//! pass did wrong, on paper it shows.

use super::attacker::{Against, Interval};
use super::component::Ground;
use super::counts::{Counts, Knowledge, KnownCounts};
use super::equations::add_all;
use super::heading::{Column, Heading, tellings};
use super::problem::{Equation, Hiding, Problem};
use super::protect::weak_counts;
use super::regions::{Region, Sums};
use super::rules::Rules;
use super::statement::{Statement, Told};

/// A hidden count that can be worked out, or nearly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leak {
    /// The row it is hidden in.
    pub(crate) statement: Statement,
    /// Where on the row.
    pub(crate) column: Column,
    /// What it can be.
    pub(crate) interval: Interval,
    /// Whether that takes someone who knows one person.
    pub(crate) insider: bool,
    /// From which shown numbers it follows, and how they hang together.
    pub(crate) from: Vec<(Statement, Column, i64)>,
    /// Why these have to do with it.
    pub(crate) because: Vec<Knowledge>,
}

/// What an audit found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Audit {
    /// How many counts are hidden.
    pub(crate) hidden: usize,
    /// How many counts are shown.
    pub(crate) shown: usize,
    /// The hidden counts that are not safe.
    pub(crate) leaks: Vec<Leak>,
    /// Whether no counts at all agree with what is shown, so that nothing could be worked out.
    pub(crate) contradicts_itself: bool,
    /// Sums of shown numbers alone that do not come out: rounded numbers, or reports of different data.
    pub(crate) wrong_sums: Vec<WrongSum>,
}

/// Shown numbers that should add up, and do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrongSum {
    /// How they hang together.
    pub(crate) because: Knowledge,
    /// The numbers.
    pub(crate) of: Vec<(Statement, Column, i64)>,
}

/// A leak is explained by so many unknown counts nearest to it.
const NEAR: usize = 60;

/// Attacks what one or several reports say together. `known` is what counts may be; where that agrees with all that is
/// said, it is one of the tables that a reader cannot rule out, and none has to be looked for.
pub(crate) fn audit(reports: &[Vec<Statement>], known: &KnownCounts) -> Audit {
    let said: Vec<Statement> = reports.iter().flatten().cloned().collect();
    let regions: Vec<Region> = reports.iter().filter_map(|report| Region::of(report)).collect();
    let mut counts = Counts::default();
    counts.add(&said, false);
    add_all(&mut counts, &said, &regions, None, Sums::WhereTheyAre);
    let problem = counts.problem();
    let entries = counts.entries.iter();
    let hidden: Vec<bool> =
        entries.map(|entry| entry.heading.is_some() && entry.count.is_none()).collect();
    let hiding = Hiding { hidden };
    let ground = counts.table(known).and_then(|table| Ground::of_table(&problem, &table));
    let ground = ground.or_else(|| Ground::new(&problem, &hiding));
    let contradicts_itself = ground.is_none();
    let weak = ground
        .as_ref()
        .map(|ground| weak_counts(&problem, ground, &hiding, Against::Insiders))
        .unwrap_or_default();
    let leaks = weak.into_iter().filter_map(|weak| {
        let heading = counts.entries[weak.quantity].heading.as_ref()?;
        if is_missing(&said, heading, known) {
            return None;
        }
        let (statement, column) = place_of(&said, heading)?;
        let near = ground.as_ref()?.around(&hiding, weak.quantity, NEAR).unknown;
        let (from, because) = sources(&counts, &problem, &hiding, &said, &near);
        let (interval, insider) = (weak.interval, weak.insider.is_some());
        Some(Leak { statement, column, interval, insider, from, because })
    });
    let printed = counts.entries.iter().filter(|entry| entry.heading.is_some());
    Audit {
        hidden: hiding.hidden.iter().filter(|hidden| **hidden).count(),
        shown: printed.filter(|entry| entry.count.is_some()).count(),
        leaks: leaks.collect(),
        contradicts_itself,
        wrong_sums: wrong_sums(&counts, &problem, &hiding, &said),
    }
}

/// Sums of which every number is shown, and that come to something else.
fn wrong_sums(
    counts: &Counts,
    problem: &Problem,
    hiding: &Hiding,
    said: &[Statement],
) -> Vec<WrongSum> {
    let is_wrong = |(equation, _): &&(Equation, Knowledge)| {
        // a sum that is shown in full was written down as what it comes to
        equation.total != 0 && equation.terms.iter().all(|(of, _)| !problem.is_unknown(hiding, *of))
    };
    let wrong = counts.equations.iter().filter(is_wrong).map(|(equation, because)| {
        let numbers = equation.terms.iter().map(|(of, _)| *of);
        WrongSum { because: *because, of: shown(counts, said, numbers) }
    });
    wrong.collect()
}

/// Numbers that are shown, with where they stand.
fn shown(
    counts: &Counts,
    said: &[Statement],
    numbers: impl Iterator<Item = usize>,
) -> Vec<(Statement, Column, i64)> {
    let shown = numbers.filter_map(|number| {
        let heading = counts.entries[number].heading.as_ref()?;
        let (statement, column) = place_of(said, heading)?;
        Some((statement, column, counts.entries[number].count?))
    });
    shown.collect()
}

/// The counts that are shown though they are small, and were not published before: nothing that the pass was told by the
/// figures themselves, but by what is read where they are printed.
pub(crate) fn small_counts(
    said: &[Statement],
    released: &[Statement],
    rules: Rules,
) -> Vec<(Statement, Column)> {
    let mut before = Counts::default();
    before.add(released, true);
    let is_known = |heading: &Heading| {
        let number = before.numbers.get(heading);
        number.is_some_and(|number| before.entries[*number].count.is_some())
    };
    let of_statement = |statement: &Statement| {
        let told = tellings(statement).into_iter();
        let small = told.filter(|telling| {
            let count = telling.count();
            let is_small = count.is_some_and(|count| rules.is_small_mean(count, telling.divisor));
            is_small && !is_known(&telling.heading)
        });
        small.map(|telling| (statement.clone(), telling.column)).collect::<Vec<_>>()
    };
    said.iter().flat_map(of_statement).collect()
}

/// Whether what seems to be hidden is not there: a long form says of a row whose value is hidden nothing of the number
/// before it. It is not there if a row of its own says so, or the run that is audited has no such count.
fn is_missing(said: &[Statement], heading: &Heading, known: &KnownCounts) -> bool {
    let (mut is_doubtful, mut is_said) = (true, !known.is_empty() && !known.contains_key(heading));
    for statement in said {
        for telling in tellings(statement).iter().filter(|of| of.heading == *heading) {
            match (telling.column, telling.told) {
                (Column::Value, Told::Nothing) => is_said = true,
                (Column::Previous, Told::Hidden) => is_doubtful &= statement.value == Told::Hidden,
                (_, Told::Nothing) => {}
                _ => is_doubtful = false,
            }
        }
    }
    is_doubtful && is_said
}

/// A row on which a count stands, the first one.
fn place_of(said: &[Statement], heading: &Heading) -> Option<(Statement, Column)> {
    said.iter().find_map(|statement| {
        let told = tellings(statement);
        let telling = told.iter().find(|of| of.heading == *heading && of.told != Told::Nothing)?;
        Some((statement.clone(), telling.column))
    })
}

/// The shown numbers beside which a count stands in an equation, or by way of other unknown counts.
fn sources(
    counts: &Counts,
    problem: &Problem,
    hiding: &Hiding,
    said: &[Statement],
    near: &[usize],
) -> (Vec<(Statement, Column, i64)>, Vec<Knowledge>) {
    let mut numbers = Vec::new();
    let mut because = Vec::new();
    for (equation, why) in &counts.equations {
        let touches = equation.terms.iter().any(|(of, _)| near.contains(of));
        if !touches {
            continue;
        }
        because.push(*why);
        let shown = equation.terms.iter().filter(|(of, _)| !problem.is_unknown(hiding, *of));
        numbers.extend(shown.map(|(of, _)| *of));
    }
    because.sort_unstable();
    because.dedup();
    numbers.sort_unstable();
    numbers.dedup();
    (shown(counts, said, numbers.into_iter()), because)
}
