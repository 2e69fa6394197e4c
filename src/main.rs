//! The program: hands arguments, environment and streams to the library, and its exit status to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    let defaults = outflow::Defaults {
        data: std::env::var_os("OUTFLOW_DATA"),
        lang: std::env::var_os("OUTFLOW_LANG"),
        terminal: std::io::IsTerminal::is_terminal(&std::io::stdout()),
        processors: std::thread::available_parallelism().ok(),
    };
    let (mut stdin, stdout, stderr) = (std::io::stdin(), std::io::stdout(), std::io::stderr());
    let mut streams = outflow::Streams {
        stdin: &mut stdin,
        stdout: &mut stdout.lock(),
        stderr: &mut stderr.lock(),
    };
    ExitCode::from(outflow::run(std::env::args_os(), &defaults, &mut streams))
}
