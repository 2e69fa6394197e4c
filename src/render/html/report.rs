//! A report as a page: eleven sections in a fixed order, six charts, and a table for everything that is counted, those that
//! few read folded away.

use std::borrow::Cow;
use std::io::Write;

use askama::Template;

use super::definitions::{Definition, definitions};
use super::view::{self, Picture, Table, css_text, picture};
use super::{csv, svg};
use crate::render::error::Result;
use crate::render::locale::Locale;
use crate::render::page::{
    Context, Page, Section, Tile, full_pages, indicator_section, months_of, tiles,
};
use crate::render::provenance::{publisher_line, sources_of_internal};
use crate::report::indicators::indicators;
use crate::report::{Document, Report, Timeline, is_one_of};

/// A section: its id, the tables that are open, and those that are folded, by id or by how their ids begin.
struct Part {
    id: &'static str,
    open: &'static [&'static str],
    folded: &'static [&'static str],
}

/// The sections with tables, in their order.
const PARTS: [Part; 7] = [
    Part {
        id: "flows",
        open: &["caseload", "outflow_by_reason", "inflow_by_start_reason"],
        folded: &["outflow_by_*", "pension_by_scheme", "inflow_by_*"],
    },
    Part {
        id: "work",
        open: &["into_work", "placements_by_sector"],
        folded: &["placements_by_employer", "wage_value"],
    },
    Part {
        id: "programmes",
        open: &["programmes"],
        folded: &["programme_kinds", "programme_results", "participation"],
    },
    Part {
        id: "composition",
        open: &["caseload_by_*", "duration", "income"],
        folded: &["target_groups", "profile"],
    },
    Part { id: "lasting", open: &["retention"], folded: &[] },
    Part { id: "money", open: &["savings", "budget"], folded: &[] },
    Part {
        id: "yardsticks",
        open: &["targets", "benchmark", "benchmark_regions", "rates"],
        folded: &[],
    },
];

/// The page.
#[derive(Template)]
#[template(path = "report.html", config = "src/render/html/askama.toml")]
struct Whole<'a> {
    lang: &'static str,
    locale: &'a Locale,
    title: String,
    articles: Vec<Article<'a>>,
    definitions: Vec<Definition>,
    sources: Vec<String>,
    publisher: String,
    /// What stands above every printed page but the first, as a text of a style sheet.
    running: String,
}

/// One report.
struct Article<'a> {
    /// The beginning of the ids in it, for there may be several reports on a page.
    id: String,
    title: String,
    compared: String,
    stand: String,
    page: &'a Page,
    /// Each with its line through the months, where that is known.
    tiles: Vec<(Tile, Option<String>)>,
    indicators: Option<Table>,
    months: Option<Months>,
    parts: Vec<Filled>,
}

/// The timeline by month.
struct Months {
    picture: Picture,
    table: Option<Table>,
}

/// A section with what is in it.
#[derive(Default)]
struct Filled {
    id: String,
    title: String,
    /// Whether its tables stand two beside each other.
    is_paired: bool,
    pictures: Vec<Picture>,
    open: Vec<Table>,
    folded: Vec<Table>,
}

/// Writes the page.
pub(super) fn write(document: &Document, locale: &Locale, out: &mut dyn Write) -> Result {
    let pages = full_pages(document, locale);
    let several = pages.len() > 1;
    let mut articles = Vec::new();
    for (index, (page, (report, timeline))) in
        pages.iter().zip(document.reports_in_time()).enumerate()
    {
        let id = if several { format!("r{}-", index + 1) } else { String::new() };
        articles.push(article(id, page, report, timeline, locale)?);
    }
    let title = match articles.as_slice() {
        [one] => one.title.clone(),
        _ => locale.phrase("html_title", &[]),
    };
    let mut definitions = definitions(&pages, &document.provenance.definitions, locale);
    // `outflow explain` has the source of a definition, and what outflow.toml could change
    let kept = [locale.word("formula"), locale.word("explain_whole")];
    for of in &mut definitions {
        of.facts.retain(|(name, _)| kept.contains(&&**name));
    }
    let sources = sources_of_internal(document, locale);
    let publisher = publisher_line(document, locale);
    let lang = locale.tag();
    let running = css_text(&title);
    let whole = Whole { lang, locale, title, articles, definitions, sources, publisher, running };
    let text = whole.render()?;
    out.write_all(unbroken(&text).as_bytes())?;
    writeln!(out)?;
    Ok(())
}

/// A sign stays with its number, and a number with its unit, at the end of a line.
fn unbroken(text: &str) -> Cow<'_, str> {
    let text = text.replace("€ ", "€\u{a0}");
    let units = [" mln", " pp", " miljoen", " million"];
    units.iter().fold(Cow::Owned(text), |text, unit| {
        let mut joined = String::with_capacity(text.len());
        let mut rest = &*text;
        while let Some(at) = rest.find(unit) {
            let (before, after) = rest.split_at(at);
            joined.push_str(before);
            joined.push(if before.ends_with(|c: char| c.is_ascii_digit()) {
                '\u{a0}'
            } else {
                ' '
            });
            rest = &after[1..];
        }
        joined.push_str(rest);
        Cow::Owned(joined)
    })
}

fn article<'a>(
    id: String,
    page: &'a Page,
    report: &Report,
    timeline: Option<&Timeline>,
    locale: &Locale,
) -> askama::Result<Article<'a>> {
    let context = Context::new(report, locale);
    let before = timeline.and_then(|timeline| timeline.before.as_ref());
    let all = indicators(report, before);
    let of_months = page.sections.iter().find(|section| section.is_timeline);
    let months = match of_months.and_then(|section| Some((section, section.charts.first()?))) {
        Some((section, chart)) => Some(Months {
            picture: picture(chart, &format!("{id}m"), locale)?,
            table: Some(table(section, format!("{id}mt"), locale)),
        }),
        None => None,
    };
    let indicators = if all.is_empty() {
        None
    } else {
        let section = indicator_section(&context, &all, before);
        Some(table(&section, format!("{id}k"), locale))
    };
    let parts = parts(&id, page, of_months, locale)?;
    let day = report.status.until(report.period).unwrap_or(report.period.to());
    Ok(Article {
        title: context.subject(),
        compared: context.compared_with().unwrap_or_default(),
        stand: locale.phrase("summary_stand", &[("day", &locale.day(day))]),
        page,
        tiles: with_lines(tiles(report, locale), timeline),
        indicators,
        months,
        parts,
        id,
    })
}

/// The sections of the page that are filled, in their order, each with what is drawn and tabled of it; the months stand
/// apart.
fn parts(
    id: &str,
    page: &Page,
    of_months: Option<&Section>,
    locale: &Locale,
) -> askama::Result<Vec<Filled>> {
    let mut parts = Vec::new();
    let mut taken: Vec<&Section> = of_months.into_iter().collect();
    for part in &PARTS {
        let mut filled = Filled {
            id: format!("{id}{}", part.id),
            title: locale.heading(&format!("part_{}", part.id)).to_owned(),
            is_paired: part.id == "composition",
            ..Filled::default()
        };
        for names in [part.open, part.folded] {
            for section in &page.sections {
                if taken.iter().any(|of| std::ptr::eq(*of, section))
                    || !section.table.is_some_and(|table| is_one_of(table, names))
                {
                    continue;
                }
                taken.push(section);
                let number = taken.len();
                for (place, chart) in section.charts.iter().enumerate() {
                    let id = format!("{id}c{number}-{place}");
                    filled.pictures.push(picture(chart, &id, locale)?);
                }
                let table = table(section, format!("{id}t{number}"), locale);
                if std::ptr::eq(names, part.open) {
                    filled.open.push(table);
                } else {
                    filled.folded.push(table);
                }
            }
        }
        if !(filled.open.is_empty() && filled.folded.is_empty()) {
            parts.push(filled);
        }
    }
    Ok(parts)
}

/// Each number with its line through the months.
fn with_lines(tiles: Vec<Tile>, timeline: Option<&Timeline>) -> Vec<(Tile, Option<String>)> {
    let months = timeline.map_or(&[][..], |timeline| &timeline.months);
    let line = |tile: &Tile| svg::spark::draw(&months_of(tile, months));
    tiles.into_iter().map(|tile| (tile.clone(), line(&tile))).collect()
}

/// A table as the page has it, with a link that saves it.
fn table(section: &Section, id: String, locale: &Locale) -> Table {
    let csv = csv::link(&section.grid);
    Table { csv: Some(csv), ..view::bare(section, id, locale) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_units_stay_with_their_number() {
        assert_eq!(unbroken("€ 2,3 miljoen, +1,6 pp"), "€\u{a0}2,3\u{a0}miljoen, +1,6\u{a0}pp");
        assert_eq!(unbroken("een miljoen, app pp"), "een miljoen, app pp");
    }

    #[test]
    fn every_table_of_the_report_is_in_a_section() {
        for id in crate::report::table_ids() {
            let named =
                PARTS.iter().filter(|part| is_one_of(id, part.open) || is_one_of(id, part.folded));
            assert_eq!(named.count(), 1, "{id}");
        }
    }
}
