//! `outflow protect`: its options, and the request they make.

use std::path::PathBuf;

use clap::Args;

/// The options of `outflow protect` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = FORM)]
pub(super) struct ProtectOptions {
    /// A JSON file of bare tables; `-` for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
}

const FORM: &str = "\
The form: {\"inner\": [\"a\", \"b\", \"c\"], \"cells\": [[0], [1], [2], [0, 1, 2]], \"freq\": [3, 20, 15, 38],
\"threshold\": 10}. `inner` are groups that do not overlap, by name or count; a cell is the sum of the inner groups
whose places it lists, from 0; `freq` are the counts of the cells (or of the inner groups); counts from 1 up to,
but without, `threshold` are hidden.

Printed are the places of all cells that are hidden, and of those that are too small the lowest and highest value
that an attacker finds out: an outsider, and somebody who knows a person in every hidden cell. At most 700
cells are protected; a table with more is refused.

Example:
  outflow protect tables.json";

/// Bare tables to be protected.
#[derive(Debug)]
pub(crate) struct ProtectRequest {
    /// The file, or `-`.
    pub(crate) file: PathBuf,
}

impl ProtectOptions {
    /// The request; there is nothing to check.
    pub(super) fn request(self) -> ProtectRequest {
        ProtectRequest { file: self.file }
    }
}
