//! What a report shows where nothing else is asked for: a few short tables, picked and summed from the full ones.
//!
//! A number that is hidden or missing makes every sum that it is part of hidden or missing.

use super::{Cell, FigureId, Group, Report, Row, TableId, Value};
use crate::measure::Unit;
use crate::number::Ratio;

/// The tables that these are made from.
pub const SOURCES: [TableId; 7] = [
    TableId::Caseload,
    TableId::IntoWork,
    TableId::Retention,
    TableId::OutflowByReason,
    TableId::PlacementsBySector,
    TableId::Programmes,
    TableId::Savings,
];

/// How many sectors are named.
const SECTORS: usize = 5;

/// How many programmes are named.
const PROGRAMMES: usize = 3;

/// The reasons for which a benefit ends, in few groups; all others are other reasons.
const REASONS: [(&str, &[&str]); 4] = [
    ("reasons_work", &["work", "self_employment"]),
    ("reasons_no_cooperation", &["no_cooperation"]),
    ("reasons_moved", &["moved", "abroad"]),
    ("reasons_income", &["unemployment_benefit", "disability_benefit", "other_income"]),
];

/// A short table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefTable {
    /// The id of its title.
    pub id: &'static str,
    /// Which columns it has.
    pub columns: Columns,
    /// Its lines.
    pub lines: Vec<BriefLine>,
}

/// Which columns a short table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// A block for benefits and one for people.
    Units,
    /// Numbers, then shares.
    Shares,
    /// Numbers, then how many of them went into work.
    IntoWork,
    /// Amounts.
    Amounts,
}

/// A line of a short table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefLine {
    /// What it is.
    pub label: Label,
    /// Whether it is a part of the line above.
    pub part: bool,
    /// How its numbers are shown.
    pub shown: Shown,
    /// A row for each block of columns; `None` where the figure is not counted in that unit.
    pub rows: Vec<Option<Row>>,
}

/// The words before a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// By id.
    Word(&'static str),
    /// A group.
    Group(Group),
    /// The number of groups that are added up in the line.
    Others(usize),
}

/// How the numbers of a line are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// With the change.
    Number,
    /// As the share of a whole.
    Rate,
    /// Without any change: what a saving is worth cannot be subtracted from what another was.
    Alone,
}

impl BriefLine {
    fn new(label: Label, rows: Vec<Option<Row>>) -> Self {
        Self { label, part: false, shown: Shown::Number, rows }
    }

    fn part(self) -> Self {
        Self { part: true, ..self }
    }

    /// Whether any of its numbers is known or hidden.
    fn is_known(&self) -> bool {
        self.rows.iter().flatten().any(|row| !matches!(row.value, Cell::Missing(_)))
    }
}

/// The short tables of a report; a line of which nothing is known is left out.
pub fn tables(report: &Report) -> Vec<BriefTable> {
    let all = [
        caseload(report),
        into_work(report),
        reasons(report),
        sectors(report),
        programmes(report),
        Some(money(report)),
    ];
    let told = |mut table: BriefTable| {
        table.lines.retain(BriefLine::is_known);
        (!table.lines.is_empty()).then_some(table)
    };
    all.into_iter().flatten().filter_map(told).collect()
}

fn caseload(report: &Report) -> Option<BriefTable> {
    let table = report.table(TableId::Caseload)?;
    let in_units = |figure: FigureId| {
        [Unit::Benefits, Unit::Persons].map(|unit| table.total(figure, unit).cloned())
    };
    let line = |word, figure| BriefLine::new(Label::Word(word), in_units(figure).into());
    let is_year = report.period.months() == Some(12);
    let [begin, end] = if is_year {
        ["begin_of_year", "end_of_year"]
    } else {
        ["begin_of_period", "end_of_period"]
    };
    let rate = |word, rows: [Option<Row>; 2]| BriefLine {
        shown: Shown::Rate,
        ..BriefLine::new(Label::Word(word), rows.into())
    };
    let averages = in_units(FigureId::StockAverage);
    let of_average = |row: Option<Row>, average: &Option<Row>| {
        let (row, average) = (row?, average.as_ref()?);
        Some(Row {
            whole: Some(average.value.clone()),
            previous_whole: Some(average.previous.clone()),
            ..row
        })
    };
    let rates = |figure| {
        let [benefits, persons] = in_units(figure);
        [of_average(benefits, &averages[0]), of_average(persons, &averages[1])]
    };
    let [_, back] = in_units(FigureId::ReInflow);
    let lines = vec![
        line(begin, FigureId::StockBegin),
        line("plus_inflow", FigureId::Inflow),
        line("minus_outflow", FigureId::Outflow),
        line(end, FigureId::StockEnd),
        rate("inflow_of_average", rates(FigureId::Inflow)),
        rate("outflow_of_average", rates(FigureId::Outflow)),
        rate("back_within_year", [None, back]),
    ];
    Some(BriefTable { id: "caseload", columns: Columns::Units, lines })
}

fn into_work(report: &Report) -> Option<BriefTable> {
    let own = report.table(TableId::IntoWork)?;
    let total = |figure| own.total(figure, Unit::Persons).cloned();
    let mut lines = vec![BriefLine::new(Label::Word("all"), vec![total(FigureId::IntoWork)])];
    lines.extend(own.groups(FigureId::IntoWork).map(|row| {
        BriefLine::new(Label::Group(row.group.clone()), vec![Some(row.clone())]).part()
    }));
    let still = report.total(TableId::Retention, FigureId::StillEmployed12m, Unit::Persons);
    lines.push(BriefLine::new(Label::Word("still_at_work"), vec![still.cloned()]));
    let beside = total(FigureId::PartTimeBesideBenefit);
    lines.push(BriefLine::new(Label::Word("works_beside"), vec![beside]));
    Some(BriefTable { id: "into_work", columns: Columns::Shares, lines })
}

fn reasons(report: &Report) -> Option<BriefTable> {
    let own = report.table(TableId::OutflowByReason)?;
    let total = own.total(FigureId::Outflow, Unit::Benefits)?;
    let mut lines = vec![BriefLine::new(Label::Word("all"), vec![Some(total.clone())])];
    let is_of = |row: &&Row, ids: &[&str]| matches!(&row.group, Group::Declared(id) if ids.contains(&id.as_str()));
    for (word, ids) in REASONS {
        let rows = own.groups(FigureId::Outflow).filter(|row| is_of(row, ids));
        lines.push(BriefLine::new(Label::Word(word), vec![sum(rows)]));
    }
    let is_named = |row: &&Row| REASONS.iter().any(|(_, ids)| is_of(row, ids));
    let others =
        own.groups(FigureId::Outflow).filter(|row| row.group != Group::Unknown && !is_named(row));
    lines.push(BriefLine::new(Label::Word("reasons_other"), vec![sum(others)]));
    let unknown = own.groups(FigureId::Outflow).find(|row| row.group == Group::Unknown);
    lines.push(BriefLine::new(Label::Group(Group::Unknown), vec![unknown.cloned()]));
    Some(BriefTable { id: "reasons", columns: Columns::Shares, lines })
}

fn sectors(report: &Report) -> Option<BriefTable> {
    let own = report.table(TableId::PlacementsBySector)?;
    let total = own.total(FigureId::Placements, Unit::Placements)?;
    let mut lines = vec![BriefLine::new(Label::Word("all"), vec![Some(total.clone())])];
    let of_row =
        |row: &Row| BriefLine::new(Label::Group(row.group.clone()), vec![Some(row.clone())]);
    let (named, folded): (Vec<&Row>, Vec<&Row>) = own
        .groups(FigureId::Placements)
        .filter(|row| row.group != Group::Unknown)
        .partition(|row| row.group != Group::Rest);
    lines.extend(named.iter().take(SECTORS).map(|row| of_row(row)));
    let others: Vec<&Row> =
        named.iter().skip(SECTORS).copied().chain(folded.iter().copied()).collect();
    let label = match (others.as_slice(), folded.is_empty()) {
        ([one], _) => Label::Group(one.group.clone()),
        (others, true) => Label::Others(others.len()),
        (_, false) => Label::Word("other_sectors"),
    };
    lines.push(BriefLine::new(label, vec![sum(others.into_iter())]));
    lines.extend(
        own.groups(FigureId::Placements).filter(|row| row.group == Group::Unknown).map(of_row),
    );
    Some(BriefTable { id: "sectors", columns: Columns::Shares, lines })
}

/// Participants, and how many of them went into work: all together, and the programmes from which most did.
fn programmes(report: &Report) -> Option<BriefTable> {
    let own = report.table(TableId::Programmes)?;
    let into_work = |group: &Group| {
        own.rows
            .iter()
            .find(|row| row.figure == FigureId::ParticipantsIntoWork && row.group == *group)
    };
    let mut lines = Vec::new();
    let mut add = |label: Label, row: &Row| {
        let work = into_work(&row.group).cloned();
        lines.push(BriefLine::new(label, vec![Some(row.clone()), work]));
    };
    add(Label::Word("all"), own.total(FigureId::Participants, Unit::Persons)?);
    let number = |row: &Row| row.value.value().map_or(Ratio::ZERO, Value::exact);
    let most = |row: &&Row| into_work(&row.group).map_or(Ratio::ZERO, number);
    let named = own.groups(FigureId::Participants).filter(|row| row.group.is_named());
    let mut named: Vec<&Row> = named.collect();
    named.sort_by(|one, other| most(other).order(&most(one)));
    for row in named.into_iter().take(PROGRAMMES) {
        add(Label::Group(row.group.clone()), row);
    }
    Some(BriefTable { id: "programmes", columns: Columns::IntoWork, lines })
}

fn money(report: &Report) -> BriefTable {
    let euros = |table, figure| report.total(table, figure, Unit::Euro).cloned();
    let spending = euros(TableId::Savings, FigureId::Spending);
    let subsidy = euros(TableId::IntoWork, FigureId::PlacementsWageSubsidyAmount);
    let worth = euros(TableId::Savings, FigureId::SavingsStock);
    let is_rise = worth
        .as_ref()
        .and_then(|row| row.value.value())
        .is_some_and(|value| value.exact().is_negative());
    let (label, worth) = if is_rise {
        (
            "cost_of_rise",
            worth.map(|row| Row {
                value: negated(row.value),
                previous: negated(row.previous),
                ..row
            }),
        )
    } else {
        ("worth_of_fall", worth)
    };
    let worth =
        BriefLine { shown: Shown::Alone, ..BriefLine::new(Label::Word(label), vec![worth]) };
    let of_budget = |figure: FigureId| {
        BriefLine::new(Label::Word(figure.id()), vec![euros(TableId::Budget, figure)])
    };
    let lines = vec![
        BriefLine::new(Label::Word("paid"), vec![spending]),
        BriefLine::new(Label::Word("wage_cost_subsidy"), vec![subsidy]),
        of_budget(FigureId::Budget),
        of_budget(FigureId::Recoveries),
        of_budget(FigureId::Balance),
        of_budget(FigureId::Forecast),
        worth,
    ];
    BriefTable { id: "money", columns: Columns::Amounts, lines }
}

fn negated(cell: Cell) -> Cell {
    match cell {
        Cell::Known(Value::Euro(cents)) => Ratio::ZERO
            .minus(cents)
            .map_or(Cell::Suppressed, |cents| Cell::Known(Value::Euro(cents))),
        other => other,
    }
}

/// Several groups as one; `None` of none.
pub(crate) fn sum<'a>(rows: impl Iterator<Item = &'a Row>) -> Option<Row> {
    rows.cloned().reduce(|mut all, row| {
        all.value = plus(all.value, row.value);
        all.previous = plus(all.previous, row.previous);
        all
    })
}

fn plus(one: Cell, other: Cell) -> Cell {
    match (one, other) {
        (Cell::Known(Value::Count(one)), Cell::Known(Value::Count(other))) => {
            Cell::count(one.saturating_add(other))
        }
        (Cell::Missing(missing), _) | (_, Cell::Missing(missing)) => Cell::Missing(missing),
        _ => Cell::Suppressed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::report::fixture::{declared, row};

    #[test]
    fn a_sum_with_a_hidden_part_is_hidden() {
        let known = row(FigureId::Outflow, declared("work"), Unit::Benefits, 7);
        let hidden = Row { value: Cell::Suppressed, ..known.clone() };
        let of = |rows: &[&Row]| sum(rows.iter().copied()).map(|row| row.value);
        assert_eq!(of(&[&known, &known]), Some(Cell::count(14)));
        assert_eq!(of(&[&known, &hidden]), Some(Cell::Suppressed));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn the_short_tables_come_to_their_totals() {
        let document = fixture::heerlen();
        let tables = tables(&document.reports[0]);
        let ids: Vec<_> = tables.iter().map(|table| table.id).collect();
        assert_eq!(ids, ["caseload", "into_work", "sectors", "programmes", "money"]);
        let sectors = &tables[2];
        let count = |line: &BriefLine| match &line.rows[0].as_ref().unwrap().value {
            Cell::Known(Value::Count(count)) => *count,
            other => unreachable!("{other:?}"),
        };
        let (all, parts) = sectors.lines.split_first().unwrap();
        assert_eq!(parts.len(), SECTORS + 2);
        assert_eq!(count(all), parts.iter().map(count).sum::<u64>());
    }
}
