//! What a reader knows of stocks and flows: what begins and ends moves the number that runs, people grow older and benefits
//! longer.

use std::collections::BTreeSet;

use super::known::{Knowledge, Terms};
use super::names::Name;
use crate::period::Period;

/// Dimensions that a spell keeps from its start to its end.
const KEPT: [&str; 5] = ["sex", "household", "scheme", "district", "target_group"];

/// stock before + inflow − outflow = stock after, for all and for groups that a spell is in for good; in months between,
/// the stock lies between what stays and what can have come.
pub(super) fn flows(knowledge: &mut Knowledge) {
    let names = knowledge.names(|name| name.what == "inflow" || name.what == "outflow");
    let is_kept = |name: &Name| name.groups.iter().all(|(by, _)| KEPT.contains(&by.as_str()));
    let flows: BTreeSet<Name> =
        names.iter().filter(|name| is_kept(name)).map(|name| name.of("inflow")).collect();
    for inflow in flows {
        let outflow = inflow.of("outflow");
        let (end, begin) = (inflow.stock(inflow.to), inflow.stock(inflow.from.plus_days(-1)));
        let known = [&begin, &inflow, &outflow, &end];
        let printed = known.iter().filter(|name| knowledge.numbers.contains_key(**name)).count();
        if printed < 3 {
            continue;
        }
        let [begin, inflow_number, outflow_number, end] = known.map(|name| knowledge.number(name));
        let terms = vec![(begin, 1), (inflow_number, 1), (outflow_number, -1), (end, -1)];
        knowledge.equate(terms);
        let sum = inflow.of("stock_sum");
        if let Some(&sum_number) = knowledge.numbers.get(&sum) {
            let months = sum.divisor();
            let ends_with = Period::new(sum.from, sum.to)
                .is_ok_and(|period| period.month_ends().last() == Some(&sum.to));
            let before = months - i64::from(ends_with);
            let last = i64::from(ends_with);
            knowledge.at_least(
                vec![(sum_number, 1), (end, -last), (begin, -before), (outflow_number, before)],
                0,
            );
            knowledge.at_least(
                vec![(begin, before), (inflow_number, before), (end, last), (sum_number, -1)],
                0,
            );
        }
    }
    exposed(knowledge);
    older(knowledge, &names);
    longer(knowledge, &names);
    participations_run_on(knowledge);
}

/// A participation that runs when a period begins ends in it or still runs when it is over.
fn participations_run_on(knowledge: &mut Knowledge) {
    for ended in knowledge.names(|name| name.what == "ended") {
        let running = |day| Name { what: "running", from: day, to: day, ..ended.clone() };
        let (now, before) = (running(ended.to), running(ended.from.plus_days(-1)));
        if let Some(terms) = knowledge.terms([(&now, 1), (&ended, 1), (&before, -1)]) {
            knowledge.at_least(terms, 0);
        }
    }
}

/// Whoever can leave was there before the period or came in it, and at its end has left or is still there.
fn exposed(knowledge: &mut Knowledge) {
    for all in knowledge.names(|name| name.what == "exposed") {
        let before = all.of("stock").stock(all.from.plus_days(-1));
        let after = all.of("stock").stock(all.to);
        for (stock, flow) in [(before, all.of("inflow")), (after, all.of("outflow"))] {
            if let Some(terms) = knowledge.terms([(&all, 1), (&stock, -1), (&flow, -1)]) {
                knowledge.equate(terms);
            }
        }
    }
}

/// Whoever is of an age or older stays so.
fn older(knowledge: &mut Knowledge, flows: &[Name]) {
    let all: BTreeSet<Name> =
        flows.iter().map(|name| Name { groups: Vec::new(), ..name.of("inflow") }).collect();
    for inflow in all {
        let age = |class: &str| vec![("age".to_owned(), class.to_owned())];
        let mut classes: Vec<(u32, String)> = knowledge
            .numbers
            .keys()
            .filter(|name| name.place == inflow.place && name.groups.len() == 1)
            .filter(|name| name.groups[0].0 == "age" && name.groups[0].1 != "unknown")
            .map(|name| (youngest(&name.groups[0].1), name.groups[0].1.clone()))
            .collect();
        classes.sort();
        classes.dedup();
        let mut terms = Terms::new();
        for (_, class) in classes.iter().skip(1).rev() {
            let of = |name: Name| Name { groups: age(class), ..name };
            let four = [
                (of(inflow.stock(inflow.to)), 1),
                (of(inflow.of("outflow")), 1),
                (of(inflow.stock(inflow.from.plus_days(-1))), -1),
                (of(inflow.clone()), -1),
            ];
            let Some(year) = knowledge.terms(four.iter().map(|(name, factor)| (name, *factor)))
            else {
                break;
            };
            terms.extend(year);
            knowledge.at_least(terms.clone(), 0);
        }
    }
}

/// The months of each class of duration by its name.
const MONTHS: [(&str, i32); 7] = [
    ("5y+", 60),
    ("4-5y", 48),
    ("3-4y", 36),
    ("2-3y", 24),
    ("1-2y", 12),
    ("6-12m", 6),
    ("0-6m", 0),
];

/// A year later a benefit has run for a year more, or has ended on the way: benefits of at least so many months at the
/// beginning are at most those that run for these and the period at the end and those that ended after so many months,
/// and at least those that ran or ended after both together.
fn longer(knowledge: &mut Knowledge, flows: &[Name]) {
    let all: BTreeSet<Name> = flows.iter().map(|name| name.of("inflow")).collect();
    for inflow in all.into_iter().filter(|name| name.groups.is_empty()) {
        let eve = inflow.from.plus_days(-1);
        let whole = Period::new(inflow.from, inflow.to).ok().and_then(Period::months);
        let full = eve.full_months_to(inflow.to);
        let (fewest, most) = whole.map_or((full, full + 1), |months| (months, months));
        let (was, is) = (inflow.stock(eve), inflow.stock(inflow.to));
        let ended = inflow.of("outflow");
        let of = |name: &Name, months: i32, factor: i64| -> Option<Terms> {
            let classes = MONTHS.iter().filter(|class| class.1 >= months);
            let groups = |class: &str| vec![("duration".to_owned(), class.to_owned())];
            let number = |class: &(&str, i32)| {
                let name = Name { groups: groups(class.0), ..name.clone() };
                Some((*knowledge.numbers.get(&name)?, factor))
            };
            classes.map(number).collect()
        };
        let mut found = Vec::new();
        for (_, months) in MONTHS {
            let later = MONTHS.iter().map(|class| class.1);
            let at_most = later.clone().find(|later| *later <= months + fewest);
            let at_least = later.filter(|later| *later >= months + most).min();
            let sums = [
                at_most.map(|end| [of(&is, end, 1), of(&ended, months, 1), of(&was, months, -1)]),
                at_least.map(|end| [of(&was, months, 1), of(&is, end, -1), of(&ended, end, -1)]),
            ];
            let all = sums.into_iter().flatten();
            found.extend(all.filter_map(|three| three.into_iter().collect::<Option<Vec<_>>>()));
        }
        for terms in found {
            knowledge.at_least(terms.concat(), 0);
        }
    }
}

/// The youngest age of a class by its name.
fn youngest(class: &str) -> u32 {
    let digits: String = class.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}
