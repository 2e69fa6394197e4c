//! The charts of a page, each as a picture of its own: with its title, what is measured, where it comes from, and what it shows
//! for those who do not see it. Colours stand in it as they are: not every program knows the names of a style sheet.

use super::svg;
use crate::render::chart::Chart;
use crate::render::error::Result;
use crate::render::locale::Lang;
use crate::render::locale::{Locale, visible};
use crate::render::page::{chart_of_months, pages};
use crate::report::Document;
use crate::report::TableId;

/// Above and below a chart, for its title and its source, and the room around it.
const ABOVE: i64 = 52;
const BELOW: i64 = 24;
const AROUND: i64 = 12;

const STYLES: &str = include_str!("chart.css");
const FONT: &str = "font-family:'Segoe UI','Noto Sans','Liberation Sans',Arial,sans-serif";
const HATCH: &str = "<defs><pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"hatch-ground\" width=\"5\" height=\"5\"/><rect class=\"hatch-line\" width=\"2.2\" height=\"5\"/></pattern></defs>";

/// A picture in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartFile {
    /// The name of the file.
    pub name: String,
    /// The picture.
    pub svg: String,
}

/// Every chart of the page of a document.
///
/// # Errors
/// Where the template of a chart cannot be filled.
pub fn chart_files(document: &Document, lang: Lang) -> Result<Vec<ChartFile>> {
    let locale = Locale::new(lang);
    let pages = pages(document, &locale);
    let several = pages.len() > 1;
    let mut files = Vec::new();
    for (index, (page, (report, timeline))) in
        pages.iter().zip(document.reports_in_time()).enumerate()
    {
        let before = if several { format!("{}-", index + 1) } else { String::new() };
        let mut charts = Vec::new();
        if let Some(timeline) = timeline {
            let months = chart_of_months(&timeline.months, report.period, &locale);
            charts.extend(months.map(|months| ("months", Chart::LineChart(months))));
        }
        for section in page.sections.iter().filter(|section| !section.is_timeline) {
            let table = section.table.map_or("", TableId::id);
            charts.extend(section.charts.iter().map(|chart| (table, chart.clone())));
        }
        let source = source(document, &visible(&report.name), &locale);
        for (table, chart) in charts {
            let name = format!("{before}{table}.svg");
            files.push(ChartFile { name, svg: picture(&chart, &source, &locale)? });
        }
    }
    Ok(files)
}

/// Where the numbers come from.
fn source(document: &Document, name: &str, locale: &Locale) -> String {
    let publisher = document.provenance.publisher.name.as_deref();
    let name = publisher.map_or_else(|| name.to_owned(), visible);
    format!("{}: {name}, outflow {}", locale.word("source"), document.provenance.version)
}

fn picture(chart: &Chart, source: &str, locale: &Locale) -> askama::Result<String> {
    let drawn = svg::draw(chart, "c", locale)?;
    let [width, height] = size(&drawn).unwrap_or([360, 240]);
    let inner = drawn.replacen(
        "<svg ",
        &format!("<svg x=\"{AROUND}\" y=\"{ABOVE}\" width=\"{width}\" height=\"{height}\" "),
        1,
    );
    let (wide, high) = (width + 2 * AROUND, height + ABOVE + BELOW);
    let text = |y: i64, class: &str, text: &str| {
        format!("<text class=\"{class}\" x=\"{AROUND}\" y=\"{y}\">{}</text>\n", escaped(text))
    };
    let said = escaped(&format!("{}. {}", chart.title(), chart.subtitle()));
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"{}\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" role=\"img\" aria-label=\"{said}\">\n<style>\n{}.title{{font-size:15px;font-weight:600}}\n.about{{font-size:12px;fill:#53606d}}\ntext{{{FONT}}}\n</style>\n{HATCH}\n<rect width=\"{wide}\" height=\"{high}\" fill=\"#fff\"/>\n{}{}{inner}\n{}</svg>\n",
        locale.tag(),
        styles(),
        text(20, "title", chart.title()),
        text(38, "about", chart.subtitle()),
        text(high - 8, "about", source),
    ))
}

/// The width and the height of a drawing, from what it says of itself.
fn size(drawn: &str) -> Option<[i64; 2]> {
    let (_, rest) = drawn.split_once("viewBox=\"0 0 ")?;
    let (width, rest) = rest.split_once(' ')?;
    let (height, _) = rest.split_once('"')?;
    Some([width.parse().ok()?, height.parse().ok()?])
}

/// The style sheet of charts with the colours of paper in the place of their names.
fn styles() -> String {
    let mut lines = STYLES.lines();
    let names = lines.next().unwrap_or_default();
    let names = names.trim_start_matches(":root{").trim_end_matches('}');
    let colours: Vec<(&str, &str)> = names
        .split(';')
        .filter_map(|pair| pair.split_once(':'))
        .filter(|(name, _)| name.starts_with("--"))
        .collect();
    let rules = lines.filter(|line| !line.starts_with("@media"));
    let mut text: String = rules.flat_map(|line| [line, "\n"]).collect();
    for (name, colour) in colours {
        text = text.replace(&format!("var({name})"), colour);
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn a_picture_stands_by_itself() {
        let files = chart_files(&fixture::heerlen(), Lang::En).unwrap();
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(
            names,
            ["caseload.svg", "into_work.svg", "placements_by_sector.svg", "programmes.svg"]
        );
        for ChartFile { name, svg } in &files {
            assert!(!svg.contains("var("), "{name}: every colour stands in it");
            assert!(svg.contains("Source: Heerlen, outflow 0.1.0"), "{name}");
            assert!(svg.contains("aria-label=\"") && svg.contains("<title "), "{name}");
        }
    }

    #[test]
    fn text_of_the_data_is_no_markup() {
        assert_eq!(escaped("a & <b> \"c\""), "a &amp; &lt;b> &quot;c&quot;");
    }
}
