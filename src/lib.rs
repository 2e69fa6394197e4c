//! `outflow`: statistics for Dutch municipalities, from CSV exports of benefits (bijstand), job placements
//! and programmes to tables that may be quoted.
//!
//! # The way of a figure
//!
//! ```text
//! bytes → dataset → record → measure → report → render → writer
//! ```
//!
//! # The house
//!
//! A module uses only what stands to its left (`tests/it/layers.rs` sees to it, and that no two files need each other):
//!
//! ```text
//! guard visible → number → period → dataset → record → measure → report → disclosure → audit → render → output → sample → cli → command
//! ```
//!
//! `command` calls the steps one after the other, so that reading it is reading the program. Only the binary
//! touches arguments, environment and streams; everything else gets them passed in.
//!
//! | module | what it does | and refuses to do |
//! |---|---|---|
//! | `cli` | options → a checked request | input, output |
//! | [`dataset`] | folders, configuration, bytes → rows with their origin | count |
//! | `record` | rows → compact records, identifiers → numbers | print an identifier |
//! | [`measure`] | records → counts of facts by group | rounding, text |
//! | [`report`] | counts → tables of typed cells | formatting |
//! | `disclosure` | a document → one in which nobody can be recognised | print |
//! | [`render`] | tables → text, CSV, JSON, Markdown, pages, workbooks | working out a figure |
//! | `audit` | what was printed → what it says | know how it was made |
//! | `output` | bytes → standard output, or a file that is whole or not there | know what it writes |
//! | `sample` | a number of cases → invented exports | use any other step |
//!
//! What each figure means stands in [`reference`], how the program is used in [`guide`].
//!
//! # The way of a row
//!
//! ```text
//! file
//!  │   dataset/scan/blocks   blocks of whole records; threads take the next sixteen in turn and note the first line
//!  ▼
//! block                      256 KB, near the processor until its rows are stored
//!  │   dataset/scan/masks    64 bytes at a time: where fields and rows end, also between quotes
//!  │   dataset/scan/split    the same byte by byte, for a block that breaks a strict rule
//!  ▼
//! fields
//!  │   dataset/scan/near     a row where it lies: the first bytes of a field are numbers, by which what is plainly written
//!  │                         is read at once; a row in which something else stands is read again, with care
//!  │   record/read           a parser for each kind of file: field → day, cents, code of a group, key of an identifier;
//!  │                         a row that cannot be read is counted with its line, column and reason
//!  ▼
//! row of whole numbers
//!  │   record/packed         as many bytes for a column as its values need; sixteen blocks make one block of rows,
//!  │                         in which the rows of persons lie by share: 2,048 shares, by the key of the person
//!  ▼
//! store                      all rows of a kind, in memory
//!  │
//!  ├── measure/cases         two bitmaps show which cases have several rows: these are gathered, the others are counted
//!  │                         where they lie
//!  └── measure/persons       a share at a time: benefits, placements and participations are gathered and sorted by
//!                            person, which fits the memory near a processor however the files are ordered
//!       │
//!       ▼
//!      spells ──► facts ──► tally
//! ```
//!
//! What comes out does not depend on the number of threads: blocks are put back in the order of the file, counts add up
//! in any order, and a tie between rows is decided by what they say. A compressed file, a pipe, UTF-16 and a workbook
//! become the same blocks.
//!
//! # Glossary
//!
//! | English, as in code and ids | Dutch |
//! |---|---|
//! | benefit, spell | uitkering, uitkeringsperiode |
//! | caseload, stock | bestand |
//! | inflow, outflow | instroom, uitstroom |
//! | household, single parent, couple | leefvorm, alleenstaande ouder, paar |
//! | scheme | regeling (statistiekcode) |
//! | placement | plaatsing |
//! | programme, participation | traject, deelname |
//! | wage subsidy | loonkostensubsidie |
//! | civic integration | inburgering |
//! | target group | doelgroep |
//! | coverage | periode waarover een levering volledig is |

mod audit;
mod cli;
mod command;
pub mod dataset;
mod disclosure;
mod guard;
pub mod guide;
pub mod measure;
pub mod number;
mod output;
pub mod period;
mod record;
pub mod reference;
pub mod render;
pub mod report;
mod sample;
pub mod visible;

use std::ffi::OsString;
use std::io::Write;

pub use cli::Defaults;
pub use output::{Streams, abandon_unfinished};

use cli::Request;
use command::NotEmpty;
use dataset::discover::FolderError;
use dataset::input_error::InputError;
use output::OutputError;
use render::{Lang, help_in, message_in};
use report::RequestError;
use visible::{Shown, Terminal};

/// Runs the program and returns its exit status: 0 done, 1 nothing made, 2 wrong options, 3 made but rows were
/// rejected.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    defaults: &Defaults,
    streams: &mut Streams<'_>,
) -> u8 {
    // whoever reads a message reads it on a terminal, sooner or later
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = cli::message_lang(&arguments, defaults);
    let request = cli::parse(arguments, defaults);
    let styles = request.as_ref().is_ok_and(Request::is_styled);
    let terminal = Terminal { styles, utf8: !defaults.ascii };
    let mut stderr = Shown::new(streams.stderr, Terminal { styles: false, ..terminal });
    let mut on_terminal;
    let stdout: &mut dyn Write = if defaults.terminal {
        on_terminal = Shown::new(streams.stdout, terminal);
        &mut on_terminal
    } else {
        streams.stdout
    };
    let mut streams = Streams { stdin: streams.stdin, stdout, stderr: &mut stderr };
    let status = answer(request, lang, defaults, &mut streams);
    let _ = streams.stderr.flush(); // where it is closed nobody can read it
    status
}

fn answer(
    request: Result<Request, clap::Error>,
    lang: Lang,
    defaults: &Defaults,
    streams: &mut Streams<'_>,
) -> u8 {
    let mut request = match request {
        Ok(request) => request,
        Err(answer) => return say(&answer, lang, streams),
    };
    let (progress_display, threads) = (request.progress_display(), request.threads(defaults));
    let work = || match &request {
        Request::Report(request) => command::report(request, streams),
        Request::Story(request) => command::story(request, streams),
        Request::Summary(request) => command::summary(request, streams),
        Request::Trend(request) => command::trend(request, streams),
        Request::Cases(request) => command::cases(request, streams),
        Request::Explain(request) => command::explain(request, streams),
        Request::Revise(request) => command::revise(request, streams),
        Request::Table(request) => command::table(request, streams),
        Request::Cohorts(request) => command::cohorts(request, streams),
        Request::Check(request) => command::check(request, streams),
        Request::Init(request) => command::init(request, threads, lang, streams),
        Request::Sample(request) => command::sample(request, lang, streams),
        Request::Protect(request) => command::protect(request, streams),
        Request::Audit(request) => command::audit(request, lang, streams),
        Request::Guide(request) => command::guide(request, streams),
    };
    let done =
        command::with_progress(progress_display.as_ref(), || command::counting_with(threads, work));
    done.unwrap_or_else(|error| {
        // where standard error is closed too only the exit status is left
        let _ = writeln!(streams.stderr, "outflow: {}", message_in(&format!("{error:#}"), lang));
        exit_status(&error)
    })
}

/// 2 where what was asked for is wrong, 1 where the data is refused, or something cannot be read or written.
fn exit_status(error: &anyhow::Error) -> u8 {
    fn is<E: std::error::Error + Send + Sync + 'static>(
        error: &anyhow::Error,
        is_usage: impl Fn(&E) -> bool,
    ) -> bool {
        error.downcast_ref::<E>().is_some_and(is_usage)
    }
    let is_usage = is(error, InputError::is_usage)
        || is(error, FolderError::is_usage)
        || is(error, RequestError::is_usage)
        || is(error, OutputError::is_usage)
        || error.is::<NotEmpty>();
    if is_usage { 2 } else { 1 }
}

/// Help, the version, or what is wrong with the options.
fn say(answer: &clap::Error, lang: Lang, streams: &mut Streams<'_>) -> u8 {
    let text = help_in(&answer.render().to_string(), lang);
    if answer.use_stderr() {
        let _ = streams.stderr.write_all(text.as_bytes());
        return 2;
    }
    let written = output::to_stdout(streams.stdout, &mut |out| Ok(out.write_all(text.as_bytes())?));
    written.map_or_else(
        |error| {
            let error = anyhow::Error::new(error);
            let _ =
                writeln!(streams.stderr, "outflow: {}", message_in(&format!("{error:#}"), lang));
            1
        },
        |()| 0,
    )
}
