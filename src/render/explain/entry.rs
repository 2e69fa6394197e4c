//! Figures in full, for reading: a title, the definition, and then facts under their names.

use std::io::{self, Write};

use crate::report::explain::{Explained, Explanation, InNumbers};

use super::super::Locale;
use super::super::locale::EuroDecimals;
use super::super::markdown::escaped;
use super::super::page::{CAUTION, QUOTED_CAUTION};
use super::super::text::{WIDTH, width, wrap};
use super::words::{filled, units, value};
use crate::render::definition::option;

/// One figure as text.
struct Entry {
    title: String,
    definition: String,
    /// Facts under their names; a text that starts with a blank belongs to the one before it.
    facts: Vec<(String, Vec<String>)>,
}

fn entry(explained: &Explained, explanation: &Explanation, locale: &Locale) -> Entry {
    let figure = explained.figure;
    let mut facts = Vec::new();
    let mut add = |name: &str, texts: Vec<String>| {
        let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            facts.push((locale.word(name).to_owned(), texts));
        }
    };
    let about = locale.about(figure).cloned().unwrap_or_default();
    add("formula", vec![about.formula]);
    add("unit", vec![units(explained, locale).join(", ")]);
    add("explain_whole", vec![about.whole]);
    let by: Vec<_> = explained.by.iter().map(|by| locale.dimension(by).to_lowercase()).collect();
    add("explain_by", vec![by.join(", ")]);
    add("explain_tables", vec![explained.table_ids().join(", ")]);
    add("source", vec![about.source]);
    let options = about.options.iter().flat_map(|key| {
        let meaning = format!("{INDENT}{}", locale.option(key));
        [option(key, &explanation.definitions, locale), meaning]
    });
    add("explain_options", options.collect());
    for numbers in &explained.numbers {
        let lines = in_numbers(numbers, locale);
        facts.push((numbers.period.to_string(), lines));
    }
    Entry { title: about.title, definition: about.definition, facts }
}

/// Before a text that belongs to the one before it.
const INDENT: &str = "  ";

fn in_numbers(numbers: &InNumbers, locale: &Locale) -> Vec<String> {
    let said = value(numbers, locale);
    let mut lines = vec![format!("{}: {said}", locale.report_name(&numbers.name))];
    if let Some(formula) = filled(numbers, locale) {
        lines.push(format!("{INDENT}= {formula}"));
    }
    let (Some(period), Some(previous), Some(change)) =
        (numbers.comparison, numbers.row.previous.value(), numbers.row.change())
    else {
        return lines;
    };
    let period = locale.period(period);
    let previous = locale.value(previous, EuroDecimals::AsNeeded);
    let change = locale.change(change, EuroDecimals::AsNeeded);
    let values = [("period", &*period), ("value", &*previous), ("change", &*change)];
    lines.push(format!("{INDENT}{}", locale.phrase("explain_previous", &values)));
    lines
}

/// Entries for a terminal.
pub(super) fn write_text(
    explanation: &Explanation,
    locale: &Locale,
    out: &mut dyn Write,
) -> io::Result<()> {
    for note in &explanation.first {
        let sentence = format!("{CAUTION}{}", locale.note(note));
        for (index, line) in wrap(&sentence, WIDTH - INDENT.len()).iter().enumerate() {
            writeln!(out, "{}{line}", if index > 0 { INDENT } else { "" })?;
        }
    }
    if !explanation.first.is_empty() {
        writeln!(out)?;
    }
    for (index, explained) in explanation.figures.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let entry = entry(explained, explanation, locale);
        writeln!(out, "{}: {}", explained.figure, entry.title)?;
        for line in wrap(&entry.definition, WIDTH - INDENT.len()) {
            writeln!(out, "{INDENT}{line}")?;
        }
        writeln!(out)?;
        let margin = entry.facts.iter().map(|(name, _)| width(name)).max().unwrap_or_default() + 2;
        for (name, texts) in &entry.facts {
            write_fact(name, texts, margin, out)?;
        }
    }
    Ok(())
}

fn write_fact(name: &str, texts: &[String], margin: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut head = format!("{name}{}", " ".repeat(margin - width(name)));
    for text in texts {
        let trimmed = text.trim_start();
        let indent = " ".repeat(text.len() - trimmed.len());
        for line in wrap(trimmed, WIDTH.saturating_sub(margin + indent.len() + INDENT.len())) {
            writeln!(out, "{INDENT}{head}{indent}{line}")?;
            head = " ".repeat(margin);
        }
    }
    Ok(())
}

/// Entries for a document.
pub(super) fn write_markdown(
    explanation: &Explanation,
    locale: &Locale,
    out: &mut dyn Write,
) -> io::Result<()> {
    for note in &explanation.first {
        writeln!(out, "{QUOTED_CAUTION}{}\n", escaped(&locale.note(note)))?;
    }
    for (index, explained) in explanation.figures.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let entry = entry(explained, explanation, locale);
        writeln!(out, "## `{}`: {}\n", explained.figure, escaped(&entry.title))?;
        writeln!(out, "{}\n", escaped(&entry.definition))?;
        for (name, texts) in &entry.facts {
            let texts: Vec<String> = texts.iter().map(|text| escaped(text.trim_start())).collect();
            writeln!(out, "- **{}**: {}", escaped(name), texts.join("<br>"))?;
        }
    }
    Ok(())
}
