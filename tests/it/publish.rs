//! `--publish`: nobody can be recognised, in whatever format, and no later report gives away what an earlier one hid.
//!
//! `OUTFLOW_TOWNS=0..200` checks so many random towns instead of the few of every run.

#![allow(
    clippy::float_arithmetic,
    clippy::float_cmp,
    reason = "what is printed is compared with what it is rounded from"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Outflow, Run};
use crate::figures::{Figures, Row};
use crate::independent::random;

const FORMATS: [&str; 6] = ["csv", "json", "markdown", "table", "html", "table --lang nl"];

/// The smallest count that is shown.
const LEAST: i64 = 10;

/// Some towns, among them two with age classes of their own.
pub(crate) fn towns() -> Vec<u64> {
    let Some(asked) = std::env::var_os("OUTFLOW_TOWNS") else { return vec![0, 1, 2, 6, 54] };
    let asked = asked.into_string().unwrap();
    let (from, to) = asked.split_once("..").expect("OUTFLOW_TOWNS=0..200");
    (from.parse().unwrap()..to.parse().unwrap()).collect()
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

fn report(data: &Path, options: &str) -> Run {
    Outflow::report("--data").arg(data).args(options).run()
}

/// Publishes in these formats, the first of which is CSV, and audits the long forms together.
fn published(data: &Path, options: &str, formats: &[&str]) -> (Figures, Figures) {
    let folder = tempfile::tempdir().unwrap();
    let mut audit = Outflow::new().arg("audit");
    let mut csv = String::new();
    for (place, format) in formats.iter().enumerate() {
        let run = report(data, &format!("{options} --publish --format {format}"));
        let told = &run.stderr;
        assert!(matches!(run.status, Some(0 | 3)), "{} {options} {format}: {told}", data.display());
        if place == 0 {
            run.stdout().clone_into(&mut csv);
        }
        if ["csv", "json"].contains(format) {
            let file = folder.path().join(format!("report.{format}"));
            fs::write(&file, &run.stdout).unwrap();
            audit = audit.arg(file);
        }
    }
    let audit = audit.run();
    assert_eq!(audit.status, Some(0), "{} {options}: {}", data.display(), audit.stdout());
    let whole = report(data, &format!("{options} --format csv"));
    (Figures::parse(&csv), Figures::parse(whole.stdout()))
}

/// What holds for any published report beside the one that hides nothing.
fn check(published: &Figures, whole: &Figures) -> usize {
    let key = |row: &Row| {
        let parts = [&row.municipality, &row.table, &row.figure, &row.group, &row.unit];
        parts.map(String::clone).join("/")
    };
    let tables: BTreeSet<&String> = published.rows.iter().map(|row| &row.table).collect();
    let internal = whole.rows.iter().filter(|row| tables.contains(&row.table));
    let internal: BTreeMap<String, &Row> = internal.map(|row| (key(row), row)).collect();
    let names: BTreeSet<String> = published.rows.iter().map(key).collect();
    assert_eq!(names.len(), internal.len(), "no row is left out of a table");
    let mut hidden = 0;
    for row in &published.rows {
        let known = internal[&key(row)];
        let is_count =
            row.unit != "eur" && !["stock_change", "stock_average"].contains(&row.figure.as_str());
        for (shown, truth) in [
            (&row.value, &known.value),
            (&row.previous, &known.previous),
            (&row.whole, &known.whole),
        ] {
            if shown.is_empty() {
                hidden += usize::from(!truth.is_empty());
                continue;
            }
            // what is made of other amounts is held against these
            if ["price", "volume_effect", "price_effect", "balance"].contains(&row.figure.as_str())
            {
                continue;
            }
            if row.unit == "eur" {
                let [shown, truth] = [shown, truth].map(|text| text.parse::<f64>().unwrap());
                assert!(
                    (shown - truth).abs() <= truth.abs() / 200.0,
                    "three digits: {row:?} {truth}"
                );
                continue;
            }
            assert_eq!(shown, truth, "a number that is shown is the true one: {row:?}");
            if is_count && !shown.contains('.') {
                let count: i64 = shown.parse().unwrap();
                assert!(count == 0 || count >= LEAST, "a small count is shown: {row:?}");
            }
        }
        let both = !row.value.is_empty() && !row.previous.is_empty();
        assert!(both || row.change.is_empty(), "a change without both its parts: {row:?}");
        let parts = !row.value.is_empty() && !row.whole.is_empty();
        assert!(parts || row.share.is_empty(), "a share without both its parts: {row:?}");
    }
    hidden
}

/// An attacker who only subtracts: parts from totals, what goes out from what comes in, again and again.
fn subtract(published: &Figures) -> Vec<String> {
    let number = |text: &str| text.parse::<i64>().ok();
    let mut lows: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    let mut sums: Vec<(Vec<String>, String)> = Vec::new();
    let most = 1_000_000;
    let mut add = |name: String, told: Option<i64>| {
        let range = told.map_or((0, most), |count| (count, count));
        let entry = lows.entry(name).or_insert(range);
        if told.is_some() {
            *entry = range;
        }
    };
    let parted = |row: &Row| {
        !row.group.is_empty()
            && !["programmes", "programme_kinds", "participation", "target_groups"]
                .contains(&row.table.as_str())
            && !row.table.ends_with("target_group")
    };
    for (column, pick) in [("now", 0), ("before", 1)] {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in published
            .rows
            .iter()
            .filter(|row| row.unit != "eur" && !row.figure.starts_with("stock_a"))
        {
            if row.figure == "stock_change" || row.figure == "outflow_rate" {
                continue;
            }
            let total = format!("{column} {} {} {}", row.municipality, row.figure, row.unit);
            let name = if row.group.is_empty() {
                total.clone()
            } else {
                format!("{total} {} {}", row.table, row.group)
            };
            add(name.clone(), number(if pick == 0 { &row.value } else { &row.previous }));
            if parted(row) {
                groups.entry(format!("{total} | {}", row.table)).or_default().push(name);
            }
        }
        sums.extend(
            groups
                .into_iter()
                .map(|(total, parts)| (parts, total.split(" | ").next().unwrap().to_owned())),
        );
        for row in published.rows.iter().filter(|row| row.figure == "stock_begin") {
            let of = |figure: &str| format!("{column} {} {figure} {}", row.municipality, row.unit);
            sums.push((vec![of("stock_end"), of("outflow")], format!("{} sum", of("flow"))));
            sums.push((vec![of("stock_begin"), of("inflow")], format!("{} sum", of("flow"))));
        }
    }
    for (_, total) in &sums {
        lows.entry(total.clone()).or_insert((0, 4 * most));
    }
    for _ in 0..12 {
        for (parts, total) in &sums {
            let ranges: Vec<(i64, i64)> = parts.iter().map(|part| lows[part]).collect();
            let (low, high) =
                ranges.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
            let whole = lows[total];
            lows.insert(total.clone(), (whole.0.max(low), whole.1.min(high)));
            let whole = lows[total];
            for (part, range) in parts.iter().zip(&ranges) {
                let least = range.0.max(whole.0 - (high - range.1));
                let most = range.1.min(whole.1 - (low - range.0));
                lows.insert(part.clone(), (least, most));
            }
        }
    }
    let known: BTreeSet<&String> = lows
        .keys()
        .filter(|name| {
            let (low, high) = lows[*name];
            high - low < 3 && low > 0 && low < LEAST
        })
        .collect();
    known.into_iter().map(|name| format!("{name}: {:?}", lows[name])).collect()
}

#[test]
fn the_samples_can_be_published_in_every_format_together() {
    let mut hidden = 0;
    for (name, options) in [("heerlen", "--year 2018"), ("maasgouw", "--period 2021-H1")] {
        let (published, whole) = published(&data(name), options, &FORMATS);
        assert_eq!(subtract(&published), Vec::<String>::new());
        hidden += check(&published, &whole);
    }
    assert!(hidden > 100, "there are small counts to hide: {hidden}");
}

#[test]
fn no_count_of_a_random_town_is_given_away() {
    let (mut hidden, mut refused) = (0, Vec::new());
    let towns = towns();
    for &seed in &towns {
        let folder = tempfile::tempdir().unwrap();
        let path: PathBuf = folder.path().join("Proef");
        random::write_random(&path, seed);
        // the samples are printed in every format; here one beside CSV in turn
        let other = FORMATS[1 + usize::try_from(seed).unwrap() % 5];
        let formats = [FORMATS[0], other];
        let period = if seed % 2 == 0 { "2018" } else { "2016-Q4" };
        if is_refused(&report(&path, &format!("--period {period} --publish"))) {
            refused.push(seed);
            continue;
        }
        let (published, whole) = published(&path, &format!("--period {period}"), &formats);
        assert_eq!(subtract(&published), Vec::<String>::new(), "town {seed}");
        hidden += check(&published, &whole);
    }
    assert!(hidden > 0);
    assert!(refused.len() * 10 <= towns.len(), "hardly any town is too small: {refused:?}");
}

/// Half of the last of three digits of an amount, and what is lost where an average is printed with two decimals.
fn off(amount: f64) -> f64 {
    let digits = if amount.abs() < 100.0 { 0.0 } else { amount.abs().log10().floor() - 2.0 };
    0.5 * 10_f64.powf(digits.max(0.0)) + amount.abs() / 10_000.0 + 0.01
}

/// Whoever knows what is printed can work the price of a benefit, the effects of number and price, and what is left of
/// the budget out by themselves, to the last digit; and where one part is hidden, so is what is made of it: else it would
/// give the part away.
fn made_of_what_is_shown(published: &Figures) -> usize {
    let cell = |name: &str, previous: bool| {
        let row = published
            .rows
            .iter()
            .find(|row| format!("{}/{}/{}/{}", row.table, row.figure, row.group, row.unit) == name);
        let text = row.map(|row| if previous { &row.previous } else { &row.value });
        text.and_then(|text| text.parse::<f64>().ok())
    };
    let now = |name: &str| cell(name, false);
    let before = |name: &str| cell(name, true);
    let (spending, average) = ("savings/spending//eur", "caseload/stock_average//benefits");
    let price = now(spending).zip(now(average)).map(|(paid, average)| paid / average);
    let price_before = before(spending).zip(before(average)).map(|(paid, average)| paid / average);
    let effects = (|| {
        let (average, average_before) = (now(average)?, before(average)?);
        let (price, price_before) = (price?, price_before?);
        Some([(average - average_before) * price_before, (price - price_before) * average])
    })();
    let balance = |of: &dyn Fn(&str) -> Option<f64>| {
        let all = of("budget/budget//eur")? + of("budget/recoveries//eur")?;
        Some(all - of("budget/spending//eur")? - of("budget/wage_cost_subsidies//eur")?)
    };
    let made = [
        (now("savings/price//eur"), price, 0.0),
        // each is made of the two amounts paid, of which a small difference is told in more digits than they are
        (now("savings/volume_effect//eur"), effects.map(|of| of[0]), price.unwrap_or(0.0) / 50.0),
        (
            now("savings/price_effect//eur"),
            effects.map(|of| of[1]),
            now(spending).unwrap_or(0.0) / 10_000.0,
        ),
        (now("budget/balance//eur"), balance(&now), 0.0),
        (before("budget/balance//eur"), balance(&before), 0.0),
    ];
    let mut seen = 0;
    for (place, (shown, made, more)) in made.into_iter().enumerate() {
        let Some(shown) = shown else { continue };
        let made = made.unwrap_or_else(|| panic!("{place}: {shown} is made of what is hidden"));
        assert!((shown - made).abs() <= off(made) + more, "{place}: {shown} is not {made}");
        seen += 1;
    }
    seen
}

#[test]
fn amounts_that_are_made_of_others_tell_no_more_than_these() {
    let folder = tempfile::tempdir().unwrap();
    let town = folder.path().join("Maasgouw");
    fs::create_dir(&town).unwrap();
    for file in fs::read_dir(data("maasgouw")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), town.join(file.file_name())).unwrap();
    }
    let settings = fs::read_to_string(town.join("outflow.toml")).unwrap();
    let budget = "[budget]\n2021.amount = 4000000\n2020.amount = 4100000\n\
                  [recoveries]\n2021 = 30000\n2020 = 28000\n";
    fs::write(town.join("outflow.toml"), format!("{settings}\n{budget}")).unwrap();
    let run = report(&town, "--year 2021 --publish --format csv");
    let shown = made_of_what_is_shown(&Figures::parse(run.stdout()));
    assert!(shown >= 3, "price and effects are shown: {shown}");
    let (mut seen, mut hidden) = (0, 0);
    for seed in 0..24 {
        let folder = tempfile::tempdir().unwrap();
        let path: PathBuf = folder.path().join("Proef");
        random::write_random(&path, seed);
        let sections = "caseload,into_work,savings,budget";
        let run =
            report(&path, &format!("--year 2018 --publish --format csv --section {sections}"));
        if is_refused(&run) {
            continue;
        }
        let figures = Figures::parse(run.stdout());
        let shown = made_of_what_is_shown(&figures);
        (seen, hidden) = (seen + shown, hidden + usize::from(shown == 0));
    }
    assert!(hidden > 0, "{seen} amounts are shown, in {hidden} towns none");
}

/// Whether nothing could be published: what is left of a handful of people gives them away, whatever is hidden.
pub(crate) fn is_refused(run: &Run) -> bool {
    // an audit that fails is a fault, and no refusal
    let reason = "could be worked out whatever else is hidden";
    run.status == Some(1) && run.stdout.is_empty() && run.stderr.contains(reason)
}

/// What was hidden for the sake of others is needed: with any one of them shown again the audit finds something. That
/// holds for tables without flows and wholes; beside these, counts are hidden for the sake of people whom no row
/// counts, such as those who did not stay at work, and an audit is not told of them.
#[test]
fn the_audit_finds_what_one_more_number_gives_away() {
    let (mut tried, mut found) = (0, 0);
    for (name, period, sections) in [
        ("maasgouw", "2021-H1", "into_work,outflow_by_reason,placements_by_sector"),
        ("maasgouw", "2021-H1", "caseload_by_*"),
        ("maasgouw", "2021", "outflow_by_*,placements_by_sector"),
        ("heerlen", "2018", "outflow_by_*"),
    ] {
        let options = format!("--period {period} --format csv --section {sections}");
        let published = report(&data(name), &format!("{options} --publish"));
        let whole = report(&data(name), &options);
        for opened in opened(published.stdout(), whole.stdout()) {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("opened.csv");
            fs::write(&file, opened).unwrap();
            tried += 1;
            found += usize::from(Outflow::new().arg("audit").arg(&file).run().status == Some(1));
        }
    }
    assert!(tried >= 5 && found == tried, "{found} of {tried}");
}

/// A published report with each of its hidden counts shown in turn that are not small.
fn opened(published: &str, whole: &str) -> Vec<String> {
    let of = |line: &str| line.split(',').take(13).collect::<Vec<_>>().join(",");
    let lines: Vec<&str> = published.lines().collect();
    let mut all = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let mut fields: Vec<&str> = line.split(',').collect();
        let truth = whole.lines().find(|other| of(other) == of(line)).unwrap();
        let value = truth.split(',').nth(13).unwrap();
        let is_large = value.parse::<i64>().is_ok_and(|count| count >= LEAST);
        if line.ends_with(",suppressed") && fields[12] != "eur" && is_large {
            (fields[13], fields[21]) = (value, "");
            let shown = fields.join(",");
            let mut other = lines.clone();
            other[index] = &shown;
            all.push(other.join("\n"));
        }
    }
    all
}

#[test]
fn a_change_beside_a_hidden_number_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("leak.csv");
    let text = "municipality,period,table,figure,group,unit,value,whole,share,previous,change,note\n\
                Dorp,2018,outflow_by_reason,outflow,,benefits,50,,,60,-10,\n\
                Dorp,2018,outflow_by_reason,outflow,work,benefits,30,50,60.00,40,-10,\n\
                Dorp,2018,outflow_by_reason,outflow,moved,benefits,,50,,20,-17,suppressed\n\
                Dorp,2018,outflow_by_reason,outflow,pension,benefits,,50,,,,suppressed\n";
    fs::write(&file, text).unwrap();
    let run = Outflow::new().arg("audit").arg(&file).run();
    assert_eq!(run.status, Some(1), "{}", run.stdout());
    let expected = "Dorp 2018 outflow_by_reason/outflow/moved (benefits) is 3";
    assert!(run.stdout().contains(expected), "{}", run.stdout());
}

#[test]
fn a_change_in_percent_beside_a_hidden_number_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let text = |percent: &str| {
        format!(
            "municipality,period,table,figure,group,unit,value,whole,share,previous,change,\
             change_percent,note\n\
             Dorp,2018,outflow_by_reason,outflow,,benefits,50,,,90,-40,-44.4444,\n\
             Dorp,2018,outflow_by_reason,outflow,work,benefits,30,50,60.0000,40,-10,-25.0000,\n\
             Dorp,2018,outflow_by_reason,outflow,moved,benefits,,50,,20,,{percent},suppressed\n\
             Dorp,2018,outflow_by_reason,outflow,pension,benefits,,50,,30,,,suppressed\n"
        )
    };
    for (percent, status) in [("-85.0000", 1), ("", 0)] {
        let file = folder.path().join("leak.csv");
        fs::write(&file, text(percent)).unwrap();
        let run = Outflow::new().arg("audit").arg(&file).run();
        assert_eq!(run.status, Some(status), "{percent}: {}", run.stdout());
        let found = "Dorp 2018 outflow_by_reason/outflow/moved (benefits) is 3";
        assert_eq!(run.stdout().contains(found), status == 1, "{}", run.stdout());
    }
}

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
fn publish_after(folder: &Path, of: &Path, options: &str, earlier: &[&str], name: &str) -> Run {
    let mut run = Outflow::report("--publish --format csv --data").arg(of).args(options);
    for file in earlier {
        run = run.arg("--released").arg(folder.join(file));
    }
    let run = run.run();
    fs::write(folder.join(name), &run.stdout).unwrap();
    run
}

fn audit_of(folder: &Path, names: &[&str]) -> Run {
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

#[test]
fn options_that_publish_nothing_are_refused() {
    for options in ["--min-cell 12", "--round", "--publish --min-cell 2", "--publish --round 5"] {
        assert_eq!(report(&data("heerlen"), &format!("--year 2018 {options}")).status, Some(2));
    }
}

/// A multiple of ten, nearest to the true count, half up.
pub(crate) fn nearest_ten(count: i64) -> i64 {
    (count + 5).div_euclid(10) * 10
}

/// What holds of any rounded form beside the one with exact counts; returns how many numbers are hidden.
pub(crate) fn check_rounded(published: &Figures, whole: &Figures) -> usize {
    let key = |row: &Row| {
        let parts =
            [&row.municipality, &row.period, &row.table, &row.figure, &row.group, &row.unit];
        parts.map(String::clone).join("/")
    };
    let internal: BTreeMap<String, &Row> = whole.rows.iter().map(|row| (key(row), row)).collect();
    let number = |text: &String| text.parse::<f64>().unwrap();
    let mut hidden = 0;
    // a rate is worked out from rounded numbers, and its population is known
    for row in published.rows.iter().filter(|row| row.table != "rates") {
        let truth = internal[&key(row)];
        let cells = [
            (&row.value, &truth.value),
            (&row.previous, &truth.previous),
            (&row.whole, &truth.whole),
        ];
        for (shown, truth) in cells {
            hidden += usize::from(shown.is_empty() && !truth.is_empty());
            let is_count = row.unit != "eur" && row.figure != "stock_change";
            if shown.is_empty() || !is_count {
                continue;
            }
            assert_eq!(number(shown) % 10.0, 0.0, "no multiple of ten: {row:?}");
            assert!((number(shown) - number(truth)).abs() <= 5.0, "{row:?}, {truth}");
            if let Ok(exact) = truth.parse::<i64>() {
                assert_eq!(shown.parse(), Ok(nearest_ten(exact)), "{row:?}, {truth}");
            }
        }
        if !row.share.is_empty() {
            let exact = 100.0 * number(&row.value) / number(&row.whole);
            assert!(
                (number(&row.share) - exact).abs() < 0.006,
                "a share of rounded counts: {row:?}"
            );
        }
        if !row.change.is_empty() && row.unit != "eur" {
            let exact = number(&row.value) - number(&row.previous);
            assert!(
                (number(&row.change) - exact).abs() < 0.006,
                "a change of rounded counts: {row:?}"
            );
        }
        assert!(
            row.note
                .split("; ")
                .any(|note| note == "rounded" || note == "suppressed" || !note.is_empty()),
            "{row:?}"
        );
    }
    hidden
}

/// Everything that stands in a rounded report is worked out from multiples of ten.
#[test]
fn a_rounded_report_has_multiples_of_ten_only() {
    for (name, options) in [("heerlen", "--year 2018"), ("maasgouw", "--period 2021-H1")] {
        let options = format!("{options} --format csv");
        let rounded = report(&data(name), &format!("{options} --publish --round"));
        assert_eq!(rounded.status, Some(0), "{}", rounded.stderr);
        let whole = report(&data(name), &options);
        let (rounded, whole) = (Figures::parse(rounded.stdout()), Figures::parse(whole.stdout()));
        check_rounded(&rounded, &whole);
        let shown = rounded.rows.iter().filter(|row| !row.value.is_empty()).count();
        assert!(shown * 10 >= rounded.rows.len() * 9, "rounding hides hardly anything: {shown}");
    }
}

/// The saving by a smaller stock is that of rounded stocks, in three digits: the exact stock does not follow from it.
#[test]
fn a_saving_is_worked_out_from_rounded_stocks() {
    let options = "--year 2018 --publish --round --format csv --section caseload,savings";
    let run = report(&data("heerlen"), options);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let figures = Figures::parse(run.stdout());
    let of = |figure: &str| {
        let mut rows = figures.rows.iter();
        rows.find(|row| row.figure == figure && row.unit != "persons").unwrap().clone()
    };
    let (stock, price, saving) = (of("stock_end"), of("average_benefit"), of("savings_stock"));
    let number = |text: &str| text.parse::<f64>().unwrap();
    let exact = (number(&stock.previous) - number(&stock.value)) * number(&price.value);
    assert!((number(&saving.value) - exact).abs() <= exact.abs() / 200.0, "{saving:?} {exact}");
}

/// What was published rounded is known to a later run too: both together leave every hidden count wide.
#[test]
fn a_rounded_report_is_taken_into_account() {
    let folder = tempfile::tempdir().unwrap();
    let maasgouw = data("maasgouw");
    let options = "--period 2021-H1 --section caseload*,outflow_by_reason";
    for (more, earlier, name) in
        [(" --round", &[][..], "rounded.csv"), ("", &["rounded.csv"], "later.csv")]
    {
        let run =
            publish_after(folder.path(), &maasgouw, &format!("{options}{more}"), earlier, name);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
    }
    let together = audit_of(folder.path(), &["rounded.csv", "later.csv"]);
    assert_eq!(together.status, Some(0), "{}", together.stdout());
}

/// Tables that break down the same rows in ways whose relation a reader may know are not published together.
#[test]
fn the_same_rows_are_broken_down_once() {
    let of = |section: &str| {
        let options = format!("--year 2018 --publish --format csv --section {section}");
        report(&data("heerlen"), &options)
    };
    let kinds = of("programme_kinds,programmes,caseload");
    let tables: BTreeSet<String> =
        Figures::parse(kinds.stdout()).rows.iter().map(|row| row.table.clone()).collect();
    assert!(tables.contains("programme_kinds") != tables.contains("programmes"), "{tables:?}");
    let whole = report(&data("heerlen"), "--year 2018 --publish --lang nl");
    assert!(whole.stdout().contains("Niet gepubliceerd: "), "what is left out is said");
}

/// A table too large to be protected in a few seconds is refused, saying what to do.
#[test]
fn a_bare_table_that_is_too_large_is_refused() {
    let cells: Vec<Vec<usize>> = (0..701).map(|cell| vec![cell]).collect();
    let inner = vec![20; cells.len()];
    let tables = serde_json::json!({ "inner": inner, "cells": cells, "threshold": 10 });
    let run = Outflow::new().arg("protect").stdin(tables.to_string().as_bytes()).run();
    assert_eq!((run.status, run.stdout()), (Some(1), ""));
    assert!(run.stderr.contains("701 cells are too many"), "{}", run.stderr);
}

/// The number of hidden cells beside the fewest that would do, found by trying every set (`tests/optimum`).
#[test]
fn not_many_more_cells_are_hidden_than_must_be() {
    let optima = include_str!("../optimum/optima.jsonl");
    let (mut ours, mut best, mut tables) = (0, 0, 0);
    for line in optima.lines() {
        let known: serde_json::Value = serde_json::from_str(line).unwrap();
        let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let (rows, columns) = (number(&known["shape"][0]), number(&known["shape"][1]));
        let inner = rows * columns;
        let mut cells: Vec<Vec<usize>> = (0..inner).map(|cell| vec![cell]).collect();
        cells.extend((0..rows).map(|row| (row * columns..(row + 1) * columns).collect()));
        cells.extend((0..columns).map(|of| (0..rows).map(|row| row * columns + of).collect()));
        cells.push((0..inner).collect());
        let names: Vec<String> = (0..inner).map(|cell| format!("group {cell}")).collect();
        let tables_of = serde_json::json!({
            "inner": names, "cells": cells, "freq": known["freq"], "threshold": 10
        });
        let run = Outflow::new().arg("protect").stdin(tables_of.to_string().as_bytes()).run();
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        let found: serde_json::Value = serde_json::from_str(run.stdout()).unwrap();
        let hidden = found["hidden"].as_array().unwrap().len();
        assert!(hidden >= number(&known["optimum"]), "better than the best: {line}");
        ours += hidden;
        best += number(&known["optimum"]);
        tables += 1;
    }
    assert!(tables >= 25 && ours * 100 <= best * 125, "{ours} hidden, {best} would do");
}
