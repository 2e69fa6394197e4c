//! What can be chosen of the looks of what is printed.

use super::locale::Lang;

/// The formats a report can be printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Tables for a terminal, at most 79 columns wide.
    #[default]
    Table,
    /// The long form, one figure a row.
    Csv,
    /// The long form with its provenance.
    Json,
    /// Tables as GitHub shows them.
    Markdown,
    /// A page for a browser, with charts.
    Html,
    /// A workbook: a sheet per table, definitions, and the long form.
    Xlsx,
}

/// The forms of what is read as a text: a story, a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextForm {
    /// Lines of at most 79 columns.
    #[default]
    Text,
    /// For a document.
    Markdown,
    /// A page that fetches nothing.
    Html,
    /// A document for a word processor.
    Docx,
}

/// What can be chosen of the looks of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one thing that can be chosen")]
pub struct Style {
    /// The language of titles, notes and numbers; identifiers never change.
    pub lang: Lang,
    /// The dialect of CSV.
    pub csv_style: CsvStyle,
    /// Whether tables and Markdown end with where the figures come from.
    pub provenance: bool,
    /// Whether tables for a terminal have bars beside their groups.
    pub chart: bool,
    /// Whether tables and Markdown of a report are the facts and a few short tables, and not every table.
    pub brief: bool,
    /// Whether a terminal shows bold, faint and yellow.
    pub color: bool,
}

/// Which dialect of CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CsvStyle {
    /// `,`, decimal point, UTF-8, lines end in LF.
    #[default]
    Plain,
    /// `;`, decimal comma, UTF-8 with a byte order mark, lines end in CR LF, texts guarded against formulas.
    ExcelNl,
}
