//! The file of a benchmark: figures of others, to hold one's own against.
//!
//! A small CSV with the columns `period`, `figure`, `group`, `value` and `source`, or a table of StatLine. A value with a `%`
//! is a share and is held against the share of the figure, any other against its number.

use std::path::Path;

use super::config::BenchmarkSettings;
use super::mark::Mark;
use super::source::read_file_of;
use super::statline::{self, StatLineTable};
use super::value::{Amount, cents};
use crate::dataset::input_error::InputError;
use crate::dataset::refusal::Refusal;
use crate::period::Period;
use crate::visible::show_path;

/// The columns, in any order.
const COLUMNS: [&str; 5] = ["period", "figure", "group", "value", "source"];

/// No table is longer than this; one of all municipalities in all years is.
const LONGEST: u64 = 100_000_000;

/// Reads the files of a benchmark in a folder.
///
/// # Errors
/// Where one cannot be read or understood, or a region is in none of them.
pub(crate) fn read_all(
    folder: &Path,
    benchmark_settings: &BenchmarkSettings,
) -> Result<Vec<Mark>, InputError> {
    let (mut marks, mut tables) = (Vec::new(), Vec::new());
    for file in &benchmark_settings.benchmark {
        let path = folder.join(file);
        let name = show_path(&path);
        let bytes =
            read_file_of(&path, LONGEST).map_err(|refusal| InputError::new(&name, refusal))?;
        if statline::is_one(&bytes) {
            tables.push((name, statline::read(&path, &bytes, benchmark_settings)?));
        } else {
            marks.extend(read(&name, &bytes)?);
        }
    }
    let regions = || tables.iter().flat_map(|(_, table)| &table.regions);
    if let Some((name, _)) = tables.first() {
        if let Some(missing) = statline::wanted(benchmark_settings)
            .find(|wanted| !regions().any(|region| wanted.is(region)))
        {
            let known = regions().map(|region| region.text.clone()).collect();
            let refusal = Refusal::NoSuchRegion { region: missing.text, known };
            return Err(InputError::new(name, refusal));
        }
        if tables.iter().all(|(_, table)| table.marks.is_empty()) {
            return Err(InputError::new(name, Refusal::StatLineNothing));
        }
    }
    marks.extend(tables.into_iter().flat_map(|(_, StatLineTable { marks, .. })| marks));
    Ok(marks)
}

/// Reads the program's own form.
fn read(name: &str, bytes: &[u8]) -> Result<Vec<Mark>, InputError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let delimiter = [b';', b'\t'].into_iter().find(|delimiter| header.contains(delimiter));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .trim(csv::Trim::All)
        .from_reader(bytes);
    let wrong = |line: u64, column: Option<&str>, reason| {
        let error = InputError::new(name, Refusal::Benchmark { reason }).at_line(line);
        match column {
            Some(column) => error.in_column(column),
            None => error,
        }
    };
    let unreadable = |error: &csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        wrong(line, None, "is not a row of UTF-8 text with as many fields as the header")
    };
    let headers = reader.headers().map_err(|error| unreadable(&error))?.clone();
    let mut places = [0; COLUMNS.len()];
    for (place, column) in places.iter_mut().zip(COLUMNS) {
        let found = headers.iter().position(|header| header.eq_ignore_ascii_case(column));
        *place = found.ok_or_else(|| wrong(1, Some(column), "is not there"))?;
    }
    let mut marks = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        let line = record.position().map_or(1, csv::Position::line);
        let [period, figure, group, value, source] =
            places.map(|place| record.get(place).unwrap_or_default());
        let number = value.strip_suffix('%').map(str::trim_end);
        let Ok(Amount::Exact { cents: hundredths, .. }) = cents(number.unwrap_or(value).as_bytes())
        else {
            const NUMBER: &str = "is not a number with at most two decimals";
            return Err(wrong(line, Some("value"), NUMBER));
        };
        let period = Period::parse(period)
            .map_err(|_| wrong(line, Some("period"), "is not a period such as 2018 or 2018-Q1"))?;
        marks.push(Mark {
            file: name.to_owned(),
            line,
            period,
            table: String::new(),
            figure: figure.to_owned(),
            unit: None,
            group: group.to_owned(),
            hundredths,
            percent: number.is_some(),
            source: source.to_owned(),
            region: None,
            is_provisional: false,
        });
    }
    Ok(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Result<Vec<Mark>, String> {
        read("benchmark.csv", text.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_value_is_a_number_or_a_share() {
        let text = "Period;Figure;Group;Value;Source\n2018;outflow_rate;;29,4%;CBS\n\
                    2018;stock_end;man;1234;regio\n";
        let marks = marks(text).unwrap();
        assert_eq!((marks[0].hundredths, marks[0].percent), (2940, true));
        assert_eq!((marks[1].hundredths, marks[1].percent), (123_400, false));
        assert_eq!((marks[1].group.as_str(), marks[1].line), ("man", 3));
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_column() {
        let header = "period,figure,group,value,source\n";
        let error = |row: &str| marks(&format!("{header}{row}\n")).unwrap_err();
        assert!(error("2018,inflow,,many,x").contains(":2: column value: is not a number"));
        assert!(error("18,inflow,,1,x").contains(":2: column period: is not a period"));
        assert!(error("2018,inflow").contains(":2: is not a row"));
        assert!(marks("period,figure,group,value\n").unwrap_err().contains("column source"));
    }
}
