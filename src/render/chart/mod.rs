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
    /// A whole number with its digits.
    #[cfg(test)]
    pub(crate) fn whole(number: i128) -> Self {
        Self::Known { exact: Ratio::whole(number), text: number.to_string() }
    }

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
    LineChart(LineChart),
    /// From one number to another, step by step.
    Steps(Steps),
    /// Shares by the years since a start.
    Curves(Curves),
    /// Parts of a whole.
    Parts(Parts),
    /// Shares beside each other that are no parts of one whole.
    Dots(Dots),
}

impl Chart {
    /// What the drawing shows, in a sentence.
    pub(crate) fn title(&self) -> &str {
        match self {
            Self::Bars(bars) => &bars.title,
            Self::LineChart(line_chart) => &line_chart.title,
            Self::Steps(steps) => &steps.title,
            Self::Curves(curves) => &curves.title,
            Self::Parts(parts) => &parts.title,
            Self::Dots(dots) => &dots.title,
        }
    }

    /// What is measured, in which unit and when; empty where the title says it.
    pub(crate) fn subtitle(&self) -> &str {
        match self {
            Self::Bars(bars) => &bars.subtitle,
            Self::LineChart(line_chart) => &line_chart.subtitle,
            Self::Steps(steps) => &steps.subtitle,
            Self::Curves(_) => "",
            Self::Parts(parts) => &parts.subtitle,
            Self::Dots(dots) => &dots.subtitle,
        }
    }
}

/// One figure by group, each a bar, with a tick in it where the number of the comparison period is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bars {
    /// What it shows.
    pub title: String,
    /// What is measured, and what the tick is.
    pub subtitle: String,
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

/// Figures of one period after another: one as a line, and its change as columns above and below zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LineChart {
    /// What it shows.
    pub title: String,
    /// What is measured.
    pub subtitle: String,
    /// The periods, earliest first.
    pub periods: Vec<String>,
    /// Where the period that is reported on begins among them, and its name; `None` where all are.
    pub asked: Option<(usize, String)>,
    /// The line.
    pub line: LineSeries,
    /// Another line on the same scale, of the same unit; then each has its name at its end.
    pub other: Option<LineSeries>,
    /// The columns below it.
    pub net: Option<LineSeries>,
}

/// One figure through all periods of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LineSeries {
    /// The figure.
    pub name: String,
    /// A number for each period.
    pub marks: Vec<Mark>,
}

impl LineSeries {
    /// The texts of the first and the last number that are known.
    pub(crate) fn ends(&self) -> Option<[&str; 2]> {
        let mut known = self.marks.iter().filter_map(|mark| match mark {
            Mark::Known { text, .. } => Some(text.as_str()),
            Mark::Missing | Mark::Hidden => None,
        });
        let first = known.next()?;
        Some([first, known.next_back().unwrap_or(first)])
    }
}

/// How one number becomes another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Steps {
    /// What it shows.
    pub title: String,
    /// What is measured.
    pub subtitle: String,
    /// The levels and what lies between them, from left to right.
    pub all: Vec<Step>,
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

/// Parts of a whole, a bar for each period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts {
    /// What it shows.
    pub title: String,
    /// What is measured.
    pub subtitle: String,
    /// The names of the parts.
    pub names: Vec<String>,
    /// The bars.
    pub bars: Vec<PartsBar>,
}

/// The parts of one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartsBar {
    /// The period.
    pub label: String,
    /// The share of each part.
    pub marks: Vec<Mark>,
}

/// Shares of wholes of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dots {
    /// What it shows.
    pub title: String,
    /// What is measured.
    pub subtitle: String,
    /// The shares, largest first.
    pub items: Vec<Dot>,
}

/// One share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dot {
    /// Of what.
    pub label: String,
    /// The share.
    pub share: Mark,
    /// The numbers behind it.
    pub text: String,
}
