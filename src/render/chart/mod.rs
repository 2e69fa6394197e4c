//! What can be drawn of figures, before it is known where: a page draws it as SVG, a terminal with blocks.
//!
//! A chart is made from rows of a report by [`super::page`], with the same texts that the table beside it prints. It
//! works out no figure: a length or a place is a number of the report on a scale. What is hidden or not available has
//! no length; it is a gap with a word in it.

mod scale;

use crate::number::Ratio;

pub(crate) use scale::{Scale, Tenths, axis};

/// A number to be drawn, with its text; or why nothing is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The exact number, and how the table prints it.
    Known {
        /// The number.
        exact: Ratio,
        /// Its text.
        text: String,
    },
    /// It is not available.
    Missing,
    /// It is hidden.
    Hidden,
}

impl Mark {
    /// The number, where it is known.
    pub(crate) const fn exact(&self) -> Option<Ratio> {
        match self {
            Self::Known { exact, .. } => Some(*exact),
            Self::Missing | Self::Hidden => None,
        }
    }
}

/// A drawing of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Chart {
    /// Groups by length.
    Bars(Bars),
    /// Figures through time.
    Course(Course),
    /// From one number to another, step by step.
    Steps(Steps),
    /// Shares by the years since a start.
    Curves(Curves),
}

/// One figure by group, each a bar, with that of the comparison period below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bars {
    /// What is drawn.
    pub title: String,
    /// The name of the period, for the key.
    pub now: String,
    /// The name of the comparison period, where there is one.
    pub earlier: Option<String>,
    /// The bars, in the order of the table.
    pub groups: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bar {
    /// The group.
    pub label: String,
    /// The number of the period.
    pub value: Mark,
    /// That of the comparison period, where there is one.
    pub earlier: Option<Mark>,
    /// The share beside the number; empty where there is none.
    pub share: String,
}

/// Figures of one period after another: one as a line, and two others as columns side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Course {
    /// What is drawn.
    pub title: String,
    /// The periods, earliest first.
    pub periods: Vec<String>,
    /// Where the period that is reported on begins among them, and its name; `None` where all are.
    pub asked: Option<(usize, String)>,
    /// The line.
    pub line: Strand,
    /// The columns below it.
    pub columns: Vec<Strand>,
}

/// One figure through all periods of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Strand {
    /// The figure.
    pub name: String,
    /// A number for each period.
    pub marks: Vec<Mark>,
}

/// How one number becomes another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Steps {
    /// What is drawn.
    pub title: String,
    /// The levels and what lies between them, from left to right.
    pub all: Vec<Step>,
    /// What the difference between first and last amounts to, in words and numbers.
    pub result: String,
    /// The formula behind it.
    pub formula: String,
}

/// A level, or what was added to the level before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// What it is.
    pub label: String,
    /// The text of its number.
    pub text: String,
    /// Where its bar begins.
    pub from: Ratio,
    /// Where it ends.
    pub to: Ratio,
    /// Whether it is a level, and not a change of one.
    pub is_level: bool,
}

/// Shares by the years since a start, with their intervals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Curves {
    /// What is drawn.
    pub title: String,
    /// The heads of the years, after the start itself.
    pub years: Vec<String>,
    /// A curve for each.
    pub cohorts: Vec<Curve>,
}

/// One cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Curve {
    /// Which.
    pub label: String,
    /// For each year: the share, and the ends of its interval where there is one.
    pub points: Vec<(Mark, Option<[Ratio; 2]>)>,
}
