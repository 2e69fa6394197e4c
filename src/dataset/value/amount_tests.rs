#![allow(clippy::unnecessary_wraps, reason = "a test stops where it fails")]

use super::*;
use proptest::prelude::*;

fn exact(cents: i64, notation: Option<Notation>) -> Result<Amount, Fault> {
    Ok(Amount::Exact { cents, notation })
}

#[test]
fn the_usual_ways_to_write_an_amount() {
    let (comma, point) = (Some(Notation::Comma), Some(Notation::Point));
    for (text, cents_expected, notation) in [
        ("1.234,50", 123_450, comma),
        ("1234,50", 123_450, comma),
        ("1234,5", 123_450, comma),
        ("1234.50", 123_450, point),
        ("1,234.50", 123_450, point),
        ("€ 1.234,50", 123_450, comma),
        ("€1.234,50", 123_450, comma),
        ("1.234,50 €", 123_450, comma),
        ("EUR 1.234,50", 123_450, comma),
        ("1234,50 eur", 123_450, comma),
        ("1.234.567,89", 123_456_789, comma),
        ("1.234.567", 123_456_700, comma),
        ("1,234,567", 123_456_700, point),
        ("1\u{a0}234,50", 123_450, comma),
        ("1 234,50", 123_450, comma),
        ("1\u{202f}234", 123_400, None),
        ("1'234.50", 123_450, point),
        ("1’234.50", 123_450, point),
        ("1234", 123_400, None),
        ("0", 0, None),
        ("0,00", 0, comma),
        ("-0,00", 0, comma),
        (",50", 50, comma),
        (".5", 50, point),
        ("0001234", 123_400, None),
        (" 12,34 ", 1234, comma),
    ] {
        assert_eq!(cents(text.as_bytes()), exact(cents_expected, notation), "{text}");
    }
}

#[test]
fn signs_stand_before_or_after() {
    for text in
        ["-12,34", "12,34-", "- 12,34", "€ -12,34", "-€ 12,34", "€-12,34", "−12,34", "12,34- EUR"]
    {
        assert_eq!(cents(text.as_bytes()), exact(-1234, Some(Notation::Comma)), "{text}");
    }
    assert_eq!(cents(b"+12,34"), exact(1234, Some(Notation::Comma)));
    for text in ["--12,34", "-12,34-", "+-12", "€ € 12", "€", "EUR"] {
        assert_eq!(cents(text.as_bytes()), Err(Fault::NotAnAmount), "{text}");
    }
}

#[test]
fn dashes_for_cents_are_not_a_sign() {
    for text in ["12,-", "12,--", "€ 12,-", "12,- EUR"] {
        assert_eq!(cents(text.as_bytes()), exact(1200, Some(Notation::Comma)), "{text}");
    }
    assert_eq!(cents(b"-12,-"), exact(-1200, Some(Notation::Comma)));
    assert_eq!(cents(b"1.234,-"), exact(123_400, Some(Notation::Comma)));
    assert_eq!(cents(b"1,234,-"), Err(Fault::NotAnAmount));
}

#[test]
fn three_digits_after_one_separator_can_mean_two_things() {
    for (text, value, separator) in [
        ("1.234", 123_400, b'.'),
        ("1,234", 123_400, b','),
        ("-123.456", -12_345_600, b'.'),
        ("€ 1.234", 123_400, b'.'),
    ] {
        let expected = Amount::Ambiguous { cents: value, separator };
        assert_eq!(cents(text.as_bytes()), Ok(expected), "{text}");
    }
}

#[test]
fn zeros_behind_the_cents_are_nothing_and_a_dash_behind_a_currency_is_zero() {
    let point = Some(Notation::Point);
    for text in ["1046.3200", "1046.320", "1046.32000000", "1,046.3200"] {
        assert_eq!(cents(text.as_bytes()), exact(104_632, point), "{text}");
    }
    for text in ["€ -", " € -   ", "-€", "€ --", "€\u{a0}-", "- EUR"] {
        assert_eq!(cents(text.as_bytes()), exact(0, None), "{text}");
    }
}

/// A column of amounts as it is read: first with no notation, then by what it has shown.
fn column(values: &[&str]) -> (Vec<Option<i64>>, AmountsSeen) {
    let read = |notation| {
        let mut reader = AmountReader::new(notation);
        let cents = values.iter().map(|value| reader.cents(value.as_bytes()).ok().flatten());
        (cents.collect(), reader.seen)
    };
    let seen = read(None).1;
    read(seen.notation())
}

#[test]
fn the_column_decides_what_one_point_means() {
    assert_eq!(column(&["1.234", "12,50"]).0, [Some(123_400), Some(1250)]);
    assert_eq!(column(&["1.234", "12.50"]).0, [None, Some(1250)], "parts of a cent");
    assert_eq!(column(&["1.230", "12.50"]).0, [Some(123), Some(1250)]);
    assert_eq!(column(&["1,234", "12.50"]).0, [Some(123_400), Some(1250)]);
    assert_eq!(column(&["1.234", "12"]).0, [None, Some(1200)]);
    assert_eq!(column(&["1.234", "12,50", "12.50"]).0, [None, Some(1250), Some(1250)]);
    assert_eq!(column(&["99999", "999999,00", "99998"]).0, [None, None, Some(9_999_800)]);
    assert_eq!(column(&["99999", "999999,00"]).1.fillers, 2);
}

#[test]
fn missing_is_never_zero() {
    for text in ["", "  ", "-", "n.v.t.", "#N/B", "NULL", "null", "N.V.T."] {
        assert_eq!(cents(text.as_bytes()), Ok(Amount::Missing), "{text}");
    }
}

#[test]
fn what_is_not_an_amount_of_whole_cents_is_a_fault() {
    for text in [
        "0.123",
        "1234.567",
        "1234,567",
        "12.3456",
        "0.1230",
        "1.23.456",
        "1.234,567",
        "1,23.456",
        "12.34,56",
        "1 23",
    ] {
        assert_eq!(cents(text.as_bytes()), Err(Fault::AmountDecimals), "{text}");
    }
    for text in ["12,", "abc", "12a", "1..2x", "(12,50)", "12 EURO", "1e5", "$12", "12,34,"] {
        assert_eq!(cents(text.as_bytes()), Err(Fault::NotAnAmount), "{text}");
    }
    for text in ["99999999999999999999", "92233720368547758,08", "9.223.372.036.854.775.808,00"] {
        assert_eq!(cents(text.as_bytes()), Err(Fault::AmountTooLarge), "{text}");
    }
    assert_eq!(cents(b"92233720368547758,07"), exact(i64::MAX, Some(Notation::Comma)));
}

proptest! {
    #[test]
    fn every_amount_in_every_notation_is_read_back(value in -9_999_999_999_i64..=9_999_999_999) {
        let (whole, part) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
        let sign = if value < 0 { "-" } else { "" };
        let grouped = |separator: &str| {
            let digits = whole.to_string();
            let mut out = String::new();
            for (position, digit) in digits.chars().enumerate() {
                if position > 0 && (digits.len() - position).is_multiple_of(3) {
                    out.push_str(separator);
                }
                out.push(digit);
            }
            out
        };
        for (text, notation) in [
            (format!("{sign}{whole},{part:02}"), Notation::Comma),
            (format!("{sign}{whole}.{part:02}"), Notation::Point),
            (format!("{sign}{},{part:02}", grouped(".")), Notation::Comma),
            (format!("{sign}{}.{part:02}", grouped(",")), Notation::Point),
            (format!("€ {sign}{},{part:02}", grouped("\u{a0}")), Notation::Comma),
            (format!("{}.{part:02}{sign}", grouped("'")), Notation::Point),
        ] {
            prop_assert_eq!(cents(text.as_bytes()), exact(value, Some(notation)), "{}", text);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40), text in "[-+0-9,.' €]{0,60}") {
        let _ = (cents(&bytes), cents(text.as_bytes()));
    }
}
