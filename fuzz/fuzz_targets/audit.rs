//! Any bytes as a report that is audited: what must hold stands in `tests/it/targets.rs`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/it/properties.rs"]
mod properties;
#[allow(dead_code, reason = "the other targets use the rest")]
#[path = "../../tests/it/targets.rs"]
mod targets;

fuzz_target!(|bytes: &[u8]| targets::audit(bytes));
