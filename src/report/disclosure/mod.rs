//! Hiding small counts: a pass over a document, before any renderer sees it, after which nobody can be recognised.
//!
//! ```text
//! document → statements → counts (headings, equations, rules) → problem → hiding → document
//!                                                                    ↑
//! cells of bare tables (inner groups) ───────────────────────────────┘
//! ```
//!
//! | file | what it does | source |
//! |---|---|---|
//! | `statement`, `heading` | rows → counts, each once, by what they are of | |
//! | `counts`, `equations`, `listings`, `flows`, `ageing`, `cohorts`, `regions`, `printed` | what a reader knows to hold between them | ESSnet Handbook 4.1, linked tables |
//! | `rules` | which counts must be hidden by themselves | ESSnet Handbook 4.2 |
//! | `problem` | counts and equations, whatever they are of | |
//! | `elimination` | nothing hidden is a combination of what is shown | Langsrud 2024, GaussSuppression |
//! | `component`, `linear`, `attacker` | within which bounds a count can be found out | sdcTable, τ-ARGUS |
//! | `moves`, `step` | tables that agree, found without solving anything | Diaconis and Sturmfels 1998 |
//! | `protect`, `pruning` | what else is hidden, and what is shown again | τ-ARGUS |
//! | `publication`, `order` | the hiding, done to a document | |
//! | `inner` | bare tables: cells that are sums of inner groups | |
//! | `audit` | the attack on what a reader is told | |

mod ageing;
mod attacker;
pub(crate) mod audit;
mod cohorts;
mod component;
mod counts;
#[cfg(test)]
mod document_tests;
mod elimination;
mod equations;
mod flows;
mod heading;
pub(crate) mod inner;
mod linear;
mod listings;
mod moves;
mod order;
mod printed;
mod problem;
mod protect;
mod pruning;
mod publication;
mod regions;
mod rules;
mod statement;
mod step;
#[cfg(test)]
mod tests;

pub(crate) use counts::KnownCounts;
pub(crate) use heading::Column;
pub(crate) use protect::Steps;
pub(crate) use publication::{AmountFacts, Evidence, publish, round};
pub(crate) use rules::{LEAST_THRESHOLD, Rules};
pub(crate) use statement::{Statement, Told};
