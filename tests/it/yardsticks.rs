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

const TARGETS: &str = "[targets]\ninto_work.2018 = 950\nstock_end.persons.2018 = 5600\n\
                       savings_stock.2018 = 3500000\n";

#[test]
fn a_target_stands_beside_what_was_reached() {
    let (_keep, path) = heerlen(TARGETS, "");
    let report = figures("report --year 2018", &path);
    let name = |figure: &str, what: &str, unit: &str| format!("targets/{figure}/|{what}/{unit}");
    assert_eq!(report.value(&name("into_work", "target", "persons")), "950");
    let reached = report.row(&name("into_work", "realisation", "persons"));
    assert_eq!((reached.value.as_str(), reached.share.as_str()), ("939", "98.8421"));
    assert_eq!(report.value(&name("into_work", "difference", "persons")), "-11");
    assert_eq!(report.value(&name("stock_end", "difference", "persons")), "20");
    assert_eq!(report.value(&name("savings_stock", "difference", "eur")), "106800.00");
    // another year has no target, and says nothing of it
    assert!(!figures("report --year 2017", &path).rows.iter().any(|row| row.table == "targets"));
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

#[test]
fn rates_are_per_so_many_inhabitants() {
    let (_keep, path) = heerlen("[population]\n2017 = 87000\n2018 = 86832\n", "");
    let report = figures("report --year 2018", &path);
    let row = report.row("per_1000_inhabitants/stock_end//benefits");
    // 4983 ÷ 86832 × 1000 = 57.386…; 5237 ÷ 87000 × 1000 = 60.195…
    assert_eq!((row.value.as_str(), row.previous.as_str()), ("57.39", "60.20"));
    let (_keep, path) = heerlen("[population]\nper = 10000\n2018 = 86832\n", "");
    let report = figures("report --year 2018", &path);
    let row = report.row("per_10000_inhabitants/into_work//persons");
    assert_eq!((row.value.as_str(), row.previous.as_str()), ("108.14", ""));
    let earlier = figures("report --year 2017", &path);
    let row = earlier.row("per_10000_inhabitants/stock_end//benefits");
    assert_eq!((row.value.as_str(), row.note.as_str()), ("", "no number of inhabitants"));
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
    refused("[targets]\ninto_work.2018 = \"many\"", "", "a number with at most two decimals");
    refused("[population]\n2018 = 0", "", "a number of inhabitants");
    refused("[population]\nper = 5000\n2018 = 10", "", "1000 or 10000");
    let file = "[benchmark]\nfile = \"benchmark.csv\"";
    refused(file, "", "no such file");
    refused(
        file,
        "period,figure,group,value,source\n2018,stok,,1,x\n",
        "benchmark.csv:2: there is no figure `stok`",
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
