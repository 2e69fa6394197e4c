//! The cells of a table of StatLine: periods, regions and numbers.

use crate::dataset::codes;
use crate::period::{Day, Period};

/// A title or a name as it is compared: letters and digits alone, in small letters.
pub(super) fn folded(text: &str) -> String {
    codes::folded(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Whether a title is that of the column of periods.
pub(super) fn is_period(title: &str) -> bool {
    matches!(folded(title).as_str(), "perioden" | "periode" | "periods" | "period")
}

/// Whether a cell says that a row is of all together: in words, or by the codes of CBS for a total.
pub(super) fn is_total(cell: &str) -> bool {
    let words = folded(cell);
    let is_code = |code: &str| {
        code.strip_prefix('t').is_some_and(|digits| {
            digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())
        }) || code == "10000"
    };
    words.is_empty() || words.starts_with("totaal") || words.starts_with("total") || is_code(&words)
}

/// A period of StatLine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    /// The year, half-year, quarter or month; `None` for a kind that the program does not report on.
    pub(super) period: Option<Period>,
    /// Whether all of its numbers are provisional.
    pub(super) is_provisional: bool,
}

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

impl Times {
    /// A period by its code or its words: `2018JJ00`, `2018KW01`, `2018MM01`, `2018`, `2018 1e kwartaal`, `2018 januari`,
    /// each with `*` or `voorlopig` behind it; `None` where it is no period.
    pub(super) fn read(cell: &str) -> Option<Self> {
        let text = folded(cell.trim_end_matches('*'));
        let is_marked = cell.trim_end().ends_with('*');
        let plain = text
            .strip_suffix("naderevoorlopigecijfers")
            .or_else(|| text.strip_suffix("voorlopigecijfers"))
            .or_else(|| text.strip_suffix("nadervoorlopig"))
            .or_else(|| text.strip_suffix("voorlopig"));
        let is_provisional = is_marked || plain.is_some();
        let text = plain.unwrap_or(&text);
        let (year, rest) = text.split_at_checked(4)?;
        if !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let year: i32 = year.parse().ok()?;
        let (kind, number) = match rest.split_at_checked(2) {
            Some((kind, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                (kind, number.parse().unwrap_or(0))
            }
            _ => (rest, 0),
        };
        let nth = || rest.chars().next().and_then(|first| first.to_digit(10)).unwrap_or(0);
        let part = |months: i32, number: i32| part_of(year, months, number);
        let period = match (kind, number) {
            ("" | "jj", _) => part(12, 1),
            ("hj", number) => part(6, number),
            ("kw", number) => part(3, number),
            ("mm", number) => part(1, number),
            _ if rest.ends_with("kwartaal") => part(3, i32::try_from(nth()).unwrap_or(0)),
            _ if rest.ends_with("halfjaar") => part(6, i32::try_from(nth()).unwrap_or(0)),
            _ => match MONTHS.iter().position(|month| *month == rest) {
                Some(month) => part(1, i32::try_from(month).unwrap_or(0) + 1),
                None => None,
            },
        };
        Some(Self { period, is_provisional })
    }
}

/// Consecutive months of a year, counted from 1.
fn part_of(year: i32, months: i32, number: i32) -> Option<Period> {
    let from = Day::from_ymd(year, (number - 1) * months + 1, 1)?;
    let to = from.plus_months(months).plus_days(-1);
    Period::new(from, to).ok().filter(|period| period.to().year() == year)
}

/// A region by its code, its name or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Region {
    /// As it stands there, without blanks around it.
    pub(crate) text: String,
    code: Option<String>,
    /// The name as it is compared, without what kind of region it is.
    name: String,
}

impl Region {
    /// A region such as `Nederland`, `NL01`, `GM0935  `, `Maastricht (gemeente)` or `GM0935 Maastricht`.
    pub(super) fn new(text: &str) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (first, rest) = text.split_once(' ').unwrap_or((&text, ""));
        let is_code = first.len() > 2
            && first.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
            && first.bytes().skip(2).all(|byte| byte.is_ascii_digit());
        let name = if is_code { rest } else { &text };
        let name = name.split_once(" (").map_or(name, |(name, _)| name);
        let mut region = Self {
            code: is_code.then(|| first.to_owned()),
            name: folded(name),
            text: text.clone(),
        };
        if region.code.as_deref().is_some_and(|code| code.starts_with("NL"))
            || matches!(region.name.as_str(), "nl" | "nederland")
        {
            region.code = Some("NL".to_owned());
            "nederland".clone_into(&mut region.name);
        }
        region
    }

    /// Whether two texts are of one region: by code where both have one, else by name.
    pub(crate) fn is(&self, other: &Self) -> bool {
        match (&self.code, &other.code) {
            (Some(one), Some(other)) => one == other,
            _ => !self.name.is_empty() && self.name == other.name,
        }
    }

    /// What it is called in a report: its name where one is given.
    pub(super) fn shown(&self) -> String {
        let name = match self.text.split_once(' ') {
            Some((first, rest)) if self.code.as_deref() == Some(first) => rest,
            _ => &self.text,
        };
        if self.name == "nederland" { "Nederland".to_owned() } else { name.to_owned() }
    }
}

/// A number of StatLine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// The digits as a whole number, and how many of them are decimals; `None` where there is no number.
    digits: Option<(i128, u32)>,
    /// Whether it is marked as provisional.
    pub(super) is_provisional: bool,
}

impl Number {
    /// A cell such as `427`, `427,3*`, `.` or nothing, with its status where a long form has one; `None` where it is no
    /// number. Thousands have no separator in a download, so a point is one before decimals.
    pub(super) fn read(cell: &str, status: &str) -> Option<Self> {
        let status = folded(status);
        let is_marked = cell.ends_with('*');
        let text: String = cell.trim_end_matches('*').split_whitespace().collect();
        let is_provisional =
            is_marked || status.contains("voorlopig") || status.contains("provisional");
        let is_missing = matches!(text.as_str(), "" | "." | "-" | "x" | "X" | "null" | "NULL");
        if is_missing || matches!(status.as_str(), "missing" | "confidential" | "impossible") {
            return Some(Self { digits: None, is_provisional });
        }
        let text = text.replace(',', ".");
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let is_number = !whole.trim_start_matches('-').is_empty()
            && whole.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit())
            && decimals.bytes().all(|byte| byte.is_ascii_digit())
            && decimals.len() <= 9;
        if !is_number {
            return None;
        }
        let digits = format!("{whole}{decimals}").parse().ok()?;
        let decimals = u32::try_from(decimals.len()).ok()?;
        Some(Self { digits: Some((digits, decimals)), is_provisional })
    }

    /// The number so many times, in hundredths, rounded half away from zero.
    pub(super) fn hundredths(self, times: i128) -> Option<i64> {
        let (digits, decimals) = self.digits?;
        let scale = 10_i128.checked_pow(decimals)?;
        let hundredths = digits.checked_mul(times)?.checked_mul(100)?;
        let half = if hundredths < 0 { -scale / 2 } else { scale / 2 };
        i64::try_from((hundredths + half) / scale).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(cell: &str) -> Option<(String, bool)> {
        let times = Times::read(cell)?;
        Some((times.period.map_or(String::new(), |of| of.to_string()), times.is_provisional))
    }

    #[test]
    fn periods_are_codes_or_words() {
        let is = |text: &str, marked| Some((text.to_owned(), marked));
        for (cell, expected) in [
            ("2018", is("2018", false)),
            ("2018*", is("2018", true)),
            ("2018JJ00", is("2018", false)),
            ("2018MM01", is("2018-01", false)),
            ("2018 januari", is("2018-01", false)),
            ("2018 december*", is("2018-12", true)),
            ("2018 1e kwartaal", is("2018-Q1", false)),
            ("2018KW04", is("2018-Q4", false)),
            ("2018 2e halfjaar", is("2018-H2", false)),
            ("2018 voorlopig", is("2018", true)),
            ("2018SJ00", is("", false)),
            ("2018/'19", is("", false)),
            ("totaal", None),
            ("18", None),
        ] {
            assert_eq!(period(cell), expected, "{cell}");
        }
    }

    #[test]
    fn a_region_is_known_by_its_code_or_its_name() {
        let same = |one: &str, other: &str| Region::new(one).is(&Region::new(other));
        assert!(same("NL", "NL01  ") && same("Nederland", "NL00") && same("NL01", "Nederland"));
        assert!(same("GM0935 Maastricht", "GM0935") && same("GM0935 Maastricht", "Maastricht"));
        assert!(same("Maastricht", "Maastricht (gemeente)  "));
        assert!(same("100.000 tot 150.000 inwoners", "100 000 tot 150 000 inwoners"));
        assert!(!same("GM0935", "GM0917") && !same("GM0935", "Maastricht"));
        assert_eq!(Region::new("GM0935 Maastricht").shown(), "Maastricht");
        assert_eq!(Region::new("NL01").shown(), "Nederland");
        assert_eq!(Region::new("GM0935  ").shown(), "GM0935");
    }

    #[test]
    fn numbers_may_have_decimals_a_star_or_nothing() {
        let read = |cell: &str, status: &str| {
            Number::read(cell, status).map(|of| (of.hundredths(1), of.is_provisional))
        };
        assert_eq!(read("427", ""), Some((Some(42_700), false)));
        assert_eq!(read("427,35*", ""), Some((Some(42_735), true)));
        assert_eq!(read("1.234", ""), Some((Some(123), false)));
        assert_eq!(read("   12 ", "None"), Some((Some(1200), false)));
        assert_eq!(read("12", "Provisional"), Some((Some(1200), true)));
        assert_eq!((read(".", ""), read("", "")), (Some((None, false)), Some((None, false))));
        assert_eq!(read("0", "Missing"), Some((None, false)));
        assert_eq!((read("veel", ""), read("1,2,3", "")), (None, None));
        assert_eq!(Number::read("417.3", "").and_then(|of| of.hundredths(1000)), Some(41_730_000));
    }

    #[test]
    fn totals_are_words_or_codes_of_cbs() {
        for total in ["Totaal mannen en vrouwen", "totaal", "T001038", "10000", "Total", ""] {
            assert!(is_total(total), "{total}");
        }
        assert!(!is_total("Mannen") && !is_total("3000") && !is_total("Tussen"));
    }
}
