//! `outflow audit`: its options, which are the request.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::language::LanguageOption;
use crate::period::Comparison;

/// Reports to be audited.
#[derive(Debug, Args)]
#[command(after_help = MEANING)]
pub(crate) struct AuditRequest {
    /// Reports, series, crossed tables and cohorts that outflow made, as csv or json; together they are attacked as one
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// What the reports were compared with, where they do not say (csv): previous, year-earlier or none
    #[arg(long = "compare", value_name = "WHAT", default_value = "previous", value_parser = comparison())]
    pub(crate) comparison: Comparison,
    #[command(flatten)]
    language: LanguageOption,
}

fn comparison() -> impl TypedValueParser<Value = Comparison> {
    PossibleValuesParser::new(["previous", "year-earlier", "none"]).map(|name| {
        match name.as_str() {
            "none" => Comparison::None,
            "year-earlier" => Comparison::YearEarlier,
            _ => Comparison::Previous,
        }
    })
}

const MEANING: &str = "\
For each hidden count, the lowest and highest value are worked out that agree with everything shown, as someone
would who has nothing but the reports, and as someone would who knows one person besides. A count is safe where at
least four values are possible. A rounded number is taken for what it may stand for.

Exit status: 0 every hidden count is safe; 1 some are not, or a report cannot be read; 2 wrong options.

Example:
  outflow audit 2018.csv 2018-h1.csv";
