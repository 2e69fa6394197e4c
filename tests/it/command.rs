//! One way to start the program, in surroundings that a test states in full.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use tempfile::TempDir;

use crate::figures::Figures;

/// A folder with files, and with the folders that their names need.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The program with its arguments; nothing of the environment of the tests reaches it.
pub(crate) struct Outflow {
    command: Command,
    stdin: Vec<u8>,
}

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
    pub(crate) status: Option<i32>,
}

impl Outflow {
    /// The program in the root of the repository, where `data` holds the sample exports.
    pub(crate) fn new() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_outflow"));
        command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR"));
        Self { command, stdin: Vec::new() }
    }

    /// `outflow report` with the options as typed, parted by blanks.
    pub(crate) fn report(options: &str) -> Self {
        Self::new().arg("report").args(options)
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// Arguments parted by blanks.
    pub(crate) fn args(mut self, arguments: &str) -> Self {
        self.command.args(arguments.split_whitespace());
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn cwd(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn stdin(mut self, bytes: &[u8]) -> Self {
        self.stdin = bytes.to_vec();
        self
    }

    /// Sends standard output elsewhere; nothing of it is kept.
    pub(crate) fn run_into(mut self, stdout: impl Into<Stdio>) -> Run {
        self.command.stdin(Stdio::null()).stdout(stdout).stderr(Stdio::piped());
        let output = self.command.spawn().unwrap().wait_with_output().unwrap();
        Run::new(output)
    }

    pub(crate) fn run(mut self) -> Run {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        let (mut pipe, bytes) = (child.stdin.take().unwrap(), self.stdin);
        // a program that does not read its input closes the pipe; that is for the test to judge
        let feeder = thread::spawn(move || drop(pipe.write_all(&bytes)));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Run::new(output)
    }

    /// The text on standard output of a run in which every row was used.
    pub(crate) fn text(self) -> String {
        let run = self.run();
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        String::from_utf8(run.stdout).unwrap()
    }

    /// The figures of a report, read from its CSV.
    pub(crate) fn figures(self) -> Figures {
        Figures::parse(&self.args("--format csv").text())
    }
}

impl Run {
    pub(crate) fn new(output: std::process::Output) -> Self {
        let stderr = String::from_utf8(output.stderr).unwrap();
        Self { stdout: output.stdout, stderr, status: output.status.code() }
    }

    pub(crate) fn stdout(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }

    /// The lines of a CSV of figures, each as `table,figure,group,unit,value,`.
    pub(crate) fn values(&self) -> String {
        let row = |row: &crate::figures::Row| {
            [&*row.table, &row.figure, &row.group, &row.unit, &row.value, "\n"].join(",")
        };
        Figures::parse(self.stdout()).rows.iter().map(row).collect()
    }
}
