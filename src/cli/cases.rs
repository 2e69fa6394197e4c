//! `outflow cases`: its options, and the request they make.

use clap::Args;

use super::choice::{figure, table_of, unit_of, usage};
use super::count::{CountOptions, ReportRequest};
use super::defaults::Defaults;
use super::output::FormOptions;
use super::scope::RowOptions;
use crate::measure::Unit;
use crate::render::Format;
use crate::report::explain::explained;
use crate::report::{FigureId, TableId, listed};

/// The options of `outflow cases` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CasesOptions {
    /// The figure, by its id: see `outflow explain`
    #[arg(value_name = "FIGURE")]
    figure: String,
    /// Only the cases of one group, by its id or its name: work, '<27', 'Baanbrekend Werk'
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// The table the figure is in, where it is in several [default: the first]
    #[arg(long, value_name = "ID")]
    table: Option<String>,
    /// The unit, where the figure is counted in two [default: the first, benefits]
    #[arg(long, value_parser = unit_of(UNITS))]
    unit: Option<Unit>,
    #[command(flatten)]
    count: CountOptions,
    #[command(flatten)]
    rows: RowOptions,
    #[command(flatten)]
    output: FormOptions,
}

/// What `--help` says of the command; `-h` has one line.
pub(super) const ABOUT: &str = "\
List the cases behind one figure, for the person who must check it: one case a line, with the identifiers of
the export, the file and line of each row, and why it counts. There are exactly as many cases as the figure
says; of an amount or a mean the column `weight` adds up to what it is made from.

THE LIST IDENTIFIES PEOPLE. Keep it where the exports are kept. No other command prints an identifier.";

const EXAMPLES: &str = "\
Examples:
  outflow cases into_work --year 2018
  outflow cases outflow --group work --period 2018-Q3 --data exports/2018
  outflow cases stock_end --unit persons --table target_groups --group youth --year 2018
  outflow cases participants --group 'Baanbrekend Werk' --year 2018 --format table
  outflow cases outflow_to_work --year 2018 --csv excel-nl --output to-check.csv

Columns of the CSV: case (a number), dataset, period, figure, group, unit, weight, case_id, person_id,
placement_id, participation_id (several are separated by |), first_day, last_day (empty while it runs),
reason, rows (file:line; file:line), why.";

/// What a figure may be counted in, with what help says of it.
const UNITS: [(Unit, &str); 5] = [
    (Unit::Benefits, "Benefit periods of cases: a couple is one"),
    (Unit::Persons, "People: a couple is two"),
    (Unit::Placements, "Jobs"),
    (Unit::Participations, "Participations in programmes"),
    (Unit::Euro, "Euros"),
];

/// A list of cases that can be made.
#[derive(Debug)]
pub(crate) struct CasesRequest {
    /// The figure.
    pub(crate) figure: FigureId,
    /// The tables it may be taken from, with the unit it is counted in there; the first counts.
    pub(crate) places: Vec<(TableId, Unit)>,
    /// The group asked for.
    pub(crate) group: Option<String>,
    /// The report in which the figure stands; its output is the list.
    pub(crate) report: ReportRequest,
}

impl CasesOptions {
    /// Checks the options against each other.
    pub(super) fn request(self, defaults: &Defaults) -> Result<CasesRequest, clap::Error> {
        let figure = figure(&self.figure)?;
        let table = self.table.as_deref().map(|table| table_of(figure, table)).transpose()?;
        let fits = |place: &(TableId, Unit)| {
            table.is_none_or(|table| table == place.0)
                && self.unit.is_none_or(|unit| unit == place.1)
        };
        let of_figure = listed().filter(|listed| listed.figure == figure);
        let all: Vec<_> = of_figure.map(|listed| (listed.table, listed.unit)).collect();
        let places: Vec<_> = all.iter().copied().filter(fits).collect();
        if all.iter().all(|(table, _)| *table == TableId::Rates) {
            return Err(usage(format!(
                "{figure} is a rate of other figures; list the cases of one of these: stock_end, running"
            )));
        }
        if places.is_empty() {
            let units: Vec<_> = explained(figure).units.iter().map(|unit| unit.id()).collect();
            let asked = self.unit.map_or("", Unit::id);
            let wrong =
                format!("{figure} is not counted in {asked}; its units: {}", units.join(", "));
            return Err(usage(wrong));
        }
        let mut output = self.output.request(Format::Csv, defaults)?;
        if let Some(target) = &mut output.target {
            target.is_private = true;
        }
        let report = self.count.report(self.rows.request(), output, defaults)?;
        Ok(CasesRequest { figure, places, group: self.group, report })
    }
}
