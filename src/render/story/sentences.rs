//! Which sentences a press text has, in which order, and on what condition: each says one thing that a figure says.
//!
//! A fall and a rise have their own sentences. None says why something happened; and two are always there of which a
//! reader would think otherwise: people at work can still be on benefit, and nothing shows that a programme was the cause.

use crate::dataset::config::Lead;
use crate::measure::Unit;
use crate::report::{Cell, FigureId, Group, Row, Table, TableId};

use super::writer::{Content, Paragraph, Part, StoryWriter, count, is_any};

/// The headline, and the paragraphs under theirs; what the text leads with comes first.
pub(super) fn text(writer: &mut StoryWriter<'_>, lead: Lead) -> (Option<String>, Vec<Paragraph>) {
    let headline = headline(writer, lead);
    let all = match lead {
        Lead::IntoWork => {
            let first = into_work(writer);
            [first, sectors(writer), caseload(writer), paid(writer), programmes(writer)]
        }
        Lead::Outflow => {
            let first = caseload(writer);
            [first, into_work(writer), sectors(writer), paid(writer), programmes(writer)]
        }
    };
    (headline, all.into_iter().filter(|paragraph| !paragraph.text.is_empty()).collect())
}

#[allow(clippy::unnecessary_wraps, reason = "it stands among quotes, which may be missing")]
fn words(text: String) -> Option<Content> {
    Some(Content::Words(text))
}

/// The total of a figure in a unit, where it is printed.
fn total<'a>(
    writer: &StoryWriter<'a>,
    table: TableId,
    figure: FigureId,
    unit: Unit,
) -> Option<&'a Row> {
    writer.report.total(table, figure, unit)
}

/// Who went into work, else how many benefits ended; the other way round where that leads.
fn headline(writer: &mut StoryWriter<'_>, lead: Lead) -> Option<String> {
    let mut rows = [
        ("headline_into_work", total(writer, TableId::IntoWork, FigureId::IntoWork, Unit::Persons)),
        ("headline_outflow", total(writer, TableId::Caseload, FigureId::Outflow, Unit::Benefits)),
    ];
    if lead == Lead::Outflow {
        rows.reverse();
    }
    let (id, row) =
        rows.into_iter().find_map(|(id, row)| Some((id, row.filter(|row| is_any(row))?)))?;
    let values = [("place", words(writer.place())), ("number", writer.quote(row, Part::Rounded))];
    writer.sentence(id, count(row), &values)
}

fn into_work(writer: &mut StoryWriter<'_>) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let Some(row) = total(writer, TableId::IntoWork, FigureId::IntoWork, Unit::Persons) else {
        return paragraph;
    };
    let Some(people) = count(row) else { return paragraph };
    let when = writer.when(writer.report.period);
    let values = [
        ("when", words(when)),
        ("place", words(writer.place())),
        ("number", writer.quote(row, Part::Exact)),
    ];
    let id = if people == 0 { "into_work_none" } else { "into_work" };
    paragraph.say(writer.sentence(id, Some(people), &values));
    if people > 0 || row.change().is_some_and(|change| !change.exact().is_zero()) {
        paragraph.say(compared(writer, row));
    }
    if people > 1 {
        kinds(writer, &mut paragraph);
    }
    if people > 0 {
        paragraph.say(writer.sentence("still_on_benefit", None, &[]));
    }
    let earlier = writer.when(writer.report.period.year_earlier());
    let still = total(writer, TableId::Retention, FigureId::StillEmployed12m, Unit::Persons);
    // a year after a job began lies beyond the data where these end inside the period
    let still = still.filter(|_| writer.report.known_until().is_none());
    if let Some(still) = still.filter(|row| is_any(row)) {
        let values = [("then", words(earlier)), ("share", writer.quote(still, Part::Share))];
        paragraph.say(writer.sentence("still_at_work", None, &values));
    }
    paragraph
}

/// `That is 37 more than in 2017.`
fn compared(writer: &mut StoryWriter<'_>, row: &Row) -> Option<String> {
    let change = row.change()?;
    let then = writer.report.comparison.map(|period| writer.when(period));
    let id = change.by_sign(["more", "fewer", "same"]);
    let size = u64::try_from(change.exact().rounded(0)?.unsigned_abs()).ok();
    let values = [("number", writer.quote(row, Part::Change)), ("then", then.map(Content::Words))];
    writer.sentence(id, size, &values)
}

/// People into work by kind of job, where each kind is shown.
fn kinds(writer: &mut StoryWriter<'_>, paragraph: &mut Paragraph) {
    let Some(table) = writer.report.table(TableId::IntoWork) else { return };
    let rows: Vec<&Row> = table.groups(FigureId::IntoWork).collect();
    if rows.iter().any(|row| row.value.value().is_none()) {
        return;
    }
    let of_kind = |kind: &str| {
        let row = rows.iter().copied().find(|row| row.group.id() == kind);
        row.filter(|row| is_any(row))
    };
    let [full, part, own] = ["full_time", "part_time", "self_employed"].map(of_kind);
    let number = |writer: &StoryWriter<'_>, row: &Row| writer.quote(row, Part::Exact);
    match (full, part) {
        (Some(full), Some(part)) => {
            let values = [("full", number(writer, full)), ("part", number(writer, part))];
            paragraph.say(writer.sentence("kinds", count(full), &values));
        }
        (Some(row), None) | (None, Some(row)) => {
            let id = if full.is_some() { "kind_full_time" } else { "kind_part_time" };
            let values = [("number", number(writer, row))];
            paragraph.say(writer.sentence(id, count(row), &values));
        }
        (None, None) => {}
    }
    if let Some(own) = own {
        let values = [("number", number(writer, own))];
        paragraph.say(writer.sentence("kind_self_employed", count(own), &values));
    }
}

/// The groups of a figure that have a name, where none is hidden and the first is larger than any other.
fn ranked(table: &Table, figure: FigureId) -> Option<Vec<&Row>> {
    let groups: Vec<&Row> = table.groups(figure).collect();
    if groups.iter().any(|row| !matches!(row.value, Cell::Known(_))) {
        return None;
    }
    let named: Vec<&Row> = groups.iter().copied().filter(|row| row.group.is_named()).collect();
    let largest = count(named.first()?)?;
    let is_smaller = |row: &&Row| count(row).is_some_and(|count| count < largest);
    let others =
        groups.iter().filter(|row| row.group != named[0].group && row.group != Group::Rest);
    (largest > 1 && others.copied().all(|row| is_smaller(&row))).then_some(named)
}

/// The sector with most jobs, and the two after it.
fn sectors(writer: &mut StoryWriter<'_>) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let Some(table) = writer.report.table(TableId::PlacementsBySector) else { return paragraph };
    let Some(all) = table.total(FigureId::Placements, Unit::Placements) else { return paragraph };
    let Some(named) = ranked(table, FigureId::Placements) else { return paragraph };
    let label = |writer: &StoryWriter<'_>, row: &Row| writer.locale.group(&row.group);
    let name = label(writer, named[0]);
    paragraph.head = writer.sentence("head_sector", None, &[("name", words(name.clone()))]);
    let values = [
        ("name", words(name)),
        ("number", writer.quote(named[0], Part::Exact)),
        ("whole", writer.quote(all, Part::Exact)),
    ];
    paragraph.say(writer.sentence("sector_first", None, &values));
    if let [_, second, third, ..] = named.as_slice()
        && is_any(third)
    {
        let is_same = second.value == third.value;
        let values = [
            ("second", words(label(writer, second))),
            ("second_number", writer.quote(second, Part::Exact)),
            ("third", words(label(writer, third))),
            ("third_number", writer.quote(third, Part::Exact)),
        ];
        let id = if is_same { "sector_next_same" } else { "sector_next" };
        paragraph.say(writer.sentence(id, count(third), &values));
    }
    paragraph
}

/// How many people and benefits there are, and how many came and went.
fn caseload(writer: &mut StoryWriter<'_>) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let figure = |figure, unit| total(writer, TableId::Caseload, figure, unit);
    let (people, benefits) =
        (figure(FigureId::StockEnd, Unit::Persons), figure(FigureId::StockEnd, Unit::Benefits));
    let (inflow, outflow) =
        (figure(FigureId::Inflow, Unit::Benefits), figure(FigureId::Outflow, Unit::Benefits));
    let to_work = total(writer, TableId::IntoWork, FigureId::OutflowToWork, Unit::Benefits);
    let change = benefits.and_then(Row::change);
    let head = change.map(|change| change.by_sign(["head_more", "head_fewer", "head_same"]));
    paragraph.head = writer.sentence(head.unwrap_or("head_caseload"), None, &[]);
    let end = writer.end(writer.report.period);
    if let Some(row) = people {
        let values = [
            ("end", words(end.clone())),
            ("place", words(writer.place())),
            ("number", writer.quote(row, Part::Exact)),
        ];
        paragraph.say(writer.sentence("people", count(row), &values));
        paragraph.say(since(writer, row));
    }
    if let Some(row) = benefits {
        let id = if people.is_some_and(|row| row.value.value().is_some()) {
            "of_benefits"
        } else {
            "benefits"
        };
        let values = [
            ("end", words(end)),
            ("place", words(writer.place())),
            ("number", writer.quote(row, Part::Exact)),
        ];
        paragraph.say(writer.sentence(id, count(row), &values));
        if id == "benefits" {
            paragraph.say(since(writer, row));
        }
    }
    if let (Some(inflow), Some(outflow)) = (inflow, outflow) {
        let when = writer.when(writer.report.period);
        let values = [("when", words(when)), ("number", writer.quote(inflow, Part::Exact))];
        paragraph.say(writer.sentence("came", count(inflow), &values));
        let then = writer.report.comparison.map(|period| writer.when(period));
        if let Some(then) = then.filter(|_| inflow.value.value().is_some()) {
            let is_fewer = inflow.change().is_some_and(|change| change.exact().is_negative());
            let id = if is_fewer { "came_before_more" } else { "came_before" };
            let values = [("then", words(then)), ("number", writer.quote(inflow, Part::Previous))];
            paragraph.say(writer.sentence(id, None, &values));
        }
        ended(writer, outflow, &mut paragraph);
    }
    if let Some(row) = to_work.filter(|row| is_any(row)) {
        paragraph.say(writer.sentence(
            "to_work",
            None,
            &[("share", writer.quote(row, Part::Share))],
        ));
    }
    paragraph
}

/// How many benefits ended, and how many in the comparison period.
fn ended(writer: &mut StoryWriter<'_>, outflow: &Row, paragraph: &mut Paragraph) {
    let then = writer.report.comparison.map(|period| writer.when(period));
    let change = outflow.change();
    let id = match change {
        None => "went",
        Some(_) if outflow.is_nearly_the_same() == Some(true) => "went_nearly",
        Some(change) => change.by_sign(["went_more", "went_fewer", "went_same"]),
    };
    let mut values = vec![("number", writer.quote(outflow, Part::Exact))];
    if change.is_some() {
        values.push(("then", then.map(Content::Words)));
    }
    if matches!(id, "went_fewer" | "went_more") {
        values.push(("change", writer.quote(outflow, Part::Change)));
    }
    paragraph.say(writer.sentence(id, count(outflow), &values));
}

/// `That is 317 fewer than a year earlier, a fall of 5 percent.`
fn since(writer: &mut StoryWriter<'_>, row: &Row) -> Option<String> {
    let change = row.change()?;
    let comparison = writer.report.comparison?;
    let is_year = comparison.to().plus_months(12) == writer.report.period.to()
        && writer.report.known_until().is_none();
    let then = if is_year {
        writer.locale.phrase("then_year", &[])
    } else {
        let day = writer.locale.day(comparison.to());
        writer.locale.phrase("then_day", &[("day", &day)])
    };
    let size = u64::try_from(change.exact().rounded(0)?.unsigned_abs()).ok();
    let values = vec![
        ("number", writer.quote(row, Part::Change)),
        ("percent", writer.quote(row, Part::Relative)),
        ("then", words(then)),
    ];
    let with = change.by_sign(["since_more", "since_fewer", "since_same"]);
    writer.sentence(with, size, &values)
}

/// What was paid, and what the number of benefits is worth if it stays as it is.
fn paid(writer: &mut StoryWriter<'_>) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let spending = total(writer, TableId::Savings, FigureId::Spending, Unit::Euro);
    if let Some(row) = &spending {
        let change = row.change();
        let heads = ["head_paid_more", "head_paid_less", "head_paid_same"];
        let head = change.map(|change| change.by_sign(heads));
        paragraph.head = writer.sentence(head.unwrap_or("head_paid"), None, &[]);
        let when = writer.when(writer.report.period);
        let values =
            [("when", words(when)), ("amount", writer.amount(TableId::Savings, row, Part::Exact))];
        paragraph.say(writer.sentence("paid", None, &values));
        let then = writer.report.comparison.map(|period| writer.when(period));
        let values = [
            ("change", writer.amount(TableId::Savings, row, Part::Change)),
            ("then", then.map(Content::Words)),
        ];
        if let Some(change) = change {
            let id = change.by_sign(["paid_more", "paid_less", "paid_same"]);
            paragraph.say(writer.sentence(id, None, &values));
        }
    }
    if let Some(row) = total(writer, TableId::Savings, FigureId::SavingsStock, Unit::Euro)
        && let Some(value) = row.value.value()
    {
        if paragraph.head.is_none() {
            paragraph.head = writer.sentence("head_paid", None, &[]);
        }
        let end = match writer.report.known_until() {
            Some(_) => writer.locale.story("now", None, &[]),
            None => writer.end(writer.report.period),
        };
        let values = [("end", words(end)), ("amount", writer.quote(row, Part::Rounded))];
        if let Some(id) = value.by_sign([Some("worth"), Some("cost"), None]) {
            paragraph.say(writer.sentence(id, None, &values));
        }
    }
    paragraph
}

/// Who took part in programmes, and how many of them went into work.
fn programmes(writer: &mut StoryWriter<'_>) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let Some(table) = writer.report.table(TableId::Programmes) else { return paragraph };
    let Some(all) = table.total(FigureId::Participants, Unit::Persons) else { return paragraph };
    let Some(people) = count(all).filter(|people| *people > 0) else { return paragraph };
    paragraph.head = writer.sentence("head_programmes", None, &[]);
    let when = words(writer.when(writer.report.period));
    let values = [("when", when), ("number", writer.quote(all, Part::Rounded))];
    paragraph.say(writer.sentence("programmes", Some(people), &values));
    let work = table.total(FigureId::ParticipantsIntoWork, Unit::Persons);
    let Some(work) = work.filter(|work| is_any(work) && people > 1) else {
        return paragraph;
    };
    let values = [("number", writer.quote(work, Part::Exact))];
    paragraph.say(writer.sentence("programmes_work", count(work), &values));
    let is_named =
        |row: &&Row| row.figure == FigureId::ParticipantsIntoWork && row.group.is_named();
    let mut named: Vec<&Row> = table.rows.iter().filter(is_named).collect();
    let is_counted = |row: &&Row| is_any(row) && row.whole.is_some();
    if named.iter().all(|row| matches!(row.value, Cell::Known(_))) {
        named.sort_by_key(|row| std::cmp::Reverse(count(row)));
        let largest: Vec<&Row> = named.into_iter().filter(is_counted).take(2).collect();
        if let [first, second] = largest.as_slice() {
            let label = |row: &Row| words(writer.locale.group(&row.group));
            let values = [
                ("first", label(first)),
                ("first_work", writer.quote(first, Part::Exact)),
                ("first_number", writer.quote(first, Part::Whole)),
                ("second", label(second)),
                ("second_work", writer.quote(second, Part::Exact)),
                ("second_number", writer.quote(second, Part::Whole)),
            ];
            paragraph.say(writer.sentence("programmes_largest", None, &values));
        }
    }
    paragraph.say(writer.sentence("programmes_cause", None, &[]));
    paragraph
}
