//! Rows as records: typed, compact, identifiers as numbers that are never printed.

mod benefit;
mod categories;
mod category_codes;
mod field;
mod file_counts;
mod key;
mod lists;
mod packed;
mod participation;
mod parts;
mod payment;
mod persons;
mod placement;
mod read;
mod records;
mod remark;
mod spellings;
mod store;

pub(crate) use benefit::Benefit;
pub(crate) use categories::Categories;
pub(crate) use category_codes::{CategoryCodes, Code, normalised};
pub(crate) use file_counts::FileCounts;
#[cfg(test)]
pub(crate) use key::Keys;
pub(crate) use key::{Identifiers, Key};
pub(crate) use packed::{OF_NOBODY, SHARES};
pub(crate) use participation::Participation;
pub(crate) use payment::Payment;
pub(crate) use placement::{Placement, Subsidy};
pub(crate) use read::{FileFacts, Loaded, Loader, Reading};
pub(crate) use records::{Dropped, Records, stored_fields};
pub(crate) use remark::Remark;
pub(crate) use spellings::unify_spellings;
#[cfg(test)]
pub(crate) use store::BlockPlace;
pub(crate) use store::{Fields, RowId, Store};

/// The columns of the stores by which rows are gathered.
pub(crate) mod column {
    pub(crate) use super::benefit::{
        BIRTH, BOOKED, CASE, COLUMNS as BENEFIT_COLUMNS, END, MUNICIPALITY, PERSON, SEX, START,
    };
    pub(crate) use super::participation::{
        COLUMNS as PARTICIPATION_COLUMNS, ID as PARTICIPATION_ID, PERSON as PARTICIPATION_PERSON,
    };
    pub(crate) use super::payment::{
        CASE as PAYMENT_CASE, COLUMNS as PAYMENT_COLUMNS, MONTH as PAYMENT_MONTH,
    };
    pub(crate) use super::placement::{
        COLUMNS as PLACEMENT_COLUMNS, ID as PLACEMENT_ID, KIND as PLACEMENT_KIND,
        PERSON as PLACEMENT_PERSON,
    };
}

pub(crate) use field::{from_day as value_of, to_code as code_of, to_day as day_of};

/// A store of rows, in blocks of so many, for tests that need one.
#[cfg(test)]
pub(crate) fn store_of<const WIDTH: usize>(rows: &[[u64; WIDTH]], block: usize) -> Store {
    let sealed = |rows: &[[u64; WIDTH]]| {
        let mut unpacked = packed::Unpacked::<WIDTH>::new(None);
        for row in rows {
            unpacked.push(row);
        }
        (BlockPlace { file: 0, first_line: 1 }, unpacked.seal())
    };
    Store::new(rows.chunks(block).map(sealed).collect()).unwrap_or_default()
}

/// Any row number, for tests that need one.
#[cfg(test)]
pub(crate) fn any_row_id() -> Option<RowId> {
    let mut one = packed::Unpacked::<1>::new(None);
    one.push(&[0]);
    let place = BlockPlace { file: 0, first_line: 1 };
    let store = Store::new(vec![(place, one.seal())])?;
    store.ids().next()
}
