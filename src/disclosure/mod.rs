//! Publishing: a pass over a document, before any renderer sees it, after which nobody can be recognised.
//!
//! ```text
//! document → statements → counts with what a reader knows → problem → what is hidden → document
//! ```
//!
//! Two ways, one promise. A report is published by **hiding** small counts and whatever gives them back; what has many
//! relations (series, crossed tables, cohorts, a region with its municipalities) by **rounding** to tens.
//!
//! | file | what it does | source |
//! |---|---|---|
//! | `selection` | which tables are published together | |
//! | `published_row` | a report row by row, whoever reads it | |
//! | `rules`, `amounts` | what must be hidden by itself | ESSnet Handbook 4.2 |
//! | `knowledge` | what a reader knows to hold between counts | ESSnet Handbook 4.1 |
//! | `solver` | what else must be hidden; it knows counts and equations only | sdcTable, τ-ARGUS, GaussSuppression |
//! | `hide`, `order` | hiding, done to a document | |
//! | `rounding` | rounding, done to a document | CBS StatLine |

mod amounts;
mod error;
mod hide;
mod knowledge;
mod order;
mod published_row;
mod rounding;
mod rules;
mod selection;
pub(crate) mod solver;

pub(crate) use amounts::{AMOUNTS, AmountFacts, Evidence};
pub(crate) use error::DisclosureError;
pub(crate) use hide::{Publication, Published, hide};
pub(crate) use knowledge::counts::BASE;
pub(crate) use knowledge::equations::Containing;
pub(crate) use published_row::{PrintedCell, PublishedRow, formulas, published_rows};
pub(crate) use rounding::round;
pub(crate) use rules::{LEAST_THRESHOLD, Rules};
pub(crate) use selection::{is_publishable, left_out, published};
pub(crate) use solver::bare::BareTables;
pub(crate) use solver::protect::Passes;
