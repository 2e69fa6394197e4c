//! Any bytes as a report that is audited: what must hold stands in `tests/it/targets.rs`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/properties.rs"]
mod properties;
#[path = "../../tests/it/targets.rs"]
mod targets;

fuzz_target!(|bytes: &[u8]| targets::audit(bytes));
