//! What a check found, laid out for reading: the rows of each file, rejected rows, then findings, the worst first.

use crate::dataset::rejects::Reject;
use crate::report::quality::{DatasetQuality, FileQuality, Finding, Severity};

use super::super::Locale;
use super::super::locale::visible;
use super::super::page::{Column, Grid, Line, Page, Section, texts};
use super::words::{heading, out_of, summary};

/// One dataset as a page.
pub(super) fn lay_out(dataset: &DatasetQuality, locale: &Locale) -> Page {
    let mut sections = vec![rows(dataset, locale)];
    sections.extend(rejected(dataset, locale));
    let by_severity = Severity::ALL.into_iter().map(|severity| findings(dataset, severity, locale));
    sections.extend(by_severity.flatten());
    let is_clean = dataset.findings.is_empty();
    let notes = is_clean.then(|| locale.phrase("check_nothing", &[]));
    Page {
        title: locale.phrase("check_title", &[("dataset", &visible(&dataset.name))]),
        first: refusals(dataset, locale),
        subtitle: summary(dataset, locale),
        sections,
        notes: notes.into_iter().collect(),
        ..Page::default()
    }
}

fn number(head: &str) -> Column {
    Column::number(&[&head.to_lowercase()])
}

fn words(head: &str) -> Column {
    Column::words(&head.to_lowercase())
}

/// The account of every row: read = used + rejected + out of scope.
fn rows(dataset: &DatasetQuality, locale: &Locale) -> Section {
    let heads = ["check_used", "check_rejected", "check_out_of_scope"];
    let mut columns = vec![words(locale.word("check_export")), number(locale.word("check_read"))];
    columns.extend(heads.map(|head| number(locale.word(head))));
    let line = |file: &FileQuality| Line {
        label: visible(&file.name),
        cells: texts(
            std::iter::once(locale.kind(file.kind).to_owned()).chain(
                [file.read, file.used, file.rejected.total(), file.out_of_scope]
                    .map(|count| locale.count(count)),
            ),
        ),
        ..Line::default()
    };
    Section {
        title: locale.word("check_rows").to_owned(),
        subtitle: Some(locale.word("check_account").to_owned()),
        grid: Grid {
            label_head: locale.word("check_file").to_owned(),
            columns,
            lines: dataset.files.iter().map(line).collect(),
        },
        ..Section::default()
    }
}

/// Rejected rows by reason, and the first of them by line.
fn rejected(dataset: &DatasetQuality, locale: &Locale) -> Option<Section> {
    let mut lines = Vec::new();
    let part = |label, column, value| Line {
        label,
        part: true,
        cells: texts([column, value, String::new()]),
        ..Line::default()
    };
    for file in &dataset.files {
        for (fault, count) in file.rejected.counts() {
            let cells = texts([String::new(), String::new(), locale.count(count)]);
            let label = locale.fault(fault.id()).to_owned();
            lines.push(Line { label, cells, ..Line::default() });
            let first = file.rejected.first().iter().filter(|reject| reject.fault == fault);
            let first: Vec<_> = first.collect();
            for reject in &first {
                let place = format!("{}:{}", visible(&file.name), reject.line);
                lines.push(part(place, column(reject), value(reject)));
            }
            let more = count.saturating_sub(u64::try_from(first.len()).unwrap_or(u64::MAX));
            if more > 0 {
                let more = locale.phrase("check_more_rows", &[("count", &locale.count(more))]);
                lines.push(part(more, String::new(), String::new()));
            }
        }
    }
    let columns = vec![
        words(locale.word("check_column")),
        words(locale.word("check_value")),
        number(locale.word("check_number")),
    ];
    (!lines.is_empty()).then(|| Section {
        title: heading(Severity::Error, locale),
        subtitle: Some(locale.word("check_left_out").to_owned()),
        grid: Grid { label_head: locale.word("check_reason").to_owned(), columns, lines },
        ..Section::default()
    })
}

/// The column at fault, with its header where that has another name.
fn column(reject: &Reject) -> String {
    match &reject.column {
        Some((field, header)) if **header != *field.id() => {
            format!("{field} ({})", visible(header))
        }
        Some((field, _)) => field.to_string(),
        None => String::new(),
    }
}

fn value(reject: &Reject) -> String {
    reject.shown.as_ref().map_or_else(String::new, |shown| format!("\"{}\"", visible(shown)))
}

/// Why no report is made of the dataset, and what to do.
fn refusals(dataset: &DatasetQuality, locale: &Locale) -> Vec<String> {
    let refusals = dataset.findings.iter().filter(|finding| finding.id == "too_many_rejected");
    let sentence = |finding: &Finding| {
        let (title, advice) = locale.finding(finding);
        format!("{title} {advice}")
    };
    refusals.map(sentence).collect()
}

/// Rejected rows have a table of their own, and that they are too many stands above everything.
fn is_shown_apart(finding: &Finding) -> bool {
    matches!(finding.id, "rejected_rows" | "too_many_rejected")
}

/// The findings of one severity.
fn findings(dataset: &DatasetQuality, severity: Severity, locale: &Locale) -> Option<Section> {
    let of_severity = |finding: &&Finding| finding.severity == severity && !is_shown_apart(finding);
    let findings: Vec<_> = dataset.findings.iter().filter(of_severity).collect();
    let line = |(index, finding): (usize, &&Finding)| {
        let (title, advice) = locale.finding(finding);
        // the advice stands once under findings of one kind
        let next = findings.get(index + 1).filter(|next| next.id == finding.id);
        let is_last = next.is_none_or(|next| locale.finding(next).1 != advice);
        let kind = finding.kind.map_or_else(String::new, |kind| locale.kind(kind).to_owned());
        Line {
            label: title,
            cells: texts([kind, locale.count(finding.count), out_of(finding, locale)]),
            below: Some(advice).filter(|advice| is_last && !advice.is_empty()),
            ..Line::default()
        }
    };
    let columns =
        vec![words(locale.word("check_export")), number(locale.word("check_number")), words("")];
    (!findings.is_empty()).then(|| Section {
        title: heading(severity, locale),
        grid: Grid {
            label_head: String::new(),
            columns,
            lines: findings.iter().enumerate().map(line).collect(),
        },
        ..Section::default()
    })
}
