//! What a reader knows to hold between counts of one period, from their headings alone.

use std::collections::BTreeSet;

use super::count_key::{Column, CountKey, disclosed_counts, is_part_of};
use super::counts::Counts;
use super::flows::{flows, months, participations_run_on, periods};
use crate::dataset::codes::CodeList;
use crate::disclosure::published_row::PublishedRow;
use crate::disclosure::rules::{Rules, is_parted};
use crate::measure::{Condition, Dimension, NOT_COMPLETED, SOCIAL_KINDS, Unit};
use crate::period::Period;
use crate::report::Group;

/// A place and the places in it, as the data say; no other place is taken to hold another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Containing {
    /// The place that holds the others: a region.
    pub(crate) whole: String,
    /// Its municipalities.
    pub(crate) parts: Vec<String>,
    /// Whether every row of it is of one of them.
    pub(crate) is_all: bool,
}

/// Adds everything that is known; `rules` say which counts that are only worked out are small.
pub(crate) fn add_all(
    counts: &mut Counts,
    published_rows: &[PublishedRow],
    containing: &Containing,
    rules: Rules,
) {
    sums(counts, rules);
    flows(counts, rules);
    participations_run_on(counts);
    people_and_benefits(counts, rules);
    parts_of(counts, published_rows, rules);
    people_and_participations(counts, rules);
    between_figures(counts);
    months(counts);
    periods(counts, rules);
    within(counts, containing, rules);
    cohorts(counts);
}

/// Groups and their total, table by table.
fn sums(counts: &mut Counts, rules: Rules) {
    for (key, dimension, groups) in counts.complete_listings() {
        let Some(&total) = counts.numbers.get(&key) else { continue };
        let numbers: Vec<usize> = groups.iter().map(|(_, number)| *number).collect();
        if is_parted(dimension, key.condition) {
            let mut terms: Vec<_> = numbers.into_iter().map(|number| (number, 1)).collect();
            terms.push((total, -1));
            counts.equate(terms);
            continue;
        }
        // of labels of which a benefit may have several, those without any are a part by themselves
        let is_unknown =
            |of: &&(Group, usize)| dimension == Dimension::TargetGroup && of.0 == Group::Unknown;
        let unknown = groups.iter().find(is_unknown).map(|(_, number)| *number);
        let with_label =
            unknown.and_then(|unknown| counts.add_residual(vec![(total, 1), (unknown, -1)], rules));
        match with_label {
            Some(labelled) => {
                let labels: Vec<usize> =
                    numbers.into_iter().filter(|number| Some(*number) != unknown).collect();
                covered(counts, labelled, &labels, true);
            }
            None => covered(counts, total, &numbers, dimension != Dimension::PersonGroup),
        }
        // nobody is both under 27 and 50 or older
        let find = |id: &str| groups.iter().find(|(group, _)| group.id() == id).map(|of| of.1);
        if let (Dimension::PersonGroup, Some(young), Some(old)) =
            (dimension, find("youth"), find("50_plus"))
        {
            counts.bound(vec![(total, 1), (young, -1), (old, -1)]);
        }
        // who is young and without a benefit is among the young, and among those without: what is left of either is people
        if let Some(both) = find("youth_without_benefit") {
            let wholes = [find("youth"), find("without_benefit")];
            for whole in wholes.into_iter().flatten() {
                counts.add_residual(vec![(whole, 1), (both, -1)], rules);
            }
            if let [Some(young), Some(without)] = wholes {
                counts.bound(vec![(total, 1), (young, -1), (without, -1), (both, 1)]);
            }
        }
    }
    for total in counts.keys(|key| key.condition == Condition::SocialParticipant) {
        let kind = |id: &&str| {
            let group = Group::Label((*id).to_owned());
            counts.numbers.get(&total.clone().of(Dimension::ProgrammeKind, &group)).copied()
        };
        let groups: Vec<usize> = SOCIAL_KINDS.iter().filter_map(kind).collect();
        let is_printed = groups.len() == SOCIAL_KINDS.len();
        covered(counts, counts.numbers[&total], &groups, is_printed);
    }
}

/// Groups that may overlap: each is at most the total, and together they hold at least as many where everybody is in
/// one of them.
fn covered(counts: &mut Counts, total: usize, groups: &[usize], everybody: bool) {
    for &group in groups {
        counts.bound(vec![(total, 1), (group, -1)]);
    }
    if everybody {
        let mut terms: Vec<_> = groups.iter().map(|group| (*group, 1)).collect();
        terms.push((total, -1));
        counts.bound(terms);
    }
}

/// A couple is one benefit and two people, so people less benefits are couples: a number of benefits that nobody prints
/// and everybody can work out.
fn people_and_benefits(counts: &mut Counts, rules: Rules) {
    let stocks = counts.keys(|key| {
        key.unit == Unit::Persons
            && key.by.is_empty()
            && matches!(key.condition, Condition::StockEnd | Condition::StockMonths)
    });
    for people in stocks {
        let benefits = CountKey { unit: Unit::Benefits, ..people.clone() };
        let (Some(&persons), Some(&number)) =
            (counts.numbers.get(&people), counts.numbers.get(&benefits))
        else {
            continue;
        };
        let Some(couples) = counts.add_residual(vec![(persons, 1), (number, -1)], rules) else {
            continue;
        };
        counts.bound(vec![(number, 2), (persons, -1)]);
        // people beside the first are partners of couples, or else in any household of more than one adult
        let together = [&["couple"][..], &["couple", "other", "unknown"]];
        let parts = together.map(|households| {
            let is_of_them = |key: &&CountKey| {
                key.with_all() == benefits
                    && matches!(key.by.as_slice(), [(Dimension::Household, group)]
                        if households.contains(&&*group.id()))
            };
            let of_them = counts.numbers.iter().filter(|(key, _)| is_of_them(key));
            of_them.map(|(_, number)| (*number, 1)).chain([(couples, -1)]).collect::<Vec<_>>()
        });
        let is_true = |terms: &&Vec<_>| counts.evaluate(terms).is_some_and(|rest| rest >= 0);
        if let Some(terms) = parts.iter().filter(|of| of.len() > 1).find(is_true) {
            same_or_at_most(counts, terms.clone());
        }
        let couple = Group::Label("couple".to_owned());
        let target = people.of(Dimension::PersonGroup, &couple);
        if let Some(&target) = counts.numbers.get(&target) {
            same_or_at_most(counts, vec![(target, 1), (couples, -2)]);
        }
    }
}

/// Most people take part in one programme at a time, so people less participations that still run are those who ended:
/// a number that anybody can work out.
fn people_and_participations(counts: &mut Counts, rules: Rules) {
    for key in counts.keys(|key| key.condition == Condition::ParticipationRunning) {
        let running = counts.numbers[&key];
        let people = CountKey { unit: Unit::Persons, ..key.with(Condition::Participant) };
        let Some(&people) = counts.numbers.get(&people) else { continue };
        let Some(left) = counts.add_residual(vec![(people, 1), (running, -1)], rules) else {
            continue;
        };
        if let Some(&ended) = counts.numbers.get(&key.with(Condition::Ended)) {
            same_or_at_most(counts, vec![(ended, 1), (left, -1)]);
        }
    }
}

/// A reader who takes two counts for one and the same is right where they are, and else knows which is larger.
fn same_or_at_most(counts: &mut Counts, terms: Vec<(usize, i64)>) {
    match counts.evaluate(&terms) {
        Some(0) => counts.equate(terms),
        _ => counts.bound(terms),
    }
}

/// A value that is a share of a whole is at most the whole, and the others are people too.
fn parts_of(counts: &mut Counts, published_rows: &[PublishedRow], rules: Rules) {
    let mut seen = BTreeSet::new();
    for row in published_rows {
        let figure = row.figure_spec();
        if !figure.is_some_and(|figure| is_part_of(figure, &row.group)) {
            continue;
        }
        let disclosed = disclosed_counts(row);
        let key = |column| Some(&disclosed.iter().find(|of| of.column == column)?.count_key);
        let Some(whole) = key(Column::Whole) else { continue };
        let before = row.comparison.and_then(|before| earlier(whole, row, before));
        for (part, whole) in [(Column::Value, Some(whole.clone())), (Column::Previous, before)] {
            let number = |of: &CountKey| counts.numbers.get(of).copied();
            let part = key(part).and_then(number);
            if let (Some(part), Some(whole)) = (part, whole.as_ref().and_then(number))
                && part != whole
                && seen.insert((part, whole))
            {
                counts.add_residual(vec![(whole, 1), (part, -1)], rules);
            }
        }
    }
}

/// A whole in the comparison period, which is printed in another row; `None` where it is of neither the period nor its last day.
pub(crate) fn earlier(whole: &CountKey, row: &PublishedRow, before: Period) -> Option<CountKey> {
    let (from, to) = (row.period.from(), row.period.to());
    if matches!(whole.condition, Condition::StockEnd | Condition::ParticipationRunning) {
        let day = before.to();
        return (whole.to == to).then(|| CountKey { from: day, to: day, ..whole.clone() });
    }
    let is_of_period = (whole.from, whole.to) == (from, to);
    is_of_period.then(|| CountKey { from: before.from(), to: before.to(), ..whole.clone() })
}

/// Figures of one period that are parts or sums of one another.
fn between_figures(counts: &mut Counts) {
    use Condition as C;
    // who left for a reason is told by group too, and then beside that reason by the same groups
    let is_of_reason = |key: &CountKey| {
        matches!(key.condition, C::OutflowToWork | C::OutflowToPension)
            && key.by.iter().all(|(by, _)| *by != Dimension::EndReason)
    };
    let at_most = [
        (C::NotReturned12, Unit::Persons, C::NotReturned6, Unit::Persons),
        (C::ParticipantIntoWork, Unit::Persons, C::IntoWork, Unit::Persons),
        (C::IntoWork, Unit::Persons, C::Placement, Unit::Placements),
        (C::SocialParticipant, Unit::Persons, C::Participant, Unit::Persons),
    ];
    for key in counts.keys(|key| key.by.is_empty() || is_of_reason(key)) {
        for (part, unit, whole, of) in at_most {
            let whole = CountKey { unit: of, ..key.with(whole) };
            if (key.condition, key.unit) == (part, unit)
                && let (Some(part), Some(whole)) =
                    (counts.numbers.get(&key), counts.numbers.get(&whole))
            {
                counts.bound(vec![(*whole, 1), (*part, -1)]);
            }
        }
        if key.condition == C::Exposed {
            exposed(counts, &key);
        }
        let group = |condition, dimension, group: &Group, factor| {
            counts.term(&key.with(condition).of(dimension, group), factor)
        };
        let label = |id: &str| Group::Label(id.to_owned());
        let reasons: Vec<_> = match key.condition {
            C::OutflowToWork => ["work", "self_employment"]
                .map(|id| group(C::Outflow, Dimension::EndReason, &label(id), -1))
                .into(),
            C::OutflowToPension => {
                vec![group(C::Outflow, Dimension::EndReason, &label("pension"), -1)]
            }
            // a result that is not declared is neither completed nor anything else
            C::Completed => {
                let results = CodeList::Result.declared().filter(|id| !NOT_COMPLETED.contains(id));
                results.map(|id| group(C::Ended, Dimension::Result, &label(id), -1)).collect()
            }
            _ => continue,
        };
        let reasons: Option<Vec<_>> = reasons.into_iter().collect();
        if let Some(reasons) = reasons {
            let mut terms: Vec<_> = reasons.into_iter().flatten().collect();
            terms.push((counts.numbers[&key], 1));
            if counts.evaluate(&terms).is_none_or(|total| total == 0) {
                counts.equate(terms);
            }
        }
    }
}

/// Whoever can leave was there before the period or came in it, and at the end has left or is still there.
fn exposed(counts: &mut Counts, key: &CountKey) {
    let before = key.stock_on(key.from.plus_days(-1));
    let after = key.stock_on(key.to);
    for (stock, flow) in [(before, Condition::Inflow), (after, Condition::Outflow)] {
        let both = (counts.term(&stock, -1), counts.term(&key.with(flow), -1));
        if let (Some(stock), Some(flow)) = both {
            let all = counts.numbers[key];
            counts.equate(stock.into_iter().chain(flow).chain([(all, 1)]).collect());
        }
    }
}

/// Municipalities and the region that holds them. Of people one may be counted in two of them; a benefit is of one.
fn within(counts: &mut Counts, containing: &Containing, rules: Rules) {
    if containing.parts.is_empty() {
        return;
    }
    for key in counts.keys(|key| key.place == containing.whole) {
        let whole = counts.numbers[&key];
        let mut terms = vec![(whole, 1)];
        let mut is_all = containing.is_all;
        for place in &containing.parts {
            match counts.term(&CountKey { place: place.clone(), ..key.clone() }, -1) {
                Some(part) if key.unit == Unit::Persons => {
                    for (part, _) in part {
                        counts.add_residual(vec![(whole, 1), (part, -1)], rules);
                    }
                }
                Some(part) => terms.extend(part),
                None => is_all = false,
            }
        }
        if key.unit == Unit::Persons || terms.len() == 1 {
            continue;
        }
        if is_all && counts.evaluate(&terms).is_none_or(|left| left == 0) {
            counts.equate(terms);
        } else {
            counts.add_residual(terms, rules);
        }
    }
}

/// Of those who started together fewer and fewer run, and only those who can be followed are at risk.
fn cohorts(counts: &mut Counts) {
    for key in counts.keys(|key| key.after.is_some()) {
        let part = counts.numbers[&key];
        let started = CountKey { after: None, ..key.clone() };
        let before = key.after.map(|(years, status)| (years - 1, status));
        let before = CountKey { after: before, ..key };
        for whole in [started, before] {
            if let Some(&whole) = counts.numbers.get(&whole) {
                counts.bound(vec![(whole, 1), (part, -1)]);
            }
        }
    }
}
