//! What stands on one page, in whichever form it is written.

use super::super::chart::Chart;
use super::super::page::{Section, Tile};

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OnePage {
    pub(super) title: String,
    /// The last day that the data reach.
    pub(super) stand: String,
    pub(super) status: String,
    /// What has to be read before any figure.
    pub(super) cautions: Vec<String>,
    pub(super) lead: String,
    pub(super) tiles: Vec<Tile>,
    pub(super) charts: Vec<Chart>,
    pub(super) indicators: Section,
    pub(super) money: Vec<String>,
    pub(super) lists: Vec<List>,
    pub(super) source: String,
}

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListOf {
    /// Who is on benefit.
    Who,
    /// What to know beside the numbers.
    Know,
    /// Figures beside their targets.
    Targets,
    /// Figures beside those of others.
    Others,
}

/// A few lines under a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    pub(super) of: ListOf,
    pub(super) title: String,
    pub(super) items: Vec<String>,
}
