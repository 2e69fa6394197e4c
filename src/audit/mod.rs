//! The audit: what was printed is read back, and attacked with what a reader knows.
//!
//! Nothing here knows how a report was made or what was hidden in it. Only the long form is read (CSV and JSON): rows by
//! their headings, numbers as they are written. What the numbers have to do with one another is worked out anew from
//! headings and definitions; only the solver of linear programs is the one that hides, too.

mod attack;
mod context;
mod equations;
mod figures;
mod flows;
mod known;
mod listed;
mod long;
mod names;
mod places;
mod printed;
mod spans;

pub(crate) use attack::{Leak, attack, small_counts};
pub(crate) use context::{AuditContext, Unreadable};
pub(crate) use known::Place;
pub(crate) use printed::missing;

use crate::disclosure::PublishedRow;

/// What a report says.
///
/// # Errors
/// Where it is no long form of a report, or not all of it can be understood.
pub(crate) fn read(bytes: &[u8], context: AuditContext) -> Result<Vec<PublishedRow>, Unreadable> {
    if bytes.starts_with(b"PK") {
        return Err(Unreadable::NotLong);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let published_rows = if text.trim_start().starts_with('{') {
        long::json(text)?
    } else if text.starts_with("municipality") {
        long::csv(text, context)?
    } else {
        return Err(Unreadable::NotLong);
    };
    if published_rows.is_empty() { Err(Unreadable::NoFigure) } else { Ok(published_rows) }
}
