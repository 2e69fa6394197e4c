//! One page for a council: the report in what fits a sheet of A4, from the same facts, indicators and charts as its other
//! forms.
//!
//! What does not fit is dropped from below and never made smaller: first who is on benefit, then charts of a page with
//! many warnings.

mod docx;
mod html;
mod one_page;
mod text;

use std::io::Write;

use crate::measure::Unit;
use crate::report::headline::{Headline, headlines};
use crate::report::indicators::{self, Indicator, indicators};
use crate::report::{Document, FigureId, Group, Report, Row, TableId};

use super::chart::Chart;
use super::locale::visible;
use super::page::Line;
use super::page::{
    Context, Fact, MISSING, SUPPRESSED, cautions, change_of, chart_of_months, chart_of_reasons,
    comparisons, facts, indicator_section, status_line, tiles, value_of,
};
use super::text::WIDTH;
use super::{Lang, Locale, Result, TextForm};
use one_page::{List, ListOf, OnePage};

/// The rows of a sheet, in which a table has one for each line, and what its parts take of them.
const ROWS: usize = 58;
const CHARTS: usize = 12;
const COLUMNS: usize = 105;

/// Writes a page for every report of a document.
///
/// # Errors
/// Where `out` fails.
pub fn render_summary(
    document: &Document,
    form: TextForm,
    lang: Lang,
    out: &mut dyn Write,
) -> Result {
    let locale = Locale::new(lang);
    let mut pages = Vec::new();
    for (report, timeline) in document.reports_in_time() {
        let before = timeline.and_then(|timeline| timeline.before.as_ref());
        let months = timeline.map_or(&[][..], |timeline| &timeline.months);
        pages.push(fit(one_page(document, report, before, months, &locale)));
    }
    match form {
        TextForm::Text => text::write(&pages, out)?,
        TextForm::Markdown => text::write_markdown(&pages, &locale, out)?,
        TextForm::Html => html::write(&pages, &locale, out)?,
        TextForm::Docx => docx::write(&pages, out)?,
    }
    Ok(out.flush()?)
}

fn one_page(
    document: &Document,
    report: &Report,
    before: Option<&Report>,
    months: &[Report],
    locale: &Locale,
) -> OnePage {
    let context = Context::new(report, locale);
    let all = indicators(report, before);
    let months = chart_of_months(months, report.period, locale);
    let months = months
        .map(|lines| Chart::LineChart(super::chart::LineChart { net: None, asked: None, ..lines }));
    let reasons = chart_of_reasons(&context).map(Chart::Bars);
    let rounded = document.notes.iter().find(|note| note.id == "rounded");
    let rounded = rounded.map(|note| locale.note(note));
    let day = report.status.until(report.period).unwrap_or(report.period.to());
    let questions = match &document.provenance.publisher.contact {
        Some(contact) => locale.phrase("summary_questions", &[("contact", &visible(contact))]),
        None => locale.phrase("summary_questions_slot", &[]),
    };
    let values = [("version", document.provenance.version), ("questions", &*questions)];
    let table = indicator_section(&context, &all, before);
    let signs = [(MISSING, "legend_missing"), (SUPPRESSED, "legend_suppressed")];
    let has = |mark: &str| {
        let mut cells = table.grid.lines.iter().flat_map(|line| &line.cells);
        cells.any(|cell| cell.text == mark)
    };
    let signs = signs.into_iter().filter(|(mark, _)| has(mark));
    let signs = signs.map(|(mark, id)| locale.phrase(id, &[("mark", mark)]) + ". ");
    let source = signs.collect::<String>() + &locale.phrase("summary_source", &values);
    OnePage {
        title: context.subject(),
        stand: locale.phrase("summary_stand", &[("day", &locale.day(day))]),
        status: status_line(report, locale),
        cautions: cautions(report, locale).into_iter().chain(rounded).collect(),
        lead: lead(report, locale),
        tiles: tiles(report, locale),
        charts: [months, reasons].into_iter().flatten().collect(),
        indicators: table,
        money: money(report, &context),
        lists: lists(&context, &all),
        source,
    }
}

/// Drops what does not fit, from below: every form says the same.
fn fit(mut page: OnePage) -> OnePage {
    let is_too_long = |page: &OnePage| rows_of_sheet(page) > ROWS || lines_of_text(page) > ROWS;
    for of in [ListOf::Who, ListOf::Others] {
        if is_too_long(&page) {
            page.lists.retain(|list| list.of != of);
        }
    }
    if rows_of_sheet(&page) > ROWS {
        page.charts.clear();
    }
    page.cautions.truncate(ROWS / 3);
    page
}

/// How many lines a text takes that is so wide.
fn lines(text: &str, width: usize) -> usize {
    text.chars().count().div_ceil(width)
}

/// The rows that a sheet has to hold: lists stand two beside each other there.
fn rows_of_sheet(page: &OnePage) -> usize {
    let texts = page.cautions.iter().chain(&page.money).chain([&page.lead]);
    let list =
        |list: &List| list.items.iter().map(|item| lines(item, COLUMNS / 2)).sum::<usize>() + 2;
    let lists = page.lists.chunks(2).filter_map(|two| two.iter().map(list).max());
    let charts = if page.charts.is_empty() { 0 } else { CHARTS };
    let table = page.indicators.grid.lines.len() + 2;
    14 + texts.map(|text| lines(text, COLUMNS)).sum::<usize>()
        + lists.sum::<usize>()
        + charts
        + table
}

/// The lines that a terminal has to hold.
fn lines_of_text(page: &OnePage) -> usize {
    let money = page.money.join(" ");
    let texts = page.cautions.iter().chain([&page.lead, &page.status, &page.source, &money]);
    let list = |list: &List| list.items.iter().map(|item| lines(item, WIDTH - 2)).sum::<usize>();
    let lists: usize = page.lists.iter().map(|of| list(of) + 2).sum();
    let table = page.indicators.grid.lines.len() + 3;
    // a text breaks between words, so that it may take a line more than its letters do
    6 + texts.map(|text| lines(text, WIDTH - 4)).sum::<usize>() + page.tiles.len() + table + lists
}

/// How the number of benefits moved, and by what.
fn lead(report: &Report, locale: &Locale) -> String {
    let report = report.comparable();
    let (context, all) = (&Context::new(&report, locale), &indicators(&report, None));
    let Some(benefits) = indicators::of(all, "benefits") else { return String::new() };
    let number = value_of(context, benefits).text;
    let Some((change, comparison)) = benefits.row.change().zip(context.report.comparison) else {
        return locale.phrase("summary_number", &[("number", &number)]);
    };
    let [moved, percent] = change_of(context, benefits);
    let size = if percent.is_blank() { moved.text } else { percent.text };
    let size = size.trim_start_matches(['+', '−']);
    let ways = ["more", "fewer", "same"];
    let id = format!("summary_{}", change.by_sign(ways));
    let mut sentences = vec![locale.phrase(&id, &[("size", size), ("number", &number)])];
    let then = locale.within(comparison);
    let flow = |id: &str, name: &str| {
        let row = &indicators::of(all, id)?.row;
        let way = if row.is_nearly_the_same()? { "nearly" } else { row.change()?.by_sign(ways) };
        Some(locale.phrase(&format!("summary_{name}_{way}"), &[("then", &then)]))
    };
    if let Some((came, went)) = flow("inflow", "came").zip(flow("outflow", "went")) {
        sentences.push(format!("{came}; {went}."));
    }
    sentences.join(" ")
}

/// What was paid and what the change is worth, in the words of every other form.
fn money(report: &Report, context: &Context<'_>) -> Vec<String> {
    let locale = context.locale;
    let is_budget = |headline: &Headline<'_>| {
        matches!(headline, Headline::Budget { .. } | Headline::Forecast { .. })
    };
    let is_money = |headline: &Headline<'_>| {
        is_budget(headline) || matches!(headline, Headline::Paid(_) | Headline::Saving(_))
    };
    let facts = facts(report, locale);
    let report = report.comparable();
    let all = headlines(&report);
    let has_budget = all.iter().any(is_budget);
    let sums = all.into_iter().zip(facts).filter(|(of, _)| is_money(of));
    let mut sentences: Vec<String> = sums.map(|(_, fact)| sentence(&fact)).collect();
    if !sentences.is_empty() && !has_budget {
        sentences.push(locale.phrase("summary_no_budget", &[]));
    }
    sentences
}

/// A fact as a sentence.
fn sentence(Fact { number, text, .. }: &Fact) -> String {
    let text = format!("{number} {text}");
    if text.ends_with('.') { text } else { text + "." }
}

/// What a reader should know about the numbers.
const KNOW: [&str; 3] = ["know_couple", "know_work", "know_cause"];

/// Who is on benefit, and what to know.
fn lists(context: &Context<'_>, all: &[Indicator]) -> Vec<List> {
    let locale = context.locale;
    let mut who = Vec::new();
    for (table, group) in [
        (TableId::CaseloadByDuration, "5y+"),
        (TableId::CaseloadByAge, "55+"),
        (TableId::CaseloadByAge, "<27"),
    ] {
        let table = context.report.table(table);
        let mut rows = table.into_iter().flat_map(|table| table.groups(FigureId::StockEnd));
        let is_it = |row: &&Row| {
            row.unit == Unit::Benefits && row.group == Group::Declared(group.to_owned())
        };
        let Some(row) = rows.find(is_it).filter(|row| row.share().is_some()) else { continue };
        who.push(share_of(context, row, &locale.group(&row.group)));
    }
    if let Some(beside) = indicators::of(all, "works_beside").filter(|of| of.row.share().is_some())
    {
        who.push(share_of(context, &beside.row, &locale.phrase("who_works", &[])));
    }
    let know = KNOW.map(|id| locale.phrase(id, &[])).into();
    let mut lists = vec![List { of: ListOf::Know, title: locale.phrase("know", &[]), items: know }];
    if !who.is_empty() {
        lists.insert(0, List { of: ListOf::Who, title: locale.phrase("who", &[]), items: who });
    }
    lists.extend(beside(context));
    lists
}

/// So many targets, and so many figures beside those of others, have room.
const TARGETS_MOST: usize = 5;
const OTHERS_MOST: usize = 3;

/// A figure, what it is held against, and what is between them; what part of a target it is follows from these.
const CELLS: usize = 3;

/// Figures beside what they are held against, where `outflow.toml` says it.
fn beside(context: &Context<'_>) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    for section in comparisons(context) {
        let of =
            if section.table == Some(TableId::Targets) { ListOf::Targets } else { ListOf::Others };
        let item = |line: &Line| {
            let heads = section.grid.columns.iter().map(|column| column.head.join(" "));
            let cells = heads.zip(&line.cells).filter(|(_, cell)| !cell.is_blank());
            let most = if of == ListOf::Targets { CELLS } else { usize::MAX };
            let cells = cells.take(most);
            let cells: Vec<String> =
                cells.map(|(head, cell)| format!("{head} {}", cell.text.trim())).collect();
            format!("{}: {}", line.label, cells.join(", "))
        };
        let items = section.grid.lines.iter().map(item);
        match lists.iter_mut().find(|list| list.title == section.title) {
            Some(list) => list.items.extend(items),
            None => lists.push(List { of, title: section.title.clone(), items: items.collect() }),
        }
    }
    for list in &mut lists {
        list.items.truncate(if list.of == ListOf::Targets { TARGETS_MOST } else { OTHERS_MOST });
    }
    lists
}

/// `46.6% 5 years and over (2017: 43.5%)`.
fn share_of(context: &Context<'_>, row: &Row, group: &str) -> String {
    let [now, before, _] = context.shares(row);
    let mut text = format!("{now} {group}");
    if let Some(earlier) = context.earlier.as_ref().filter(|_| !before.is_blank()) {
        text = format!("{text} ({earlier}: {before})");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn page() -> OnePage {
        let document = fixture::heerlen();
        let locale = Locale::new(Lang::En);
        one_page(&document, &document.reports[0], None, &[], &locale)
    }

    #[test]
    fn what_does_not_fit_goes_from_below() {
        let page = OnePage {
            lists: vec![
                List { of: ListOf::Who, title: "who".to_owned(), items: vec!["a".to_owned()] },
                page().lists.pop().unwrap(),
            ],
            ..page()
        };
        assert_eq!(fit(page.clone()), page, "a page without warnings has room");
        let mut full = page.clone();
        full.cautions = vec!["x".repeat(COLUMNS); 24];
        let fitted = fit(full);
        assert_eq!(fitted.lists, page.lists[1..], "who is on benefit goes first");
        assert_eq!(fitted.indicators, page.indicators, "the indicators stay");
    }

    #[test]
    fn two_numbers_are_nearly_the_same_within_one_in_fifty() {
        let row = |now, then| {
            fixture::row(FigureId::Outflow, Group::Total, Unit::Benefits, now).was(then)
        };
        assert_eq!(row(1492, 1483).is_nearly_the_same(), Some(true));
        assert_eq!(row(102, 100).is_nearly_the_same(), Some(true));
        assert_eq!(row(103, 100).is_nearly_the_same(), Some(false));
        assert_eq!(row(100, 100).is_nearly_the_same(), Some(false), "they are the same");
    }

    #[test]
    fn the_lead_says_how_the_number_moved_and_by_what() {
        assert_eq!(
            page().lead,
            "The number of benefits fell by 4.2% to 5,758. About as many benefits began as in 2017; more ended."
        );
    }
}
