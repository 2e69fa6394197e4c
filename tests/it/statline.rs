//! Figures beside those of the Netherlands, of size classes and of municipalities, from invented tables in the forms of
//! StatLine.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::Outflow;
use crate::figures::Figures;

const FLOWS: &str = "\"Personen met bijstand; instroom en uitstroom (verzonnen)\"\n\n\
    \"Geslacht\";\"Regio's\";\"Perioden\";\"Instromers (aantal)\";\"Uitstromers (aantal)\"\n\
    \"Totaal mannen en vrouwen\";\"Nederland\";\"2018*\";\"90120\";\"101340\"\n\
    \"Vrouwen\";\"Nederland\";\"2018*\";\"45120\";\"51340\"\n\
    \"Totaal mannen en vrouwen\";\"Maastricht (gemeente) \";\"2018\";\"610\";\".\"\n\
    \"Totaal mannen en vrouwen\";\"Maastricht (gemeente)\";\"2018 1e kwartaal\";\"150\";\"161\"\n\
    \"Bron: CBS\"\n";

const STOCKS: &str = "\"ID\";\"Perioden\";\"BijstandsuitkeringenTotDeAOWLeeftijd_12\"\n\
    0;\"2018JJ00\";417.32\n1;\"2018MM12\";409.4\n2;\"2019MM01\";408\n";

const PROVISIONS: &str = "\"Id\";\"Measure\";\"ValueAttribute\";\"Value\";\"StatusVoorziening\";\"RegioS\";\"Perioden\"\n\
    0;\"Voorzieningen_1\";\"Provisional\";\"1400\";\"Lopend\";\"GM0935  \";\"2018KW04\"\n\
    1;\"Voorzieningen_1\";\"None\";\"300\";\"Beeindigd\";\"GM0935  \";\"2018KW04\"\n";

/// Heerlen with tables of StatLine beside its exports.
fn heerlen(benchmark: &str, files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/heerlen");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Heerlen");
    fs::create_dir(&path).unwrap();
    for name in ["uitkeringen.csv", "plaatsingen.csv", "trajecten.csv"] {
        fs::copy(root.join(name), path.join(name)).unwrap();
    }
    let config = fs::read_to_string(root.join("outflow.toml")).unwrap();
    fs::write(path.join("outflow.toml"), format!("{config}\n[benchmark]\n{benchmark}\n")).unwrap();
    for (name, text) in files {
        fs::write(path.join(name), text).unwrap();
    }
    (folder, path)
}

const ALL: &str = "files = [\"85615NED.csv\", \"37789ksz.csv\", \"85588NED.csv\"]\n\
                   regions = [\"NL\", \"GM0935 Maastricht\"]";
const FILES: [(&str, &str); 3] =
    [("85615NED.csv", FLOWS), ("37789ksz.csv", STOCKS), ("85588NED.csv", PROVISIONS)];

fn beside(arguments: &str, path: &Path) -> Vec<String> {
    let text = Outflow::new().args(arguments).arg("--data").arg(path).args("--format csv").text();
    let rows = Figures::parse(&text).rows.into_iter();
    let rows = rows.filter(|row| row.table == "benchmark_regions");
    rows.map(|row| [row.figure, row.unit, row.group, row.value].join(" ")).collect()
}

/// What is provisional is said, a number that is missing is not there, and a month of which the year is the last has its
/// stock.
#[test]
fn regions_stand_beside_the_own_figure_with_their_status() {
    let (_keep, path) = heerlen(ALL, &FILES);
    let own = Outflow::report("--year 2018 --data").arg(&path).figures();
    let value = |name: &str| own.value(name).to_owned();
    let expected = [
        format!("inflow persons |own {}", value("caseload/inflow//persons")),
        "inflow persons |Nederland|provisional 90120".to_owned(),
        "inflow persons |Maastricht 610".to_owned(),
        format!("outflow persons |own {}", value("caseload/outflow//persons")),
        "outflow persons |Nederland|provisional 101340".to_owned(),
        "stock_average benefits |own 5099.33".to_owned(),
        "stock_average benefits |Nederland 417320.00".to_owned(),
        "stock_end benefits |own 4983".to_owned(),
        "stock_end benefits |Nederland 409400".to_owned(),
        "running participations |own 1009".to_owned(),
        "running participations |Maastricht|provisional 1400".to_owned(),
    ];
    assert_eq!(beside("report --year 2018", &path), expected);
    let quarter = beside("report --period 2018-Q1", &path);
    assert_eq!(quarter.len(), 4);
    assert_eq!(quarter[1], "inflow persons |Maastricht 150");
    let text = Outflow::report("--year 2018 --lang nl --data").arg(&path).text();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Naast andere gebieden (CBS)",
        "Nederland,",
        "voorlopig",
        "Cijfers van anderen: CBS, Personen met bijstand; instroom en uitstroom (verzonnen).",
        "Cijfers van anderen: CBS, 37789ksz.",
    ] {
        assert!(words.contains(part), "{part}: {text}");
    }
    let trend = beside("trend --from 2018 --figure inflow", &path);
    assert_eq!(trend.len(), 3, "{trend:?}");
}

/// Of whom nobody asks for a region, the Netherlands; topics can be named.
#[test]
fn topics_are_named_where_they_are_not_known() {
    let named = "file = \"85615NED.csv\"\n[benchmark.figures]\n\
                 \"Uitstromers; Vrouwen\" = \"outflow_by_sex/outflow/woman\"\n\
                 \"Instromers\" = \"caseload/inflow.benefits\"";
    let (_keep, path) = heerlen(named, &FILES[..1]);
    let rows = beside("report --year 2018", &path);
    assert!(rows.contains(&"outflow benefits woman|Nederland|provisional 51340".to_owned()));
    assert!(rows.contains(&"inflow benefits |Nederland|provisional 90120".to_owned()));
    assert!(!rows.iter().any(|row| row.contains("Maastricht")), "{rows:?}");
}

/// What is hidden stays hidden beside the figures of others, which everybody may know.
#[test]
fn regions_are_published_beside_what_is_published() {
    let (_keep, path) = heerlen(ALL, &FILES);
    let published = beside("report --year 2018 --publish", &path);
    assert_eq!(published, beside("report --year 2018", &path));
}

#[test]
fn what_is_not_there_is_refused() {
    let refused = |benchmark: &str, text: &str, message: &str| {
        let (_keep, path) = heerlen(benchmark, &[("85615NED.csv", text)]);
        let run = Outflow::report("--year 2018 --data").arg(&path).run();
        assert_eq!(run.status, Some(1), "{benchmark}");
        assert!(run.stderr.contains(message), "{benchmark}: {}", run.stderr);
        assert!(run.stdout.is_empty());
    };
    let file = "file = \"85615NED.csv\"\n";
    let with = |more: &str| format!("{file}{more}");
    refused(
        &with("regions = [\"Maastrict\"]"),
        FLOWS,
        "85615NED.csv: has no region \"Maastrict\"; did you mean \"Maastricht (gemeente)\"?",
    );
    refused(
        file,
        &FLOWS.replace("101340", "veel"),
        ":4: column Uitstromers (aantal): is not a number",
    );
    refused(file, &FLOWS.replace("stromers", "x"), "none of its columns is a topic");
    let wrong = with("[benchmark.figures]\n\"Instromers\" = \"inflw\"");
    refused(&wrong, FLOWS, "Heerlen: outflow.toml: benchmark.figures: there is no figure `inflw`");
    refused(&with("region = \"NL\""), FLOWS, "did you mean \"benchmark.regions\"?");
    refused(file, &FLOWS.replace("Totaal", "Alle"), "has no number of a region that is asked for");
}
