//! Rows as records: typed, compact, identifiers as numbers that are never printed.

mod benefit;
mod field;
mod key;
mod names;
mod packed;
mod participation;
mod payment;
mod placement;
mod read;
mod records;
mod store;
mod vocabulary;

pub(crate) use benefit::Benefit;
pub(crate) use key::{Key, Keys};
pub(crate) use names::{Code, NameSets, Names};
pub(crate) use participation::Participation;
pub(crate) use payment::Payment;
pub(crate) use read::{FileFacts, Loaded, Loader};
pub(crate) use placement::{Placement, Subsidy};
pub(crate) use records::{Definitions, Dropped, Records};
pub(crate) use store::{RowId, Store};
pub(crate) use vocabulary::Vocabulary;

/// The columns of the stores by which rows are gathered.
pub(crate) mod column {
    pub(crate) use super::benefit::{COLUMNS as BENEFIT_COLUMNS, CASE, END, MUNICIPALITY, PERSON, PROFILE, START};
    pub(crate) use super::participation::{
        ID as PARTICIPATION_ID, PERSON as PARTICIPATION_PERSON,
    };
    pub(crate) use super::placement::{ID as PLACEMENT_ID, PERSON as PLACEMENT_PERSON};
}

pub(crate) use field::to_day as day_of;

/// Any row number, for tests that need one.
#[cfg(test)]
pub(crate) fn any_row_id() -> Option<RowId> {
    let mut one = packed::Unpacked::new(1);
    one.push(&[0]);
    let store = Store::new(vec![(1, one.seal())])?;
    store.ids().next()
}
