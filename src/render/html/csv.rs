//! A table of a page as a file to save: a link that holds its numbers, so that the page still fetches nothing.

use std::fmt::Write as _;

use crate::number::Ratio;
use crate::render::number::NumberStyle;
use crate::render::page::{Grid, MadeOf, Shown};
use crate::report::Value;

/// What stands before the contents of a link.
const BEFORE: &str = "data:text/csv;charset=utf-8,%EF%BB%BF";

/// The link: `;` between cells and a decimal comma, as a Dutch spreadsheet opens it.
pub(super) fn link(grid: &Grid) -> String {
    let mut text = String::new();
    let kept: Vec<usize> =
        (0..grid.columns.len()).filter(|column| !is_change(grid, *column)).collect();
    let heads = kept.iter().map(|column| grid.columns[*column].head.join(" ").trim().to_owned());
    line(std::iter::once(grid.label_head.clone()).chain(heads), &mut text);
    for of in &grid.lines {
        let cells = kept.iter().map(|column| cell(&of.cells[*column]));
        line(std::iter::once(of.label.clone()).chain(cells), &mut text);
    }
    let mut link = BEFORE.to_owned();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-.,;_()".contains(&byte) {
            link.push(char::from(byte));
        } else {
            let _ = write!(link, "%{byte:02X}");
        }
    }
    link
}

/// Whether a column is a change, which a spreadsheet works out from the two beside it.
fn is_change(grid: &Grid, column: usize) -> bool {
    let mut cells = grid.lines.iter().filter_map(|line| line.cells.get(column));
    cells.any(|cell| matches!(cell.made_of, MadeOf::Number { is_change: true, .. }))
}

fn line(cells: impl Iterator<Item = String>, text: &mut String) {
    let cells: Vec<String> = cells.map(|cell| guarded(&cell)).collect();
    text.push_str(&cells.join(";"));
    text.push('\n');
}

/// A text that a spreadsheet would take for a formula or for several cells is quoted.
fn guarded(text: &str) -> String {
    let is_formula = text.starts_with(['=', '@']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([';', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// A number in digits; a share in percent.
fn cell(shown: &Shown) -> String {
    let MadeOf::Number { value, .. } = shown.made_of else {
        return match shown.made_of {
            MadeOf::Missing(_) => String::new(),
            _ => shown.text.clone(),
        };
    };
    let style = NumberStyle { decimal: ",".to_owned(), ..NumberStyle::plain() };
    let (ratio, decimals) = match value {
        Value::Count(_) | Value::Change(_) => (Some(value.exact()), 0),
        Value::Average(ratio) => (Some(ratio), 2),
        Value::Rate(ratio) => (Some(ratio), 1),
        Value::Percent(ratio) => (ratio.times(Ratio::whole(100)), 1),
        Value::Euro(cents) => (cents.over(Ratio::whole(100)), 0),
    };
    ratio.map_or_else(|| shown.text.clone(), |ratio| style.write(&ratio.decimal(decimals)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::{Column, Line};

    #[test]
    fn a_link_holds_the_table_and_runs_nothing() {
        let third = Value::Percent(Ratio::new(1, 3).unwrap_or(Ratio::ZERO));
        let grid = Grid {
            label_head: "Sector".to_owned(),
            columns: vec![Column::number(&["2018"]), Column::number(&["% of", "total"])],
            lines: vec![Line {
                label: "=a;b".to_owned(),
                cells: vec![
                    Shown::number("1,234".to_owned(), Value::Count(1234)),
                    Shown::number("33.3%".to_owned(), third),
                ],
                ..Line::default()
            }],
        };
        assert_eq!(
            link(&grid).strip_prefix(BEFORE),
            Some("Sector;2018;%25%20of%20total%0A%22%27%3Da;b%22;1234;33,3%0A")
        );
    }
}
