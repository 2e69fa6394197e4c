//! Any text as an `outflow.toml`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use outflow::dataset::config::Config;

fuzz_target!(|text: &str| {
    if let Err(error) = Config::parse("outflow.toml", text) {
        let said = error.to_string();
        assert!(said.starts_with("outflow.toml"), "{said}");
        assert!(!said.contains('\u{1b}'), "{said}");
    }
});
