//! The only source of chance: splitmix64, so that the same seed gives the same people on every machine.

/// What the chances of a case are drawn for: each has its own series, so that one file can be written without another.
#[derive(Debug, Clone, Copy)]
pub(super) enum Series {
    /// Whether a case is of somebody who comes back.
    Return = 1,
    /// The people and the spell of a case.
    Spell,
    /// The rows of a case.
    Rows,
    /// Its placements.
    Jobs,
    /// Its participations.
    Courses,
    /// Who the other person of a couple is, if there is one.
    Partner,
    /// How the spells of its people are cut by renewals.
    Stretches,
    /// The order of the rows of an export.
    Order,
    /// When its rows were booked.
    Bookings,
    /// What its jobs are worth.
    WageValues,
}

/// A small pseudo-random generator (splitmix64).
#[derive(Debug)]
pub(super) struct Random(u64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// The chances of one case for one purpose.
    pub(super) fn new(seed: u64, case: u64, series: Series) -> Self {
        let purpose = seed.wrapping_mul(16).wrapping_add(series as u64);
        Self(mixed(purpose.wrapping_mul(STEP)) ^ mixed(case.wrapping_add(STEP)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0)
    }

    /// A number below `count`; 0 where `count` is 0.
    pub(super) fn below(&mut self, count: u32) -> u32 {
        let product = (self.next() >> 32) * u64::from(count);
        u32::try_from(product >> 32).unwrap_or(0)
    }

    /// A number below a `count` of any size; 0 where `count` is 0.
    pub(super) fn below_many(&mut self, count: u64) -> u64 {
        let product = u128::from(self.next()) * u128::from(count);
        u64::try_from(product >> 64).unwrap_or(0)
    }

    /// A position in a list of `length` items; 0 where there are none.
    pub(super) fn position(&mut self, length: usize) -> usize {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        usize::try_from(self.below(length)).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included; `low` where `high` is less.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = if high > low { high.abs_diff(low) } else { 0 };
        low.saturating_add_unsigned(self.below(width.saturating_add(1)))
    }

    /// True in `per_mille` of a thousand draws.
    pub(super) fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// One of the items, as likely as its weight says.
    pub(super) fn weighted<T: Copy>(&mut self, items: &Weighted<T>) -> T {
        let mut rest = self.below(items.total);
        for (weight, item) in items.items {
            if rest < *weight {
                return *item;
            }
            rest -= weight;
        }
        items.items[0].1
    }
}

/// Items with the weights by which they are drawn; never empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighted<T: 'static> {
    items: &'static [(u32, T)],
    total: u32,
}

impl<T> Weighted<T> {
    /// Items with their weights, added up once.
    pub(super) const fn new(items: &'static [(u32, T)]) -> Self {
        let (mut total, mut index) = (0, 0);
        while index < items.len() {
            total += items[index].0;
            index += 1;
        }
        Self { items, total }
    }
}

const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_stay_within_their_bounds_and_reach_them() {
        let mut random = Random::new(1, 2, Series::Rows);
        let drawn: Vec<i32> = (0..500).map(|_| random.between(-2, 2)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-2), Some(&2)));
        assert_eq!((random.below(0), random.below_many(0), random.between(5, 1)), (0, 0, 5));
        assert!((0..500).all(|_| random.below_many(3) < 3));
    }

    #[test]
    fn a_weight_of_nothing_is_never_drawn() {
        let items = Weighted::new(&[(0, 'a'), (1, 'b'), (3, 'c')]);
        let mut random = Random::new(1, 2, Series::Rows);
        let drawn: String = (0..400).map(|_| random.weighted(&items)).collect();
        let count = |letter| drawn.matches(letter).count();
        assert_eq!(count('a'), 0);
        assert!(count('b') > 50 && count('c') > 2 * count('b'));
    }
}
