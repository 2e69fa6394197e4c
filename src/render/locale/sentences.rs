//! What is said of figures and of the data, in the sentences of a language: notes, findings, why a number is not there,
//! and formulas.

use super::{EuroDecimals, Locale, visible, word};
use crate::render::labels::Sentence;
use crate::render::page::SUPPRESSED;
use crate::render::template::fill;
use crate::report::quality::Finding;
use crate::report::{FigureId, Missing, Note, NoteValue, Row, Value};

impl Locale {
    /// A note as a sentence.
    pub fn note(&self, note: &Note) -> String {
        let finding = || self.labels.findings.get(note.id)?.note.as_ref();
        self.sentence(self.labels.notes.get(note.id).or_else(finding), note)
    }

    /// Why a case counts, as a part of a sentence.
    pub(crate) fn why(&self, note: &Note) -> String {
        self.sentence(self.labels.why.get(note.id), note)
    }

    fn sentence(&self, sentence: Option<&Sentence>, note: &Note) -> String {
        let count = note.values.iter().find_map(|(name, value)| match value {
            NoteValue::Count(count) if *name == "count" => Some(*count),
            _ => None,
        });
        let template = sentence.map(|sentence| sentence.form(count));
        let value = |name: &str| {
            let mut values = note.values.iter();
            values.find(|(key, _)| *key == name).map(|(_, value)| self.note_value(name, value))
        };
        template.and_then(|template| fill(template, value)).unwrap_or_else(|| {
            let values = note.values.iter();
            let values: Vec<_> = values
                .map(|(name, value)| format!("{name} {}", self.note_value(name, value)))
                .collect();
            format!("{}: {}", note.id, values.join(", "))
        })
    }

    fn note_value(&self, name: &str, value: &NoteValue) -> String {
        match value {
            NoteValue::Count(count) => self.count(*count),
            NoteValue::Text(text) if name == "kind" => visible(self.kind(text)),
            NoteValue::Text(text) if name == "unit" => word(&self.labels.units, text).to_owned(),
            NoteValue::Text(text) => visible(text),
            NoteValue::Period(period) => self.period(*period),
            NoteValue::Day(day) => self.day(*day),
            NoteValue::Suppressed => SUPPRESSED.to_owned(),
            NoteValue::Group(group) => self.group(group),
            NoteValue::Number(number) => self.value(*number, EuroDecimals::AsNeeded),
        }
    }

    /// Why a row is rejected, in a few words.
    pub(crate) fn fault<'a>(&'a self, id: &'a str) -> &'a str {
        word(&self.labels.faults, id)
    }

    /// What was found, and what to do about it; the id where there are no words for it.
    pub(crate) fn finding(&self, finding: &Finding) -> (String, String) {
        let Some(labels) = self.labels.findings.get(finding.id) else {
            return (finding.id.to_owned(), String::new());
        };
        let value = |name: &str| {
            let mut values = finding.values.iter();
            let found = values.find(|(key, _)| *key == name);
            match (name, found) {
                (_, Some((_, value))) => Some(self.finding_value(name, value)),
                ("count", None) => Some(self.count(finding.count)),
                ("whole", None) => finding.whole.map(|whole| self.count(whole)),
                ("file", None) => finding.file.as_deref().map(visible),
                ("column", None) => Some(finding.column.unwrap_or_default().to_owned()),
                (_, None) => None,
            }
        };
        let filled = |template: &str| fill(template, value).unwrap_or_else(|| template.to_owned());
        (filled(&labels.title), filled(&labels.advice))
    }

    fn finding_value(&self, name: &str, value: &NoteValue) -> String {
        match value {
            NoteValue::Text(id) if name == "series" => self.word(id).to_owned(),
            NoteValue::Day(day) if name == "month" => {
                let (year, month, _) = day.ymd();
                format!("{} {year}", self.month(month))
            }
            value => self.note_value(name, value),
        }
    }

    /// That a number is not available, and why.
    pub(crate) fn not_available(&self, missing: &Missing) -> String {
        self.phrase("explain_missing", &[("reason", &self.missing(missing))])
    }

    /// Why a number is not available, as the end of a sentence.
    pub fn missing(&self, missing: &Missing) -> String {
        let (kind, column) = match missing {
            Missing::NoFile(kind) | Missing::NotConfigured(kind) => (*kind, ""),
            Missing::NoColumn(kind, column) => (*kind, *column),
            _ => ("", ""),
        };
        let [id, _] = missing.words();
        let value = |name: &str| match name {
            "kind" => Some(self.kind(kind).to_owned()),
            "column" => Some(column.to_owned()),
            _ => None,
        };
        fill(word(&self.labels.missing, id), value).unwrap_or_else(|| missing.id())
    }

    /// The formula of a figure in words: `(earlier stock − stock) × price per year`.
    pub fn formula_in_words(&self, figure: FigureId) -> Option<&str> {
        self.about(figure).map(|labels| labels.formula.as_str())
    }

    /// The formula of a row with its inputs filled in; `None` where there is no template or an input is not known.
    pub fn formula(&self, row: &Row) -> Option<String> {
        let input = |name: &str| row.input(name).map(|value| self.input(value));
        let templates = self.labels.formulas.get(row.figure.id())?;
        templates.iter().find_map(|template| fill(template, input))
    }

    /// An input of a formula: a mean that is a whole number without its decimals, so that `1,00` year reads `1`.
    fn input(&self, value: Value) -> String {
        let text = self.value(value, EuroDecimals::AsNeeded);
        match value {
            Value::Average(_) => self.trimmed(&text).to_owned(),
            _ => text,
        }
    }
}
