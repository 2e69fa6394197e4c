//! What a sample promises: the same bytes for the same plan, and the spells of people as exports have them.

#![allow(clippy::unwrap_used, reason = "a failed test may stop where it stands")]

use std::collections::{BTreeMap, BTreeSet};

use super::{Export, Plan, Sample, Style};

const PLAN: Plan = Plan { cases: 3_000, seed: 7, municipalities: 5, style: Style::Iso };

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
        [15_029_588_291_247_925_607, 16_793_896_413_629_215_258, 16_240_665_574_512_897_096]
    );
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
