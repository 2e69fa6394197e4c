//! A report into bytes: one file per format, and the one function that picks it.
//!
//! A renderer computes no figure: what it prints stands in the [`Document`](crate::report::Document) already. `csv` and
//! `json` carry the long form (`long`); `text` and `markdown` print the readable pages that `page` lays out in the words
//! of a [`Locale`], and `xlsx` makes a workbook of both.

mod cases;
mod chart;
mod csv;
mod definition;
mod document;
mod docx;
mod error;
mod explain;
mod html;
mod json;
mod labels;
mod locale;
mod long;
mod markdown;
mod messages;
mod number;
mod page;
mod print;
mod provenance;
mod quality;
mod rejects;
mod revision;
mod story;
mod style;
mod summary;
mod template;
mod text;
mod xlsx;

pub use self::error::{RenderError, Result};
pub use self::html::{ChartFile, chart_files};
pub use self::labels::FigureLabels;
pub use self::locale::{EuroDecimals, Lang, Locale, visible};
pub(crate) use self::messages::{help as help_in, message as message_in, paragraphs as help_of};
#[cfg(test)]
pub(crate) use self::print::text_of;
pub(crate) use self::print::{Printable, print};
pub use self::provenance::provenance_lines;
pub(crate) use self::rejects::{refused_rows, rejected_rows};
pub use self::story::{render_story, render_trace};
pub use self::style::{CsvStyle, Format, Style, TextForm};
pub use self::summary::render_summary;
