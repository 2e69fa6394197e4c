//! Which quantity a printed number is, by the words of its headings: the same name is the same quantity.

use crate::disclosure::PublishedRow;
use crate::measure::Unit;
use crate::period::{Day, Period};
use crate::report::benchmarks::is_copied;
use crate::report::{Group, ShareOf};

/// A quantity: of which place, what, in which unit, when, and of which groups.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    pub(super) place: String,
    pub(super) what: &'static str,
    pub(super) unit: &'static str,
    pub(super) from: Day,
    pub(super) to: Day,
    /// Dimensions and groups, by dimension; none for all.
    pub(super) groups: Vec<(String, String)>,
}

impl Name {
    /// The stock on a day, of the same groups.
    pub(super) fn stock(&self, day: Day) -> Self {
        Self { what: "stock", from: day, to: day, ..self.clone() }
    }

    /// The quantity `what` of the same groups and days.
    pub(super) fn of(&self, what: &'static str) -> Self {
        Self { what, ..self.clone() }
    }

    /// Over how many days a mean is taken.
    pub(super) fn divisor(&self) -> i64 {
        let period = Period::new(self.from, self.to).map(|period| period.month_ends().len());
        let months = i64::try_from(period.unwrap_or(1).max(1)).unwrap_or(1);
        if self.what == "stock_sum" { months } else { 1 }
    }
}

/// The name of the value of a row in a period; `None` where the row is worked out from others.
pub(super) fn value(row: &PublishedRow, period: Period) -> Option<Name> {
    if is_copied(&row.table) {
        return own(row).and_then(|own| value(&own, period));
    }
    Some(name(row, what(&row.figure, &row.group)?, period))
}

/// A figure that stands beside its target or the figure of others, as a row of its own: all together, for of a group
/// nothing says by which dimension it is one. `None` for what it is held against, and for shares.
pub(super) fn own(row: &PublishedRow) -> Option<PublishedRow> {
    let (group, column) = row.group.parts();
    let is_own = matches!(&*column.id(), "own" | "realisation");
    let is_count = row.unit != Unit::Percent && !row.unit.is_rate();
    let own = || PublishedRow { table: String::new(), group: Group::Total, ..row.clone() };
    (is_own && is_count && *group == Group::Total).then(own)
}

/// The name of what the value of a row is a share of.
pub(super) fn whole(row: &PublishedRow) -> Option<Name> {
    if is_copied(&row.table) {
        return None;
    }
    let period = row.period;
    let of = |what, unit| {
        let all = PublishedRow { group: Group::Total, ..row.clone() };
        Some(Name { unit, ..name(&all, what, period) })
    };
    let same = |what| Some(name(row, what, period));
    match (row.figure.as_str(), row.group == Group::Total) {
        ("participants_into_work", _) => same("participants"),
        ("completed", _) => same("ended"),
        ("outflow_to_work", _) => of("outflow", "benefits"),
        ("outflow_to_pension", _) => same("outflow"),
        ("outflow_rate" | "inflow_rate", _) => of("stock_sum", row.unit.id()),
        ("outflow_rate_cbs", _) => of("exposed", row.unit.id()),
        ("re_inflow", _) => of("inflow", "persons"),
        ("placements_wage_subsidy", _) => of("placements", "placements"),
        ("part_time_beside_benefit" | "with_profile", _) => {
            of("stock", "persons").map(|name| name.stock(period.to()))
        }
        ("not_returned_6m" | "not_returned_12m", _) => of("left_to_work", "persons"),
        ("still_employed_6m" | "still_employed_12m", _) => {
            let earlier = period.year_earlier();
            let name = of("into_work", "persons")?;
            Some(Name { from: earlier.from(), to: earlier.to(), ..name })
        }
        ("still_running_followed", _) => same("followed"),
        (_, true) => None,
        (figure, false) => {
            let all = match row.share_of {
                None if row.table.matches("_by_").count() > 1 => return None,
                Some(ShareOf::Row | ShareOf::Column) => return None,
                _ => what(figure, &Group::Total)?,
            };
            let name = of(all, row.unit.id())?;
            Some(if all == "stock" { name.stock(period.to()) } else { name })
        }
    }
}

fn name(row: &PublishedRow, what: &'static str, period: Period) -> Name {
    let dimensions = dimensions(row);
    let (first, second) = row.group.parts();
    let parts = if dimensions.len() > 1 { vec![first, second] } else { vec![&row.group] };
    let mut groups: Vec<(String, String)> = dimensions
        .into_iter()
        .zip(parts)
        .filter(|(_, group)| **group != Group::Total)
        .map(|(by, group)| (by, group.id().into_owned()))
        .collect();
    if groups.is_empty() && row.group != Group::Total {
        groups.push((row.table.clone(), row.group.id().into_owned()));
    }
    groups.sort();
    let unit = row.unit.id();
    let (from, to) = match (what, row.figure.as_str()) {
        ("stock", "stock_begin") => (period.from().plus_days(-1), period.from().plus_days(-1)),
        ("stock" | "running", _) => (period.to(), period.to()),
        _ => (period.from(), period.to()),
    };
    Name { place: row.place.clone(), what, unit, from, to, groups }
}

/// What a figure counts; `None` where it is worked out from other figures.
fn what(figure: &str, group: &Group) -> Option<&'static str> {
    Some(match figure {
        "stock_begin" | "stock_end" => "stock",
        "stock_average" => "stock_sum",
        "outflow" | "outflow_rate" | "outflow_rate_cbs" => "outflow",
        "inflow_rate" => "inflow",
        "result" => "ended",
        // of a kind that is social, all who take part do
        "participation" if *group != Group::Total => "participants",
        "stock_change" | "average_benefit" | "savings_stock" | "savings_volume"
        | "savings_paid" | "savings_ended" | "still_running" | "still_running_low"
        | "still_running_high" => {
            return None;
        }
        figure => FIGURES.iter().copied().find(|known| *known == figure)?,
    })
}

/// The figures that their own names identify.
const FIGURES: [&str; 23] = [
    "inflow",
    "outflow_to_pension",
    "re_inflow",
    "into_work",
    "outflow_to_work",
    "part_time_beside_benefit",
    "part_time_to_full_time",
    "placements_wage_subsidy",
    "placements_wage_subsidy_amount",
    "placements",
    "participants",
    "participants_into_work",
    "completed",
    "participation",
    "not_returned_6m",
    "not_returned_12m",
    "still_employed_6m",
    "still_employed_12m",
    "with_profile",
    "started",
    "at_risk",
    "still_running_followed",
    "running",
];

/// The dimensions by which the table of a row is broken down.
pub(super) fn dimensions(row: &PublishedRow) -> Vec<String> {
    let by = match row.table.as_str() {
        "into_work" => "work_kind",
        "programmes" => "programme",
        "programme_kinds" | "participation" => "programme_kind",
        "programme_results" => "result",
        "target_groups" => "person_group",
        table if table.starts_with("cohorts_by_") => {
            // the years after the start are the last dimension
            let by = table.trim_start_matches("cohorts_by_");
            return vec![by.to_owned(), "years".to_owned()];
        }
        table => match table.split_once("_by_") {
            Some((_, by)) => return by.split("_by_").map(str::to_owned).collect(),
            None => return Vec::new(),
        },
    };
    vec![by.to_owned()]
}
