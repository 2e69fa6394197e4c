//! `outflow audit`: its options, and the request they make.

use std::path::PathBuf;

use clap::Args;

use super::language::LanguageOption;
use crate::period::Comparison;

/// The options of `outflow audit` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = MEANING)]
pub(super) struct AuditOptions {
    /// Reports, series, crossed tables and cohorts that outflow made, as csv or json; together they are attacked as one
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// What the reports were compared with, where they do not say (csv): previous, year-earlier or none
    #[arg(long, value_name = "WHAT", default_value = "previous",
          value_parser = ["previous", "year-earlier", "none"])]
    compare: String,
    #[command(flatten)]
    language: LanguageOption,
}

const MEANING: &str = "\
For each hidden count, the lowest and highest value are worked out that agree with everything shown, as someone
would who has nothing but the reports, and as someone would who knows one person besides. A count is safe where at
least four values are possible. A rounded number is taken for what it may stand for.

Exit status: 0 every hidden count is safe; 1 some are not, or a report cannot be read; 2 wrong options.

Example:
  outflow audit 2018.csv 2018-h1.csv";

/// Reports to be audited.
#[derive(Debug)]
pub(crate) struct AuditRequest {
    /// The files.
    pub(crate) files: Vec<PathBuf>,
    /// What they were compared with, where they do not say.
    pub(crate) comparison: Comparison,
}

impl AuditOptions {
    /// The request.
    pub(super) fn request(self) -> AuditRequest {
        let comparison = match self.compare.as_str() {
            "none" => Comparison::None,
            "year-earlier" => Comparison::YearEarlier,
            _ => Comparison::Previous,
        };
        AuditRequest { files: self.files, comparison }
    }
}
