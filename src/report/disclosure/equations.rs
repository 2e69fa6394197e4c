//! What a reader knows to hold between the counts of a report, from their headings alone.

use std::collections::{BTreeMap, BTreeSet};

use super::counts::{Counts, Knowledge};
use super::heading::Column;
use super::heading::{Heading, figure, is_part_of, tellings};
use super::rules::{Rules, is_parted};
use super::statement::{Statement, Told};
use crate::measure::{Condition, Dimension, SOCIAL_KINDS, Unit};
use crate::number::Ratio;
use crate::period::{Day, Period};
use crate::report::Group;

/// Municipalities that have a report each, and the report of all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Region {
    /// The name of the report of all.
    pub(crate) whole: String,
    /// The municipalities.
    pub(crate) parts: Vec<String>,
}

impl Region {
    /// The region of a run: the last report is of all, where there are more.
    pub(crate) fn of(statements: &[Statement]) -> Option<Self> {
        let mut places: Vec<&String> = Vec::new();
        for statement in statements {
            if places.last().is_none_or(|last| **last != statement.place) {
                places.push(&statement.place);
            }
        }
        let whole = places.pop().filter(|_| !places.is_empty())?;
        Some(Self { whole: whole.clone(), parts: places.into_iter().cloned().collect() })
    }
}

/// Adds everything that is known. `rules` say which counts that are only worked out are small; an audit, which knows
/// no count that is hidden, has none.
pub(crate) fn add_all(
    counts: &mut Counts,
    statements: &[Statement],
    regions: &[Region],
    rules: Option<Rules>,
) {
    flows(counts, rules);
    totals(counts);
    parts_of(counts, statements, rules);
    between_figures(counts);
    months(counts);
    printed(counts, statements);
    periods(counts, rules);
    for region in regions {
        regional(counts, region);
    }
}

/// The number of a heading, with a factor; `None` where it does not stand in the report. A group that a table does not
/// name is nought, and so no term at all.
fn term(counts: &Counts, heading: &Heading, factor: i64) -> Option<Option<(usize, i64)>> {
    if let Some(number) = counts.numbers.get(heading) {
        return Some(Some((*number, factor)));
    }
    let (dimension, _) = heading.by.as_ref()?;
    counts.is_complete(&(heading.total(), *dimension)).then_some(None)
}

/// stock before + inflow − outflow − stock after = 0, for all and for groups of which a spell is in one for good.
fn flows(counts: &mut Counts, rules: Option<Rules>) {
    let of_flow = |heading: &&Heading| {
        matches!(heading.condition, Condition::Inflow | Condition::Outflow | Condition::StockEnd)
    };
    let headings: Vec<Heading> = counts.numbers.keys().filter(of_flow).cloned().collect();
    let is_flow = |heading: &&Heading| heading.condition != Condition::StockEnd;
    let spans: BTreeSet<(String, Unit, Day, Day)> = headings
        .iter()
        .filter(is_flow)
        .map(|heading| (heading.place.clone(), heading.unit, heading.from, heading.to))
        .collect();
    for (place, unit, from, to) in spans {
        let here = |heading: &&Heading| heading.place == place && heading.unit == unit;
        let groups: BTreeSet<Option<(Dimension, Group)>> =
            headings.iter().filter(here).map(|heading| heading.by.clone()).collect();
        for by in groups.into_iter().filter(|by| by.as_ref().is_none_or(is_for_good)) {
            let inflow =
                Heading { place: place.clone(), unit, condition: Condition::Inflow, from, to, by };
            flow(counts, &inflow, rules);
        }
    }
}

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
        (Dimension::PersonGroup, Group::Label(id)) => {
            !["youth", "50_plus", "without_benefit"].contains(&id.as_str())
        }
        _ => false,
    }
}

fn flow(counts: &mut Counts, inflow: &Heading, rules: Option<Rules>) {
    let four = [
        (inflow.stock_on(inflow.from.plus_days(-1)), 1),
        (inflow.clone(), 1),
        (inflow.with(Condition::Outflow), -1),
        (inflow.stock_on(inflow.to), -1),
    ];
    let mut terms = Vec::new();
    let mut unknown = None;
    for (heading, factor) in &four {
        match (term(counts, heading, *factor), unknown) {
            (Some(term), _) => terms.extend(term),
            (None, None) => unknown = Some(*factor),
            (None, Some(_)) => return, // two that nobody tells: nothing follows
        }
    }
    match unknown {
        None => counts.equate(Knowledge::Flow, terms),
        Some(factor) => {
            // the one that is not printed is what the others come to
            let turned = terms.into_iter().map(|(number, of)| (number, -factor * of)).collect();
            counts.bound(Knowledge::Flow, turned, rules);
        }
    }
}

/// Groups and their total.
fn totals(counts: &mut Counts) {
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
            covered(counts, total, &groups, *dimension != Dimension::PersonGroup);
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

/// Groups that may overlap: each is at most the total, and together they hold at least as many where everybody is in
/// one of them.
fn covered(counts: &mut Counts, total: usize, groups: &[usize], everybody: bool) {
    for &group in groups {
        counts.bound(Knowledge::Groups, vec![(total, 1), (group, -1)], None);
    }
    if everybody {
        let mut terms: Vec<_> = groups.iter().map(|group| (*group, 1)).collect();
        terms.push((total, -1));
        counts.bound(Knowledge::Groups, terms, None);
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
        counts.bound(Knowledge::Groups, vec![(total, 1), (young, -1), (old, -1)], None);
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
        let of = |column| {
            let telling = told.iter().find(|telling| telling.column == column)?;
            counts.numbers.get(&telling.heading).copied()
        };
        if let (Some(value), Some(whole)) = (of(Column::Value), of(Column::Whole)) {
            if value != whole && seen.insert((value, whole)) {
                counts.bound(Knowledge::PartOf, vec![(whole, 1), (value, -1)], rules);
            }
        }
    }
}

/// Figures of one period that are parts or sums of one another.
fn between_figures(counts: &mut Counts) {
    use Condition as C;
    let totals: Vec<Heading> =
        counts.numbers.keys().filter(|heading| heading.by.is_none()).cloned().collect();
    let at_most = [
        (C::NotReturned12, Unit::Persons, C::NotReturned6, Unit::Persons),
        (C::ParticipantIntoWork, Unit::Persons, C::IntoWork, Unit::Persons),
        (C::IntoWork, Unit::Persons, C::Placement, Unit::Placements),
        (C::SocialParticipant, Unit::Persons, C::Participant, Unit::Persons),
    ];
    for heading in totals {
        for (part, unit, whole, of) in at_most {
            let whole = Heading { unit: of, ..heading.with(whole) };
            if (heading.condition, heading.unit) == (part, unit) {
                if let (Some(part), Some(whole)) =
                    (counts.numbers.get(&heading), counts.numbers.get(&whole))
                {
                    counts.bound(Knowledge::PartOf, vec![(*whole, 1), (*part, -1)], None);
                }
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
            C::Completed => (
                1,
                vec![
                    term(counts, &heading.with(C::Ended), -1),
                    group(C::Ended, Dimension::Result, &label("dropout"), 1),
                    group(C::Ended, Dimension::Result, &Group::Unknown, 1),
                ],
            ),
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

/// The sum of the stocks at month ends holds the stock on the last day.
fn months(counts: &mut Counts) {
    let sums: Vec<(Heading, usize)> = counts
        .numbers
        .iter()
        .filter(|(heading, _)| heading.condition == Condition::StockMonths)
        .map(|(heading, number)| (heading.clone(), *number))
        .collect();
    for (heading, sum) in sums {
        let period = Period::new(heading.from, heading.to);
        let ends = period.map(|period| period.month_ends()).unwrap_or_default();
        let Some(&last) = counts.numbers.get(&heading.stock_on(heading.to)) else { continue };
        match ends.as_slice() {
            [] => counts.equate(Knowledge::Months, vec![(sum, 1), (last, -1)]),
            [only] if *only == heading.to => {
                counts.equate(Knowledge::Months, vec![(sum, 1), (last, -1)]);
            }
            [.., end] if *end == heading.to => {
                counts.bound(Knowledge::Months, vec![(sum, 1), (last, -1)], None);
            }
            _ => {}
        }
    }
}

/// Changes and shares that are printed beside a number that is hidden.
fn printed(counts: &mut Counts, statements: &[Statement]) {
    for statement in statements {
        let told = tellings(statement);
        let number = |column| {
            let mut told = told.iter().filter(|telling| telling.divisor == 1);
            let telling = told.find(|telling| telling.column == column)?;
            counts.numbers.get(&telling.heading).copied()
        };
        let numbers = [Column::Value, Column::Previous, Column::Whole].map(number);
        let of_stock = |day: Day, factor| {
            let any = Heading::new(
                &statement.place,
                statement.unit,
                Condition::StockEnd,
                statement.period,
            );
            Some((*counts.numbers.get(&any.stock_on(day))?, factor))
        };
        let stocks = [
            of_stock(statement.period.to(), 1),
            of_stock(statement.period.from().plus_days(-1), -1),
        ];
        if let (Some(change), [Some(value), Some(previous), _]) = (whole(statement.change), numbers)
        {
            counts.state(vec![(value, 1), (previous, -1)], change);
        }
        if let (true, Some(change), [Some(end), Some(begin)]) =
            (statement.figure == "stock_change", whole(statement.value), stocks)
        {
            counts.state(vec![end, begin], change);
        }
        if let (Told::Number(share), [Some(value), _, Some(whole)]) = (statement.share, numbers) {
            shared(counts, share, value, whole);
        }
    }
}

/// A number that is told and whole.
fn whole(told: Told) -> Option<i64> {
    let Told::Number(number) = told else { return None };
    i64::try_from(number.rounded(0)?).ok()
}

/// A share of so many hundredths of a percent, rounded, is at most half a one off, or half a tenth where it is printed
/// in tenths.
fn shared(counts: &mut Counts, share: Ratio, value: usize, whole: usize) {
    let known = |number: usize| counts.entries[number].count.is_some();
    let (Some(hundredths), Some(tenths)) = (share.rounded(2), share.rounded(1)) else { return };
    let (Ok(hundredths), in_tenths) = (i64::try_from(hundredths), hundredths == tenths * 10) else {
        return;
    };
    if known(value) && known(whole) {
        return;
    }
    let off = if in_tenths { 10 } else { 1 };
    let (low, high) = (2 * hundredths - off, 2 * hundredths + off);
    counts.bound(Knowledge::Printed, vec![(value, 20_000), (whole, -low)], None);
    counts.bound(Knowledge::Printed, vec![(whole, high), (value, -20_000)], None);
}

/// Whether what is counted in two periods that follow each other adds up to what is counted in both together.
fn adds_up(heading: &Heading) -> bool {
    use Condition as C;
    let by_day =
        heading.by.as_ref().is_none_or(|(dimension, _)| *dimension != Dimension::PersonGroup);
    by_day
        && matches!(
            heading.condition,
            C::Inflow
                | C::Outflow
                | C::OutflowToWork
                | C::Placement
                | C::Subsidised
                | C::Ended
                | C::Completed
        )
}

/// A longer period and the shorter ones in it.
fn periods(counts: &mut Counts, rules: Option<Rules>) {
    type Spans = Vec<(Day, Day, usize)>;
    let mut spans: BTreeMap<Heading, Spans> = BTreeMap::new();
    for (heading, number) in counts.numbers.iter().filter(|(heading, _)| adds_up(heading)) {
        let any = Heading { from: Day::MIN, to: Day::MIN, ..heading.clone() };
        spans.entry(any).or_default().push((heading.from, heading.to, *number));
    }
    for spans in spans.into_values().filter(|spans| spans.len() > 1) {
        for &(from, to, number) in &spans {
            let is_inside = |span: &&(Day, Day, usize)| {
                span.0 >= from && span.1 <= to && (span.0, span.1) != (from, to)
            };
            let inside: Vec<_> = spans.iter().filter(is_inside).copied().collect();
            let tiling = tiling(&inside, from, to);
            if let Some(tiles) = &tiling {
                let mut terms: Vec<_> = tiles.iter().map(|tile| (*tile, 1)).collect();
                terms.push((number, -1));
                counts.equate(Knowledge::Periods, terms);
            }
            for (.., part) in inside
                .iter()
                .filter(|(.., part)| !tiling.as_ref().is_some_and(|tiles| tiles.contains(part)))
            {
                counts.bound(Knowledge::Periods, vec![(number, 1), (*part, -1)], rules);
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

/// A region and its municipalities, heading by heading.
fn regional(counts: &mut Counts, region: &Region) {
    let of_region = |heading: &&Heading| heading.place == region.whole;
    let headings: Vec<Heading> = counts.numbers.keys().filter(of_region).cloned().collect();
    for heading in headings {
        let at = |place: &String| Heading { place: place.clone(), ..heading.clone() };
        let is_folded = |place: &String| {
            heading.by.as_ref().is_some_and(|(dimension, _)| {
                let total = Heading { place: place.clone(), ..heading.total() };
                let groups = counts.groups.get(&(total, *dimension));
                groups.is_some_and(|groups| groups.iter().any(|(group, _)| *group == Group::Rest))
            })
        };
        if matches!(heading.by, Some((_, Group::Rest))) {
            continue;
        }
        let terms: Option<Vec<_>> =
            region.parts.iter().map(|place| term(counts, &at(place), -1)).collect();
        let Some(terms) = terms else { continue };
        let mut terms: Vec<_> = terms.into_iter().flatten().collect();
        terms.push((counts.numbers[&heading], 1));
        if region.parts.iter().any(is_folded) {
            counts.bound(Knowledge::Region, terms, None);
        } else {
            counts.equate(Knowledge::Region, terms);
        }
    }
}
