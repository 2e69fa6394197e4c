//! Cases small enough to count by hand.

use std::fs;
use std::path::PathBuf;

use jiff::civil::Date;

use super::exact::{Ratio, share};
use super::{Line, count, read};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A folder with the files, counted over 2018 against 2017 and 2016.
fn year(name: &str, files: &[(&str, &str)]) -> Vec<Line> {
    let folder: PathBuf = std::env::temp_dir().join(format!("count-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("outflow.toml"),
        "[coverage]\nfrom = 2016-01-01\nto = 2018-12-31\n[savings]\naverage_benefit.2018 = 14200\n",
    )
    .unwrap();
    for (file, text) in files {
        fs::write(folder.join(file), text).unwrap();
    }
    let years = |from: &str, to: &str| (day(from), day(to));
    let lines = count(
        &folder,
        day("2018-01-01"),
        day("2018-12-31"),
        Some(years("2017-01-01", "2017-12-31")),
        Some(years("2016-01-01", "2016-12-31")),
        None,
        None,
    );
    fs::remove_dir_all(&folder).unwrap();
    lines
}

/// `value/whole/share/previous/change` of one line; empty where there is no such line.
fn get(lines: &[Line], table: &str, figure: &str, group: &str, unit: &str) -> String {
    let found = lines.iter().find(|line| {
        (line.table.as_str(), line.figure.as_str()) == (table, figure)
            && (line.group.as_str(), line.unit.as_str()) == (group, unit)
    });
    found.map_or(String::new(), |line| {
        [&line.value, &line.whole, &line.share, &line.previous, &line.change]
            .map(String::as_str)
            .join("/")
    })
}

#[test]
fn a_couple_is_one_benefit_and_two_persons() {
    let benefits = "case_id,person_id,start,end,end_reason,household,birth_date\n\
        c1,p1,2016-03-01,2018-06-30,97,couple,1970-01-01\n\
        c1,p2,2016-03-01,2018-06-30,11,couple,1980-01-01\n";
    let lines = year("couple", &[("benefits.csv", benefits)]);
    let caseload = |figure, unit| get(&lines, "caseload", figure, "", unit);
    assert_eq!(caseload("stock_begin", "benefits"), "1///1/0");
    assert_eq!(caseload("outflow", "benefits"), "1///0/1");
    assert_eq!(caseload("outflow", "persons"), "2///0/2");
    assert_eq!(caseload("stock_end", "persons"), "0///2/-2");
    // The partner's reason gives way to that of the other person on the case.
    assert_eq!(get(&lines, "outflow_by_reason", "outflow", "work", "benefits"), "1/1/100.0000/0/1");
    assert_eq!(get(&lines, "into_work", "outflow_to_work", "", "benefits"), "1/1/100.0000/0/1");
    // The oldest leads: 48 on the day of the end.
    assert_eq!(get(&lines, "outflow_by_age", "outflow", "45-54", "benefits"), "1/1/100.0000/0/1");
    // January to May are five month ends; on the last day of June the benefit has ended.
    assert_eq!(caseload("stock_average", "benefits"), "0.42///1.00/-0.58");
    assert_eq!(caseload("outflow_rate", "benefits"), "1/0.42/240.0000/0/1");
}

#[test]
fn touching_rows_are_one_spell_and_a_gap_is_not() {
    let benefits = "case_id;person_id;start;end;end_reason\n\
        c1;p1;2017-01-01;2018-03-31;32\n\
        c2;p1;2018-04-01;2018-08-31;11\n\
        c3;p2;2017-01-01;2018-03-31;32\n\
        c3;p2;2018-04-02;;\n";
    let lines = year("touch", &[("benefits.csv", benefits)]);
    let caseload = |figure, unit| get(&lines, "caseload", figure, "", unit);
    // p1 goes from one case to another without a gap: out once. p2 is back after one day: out and in.
    assert_eq!(caseload("outflow", "benefits"), "3///0/3");
    assert_eq!(caseload("outflow", "persons"), "2///0/2");
    assert_eq!(caseload("inflow", "persons"), "1///2/-1");
    assert_eq!(caseload("re_inflow", "persons"), "1/1/100.0000/0/1");
    // 254 fewer × 14,200 in small: 2 benefits on the last day of 2017, 1 a year later.
    assert_eq!(
        get(&lines, "savings", "savings_stock", "", "eur").split('/').next(),
        Some("14200.00")
    );
}

#[test]
fn work_within_the_window_counts_each_person_once() {
    let benefits = "person_id,start,end\np1,2016-01-01,2018-05-31\np2,2016-01-01,2018-05-31\n";
    // 31 days after the end still counts, 32 days does not.
    let placements = "person_id,start,end,kind,hours,wage_subsidy,sector\n\
        p1,2018-07-01,,part_time,,100.50,zorg\n\
        p1,2018-06-01,2018-12-31,,36,ja,zorg\n\
        p1,2018-06-01,2018-12-31,,36,ja,zorg\n\
        p2,2018-07-02,,full_time,,,\n";
    let files = [("benefits.csv", benefits), ("placements.csv", placements)];
    let lines = year("window", &files);
    let work = |figure, group, unit| get(&lines, "into_work", figure, group, unit);
    assert_eq!(work("into_work", "", "persons"), "1///0/1");
    assert_eq!(work("into_work", "full_time", "persons"), "1/1/100.0000/0/1");
    assert_eq!(work("into_work", "part_time", "persons"), "0/1/0.0000/0/0");
    assert_eq!(work("into_work", "unknown", "persons"), "");
    assert_eq!(work("placements_wage_subsidy", "", "placements"), "2/2/100.0000/0/2");
    assert_eq!(work("placements_wage_subsidy_amount", "", "eur"), "100.50///0.00/100.50");
    assert_eq!(
        get(&lines, "placements_by_sector", "placements", "zorg", "placements"),
        "2/2/100.0000/0/2"
    );
}

#[test]
fn programmes_count_persons_and_participations() {
    let benefits = "person_id,start,end\np1,2016-01-01,2018-05-31\n";
    let placements = "person_id,start\np1,2018-06-01\n";
    let programmes = "person_id,programme,kind,start,end,result\n\
        p1,A,health,2018-01-01,2018-02-28,completed\n\
        p1,A,health,2018-07-01,2018-12-31,dropout\n\
        p1,B,language,2018-07-01,2018-12-31,\n\
        p9,B,language,2018-01-01,,\n";
    let files = [
        ("benefits.csv", benefits),
        ("placements.csv", placements),
        ("programmes.csv", programmes),
    ];
    let lines = year("programmes", &files);
    let of = |figure, group, unit| get(&lines, "programmes", figure, group, unit);
    assert_eq!(of("participants", "", "persons"), "2///0/2");
    assert_eq!(of("participants", "B", "persons"), "2/2/100.0000/0/2");
    assert_eq!(of("participants_into_work", "A", "persons"), "1/1/100.0000/0/1");
    assert_eq!(of("participants_into_work", "B", "persons"), "0/2/0.0000/0/0");
    assert_eq!(of("participants_into_work", "", "persons"), "1/2/50.0000/0/1");
    assert_eq!(of("completed", "", "participations"), "1/3/33.3333/0/1");
    let results = |group| get(&lines, "programme_results", "result", group, "participations");
    assert_eq!(results("unknown"), "1/3/33.3333/0/1");
    assert_eq!(get(&lines, "participation", "participation", "", "persons"), "2///0/2");
    let without = get(&lines, "target_groups", "participants", "without_benefit", "persons");
    assert_eq!(without, "1/2/50.0000/0/1");
}

#[test]
fn retention_looks_182_and_365_days_ahead() {
    // p1 returns on day 183 after the end, p2 on day 182.
    let benefits = "case_id,person_id,start,end,end_reason\n\
        a,p1,2016-01-01,2017-01-31,11\na,p1,2017-08-02,,\n\
        b,p2,2016-01-01,2017-01-31,13\nb,p2,2017-08-01,,\n";
    let lines = year("retention", &[("benefits.csv", benefits)]);
    let retention = |figure| get(&lines, "retention", figure, "", "persons");
    assert_eq!(retention("not_returned_6m"), "1/2/50.0000/0/1");
    assert_eq!(retention("not_returned_12m"), "0/2/0.0000/0/0");
    // No placements: not available, never 0.
    assert_eq!(retention("still_employed_6m"), "////");
}

#[test]
fn dutch_headers_dates_and_amounts() {
    let benefits = "Dossiernr;Clientnummer;Startdatum periodiek algemeen;\
        Einddatum periodiek algemeen;Omschrijving leefvorm;geboortejaar;Maandbedrag;Wijk\n\
        007;1;31-12-2017;30-09-2018;Alleenstaande;1991;\"1.050,25\";Noord\n";
    let payments = "Dossiernr;Maand;Bedrag\n007;2018-01;100,00\n007;2018-01;100,00\n";
    let lines = year("dutch", &[("uitkeringen.csv", benefits), ("betalingen.csv", payments)]);
    assert_eq!(get(&lines, "outflow_by_age", "outflow", "27-34", "benefits"), "1/1/100.0000/0/1");
    assert_eq!(
        get(&lines, "outflow_by_household", "outflow", "single", "benefits"),
        "1/1/100.0000/0/1"
    );
    assert_eq!(
        get(&lines, "outflow_by_duration", "outflow", "6-12m", "benefits"),
        "1/1/100.0000/0/1"
    );
    // October, November, December at 1,050.25.
    assert_eq!(get(&lines, "savings", "savings_ended", "", "eur"), "3150.75///0.00/3150.75");
    assert_eq!(get(&lines, "savings", "savings_paid", "", "eur"), "-200.00///0.00/-200.00");
}

#[test]
fn numbers_round_half_away_from_zero() {
    assert_eq!(Ratio::new(-1, 200).text(2), "-0.01");
    assert_eq!(Ratio::new(-1, 201).text(2), "0.00");
    assert_eq!(Ratio::new(25, 10).text(0), "3");
    assert_eq!(share(Ratio::count(2), Ratio::count(3)), "66.6667");
    assert_eq!(share(Ratio::count(2), Ratio::count(0)), "");
    assert_eq!(read::hundredths("€ 1.234,5"), Ok(Some(123_450)));
    assert_eq!(read::hundredths("-12.34"), Ok(Some(-1234)));
    assert_eq!(read::date("99999999"), Ok(None));
    assert_eq!(read::date("20180331"), Ok(Some(day("2018-03-31"))));
    assert!(read::date("31-02-2018").is_err());
}

#[test]
fn only_rows_of_the_municipality_exist_and_the_rest_is_folded() {
    let folder = std::env::temp_dir().join(format!("count-{}-towns", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let settings = "municipality = \"A\"\n[coverage]\nfrom = 2016-01-01\nto = 2018-12-31\n";
    let benefits = "person_id,municipality,start,end\np1,A,2016-01-01,\np2,,2016-01-01,\n\
        p3,B,2016-01-01,\np4,A,2016-01-01,\n";
    let placements = "person_id,start,sector\np1,2018-02-01,x\np2,2018-02-01,y\n\
        p2,2018-03-01,y\np4,2018-02-01,z\np4,2018-03-01,\np3,2018-02-01,z\n";
    fs::write(folder.join("outflow.toml"), settings).unwrap();
    fs::write(folder.join("benefits.csv"), benefits).unwrap();
    fs::write(folder.join("placements.csv"), placements).unwrap();
    let year = (day("2018-01-01"), day("2018-12-31"));
    let of = |town, top| count(&folder, year.0, year.1, None, None, town, top);
    let stock = |town| get(&of(Some(town), None), "caseload", "stock_end", "", "persons");
    assert_eq!(stock("A"), "3////");
    assert_eq!(stock("B"), "1////");
    let all = of(None, Some(1));
    let sectors: Vec<(&str, &str)> = all
        .iter()
        .filter(|line| line.table == "placements_by_sector")
        .map(|line| (line.group.as_str(), line.value.as_str()))
        .collect();
    // y and z have two each: y comes first by name.
    assert_eq!(sectors, [("", "6"), ("y", "2"), ("rest", "3"), ("unknown", "1")]);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let folder = std::env::temp_dir().join(format!("count-{}-order", std::process::id()));
    for seed in 1..=5 {
        let _ = fs::remove_dir_all(&folder);
        super::random::write_random(&folder, seed);
        let lines = || {
            let (from, to) = (day("2017-01-01"), day("2017-12-31"));
            let before = Some((day("2016-01-01"), day("2016-12-31")));
            count(&folder, from, to, before, None, None, Some(2))
        };
        let first = lines();
        for name in ["benefits.csv", "placements.csv", "programmes.csv", "payments.csv"] {
            let Ok(text) = fs::read_to_string(folder.join(name)) else { continue };
            let mut rows: Vec<&str> = text.lines().collect();
            rows[1..].reverse();
            fs::write(folder.join(name), rows.join("\n") + "\n").unwrap();
        }
        assert_eq!(first, lines(), "seed {seed}");
    }
    fs::remove_dir_all(&folder).unwrap();
}
