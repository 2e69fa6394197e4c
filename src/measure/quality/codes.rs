//! Codes that nobody knows, with the nearest known group.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::dataset::codes::CodeList;
use crate::dataset::kind::{Field, FileKind};
use crate::measure::context::Context;
use crate::record::{CategoryCodes, Records, code_of};

/// Local codes → groups by list, as `[codes]` in `outflow.toml` has them.
pub(crate) type Mapped = BTreeMap<&'static str, BTreeMap<String, String>>;

/// The unknown codes of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnknownCodes {
    /// The file.
    pub(crate) kind: FileKind,
    /// The column.
    pub(crate) field: Field,
    /// The X of `[codes.X]`.
    pub(crate) key: &'static str,
    /// Code, number of rows and the nearest known group; most rows first.
    pub(crate) codes: Vec<(String, u64, Option<&'static str>)>,
}

/// A column of codes: its file, its column, its list, the X of `[codes.X]`, and the groups that were met.
type Column<'a> = (FileKind, Field, CodeList, &'static str, &'a CategoryCodes);

/// The unknown codes of every column; a group that `outflow.toml` maps to is known by that.
pub(super) fn unknown_codes(context: &Context<'_>, mapped: &Mapped) -> Vec<UnknownCodes> {
    let of_column = |(kind, field, list, key, names): Column<'_>| {
        let is_mapped = |text: &str| {
            mapped.get(key).is_some_and(|codes| codes.values().any(|group| group == text))
        };
        let rows = undeclared(context.records, kind, field, names)?.into_iter();
        let texts = rows.map(|(code, count)| (names.text(code_of(code)).to_string(), count));
        let unknown = texts.filter(|(text, _)| !is_mapped(text));
        let mut codes: Vec<_> =
            unknown.map(|(text, count)| (list.nearest(&text), text, count)).collect();
        codes.sort_by(|left, right| right.2.cmp(&left.2).then_with(|| left.1.cmp(&right.1)));
        let codes: Vec<_> =
            codes.into_iter().map(|(nearest, text, count)| (text, count, nearest)).collect();
        (!codes.is_empty()).then_some(UnknownCodes { kind, field, key, codes })
    };
    columns(context).into_iter().filter_map(of_column).collect()
}

/// Rows by code, of the codes of a column that are not declared. Only a column in which there are any is looked at: an
/// export with a label of its own costs hardly more than one without.
fn undeclared(
    records: &Records,
    kind: FileKind,
    field: Field,
    names: &CategoryCodes,
) -> Option<FxHashMap<u64, u64>> {
    let (store, column) = records.column(kind, field)?;
    let declared = u64::try_from(names.declared_count()).unwrap_or(u64::MAX);
    if names.len() == names.declared_count() {
        return None;
    }
    let of_block = |mut counts: FxHashMap<u64, u64>, block| {
        let codes = store.of_block(block, [column]).map(|(_, [code])| code);
        codes.filter(|code| *code > declared).for_each(|code| {
            *counts.entry(code).or_default() += 1;
        });
        counts
    };
    let both = |mut one: FxHashMap<u64, u64>, other: FxHashMap<u64, u64>| {
        for (code, count) in other {
            *one.entry(code).or_default() += count;
        }
        one
    };
    let blocks = (0..store.blocks()).into_par_iter();
    Some(blocks.fold(FxHashMap::default, of_block).reduce(FxHashMap::default, both))
}

/// The columns of codes, with the groups that were met in them.
fn columns<'a>(context: &Context<'a>) -> [Column<'a>; 8] {
    let words = context.categories;
    let (benefits, placements, programmes) =
        (FileKind::Benefits, FileKind::Placements, FileKind::Programmes);
    [
        (benefits, Field::Scheme, CodeList::Scheme, "scheme", &words.scheme),
        (benefits, Field::EndReason, CodeList::EndReason, "end_reason", &words.end_reason),
        (benefits, Field::StartReason, CodeList::StartReason, "start_reason", &words.start_reason),
        (benefits, Field::Household, CodeList::Household, "household", &words.household),
        (benefits, Field::Sex, CodeList::Sex, "sex", &words.sex),
        (placements, Field::Kind, CodeList::PlacementKind, "kind", &words.work_kind),
        (programmes, Field::Kind, CodeList::ProgrammeKind, "programme_kind", &words.programme_kind),
        (programmes, Field::Result, CodeList::Result, "result", &words.result),
    ]
}
