//! `outflow revise`: which figures a later delivery changes, and through which rows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::command::Outflow;
use crate::figures::Figures;
use crate::independent::random;

const OLD: &str = "\
case_id,person_id,start,end,end_reason
Z-1,P-1,2016-03-01,,
Z-2,P-2,2017-01-01,2018-02-28,11
Z-3,P-3,2018-03-01,,
Z-4,P-4,2018-05-01,,
";
/// Z-1 ended after all, with work; Z-2 is as it was; Z-3 started later; Z-4 is gone and Z-5 is new.
const NEW: &str = "\
case_id,person_id,start,end,end_reason
Z-5,P-5,2018-06-01,,
Z-2,P-2,2017-01-01,2018-02-28,11
Z-1,P-1,2016-03-01,2018-09-30,11
Z-3,P-3,2018-04-01,,
";
const COVERAGE: &str = "[coverage]\nfrom = 2016-01-01\nto = 2018-12-31\n";

fn write(folder: &Path, name: &str, benefits: &str) {
    let folder = folder.join(name);
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("benefits.csv"), benefits).unwrap();
    fs::write(folder.join("outflow.toml"), COVERAGE).unwrap();
}

fn deliveries() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "old", OLD);
    write(folder.path(), "new", NEW);
    folder
}

fn revise(arguments: &str) -> Outflow {
    Outflow::new().arg("revise").args(arguments)
}

#[test]
fn figures_and_rows_that_changed() {
    let folder = deliveries();
    let run = revise("old new --year 2018 --section caseload,into_work --format csv");
    let run = run.cwd(folder.path()).run();
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        run.stdout(),
        "municipality,period,table,figure,group,unit,old,new,change,note\n\
         new,2018,caseload,outflow,,benefits,1,2,1,\n\
         new,2018,caseload,stock_end,,benefits,3,2,-1,\n\
         new,2018,caseload,stock_change,,benefits,1,0,-1,\n\
         new,2018,caseload,stock_average,,benefits,2.58,2.08,-0.50,\n\
         new,2018,caseload,outflow_rate,,benefits,1,2,1,\n\
         new,2018,caseload,outflow,,persons,1,2,1,\n\
         new,2018,caseload,stock_end,,persons,3,2,-1,\n\
         new,2018,caseload,stock_change,,persons,1,0,-1,\n\
         new,2018,caseload,stock_average,,persons,2.58,2.08,-0.50,\n\
         new,2018,caseload,outflow_rate,,persons,1,2,1,\n\
         new,2018,caseload,outflow_rate_cbs,,persons,1,2,1,\n\
         new,2018,into_work,outflow_to_work,,benefits,1,2,1,\n\
         new,2018,rows,rows,benefits,rows,4,4,0,\n\
         new,2018,rows,rows_added,benefits,rows,0,1,1,\n\
         new,2018,rows,rows_removed,benefits,rows,1,0,-1,\n\
         new,2018,rows,rows_changed,benefits,rows,2,2,0,\n\
         new,2018,rows,rows_same,benefits,rows,1,1,0,\n\
         new,2018,rows,column_changed,benefits.start,rows,1,1,0,\n\
         new,2018,rows,column_changed,benefits.end,rows,1,1,0,\n\
         new,2018,rows,column_changed,benefits.end_reason,rows,1,1,0,\n"
    );
}

#[test]
fn a_delivery_changes_nothing_of_itself() {
    let run = revise("data/heerlen data/heerlen --year 2018").run();
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.stdout().contains("\n- No figure changed."), "{}", run.stdout());
    assert!(run.stdout().contains(" 0 of "), "{}", run.stdout());
}

/// Old and new are the values of the two reports, whatever changed between them, and of the rows
/// old − removed + added = new = same + changed + added.
#[test]
fn the_figures_are_those_of_the_two_reports() {
    for seed in 0..6 {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        random::write_random(&old, seed);
        random::write_random(&new, seed);
        change_some_ends(&new.join("benefits.csv"));
        let values = |data: &Path| {
            let run = Outflow::report("--year 2018 --format csv --data").arg(data).run();
            let rows = Figures::parse(run.stdout()).rows.into_iter();
            let name = |row: &crate::figures::Row| {
                [&*row.table, &row.figure, &row.group, &row.unit].join("/")
            };
            rows.map(|row| (name(&row), row.value)).collect::<BTreeMap<_, _>>()
        };
        let (before, after) = (values(&old), values(&new));
        let run = Outflow::new().arg("revise").arg(&old).arg(&new);
        let run = run.args("--year 2018 --all --format csv").run();
        assert!(matches!(run.status, Some(0 | 3)), "{}", run.stderr);
        let mut accounts = BTreeMap::new();
        let mut reader = csv::Reader::from_reader(run.stdout.as_slice());
        for record in reader.records().map(Result::unwrap) {
            if &record[2] == "rows" {
                let numbers: [i64; 2] = [record[6].parse().unwrap(), record[7].parse().unwrap()];
                accounts.insert((record[4].to_owned(), record[3].to_owned()), numbers);
                continue;
            }
            let name = [&record[2], &record[3], &record[4], &record[5]].join("/");
            let value = |all: &BTreeMap<String, String>| all.get(&name).cloned();
            assert_eq!(value(&before).unwrap_or("0".into()), record[6], "seed {seed}: {name}");
            assert_eq!(value(&after).unwrap_or("0".into()), record[7], "seed {seed}: {name}");
        }
        for ((kind, _), [old, new]) in accounts.iter().filter(|((_, figure), _)| figure == "rows") {
            let account = |figure: &str| accounts[&(kind.clone(), figure.to_owned())];
            let ([_, added], [removed, _]) = (account("rows_added"), account("rows_removed"));
            let ([changed, _], [same, _]) = (account("rows_changed"), account("rows_same"));
            assert_eq!(old - removed + added, *new, "seed {seed}: {kind}");
            assert_eq!(same + changed + added, *new, "seed {seed}: {kind}");
        }
    }
}

/// Every third row of an export that still runs gets an end, so that figures of 2018 change.
fn change_some_ends(path: &Path) {
    let text = fs::read_to_string(path).unwrap();
    let delimiter = if text.lines().next().unwrap().contains(';') { ';' } else { ',' };
    let header: Vec<&str> = text.lines().next().unwrap().split(delimiter).collect();
    let end = header.iter().position(|name| *name == "end").unwrap();
    let changed = text.lines().enumerate().map(|(line, row)| {
        let mut fields: Vec<&str> = row.split(delimiter).collect();
        if line % 3 == 0 && line > 0 && fields.get(end).is_some_and(|field| field.is_empty()) {
            fields[end] = "2019-06-30";
        }
        fields.join(&delimiter.to_string())
    });
    let changed: Vec<String> = changed.collect();
    fs::write(path, changed.join("\n") + "\n").unwrap();
}

#[test]
fn a_delivery_that_does_not_cover_the_period() {
    let run = revise("data/heerlen data/maasgouw --year 2018").run();
    assert_eq!((run.status, run.stdout()), (Some(1), ""));
    assert!(run.stderr.contains("no data covers 2018; Maasgouw covers"), "{}", run.stderr);
}
