//! Rejected rows as lines for standard error: file, line, column, value where it may be shown, and why.

use crate::dataset::rejects::{Reject, Rejects};

use crate::report::quality::Finding;

use super::Locale;
use super::locale::visible;

/// How many rejected rows a refusal names.
const EXAMPLES: usize = 3;

/// One line for each of the first rejected rows of a file and, where there are more, one for each reason.
pub(crate) fn rejected_rows(rejects: &Rejects, file: &str, locale: &Locale) -> Vec<String> {
    let file = visible(file);
    let of_row = |reject: &Reject| format!("{file}:{}: {}", reject.line, sentence(reject, locale));
    let mut lines: Vec<_> = rejects.first().iter().map(of_row).collect();
    let named = u64::try_from(lines.len()).unwrap_or(u64::MAX);
    if rejects.total() > named {
        let count = locale.count(rejects.total() - named);
        lines.push(format!("{file}: {}", locale.phrase("rejects_more", &[("count", &count)])));
        for (fault, count) in rejects.counts() {
            let why = within(locale.fault(fault.id()));
            lines.push(format!("{file}: {} × {why}", locale.count(count)));
        }
    }
    lines
}

/// How many rows a refused file refuses for, the reasons by count, the first few of them, and what to do, a line each.
pub(crate) fn refused_rows(finding: &Finding, rejects: &Rejects, locale: &Locale) -> String {
    let file = finding.file.as_deref().map(visible).unwrap_or_default();
    let (title, advice) = locale.finding(finding);
    let reasons = rejects.counts().into_iter().map(|(fault, count)| {
        format!("{} × {}", locale.count(count), within(locale.fault(fault.id())))
    });
    let examples = rejects.first().iter().take(EXAMPLES);
    let examples =
        examples.map(|reject| format!("{file}:{}: {}", reject.line, sentence(reject, locale)));
    let lines = std::iter::once(title).chain(reasons).chain(examples).chain([advice]);
    lines.collect::<Vec<_>>().join("\n  ")
}

fn sentence(reject: &Reject, locale: &Locale) -> String {
    let column = reject.column.as_ref().map(|(field, header)| {
        let name = format!("{} {field}", within(locale.word("check_column")));
        if **header == *field.id() { name } else { format!("{name} ({})", visible(header)) }
    });
    let value = reject.shown.as_ref().map(|shown| format!("\"{}\"", visible(shown)));
    let why = within(locale.fault(reject.fault.id()));
    let parts: Vec<String> = [column, value, Some(why)].into_iter().flatten().collect();
    parts.join(": ")
}

/// Words that stand at the head of a table, as they are written within a line.
fn within(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next();
    first.into_iter().flat_map(char::to_lowercase).chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::kind::Field;
    use crate::dataset::value::Fault;
    use crate::render::Lang;

    #[test]
    fn a_row_is_named_by_file_line_column_value_and_reason() {
        let mut rejects = Rejects::default();
        rejects.add_value(17, Field::End, "Einddatum", Fault::ImpossibleDate, b"31-02-2018\x1b");
        rejects.add_value(18, Field::PersonId, "bsn", Fault::Missing, b"123456782");
        rejects.add_row(19, Fault::TooFewFields);
        assert_eq!(
            rejected_rows(&rejects, "uit.csv", &Locale::new(Lang::En)),
            [
                "uit.csv:17: column end (Einddatum): \"31-02-2018\\u{1b}\": a date that does not exist",
                "uit.csv:18: column person_id (bsn): empty, but a value is needed",
                "uit.csv:19: too few fields; is a line end or a delimiter missing?",
            ]
        );
    }

    #[test]
    fn of_many_rows_the_first_are_named_and_the_rest_is_counted_by_reason() {
        let mut rejects = Rejects::default();
        for line in 1..=3000 {
            let fault = if line % 3 == 0 { Fault::NotADate } else { Fault::TooFewFields };
            rejects.add_row(line, fault);
        }
        let lines = rejected_rows(&rejects, "f", &Locale::new(Lang::Nl));
        assert_eq!(lines[0], "f:1: te weinig velden; ontbreekt een regeleinde of scheidingsteken?");
        assert_eq!(
            lines[20..],
            [
                "f: en nog 2.980; naar reden:",
                "f: 2.000 × te weinig velden; ontbreekt een regeleinde of scheidingsteken?",
                "f: 1.000 × geen datum; schrijf 2018-03-31 of 31-03-2018",
            ]
        );
    }
}
