//! The options of what is read as a text, a story or a summary, and the report that it is made from.

use clap::Args;

use super::choice::usage;
use super::count::{CountOptions, ReportRequest};
use super::defaults::Defaults;
use super::output::{OutputRequest, contradiction, lang};
use super::publish::PublishOptions;
use super::scope::ScopeOptions;
use super::target::{Ending, TargetOptions};
use crate::output::Target;
use crate::render::{Format, Lang, Style, TextForm};

/// What a story and a summary are asked for with.
#[derive(Debug, Args)]
pub(super) struct TextOptions {
    #[command(flatten)]
    count: CountOptions,
    #[command(flatten)]
    scope: ScopeOptions,
    /// The form [default: that of the ending of --output, else text]
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<TextForm>,
    #[command(flatten)]
    target: TargetOptions,
    /// Language of the text [default: OUTFLOW_LANG, else that of the system]
    #[arg(long, value_enum, help_heading = "Output")]
    lang: Option<Lang>,
    #[command(flatten)]
    publication: PublishOptions,
}

/// A text that can be made.
#[derive(Debug)]
pub(crate) struct TextRequest {
    /// The report it is about: all of it, so that a text shows nothing that the report hides.
    pub(crate) report: ReportRequest,
    /// The form.
    pub(crate) form: TextForm,
}

/// The form that is asked for, else that of the ending of the file, else text.
fn form(asked: Option<TextForm>, target: Option<&Target>) -> Result<TextForm, clap::Error> {
    let by_ending = match Ending::of(target) {
        Ending::Any => None,
        Ending::Form(Format::Table) => Some(TextForm::Text),
        Ending::Form(Format::Markdown) => Some(TextForm::Markdown),
        Ending::Form(Format::Html) => Some(TextForm::Html),
        Ending::Docx => Some(TextForm::Docx),
        Ending::Form(Format::Csv | Format::Json | Format::Xlsx) | Ending::Other => {
            return Err(usage(
                "--output has an ending that a text is not written with; use .txt, .md, .html or .docx",
            ));
        }
    };
    match (asked, by_ending) {
        (Some(asked), Some(ending)) if asked != ending => Err(contradiction()),
        (asked, ending) => Ok(asked.or(ending).unwrap_or_default()),
    }
}

impl TextOptions {
    /// Whether an existing file may be overwritten.
    pub(super) const fn force(&self) -> bool {
        self.target.force()
    }

    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<TextRequest, clap::Error> {
        let style = Style { lang: lang(self.lang, defaults)?, ..Style::default() };
        let target = self.target.target();
        let form = form(self.format, target.as_ref())?;
        if form == TextForm::Docx && target.is_none() && defaults.terminal {
            return Err(usage(
                "a document is not for a terminal; write it to a file with --output FILE.docx, or into a pipe",
            ));
        }
        // what is audited before a text is published: the text says no more than this
        let output = OutputRequest { format: Format::Csv, style, target, charts: None };
        let report = self.count.report(self.scope.request(), output, defaults)?;
        let publish = self.publication.request_by_default()?;
        Ok(TextRequest { report: ReportRequest { publish, ..report }, form })
    }
}
