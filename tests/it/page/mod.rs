//! The report as a page: the same figures as every other form, and nothing that a page must not have.
#![allow(
    clippy::float_arithmetic,
    reason = "a test works out shares a second way, and compares them rounded"
)]

mod known;

use std::collections::BTreeSet;

use crate::command::Outflow;
use known::{Known, numbers, without_zeros};

const PAGES: [&str; 4] = [
    "report --year 2018 --data data/heerlen",
    "report --period 2021-H1 --data data/maasgouw",
    "trend --every half --data data/heerlen --figure outflow_by_reason,stock_end,savings",
    "cohorts --data data/heerlen",
];

fn page(options: &str) -> String {
    Outflow::new().args(options).args("--format html").text()
}

/// The texts between a beginning of a tag and the end of the element, without the tags in it.
fn texts<'p>(page: &'p str, begins: &str, ends: &str) -> Vec<String> {
    let inside = |rest: &'p str| rest.split_once('>')?.1.split_once(ends).map(|(inside, _)| inside);
    page.split(begins).skip(1).filter_map(inside).map(without_tags).collect()
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' => in_tag = false,
            character if !in_tag => text.push(character),
            _ => {}
        }
    }
    text
}

/// The texts of the cells of tables; HTML lets a cell end where the next begins.
fn cells(page: &str) -> Vec<String> {
    let inside = |rest: &str| {
        let (_, inside) = rest.split_once('>')?;
        let ends = ["<th", "\n<tr", "\n<tbody", "</tr", "\n</table", "</td"].into_iter();
        let end = ends.filter_map(|end| inside.find(end)).min().unwrap_or(inside.len());
        Some(without_tags(&inside[..end]))
    };
    page.split("<td").skip(1).filter_map(inside).collect()
}

/// The numbers of tables, of charts and of the headline, where they stand.
fn shown(page: &str) -> Vec<String> {
    let begins = [
        ("<text class=\"number", "</text>"),
        ("<span class=\"detail", "</span>"),
        ("<small", "</small>"),
    ];
    let others = begins.iter().flat_map(|(begin, end)| texts(page, begin, end));
    cells(page).into_iter().chain(others).collect()
}

/// Nothing is worked out for a page: its tables, charts and headlines have no number that the CSV has not.
#[test]
fn every_number_is_one_of_the_csv() {
    for (options, besides) in [
        (PAGES[0], Some(("--from 2016-01 --to 2018-12", "data/heerlen", "--year 2017"))),
        (PAGES[1], Some(("--from 2020-01 --to 2021-06", "data/maasgouw", "--period 2020-H2"))),
        (PAGES[2], None),
        (PAGES[3], None),
    ] {
        let mut known = Known::new().and(options).with_inputs(options);
        if let Some((months, data, before)) = besides {
            let months = format!(
                "trend --every month --figure stock_end,inflow,outflow,into_work {months} --data {data}"
            );
            let before = format!("report {before} --data {data}");
            known = known.and(&months).and(&before).with_inputs(&before);
            known = known.with_groups_together(options).in_millions();
        }
        if options.starts_with("trend") {
            // its page has every number beside that of a year earlier
            known = known.and(&format!("{options} --compare year-earlier"));
        }
        let mut count = 0;
        for text in shown(&page(options)) {
            // the ends of an interval have one sign of percent between them
            let text = match text.split_once('–') {
                Some((low, high)) if high.ends_with('%') => format!("{low}% {high}"),
                _ => text,
            };
            for number in numbers(&text) {
                assert!(known.has(&number), "{options}: {number} in {text}");
                count += 1;
            }
        }
        assert!(count > 20, "{options}: {count}");
    }
}

/// And nothing is left out: each number of the report's CSV stands in a table of the page.
#[test]
fn every_figure_of_the_csv_is_on_the_page() {
    let page = page(PAGES[0]);
    let cells: BTreeSet<String> = cells(&page).iter().flat_map(|text| numbers(text)).collect();
    let csv = Outflow::new().args(PAGES[0]).args("--format csv").text();
    for row in csv::Reader::from_reader(csv.as_bytes()).records() {
        let row = row.unwrap();
        let value = without_zeros(row[13].trim_start_matches('-'));
        assert!(value.is_empty() || cells.contains(value), "{row:?}");
    }
}

/// The page asks nobody for anything and runs nothing.
#[test]
fn nothing_comes_from_elsewhere() {
    for options in PAGES {
        let page = page(options).to_lowercase();
        assert!(page.contains("content-security-policy\" content=\"default-src 'none';"));
        let words = [
            "http:", "https:", "//", "src=", "@import", "<script", "<link", "<iframe", "onload",
            "style=\"",
        ];
        for word in words {
            assert!(!page.contains(word), "{options}: {word}");
        }
        for reference in page.split("url(").skip(1) {
            assert!(reference.starts_with('#'), "{options}: {}", &reference[..20]);
        }
        for link in page.split("href=\"").skip(1) {
            let holds = link.starts_with("data:text/csv;charset=utf-8,");
            assert!(link.starts_with('#') || holds, "{options}: {}", &link[..20]);
        }
    }
}

/// The elements whose ends HTML lets a page leave out, as the page of a report does in its tables.
const OPEN: [&str; 5] = ["td", "th", "tr", "thead", "tbody"];

/// Every element ends where it should: a browser has nothing to guess.
#[test]
fn every_element_is_closed() {
    for options in PAGES {
        let page = page(options);
        let mut open: Vec<&str> = Vec::new();
        for tag in
            page.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag)
        {
            let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap();
            if OPEN.contains(&name) {
                continue;
            }
            if let Some(closed) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(closed), "{options}");
            } else if !tag.ends_with('/') && !tag.starts_with('!') {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{options}: {open:?}");
    }
}

/// What has not been through the hiding of small counts is not on a page that leaves the house.
#[test]
fn a_published_page_says_what_it_leaves_out() {
    let published = page("report --year 2018 --data data/heerlen --publish");
    assert!(published.contains("The months and the earlier years are left out"));
    for trace in ["2017-03", "Mar 2018", "still_running", "class=\"chart course", "uitkeringen.csv"]
    {
        assert!(!published.contains(trace), "{trace}");
    }
    let inside = page(PAGES[0]);
    assert!(inside.contains("class=\"chart course") && inside.contains("uitkeringen.csv"));
    // of files only their names, and no folder of the machine they were read on
    assert!(!inside.contains("data/heerlen"));
    assert!(!published.contains("gap_days") && !published.contains("SHA-256"));
    assert!(published.contains(">suppressed<") && !inside.contains(">suppressed<"));
}

/// The sections in their order, about six charts with titles that say what they show, and a size that goes by mail.
#[test]
fn a_report_has_eleven_sections_and_six_charts() {
    let page = Outflow::new().args(PAGES[0]).args("--format html --lang nl").text();
    let heads: Vec<String> = texts(&page, "<h2", "</h2>");
    assert_eq!(
        heads,
        [
            "In het kort",
            "Kerncijfers",
            "Ontwikkeling",
            "In- en uitstroom",
            "Aan het werk",
            "Trajecten",
            "Wie zit in de bijstand",
            "Blijft het zo",
            "Geld",
            "Over deze cijfers"
        ]
    );
    assert_eq!(texts(&page, "<h1", "</h1>"), ["Bijstand en werk in Heerlen, 2018"]);
    let titles: Vec<String> = texts(&page, "<figcaption", "<span>");
    assert_eq!(
        titles,
        [
            "Van 5.377 naar 4.983 uitkeringen in 3 jaar",
            "254 uitkeringen minder: er eindigden er meer dan er bij kwamen",
            "Werk is bij 43% de reden",
            "55% kreeg een voltijdbaan",
            "De meeste banen: zorg, 98 van 975",
            "Het vaakst naar werk: Werk voor Heerlen, 43%",
        ]
    );
    assert_eq!(page.matches("role=\"img\"").count(), 6);
    assert!(page.contains("€\u{a0}62,7\u{a0}mln"), "a sign and a unit stay with their number");
    let tables = page.matches("<table").count();
    assert_eq!(page.matches("href=\"data:text/csv").count(), tables, "each table can be saved");
    assert!(page.len() <= 130_000, "{} bytes", page.len());
    assert_eq!(page.matches("<svg class=spark").count(), 4, "a line beside each number at the top");
    assert!(page.contains("@top-left{content:\"Bijstand en werk in Heerlen, 2018\"}"));
}

/// A series has its subject in the title, the latest period on top, and what comes and goes in one chart over a year.
#[test]
fn a_series_is_read_from_the_latest_period_and_against_a_year_earlier() {
    let page = Outflow::new().args("trend --every month --data data/heerlen --format html").text();
    assert_eq!(
        texts(&page, "<h1", "</h1>"),
        ["Heerlen, January 2016 to December 2018: benefits and work"]
    );
    let titles: Vec<String> = texts(&page, "<figcaption", "</b>");
    assert_eq!(
        titles,
        ["From 5,377 to 4,983 benefits", "Inflow 1,238, outflow 1,492 in twelve months"]
    );
    let rows: Vec<String> = texts(&page, "<tr><th scope=\"row\"", "</th>");
    assert_eq!((rows[0].as_str(), rows[35].as_str()), ("Dec 2018", "Jan 2016"));
    let first = page.split("Dec 2018</th>").nth(1).unwrap().split("</tr>").next().unwrap();
    let cells = cells(first);
    assert_eq!(cells, ["100", "−13", "91", "+2", "4,983", "−254", "31", "+1"]);
    assert!(!page.contains("worth"), "a month has no saving");
}

/// A line for each cohort; how certain its shares are is folded away.
#[test]
fn a_cohort_is_one_line() {
    let page = page(PAGES[3]);
    let (lines, folded) = page.split_once("<details class=\"table\">").unwrap();
    let rows = |part: &str| texts(part, "<th scope=\"row\"", "</th>");
    assert_eq!(rows(lines), ["Total", "2016", "2017", "2018"]);
    assert!(rows(folded).contains(&"95% interval".to_owned()), "{folded}");
}

/// What a link saves is the table: its numbers are those of the CSV.
#[test]
fn a_table_can_be_saved() {
    let page = page(PAGES[0]);
    let links = page.split("href=\"data:text/csv;charset=utf-8,%EF%BB%BF").skip(1);
    let saved: Vec<&str> = links.map(|link| link.split('"').next().unwrap()).collect();
    let sectors = saved.iter().find(|link| link.starts_with("Sector;")).unwrap();
    let text = sectors.replace("%0A", "\n").replace("%20", " ").replace("%25", "%");
    let table: Vec<&str> = text.lines().collect();
    assert_eq!(table[0], "Sector;2018;2017;% of total;2017");
    assert_eq!(table[1], "Total;975;928;;");
    assert_eq!(table[2], "zorg;98;93;10,1;10,0");
}
