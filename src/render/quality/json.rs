//! Findings as one JSON object, for programs.
//!
//! | key | holds |
//! |---|---|
//! | `schema` | version of this schema: 1 |
//! | `datasets[]` | `name`, `coverage` {`from`, `to`}, `files`, `findings` |
//! | `datasets[].files[]` | `kind`, `name`, `rows_read`, `rows_used`, `rows_rejected`, `rows_out_of_scope`, `rejected` (by reason), `first_rejected` (`line`, `column`, `reason`, `value`) |
//! | `datasets[].findings[]` | `severity`, `id`, `file`, `column`, `code`, `count`, `whole`, `text`, `advice` |

use std::collections::BTreeMap;

use crate::dataset::rejects::Reject;
use crate::render::Locale;
use crate::render::json::{Json, object};
use crate::report::quality::{DatasetQuality, FileQuality, Finding, Quality};

/// The version of the schema.
const SCHEMA: u64 = 1;

/// Everything as one object.
pub(super) fn json<'a>(quality: &'a Quality, locale: &Locale) -> Json<'a> {
    let datasets = quality.datasets.iter().map(|dataset| dataset_json(dataset, locale));
    object! { "schema": SCHEMA, "datasets": Json::list(datasets) }
}

fn dataset_json<'a>(dataset: &'a DatasetQuality, locale: &Locale) -> Json<'a> {
    let (from, to) = (dataset.coverage.from(), dataset.coverage.to());
    object! {
        "name": &dataset.name,
        "coverage": object! { "from": from.to_string(), "to": to.to_string() },
        "files": Json::list(dataset.files.iter().map(file_json)),
        "findings": Json::list(dataset.findings.iter().map(|of| finding_json(of, locale))),
    }
}

fn file_json(file: &FileQuality) -> Json<'_> {
    let rejected = file.rejected.counts().into_iter().map(|(fault, count)| (fault.id(), count));
    object! {
        "kind": file.kind,
        "name": &file.name,
        "rows_read": file.read,
        "rows_used": file.used,
        "rows_rejected": file.rejected.total(),
        "rows_out_of_scope": file.out_of_scope,
        "rejected": rejected.collect::<BTreeMap<_, _>>(),
        "first_rejected": Json::list(file.rejected.first().iter().map(reject_json)),
    }
}

fn reject_json(reject: &Reject) -> Json<'_> {
    object! {
        "line": reject.line,
        "column": reject.column.as_ref().map(|(field, _)| field.id()),
        "reason": reject.fault.id(),
        "value": reject.shown.as_deref(),
    }
}

fn finding_json<'a>(finding: &'a Finding, locale: &Locale) -> Json<'a> {
    let (text, advice) = locale.finding(finding);
    object! {
        "severity": finding.severity.id(),
        "id": finding.id,
        "file": finding.file.as_deref(),
        "column": finding.column,
        "code": finding.code.as_deref(),
        "count": finding.count,
        "whole": finding.whole,
        "text": text,
        "advice": advice,
    }
}
