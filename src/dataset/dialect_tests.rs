use super::*;
use proptest::prelude::*;

fn layout_of(bytes: &[u8], delimiter: Option<u8>) -> Result<Layout, InputError> {
    let head = Head { bytes, complete: true, forced: None };
    read_layout(FileKind::Benefits, "b.csv", head, &FileConfig::default(), delimiter)
}

fn layout(text: &str) -> Result<Layout, InputError> {
    layout_of(text.as_bytes(), None)
}

fn message(text: &str) -> String {
    layout(text).unwrap_err().to_string()
}

/// A line without a value may be a row of data too, where the line below is like it.
#[test]
fn a_line_that_is_like_the_one_below_is_not_repeated() {
    let said = |rows: &str| message(&format!("naam;wijk;straat\n{rows}"));
    assert!(said("").contains("found naam, wijk, straat;"));
    assert!(said("\nJansen;Noord;2018-01-01\n").contains("found naam, wijk, straat;"));
    let same = said("Jansen;Noord;Kerkstraat\n");
    assert!(same.contains("found 3 fields (text, text, text), as the line below has;"), "{same}");
    assert!(!same.contains("naam") && !same.contains("Jansen"), "{same}");
}

#[test]
fn the_delimiter_is_the_one_that_gives_the_columns() {
    for (text, delimiter) in [
        ("start;end\n", b';'),
        ("start,end\n", b','),
        ("start\tend\n", b'\t'),
        ("start|end\n", b'|'),
        ("\"a;b;c\",start,end\n", b','),
        ("a,b;start;end;c,d,e,f", b';'),
    ] {
        assert_eq!(layout(text).unwrap().delimiter, delimiter, "{text}");
    }
    assert_eq!(layout_of(b"start:end\n", Some(b':')).unwrap().delimiter, b':');
}

#[test]
fn rows_begin_after_the_header_on_their_true_line() {
    for (text, offset, line, blank) in [
        ("start;end\n2018", 10, 2, 0),
        ("start;end\r\n2018", 11, 2, 0),
        ("start;end\r2018", 10, 2, 0),
        ("sep=;\r\nstart;end\n2018", 17, 3, 0),
        ("\n \r\n;;;\nstart;end\n2018", 18, 5, 3),
        ("\"start\r\ndatum\";end\n2018", 19, 3, 0),
        ("start;end", 9, 2, 0),
    ] {
        let layout = layout(text).unwrap();
        let found = (layout.body_offset, layout.body_line, layout.blank_lines);
        assert_eq!(found, (offset, line, blank), "{text:?}");
        assert_eq!(layout.fields, [Some(Field::Start), Some(Field::End)]);
    }
    assert_eq!(layout("sep=,\nstart,end,\"x\"\"y\"\n").unwrap().names[2], "x\"y");
}

#[test]
fn empty_columns_at_the_end_are_accepted_but_not_in_between() {
    let layout_found = layout("start;end;;\n").unwrap();
    assert_eq!(layout_found.fields.len(), 4);
    assert_eq!(
        message("start;;end\n"),
        "b.csv:1: the header of column 2 is blank; name the column or remove it"
    );
}

#[test]
fn a_header_that_is_not_there_is_recognised_by_the_kinds_of_the_first_line() {
    assert_eq!(
        message("Overzicht uitkeringen\n\nbegin\n"),
        "b.csv:1: header not found: this line has 1 field (text), and no column for start, end; \
         name the headers under columns in outflow.toml"
    );
    assert_eq!(
        message("111222333;Jansen;2018-01-01;\n"),
        "b.csv:1: header not found: this line has 4 fields (number, text, date, blank) and looks like a row of data, \
         not like names of columns; add a line with the names of the columns above it"
    );
}

#[test]
fn lines_of_a_title_above_the_header_and_a_rule_below_it_are_no_rows() {
    let title = "Overzicht uitkeringen\nGemeente;Voorbeeld\n\nstart;end\n-----;---\n2018";
    let found = layout(title).unwrap();
    assert_eq!((found.title_lines, found.body_line), (4, 6));
    assert_eq!(&title[found.body_offset..], "2018");
    let far = format!("{}start;end\n", "Overzicht\n".repeat(21));
    assert!(layout(&far).is_err(), "a header so far down is none");
}

#[test]
fn a_line_in_quotes_has_a_message_with_the_way_out() {
    let text = message("\"start;end\"\n\"2018-01-01;\"\n");
    assert!(text.contains("every line is one field in quotes"), "{text}");
}

#[test]
fn missing_columns_are_listed_beside_those_found() {
    assert_eq!(
        message("zaaknummer;begindatum;wat\n"),
        "b.csv:1: missing column end; found zaaknummer, begindatum, wat; \
         add it to the export, or name its header under columns in outflow.toml"
    );
    assert!(message("start;eindatum\n").contains("if \"eindatum\" is end"));
    let fixed = layout_of(b"start;end;case_id,zaak\n", Some(b',')).unwrap_err().to_string();
    assert!(fixed.contains("with the delimiter ; they are there"), "{fixed}");
    let fixed = layout_of(b"case_id,start;end;zaak\n", Some(b',')).unwrap_err().to_string();
    assert!(fixed.contains("missing columns start, end"), "{fixed}");
}

/// A row of data is a person: nothing of it is repeated, whatever known word it holds and whatever is asked of it.
#[test]
fn a_row_of_data_is_never_repeated() {
    for row in [
        "ZAAK-W8K4J;KLANT-Q7Z9X;Gem;Wijk;01;2017-02-01;2018-06-15\n",
        "5001319;Jansen;Kerkstraat\n",
        "Jansen;De Vries;Kerkstraat\n",
        "Jansen;start;01-02-2018\n",
        "Jansen;j.jansen@voorbeeld.nl;start\n",
        "Jansen;NL91ABNA0417164300;start\n",
        "01-02-2018;Jansen;startt\n",
    ] {
        let text = message(row);
        for part in
            ["Jansen", "jansen", "Vries", "Kerk", "ZAAK", "KLANT", "NL91", "5001319", "2018-0"]
        {
            assert!(!text.contains(part), "{text}");
        }
        assert!(text.contains("field"), "{text}");
    }
    let config =
        FileConfig { columns: vec![(Field::Start, "Janssen".to_owned())], ..FileConfig::default() };
    let head = Head { bytes: b"Jansen;5001319;x\n", complete: true, forced: None };
    let text = read_layout(FileKind::Benefits, "b.csv", head, &config, None).unwrap_err();
    assert!(
        !text.to_string().contains("Jansen;") && !text.to_string().contains("\"Jansen\""),
        "{text}"
    );
}

#[test]
fn files_without_a_usable_header_are_refused() {
    assert_eq!(layout("\n\r\n  \n").unwrap_err().refusal, Refusal::OnlyBlankLines);
    let unclosed = layout("\n\"start;end\n2018-01-01;\n").unwrap_err();
    assert_eq!((unclosed.refusal, unclosed.line), (Refusal::UnclosedQuote, Some(2)));
    let nul = layout("start;e\0nd\n").unwrap_err();
    assert_eq!(nul.refusal, Refusal::NulByte);
    let wide = format!("start;end{}\n", ";x".repeat(20_000));
    assert!(matches!(layout(&wide).unwrap_err().refusal, Refusal::TooLong { .. }));
    let long = format!("start;end;{}\n", "x".repeat(1_000_001));
    assert!(matches!(layout(&long).unwrap_err().refusal, Refusal::TooLong { .. }));
    let odd = layout("start\u{a0};end\n").unwrap_err();
    assert!(odd.to_string().starts_with("b.csv:1: header \"start"), "{odd}");
}

#[test]
fn headers_in_windows_1252_are_read() {
    let layout = layout_of(b"start;end;be\xEBindigingsreden\n", None).unwrap();
    assert_eq!(layout.fields[2], Some(Field::EndReason));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[a-e;,\"\r\n\t|=s]{0,60}") {
        let _ = layout_of(&bytes, None);
        let _ = layout(&format!("start;end;{text}"));
        let _ = layout(&text);
    }
}
