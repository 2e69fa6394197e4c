//! The report as a page for a browser: one file with all that it needs, which asks nobody for anything.
//!
//! It shows the same [`Page`] as the report for a terminal, and draws what can be drawn of it. There is no script in
//! it, no font and no picture from elsewhere, and its policy forbids what it does not have.

mod charts;
mod csv;
mod definitions;
mod report;
mod svg;
mod view;

use std::io::Write;

use askama::Template;

use crate::report::{DefinitionsInForce, Document, benchmarks};

use super::error::Result;
use super::locale::Locale;
use super::page::{Page, pages};
use super::provenance::sources_of_internal;
use definitions::{Definition, definitions};
use view::{Article, css_text};

pub use charts::{ChartFile, chart_files};
pub(crate) use view::{Picture, picture};

/// The page.
#[derive(Template)]
#[template(path = "page.html", config = "src/render/html/askama.toml")]
struct Whole<'a> {
    lang: &'static str,
    locale: &'a Locale,
    title: String,
    articles: Vec<Article<'a>>,
    definitions: Vec<Definition>,
    sources: Vec<String>,
    /// What stands above every printed page but the first, as a text of a style sheet.
    running: String,
}

/// Writes every report with its charts, what its figures mean, and where they come from.
pub(crate) fn write_document(document: &Document, locale: &Locale, out: &mut dyn Write) -> Result {
    if benchmarks::is_yearly(document) {
        return report::write(document, locale, out);
    }
    let pages = pages(document, locale);
    let sources = sources_of_internal(document, locale);
    write_whole(&pages, Some(&document.provenance.definitions), sources, locale, out)
}

/// Writes pages that are no report of figures.
pub(crate) fn write(pages: &[Page], locale: &Locale, out: &mut dyn Write) -> Result {
    write_whole(pages, None, Vec::new(), locale, out)
}

fn write_whole(
    pages: &[Page],
    in_force: Option<&DefinitionsInForce>,
    sources: Vec<String>,
    locale: &Locale,
    out: &mut dyn Write,
) -> Result {
    let articles: askama::Result<_> = pages
        .iter()
        .enumerate()
        .map(|(index, page)| view::article(page, index, pages.len(), locale))
        .collect();
    let title = match pages {
        [one] => one.title.clone(),
        _ => locale.phrase("html_title", &[]),
    };
    let whole = Whole {
        lang: locale.tag(),
        locale,
        running: css_text(&title),
        title,
        articles: articles?,
        definitions: in_force.map(|of| definitions(pages, of, locale)).unwrap_or_default(),
        sources,
    };
    Ok(writeln!(out, "{}", whole.render()?)?)
}

impl Whole<'_> {
    /// The level of the heading of a report: the title of the page, where there is one report.
    fn level(&self) -> usize {
        1 + usize::from(self.articles.len() > 1)
    }
}

#[cfg(test)]
mod tests;
