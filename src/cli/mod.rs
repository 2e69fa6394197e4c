//! The command line: options as they are typed → a request that has been checked. No input or output here.

mod audit;
mod cases;
mod check;
mod choice;
mod cohorts;
mod count;
mod defaults;
mod explain;
mod guide;
mod init;
mod input;
mod language;
mod output;
mod period;
mod protect;
mod publish;
mod rejects;
mod report;
mod revise;
mod sample;
mod scope;
mod story;
mod summary;
mod table;
mod target;
mod text;
mod trend;

use std::ffi::OsString;
use std::num::NonZeroUsize;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub(crate) use audit::AuditRequest;
pub(crate) use cases::CasesRequest;
pub(crate) use check::CheckRequest;
pub(crate) use choice::nearest;
pub(crate) use cohorts::CohortsRequest;
pub(crate) use count::ReportRequest;
pub use defaults::Defaults;
pub(crate) use explain::ExplainRequest;
pub(crate) use guide::GuideRequest;
pub(crate) use init::InitRequest;
pub(crate) use input::{InputRequest, Inputs, ProgressDisplay};
pub(crate) use output::OutputRequest;
pub(crate) use protect::ProtectRequest;
pub(crate) use publish::PublishRequest;
pub(crate) use rejects::AllowRejects;
pub(crate) use revise::ReviseRequest;
pub(crate) use sample::SampleRequest;
pub(crate) use scope::ScopeRequest;
pub(crate) use story::{StoryRequest, Trace};
pub(crate) use table::TableRequest;
pub(crate) use text::TextRequest;
pub(crate) use trend::TrendRequest;

use crate::render::{Lang, help_of};
use cases::CasesOptions;
use check::CheckOptions;
use cohorts::CohortsOptions;
use explain::ExplainOptions;
use guide::{CompletionsOptions, ManOptions};
use report::ReportOptions;
use revise::ReviseOptions;
use story::StoryOptions;
use table::TableOptions;
use text::TextOptions;
use trend::TrendOptions;

/// Statistics for Dutch municipalities: outflow from benefits, job placements, programmes and savings, from
/// CSV exports.
#[derive(Debug, Parser)]
#[command(name = "outflow", version = VERSION, about, max_term_width = 100, after_help = EXAMPLES)]
struct Options {
    #[command(subcommand)]
    command: Command,
}

/// The version of the program, and the day of its lists of codes: figures can change with either.
pub(crate) const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (code lists of 2026-01-01)");

const EXAMPLES: &str = "\
Examples:
  outflow init exports                             describe new exports in exports/outflow.toml
  outflow check --data exports                     what is wrong with them, before any figure is quoted
  outflow report --year 2018                       the yearly report of ./data
  outflow report --year 2018 --data exports        the same, of the exports in a folder of your own
  outflow report --year 2018 --format csv          every figure as one row, for a spreadsheet or a script
  outflow report --period 2021-H1 --lang nl        a half-year, in Dutch
  outflow story --year 2018 --lang nl              the report in a few paragraphs
  outflow summary --year 2018 --output 2018.docx   the report on one page
  outflow table outflow --rows reason --columns age --year 2018      one figure by two dimensions
  outflow cohorts --by household                   how long benefits run
  outflow trend --every quarter                    the headline figures, quarter after quarter
  outflow explain into_work --year 2018            what a figure means, with its numbers filled in
  outflow cases into_work --year 2018              the cases behind it (identifies people)
  outflow revise exports/old exports/new --year 2018   what a later delivery changes
  outflow sample try                               invented exports, to try the program on

Nothing leaves this machine: no network, no telemetry, no cache.

Exit status: 0 done; 1 nothing made (data refused, or reading or writing failed); 2 wrong options;
3 made, but rows of the exports were rejected.";

/// The commands. What stands beside one here replaces what its options say of it, so a long text is named here too.
#[derive(Debug, Subcommand)]
enum Command {
    /// Print the tables of a report on a year, half-year, quarter, month or any range of days
    Report(Box<ReportOptions>),
    /// Tell the report in the few paragraphs that a municipality would publish
    #[command(long_about = story::ABOUT)]
    Story(Box<StoryOptions>),
    /// Put the report on one page of A4, for council and board
    #[command(long_about = summary::ABOUT, after_help = summary::EXAMPLES)]
    Summary(Box<TextOptions>),
    /// Print figures of the report as a series of months, quarters, half-years or years
    #[command(long_about = trend::ABOUT)]
    Trend(Box<TrendOptions>),
    /// List the cases behind one figure, for whoever must check it; the list identifies people
    #[command(long_about = cases::ABOUT)]
    Cases(Box<CasesOptions>),
    /// Say what a figure means, how it is worked out and from which numbers
    #[command(long_about = explain::ABOUT)]
    Explain(Box<ExplainOptions>),
    /// Say which figures a new delivery of the exports changes, and through which rows
    #[command(long_about = revise::ABOUT)]
    Revise(Box<ReviseOptions>),
    /// Print one figure by one or two dimensions, such as age and household
    #[command(long_about = table::ABOUT)]
    Table(Box<TableOptions>),
    /// Follow the benefits that started together: how many still run after one to ten years
    #[command(long_about = cohorts::ABOUT)]
    Cohorts(Box<CohortsOptions>),
    /// Look for faults in the exports before a figure is quoted
    #[command(long_about = check::ABOUT)]
    Check(CheckOptions),
    /// Look at new exports and write an outflow.toml that describes them
    #[command(long_about = init::ABOUT)]
    Init(InitRequest),
    /// Write invented exports of any size, to try and to measure the program
    Sample(SampleRequest),
    /// Try to work out the hidden counts of reports that are published, or are about to be
    Audit(AuditRequest),
    /// Hide what must be hidden in bare tables, for research and tests
    Protect(ProtectRequest),
    /// Print what a shell needs to complete commands and options
    Completions(CompletionsOptions),
    /// Print a manual page, or write all of them into a folder
    Man(ManOptions),
}

/// A request that has been checked.
#[derive(Debug)]
pub(crate) enum Request {
    /// Make a report.
    Report(Box<ReportRequest>),
    /// Tell a story.
    Story(Box<StoryRequest>),
    /// Make a page.
    Summary(Box<TextRequest>),
    /// Make a table.
    Table(Box<TableRequest>),
    /// Follow cohorts.
    Cohorts(Box<CohortsRequest>),
    /// Make a series.
    Trend(Box<TrendRequest>),
    /// List the cases behind a figure.
    Cases(Box<CasesRequest>),
    /// Explain figures.
    Explain(Box<ExplainRequest>),
    /// Compare two deliveries.
    Revise(Box<ReviseRequest>),
    /// Check the exports.
    Check(CheckRequest),
    /// Describe exports.
    Init(InitRequest),
    /// Invent exports.
    Sample(SampleRequest),
    /// Audit reports.
    Audit(AuditRequest),
    /// Protect bare tables.
    Protect(ProtectRequest),
    /// Print something about the program itself.
    Guide(GuideRequest),
}

impl Request {
    /// What is read, where exports are read, and the language asked for.
    fn input(&mut self) -> Option<(&mut InputRequest, Lang)> {
        match self {
            Self::Report(request) => Some(request.input_and_lang()),
            Self::Story(request) => Some(request.text.report.input_and_lang()),
            Self::Summary(request) => Some(request.report.input_and_lang()),
            Self::Trend(request) => Some((&mut request.input, request.output.style.lang)),
            Self::Table(request) => Some(request.report.input_and_lang()),
            Self::Cohorts(request) => Some((&mut request.input, request.output.style.lang)),
            Self::Cases(request) => Some(request.report.input_and_lang()),
            Self::Explain(request) => Some(request.report.as_mut()?.input_and_lang()),
            Self::Revise(request) => Some(request.report.input_and_lang()),
            Self::Check(request) => Some((&mut request.input, request.lang)),
            Self::Init(_)
            | Self::Sample(_)
            | Self::Audit(_)
            | Self::Protect(_)
            | Self::Guide(_) => None,
        }
    }

    /// Whether what is printed has styles of a terminal in it.
    pub(crate) fn is_styled(&self) -> bool {
        match self {
            Self::Report(request) => request.output.style.color,
            Self::Trend(request) => request.output.style.color,
            Self::Table(request) => request.report.output.style.color,
            Self::Cohorts(request) => request.output.style.color,
            Self::Cases(request) => request.report.output.style.color,
            Self::Explain(request) => request.output.style.color,
            Self::Revise(request) => request.report.output.style.color,
            Self::Story(_)
            | Self::Summary(_)
            | Self::Check(_)
            | Self::Init(_)
            | Self::Sample(_)
            | Self::Audit(_)
            | Self::Protect(_)
            | Self::Guide(_) => false,
        }
    }

    /// How many threads count.
    pub(crate) fn threads(&mut self, defaults: &Defaults) -> NonZeroUsize {
        self.input().map_or_else(|| defaults.threads(), |(input, _)| input.threads)
    }

    /// Whether and in which words the request shows how far it is.
    pub(crate) fn progress_display(&mut self) -> Option<ProgressDisplay> {
        let (input, lang) = self.input()?;
        input.progress_display.lang = lang;
        Some(input.progress_display.clone())
    }
}

/// The language of messages: as on the command line, else as [`Defaults`] say; English where they say nothing that is
/// known.
pub(crate) fn message_lang(arguments: &[OsString], defaults: &Defaults) -> Lang {
    let texts = || arguments.iter().map(|argument| argument.to_string_lossy());
    let given = texts().zip(texts().skip(1)).filter(|(name, _)| name == "--lang").map(|of| of.1);
    let joined = texts().filter_map(|text| text.strip_prefix("--lang=").map(str::to_owned));
    let asked = given.map(std::borrow::Cow::into_owned).chain(joined).last();
    let set = defaults.lang.as_ref().map(|lang| lang.to_string_lossy().into_owned());
    match asked.or(set.filter(|lang| !lang.is_empty())).as_deref() {
        Some("nl") => Lang::Nl,
        Some(_) => Lang::En,
        None => output::system_lang(defaults),
    }
}

/// The command line with its help in a language.
pub(crate) fn command_in(lang: Lang) -> clap::Command {
    fn translated(command: clap::Command, lang: Lang) -> clap::Command {
        let text = |text: Option<&clap::builder::StyledStr>| {
            text.map(|text| help_of(&text.to_string(), lang))
        };
        let about = text(command.get_about());
        let long_about = text(command.get_long_about());
        let after_help = text(command.get_after_help());
        let mut command = command.mut_args(|argument| {
            let (help, long_help) = (text(argument.get_help()), text(argument.get_long_help()));
            let heading = argument.get_help_heading().map(|heading| help_of(heading, lang));
            let argument = help.into_iter().fold(argument, clap::Arg::help);
            let argument = long_help.into_iter().fold(argument, clap::Arg::long_help);
            heading.into_iter().fold(argument, clap::Arg::help_heading)
        });
        command = about.into_iter().fold(command, clap::Command::about);
        command = long_about.into_iter().fold(command, clap::Command::long_about);
        command = after_help.into_iter().fold(command, clap::Command::after_help);
        command.mut_subcommands(|command| translated(command, lang))
    }
    let command = command();
    reflowed(if lang == Lang::En { command } else { translated(command, lang) })
}

/// Long texts without the line ends of the source, so that a terminal breaks them where it is narrow; examples and other
/// lines that are set in keep theirs.
fn reflowed(mut command: clap::Command) -> clap::Command {
    let paragraph = |text: &str| {
        let is_set_in = text.lines().any(|line| line.starts_with(' '));
        if is_set_in { text.to_owned() } else { text.replace('\n', " ") }
    };
    let reflow = |text: &clap::builder::StyledStr| {
        text.to_string().split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n\n")
    };
    let [long, after] =
        [command.get_long_about(), command.get_after_help()].map(|of| of.map(reflow));
    command = long.into_iter().fold(command, clap::Command::long_about);
    command = after.into_iter().fold(command, clap::Command::after_help);
    command.mut_subcommands(reflowed)
}

/// The whole command line, as it is parsed and as completions and the manual describe it.
pub(crate) fn command() -> clap::Command {
    // what a figure means can be asked without a period
    Options::command().mut_subcommand("explain", |explain| {
        explain.mut_group("SpanOptions", |span| span.required(false))
    })
}

/// Options → request.
///
/// # Errors
/// What clap says of the options, or a help text; both know their own exit status and stream.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    defaults: &Defaults,
) -> Result<Request, clap::Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let command = command_in(message_lang(&arguments, defaults));
    let options = Options::from_arg_matches(&command.try_get_matches_from(arguments)?)?;
    match options.command {
        Command::Report(options) => options.request(defaults).map(Box::new).map(Request::Report),
        Command::Story(options) => options.request(defaults).map(Box::new).map(Request::Story),
        Command::Summary(options) => options.request(defaults).map(Box::new).map(Request::Summary),
        Command::Table(options) => options.request(defaults).map(Box::new).map(Request::Table),
        Command::Cohorts(options) => options.request(defaults).map(Box::new).map(Request::Cohorts),
        Command::Trend(options) => options.request(defaults).map(Box::new).map(Request::Trend),
        Command::Cases(options) => options.request(defaults).map(Box::new).map(Request::Cases),
        Command::Explain(options) => options.request(defaults).map(Box::new).map(Request::Explain),
        Command::Revise(options) => options.request(defaults).map(Box::new).map(Request::Revise),
        Command::Check(options) => options.request(defaults).map(Request::Check),
        Command::Init(request) => Ok(Request::Init(request)),
        Command::Sample(request) => Ok(Request::Sample(request)),
        Command::Audit(request) => Ok(Request::Audit(request)),
        Command::Protect(request) => Ok(Request::Protect(request)),
        Command::Completions(options) => Ok(Request::Guide(options.request())),
        Command::Man(options) => options.request(&self::command()).map(Request::Guide),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_of_figures_and_not_for_a_terminal() {
        let terminal = Defaults { terminal: true, ..Defaults::default() };
        let is_fine = |typed: &str, defaults: &Defaults| {
            parse(typed.split(' ').map(OsString::from), defaults).is_ok()
        };
        let report = "outflow report --year 2018 --format xlsx";
        assert!(is_fine(report, &Defaults::default()), "a pipe takes it");
        assert!(!is_fine(report, &terminal));
        assert!(is_fine("outflow report --year 2018 --format xlsx --output o.xlsx", &terminal));
        for other in ["check", "explain", "cases outflow --year 2018", "revise a b --year 2018"] {
            let typed = format!("outflow {other} --format xlsx --output o.xlsx");
            assert!(!is_fine(&typed, &Defaults::default()), "{typed}");
        }
    }

    #[test]
    fn the_options_are_consistent() {
        command().debug_assert();
    }

    /// What `--version` says of the lists of codes is what stands in them.
    #[test]
    fn the_version_names_the_day_of_the_code_lists() {
        let date = crate::dataset::codes::date();
        assert!(VERSION.ends_with(&format!("(code lists of {date})")), "{VERSION}, {date}");
    }
}
