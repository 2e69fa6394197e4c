//! `outflow protect`: hide what must be hidden in bare tables, and say what can still be found out.

use anyhow::{Context, anyhow};

use crate::cli::ProtectRequest;
use crate::disclosure::{BareTables, Passes};
use crate::output::{Streams, to_stdout};
use crate::visible::{Visible, show_path};

/// Protects bare tables. Returns the exit status, which is 0.
///
/// # Errors
/// Where the tables cannot be read, or contradict themselves.
pub(crate) fn protect(request: &ProtectRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let is_stdin = request.file.as_os_str() == "-";
    let file = if is_stdin { "stdin".to_owned() } else { show_path(&request.file) };
    let mut bytes = Vec::new();
    let read = if is_stdin {
        streams.stdin.read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(&request.file).map(|content| bytes = content)
    };
    let file = Visible(&file).to_string();
    read.with_context(|| file.clone())?;
    let refused =
        |reason: String| anyhow!("{file}: {reason}; see `outflow protect --help` for the form");
    let tables: BareTables =
        serde_json::from_slice(&bytes).map_err(|error| refused(where_not(&error)))?;
    let protected = tables.protect(Passes::ALL).map_err(|fault| refused(fault.to_string()))?;
    to_stdout(streams.stdout, &mut |out| {
        serde_json::to_writer_pretty(&mut *out, &protected)?;
        Ok(writeln!(out)?)
    })?;
    Ok(0)
}

/// Where the JSON is not as it has to be. What stands there is not repeated: it may be a person's number.
fn where_not(error: &serde_json::Error) -> String {
    let what = if error.is_data() { "not the form of bare tables" } else { "not JSON" };
    format!("line {}, column {}: {what}", error.line(), error.column())
}
