//! The options that say in which form something is printed and where to, shared by the commands that count.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::choice::usage;
use super::defaults::Defaults;
use super::target::{Ending, TargetOptions};
use crate::output::Target;
use crate::render::{CsvStyle, Format, Lang, Style};

/// The form and the place, as they are typed, with what only a report has.
#[derive(Debug, Args)]
pub(super) struct OutputOptions {
    #[command(flatten)]
    form: FormOptions,
    /// End with where the figures come from: files, sizes, SHA-256, rows, definitions
    #[arg(long, help_heading = "Output")]
    provenance: bool,
}

/// The form and the place, as they are typed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct FormOptions {
    /// The form [default: that of the ending of --output, else table, but csv for `cases` and where --csv is given]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The dialect of CSV: plain, or for a Dutch Excel (`;`, decimal comma, formulas guarded)
    #[arg(long, value_enum)]
    csv: Option<CsvStyle>,
    #[command(flatten)]
    target: TargetOptions,
    /// Bold, faint and yellow on a terminal: auto, always or never [auto: unless NO_COLOR, CLICOLOR=0 or TERM=dumb]
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorOption::Auto, hide_default_value = true)]
    color: ColorOption,
    /// Language of titles, notes and numbers; ids stay the same [default: OUTFLOW_LANG, else that of the system]
    #[arg(long, value_enum)]
    lang: Option<Lang>,
}

/// Whether tables are drawn in.
#[derive(Debug, Args)]
pub(super) struct ChartOptions {
    /// Draw bars beside the groups of tables, and months as lines of blocks; no colour is needed
    #[arg(long, help_heading = "Output")]
    chart: bool,
}

/// Where pictures of charts go.
#[derive(Debug, Args)]
pub(super) struct PictureOptions {
    /// Write each chart of the page as an SVG file into this folder, which has to be empty or new
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    charts: Option<PathBuf>,
}

impl PictureOptions {
    /// The folder.
    pub(super) fn folder(self) -> Option<PathBuf> {
        self.charts
    }
}

impl ChartOptions {
    /// Whether charts are asked for; only a table has room for them.
    pub(super) fn wanted(&self, output: &OutputRequest) -> Result<bool, clap::Error> {
        if self.chart && output.format != Format::Table {
            return Err(usage(
                "--chart draws in tables for a terminal, not in another --format; a page \
                 (--format html) has its own charts",
            ));
        }
        Ok(self.chart)
    }
}

/// When texts are styled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorOption {
    /// On a terminal that shows it
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl ColorOption {
    fn is_on(self, defaults: &Defaults) -> bool {
        match self {
            Self::Auto => defaults.terminal && defaults.color,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// In which form, and where to.
#[derive(Debug, Clone)]
pub(crate) struct OutputRequest {
    /// The form.
    pub(crate) format: Format,
    /// Its looks.
    pub(crate) style: Style,
    /// The file to write; standard output where there is none.
    pub(crate) target: Option<Target>,
    /// The folder into which every chart of a page is written.
    pub(crate) charts: Option<PathBuf>,
}

impl OutputRequest {
    /// Whether what is printed has the checksums of the files.
    pub(crate) fn wants_sums(&self) -> bool {
        self.style.provenance || matches!(self.format, Format::Json | Format::Xlsx | Format::Html)
    }
}

impl OutputOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<OutputRequest, clap::Error> {
        let mut request = self.form.any(Format::Table, defaults)?;
        request.style.provenance = self.provenance;
        if request.format == Format::Xlsx && request.target.is_none() && defaults.terminal {
            return Err(usage(
                "a workbook is not for a terminal; write it to a file with --output FILE.xlsx, or into a pipe",
            ));
        }
        Ok(request)
    }
}

impl FormOptions {
    /// Checks the options against each other; `standard` is the form where none is asked for. Only figures make a
    /// workbook.
    pub(super) fn request(
        self,
        standard: Format,
        defaults: &Defaults,
    ) -> Result<OutputRequest, clap::Error> {
        let request = self.any(standard, defaults)?;
        if request.format == Format::Xlsx { Err(no_workbook()) } else { Ok(request) }
    }

    /// Checks the options against each other, where the form may be a workbook.
    fn any(self, standard: Format, defaults: &Defaults) -> Result<OutputRequest, clap::Error> {
        let csv_style = self.csv.unwrap_or_default();
        let asked = self.format()?;
        let target = self.target.target();
        let format = form(asked, target.as_ref(), standard)?;
        let is_shown = format == Format::Table && target.is_none();
        let color = is_shown && self.color.is_on(defaults);
        let style = Style {
            lang: lang_of(format, self.lang, defaults)?,
            csv_style,
            color,
            ..Style::default()
        };
        Ok(OutputRequest { format, style, target, charts: None })
    }

    /// The form: as asked, or CSV where a dialect of it is asked for.
    fn format(&self) -> Result<Option<Format>, clap::Error> {
        match (self.format, self.csv) {
            (Some(Format::Csv), _) | (None, Some(_)) => Ok(Some(Format::Csv)),
            (Some(_), Some(_)) => {
                Err(usage("--csv chooses a dialect of --format csv; leave one of them out"))
            }
            (format, None) => Ok(format),
        }
    }
}

/// The form that is asked for, else that of the ending of the file, else the standard one.
pub(super) fn form(
    asked: Option<Format>,
    target: Option<&Target>,
    standard: Format,
) -> Result<Format, clap::Error> {
    match (asked, Ending::of(target)) {
        (_, Ending::Docx | Ending::Other) => Err(usage(
            "--output has an ending that is not written here; use .csv, .json, .md, .html, .xlsx or .txt",
        )),
        (Some(format), Ending::Form(ending)) if format != ending => Err(contradiction()),
        (Some(format), _) | (None, Ending::Form(format)) => Ok(format),
        (None, Ending::Any) => Ok(standard),
    }
}

/// A form and an ending of a file that do not go together.
pub(super) fn contradiction() -> clap::Error {
    usage(
        "--format and the ending of --output contradict each other; leave --format out, or change the ending",
    )
}

/// Refuses a workbook of what is no report.
pub(super) fn no_workbook() -> clap::Error {
    usage(
        "only report, trend, table and cohorts make a workbook; use --format csv, which a spreadsheet opens too",
    )
}

/// The language asked for, else that of `OUTFLOW_LANG`, else that of the system.
pub(super) fn lang(given: Option<Lang>, defaults: &Defaults) -> Result<Lang, clap::Error> {
    Ok(match fixed_lang(given, defaults)? {
        Some(lang) => lang,
        None => system_lang(defaults),
    })
}

/// The language of a form: what a program reads does not follow the language of the system, so that a script gets the same
/// bytes everywhere.
pub(super) fn lang_of(
    format: Format,
    given: Option<Lang>,
    defaults: &Defaults,
) -> Result<Lang, clap::Error> {
    match format {
        Format::Csv | Format::Json => Ok(fixed_lang(given, defaults)?.unwrap_or(Lang::En)),
        Format::Table | Format::Markdown | Format::Html | Format::Xlsx => lang(given, defaults),
    }
}

/// The language of the system: Dutch where its locale is, else English.
pub(super) fn system_lang(defaults: &Defaults) -> Lang {
    let locale = defaults.locale.as_ref().map(|locale| locale.to_string_lossy().to_lowercase());
    if locale.is_some_and(|locale| locale.starts_with("nl")) { Lang::Nl } else { Lang::En }
}

fn fixed_lang(given: Option<Lang>, defaults: &Defaults) -> Result<Option<Lang>, clap::Error> {
    if given.is_some() {
        return Ok(given);
    }
    match defaults.lang.as_ref().map(|lang| lang.to_string_lossy()) {
        None => Ok(None),
        Some(lang) if lang.is_empty() => Ok(None),
        Some(lang) if lang == "en" => Ok(Some(Lang::En)),
        Some(lang) if lang == "nl" => Ok(Some(Lang::Nl)),
        Some(lang) => {
            let shown = crate::visible::Visible(&lang);
            Err(usage(format!("OUTFLOW_LANG is `{shown}`; use `nl` or `en`")))
        }
    }
}
