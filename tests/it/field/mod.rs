//! Exports as they were met in practice: the right figures, said where the reading was not a matter of course, or a
//! refusal that names its reason. The people are invented.

mod files;

use serde_json::Value;

use crate::command::{Outflow, Run, folder};

const COVERAGE: &str =
    "municipality = \"Proefdorp\"\n[coverage]\nfrom = 2016-01-01\nto = 2018-12-31\n";

const HEADER: &str = "Dossiernr;Clientnummer;Regeling;Startdatum periodiek algemeen;Einddatum periodiek algemeen;\
     Omschrijving leefvorm;Omschrijving einde bijstandsafhankelijkheid;geboortejaar;geslacht";

/// Four people on three benefits: one single person into work in June, a couple, and a single parent from February.
const FOUR: [&str; 4] = [
    "1001;501;Participatiewet;01-03-2016;30-06-2018;Alleenstaande;Arbeid in dienstbetrekking;1985;M",
    "1002;502;Participatiewet;15-09-2017;;Gehuwd/samenwonend;;1979;V",
    "1002;503;Participatiewet;15-09-2017;;Gehuwd/samenwonend;;1981;M",
    "1003;504;Participatiewet;01-02-2018;;Alleenstaande ouder;;1990;V",
];

/// What the four are in 2018, in benefits and in people.
const USUAL: [(&str, &str); 8] = [
    ("caseload/stock_begin//benefits", "2"),
    ("caseload/inflow//benefits", "1"),
    ("caseload/outflow//benefits", "1"),
    ("caseload/stock_end//benefits", "2"),
    ("caseload/stock_begin//persons", "3"),
    ("caseload/inflow//persons", "1"),
    ("caseload/outflow//persons", "1"),
    ("caseload/stock_end//persons", "3"),
];

fn usual() -> String {
    format!("{HEADER}\n{}\n", FOUR.join("\n"))
}

/// The export of the four with some texts in the place of others.
fn four(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(usual(), |text, (from, to)| {
        assert!(text.contains(from), "{from} is not in the export");
        text.replace(from, to)
    })
}

fn run(files: &[(&str, &str)], options: &str) -> Run {
    let folder = folder(files);
    Outflow::report(options).args("--format json --data .").cwd(folder.path()).run()
}

/// Reads a benefits export beside its coverage, and other files; every figure must be there, and every text be said.
fn held(what: &str, files: &[(&str, &str)], figures: &[(&str, &str)], said: &[&str]) {
    let all: Vec<(&str, &str)> =
        [("outflow.toml", COVERAGE)].into_iter().chain(files.iter().copied()).collect();
    let run = run(&all, "--year 2018");
    assert_eq!(run.status, Some(0), "{what}: {}", run.stderr);
    let report: Value = serde_json::from_str(run.stdout()).unwrap();
    for (key, value) in figures {
        let found = report["reports"][0]["figures"].as_array().unwrap().iter().find(|figure| {
            let part = |name: &str| figure[name].as_str().unwrap_or_default().to_owned();
            [part("table"), part("figure"), part("group"), part("unit")].join("/") == *key
        });
        let found = found.unwrap_or_else(|| panic!("{what}: no figure {key}"));
        // A number of the form is exact to the cent but may drop a zero: "16800.0".
        let number = |text: &str| text.trim_matches('"').parse::<f64>().unwrap().to_bits();
        assert_eq!(number(&found["value"].to_string()), number(value), "{what}: {key}");
    }
    let notes = report["notes"].to_string();
    for text in said {
        assert!(
            notes.contains(text) || run.stderr.contains(text),
            "{what}: {text} in {notes}{}",
            run.stderr
        );
    }
}

/// The same of an export of the four that must give their usual figures.
fn usually(what: &str, export: &str, said: &[&str]) {
    held(what, &[("uitkeringen.csv", export)], &USUAL, said);
}

fn refused(what: &str, files: &[(&str, &str)], told: &[&str]) {
    let run = run(files, "--year 2018");
    assert_eq!((run.status, run.stdout()), (Some(1), ""), "{what}: {}", run.stderr);
    for text in told {
        assert!(run.stderr.contains(text), "{what}: {}", run.stderr);
    }
}

/// Codes that a script wrote as numbers mean what they mean without the decimal: case 2 is bijzondere bijstand.
#[test]
fn codes_with_decimals() {
    let export = "Dossiernr;Clientnummer;Gemeentecode;Statistiekcode;begindatum;einddatum;end_reason\n\
        1;501;917.0;01.0;01-01-2017;30-06-2018;11.0\n2;502;917;11.0;01-01-2017;;\n3;503;0917;1;01-01-2017;;\n";
    held(
        "decimals of codes",
        &[("uitkeringen.csv", export)],
        &[
            ("caseload/stock_begin//benefits", "2"),
            ("caseload/stock_end//benefits", "1"),
            ("into_work/outflow_to_work//benefits", "1"),
        ],
        &["Gemeentecode", "ends in .0", "end in .0"],
    );
}

/// A row that does not say in which list it stands would stay outside all of them, and run for ever.
#[test]
fn lists_whose_date_cannot_be_read() {
    let lists = |first: &str, second: &str| {
        format!(
            "Peildatum;Dossiernr;Clientnummer;begindatum;einddatum\n{first};1;11;01-01-2017;\n\
            {first};2;12;01-02-2017;\n{second};1;11;01-01-2017;\n"
        )
    };
    let one_left = [("caseload/outflow//benefits", "1"), ("caseload/stock_end//benefits", "1")];
    for (first, second) in [("31-01-2018", "28-02-2018"), ("januari 2018", "feb-2018")] {
        held(first, &[("uitkeringen.csv", &lists(first, second))], &one_left, &["list"]);
    }
    for (first, second) in [("", "28-02-2018"), ("A", "B")] {
        let files = [("outflow.toml", COVERAGE), ("uitkeringen.csv", &lists(first, second))];
        refused("lists without a date", &files, &["Peildatum"]);
    }
    let run = run(
        &[("outflow.toml", COVERAGE), ("uitkeringen.csv", &lists("31-01-2018", "xx"))],
        "--year 2018",
    );
    assert_eq!(run.status, Some(3), "{}", run.stderr);
    assert!(run.stderr.contains("Peildatum"), "{}", run.stderr);
    // a column that is empty in the whole file makes no lists of it
    let files = [(
        "uitkeringen.csv",
        &*lists("", "").replace(";1;11;01-01-2017;\n;2", ";3;11;01-01-2017;\n;2"),
    )];
    held("no lists", &files, &[("caseload/stock_end//benefits", "3")], &[]);
}

#[test]
fn identifiers() {
    refused(
        "numbers that a spreadsheet rounded",
        &[("outflow.toml", COVERAGE), ("uitkeringen.csv", &four(&[("1001;", "1,00000E+15;")]))],
        &[":2: ", "Dossiernr", "a spreadsheet has rounded"],
    );
    usually("a word for no number", &four(&[("1001;", "NULL;"), ("1003;", "NULL;")]), &["2 "]);
    usually("an apostrophe", &four(&[("1002;503", "'1002;503")]), &["Dossiernr"]);
    let jobs = |number: fn(u32) -> String| {
        let row = |person| format!("{};01-05-2018;voltijd\n", number(person));
        format!("clientnummer;begindatum;soort\n{}{}", row(502), row(504))
    };
    let padded = four(&[(";50", ";0050")]);
    for (what, benefits, jobs, said) in [
        (
            "a guard against formulas",
            &padded,
            jobs(|number| format!("=\"00{number}\"")),
            "clientnummer",
        ),
        ("numbers with a decimal", &usual(), jobs(|number| format!("{number}.0")), "clientnummer"),
        ("zeros lost in one file", &padded, jobs(|number| number.to_string()), "without zeros"),
    ] {
        let files = [("uitkeringen.csv", benefits.as_str()), ("plaatsingen.csv", jobs.as_str())];
        held(what, &files, &[("into_work/into_work//persons", "2")], &[said]);
    }
}

#[test]
fn dates() {
    for (what, changes) in [
        ("NULL for no end", &[(";15-09-2017;;", ";15-09-2017;NULL;")][..]),
        ("the end of time of a database", &[(";15-09-2017;;", ";15-09-2017;31-12-4712;")]),
        (
            "without zeros",
            &[("01-03-2016", "1-3-2016"), ("15-09-2017", "15-9-2017"), ("01-02-2018", "1-2-2018")],
        ),
        ("months by name", &[("01-03-2016", "01-mrt-2016"), ("30-06-2018", "30-jun-2018")]),
        ("in words", &[("01-03-2016", "1 maart 2016"), ("30-06-2018", "30 juni 2018")]),
        ("numbers with a decimal", &[("30-06-2018", "20180630.0")]),
        (
            "local midnight in UTC",
            &[
                ("01-02-2018", "2017-12-31T23:00:00.000Z"),
                ("30-06-2018", "2018-06-29T22:00:00.000Z"),
            ],
        ),
    ] {
        usually(what, &four(changes), &[]);
    }
    let american = four(&[
        ("01-03-2016", "03/01/2016"),
        ("30-06-2018", "12/06/2018"),
        ("15-09-2017", "09/15/2017"),
        ("01-02-2018", "02/09/2018"),
    ]);
    let files = [("outflow.toml", COVERAGE), ("uitkeringen.csv", american.as_str())];
    let run = run(&files, "--period 2018-H1");
    let report: Value = serde_json::from_str(run.stdout()).unwrap();
    let figure = |id: &str| {
        let figures = report["reports"][0]["figures"].as_array().unwrap();
        figures.iter().find(|figure| figure["figure"] == id).unwrap()["value"].to_string()
    };
    assert_eq!([figure("inflow"), figure("outflow"), figure("stock_end")], ["1", "0", "3"]);
    assert!(report["notes"].to_string().contains("month first"), "{}", run.stdout());
}

#[test]
fn births() {
    let births = four(&[
        ("geboortejaar", "geboortedatum"),
        (";1985;", ";19850000;"),
        (";1979;", ";19790412;"),
        (";1981;", ";00-00-1981;"),
        (";1990;", ";19900600;"),
    ]);
    usually("only the year is known", &births, &[]);
    let unknown = four(&[
        ("geboortejaar", "geboortedatum"),
        (";1985;", ";12-05-1985;"),
        (";1979;", ";01-01-1900;"),
        (";1981;", ";01-01-1900;"),
        (";1990;", ";01-01-1900;"),
    ]);
    let expected = [
        ("caseload_by_age/stock_end/unknown/benefits", "2"),
        ("caseload_by_age/stock_end/55+/benefits", "0"),
    ];
    held("1900-01-01", &[("uitkeringen.csv", &unknown)], &expected, &["1900-01-01"]);
}

#[test]
fn amounts() {
    let with = |amounts: [&str; 4]| {
        let rows = FOUR.iter().zip(amounts).map(|(row, amount)| format!("{row};{amount}\n"));
        format!("{HEADER};maandbedrag\n{}", rows.collect::<String>())
    };
    usually("four decimals", &with(["1046.3200", "955.1000", "1046.3200", "955.1000"]), &[]);
    usually("a dash for zero", &with([" € 1.046,32 ", " € -   ", " € 1.046,32 ", " € -   "]), &[]);
    held(
        "does not apply",
        &[("uitkeringen.csv", &with(["950,00", "1400,00", "1400,00", "999999"]))],
        &[("savings/average_benefit//eur", "16800.00")],
        &["999999"],
    );
    let jobs = "clientnummer;begindatum;soort;loonkostensubsidie\n501;01-06-2018;voltijd;1\n502;01-05-2018;deeltijd;0\n\
        504;01-04-2018;deeltijd;1\n";
    held(
        "a subsidy as 1 and 0",
        &[("uitkeringen.csv", &usual()), ("plaatsingen.csv", jobs)],
        &[("into_work/placements_wage_subsidy//placements", "2")],
        &["yes or no"],
    );
    let words = jobs
        .replace("subsidie;1", "subsidie;ja")
        .replace(";1\n", ";ja\n")
        .replace(";0\n", ";nee\n");
    let files = [
        ("outflow.toml", COVERAGE),
        ("uitkeringen.csv", &usual()),
        (
            "plaatsingen.csv",
            &words
                .replace(";soort;", ";fte;")
                .replace("voltijd", "1,00")
                .replace("deeltijd", "0,55"),
        ),
    ];
    let run = run(&files, "--year 2018");
    let report: Value = serde_json::from_str(run.stdout()).unwrap();
    let figures = report["reports"][0]["figures"].to_string();
    assert!(run.stdout().contains("says yes or no"), "{}", run.stdout());
    assert!(figures.contains("no amounts"), "{figures}");
    assert!(!figures.contains("no column kind in placements"), "{figures}");
    let months: Vec<String> = [2017, 2018]
        .iter()
        .flat_map(|year| (1..=12).map(move |month| format!("{year}-{month:02}")))
        .collect();
    let payments: String =
        months.iter().map(|month| ["Participatiewet;", month, ";1000,00\n"].concat()).collect();
    let subtotal =
        format!("regeling;maand;bedrag\n{payments}Totaal Participatiewet;2018-12;12000,00\n");
    let files = [("uitkeringen.csv", usual()), ("betalingen.csv", subtotal)];
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    held(
        "a subtotal",
        &files,
        &[("savings/savings_paid//eur", "0.00")],
        &["1 row of totals is left out"],
    );
}
