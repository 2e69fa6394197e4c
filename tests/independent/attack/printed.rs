//! The long form as a reader has it: rows of text, and what their numbers can be at the precision that is printed.

use jiff::ToSpan;
use jiff::civil::Date;

/// From its first to its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    pub from: Date,
    pub to: Date,
}

/// What a run compared its periods with, which its CSV does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Comparison {
    /// The period before, of the same kind.
    #[default]
    Previous,
    /// The same period of the year before.
    YearEarlier,
}

impl Window {
    pub fn new(from: Date, to: Date) -> Self {
        Self { from, to }
    }

    /// The days that a period's label names.
    pub fn of_label(label: &str) -> Option<Self> {
        if let Some((from, to)) = label.split_once("..") {
            return Some(Self::new(from.parse().ok()?, to.parse().ok()?));
        }
        let (year, part) = label.split_once('-').unwrap_or((label, ""));
        let year: i16 = year.parse().ok()?;
        let (first, months) = match part.chars().next() {
            None => (1, 12),
            Some('H') => (part[1..].parse::<i8>().ok()? * 6 - 5, 6),
            Some('Q') => (part[1..].parse::<i8>().ok()? * 3 - 2, 3),
            Some(_) => (part.parse::<i8>().ok()?, 1),
        };
        let from = Date::new(year, first, 1).ok()?;
        Some(Self::new(from, from + i32::from(months as u8).months() - 1.day()))
    }

    /// The days so many months earlier, to the last of a month where these end so.
    pub fn months_earlier(self, months: i32) -> Self {
        let back = |day: Date| day - months.months();
        let to = back(self.to);
        let ends_a_month = self.to == self.to.last_of_month();
        Self::new(back(self.from), if ends_a_month { to.last_of_month() } else { to })
    }

    /// How many calendar months these are, where they are whole months.
    pub fn whole_months(self) -> Option<i32> {
        let is_whole = self.from.day() == 1 && self.to == self.to.last_of_month();
        let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
        is_whole.then(|| months(self.to) - months(self.from) + 1)
    }

    pub fn compared(self, label: &str, comparison: Comparison) -> Self {
        match (comparison, self.whole_months().filter(|_| !label.contains(".."))) {
            (Comparison::YearEarlier, _) => self.months_earlier(12),
            (Comparison::Previous, Some(months)) => self.months_earlier(months),
            (Comparison::Previous, None) => {
                let days = (self.to - self.from).get_days() + 1;
                Self::new(self.from - days.days(), self.from - 1.day())
            }
        }
    }

    /// The last days of months on which an average of the window is taken.
    pub fn month_ends(self) -> Vec<Date> {
        let mut ends = Vec::new();
        let mut end = self.from.last_of_month();
        while end <= self.to {
            ends.push(end);
            end = (end + 1.day()).last_of_month();
        }
        if ends.is_empty() { vec![self.to] } else { ends }
    }

    pub fn contains(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }
}

/// A column of a row that holds a number of people, or of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    Value,
    Whole,
    Previous,
    PreviousWhole,
}

pub const COLUMNS: [Column; 4] =
    [Column::Value, Column::Whole, Column::Previous, Column::PreviousWhole];

impl Column {
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Whole => "whole",
            Self::Previous => "previous",
            Self::PreviousWhole => "previous_whole",
        }
    }

    pub fn is_previous(self) -> bool {
        matches!(self, Self::Previous | Self::PreviousWhole)
    }
}

/// A row of the long form.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub run: usize,
    pub municipality: String,
    pub period: String,
    pub table: String,
    pub figure: String,
    pub groups: Vec<String>,
    pub unit: String,
    pub value: String,
    pub whole: String,
    pub share: String,
    pub previous: String,
    pub previous_whole: String,
    pub previous_share: String,
    pub change: String,
    pub change_percent: String,
    pub note: String,
}

impl Row {
    /// The row's place among those of its run, the same in a run that hides nothing.
    pub fn place(&self) -> String {
        let groups = self.groups.join("|");
        let Self { municipality, period, table, figure, unit, .. } = self;
        format!("{municipality} {period} {table}/{figure}/{groups} ({unit})")
    }

    pub fn text(&self, column: Column) -> &str {
        match column {
            Column::Value => &self.value,
            Column::Whole => &self.whole,
            Column::Previous => &self.previous,
            Column::PreviousWhole => &self.previous_whole,
        }
    }

    /// Whether the row says that something of it is kept back.
    pub fn hides(&self) -> bool {
        self.note.contains("suppressed")
    }
}

/// The rows of what a run printed. A municipality that comes again is the region that bears its name.
pub fn read(run: usize, text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let mut rows: Vec<Row> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for record in reader.records() {
        let record = record.expect("a row of the long form");
        let of = |name: &str| {
            let place = header.iter().position(|column| column == name);
            place.map(|place| record[place].to_owned()).unwrap_or_default()
        };
        let mut groups: Vec<String> = of("group").split('|').map(str::to_owned).collect();
        let table = of("table");
        let is_crossed = table.starts_with("cohorts") || table.matches("_by_").count() > 1;
        let is_total = groups == [""];
        if header.iter().any(|column| column == "group_2")
            && (!of("group_2").is_empty() || is_crossed && !is_total)
        {
            groups.push(of("group_2"));
        }
        let mut row = Row {
            run,
            municipality: of("municipality"),
            period: of("period"),
            table: of("table"),
            figure: of("figure"),
            groups,
            unit: of("unit"),
            value: of("value"),
            whole: of("whole"),
            share: of("share"),
            previous: of("previous"),
            previous_whole: of("previous_whole"),
            previous_share: of("previous_share"),
            change: of("change"),
            change_percent: of("change_percent"),
            note: of("note"),
        };
        while !seen.insert(row.place()) {
            row.municipality += "'";
        }
        rows.push(row);
    }
    rows
}

/// From and up to what a printed number may be.
pub fn number(text: &str) -> Option<(f64, f64)> {
    let value: f64 = text.parse().ok()?;
    let decimals = text.split_once('.').map_or(0, |(_, part)| part.len());
    let half = if decimals == 0 { 0.0 } else { 0.5 / 10_f64.powi(decimals as i32) };
    Some((value - half, value + half))
}

/// The same of an amount, of which a published report keeps three digits.
pub fn amount(text: &str) -> Option<(f64, f64)> {
    let value: f64 = text.parse().ok()?;
    if value == 0.0 {
        return Some((-0.5, 0.5));
    }
    let unit = 10_f64.powi(value.abs().log10().floor() as i32 - 2);
    let has_three = (value / unit - (value / unit).round()).abs() < 1e-9;
    let half = if has_three { unit.max(0.01) / 2.0 } else { 0.005 };
    Some((value - half, value + half))
}

/// What a count that is rounded to the nearest ten, half up, may have been.
pub fn rounded(text: &str) -> Option<(f64, f64)> {
    let value: f64 = text.parse().ok()?;
    Some(((value - 5.0).max(0.0), value + 4.0))
}
