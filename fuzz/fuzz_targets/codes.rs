//! Any text in every column of codes and labels, on the whole way to a report.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/properties.rs"]
mod properties;

const COLUMNS: [&str; 7] =
    ["municipality", "district", "scheme", "end_reason", "start_reason", "household", "sex"];

fuzz_target!(|text: &str| {
    let cell = format!("\"{}\"", text.replace('"', "\"\""));
    let cells = vec![cell; COLUMNS.len()].join(";");
    let header = COLUMNS.join(";");
    let export = format!("start;end;{header}\n01-02-2018;01-08-2018;{cells}\n01-02-2018;;{cells}\n");
    properties::hold(export.as_bytes());
    properties::rows_read(export.as_bytes());
});
