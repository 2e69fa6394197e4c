//! Numbers of cases, people, jobs and participations that nobody can take for a burgerservicenummer.

/// The number of the `index`-th case.
pub(super) const fn case(index: u64) -> u64 {
    number(100_000, index)
}

/// The number of the `index`-th person.
pub(super) const fn person(index: u64) -> u64 {
    number(2_000_000, index)
}

/// The number of the `index`-th row of another export.
pub(super) const fn row(index: u64) -> u64 {
    number(100_000, index)
}

/// A number that fails the 11-proof (9 a + 8 b + … + 2 h − i is a multiple of 11) whatever its length: under each
/// beginning all last digits are used but the one that would pass.
const fn number(first_beginning: u64, index: u64) -> u64 {
    let beginning = first_beginning + index / 9;
    let (mut rest, mut weight, mut sum) = (beginning, 2, 0);
    while rest > 0 {
        sum += rest % 10 * weight;
        rest /= 10;
        weight += 1;
    }
    let (last, passing) = (index % 9, sum % 11);
    beginning * 10 + if last < passing { last } else { last + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes_eleven_test(number: u64) -> bool {
        let digits: Vec<u64> =
            format!("{number:09}").bytes().map(|byte| u64::from(byte - b'0')).collect();
        let sum: u64 = (2..=9).rev().zip(&digits).map(|(weight, digit)| weight * digit).sum();
        digits.len() == 9 && sum % 11 == digits[8]
    }

    #[test]
    fn no_identifier_passes_the_eleven_test() {
        assert!(passes_eleven_test(111_222_333) && passes_eleven_test(123_456_782));
        for index in (0..60_000).chain((0..2_000_000_000).step_by(9_973)) {
            assert!(!passes_eleven_test(case(index)), "case {index}");
            assert!(!passes_eleven_test(person(index)), "person {index}");
        }
    }

    #[test]
    fn identifiers_rise_and_differ() {
        let numbers: Vec<u64> = (0..10_000).map(person).collect();
        assert!(numbers.is_sorted_by(|one, next| one < next));
        assert_eq!(numbers[0].to_string().len(), 8);
    }
}
