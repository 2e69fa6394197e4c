//! The options of a report that is published, which the commands that count share.

use std::path::PathBuf;

use clap::Args;

use crate::report::disclosure::{LEAST_THRESHOLD, Rules};

/// What is hidden from readers outside.
#[derive(Debug, Args)]
#[command(next_help_heading = "Publication")]
pub(super) struct PublishOptions {
    /// Hide small counts, so that nobody can be recognised, and audit what is printed
    #[arg(long)]
    publish: bool,
    /// Hide counts of people from 1 up to, but without, N
    #[arg(long, value_name = "N", requires = "publish", default_value_t = 10,
          value_parser = clap::value_parser!(u32).range(LEAST_THRESHOLD..))]
    min_cell: u32,
    /// Round counts to multiples of 5 or 10. It does not protect anybody, and replaces no hiding
    #[arg(long, value_name = "5|10", requires = "publish", value_parser = ["5", "10"])]
    round: Option<String>,
    /// A report that was published before, as csv or json: what it shows and hides is taken into account, so that
    /// the two cannot be subtracted. May be given more than once
    #[arg(long, value_name = "FILE", requires = "publish")]
    released: Vec<PathBuf>,
}

/// How a report is made fit for readers outside.
#[derive(Debug, Clone)]
pub(crate) struct PublishRequest {
    /// The thresholds.
    pub(crate) rules: Rules,
    /// Counts are printed as multiples of this number.
    pub(crate) round: Option<u64>,
    /// Reports that were published before.
    pub(crate) released: Vec<PathBuf>,
}

impl PublishOptions {
    /// What is asked for.
    pub(super) fn request(self) -> Option<PublishRequest> {
        self.publish.then(|| PublishRequest {
            rules: Rules { least: i64::from(self.min_cell) },
            round: self.round.and_then(|round| round.parse().ok()),
            released: self.released,
        })
    }
}
