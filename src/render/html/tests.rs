//! What a page is made of.

use super::*;
use crate::render::{Format, Lang, Style, text_of};
use crate::report::fixture::{self, label};

fn page(document: &Document, lang: Lang) -> String {
    text_of(document, Format::Html, Style { lang, ..Style::default() })
}

/// The main part, without the style sheet.
fn main_part(document: &Document, lang: Lang) -> String {
    let page = page(document, lang);
    page.split_once("<main").map_or_else(String::new, |(_, main)| main.to_owned())
}

#[test]
fn one_report_has_one_title_and_headings_in_their_order() {
    let page = page(&fixture::heerlen(), Lang::Nl);
    assert_eq!(page.matches("<h1").count(), 1);
    let levels: Vec<u32> = page
        .match_indices("<h")
        .filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10))
        .collect();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert!(
        page.contains("<html lang=\"nl\">")
            && page.contains("<title>Bijstand en werk in Heerlen, 2018")
    );
}

#[test]
fn several_reports_stand_under_one_title() {
    let mut document = fixture::small();
    document.reports.push(document.reports[0].clone());
    let page = page(&document, Lang::En);
    assert_eq!(page.matches("<h1").count(), 1);
    assert_eq!(page.matches("<article ").count(), 2);
    let ids: Vec<&str> =
        page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for (index, id) in ids.iter().enumerate() {
        assert!(!ids[..index].contains(id), "{id} twice");
    }
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&link), "{link} leads nowhere");
    }
}

#[test]
fn marks_are_read_out_as_words() {
    let main = main_part(&fixture::small(), Lang::En);
    let missing = "<span aria-hidden=\"true\">·</span><span class=vh>not available</span>";
    assert!(main.contains(missing), "{main}");
    assert!(main.contains("<span aria-hidden=\"true\">x</span><span class=vh>suppressed</span>"));
}

#[test]
fn text_of_the_data_is_no_markup() {
    let mut document = fixture::small();
    let text = "</style><script>alert(1)</script>&\"'\u{202e}";
    document.reports[0].name = text.to_owned();
    for row in &mut document.reports[0].tables[0].rows[1..] {
        row.group = label(text);
        row.value = crate::report::Cell::count(7);
    }
    let page = page(&document, Lang::En);
    assert!(!page.contains("<script") && !page.contains('\u{202e}'), "{page}");
    assert_eq!(page.matches("</style>").count(), 1);
    assert!(page.contains("alert(1)"), "it is shown, not dropped");
}

#[test]
fn units_span_their_columns() {
    let main = main_part(&fixture::heerlen(), Lang::En);
    let head = "<th scope=colgroup colspan=4>benefits";
    assert!(main.contains(head), "{main}");
}

#[test]
fn every_figure_of_a_table_is_defined_once() {
    let main = main_part(&fixture::heerlen(), Lang::Nl);
    for figure in ["stock_end", "outflow_rate", "into_work", "savings_stock"] {
        assert_eq!(main.matches(&format!("id=\"def-{figure}\"")).count(), 1, "{figure}");
    }
}

#[test]
fn a_page_with_nothing_known_is_a_page() {
    let mut document = fixture::heerlen();
    for row in document.reports[0].tables.iter_mut().flat_map(|table| &mut table.rows) {
        row.value = crate::report::Cell::Missing(crate::report::Missing::OutsideCoverage);
    }
    let main = main_part(&document, Lang::En);
    assert!(!main.contains("role=\"img\"") && main.contains("class=\"notes\""), "{main}");
}
