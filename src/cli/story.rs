//! `outflow story`: its options, and the request they make.

use std::path::PathBuf;

use clap::Args;

use super::choice::usage;
use super::defaults::Defaults;
use super::text::{TextOptions, TextRequest};
use crate::output::Target;
use crate::render::TextForm;

/// The options of `outflow story` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct StoryOptions {
    #[command(flatten)]
    text: TextOptions,
    /// Write where each number of the text comes from to this file, as csv; `-` puts it behind the text
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    trace: Option<PathBuf>,
}

/// What `--help` says of the command; `-h` has one line.
pub(super) const ABOUT: &str = "\
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
  outflow story --year 2018 --output 2018.docx     for Word, to be finished by hand";

/// A request for a press text.
#[derive(Debug)]
pub(crate) struct StoryRequest {
    /// The report it is about, and its form.
    pub(crate) text: TextRequest,
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

impl StoryOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<StoryRequest, clap::Error> {
        let force = self.text.force();
        let text = self.text.request(defaults)?;
        let trace = match self.trace {
            None => Trace::Nowhere,
            Some(path) if path.as_os_str() == "-" => Trace::Behind,
            Some(path) => Trace::File(Target { path, force, is_private: false }),
        };
        if trace == Trace::Behind && text.form != TextForm::Text {
            return Err(usage(
                "--trace - puts it behind a text; with another --format name a file",
            ));
        }
        Ok(StoryRequest { text, trace })
    }
}
