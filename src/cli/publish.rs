//! The options of a report that is published, which the commands that count share.

use std::path::PathBuf;

use clap::Args;

use super::choice::usage;
use crate::disclosure::{LEAST_THRESHOLD, Rules};

/// Counts of people under this one are hidden, where no other is named.
const STANDARD: u32 = 10;

/// What is hidden from readers outside.
#[derive(Debug, Args)]
#[command(next_help_heading = "Publication")]
pub(super) struct PublishOptions {
    /// Make it fit for readers outside: a report shows one breakdown of each population and hides small counts; what
    /// has many relations (trend, table, cohorts, `report --each` with a region) is rounded to tens
    #[arg(long)]
    publish: bool,
    /// Hide nothing: for those who may see every number. So it is without --publish, but for a story and a summary,
    /// which are made to leave the building
    #[arg(long, conflicts_with = "publish")]
    internal: bool,
    /// Hide counts of people from 1 up to, but without, N [default: 10]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(LEAST_THRESHOLD..))]
    min_cell: Option<u32>,
    /// Round every count to tens, as CBS does, and hide none but those that rounding does not protect
    #[arg(long)]
    round: bool,
    /// What was published before of the same municipality, as csv or json, hidden or rounded: what it shows and hides
    /// is taken into account, so that the two cannot be subtracted. May be given more than once
    #[arg(long, value_name = "FILE")]
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
    /// What is asked for, of something that stays inside unless it is published.
    pub(super) fn request(self) -> Result<Option<PublishRequest>, clap::Error> {
        let is_public = self.publish;
        self.asked(is_public)
    }

    /// What is asked for, of something that is made to leave the building.
    pub(super) fn request_by_default(self) -> Result<Option<PublishRequest>, clap::Error> {
        let is_public = !self.internal;
        self.asked(is_public)
    }

    fn asked(self, is_public: bool) -> Result<Option<PublishRequest>, clap::Error> {
        if is_public {
            let least = i64::from(self.min_cell.unwrap_or(STANDARD));
            let (round, released) = (self.round, self.released);
            return Ok(Some(PublishRequest { rules: Rules { least }, round, released }));
        }
        if self.min_cell.is_some() || self.round || !self.released.is_empty() {
            return Err(usage(
                "--min-cell, --round and --released say how something is published, and nothing is; add --publish, or leave --internal out",
            ));
        }
        Ok(None)
    }
}
