//! Random benefits: couples, restarts, touching, overlapping and nested rows, gaps.

use jiff::civil::Date;

use super::dice::{Dice, Person, any_day, day, identifier, later, length, written};
use super::random::{Export, Plan, municipality};

const END_REASONS: [&str; 41] = [
    "11",
    "11",
    "11",
    "11",
    "work",
    "werk",
    "13",
    "01",
    "06",
    "02",
    "03",
    "04",
    "05",
    "07",
    "33",
    "14",
    "15",
    "17",
    "18",
    "19",
    "31",
    "34",
    "35",
    "32",
    "97",
    "97",
    "97",
    "partner",
    "98",
    "",
    "",
    "77",
    "Q1",
    "L1",
    "relationship",
    "moved",
    "08",
    "20",
    "99",
    "3",
    "11",
];

const START_REASONS: [&str; 12] = [
    "einde ww",
    "verhuizing",
    "relatie; einde",
    "einde studie",
    "",
    "14",
    "41",
    "2",
    "3",
    "0",
    "99",
    "77",
];

const LABELS: [&str; 7] =
    ["", "", "", "statushouder", "jongere|statushouder", "mantelzorger", "schulden | mantelzorger"];

/// The stretches of one case: restarts, touching, overlapping and nested rows, gaps.
fn stretches(dice: &mut Dice) -> Vec<(Date, Option<Date>)> {
    let start = any_day(dice);
    let mut all = vec![(start, length(dice).map(|days| later(start, days)))];
    while dice.chance(55) && all.len() < 6 {
        let (start, end) = all[all.len() - 1];
        let Some(end) = end else { break };
        let long = i64::from((end - start).get_days());
        let next = match dice.number(1, 100) {
            1..=20 => later(end, 1),
            21..=35 => later(end, -dice.number(0, long)),
            36..=45 => start,
            46..=75 => later(end, 1 + dice.number(1, 40)),
            _ => later(end, dice.number(41, 500)),
        };
        let until = match length(dice) {
            Some(_) if dice.chance(15) && next < end => Some(later(next, 0)),
            Some(days) => Some(later(next, days)),
            None => None,
        };
        all.push((next, until));
    }
    if dice.chance(10) {
        // Ends exactly on the border of a period.
        let last = all.len() - 1;
        let border = day(dice.number(2016, 2018) as i16, 12, 31);
        if all[last].0 <= border {
            all[last].1 = Some(border);
        }
    }
    all
}

const BENEFITS: [&str; 18] = [
    "case_id",
    "person_id",
    "municipality",
    "district",
    "scheme",
    "start",
    "end",
    "end_reason",
    "start_reason",
    "household",
    "birth_date",
    "birth_year",
    "sex",
    "monthly_amount",
    "income_amount",
    "target_groups",
    "profile_date",
    "note",
];

/// The benefits.
pub fn benefits(dice: &mut Dice, plan: &Plan, persons: &[Person]) -> Export {
    let mut export = Export::new(&BENEFITS);
    let mut next = 0;
    let cases = dice.number(5, 60) as usize;
    for number in 0..cases {
        let case = identifier(dice, plan.ids, 'c', number + 1);
        let couple = plan.couples && dice.chance(35);
        let mut members = vec![next % persons.len()];
        if couple {
            members.push((next + 1) % persons.len());
        }
        next += if dice.chance(15) { 0 } else { members.len() };
        let town = municipality(dice, plan);
        for (place, (start, end)) in stretches(dice).into_iter().enumerate() {
            for (role, member) in members.clone().into_iter().enumerate() {
                if place > 0 && role == 1 && dice.chance(25) {
                    continue;
                }
                let (mut start, mut end) = (start, end);
                if role == 1 && dice.chance(30) {
                    // The partner comes later or leaves earlier or later.
                    start = later(start, dice.number(0, 20));
                    end = end.map(|end| later(end, dice.number(-20, 40)).max(start));
                }
                // Sometimes somebody else of the data is on the case.
                let stranger = dice.chance(6) && plan.couples;
                let who = if stranger {
                    &persons[dice.number(0, persons.len() as i64 - 1) as usize]
                } else {
                    &persons[member]
                };
                let row = benefit(dice, &case, who, &town, (start, end), members.len() == 2);
                if plan.tied_rows && dice.chance(4) {
                    let mut tied = row.clone();
                    tied[3] = dice.pick(&["Centrum", "Noord", "Zuid"]).to_string();
                    export.rows.push(tied);
                }
                export.rows.push(row);
            }
        }
    }
    export
}

fn benefit(
    dice: &mut Dice,
    case: &str,
    who: &Person,
    town: &str,
    (start, end): (Date, Option<Date>),
    couple: bool,
) -> Vec<String> {
    let reason = if end.is_some() { dice.pick(&END_REASONS) } else { "" };
    let household = if couple && dice.chance(85) {
        dice.pick(&["3", "couple"])
    } else {
        dice.pick(&["1", "2", "04", "single", "single_parent", ""])
    };
    let scheme =
        dice.pick(&["01", "01", "01", "01", "participatiewet", "02", "03", "14", "", "21"]);
    let no_benefit = ["11", "12", "06", "10", "Tozo", "tozo 3", "WIJ", "wwik"];
    let scheme = if dice.chance(3) { dice.pick(&no_benefit) } else { scheme };
    let cents = dice.number(20_000, 160_000);
    let amount = format!("{}.{:02}", cents / 100, cents % 100);
    let income = match cents % 5 {
        0 => "0.00".to_owned(),
        1 | 2 => String::new(),
        _ => format!("{}.{:02}", cents / 300, cents % 100),
    };
    let profile = any_day(dice).to_string();
    vec![
        case.to_string(),
        who.id.clone(),
        town.to_string(),
        dice.pick(&["Noord", "Zuid", "Centrum", "Oost", ""]).to_string(),
        scheme.to_string(),
        start.to_string(),
        written(end),
        reason.to_string(),
        dice.pick(&START_REASONS).to_string(),
        household.to_string(),
        who.birth_date.clone(),
        who.birth_year.clone(),
        who.sex.to_string(),
        dice.sometimes(90, &amount),
        income,
        dice.pick(&LABELS).to_string(),
        dice.sometimes(40, &profile),
        String::new(),
    ]
}
