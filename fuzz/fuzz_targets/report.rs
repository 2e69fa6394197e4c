//! Any bytes as an export of benefits: the whole way to a report in CSV, and the account of every row.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/properties.rs"]
mod properties;

fuzz_target!(|export: &[u8]| {
    properties::hold(export);
    properties::rows_read(export);
});
