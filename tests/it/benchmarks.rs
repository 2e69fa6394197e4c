//! Figures beside their targets, per so many inhabitants, and beside the figures of others.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::Outflow;
use crate::figures::Figures;

/// Heerlen with more in its outflow.toml, and a benchmark beside it.
fn heerlen(more: &str, benchmark: &str) -> (tempfile::TempDir, PathBuf) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/heerlen");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Heerlen");
    fs::create_dir(&path).unwrap();
    for name in ["uitkeringen.csv", "plaatsingen.csv", "trajecten.csv", "betalingen.csv"] {
        fs::copy(root.join(name), path.join(name)).unwrap();
    }
    let config = fs::read_to_string(root.join("outflow.toml")).unwrap();
    fs::write(path.join("outflow.toml"), format!("{config}\n{more}\n")).unwrap();
    if !benchmark.is_empty() {
        fs::write(path.join("benchmark.csv"), benchmark).unwrap();
    }
    (folder, path)
}

fn figures(arguments: &str, path: &Path) -> Figures {
    Figures::parse(
        &Outflow::new().args(arguments).arg("--data").arg(path).args("--format csv").text(),
    )
}

const TARGETS: &str = "[targets.2018]\ninto_work = 950\nstock_end.persons = 5600\n\
                       savings_stock = 3500000\n";

#[test]
fn a_target_stands_beside_what_was_reached() {
    let (_keep, path) = heerlen(TARGETS, "");
    let report = figures("report --year 2018", &path);
    let name = |figure: &str, what: &str, unit: &str| format!("targets/{figure}/|{what}/{unit}");
    assert_eq!(report.value(&name("into_work", "target", "persons")), "950");
    let reached = report.row(&name("into_work", "realisation", "persons"));
    assert_eq!((reached.value.as_str(), reached.share.as_str()), ("939", "98.8421"));
    assert_eq!(report.value(&name("into_work", "to_go", "persons")), "11");
    assert_eq!(report.value(&name("stock_end", "to_go", "persons")), "-20");
    assert_eq!(report.value(&name("savings_stock", "to_go", "eur")), "-106800.00");
    // another year has no target, and says nothing of it
    assert!(!figures("report --year 2017", &path).rows.iter().any(|row| row.table == "targets"));
    // the period may stand last
    let (_keep, path) =
        heerlen("[targets]\nstock_end.persons.2018 = 5600\ninto_work.2018 = 950", "");
    let report = figures("report --year 2018", &path);
    assert_eq!(report.value(&name("stock_end", "to_go", "persons")), "-20");
    assert_eq!(report.value(&name("into_work", "to_go", "persons")), "11");
}

/// Groups are named by their id or as the report names them, in either language, whatever the case of their letters.
const OF_GROUPS: &str = "[targets.2018]\n\"caseload/outflow_rate\" = 30\n\
    \"programmes/participants/baanbrekend werk\" = 1100\n\
    \"outflow_by_reason/outflow/Werk\" = 600\n\
    \"programme_kinds/running/Beschut werk\" = 70\n\
    \"programme_kinds/participants/wsw\" = 5\n\
    \"retention/still_employed_12m\" = \"80%\"\n\
    bbv_persons_per_10000 = 750\n\"rates/persons_per_1000/18plus\" = 76\n\
    [population.2018]\n18plus = 73500\n";

#[test]
fn a_target_is_of_any_figure_of_any_group() {
    let (_keep, path) = heerlen(OF_GROUPS, "");
    let report = figures("report --year 2018", &path);
    let rows = report.rows.iter().filter(|row| row.table == "targets");
    let rows: Vec<String> = rows
        .map(|row| [&row.figure, &row.group, &row.unit, &row.value].map(String::as_str).join(" "))
        .collect();
    let expected = [
        // 1,492 of 5,099.33 benefits
        ["outflow_rate |target percent 30.00", "realisation percent 29.26", "to_go percent 0.74"],
        [
            "participants Baanbrekend Werk|target persons 1100",
            "realisation persons 1004",
            "to_go persons 96",
        ],
        ["outflow work|target benefits 600", "realisation benefits 594", "to_go benefits 6"],
        [
            "running sheltered_work|target participations 70",
            "realisation participations 63",
            "to_go participations 7",
        ],
        // a kind that is known and that nobody is in
        ["participants wsw|target persons 5", "realisation persons 0", "to_go persons 5"],
        [
            "still_employed_12m |target percent 80.00",
            "realisation percent 68.85",
            "to_go percent 11.15",
        ],
        [
            "bbv_persons_per_10000 |target per_10000 750.0",
            "realisation per_10000 764.6",
            "to_go per_10000 -14.6",
        ],
        [
            "persons_per_1000 18plus|target per_1000 76.0",
            "realisation per_1000 76.5",
            "to_go per_1000 -0.5",
        ],
    ];
    let expected: Vec<String> = expected
        .iter()
        .flat_map(|[first, reached, to_go]| {
            let of_figure = first.split_once('|').unwrap().0;
            [(*first).to_owned(), format!("{of_figure}|{reached}"), format!("{of_figure}|{to_go}")]
        })
        .collect();
    assert_eq!(rows, expected);
    // in the short report and in the long one, in tables that a reader understands
    for all in ["", "--all"] {
        let text = Outflow::report("--year 2018 --lang nl --data").arg(&path).args(all).text();
        let has =
            |words: &[&str]| text.lines().any(|line| words.iter().all(|word| line.contains(word)));
        assert!(has(&["doel", "realisatie", "nog te gaan", "% van het doel"]), "{text}");
        assert!(has(&["Lopend op de laatste dag:", "70", "63", "+7", "90,0%"]), "{text}");
        assert!(has(&["Uitstroom, % van gemiddelde", "30,0%", "29,3%", "+0,7 pp"]), "{text}");
        assert!(has(&["Deelnemers: Baanbrekend", "1.100", "1.004", "+96"]), "{text}");
    }
}

#[test]
fn a_series_has_the_targets_of_its_groups() {
    let (_keep, path) = heerlen(OF_GROUPS, "");
    let series = figures("trend --from 2017 --figure programmes,caseload", &path);
    let rows = series.rows.iter().filter(|row| row.table == "targets");
    let rows: Vec<_> = rows.map(|row| [&*row.period, &row.figure, &row.value].join(" ")).collect();
    let of = |figure: &str, values: [&str; 3]| values.map(|value| format!("2018 {figure} {value}"));
    let expected = [
        of("outflow_rate", ["30.00", "29.26", "0.74"]),
        of("participants", ["1100", "1004", "96"]),
        of("bbv_persons_per_10000", ["750.0", "764.6", "-14.6"]),
        of("persons_per_1000", ["76.0", "76.5", "-0.5"]),
    ];
    assert_eq!(rows, expected.concat());
    // a series of totals says nothing of groups
    let series = figures("trend --from 2018 --figure running", &path);
    assert!(!series.rows.iter().any(|row| row.table == "targets"));
}

/// What is published beside a target is what is published of the figure.
#[test]
fn targets_are_published_with_their_figures() {
    let few = "\"programmes/completed/Fietsproject\" = 3\n[population";
    let (_keep, path) = heerlen(&OF_GROUPS.replace("[population", few), "");
    let report = figures("report --year 2018 --publish", &path);
    let own = |name: &str| report.value(name);
    let beside =
        |name: &str, what: &str, unit: &str| report.value(&format!("targets/{name}|{what}/{unit}"));
    let work = own("outflow_by_reason/outflow/work/benefits");
    assert_eq!(beside("outflow/work", "target", "benefits"), "600");
    assert_eq!(beside("outflow/work", "realisation", "benefits"), work);
    assert_eq!(own("programmes/completed/Fietsproject/participations"), "");
    let of_few = |what: &str| beside("completed/Fietsproject", what, "participations");
    assert_eq!([of_few("target"), of_few("realisation"), of_few("to_go")], ["3", "", ""]);
    // kinds are not published beside programmes, and neither is what is held against them
    assert!(!report.rows.iter().any(|row| row.group.starts_with("sheltered_work")));
}

#[test]
fn a_cumulative_series_runs_towards_the_target() {
    let (_keep, path) = heerlen(TARGETS, "");
    let options = "trend --from 2018 --to 2018 --every half --cumulative --figure into_work";
    let series = figures(options, &path);
    let of = |group: &str| {
        let rows = series.rows.iter().filter(|row| row.table == "targets" && row.group == group);
        rows.map(|row| row.value.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of("|target"), ["950", "950"]);
    assert_eq!(of("|realisation").last(), Some(&"939"));
    // without --cumulative a half-year is not held against the target of a year
    let apart = figures(&options.replace("--cumulative", ""), &path);
    assert!(!apart.rows.iter().any(|row| row.table == "targets"));
}

const POPULATION: &str = "[population]\n2017 = 87000\n[population.2018]\nall = 86832\n\
                          18plus = 73500\n15-64 = 55000\nhouseholds = 44100\n";

#[test]
fn rates_are_of_named_populations() {
    let (_keep, path) = heerlen(POPULATION, "");
    let report = figures("report --year 2018", &path);
    let rates: Vec<String> = report
        .rows
        .iter()
        .filter(|row| row.table == "rates")
        .map(|row| {
            [&row.figure, &row.group, &row.unit, &row.value, &row.whole, &row.share, &row.previous]
                .map(String::as_str)
                .join(" ")
        })
        .collect();
    // 5,620 people, 4,983 benefits and 1,009 participations; a year earlier 5,937 people and 5,237 benefits, of 87,000 inhabitants
    assert_eq!(
        rates,
        [
            "persons_per_1000 all per_1000 64.7 86832  68.2",
            "persons_per_1000 18plus per_1000 76.5 73500  ",
            "persons_per_1000 15-64 per_1000 102.2 55000  ",
            "benefits_per_1000 all per_1000 57.4 86832  60.2",
            "benefits_per_1000 18plus per_1000 67.8 73500  ",
            "benefits_per_1000 15-64 per_1000 90.6 55000  ",
            "benefits_per_1000 households per_1000 113.0 44100  ",
            "persons_per_10000 all per_10000 647.2 86832  682.4",
            "persons_per_10000 18plus per_10000 764.6 73500  ",
            "persons_per_10000 15-64 per_10000 1021.8 55000  ",
            "bbv_persons_per_10000  per_10000 764.6 73500  ",
            "bbv_provisions_per_10000  per_10000 183.5 55000  ",
        ]
    );
    // where no population is given nothing is printed
    let earlier = figures("report --year 2016", &path);
    assert!(!earlier.rows.iter().any(|row| row.table == "rates"));
}

#[test]
fn rates_are_a_section_and_a_series() {
    let (_keep, path) = heerlen(POPULATION, "");
    let only = figures("report --year 2018 --section rates", &path);
    assert!(only.rows.iter().all(|row| row.table == "rates") && only.rows.len() == 12);
    let series =
        figures("trend --from 2017 --figure bbv_persons_per_10000,persons_per_1000", &path);
    let of = |year: &str| {
        let rows = series.rows.iter().filter(|row| row.period == year);
        rows.map(|row| [row.group.as_str(), &row.value, &row.note].join("/")).collect::<Vec<_>>()
    };
    let unknown = "no number of inhabitants";
    let [all, no18, no64, nobbv] = ["all/68.2/", "18plus//", "15-64//", "//"];
    let expected =
        [all.to_owned()].into_iter().chain([no18, no64, nobbv].map(|of| of.to_owned() + unknown));
    assert_eq!(of("2017"), expected.collect::<Vec<_>>());
    assert_eq!(of("2018"), ["all/64.7/", "18plus/76.5/", "15-64/102.2/", "/764.6/"]);
}

/// A rate of a number that is hidden is hidden, one of a rounded number is that of the rounded number.
#[test]
fn rates_are_published_as_their_numbers_are() {
    let (_keep, path) = heerlen(POPULATION, "");
    for sections in ["", "--section rates"] {
        let hidden = figures(&format!("report --year 2018 --publish {sections}"), &path);
        assert_eq!(hidden.value("rates/persons_per_1000/all/per_1000"), "64.7");
    }
    let rounded = figures("trend --from 2018 --publish --figure rates", &path);
    // 5,620 and 4,980 of 86,832
    assert_eq!(rounded.value("rates/persons_per_1000/all/per_1000"), "64.7");
    assert_eq!(rounded.value("rates/benefits_per_1000/all/per_1000"), "57.4");
    let folder = tempfile::tempdir().unwrap();
    let benefits =
        "case_id;person_id;start;end\n1;1;01-02-2016;\n2;2;01-02-2016;\n3;3;01-05-2017;\n";
    fs::write(folder.path().join("benefits.csv"), benefits).unwrap();
    let config = "[coverage]\nfrom = 2016-01-01\nto = 2018-12-31\n[population.2018]\nall = 1000\n";
    fs::write(folder.path().join("outflow.toml"), config).unwrap();
    let few = figures("report --year 2018 --publish", folder.path());
    let row = few.row("rates/persons_per_1000/all/per_1000");
    assert_eq!((row.value.as_str(), row.note.as_str()), ("", "suppressed"));
}

#[test]
fn a_benchmark_is_a_share_or_a_number() {
    let benchmark = "period;figure;group;value;source\n2018;outflow_rate;;27,5%;Regio, 2018\n\
                     2018;stock_end;<27;400;Regio, 2018\n2017;inflow;;5;Elders BV\n";
    let (_keep, path) = heerlen("[benchmark]\nfile = \"benchmark.csv\"\n", benchmark);
    let report = figures("report --year 2018", &path);
    // 1492 ÷ 5099.33 = 29.26%
    assert_eq!(report.value("benchmark/outflow_rate/|benchmark/percent"), "27.50");
    assert_eq!(report.value("benchmark/outflow_rate/|own/percent"), "29.26");
    assert_eq!(report.value("benchmark/outflow_rate/|difference/percent"), "1.76");
    assert_eq!(report.value("benchmark/stock_end/<27|own/benefits"), "450");
    let text = Outflow::report("--year 2018 --data").arg(&path).text();
    assert!(text.contains("Benchmark: Regio, 2018.") && !text.contains("Elders BV"), "{text}");
}

#[test]
fn what_cannot_be_held_against_a_figure_is_refused() {
    let refused = |more: &str, benchmark: &str, message: &str| {
        let (_keep, path) = heerlen(more, benchmark);
        let run = Outflow::report("--year 2018 --data").arg(&path).run();
        assert_eq!(run.status, Some(1), "{more}");
        assert!(run.stderr.contains(message), "{more}: {}", run.stderr);
        assert!(run.stdout.is_empty());
    };
    refused("[targets]\ninto_wrok.2018 = 5", "", "did you mean `into_work`?");
    refused("[targets]\ninto_work.18 = 5", "", "targets.into_work.18");
    let of = |path: &str| format!("[targets.2018]\n\"{path}\" = 5");
    refused(
        &of("programms/participants/x"),
        "",
        "no figure `programms` to hold it against; did you mean `programmes`?",
    );
    refused(&of("programmes/participant/x"), "", "did you mean `programmes/participants/x`?");
    refused(
        &of("programmes/participants/Baanbrekend Wekr"),
        "",
        "Heerlen: outflow.toml: targets: programmes/participants has no group `Baanbrekend Wekr`, did you mean `Baanbrekend Werk`",
    );
    refused(&of("outflow_by_reason/outflow/wrk"), "", "did you mean `work`");
    refused(&of("stock_end/man/woman"), "", "stock_end has no group `man/woman`");
    refused(
        &of("stock_end/couple"),
        "",
        "write one of these before it: caseload_by_household, target_groups",
    );
    refused("[targets.2018]\ninto_work.eur = 5", "", "no figure `into_work.eur`");
    refused("[targets.2018]\ninto_work.people = 5", "", "targets.2018.into_work.people");
    refused("[targets]\ninto_work.2018 = \"many\"", "", "a number with at most two decimals");
    refused("[population]\n2018 = 0", "", "a number of inhabitants");
    refused("[population]\nper = 5000\n2018 = 10", "", "there is no such key");
    refused("[population.2018]\n18-plus = 5000", "", "did you mean \"population.2018.18plus\"?");
    let file = "[benchmark]\nfile = \"benchmark.csv\"";
    refused(file, "", "no such file");
    refused(
        file,
        "period,figure,group,value,source\n2018,stok,,1,x\n",
        "benchmark.csv:2: there is no figure `stok`",
    );
    // a figure of cohorts stands in no report that it could be compared with
    refused(
        file,
        "period,figure,group,value,source\n2018,started,,1,x\n",
        "benchmark.csv:2: there is no figure `started`",
    );
    refused(file, "period,figure,value\n", "column group: is not there");
}

/// What is of a whole dataset is not held against a part of it.
#[test]
fn a_part_of_a_dataset_has_no_targets() {
    let (_keep, path) = heerlen(TARGETS, "");
    let report = figures("report --year 2018 --municipality Heerlen", &path);
    assert!(!report.rows.iter().any(|row| row.table == "targets"));
}
