//! `outflow protect`: its options, which are the request.

use std::path::PathBuf;

use clap::Args;

/// Bare tables to be protected.
#[derive(Debug, Args)]
#[command(after_help = FORM)]
pub(crate) struct ProtectRequest {
    /// A JSON file of bare tables; `-` for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,
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
