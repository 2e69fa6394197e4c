//! `outflow story`: every number of it is a figure of the CSV of the same run.

use crate::command::Outflow;
use crate::workbook::rows;

const RUNS: [&str; 4] = [
    "--year 2018 --data data/heerlen",
    "--year 2018 --data data/heerlen --publish",
    "--period 2021-H1 --data data/maasgouw --publish",
    "--period 2021-H1 --data data/maasgouw",
];

/// The lines of the footnotes: the number, the figure as it is written, and where it stands in CSV.
fn footnotes(story: &str) -> Vec<(String, String, String)> {
    let lines = story.lines().filter(|line| line.trim_start().starts_with('['));
    let parts = lines.filter_map(|line| {
        let (mark, rest) = line.trim_start().strip_prefix('[')?.split_once(']')?;
        let (exact, rest) = rest.trim_start().split_once("  ")?;
        let place = rest.trim_end().rsplit("  ").next()?;
        Some((mark.to_owned(), exact.to_owned(), place.to_owned()))
    });
    parts.filter(|(_, _, place)| place.contains('/')).collect()
}

#[test]
fn every_number_is_a_figure_of_the_csv() {
    for options in RUNS {
        let story = Outflow::new().args("story").args(options).text();
        let csv = rows(&Outflow::report(options).args("--format csv").text());
        let footnotes = footnotes(&story);
        assert!(footnotes.len() > 8, "{options}: {story}");
        for (mark, exact, place) in &footnotes {
            let (path, column) = place.rsplit_once(' ').unwrap();
            let mut path = path.splitn(3, '/');
            let key = [path.next().unwrap(), path.next().unwrap(), path.next().unwrap_or("")];
            let column = csv[0].iter().position(|head| head == column).unwrap();
            let plain = exact.replace(['€', ',', '%', '+', ' '], "").replace('−', "-");
            let number: f64 = plain.parse().unwrap_or_else(|_| panic!("{exact}"));
            let of_key = csv.iter().filter(|row| row[2..5] == key.map(str::to_owned));
            let mut values = of_key.filter_map(|row| row[column].parse::<f64>().ok());
            assert!(
                values.any(|value| value.to_string() == number.to_string()),
                "{options}: {place} {exact}"
            );
            assert!(story.contains(&format!("[{mark}]")));
        }
    }
}

/// A number without a footnote is a year or a day.
#[test]
fn every_number_in_the_text_has_a_footnote() {
    for options in RUNS {
        for lang in ["en", "nl"] {
            let story = Outflow::new().args("story").args(options).args("--lang").arg(lang).text();
            let text =
                story.split("“").next().unwrap().lines().skip(1).collect::<Vec<_>>().join(" ");
            let words: Vec<&str> = text.split_whitespace().collect();
            for (index, word) in words.iter().enumerate() {
                let is_date = [
                    "30", "31", "2017", "2017.", "2018", "2018,", "2020", "2020.", "2021", "2021,",
                ];
                let is_number = word.chars().any(|c| c.is_ascii_digit()) && !is_date.contains(word);
                let end = words.len().min(index + 3);
                let noted = words[index..end].iter().any(|word| word.contains('['));
                assert!(!is_number || noted, "{options}: {word} in {text}");
            }
        }
    }
}

/// The three forms say the same; the page is one file that fetches nothing.
#[test]
fn a_page_fetches_nothing_and_has_a_target_for_every_mark() {
    let page = Outflow::new().args("story --format html --lang nl").args(RUNS[0]).text();
    assert!(page.contains("default-src 'none'") && page.starts_with("<!doctype html>"));
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"));
    for mark in page.split("href=\"#").skip(1) {
        let id = mark.split_once('"').unwrap().0;
        assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    assert!(page.contains("ruim 3,6 miljoen euro"));
}

/// What a published story says, the published report shows: nothing that is hidden there is told here.
#[test]
fn a_published_story_tells_nothing_that_is_hidden() {
    let options = RUNS[2];
    let (whole, published) = (
        footnotes(&Outflow::new().args("story").args(RUNS[3]).text()),
        footnotes(&Outflow::new().args("story").args(options).text()),
    );
    assert!(published.len() < whole.len(), "some sentences fall away");
    let places = |notes: &[(String, String, String)]| -> Vec<String> {
        // amounts are published in three digits
        let counts =
            notes.iter().filter(|(_, exact, _)| !exact.contains('€') && !exact.contains("euro"));
        counts.map(|(_, exact, place)| format!("{place} {exact}")).collect()
    };
    let (whole, published) = (places(&whole), places(&published));
    assert!(published.len() > 3);
    assert!(published.iter().all(|note| whole.contains(note)));
}
