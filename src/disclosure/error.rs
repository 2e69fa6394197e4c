//! Small counts that cannot be hidden.

use std::fmt;

/// Why nothing is published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DisclosureError {
    /// No table of those asked for can be published.
    #[error(
        "nothing is published: {tables}: not with --publish, or not beside what --released shows; ask for other tables (--section, --figure)"
    )]
    NothingLeft {
        /// The tables asked for.
        tables: String,
    },
    /// A count can be worked out whatever else is hidden.
    #[error(
        "nothing is published: a count that is too small could be worked out whatever else is hidden; publish fewer tables (--section), a longer period, or rounded numbers (--round)"
    )]
    Unprotectable,
    /// What would have been printed lets a hidden count be worked out.
    #[error(
        "nothing is published: these could still be worked out; leave out their tables (--section), or round (--round){}",
        Lines(.leaks)
    )]
    Leaks {
        /// Each count that can be worked out, in words.
        leaks: Vec<String>,
    },
    /// No counts agree with what would have been printed, so that it could not be audited.
    #[error(
        "nothing is published: the figures contradict each other, or what --released shows, so that the audit cannot attack them; publish fewer tables (--section)"
    )]
    Contradiction,
}

struct Lines<'a>(&'a [String]);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|line| write!(f, "\n  {line}"))
    }
}
