//! The sheet to begin with: whose figures, of when, the headlines, what is in the workbook, and what it was made from.

use rust_xlsxwriter::{Format, RowNum, Url};

use crate::period::Period;
use crate::render::error::Result;
use crate::report::{Document, Layout, Report, distinct};

use super::super::locale::{Locale, visible};
use super::super::page::{Context, MadeOf, Page, SUPPRESSED, cautions, status_line};
use super::super::provenance::{publisher_line, sources_of_internal};
use super::book::{SheetWriter, WorkbookWriter};
use super::look::Form;
use super::number::{Number, form};
use super::text;

/// Before a sentence that has to be read before any figure.
const CAUTION: &str = "!";

/// How the words for an empty cell are found.
const MISSING_SIGN: &str = "sign_empty";

/// The widths of its two columns.
const WIDTHS: [usize; 2] = [30, 120];

/// What stands above the table of a sheet: its title, what is counted, and how complete the data of a report are.
pub(super) fn heading(
    sheet_writer: &mut SheetWriter<'_>,
    title: &str,
    about: &str,
    report: &Report,
    locale: &Locale,
) -> Result {
    let title = format!("{title}: {}", Context::new(report, locale).subject());
    sheet_writer.text((0, 0), &title, Form::Title)?;
    sheet_writer.text((1, 0), about, Form::About)?;
    let status = [status_line(report, locale)].into_iter().chain(cautions(report, locale));
    sheet_writer.text((2, 0), &status.collect::<Vec<_>>().join(" "), Form::About)
}

/// Writes the sheet. `contents` are the names of the other sheets, each with what it is.
pub(super) fn write(
    book: &mut WorkbookWriter,
    name: &str,
    document: &Document,
    pages: &[Page],
    contents: &[(String, String)],
    locale: &Locale,
) -> Result {
    let mut front = Front { sheet_writer: book.sheet(name)?, row: 0, locale };
    if let Some(last) = pages.last() {
        let report = document.reports.last().filter(|_| document.layout == Layout::Separate);
        let title =
            report.map_or_else(|| last.title.clone(), |of| Context::new(of, locale).subject());
        front.line(&title, "", Form::Title)?;
        let publisher = publisher_line(document, locale);
        if !publisher.is_empty() {
            front.line(&publisher, "", Form::About)?;
        }
        front.line(&last.status, "", Form::About)?;
        front.cautions(pages)?;
        if !last.subtitle.is_empty() {
            front.line(&last.subtitle, "", Form::About)?;
        }
    }
    front.span(document)?;
    if document.layout == Layout::Separate {
        for page in pages {
            front.facts(page, pages.len() > 1)?;
        }
    }
    front.contents(contents)?;
    let signs = [(MISSING_SIGN, "not_available"), (SUPPRESSED, "suppressed")];
    let signs =
        signs.map(|(sign, word)| format!("{} = {}", locale.phrase(sign, &[]), locale.word(word)));
    front.part(&locale.phrase("signs", &[]), signs.iter().map(String::as_str))?;
    let notes = distinct(pages.iter().flat_map(|page| &page.notes));
    front.part(locale.word("notes"), notes.into_iter().map(String::as_str))?;
    let sources = sources_of_internal(document, locale);
    front.part(locale.word("sources"), sources.iter().map(String::as_str))?;
    front.sheet_writer.widths(WIDTHS)?;
    front.sheet_writer.finish()
}

struct Front<'a> {
    sheet_writer: SheetWriter<'a>,
    row: RowNum,
    locale: &'a Locale,
}

impl Front<'_> {
    fn line(&mut self, label: &str, text: &str, form: Form) -> Result {
        self.sheet_writer.text((self.row, 0), label, form)?;
        self.sheet_writer.text((self.row, 1), text, Form::Long)?;
        self.sheet_writer.heighten(self.row, [(text, WIDTHS[1])])?;
        self.row += 1;
        Ok(())
    }

    /// What has to be read before any figure, once.
    fn cautions(&mut self, pages: &[Page]) -> Result {
        let mut sentences = distinct(pages.iter().flat_map(|page| &page.first)).into_iter();
        sentences.try_for_each(|sentence| self.line(CAUTION, sentence, Form::Part))
    }

    fn title(&mut self, title: &str) -> Result {
        self.row += 1;
        self.line(title, "", Form::Part)
    }

    /// Lines under a title; nothing where there are none.
    fn part<'t>(&mut self, title: &str, lines: impl Iterator<Item = &'t str>) -> Result {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return Ok(());
        }
        self.title(title)?;
        for line in lines {
            self.line("", line, Form::Words)?;
        }
        Ok(())
    }

    /// The period, what it is compared with, and what the data covers, as days.
    fn span(&mut self, document: &Document) -> Result {
        let locale = self.locale;
        self.row += 1;
        let Some((first, last)) = document.reports.first().zip(document.reports.last()) else {
            return Ok(());
        };
        let span = Period::new(first.period.from(), last.period.to()).unwrap_or(last.period);
        let mut spans = vec![(locale.word("period").to_owned(), span)];
        let comparison = last.comparison.filter(|_| document.layout == Layout::Separate);
        spans.extend(comparison.map(|span| (locale.word("comparison_period").to_owned(), span)));
        for dataset in &document.provenance.datasets {
            let label = format!("{}: {}", locale.word("coverage"), visible(&dataset.name));
            spans.push((label, dataset.coverage));
        }
        for (label, span) in spans {
            self.sheet_writer.text((self.row, 0), &label, Form::Words)?;
            self.sheet_writer.day((self.row, 1), span.from())?;
            self.row += 1;
            self.sheet_writer.text((self.row, 0), locale.word("until"), Form::Indented)?;
            self.sheet_writer.day((self.row, 1), span.to())?;
            self.row += 1;
        }
        Ok(())
    }

    /// The facts of one report.
    fn facts(&mut self, page: &Page, named: bool) -> Result {
        if page.facts.is_empty() {
            return Ok(());
        }
        let title = self.locale.word("headline");
        self.title(&if named { format!("{title}: {}", page.title) } else { title.to_owned() })?;
        for fact in &page.facts {
            if let MadeOf::Number { value, .. } = fact.number.made_of {
                let number = Number::of_value(value);
                self.sheet_writer.number((self.row, 0), &number, form(value, false))?;
            }
            // apart from the number, which stands at the right of its cell
            self.sheet_writer.text((self.row, 1), &fact.text, Form::Indented)?;
            self.row += 1;
            if let Some(detail) = &fact.detail {
                self.sheet_writer.text((self.row, 1), detail, Form::Indented)?;
                self.row += 1;
            }
        }
        Ok(())
    }

    /// The other sheets, each a link.
    fn contents(&mut self, contents: &[(String, String)]) -> Result {
        self.title(self.locale.word("contents"))?;
        for (name, about) in contents {
            let link = format!("internal:'{}'!A1", name.replace('\'', "''"));
            let url = Url::new(link).set_text(text::cell(about));
            self.sheet_writer.sheet.write_url_with_format(
                self.row,
                1,
                url,
                &Format::new().set_hyperlink(),
            )?;
            self.row += 1;
        }
        Ok(())
    }
}
