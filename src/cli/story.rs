//! `outflow story`: its options, and the request they make.

use clap::{Args, ValueEnum};

use super::Defaults;
use super::input::InputOptions;
use super::output::{LangOption, OutputRequest, lang};
use super::period::{CompareOptions, SpanOptions};
use super::publish::PublishOptions;
use super::report::ReportRequest;
use super::scope::ScopeOptions;
use super::target::TargetOptions;
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
    /// The form
    #[arg(long, value_enum, default_value_t = FormOption::Text, help_heading = "Output")]
    format: FormOption,
    #[command(flatten)]
    target: TargetOptions,
    /// Language of the story [default: OUTFLOW_LANG, else en]
    #[arg(long, value_enum, help_heading = "Output")]
    lang: Option<LangOption>,
    #[command(flatten)]
    publication: PublishOptions,
}

const ABOUT: &str = "\
Tell the report in the few paragraphs that a municipality would publish. Every number is a figure of the report,
rounded by fixed rules (`nearly` is at most 2% below, `more than` at most 5% above a round number; small numbers
stay as they are) and given exactly in a footnote. Where a figure is missing or hidden, nothing is said. No sentence
says why something happened.";

const EXAMPLES: &str = "\
Examples:
  outflow story --year 2018
  outflow story --period 2021-H1 --lang nl --data data/maasgouw
  outflow story --year 2018 --publish --format markdown --output 2018.md
  outflow story --year 2018 --publish --format html --output 2018.html";

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
}

impl StoryOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<StoryRequest, clap::Error> {
        let style = Style { lang: lang(self.lang, defaults)?, ..Style::default() };
        Ok(StoryRequest {
            report: ReportRequest {
                period: self.span.period()?,
                comparison: self.compare.comparison()?,
                input: self.inputs.request(defaults),
                scope: self.scope.request(),
                sections: Vec::new(),
                top: None,
                // what is audited before a published story is told: the story says no more than this
                output: OutputRequest { format: Format::Csv, style, target: self.target.target() },
                publish: self.publication.request(),
            },
            form: match self.format {
                FormOption::Text => StoryForm::Text,
                FormOption::Markdown => StoryForm::Markdown,
                FormOption::Html => StoryForm::Html,
            },
        })
    }
}
