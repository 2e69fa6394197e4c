#![allow(clippy::unnecessary_wraps, reason = "what is expected is written as it is compared")]

use super::*;
use crate::dataset::value::{month, month_alone, month_in_name};
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
        "2018-03-31T20:59:59.123456Z",
        "2018-03-31 00:00:00+01:00",
        "31-03-2018 0:00:00",
        "31/03/2018 0:00",
        "20180331 12:00:00.000",
        "31-3-2018",
        "31.03.2018",
        "31.3.2018",
        "2018-3-31",
        "2018/03/31",
        "20180331.0",
        "20180331,0",
        "31-mrt-2018",
        "31-Mrt-2018",
        "31 maart 2018",
        "31 mrt. 2018",
        "31-mar-2018",
        "31 March 2018",
        "March 31, 2018",
        "31-MRT-2018 00:00:00",
        "2018-03-30T22:00:00Z",
        "2018-03-31T00:00:00+02:00",
        "31/3/2018",
        "\u{feff}31-03-2018",
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
        "0",
        "NULL",
        "(null)",
        "n.v.t.",
        "\\N",
        "?",
        "31-12-4712",
        "2100-01-01",
        "2999-12-31",
        "3018-03-31",
        "8999-12-31",
    ] {
        assert_eq!(day(text.as_bytes()), Ok(None), "{text}");
    }
}

#[test]
fn what_is_not_a_date_is_recognised_by_its_kind() {
    for (text, fault) in [
        ("31-02-2018", Fault::ImpossibleDate),
        ("29-02-1900", Fault::ImpossibleDate),
        ("2018-13-01", Fault::ImpossibleDate),
        ("20181301", Fault::ImpossibleDate),
        ("9999-02-31", Fault::ImpossibleDate),
        ("2018-00-10", Fault::ImpossibleDate),
        ("0018-03-31", Fault::YearOutOfRange),
        ("03/31/2018", Fault::AmericanDate),
        ("3/31/2018", Fault::AmericanDate),
        ("03/31/2018 12:00", Fault::AmericanDate),
        ("31-03-18", Fault::TwoDigitYear),
        ("1/3/18", Fault::TwoDigitYear),
        ("43190", Fault::SpreadsheetSerial),
        ("43190,5", Fault::SpreadsheetSerial),
        ("2018-03-31 25:00", Fault::NotATime),
        ("2018-03-31 x", Fault::NotATime),
        ("2018-03-31x", Fault::NotADate),
        ("2018-03-311", Fault::NotADate),
        ("31-maand-2018", Fault::NotADate),
        ("31-mrt-18", Fault::NotADate),
        ("31 03 2018", Fault::NotADate),
        ("31-03/2018", Fault::NotADate),
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
    let month =
        |text: &[u8]| month(text, &mut DateReader::new(DateUse::Other, DateNotation::default()));
    for text in [
        "2018-03",
        "201803",
        "201803.0",
        "03-2018",
        "3-2018",
        "03/2018",
        "2018-3",
        "2018M03",
        "mrt-2018",
        "maart 2018",
        "March 2018",
        "2018 maart",
        "2018-03-31",
        "01-03-2018",
        "1 maart 2018",
        " 201803 ",
    ] {
        assert_eq!(month(text.as_bytes()), Ok(Day::from_ymd(2018, 3, 1).unwrap()), "{text}");
    }
    let dutch =
        "januari februari maart april mei juni juli augustus september oktober november december";
    let english =
        "January February March April May June July August September October November December";
    let short = "jan feb mrt apr mei jun jul aug sep okt nov dec";
    for names in [dutch, english, short] {
        for (number, name) in (1..).zip(names.split(' ')) {
            for text in [format!("{name} 2018"), format!("{name}-2018"), format!("2018 {name}")] {
                let first = Day::from_ymd(2018, number, 1).unwrap();
                assert_eq!(month(text.as_bytes()), Ok(first), "{text}");
                assert_eq!(month_alone(text.as_bytes()), Some(first), "{text}");
            }
            let file = format!("bus {name} 2018.csv");
            assert_eq!(month_in_name(&file), Day::from_ymd(2018, number, 1), "{file}");
        }
    }
    for (text, fault) in [
        ("", Fault::Missing),
        ("99999999", Fault::Missing),
        ("2018-13", Fault::NotAMonth),
        ("201800", Fault::NotAMonth),
        ("1018-03", Fault::YearOutOfRange),
        ("lente 2018", Fault::NotAMonth),
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

/// A column of dates as it is read: first with no notation, then by what it has shown.
fn column(usage: DateUse, values: &[&str]) -> Vec<Option<String>> {
    let read = |notation| {
        let mut reader = DateReader::new(usage, notation);
        let days = values
            .iter()
            .map(|value| reader.day(value.as_bytes()).ok().flatten().map(|day| day.to_string()))
            .collect::<Vec<_>>();
        (days, DatesSeen { placeholders: 0, ..reader.seen })
    };
    let seen = read(DateNotation::default()).1;
    let notation = seen.notation(seen.proves_month_first() && !seen.day_first);
    let (days, again) = read(notation);
    assert_eq!(again, seen, "what is seen does not hang on how it is read");
    days
}

#[test]
fn the_month_is_first_only_where_the_whole_column_is_slashed_and_shows_it() {
    let day = |text: &str| Some(text.to_owned());
    let read = column(DateUse::Start, &["12/06/2018", "09/15/2017", ""]);
    assert_eq!(read, [day("2018-12-06"), day("2017-09-15"), None]);
    let read = column(DateUse::Start, &["12/06/2018", "02/09/2018"]);
    assert_eq!(read, [day("2018-06-12"), day("2018-09-02")], "nothing shows it");
    let read = column(DateUse::Start, &["12/06/2018", "09/15/2017", "2018-01-01"]);
    assert_eq!(read, [day("2018-06-12"), None, day("2018-01-01")], "another notation beside it");
}

#[test]
fn whole_numbers_are_days_of_a_spreadsheet_only_where_the_whole_column_is() {
    let day = |text: &str| Some(text.to_owned());
    assert_eq!(
        column(DateUse::Start, &["43190", "43101.0"]),
        [day("2018-03-31"), day("2018-01-01")]
    );
    assert_eq!(column(DateUse::Start, &["43190", "2018-01-01"]), [None, day("2018-01-01")]);
    assert_eq!(
        column(DateUse::Start, &["43190", "19999"]),
        [None, None],
        "too early for a benefit"
    );
    assert_eq!(column(DateUse::End, &["43190", "2958465", ""]), [day("2018-03-31"), None, None]);
    let births = column(DateUse::Birth, &["31048", "1", "61", "60000"]);
    assert_eq!(births, [day("1985-01-01"), None, day("1900-03-01"), day("2064-04-08")]);
    let years = column(DateUse::Birth, &["1985", "1990"]);
    assert_eq!(years, [day("1985-07-01"), day("1990-07-01")], "years, not days of 1905");
}

#[test]
fn a_birth_may_be_known_by_its_year_and_1900_is_nobody() {
    let birth = |text: &str| {
        let mut reader = DateReader::new(DateUse::Birth, DateNotation::default());
        (
            reader.day(text.as_bytes()).map(|day| day.map(|day| day.to_string())),
            reader.seen.placeholders,
        )
    };
    for text in ["19850000", "00-00-1985", "1985-00-00", "19850600"] {
        assert_eq!(birth(text), (Ok(Some("1985-07-01".to_owned())), 0), "{text}");
    }
    for text in ["01-01-1900", "1899-12-30", "1753-01-01", "0001-01-01", "01/01/1900"] {
        assert_eq!(birth(text), (Ok(None), 1), "{text}");
    }
    assert_eq!(birth("00000000"), (Ok(None), 0));
    assert_eq!(birth("02-01-1900").0, Ok(Some("1900-01-02".to_owned())));
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
            format!("{date}-{month_number}-{year}"),
            format!("{date}.{month_number}.{year} 00:00"),
        ] {
            let mut start = DateReader::new(DateUse::Start, DateNotation::default());
            prop_assert_eq!(start.day(text.as_bytes()), Ok(Some(expected)), "{}", text);
            prop_assert_eq!(month(text.as_bytes(), &mut start), Ok(expected.first_of_month()), "{}", text);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
        all_readers(&bytes);
    }

    #[test]
    fn no_date_like_text_makes_it_panic(text in "[-0-9/:. TZ+]{0,30}") {
        all_readers(text.as_bytes());
    }
}

fn all_readers(text: &[u8]) {
    let _ = birth_year(text);
    for usage in [DateUse::Start, DateUse::End, DateUse::Birth, DateUse::Other] {
        for (month_first, serial, years) in
            [(false, false, false), (true, true, false), (false, false, true)]
        {
            let mut reader = DateReader::new(usage, DateNotation { month_first, serial, years });
            let _ = (reader.day(text), month(text, &mut reader));
        }
    }
}
