//! The numbers at the top of a page: each with what it is and how it changed.

use crate::measure::Unit;
use crate::number::{Ratio, Share};
use crate::report::indicators::{indicators, of};
use crate::report::{FigureId, Report, Value};

use super::super::locale::Locale;
use super::context::Context;
use super::indicators::{change_of, value_of};
use super::shown::MadeOf;

/// The indicators that may stand at the top, in their order, and how many do.
const TILES: [&str; 7] =
    ["benefits", "into_work", "by_work", "paid", "paid_millions", "people", "participants"];
const MOST: usize = 4;

/// The months of the line beside a tile.
const MONTHS: usize = 24;

/// A number, what it is and how it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tile {
    /// The id of the figure.
    pub id: &'static str,
    /// The number.
    pub number: String,
    /// What it is.
    pub what: String,
    /// How it changed; empty where nothing is known of the time before.
    pub change: String,
}

/// Those that are known, four at most.
pub(crate) fn tiles(report: &Report, locale: &Locale) -> Vec<Tile> {
    let report = report.comparable();
    let (context, all) = (&Context::new(&report, locale), indicators(&report, None));
    let mut tiles = Vec::new();
    for id in TILES {
        let Some(indicator) = of(&all, id) else { continue };
        let Some(value) = indicator.row.value.value() else { continue };
        let [mut change, percent] = change_of(context, indicator);
        let mut number = value_of(context, indicator).text;
        if id.starts_with("paid") {
            number = context.locale.tile_euros(value);
            if let Some(moved) = indicator.row.change() {
                let sign = moved.by_sign(["+", "−", ""]);
                let size = context.locale.tile_euros(Value::Euro(moved.exact().abs()));
                change.text = format!("{sign}{size}");
            }
        }
        // where the share of the time before is not known, nothing is said of it
        let is_known = indicator.row.previous.value().is_some()
            && matches!(change.made_of, MadeOf::Number { .. });
        tiles.push(Tile {
            id,
            number,
            what: context.locale.phrase(&format!("tile_{id}"), &[]),
            change: match (is_known, percent.is_blank()) {
                (false, _) => String::new(),
                (true, true) => change.text,
                (true, false) => format!("{} ({})", change.text, percent.text),
            },
        });
    }
    tiles.truncate(MOST);
    tiles
}

/// A number of each of the last months, earliest first, for a line beside a tile; empty where the months do not have it.
pub(crate) fn months_of(tile: &Tile, months: &[Report]) -> Vec<Option<Ratio>> {
    let (figure, unit) = match tile.id {
        "benefits" => (FigureId::StockEnd, Unit::Benefits),
        "people" => (FigureId::StockEnd, Unit::Persons),
        "into_work" => (FigureId::IntoWork, Unit::Persons),
        "by_work" => (FigureId::OutflowToWork, Unit::Benefits),
        "paid" | "paid_millions" => (FigureId::Spending, Unit::Euro),
        _ => return Vec::new(),
    };
    let of_month = |month: &Report| {
        let row = month.first_total(figure, unit)?;
        match tile.id {
            "by_work" => row.share().map(Share::ratio),
            _ => row.value.value().map(Value::exact),
        }
    };
    months.iter().rev().take(MONTHS).rev().map(of_month).collect()
}

impl Locale {
    /// An amount in the fewest characters that a reader of a page takes for words: `€ 62.7m`.
    fn tile_euros(&self, amount: Value) -> String {
        let text = self.short_euros(amount);
        let is_millions = text.ends_with(|c: char| c.is_alphabetic());
        let number = text.trim_end_matches(|c: char| c.is_alphabetic());
        let unit = self.phrase("millions_tile", &[]);
        if is_millions { format!("{number}{unit}") } else { text }
    }
}
