//! A CSV of CBS StatLine as it is downloaded → figures of the Netherlands, of size classes and of municipalities.
//!
//! Two forms are read, each with ids or with Dutch titles: wide, with a column for each topic, and long, with the topic in
//! a column of its own. Title lines above the header and the source below the rows are passed over; `.` and empty are no
//! number; `*` and a word in the status say that a number is provisional.
//!
//! A row counts where it is of all together by every dimension of the table (`Totaal …`); one that is not is known
//! by its topic with the dimension behind it: `Uitstromers; Mannen`.

mod cells;
mod topics;

use std::path::Path;

pub(crate) use cells::Region;
use cells::{Number, Times};
use topics::{Topic, Topics};

use super::config::BenchmarkSettings;
use super::input_error::InputError;
use super::mark::Mark;
use super::refusal::Refusal;
use crate::visible::show_path;

/// More lines than this do not stand above a header.
const MOST_TITLES: usize = 20;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    /// The period.
    Period,
    /// The region, by name or code.
    Region,
    /// The topic of a long form.
    Topic,
    /// The number of a long form.
    Value,
    /// Whether the number of a long form is provisional, or why there is none.
    Status,
    /// The number of a topic of a wide form.
    Of(Topic),
    /// A dimension of the table.
    Dimension,
    /// The number of the row, or of a topic that nobody asked for.
    Other,
}

/// Whether the text of a file is a table of StatLine: some line near its begin names the column of periods.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    records(&text).take(MOST_TITLES + 1).any(|(_, fields)| is_header(&fields))
}

fn is_header(fields: &[String]) -> bool {
    let of_own = |field: &String| field.eq_ignore_ascii_case("figure");
    fields.len() > 1
        && fields.iter().any(|field| cells::is_period(field))
        && !fields.iter().any(of_own)
}

/// The records of a text with their lines, empty ones left out; a record is as long as it is.
fn records(text: &str) -> impl Iterator<Item = (u64, Vec<String>)> + '_ {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    reader.into_records().map_while(Result::ok).filter_map(|record| {
        let line = record.position().map_or(1, csv::Position::line);
        let fields: Vec<String> = record.iter().map(str::to_owned).collect();
        fields.iter().any(|field| !field.is_empty()).then_some((line, fields))
    })
}

/// What a table says of the regions that are asked for.
#[derive(Debug, Default)]
pub(crate) struct StatLineTable {
    /// The figures.
    pub(crate) marks: Vec<Mark>,
    /// The regions there are, as they stand there.
    pub(crate) regions: Vec<Region>,
}

/// Reads the figures of the regions that are asked for.
///
/// # Errors
/// Where the table is laid out another way, a number or a period cannot be understood, or nothing in it is known.
pub(crate) fn read(
    path: &Path,
    bytes: &[u8],
    benchmark_settings: &BenchmarkSettings,
) -> Result<StatLineTable, InputError> {
    let name = show_path(path);
    let text = decoded(bytes);
    let mut records = records(&text);
    let mut titles: Vec<String> = Vec::new();
    let header = records.by_ref().take(MOST_TITLES + 1).find(|(_, fields)| {
        let is_header = is_header(fields);
        if !is_header {
            titles.extend(fields.iter().find(|field| !field.is_empty()).cloned());
        }
        is_header
    });
    let (line, header) = header.unwrap_or_default();
    let rows: Vec<(u64, Vec<String>)> = records.collect();
    let topics = Topics::new(benchmark_settings);
    let columns = columns(&header, &rows, &topics);
    let is_long = columns.contains(&Column::Topic) && columns.contains(&Column::Value);
    if !is_long && !columns.iter().any(|column| matches!(column, Column::Of(_))) {
        let titles = header.join(", ");
        return Err(InputError::new(&name, Refusal::StatLineTopics { titles }).at_line(line));
    }
    let source = titles.into_iter().next().unwrap_or_else(|| stem(path));
    let source = format!("CBS, {source}");
    let table = Table { name: &name, columns, header, topics, benchmark_settings, source };
    let mut read = StatLineTable::default();
    for (line, fields) in rows {
        table.row(line, &fields, &mut read)?;
    }
    Ok(read)
}

/// The text of a download: UTF-8, or the code page of Windows.
fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The regions that are asked for; the Netherlands where none is.
pub(crate) fn wanted(benchmark_settings: &BenchmarkSettings) -> impl Iterator<Item = Region> + '_ {
    let none = benchmark_settings.regions.is_empty().then(|| Region::new("Nederland"));
    benchmark_settings.regions.iter().map(|text| Region::new(text)).chain(none)
}

/// What each column holds. What stands before the period and is none of the known columns is a dimension; behind it stand
/// topics, and categories where their columns were moved: they hold words.
fn columns(header: &[String], rows: &[(u64, Vec<String>)], topics: &Topics<'_>) -> Vec<Column> {
    let period = header.iter().position(|title| cells::is_period(title)).unwrap_or(0);
    let has_words = |place: usize| {
        let mut cells = rows.iter().filter_map(|(_, fields)| fields.get(place));
        cells.any(|cell| Number::read(cell, "").is_none())
    };
    let of_title = |(place, title): (usize, &String)| match cells::folded(title).as_str() {
        _ if place == period => Column::Period,
        "id" | "" | "stringvalue" | "eenheid" | "unit" => Column::Other,
        "regios" | "regio" | "regions" | "region" | "gemeenten" | "gemeente" => Column::Region,
        "measure" | "onderwerp" | "onderwerpen" | "topic" => Column::Topic,
        "value" | "waarde" => Column::Value,
        "valueattribute" | "status" => Column::Status,
        _ => match topics.of_title(title) {
            Some(topic) => Column::Of(topic),
            None if place < period || has_words(place) => Column::Dimension,
            None => Column::Other,
        },
    };
    header.iter().enumerate().map(of_title).collect()
}

/// A table with what is asked of it.
struct Table<'a> {
    name: &'a str,
    columns: Vec<Column>,
    header: Vec<String>,
    topics: Topics<'a>,
    benchmark_settings: &'a BenchmarkSettings,
    source: String,
}

impl Table<'_> {
    /// The figures of a row.
    fn row(
        &self,
        line: u64,
        fields: &[String],
        read: &mut StatLineTable,
    ) -> Result<(), InputError> {
        // a footer, or a line of units under the header
        let at = |column: &Column| {
            let place = self.columns.iter().position(|of| of == column);
            place.and_then(|place| fields.get(place)).map_or("", String::as_str)
        };
        if fields.iter().filter(|field| !field.is_empty()).count() < 2
            || at(&Column::Period).is_empty()
        {
            return Ok(());
        }
        let wrong = |column: &str, reason| {
            let refusal = Refusal::StatLineCell { reason };
            InputError::new(self.name, refusal).at_line(line).in_column(column)
        };
        let times = Times::read(at(&Column::Period)).ok_or_else(|| {
            wrong("Perioden", "is not a period of StatLine such as 2018, 2018MM01 or 2018 januari")
        })?;
        // a period of its own kind: a school year, some days
        let Times { period: Some(period), is_provisional } = times else { return Ok(()) };
        let region = match at(&Column::Region) {
            "" => Region::new("Nederland"),
            text => Region::new(text),
        };
        let asked = wanted(self.benchmark_settings).find(|wanted| wanted.is(&region));
        if !read.regions.contains(&region) {
            read.regions.push(region);
        }
        let Some(asked) = asked else { return Ok(()) };
        let categories = self.categories(fields);
        for (place, column) in self.columns.iter().enumerate() {
            let topic = match column {
                Column::Of(topic) => self.topics.with_categories(topic, &categories),
                Column::Value => self.topics.of_long(at(&Column::Topic), &categories),
                _ => None,
            };
            let Some(topic) = topic else { continue };
            let text = fields.get(place).map_or("", String::as_str);
            let status = if *column == Column::Value { at(&Column::Status) } else { "" };
            let number = Number::read(text, status)
                .ok_or_else(|| wrong(&self.header[place], "is not a number of StatLine"))?;
            let Some(hundredths) = number.hundredths(topic.times) else { continue };
            let Some(figure) = topic.figure(period) else { continue };
            read.marks.push(Mark {
                table: String::new(),
                file: self.name.to_owned(),
                line,
                period,
                figure: figure.to_owned(),
                unit: topic.unit.map(str::to_owned),
                group: String::new(),
                hundredths,
                percent: topic.is_percent,
                source: self.source.clone(),
                region: Some(asked.shown()),
                is_provisional: is_provisional || number.is_provisional,
            });
        }
        Ok(())
    }

    /// The categories by which a row is not of all together.
    fn categories<'f>(&self, fields: &'f [String]) -> Vec<&'f str> {
        let cells =
            self.columns.iter().zip(fields).filter(|(column, _)| **column == Column::Dimension);
        cells.map(|(_, cell)| cell.as_str()).filter(|cell| !cells::is_total(cell)).collect()
    }
}

#[cfg(test)]
mod tests;
