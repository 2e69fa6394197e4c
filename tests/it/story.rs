//! `outflow story`: every number of it is a figure of the CSV of the same run.

use std::fs;

use crate::command::Outflow;
use crate::workbook::rows;

const RUNS: [&str; 4] = [
    "--year 2018 --data data/heerlen --internal",
    "--year 2018 --data data/heerlen",
    "--period 2021-H1 --data data/maasgouw",
    "--period 2021-H1 --data data/maasgouw --internal",
];

/// Where the numbers of a story come from: the rows of its trace, without the head.
fn trace(options: &str) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("trace.csv");
    Outflow::new().args("story").args(options).arg("--trace").arg(&file).text();
    rows(&fs::read_to_string(file).unwrap()).split_off(1)
}

/// The options by which a report shows what a story shows.
fn of_report(options: &str) -> String {
    match options.strip_suffix(" --internal") {
        Some(options) => options.to_owned(),
        None => format!("{options} --publish"),
    }
}

#[test]
fn every_number_is_a_figure_of_the_csv() {
    for options in RUNS {
        let csv = rows(&Outflow::report(&of_report(options)).args("--format csv").text());
        let trace = trace(options);
        assert!(trace.len() > 8, "{options}: {trace:?}");
        let place = |name: &str| csv[0].iter().position(|head| head == name).unwrap();
        for row in &trace {
            let [_, _, exact, table, figure, group, unit, column, ..] = row.as_slice() else {
                panic!("{row:?}")
            };
            // what was paid is an input of the saving that it is told with
            if figure == "savings_paid" {
                continue;
            }
            let key = [("table", table), ("figure", figure), ("group", group), ("unit", unit)];
            let of_key =
                csv.iter().find(|of| key.iter().all(|(name, text)| of[place(name)] == **text));
            let of_key = of_key.unwrap_or_else(|| panic!("{options}: {row:?}"));
            let number = |name: &str| of_key[place(name)].parse::<f64>().unwrap();
            let known = match column.as_str() {
                "change_percent" => 100.0 * number("change") / number("previous"),
                column => number(column),
            };
            let exact: f64 = exact.parse().unwrap();
            assert!((known.abs() - exact).abs() < 0.000_051, "{options}: {row:?} {known}");
        }
    }
}

/// Every number in the text is traced, but for years and days; no mark stands in a sentence.
#[test]
fn every_number_in_the_text_is_traced() {
    for options in RUNS {
        for lang in ["en", "nl"] {
            let options = format!("{options} --lang {lang}");
            let story = Outflow::new().args("story").args(&options).text();
            let text = story.split("\n\n").skip(1).collect::<Vec<_>>().join("\n");
            let traced = trace(&options);
            let written: Vec<&str> = traced.iter().map(|row| row[1].as_str()).collect();
            let written = written.join(" ");
            for word in text.split_whitespace() {
                let number = word.trim_matches(|c: char| !c.is_ascii_digit());
                let is_date = ["30", "31", "2017", "2018", "2020", "2021"].contains(&number);
                assert!(
                    number.is_empty() || is_date || written.contains(number),
                    "{word} in {text}"
                );
            }
            assert!(!text.contains("[1]") && text.lines().all(|line| line.chars().count() <= 79));
        }
    }
}

/// The press sentences of the two samples, in both languages.
#[test]
fn the_texts_of_the_samples() {
    let words = |options: &str| {
        let text = Outflow::new().args("story").args(options).text();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let dutch = words("--year 2018 --data data/heerlen --internal --lang nl");
    for sentence in [
        "Ruim 900 mensen in Heerlen gingen vanuit de bijstand aan het werk",
        "Van hen kregen 514 mensen een voltijdbaan en 387 een deeltijdbaan. 38 mensen begonnen voor zichzelf.",
        "Niet iedereen is daarmee uit de bijstand",
        "Dat zijn er 317 minder dan een jaar eerder, een daling van 5 procent.",
        "De gemeente betaalde in 2018 62,7 miljoen euro aan uitkeringen.",
        "Dan scheelt dat ruim 3,6 miljoen euro per jaar.",
        "Bij Baanbrekend Werk waren dat 280 van de 1.004 deelnemers, bij Werk voor Heerlen 105 van de 247.",
        "Of het traject daarvoor zorgde, blijkt niet uit de cijfers.",
        "[Citaat wethouder] · [Contact voor de pers]",
    ] {
        assert!(dutch.contains(sentence), "{sentence}: {dutch}");
    }
    let english = words("--year 2018 --data data/heerlen --internal --lang en");
    assert!(
        english.contains("That is 317 fewer than a year earlier, a fall of 5 percent."),
        "{english}"
    );
    assert!(!dutch.contains("bespar") && !english.contains("saved"));
}

/// A story is for the press unless it says otherwise, and it says which in its second line.
#[test]
fn small_counts_are_hidden_unless_it_is_internal() {
    let second = |options: &str| {
        let text = Outflow::new().args("story --lang en").args(options).text();
        text.lines().nth(1).unwrap().to_owned()
    };
    assert!(second(RUNS[1]).contains("For publication: counts under 10 are suppressed"));
    assert!(second(RUNS[0]).contains("For internal use."));
    let both = Outflow::new().args("story").args(RUNS[0]).args("--publish").run();
    assert_eq!(both.status, Some(2), "{}", both.stderr);
    let none = Outflow::new().args("story").args(RUNS[0]).args("--min-cell 5").run();
    assert_eq!(none.status, Some(2), "{}", none.stderr);
}

/// The page is one file that fetches nothing, with the numbers of its sentences in a fold.
#[test]
fn a_page_fetches_nothing() {
    let page = Outflow::new().args("story --format html --lang nl").args(RUNS[0]).text();
    assert!(page.contains("default-src 'none'") && page.starts_with("<!doctype html>"));
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"));
    assert!(page.contains("ruim 3,6 miljoen euro") && page.contains("<details>"));
}

/// What a published story says, the published report shows: nothing that is hidden there is told here.
#[test]
fn a_published_story_tells_nothing_that_is_hidden() {
    let (whole, published) = (trace(RUNS[3]), trace(RUNS[2]));
    assert!(published.len() < whole.len(), "some sentences fall away");
    let counts = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
        // amounts are published in three digits
        let counts = rows.iter().filter(|row| row[6] != "eur");
        counts.map(|row| row[2..9].to_vec()).collect()
    };
    let (whole, published) = (counts(&whole), counts(&published));
    assert!(published.len() > 3);
    assert!(published.iter().all(|row| whole.contains(row)));
}
