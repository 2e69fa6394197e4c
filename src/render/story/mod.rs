//! The few paragraphs that a municipality would publish, from the figures of its report.
//!
//! Every number is a figure that the report shows, rounded by the rules of `round` and given exactly in a footnote, with
//! the place where it stands in CSV. A sentence of which a figure is missing or hidden is left out whole. No sentence says
//! why something happened. The words stand in the language files under `[story]`.

mod round;
mod sentences;
mod tell;
#[cfg(test)]
mod tests;

use std::io::Write;

use askama::Template;

use crate::report::{Document, Report};

use self::tell::{Piece, Story, Teller};
use super::markdown::escaped;
use super::page::Context;
use super::text::{WIDTH, width, wrap};
use super::{Lang, Locale, RenderError};

/// The forms of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StoryForm {
    /// Lines of at most 100 columns.
    #[default]
    Text,
    /// For a document.
    Markdown,
    /// A page that fetches nothing.
    Html,
}

/// Tells the story of every report of a document.
///
/// # Errors
/// [`RenderError::Io`] where `out` fails.
pub fn render_story(
    document: &Document,
    form: StoryForm,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let locale = Locale::new(lang);
    let stories: Vec<Story> =
        document.reports.iter().map(|report| story(document, report, &locale)).collect();
    match form {
        StoryForm::Text => each(&stories, out, |story, out| text(story, &locale, out))?,
        StoryForm::Markdown => each(&stories, out, |story, out| markdown(story, &locale, out))?,
        StoryForm::Html => html(&stories, lang, &locale, out)?,
    }
    out.flush()?;
    Ok(())
}

fn story(document: &Document, report: &Report, locale: &Locale) -> Story {
    let mut teller = Teller::new(report, locale);
    let mut paragraphs = sentences::paragraphs(&mut teller);
    if paragraphs.is_empty() {
        let period = locale.period(report.period);
        let nothing = locale.story("nothing", None, &[("period", &period)]);
        paragraphs.push(vec![Piece::Text(nothing)]);
    }
    let provisional = report.provisional.then(|| locale.story("provisional", None, &[]));
    let rounded = document.notes.iter().find(|note| note.id == "rounded");
    let first = report.first.iter().map(|note| locale.note(note));
    let rounded = rounded.map(|note| locale.note(note));
    let remarks: Vec<String> = first.chain(provisional).chain(rounded).collect();
    Story {
        title: Context::new(report, locale).title(),
        remark: (!remarks.is_empty()).then(|| remarks.join(" ")),
        paragraphs,
        footnotes: teller.footnotes(),
    }
}

/// One story after the other.
fn each(
    stories: &[Story],
    out: &mut dyn Write,
    tell: impl Fn(&Story, &mut dyn Write) -> Result<(), RenderError>,
) -> Result<(), RenderError> {
    for (index, story) in stories.iter().enumerate() {
        if index > 0 {
            writeln!(out, "\n")?;
        }
        tell(story, out)?;
    }
    Ok(())
}

/// A paragraph in one text, with its marks as a form writes them.
fn joined(
    pieces: &[Piece],
    words: impl Fn(&str) -> String,
    mark: impl Fn(usize) -> String,
) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => words(text),
        Piece::Mark(number) => mark(*number),
    };
    pieces.iter().map(piece).collect()
}

fn text(story: &Story, locale: &Locale, out: &mut dyn Write) -> Result<(), RenderError> {
    writeln!(out, "{}", story.title)?;
    let paragraphs = story
        .paragraphs
        .iter()
        .map(|pieces| joined(pieces, str::to_owned, |number| format!("[{number}]")));
    for paragraph in story.remark.clone().into_iter().chain(paragraphs) {
        writeln!(out)?;
        for line in wrap(&paragraph, WIDTH) {
            writeln!(out, "{line}")?;
        }
    }
    if story.footnotes.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    for line in wrap(&locale.story("rules", None, &[]), WIDTH) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)?;
    let widest = |of: fn(&tell::Footnote) -> &str| {
        story.footnotes.iter().map(|note| width(of(note))).max().unwrap_or_default()
    };
    let (exact, label) = (widest(|note| &note.exact), widest(|note| &note.label));
    for (index, note) in story.footnotes.iter().enumerate() {
        let mark = format!("[{}]", index + 1);
        let before = " ".repeat(exact - width(&note.exact));
        let after = " ".repeat(label - width(&note.label));
        writeln!(out, "{mark:>5}  {before}{}  {}{after}  {}", note.exact, note.label, note.place)?;
    }
    Ok(())
}

fn markdown(story: &Story, locale: &Locale, out: &mut dyn Write) -> Result<(), RenderError> {
    writeln!(out, "# {}", escaped(&story.title))?;
    if let Some(remark) = &story.remark {
        writeln!(out, "\n_{}_", escaped(remark))?;
    }
    for pieces in &story.paragraphs {
        let paragraph = joined(pieces, escaped, |number| format!("<sup>{number}</sup>"));
        writeln!(out, "\n{paragraph}")?;
    }
    if story.footnotes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}\n", escaped(&locale.story("rules", None, &[])))?;
    let [number, figure, exact, place] = heads(locale);
    writeln!(out, "| {number} | {figure} | {exact} | {place} |\n| ---: | :--- | ---: | :--- |")?;
    for (index, note) in story.footnotes.iter().enumerate() {
        let cells = [&note.label, &note.exact, &note.place].map(|text| escaped(text));
        writeln!(out, "| {} | {} |", index + 1, cells.join(" | "))?;
    }
    Ok(())
}

/// The heads of the table of exact figures.
fn heads(locale: &Locale) -> [String; 4] {
    ["head_number", "head_figure", "head_exact", "head_place"].map(|id| locale.story(id, None, &[]))
}

#[derive(Template)]
#[template(path = "story.html", config = "src/render/story/askama.toml")]
struct Html<'a> {
    lang: &'static str,
    title: &'a str,
    stories: &'a [Story],
    rules: String,
    caption: String,
    heads: [String; 4],
}

fn html(
    stories: &[Story],
    lang: Lang,
    locale: &Locale,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let page = Html {
        lang: lang.tag(),
        title: stories.last().map_or("", |story| story.title.as_str()),
        stories,
        rules: locale.story("rules", None, &[]),
        caption: locale.story("caption", None, &[]),
        heads: heads(locale),
    };
    let text = page.render().map_err(|error| std::io::Error::other(error.to_string()))?;
    out.write_all(text.as_bytes())?;
    Ok(())
}
