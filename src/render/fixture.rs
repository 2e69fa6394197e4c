//! Hand-made documents for the tests of the renderers.

use crate::measure::Unit;
use crate::number::Ratio;
use crate::period::Period;
use crate::report::{
    Cell, DatasetFacts, DefinitionsInForce, Document, Group, InputFacts, Missing, Note, NoteValue,
    Provenance, Report, Row, Table, Value,
};

/// A row of counts.
pub(crate) fn row(figure: &'static str, group: Group, unit: Unit, value: u64) -> Row {
    Row {
        figure,
        group,
        unit,
        value: Cell::count(value),
        whole: None,
        previous: Cell::Missing(Missing::NoComparison),
        inputs: Vec::new(),
    }
}

impl Row {
    /// The row as a share of a count.
    pub(crate) fn of(self, whole: u64) -> Self {
        Self { whole: Some(Value::Count(whole)), ..self }
    }

    /// The row with its count in the comparison period.
    pub(crate) fn was(self, previous: u64) -> Self {
        Self { previous: Cell::count(previous), ..self }
    }

    /// The row with another number.
    pub(crate) fn worth(self, value: Cell) -> Self {
        Self { value, ..self }
    }
}

/// An amount in whole euros.
pub(crate) fn euros(amount: i128) -> Cell {
    Cell::Known(Value::Euro(Ratio::whole(amount * 100)))
}

/// A declared group.
pub(crate) fn declared(id: &str) -> Group {
    Group::Declared(id.to_owned())
}

/// A group from the data.
pub(crate) fn label(text: &str) -> Group {
    Group::Label(text.to_owned())
}

/// A year.
pub(crate) fn year(text: &str) -> Period {
    match Period::parse(text) {
        Ok(period) => period,
        Err(error) => unreachable!("{error}"),
    }
}

/// A document of one report with these tables.
pub(crate) fn document(tables: Vec<Table>) -> Document {
    Document {
        reports: vec![Report {
            name: "Heerlen".to_owned(),
            period: year("2018"),
            comparison: Some(year("2017")),
            provisional: false,
            headline_saving: "savings_stock",
            tables,
        }],
        notes: vec![Note::new(
            "rejected_rows",
            vec![
                ("file", NoteValue::Text("uitkeringen.csv".to_owned())),
                ("count", NoteValue::Count(3)),
            ],
        )],
        provenance: provenance(),
    }
}

/// Two small tables with a number of every kind, one hidden and one missing.
pub(crate) fn small() -> Document {
    let stock = |group, count| row("stock_end", group, Unit::Benefits, count);
    let by_sex = vec![
        stock(Group::Total, 5758).was(6012),
        stock(declared("man"), 2879).of(5758).was(3012),
        Row {
            value: Cell::Suppressed,
            previous: Cell::Suppressed,
            ..stock(Group::Unknown, 0).of(5758)
        },
    ];
    let saving = |figure| row(figure, Group::Total, Unit::Euro, 0);
    let savings = vec![
        Row {
            inputs: vec![
                ("previous_stock", Cell::count(6012)),
                ("stock", Cell::count(5758)),
                ("average_benefit", euros(14_200)),
            ],
            ..saving("savings_stock").worth(euros(3_606_800))
        },
        saving("savings_paid").worth(Cell::Missing(Missing::NoFile("payments"))),
    ];
    document(vec![
        Table { id: "caseload_by_sex", dimension: Some("sex"), rows: by_sex },
        Table { id: "savings", dimension: None, rows: savings },
    ])
}

fn provenance() -> Provenance {
    Provenance {
        version: "0.1.0",
        code_lists: "2026-01-01".to_owned(),
        datasets: vec![DatasetFacts {
            name: "Heerlen".to_owned(),
            coverage: Period::new(year("2016").from(), year("2018").to()).unwrap_or(year("2018")),
        }],
        inputs: vec![InputFacts {
            dataset: "Heerlen".to_owned(),
            kind: "benefits",
            name: "uitkeringen.csv".to_owned(),
            bytes: 1_234_567,
            sha256: Some("ab".repeat(32)),
            read: 10_003,
            used: 10_000,
            rejected: 3,
            out_of_scope: 0,
        }],
        definitions: DefinitionsInForce {
            gap_days: 0,
            work_window_days: 31,
            full_time_hours_hundredths: 3500,
            age_bounds: vec![27, 35, 45, 55],
            savings_method: "stock".to_owned(),
            average_benefit: vec![(2018, 1_420_000)],
        },
    }
}
