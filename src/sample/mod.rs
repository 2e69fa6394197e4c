//! Invented exports of any size, to try the program on and to measure it with.
//!
//! Nobody in them exists. The same plan gives the same bytes on every machine: chance comes from splitmix64, all
//! arithmetic is of integers, and nothing is remembered from case to case, so memory does not grow with the sample.
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
mod place;
mod random;
mod rows;
mod style;
#[cfg(test)]
mod tests;
mod words;

use std::io::{self, Write};

use calendar::Calendar;
use case::Cases;
use courses::Courses;
use jobs::Jobs;
use place::Places;
use rows::Rows;
pub(crate) use rows::Written;
pub(crate) use style::{Export, Style};

/// What to invent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// How many cases.
    pub(crate) cases: u64,
    /// Another seed gives other people.
    pub(crate) seed: u64,
    /// How many municipalities; where there are more than one, each row names its own.
    pub(crate) municipalities: u32,
    /// How the exports are written.
    pub(crate) style: Style,
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
        Self { plan, cases: Cases::new(calendar, places, plan.seed, plan.cases) }
    }

    /// Writes one export.
    ///
    /// # Errors
    /// Where the output takes no more.
    pub(crate) fn write(&self, export: Export, out: &mut dyn Write) -> io::Result<Written> {
        let cases = &self.cases;
        let form = (export, self.plan.style);
        let mut rows = Rows::new(out, &cases.calendar, form, cases.places.are_many())?;
        match export {
            Export::Benefits => {
                cases.numbers().try_for_each(|number| benefits::write(cases, number, &mut rows))?;
            }
            Export::Placements => {
                let mut jobs = Jobs::new(cases, &mut rows);
                cases.numbers().try_for_each(|number| jobs.write(number))?;
            }
            Export::Programmes => {
                let mut courses = Courses::new(cases, &mut rows);
                cases.numbers().try_for_each(|number| courses.write(number))?;
            }
        }
        rows.finish()
    }

    /// The text of `outflow.toml`.
    pub(crate) fn config(&self) -> String {
        config::text(&self.plan)
    }
}
