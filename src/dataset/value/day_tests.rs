#![allow(clippy::unwrap_used, clippy::unnecessary_wraps, reason = "a test stops where it fails")]

use super::*;
use proptest::prelude::*;

fn on(year: i32, month: i32, date: i32) -> Result<Option<Day>, Fault> {
    Ok(Some(Day::from_ymd(year, month, date).unwrap()))
}

#[test]
fn every_form_gives_the_same_day() {
    for text in [
        "2018-03-31",
        "31-03-2018",
        "31/03/2018",
        "20180331",
        " 2018-03-31 ",
        "\u{a0}31-03-2018\t",
        "2018-03-31 00:00",
        "2018-03-31T23:59:59",
        "2018-03-31T23:59:59.123456Z",
        "2018-03-31 00:00:00+01:00",
        "31-03-2018 0:00:00",
        "31/03/2018 0:00",
        "20180331 12:00:00.000",
    ] {
        assert_eq!(day(text.as_bytes()), on(2018, 3, 31), "{text}");
    }
}

#[test]
fn the_ways_to_say_no_date() {
    for text in [
        "",
        "  ",
        "00000000",
        "99999999",
        "0000-00-00",
        "00-00-0000",
        "9999-12-31",
        "31-12-9999",
        "31/12/9999 00:00:00",
        "9000-01-01",
        "9999-99-99",
    ] {
        assert_eq!(day(text.as_bytes()), Ok(None), "{text}");
    }
}

#[test]
fn what_is_not_a_date_is_told_by_its_kind() {
    for (text, fault) in [
        ("31-02-2018", Fault::ImpossibleDate),
        ("29-02-1900", Fault::ImpossibleDate),
        ("2018-13-01", Fault::ImpossibleDate),
        ("20181301", Fault::ImpossibleDate),
        ("9999-02-31", Fault::ImpossibleDate),
        ("2018-00-10", Fault::ImpossibleDate),
        ("0018-03-31", Fault::YearOutOfRange),
        ("3018-03-31", Fault::YearOutOfRange),
        ("8999-12-31", Fault::YearOutOfRange),
        ("03/31/2018", Fault::AmericanDate),
        ("3/31/2018", Fault::AmericanDate),
        ("03/31/2018 12:00", Fault::AmericanDate),
        ("31-03-18", Fault::TwoDigitYear),
        ("1/3/18", Fault::TwoDigitYear),
        ("43190", Fault::SpreadsheetSerial),
        ("43190,5", Fault::SpreadsheetSerial),
        ("2018-03-31 25:00", Fault::NotATime),
        ("2018-03-31x", Fault::NotATime),
        ("2018-03-31 00:00 pm", Fault::NotATime),
        ("2018-03-311", Fault::NotATime),
        ("1-3-2018", Fault::NotADate),
        ("31.03.2018", Fault::NotADate),
        ("31-mrt-2018", Fault::NotADate),
        ("2018", Fault::NotADate),
        ("vandaag", Fault::NotADate),
        ("2018-03", Fault::NotADate),
        ("２018-03-31", Fault::NotADate),
    ] {
        assert_eq!(day(text.as_bytes()), Err(fault), "{text}");
    }
}

#[test]
fn months_and_dates_in_them_are_months() {
    for text in ["2018-03", "201803", "03-2018", "03/2018", "2018-03-31", "01-03-2018", " 201803 "]
    {
        assert_eq!(month(text.as_bytes()), Ok(Day::from_ymd(2018, 3, 1).unwrap()), "{text}");
    }
    for (text, fault) in [
        ("", Fault::Missing),
        ("99999999", Fault::Missing),
        ("2018-13", Fault::NotAMonth),
        ("201800", Fault::NotAMonth),
        ("1018-03", Fault::YearOutOfRange),
        ("maart 2018", Fault::NotAMonth),
        ("2018", Fault::NotAMonth),
        ("2018-02-30", Fault::ImpossibleDate),
    ] {
        assert_eq!(month(text.as_bytes()), Err(fault), "{text}");
    }
}

#[test]
fn years_of_birth_have_four_digits() {
    assert_eq!(birth_year(b" 1975 "), Ok(Some(1975)));
    for text in ["", "0000", "9999", "onbekend", "-", "NULL"] {
        assert_eq!(birth_year(text.as_bytes()), Ok(None), "{text}");
    }
    assert_eq!(birth_year(b"75"), Err(Fault::NotABirthYear));
    assert_eq!(birth_year(b"19x5"), Err(Fault::NotABirthYear));
    assert_eq!(birth_year(b"1075"), Err(Fault::YearOutOfRange));
}

proptest! {
    #[test]
    fn every_day_in_every_form_is_read_back(number in Day::MIN.number()..=Day::MAX.number()) {
        let expected = Day::from_number(number);
        let (year, month_number, date) = expected.ymd();
        for text in [
            format!("{year}-{month_number:02}-{date:02}"),
            format!("{date:02}-{month_number:02}-{year}"),
            format!("{date:02}/{month_number:02}/{year}"),
            format!("{year}{month_number:02}{date:02}"),
            format!("{year}-{month_number:02}-{date:02}T10:20:30Z"),
        ] {
            prop_assert_eq!(day(text.as_bytes()), Ok(Some(expected)), "{}", text);
            prop_assert_eq!(month(text.as_bytes()), Ok(expected.first_of_month()), "{}", text);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
        let _ = (day(&bytes), month(&bytes), birth_year(&bytes));
    }

    #[test]
    fn no_date_like_text_makes_it_panic(text in "[-0-9/:. TZ+]{0,30}") {
        let _ = (day(text.as_bytes()), month(text.as_bytes()), birth_year(text.as_bytes()));
    }
}
