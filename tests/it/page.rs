//! The report as a page: the same figures as every other form, and nothing that a page must not have.

use std::collections::BTreeSet;

use crate::command::Outflow;

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

/// The numbers in an English text, as CSV writes them but without a plus and without zeros after the point.
fn numbers(text: &str) -> Vec<String> {
    let digits = |character: char| character.is_ascii_digit() || ",.%".contains(character);
    let mut all = Vec::new();
    let mut number = String::new();
    for character in text.chars().chain([' ']) {
        if digits(character) {
            number.push(character);
            continue;
        }
        let plain = number.trim_end_matches(['.', ',']).replace(',', "");
        if plain.chars().any(|character| character.is_ascii_digit()) {
            all.push(without_zeros(&plain).to_owned());
        }
        number.clear();
    }
    all
}

/// A number without the zeros at the end of its decimals.
fn without_zeros(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

/// Every number that the CSV of a run has or that follows from its shares, without its sign.
struct Known {
    plain: BTreeSet<String>,
    /// Shares, in hundredths of a percent.
    shares: BTreeSet<i64>,
}

impl Known {
    fn new() -> Self {
        Self { plain: BTreeSet::new(), shares: BTreeSet::new() }
    }

    /// Adds the figures of a run.
    fn and(mut self, options: &str) -> Self {
        let csv = Outflow::new().args(options).args("--format csv").text();
        let hundredths = |text: &str| text.replace('.', "").parse::<i64>();
        for row in csv::Reader::from_reader(csv.as_bytes()).records() {
            let row = row.unwrap();
            for number in [13, 14, 16, 17, 19].map(|column| row[column].trim_start_matches('-')) {
                self.plain.insert(without_zeros(number).to_owned());
            }
            self.shares.extend([15, 18].iter().flat_map(|column| hundredths(&row[*column])));
            if &row[12] == "percent" {
                self.shares.extend(hundredths(&row[13]).map(|share| 100 * share));
            }
        }
        self
    }

    /// Adds the inputs of formulas, which only JSON has.
    fn with_inputs(mut self, options: &str) -> Self {
        let json = Outflow::new().args(options).args("--format json").text();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let figures = json["reports"].as_array().unwrap().iter();
        for figure in figures.flat_map(|report| report["figures"].as_array().unwrap()) {
            let inputs = figure["inputs"].as_object().into_iter().flatten();
            for (_, number) in inputs {
                self.plain.extend(numbers(&number.to_string()));
            }
        }
        self
    }

    /// Whether a number of the page is one of these: shares are printed with one decimal.
    fn has(&self, number: &str) -> bool {
        match number.strip_suffix('%') {
            None => self.plain.contains(number),
            Some(share) => {
                let tenths: i64 = share.replace('.', "").parse().unwrap();
                self.shares.range(tenths * 1000 - 500..=tenths * 1000 + 500).next().is_some()
            }
        }
    }
}

/// The numbers of tables, of charts and of the headline, where they stand.
fn shown(page: &str) -> Vec<String> {
    let begins = [
        ("<td class=\"n\"", "</td>"),
        ("<text class=\"number", "</text>"),
        ("<text class=\"result", "</text>"),
        ("<tspan class=\"number", "</tspan>"),
        ("<tspan class=\"share", "</tspan>"),
        ("<span class=\"detail", "</span>"),
        ("<small", "</small>"),
    ];
    begins.iter().flat_map(|(begin, end)| texts(page, begin, end)).collect()
}

/// Nothing is worked out for a page: its tables, charts and headlines have no number that the CSV has not.
#[test]
fn every_number_is_one_of_the_csv() {
    for (options, besides) in [
        (PAGES[0], Some(("--from 2017-01 --to 2018-12", "data/heerlen"))),
        (PAGES[1], Some(("--from 2020-01 --to 2021-06", "data/maasgouw"))),
        (PAGES[2], None),
        (PAGES[3], None),
    ] {
        let mut known = Known::new().and(options).with_inputs(options);
        if let Some((months, data)) = besides {
            let months = format!(
                "trend --every month --figure stock_end,inflow,outflow {months} --data {data}"
            );
            known = known.and(&months).and(&format!("cohorts --data {data}"));
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
    let cells = texts(&page, "<td class=\"n\"", "</td>");
    let cells: BTreeSet<String> = cells.iter().flat_map(|text| numbers(text)).collect();
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
            assert!(link.starts_with('#'), "{options}: {}", &link[..20]);
        }
    }
}

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
    assert!(published.contains("The caseload by month and the cohorts are left out"));
    for trace in ["2017-03", "Mar 2018", "still_running", "class=\"chart course", "uitkeringen.csv"]
    {
        assert!(!published.contains(trace), "{trace}");
    }
    let inside = page(PAGES[0]);
    assert!(inside.contains("class=\"chart course") && inside.contains("class=\"chart curves"));
    assert!(published.contains(">hidden<") && !inside.contains(">hidden<"));
}
