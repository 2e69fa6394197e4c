//! Findings as one JSON object, for programs.
//!
//! | key | holds |
//! |---|---|
//! | `schema` | version of this schema: 1 |
//! | `datasets[]` | `name`, `coverage` {`from`, `to`}, `files`, `findings` |
//! | `datasets[].files[]` | `kind`, `name`, `rows_read`, `rows_used`, `rows_rejected`, `rows_out_of_scope`, `rejected` (by reason), `first_rejected` (`line`, `column`, `reason`, `value`) |
//! | `datasets[].findings[]` | `severity`, `id`, `file`, `column`, `code`, `count`, `whole`, `text`, `advice` |

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use crate::report::quality::{DatasetQuality, FileQuality, Finding, Quality};

use super::super::{Locale, RenderError};

/// The version of the schema.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct QualityJson<'a> {
    schema: u32,
    datasets: Vec<DatasetJson<'a>>,
}

#[derive(Serialize)]
struct DatasetJson<'a> {
    name: &'a str,
    coverage: CoverageJson,
    files: Vec<FileJson<'a>>,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct CoverageJson {
    from: String,
    to: String,
}

#[derive(Serialize)]
struct FileJson<'a> {
    kind: &'a str,
    name: &'a str,
    rows_read: u64,
    rows_used: u64,
    rows_rejected: u64,
    rows_out_of_scope: u64,
    rejected: BTreeMap<&'static str, u64>,
    first_rejected: Vec<RejectJson<'a>>,
}

#[derive(Serialize)]
struct RejectJson<'a> {
    line: u64,
    column: Option<&'static str>,
    reason: &'static str,
    value: Option<&'a str>,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    severity: &'static str,
    id: &'static str,
    file: Option<&'a str>,
    column: Option<&'static str>,
    code: Option<&'a str>,
    count: u64,
    whole: Option<u64>,
    text: String,
    advice: String,
}

/// Writes everything as one object.
pub(super) fn write(
    quality: &Quality,
    locale: &Locale,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let datasets = quality.datasets.iter().map(|dataset| of_dataset(dataset, locale));
    let json = QualityJson { schema: SCHEMA, datasets: datasets.collect() };
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)?;
    Ok(())
}

fn of_dataset<'a>(dataset: &'a DatasetQuality, locale: &Locale) -> DatasetJson<'a> {
    DatasetJson {
        name: &dataset.name,
        coverage: CoverageJson {
            from: dataset.coverage.from().to_string(),
            to: dataset.coverage.to().to_string(),
        },
        files: dataset.files.iter().map(FileJson::from).collect(),
        findings: dataset.findings.iter().map(|finding| of_finding(finding, locale)).collect(),
    }
}

fn of_finding<'a>(finding: &'a Finding, locale: &Locale) -> FindingJson<'a> {
    let (text, advice) = locale.finding(finding);
    FindingJson {
        severity: finding.severity.id(),
        id: finding.id,
        file: finding.file.as_deref(),
        column: finding.column,
        code: finding.code.as_deref(),
        count: finding.count,
        whole: finding.whole,
        text,
        advice,
    }
}

impl<'a> From<&'a FileQuality> for FileJson<'a> {
    fn from(file: &'a FileQuality) -> Self {
        let first = file.rejected.first().iter().map(|reject| RejectJson {
            line: reject.line,
            column: reject.column.as_ref().map(|(field, _)| field.id()),
            reason: reject.fault.id(),
            value: reject.shown.as_deref(),
        });
        Self {
            kind: file.kind,
            name: &file.name,
            rows_read: file.read,
            rows_used: file.used,
            rows_rejected: file.rejected.total(),
            rows_out_of_scope: file.out_of_scope,
            rejected: file
                .rejected
                .counts()
                .into_iter()
                .map(|(fault, count)| (fault.id(), count))
                .collect(),
            first_rejected: first.collect(),
        }
    }
}
