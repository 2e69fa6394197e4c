//! The workbook of a report: its sheets, what is drawn, and the formulas.
#![allow(
    clippy::float_arithmetic,
    clippy::float_cmp,
    reason = "the numbers of a spreadsheet are floats, and a formula is worked out here as it is there"
)]

use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};

use crate::command::Outflow;
use crate::figures::Figures;
use crate::workbook::{made, parts, sheets};

const HEERLEN: &str = "report --year 2018 --data data/heerlen --lang nl";

/// The row of the heads, from 0.
const HEAD: usize = 4;

fn sheet<'s>(sheets: &'s [(String, Range<Data>)], name: &str) -> &'s Range<Data> {
    &sheets.iter().find(|(of, _)| of == name).unwrap().1
}

/// The texts and numbers of a row, cell by cell.
fn cells(sheet: &Range<Data>, row: usize) -> Vec<&Data> {
    let width = sheet.end().unwrap().1;
    let row = u32::try_from(row).unwrap();
    (0..=width).map(|column| sheet.get_value((row, column)).unwrap_or(&Data::Empty)).collect()
}

fn number(cell: &Data) -> f64 {
    cell.get_float().unwrap()
}

#[test]
#[allow(clippy::too_many_lines, reason = "names and heads, in lists")]
fn thirteen_sheets_each_with_one_table() {
    let (bytes, _) = made(HEERLEN);
    let sheets = sheets(&bytes);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Lees mij",
            "Kerncijfers",
            "In- en uitstroom",
            "Samenstelling",
            "Instroom",
            "Uitstroom",
            "Aan het werk",
            "Trajecten",
            "Doelgroepen",
            "Per maand",
            "Geld",
            "Begrippen",
            "Gegevens"
        ]
    );
    let parts = parts(&bytes);
    let mut tables = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let rels = parts.get(&format!("xl/worksheets/_rels/sheet{}.xml.rels", index + 1));
        let of = rels.map_or(0, |text| text.matches("/table\"").count());
        assert_eq!(of, usize::from(index > 0), "{name} has {of} tables");
        let xml = &parts[&format!("xl/worksheets/sheet{}.xml", index + 1)];
        assert!(xml.contains("&amp;C&amp;P / &amp;N"), "{name}: page x of y at the foot");
        assert!(!xml.contains("<mergeCell"), "{name} has no merged cell");
    }
    for (name, text) in parts.iter().filter(|(name, _)| name.starts_with("xl/tables/")) {
        let of = text.split("displayName=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(of.starts_with("tbl") && text.contains("<autoFilter "), "{name}: {of}");
        let heads: Vec<&str> =
            text.split(" name=\"").skip(2).map(|rest| rest.split('"').next().unwrap()).collect();
        let mut unique = heads.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), heads.len(), "{name}: {heads:?}");
        tables.push(of.to_owned());
    }
    assert!(tables.contains(&"tblInEnUitstroom".to_owned()), "{tables:?}");
    // title, what is counted, how complete the data are, then the head in the fifth row
    let outflow = sheet(&sheets, "Uitstroom");
    assert_eq!(
        cells(outflow, 0)[0].get_string(),
        Some("Uitstroom: Bijstand en werk in Heerlen, 2018")
    );
    assert!(
        cells(outflow, 2)[0].get_string().unwrap().starts_with("Volledig t/m 31 december 2018.")
    );
    let heads: Vec<&str> = cells(outflow, HEAD).into_iter().filter_map(Data::get_string).collect();
    assert_eq!(
        heads,
        [
            "Kenmerk",
            "Groep",
            "2018",
            "2017",
            "Verschil",
            "Verschil in %",
            "Aandeel 2018",
            "Aandeel 2017",
            "Verschil (procentpunt)"
        ]
    );
}

/// The largest bar is on top and bars grow to the right: the axis of labels is turned, that of numbers is not.
#[test]
fn charts_are_not_mirrored_and_have_words_for_those_who_do_not_see_them() {
    let (bytes, _) = made(HEERLEN);
    let parts = parts(&bytes);
    let charts: Vec<&String> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/charts/chart"))
        .map(|of| of.1)
        .collect();
    assert_eq!(charts.len(), 4);
    let axis = |chart: &str, id: &str| -> Option<String> {
        let (_, rest) = chart.split_once(&format!("<c:{id}>"))?;
        Some(rest.split_once(&format!("</c:{id}>"))?.0.to_owned())
    };
    let mut bars = 0;
    for chart in charts {
        let numbers = axis(chart, "valAx").unwrap();
        assert!(numbers.contains("<c:orientation val=\"minMax\"/>"), "{numbers}");
        assert!(!numbers.contains("majorGridlines"), "{numbers}");
        if chart.contains("<c:barDir val=\"bar\"/>") {
            bars += 1;
            let labels = axis(chart, "catAx").unwrap();
            assert!(labels.contains("<c:orientation val=\"maxMin\"/>"), "{labels}");
            assert!(chart.contains("<c:showVal val=\"1\"/>"), "numbers stand at the bars");
        } else {
            assert!(axis(chart, "dateAx").unwrap().contains("<c:orientation val=\"minMax\"/>"));
        }
        assert!(!chart.contains("<c:legend>"));
    }
    assert_eq!(bars, 2);
    let drawings = parts.iter().filter(|(name, _)| name.starts_with("xl/drawings/drawing"));
    let said: Vec<String> = drawings
        .map(|(_, text)| {
            text.split("descr=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        })
        .collect();
    assert_eq!(said.len(), 4);
    assert!(said.contains(&"Werk is bij 43% de reden (2018)".to_owned()), "{said:?}");
    assert!(said.contains(&"Van 5.377 naar 4.983 uitkeringen in 3 jaar".to_owned()), "{said:?}");
}

/// Reasons together come to the total, and to what the table of reasons has.
#[test]
fn reasons_together_come_to_the_total() {
    let (bytes, _) = made(HEERLEN);
    let sheets = sheets(&bytes);
    let outflow = sheet(&sheets, "Uitstroom");
    let rows: Vec<Vec<&Data>> =
        (HEAD + 1..outflow.height()).map(|row| cells(outflow, row)).collect();
    let of = |topic: &str| -> Vec<f64> {
        let rows = rows.iter().filter(|row| row[0].get_string() == Some(topic));
        rows.map(|row| number(row[2])).collect()
    };
    let (together, each) = (of("Reden, gegroepeerd"), of("Reden"));
    let sum = |numbers: &[f64]| numbers[1..].iter().sum::<f64>();
    assert_eq!((together[0], each[0]), (1492.0, 1492.0));
    assert_eq!((sum(&together), sum(&each)), (1492.0, 1492.0));
    assert_eq!(together[1], each[1] + each[2], "work and own business");
}

/// What a formula comes to here and what is stored beside it, both are the figures of the CSV.
#[test]
fn money_follows_one_price_and_comes_to_the_figures() {
    let (bytes, csv) = made(HEERLEN);
    let figures = Figures::parse(&csv);
    let saving = |figure: &str| -> f64 {
        let row = figures.rows.iter().find(|row| row.table == "savings" && row.figure == figure);
        row.unwrap().value.parse().unwrap()
    };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    let formulas = workbook.worksheet_formula("Geld").unwrap();
    let sheets = sheets(&bytes);
    let money = sheet(&sheets, "Geld");
    let row_of = |label: &str| {
        (HEAD + 1..money.height())
            .find(|row| cells(money, *row)[0].get_string() == Some(label))
            .unwrap()
    };
    let formula = |label: &str| {
        let row = u32::try_from(row_of(label)).unwrap();
        formulas.get_value((row, 1)).cloned().unwrap_or_default()
    };
    let stored = |label: &str, column: usize| number(cells(money, row_of(label))[column]);
    let price = stored("Prijs van een uitkering per jaar", 1);
    assert_eq!(price, 14_200.0);
    assert_eq!(formula("Prijs van een uitkering per jaar"), "", "it is the input");
    let stock = "Uitkeringen op de laatste dag";
    assert_eq!(formula("Waarde van de verandering, per jaar"), "(C12-B12)*prijs_per_uitkering");
    let worth = stored("Waarde van de verandering, per jaar", 1);
    assert_eq!(worth, (stored(stock, 2) - stored(stock, 1)) * price);
    assert_eq!(worth, saving("savings_stock"));
    assert_eq!(worth, 3_606_800.0);
    let average = "Gemiddeld aantal uitkeringen";
    let fewer = stored("Uitgaveneffect van het gemiddelde aantal", 1);
    assert!((fewer - (stored(average, 2) - stored(average, 1)) * price).abs() < 0.001);
    assert!((fewer - saving("savings_volume")).abs() < 0.006);
    let paid = "Betaald aan uitkeringen";
    let less = stored("Minder betaald dan in de vergelijkingsperiode", 1);
    assert!((less - saving("savings_paid")).abs() < 0.006);
    let change = stored(paid, 1) - stored(paid, 2);
    assert!((change + less).abs() < 0.001);
    let effects = stored("Verschil in betalingen: door het aantal", 1)
        + stored("Verschil in betalingen: door het bedrag", 1);
    assert!((effects - change).abs() < 0.001, "volume and price add up");
    let names = &parts(&bytes)["xl/workbook.xml"];
    assert!(names.contains("<definedName name=\"prijs_per_uitkering\">'Geld'!$B$6</definedName>"));
}

/// The months are those of a series, each with the day on which it ends.
#[test]
fn months_are_those_of_a_trend() {
    let (bytes, _) = made(HEERLEN);
    let sheets = sheets(&bytes);
    let months = sheet(&sheets, "Per maand");
    assert_eq!(months.height(), HEAD + 1 + 36);
    let trend = "trend --data data/heerlen --every month --format csv";
    let trend =
        Figures::parse(&Outflow::new().args(trend).args("--figure caseload,into_work").text());
    let columns = [
        ("stock_end", "benefits"),
        ("stock_end", "persons"),
        ("inflow", "benefits"),
        ("inflow", "persons"),
        ("outflow", "benefits"),
        ("outflow", "persons"),
        ("into_work", "persons"),
    ];
    for (column, (figure, unit)) in (1..).zip(columns) {
        let of_trend: Vec<f64> = trend
            .rows
            .iter()
            .filter(|row| row.figure == figure && row.unit == unit && row.group.is_empty())
            .map(|row| row.value.parse().unwrap())
            .collect();
        let shown: Vec<f64> =
            (HEAD + 1..months.height()).map(|row| number(cells(months, row)[column])).collect();
        assert_eq!(shown, of_trend, "{figure} in {unit}");
    }
    let last = cells(months, months.height() - 1)[0].get_datetime().unwrap();
    assert_eq!(last.as_f64(), 43_465.0, "the day of a spreadsheet that is 31 December 2018");
}

/// Three years of the key figures: each is the figure of the report of its own year.
#[test]
fn key_figures_are_those_of_three_reports() {
    let (bytes, _) = made(HEERLEN);
    let sheets = sheets(&bytes);
    let indicators = sheet(&sheets, "Kerncijfers");
    let heads: Vec<&str> =
        cells(indicators, HEAD).into_iter().filter_map(Data::get_string).collect();
    assert_eq!(heads[..4], ["Cijfer", "2016", "2017", "2018"]);
    for (column, year) in [(1, "2016"), (2, "2017"), (3, "2018")] {
        let figures = Outflow::report(&format!("--year {year} --data data/heerlen")).figures();
        let of = |table: &str, figure: &str, unit: &str| -> f64 {
            let row = figures.rows.iter().find(|row| {
                (&*row.table, &*row.figure, &*row.unit, &*row.group) == (table, figure, unit, "")
            });
            row.unwrap().value.parse().unwrap()
        };
        let shown = |row: usize| number(cells(indicators, HEAD + row)[column]);
        assert_eq!(shown(1), of("caseload", "stock_end", "benefits"));
        assert_eq!(shown(2), of("caseload", "stock_end", "persons"));
        assert_eq!(shown(6), of("into_work", "into_work", "persons"));
        assert_eq!(shown(11), of("programmes", "participants", "persons"));
        let share =
            of("into_work", "outflow_to_work", "benefits") / of("caseload", "outflow", "benefits");
        assert!((shown(5) - share).abs() < 1e-12, "a share is a fraction, unrounded");
    }
}

/// What leaves the house has no formulas, no month and no digit more than is printed.
#[test]
fn a_published_workbook_has_the_digits_that_are_printed() {
    let (bytes, _) = made("report --year 2018 --data data/heerlen --publish --lang nl");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert!(workbook.worksheet_formula("Geld").unwrap().is_empty());
    let sheets = sheets(&bytes);
    assert!(sheets.iter().all(|(name, _)| name != "Per maand"));
    for (name, sheet) in &sheets {
        for (_, _, cell) in sheet.used_cells() {
            let Data::Float(number) = cell else { continue };
            let rounded = (number * 1000.0).round() / 1000.0;
            assert!((number - rounded).abs() < 1e-9, "{name}: {number}");
        }
    }
}
