//! A period of whole days, both ends included, and the period it is compared with.

use std::fmt;

use super::Day;
use crate::visible::Visible;

/// A period: from–to, both days included, with the kind it was asked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    from: Day,
    to: Day,
    months: Option<i32>,
}

/// What a report is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// The period before, of the same kind and length.
    Previous,
    /// The same period a year earlier.
    YearEarlier,
    /// Nothing: `previous` and `change` stay empty.
    None,
    /// A period named by the user.
    With(Period),
}

/// Why a text is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// The text is in none of the accepted forms.
    #[error(
        "`{}` is not a period; use a year (2018), a half (2018-H1), a quarter (2018-Q3) or a month (2018-05)",
        Visible(.0)
    )]
    Form(String),
    /// The text is not a date.
    #[error("`{}` is not a date; write it as 2018-03-31", Visible(.0))]
    Date(String),
    /// A year that no data is of.
    #[error(
        "the year {} is out of range; use one from {} to {}",
        .0,
        Day::YEARS.start(),
        Day::YEARS.end()
    )]
    Year(i32),
    /// The first day lies after the last.
    #[error("the period ends before it starts: {from} is after {to}")]
    Backwards {
        /// The first day asked for.
        from: Day,
        /// The last day asked for.
        to: Day,
    },
}

impl Period {
    /// The period from one day to another, both included.
    ///
    /// # Errors
    /// [`PeriodError::Backwards`] where `from` is after `to`.
    pub fn new(from: Day, to: Day) -> Result<Self, PeriodError> {
        if from > to {
            return Err(PeriodError::Backwards { from, to });
        }
        Ok(Self { from, to, months: whole_months(from, to) })
    }

    /// A year, half-year, quarter or month: `2018`, `2018-H1`, `2018-Q3`, `2018-05`.
    ///
    /// # Errors
    /// [`PeriodError::Form`] for any other text, [`PeriodError::Year`] for a year out of range.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let wrong = || PeriodError::Form(text.chars().take(40).collect());
        let (year, rest) = text.trim().split_at_checked(4).ok_or_else(wrong)?;
        let year = digits(year).ok_or_else(wrong)?;
        let (month, months) = match rest.to_ascii_uppercase().as_str() {
            "" => (1, 12),
            "-H1" => (1, 6),
            "-H2" => (7, 6),
            "-Q1" => (1, 3),
            "-Q2" => (4, 3),
            "-Q3" => (7, 3),
            "-Q4" => (10, 3),
            other => {
                let month = other.strip_prefix('-').filter(|month| month.len() == 2);
                (month.and_then(digits).ok_or_else(wrong)?, 1)
            }
        };
        if !Day::YEARS.contains(&year) {
            return Err(PeriodError::Year(year));
        }
        let from = Day::from_ymd(year, month, 1).ok_or_else(wrong)?;
        Ok(Self::of_months(from, months))
    }

    /// A date as it is typed on a command line: `2018-03-31`.
    ///
    /// # Errors
    /// [`PeriodError::Date`] for any other text or an impossible day, [`PeriodError::Year`] for a year out of range.
    pub fn parse_day(text: &str) -> Result<Day, PeriodError> {
        let wrong = || PeriodError::Date(text.chars().take(40).collect());
        let mut parts = text.trim().split('-');
        let mut next = |length| parts.next().filter(|part| part.len() == length).and_then(digits);
        let (year, month, day) = (next(4), next(2), next(2));
        let (year, month, day) =
            year.zip(month).zip(day).map(|((y, m), d)| (y, m, d)).ok_or_else(wrong)?;
        if parts.next().is_some() {
            return Err(wrong());
        }
        if !Day::YEARS.contains(&year) {
            return Err(PeriodError::Year(year));
        }
        Day::from_ymd(year, month, day).ok_or_else(wrong)
    }

    /// The period of one day.
    pub fn single(day: Day) -> Self {
        Self { from: day, to: day, months: None }
    }

    fn of_months(from: Day, months: i32) -> Self {
        Self { from, to: from.plus_months(months).plus_days(-1), months: Some(months) }
    }

    /// The first day.
    pub const fn from(self) -> Day {
        self.from
    }

    /// The last day.
    pub const fn to(self) -> Day {
        self.to
    }

    /// Whether the day lies in the period.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether all of `other` lies in this period.
    pub fn covers(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Whether any day is in both periods.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// The number of days, both ends included.
    pub fn days(self) -> i32 {
        self.to.number() - self.from.number() + 1
    }

    /// The calendar year that the period is, where it is one.
    pub fn calendar_year(self) -> Option<i32> {
        let (year, month, _) = self.from.ymd();
        (self.months == Some(12) && month == 1).then_some(year)
    }

    /// The number of whole calendar months, where the period consists of such.
    pub const fn months(self) -> Option<i32> {
        self.months
    }

    /// The last day of every calendar month that ends in the period.
    pub fn month_ends(self) -> Vec<Day> {
        let mut ends = Vec::new();
        let mut end = self.from.last_of_month();
        while end <= self.to {
            ends.push(end);
            end = end.plus_days(1).last_of_month();
        }
        ends
    }

    /// The whole parts of so many calendar months (1, 3, 6 or 12) that lie in the period, earliest first.
    pub fn parts(self, months: i32) -> Vec<Self> {
        let (year, month, _) = self.from.ymd();
        let first = Day::from_ymd(year, month - (month - 1) % months, 1).unwrap_or(self.from);
        let parts = (0..).map(|number| Self::of_months(first.plus_months(number * months), months));
        let parts = parts.take_while(|part| part.to <= self.to && part.to < Day::MAX);
        parts.filter(|part| part.from >= self.from).collect()
    }

    /// From the first day of the year of the last day, up to that day: what has been reached so far.
    #[must_use]
    pub fn year_so_far(self) -> Self {
        let from = Day::from_ymd(self.to.year(), 1, 1).unwrap_or(self.from);
        Self { from, to: self.to, months: whole_months(from, self.to) }
    }

    /// The period just before, of the same kind: as many months, or else as many days.
    #[must_use]
    pub fn previous(self) -> Self {
        match self.months {
            Some(months) => Self::of_months(self.from.plus_months(-months), months),
            None => Self {
                from: self.from.plus_days(-self.days()),
                to: self.from.plus_days(-1),
                months: None,
            },
        }
    }

    /// The period twelve months earlier; a last day of a month stays one.
    #[must_use]
    pub fn year_earlier(self) -> Self {
        let from = self.from.plus_months(-12);
        let to = self.to.plus_months(-12);
        let to = if self.to.ends_month() { to.last_of_month() } else { to };
        Self { from, to, months: whole_months(from, to) }
    }

    /// The period this one is compared with; none where that would begin before the first day that is accepted.
    pub fn compared(self, comparison: Comparison) -> Option<Self> {
        match comparison {
            Comparison::Previous => Some(self.previous()).filter(|before| {
                let as_long = self.months.is_some() || before.days() == self.days();
                as_long && before.to < self.from
            }),
            Comparison::YearEarlier => {
                (self.from >= Day::MIN.plus_months(12)).then(|| self.year_earlier())
            }
            Comparison::None => None,
            Comparison::With(period) => Some(period),
        }
    }
}

impl fmt::Display for Period {
    /// `2018`, `2018-H1`, `2018-Q3`, `2018-05`, else `2018-01-15..2018-02-20`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, _) = self.from.ymd();
        match self.months {
            Some(12) if month == 1 => write!(f, "{year}"),
            Some(6) if month % 6 == 1 => write!(f, "{year}-H{}", month / 6 + 1),
            Some(3) if month % 3 == 1 => write!(f, "{year}-Q{}", month / 3 + 1),
            Some(1) => write!(f, "{year}-{month:02}"),
            _ => write!(f, "{}..{}", self.from, self.to),
        }
    }
}

fn whole_months(from: Day, to: Day) -> Option<i32> {
    if from != from.first_of_month() || !to.ends_month() {
        return None;
    }
    let ((from_year, from_month, _), (to_year, to_month, _)) = (from.ymd(), to.ymd());
    Some((to_year - from_year) * 12 + to_month - from_month + 1)
}

fn digits(text: &str) -> Option<i32> {
    let all_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> String {
        Period::parse(text)
            .map_or_else(|error| error.to_string(), |p| format!("{}..{}", p.from, p.to))
    }

    #[test]
    fn each_kind_has_its_days() {
        assert_eq!(period("2018"), "2018-01-01..2018-12-31");
        assert_eq!(period("2018-H2"), "2018-07-01..2018-12-31");
        assert_eq!(period("2018-q3"), "2018-07-01..2018-09-30");
        assert_eq!(period("2016-02"), "2016-02-01..2016-02-29");
        for wrong in
            ["18", "2018-", "2018-13", "2018-H3", "2018-5", "20180", "", "é018", "2018-01-01"]
        {
            assert!(Period::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_period_before_is_of_the_same_kind() {
        let previous = |text: &str| Period::parse(text).map(|p| p.previous().to_string());
        assert_eq!(previous("2018"), Ok("2017".to_owned()));
        assert_eq!(previous("2018-H1"), Ok("2017-H2".to_owned()));
        assert_eq!(previous("2018-Q1"), Ok("2017-Q4".to_owned()));
        assert_eq!(previous("2018-03"), Ok("2018-02".to_owned()));
        let free = Period::parse_day("2018-01-11")
            .and_then(|from| Period::new(from, Period::parse_day("2018-01-20")?));
        assert_eq!(free.map(|p| p.previous().to_string()), Ok("2018-01-01..2018-01-10".to_owned()));
    }

    #[test]
    fn a_year_earlier_keeps_month_ends() {
        let earlier = |text: &str| Period::parse(text).map(|p| p.year_earlier().to_string());
        assert_eq!(earlier("2017-02"), Ok("2016-02".to_owned()));
        assert_eq!(earlier("2016-02"), Ok("2015-02".to_owned()));
        assert_eq!(earlier("2018-H1"), Ok("2017-H1".to_owned()));
    }

    /// 1850 is the first year that is accepted.
    #[test]
    fn before_the_first_day_there_is_nothing_to_compare_with() {
        let compared = |text: &str, with| {
            let other = Period::parse(text).map(|period| period.compared(with));
            other.map(|other| other.map(|other| other.to_string()))
        };
        assert_eq!(compared("1850", Comparison::Previous), Ok(None));
        assert_eq!(compared("1850-02", Comparison::Previous), Ok(Some("1850-01".to_owned())));
        assert_eq!(compared("1850-02", Comparison::YearEarlier), Ok(None));
        assert_eq!(compared("1851", Comparison::YearEarlier), Ok(Some("1850".to_owned())));
        let free = Period::parse_day("1850-01-03")
            .and_then(|from| Period::new(from, Period::parse_day("1850-01-09")?));
        assert_eq!(free.map(|free| free.compared(Comparison::Previous)), Ok(None));
    }

    #[test]
    fn a_period_is_cut_in_whole_parts() {
        let parts = |text: &str, months| {
            let parts = Period::parse(text).unwrap().parts(months);
            parts.iter().map(Period::to_string).collect::<Vec<_>>()
        };
        assert_eq!(parts("2018", 12), ["2018"]);
        assert_eq!(parts("2018", 6), ["2018-H1", "2018-H2"]);
        assert_eq!(parts("2018-H2", 3), ["2018-Q3", "2018-Q4"]);
        assert_eq!(parts("2018-Q1", 1), ["2018-01", "2018-02", "2018-03"]);
        assert!(parts("2018-H2", 12).is_empty(), "no whole year lies in half of one");
        let from = Period::parse_day("2017-11-15");
        let free = from.and_then(|from| Period::new(from, Period::parse_day("2018-08-01")?));
        let parts = free.unwrap().parts(3);
        assert_eq!(parts.iter().map(Period::to_string).collect::<Vec<_>>(), ["2018-Q1", "2018-Q2"]);
    }

    #[test]
    fn the_year_so_far_begins_in_january() {
        let so_far = |text: &str| Period::parse(text).map(|part| part.year_so_far().to_string());
        assert_eq!(so_far("2018-Q2"), Ok("2018-H1".to_owned()));
        assert_eq!(so_far("2018-09"), Ok("2018-01-01..2018-09-30".to_owned()));
        assert_eq!(so_far("2018-12"), Ok("2018".to_owned()));
    }

    #[test]
    fn a_free_range_that_is_a_year_is_that_year() {
        let year = Period::parse_day("2018-01-01")
            .and_then(|from| Period::new(from, Period::parse_day("2018-12-31")?));
        assert_eq!(year, Period::parse("2018"));
        assert_eq!(year.map(|year| year.month_ends().len()), Ok(12));
    }
}
