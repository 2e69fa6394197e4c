//! Findings as CSV, one a row: first the account of each file, then rejected rows, then findings.

use crate::report::quality::{DatasetQuality, FileQuality};

use crate::render::Locale;
use crate::render::csv::CsvRow;

/// The columns; ids do not depend on the language, `text` and `advice` do.
pub(super) const COLUMNS: [&str; 12] = [
    "dataset", "file", "severity", "finding", "column", "code", "reason", "line", "count", "whole",
    "text", "advice",
];

/// The rows of a dataset.
pub(super) fn rows(dataset: &DatasetQuality, locale: &Locale) -> Vec<CsvRow> {
    let mut rows: Vec<CsvRow> =
        dataset.files.iter().flat_map(|file| file_rows(dataset, file, locale)).collect();
    for finding in &dataset.findings {
        let (title, advice) = locale.finding(finding);
        let row = [
            &*dataset.name,
            finding.file.as_deref().unwrap_or_default(),
            finding.severity.id(),
            finding.id,
            finding.column.unwrap_or_default(),
            finding.code.as_deref().unwrap_or_default(),
            "",
            "",
            &finding.count.to_string(),
            &finding.whole.map(|whole| whole.to_string()).unwrap_or_default(),
            &title,
            &advice,
        ];
        rows.push(row.map(str::to_owned).into());
    }
    rows
}

/// What became of the rows of a file, then the rejected ones by reason, then the first of them.
fn file_rows(dataset: &DatasetQuality, file: &FileQuality, locale: &Locale) -> Vec<CsvRow> {
    let read = file.read.to_string();
    let row = |[severity, id, column, code, reason, line]: [&str; 6], count: u64, text: &str| {
        let count = count.to_string();
        let fields = [
            &*dataset.name,
            &file.name,
            severity,
            id,
            column,
            code,
            reason,
            line,
            &count,
            &read,
            text,
            "",
        ];
        fields.map(str::to_owned).to_vec()
    };
    let counts = [
        ("rows_read", file.read),
        ("rows_used", file.used),
        ("rows_rejected", file.rejected.total()),
        ("rows_out_of_scope", file.out_of_scope),
    ];
    let mut rows = Vec::new();
    for (id, count) in counts {
        rows.push(row(["info", id, "", "", "", ""], count, locale.word(id)));
    }
    for (fault, count) in file.rejected.counts() {
        let reason = fault.id();
        let what = ["error", "rejected_reason", "", "", reason, ""];
        rows.push(row(what, count, locale.fault(reason)));
    }
    for reject in file.rejected.first() {
        let (reason, line) = (reject.fault.id(), reject.line.to_string());
        let column = reject.column.as_ref().map_or("", |(field, _)| field.id());
        let shown = reject.shown.as_deref().unwrap_or_default();
        rows.push(row(
            ["error", "rejected_row", column, shown, reason, &line],
            1,
            locale.fault(reason),
        ));
    }
    rows
}
