//! `outflow report`: its options, and the request they make.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, ValueEnum};

use super::Defaults;
use super::choice::sections;
use super::input::{InputOptions, InputRequest};
use crate::period::{Comparison, Day, Period};
use crate::render::{CsvStyle, Format, Lang, Style};
use crate::report::disclosure::{LEAST_THRESHOLD, Rules};

/// The options of `outflow report` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReportOptions {
    #[command(flatten)]
    span: SpanOptions,
    #[command(flatten)]
    inputs: InputOptions,
    #[command(flatten)]
    content: ContentOptions,
    #[command(flatten)]
    output: OutputOptions,
    #[command(flatten)]
    publication: PublishOptions,
}

const EXAMPLES: &str = "\
Examples:
  outflow report --year 2018
  outflow report --period 2018-Q3 --compare year-earlier --data exports/2018
  outflow report --year 2018 --section caseload,savings --lang nl
  outflow report --year 2018 --section 'outflow_by_*' --format markdown
  outflow report --year 2018 --format csv --csv excel-nl --output 2018.csv
  outflow report --year 2018 --publish --format markdown --output 2018.md
  gunzip -c export.csv.gz | outflow report --year 2018 --benefits -";

#[derive(Debug, Args)]
#[command(next_help_heading = "Period")]
#[group(required = true, multiple = true)]
struct SpanOptions {
    /// A year
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["period", "from", "to"])]
    year: Option<String>,
    /// A year (2018), half (2018-H1), quarter (2018-Q3) or month (2018-05)
    #[arg(long, value_name = "PERIOD", conflicts_with_all = ["from", "to"])]
    period: Option<String>,
    /// The first day (2018-01-15)
    #[arg(long, value_name = "DAY", requires = "to")]
    from: Option<String>,
    /// The last day, included
    #[arg(long, value_name = "DAY", requires = "from")]
    to: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Content")]
struct ContentOptions {
    /// What to compare with: previous, year-earlier, none, or a period such as 2014
    #[arg(long, value_name = "WHAT", default_value = "previous")]
    compare: String,
    /// Report although the data does not cover the period; each figure is marked provisional
    #[arg(long)]
    partial: bool,
    /// One report for each municipality, before the report of all
    #[arg(long)]
    each: bool,
    /// Only rows of this municipality; may be given more than once
    #[arg(long, value_name = "NAME")]
    municipality: Vec<String>,
    /// Only these tables, by id, separated by commas; `caseload_by_*` for all that begin so
    #[arg(long, value_name = "ID")]
    section: Vec<String>,
    /// Show the N largest sectors and employers, and fold the others into `rest`
    #[arg(long, value_name = "N")]
    top: Option<NonZeroUsize>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
struct OutputOptions {
    /// The form of the report [default: table, or csv where --csv is given]
    #[arg(long, value_enum)]
    format: Option<FormatOption>,
    /// The dialect of CSV: plain, or for a Dutch Excel (`;`, decimal comma, formulas guarded)
    #[arg(long, value_enum)]
    csv: Option<CsvOption>,
    /// Write to a file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long, requires = "output")]
    force: bool,
    /// Language of titles, notes and numbers; ids stay the same [default: OUTFLOW_LANG, else en]
    #[arg(long, value_enum)]
    lang: Option<LangOption>,
    /// End with where the figures come from: files, sizes, SHA-256, rows, definitions
    #[arg(long)]
    provenance: bool,
}

/// What is hidden from readers outside.
#[derive(Debug, Args)]
#[command(next_help_heading = "Publication")]
struct PublishOptions {
    /// Hide small counts, so that nobody can be recognised, and audit what is printed
    #[arg(long)]
    publish: bool,
    /// Hide counts of people from 1 up to, but without, N
    #[arg(long, value_name = "N", requires = "publish", default_value_t = 10,
          value_parser = clap::value_parser!(u32).range(LEAST_THRESHOLD..))]
    min_cell: u32,
    /// Round counts to multiples of 5 or 10. It does not protect anybody, and replaces no hiding
    #[arg(long, value_name = "5|10", requires = "publish", value_parser = ["5", "10"])]
    round: Option<String>,
    /// A report that was published before, as csv or json: what it shows and hides is taken into account, so that
    /// the two cannot be subtracted. May be given more than once
    #[arg(long, value_name = "FILE", requires = "publish")]
    released: Vec<PathBuf>,
}

/// The form of what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatOption {
    /// Tables for reading
    Table,
    /// One figure a row
    Csv,
    /// The same figures with their provenance
    Json,
    /// Tables for a document
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CsvOption {
    /// Comma, decimal point
    Plain,
    /// Semicolon, decimal comma, byte order mark
    ExcelNl,
}

/// The language of what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LangOption {
    /// English
    En,
    /// Dutch
    Nl,
}

/// Where to write.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    /// The file.
    pub(crate) path: PathBuf,
    /// Whether an existing file may be overwritten.
    pub(crate) force: bool,
}

/// How a report is made fit for readers outside.
#[derive(Debug, Clone)]
pub(crate) struct PublishRequest {
    /// The thresholds.
    pub(crate) rules: Rules,
    /// Counts are printed as multiples of this number.
    pub(crate) round: Option<u64>,
    /// Reports that were published before.
    pub(crate) released: Vec<PathBuf>,
}

/// A report that can be made.
#[derive(Debug)]
pub(crate) struct ReportRequest {
    /// The period asked for.
    pub(crate) period: Period,
    /// The period it is compared with.
    pub(crate) comparison: Comparison,
    /// The exports, and how they are read.
    pub(crate) input: InputRequest,
    /// Whether to report on a period that is not covered.
    pub(crate) partial: bool,
    /// Whether to report on each municipality too.
    pub(crate) each: bool,
    /// The municipalities asked for; all where there are none.
    pub(crate) municipalities: Vec<String>,
    /// The tables asked for; all where there are none.
    pub(crate) sections: Vec<&'static str>,
    /// How many sectors and employers are shown before `rest`.
    pub(crate) top: Option<usize>,
    /// The form of the report.
    pub(crate) format: Format,
    /// Its looks.
    pub(crate) style: Style,
    /// The file to write; standard output where there is none.
    pub(crate) output: Option<Target>,
    /// How it is made fit for readers outside, where it is for them.
    pub(crate) publish: Option<PublishRequest>,
}

impl ReportOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<ReportRequest, clap::Error> {
        let format = self.output.format()?;
        let lang = lang(self.output.lang, defaults)?;
        let csv_style = match self.output.csv {
            None | Some(CsvOption::Plain) => CsvStyle::Plain,
            Some(CsvOption::ExcelNl) => CsvStyle::ExcelNl,
        };
        Ok(ReportRequest {
            period: self.span.period()?,
            comparison: self.content.comparison()?,
            sections: sections(&self.content.section)?,
            input: self.inputs.request(defaults),
            partial: self.content.partial,
            each: self.content.each,
            municipalities: self.content.municipality,
            top: self.content.top.map(NonZeroUsize::get),
            format,
            style: Style { lang, csv_style, provenance: self.output.provenance },
            output: self.output.output.map(|path| Target { path, force: self.output.force }),
            publish: self.publication.request(),
        })
    }
}

impl PublishOptions {
    fn request(self) -> Option<PublishRequest> {
        self.publish.then(|| PublishRequest {
            rules: Rules { least: i64::from(self.min_cell) },
            round: self.round.and_then(|round| round.parse().ok()),
            released: self.released,
        })
    }
}

impl SpanOptions {
    fn period(&self) -> Result<Period, clap::Error> {
        if let Some(year) = &self.year {
            let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
            let shown = crate::visible::Visible(year);
            let refusal =
                format!("`{shown}` is not a year; use --year 2018, or --period for a part of one");
            return if is_year { Period::parse(year).map_err(usage) } else { Err(usage(refusal)) };
        }
        if let Some(period) = &self.period {
            return Period::parse(period).map_err(usage);
        }
        let day = |text: &Option<String>| -> Result<Day, clap::Error> {
            Period::parse_day(text.as_deref().unwrap_or_default()).map_err(usage)
        };
        Period::new(day(&self.from)?, day(&self.to)?).map_err(usage)
    }
}

impl ContentOptions {
    fn comparison(&self) -> Result<Comparison, clap::Error> {
        match self.compare.as_str() {
            "previous" => Ok(Comparison::Previous),
            "year-earlier" => Ok(Comparison::YearEarlier),
            "none" => Ok(Comparison::None),
            period => Period::parse(period).map(Comparison::With).map_err(|error| {
                usage(format!("{error}; or compare with `previous`, `year-earlier` or `none`"))
            }),
        }
    }
}

impl OutputOptions {
    /// The form: as asked, or CSV where a dialect of it is asked for.
    fn format(&self) -> Result<Format, clap::Error> {
        match (self.format, self.csv) {
            (Some(FormatOption::Csv), _) | (None, Some(_)) => Ok(Format::Csv),
            (Some(_), Some(_)) => {
                Err(usage("--csv chooses a dialect of --format csv; leave one of them out"))
            }
            (format, None) => Ok(format.unwrap_or(FormatOption::Table).format()),
        }
    }
}

impl FormatOption {
    /// The format that is meant.
    pub(super) const fn format(self) -> Format {
        match self {
            Self::Table => Format::Table,
            Self::Csv => Format::Csv,
            Self::Json => Format::Json,
            Self::Markdown => Format::Markdown,
        }
    }
}

/// The language asked for, else that of the environment.
pub(super) fn lang(given: Option<LangOption>, defaults: &Defaults) -> Result<Lang, clap::Error> {
    match given {
        Some(LangOption::En) => return Ok(Lang::En),
        Some(LangOption::Nl) => return Ok(Lang::Nl),
        None => {}
    }
    match defaults.lang.as_ref().map(|lang| lang.to_string_lossy()) {
        None => Ok(Lang::En),
        Some(lang) if lang.is_empty() || lang == "en" => Ok(Lang::En),
        Some(lang) if lang == "nl" => Ok(Lang::Nl),
        Some(lang) => {
            let shown = crate::visible::Visible(&lang);
            Err(usage(format!("OUTFLOW_LANG is `{shown}`; use `nl` or `en`")))
        }
    }
}

fn usage(message: impl std::fmt::Display) -> clap::Error {
    clap::Error::raw(ErrorKind::InvalidValue, format!("{message}\n"))
}
