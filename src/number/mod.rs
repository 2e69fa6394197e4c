//! Exact numbers: counts, cents and ratios of whole numbers.
//!
//! Nothing here rounds but [`Ratio::rounded`], which a renderer calls once, and nothing here knows text.

mod ratio;

pub use ratio::{Ratio, Share};

/// An amount of money in whole cents of a euro.
pub type Cents = i64;
