//! What a reader knows of classes that one can only move up in: people grow older, benefits longer.
//!
//! Nobody comes into a class from above. So whoever is in a class or a higher one at the end, or left from it, and was not
//! there at the beginning nor came in there, has moved up into it. Benefits do that by the calendar: over a year whoever
//! was in its second year is in the third, or has left.

use std::collections::BTreeSet;

use super::counts::{Counts, Knowledge};
use super::equations::term;
use super::flows::is_for_good;
use super::heading::Heading;
use super::regions::Region;
use crate::measure::{Condition, Dimension, Unit};
use crate::report::Group;

/// Classes from the lowest to the highest, with what the trait is.
struct Ladder {
    dimension: Dimension,
    /// Each with its lower bound: in years of age, in months of a benefit.
    classes: Vec<(i32, Group)>,
    /// What went out of the classes in a period, all together.
    outflow: Heading,
}

/// All that is known of classes of age and duration.
pub(super) fn ageing(counts: &mut Counts, are_sums: &[&Region]) {
    let totals: BTreeSet<(Heading, Dimension)> = counts
        .groups
        .keys()
        .filter(|(whole, dimension)| {
            matches!(dimension, Dimension::Age | Dimension::Duration)
                && (whole.condition, whole.unit) == (Condition::Outflow, Unit::Benefits)
                && whole.by.iter().all(is_for_good)
                // of a region it follows from its municipalities
                && are_sums.iter().all(|region| region.whole != whole.place)
        })
        .cloned()
        .collect();
    for (outflow, dimension) in totals {
        let groups = &counts.groups[&(outflow.clone(), dimension)];
        let bound = |(group, _): &(Group, usize)| Some((lower_bound(&group.id())?, group.clone()));
        let mut classes: Vec<_> = groups.iter().filter_map(bound).collect();
        classes.sort();
        let ladder = Ladder { dimension, classes, outflow };
        moved_up(counts, &ladder);
        if dimension == Dimension::Duration && is_year(&ladder.outflow) {
            year_by_year(counts, &ladder);
        }
    }
}

/// The lower bound of a class by its name: `<27`, `27-34`, `55+`; `0-6m`, `1-2y`, `5y+`.
fn lower_bound(name: &str) -> Option<i32> {
    if name.starts_with('<') {
        return Some(0);
    }
    let digits = name.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(name.len());
    let bound: i32 = name[..digits].parse().ok()?;
    Some(if name.contains('y') { bound * 12 } else { bound })
}

impl Ladder {
    /// Some of the classes as terms; `None` where one of them does not stand in the report.
    fn terms(
        &self,
        counts: &Counts,
        whole: &Heading,
        is_in: impl Fn(i32) -> bool,
        factor: i64,
    ) -> Option<Vec<(usize, i64)>> {
        let classes = self.classes.iter().filter(|(bound, _)| is_in(*bound));
        let each = classes
            .map(|(_, group)| term(counts, &whole.clone().of(self.dimension, group), factor));
        Some(each.collect::<Option<Vec<_>>>()?.concat())
    }

    fn begin(&self) -> Heading {
        self.outflow.stock_on(self.outflow.from.plus_days(-1))
    }

    fn end(&self) -> Heading {
        self.outflow.stock_on(self.outflow.to)
    }
}

/// Those at the end and who left, less those at the beginning and who came: whoever moved up.
fn moved_up(counts: &mut Counts, ladder: &Ladder) {
    let (begin, end, outflow) = (ladder.begin(), ladder.end(), &ladder.outflow);
    for (least, _) in ladder.classes.iter().skip(1) {
        let above = |bound: i32| bound >= *least;
        let came = match ladder.dimension {
            Dimension::Duration => Some(Vec::new()), // a benefit begins in the lowest class
            _ => ladder.terms(counts, &outflow.with(Condition::Inflow), above, -1),
        };
        let others = [(&end, 1), (outflow, 1), (&begin, -1)];
        let others = others.map(|(of, factor)| ladder.terms(counts, of, above, factor));
        let terms: Option<Vec<_>> = others.into_iter().chain([came]).collect();
        if let Some(terms) = terms {
            counts.others(Knowledge::Ageing, terms.concat(), None);
        }
    }
}

/// Whether a period is a year by the calendar. Months that end in February have fewer days than others.
fn is_year(of: &Heading) -> bool {
    let next = of.to.plus_days(1);
    of.from.plus_months(12) == next && next.plus_days(-1).ymd().1 != 2
}

/// Over a year: who left of each year class, and of them who did before they had come into the next.
fn year_by_year(counts: &mut Counts, ladder: &Ladder) {
    let (begin, end, outflow) = (ladder.begin(), ladder.end(), &ladder.outflow);
    let Some(inflow) = term(counts, &outflow.with(Condition::Inflow), 1) else { return };
    let years: BTreeSet<i32> = ladder.classes.iter().map(|(bound, _)| bound / 12).collect();
    let Some(&top) = years.last() else { return };
    // who came in the year and left in it
    let Some(stayed) = ladder.terms(counts, &end, |bound| bound < 12, -1) else { return };
    let mut left: Vec<(usize, i64)> = [inflow, stayed].concat();
    counts.others(Knowledge::Ageing, left.clone(), None);
    let mut gone: Vec<(usize, i64)> = Vec::new();
    for &year in years.iter().filter(|year| **year < top) {
        let is_of = |bound: i32| bound / 12 == year;
        let is_next = |bound: i32| bound / 12 == year + 1;
        let Some(out) = ladder.terms(counts, outflow, is_of, 1) else { return };
        gone.extend(out);
        // of this class, in this class: all that left up to here, less those of lower classes
        counts.others(Knowledge::Ageing, [gone.clone(), negative(&left)].concat(), None);
        let is_last = year + 1 == top;
        let is_there = |bound: i32| is_of(bound) || is_last && is_next(bound);
        let there = ladder.terms(counts, &begin, is_there, 1);
        let stayed = ladder.terms(counts, &end, is_next, -1);
        let (Some(there), Some(stayed)) = (there, stayed) else { return };
        let of_class = [there, stayed].concat();
        counts.others(Knowledge::Ageing, of_class.clone(), None);
        left.extend(of_class);
        // of this class or a lower one, in the next
        counts.others(Knowledge::Ageing, [left.clone(), negative(&gone)].concat(), None);
    }
}

fn negative(terms: &[(usize, i64)]) -> Vec<(usize, i64)> {
    terms.iter().map(|(number, factor)| (*number, -factor)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_stand_in_the_order_of_their_bounds() {
        let of = |names: &[&str]| -> Vec<Option<i32>> {
            names.iter().map(|name| lower_bound(name)).collect()
        };
        assert_eq!(of(&["<27", "27-34", "55+"]), [Some(0), Some(27), Some(55)]);
        assert_eq!(of(&["0-6m", "6-12m", "1-2y", "5y+"]), [Some(0), Some(6), Some(12), Some(60)]);
        assert_eq!(lower_bound("unknown"), None);
    }
}
