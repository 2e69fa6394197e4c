//! The text that a municipality would hand to the press, from the figures of its report.
//!
//! Every number is a figure that the report shows, rounded by the rules of `round`; where each comes from stands apart from
//! the text, in its trace. A sentence of which a figure is missing or hidden is left out whole. No sentence says why
//! something happened. The words stand in the language files under `[story]`.

mod round;
mod sentences;
#[cfg(test)]
mod tests;
mod writer;

use std::io::{self, Write};

use askama::Template;

use crate::report::{Document, Report};

use self::writer::{Paragraph, Source, Story, StoryWriter, Traced};
use super::docx::Paper;
use super::locale::visible;
use super::markdown::escaped;
use super::page::{CAUTION, Context, QUOTED_CAUTION, cautions, status_line};
use super::text::{WIDTH, wrap};
use super::{CsvStyle, Lang, Locale, Result, TextForm};

/// Tells the story of every report of a document.
///
/// # Errors
/// Where `out` fails.
pub fn render_story(
    document: &Document,
    form: TextForm,
    lang: Lang,
    out: &mut dyn Write,
) -> Result {
    let locale = Locale::new(lang);
    let stories: Vec<Story> =
        document.reports.iter().map(|report| story(document, report, &locale)).collect();
    match form {
        TextForm::Text => each(&stories, out, text)?,
        TextForm::Markdown => each(&stories, out, |story, out| markdown(story, &locale, out))?,
        TextForm::Html => html(&stories, &locale, out)?,
        TextForm::Docx => docx(&stories, out)?,
    }
    Ok(out.flush()?)
}

fn story(document: &Document, report: &Report, locale: &Locale) -> Story {
    let known = report.comparable();
    let mut writer = StoryWriter::new(&known, locale);
    let (headline, mut paragraphs) = sentences::text(&mut writer, document.provenance.lead);
    if paragraphs.is_empty() {
        let period = locale.period(report.period);
        let nothing = locale.story("nothing", None, &[("period", &period)]);
        paragraphs.push(Paragraph { head: None, text: nothing });
    }
    let rounded = document.notes.iter().find(|note| note.id == "rounded");
    let rounded = rounded.map(|note| locale.note(note));
    Story {
        title: headline.unwrap_or_else(|| Context::new(report, locale).title()),
        status: status_line(report, locale),
        remarks: cautions(report, locale).into_iter().chain(rounded).collect(),
        paragraphs,
        trace: writer.trace(),
        slots: slots(document, locale),
    }
}

/// What is left for people: a quote, and whom the press may ask where outflow.toml does not say it.
fn slots(document: &Document, locale: &Locale) -> String {
    match &document.provenance.publisher.contact {
        Some(contact) => locale.story("slots_contact", None, &[("contact", &visible(contact))]),
        None => locale.story("slots", None, &[]),
    }
}

/// One story after the other.
fn each(
    stories: &[Story],
    out: &mut dyn Write,
    tell: impl Fn(&Story, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    for (index, story) in stories.iter().enumerate() {
        if index > 0 {
            writeln!(out, "\n")?;
        }
        tell(story, out)?;
    }
    Ok(())
}

fn text(story: &Story, out: &mut dyn Write) -> io::Result<()> {
    let lines = |text: &str, out: &mut dyn Write| -> io::Result<()> {
        wrap(text, WIDTH).iter().try_for_each(|line| writeln!(out, "{line}"))
    };
    lines(&story.title, out)?;
    lines(&story.status, out)?;
    for remark in &story.remarks {
        lines(&format!("{CAUTION}{remark}"), out)?;
    }
    for paragraph in &story.paragraphs {
        writeln!(out)?;
        if let Some(head) = &paragraph.head {
            lines(head, out)?;
        }
        lines(&paragraph.text, out)?;
    }
    writeln!(out)?;
    lines(&story.slots, out)
}

/// A document that people finish; where its numbers come from is asked for with a trace.
fn docx(stories: &[Story], out: &mut dyn Write) -> io::Result<()> {
    let mut paper = Paper::new();
    for (index, story) in stories.iter().enumerate() {
        paper = paper.title(&story.title, index > 0).small(&story.status);
        for remark in &story.remarks {
            paper = paper.caution(remark);
        }
        for paragraph in &story.paragraphs {
            if let Some(head) = &paragraph.head {
                paper = paper.head(head);
            }
            paper = paper.text(&paragraph.text);
        }
        paper = paper.text(&story.slots);
    }
    paper.write(out)
}

fn markdown(story: &Story, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n\n{}", escaped(&story.title), escaped(&story.status))?;
    for remark in &story.remarks {
        writeln!(out, "\n{QUOTED_CAUTION}{}", escaped(remark))?;
    }
    for paragraph in &story.paragraphs {
        if let Some(head) = &paragraph.head {
            writeln!(out, "\n## {}", escaped(head))?;
        }
        writeln!(out, "\n{}", escaped(&paragraph.text))?;
    }
    writeln!(out, "\n{}", escaped(&story.slots))?;
    if story.trace.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {}\n", escaped(&locale.story("caption", None, &[])))?;
    let [sentence, written, exact, figure, place] = heads(locale);
    writeln!(out, "| {sentence} | {written} | {exact} | {figure} | {place} |")?;
    writeln!(out, "| ---: | :--- | ---: | :--- | :--- |")?;
    for traced in &story.trace {
        let cells = traced.cells().map(|text| escaped(&text));
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

impl Traced {
    /// The cells of its row in a table for readers.
    fn cells(&self) -> [String; 5] {
        let Source { label, exact, place, .. } = &self.source;
        let [table, figure, group, _, column] = place;
        let place = [table, figure, group].map(String::as_str).join("/");
        let place = format!("{} {column}", place.trim_end_matches('/'));
        let sentence = if self.sentence > 0 { self.sentence.to_string() } else { String::new() };
        [sentence, self.written.clone(), exact.clone(), label.clone(), place]
    }
}

/// The heads of the table that says where each number comes from.
fn heads(locale: &Locale) -> [String; 5] {
    ["head_number", "head_written", "head_exact", "head_figure", "head_place"]
        .map(|id| locale.story(id, None, &[]))
}

/// The columns of the trace.
const TRACE: [&str; 11] = [
    "sentence", "written", "exact", "table", "figure", "group", "unit", "column", "period",
    "rounding", "command",
];

/// Writes where each number of the stories comes from, one a row, as CSV.
///
/// # Errors
/// Where `out` fails.
pub fn render_trace(document: &Document, lang: Lang, out: &mut dyn Write) -> Result {
    let locale = Locale::new(lang);
    let mut writer = CsvStyle::Plain.writer(out)?;
    writer.write_record(TRACE)?;
    for report in &document.reports {
        let period = report.period.to_string();
        for Traced { sentence, written, source } in story(document, report, &locale).trace {
            let [table, figure, group, unit, column] = source.place;
            let command = command(&table, &figure, &group, &unit, &period);
            let row = [
                sentence.to_string(),
                written,
                source.plain,
                table,
                figure,
                group,
                unit,
                column,
                period.clone(),
                source.rule.to_owned(),
                command,
            ];
            writer.write_record(row)?;
        }
    }
    Ok(writer.flush()?)
}

/// The command that lists the cases behind a figure.
fn command(table: &str, figure: &str, group: &str, unit: &str, period: &str) -> String {
    let mut command = format!("outflow cases {figure} --table {table}");
    if !group.is_empty() {
        command = format!("{command} --group '{}'", group.replace('\'', "'\\''"));
    }
    if unit != "eur" {
        command = format!("{command} --unit {unit}");
    }
    match period.split_once("..") {
        Some((from, to)) => command + &format!(" --from {from} --to {to}"),
        None => command + &format!(" --period {period}"),
    }
}

#[derive(Template)]
#[template(path = "story.html", config = "src/render/story/askama.toml")]
struct Html<'a> {
    lang: &'static str,
    title: &'a str,
    stories: &'a [Story],
    caption: String,
    heads: [String; 5],
}

fn html(stories: &[Story], locale: &Locale, out: &mut dyn Write) -> Result {
    let page = Html {
        lang: locale.tag(),
        title: stories.last().map_or("", |story| story.title.as_str()),
        stories,
        caption: locale.story("caption", None, &[]),
        heads: heads(locale),
    };
    Ok(out.write_all(page.render()?.as_bytes())?)
}
