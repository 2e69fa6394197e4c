//! A year that is not over, and a town with everything configured: the sample of a town that does not exist.

use std::path::Path;

use crate::command::Outflow;

const TOWN: &str = "examples/voorbeeldstad";

fn text(command: &str) -> String {
    let run = Outflow::new().args(command).args("--lang en --data").arg(TOWN);
    run.cwd(Path::new(env!("CARGO_MANIFEST_DIR"))).run().stdout().to_owned()
}

/// A text without the breaks of its lines.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The line of a table that begins with these words, without the spaces around its cells.
fn cells(text: &str, label: &str) -> Vec<String> {
    let line = text.lines().find(|line| line.starts_with(label)).expect("such a line");
    line[label.len()..].split_whitespace().map(str::to_owned).collect()
}

#[test]
fn what_happened_so_far_is_not_set_against_a_whole_year() {
    let report = text("report --year 2025 --partial");
    let expected = "\
Voorbeeldstad, 2025: benefits and work (compared with 2024)
Rejected: 0 of 3,807 rows. For internal use.
! PROVISIONAL: data run to 30 September 2025, so 3 of 12 months are missing.
! What happened so far has no change: it is not set against all of 2024.

       593  benefits on 31 December, by the data up to 30 September: 21 fewer
            than a year earlier (−3.4%)
       677  people on benefit: 23 fewer (−3.3%); a couple is one benefit
     196.2  people on benefit per 10,000 inhabitants of 18 and over (BBV): 7.8
            fewer (−3.8%)
            Inflow 119, outflow 140.
        86  people into work so far; most jobs in zorg: 15 of 87
    € 5.9m  paid in benefits so far
    € 7.8m  for benefits expected in 2025; with what earlier years were off by,
            the same sum gives € 7,823,384 to € 7,837,310; budget € 9.0m
";
    assert_eq!(report[..expected.len()], *expected);
    assert_eq!(
        cells(&report, "End of the year"),
        "593 614 −21 −3.4% 677 700 −23 −3.3%".split(' ').collect::<Vec<_>>()
    );
    assert_eq!(cells(&report, "+ Inflow"), ["119", "173", "126", "187"]);
    assert_eq!(cells(&report, "Paid in benefits"), ["5,907,789", "8,057,064"]);
    // a number for other programs keeps its place: these know what they compare
    let figures = Outflow::report("--year 2025 --partial --data")
        .arg(TOWN)
        .cwd(Path::new(env!("CARGO_MANIFEST_DIR")))
        .figures();
    assert_eq!(figures.row("caseload/inflow//benefits").change, "-54");
}

#[test]
fn sentences_say_up_to_which_day_they_count() {
    let story = text("story --year 2025 --partial --internal");
    let flat = on_one_line(&story);
    for sentence in [
        "In 2025 up to 30 September, 86 people on benefit in Voorbeeldstad found work.",
        "By the data up to 30 September, 677 people in Voorbeeldstad were on benefit. That is 23 fewer than on 31 December 2024",
        "The municipality paid 5.9 million euros in benefits in 2025 up to 30 September. Does",
    ] {
        assert!(flat.contains(sentence), "{sentence}\n{story}");
    }
    assert!(!flat.contains("than in 2024") && !flat.contains("Less paid"), "{story}");
    let page = text("summary --year 2025 --partial --internal");
    assert_eq!(cells(&page, "Paid (euros)"), ["8,162,654", "8,057,064", "5,907,789"]);
    assert!(page.contains("The number of benefits fell by 3.4% to 593.\n\n"), "{page}");
}

#[test]
fn what_is_configured_stands_in_the_short_report_and_on_one_page() {
    let report = text("report --year 2024");
    for title in
        ["\nTargets\n", "\nPer 1,000 and 10,000 inhabitants\n", "\nBeside other regions (CBS)\n"]
    {
        assert!(report.contains(title), "{title}{report}");
    }
    assert_eq!(
        cells(&report, "BBV: people on benefit per 10,000"),
        ["204.1", "205.6", "−1.5", "34,300"]
    );
    assert!(
        !report.contains("People on benefit per 10,000,"),
        "it is that per 1,000 times ten: {report}"
    );
    assert_eq!(cells(&report, "Number at the end: IOAW"), ["14", "15,130"]);
    let page = on_one_line(&text("summary --year 2024 --internal"));
    for line in [
        "left of the budget (BUIG) of € 8.9m",
        "- People into work: target 110, reached 106, still to go +4",
        "BBV: on benefit per 10,000",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
}

#[test]
fn a_table_without_the_period_is_named() {
    let report = text("report --year 2025 --partial");
    let flat = on_one_line(&report);
    assert!(
        flat.contains(
            "Benchmark: CBS, 37789ksz-verzonnen has no figures of this period, so none are shown."
        ),
        "{report}"
    );
}

/// The last year of a table of StatLine is provisional, the ones before are not: their numbers have columns apart.
#[test]
fn a_series_has_a_column_for_what_is_provisional_in_some_period() {
    let trend = text("trend --every year --figure inflow,persons_per_1000");
    let note = "People on benefit per 1,000: not available for 2021 to 2022";
    let flat = on_one_line(&trend);
    assert!(flat.contains(note), "{trend}");
    let table =
        trend.split("Beside other regions (CBS): inflow").nth(1).expect("a table of regions");
    assert_eq!(cells(table, "2024"), ["187", "102,230", "100"], "{table}");
    assert_eq!(cells(table, "2023"), ["177", "106,270", "100"], "{table}");
    let place = |year: &str, number: &str| {
        let line = table.lines().find(|line| line.starts_with(year)).expect("a line of the year");
        line.find(number).map(|at| at + number.len())
    };
    assert!(place("2024", "102,230") > place("2023", "106,270"), "{table}");
}
