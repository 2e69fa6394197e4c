//! A cell as text, in forms that the readers of dates, amounts and identifiers take for what they are.

use std::borrow::Cow;

use calamine::{Data, ExcelDateTime};

/// The text of a cell; empty where there is nothing in it.
pub(super) fn text(cell: &Data) -> Cow<'_, str> {
    match cell {
        Data::Empty => Cow::Borrowed(""),
        Data::String(text) | Data::DurationIso(text) => Cow::Borrowed(text),
        Data::DateTimeIso(text) => Cow::Borrowed(without_midnight(text)),
        Data::Bool(true) => Cow::Borrowed("ja"),
        Data::Bool(false) => Cow::Borrowed("nee"),
        Data::Int(number) => Cow::Owned(whole(&number.to_string())),
        Data::Float(number) => Cow::Owned(decimal(*number)),
        Data::DateTime(date) => Cow::Owned(day(date)),
        Data::Error(error) => Cow::Owned(error.to_string()),
    }
}

/// A date as spreadsheets of the open form write it, without a time that says nothing.
fn without_midnight(text: &str) -> &str {
    match text.split_once('T') {
        Some((day, time)) if time.chars().all(|c| matches!(c, '0' | ':' | '.')) => day,
        _ => text,
    }
}

/// More digits than these are not kept by a spreadsheet.
const DIGITS: usize = 15;

/// A whole number; one that a spreadsheet has rounded in the notation that says so.
fn whole(digits: &str) -> String {
    let (sign, magnitude) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    if magnitude.len() <= DIGITS {
        return digits.to_owned();
    }
    let (kept, _) = magnitude.split_at(DIGITS);
    let (first, rest) = kept.split_at(1);
    format!("{sign}{first}.{rest}E+{}", magnitude.len() - 1)
}

/// A number with at most 15 digits that mean something: whole ones as their digits, others with a decimal point.
fn decimal(number: f64) -> String {
    // sign, one digit, point, 14 digits, e, exponent: rounded correctly, without arithmetic of our own
    let scientific = format!("{number:.14e}");
    let parts = scientific
        .split_once('e')
        .and_then(|(digits, exponent)| Some((digits, exponent.parse::<i32>().ok()?)));
    let Some((digits, exponent)) = parts else {
        return String::new(); // not a number: nothing that a sheet can hold
    };
    let sign = if digits.starts_with('-') { "-" } else { "" };
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let Ok(places) = usize::try_from(exponent) else {
        let zeros = usize::try_from(-exponent).unwrap_or(1) - 1;
        return with_decimals(sign, "0", &format!("{}{digits}", "0".repeat(zeros.min(40))));
    };
    if places >= DIGITS {
        let (first, rest) = digits.split_at(1);
        let rest = if rest.is_empty() { "0" } else { rest };
        return format!("{sign}{first}.{rest}E+{places}");
    }
    if digits.len() <= places + 1 {
        return format!("{sign}{digits}{}", "0".repeat(places + 1 - digits.len()));
    }
    let (whole, decimals) = digits.split_at(places + 1);
    with_decimals(sign, whole, decimals)
}

/// A number with decimals. Three could be taken for thousands; a fourth says what they are.
fn with_decimals(sign: &str, whole: &str, decimals: &str) -> String {
    let fourth = if decimals.len() == 3 { "0" } else { "" };
    format!("{sign}{whole}.{decimals}{fourth}")
}

/// A date, with its time where that is not midnight; a time or a duration alone; zero where there is no day.
fn day(date: &ExcelDateTime) -> String {
    let serial = date.as_f64();
    let without_day = serial < 0.0 || (serial == 0.0 && date.to_ymd_hms_milli().0 < 1904);
    if without_day || date.is_duration() {
        return decimal(serial);
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if year < 1900 {
        return time;
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if time == "00:00:00" { day } else { format!("{day} {time}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{CellErrorType, ExcelDateTimeType};

    #[test]
    fn numbers_are_their_digits_and_rounded_ones_say_so() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-250.0, "-250"),
            (900_000_501.0, "900000501"),
            (123_456_789_012_345.0, "123456789012345"),
            (1_234_567_890_123_456.0, "1.23456789012346E+15"),
            (1e15, "1.0E+15"),
            (0.300_000_000_000_000_04, "0.3"),
            (1046.32, "1046.32"),
            (1.234, "1.2340"),
            (0.005, "0.0050"),
            (36.5, "36.5"),
            (1e-7, "0.0000001"),
        ] {
            assert_eq!(super::text(&Data::Float(number)), text);
        }
        assert_eq!(super::text(&Data::Int(42)), "42");
        assert_eq!(super::text(&Data::Int(1_234_567_890_123_456)), "1.23456789012345E+15");
    }

    #[test]
    fn dates_are_dates_under_both_systems() {
        let date = |serial, is_1904| {
            let date = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
            super::text(&Data::DateTime(date)).into_owned()
        };
        assert_eq!(date(43190.0, false), "2018-03-31");
        assert_eq!(date(41728.0, true), "2018-03-31");
        assert_eq!(date(43190.5, false), "2018-03-31 12:00:00");
        assert_eq!(date(0.0, false), "0");
        assert_eq!(date(0.0, true), "1904-01-01");
        assert_eq!(date(1.0, false), "1900-01-01");
        assert_eq!(super::text(&Data::DateTimeIso("2018-03-31T00:00:00".to_owned())), "2018-03-31");
        let noon = "2018-03-31T12:00:00";
        assert_eq!(super::text(&Data::DateTimeIso(noon.to_owned())), noon);
    }

    #[test]
    fn other_cells_are_words() {
        assert_eq!(super::text(&Data::Bool(true)), "ja");
        assert_eq!(super::text(&Data::Bool(false)), "nee");
        assert_eq!(super::text(&Data::Error(CellErrorType::NA)), "#N/A");
        assert_eq!(super::text(&Data::Empty), "");
        assert_eq!(super::text(&Data::String("0042".to_owned())), "0042");
    }
}
