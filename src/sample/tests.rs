//! What a sample promises: the same bytes for the same plan, and the spells of people as exports have them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Export, Order, Plan, Quote, Sample, Style};

const PLAN: Plan = Plan {
    cases: 3_000,
    seed: 7,
    municipalities: 5,
    couples: 15,
    order: Order::Scattered,
    style: Style::Iso,
    quote: Quote::Never,
};

fn text(plan: Plan, export: Export) -> String {
    let mut bytes = Vec::new();
    let written = Sample::new(plan).write(export, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(written.rows + 1, text.lines().count() as u64);
    assert_eq!(written.bytes, text.len() as u64);
    text
}

/// The rows of an export, each as its fields by header.
fn rows(text: &str) -> Vec<BTreeMap<&str, &str>> {
    let mut lines = text.lines().map(|line| line.split(','));
    let headers: Vec<&str> = lines.next().unwrap().collect();
    lines
        .map(|fields| {
            let fields: Vec<&str> = fields.collect();
            assert_eq!(fields.len(), headers.len());
            headers.iter().copied().zip(fields).collect()
        })
        .collect()
}

fn digest(text: &str) -> u64 {
    let mixed = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, mixed)
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_another_seed_other_people() {
    for export in Export::ALL {
        let first = text(PLAN, export);
        assert_eq!(digest(&first), digest(&text(PLAN, export)));
        assert_ne!(digest(&first), digest(&text(Plan { seed: 8, ..PLAN }, export)));
    }
}

/// Measurements are compared between machines and versions by their samples: a change of these bytes is to be meant.
#[test]
fn the_bytes_do_not_change_by_accident() {
    let digests = Export::ALL.map(|export| digest(&text(PLAN, export)));
    assert_eq!(
        digests,
        [13_982_021_660_228_295_347, 11_229_614_299_533_986_509, 3_409_417_519_553_130_537]
    );
}

fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn the_order_and_the_quotes_change_nothing_else() {
    for export in Export::ALL {
        let scattered = text(PLAN, export);
        let by_case = text(Plan { order: Order::Case, ..PLAN }, export);
        assert_ne!(scattered, by_case, "{export:?}");
        assert_eq!(sorted(&scattered), sorted(&by_case), "{export:?}");
        let quoted = text(Plan { quote: Quote::Always, ..PLAN }, export);
        assert!(quoted.lines().all(|line| line.starts_with('"') && line.ends_with('"')));
        assert_eq!(quoted.matches("\",\"").count(), scattered.matches(',').count(), "{export:?}");
        assert_eq!(quoted.replace('"', ""), scattered, "{export:?}");
    }
}

/// A few neighbours are of one person by chance; more of them would be kinder to a program than exports are.
#[test]
fn rows_of_one_case_or_person_are_scattered_unless_asked_for() {
    let neighbours = |order, export, column| {
        let text = text(Plan { order, ..PLAN }, export);
        let rows = rows(&text);
        let is_same = |two: &&[BTreeMap<&str, &str>]| two[0][column] == two[1][column];
        100 * rows.windows(2).filter(is_same).count() / rows.len()
    };
    let files = [
        (Export::Benefits, "case_id", 25),
        (Export::Placements, "person_id", 10),
        (Export::Programmes, "person_id", 20),
    ];
    for (export, column, least_by_case) in files {
        assert_eq!(neighbours(Order::Scattered, export, column), 0, "{export:?}");
        assert!(neighbours(Order::Case, export, column) >= least_by_case, "{export:?}");
    }
}

#[test]
fn the_share_of_couples_changes_no_case_of_one_person() {
    let benefits = |couples| text(Plan { couples, ..PLAN }, Export::Benefits);
    let (none, some, all) = (benefits(0), benefits(15), benefits(100));
    let people = |text: &str| {
        let mut people = BTreeMap::<_, BTreeSet<_>>::new();
        for row in rows(text) {
            let case = people.entry(row["case_id"].to_owned()).or_default();
            case.insert(row["person_id"].to_owned());
        }
        people
    };
    assert!(people(&none).values().all(|people| people.len() == 1));
    assert!(people(&all).values().all(|people| people.len() == 2));
    let (expected, people) = (sorted(&none), people(&some));
    let mut alone = 0;
    for (line, row) in some.lines().skip(1).zip(rows(&some)) {
        if people[row["case_id"]].len() == 1 {
            assert!(expected.binary_search(&line).is_ok(), "{line}");
            alone += 1;
        }
    }
    assert!(alone > 2_000, "{alone}");
}

#[test]
fn a_benefits_export_has_couples_renewals_and_people_who_come_back() {
    let text = text(PLAN, Export::Benefits);
    let rows = rows(&text);
    let (mut people, mut cases) = (BTreeMap::new(), BTreeMap::new());
    for row in &rows {
        people.entry(row["person_id"]).or_insert_with(BTreeSet::new).insert(row["case_id"]);
        cases.entry(row["case_id"]).or_insert_with(BTreeSet::new).insert(row["person_id"]);
        assert!(row["end"].is_empty() || row["start"] <= row["end"], "{row:?}");
        assert!(row["start"] >= "1999-01-01" && row["end"] <= "2025-12-31", "{row:?}");
        assert!(!row["end"].is_empty() || row["end_reason"].is_empty(), "{row:?}");
    }
    assert_eq!(cases.len(), 3_000);
    let share = |count: usize, of: usize| 100 * count / of;
    let couples = cases.values().filter(|people| people.len() == 2).count();
    assert!((12..=18).contains(&share(couples, cases.len())));
    let back = people.values().filter(|cases| cases.len() > 1).count();
    assert!((8..=25).contains(&share(back, people.len())));
    assert!((135..=150).contains(&share(rows.len(), cases.len())), "{} rows", rows.len());
    let partner = rows.iter().filter(|row| row["end_reason"] == "97").count();
    assert!(partner > couples / 4);
    let municipalities: BTreeSet<_> = rows.iter().map(|row| row["municipality"]).collect();
    assert_eq!(municipalities.len(), 5);
}

#[test]
fn most_jobs_and_participations_are_of_people_with_a_benefit() {
    let benefits = text(PLAN, Export::Benefits);
    let people: BTreeSet<&str> = rows(&benefits).iter().map(|row| row["person_id"]).collect();
    for (export, per_benefit) in [(Export::Placements, 36), (Export::Programmes, 35)] {
        let text = text(PLAN, export);
        let rows = rows(&text);
        let known = rows.iter().filter(|row| people.contains(row["person_id"])).count();
        assert!(known < rows.len() && known * 100 > rows.len() * 93, "{export:?}");
        let found = 100 * rows.len() / (benefits.lines().count() - 1);
        assert!(found.abs_diff(per_benefit) <= 4, "{export:?}: {found} for 100 benefit rows");
        assert!(rows.iter().all(|row| row["end"].is_empty() || row["start"] <= row["end"]));
    }
}
