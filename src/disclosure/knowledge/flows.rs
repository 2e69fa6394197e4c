//! What a reader knows to hold between counts of different days: stocks move by what goes in and out, means are made of
//! stocks, and shorter periods add up to longer ones.

use std::collections::{BTreeMap, BTreeSet};

use super::count_key::CountKey;
use super::counts::Counts;
use crate::disclosure::rules::Rules;
use crate::measure::{Condition, DURATION_MONTHS, DURATIONS, Dimension, Unit};
use crate::period::{Day, Period};
use crate::report::Group;

/// stock before + inflow − outflow − stock after = 0, for all and for groups of which a spell is in one for good.
pub(super) fn flows(counts: &mut Counts, rules: Rules) {
    let count_keys = counts.keys(|key| {
        let flow = [Condition::Inflow, Condition::Outflow, Condition::StockEnd];
        key.after.is_none() && flow.contains(&key.condition)
    });
    let is_flow = |key: &&CountKey| key.condition != Condition::StockEnd;
    let spans: BTreeSet<(String, Unit, Day, Day)> = count_keys
        .iter()
        .filter(is_flow)
        .map(|key| (key.place.clone(), key.unit, key.from, key.to))
        .collect();
    for (place, unit, from, to) in spans {
        let here = |key: &&CountKey| key.place == place && key.unit == unit;
        let groups: BTreeSet<Vec<(Dimension, Group)>> =
            count_keys.iter().filter(here).map(|key| key.by.clone()).collect();
        for by in groups.into_iter().filter(|by| by.iter().all(is_for_good)) {
            let inflow = CountKey {
                place: place.clone(),
                unit,
                condition: Condition::Inflow,
                from,
                to,
                by,
                after: None,
            };
            flow(counts, &inflow, rules);
            if inflow.by.is_empty() {
                older(counts, &inflow);
                longer(counts, &inflow);
            }
        }
    }
}

/// Whoever is of an age or older stays so: those at the end are at least those at the beginning, less who left, with who
/// came.
fn older(counts: &mut Counts, inflow: &CountKey) {
    let classes: BTreeSet<Group> = counts
        .numbers
        .keys()
        .filter(|key| (&key.place, key.unit) == (&inflow.place, inflow.unit))
        .filter_map(|key| match key.by.as_slice() {
            [(Dimension::Age, group @ Group::Label(_))] => Some(group.clone()),
            _ => None,
        })
        .collect();
    let mut classes: Vec<(u32, Group)> =
        classes.into_iter().map(|group| (youngest(&group), group)).collect();
    classes.sort();
    let mut terms = Vec::new();
    for (_, group) in classes.into_iter().skip(1).rev() {
        let of_group = |key: CountKey, factor| counts.term(&key.of(Dimension::Age, &group), factor);
        let four = [
            of_group(inflow.stock_on(inflow.to), 1),
            of_group(inflow.with(Condition::Outflow), 1),
            of_group(inflow.stock_on(inflow.from.plus_days(-1)), -1),
            of_group(inflow.clone(), -1),
        ];
        let known: Option<Vec<_>> = four.into_iter().collect();
        let Some(known) = known else { return };
        terms.extend(known.into_iter().flatten());
        counts.bound(terms.clone());
    }
}

/// Benefits run on: whoever is in a class of duration or a longer one at the beginning is so many months further at the
/// end, or has left; and whoever has a benefit for longer than the period had it before.
fn longer(counts: &mut Counts, inflow: &CountKey) {
    let before = inflow.from.plus_days(-1);
    let months = Period::new(inflow.from, inflow.to).ok().and_then(Period::months);
    let full = months.unwrap_or_else(|| before.full_months_to(inflow.to));
    let begun = months.unwrap_or(full + 1);
    let from_class = |counts: &Counts, key: &CountKey, first: usize, factor| {
        let of_class = |class: &&str| {
            let group = Group::Label((*class).to_owned());
            counts.term(&key.clone().of(Dimension::Duration, &group), factor)
        };
        Some(DURATIONS[first..].iter().map(of_class).collect::<Option<Vec<_>>>()?.concat())
    };
    let (stock, outflow) = (inflow.stock_on(inflow.to), inflow.with(Condition::Outflow));
    for (class, shortest) in DURATION_MONTHS.iter().enumerate() {
        let Some(were) = from_class(counts, &inflow.stock_on(before), class, -1) else { return };
        let sum_of = |ran: usize, left: usize| {
            let ran = from_class(counts, &stock, ran, 1)?;
            Some([ran, from_class(counts, &outflow, left, 1)?, were.clone()].concat())
        };
        let least = DURATION_MONTHS.iter().rposition(|months| *months <= shortest + full);
        let sure = DURATION_MONTHS.iter().position(|months| *months >= shortest + begun);
        let at_least = least.and_then(|least| sum_of(least, class));
        let at_most = sure.and_then(|sure| sum_of(sure, sure)).map(|terms| {
            terms.into_iter().map(|(number, factor)| (number, -factor)).collect::<Vec<_>>()
        });
        for terms in at_least.into_iter().chain(at_most) {
            counts.bound(terms);
        }
    }
}

/// A participation that runs when a period begins ends in it or still runs when it is over.
pub(super) fn participations_run_on(counts: &mut Counts) {
    for ended in counts.keys(|key| key.condition == Condition::Ended) {
        let running_on = |day| {
            let condition = Condition::ParticipationRunning;
            CountKey { condition, from: day, to: day, ..ended.clone() }
        };
        let three = [
            counts.term(&running_on(ended.to), 1),
            counts.term(&ended, 1),
            counts.term(&running_on(ended.from.plus_days(-1)), -1),
        ];
        if let Some(terms) = three.into_iter().collect::<Option<Vec<_>>>() {
            counts.bound(terms.concat());
        }
    }
}

/// The youngest age of a class by its name: 0 for `<27`, 55 for `55+`.
fn youngest(group: &Group) -> u32 {
    let id = group.id();
    let digits: String = id.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

/// Groups that somebody is in or not on the days of a period alone.
const ASKED_ANEW: [&str; 4] = ["youth", "50_plus", "without_benefit", "youth_without_benefit"];

/// Whether a spell is in the group from its start to its end.
fn is_for_good(by: &(Dimension, Group)) -> bool {
    match by {
        (
            Dimension::Sex
            | Dimension::Household
            | Dimension::Scheme
            | Dimension::District
            | Dimension::TargetGroup,
            _,
        ) => true,
        (Dimension::PersonGroup, Group::Label(id)) => !ASKED_ANEW.contains(&id.as_str()),
        _ => false,
    }
}

fn flow(counts: &mut Counts, inflow: &CountKey, rules: Rules) {
    let four = [
        (inflow.stock_on(inflow.from.plus_days(-1)), 1),
        (inflow.clone(), 1),
        (inflow.with(Condition::Outflow), -1),
        (inflow.stock_on(inflow.to), -1),
    ];
    let mut terms = Vec::new();
    let mut unknown = None;
    for (key, factor) in &four {
        match (counts.term(key, *factor), unknown) {
            (Some(term), _) => terms.extend(term),
            (None, None) => unknown = Some(*factor),
            (None, Some(_)) => return, // two that are nowhere printed: nothing follows
        }
    }
    match unknown {
        None => counts.equate(terms),
        Some(factor) => {
            // the one that is not printed is what the others come to
            let turned = terms.into_iter().map(|(number, of)| (number, -factor * of)).collect();
            counts.add_residual(turned, rules);
        }
    }
}

/// The sum of the stocks at month ends holds the stock on the last day, and is that of the months before with it.
pub(super) fn months(counts: &mut Counts) {
    let sums: Vec<(CountKey, usize)> = counts
        .numbers
        .iter()
        .filter(|(key, _)| key.condition == Condition::StockMonths)
        .map(|(key, number)| (key.clone(), *number))
        .collect();
    for (key, sum) in sums {
        let period = Period::new(key.from, key.to);
        let ends = period.map(Period::month_ends).unwrap_or_default();
        let Some(&last) = counts.numbers.get(&key.stock_on(key.to)) else { continue };
        match ends.as_slice() {
            [] => counts.equate(vec![(sum, 1), (last, -1)]),
            [only] if *only == key.to => {
                counts.equate(vec![(sum, 1), (last, -1)]);
            }
            [.., before, end] if *end == key.to => {
                let earlier = CountKey { to: *before, ..key.clone() };
                match counts.numbers.get(&earlier) {
                    Some(&earlier) => {
                        counts.equate(vec![(sum, 1), (earlier, -1), (last, -1)]);
                    }
                    None => counts.bound(vec![(sum, 1), (last, -1)]),
                }
            }
            _ => {}
        }
        moved_between(counts, &key, [sum, last], &ends);
    }
}

/// At the end of each month there are at most as many as if nobody had left before, at least as if nobody had come.
fn moved_between(counts: &mut Counts, sum_of: &CountKey, [sum, last]: [usize; 2], ends: &[Day]) {
    let number = i64::try_from(ends.len()).unwrap_or(0);
    let others = number - i64::from(ends.last() == Some(&sum_of.to));
    if others < 1 {
        return;
    }
    for (condition, sign) in [(Condition::Outflow, -1), (Condition::Inflow, 1)] {
        if let Some(&flow) = counts.numbers.get(&sum_of.with(condition)) {
            let terms = vec![(last, -sign * number), (flow, others), (sum, sign)];
            counts.bound(terms);
        }
    }
}

/// Whether what is counted in two periods that follow each other adds up to what is counted in both together.
fn adds_up(key: &CountKey) -> bool {
    use Condition as C;
    // who is young or old, or without a benefit, is asked of each period anew
    let by_day = key.by.iter().all(|by| by.0 != Dimension::PersonGroup || is_for_good(by));
    // of a period in which no month ends, the mean is the stock on its last day
    let has_months = || {
        let period = Period::new(key.from, key.to);
        period.is_ok_and(|period| !period.month_ends().is_empty())
    };
    by_day
        && (key.condition != C::StockMonths || has_months())
        && matches!(
            key.condition,
            C::Inflow
                | C::Outflow
                | C::OutflowToWork
                | C::OutflowToPension
                | C::Placement
                | C::Subsidised
                | C::Ended
                | C::Completed
                | C::StockMonths
        )
}

/// Whether everybody who is counted in a period is counted in every longer one too, once: whoever comes by another month
/// is people.
fn is_within(key: &CountKey) -> bool {
    use Condition as C;
    matches!(
        key.condition,
        C::IntoWork
            | C::PartTimeToFullTime
            | C::Participant
            | C::SocialParticipant
            | C::ParticipantIntoWork
            | C::LeftToWork
    )
}

/// A longer period and the shorter ones in it.
pub(super) fn periods(counts: &mut Counts, rules: Rules) {
    type Spans = Vec<(Day, Day, usize)>;
    let mut spans: BTreeMap<CountKey, Spans> = BTreeMap::new();
    let follows = |key: &CountKey| adds_up(key) || is_within(key);
    for (key, number) in counts.numbers.iter().filter(|(key, _)| follows(key)) {
        let any = CountKey { from: Day::MIN, to: Day::MIN, ..key.clone() };
        spans.entry(any).or_default().push((key.from, key.to, *number));
    }
    for (key, spans) in spans.into_iter().filter(|(_, spans)| spans.len() > 1) {
        for &(from, to, number) in &spans {
            let is_inside = |span: &&(Day, Day, usize)| {
                span.0 >= from && span.1 <= to && (span.0, span.1) != (from, to)
            };
            let inside: Vec<_> = spans.iter().filter(is_inside).copied().collect();
            let tiling = tiling(&inside, from, to).filter(|_| !is_within(&key));
            if let Some(tiles) = &tiling {
                let mut terms: Vec<_> = tiles.iter().map(|tile| (*tile, 1)).collect();
                terms.push((number, -1));
                counts.equate(terms);
            }
            for &(first, last, part) in &inside {
                let is_between = |other: &(Day, Day, usize)| {
                    other.2 != part && other.0 <= first && other.1 >= last
                };
                let rest = vec![(number, 1), (part, -1)];
                // what is left of a longer one still is the sum of what is left from one to the next, unless it is few
                let is_few = || {
                    let count = counts.evaluate(&rest);
                    count.is_some_and(|count| rules.is_small(count))
                };
                let is_tile = tiling.as_ref().is_some_and(|tiles| tiles.contains(&part));
                if !is_tile && (!inside.iter().any(is_between) || is_few()) {
                    counts.add_residual(rest, rules);
                }
            }
        }
    }
}

/// Spans that follow each other from the first day to the last, the longest ones first.
fn tiling(spans: &[(Day, Day, usize)], from: Day, to: Day) -> Option<Vec<usize>> {
    let mut next = from;
    let mut tiles = Vec::new();
    while next <= to {
        let starting = spans.iter().filter(|span| span.0 == next);
        let longest = starting.max_by_key(|span| span.1)?;
        tiles.push(longest.2);
        next = longest.1.plus_days(1);
    }
    Some(tiles)
}
