//! The options that say whose rows are counted, shared by the commands that count.

use clap::Args;

/// Whose rows, as it is typed, and whether there is a report for each.
#[derive(Debug, Args)]
pub(super) struct ScopeOptions {
    #[command(flatten)]
    rows: RowOptions,
    /// One report for each municipality, before the report of all
    #[arg(long, help_heading = "Content")]
    each: bool,
}

/// Whose rows, as it is typed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Content")]
pub(super) struct RowOptions {
    /// Report although the data does not cover the period; each figure is marked provisional
    #[arg(long)]
    partial: bool,
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
        ScopeRequest { each: self.each, ..self.rows.request() }
    }
}

impl RowOptions {
    /// Whose rows are counted, all together.
    pub(super) fn request(self) -> ScopeRequest {
        ScopeRequest { partial: self.partial, each: false, municipalities: self.municipality }
    }

    /// Whether anything but the standard is asked for.
    pub(super) const fn is_given(&self) -> bool {
        self.partial || !self.municipality.is_empty()
    }
}
