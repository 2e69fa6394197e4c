//! The words of a check that every format needs.

use crate::number::Share;
use crate::report::quality::{DatasetQuality, Finding, Severity};

use super::super::Locale;

/// The heading over findings of one severity.
pub(super) fn heading(severity: Severity, locale: &Locale) -> String {
    let id = match severity {
        Severity::Error => "check_errors",
        Severity::Warning => "check_warnings",
        Severity::Info => "check_remarks",
    };
    locale.word(id).to_owned()
}

/// The period covered, and how many findings of each severity there are.
pub(super) fn summary(dataset: &DatasetQuality, locale: &Locale) -> String {
    let rejected = dataset.files.iter().map(|file| file.rejected.total()).sum();
    let number = |severity| {
        let of_severity = dataset.findings.iter().filter(|finding| finding.severity == severity);
        locale.count_of(of_severity.count())
    };
    let rejected = locale.count(rejected);
    let [warnings, remarks] = [Severity::Warning, Severity::Info].map(number);
    let period = locale.period(dataset.coverage);
    let values = [
        ("period", period.as_str()),
        ("rejected", &rejected),
        ("warnings", &warnings),
        ("remarks", &remarks),
    ];
    locale.phrase("check_summary", &values)
}

/// `of 1,234 (5.0%)`, where the whole is known.
pub(super) fn out_of(finding: &Finding, locale: &Locale) -> String {
    let Some(whole) = finding.whole else { return String::new() };
    let of = locale.phrase("share_of", &[("whole", &locale.count(whole))]);
    let ratio = |count: u64| crate::number::Ratio::whole(i128::from(count));
    let share = Share::of(ratio(finding.count), ratio(whole));
    match share.map(|share| locale.share(share)) {
        Some(share) => format!("{of} ({share})"),
        None => of,
    }
}
