//! Readable tables → what they say, by the words of their language.

use super::page::{Page, Row, Table};
use super::{Surroundings, Unreadable, long};
use crate::measure::Unit;
use crate::number::Ratio;
use crate::period::Period;
use crate::render::{Locale, MISSING, SUPPRESSED};
use crate::report::disclosure::{Statement, Told};
use crate::report::{Group, Listed, listed, table_ids};

/// What a report says whose tables are laid out for reading.
pub(super) fn statements(
    pages: &[Page],
    surroundings: Surroundings,
    languages: &[Locale],
) -> Result<Vec<Statement>, Unreadable> {
    let mut statements = Vec::new();
    for page in pages.iter().filter(|page| !page.tables.is_empty()) {
        let named =
            |locale: &&Locale| page.tables.iter().any(|table| id_of(table, locale).is_some());
        let locale = languages.iter().find(named).ok_or(Unreadable::NoTable)?;
        let reading = Reading { locale, surroundings, page };
        for table in &page.tables {
            // tables of another command may follow; what names no table of a report is not one
            if let Some(id) = id_of(table, locale) {
                statements.extend(reading.table(id, table)?);
            }
        }
        reading.check_sentences()?;
    }
    Ok(statements)
}

/// The id of a table by its title.
fn id_of(table: &Table, locale: &Locale) -> Option<&'static str> {
    let is = |id: &&str| {
        let title = locale.table(id);
        table.title == title || table.title.starts_with(&format!("{title} ("))
    };
    table_ids().find(is)
}

/// Traits whose groups are texts of the data, which may be spelt as the label of a group of another trait.
const TEXTS: [&str; 4] = ["programme", "employer", "sector", "district"];

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Value,
    Previous,
    Change,
    Share,
    Words,
}

/// A column of a printed table.
struct Column {
    kind: Kind,
    figure: Option<Listed>,
}

struct Reading<'a> {
    locale: &'a Locale,
    surroundings: Surroundings,
    page: &'a Page,
}

impl Reading<'_> {
    fn table(&self, id: &'static str, table: &Table) -> Result<Vec<Statement>, Unreadable> {
        let columns = self.columns(id, table)?;
        let (period, comparison) = self.periods(table)?;
        let place = self.page.lines.first().map_or("", String::as_str);
        let place = place.rsplit_once(", ").map_or(place, |(name, _)| name).to_owned();
        let mut statements: Vec<Statement> = Vec::new();
        let mut of_groups = None;
        for row in &table.rows {
            let figures = self.figures(id, row, &columns, &mut of_groups);
            for (figure, group, from, to) in figures {
                let mut statement = Statement {
                    place: place.clone(),
                    period,
                    comparison,
                    table: id.to_owned(),
                    figure: figure.figure.to_owned(),
                    group,
                    unit: figure.unit,
                    value: Told::Nothing,
                    previous: Told::Nothing,
                    whole: Told::Nothing,
                    share_of: None,
                    share: Told::Nothing,
                    change: Told::Nothing,
                    rounded: false, // its numbers do not say so
                };
                for (column, cell) in columns[from..to].iter().zip(&row.cells[from..to]) {
                    let told = self.told(cell);
                    match column.kind {
                        Kind::Value => statement.value = told,
                        Kind::Previous => statement.previous = told,
                        Kind::Change => statement.change = told,
                        Kind::Share => statement.share = told,
                        Kind::Words => {}
                    }
                }
                statements.push(statement);
            }
        }
        Ok(statements)
    }

    /// What a row is of: figures, each with its group and its columns.
    fn figures(
        &self,
        id: &'static str,
        row: &Row,
        columns: &[Column],
        of_groups: &mut Option<Listed>,
    ) -> Vec<(Listed, Group, usize, usize)> {
        if row.cells.len() != columns.len() || is_rate(row) {
            return Vec::new();
        }
        let own: Vec<Listed> = listed().filter(|figure| figure.table == id).collect();
        // blocks of columns, each with a figure or a unit of its own
        let mut starts: Vec<usize> =
            (0..columns.len()).filter(|index| columns[*index].figure.is_some()).collect();
        starts.push(columns.len());
        let blocks: Vec<(usize, usize)> =
            starts.windows(2).map(|pair| (pair[0], pair[1])).collect();
        let by_group = own.iter().all(|figure| figure.by.is_some());
        if by_group {
            let group = self.group(&row.label, own.first().and_then(|figure| figure.by));
            return blocks
                .iter()
                .filter_map(|(from, to)| Some((columns[*from].figure?, group.clone(), *from, *to)))
                .collect();
        }
        let titled = |unit: Option<Unit>| {
            own.iter().copied().find(|figure| {
                let title = self.locale.figure(figure.figure);
                let with_unit = format!("{title} ({})", self.locale.unit(figure.unit));
                (row.label == title || row.label == with_unit)
                    && unit.is_none_or(|unit| figure.unit == unit)
            })
        };
        let is_sided = blocks.len() > 1;
        let mut found = Vec::new();
        for (from, to) in blocks {
            let unit = columns[from].figure.map(|figure| figure.unit).filter(|_| is_sided);
            match titled(unit) {
                Some(figure) if !row.part => {
                    *of_groups = Some(figure);
                    found.push((figure, Group::Total, from, to));
                }
                _ => {
                    let of = of_groups.filter(|figure| row.part && figure.by.is_some());
                    found.extend(
                        of.map(|figure| (figure, self.group(&row.label, figure.by), from, to)),
                    );
                }
            }
        }
        found
    }

    fn columns(&self, id: &'static str, table: &Table) -> Result<Vec<Column>, Unreadable> {
        let own: Vec<Listed> = listed().filter(|figure| figure.table == id).collect();
        let by_group = own.iter().all(|figure| figure.by.is_some());
        let several = own.iter().filter(|figure| figure.figure != own[0].figure).count() > 0;
        let mut columns = Vec::new();
        for (index, head) in table.heads.iter().skip(1).enumerate() {
            let (kind, figure) = self.column(head, &own, by_group && several)?;
            let figure = figure.or(own.first().copied().filter(|_| index == 0));
            columns.push(Column { kind, figure });
        }
        Ok(columns)
    }

    fn column(
        &self,
        head: &str,
        own: &[Listed],
        across: bool,
    ) -> Result<(Kind, Option<Listed>), Unreadable> {
        let word = |id: &str| self.locale.word(id).to_lowercase();
        if head == word("change") {
            return Ok((Kind::Change, None));
        }
        if head == word("share") || head.starts_with('%') {
            return Ok((Kind::Share, None));
        }
        if head.is_empty() {
            return Ok((Kind::Words, None));
        }
        if across {
            let mut figures = own.iter();
            if let Some(figure) = figures.find(|of| self.locale.column(of.figure) == head) {
                return Ok((Kind::Value, Some(*figure)));
            }
        }
        // side by side: the unit stands above the period
        let unit = own.iter().find(|figure| {
            head.strip_prefix(self.locale.unit(figure.unit))
                .is_some_and(|rest| rest.starts_with(' '))
        });
        if unit.is_some() {
            return Ok((Kind::Value, unit.copied()));
        }
        let is_first = |table: &Table| table.heads.get(1).is_some_and(|first| first == head);
        let is_value = head == word("value") || self.page.tables.iter().any(is_first);
        if head == word("previous") || !is_value && long::period(head).is_some() {
            return Ok((Kind::Previous, None));
        }
        if is_value {
            return Ok((Kind::Value, None));
        }
        Err(Unreadable::Heading(head.to_owned()))
    }

    /// The periods by the heads of the columns, or as is known.
    fn periods(&self, table: &Table) -> Result<(Period, Option<Period>), Unreadable> {
        let words = |head: &String| head.split(' ').next_back().and_then(long::period);
        let mut named = self.page.tables.iter().flat_map(|table| &table.heads).filter_map(words);
        match self.surroundings {
            Surroundings::Run { period, comparison } => Ok((period, comparison)),
            Surroundings::File(_) => {
                let period = named.next();
                let period = period.ok_or_else(|| Unreadable::Heading(table.title.clone()))?;
                let other = named.find(|other| *other != period);
                Ok((period, other.or_else(|| self.surroundings.comparison_of(period))))
            }
        }
    }

    fn group(&self, label: &str, by: Option<&str>) -> Group {
        if label == self.locale.word("total") {
            return Group::Total;
        }
        // before other groups, one of which may be called like an age class (50 and over)
        let age = self.locale.age_class_named(label).filter(|_| by == Some("age"));
        if let Some(age) = age {
            return Group::Label(age);
        }
        let is_text = by.is_some_and(|by| TEXTS.contains(&by));
        match self.locale.group_named(label) {
            Some("rest") => Group::Rest,
            Some("unknown") => Group::Unknown,
            Some(id) if !is_text => Group::Label(id.to_owned()),
            _ => Group::Label(label.to_owned()),
        }
    }

    fn told(&self, cell: &str) -> Told {
        match cell {
            "" | MISSING => Told::Nothing,
            SUPPRESSED => Told::Hidden,
            number => self.locale.parse_number(number).map_or(Told::Nothing, Told::Number),
        }
    }

    /// Every number in a headline figure or a formula stands in a table too: a sentence tells nothing new.
    fn check_sentences(&self) -> Result<(), Unreadable> {
        let tables = &self.page.tables;
        let cells = tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        let mut known: Vec<Ratio> =
            cells.filter_map(|cell| self.locale.parse_number(cell)).collect();
        let formulas = tables.iter().flat_map(|table| &table.sentences);
        // a formula of the savings is filled in from the stocks, and from prices that are no counts
        known.extend(formulas.flat_map(|formula| self.numbers(formula)));
        // the title and what it is compared with name periods
        let facts = self.page.lines.iter().skip(1);
        for line in facts {
            let periods: Vec<Ratio> =
                self.numbers(self.page.lines.first().map_or("", String::as_str));
            let compared = self.page.lines.get(1).map_or("", String::as_str);
            let named: Vec<Ratio> = periods.into_iter().chain(self.numbers(compared)).collect();
            let is_told = |number: &Ratio| {
                let opposite = Ratio::ZERO.minus(*number);
                let same = |other: &Ratio| other == number || Some(*other) == opposite;
                known.iter().any(same) || named.contains(number) || number.is_zero()
            };
            if !self.numbers(line).iter().all(is_told) {
                return Err(Unreadable::Sentence(line.trim().to_owned()));
            }
        }
        Ok(())
    }

    fn numbers(&self, sentence: &str) -> Vec<Ratio> {
        let words =
            sentence.split(|character: char| character.is_whitespace() || "()".contains(character));
        let words = words.map(|word| word.trim_matches(|c: char| !c.is_ascii_digit() && c != '−'));
        words
            .filter(|word| word.chars().any(|character| character.is_ascii_digit()))
            .filter_map(|word| self.locale.parse_number(word))
            .collect()
    }
}

/// Rows of percentages between rows of numbers say nothing that their numbers do not.
fn is_rate(row: &Row) -> bool {
    let mut cells = row.cells.iter().filter(|cell| !cell.is_empty()).peekable();
    cells.peek().is_some() && cells.all(|cell| cell.ends_with('%'))
}
