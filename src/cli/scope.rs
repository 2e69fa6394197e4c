//! The options that say whose rows are counted, shared by the commands that count.

use clap::Args;

/// Whose rows, as it is typed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Content")]
pub(super) struct ScopeOptions {
    /// Report although the data does not cover the period; each figure is marked provisional
    #[arg(long)]
    partial: bool,
    /// One report for each municipality, before the report of all
    #[arg(long)]
    each: bool,
    /// Only rows of this municipality; may be given more than once
    #[arg(long, value_name = "NAME")]
    municipality: Vec<String>,
}

/// Whose rows are counted.
#[derive(Debug, Clone)]
pub(crate) struct ScopeRequest {
    /// Whether to report on a period that is not covered.
    pub(crate) partial: bool,
    /// Whether to report on each municipality too.
    pub(crate) each: bool,
    /// The municipalities asked for; all where there are none.
    pub(crate) municipalities: Vec<String>,
}

impl ScopeOptions {
    /// Whose rows are counted.
    pub(super) fn request(self) -> ScopeRequest {
        ScopeRequest { partial: self.partial, each: self.each, municipalities: self.municipality }
    }
}
