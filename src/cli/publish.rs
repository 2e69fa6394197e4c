//! The options of a report that is published, which the commands that count share.

use std::path::PathBuf;

use clap::Args;

use crate::disclosure::{LEAST_THRESHOLD, Rules};

/// What is hidden from readers outside.
#[derive(Debug, Args)]
#[command(next_help_heading = "Publication")]
pub(super) struct PublishOptions {
    /// Make it fit for readers outside: a report shows one breakdown of each population and hides small counts; what
    /// has many relations (trend, table, cohorts, `report --each` with a region) is rounded to tens
    #[arg(long)]
    publish: bool,
    /// Hide counts of people from 1 up to, but without, N
    #[arg(long, value_name = "N", requires = "publish", default_value_t = 10,
          value_parser = clap::value_parser!(u32).range(LEAST_THRESHOLD..))]
    min_cell: u32,
    /// Round every count to tens, as CBS does, and hide none but those that rounding does not protect
    #[arg(long, requires = "publish")]
    round: bool,
    /// What was published before of the same municipality, as csv or json, hidden or rounded: what it shows and hides
    /// is taken into account, so that the two cannot be subtracted. May be given more than once
    #[arg(long, value_name = "FILE", requires = "publish")]
    released: Vec<PathBuf>,
}

/// How a report is made fit for readers outside.
#[derive(Debug, Clone)]
pub(crate) struct PublishRequest {
    /// The thresholds.
    pub(crate) rules: Rules,
    /// Whether counts are rounded to tens instead of hidden.
    pub(crate) round: bool,
    /// Reports that were published before.
    pub(crate) released: Vec<PathBuf>,
}

impl PublishOptions {
    /// What is asked for.
    pub(super) fn request(self) -> Option<PublishRequest> {
        self.publish.then(|| PublishRequest {
            rules: Rules { least: i64::from(self.min_cell) },
            round: self.round,
            released: self.released,
        })
    }
}
