//! Other names for the same columns, and other ways to write an amount: the report stays the same to the byte.

use crate::command::Outflow;
use crate::rewrite::{Form, Table, maasgouw, write};

/// The headers of the sample, each with its canonical name.
const HEADERS: [(&str, &str); 34] = [
    ("Dossiernr", "case_id"),
    ("Clientnummer", "person_id"),
    ("Regeling", "scheme"),
    ("Startdatum periodiek algemeen", "start"),
    ("Einddatum periodiek algemeen", "end"),
    ("Indicatie leefvorm", "household"),
    ("Oorzaak bijstandsafhankelijkheid", "start_reason"),
    ("Omschrijving einde bijstandsafhankelijkheid", "end_reason"),
    ("geboortejaar", "birth_year"),
    ("geslacht", "sex"),
    ("wijk", "district"),
    ("doelgroepen", "target_groups"),
    ("maandbedrag", "monthly_amount"),
    ("inkomsten", "income_amount"),
    ("profieldatum", "profile_date"),
    ("boekdatum", "booked"),
    ("plaatsingsnummer", "placement_id"),
    ("clientnummer", "person_id"),
    ("begindatum", "start"),
    ("einddatum", "end"),
    ("soort", "kind"),
    ("uren", "hours"),
    ("branche", "sector"),
    ("werkgever", "employer"),
    ("traject", "programme"),
    ("loonkostensubsidie", "wage_subsidy"),
    ("loonwaarde", "wage_value"),
    ("trajectnummer", "participation_id"),
    ("resultaat", "result"),
    ("dossiernr", "case_id"),
    ("maand", "month"),
    ("bedrag", "amount"),
    ("gemeente", "municipality"),
    ("geboortedatum", "birth_date"),
];

const AMOUNTS: [&str; 4] = ["maandbedrag", "inkomsten", "loonkostensubsidie", "bedrag"];

fn canonical(header: &str) -> &'static str {
    let found = HEADERS.iter().find(|(name, _)| *name == header);
    found.unwrap_or_else(|| panic!("the sample has a new header {header}")).1
}

fn report(tables: &[Table]) -> String {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), tables, &Form::SAMPLE);
    let run = Outflow::report("--period 2021-H1 --format csv --data").arg(folder.path());
    run.text()
}

/// The report with every header written by `rename` from its canonical name.
fn renamed(rename: impl Fn(&str) -> String) -> String {
    let mut tables = maasgouw();
    for header in tables.iter_mut().flat_map(|table| &mut table.rows[0]) {
        *header = rename(canonical(header));
    }
    report(&tables)
}

#[test]
fn canonical_headers_however_they_are_spelled() {
    let plain = report(&maasgouw());
    assert!(
        plain.contains(",caseload,Benefits and people,outflow,Outflow,,,,,benefits,32,"),
        "{plain}"
    );
    assert!(renamed(str::to_owned) == plain, "canonical names");
    assert!(renamed(|name| format!(" {} ", name.to_uppercase().replace('_', "-"))) == plain);
    assert!(renamed(|name| name.replace('_', " ")) == plain, "blanks");
    assert!(renamed(|name| name.replace('_', "")) == plain, "in one word");
}

/// The report with every amount written by `write` from its sign-less cents.
fn with_amounts(write: impl Fn(&str, &str) -> String) -> String {
    let mut tables = maasgouw();
    let mut written = 0;
    for table in &mut tables {
        let places: Vec<usize> = (0..table.rows[0].len())
            .filter(|place| AMOUNTS.contains(&table.rows[0][*place].as_str()))
            .collect();
        for row in &mut table.rows[1..] {
            for field in places.iter().map(|place| row[*place].clone()).collect::<Vec<_>>() {
                let Some((euros, cents)) = field.split_once(',') else { continue };
                let text = write(&euros.replace('.', ""), cents);
                let place = places.iter().find(|place| row[**place] == field).unwrap();
                row[*place] = text;
                written += 1;
            }
        }
    }
    assert!(written > 1000, "only {written} amounts");
    report(&tables)
}

fn grouped(euros: &str, separator: char) -> String {
    let mut text = String::new();
    for (place, digit) in euros.chars().enumerate() {
        if place > 0 && (euros.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[test]
fn notations_of_amounts() {
    let plain = report(&maasgouw());
    assert!(with_amounts(|euros, cents| format!("{euros}.{cents}")) == plain, "1234.50");
    assert!(with_amounts(|euros, cents| format!("{},{cents}", grouped(euros, '.'))) == plain);
    assert!(with_amounts(|euros, cents| format!("€ {euros},{cents}")) == plain, "€ 1234,50");
    assert!(with_amounts(|euros, cents| format!("+{euros},{cents}")) == plain, "+1234,50");
}
