//! What a report itself must say of its rows. Every report pays for it, so it looks only where there can be something.

use rayon::prelude::*;

use super::codes::{Mapped, UnknownCodes, columns, unknown_codes};
use super::rows;
use super::series::Months;
use crate::dataset::kind::FileKind;
use crate::measure::unit::Context;
use crate::period::Day;
use crate::record::{Records, Store, column, day_of};

/// What a reader of the report must know of the rows of one dataset.
#[derive(Debug, Default)]
pub(crate) struct Noticed {
    /// The last day of the coverage.
    pub(crate) last_day: Option<Day>,
    /// Rows with a start or an end after it, by file.
    pub(crate) after_coverage: Vec<(FileKind, u64)>,
    /// Codes that nobody knows.
    pub(crate) codes: Vec<UnknownCodes>,
}

/// Looks one dataset over. `mapped` are the local codes of `outflow.toml`, which are known by that.
pub(crate) fn noticed(context: &Context<'_>, mapped: &Mapped) -> Noticed {
    let records = context.records;
    let is_odd = |names: &crate::record::Names| names.len() > names.declared_count();
    let codes = if columns(context).iter().any(|(.., names)| is_odd(names)) {
        let files = rows::files(context, &Months::of(records.coverage));
        unknown_codes(context, &files, mapped)
    } else {
        Vec::new()
    };
    Noticed {
        last_day: Some(records.coverage.to()),
        after_coverage: after_coverage(records),
        codes,
    }
}

fn after_coverage(records: &Records) -> Vec<(FileKind, u64)> {
    let last = records.coverage.to();
    let placed = (column::PLACEMENT_START, column::PLACEMENT_END);
    let in_programme = (column::PARTICIPATION_START, column::PARTICIPATION_END);
    let files = [
        (FileKind::Benefits, Some(&records.benefits), (column::START, column::END)),
        (FileKind::Placements, records.placements.as_ref(), placed),
        (FileKind::Programmes, records.participations.as_ref(), in_programme),
    ];
    let later = |store: &Store, (start, end)| {
        let is_late = |id, column| day_of(store.get(id, column)).is_some_and(|day| day > last);
        let late = |block| {
            let ids = store.block_ids(block);
            ids.filter(|id| is_late(*id, start) || is_late(*id, end)).count()
        };
        let count = (0..store.blocks()).into_par_iter().map(late).sum::<usize>();
        u64::try_from(count).unwrap_or(u64::MAX)
    };
    let counted =
        files.into_iter().filter_map(|(kind, store, days)| Some((kind, later(store?, days))));
    counted.filter(|(_, count)| *count > 0).collect()
}
