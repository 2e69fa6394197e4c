//! Any text as a period or a day on the command line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use outflow::period::{Comparison, Period};

fuzz_target!(|text: &str| {
    if let Ok(period) = Period::parse(text) {
        assert!(period.from() <= period.to());
        assert!(period.days() > 0);
        for comparison in [Comparison::Previous, Comparison::YearEarlier] {
            if let Some(other) = period.compared(comparison) {
                assert!(other.from() <= other.to() && other.to() < period.to());
            }
        }
    }
    if let Ok(day) = Period::parse_day(text) {
        assert_eq!(Period::parse_day(&day.to_string()), Ok(day));
    }
});
