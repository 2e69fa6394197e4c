//! The guide: what the README says in short, at length.
//!
//! `tests/it/readme.rs` runs every command that it shows with its output.

#[doc = include_str!("exports.md")]
pub mod exports {}

#[doc = include_str!("checking.md")]
pub mod checking {}

#[doc = include_str!("story.md")]
pub mod story {}

#[doc = include_str!("figures.md")]
pub mod figures {}

#[doc = include_str!("series_and_tables.md")]
pub mod series_and_tables {}

#[doc = include_str!("formats.md")]
pub mod formats {}

#[doc = include_str!("recipes.md")]
pub mod recipes {}

#[doc = include_str!("publishing.md")]
pub mod publishing {}

#[doc = include_str!("promises.md")]
pub mod promises {}
