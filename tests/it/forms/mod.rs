//! One invented export, written in the many forms in which exports come: each gives the figures of its clean form.
//!
//! Dates, missing values, identifiers, amounts, labels and files are written here by rules of their own; nothing of
//! the program's reader is used.

mod form;
mod history;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use crate::command::Outflow;
use form::{CLEAN, Form, form};
use history::{Benefit, Dice, History, Serial, history, serial};

const HEADER: [&str; 11] = [
    "Dossiernr",
    "Clientnummer",
    "Regeling",
    "Startdatum",
    "Einddatum",
    "Reden einde",
    "Leefvorm",
    "Geboortedatum",
    "Geslacht",
    "Maandbedrag",
    "Doelgroepen",
];

fn benefit_row(form: &Form, benefit: &Benefit, row: usize, end: Option<Serial>) -> Vec<String> {
    let running =
        if form.dates == "iso" || !form.running.contains('-') { form.running } else { "" };
    vec![
        form.number(benefit.case, false),
        form.number(benefit.person, false),
        "Participatiewet".to_owned(),
        form.date(benefit.start),
        end.map_or(running.to_owned(), |end| form.date(end)),
        form.or_missing(if end.is_some() { benefit.reason.to_owned() } else { String::new() }),
        benefit.household.to_owned(),
        form.date(benefit.birth),
        benefit.sex.to_owned(),
        form.or_missing(benefit.cents.map(|cents| form.amount(cents)).unwrap_or_default()),
        form.or_missing(benefit.groups.join(form.groups)),
        form.label(benefit.district, row),
    ]
}

/// A row for each stretch on a benefit.
fn spells(history: &History, form: &Form) -> Vec<Vec<String>> {
    let all = history.benefits.iter().enumerate();
    all.map(|(row, benefit)| benefit_row(form, benefit, row, benefit.end)).collect()
}

/// A row for each benefit that ran in a month, month by month.
fn listed(history: &History, form: &Form) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for index in 0..36 {
        let (year, month) = (2016 + index / 12, index % 12 + 1);
        let from = serial(year, month, 1);
        let to = if month == 12 { serial(year + 1, 1, 1) } else { serial(year, month + 1, 1) } - 1;
        for (row, benefit) in history.benefits.iter().enumerate() {
            if benefit.start > to || benefit.end.is_some_and(|end| end < from) {
                continue;
            }
            let seen = benefit.end.filter(|end| *end <= to);
            let mut fields = benefit_row(form, benefit, row, seen);
            if form.files == "month lists" {
                fields.extend([year.to_string(), format!("{month:02}")]);
            } else {
                fields.push(form.date(to));
            }
            rows.push(fields);
        }
    }
    rows
}

/// Writes the export in a form.
fn write(history: &History, form: &Form, folder: &Path, dice: &mut Dice) {
    let config = "municipality = \"Proef\"\n[coverage]\nfrom = 2016-01-01\nto = 2018-12-31\n";
    fs::write(folder.join("outflow.toml"), config).unwrap();
    let mut header: Vec<&str> = HEADER.to_vec();
    header.push("Wijk");
    let is_lists = form.files == "month lists" || form.files == "lists by month";
    let mut rows = if is_lists { listed(history, form) } else { spells(history, form) };
    if is_lists {
        if form.files == "month lists" {
            header.extend(["STATISTIEKJAAR", "STATISTIEKMAAND"]);
        } else {
            header.push("Peildatum");
        }
    }
    if form.extra {
        header.push("Naam behandelaar");
        for row in &mut rows {
            row.push("team 3".to_owned());
        }
    }
    if form.shuffled {
        for index in (1..rows.len()).rev() {
            rows.swap(index, usize::try_from(dice.below(index as u64 + 1)).unwrap());
        }
    }
    match form.files {
        "two" => {
            // a split between cases, as exports are split by district or by letter
            let (one, other): (Vec<_>, Vec<_>) =
                rows.into_iter().partition(|row| row[0].trim().ends_with(['0', '1', '2', '3']));
            fs::write(folder.join("deel 1.csv"), form.file(&header, &one)).unwrap();
            fs::write(folder.join("deel 2.csv"), form.file(&header, &other)).unwrap();
        }
        "other name" => {
            fs::write(folder.join("Export GWS 2018.txt"), form.file(&header, &rows)).unwrap();
        }
        "gzip" => {
            let file = fs::File::create(folder.join("uitkeringen.csv.gz")).unwrap();
            let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
            packed.write_all(&form.file(&header, &rows)).unwrap();
            packed.finish().unwrap();
        }
        _ => fs::write(folder.join("uitkeringen.csv"), form.file(&header, &rows)).unwrap(),
    }
    let jobs = history.jobs.iter().enumerate().map(|(row, job)| {
        vec![
            form.number(job.person, true),
            form.date(job.start),
            if job.full_time { "36" } else { "20" }.to_owned(),
            form.label(job.sector, row),
        ]
    });
    let jobs: Vec<_> = jobs.collect();
    let header = ["Clientnummer", "Begindatum", "Uren", "Branche"];
    // the order of day and month is a matter of each file, which has to show it
    fs::write(folder.join("plaatsingen.csv"), form.file(&header, &jobs)).unwrap();
}

/// The figures of an export, and what was said.
fn figures(folder: &Path) -> Result<String, String> {
    let run = Outflow::report("--year 2018 --format csv --data").arg(folder).run();
    match run.status {
        Some(0) => Ok(run.stdout().to_owned()),
        status => Err(format!("{status:?}: {}{}", run.stdout(), run.stderr)),
    }
}

/// Writes and reads so many forms; every one must give the clean form's figures.
fn hold(seeds: std::ops::Range<u64>) {
    let mut wrong = String::new();
    for seed in seeds {
        let history = history(seed / 20);
        let dice = &mut Dice(seed + 1_000);
        let clean = tempfile::tempdir().unwrap();
        write(&history, &CLEAN, clean.path(), dice);
        let expected = figures(clean.path()).unwrap();
        let form = form(dice);
        let folder = tempfile::tempdir().unwrap();
        write(&history, &form, folder.path(), dice);
        match figures(folder.path()) {
            Ok(found) if found == expected => {}
            Ok(found) => {
                let pairs =
                    found.lines().zip(expected.lines()).find(|(found, clean)| found != clean);
                writeln!(wrong, "{seed} {form:?}: other figures: {pairs:?}").unwrap();
            }
            Err(told) => writeln!(wrong, "{seed} {form:?}: {told}").unwrap(),
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_form_of_an_export_gives_the_same_figures() {
    hold(0..64);
}

/// `OUTFLOW_FORMS=400..4000` chooses which.
#[test]
#[ignore = "takes minutes"]
fn thousands_of_forms_of_exports_give_the_same_figures() {
    let range = std::env::var("OUTFLOW_FORMS").unwrap_or_else(|_| "400..4000".to_owned());
    let (from, to) = range.split_once("..").unwrap();
    hold(from.parse().unwrap()..to.parse().unwrap());
}
