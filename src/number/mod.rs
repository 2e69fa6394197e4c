//! Exact numbers: counts, cents and ratios of whole numbers.
//!
//! Nothing here rounds but [`Ratio::rounded`] and [`Ratio::decimal`], of which a renderer calls one, once; nothing here
//! knows a language.

mod decimal;
mod ratio;

pub use decimal::Decimal;
pub use ratio::{Ratio, Share};

/// An amount of money in whole cents of a euro.
pub type Cents = i64;
