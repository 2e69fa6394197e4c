//! What README.md shows is what the program prints.

use std::fs;
use std::path::Path;

use crate::command::{Outflow, Run};

/// A command that README.md shows with its output.
struct Shown {
    command: String,
    output: Vec<String>,
}

fn shown() -> Vec<Shown> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(file).unwrap();
    let mut shown = Vec::new();
    for block in text.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        for part in format!("\n{block}").split("\n$ ").skip(1) {
            let (command, output) = part.split_once('\n').unwrap();
            let output = output.lines().map(|line| line.trim_end().to_owned()).collect();
            shown.push(Shown { command: command.to_owned(), output });
        }
    }
    shown
}

/// Runs a command as it stands there; `echo '…' | outflow …` is the one thing of a shell that is understood.
fn run(command: &str) -> Run {
    let (stdin, command) = match command.split_once(" | ") {
        Some((echo, command)) => {
            let text =
                echo.strip_prefix("echo '").and_then(|text| text.strip_suffix('\'')).unwrap();
            (text, command)
        }
        None => ("", command),
    };
    let arguments = command.strip_prefix("outflow ").unwrap();
    Outflow::new().args(arguments).stdin(stdin.as_bytes()).run()
}

/// Every line that is shown is printed, in that order; a line of `…` or an empty one stands for lines left out.
#[test]
fn what_the_readme_shows_is_what_is_printed() {
    let mut checked = 0;
    for Shown { command, output } in shown() {
        // exports of the reader's own
        if command.contains(" exports") {
            continue;
        }
        let run = run(&command);
        let printed = format!("{}{}", run.stdout(), run.stderr);
        let mut lines = printed.lines().map(str::trim_end);
        for wanted in output.iter().filter(|line| !["", "…", "..."].contains(&line.trim())) {
            let wanted = wanted.as_str();
            let found = lines.any(|line| {
                wanted.strip_suffix('…').map_or(line == wanted, |start| line.starts_with(start))
            });
            assert!(found, "`{command}` no longer prints this line here:\n{wanted}");
        }
        checked += 1;
    }
    assert!(checked >= 8, "the README shows what the program does: {checked}");
}
