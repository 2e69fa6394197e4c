//! The shape of a column of identifiers: lengths, leading zeros, and whether they are citizen service numbers.

use crate::dataset::rejects::is_service_number;
use crate::record::Key;

/// One more than the most digits that are counted by length.
const LENGTHS: usize = 14;

/// The least number of so many digits that does not begin with 0.
const LEAST: [u64; LENGTHS] = {
    let mut least = [1; LENGTHS];
    let mut length = 2;
    while length < LENGTHS {
        least[length] = least[length - 1] * 10;
        length += 1;
    }
    least
};

/// How long the identifiers of a column are, in rows, of those that are digits only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lengths {
    /// Rows by length.
    by_length: [u64; LENGTHS],
    /// Rows by length, of identifiers that begin with 0.
    with_zero: [u64; LENGTHS],
}

impl Lengths {
    /// Counts the identifier of one row.
    pub(super) fn add(&mut self, key: Key) {
        if let Some((length, value)) = key.digits().filter(|(length, _)| *length < LENGTHS) {
            self.by_length[length] += 1;
            self.with_zero[length] += u64::from(length > 1 && value < LEAST[length]);
        }
    }

    /// The identifiers of two columns together.
    #[must_use]
    pub(crate) fn and(mut self, other: &Self) -> Self {
        for length in 0..LENGTHS {
            self.by_length[length] += other.by_length[length];
            self.with_zero[length] += other.with_zero[length];
        }
        self
    }

    /// The length that zeros fill up to: that of most rows, where some of these begin with 0.
    pub(crate) fn padded_length(&self) -> Option<usize> {
        let most = (1..LENGTHS).max_by_key(|length| self.by_length[*length])?;
        (self.with_zero[most] > 0).then_some(most)
    }

    /// Rows whose identifier is shorter than the length that zeros fill up to.
    pub(crate) fn shorter_than(&self, length: usize) -> u64 {
        self.by_length[..length.min(LENGTHS)].iter().sum()
    }
}

/// Whether the identifiers of a column are citizen service numbers, in rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Identifiers {
    /// Rows with an identifier.
    all: u64,
    /// Rows whose identifier passes the 11-proof.
    proven: u64,
}

/// The fewest identifiers that show whether a column holds citizen service numbers.
const ENOUGH: u64 = 10;

impl Identifiers {
    /// Counts the identifier of one row.
    pub(super) fn add(&mut self, key: Key) {
        if key.is_none() {
            return;
        }
        self.all += 1;
        let is_proven = |(length, value)| is_service_number(length, value);
        self.proven += u64::from(key.digits().is_some_and(is_proven));
    }

    /// The identifiers of two columns together.
    pub(crate) const fn and(self, other: &Self) -> Self {
        Self { all: self.all + other.all, proven: self.proven + other.proven }
    }

    /// Rows that fail the 11-proof, where at least nine of ten pass: only citizen service numbers do so.
    pub(crate) const fn failing_service_numbers(&self) -> Option<u64> {
        let is_column_of_them = self.proven >= ENOUGH && self.proven * 10 >= self.all * 9;
        if is_column_of_them { Some(self.all - self.proven) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::value::FieldText;

    fn keys(texts: impl IntoIterator<Item = String>) -> Vec<Key> {
        let keys = crate::record::Keys::default();
        let mut reader = keys.reader();
        texts.into_iter().map(|text| reader.key(FieldText::of(text.as_bytes())).unwrap()).collect()
    }

    fn lengths(texts: impl IntoIterator<Item = String>) -> Lengths {
        let mut lengths = Lengths::default();
        for key in keys(texts) {
            lengths.add(key);
        }
        lengths
    }

    fn of(texts: impl IntoIterator<Item = String>) -> Identifiers {
        let mut identifiers = Identifiers::default();
        for key in keys(texts) {
            identifiers.add(key);
        }
        identifiers
    }

    #[test]
    fn identifiers_that_lost_their_zeros_are_shorter_than_the_others() {
        let padded = lengths((95..105).map(|number| format!("{number:05}")));
        assert_eq!(padded.padded_length(), Some(5));
        let mixed =
            lengths((95..105).map(|number| format!("{number:05}")).chain(["99".to_owned()]));
        assert_eq!(mixed.shorter_than(5), 1);
        let counted = lengths((95..105).map(|number| number.to_string()));
        assert_eq!(counted.padded_length(), None, "numbers that were never padded");
    }

    #[test]
    fn citizen_service_numbers_are_recognised_by_their_proof() {
        let number = |seed: u64| {
            let weighted: u64 =
                (1..9).map(|place| seed / 10_u64.pow(place - 1) % 10 * u64::from(place + 1)).sum();
            (weighted % 11 < 10).then(|| format!("{:09}", seed * 10 + weighted % 11))
        };
        let numbers: Vec<String> = (10_000_000..10_000_060).filter_map(number).collect();
        let good = of(numbers.iter().cloned());
        assert_eq!(good.failing_service_numbers(), Some(0));
        let one_wrong = of(numbers.iter().cloned().chain(["123456789".to_owned()]));
        assert_eq!(one_wrong.failing_service_numbers(), Some(1));
        let others = of((100_000_000..100_000_060).map(|number: u64| number.to_string()));
        assert_eq!(others.failing_service_numbers(), None);
    }
}
