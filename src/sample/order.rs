//! The order of the rows of an export: case by case, or scattered.
//!
//! Scattered rows need no memory: the file is walked by a permutation that is worked out and not kept. Each case has as
//! many slots as it can have rows; the permutation names the slots in a random order, and a slot whose case has fewer
//! rows is passed over.

use clap::ValueEnum;

use super::random::{Random, Series};

/// The order of the rows of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// Rows in random order, as most exports have them: those of one case or person lie far apart
    Scattered,
    /// Case by case, the earliest first: the rows of a case are neighbours
    Case,
}

/// Every number below a length, once, in an order that looks random.
///
/// A number is a place in a table of `width` × `height`, which is shuffled by rounds: each moves every column down by an
/// amount of its own, then every row along by an amount of its own. Whatever the amounts, each step can be undone, so no
/// two numbers meet. The table is hardly larger than the length; a number outside is shuffled again until it is inside.
#[derive(Debug)]
pub(super) struct Permutation {
    length: u64,
    width: u64,
    height: u64,
    seed: u64,
}

const ROUNDS: u64 = 3;

impl Permutation {
    /// A permutation of the numbers below `length`, which must be under 2⁶².
    pub(super) const fn new(length: u64, seed: u64) -> Self {
        let width = length.isqrt();
        let height = if width == 0 { 0 } else { length.div_ceil(width) };
        Self { length, width, height, seed }
    }

    /// The numbers in their order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u64> {
        (0..self.length).map(|place| {
            let mut number = self.shuffled(place);
            while number >= self.length {
                number = self.shuffled(number);
            }
            number
        })
    }

    fn shuffled(&self, number: u64) -> u64 {
        let (mut column, mut row) = (number % self.width, number / self.width);
        let moved = |place: u64, by: u64, of: u64, round: u64| {
            let distance =
                Random::new(self.seed, 2 * ROUNDS * by + round, Series::Order).below_many(of);
            if place + distance < of { place + distance } else { place + distance - of }
        };
        for round in 0..ROUNDS {
            row = moved(row, column, self.height, 2 * round);
            column = moved(column, row, self.width, 2 * round + 1);
        }
        row * self.width + column
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_once() {
        for length in (0..300).chain([9_999, 10_000, 10_001]) {
            let mut numbers: Vec<u64> = Permutation::new(length, 5).numbers().collect();
            numbers.sort_unstable();
            assert!(numbers.into_iter().eq(0..length), "{length}");
        }
    }

    #[test]
    fn neighbours_come_from_anywhere_and_another_seed_gives_another_order() {
        let order = |seed| Permutation::new(100_000, seed).numbers().collect::<Vec<u64>>();
        let numbers = order(5);
        // of random pairs one in five is nearer than a tenth of the length, one in fifty nearer than a hundredth
        let is_near = |two: &&[u64], than| two[0].abs_diff(two[1]) < than;
        let nearer = |than| numbers.windows(2).filter(|two| is_near(two, than)).count();
        assert!((18_000..20_000).contains(&nearer(10_000)));
        assert!((1_800..2_200).contains(&nearer(1_000)));
        // and each tenth of the order has its share of each tenth of the numbers
        for tenth in numbers.chunks(10_000) {
            let low = tenth.iter().filter(|number| **number < 10_000).count();
            assert!((900..1_100).contains(&low), "{low}");
        }
        let same = numbers.iter().zip(order(6)).filter(|(one, other)| **one == *other).count();
        assert!(same < 10, "{same}");
    }
}
