//! What every table of a page has in common: the language, the periods and the marks.

use crate::measure::Unit;
use crate::number::{Ratio, Share};
use crate::period::Period;
use crate::report::{Cell, FigureId, Report, Row, Table, Value, cohort};

use super::super::locale::{EuroDecimals, Locale};
use super::model::Column;
use super::shown::{MadeOf, Shown};

/// The widest label of a period that fits the head of a column.
const WIDEST_HEAD: usize = 10;

/// The widest head of several words that stays on one line.
const NARROW: usize = 10;

/// The smallest earlier number of which a change is given in %.
const LEAST_BASE: i128 = 50;

/// A report and the words for it.
#[derive(Clone)]
pub(crate) struct Context<'a> {
    pub report: &'a Report,
    pub locale: &'a Locale,
    /// The head of a column of the period.
    pub now: String,
    /// The head of a column of the comparison period; `None` where nothing is known of it.
    pub earlier: Option<String>,
    /// Whether there is room for the change in % and for the earlier shares.
    pub is_full: bool,
}

impl<'a> Context<'a> {
    pub(crate) fn new(report: &'a Report, locale: &'a Locale) -> Self {
        let compared = report.tables.iter().any(is_compared);
        let labels = [Some(report.period), report.comparison];
        let fits = labels.iter().flatten().all(|period| period.to_string().len() <= WIDEST_HEAD);
        let head = |period: String, word: &str| {
            if fits { period } else { locale.word(word).to_lowercase() }
        };
        let earlier = report.comparison.filter(|_| compared);
        Self {
            report,
            locale,
            now: head(report.period.to_string(), "value"),
            earlier: earlier.map(|period| head(period.to_string(), "previous")),
            is_full: false,
        }
    }

    /// This context for pages that have room for the change in % and the earlier shares.
    pub(crate) fn full(self) -> Self {
        Self { is_full: true, ..self }
    }

    /// Whose figures.
    pub(crate) fn name(&self) -> String {
        self.locale.report_name(&self.report.name)
    }

    /// Whose figures, of what, and of when: `Heerlen, 2018: benefits and work (compared with 2017)`.
    pub(crate) fn title(&self) -> String {
        let period = self.locale.period(self.report.period);
        let values = [("name", &*self.name()), ("period", &*period)];
        let title = self.locale.phrase("title", &values);
        match self.compared_with() {
            _ if self.follows_cohorts() => title,
            Some(compared) => format!("{title} ({compared})"),
            None => title,
        }
    }

    /// What it is about: `Benefits and work in Heerlen, 2018`.
    pub(crate) fn subject(&self) -> String {
        let period = self.locale.period(self.report.period);
        let values = [("name", &*self.name()), ("period", &*period)];
        let id = if self.report.name == "all" { "subject_all" } else { "subject" };
        self.locale.phrase(id, &values)
    }

    /// What else holds for all of it; empty where nothing does.
    pub(crate) fn subtitle(&self) -> String {
        if !self.follows_cohorts() {
            return String::new();
        }
        let last = self.locale.day(self.report.period.to());
        self.locale.phrase("cohorts_followed", &[("day", &last)])
    }

    fn follows_cohorts(&self) -> bool {
        let follows = |table: &Table| table.across.as_ref().is_some_and(cohort::is_of_cohorts);
        self.report.tables.iter().any(follows)
    }

    /// This context with short names of the periods, for narrow columns.
    pub(crate) fn short(&self) -> Context<'a> {
        let name = |period| short_period(period, self.locale);
        let earlier = self.earlier.clone();
        let (now, earlier) = match (name(self.report.period), self.report.comparison, earlier) {
            (Some(now), Some(period), Some(earlier)) => match name(period) {
                Some(short) => (now, Some(short)),
                None => (self.now.clone(), Some(earlier)),
            },
            (Some(now), ..) => (now, None),
            (None, _, earlier) => (self.now.clone(), earlier),
        };
        Self { now, earlier, ..self.clone() }
    }

    /// The comparison period in words, where anything is known of it.
    pub(crate) fn comparison(&self) -> Option<String> {
        self.earlier.as_ref()?;
        self.report.comparison.map(|period| self.locale.period(period))
    }

    /// `compared with 2017`, where anything is known of it.
    pub(crate) fn compared_with(&self) -> Option<String> {
        self.comparison().map(|period| self.locale.phrase("compared", &[("period", &period)]))
    }

    /// This context for one table: without a comparison where the table has none.
    pub(crate) fn of_table(&self, table: &Table) -> Context<'a> {
        let earlier = self.earlier.clone().filter(|_| is_compared(table));
        Self { earlier, ..self.clone() }
    }

    /// Euros are shown without cents where every amount of the rows is a whole number of euros.
    pub(crate) fn euro<'r>(rows: impl IntoIterator<Item = &'r Row>) -> EuroDecimals {
        let broken = |value: Value| match value {
            Value::Euro(cents) => cents.rounded(0).is_none_or(|cents| cents % 100 != 0),
            _ => false,
        };
        let mut cells = rows.into_iter().flat_map(|row| [&row.value, &row.previous]);
        if cells.any(|cell| cell.value().is_some_and(broken)) {
            EuroDecimals::Two
        } else {
            EuroDecimals::AsNeeded
        }
    }

    /// A number, or the mark that stands for it.
    pub(crate) fn cell(&self, cell: &Cell, euro: EuroDecimals) -> Shown {
        match cell {
            Cell::Known(value) => Shown::number(self.locale.value(*value, euro), *value),
            Cell::Missing(why) => Shown::missing(Some(why.clone())),
            Cell::Suppressed => Shown::hidden(),
        }
    }

    /// A number without the sign of its unit, where the table names that.
    pub(crate) fn bare(&self, cell: &Cell) -> Shown {
        self.without_sign(self.cell(cell, EuroDecimals::AsNeeded))
    }

    /// An amount without the sign of euros.
    pub(crate) fn without_sign(&self, shown: Shown) -> Shown {
        let text = shown.text.replacen(self.locale.euro_sign(), "", 1);
        Shown { text, ..shown }
    }

    /// The difference from the comparison period, or the mark that stands for it.
    ///
    /// Of what happened in a period that is not over, no form gives a change: its earlier number is of a whole period.
    pub(crate) fn change(&self, row: &Row, euro: EuroDecimals) -> Shown {
        if self.report.is_uneven(row) {
            return Shown::default();
        }
        match row.change() {
            Some(change) => Shown::change(self.locale.change(change, euro), change),
            None if [&row.value, &row.previous].contains(&&Cell::Suppressed) => Shown::hidden(),
            None => Shown::missing(None), // for the reason of one of its parts
        }
    }

    /// The change in %; empty where the earlier number is so small that the change itself says more.
    pub(crate) fn relative_change(&self, row: &Row) -> Shown {
        let is_large = row.previous.value().is_some_and(|value| {
            let number = match value {
                Value::Euro(cents) => cents.over(Ratio::whole(100)),
                value => Some(value.exact()),
            };
            // of what was short before, a percentage says nothing either
            number.is_some_and(|number| number >= Ratio::whole(LEAST_BASE))
        });
        // of a change that itself changed, a percentage says nothing; of a percentage it is taken for points
        let says_nothing =
            matches!(row.value.value(), Some(Value::Change(_))) || row.unit == Unit::Percent;
        let is_known = is_large && !says_nothing && !self.report.is_uneven(row);
        let Some(change) = row.relative_change().filter(|_| is_known) else {
            return Shown::default();
        };
        let value = Value::Percent(change.ratio());
        Shown::change(self.locale.change(value, EuroDecimals::AsNeeded), value)
    }

    /// The share of a row, what it was, and its change in percentage points.
    pub(crate) fn shares(&self, row: &Row) -> [Shown; 3] {
        let now = self.share(row);
        let before = match (&row.previous, &row.previous_whole) {
            (Cell::Suppressed, Some(_)) | (Cell::Known(_), Some(Cell::Suppressed)) => {
                Shown::hidden()
            }
            _ => self.ratio(row.previous_share()),
        };
        let change = match row.share_change() {
            _ if self.report.is_uneven(row) => Shown::default(),
            Some(change) => Shown::change(self.locale.points(change), Value::Percent(change)),
            None if [&now, &before].iter().any(|shown| shown.made_of == MadeOf::Hidden) => {
                if before.is_blank() || now.is_blank() { Shown::default() } else { Shown::hidden() }
            }
            None => Shown::default(),
        };
        [now, before, change]
    }

    /// The share of a row; empty where it is a share of nothing.
    pub(crate) fn share(&self, row: &Row) -> Shown {
        match (&row.value, &row.whole) {
            (Cell::Suppressed, Some(_)) | (Cell::Known(_), Some(Cell::Suppressed)) => {
                Shown::hidden()
            }
            _ => self.ratio(row.share()),
        }
    }

    /// A share; empty where there is none.
    pub(crate) fn ratio(&self, share: Option<Share>) -> Shown {
        let Some(share) = share else { return Shown::default() };
        Shown::number(self.locale.share(share), Value::Percent(share.ratio()))
    }

    /// The heads of the columns that [`Self::numbers`] fills; `share` is that of the share itself.
    pub(crate) fn number_columns(&self, share: Option<Column>) -> Vec<Column> {
        let mut columns = vec![Column::number(&[&self.now])];
        columns.extend(self.compared_columns());
        columns.extend(share.into_iter().flat_map(|share| self.share_columns(share)));
        columns
    }

    /// The number of a row, what it is compared with, and its share, where the table has columns for these.
    pub(crate) fn numbers(&self, row: &Row, euro: EuroDecimals, with_share: bool) -> Vec<Shown> {
        let mut cells = vec![self.cell(&row.value, euro)];
        cells.extend(self.compared(row, euro));
        if with_share {
            cells.extend(self.shares_of(row));
        }
        cells
    }

    /// The heads of the columns that [`Self::compared`] fills.
    pub(crate) fn compared_columns(&self) -> Vec<Column> {
        let Some(earlier) = &self.earlier else {
            return Vec::new();
        };
        let mut columns = vec![
            Column::number(&[earlier]).earlier(),
            Column::number(&[&self.locale.word("change").to_lowercase()]),
        ];
        if self.is_full {
            // where numbers are too wide for it, the table does without
            columns.push(Column::number(&[&self.locale.phrase("in_percent", &[])]).optional());
        }
        columns
    }

    /// The heads of the columns that [`Self::shares_of`] fills; `head` is that of the share itself.
    pub(crate) fn share_columns(&self, head: Column) -> Vec<Column> {
        let mut columns = vec![head];
        if let Some(earlier) = self.earlier.as_ref().filter(|_| self.is_full) {
            columns.push(Column::number(&[earlier]).earlier());
            columns.push(Column::number(&[&self.locale.word("change").to_lowercase()]));
        }
        columns
    }

    /// The share, what it was and its change, where the page has columns for them.
    pub(crate) fn shares_of(&self, row: &Row) -> Vec<Shown> {
        let width = if self.is_full && self.earlier.is_some() { 3 } else { 1 };
        self.shares(row).into_iter().take(width).collect()
    }

    /// The number in the comparison period and the difference, where the page has columns for them.
    pub(crate) fn compared(&self, row: &Row, euro: EuroDecimals) -> Vec<Shown> {
        if self.earlier.is_none() {
            return Vec::new();
        }
        let mut cells = vec![self.cell(&row.previous, euro)];
        if row.figure.is_saving() {
            // what a saving is worth cannot be subtracted from what another was
            cells.resize(self.compared_columns().len(), Shown::default());
            return cells;
        }
        cells.push(self.change(row, euro));
        if self.is_full {
            cells.push(self.relative_change(row));
        }
        cells
    }

    /// The head of a column of shares of one figure: `% of total`, broken in two lines.
    pub(crate) fn share_head(&self, figure: FigureId) -> [String; 2] {
        let whole = self.locale.whole(figure);
        let percent = self.locale.phrase("percent_of", &[("whole", "")]);
        [percent.trim().to_owned(), whole.to_owned()]
    }
}

/// Whether anything is known, or hidden, of the comparison period.
pub(crate) fn is_compared(table: &Table) -> bool {
    let mut rows = table.rows.iter();
    rows.any(|row| !matches!(row.previous, Cell::Missing(_)))
}

/// A title as it stands inside a sentence; an abbreviation stays as it is.
pub(crate) fn uncapitalised(text: &str) -> String {
    let mut characters = text.chars();
    if text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    let first = characters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(characters).collect()
}

/// A word as it begins a sentence.
pub(crate) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// A head of several words, in lines that keep its column narrow.
pub(crate) fn broken(head: &str) -> Vec<&str> {
    let middle = head.len() / 2;
    let spaces = head.match_indices(' ').map(|(index, _)| index);
    let best = spaces.min_by_key(|index| index.abs_diff(middle));
    match best.filter(|_| head.chars().count() > NARROW) {
        Some(space) => vec![&head[..space], &head[space + 1..]],
        None => vec![head],
    }
}

/// A period in the head of a column: `2018`, `21-H1`, `18-Q3`, `May 18`; `None` where it has no short name.
pub(crate) fn short_period(period: Period, locale: &Locale) -> Option<String> {
    let text = period.to_string();
    let century = |text: &str| text.get(2..).map(str::to_owned);
    match period.months()? {
        12 if text.len() == 4 => Some(text),
        6 | 3 if text.len() == 7 => century(&text),
        1 => {
            let short = locale.month_and_year(period.from());
            let (month, year) = short.split_once(' ')?;
            Some(format!("{month} {}", year.get(2..)?))
        }
        _ => None,
    }
}
