//! What a reader knows to hold between the counts of a report, from their headings alone.

use std::collections::BTreeSet;

use super::ageing::ageing;
use super::cohorts::cohorts;
use super::counts::{Counts, Knowledge};
use super::flows::{flows, months, periods};
use super::heading::{Column, Heading, is_part_of, tellings};
use super::listings::{listings, noughts};
use super::printed::printed;
use super::regions::{Region, Sums, is_no_sum, regional, within};
use super::rules::{Rules, is_parted};
use super::statement::Statement;
use crate::dataset::codes::CodeList;
use crate::measure::{Condition, Dimension, NOT_COMPLETED, SOCIAL_KINDS, Unit};
use crate::period::Period;
use crate::report::Group;
use crate::report::yearly::figure;

/// Adds everything that is known. `rules` say which counts that are only worked out are small; an audit, which knows
/// no count that is hidden, has none.
pub(crate) fn add_all(
    counts: &mut Counts,
    statements: &[Statement],
    regions: &[Region],
    rules: Option<Rules>,
    sums: Sums,
) {
    listings(counts, statements);
    flows(counts, rules);
    let is_sum = |region: &&Region| sums == Sums::Always || !is_no_sum(counts, region, |_| true);
    let (are_sums, are_none): (Vec<_>, Vec<_>) = regions.iter().partition(is_sum);
    ageing(counts, &are_sums);
    totals(counts, rules);
    parts_of(counts, statements, rules);
    between_figures(counts);
    months(counts);
    printed(counts, statements);
    periods(counts, rules);
    cohorts(counts, statements, rules);
    for (region, is_sum) in
        are_sums.into_iter().map(|of| (of, true)).chain(are_none.into_iter().map(|of| (of, false)))
    {
        regional(counts, region, is_sum);
    }
    within(counts, regions, rules);
    noughts(counts);
}

/// A heading as a term with a factor; `None` where it does not stand in the report. A group that a table does not name
/// is nought, and so no term at all.
pub(super) fn term(counts: &Counts, heading: &Heading, factor: i64) -> Option<Vec<(usize, i64)>> {
    if let Some(number) = counts.numbers.get(heading) {
        return Some(vec![(*number, factor)]);
    }
    let mut wholes = heading.wholes();
    wholes.any(|(whole, by, _)| counts.is_complete(&(whole, by))).then(Vec::new)
}

/// Groups and their total.
fn totals(counts: &mut Counts, rules: Option<Rules>) {
    let tables: Vec<_> = counts.groups.keys().cloned().collect();
    for key in tables {
        let (heading, dimension) = &key;
        if !counts.is_complete(&key) {
            continue;
        }
        let groups: Vec<usize> = counts.groups[&key].iter().map(|(_, number)| *number).collect();
        let Some(&total) = counts.numbers.get(heading) else { continue };
        if is_parted(*dimension, heading.condition) {
            let mut terms: Vec<_> = groups.into_iter().map(|number| (number, 1)).collect();
            terms.push((total, -1));
            counts.equate(Knowledge::Parts, terms);
        } else {
            let (labels, unknown) = labels_of(counts, &key);
            let with_label = unknown.and_then(|unknown| {
                counts.others(Knowledge::Groups, vec![(total, 1), (unknown, -1)], rules)
            });
            match with_label {
                Some(total) => covered(counts, total, &labels, true),
                None => covered(counts, total, &groups, *dimension != Dimension::PersonGroup),
            }
            exclusive(counts, &key, total);
        }
    }
    let social: Vec<Heading> = counts
        .numbers
        .keys()
        .filter(|heading| heading.condition == Condition::SocialParticipant)
        .cloned()
        .collect();
    for total in social {
        let kind = |id: &&str| {
            let group = Group::Label((*id).to_owned());
            counts.numbers.get(&total.clone().of(Dimension::ProgrammeKind, &group)).copied()
        };
        let groups: Vec<usize> = SOCIAL_KINDS.iter().filter_map(kind).collect();
        let is_told = groups.len() == SOCIAL_KINDS.len();
        covered(counts, counts.numbers[&total], &groups, is_told);
    }
}

/// The groups of a trait of which a benefit may have several labels, and the group of those who have none.
fn labels_of(counts: &Counts, key: &(Heading, Dimension)) -> (Vec<usize>, Option<usize>) {
    let groups = counts.groups[key].iter();
    let is_unknown =
        |of: &&(Group, usize)| key.1 == Dimension::TargetGroup && of.0 == Group::Unknown;
    let (unknown, labels): (Vec<_>, Vec<_>) = groups.partition(is_unknown);
    let labels = labels.into_iter().map(|(_, number)| *number).collect();
    (labels, unknown.first().map(|(_, number)| *number))
}

/// Groups that may overlap: each is at most the total, and together they hold at least as many where everybody is in
/// one of them.
fn covered(counts: &mut Counts, total: usize, groups: &[usize], everybody: bool) {
    for &group in groups {
        counts.bound(Knowledge::Groups, vec![(total, 1), (group, -1)]);
    }
    if everybody {
        let mut terms: Vec<_> = groups.iter().map(|group| (*group, 1)).collect();
        terms.push((total, -1));
        counts.bound(Knowledge::Groups, terms);
    }
}

/// Nobody is both under 27 and 50 or older.
fn exclusive(counts: &mut Counts, key: &(Heading, Dimension), total: usize) {
    let find = |id: &str| {
        let mut groups = counts.groups[key].iter();
        groups.find(|(group, _)| group.id() == id).map(|(_, number)| *number)
    };
    if let (Dimension::PersonGroup, Some(young), Some(old)) =
        (key.1, find("youth"), find("50_plus"))
    {
        counts.bound(Knowledge::Groups, vec![(total, 1), (young, -1), (old, -1)]);
    }
}

/// A value that is a share of a whole is at most the whole, and the others are people too.
fn parts_of(counts: &mut Counts, statements: &[Statement], rules: Option<Rules>) {
    let mut seen = BTreeSet::new();
    for statement in statements {
        let Some(figure) = figure(&statement.table, &statement.figure, statement.unit) else {
            continue;
        };
        if !is_part_of(figure, &statement.group) {
            continue;
        }
        let told = tellings(statement);
        let heading = |column| Some(&told.iter().find(|of| of.column == column)?.heading);
        let Some(whole) = heading(Column::Whole) else { continue };
        let before = statement.comparison.and_then(|before| earlier(whole, statement, before));
        for (part, whole) in [(Column::Value, Some(whole.clone())), (Column::Previous, before)] {
            let number = |of: &Heading| counts.numbers.get(of).copied();
            let part = heading(part).and_then(number);
            if let (Some(part), Some(whole)) = (part, whole.as_ref().and_then(number))
                && part != whole
                && seen.insert((part, whole))
            {
                counts.others(Knowledge::PartOf, vec![(whole, 1), (part, -1)], rules);
            }
        }
    }
}

/// A whole in the comparison period, which another row tells; `None` where it is of neither the period nor its last day.
fn earlier(whole: &Heading, statement: &Statement, before: Period) -> Option<Heading> {
    let (from, to) = (statement.period.from(), statement.period.to());
    if whole.condition == Condition::StockEnd {
        return (whole.to == to).then(|| whole.stock_on(before.to()));
    }
    let is_of_period = (whole.from, whole.to) == (from, to);
    is_of_period.then(|| Heading { from: before.from(), to: before.to(), ..whole.clone() })
}

/// Figures of one period that are parts or sums of one another.
fn between_figures(counts: &mut Counts) {
    use Condition as C;
    let totals: Vec<Heading> =
        counts.numbers.keys().filter(|heading| heading.by.is_empty()).cloned().collect();
    let at_most = [
        (C::NotReturned12, Unit::Persons, C::NotReturned6, Unit::Persons),
        (C::ParticipantIntoWork, Unit::Persons, C::IntoWork, Unit::Persons),
        (C::IntoWork, Unit::Persons, C::Placement, Unit::Placements),
        (C::SocialParticipant, Unit::Persons, C::Participant, Unit::Persons),
    ];
    for heading in totals {
        for (part, unit, whole, of) in at_most {
            let whole = Heading { unit: of, ..heading.with(whole) };
            if (heading.condition, heading.unit) == (part, unit)
                && let (Some(part), Some(whole)) =
                    (counts.numbers.get(&heading), counts.numbers.get(&whole))
            {
                counts.bound(Knowledge::PartOf, vec![(*whole, 1), (*part, -1)]);
            }
        }
        let group = |condition, dimension, group: &Group, factor| {
            term(counts, &heading.with(condition).of(dimension, group), factor)
        };
        let label = |id: &str| Group::Label(id.to_owned());
        let (own, reasons) = match heading.condition {
            C::OutflowToWork => (
                1,
                vec![
                    group(C::Outflow, Dimension::EndReason, &label("work"), -1),
                    group(C::Outflow, Dimension::EndReason, &label("self_employment"), -1),
                ],
            ),
            // a result that is not declared is neither completed nor anything else
            C::Completed => {
                let results = CodeList::Result.declared().filter(|id| !NOT_COMPLETED.contains(id));
                let ended = |id| group(C::Ended, Dimension::Result, &label(id), -1);
                (1, results.map(ended).collect())
            }
            _ => continue,
        };
        let reasons: Option<Vec<_>> = reasons.into_iter().collect();
        if let Some(reasons) = reasons {
            let mut terms: Vec<_> = reasons.into_iter().flatten().collect();
            terms.push((counts.numbers[&heading], own));
            counts.equate(Knowledge::Reasons, terms);
        }
    }
}
