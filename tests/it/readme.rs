//! What README.md and the guide show is what the program prints, and what they point to is there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Outflow, Run};

/// A command that a page shows with its output.
struct Shown {
    command: String,
    output: Vec<String>,
}

/// README.md, the guide, and the pages that belong to a folder.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names =
        ["README.md", "CONTRIBUTING.md", "SECURITY.md", "data/README.md", "benches/README.md"];
    let guide = fs::read_dir(root.join("src/guide")).unwrap().map(|entry| entry.unwrap().path());
    let guide = guide.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    names.iter().map(|name| root.join(name)).chain(guide).collect()
}

fn shown(page: &Path) -> Vec<Shown> {
    let text = fs::read_to_string(page).unwrap();
    let mut shown = Vec::new();
    for block in text.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        for part in format!("\n{block}").split("\n$ ").skip(1) {
            let (command, output) = part.split_once('\n').unwrap_or((part, ""));
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
fn what_the_pages_show_is_what_is_printed() {
    let mut checked = 0;
    let shown = pages().into_iter().flat_map(|page| shown(&page));
    for Shown { command, output } in shown.filter(|shown| !is_elsewhere(&shown.command)) {
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
    assert!(checked >= 10, "the pages show what the program does: {checked}");
}

/// A command on exports of the reader's own, or of another program.
fn is_elsewhere(command: &str) -> bool {
    command.contains(" exports") || !command.contains("outflow ")
}

/// A link to a file leads to one.
#[test]
fn what_the_pages_point_to_is_there() {
    let mut checked = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)) {
            let file = link.split('#').next().unwrap();
            if file.is_empty() || file.contains("://") {
                continue;
            }
            let target = page.parent().unwrap().join(file);
            assert!(target.exists(), "{} points to {link}", page.display());
            checked += 1;
        }
    }
    assert!(checked > 30, "the pages point to each other: {checked}");
}

/// What is read first is short; the guide has the rest.
#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(&pages()[0]).unwrap();
    assert!(
        readme.lines().count() <= 200,
        "{} lines: move some to src/guide",
        readme.lines().count()
    );
}
