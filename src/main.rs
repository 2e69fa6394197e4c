//! The program: hands arguments, environment and streams to the library, and its exit status to the system.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(unix)]
    signals::heed();
    faults::tell();
    let defaults = outflow::Defaults {
        data: std::env::var_os("OUTFLOW_DATA"),
        lang: std::env::var_os("OUTFLOW_LANG"),
        locale: first_set(["LC_ALL", "LC_MESSAGES", "LANG"]),
        error_terminal: std::io::IsTerminal::is_terminal(&std::io::stderr()),
        terminal: std::io::IsTerminal::is_terminal(&std::io::stdout()),
        color: shows_color(),
        ascii: !is_utf8(),
        processors: std::thread::available_parallelism().ok(),
    };
    let (mut stdin, stdout, mut stderr) = (std::io::stdin(), std::io::stdout(), std::io::stderr());
    let mut streams = outflow::Streams {
        stdin: &mut stdin,
        stdout: &mut stdout.lock(),
        // not locked: a long run shows how far it is from a thread of its own
        stderr: &mut stderr,
    };
    let run = || outflow::run(std::env::args_os(), &defaults, &mut streams);
    // a fault was reported where it arose; nothing is made
    catch_unwind(AssertUnwindSafe(run)).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Whether nothing in the environment asks for plain text: NO_COLOR, CLICOLOR=0 or a terminal that is dumb.
fn shows_color() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is = |name, value: &str| std::env::var_os(name).is_some_and(|of| of == value);
    !is_set("NO_COLOR") && !is("CLICOLOR", "0") && !is("TERM", "dumb")
}

/// The first of these variables that is set to something.
fn first_set(names: [&str; 3]) -> Option<std::ffi::OsString> {
    names.into_iter().filter_map(std::env::var_os).find(|value| !value.is_empty())
}

/// Whether a terminal takes UTF-8: unless the locale names another set of characters.
fn is_utf8() -> bool {
    let Some(locale) = first_set(["LC_ALL", "LC_CTYPE", "LANG"]) else { return true };
    let locale = locale.to_string_lossy().to_lowercase();
    match locale.split_once('.') {
        Some((_, characters)) => {
            characters.split('@').next().is_some_and(|of| of.replace('-', "") == "utf8")
        }
        None => true,
    }
}

/// The message where the program itself fails.
mod faults {
    use std::io::Write;
    use std::sync::Once;

    static TOLD: Once = Once::new();

    /// Has a fault reported in one line: its place in the program, and nothing of what was read. A trace is never made, as
    /// it takes memory, of which a want may be the reason.
    pub(crate) fn tell() {
        std::panic::set_hook(Box::new(|fault| {
            // one fault may bring about others
            TOLD.call_once(|| {
                let (file, line) = fault.location().map_or(("", 0), |at| (at.file(), at.line()));
                // where standard error is closed nobody can read it
                let _ = writeln!(
                    std::io::stderr(),
                    "outflow: stopped at {}:{line}, for want of memory or threads or by a fault of its own; where \
                     neither is short (ulimit -a), please report this line",
                    within(file)
                );
            });
        }));
    }

    /// A path of a source file without the folders of the machine on which it was compiled.
    fn within(file: &str) -> &str {
        let parts = file.rmatch_indices('/').nth(2);
        parts.map_or(file, |(at, _)| &file[at + 1..])
    }
}

/// Signals that the system may send at any moment. Where one cannot be handled, the system does what it
/// always does, which loses no more than a temporary file.
#[cfg(unix)]
mod signals {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use signal_hook::consts::{
        SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGVTALRM,
        SIGXCPU, SIGXFSZ,
    };
    use signal_hook::flag::{
        register, register_conditional_default, register_conditional_shutdown,
    };
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    /// The signals that end a program which does not heed them, and that it may heed.
    const ENDING: [i32; 10] =
        [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGUSR1, SIGUSR2];

    pub(crate) fn heed() {
        // the standard library says that memory is short, and aborts: nothing was made
        let _ = register_conditional_shutdown(SIGABRT, 1, Arc::new(AtomicBool::new(true)));
        // a file that may not grow is then an error of the write, which is reported as any other
        let _ = register(SIGXFSZ, Arc::default());
        let ignored = ignored();
        // what was ignored stays so: `nohup` and a shell's `&` have asked for it
        let heeded = || ENDING.into_iter().filter(|signal| ignored & (1 << (signal - 1)) == 0);
        let Ok(mut signals) = Signals::new(heeded()) else { return };
        let wait = move || {
            for signal in signals.forever() {
                outflow::abandon_unfinished();
                // ends the process by the signal, so that a shell sees 128 and its number and stops its loop
                let _ = emulate_default_handler(signal);
            }
        };
        let waits = std::thread::Builder::new().name("signals".to_owned()).spawn(wait);
        if waits.is_err() {
            // nobody waits: a signal has to end the process by itself, and not to be lost
            let always = Arc::new(AtomicBool::new(true));
            for signal in heeded() {
                let _ = register_conditional_default(signal, Arc::clone(&always));
            }
        }
    }

    /// The signals that are ignored, as bits; none where the system does not say.
    fn ignored() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
    }
}
