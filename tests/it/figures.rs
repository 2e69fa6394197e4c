//! The long CSV, read back figure by figure.

/// One row of the long CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) municipality: String,
    pub(crate) period: String,
    pub(crate) table: String,
    pub(crate) figure: String,
    pub(crate) group: String,
    pub(crate) unit: String,
    pub(crate) value: String,
    pub(crate) whole: String,
    pub(crate) share: String,
    pub(crate) previous: String,
    pub(crate) change: String,
    pub(crate) note: String,
}

/// The rows of one report.
#[derive(Debug)]
pub(crate) struct Figures {
    pub(crate) rows: Vec<Row>,
}

const HEADER: [&str; 12] = [
    "municipality",
    "period",
    "table",
    "figure",
    "group",
    "unit",
    "value",
    "whole",
    "share",
    "previous",
    "change",
    "note",
];

/// A number as it is printed, in hundredths.
pub(crate) fn hundredths(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, "00"));
    assert_eq!(part.len(), 2, "{text} has two decimals or none");
    format!("{whole}{part}").parse().unwrap()
}

impl Figures {
    pub(crate) fn parse(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap(), HEADER.as_slice());
        let rows = reader.records().map(|record| {
            let mut fields = record.unwrap().into_iter().map(str::to_owned).collect::<Vec<_>>();
            fields.reverse();
            let mut next = || fields.pop().unwrap();
            Row {
                municipality: next(),
                period: next(),
                table: next(),
                figure: next(),
                group: next(),
                unit: next(),
                value: next(),
                whole: next(),
                share: next(),
                previous: next(),
                change: next(),
                note: next(),
            }
        });
        Self { rows: rows.collect() }
    }

    /// The one row of a figure, named `table/figure/group/unit`.
    pub(crate) fn row(&self, name: &str) -> &Row {
        let parts: Vec<&str> = name.split('/').collect();
        let [table, figure, group, unit] = parts.as_slice() else { panic!("{name}: four parts") };
        let mut found = self.rows.iter().filter(|row| {
            (&row.table, &row.figure, &row.group, &row.unit)
                == (&(*table).into(), &(*figure).into(), &(*group).into(), &(*unit).into())
        });
        let row = found.next().unwrap_or_else(|| panic!("there is no figure {name}"));
        assert_eq!(found.next(), None, "{name} stands there twice");
        row
    }

    pub(crate) fn value(&self, name: &str) -> &str {
        &self.row(name).value
    }

    pub(crate) fn count(&self, name: &str) -> i64 {
        self.value(name).parse().unwrap()
    }

    /// The groups of a figure with their values, in the order in which they are printed.
    pub(crate) fn groups(&self, table: &str, figure: &str) -> Vec<(&str, i64)> {
        let rows = self.rows.iter().filter(|row| row.table == table && row.figure == figure);
        let groups = rows.filter(|row| !row.group.is_empty());
        groups.map(|row| (row.group.as_str(), row.value.parse().unwrap())).collect()
    }
}
