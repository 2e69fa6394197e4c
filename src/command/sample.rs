//! `outflow sample`: invented exports in a folder, each written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;

use crate::cli::SampleRequest;
use crate::dataset::config::FILE_NAME;
use crate::dataset::discover::entries;
use crate::output::{OutputError, Streams, Target, to_file};
use crate::render::{Lang, RenderError, message_in};
use crate::sample::{Export, Sample};
use crate::visible::{Visible, show_path};

/// Writes a sample. Returns the exit status, which is 0.
///
/// # Errors
/// Where the folder cannot be used, or a file not be written.
pub(crate) fn sample(
    request: &SampleRequest,
    lang: Lang,
    streams: &mut Streams<'_>,
) -> anyhow::Result<u8> {
    let folder = &request.folder;
    prepare(folder, request.force)?;
    let sample = Sample::new(request.plan);
    for export in Export::ALL {
        let name = export.file_name(request.plan.style);
        let written = write(request, name, &mut |out| sample.write(export, out))?;
        let path = show_path(&folder.join(name));
        let (rows, bytes) = (written.rows, written.bytes);
        say(streams, lang, &format!("wrote {path}: {rows} rows, {bytes} bytes"));
    }
    // last, so that a folder with a configuration is complete
    let config = sample.config();
    write(request, FILE_NAME, &mut |out| out.write_all(config.as_bytes()))?;
    let path = show_path(&folder.join(FILE_NAME));
    say(streams, lang, &format!("wrote {path}; nobody in these exports exists"));
    let shown = show_path(folder);
    say(streams, lang, &format!("try: outflow report --year 2024 --data {}", quoted(&shown)));
    Ok(0)
}

/// The folder holds files, which may be somebody's.
#[derive(Debug, thiserror::Error)]
#[error("{}: is not empty; choose another folder, or use --force to overwrite the sample in it", Visible(.folder))]
pub(crate) struct NotEmpty {
    folder: String,
}

/// Makes the folder, or sees that it is empty.
fn prepare(folder: &Path, force: bool) -> anyhow::Result<()> {
    let name = show_path(folder);
    let unusable = || format!("{}: cannot be used as a folder", Visible(&name));
    fs::create_dir_all(folder).with_context(unusable)?;
    let is_empty = entries(folder).with_context(unusable)?.is_empty();
    if is_empty || force { Ok(()) } else { Err(NotEmpty { folder: name }.into()) }
}

fn write<W: Default>(
    request: &SampleRequest,
    name: &str,
    content: &mut dyn FnMut(&mut dyn Write) -> io::Result<W>,
) -> anyhow::Result<W> {
    let target =
        Target { path: request.folder.join(name), force: request.force, is_private: false };
    let mut written = W::default();
    let kept = to_file(&target, &[], &mut |out| {
        written = content(out)?;
        Ok(())
    });
    match kept {
        Ok(()) => Ok(written),
        // an export is no report
        Err(OutputError::File { file, source: RenderError::Io(source) }) => {
            Err(source).context(format!("{}: cannot be written", Visible(&file)))
        }
        Err(error) => Err(error.into()),
    }
}

fn say(streams: &mut Streams<'_>, lang: Lang, line: &str) {
    // where standard error is closed nobody wants to know; the files are there all the same
    let line = message_in(&Visible(line).to_string(), lang);
    let _ = writeln!(streams.stderr, "outflow: {line}");
}

/// A path as it can be pasted into a shell.
fn quoted(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
    if path.bytes().all(is_plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    /// Runs the program; its exit status, what it printed, and what it said.
    fn run(arguments: &[&str]) -> (u8, String, String) {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let mut streams = crate::Streams {
            stdin: &mut std::io::empty(),
            stdout: &mut stdout,
            stderr: &mut stderr,
        };
        let arguments = std::iter::once("outflow").chain(arguments.iter().copied());
        let status =
            crate::run(arguments.map(OsString::from), &crate::Defaults::default(), &mut streams);
        (status, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    }

    /// A sample in a folder of its own, and the report on 2024 from it.
    fn report(style: &str, municipalities: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        let (status, stdout, said) = run(&[
            "sample",
            path,
            "--cases",
            "4000",
            "--style",
            style,
            "--municipalities",
            municipalities,
        ]);
        assert_eq!((status, stdout.as_str()), (0, ""), "{said}");
        assert!(said.contains("rows") && said.contains("outflow report --year 2024"), "{said}");
        let (status, report, said) =
            run(&["report", "--year", "2024", "--data", path, "--format", "csv"]);
        assert_eq!(status, 0, "a row was rejected: {said}");
        report
    }

    #[test]
    fn a_report_on_a_sample_fills_every_table_and_rejects_nothing() {
        let report = report("iso", "3");
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(report.as_bytes()).into_records().flatten().collect();
        for table in crate::report::table_ids() {
            let filled = |value: &str| value.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
            let is_filled = rows.iter().any(|row| &row[4] == table && filled(&row[13]));
            assert!(is_filled, "nothing in {table}");
        }
    }

    #[test]
    fn both_styles_hold_the_same_people() {
        for municipalities in ["1", "4"] {
            assert_eq!(report("iso", municipalities), report("dutch", municipalities));
        }
    }

    #[test]
    fn the_configuration_says_how_the_same_sample_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let (first, again) = (folder.path().join("first"), folder.path().join("again"));
        let options = "--cases 90 --seed 3 --municipalities 2 --couples 40 --order case \
                       --style dutch --quote always";
        let mut arguments = vec!["sample", first.to_str().unwrap()];
        arguments.extend(options.split_whitespace());
        assert_eq!(run(&arguments).0, 0);
        let config = std::fs::read_to_string(first.join("outflow.toml")).unwrap();
        let (_, command) = config.split_once("outflow sample DIR").unwrap();
        let (command, _) = command.split_once("\nname").unwrap();
        let is_word = |word: &&str| !matches!(*word, "\\" | "#");
        let mut arguments = vec!["sample", again.to_str().unwrap()];
        arguments.extend(command.split_whitespace().filter(is_word));
        assert_eq!(run(&arguments).0, 0, "{arguments:?}");
        for name in ["uitkeringen.csv", "plaatsingen.csv", "trajecten.csv", "outflow.toml"] {
            let bytes = |folder: &std::path::Path| std::fs::read(folder.join(name)).unwrap();
            assert!(bytes(&first) == bytes(&again), "{name}");
        }
        assert!(
            std::fs::read_to_string(again.join("trajecten.csv")).unwrap().starts_with("\"traj")
        );
    }

    #[test]
    fn a_folder_with_files_is_left_alone_unless_forced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        let benefits = folder.path().join("benefits.csv");
        std::fs::write(&benefits, "mine").unwrap();
        let (status, _, said) = run(&["sample", path, "--cases", "10"]);
        assert_eq!(status, 2, "{said}");
        assert_eq!(std::fs::read_to_string(&benefits).unwrap(), "mine");
        assert_eq!(run(&["sample", path, "--cases", "10", "--force"]).0, 0);
        assert!(std::fs::read_to_string(&benefits).unwrap().starts_with("case_id,"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 4);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let (status, _, said) = run(&["sample", file.to_str().unwrap()]);
        assert_eq!(status, 1);
        assert!(said.contains("file: cannot be used as a folder"), "{said}");
    }

    #[test]
    fn a_path_is_quoted_for_a_shell() {
        assert_eq!(super::quoted("a/b-1.c"), "a/b-1.c");
        assert_eq!(super::quoted("it's"), r"'it'\''s'");
    }
}
