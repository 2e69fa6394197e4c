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
    pub(crate) previous_whole: String,
    pub(crate) previous_share: String,
    pub(crate) change: String,
    pub(crate) change_percent: String,
    pub(crate) note: String,
}

/// The rows of one report.
#[derive(Debug)]
pub(crate) struct Figures {
    pub(crate) rows: Vec<Row>,
}

const HEADER: &str = "municipality,period,from,to,table,table_label,figure,figure_label,group,\
    group_label,group_2,group_2_label,unit,value,whole,share,previous,previous_whole,\
    previous_share,change,change_percent,note";

/// A share as it is printed, in ten thousandths of a percent.
pub(crate) fn ten_thousandths(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap();
    assert_eq!(part.len(), 4, "{text} has four decimals");
    format!("{whole}{part}").parse().unwrap()
}

/// A number as it is printed, in hundredths.
pub(crate) fn hundredths(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, "00"));
    assert_eq!(part.len(), 2, "{text} has two decimals or none");
    format!("{whole}{part}").parse().unwrap()
}

impl Figures {
    pub(crate) fn parse(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        assert_eq!(header.iter().collect::<Vec<_>>().join(","), HEADER);
        let rows = reader.records().map(|record| {
            let record = record.unwrap();
            let field = |name: &str| {
                record[header.iter().position(|column| column == name).unwrap()].to_owned()
            };
            let table = field("table");
            let is_crossed = table.matches("_by_").count() > 1 || table.starts_with("cohorts");
            let group = match (field("group"), field("group_2")) {
                (first, second) if first.is_empty() && second.is_empty() => String::new(),
                (first, second) if is_crossed || !second.is_empty() => format!("{first}|{second}"),
                (first, _) => first,
            };
            Row {
                municipality: field("municipality"),
                period: field("period"),
                table,
                figure: field("figure"),
                group,
                unit: field("unit"),
                value: field("value"),
                whole: field("whole"),
                share: field("share"),
                previous: field("previous"),
                previous_whole: field("previous_whole"),
                previous_share: field("previous_share"),
                change: field("change"),
                change_percent: field("change_percent"),
                note: field("note"),
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
