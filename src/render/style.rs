//! What can be chosen of the looks of what is printed.

use clap::ValueEnum;

use super::locale::Lang;

/// The formats a report can be printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// Tables for a terminal, at most 79 columns wide.
    #[value(help = "Tables for reading")]
    #[default]
    Table,
    /// The long form, one figure a row.
    #[value(help = "One figure (or case, or finding) a row")]
    Csv,
    /// The long form with its provenance.
    #[value(help = "The same for a program")]
    Json,
    /// Tables as GitHub shows them.
    #[value(help = "Tables for a document")]
    Markdown,
    /// A page for a browser, with charts.
    #[value(help = "A page for a browser, with charts and definitions: one file, nothing fetched")]
    Html,
    /// A workbook: a sheet per table, definitions, and the long form.
    #[value(help = "A workbook for a spreadsheet (report, trend, table, cohorts)")]
    Xlsx,
}

/// The forms of what is read as a text: a story, a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum TextForm {
    /// Lines of at most 79 columns.
    #[value(help = "Plain text")]
    #[default]
    Text,
    /// For a document.
    #[value(help = "For a document")]
    Markdown,
    /// A page that fetches nothing.
    #[value(help = "A page that fetches nothing")]
    Html,
    /// A document for a word processor.
    #[value(help = "A document for Word or LibreOffice")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum CsvStyle {
    /// `,`, decimal point, UTF-8, lines end in LF.
    #[value(help = "Comma, decimal point")]
    #[default]
    Plain,
    /// `;`, decimal comma, UTF-8 with a byte order mark, lines end in CR LF, texts guarded against formulas.
    #[value(help = "Semicolon, decimal comma, byte order mark")]
    ExcelNl,
}
