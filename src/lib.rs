//! Statistics reporter for Dutch municipalities.

pub mod dataset;
pub mod error;
pub mod measure;
pub mod number;
pub mod period;
mod record;
pub mod render;
pub mod report;
pub mod visible;
