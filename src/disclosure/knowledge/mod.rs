//! What a reader knows to hold between the counts of a run: from their headings and from the definitions alone.
//!
//! | file | what it does | source |
//! |---|---|---|
//! | `count_key` | a row of a report → which counts it discloses | |
//! | `counts` | each count once, with what was published of it before | |
//! | `equations` | parts and wholes, people and benefits, municipalities and their region | ESSnet Handbook 4.1, linked tables |
//! | `flows` | stocks and flows, months, shorter and longer periods | |

pub(super) mod count_key;
pub(super) mod counts;
pub(super) mod equations;
mod flows;
