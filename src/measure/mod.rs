//! Records into counts.

mod figure;

pub use figure::Unit;
