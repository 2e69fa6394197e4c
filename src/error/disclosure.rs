//! Small counts that cannot be hidden, and reports that cannot be audited.

use std::fmt;
use std::io;

use crate::visible::Visible;

/// Why nothing is published, protected or audited.
#[derive(Debug, thiserror::Error)]
pub enum DisclosureError {
    /// A file that cannot be read.
    #[error("{}: {source}", Visible(.file))]
    Unreadable {
        /// The file as the user named it.
        file: String,
        /// Why.
        source: io::Error,
    },
    /// Not the JSON of bare tables.
    #[error("{}: {reason}; see `outflow protect --help` for the form", Visible(.file))]
    NotTables {
        /// The file as the user named it.
        file: String,
        /// Why not.
        reason: String,
    },
    /// Not a report of this program.
    #[error("{}: {reason}; give a report that outflow made, as csv, json, markdown or table", Visible(.file))]
    NotReport {
        /// The file as the user named it.
        file: String,
        /// Why not.
        reason: String,
    },
    /// A report whose numbers are rounded, which is not what was counted.
    #[error("{}: its numbers are rounded; give the same report made without --round", Visible(.file))]
    Rounded {
        /// The file as the user named it.
        file: String,
    },
    /// Cohorts of datasets that do not begin and end together.
    #[error(
        "nothing is published: cohorts of datasets that cover different days are not followed equally long, so that it cannot be told what follows from what; publish those of each dataset by itself (--data)"
    )]
    FollowedUnlike,
    /// A count can be worked out whatever else is hidden.
    #[error(
        "nothing is published: a count that is too small could be worked out whatever else is hidden; publish other tables or another period"
    )]
    Unprotectable,
    /// What would have been printed lets a hidden count be worked out.
    #[error("nothing is published: the audit can work out hidden counts; please report this{}", Lines(.leaks))]
    Leaks {
        /// Each count that can be worked out, in words.
        leaks: Vec<String>,
    },
    /// What would have been printed shows small counts.
    #[error("nothing is published: small counts would have been shown; please report this{}", Lines(.leaks))]
    Shown {
        /// Where each of them stands.
        leaks: Vec<String>,
    },
    /// No counts agree with what would have been printed, so that it could not be audited.
    #[error(
        "nothing is published: the figures contradict each other, so that the audit cannot attack them; please report this"
    )]
    Contradiction,
    /// The printed report could not be read back.
    #[error(
        "nothing is published: the audit cannot read the report back ({reason}); please report this"
    )]
    NotReadBack {
        /// Why not.
        reason: String,
    },
}

struct Lines<'a>(&'a [String]);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|line| write!(f, "\n  {line}"))
    }
}
