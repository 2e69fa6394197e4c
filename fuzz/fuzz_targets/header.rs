//! Any bytes as the first lines of an export of any kind: what must hold stands in `tests/it/targets.rs`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/properties.rs"]
mod properties;
#[path = "../../tests/it/targets.rs"]
mod targets;

fuzz_target!(|bytes: &[u8]| targets::header(bytes));
