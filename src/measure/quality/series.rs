//! Monthly series that break: a delivery that stops halfway still looks like a good one row by row.

use crate::period::{Day, Period};

/// The whole months of a coverage.
#[derive(Debug, Clone)]
pub(crate) struct Months {
    /// The first day of each month.
    firsts: Vec<Day>,
    /// The day after the last month.
    end: Day,
}

/// A number of things for each month.
pub(crate) type Series = Vec<u64>;

/// Months in which a series is far below its usual level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Break {
    /// What is counted: `inflow`, `outflow`, `placements`, `programmes`, `payments`.
    pub(crate) series: &'static str,
    /// Whether these are the last months of the coverage; else one in the middle.
    pub(crate) at_end: bool,
    /// The first of the months, as its first day.
    pub(crate) from: Day,
    /// How many months.
    pub(crate) months: u64,
    /// How many things are counted in these months together.
    pub(crate) found: u64,
    /// The usual number for one month.
    pub(crate) usual: u64,
}

/// The months that give the usual level, at least and at most.
const NEEDED: usize = 6;
const COMPARED: usize = 12;
/// The least usual level at which a low month says anything: below it, chance does as much.
const LEAST_USUAL: u64 = 8;
/// A month is far below the usual level where this many times its number is still less.
const FAR_BELOW: u64 = 4;

impl Months {
    /// The whole calendar months of a coverage.
    pub(crate) fn of(coverage: Period) -> Self {
        let ends = coverage.month_ends().into_iter();
        let starts = ends.map(|end| (end.first_of_month(), end.plus_days(1)));
        let whole: Vec<_> = starts.filter(|(first, _)| *first >= coverage.from()).collect();
        let end = whole.last().map_or(coverage.from(), |(_, end)| *end);
        Self { firsts: whole.into_iter().map(|(first, _)| first).collect(), end }
    }

    /// A series of nothing.
    pub(crate) fn series(&self) -> Series {
        vec![0; self.firsts.len()]
    }

    /// Counts a thing on a day, where it lies in one of the months.
    pub(crate) fn count(&self, series: &mut Series, day: Day) {
        let months_begun = self.firsts.partition_point(|first| *first <= day);
        if day < self.end && months_begun > 0 {
            series[months_begun - 1] += 1;
        }
    }
}

/// Adds one series to another.
pub(super) fn add(series: &mut Series, other: &Series) {
    series.iter_mut().zip(other).for_each(|(count, more)| *count += more);
}

/// Where a series breaks.
///
/// At the end: the longest run of last months that each have less than a quarter of the usual level, which is the
/// median of the twelve months before the run (of six at least), and at least 8. In the middle: a month with
/// nothing, where the median of all months, of which there are more than six, is at least 8.
pub(super) fn breaks(id: &'static str, series: &Series, months: &Months) -> Vec<Break> {
    let low = |count: u64, usual| usual >= LEAST_USUAL && count * FAR_BELOW < usual;
    let run = (1..=series.len().saturating_sub(NEEDED)).rev().find_map(|length| {
        let (before, last) = series.split_at(series.len() - length);
        let usual = median(&before[before.len().saturating_sub(COMPARED)..]);
        last.iter().all(|count| low(*count, usual)).then_some((length, usual))
    });
    let (length, usual) = run.unwrap_or((0, 0));
    let (before, last) = series.split_at(series.len() - length);
    let made = |at_end, index: usize, counts: &[u64], usual| Break {
        series: id,
        at_end,
        from: months.firsts[index],
        months: counts.len() as u64,
        found: counts.iter().sum(),
        usual,
    };
    let level = median(before);
    let is_known = before.len() > NEEDED && level >= LEAST_USUAL;
    let is_hole = |index: usize| is_known && before[index] == 0;
    let holes = (0..before.len()).filter(|index| is_hole(*index));
    let mut breaks: Vec<_> =
        holes.map(|index| made(false, index, &before[index..=index], level)).collect();
    if length > 0 {
        breaks.push(made(true, before.len(), last, usual));
    }
    breaks
}

/// The median; the lower one of two.
fn median(counts: &[u64]) -> u64 {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(count: i32) -> Months {
        let first = Day::from_ymd(2018, 1, 1).unwrap();
        let last = first.plus_months(count).plus_days(-1);
        Months::of(Period::new(first, last).unwrap())
    }

    /// The breaks of a series as (at the end, first month, months).
    fn found(series: &[u64]) -> Vec<(bool, String, u64)> {
        let months = months(i32::try_from(series.len()).unwrap());
        let breaks = breaks("inflow", &series.to_vec(), &months).into_iter();
        breaks.map(|at| (at.at_end, at.from.to_string(), at.months)).collect()
    }

    #[test]
    fn a_delivery_that_stops_is_seen_and_a_quiet_month_is_not() {
        assert_eq!(found(&[20, 22, 18, 25, 21, 19, 20, 23]), []);
        assert_eq!(
            found(&[20, 22, 18, 25, 21, 19, 20, 4, 0]),
            [(true, "2018-08-01".to_owned(), 2)]
        );
        assert_eq!(found(&[20, 22, 18, 25, 21, 19, 20, 6]), [], "not less than a quarter");
        assert_eq!(found(&[7, 7, 7, 7, 7, 7, 0]), [], "too few to say");
        assert_eq!(found(&[20, 20, 20, 20, 20, 0]), [], "too few months before it");
    }

    #[test]
    fn an_empty_month_in_the_middle_is_a_hole() {
        assert_eq!(found(&[20, 22, 0, 25, 21, 19, 20]), [(false, "2018-03-01".to_owned(), 1)]);
    }

    #[test]
    fn only_whole_months_of_the_coverage_count() {
        let day = |month, day| Day::from_ymd(2018, month, day).unwrap();
        let coverage = Period::new(day(1, 15), day(4, 20));
        let months = Months::of(coverage.unwrap());
        let mut series = months.series();
        for day in [day(1, 20), day(2, 1), day(3, 31), day(4, 1)] {
            months.count(&mut series, day);
        }
        assert_eq!(series, [1, 1]);
    }
}
