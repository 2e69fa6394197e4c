//! The time of day behind a date, and what day it is in the Netherlands where that time names a zone.
//!
//! Systems that keep moments write local midnight in UTC: 1 January 2018 is `2017-12-31T23:00:00Z`. To drop the time
//! would move every date by a day.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::trim;
use crate::period::Day;

/// A time of day in a zone: minutes from midnight of the written day to the moment, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    minutes: i32,
}

/// The law's own time.
static DUTCH: TimeZone = jiff::tz::get!("Europe/Amsterdam");

impl Moment {
    /// The day in the Netherlands at this moment, where `day` is the one that is written.
    pub(super) fn day(self, day: Day) -> Day {
        let seconds = (i64::from(day.number()) * 24 * 60 + i64::from(self.minutes)) * 60;
        let Ok(moment) = Timestamp::from_second(seconds) else { return day };
        let local = seconds + i64::from(DUTCH.to_offset(moment).seconds());
        i32::try_from(local.div_euclid(24 * 60 * 60)).map_or(day, Day::from_number)
    }
}

/// A time of day after a blank or `T`: `0:00`, `00:00:00`, `00:00:00.000`, `12:00 AM`, with `Z` or an offset.
///
/// `None` where it is no time; `Some(None)` where it names no zone, so that it says nothing about the day.
#[allow(clippy::option_option, reason = "no time, a time that says nothing, or a moment")]
pub(super) fn time(text: &[u8]) -> Option<Option<Moment>> {
    let time = match text {
        [b'T' | b't', time @ ..] => time,
        [b' ' | b'\t', ..] | [0xC2, 0xA0, ..] => trim(text),
        _ => return None,
    };
    let (hour, time) = digits(time, 1)?;
    let [b':', time @ ..] = time else { return None };
    let (minute, mut time) = digits(time, 2)?;
    let mut second = 0;
    if let [b':', rest @ ..] = time {
        (second, time) = digits(rest, 2)?;
        if let [b'.' | b',', fraction @ ..] = time {
            let length = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if length == 0 {
                return None;
            }
            time = fraction.get(length..).unwrap_or_default();
        }
    }
    if hour > 24 || minute > 59 || second > 60 {
        return None;
    }
    let offset = zone(trim(time))?;
    Some(offset.map(|offset| Moment { minutes: hour * 60 + minute - offset }))
}

/// Minutes east of Greenwich; `Some(None)` where no zone is named.
#[allow(clippy::option_option, reason = "no zone, none named, or an offset")]
fn zone(text: &[u8]) -> Option<Option<i32>> {
    let (sign, offset) = match text {
        [] => return Some(None),
        [b'Z' | b'z'] => return Some(Some(0)),
        // half a day by an English clock says nothing of the day
        _ if [b"am", b"pm"].iter().any(|half| text.eq_ignore_ascii_case(*half)) => {
            return Some(None);
        }
        _ if [b"utc", b"gmt"].iter().any(|zone| text.eq_ignore_ascii_case(*zone)) => {
            return Some(Some(0));
        }
        [b'+', offset @ ..] => (1, offset),
        [b'-', offset @ ..] => (-1, offset),
        _ => return None,
    };
    let (hours, rest) = digits(offset, 2)?;
    let minutes = match rest {
        [] => 0,
        [b':', rest @ ..] | rest => match digits(rest, 2)? {
            (minutes, []) => minutes,
            _ => return None,
        },
    };
    (hours <= 15 && minutes < 60).then_some(Some(sign * (hours * 60 + minutes)))
}

/// One or two digits (two where `least` is 2) and what follows them.
fn digits(text: &[u8], least: usize) -> Option<(i32, &[u8])> {
    match text {
        [a, b, rest @ ..] if a.is_ascii_digit() && b.is_ascii_digit() => {
            Some((i32::from(a - b'0') * 10 + i32::from(b - b'0'), rest))
        }
        [a, rest @ ..] if least == 1 && a.is_ascii_digit() => Some((i32::from(a - b'0'), rest)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(ymd: (i32, i32, i32), text: &str) -> String {
        let day = Day::from_ymd(ymd.0, ymd.1, ymd.2).unwrap();
        time(text.as_bytes()).unwrap().unwrap().day(day).to_string()
    }

    #[test]
    fn local_midnight_in_utc_is_the_next_day() {
        assert_eq!(local((2017, 12, 31), "T23:00:00.000Z"), "2018-01-01", "winter");
        assert_eq!(local((2018, 6, 29), "T22:00:00Z"), "2018-06-30", "summer");
        assert_eq!(local((2018, 6, 29), "T21:59:59Z"), "2018-06-29");
        assert_eq!(local((2017, 12, 31), "T22:30:00Z"), "2017-12-31", "no summer time in winter");
        assert_eq!(local((2018, 3, 24), "T23:00:00Z"), "2018-03-25", "the night before the change");
        assert_eq!(local((2018, 3, 25), "T22:00:00Z"), "2018-03-26", "the night after it");
    }

    #[test]
    fn an_offset_is_turned_into_dutch_time() {
        assert_eq!(local((2018, 1, 1), " 00:00:00+01:00"), "2018-01-01");
        assert_eq!(local((2018, 7, 1), "T00:00:00+0200"), "2018-07-01");
        assert_eq!(local((2018, 7, 1), "T00:00+02"), "2018-07-01");
        assert_eq!(local((2017, 12, 31), "T18:00:00-05:00"), "2018-01-01");
    }

    #[test]
    fn a_time_without_a_zone_says_nothing_of_the_day() {
        for text in ["T00:00", " 0:00", " 23:59:59", " 12:00:00 AM", "T23:59:59.123456"] {
            assert_eq!(time(text.as_bytes()), Some(None), "{text}");
        }
        for text in ["T", " 25:00", " 10:61", "x", " 10", "T10:00:", "T10:00+1", " 10:00 CET+"] {
            assert_eq!(time(text.as_bytes()), None, "{text}");
        }
    }
}
