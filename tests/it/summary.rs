//! `outflow summary`: one page, the same in every form, with the numbers of the CSV of the same run.

use std::fs;
use std::io::{Cursor, Read};

use crate::command::Outflow;
use crate::figures::Figures;

const RUNS: [&str; 4] = [
    "--year 2018 --data data/heerlen --internal",
    "--year 2018 --data data/heerlen",
    "--period 2021-H1 --data data/maasgouw --internal",
    "--period 2021-H1 --data data/maasgouw",
];

/// A count of the CSV as the summary of a language writes it.
fn written(count: &str, lang: &str) -> String {
    let mark = if lang == "nl" { "." } else { "," };
    match count.len() {
        0..=3 => count.to_owned(),
        length => format!("{}{mark}{}", &count[..length - 3], &count[length - 3..]),
    }
}

/// The text of a document for a word processor: what stands between its tags.
pub(crate) fn text_of_docx(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let paragraphs = xml.replace("</w:p>", "\n");
    let mut text = String::new();
    let mut is_tag = false;
    for character in paragraphs.chars() {
        match character {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            _ if !is_tag => text.push(character),
            _ => {}
        }
    }
    text
}

/// The lines of the table of indicators: each label and its cells.
fn indicators(text: &str) -> Vec<Vec<String>> {
    let table = text.lines().skip_while(|line| !line.starts_with('─')).skip(1);
    let cells = |line: &str| {
        line.split("  ")
            .map(|cell| cell.trim().to_owned())
            .filter(|cell| !cell.is_empty())
            .collect()
    };
    table.take_while(|line| !line.is_empty()).map(cells).collect()
}

#[test]
fn the_numbers_are_those_of_the_csv() {
    let places = [
        (0, "caseload", "stock_end", "benefits"),
        (1, "caseload", "stock_end", "persons"),
        (2, "caseload", "inflow", "benefits"),
        (3, "caseload", "outflow", "benefits"),
        (5, "into_work", "into_work", "persons"),
        (10, "programmes", "participants", "persons"),
    ];
    for options in RUNS {
        let is_internal = options.ends_with("--internal");
        let of_report = match options.strip_suffix(" --internal") {
            Some(options) => options.to_owned(),
            None => format!("{options} --publish"),
        };
        let figures = Figures::parse(&Outflow::report(&of_report).args("--format csv").text());
        for lang in ["en", "nl"] {
            let text = Outflow::new().args("summary").args(options).args("--lang").arg(lang).text();
            assert!(text.lines().count() < 60, "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= 79), "{text}");
            let lines = indicators(&text);
            assert_eq!(lines.len(), 12, "{text}");
            for (line, table, figure, unit) in places {
                let row = figures.rows.iter().find(|row| {
                    (&*row.table, &*row.figure, &*row.group, &*row.unit)
                        == (table, figure, "", unit)
                });
                let row = row.unwrap();
                let cells = &lines[line];
                // with the year before the last one, for those who may see it
                let now = if is_internal { 3 } else { 2 };
                assert_eq!(cells[now], written(&row.value, lang), "{options} {lang}: {cells:?}");
                assert_eq!(cells[now - 1], written(&row.previous, lang), "{options}: {cells:?}");
            }
        }
    }
}

/// The third number of a line is that of the report of the comparison period.
#[test]
fn the_earliest_year_is_that_of_its_own_report() {
    let summary = Outflow::new().args("summary").args(RUNS[0]).text();
    let earlier = Outflow::report("--year 2016 --data data/heerlen").figures();
    let of = |table: &str, figure: &str, unit: &str| {
        let found = earlier.rows.iter().find(|row| {
            (&*row.table, &*row.figure, &*row.group, &*row.unit) == (table, figure, "", unit)
        });
        written(&found.unwrap().value, "en")
    };
    let lines = indicators(&summary);
    assert_eq!(lines[0][1], of("caseload", "stock_end", "benefits"));
    assert_eq!(lines[2][1], of("caseload", "inflow", "benefits"));
    assert_eq!(lines[5][1], of("into_work", "into_work", "persons"));
    assert_eq!(lines[10][1], of("programmes", "participants", "persons"));
}

/// The numbers of the press report of Heerlen, read off the page as it comes.
#[test]
fn a_council_reads_the_numbers_of_the_press_report() {
    let text = Outflow::new().args("summary").args(RUNS[0]).text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "The number of benefits fell by 4.9% to 4,983. Fewer benefits began than in 2017; about as many ended.",
        "939 people into work: +37 (+4.1%)",
        "43.0% of outflow by work: +1.6 pp",
        "€ 62.7m paid in benefits: −€ 2.3m (−3.6%)",
        "€ 3.6m a year is what 254 fewer benefits are worth at € 14,200 each",
        "It is not what was saved in 2018.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn every_form_says_the_same_and_line_two_for_whom_it_is() {
    for (options, status) in [
        (RUNS[0], "Complete to 31 December 2018. Rejected: 0 of 20,879 rows. For internal use."),
        (RUNS[1], "counts under 10 are suppressed (x)"),
    ] {
        let made = |form: &str| {
            let run = Outflow::new().args("summary").args(options).args("--format").arg(form).run();
            assert_eq!(run.status, Some(0), "{}", run.stderr);
            run.stdout
        };
        let text = String::from_utf8(made("text")).unwrap();
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            one_line(&text.lines().skip(1).take(2).collect::<Vec<_>>().join(" ")).contains(status)
        );
        let html = String::from_utf8(made("html")).unwrap();
        let markdown = String::from_utf8(made("markdown")).unwrap();
        let docx = text_of_docx(&made("docx"));
        assert_eq!(html.matches("<article class=\"sheet\"").count(), 1);
        for form in [&html, &markdown, &docx] {
            assert!(one_line(form).contains(status), "{form}");
            for line in indicators(&text) {
                for cell in &line {
                    let cell =
                        if form == &markdown { cell.replace('~', "\\~") } else { cell.clone() };
                    assert!(form.contains(&cell), "{cell} in {form}");
                }
            }
        }
    }
}

/// What may not leave the house is not in it: no course by month, no third year, no exact amount.
#[test]
fn what_is_not_assessed_is_left_out_of_a_published_page() {
    let page =
        |options: &str| Outflow::new().args("summary").args(options).args("--format html").text();
    let (internal, published) = (page(RUNS[0]), page(RUNS[1]));
    assert!(internal.contains("From 5,377 to 4,983 benefits in 3 years"));
    assert!(!published.contains("5,377") && !published.contains(">2016</th>"));
    assert!(internal.contains(">2016</th>"));
    assert!(!published.contains("62.7"), "what was paid is hidden here");
}

#[test]
fn the_ending_of_the_file_says_the_form() {
    let folder = tempfile::tempdir().unwrap();
    for (name, begins) in [
        ("a.docx", &b"PK"[..]),
        ("a.html", b"<!doctype html>"),
        ("a.md", b"# Benefits and work in Heerlen, 2018"),
        ("a.txt", b"Benefits and work in Heerlen, 2018\n"),
    ] {
        let path = folder.path().join(name);
        Outflow::new().args("summary").args(RUNS[1]).arg("--output").arg(&path).text();
        assert!(fs::read(&path).unwrap().starts_with(begins), "{name}");
    }
    let path = folder.path().join("a.xlsx");
    let run = Outflow::new().args("summary").args(RUNS[1]).arg("--output").arg(&path).run();
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("use .txt, .md, .html or .docx"), "{}", run.stderr);
}

/// A story is a document too, with its headline, status and sentences.
#[test]
fn a_story_is_a_document_for_a_word_processor() {
    let run = |form: &str| {
        let options = "story --year 2018 --data data/heerlen --lang nl --internal --format";
        let run = Outflow::new().args(options).arg(form).run();
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        run.stdout
    };
    let document = text_of_docx(&run("docx"));
    assert_eq!(run("docx"), run("docx"), "the same input gives the same bytes");
    let text = String::from_utf8(run("text")).unwrap();
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for paragraph in text.split("\n\n") {
        for sentence in one_line(paragraph).split_inclusive(". ") {
            assert!(one_line(&document).contains(sentence.trim()), "{sentence}: {document}");
        }
    }
}

/// Rows that could not be read are said under the title, in every form.
#[test]
fn rejected_rows_are_said_first() {
    let export = "case_id,person_id,start,end\n1,11,2017-03-01,\n2,12,2018-99-01,\n3,13,2018-02-01,2018-06-30\n";
    let toml = "[coverage]\nfrom = 2017-01-01\nto = 2018-12-31\n";
    let folder = crate::command::folder(&[("benefits.csv", export), ("outflow.toml", toml)]);
    let run = Outflow::new()
        .args("summary --year 2018 --internal --allow-rejects 5 --data")
        .arg(folder.path())
        .run();
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let lines: Vec<&str> = run.stdout().lines().collect();
    assert!(lines[2].starts_with("! 1 of 3 rows of "), "{lines:?}");
    assert!(lines[1..4].join(" ").contains("could not be read and is not counted"), "{lines:?}");
}
