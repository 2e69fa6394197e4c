//! Rejected rows of one file: where, which column, why; never an identifier.
//!
//! Memory is bounded whatever the number of rejected rows: the first [`SHOWN`] are kept, the rest is counted.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::kind::Field;
use super::value::Fault;

/// How many rejected rows are named.
pub const SHOWN: usize = 20;

/// Up to this number, rejected rows are few in any file.
const FEW: u128 = 10;
/// Of more rows than these, a larger share rejected is too much to report on the others.
const MOST_PERCENT: u128 = 1;
const HALF_PERCENT: u128 = 50;

/// How much of a value is shown.
const SHOWN_CHARACTERS: usize = 40;

/// The rejected rows of one file, or of one block of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rejects {
    first: Vec<Reject>,
    counts: BTreeMap<Fault, u64>,
}

/// One rejected row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The line on which the row begins.
    pub line: u64,
    /// The column at fault, and its header in the file; none where the row as a whole is at fault.
    pub column: Option<(Field, Box<str>)>,
    /// Why.
    pub fault: Fault,
    /// The value, fit to be shown; only of dates, amounts, hours and codes.
    pub shown: Option<Box<str>>,
}

/// Whether so many of the rows read from a file are at fault that it is no slip: more than 1 in 100 and more than 10,
/// or more than half.
pub fn exceeds_limit(rows: u64, read: u64) -> bool {
    let rows = u128::from(rows);
    let is_over = |percent: u128| rows * 100 > u128::from(read) * percent;
    rows > FEW && is_over(MOST_PERCENT) || is_over(HALF_PERCENT)
}

impl Rejects {
    /// Adds a row that is at fault as a whole.
    pub fn add_row(&mut self, line: u64, fault: Fault) {
        if self.count(line, fault) {
            self.keep(Reject { line, column: None, fault, shown: None });
        }
    }

    /// Adds a row with a value that cannot be used; the value is cut, masked, or not kept at all.
    pub fn add_value(&mut self, line: u64, field: Field, header: &str, fault: Fault, value: &[u8]) {
        if self.count(line, fault) {
            let shown = field.may_be_shown() && may_be_meant(value, fault);
            self.keep(Reject {
                line,
                column: Some((field, header.into())),
                fault,
                shown: shown.then(|| showable(value).into()),
            });
        }
    }

    /// Counts a row, and says whether it is among the first.
    fn count(&mut self, line: u64, fault: Fault) -> bool {
        *self.counts.entry(fault).or_default() += 1;
        self.first.len() < SHOWN || self.first.last().is_some_and(|last| line < last.line)
    }

    fn keep(&mut self, reject: Reject) {
        let later = |kept: &Reject| (kept.line, kept.fault) <= (reject.line, reject.fault);
        let position = self.first.partition_point(later);
        self.first.insert(position, reject);
        self.first.truncate(SHOWN);
    }

    /// Takes over the rejected rows of another block, whose lines are `lines_before` further down.
    pub fn append(&mut self, other: Self, lines_before: u64) {
        for (fault, count) in other.counts {
            *self.counts.entry(fault).or_default() += count;
        }
        for mut reject in other.first {
            reject.line += lines_before;
            self.keep(reject);
        }
    }

    /// How many rows were rejected.
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    /// Whether so many of the rows read from the file are rejected that what is left is no longer the file.
    pub fn exceed_limit(&self, read: u64) -> bool {
        exceeds_limit(self.total(), read)
    }

    /// The first rejected rows, by line.
    pub fn first(&self) -> &[Reject] {
        &self.first
    }

    /// How many rows were rejected for each reason, most first.
    pub fn counts(&self) -> Vec<(Fault, u64)> {
        let mut counts: Vec<_> =
            self.counts.iter().map(|(fault, count)| (*fault, *count)).collect();
        counts.sort_by_key(|(fault, count)| (std::cmp::Reverse(*count), fault.id()));
        counts
    }
}

/// Whether a value that cannot be used was meant as a day, an amount or hours all the same. Where the columns of a file
/// are shifted, the name or the number of a person stands in its place, and is not repeated.
fn may_be_meant(value: &[u8], fault: Fault) -> bool {
    let is_date = matches!(
        fault,
        Fault::ImpossibleDate
            | Fault::YearOutOfRange
            | Fault::AmericanDate
            | Fault::TwoDigitYear
            | Fault::EndBeforeStart
    );
    let text = String::from_utf8_lossy(value);
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        // more digits without a sign between are a number of a case or a person, but for a day such as 20180231
        let years = [text.get(..4), text.get(4..)];
        let is_year =
            |year: Option<&str>| year.is_some_and(|year| ("1900".."2100").contains(&year));
        return (1..5).contains(&text.len()) || text.len() == 8 && years.into_iter().any(is_year);
    }
    let has_letters = text.chars().any(char::is_alphabetic);
    text.bytes().any(|byte| byte.is_ascii_digit()) && (is_date || !has_letters)
}

/// A value cut to a few characters, with its digits hidden where they can be a citizen service number.
pub(crate) fn showable(value: &[u8]) -> String {
    let text = String::from_utf8_lossy(value.get(..4096).unwrap_or(value));
    let text = without_service_number(&text);
    let mut shown: String = text.chars().take(SHOWN_CHARACTERS).collect();
    if text.chars().nth(SHOWN_CHARACTERS).is_some() {
        shown.push('…');
    }
    shown
}

/// A text with its digits hidden where they can be a citizen service number.
pub(crate) fn without_service_number(text: &str) -> Cow<'_, str> {
    if !holds_service_number(text) {
        return Cow::Borrowed(text);
    }
    let hidden = |character: char| if character.is_numeric() { '#' } else { character };
    text.chars().map(hidden).collect()
}

/// Whether 8 or 9 digits in a row, whatever stands between them, pass the proof of a citizen service number (BSN).
pub fn holds_service_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|character| character.to_digit(10)).collect();
    [8, 9].into_iter().any(|length| digits.windows(length).any(passes_proof))
}

/// Whether a number of 8 or 9 digits passes the proof of a citizen service number (BSN).
pub(crate) fn is_service_number(length: usize, value: u64) -> bool {
    let digit = |place: u32| u32::try_from(value / 10_u64.pow(place) % 10).unwrap_or(0);
    let digits: Vec<u32> = (0..9).rev().map(digit).collect();
    matches!(length, 8 | 9) && passes_proof(&digits)
}

/// The 11-proof: 9 a + 8 b + … + 2 h − i is a multiple of 11; a number of 8 digits lacks its leading zero.
fn passes_proof(digits: &[u32]) -> bool {
    let Some((last, others)) = digits.split_last() else {
        return false;
    };
    let weighted: u32 = others.iter().rev().zip(2..).map(|(digit, weight)| digit * weight).sum();
    weighted > 0 && weighted % 11 == last % 11
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rows_are_kept_in_order_whatever_the_order_of_blocks() {
        let mut whole = Rejects::default();
        let mut blocks = vec![Rejects::default(); 3];
        for line in 1..=300_u64 {
            let fault = if line % 3 == 0 { Fault::NotADate } else { Fault::TooFewFields };
            whole.add_row(line, fault);
            let block = usize::try_from((line - 1) / 100).unwrap_or_default();
            blocks[block].add_row((line - 1) % 100 + 1, fault);
        }
        let mut merged = Rejects::default();
        for (number, block) in [2, 1, 0].into_iter().zip(blocks.into_iter().rev()) {
            merged.append(block, number * 100);
        }
        assert_eq!(merged, whole);
        assert_eq!((whole.total(), whole.first().len()), (300, SHOWN));
        assert_eq!(whole.counts(), [(Fault::TooFewFields, 200), (Fault::NotADate, 100)]);
    }

    /// Where columns are shifted, what stands in a column of days may be a person's.
    #[test]
    fn what_may_be_a_persons_is_not_repeated() {
        let shown = |fault, value: &str| {
            let mut rejects = Rejects::default();
            rejects.add_value(1, Field::Start, "start", fault, value.as_bytes());
            rejects.first()[0].shown.is_some()
        };
        for value in ["31-02-2018", "20180231", "31022018", "12.34", "2018", "1,2,3", "31/02/18"] {
            assert!(shown(Fault::NotADate, value), "{value}");
        }
        assert!(shown(Fault::ImpossibleDate, "31 februari 2018"));
        for value in [
            "Jansen",
            "5001319",
            "50013190",
            "ZAAK-W8K4J",
            "Kerkstraat 12",
            "j1@voorbeeld.nl",
            "",
            " ",
        ] {
            assert!(!shown(Fault::NotADate, value), "{value}");
        }
        assert!(!shown(Fault::NotATime, "01-02-2018 Jansen"));
    }

    #[test]
    fn a_file_may_miss_ten_rows_or_one_in_a_hundred_but_never_half_of_them() {
        let is_refused = |rejected: u64, read| {
            let mut rejects = Rejects::default();
            (1..=rejected).for_each(|line| rejects.add_row(line, Fault::NotADate));
            rejects.exceed_limit(read)
        };
        for (rejected, read) in
            [(0, 0), (0, 5), (1, 2), (10, 1000), (10, 20), (11, 1100), (50, 5000)]
        {
            assert!(!is_refused(rejected, read), "{rejected} of {read}");
        }
        for (rejected, read) in [(1, 1), (2, 3), (10, 19), (11, 1000), (11, 1099), (51, 5000)] {
            assert!(is_refused(rejected, read), "{rejected} of {read}");
        }
    }

    #[test]
    fn service_numbers_are_hidden_in_any_grouping() {
        for value in [
            "111222333",
            "123456782",
            "1112.22.333",
            "111 222 333",
            "x111-222-333y",
            "010000008",
            "10000008",
        ] {
            assert!(holds_service_number(value), "{value}");
            let shown = showable(value.as_bytes());
            assert!(!shown.contains(|c: char| c.is_ascii_digit()), "{shown}");
        }
        assert!(is_service_number(9, 111_222_333) && is_service_number(8, 10_000_008));
        assert!(!is_service_number(9, 111_222_334) && !is_service_number(7, 1_000_008));
        for value in ["31-02-2018", "43190", "000000000", "123456789"] {
            assert!(!holds_service_number(value), "{value}");
        }
        assert_eq!(showable(&[b'x'; 99]).chars().count(), 41);
    }
}
