//! `outflow sample`: its options, and the request they make.

use std::path::PathBuf;

use clap::Args;

use super::language::LanguageOption;
use crate::sample::{Order, Plan, Quote, Style};

/// The options of `outflow sample` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SampleOptions {
    /// The folder to write to; made where it does not exist
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// How many cases; a thousand give about 1430 benefit rows, 560 placements and 500 participations
    #[arg(long, value_name = "N", default_value_t = 10_000,
          value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    cases: u64,
    /// Another number gives other people; the same options give the same bytes
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// How the exports are written
    #[arg(long, value_enum, default_value_t = Style::Iso)]
    style: Style,
    /// Which fields are in quotes; none needs them
    #[arg(long, value_enum, default_value_t = Quote::Never)]
    quote: Quote,
    /// In which order the rows of each file stand
    #[arg(long, value_enum, default_value_t = Order::Scattered)]
    order: Order,
    /// How many of a hundred cases are of two people
    #[arg(long, value_name = "PERCENT", default_value_t = 15,
          value_parser = clap::value_parser!(u32).range(0..=100))]
    couples: u32,
    /// How many municipalities; from two on, each row names its own
    #[arg(long, value_name = "M", default_value_t = 1,
          value_parser = clap::value_parser!(u32).range(1..=999))]
    municipalities: u32,
    /// Write into a folder that is not empty, over an earlier sample
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    language: LanguageOption,
}

const EXAMPLES: &str = "\
Writes benefits, placements, programmes and outflow.toml for 1999 to 2025. Nobody in them exists, and no
number in them can be a burgerservicenummer.

Examples:
  outflow sample try                                          10,000 cases of one town
  outflow sample try --style dutch                            the same people, as a Dutch system exports them
  outflow sample region --cases 700000 --municipalities 30    a region: a million benefit rows
  outflow sample large --cases 7000000 --municipalities 300   10 million benefit rows, 1.5 GB in all
  outflow sample hard --quote always --couples 50             every field in quotes, half of the cases couples";

/// A sample that can be made.
#[derive(Debug)]
pub(crate) struct SampleRequest {
    /// The folder to write to.
    pub(crate) folder: PathBuf,
    /// What to invent.
    pub(crate) plan: Plan,
    /// Whether the folder may hold files.
    pub(crate) force: bool,
}

impl SampleOptions {
    /// The request; each option has been checked by itself.
    pub(super) fn request(self) -> SampleRequest {
        let Self {
            folder, cases, seed, style, quote, order, couples, municipalities, force, ..
        } = self;
        let plan = Plan { cases, seed, municipalities, couples, order, style, quote };
        SampleRequest { folder, plan, force }
    }
}
