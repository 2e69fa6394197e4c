//! One dataset in memory: the rows of its exports and what they were read by.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use super::category_codes::Code;
use super::field::to_code;
use super::key::Keys;
use super::store::{RowId, Store};
use super::{benefit, participation, payment, placement};
use crate::dataset::config::Config;
use crate::dataset::kind::{Field, FileKind};
use crate::dataset::mark::Mark;
use crate::period::Period;

/// Rows of placements or programmes that do not count: the same row again, or the same identifier for another row.
#[derive(Debug, Default)]
pub(crate) struct Dropped {
    /// All of them.
    pub(crate) rows: FxHashSet<RowId>,
    /// How many are the same row again.
    pub(crate) identical: u64,
    /// The rows whose identifier belongs to another row.
    pub(crate) conflicting: Vec<RowId>,
}

/// One dataset.
#[derive(Debug)]
pub(crate) struct Records {
    /// The dataset's name.
    pub(crate) name: String,
    /// The period in which the exports are complete.
    pub(crate) coverage: Period,
    /// What its `outflow.toml` says.
    pub(crate) config: Config,
    /// The figures of others (`[benchmark] file`).
    pub(crate) benchmark: Vec<Mark>,
    /// The benefit rows.
    pub(crate) benefits: Store,
    /// The placement rows, where there is an export of them.
    pub(crate) placements: Option<Store>,
    /// The placement rows that do not count.
    pub(crate) dropped_placements: Dropped,
    /// The participation rows, where there is an export of them.
    pub(crate) participations: Option<Store>,
    /// The participation rows that do not count.
    pub(crate) dropped_participations: Dropped,
    /// The payment rows, where there is an export of them.
    pub(crate) payments: Option<Store>,
    /// The columns of people in which some identifier begins with a zero, so that others may have lost theirs.
    pub(crate) padded: BTreeSet<Field>,
    /// The cases' identifiers.
    pub(crate) case_keys: Arc<Keys>,
    /// The persons' identifiers.
    pub(crate) person_keys: Arc<Keys>,
    /// The identifiers of placements, where the run has to name rows.
    pub(crate) placement_keys: Arc<Keys>,
    /// The identifiers of participations, likewise.
    pub(crate) participation_keys: Arc<Keys>,
    /// The columns that the exports have.
    pub(crate) columns: FxHashSet<(FileKind, Field)>,
    /// Whether rows have a municipality: by a column, or by the dataset's own.
    pub(crate) municipality: bool,
    /// The municipalities that rows are of, once looked for.
    pub(crate) places: OnceLock<FxHashSet<Code>>,
}

impl Records {
    /// The municipalities that rows are of; 0 among them where some row is of none.
    pub(crate) fn municipalities(&self) -> &FxHashSet<Code> {
        self.places.get_or_init(|| {
            let mut found = self.benefits.values(benefit::MUNICIPALITY);
            for kind in [FileKind::Placements, FileKind::Programmes] {
                let stored = self.column(kind, Field::Municipality).into_iter();
                let codes = stored.flat_map(|(store, column)| store.values(column));
                found.extend(codes.filter(|code| *code != 0));
            }
            found.into_iter().map(to_code).collect()
        })
    }

    /// The rows of a kind, where there is an export of them.
    pub(crate) const fn store(&self, kind: FileKind) -> Option<&Store> {
        match kind {
            FileKind::Benefits => Some(&self.benefits),
            FileKind::Placements => self.placements.as_ref(),
            FileKind::Programmes => self.participations.as_ref(),
            FileKind::Payments => self.payments.as_ref(),
        }
    }

    /// The rows of a kind, where there is an export of them, and the column in which they hold a field.
    pub(crate) fn column(&self, kind: FileKind, field: Field) -> Option<(&Store, usize)> {
        let column = stored_fields(kind).iter().position(|stored| *stored == field)?;
        Some((self.store(kind)?, column))
    }

    /// Whether an export has a column.
    pub(crate) fn has(&self, kind: FileKind, field: Field) -> bool {
        self.columns.contains(&(kind, field))
    }
}

/// The field of each column of a kind of rows, but for the line, which comes last.
pub(crate) const fn stored_fields(kind: FileKind) -> &'static [Field] {
    match kind {
        FileKind::Benefits => benefit::FIELDS,
        FileKind::Placements => placement::FIELDS,
        FileKind::Programmes => participation::FIELDS,
        FileKind::Payments => payment::FIELDS,
    }
}
