//! Which sentences a story has, in which order, and on what condition: each says one thing that a figure says.

use std::cmp::Ordering;

use crate::measure::Unit;
use crate::number::Ratio;
use crate::report::{Cell, Group, Row, Table, Value};

use super::tell::{Content, Part, Piece, Teller, count, number};

/// A paragraph that is growing; a sentence that cannot be said leaves no gap.
#[derive(Default)]
struct Paragraph(Vec<Piece>);

impl Paragraph {
    fn say(&mut self, sentence: Option<Vec<Piece>>) {
        let Some(sentence) = sentence else { return };
        if !self.0.is_empty() {
            self.0.push(Piece::Text(" ".to_owned()));
        }
        self.0.extend(sentence);
    }
}

/// The paragraphs: into work, on benefit with what that saves, programmes.
pub(super) fn paragraphs(teller: &mut Teller<'_>) -> Vec<Vec<Piece>> {
    let work = into_work(teller);
    let mut caseload = caseload(teller);
    savings(teller, &mut caseload);
    let all = [work, caseload, programmes(teller)];
    all.into_iter().map(|paragraph| paragraph.0).filter(|pieces| !pieces.is_empty()).collect()
}

#[allow(clippy::unnecessary_wraps, reason = "it stands among quotes, which may be missing")]
fn words(text: String) -> Option<Content> {
    Some(Content::Words(text))
}

/// The total of a figure in a unit.
fn total<'a>(table: &'a Table, figure: &str, unit: Unit) -> Option<&'a Row> {
    let mut rows = table.rows.iter();
    rows.find(|row| (row.figure, row.unit, &row.group) == (figure, unit, &Group::Total))
}

/// Which way a number goes: the form of a sentence for more, fewer, or the same.
fn way(change: Value, forms: [&'static str; 3]) -> Option<&'static str> {
    Some(match change.exact().partial_cmp(&Ratio::ZERO)? {
        Ordering::Greater => forms[0],
        Ordering::Less => forms[1],
        Ordering::Equal => forms[2],
    })
}

fn into_work(teller: &mut Teller<'_>) -> Paragraph {
    let mut paragraph = Paragraph::default();
    if let Some(table) = teller.table("into_work")
        && let Some(row) = total(table, "into_work", Unit::Persons)
        && let Some(people) = count(row)
    {
        let when = teller.when(teller.report.period);
        let values = [
            ("when", words(when)),
            ("place", words(teller.place())),
            ("number", teller.quote(row, Part::Value)),
        ];
        let id = if people == 0 { "into_work_none" } else { "into_work" };
        paragraph.say(teller.sentence(id, Some(people), &values));
        let then = teller.report.comparison.map(|period| teller.when(period));
        if people > 0 || row.change().is_some_and(|change| !change.exact().is_zero()) {
            paragraph.say(compared(teller, row, Part::Change, then));
        }
        if people > 1 {
            paragraph.say(kinds(teller, table));
        }
    }
    sectors(teller, &mut paragraph);
    paragraph
}

/// `That is 37 more than in 2017.`
fn compared(
    teller: &mut Teller<'_>,
    row: &Row,
    part: Part,
    then: Option<String>,
) -> Option<Vec<Piece>> {
    let change = number(row, part)?;
    let id = way(change, ["more", "fewer", "same"])?;
    let size = u64::try_from(change.exact().rounded(0)?.unsigned_abs()).ok();
    let values = [("number", teller.quote(row, part)), ("then", then.map(Content::Words))];
    teller.sentence(id, size, &values)
}

/// People into work by kind of job, where each kind is shown.
fn kinds(teller: &mut Teller<'_>, table: &Table) -> Option<Vec<Piece>> {
    let of_kind =
        table.rows.iter().filter(|row| row.figure == "into_work" && row.group != Group::Total);
    let rows: Vec<&Row> = of_kind.collect();
    if rows.iter().any(|row| row.value.value().is_none()) {
        return None;
    }
    let mut parts = Vec::new();
    for (group, id) in [
        ("full_time", "kind_full_time"),
        ("part_time", "kind_part_time"),
        ("self_employed", "kind_self_employed"),
    ] {
        let row = rows.iter().find(|row| row.group.id() == group);
        if let Some(row) = row.filter(|row| count(row).is_some_and(|count| count > 0)) {
            let template = teller.locale.story_template(id, None)?;
            let (before, after) = template.split_once("{number}")?;
            parts.push(vec![
                Content::Words(before.to_owned()),
                teller.quote(row, Part::Value)?,
                Content::Words(after.to_owned()),
            ]);
        }
    }
    (parts.len() > 1)
        .then(|| teller.sentence("kinds", None, &[("list", Some(Content::List(parts)))]))?
}

/// The groups of a figure that have a name, where none is hidden and the first is larger than any other.
fn ranked<'a>(table: &'a Table, figure: &str) -> Option<Vec<&'a Row>> {
    let of_figure = |row: &&Row| row.figure == figure && row.group != Group::Total;
    let groups: Vec<&Row> = table.rows.iter().filter(of_figure).collect();
    if groups.iter().any(|row| !matches!(row.value, Cell::Known(_))) {
        return None;
    }
    let named: Vec<&Row> = groups
        .iter()
        .copied()
        .filter(|row| !matches!(row.group, Group::Unknown | Group::Rest))
        .collect();
    let largest = count(named.first()?)?;
    let is_largest = |row: &&Row| count(row).is_some_and(|count| count < largest);
    let others =
        groups.iter().filter(|row| row.group != named[0].group && row.group != Group::Rest);
    (largest > 1 && others.copied().all(|row| is_largest(&row))).then_some(named)
}

/// The sector with most placements, and the two after it.
fn sectors(teller: &mut Teller<'_>, paragraph: &mut Paragraph) {
    let Some(table) = teller.table("placements_by_sector") else { return };
    let Some(all) = total(table, "placements", Unit::Placements) else { return };
    let Some(named) = ranked(table, "placements") else { return };
    let label = |teller: &Teller<'_>, row: &Row| words(teller.locale.group(&row.group));
    let values = [
        ("name", label(teller, named[0])),
        ("share", teller.quote(named[0], Part::Share)),
        ("number", teller.quote(all, Part::Value)),
    ];
    paragraph.say(teller.sentence("sector_first", None, &values));
    if let [_, second, third, ..] = named.as_slice()
        && count(third).is_some_and(|count| count > 0)
    {
        let values = [
            ("second", label(teller, second)),
            ("second_share", teller.quote(second, Part::Share)),
            ("third", label(teller, third)),
            ("third_share", teller.quote(third, Part::Share)),
        ];
        paragraph.say(teller.sentence("sector_next", None, &values));
    }
}

fn caseload(teller: &mut Teller<'_>) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let Some(table) = teller.table("caseload") else { return paragraph };
    let period = teller.report.period;
    let day = teller.locale.day(period.to());
    let before = teller.locale.day(period.from().plus_days(-1));
    if let Some(row) = total(table, "stock_end", Unit::Benefits)
        && let Some(stock) = count(row)
    {
        let values = [
            ("day", words(day)),
            ("place", words(teller.place())),
            ("number", teller.quote(row, Part::Value)),
        ];
        let id = if stock == 0 { "stock_none" } else { "stock" };
        paragraph.say(teller.sentence(id, Some(stock), &values));
        let on = teller.locale.story("on_day", None, &[("day", &before)]);
        if let Some(change) = total(table, "stock_change", Unit::Benefits)
            && (stock > 0
                || number(change, Part::Value).is_some_and(|value| !value.exact().is_zero()))
        {
            paragraph.say(compared(teller, change, Part::Value, Some(on)));
        }
    }
    let row = |figure| total(table, figure, Unit::Benefits);
    let quote = |teller: &Teller<'_>, figure| teller.quote(row(figure)?, Part::Value);
    let when = words(teller.when(period));
    let values = [
        ("when", when),
        ("inflow", quote(teller, "inflow")),
        ("outflow", quote(teller, "outflow")),
    ];
    paragraph.say(teller.sentence("flows", None, &values));
    if let Some(row) =
        teller.table("into_work").and_then(|table| total(table, "outflow_to_work", Unit::Benefits))
        && row.share().is_some()
        && count(row).is_some_and(|count| count > 0)
    {
        let values =
            [("number", teller.quote(row, Part::Value)), ("share", teller.quote(row, Part::Share))];
        paragraph.say(teller.sentence("to_work", None, &values));
    }
    if let Some(change) = total(table, "stock_change", Unit::Persons)
        && let Some(value) = change.value.value()
        && let Some(id) = way(value, ["persons_more", "persons_fewer", "persons_same"])
        && let Some(end) = total(table, "stock_end", Unit::Persons)
    {
        let values = [
            ("change", teller.quote(change, Part::Value)),
            ("number", teller.quote(end, Part::Value)),
        ];
        paragraph.say(teller.sentence(id, None, &values));
    }
    paragraph
}

/// The saving that the headline quotes, with what it was worked out from.
fn savings(teller: &mut Teller<'_>, paragraph: &mut Paragraph) {
    let figure = teller.report.headline_saving;
    let (Some(table), Some(comparison)) = (teller.table("savings"), teller.report.comparison)
    else {
        return;
    };
    let Some(row) = total(table, figure, Unit::Euro) else { return };
    let Some(value) = row.value.value() else { return };
    // where the comparison period ends the day before, the fall or rise was told already
    let is_since = comparison.to() == teller.report.period.from().plus_days(-1);
    let forms = match figure {
        "savings_stock" if is_since => ["saving_stock_since", "cost_stock_since", ""],
        "savings_stock" => ["saving_stock", "cost_stock", ""],
        "savings_volume" => ["saving_volume", "cost_volume", ""],
        "savings_paid" => ["saving_paid", "cost_paid", ""],
        _ => ["saving_ended", "", ""],
    };
    let price = total(table, "average_benefit", Unit::Euro);
    let stock =
        teller.table("caseload").and_then(|table| total(table, "stock_end", Unit::Benefits));
    let mut values = vec![("saving", teller.quote(row, Part::Value))];
    match figure {
        "savings_stock" => values.extend([
            ("day", words(teller.locale.day(teller.report.period.to()))),
            ("then", words(teller.locale.day(comparison.to()))),
            ("difference", stock.and_then(|row| teller.quote(row, Part::Change))),
            ("price", price.and_then(|row| teller.quote(row, Part::Exact))),
        ]),
        "savings_volume" => values.extend([
            ("then", words(teller.when(comparison))),
            ("price", price.and_then(|row| teller.quote(row, Part::Exact))),
        ]),
        "savings_paid" => values.push(("then", words(teller.when(comparison)))),
        _ => values.push(("when", words(teller.when(teller.report.period)))),
    }
    if let Some(id) = way(value, forms).filter(|id| !id.is_empty()) {
        paragraph.say(teller.sentence(id, None, &values));
    }
}

fn programmes(teller: &mut Teller<'_>) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let Some(table) = teller.table("programmes") else { return paragraph };
    let Some(all) = total(table, "participants", Unit::Persons) else { return paragraph };
    let Some(people) = count(all).filter(|people| *people > 0) else { return paragraph };
    let when = words(teller.when(teller.report.period));
    let values = [("when", when), ("number", teller.quote(all, Part::Value))];
    paragraph.say(teller.sentence("programmes", Some(people), &values));
    let work = total(table, "participants_into_work", Unit::Persons);
    if let Some(work) = work.filter(|work| count(work).is_some_and(|count| count > 0) && people > 1)
    {
        let values = [
            ("number", teller.quote(work, Part::Value)),
            ("share", teller.quote(work, Part::Share)),
        ];
        paragraph.say(teller.sentence("programmes_work", count(work), &values));
    }
    let Some(named) = ranked(table, "participants").filter(|named| named.len() > 1) else {
        return paragraph;
    };
    let largest = named[0];
    let of_largest =
        |row: &&Row| row.figure == "participants_into_work" && row.group == largest.group;
    let work = table.rows.iter().find(of_largest);
    if work.is_some_and(|work| !matches!(work.value, Cell::Known(_))) {
        return paragraph;
    }
    let work = work.filter(|work| count(work).is_some_and(|count| count > 0));
    let mut values = vec![
        ("name", words(teller.locale.group(&largest.group))),
        ("number", teller.quote(largest, Part::Value)),
    ];
    let id = if let Some(work) = work {
        values.push(("work", teller.quote(work, Part::Value)));
        "programme_largest"
    } else {
        "programme_largest_only"
    };
    paragraph.say(teller.sentence(id, work.and_then(count), &values));
    paragraph
}
