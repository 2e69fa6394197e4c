//! The page for a browser: it prints on one sheet of A4, and fetches nothing.

use std::io::Write;

use askama::Template;

use super::super::html::{Picture, picture};
use super::super::{Locale, Result};
use super::one_page::OnePage;

#[derive(Template)]
#[template(path = "summary.html", config = "src/render/summary/askama.toml")]
struct Whole<'a> {
    lang: &'static str,
    title: &'a str,
    locale: &'a Locale,
    pages: Vec<Drawn<'a>>,
}

/// A page with its charts drawn.
struct Drawn<'a> {
    page: &'a OnePage,
    charts: Vec<Picture>,
    id: String,
}

pub(super) fn write(pages: &[OnePage], locale: &Locale, out: &mut dyn Write) -> Result {
    let mut drawn = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let id = format!("p{}", index + 1);
        let mut charts = Vec::new();
        for (number, chart) in page.charts.iter().enumerate() {
            charts.push(picture(chart, &format!("{id}c{number}"), locale)?);
        }
        drawn.push(Drawn { page, charts, id });
    }
    let title = pages.last().map_or("", |page| page.title.as_str());
    let whole = Whole { lang: locale.tag(), title, locale, pages: drawn };
    Ok(writeln!(out, "{}", whole.render()?)?)
}
