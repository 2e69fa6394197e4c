//! Random placements, programmes and payments.

use jiff::civil::Date;

use super::dice::{Dice, Person, any_day, later, length, written};
use super::random::{Export, Plan, municipality};

/// A day near something that happened to the person: near an end, within a spell, or any day.
pub fn near(dice: &mut Dice, days: &[(Date, Option<Date>)]) -> Date {
    let any = any_day(dice);
    if days.is_empty() || dice.chance(15) {
        return any;
    }
    let (start, end) = days[dice.number(0, days.len() as i64 - 1) as usize];
    match end {
        Some(end) if dice.chance(30) => {
            later(end, dice.pick(&["0", "1", "30", "31", "32"]).parse().expect("days"))
        }
        Some(end) if dice.chance(75) => later(end, dice.number(-40, 70)),
        Some(_) => later(start, dice.number(-3, 60)),
        None if any >= start => any,
        None => later(start, dice.number(-3, 400)),
    }
}

/// Everybody that jobs and programmes are about: persons and the days of their benefits.
pub type People = Vec<(String, Vec<(Date, Option<Date>)>)>;

pub fn people(persons: &[Person], benefits: &Export) -> People {
    let mut people: People = Vec::new();
    for person in persons {
        let mut days = Vec::new();
        for row in benefits.rows.iter().filter(|row| row[1] == person.id) {
            days.push((row[5].parse().expect("a start"), row[6].parse().ok()));
        }
        people.push((person.id.clone(), days));
    }
    for stranger in ["x-1", "x-2", "000009"] {
        people.push((stranger.to_string(), Vec::new()));
    }
    people
}

pub const PLACEMENTS: [&str; 12] = [
    "placement_id",
    "person_id",
    "start",
    "end",
    "kind",
    "hours",
    "sector",
    "employer",
    "programme",
    "wage_subsidy",
    "wage_value",
    "municipality",
];

/// Wage values as they are written, one after another.
const WAGE_VALUES: [&str; 9] = ["", "65", "0.5", "49.99", "50", "75%", "n.v.t.", "100", "74,5"];

pub fn placements(dice: &mut Dice, plan: &Plan, people: &People) -> Export {
    let mut export = Export::new(&PLACEMENTS);
    for (person, days) in people {
        let jobs = if dice.chance(65) { dice.number(1, 3) } else { 0 };
        for _ in 0..jobs {
            let start = near(dice, days);
            let end = length(dice).map(|days| later(start, days));
            let hours = ["8", "12.5", "24", "31.99", "32", "34.5", "35", "36", "40"];
            let (kind, hours) = match dice.number(1, 10) {
                1..=4 => (dice.pick(&["full_time", "part_time", "self_employed", "zzp"]), ""),
                5..=7 => ("", dice.pick(&hours)),
                8 => (dice.pick(&["part_time", "full_time"]), dice.pick(&hours)),
                9 => (dice.pick(&["part_time", "zelfstandig"]), ""),
                _ => ("", ""),
            };
            let number = export.rows.len() + 1;
            let sectors = ["zorg", "Zorg en welzijn", "86", "bouw", "horeca", "logistiek", ""];
            let subsidies =
                ["", "", "", "0", "nee", "no", "ja", "x", "1250.00", "980.55", "2100.00", "0.00"];
            let town = municipality(dice, plan);
            export.rows.push(vec![
                dice.sometimes(90, &format!("j{number}")),
                person.clone(),
                start.to_string(),
                written(end),
                kind.to_string(),
                hours.to_string(),
                dice.pick(&sectors).to_string(),
                dice.pick(&["Acme", "Bakker, Zn", "VDL", "De Oude Toren", ""]).to_string(),
                dice.pick(&["Op weg", "Talent", ""]).to_string(),
                dice.pick(&subsidies).to_string(),
                WAGE_VALUES[number % WAGE_VALUES.len()].to_owned(),
                town,
            ]);
        }
    }
    export
}

pub const PROGRAMMES: [&str; 8] = [
    "participation_id",
    "person_id",
    "programme",
    "kind",
    "start",
    "end",
    "result",
    "municipality",
];

pub fn programmes(dice: &mut Dice, plan: &Plan, people: &People) -> Export {
    let mut export = Export::new(&PROGRAMMES);
    let results = [
        "work",
        "part_time_work",
        "education",
        "civic_integration",
        "participation",
        "dropout",
        "completed",
        "dropout",
        "",
        "",
        "R7",
        "1",
        "2",
        "3",
        "9",
        "verhuisd",
    ];
    let offers = [
        ("Op weg", "pre_employment"),
        ("Talent", "work_experience"),
        ("Taal & Zo", "language"),
        ("Fit", "health"),
        ("Buurthulp", "volunteering"),
        ("Buurthulp", "participation_place"),
        ("Schoolbank", "education"),
        ("Beschut", "sheltered_work"),
        ("Lift", "K9"),
        ("Los", ""),
        ("", "job_coaching"),
        ("Buurthulp", "tegenprestatie"),
        ("Subsidie", "4"),
        ("Subsidie", "01"),
        ("Werkplek", "29"),
        ("Overig", "99"),
    ];
    for (person, days) in people {
        let times = if dice.chance(60) { dice.number(1, 4) } else { 0 };
        for _ in 0..times {
            let start = later(near(dice, days), -dice.number(0, 120));
            let end = length(dice).map(|days| later(start, days));
            let (name, kind) = offers[dice.number(0, offers.len() as i64 - 1) as usize];
            let result = if end.is_some() { dice.pick(&results) } else { "" };
            let number = export.rows.len() + 1;
            let town = municipality(dice, plan);
            export.rows.push(vec![
                dice.sometimes(95, &format!("d{number}")),
                person.clone(),
                name.to_string(),
                kind.to_string(),
                start.to_string(),
                written(end),
                result.to_string(),
                town,
            ]);
        }
    }
    export
}

pub fn payments(dice: &mut Dice, plan: &Plan, benefits: &Export) -> Export {
    let mut export = Export::new(&["case_id", "month", "amount", "municipality"]);
    for row in &benefits.rows {
        for _ in 0..dice.number(0, 4) {
            let cents = dice.number(5_000, 150_000);
            let sign = if dice.chance(7) { "-" } else { "" };
            let month = any_day(dice).strftime("%Y-%m").to_string();
            let amount = format!("{sign}{}.{:02}", cents / 100, cents % 100);
            let town = municipality(dice, plan);
            export.rows.push(vec![row[0].clone(), month, amount, town]);
        }
    }
    export
}
