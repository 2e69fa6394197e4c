//! Codes have years, schemes that are no benefit are left out by name, and only a known result completes a programme.

use std::fs;

use crate::command::{Outflow, Run};
use crate::figures::Figures;

const COVERAGE: &str = "[coverage]\nfrom = 2010-01-01\nto = 2020-12-31\n";
const HEADER: &str =
    "dossiernr;clientnummer;regeling;begindatum;einddatum;reden einde;oorzaak;geboortedatum\n";

/// A dataset of benefits, with whatever else.
fn dataset(rows: &str, others: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let benefits = format!("{HEADER}{rows}");
    let own = [("uitkeringen.csv", benefits.as_str()), ("outflow.toml", COVERAGE)];
    for (name, text) in own.iter().chain(others) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn report(folder: &tempfile::TempDir, options: &str) -> Outflow {
    Outflow::report("--data .").args(options).cwd(folder.path())
}

/// The groups of a table that hold anything, with their numbers.
fn groups(figures: &Figures, table: &str, figure: &str) -> Vec<(String, i64)> {
    let groups = figures.groups(table, figure);
    groups
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(id, count)| (id.to_owned(), count))
        .collect()
}

/// The notes of a report, one a line.
fn notes(run: &Run) -> String {
    let report: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let notes = report["notes"].as_array().unwrap();
    let texts: Vec<&str> = notes.iter().map(|note| note["text"].as_str().unwrap()).collect();
    texts.join("\n")
}

fn pairs(groups: &[(&str, i64)]) -> Vec<(String, i64)> {
    groups.iter().map(|(group, count)| ((*group).to_owned(), *count)).collect()
}

/// One code in three years: what it means is what the list of its year says.
#[test]
fn an_end_reason_is_read_by_the_list_of_the_year_it_ended_in() {
    let folder = dataset(
        "1;1;;01-01-2011;30-06-2012;20;;01-01-1970\n\
         2;2;;01-01-2011;30-06-2012;03;;01-01-1986\n\
         3;3;;01-01-2011;30-06-2012;3;;01-01-1948\n\
         4;4;;01-01-2011;30-06-2012;03;;\n\
         5;5;;01-01-2011;30-06-2013;08;;01-01-1970\n\
         6;6;;01-01-2011;30-06-2013;03;;01-01-1986\n\
         7;7;;01-01-2011;30-06-2018;8;;01-01-1970\n\
         8;8;;01-01-2011;30-06-2018;20;;01-01-1970\n\
         9;9;;01-01-2011;30-06-2018;99;;01-01-1970\n\
         10;10;;01-01-2011;30-06-2018;88;;01-01-1970\n",
        &[],
    );
    let of = |year: &str| {
        let figures = report(&folder, "--period").arg(year).figures();
        groups(&figures, "outflow_by_reason", "outflow")
    };
    assert_eq!(of("2012"), pairs(&[("work", 1), ("pension", 2), ("other", 1)]));
    assert_eq!(of("2013"), pairs(&[("pension", 1), ("no_cooperation", 1)]));
    let of_2018 = [("work", 1), ("no_cooperation", 1), ("88", 1), ("unknown", 1)];
    assert_eq!(of("2018"), pairs(&of_2018));
    let run = report(&folder, "--year 2018 --format json").run();
    for note in [
        "uitkeringen.csv: 2 rows have codes in column reden einde that the list of their year lacks (20, 8); ",
        "uitkeringen.csv: 1 row has a code in column reden einde that means something else for people under 30 (03); ",
        "“88”",
    ] {
        assert!(notes(&run).contains(note), "{note}\n{}", notes(&run));
    }
    let check = Outflow::new().args("check --data .").cwd(folder.path()).run();
    let words = check.stdout().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("are not in the list of their"), "{words}");
}

/// The same row in lists of two moments: the list of its latest delivery decides, not the day it ended on.
#[test]
fn a_row_of_a_list_is_read_by_the_codes_of_its_delivery() {
    let programmes = |snapshot: &str| {
        format!(
            "peildatum;deelnamenummer;clientnummer;traject;soort;begindatum;einddatum;resultaat\n\
             {snapshot};1;1;Op weg;4;01-01-2014;30-06-2014;1\n"
        )
    };
    for (snapshot, kind) in [("31-12-2014", "other"), ("31-01-2015", "wage_subsidy")] {
        let programmes = programmes(snapshot);
        let folder = dataset("1;1;;01-01-2013;;;;\n", &[("trajecten.csv", &programmes)]);
        let figures = report(&folder, "--year 2014").figures();
        let found = groups(&figures, "programme_kinds", "participants");
        assert_eq!(found, pairs(&[(kind, 1)]), "{snapshot}");
    }
}

/// What still runs is read by the codes of the end of the coverage.
#[test]
fn what_runs_is_read_by_the_codes_of_the_end_of_the_coverage() {
    let programmes = "clientnummer;traject;soort;begindatum;einddatum\n1;Op weg;4;01-01-2014;\n";
    for (to, kind) in [("2014-12-31", "other"), ("2016-12-31", "wage_subsidy")] {
        let coverage = format!("[coverage]\nfrom = 2010-01-01\nto = {to}\n");
        let others = [("trajecten.csv", programmes), ("outflow.toml", &coverage)];
        let folder = dataset("1;1;;01-01-2013;;;;\n", &others);
        let figures = report(&folder, "--year 2014").figures();
        let found = groups(&figures, "programme_kinds", "participants");
        assert_eq!(found, pairs(&[(kind, 1)]), "{to}");
    }
}

/// Codes and labels of one reason are one group, and what nobody knows is one of its own.
#[test]
fn start_reasons_are_groups() {
    let folder = dataset(
        "1;1;;01-01-2018;;;14;\n2;2;;01-02-2018;;;Einde WW-uitkering;\n3;3;;01-03-2018;;;41;\n\
         4;4;;01-04-2018;;;Vestiging vanuit andere gemeente;\n5;5;;01-05-2018;;;2;\n6;6;;01-06-2018;;;0;\n\
         7;7;;01-07-2018;;;Zomaar;\n8;8;;01-08-2018;;;66;\n",
        &[(
            "outflow.toml",
            "[coverage]\nfrom = 2010-01-01\nto = 2020-12-31\n[codes.start_reason]\n066 = \"end_of_work\"\n",
        )],
    );
    let figures = report(&folder, "--year 2018").figures();
    let expected = [
        ("end_of_relationship", 1),
        ("end_of_work", 1),
        ("end_of_unemployment_benefit", 2),
        ("moved_in", 2),
        ("Zomaar", 1),
        ("unknown", 1),
    ];
    assert_eq!(groups(&figures, "inflow_by_start_reason", "inflow"), pairs(&expected));
    let run = report(&folder, "--year 2018 --format json").run();
    assert!(notes(&run).contains("“Zomaar”"), "{}", notes(&run));
}

/// Each scheme that is no benefit is left out and said by its name and count, in both languages, and no row is lost.
#[test]
fn schemes_that_are_no_benefit_are_left_out_by_name() {
    let folder = dataset(
        "1;1;01;01-01-2018;;;;\n2;2;0;01-01-2018;;;;\n3;3;14;01-01-2018;;;;\n\
         4;4;11;01-01-2018;;;;\n5;5;12;01-01-2018;;;;\n6;6;06;01-01-2018;;;;\n7;7;10;01-01-2018;;;;\n\
         8;8;Tozo;01-01-2018;;;;\n9;9;TOZO 3;01-01-2018;;;;\n10;10;WIJ;01-01-2018;;;;\n\
         11;11;WWIK;01-01-2018;;;;\n12;12;Individuele inkomenstoeslag;01-01-2018;;;;\n",
        &[],
    );
    let figures = report(&folder, "--year 2018").figures();
    assert_eq!(figures.value("caseload/stock_end//benefits"), "3");
    let schemes = groups(&figures, "caseload_by_scheme", "stock_end");
    assert_eq!(schemes, pairs(&[("participatiewet", 2), ("bbz", 1)]));
    let english = notes(&report(&folder, "--year 2018 --format json --lang en").run());
    for scheme in [
        "2 rows are special assistance (bijzondere bijstand), which",
        "1 row is claims (vorderingen), which",
        "1 row is SRG (re-integration), which",
        "2 rows are Tozo, which",
        "1 row is WIJ, which",
        "1 row is WWIK, which",
        "1 row is individuele inkomenstoeslag, which",
    ] {
        assert!(english.contains(&format!("uitkeringen.csv: {scheme}")), "{scheme}\n{english}");
    }
    let dutch = notes(&report(&folder, "--year 2018 --format json --lang nl").run());
    assert!(dutch.contains("Tozo") && dutch.contains("vorderingen"), "{dutch}");
    let check = Outflow::new().args("check --data . --format csv").cwd(folder.path()).run();
    let counts: Vec<&str> = check.stdout().lines().filter(|line| line.contains(",rows_")).collect();
    let count = |id: &str| {
        let line = counts.iter().find(|line| line.contains(id)).unwrap();
        line.split(',').find_map(|field| field.parse::<u64>().ok()).unwrap()
    };
    assert_eq!((count("rows_read"), count("rows_used")), (12, 3), "{counts:?}");
    assert_eq!((count("rows_rejected"), count("rows_out_of_scope")), (0, 9), "{counts:?}");
}

/// A participation is completed by a known result that says so; what nobody knows is a group, and completes nothing.
#[test]
fn only_a_known_result_completes_a_programme() {
    let programmes = "clientnummer;traject;soort;begindatum;einddatum;resultaat\n\
        1;Taalhuis;taal;01-02-2018;30-04-2018;1\n2;Taalhuis;taal;01-02-2018;30-04-2018;werk\n\
        3;Taalhuis;taal;01-02-2018;30-04-2018;2\n4;Taalhuis;taal;01-02-2018;30-04-2018;3\n\
        5;Taalhuis;taal;01-02-2018;30-04-2018;overleden\n6;Taalhuis;taal;01-02-2018;30-04-2018;9\n\
        7;Taalhuis;taal;01-02-2018;30-04-2018;\n8;Taalhuis;taal;01-02-2018;30-04-2018;Mooi gedaan\n\
        9;Taalhuis;taal;01-02-2018;30-04-2018;Klaar!\n";
    let local = format!("{COVERAGE}[codes.result]\n\"Klaar!\" = \"completed\"\n");
    let others = [("trajecten.csv", programmes), ("outflow.toml", &local)];
    let folder = dataset("1;1;;01-01-2018;;;;\n", &others);
    let figures = report(&folder, "--year 2018").figures();
    assert_eq!(figures.value("programmes/completed/Taalhuis/participations"), "3");
    let expected = [
        ("work", 1),
        ("completed", 2),
        ("dropout", 1),
        ("ended_otherwise", 2),
        ("Mooi gedaan", 1),
        ("unknown", 2),
    ];
    assert_eq!(groups(&figures, "programme_results", "result"), pairs(&expected));
}

/// Social participation counts as participation beside work; the old act is never added to sheltered work.
#[test]
fn kinds_of_programme_are_not_mixed() {
    let programmes = "clientnummer;traject;soort;begindatum;einddatum\n\
        1;a;sociale activering;01-02-2018;\n2;a;tegenprestatie;01-02-2018;\n3;a;vrijwilligerswerk;01-02-2018;\n\
        4;b;beschut werk;01-02-2018;\n5;b;Wsw;01-02-2018;\n6;b;forfaitaire loonkostensubsidie;01-02-2018;\n\
        7;b;tijdelijke loonkostensubsidie;01-02-2018;\n8;b;WIW/ID-baan;01-02-2018;\n9;b;lks;01-02-2018;\n\
        10;b;29;01-02-2018;\n";
    let folder = dataset("1;1;;01-01-2018;;;;\n", &[("trajecten.csv", programmes)]);
    let figures = report(&folder, "--year 2018").figures();
    let mut kinds = groups(&figures, "programme_kinds", "participants");
    kinds.sort();
    let expected = [
        ("sheltered_work", 1),
        ("social_participation", 2),
        ("subsidised_job", 1),
        ("volunteering", 1),
        ("wage_subsidy", 1),
        ("wage_subsidy_flat", 1),
        ("wage_subsidy_temporary", 1),
        ("work_experience", 1),
        ("wsw", 1),
    ];
    assert_eq!(kinds, pairs(&expected));
    assert_eq!(figures.value("participation/participation//persons"), "3");
    assert_eq!(figures.value("participation/participation/social_participation/persons"), "2");
}

/// Suwinet numbers households otherwise than the statistics do: 04 is a couple there.
#[test]
fn households_of_suwinet_are_read_by_its_own_codes() {
    let rows = "1;1;01-01-2018;;01\n2;2;01-01-2018;;04\n3;3;01-01-2018;;98\n";
    let expected = [
        ("CdLeefvorm", [("single", 1), ("couple", 1), ("98", 0), ("other", 1)]),
        ("LEEFVORM", [("single", 1), ("couple", 0), ("98", 1), ("other", 1)]),
    ];
    for (header, expected) in expected {
        let text = format!(
            "dossiernr;clientnummer;DatBUitkeringsverhouding;DatEUitkeringsverhouding;{header}\n{rows}"
        );
        let folder = dataset("", &[("uitkeringen.csv", &text)]);
        let figures = report(&folder, "--year 2018").figures();
        let found = groups(&figures, "caseload_by_household", "stock_end");
        for (group, count) in expected {
            let value = found.iter().find(|(id, _)| id == group).map_or(0, |(_, count)| *count);
            assert_eq!(value, count, "{header} {group}");
        }
    }
}
