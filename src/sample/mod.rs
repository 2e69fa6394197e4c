//! Invented exports of any size, to try the program on and to measure it with.
//!
//! Nobody in them exists. The same plan gives the same bytes on every machine: chance comes from splitmix64, all
//! arithmetic is of integers, and nothing is remembered from case to case, so memory does not grow with the sample. The
//! order of the rows and the quotes change nothing else.
//!
//! A thousand cases give about 1430 rows of benefits (couples have two, a renewal adds one), 560 placements and 500
//! participations; 7,000,000 cases give about 10 million rows of benefits.

mod benefits;
mod calendar;
mod case;
mod config;
mod courses;
mod flow;
mod identifier;
mod jobs;
mod order;
mod place;
mod random;
mod rows;
mod style;
#[cfg(test)]
mod tests;
mod words;

use std::io::{self, Write};

use clap::Args;

use calendar::Calendar;
use case::Cases;
pub(crate) use order::Order;
use order::Permutation;
use place::Places;
use rows::Rows;
pub(crate) use rows::Written;
pub(crate) use style::{Export, Quote, Style};

/// What to invent, as it is typed.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Plan {
    /// How many cases; a thousand give about 1430 benefit rows, 560 placements and 500 participations
    #[arg(long, value_name = "N", default_value_t = 10_000,
          value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    pub(crate) cases: u64,
    /// Another number gives other people; the same options give the same bytes
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// How the exports are written
    #[arg(long, value_enum, default_value_t = Style::Iso)]
    pub(crate) style: Style,
    /// Which fields are in quotes; none needs them
    #[arg(long, value_enum, default_value_t = Quote::Never)]
    pub(crate) quote: Quote,
    /// In which order the rows of each file stand
    #[arg(long, value_enum, default_value_t = Order::Scattered)]
    pub(crate) order: Order,
    /// How many of a hundred cases are of two people
    #[arg(long, value_name = "PERCENT", default_value_t = 15,
          value_parser = clap::value_parser!(u32).range(0..=100))]
    pub(crate) couples: u32,
    /// How many municipalities; from two on, each row names its own
    #[arg(long, value_name = "M", default_value_t = 1,
          value_parser = clap::value_parser!(u32).range(1..=999))]
    pub(crate) municipalities: u32,
}

/// How the rows of an export are made of its cases.
struct Maker {
    /// How many rows a case has at most.
    most: u64,
    /// How many rows one case has at most, by few draws.
    most_of: fn(&Cases, u64) -> u64,
    /// Writes the rows of a case.
    write: fn(&Cases, u64, &mut Rows<'_>) -> io::Result<()>,
}

/// A sample, of which each export can be written by itself.
#[derive(Debug)]
pub(crate) struct Sample {
    plan: Plan,
    cases: Cases,
}

impl Sample {
    /// The sample of a plan.
    pub(crate) fn new(plan: Plan) -> Self {
        let calendar = Calendar::new(plan.style);
        let places = Places::new(plan.municipalities);
        Self { plan, cases: Cases::new(calendar, places, &plan) }
    }

    /// Writes one export.
    ///
    /// # Errors
    /// Where the output takes no more.
    pub(crate) fn write(&self, export: Export, out: &mut dyn Write) -> io::Result<Written> {
        let cases = &self.cases;
        let mut rows = Rows::new(out, cases, export, &self.plan)?;
        let maker = match export {
            Export::Benefits => benefits::MAKER,
            Export::Placements => jobs::MAKER,
            Export::Programmes => courses::MAKER,
        };
        match self.plan.order {
            Order::Case => {
                for number in cases.numbers() {
                    rows.begin_case(None);
                    (maker.write)(cases, number, &mut rows)?;
                }
            }
            Order::Scattered => {
                let slots = cases.numbers().end * maker.most;
                for slot in Permutation::new(slots, export.mixed_with(self.plan.seed)).numbers() {
                    let (number, index) = (slot / maker.most, slot % maker.most);
                    if index < (maker.most_of)(cases, number) {
                        rows.begin_case(Some(index));
                        (maker.write)(cases, number, &mut rows)?;
                    }
                }
            }
        }
        rows.finish()
    }

    /// The text of `outflow.toml`.
    pub(crate) fn config(&self) -> String {
        config::text(&self.plan)
    }
}
