//! What a column looks like, derived from its values without keeping any of them.

use std::collections::HashSet;

use crate::dataset::codes::is_missing_word;
use crate::dataset::value::{self, Amount};

/// What a column looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// Nothing in it.
    Empty,
    /// Dates.
    Dates,
    /// Years of birth.
    Years,
    /// Amounts with decimals or a euro sign.
    Amounts,
    /// Ja and nee.
    YesNo,
    /// Numbers or codes, nearly all different.
    Identifiers,
    /// Few different texts.
    Codes,
    /// Anything else.
    Text,
}

/// What a column holds, in numbers of values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Content {
    filled: usize,
    dates: usize,
    years: usize,
    amounts: usize,
    yes_no: usize,
    numbered: usize,
    different: usize,
}

/// More different values make no code list.
const CODES: usize = 40;

impl Content {
    /// Counts the values of a column.
    pub(super) fn of<'v>(values: impl Iterator<Item = &'v String>) -> Self {
        let mut content = Self::default();
        let mut different = HashSet::new();
        for value in values {
            let value = value.trim();
            if value.is_empty() || is_missing_word(value) {
                continue;
            }
            content.filled += 1;
            content.dates += usize::from(matches!(value::day(value.as_bytes()), Ok(Some(_))));
            content.years +=
                usize::from(matches!(value::birth_year(value.as_bytes()), Ok(Some(_))));
            content.amounts += usize::from(is_amount(value));
            let folded = value.to_lowercase();
            let is_yes_no =
                ["ja", "nee", "j", "n", "yes", "no", "y", "x"].contains(&folded.as_str());
            content.yes_no += usize::from(is_yes_no);
            let is_numbered =
                !value.contains(' ') && value.bytes().any(|byte| byte.is_ascii_digit());
            content.numbered += usize::from(is_numbered);
            different.insert(folded);
        }
        content.different = different.len();
        content
    }

    /// What the column looks like.
    pub(crate) fn look(self) -> Look {
        let nearly_all = |count: usize| count * 10 >= self.filled * 9;
        if self.filled == 0 {
            Look::Empty
        } else if nearly_all(self.dates) {
            Look::Dates
        } else if nearly_all(self.years) {
            Look::Years
        } else if nearly_all(self.amounts) {
            Look::Amounts
        } else if nearly_all(self.yes_no) {
            Look::YesNo
        } else if nearly_all(self.numbered) && self.different * 5 > self.filled * 2 {
            Look::Identifiers
        } else if self.different <= CODES && self.different * 2 <= self.filled {
            Look::Codes
        } else {
            Look::Text
        }
    }
}

/// Whether a text is an amount by its decimals or its sign; a plain number may be anything.
fn is_amount(text: &str) -> bool {
    let amount = value::cents(text.as_bytes());
    matches!(amount, Ok(Amount::Exact { .. } | Amount::Ambiguous { .. }))
        && text.contains([',', '.', '€'])
}

impl Look {
    /// The look in words, for a reason.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Dates => "dates",
            Self::Years => "years",
            Self::Amounts => "amounts",
            Self::YesNo => "yes or no",
            Self::Identifiers => "looks like an identifier",
            Self::Codes => "few different values",
            Self::Text => "text",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_recognised_by_its_values() {
        let look = |values: &[&str]| {
            let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
            Content::of(values.iter()).look()
        };
        assert_eq!(look(&["01-02-2018", "", "31-12-2017"]), Look::Dates);
        assert_eq!(look(&["1980", "1975", "1980"]), Look::Years);
        assert_eq!(look(&["€ 1.234,50", "12,00"]), Look::Amounts);
        assert_eq!(look(&["ja", "nee", "ja"]), Look::YesNo);
        assert_eq!(look(&["K001", "K002", "K003"]), Look::Identifiers);
        assert_eq!(look(&["noord", "zuid", "noord", "zuid"]), Look::Codes);
        assert_eq!(look(&["heeft gebeld", "komt morgen"]), Look::Text);
        assert_eq!(look(&["", "-"]), Look::Empty);
    }
}
