//! A period as the measures look at it: every day that a condition asks about, worked out once.

use super::dimension::Moment;
use crate::period::{Day, Period};

/// A period with the days its conditions ask about.
#[derive(Debug, Clone)]
pub(crate) struct Window {
    /// The period.
    pub(crate) period: Period,
    /// The first day.
    pub(crate) from: Day,
    /// The last day.
    pub(crate) to: Day,
    /// The day before the first.
    pub(crate) before: Day,
    /// The last day of each month that ends in the period, or the last day where none does (CBS year figure).
    pub(crate) month_ends: Vec<Day>,
    /// Those of them that end a month: all, where the period does not end within one.
    pub(crate) full_months: Vec<Day>,
    /// The same period twelve months earlier, for retention.
    pub(crate) earlier: Period,
    /// The last days on which a benefit started that has run for at least two, and five, years on the last day.
    pub(crate) started_by: [Day; 2],
    /// Only stocks and amounts of benefits are asked of it: it is the comparison period's own comparison.
    pub(crate) stock_only: bool,
}

impl Window {
    /// The window of a period.
    pub(crate) fn new(period: Period) -> Self {
        let mut month_ends = period.month_ends();
        if month_ends.is_empty() {
            month_ends.push(period.to());
        }
        Self {
            period,
            from: period.from(),
            to: period.to(),
            before: period.from().plus_days(-1),
            full_months: month_ends.iter().copied().filter(|end| end.ends_month()).collect(),
            month_ends,
            earlier: period.year_earlier(),
            started_by: [24, 60].map(|months| started_by(period.to(), months)),
            stock_only: false,
        }
    }

    /// A day as seen from this period.
    pub(crate) const fn on(&self, day: Day) -> Moment {
        Moment { day, to: self.to }
    }

    /// On how many of the month ends something runs that starts on one day and ends on another.
    pub(crate) fn month_ends_within(&self, start: Day, end: Day) -> usize {
        let ends = &self.month_ends;
        match ends.first().zip(ends.last()) {
            Some((first, last)) if start <= *first && end > *last => ends.len(),
            // they are in order, so that those on which it runs follow each other
            _ => {
                let before = |day: Day| ends.partition_point(|end| *end < day);
                before(end).saturating_sub(before(start))
            }
        }
    }

    /// Whole calendar months of the period after the month of a day, for amounts paid by the month.
    pub(crate) fn months_after(&self, day: Day) -> i128 {
        // a month that ends later than the day but is not its own begins after it
        let later = self.full_months.partition_point(|end| *end < day);
        let own = self.full_months.get(later).is_some_and(|end| *end == day.last_of_month());
        i128::try_from(self.full_months.len() - later - usize::from(own)).unwrap_or(0)
    }
}

/// The last first day from which so many months are full by a day: one whose month lacks the day counts on its last.
fn started_by(to: Day, months: i32) -> Day {
    let start = to.plus_months(-months);
    // from the days that follow it, the same day may be reached in a shorter month
    let mut later = (1..=3).map(|days| start.plus_days(days));
    later.rfind(|start| start.full_months_to(to) >= months).unwrap_or(start)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;

    #[test]
    fn a_benefit_of_two_years_started_on_the_last_day_from_which_they_are_full() {
        for to in (-4_000..20_000).map(Day::from_number) {
            for months in [24, 60] {
                let last = started_by(to, months);
                assert!(last.full_months_to(to) >= months, "{to} {months}");
                assert!(last.plus_days(1).full_months_to(to) < months, "{to} {months}");
            }
        }
    }

    #[test]
    fn months_after_an_end_are_those_still_to_come() {
        let period = Period::parse("2018").unwrap();
        let window = Window::new(period);
        let months =
            |month, day| Day::from_ymd(2018, month, day).map(|day| window.months_after(day));
        assert_eq!(months(1, 1), Some(11));
        assert_eq!(months(1, 31), Some(11));
        assert_eq!(months(12, 31), Some(0));
        assert_eq!(window.month_ends.len(), 12);
        assert_eq!(window.earlier.to_string(), "2017");
    }
}
