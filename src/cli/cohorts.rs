//! `outflow cohorts`: its options, and the request they make.

use clap::Args;

use super::choice::{hint, usage};
use super::defaults::Defaults;
use super::input::{InputOptions, InputRequest};
use super::output::{OutputOptions, OutputRequest};
use super::publish::{PublishOptions, PublishRequest};
use super::scope::ScopeRequest;
use crate::measure::CohortDimension;
use crate::report::cohort;

/// The most dimensions of cohorts at once.
const MOST: usize = 2;

/// The options of `outflow cohorts` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CohortsOptions {
    #[command(flatten)]
    shape: ShapeOptions,
    #[command(flatten)]
    inputs: InputOptions,
    #[command(flatten)]
    output: OutputOptions,
    #[command(flatten)]
    publication: PublishOptions,
}

/// What `--help` says of the command; `-h` has one line.
pub(super) const ABOUT: &str = "\
Of the benefits that started together: how many still run after one to ten years. Every benefit that started
within the coverage is followed until it ends or the data does. Shown are the share that still runs (Kaplan and
Meier: benefits that have not been followed long enough count as far as they have), its 95% interval (Greenwood,
log-log), how many were at risk, and the plain share among those that can be followed all that time.";

const EXAMPLES: &str = "\
Examples:
  outflow cohorts                          by the year in which benefits started
  outflow cohorts --by household           likewise sex, age, start_reason, scheme, district, target_group
  outflow cohorts --by age,sex             by both at once
  outflow cohorts --by sex --format csv    one number a row; the group is cohort|years
  outflow cohorts --publish                small counts hidden, with the shares and intervals that tell them

Age is that at the start. Household, sex and the others are those of a benefit's last row, as in `outflow report`.";

#[derive(Debug, Args)]
#[command(next_help_heading = "Cohorts")]
struct ShapeOptions {
    /// What cohorts are told apart by: start-year, household, sex, age, start_reason, scheme, district or
    /// target_group; two of them with a comma between
    #[arg(long, value_name = "DIMENSION", default_value = "start-year")]
    by: String,
    /// One report for each municipality, before the report of all
    #[arg(long)]
    each: bool,
    /// Only rows of this municipality; may be given more than once
    #[arg(long, value_name = "NAME")]
    municipality: Vec<String>,
}

/// Cohorts that can be followed.
#[derive(Debug)]
pub(crate) struct CohortsRequest {
    /// Their dimensions.
    pub(crate) by: Vec<CohortDimension>,
    /// The exports, and how they are read.
    pub(crate) input: InputRequest,
    /// Whose rows are counted.
    pub(crate) scope: ScopeRequest,
    /// In which form, and where to.
    pub(crate) output: OutputRequest,
    /// How it is made fit for readers outside, where it is for them.
    pub(crate) publish: Option<PublishRequest>,
}

impl CohortsOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<CohortsRequest, clap::Error> {
        Ok(CohortsRequest {
            by: self.shape.by()?,
            input: self.inputs.request(defaults),
            scope: ScopeRequest {
                partial: false,
                each: self.shape.each,
                municipalities: self.shape.municipality,
            },
            output: self.output.request(defaults)?,
            publish: self.publication.request()?,
        })
    }
}

impl ShapeOptions {
    fn by(&self) -> Result<Vec<CohortDimension>, clap::Error> {
        let names = cohort::names();
        let mut by = Vec::new();
        for name in self.by.split(',').map(str::trim) {
            let apart = cohort::named(name).ok_or_else(|| {
                let hint = hint(name, names.iter().copied());
                let shown = crate::visible::Visible(name);
                usage(format!(
                    "cohorts cannot be told apart by `{shown}`{hint}\n\nThey can by: {}",
                    names.join(", ")
                ))
            })?;
            if by.contains(&apart) {
                return Err(usage(format!("--by has `{name}` twice")));
            }
            by.push(apart);
        }
        if by.len() > MOST {
            return Err(usage(format!("--by takes at most {MOST} dimensions")));
        }
        Ok(by)
    }
}
