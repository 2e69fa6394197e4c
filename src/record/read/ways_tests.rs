//! Rows that are read where they lie, and the same rows read with care: they say the same.

use std::fmt::Debug;
use std::num::NonZeroUsize;

use proptest::prelude::*;

use super::benefits::BenefitParser;
use super::file::{Reading, read_file};
use super::participations::ParticipationParser;
use super::placements::PlacementParser;
use super::rules::Rules;
use super::simple::ParsedBlock;
use crate::dataset::codes::editions;
use crate::dataset::config::FileConfig;
use crate::dataset::dialect::Layout;
use crate::dataset::kind::FileKind;
use crate::dataset::notation::{Notations, Seen};
use crate::dataset::scan::{Kept, Row, RowFault, RowParser};
use crate::dataset::source::Source;
use crate::record::categories::Categories;
use crate::record::key::Keys;

/// A parser that reads every row with care.
struct Careful<P>(P);

impl<P: RowParser> RowParser for Careful<P> {
    type Block = P::Block;

    fn row(&mut self, row: &Row<'_>) -> Result<Kept, RowFault> {
        self.0.row(row)
    }

    fn seal(&mut self) -> (Self::Block, Seen) {
        self.0.seal()
    }
}

/// All that comes of an export, in words.
fn all_of<P: RowParser<Block: Debug>>(
    kind: FileKind,
    export: &[u8],
    parser: impl Fn(&Layout, &Notations) -> P + Sync,
) -> String {
    let reading = Reading {
        threads: NonZeroUsize::MIN,
        hash: false,
        delimiter: None,
        encoding: None,
        progress: None,
    };
    let mut stdin = export;
    let config = FileConfig::default();
    format!("{:?}", read_file(kind, &Source::Stdin, &mut stdin, &config, reading, parser))
}

/// What comes of an export as it is read, or with care only.
fn by_way(kind: FileKind, export: &[u8], wanted: &[String], is_careful: bool) -> String {
    fn way<P: RowParser<Block = ParsedBlock>>(
        kind: FileKind,
        export: &[u8],
        is_careful: bool,
        parser: impl Fn(&Layout, &Notations) -> P + Sync,
    ) -> String {
        if is_careful {
            all_of(kind, export, |layout, notations| Careful(parser(layout, notations)))
        } else {
            all_of(kind, export, parser)
        }
    }
    let categories = Categories::new();
    let editions = editions();
    let running = editions.newest();
    let rules = Rules {
        categories: &categories,
        editions,
        running,
        local_codes: [].into(),
        sectors: [].into(),
        municipality: 0,
        full_time_hours: 3_500,
        wanted: wanted.to_vec(),
    };
    let (ids, persons) = (Keys::default(), Keys::default());
    match kind {
        FileKind::Placements => way(kind, export, is_careful, |layout, notations| {
            PlacementParser::new(layout, notations, &rules, &ids, &persons)
        }),
        FileKind::Programmes => way(kind, export, is_careful, |layout, notations| {
            ParticipationParser::new(layout, notations, &rules, None, (&ids, &persons))
        }),
        _ => way(kind, export, is_careful, |layout, notations| {
            BenefitParser::new(layout, notations, &rules, None, (&ids, &persons))
        }),
    }
}

const BENEFITS: [&str; 17] = [
    "case_id",
    "person_id",
    "municipality",
    "district",
    "scheme",
    "start",
    "end",
    "end_reason",
    "start_reason",
    "household",
    "birth_date",
    "birth_year",
    "sex",
    "monthly_amount",
    "income_amount",
    "target_groups",
    "role",
];
const PLACEMENTS: [&str; 11] = [
    "placement_id",
    "person_id",
    "start",
    "end",
    "hours",
    "fte",
    "kind",
    "sector",
    "employer",
    "programme",
    "wage_subsidy",
];
const PROGRAMMES: [&str; 8] = [
    "participation_id",
    "person_id",
    "municipality",
    "start",
    "end",
    "programme",
    "kind",
    "result",
];

/// What is usual in a column.
fn usual(column: &str) -> &'static str {
    match column {
        "case_id" => "[1-9][0-9]{0,7}|P[0-9]{6}",
        "person_id" => "[0-9]{9}",
        "placement_id" | "participation_id" => "[A-Z]{2}[0-9]{1,5}|[0-9]{1,13}",
        "municipality" => "GM00[0-9]{2}",
        "scheme" => "participatiewet|ioaw|bbz|ioaz|Tozo",
        "start" => "20(0[0-9]|1[0-7])-(0[1-9]|1[0-2])-[0-2][1-9]",
        "end" => {
            "|201[0-9]-(0[1-9]|1[0-2])-[0-2][1-9]|[0-2][1-9]-(0[1-9]|1[0-2])-2018|201806[0-2][1-9]"
        }
        "end_reason" => "work|moved|other|03|30|",
        "household" => "single|single_parent|couple",
        "birth_date" => "|19[3-9][0-9]-(0[1-9]|1[0-2])-[0-2][1-9]",
        "birth_year" => "19[3-9][0-9]|",
        "sex" => "m|f|1|2",
        "monthly_amount" | "income_amount" | "wage_subsidy" => "[0-9]{1,4}\\.[0-9]{2}|[0-9]{1,4}|",
        "target_groups" => "|jongeren|statushouders\\|jongeren",
        "role" => "|applicant|partner|child",
        "hours" => "|[1-3][0-9]|[1-3][0-9]\\.5",
        "fte" => "|0\\.[0-9]",
        "kind" => "|4|30|full_time|volunteering|language",
        "sector" => "zorg|bouw|medische technologie|86|01\\.11|",
        "employer" => "Werkgever [0-9]{1,3}|Gemeentelijk Leerwerkbedrijf",
        "programme" => "Leerpool groen|Werk voor Heerlen|Taal|",
        "result" => "|work|dropout|participation",
        _ => "|zuid|noord",
    }
}

/// What is odd in any column.
const ODD: &str = "[ -~]{0,20}|[0-9]{1,18}| work|work |[0-9]{1,2}/[0-9]{1,2}/2018|2018-02-3[01]|9999-12-31|0{6,9}|9{5,9}|\
    1\\.234|1\\.234,50|-5|n\\.v\\.t\\.|11\\.0|é|=\"?0501\"?|1,00000E\\+15|2018-03-31T12:00|31-mrt-2018|2100-01-01|18[45]9-01-01|totaal";

/// A field of a column: mostly usual.
fn field(column: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![40 => usual(column), 1 => ODD]
}

/// An export of some rows, enough for most of them to be read where they lie.
fn export(columns: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let row = columns.iter().map(|column| field(column)).collect::<Vec<_>>();
    let rows = prop::collection::vec(row, 20..60);
    (rows, any::<bool>(), "\r\n|\n").prop_map(move |(rows, quoted, feed)| {
        let written = |fields: Vec<String>| {
            let write = |field: String| {
                let field = field.replace(['"', ';'], "'");
                if quoted { format!("\"{field}\"") } else { field }
            };
            fields.into_iter().map(write).collect::<Vec<_>>().join(";") + &feed
        };
        let header = written(columns.iter().map(|column| (*column).to_owned()).collect());
        (header + &rows.into_iter().map(written).collect::<String>()).into_bytes()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn both_ways_say_the_same(
        benefits in export(&BENEFITS),
        placements in export(&PLACEMENTS),
        programmes in export(&PROGRAMMES),
        wanted in prop_oneof![3 => Just(vec![]), 1 => Just(vec!["GM0012".to_owned(), "GM0044".to_owned()])],
    ) {
        for (kind, export) in [
            (FileKind::Benefits, benefits),
            (FileKind::Placements, placements),
            (FileKind::Programmes, programmes),
        ] {
            let [near, careful] = [false, true].map(|is_careful| by_way(kind, &export, &wanted, is_careful));
            prop_assert_eq!(near, careful, "{}", String::from_utf8_lossy(&export));
        }
    }
}

/// Thirteen digits are the most that a number alone holds.
#[test]
fn numbers_of_any_length_are_read_both_ways() {
    let numbers =
        (1..=20_u32).flat_map(|length| ["1", "9", "0"].map(|digit| digit.repeat(length as usize)));
    let row = |number| format!("{number};{number};2018-01-01;2018-02-01;{}\n", "x".repeat(40));
    let rows = numbers.map(row).collect::<Vec<_>>().concat();
    let export = format!("case_id;person_id;start;end;district\n{rows}");
    let [near, careful] = [false, true]
        .map(|is_careful| by_way(FileKind::Benefits, export.as_bytes(), &[], is_careful));
    assert_eq!(near, careful);
    assert!(near.starts_with("Ok("), "{near}");
}
