//! The program as it is run: every test starts the real binary on real exports.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod attack;
mod attack_planted;
mod benchmarks;
mod budget;
mod bytes;
mod cases;
mod check;
mod codes;
mod cohorts;
mod command;
mod crossed;
mod errors;
mod expected;
mod explain;
mod faults;
mod field;
mod figures;
mod files;
mod first_lines;
mod forms;
mod fuzzed;
mod golden;
mod guide;
#[path = "../independent/mod.rs"]
mod independent;
mod independent_count;
mod init;
mod invariants;
mod language;
mod layers;
mod missing_columns;
mod other_names;
mod packages;
mod page;
mod press;
mod properties;
mod publish;
mod publish_after;
mod publish_amounts;
mod publish_others;
mod publish_rounded;
mod publisher;
mod readme;
mod revise;
mod rewrite;
mod same_bytes;
mod sample;
mod series;
mod sheets;
mod statline;
mod story;
mod summary;
mod targets;
mod ties;
mod unfinished;
mod workbook;
mod workbook_report;
