//! Exports as they were met in practice: the right figures, said where the reading was not a matter of course, or a
//! refusal that names its reason. The people are invented.

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

#[test]
fn files_and_folders() {
    let new = four(&[("01-02-2018;;", "01-02-2018;15-12-2018;")]);
    refused(
        "two deliveries side by side",
        &[
            ("2019-01/uitkeringen.csv", &usual()),
            ("2019-01/outflow.toml", COVERAGE),
            ("2020-01/uitkeringen.csv", &new),
            ("2020-01/outflow.toml", COVERAGE),
        ],
        &["2019-01", "2020-01", "revise"],
    );
    refused(
        "a copy beside it",
        &[
            ("exports/uitkeringen.csv", &usual()),
            ("exports/outflow.toml", COVERAGE),
            ("kopie/uitkeringen.csv", &usual()),
            ("kopie/outflow.toml", COVERAGE),
        ],
        &["exports", "kopie"],
    );
    let old = four(&[("1003;504", "1004;505")]);
    refused(
        "an older copy in the folder",
        &[("outflow.toml", COVERAGE), ("uitkeringen.csv", &usual()), ("uitkeringen oud.csv", &old)],
        &["uitkeringen oud.csv", "two deliveries", "files = "],
    );
    held(
        "names of their own",
        &[
            ("Export GWS jan-dec 2018.csv", &usual()),
            ("plaatsingen 2018.csv", "clientnummer;begindatum;soort\n501;01-06-2018;voltijd\n"),
        ],
        &[USUAL[3], ("into_work/into_work//persons", "1")],
        &["Export GWS jan-dec 2018.csv"],
    );
    usually("the end mark of old systems", &format!("{}\u{1a}", usual()), &[]);
    usually(
        "quotes by backslash",
        &four(&[("Alleenstaande ouder", "\"Alleenstaande \\\"ouder\\\"\"")]),
        &["backslash"],
    );
    let quoted: String = usual().lines().map(|line| ["\"", line, "\"\n"].concat()).collect();
    refused("every line in quotes", &[("uitkeringen.csv", &quoted)], &["in quotes", "\";\""]);
}

#[test]
fn lists_of_one_moment() {
    const BUS: &str = "STATISTIEKJAAR;STATISTIEKMAAND;GEMEENTECODE;STATISTIEKCODE;REGISTRATIENUMMER UITKERING;\
        BURGERSERVICENUMMER;LEEFVORM;AANVANGSDATUM UITKERING PERSOON;EINDDATUM UITKERING PERSOON;\
        REDEN BEËINDIGING UITKERING PERSOON;GEBOORTEDATUM;GESLACHT\n";
    let month = |month: u32| {
        let mut rows = Vec::new();
        if month <= 6 {
            let end = if month == 6 { "20180630;11" } else { "00000000;" };
            rows.push(format!("01;1001;900000501;1;20160301;{end};19850101;1"));
        }
        rows.push("01;1002;900000502;3;20170915;00000000;;19790101;2".to_owned());
        rows.push("01;1002;900000503;3;20170915;00000000;;19810101;1".to_owned());
        if month >= 2 && month != 12 {
            rows.push("01;1003;900000504;2;20180201;00000000;;19900101;2".to_owned());
        }
        rows.iter().fold(String::new(), |text, row| text + &format!("2018;{month:02};9999;{row}\n"))
    };
    // the single parent is in no list of December, without an end: ended in November
    let expected = [
        USUAL[0],
        USUAL[1],
        ("caseload/outflow//benefits", "2"),
        ("caseload/stock_end//benefits", "1"),
        ("outflow_by_reason/outflow/work/benefits", "1"),
        ("outflow_by_reason/outflow/unknown/benefits", "1"),
    ];
    let one = format!("{BUS}{}", (1..=12).map(month).collect::<String>());
    held("in one file", &[("uitkeringen.csv", &one)], &expected, &["no longer in the list"]);
    let files: Vec<(String, String)> = (1..=12)
        .map(|number| (format!("bus-2018-{number:02}.csv"), format!("{BUS}{}", month(number))))
        .collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    held("in twelve files", &files, &expected, &["12 files of one kind are read as one table"]);
}

#[test]
fn who_is_who() {
    let roles = four(&[
        ("Regeling", "Type"),
        ("1002;503;Participatiewet", "1002;503;Partner"),
        (";Participatiewet;", ";Aanvrager;"),
    ]);
    usually("roles", &roles, &[]);
    let child = format!("{roles}1002;509;Kind;15-09-2017;;Gehuwd/samenwonend;;2010;M\n");
    usually("a child", &child, &["child"]);
    let partner = "Dossiernr;Clientnummer;Clientnummer partner;Startdatum;Einddatum;Leefvorm\n1001;501;;01-03-2016;\
        30-06-2018;Alleenstaande\n1002;502;503;15-09-2017;;Gehuwd\n1003;504;505;01-02-2018;;Gehuwd\n";
    let expected = [
        ("caseload/stock_begin//persons", "3"),
        ("caseload/inflow//persons", "2"),
        ("caseload/stock_end//persons", "4"),
        ("caseload/stock_end//benefits", "2"),
    ];
    held("partners in a column", &[("uitkeringen.csv", partner)], &expected, &["artner"]);
    let places = "Gemeente;Dossiernr;Clientnummer;Startdatum;Einddatum\nBeekdaal;1001;501;01-03-2016;\n\
        Steendorp;1001;777;01-04-2017;\nBeekdaal;1002;502;01-03-2016;30-06-2018\nSteendorp;1002;778;01-04-2017;\n";
    let expected =
        [USUAL[2], ("caseload/stock_begin//benefits", "4"), ("caseload/stock_end//benefits", "3")];
    held(
        "two municipalities with the same numbers",
        &[("uitkeringen.csv", places)],
        &expected,
        &[],
    );
    let deleted = four(&[("geslacht", "geslacht;Datum verwijderd"), (";M", ";M;"), (";V", ";V;")]);
    usually("a column that may say that rows do not count", &deleted, &["Datum verwijderd"]);
}

#[test]
fn labels_and_codes() {
    let jobs = "clientnummer;begindatum;soort;branche\n501;01-06-2018;voltijd;Zorg\n502;01-05-2018;deeltijd;zorg\n\
        503;01-04-2018;deeltijd;zorg\n";
    held(
        "one sector in three spellings",
        &[("uitkeringen.csv", &usual()), ("plaatsingen.csv", jobs)],
        &[("placements_by_sector/placements/zorg/placements", "3")],
        &[],
    );
    let groups = "Dossiernr;Clientnummer;Startdatum;Einddatum;doelgroepen\n1;1;01-02-2018;;statushouder, jongere\n\
        2;2;01-02-2018;;statushouder\n";
    let expected = [
        ("target_groups/stock_end/statushouder/persons", "2"),
        ("target_groups/stock_end/jongere/persons", "1"),
    ];
    held("groups by a comma", &[("uitkeringen.csv", groups)], &expected, &[]);
    let others = format!(
        "{}1009;509;Tozo;01-02-2018;;;;1980;M\n1010;510;WIJ;01-02-2018;;;;1980;M\n",
        usual()
    );
    usually("other schemes", &others, &["1 row is Tozo", "1 row is WIJ"]);
    let reasons = four(&[
        ("Arbeid in dienstbetrekking", "08"),
        ("Omschrijving einde bijstandsafhankelijkheid", "REDEN BEËINDIGING UITKERING PERSOON"),
    ]);
    held(
        "a code of another year",
        &[("uitkeringen.csv", &reasons)],
        &[("outflow_by_reason/outflow/no_cooperation/benefits", "1")],
        &["08"],
    );
    let results = "clientnummer;traject;soort;begindatum;einddatum;resultaat\n501;Taalhuis;taal;01-02-2018;30-04-2018;1\n\
        502;Taalhuis;taal;01-02-2018;30-04-2018;2\n503;Taalhuis;taal;01-02-2018;30-04-2018;3\n\
        504;Taalhuis;taal;01-02-2018;30-04-2018;9\n";
    held(
        "results by their codes",
        &[("uitkeringen.csv", &usual()), ("trajecten.csv", results)],
        &[
            ("programmes/completed/Taalhuis/participations", "1"),
            ("programme_results/result/dropout/participations", "1"),
            ("programme_results/result/ended_otherwise/participations", "1"),
            ("programme_results/result/unknown/participations", "1"),
        ],
        &[],
    );
}
