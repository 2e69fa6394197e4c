//! Where the figures come from, in lines of text: for the end of a report and for stderr.

use crate::report::{Audience, Document, InputFacts, Provenance};

use super::locale::{Locale, visible};

/// The program, the datasets, the files and the definitions in force, one line each.
pub fn provenance_lines(provenance: &Provenance, locale: &Locale) -> Vec<String> {
    let mut lines = vec![format!(
        "{} outflow {} (codes {})",
        locale.word("made_by"),
        provenance.version,
        visible(&provenance.code_lists)
    )];
    for dataset in &provenance.datasets {
        lines.push(format!(
            "{} {}: {} {}",
            locale.word("dataset"),
            visible(&dataset.name),
            locale.word("coverage").to_lowercase(),
            locale.period(dataset.coverage)
        ));
    }
    let inputs = provenance.inputs.iter();
    lines.extend(inputs.flat_map(|input| input_lines(input, locale)));
    lines.push(definitions(provenance, locale));
    lines
}

/// Who gives it out, where questions go, and what others may do with it: what `outflow.toml` says of these.
pub(crate) fn publisher_line(document: &Document, locale: &Locale) -> String {
    let publisher = &document.provenance.publisher;
    let parts = [
        ("publisher_name", "name", &publisher.name),
        ("summary_questions", "contact", &publisher.contact),
        ("publisher_licence", "licence", &publisher.licence),
    ];
    let part = |(id, name, text): (&str, &str, &Option<String>)| {
        text.as_ref().map(|text| locale.phrase(id, &[(name, &visible(text))]))
    };
    parts.into_iter().filter_map(part).collect::<Vec<_>>().join(" · ")
}

fn input_lines(input: &InputFacts, locale: &Locale) -> Vec<String> {
    let rows = [
        ("rows_read", input.read),
        ("rows_used", input.used),
        ("rows_rejected", input.rejected),
        ("rows_out_of_scope", input.out_of_scope),
    ];
    let rows = rows.map(|(word, count)| {
        let word = locale.word(word).to_lowercase();
        format!("{word} {}", locale.count(count))
    });
    let mut lines = vec![format!(
        "{} ({}): {} bytes, {}",
        visible(&input.name),
        locale.kind(input.kind),
        locale.count(input.bytes),
        rows.join(", ")
    )];
    if let Some(sum) = &input.sha256 {
        lines.push(format!("{} {sum}", locale.word("sha256")));
    }
    lines
}

fn definitions(provenance: &Provenance, locale: &Locale) -> String {
    let definitions = &provenance.definitions;
    let ages: Vec<_> = definitions.age_bounds.iter().map(i32::to_string).collect();
    let prices = definitions.average_benefit.iter();
    let prices = prices
        .map(|(year, cents)| format!(", average_benefit.{year} {}", locale.hundredths(*cents)));
    format!(
        "{}: gap_days {}, work_window_days {}, full_time_hours {}, age_bounds {}, savings {}{}",
        locale.word("definitions"),
        definitions.gap_days,
        definitions.work_window_days,
        locale.hundredths(definitions.full_time_hours_hundredths),
        ages.join("/"),
        visible(&definitions.savings_method),
        prices.collect::<String>()
    )
}

/// Where the figures come from, without the folders of the machine on which they were counted; what leaves
/// the building does not say it.
pub(crate) fn sources_of_internal(document: &Document, locale: &Locale) -> Vec<String> {
    let mut audiences = document.reports.iter().map(|report| report.status.audience);
    if !audiences.all(|audience| audience == Audience::Internal) {
        return Vec::new();
    }
    let inputs = document.provenance.inputs.iter().map(|input| InputFacts {
        name: input.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
        ..input.clone()
    });
    let provenance = Provenance { inputs: inputs.collect(), ..document.provenance.clone() };
    provenance_lines(&provenance, locale)
}
