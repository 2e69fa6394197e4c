//! Rows that cannot be read: how many a file may miss, and where every form of output says so.

use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use tempfile::TempDir;

use crate::command::{Outflow, Run};

const COVERAGE: &str = "[coverage]\nfrom = 2017-01-01\nto = 2018-12-31\n";
const HEADER: &str = "case_id;person_id;start;end;birth_date;sex\n";

/// A folder with an export of so many rows, of which so many have a date that does not exist.
fn folder(rows: usize, bad: usize, config: &str) -> TempDir {
    let row = |number: usize| {
        let start = if number < bad { "31-02-2018" } else { "01-02-2018" };
        let end = if number + 1 == rows { "30-06-2018" } else { "" };
        format!("A{number};P{number};{start};{end};01-01-1980;M\n")
    };
    let export = HEADER.to_owned() + &(0..rows).map(row).collect::<String>();
    with(&[("uitkeringen.csv", &export), ("outflow.toml", config)])
}

fn with(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files.iter().filter(|(_, text)| !text.is_empty()) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn run(folder: &TempDir, arguments: &str) -> Run {
    Outflow::new().args(arguments).args("--data .").cwd(folder.path()).run()
}

/// Ten rows, or one in a hundred, may be missing from a report; more than half, or all, never.
#[test]
fn a_file_is_refused_where_more_than_a_few_rows_cannot_be_read() {
    for (rows, bad, status) in [
        (0, 0, 0),
        (5, 0, 0),
        (1000, 10, 3),
        (1000, 11, 1),
        (1100, 11, 3),
        (20, 10, 3),
        (19, 10, 1),
        (2, 1, 3),
        (1, 1, 1),
    ] {
        let made = run(&folder(rows, bad, COVERAGE), "report --year 2018 --partial");
        assert_eq!(made.status, Some(status), "{bad} of {rows}: {}", made.stderr);
        assert_eq!(made.stdout.is_empty(), status == 1, "{bad} of {rows}");
    }
}

#[test]
fn a_refusal_says_how_many_why_which_and_what_to_do() {
    let export = folder(400, 80, COVERAGE);
    let made = run(&export, "report --year 2018");
    assert_eq!(
        made.stderr,
        "outflow: 80 of 400 rows of ./uitkeringen.csv could not be read: too many to report on the others.
  80 × a date that does not exist
  ./uitkeringen.csv:2: column start: \"31-02-2018\": a date that does not exist
  ./uitkeringen.csv:3: column start: \"31-02-2018\": a date that does not exist
  ./uitkeringen.csv:4: column start: \"31-02-2018\": a date that does not exist
  Correct them in the source system and export again. `--allow-rejects 80` or `--allow-rejects 20%` accepts them knowingly; they then do not count.
"
    );
    let dutch = run(&export, "report --year 2018 --lang nl").stderr;
    let first = "outflow: 80 van de 400 rijen van ./uitkeringen.csv konden niet worden gelezen: te veel om over de andere te rapporteren.\n  80 × een datum die niet bestaat\n";
    assert!(dutch.starts_with(first), "{dutch}");
}

/// A number of rows or a share of each file is accepted knowingly: the report is made, with status 0.
#[test]
fn rows_are_accepted_by_number_or_by_percentage() {
    let export = folder(1000, 50, COVERAGE);
    for (accepted, status) in [("50", 0), ("5%", 0), ("100%", 0), ("49", 1), ("4.99%", 1), ("0", 1)]
    {
        let made = run(&export, &format!("report --year 2018 --allow-rejects {accepted}"));
        assert_eq!(made.status, Some(status), "{accepted}: {}", made.stderr);
    }
    let few = folder(1000, 5, COVERAGE);
    for (accepted, status) in [("4", 3), ("0.4%", 3), ("5", 0), ("0,5%", 0)] {
        let made = run(&few, &format!("report --year 2018 --allow-rejects {accepted}"));
        assert_eq!(made.status, Some(status), "{accepted}: {}", made.stderr);
    }
    for nonsense in ["half", "101%", "-1", "1.5"] {
        let made = run(&few, &format!("report --year 2018 --allow-rejects={nonsense}"));
        assert_eq!(made.status, Some(2), "{nonsense}");
    }
}

/// No command that counts makes anything of such a file; a check shows all that is wrong with it.
#[test]
fn every_command_refuses_and_a_check_shows() {
    let export = folder(40, 30, COVERAGE);
    for command in [
        "report --year 2018",
        "story --year 2018",
        "trend --every quarter",
        "table outflow --rows sex --year 2018",
        "cohorts",
        "cases outflow --year 2018",
        "explain outflow --year 2018",
    ] {
        let made = run(&export, command);
        assert_eq!((made.status, made.stdout()), (Some(1), ""), "{command}: {}", made.stderr);
        assert!(
            made.stderr.contains("30 of 40 rows of ./uitkeringen.csv"),
            "{command}: {}",
            made.stderr
        );
    }
    let revise = Outflow::new().args("revise --year 2018 . .").cwd(export.path()).run();
    assert_eq!(revise.status, Some(1), "{}", revise.stderr);
    let check = run(&export, "check --format csv");
    assert_eq!(check.status, Some(3), "{}", check.stderr);
    let findings = check.stdout().lines().filter(|line| !line.contains(",rows_"));
    let mut findings = findings.filter(|line| !line.contains(",rejected_r"));
    let first = findings.nth(1).unwrap_or_default();
    assert!(first.contains(",error,too_many_rejected,"), "{first}");
    assert_eq!(check.stdout().matches(",rejected_row,start,31-02-2018,").count(), 20);
    let page = run(&export, "check");
    assert!(
        page.stdout().lines().nth(1).unwrap().starts_with("! 30 of 40 rows of "),
        "{}",
        page.stdout()
    );
}

/// Nothing that has figures may be read without the number of rows that they leave out.
#[test]
fn every_form_says_in_its_first_lines_what_was_left_out() {
    let export = folder(1200, 12, COVERAGE);
    let english = "12 of 1,200 rows of ./uitkeringen.csv could not be read and are not counted; `outflow check` says which and why.";
    let dutch = "12 van de 1.200 rijen van ./uitkeringen.csv zijn niet te lezen en tellen niet mee; `outflow check` zegt welke en waarom.";
    for (lang, sentence) in [("en", english), ("nl", dutch)] {
        let made = |arguments: &str| {
            let made = run(&export, &format!("{arguments} --lang {lang}"));
            assert_eq!(made.status, Some(3), "{arguments}: {}", made.stderr);
            assert!(made.stderr.starts_with(&format!("outflow: {sentence}\n")), "{}", made.stderr);
            made
        };
        let escaped = sentence.replace('`', "\\`");
        for command in [
            "report --year 2018",
            "trend --every year",
            "table outflow --rows sex --year 2018",
            "cohorts",
            "cases outflow --year 2018 --format table",
            "explain outflow --year 2018",
        ] {
            let text = made(command);
            let words: Vec<_> = text.stdout().lines().take(4).collect();
            let words = words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains(&format!("! {sentence}")), "{command}: {words}");
            assert!(text.stdout().lines().all(|line| line.chars().count() <= 79), "{command}");
            let markdown =
                made(&format!("{} --format markdown", command.replace(" --format table", "")));
            let first: Vec<_> = markdown.stdout().lines().take(5).collect();
            assert!(first.contains(&&*format!("> {escaped}")), "{command}: {first:?}");
        }
        let page = made("report --year 2018 --format html");
        let caution =
            format!("<p class=\"caution\" role=\"note\">{}</p>", sentence.replace('`', "&#96;"));
        let (found, figures) =
            (page.stdout().find("class=\"caution\""), page.stdout().find("class=\"facts\""));
        assert!(found.is_some() && found < figures, "{caution}");
        let json: serde_json::Value =
            serde_json::from_slice(&made("report --year 2018 --format json").stdout).unwrap();
        assert_eq!(json["warnings"], serde_json::json!([sentence]));
        assert_eq!(json["notes"][0]["text"], sentence);
        let workbook = made("report --year 2018 --format xlsx").stdout;
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).unwrap();
        let front = workbook.worksheet_range_at(0).unwrap().unwrap();
        assert_eq!(front.get_value((2, 1)), Some(&Data::String(sentence.to_owned())));
        let story = made("story --year 2018");
        let (first, _) = story.stdout().split_once("\n\n").unwrap();
        let words: Vec<_> = first.split_whitespace().collect();
        assert!(words.join(" ").ends_with(&format!("! {sentence}")), "{}", story.stdout());
        for form in ["markdown", "html"] {
            let story = made(&format!("story --year 2018 --format {form}"));
            assert!(story.stdout().contains("12 "), "{form}");
        }
        let csv = made("report --year 2018 --format csv --section caseload");
        let mut rows = csv::Reader::from_reader(csv.stdout.as_slice());
        let notes = rows.records().map(|row| row.unwrap().iter().next_back().unwrap().to_owned());
        assert!(notes.into_iter().all(|note| note == "rows rejected"));
    }
}

/// Where no coverage is written down, every form says from when to when it is taken to be.
#[test]
fn a_guessed_coverage_is_said_first() {
    let rows = "1;a;01-02-2018;30-04-2018;;\n2;b;01-06-2018;;;\n3;c;31-02-2018;;;\n";
    let export = with(&[("uitkeringen.csv", &(HEADER.to_owned() + rows))]);
    let csv = run(&export, "report --period 2018-05 --format csv --section caseload");
    assert!(csv.stdout().contains(",rows rejected; coverage guessed\n"), "{}", csv.stdout());
    let text = run(&export, "report --period 2018-05");
    let words = text.stdout().split_whitespace().collect::<Vec<_>>().join(" ");
    let coverage =
        "is a guess from the dates; write [coverage] with `from` and `to` in outflow.toml.";
    assert!(words.contains(coverage), "{words}");
    let json = run(&export, "report --period 2018-05 --lang nl --format json");
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let last = json["warnings"][1].as_str().unwrap();
    assert!(
        last.starts_with("De periode 2018-04-01 t/m 2018-06-30")
            && last.contains("is geraden uit de datums"),
        "{last}"
    );
}

/// A period of which no day is covered has no figures, also provisional ones.
#[test]
fn a_part_of_nothing_is_refused() {
    let export = folder(30, 0, COVERAGE);
    let made = run(&export, "report --year 2015 --partial");
    assert_eq!((made.status, made.stdout()), (Some(1), ""));
    assert!(made.stderr.contains("no data covers any day of 2015"), "{}", made.stderr);
    assert!(made.stderr.contains("2017-01-01 to 2018-12-31"), "{}", made.stderr);
    assert_eq!(run(&export, "report --year 2019 --partial").status, Some(1));
    assert_eq!(run(&export, "report --from 2018-12-31 --to 2019-03-31 --partial").status, Some(0));
}

/// Two exports that number people differently give figures on work that are far too low.
#[test]
fn exports_that_do_not_meet_say_so_under_the_status() {
    let benefits = "case_id;person_id;start;end\n1;a;01-02-2018;\n2;b;01-02-2018;\n";
    let placements = |persons: [&str; 4]| {
        let row = |person: &str| format!("{person};01-05-2018;full_time\n");
        "person_id;start;kind\n".to_owned() + &persons.map(row).concat()
    };
    let made = |persons| {
        let placements = placements(persons);
        let files = [
            ("benefits.csv", benefits),
            ("placements.csv", &*placements),
            ("outflow.toml", COVERAGE),
        ];
        run(&with(&files), "report --year 2018").stdout().lines().nth(2).unwrap().to_owned()
    };
    let line = made(["a", "x1", "x2", "x2"]);
    assert!(
        line.starts_with("! 2 of 3 people with a placement are not in the benefits export"),
        "{line}"
    );
    assert_eq!(made(["a", "b", "x1", "x2"]), "");
}

/// What a check finds and what changes a figure stands in the notes of the report too.
#[test]
fn the_notes_of_a_report_say_what_a_check_finds() {
    let benefits = "Gemeentecode;case_id;person_id;start;end;end_reason;birth_date;sex\n\
        899;1;00001;01-03-2017;;;01-01-1910;M\n\
        899;2;00002;01-03-2017;30-06-2018;;01-01-1980;M\n\
        899;3;00002;01-04-2018;;;01-01-1981;V\n\
        899;4;00003;01-04-2018;;;05-05-2010;V\n\
        899;5;00004;01-04-2018;;;01-01-1979;V\n\
        899;6;00007;01-04-2018;;;;V\n\
        899;5;00005;01-04-2018;;;01-01-1980;V\n\
        899;5;00006;01-04-2018;01-03-2019;;01-01-1980;V\n";
    let payments = "case_id;month;amount\n1;2018-03;800,00\n1;2018-03;800,00\n";
    let files =
        [("benefits.csv", benefits), ("payments.csv", payments), ("outflow.toml", COVERAGE)];
    let folder = with(&files);
    let json = run(&folder, "report --year 2018 --format json");
    assert_eq!(json.status, Some(0), "{}", json.stderr);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let notes: Vec<&str> =
        json["notes"].as_array().unwrap().iter().map(|note| note["id"].as_str().unwrap()).collect();
    let check = run(&folder, "check --format csv");
    for id in [
        "older_than_100",
        "lost_zeros",
        "identical_payments",
        "two_benefits",
        "two_persons_one_number",
        "younger_than_18",
        "crowded_cases",
        "after_coverage",
    ] {
        assert!(notes.contains(&id), "{id}: {notes:?}");
        assert!(check.stdout().contains(&format!(",warning,{id},")), "{id}: {}", check.stdout());
    }
    for id in ["without_birth_date", "without_end_reason"] {
        assert!(notes.contains(&id), "{id}: {notes:?}");
    }
}
