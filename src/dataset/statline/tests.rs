//! Invented tables in the forms of StatLine; the numbers are made up.
use super::*;
use crate::dataset::config::NamedTopic;

/// With symbols: a title, categories, the unit in the titles, a star behind what is provisional, the source below.
const WIDE: &str = "\u{feff}\"Personen met bijstand; (her)instromers en uitstromers\"\n\n\
    \"Geslacht\";\"Regio's\";\"Perioden\";\"Instromers (aantal)\";\"Herinstromers (aantal)\";\"Uitstromers (aantal)\"\n\
    \"Totaal mannen en vrouwen\";\"Nederland\";\"2018\";\"90120\";\".\";\"101340*\"\n\
    \"Mannen\";\"Nederland\";\"2018\";\"45000\";\"1\";\"50000\"\n\
    \"Totaal mannen en vrouwen\";\"Maastricht (gemeente)  \";\"2018*\";\"610\";\"\";\"655\"\n\
    \"Totaal mannen en vrouwen\";\"Maastricht (gemeente)\";\"2018 1e kwartaal\";\"150\";\"\";\"160\"\n\
    \"Totaal mannen en vrouwen\";\"Sittard-Geleen (gemeente)\";\"2018\";\"700\";\"\";\"720\"\n\
    \"Bron: CBS\"\n";

fn benchmark_settings(regions: &[&str]) -> BenchmarkSettings {
    let regions = regions.iter().map(|&region| region.to_owned()).collect();
    BenchmarkSettings { regions, ..BenchmarkSettings::default() }
}

fn marks(text: &str, of: &BenchmarkSettings) -> Result<Vec<String>, String> {
    assert!(is_one(text.as_bytes()), "{text}");
    let table = read(Path::new("85615NED.csv"), text.as_bytes(), of);
    let table = table.map_err(|error| error.to_string())?;
    let line = |mark: Mark| {
        let status = if mark.is_provisional { "*" } else { "" };
        let (region, unit) = (mark.region.unwrap_or_default(), mark.unit.unwrap_or_default());
        format!("{} {} {} {unit} {}{status}", mark.period, region, mark.figure, mark.hundredths)
    };
    Ok(table.marks.into_iter().map(line).collect())
}

#[test]
fn a_wide_table_with_titles_is_read_as_it_is() {
    let read = marks(WIDE, &benchmark_settings(&["NL", "Maastricht"]));
    let expected = [
        "2018 Nederland caseload/inflow persons 9012000",
        "2018 Nederland caseload/outflow persons 10134000*",
        "2018 Maastricht caseload/inflow persons 61000*",
        "2018 Maastricht caseload/outflow persons 65500*",
        "2018-Q1 Maastricht caseload/inflow persons 15000",
        "2018-Q1 Maastricht caseload/outflow persons 16000",
    ];
    assert_eq!(read, Ok(expected.map(str::to_owned).to_vec()));
    // of no region that is asked for there is the Netherlands
    assert_eq!(marks(WIDE, &benchmark_settings(&[])).map(|all| all.len()), Ok(2));
}

/// With ids for everything; the number of the month is the stock at its end, that of the year a mean, in thousands.
#[test]
fn a_wide_table_with_ids_is_read_as_it_is() {
    let text = "\"ID\";\"Perioden\";\"TotaalBijstandsuitkeringen_11\";\"BijstandsuitkeringenTotDeAOWLeeftijd_12\";\"IOAWUitkeringen_14\"\n\
                0;\"2018JJ00\";     468.1;     417.32;     .\n\
                1;\"2018MM12\";       460;       409.4;     19\n\
                2;\"2018X000\";       460;       409.4;     19\n";
    let expected = [
        "2018 Nederland caseload/stock_average benefits 41732000",
        "2018-12 Nederland caseload/stock_end benefits 40940000",
        "2018-12 Nederland caseload_by_scheme/stock_end/ioaw  1900000",
    ];
    assert_eq!(marks(text, &benchmark_settings(&[])), Ok(expected.map(str::to_owned).to_vec()));
}

#[test]
fn a_long_table_is_read_as_it_is() {
    let text = "\"Id\";\"Measure\";\"ValueAttribute\";\"Value\";\"StatusVoorziening\";\"TypeVoorziening\";\"RegioS\";\"Perioden\"\n\
                0;\"Voorzieningen_1\";\"None\";\"1400\";\"Lopend\";\"Totaal voorzieningen\";\"GM0935  \";\"2018KW04\"\n\
                1;\"Voorzieningen_1\";\"None\";\"300\";\"Lopend\";\"Beschut werk\";\"GM0935  \";\"2018KW04\"\n\
                2;\"Voorzieningen_1\";\"Provisional\";\"210\";\"Beëindigd\";\"Totaal voorzieningen\";\"GM0935\";\"2018KW04\"\n\
                3;\"Voorzieningen_1\";\"Missing\";\"\";\"Lopend\";\"Totaal voorzieningen\";\"NL01  \";\"2018KW04\"\n";
    let of = benchmark_settings(&["GM0935 Maastricht"]);
    assert_eq!(
        marks(text, &of),
        Ok(vec!["2018-Q4 Maastricht programmes/running  140000".to_owned()])
    );
    let title = "Voorzieningen; Lopend; Beschut werk".to_owned();
    let figure = "programme_kinds/running/sheltered_work".to_owned();
    let topics = vec![NamedTopic { title, figure, unit: None }];
    let read = marks(text, &BenchmarkSettings { topics, ..of });
    assert_eq!(
        read.map(|all| all[1].clone()),
        Ok("2018-Q4 Maastricht programme_kinds/running/sheltered_work  30000".to_owned())
    );
}

#[test]
fn a_trait_counts_wherever_its_column_stands() {
    let text =
        "Perioden;Instromers (aantal);Geslacht\n2018;10;Mannen\n2018;25;Totaal mannen en vrouwen\n";
    assert_eq!(
        marks(text, &benchmark_settings(&[])),
        Ok(vec!["2018 Nederland caseload/inflow persons 2500".to_owned()])
    );
}

#[test]
fn what_cannot_be_read_is_named_by_line_and_column() {
    let refused = |text: &str| marks(text, &benchmark_settings(&[])).unwrap_err();
    let laid_out = refused(
        "\"Onderwerp\";\"Perioden\";\"2017\";\"2018\"\n\"Instromers\";\"aantal\";\"1\";\"2\"\n",
    );
    assert!(laid_out.contains("85615NED.csv:1: none of its columns is a topic"), "{laid_out}");
    let number = refused(&WIDE.replace("90120", "veel"));
    assert!(
        number.contains(":4: column Instromers (aantal): is not a number of StatLine"),
        "{number}"
    );
    let period = refused(&WIDE.replace("\"2018\"", "\"laatste\""));
    assert!(period.contains(":4: column Perioden: is not a period of StatLine"), "{period}");
    assert!(!is_one(b"period;figure;group;value;source\n2018;inflow;;1;x\n"));
}
