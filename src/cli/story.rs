//! `outflow story`: its options, and the request they make.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Defaults;
use super::choice::usage;
use super::input::InputOptions;
use super::output::{LangOption, OutputRequest, contradiction, lang};
use super::period::{CompareOptions, SpanOptions};
use super::publish::PublishOptions;
use super::report::ReportRequest;
use super::scope::ScopeOptions;
use super::target::{Ending, Target, TargetOptions};
use crate::render::{Format, StoryForm, Style};

/// The options of `outflow story` as they are typed.
#[derive(Debug, Args)]
#[command(long_about = ABOUT, after_help = EXAMPLES)]
pub(super) struct StoryOptions {
    #[command(flatten)]
    span: SpanOptions,
    #[command(flatten)]
    inputs: InputOptions,
    #[command(flatten)]
    compare: CompareOptions,
    #[command(flatten)]
    scope: ScopeOptions,
    /// The form [default: that of the ending of --output, else text]
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<FormOption>,
    #[command(flatten)]
    target: TargetOptions,
    /// Write where each number of the text comes from to this file, as csv; `-` puts it behind the text
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    trace: Option<PathBuf>,
    /// Language of the story [default: OUTFLOW_LANG, else that of the system]
    #[arg(long, value_enum, help_heading = "Output")]
    lang: Option<LangOption>,
    #[command(flatten)]
    publication: PublishOptions,
}

const ABOUT: &str = "\
Write the text that a municipality would hand to the press. Every number is a figure of the report,
exact or rounded by fixed rules (`nearly` is at most 2% below, `more than` at most 5% above a round number), and
--trace says for each where it comes from. Where a figure is missing or hidden, nothing is said. No sentence
says why something happened. Small counts are hidden, as by --publish, unless --internal is given; the second
line says which.";

const EXAMPLES: &str = "\
Examples:
  outflow story --year 2018                        for the press: small counts are hidden
  outflow story --year 2018 --internal             for those who may see every number
  outflow story --period 2021-H1 --lang nl --data data/maasgouw
  outflow story --year 2018 --output 2018.md --trace 2018-numbers.csv
  outflow story --year 2018 --output 2018.html";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormOption {
    /// Plain text
    Text,
    /// For a document
    Markdown,
    /// A page that fetches nothing
    Html,
}

/// A story that can be told.
#[derive(Debug)]
pub(crate) struct StoryRequest {
    /// The report it is about: all of it, so that a story shows nothing that the report hides.
    pub(crate) report: ReportRequest,
    /// The form.
    pub(crate) form: StoryForm,
    /// Where to write where each number comes from.
    pub(crate) trace: Trace,
}

/// Where to write where each number comes from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Trace {
    /// Nowhere.
    Nowhere,
    /// Behind the text.
    Behind,
    /// To a file.
    File(Target),
}

impl FormOption {
    /// The form that is asked for, else that of the ending of the file, else text.
    fn of(asked: Option<Self>, target: Option<&Target>) -> Result<Self, clap::Error> {
        let by_ending = match target.map_or(Ending::Any, Target::ending) {
            Ending::Any => None,
            Ending::Form(Format::Table) => Some(Self::Text),
            Ending::Form(Format::Markdown) => Some(Self::Markdown),
            Ending::Form(Format::Html) => Some(Self::Html),
            Ending::Form(Format::Csv | Format::Json | Format::Xlsx)
            | Ending::Docx
            | Ending::Other => {
                return Err(usage(
                    "--output has an ending that a story is not written with; use .txt, .md or .html",
                ));
            }
        };
        match (asked, by_ending) {
            (Some(asked), Some(ending)) if asked != ending => Err(contradiction()),
            (asked, ending) => Ok(asked.or(ending).unwrap_or(Self::Text)),
        }
    }
}

impl StoryOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<StoryRequest, clap::Error> {
        let style = Style { lang: lang(self.lang, defaults)?, ..Style::default() };
        let force = self.target.force();
        let target = self.target.target();
        let form = FormOption::of(self.format, target.as_ref())?;
        let trace = match self.trace {
            None => Trace::Nowhere,
            Some(path) if path.as_os_str() == "-" => Trace::Behind,
            Some(path) => Trace::File(Target { path, force, is_private: false }),
        };
        if trace == Trace::Behind && form != FormOption::Text {
            return Err(usage(
                "--trace - puts it behind a text; with another --format name a file",
            ));
        }
        Ok(StoryRequest {
            report: ReportRequest {
                period: self.span.period()?,
                comparison: self.compare.comparison()?,
                input: self.inputs.request(defaults),
                scope: self.scope.request(),
                sections: Vec::new(),
                top: None,
                // what is audited before a published story is told: the story says no more than this
                output: OutputRequest { format: Format::Csv, style, target },
                publish: self.publication.request_by_default()?,
            },
            trace,
            form: match form {
                FormOption::Text => StoryForm::Text,
                FormOption::Markdown => StoryForm::Markdown,
                FormOption::Html => StoryForm::Html,
            },
        })
    }
}
