//! Each thing that a reader knows is needed: without it in the pass, a reader who knows it works something out.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use super::attacker::Against;
use super::cohorts::ended;
use super::component::Ground;
use super::counts::Knowledge;
use super::protect::{Steps, protect, weak_counts};
use super::publication::{Evidence, counts_of, publish};
use super::regions::Sums;
use super::rules::Rules;
use super::statement::{Statement, statements};
use crate::measure::Unit;
use crate::period::Period;
use crate::report::fixture::{declared, document, label, row, year};
use crate::report::{Across, Cell, Document, Group, Note, NoteValue, Row, ShareOf, Table};

const RULES: Rules = Rules { least: 10 };

fn table(id: &'static str, dimension: &'static str, rows: Vec<Row>) -> Table {
    Table { id, dimension: Some(dimension).filter(|of| !of.is_empty()), across: None, rows }
}

/// A figure by group: the total, then the groups, each with its number in the comparison period.
fn grouped(
    id: &'static str,
    dimension: &'static str,
    figure: &'static str,
    groups: &[(&str, u64, u64)],
) -> Table {
    let sum = |pick: fn(&(&str, u64, u64)) -> u64| groups.iter().map(pick).sum::<u64>();
    let (now, before) = (sum(|of| of.1), sum(|of| of.2));
    let of = |group, count| row(figure, group, Unit::Benefits, count);
    let mut rows = vec![of(Group::Total, now).was(before)];
    rows.extend(
        groups
            .iter()
            .map(|(id, now_of, before_of)| of(declared(id), *now_of).of(now).was(*before_of)),
    );
    table(id, dimension, rows)
}

/// Whether a pass that does not know something leaves a count to be worked out by a reader who does.
fn gives_away(said: &[Statement], without: Option<Knowledge>) -> bool {
    let whole = counts_of(said, RULES, &[], Sums::WhereTheyAre);
    let mut known = whole.clone();
    known.equations.retain(|(_, why)| Some(*why) != without);
    let hiding = protect(&known.problem(), Steps::ALL).unwrap();
    let problem = whole.problem();
    let ground = Ground::new(&problem, &hiding).unwrap();
    !weak_counts(&problem, &ground, &hiding, Against::Insiders).is_empty()
}

fn assert_needed(document: &Document, knowledge: Knowledge) {
    let said = statements(document);
    assert!(!gives_away(&said, None), "{knowledge:?}: the whole pass gives nothing away");
    assert!(gives_away(&said, Some(knowledge)), "{knowledge:?} is needed");
}

#[test]
fn groups_add_up() {
    let reasons = [("work", 30, 0), ("moved", 17, 0), ("pension", 3, 0)];
    let tables = vec![grouped("outflow_by_reason", "reason", "outflow", &reasons)];
    assert_needed(&document(tables), Knowledge::Parts);
}

#[test]
fn groups_that_overlap_are_at_most_the_total() {
    let of = |group, count| row("stock_end", group, Unit::Benefits, count);
    let rows = vec![
        of(Group::Total, 12),
        of(label("a"), 12).of(12),
        of(label("b"), 0).of(12),
        of(Group::Unknown, 0).of(12),
    ];
    let tables = vec![table("caseload_by_target_group", "target_group", rows)];
    assert_needed(&document(tables), Knowledge::Groups);
}

/// Of inflow, `couple` is the smallest count to hide beside `other`, of outflow it is `single`: with the stocks shown,
/// the outflow of couples tells their inflow, and so that of others.
#[test]
fn a_stock_moves_by_what_goes_in_and_out() {
    let tables = vec![
        grouped(
            "caseload_by_household",
            "household",
            "stock_end",
            &[("single", 120, 104), ("couple", 64, 63), ("other", 31, 34)],
        ),
        grouped(
            "inflow_by_household",
            "household",
            "inflow",
            &[("single", 28, 30), ("couple", 21, 22), ("other", 3, 14)],
        ),
        grouped(
            "outflow_by_household",
            "household",
            "outflow",
            &[("single", 12, 21), ("couple", 20, 16), ("other", 6, 17)],
        ),
    ];
    assert_needed(&document(tables), Knowledge::Flow);
}

/// Of 22 that ran for five years or more 14 do a year later, and none have come to it: 8 ended, all of them there.
#[test]
fn benefits_only_grow_longer() {
    let classes = ["0-6m", "6-12m", "1-2y", "2-3y", "3-4y", "4-5y", "5y+"];
    let of = |now: [u64; 7], before: [u64; 7]| -> Vec<(&str, u64, u64)> {
        let counts = now.into_iter().zip(before);
        classes.into_iter().zip(counts).map(|(class, (now, before))| (class, now, before)).collect()
    };
    let stock = of([40, 30, 50, 40, 15, 12, 14], [40, 30, 60, 20, 20, 0, 22]);
    let outflow = of([25, 20, 16, 12, 10, 0, 8], [30, 20, 20, 20, 20, 10, 10]);
    let inflow = vec![row("inflow", Group::Total, Unit::Benefits, 100)];
    let tables = vec![
        table("caseload", "", inflow),
        grouped("caseload_by_duration", "duration", "stock_end", &stock),
        grouped("outflow_by_duration", "duration", "outflow", &outflow),
    ];
    assert_needed(&document(tables), Knowledge::Ageing);
}

#[test]
fn what_is_left_of_a_whole_is_people_too() {
    let rows = vec![row("with_profile", Group::Total, Unit::Persons, 97).of(100)];
    assert_needed(&document(vec![table("profile", "", rows)]), Knowledge::PartOf);
}

#[test]
fn outflow_to_work_is_two_of_the_reasons() {
    let reasons = [
        ("work", 30, 0),
        ("self_employment", 4, 0),
        ("moved", 17, 0),
        ("pension", 33, 0),
        ("abroad", 8, 0),
    ];
    let work = vec![row("outflow_to_work", Group::Total, Unit::Benefits, 34).of(92)];
    let tables = vec![
        grouped("outflow_by_reason", "reason", "outflow", &reasons),
        table("into_work", "kind", work),
    ];
    assert_needed(&document(tables), Knowledge::Reasons);
}

#[test]
fn a_region_is_its_municipalities() {
    let of = |counts: [u64; 3]| {
        let groups = [("man", counts[0], 0), ("woman", counts[1], 0), ("other", counts[2], 0)];
        grouped("outflow_by_sex", "sex", "outflow", &groups)
    };
    let mut region = document(vec![of([70, 80, 16])]);
    for (name, counts) in [("A", [30, 42, 12]), ("B", [40, 38, 4])] {
        let mut report = region.reports[0].clone();
        (report.name, report.tables) = (name.to_owned(), vec![of(counts)]);
        region.reports.insert(0, report);
    }
    assert_needed(&region, Knowledge::Region);
}

#[test]
fn halves_add_up_to_a_year() {
    let reasons = |counts: [u64; 3]| {
        let ids = ["work", "moved", "pension"];
        let groups: Vec<_> = ids.iter().zip(counts).map(|(id, of)| (*id, of, 0)).collect();
        grouped("outflow_by_reason", "reason", "outflow", &groups)
    };
    let mut said = Vec::new();
    for (period, counts) in
        [("2018", [50, 60, 40]), ("2018-H1", [30, 56, 16]), ("2018-H2", [20, 4, 24])]
    {
        let mut part = document(vec![reasons(counts)]);
        (part.reports[0].period, part.reports[0].comparison) = (year(period), None);
        said.extend(statements(&part));
    }
    assert!(gives_away(&said, Some(Knowledge::Periods)));
    assert!(!gives_away(&said, None));
}

/// Of a year so far, those whom a longer period adds are people too.
#[test]
fn whoever_comes_by_another_month_is_people() {
    let mut said = Vec::new();
    for (so_far, count) in [("2018-01", 40), ("2018-Q1", 44)] {
        let rows = vec![row("into_work", Group::Total, Unit::Persons, count)];
        let mut part = document(vec![table("into_work", "kind", rows)]);
        (part.reports[0].period, part.reports[0].comparison) = (year(so_far), None);
        said.extend(statements(&part));
    }
    assert!(gives_away(&said, Some(Knowledge::Periods)));
    assert!(!gives_away(&said, None));
}

fn pair(row: Group, column: Group) -> Group {
    Group::pair(row, column)
}

/// In a row of a crossed table, as in its column, the cells add up.
#[test]
fn cells_of_a_crossed_table_add_up_both_ways() {
    let counts = [("a", [40, 20, 13]), ("b", [30, 25, 4]), ("c", [22, 31, 18])];
    let of = |group, count| row("outflow", group, Unit::Benefits, count);
    let columns = ["man", "woman", "other"];
    let sum = |column: usize| counts.iter().map(|of| of.1[column]).sum::<u64>();
    let mut rows = vec![of(Group::Total, (0..3).map(sum).sum())];
    rows.extend((0..3).map(|at| of(pair(Group::Total, declared(columns[at])), sum(at))));
    for (name, cells) in counts {
        rows.push(of(pair(declared(name), Group::Total), cells.iter().sum()));
        let cells = cells.iter().zip(columns);
        rows.extend(cells.map(|(count, to)| of(pair(declared(name), declared(to)), *count)));
    }
    let across = Across { dimensions: vec!["sex"], share: ShareOf::Row };
    let crossed = Table { id: "table", dimension: Some("reason"), across: Some(across), rows };
    let whole = document(vec![crossed]);
    assert_needed(&whole, Knowledge::Parts);
    let hidden = published(whole);
    let rows = &hidden.reports[0].tables[0].rows;
    let names: Vec<_> = rows.iter().filter(|row| row.value == Cell::Suppressed).collect();
    let names: Vec<_> = names.iter().map(|row| row.group.id().into_owned()).collect();
    // 4 alone would follow from its row and from its column, three cells from one of them
    assert!(names.contains(&"b|other".to_owned()) && names.len() >= 4, "{names:?}");
    assert!(names.iter().all(|name| !name.starts_with('|') && !name.ends_with('|')), "{names:?}");
}

/// Of 100 that started 50 still run after a year and 47 have ended: the other 3 are people who could not be followed so
/// long, though no row counts them.
#[test]
fn whoever_is_followed_no_longer_is_people_too() {
    let after =
        |figure, count| row(figure, pair(Group::Total, declared("1")), Unit::Benefits, count);
    let rows = vec![
        row("started", Group::Total, Unit::Benefits, 100),
        row("still_running", pair(Group::Total, declared("1")), Unit::Percent, 52),
        after("at_risk", 50),
        after("still_running_followed", 50).of(80),
    ];
    let across = Across { dimensions: vec!["years"], share: ShareOf::Row };
    let cohorts = Table { id: "cohorts", dimension: Some("sex"), across: Some(across), rows };
    let mut document = document(vec![cohorts]);
    let days = (year("2016").from(), year("2018").to());
    document.reports[0].period = Period::new(days.0, days.1).unwrap();
    document.reports[0].comparison = None;
    let group = pair(Group::Total, declared("1"));
    let evidence = Evidence { ended: [((0, group), 47)].into(), ..Evidence::default() };
    let mut said = statements(&document);
    said.extend(ended(&document, &evidence));
    assert!(gives_away(&said, Some(Knowledge::Cohort)));
    assert!(!gives_away(&said, None));
    publish(&mut document, RULES, &evidence, &[], Steps::ALL).unwrap();
    let rows = &document.reports[0].tables[0].rows;
    let hidden: Vec<_> = rows.iter().filter(|row| row.value == Cell::Suppressed).collect();
    assert!(!hidden.is_empty());
    // the share tells who ended, so it is hidden with any of the counts that it could be worked out with
    let is_hidden = |figure| hidden.iter().any(|row| row.figure == figure);
    assert!(is_hidden("still_running"), "{hidden:?}");
}

fn published(mut document: Document) -> Document {
    publish(&mut document, RULES, &Evidence::default(), &[], Steps::ALL).unwrap();
    document
}

#[test]
fn what_is_worked_out_is_hidden_with_its_parts_and_the_order_tells_nothing() {
    let of = |group, count| row("placements", group, Unit::Placements, count).of(75);
    let mut document = document(vec![table(
        "placements_by_sector",
        "sector",
        vec![
            of(Group::Total, 75).was(60),
            of(label("zorg"), 40).was(30),
            of(label("techniek"), 20).was(26),
            of(label("horeca"), 8).was(3),
            of(label("bouw"), 5).was(1),
            of(label("kunst"), 2).was(0),
        ],
    )]);
    document.reports[0].tables[0].rows[0].whole = None;
    // how many rows could not be read may be said, how many people have something in common may not
    let three = || vec![("count", NoteValue::Count(3))];
    document.notes = vec![Note::new("rejected_rows", three()), Note::new("two_benefits", three())];
    let document = published(document);
    let rows = &document.reports[0].tables[0].rows;
    let groups: Vec<_> = rows.iter().map(|row| row.group.id()).collect();
    assert_eq!(groups, ["", "zorg", "techniek", "bouw", "horeca", "kunst"]);
    assert!(rows[3..].iter().all(|row| row.value == Cell::Suppressed && row.share().is_none()));
    assert!(rows.iter().all(|row| row.change().is_none() || row.group.id() != "bouw"));
    let said = |id| document.notes.iter().find(|note| note.id == id).map(|note| &note.values[0].1);
    assert_eq!(said("two_benefits"), Some(&NoteValue::Suppressed));
    assert_eq!(said("rejected_rows"), Some(&NoteValue::Count(3)));
    assert!(document.provenance.inputs.is_empty());
}

#[test]
fn a_table_that_is_too_small_as_a_whole_is_hidden_with_its_noughts() {
    let reasons = [("work", 4, 40), ("moved", 0, 20), ("pension", 3, 0)];
    let document =
        published(document(vec![grouped("outflow_by_reason", "reason", "outflow", &reasons)]));
    let rows = &document.reports[0].tables[0].rows;
    assert!(rows.iter().all(|row| row.value == Cell::Suppressed), "{rows:?}");
    assert_eq!(rows[0].previous, Cell::count(60));
}

#[test]
fn what_is_folded_tells_nothing_of_what_is_small() {
    let of = |group, count| row("placements", group, Unit::Placements, count);
    let rows = vec![
        of(Group::Total, 60),
        of(label("zorg"), 40).of(60),
        of(label("horeca"), 8).of(60),
        of(Group::Rest, 12).of(60),
    ];
    let document = published(document(vec![table("placements_by_sector", "sector", rows)]));
    let rows = &document.reports[0].tables[0].rows;
    let told: Vec<_> = rows.iter().map(|row| (row.group.id(), row.value.clone())).collect();
    let expected = [("", 60), ("zorg", 40), ("rest", 20)];
    assert_eq!(told, expected.map(|(id, count)| (id.into(), Cell::count(count))));
}
