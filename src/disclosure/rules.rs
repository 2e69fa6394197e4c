//! The rules that name what must be hidden by itself (primary suppression), before anything is hidden for its sake.
//!
//! Source: ESSnet Handbook on Statistical Disclosure Control, 2nd ed., 4.2 (threshold rule, group disclosure, and
//! dominance for amounts); the threshold is that of the user.

use std::collections::BTreeMap;

use super::knowledge::count_key::CountKey;
use crate::measure::{Condition, Dimension};
use crate::report::Group;

/// The thresholds of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rules {
    /// A count from 1 up to, but without, this one is hidden.
    pub(crate) least: i64,
}

/// The smallest threshold that can be asked for: below it a hidden count could be only 1.
pub(crate) const LEAST_THRESHOLD: i64 = 3;

impl Rules {
    /// Whether a count is so small that it could point at a person.
    pub(crate) fn is_small(self, count: i64) -> bool {
        (1..self.least).contains(&count)
    }

    /// Whether a mean over so many days, given by its sum, is of a small number.
    pub(crate) fn is_small_mean(self, sum: i64, days: i64) -> bool {
        sum >= 1 && sum < self.least.saturating_mul(days)
    }

    /// Which counts a rule names, by their place in the list.
    pub(crate) fn primaries(self, counts: &[(CountKey, i64, i64)]) -> Vec<bool> {
        let totals: BTreeMap<&CountKey, i64> =
            counts.iter().map(|(count_key, count, _)| (count_key, *count)).collect();
        let mut groups: BTreeMap<(CountKey, Dimension), usize> = BTreeMap::new();
        for (count_key, ..) in counts {
            for (whole, dimension, _) in count_key.wholes() {
                *groups.entry((whole, dimension)).or_default() += 1;
            }
        }
        let names = |(count_key, count, divisor): &(CountKey, i64, i64)| {
            if self.is_small_mean(*count, *divisor) {
                return true;
            }
            count_key.wholes().any(|(whole, dimension, group)| {
                let Some(total) = totals.get(&whole) else { return false };
                let groups = groups.get(&(whole, dimension)).copied().unwrap_or(0);
                // a table that is too small as a whole is hidden as a whole, with its zeros
                self.is_small(*total) || (groups > 1 && discloses_group(group, *count, *total))
            })
        };
        counts.iter().map(names).collect()
    }
}

/// Whether everybody is in the group, or everybody but one, who then knows that of all others. A group that says
/// nothing of anybody (unknown, rest) discloses nothing, and neither does a table with one group only.
fn discloses_group(group: &Group, count: i64, total: i64) -> bool {
    let says_something = !matches!(group, Group::Unknown | Group::Rest);
    says_something && total > 0 && (count == total || count == total - 1)
}

/// Whether an amount must be hidden: too few cases make it, or one makes more than half of it.
pub(crate) fn is_amount_hidden(rules: Rules, cases: i64, largest: i128, sum: i128) -> bool {
    rules.is_small(cases) || largest.saturating_mul(2) > sum.abs() && cases > 0
}

/// Whether groups by a dimension part their whole: nobody is in two of them.
pub(crate) fn is_parted(dimension: Dimension, condition: Condition) -> bool {
    match dimension {
        Dimension::TargetGroup | Dimension::PersonGroup => false,
        // one participation is in one programme, one person may be in several
        Dimension::Programme | Dimension::ProgrammeKind => {
            matches!(
                condition,
                Condition::Ended | Condition::Completed | Condition::ParticipationRunning
            )
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_are_from_one_to_below_the_threshold() {
        let rules = Rules { least: 10 };
        let small: Vec<i64> = (-1..12).filter(|count| rules.is_small(*count)).collect();
        assert_eq!(small, (1..10).collect::<Vec<_>>());
        assert!(rules.is_small_mean(119, 12) && !rules.is_small_mean(120, 12));
    }

    #[test]
    fn a_group_that_is_everybody_or_all_but_one_is_named() {
        let group = Group::Label("a".to_owned());
        assert!(discloses_group(&group, 12, 12) && discloses_group(&group, 11, 12));
        assert!(!discloses_group(&group, 10, 12) && !discloses_group(&group, 0, 0));
        assert!(!discloses_group(&Group::Unknown, 12, 12));
    }

    #[test]
    fn an_amount_needs_enough_cases_and_none_that_makes_most_of_it() {
        let rules = Rules { least: 10 };
        assert!(is_amount_hidden(rules, 9, 1, 9));
        assert!(is_amount_hidden(rules, 20, 51, 100));
        assert!(!is_amount_hidden(rules, 20, 50, 100));
        assert!(!is_amount_hidden(rules, 0, 0, 0));
    }
}
