//! `--publish` after earlier reports: what was hidden before cannot be worked out from both.

use std::fs;
use std::path::Path;

use crate::command::{Outflow, Run};
use crate::figures::{Figures, Row};
use crate::publish::{LEAST, data};

/// A year and its halves can be subtracted; a later report that knows of the earlier ones cannot.
#[test]
fn a_second_report_cannot_be_subtracted_from_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let publish = |period: &str, released: Option<&Path>, name: &str| {
        let options = format!(
            "--period {period} --publish --format json --section 'outflow_by_*',inflow_by_age"
        );
        let options = options.replace('\'', "");
        let mut run = Outflow::report("--data").arg(data("maasgouw")).args(&options);
        if let Some(file) = released {
            run = run.arg("--released").arg(file);
        }
        let run = run.run();
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        let file = folder.path().join(name);
        fs::write(&file, &run.stdout).unwrap();
        file
    };
    let year = publish("2021", None, "year.json");
    let half = publish("2021-H2", None, "half.json");
    let later = publish("2021-H2", Some(&year), "later.json");
    let audit = |second: &Path| Outflow::new().arg("audit").arg(&year).arg(second).run();
    assert_eq!(audit(&half).status, Some(1), "apart each is safe, together they are not");
    let together = audit(&later);
    assert_eq!(together.status, Some(0), "{}", together.stdout());
}

/// What is published of a sample, with earlier reports that are given to it; the file is written beside them.
pub(crate) fn publish_after(
    folder: &Path,
    of: &Path,
    options: &str,
    earlier: &[&str],
    name: &str,
) -> Run {
    let mut run = Outflow::report("--publish --format csv --data").arg(of).args(options);
    for file in earlier {
        run = run.arg("--released").arg(folder.join(file));
    }
    let run = run.run();
    fs::write(folder.join(name), &run.stdout).unwrap();
    run
}

pub(crate) fn audit_of(folder: &Path, names: &[&str]) -> Run {
    let audit = Outflow::new().arg("audit");
    names.iter().fold(audit, |audit, name| audit.arg(folder.join(name))).run()
}

/// Groups of persons are subtracted as well: who left in a year and who in its first half.
#[test]
fn a_half_year_of_target_groups_cannot_be_taken_from_the_year() {
    let folder = tempfile::tempdir().unwrap();
    let heerlen = data("heerlen");
    for (options, earlier, name) in [
        ("--year 2018 --section target_groups", &[][..], "year.csv"),
        ("--period 2018-H1 --section target_groups", &[], "apart.csv"),
        ("--period 2018-H1 --section target_groups", &["year.csv"], "half.csv"),
    ] {
        let run = publish_after(folder.path(), &heerlen, options, earlier, name);
        assert_eq!(run.status, Some(0), "{options}: {}", run.stderr);
    }
    let hidden = |name: &str| {
        fs::read_to_string(folder.path().join(name)).unwrap().matches("suppressed").count()
    };
    assert!(hidden("half.csv") > hidden("apart.csv"), "more is hidden than apart");
    assert_eq!(audit_of(folder.path(), &["year.csv", "half.csv"]).status, Some(0));
}

/// A group that an earlier table did not name was nobody; a later one must not name all others.
#[test]
fn a_group_that_was_not_named_before_was_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let maasgouw = data("maasgouw");
    let section = "--section outflow_by_scheme";
    for (period, earlier, name) in
        [("2021-H1", &[][..], "first.csv"), ("2021-H2", &["first.csv"], "second.csv")]
    {
        let options = format!("--period {period} {section}");
        let run = publish_after(folder.path(), &maasgouw, &options, earlier, name);
        assert_eq!(run.status, Some(0), "{period}: {}", run.stderr);
    }
    let second = Figures::parse(&fs::read_to_string(folder.path().join("second.csv")).unwrap());
    let ioaw = second.rows.iter().find(|row| row.group == "ioaw").unwrap();
    assert_eq!(ioaw.previous, "", "with it shown, all others were of one scheme");
    assert_eq!(audit_of(folder.path(), &["first.csv", "second.csv"]).status, Some(0));
}

/// A region and one of its two municipalities, one after the other: what is left is the other one, of which nothing was
/// published.
#[test]
fn a_municipality_cannot_be_taken_from_its_region() {
    let folder = tempfile::tempdir().unwrap();
    let region = folder.path().join("Streek");
    for (name, seed) in [("Eerste", 12), ("Tweede", 13)] {
        let made = Outflow::new()
            .args(&format!("sample --cases 1000 --seed {seed}"))
            .arg(region.join(name))
            .run();
        assert_eq!(made.status, Some(0), "{}", made.stderr);
        // all invented places have the same name
        for file in fs::read_dir(region.join(name)).unwrap() {
            let file = file.unwrap().path();
            if let Ok(text) = fs::read_to_string(&file) {
                fs::write(&file, text.replace("Nepstad", name)).unwrap();
            }
        }
    }
    let year = "--year 2024 --section caseload,caseload_by_household,outflow_by_reason";
    let of_second = format!("{year} --municipality Tweede");
    for (options, earlier, name) in [
        (year, &[][..], "region.csv"),
        (&of_second, &[], "apart.csv"),
        (&of_second, &["region.csv"], "second.csv"),
    ] {
        let run = publish_after(folder.path(), &region, options, earlier, name);
        assert_eq!(run.status, Some(0), "{name}: {}", run.stderr);
    }
    // from the data of one alone nobody can tell that it is part of the other, which is said
    let alone =
        publish_after(folder.path(), &region.join("Tweede"), year, &["region.csv"], "alone.csv");
    assert_eq!(alone.status, Some(0), "{}", alone.stderr);
    assert!(alone.stderr.contains("region.csv is of another place"), "{}", alone.stderr);
    let rows =
        |name: &str| Figures::parse(&fs::read_to_string(folder.path().join(name)).unwrap()).rows;
    let (whole, part) = (rows("region.csv"), rows("second.csv"));
    let internal = Outflow::report("--format csv --data").arg(&region).args(year).run();
    assert_eq!(internal.status, Some(0));
    let mut compared = 0;
    for row in &part {
        let same = |other: &&Row| {
            [&other.table, &other.figure, &other.group, &other.unit]
                == [&row.table, &row.figure, &row.group, &row.unit]
        };
        let number = |row: &Row| row.value.parse::<i64>().ok();
        let whole = whole.iter().find(same).and_then(number);
        if let (Some(whole), Some(part)) = (whole, number(row))
            && row.figure != "stock_change"
        {
            assert!(whole == part || whole - part >= LEAST, "{row:?}: {whole} in the region");
            compared += 1;
        }
    }
    assert!(compared > 5);
    let together = audit_of(folder.path(), &["region.csv", "second.csv"]);
    assert_eq!(together.status, Some(0), "{}", together.stdout());
}

/// Earlier reports that give a count away are said to; the later one is published as far as it can be.
#[test]
fn years_after_one_another_can_be_published() {
    let folder = tempfile::tempdir().unwrap();
    let town = folder.path().join("Dorp");
    let made = Outflow::new().args("sample --cases 400 --seed 1").arg(&town).run();
    assert_eq!(made.status, Some(0), "{}", made.stderr);
    let mut earlier: Vec<String> = Vec::new();
    for year in 2021..2024 {
        let name = format!("{year}.csv");
        let names: Vec<&str> = earlier.iter().map(String::as_str).collect();
        let options = format!("--year {year} --section caseload*,inflow*,outflow*");
        let run = publish_after(folder.path(), &town, &options, &names, &name);
        assert_eq!(run.status, Some(0), "{year}: {}", run.stderr);
        earlier.push(name);
    }
}

/// A count that was large when it was published, and is small now that the data have been put right, is small.
#[test]
fn a_number_that_has_changed_since_is_hidden_again() {
    let folder = tempfile::tempdir().unwrap();
    let section = "--period 2021-H1 --section outflow_by_scheme";
    let maasgouw = data("maasgouw");
    let first = publish_after(folder.path(), &maasgouw, section, &[], "first.csv");
    assert_eq!(first.status, Some(0), "{}", first.stderr);
    let hidden = Figures::parse(first.stdout()).rows;
    let small = hidden.iter().find(|row| row.note == "suppressed").unwrap();
    let begins = format!(",outflow,Outflow,{},", small.group);
    let line = first.stdout().lines().find(|line| line.contains(&begins)).unwrap();
    let mut fields: Vec<&str> = line.split(',').collect();
    (fields[13], fields[15], fields[21]) = ("25", "78.1250", "");
    let other = first.stdout().replace(line, &fields.join(","));
    assert_ne!(other, first.stdout());
    fs::write(folder.path().join("other.csv"), other).unwrap();
    let again = publish_after(folder.path(), &maasgouw, section, &["other.csv"], "again.csv");
    assert_eq!(again.status, Some(0), "{}", again.stderr);
    assert!(again.stderr.contains("is another one now"), "{}", again.stderr);
    let again = Figures::parse(again.stdout()).rows;
    let there = again.iter().find(|row| row.group == small.group).unwrap();
    assert_eq!((there.value.as_str(), there.note.as_str()), ("", "suppressed"));
}
