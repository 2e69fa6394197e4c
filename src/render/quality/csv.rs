//! Findings as CSV, one a row: first the account of each file, then rejected rows, then findings.

use crate::report::quality::{DatasetQuality, FileQuality, Quality};

use crate::render::Locale;
use crate::render::csv::CsvWriter;

/// The columns; ids do not depend on the language, `text` and `advice` do.
pub(super) const COLUMNS: [&str; 12] = [
    "dataset", "file", "severity", "finding", "column", "code", "reason", "line", "count", "whole",
    "text", "advice",
];

/// Writes the rows of every dataset.
pub(super) fn write_rows(
    quality: &Quality,
    locale: &Locale,
    writer: &mut CsvWriter<'_>,
) -> ::csv::Result<()> {
    for dataset in &quality.datasets {
        for file in &dataset.files {
            write_file(dataset, file, locale, writer)?;
        }
        for finding in &dataset.findings {
            let (title, advice) = locale.finding(finding);
            writer.write_record([
                &dataset.name,
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
            ])?;
        }
    }
    Ok(())
}

fn write_file(
    dataset: &DatasetQuality,
    file: &FileQuality,
    locale: &Locale,
    writer: &mut CsvWriter<'_>,
) -> ::csv::Result<()> {
    let (read, rejected) = (file.read.to_string(), file.rejected.total());
    let counts = [
        ("rows_read", file.read),
        ("rows_used", file.used),
        ("rows_rejected", rejected),
        ("rows_out_of_scope", file.out_of_scope),
    ];
    for (id, count) in counts {
        let count = count.to_string();
        let text = locale.word(id);
        let row = [&*dataset.name, &file.name, "info", id, "", "", "", "", &count, &read, text, ""];
        writer.write_record(row)?;
    }
    for (fault, count) in file.rejected.counts() {
        let (reason, count) = (fault.id(), count.to_string());
        let text = locale.fault(reason);
        let row = [
            &*dataset.name,
            &file.name,
            "error",
            "rejected_reason",
            "",
            "",
            reason,
            "",
            &count,
            &read,
            text,
            "",
        ];
        writer.write_record(row)?;
    }
    for reject in file.rejected.first() {
        let (reason, line) = (reject.fault.id(), reject.line.to_string());
        let column = reject.column.as_ref().map_or("", |(field, _)| field.id());
        let shown = reject.shown.as_deref().unwrap_or_default();
        let text = locale.fault(reason);
        let row = [
            &*dataset.name,
            &file.name,
            "error",
            "rejected_row",
            column,
            shown,
            reason,
            &line,
            "1",
            &read,
            text,
            "",
        ];
        writer.write_record(row)?;
    }
    Ok(())
}
