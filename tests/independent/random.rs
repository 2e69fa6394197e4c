//! Small random exports, the same for the same seed.

use std::fs;
use std::path::Path;

use super::dice::{Dice, Person, person};
use super::random_benefits::benefits;
use super::random_others::{payments, people, placements, programmes};

/// The municipalities that an export can hold.
pub const MUNICIPALITIES: [&str; 3] = ["Aldermeer", "Beekstad", "Calmont"];

/// An export under construction: header and rows, written without the columns that are dropped.
pub struct Export {
    pub header: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

impl Export {
    pub fn new(header: &[&'static str]) -> Export {
        Export { header: header.to_vec(), rows: Vec::new() }
    }

    pub fn place(&self, column: &str) -> usize {
        self.header.iter().position(|name| *name == column).expect("a column")
    }

    pub fn drop(&mut self, column: &str) {
        let place = self.place(column);
        self.header.remove(place);
        for row in &mut self.rows {
            row.remove(place);
        }
    }

    /// Drops each optional column so many times in a hundred.
    pub fn drop_some(&mut self, dice: &mut Dice, percent: i64, optional: &[&str]) {
        for column in optional {
            if dice.chance(percent) {
                self.drop(column);
            }
        }
    }

    /// Writes some rows twice and all of them in any order.
    pub fn shuffle(&mut self, dice: &mut Dice, twice: i64) {
        for place in 0..self.rows.len() {
            if dice.chance(twice) {
                self.rows.push(self.rows[place].clone());
            }
        }
        for place in (1..self.rows.len()).rev() {
            let other = dice.number(0, place as i64) as usize;
            self.rows.swap(place, other);
        }
    }

    pub fn write(&self, path: &Path, delimiter: u8) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(&self.header).expect("a header");
        for row in &self.rows {
            writer.write_record(row).expect("a row");
        }
        fs::write(path, writer.into_inner().expect("bytes")).expect("a file");
    }
}

/// What all exports of one data set share.
pub struct Plan {
    pub couples: bool,
    pub municipalities: usize,
    pub tied_rows: bool,
    pub ids: i64,
}

pub fn municipality(dice: &mut Dice, plan: &Plan) -> String {
    let names = &MUNICIPALITIES[..plan.municipalities.max(1)];
    let name = dice.pick(names);
    if plan.municipalities == 0 { String::new() } else { dice.sometimes(93, name) }
}

fn settings(dice: &mut Dice, plan: &Plan) -> String {
    let mut text = String::from("name = \"Proef\"\n");
    if plan.municipalities > 0 || dice.chance(40) {
        text += &format!("municipality = \"{}\"\n", MUNICIPALITIES[0]);
    }
    text += "[benefits]\nrows = \"parts\"\n[coverage]\nfrom = 2014-01-01\nto = 2019-12-31\n[codes.end_reason]\n\"L1\" = \"work\"\n";
    text += "[sectors]\n\"Zorg en welzijn\" = \"zorg\"\n\"86\" = \"zorg\"\n[definitions]\n";
    text += &format!("gap_days = {}\n", dice.pick(&["0", "0", "0", "30", "30", "1", "7"]));
    if dice.chance(30) {
        text += &format!("work_window_days = {}\n", dice.pick(&["0", "31", "60"]));
    }
    if dice.chance(30) {
        text += &format!("full_time_hours = {}\n", dice.pick(&["32", "35", "36"]));
    }
    if dice.chance(40) {
        let bounds = ["[27, 35, 45, 55]", "[30, 50]", "[21, 27, 35, 50, 60]", "[27]"];
        text += &format!("age_bounds = {}\n", dice.pick(&bounds));
    }
    if dice.chance(50) {
        text += "[savings]\naverage_benefit.2018 = 14200\n";
        if dice.chance(50) {
            text += "average_benefit.2017 = 14015.55\n";
        }
    }
    if plan.municipalities == 0 {
        text += "[budget.2018]\namount = 150000.50\n[budget.2017]\namount = 99000\n";
        text += "[recoveries]\n2018 = 1234.56\n2017.amount = 0\n";
    }
    if dice.chance(50) {
        text += "[population]\n";
        for year in 2014..2020 {
            match dice.number(0, 3) {
                0 => {}
                1 => text += &format!("{year} = {}\n", dice.number(30, 90_000)),
                _ => {
                    for base in ["all", "18plus", "15-64", "15plus", "households"] {
                        if dice.chance(70) {
                            text += &format!("{year}.{base} = {}\n", dice.number(1, 90_000));
                        }
                    }
                }
            }
        }
    }
    text
}

/// Writes a random export with its `outflow.toml` into the folder.
pub fn write_random(dir: &Path, seed: u64) {
    let dice = &mut Dice(seed);
    let no_person = dice.chance(5);
    let no_case = dice.chance(6);
    let plan = Plan {
        couples: !no_person,
        municipalities: if dice.chance(35) { dice.number(1, 3) as usize } else { 0 },
        tied_rows: !no_person && !no_case,
        ids: dice.number(1, 4),
    };
    let delimiter = if dice.chance(50) { b',' } else { b';' };
    let persons: Vec<Person> =
        (0..dice.number(6, 60) as usize).map(|number| person(dice, plan.ids, number + 1)).collect();

    let mut benefits = benefits(dice, &plan, &persons);
    let people = people(&persons, &benefits);
    let mut placements = placements(dice, &plan, &people);
    let mut programmes = programmes(dice, &plan, &people);
    let mut payments = payments(dice, &plan, &benefits);

    benefits.drop("note");
    if plan.municipalities == 0 {
        for export in [&mut benefits, &mut placements, &mut programmes, &mut payments] {
            export.drop("municipality");
        }
    }
    let optional = [
        "district",
        "scheme",
        "end_reason",
        "start_reason",
        "household",
        "birth_date",
        "birth_year",
        "sex",
        "monthly_amount",
        "target_groups",
        "profile_date",
    ];
    benefits.drop_some(dice, 5, &optional);
    if no_person {
        benefits.drop("person_id");
    }
    if no_case {
        benefits.drop("case_id");
    }
    let optional = ["placement_id", "kind", "hours", "sector", "employer", "wage_subsidy"];
    placements.drop_some(dice, 5, &optional);
    programmes.drop_some(dice, 5, &["participation_id", "kind", "result"]);

    fs::create_dir_all(dir).expect("a folder");
    fs::write(dir.join("outflow.toml"), settings(dice, &plan)).expect("a file");
    let all = [
        ("benefits.csv", &mut benefits, 100, 4),
        ("placements.csv", &mut placements, 92, 4),
        ("programmes.csv", &mut programmes, 92, 4),
        ("payments.csv", &mut payments, 70, 2),
    ];
    for (name, export, written, twice) in all {
        export.shuffle(dice, twice);
        if dice.chance(written) {
            export.write(&dir.join(name), delimiter);
        }
    }
}
