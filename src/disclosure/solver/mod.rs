//! The solver: counts with bounds, equations between them, and what must stay hidden. It knows nothing of benefits.
//!
//! | file | what it does | source |
//! |---|---|---|
//! | `problem` | counts, equations and hidings, whatever they are of | |
//! | `elimination` | nothing hidden is a combination of what is shown | Langsrud 2024, GaussSuppression |
//! | `component`, `feasible`, `linear`, `attacker` | within which bounds a count can be found out | sdcTable, τ-ARGUS |
//! | `narrow` | which of many counts are narrowed down | |
//! | `protect`, `pruning` | what else is hidden, and what is shown again | τ-ARGUS |
//! | `bare` | bare tables: cells that are sums of inner groups | |

pub(crate) mod attacker;
pub(crate) mod bare;
pub(crate) mod component;
mod elimination;
pub(crate) mod feasible;
pub(crate) mod linear;
pub(crate) mod narrow;
pub(crate) mod problem;
pub(crate) mod protect;
mod pruning;
#[cfg(test)]
mod tests;
