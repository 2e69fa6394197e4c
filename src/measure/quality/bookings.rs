//! How late starts and ends are booked: what shows how much of the last months is still to come in.
//!
//! A row says once when it was booked: of a benefit that has ended that is its end, of one that runs its start.

use rayon::prelude::*;

use crate::dataset::kind::{Field, FileKind};
use crate::period::Day;
use crate::record::{Records, column, day_of};

/// The months that are looked back on.
pub(crate) const MONTHS: usize = 3;

/// How late the starts and ends of benefits are booked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Bookings {
    /// Starts and ends with a day on which they were booked.
    pub(crate) all: u64,
    /// Those booked more than one, two and three months after the day itself.
    pub(crate) late: [u64; MONTHS],
    /// Those of more than a year before the end of the coverage, by when all has come in.
    pub(crate) settled: u64,
    /// Those of them booked after the end of their month, and after the end of one and two months more.
    pub(crate) after: [u64; MONTHS],
}

impl Bookings {
    /// Those of two parts together.
    fn and(self, other: Self) -> Self {
        let sum = |one: [u64; MONTHS], other: [u64; MONTHS]| {
            std::array::from_fn(|month| one[month] + other[month])
        };
        Self {
            all: self.all + other.all,
            late: sum(self.late, other.late),
            settled: self.settled + other.settled,
            after: sum(self.after, other.after),
        }
    }

    fn see(&mut self, day: Day, booked: Day, coverage_to: Day) {
        self.all += 1;
        for (late, months) in self.late.iter_mut().zip(1..) {
            *late += u64::from(booked > day.plus_months(months));
        }
        if day.plus_months(12) <= coverage_to {
            self.settled += 1;
            for (after, months) in self.after.iter_mut().zip(0..) {
                let end = day.first_of_month().plus_months(months).last_of_month();
                *after += u64::from(booked > end);
            }
        }
    }
}

/// How late the benefits of a dataset are booked.
pub(super) fn bookings(records: &Records) -> Bookings {
    if !records.has(FileKind::Benefits, Field::Booked) {
        return Bookings::default();
    }
    let store = &records.benefits;
    let to = records.coverage.to();
    let of_block = |block| {
        let mut bookings = Bookings::default();
        for id in store.block_ids(block) {
            let day = |column| day_of(store.get(id, column));
            let event = day(column::END).or_else(|| day(column::START)).filter(|day| *day <= to);
            if let Some((event, booked)) = event.zip(day(column::BOOKED)) {
                bookings.see(event, booked, to);
            }
        }
        bookings
    };
    let blocks = (0..store.blocks()).into_par_iter();
    blocks.map(of_block).reduce(Bookings::default, Bookings::and)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;

    #[test]
    fn a_booking_is_late_by_whole_months_and_counts_for_its_month() {
        let day = |month, day| Day::from_ymd(2018, month, day).unwrap();
        let to = Day::from_ymd(2019, 12, 31).unwrap();
        let mut bookings = Bookings::default();
        for booked in [day(1, 31), day(2, 20), day(2, 21), day(3, 21), day(4, 21)] {
            bookings.see(day(1, 20), booked, to);
        }
        assert_eq!((bookings.all, bookings.late), (5, [3, 2, 1]));
        assert_eq!((bookings.settled, bookings.after), (5, [4, 2, 1]));
        bookings.see(Day::from_ymd(2019, 1, 1).unwrap(), to, to);
        assert_eq!((bookings.all, bookings.settled), (6, 5), "not yet a year ago");
    }
}
