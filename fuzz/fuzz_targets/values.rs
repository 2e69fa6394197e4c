//! Any bytes as a day, a month, a year of birth, an amount and a number of hours.
#![no_main]

use libfuzzer_sys::fuzz_target;
use outflow::dataset::value::{birth_year, cents, day, hours, month, trim};

fuzz_target!(|text: &[u8]| {
    // blanks around a value never matter
    let plain = trim(text);
    assert_eq!(day(text), day(plain));
    assert_eq!(month(text), month(plain));
    assert_eq!(birth_year(text), birth_year(plain));
    assert_eq!(cents(text), cents(plain));
    assert_eq!(hours(text), hours(plain));
    if let Ok(Some(read)) = day(text) {
        // what a day is written as is read as that day
        assert_eq!(day(read.to_string().as_bytes()), Ok(Some(read)));
    }
    if let Ok(read) = month(text) {
        assert_eq!(read, read.first_of_month());
    }
});
