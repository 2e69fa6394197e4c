//! Codes that nobody knows, with the nearest known group.

use std::collections::BTreeMap;

use super::rows::RowCounts;
use crate::dataset::codes::CodeList;
use crate::dataset::kind::{Field, FileKind};
use crate::measure::unit::Context;
use crate::record::Names;

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
pub(super) type Column<'a> = (FileKind, Field, CodeList, &'static str, &'a Names);

/// The unknown codes of every column; a group that `outflow.toml` maps to is known by that.
pub(super) fn unknown_codes(
    context: &Context<'_>,
    files: &[(FileKind, RowCounts)],
    mapped: &Mapped,
) -> Vec<UnknownCodes> {
    let of_column = |(kind, field, list, key, names): Column<'_>| {
        let (_, counts) = files.iter().find(|(of, _)| *of == kind)?;
        let is_mapped = |text: &str| {
            mapped.get(key).is_some_and(|codes| codes.values().any(|group| group == text))
        };
        let of_field = counts.codes.iter().filter(|((of, _), _)| *of == field);
        let texts = of_field.map(|((_, code), count)| (names.text(*code).to_string(), *count));
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

/// The columns of codes, with the groups that were met in them.
pub(super) fn columns<'a>(context: &Context<'a>) -> [Column<'a>; 8] {
    let words = context.vocabulary;
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
