//! Folders, lists of one moment, people on several rows, and words.

use super::{COVERAGE, USUAL, four, held, refused, usual, usually};

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
