//! Every figure and group of a report on each sample against the cases behind it.
use std::num::NonZeroUsize;
use std::path::Path;

use super::*;
use crate::cli::{
    AllowRejects, InputRequest, Inputs, OutputRequest, ProgressDisplay, ReportRequest, ScopeRequest,
};
use crate::period::{Comparison, Period};
use crate::render::{Format, Style};
use crate::report::{FigureId, Group, Listed, Report, Row, TableId, listed};

fn report_of(sample: &str, period: &str) -> ReportRequest {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(sample);
    ReportRequest {
        period: Period::parse(period).unwrap(),
        comparison: Comparison::Previous,
        input: InputRequest {
            inputs: Inputs::Data(vec![data]),
            skip: Vec::new(),
            delimiter: None,
            encoding: None,
            allow_rejects: AllowRejects::default(),
            threads: NonZeroUsize::MIN,
            progress_display: ProgressDisplay::default(),
        },
        scope: ScopeRequest { partial: false, each: false, municipalities: Vec::new() },
        sections: Vec::new(),
        top: None,
        publish: None,
        output: OutputRequest {
            format: Format::Csv,
            style: Style::default(),
            target: None,
            charts: None,
        },
    }
}

/// What the cases of one group weigh together.
fn of_group(list: &CaseList, group: &Group) -> Option<i128> {
    let mut cases = list.cases.iter().filter(|case| case.groups.contains(group));
    let sum = cases.try_fold(Ratio::ZERO, |sum, case| sum.plus(case.weight.exact()));
    sum?.rounded(0)
}

/// What the weights of a figure must add up to, worked out from the rows of the report.
fn expected(report: &Report, row: &Row) -> Ratio {
    let caseload = |figure: FigureId| {
        let mut rows = report.tables[0].rows.iter();
        let row = rows.find(|row| row.figure == figure && row.unit == Unit::Benefits).unwrap();
        row.previous.value().unwrap().minus(row.value.value().unwrap()).unwrap().exact()
    };
    let months = Ratio::whole(report.period.months().unwrap().into());
    match row.figure {
        FigureId::StockAverage => row.value.value().unwrap().exact().times(months).unwrap(),
        FigureId::SavingsStock => caseload(FigureId::StockEnd),
        FigureId::SavingsVolume => caseload(FigureId::StockAverage).times(months).unwrap(),
        _ => row.value.value().unwrap().exact(),
    }
}

/// Checks every figure but the price, which has no rows; returns how many groups it saw.
fn checked(request: &ReportRequest) -> usize {
    let categories = Categories::new();
    let mut stdin = std::io::empty();
    let loading = RunRequest::of_report(request);
    let mut run = Run::load_identified(loading, &categories, &mut stdin).unwrap();
    let windows = report_windows(request.period, request.comparison);
    let plan = report::plan(|_| true);
    let tally = run.tally(&plan, &windows).unwrap();
    let counted = Counted::of_report(&tally, &windows);
    let (report, _) = report_of_all(&run, request, counted, |_| true);
    let mut seen = 0;
    for place in listed().filter(|place| has_rows(place) && !place.unit.is_rate()) {
        let (figure, places) = (place.figure, vec![(place.table, place.unit)]);
        let request = CasesRequest { figure, places, group: None, report: request.clone() };
        let list = list(&request, &run, counted, &report).unwrap();
        assert_eq!(list.sum.exact(), expected(&report, &list.row), "{place:?}");
        let table = report.table(place.table).unwrap();
        let of_figure = |row: &&Row| (row.figure, row.unit) == (figure, place.unit);
        for row in table.rows.iter().filter(of_figure).skip(1) {
            let value = row.value.value().unwrap().exact().rounded(0);
            assert_eq!(of_group(&list, &row.group), value, "{place:?} {:?}", row.group);
            seen += 1;
        }
    }
    seen
}

/// Whether rows are behind a figure, where the sample has what it needs.
fn has_rows(place: &Listed) -> bool {
    !NO_ROWS.contains(&place.figure) && place.table != TableId::Budget
}

/// Figures that no rows are behind: prices, means of all rows, and amounts that outflow.toml gives.
const NO_ROWS: [FigureId; 15] = [
    FigureId::AverageBenefit,
    FigureId::DurationMean,
    FigureId::DurationMedian,
    FigureId::IncomeMean,
    FigureId::WageValueMean,
    FigureId::Price,
    FigureId::VolumeEffect,
    FigureId::PriceEffect,
    FigureId::Budget,
    FigureId::Recoveries,
    FigureId::WageCostSubsidies,
    FigureId::Balance,
    FigureId::Forecast,
    FigureId::ForecastLow,
    FigureId::ForecastHigh,
];

#[test]
fn there_are_as_many_cases_as_each_figure_and_group_says() {
    let seen = checked(&report_of("heerlen", "2018"));
    assert!(seen > 150, "{seen} groups");
    let seen = checked(&report_of("maasgouw", "2021-H1"));
    assert!(seen > 100, "{seen} groups");
}
