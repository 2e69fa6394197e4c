use super::*;

#[test]
fn local_codes_go_before_the_list_and_unknown_ones_stay_themselves() {
    let names = CategoryCodes::declared(CodeList::EndReason.declared());
    let local = BTreeMap::from([
        ("55".to_owned(), "work".to_owned()),
        ("11".to_owned(), "moved".to_owned()),
    ]);
    let rule = CodeRule { names: &names, list: Some(CodeList::EndReason), local: Some(&local) };
    let mut reader = CodeReader::new(rule);
    let mut group =
        |text: &str| names.text(reader.code(FieldText::of(text.as_bytes()))).to_string();
    assert_eq!(group("55"), "work");
    assert_eq!(group("11"), "moved");
    assert_eq!(group("32"), "moved");
    assert_eq!(group("Zomaar"), "Zomaar");
    assert_eq!(group("n.v.t."), "");
    assert_eq!(group("55"), "work");
    let long = "een lange reden die in geen lijst staat";
    assert_eq!((group(long), group(long)), (long.to_owned(), long.to_owned()));
    assert_eq!(group("Detentie/hechtenis"), "detention");
    assert_eq!(group("abcdefgh"), "abcdefgh");
}

fn day(year: i32, month: i32, day: i32) -> Day {
    Day::from_ymd(year, month, day).unwrap()
}

fn counted(reader: &mut DatedReader<'_>) -> Vec<(&'static str, String, u64)> {
    let mut counts = CodeCounts::default();
    reader.take_counts(Field::EndReason, &mut counts);
    counts.0.into_iter().map(|((id, _, code), count)| (id, code, count)).collect()
}

/// `[codes]` may say a code with its leading zeros or without them.
#[test]
fn local_codes_are_compared_without_leading_zeros_too() {
    let names = CategoryCodes::declared(CodeList::EndReason.declared());
    let local = ["07", "8", "4", "04"].into_iter().zip(["moved", "other", "work", "partner"]);
    let local = local.map(|(code, group)| (code.to_owned(), group.to_owned())).collect();
    let rule = CodeRule { names: &names, list: Some(CodeList::EndReason), local: Some(&local) };
    let mut reader = DatedReader::new(rule);
    let newest = editions().newest();
    let mut group = |text: &str| {
        names.text(reader.code_of(FieldText::of(text.as_bytes()), newest, (None, None))).to_string()
    };
    let groups = ["7", "08", "4", "04", "004", "11"].map(&mut group);
    assert_eq!(groups, ["moved", "other", "work", "partner", "deceased", "work"]);
}

/// The same text in two editions: each is remembered for itself.
#[test]
fn a_code_is_read_by_the_edition_and_what_another_year_gave_is_counted() {
    let names = CategoryCodes::declared(CodeList::ProgrammeKind.declared());
    let list = Some(CodeList::ProgrammeKind);
    let mut reader = DatedReader::new(CodeRule { names: &names, list, local: None });
    let editions = editions();
    for _ in 0..2 {
        let mut group = |text: &str, year| {
            let edition = editions.of(day(year, 3, 1));
            let code = reader.code_of(FieldText::of(text.as_bytes()), edition, (None, None));
            names.text(code).to_string()
        };
        assert_eq!((group("4", 2014), group("4", 2016)), ("other".into(), "wage_subsidy".into()));
        assert_eq!(
            (group("30", 2020), group("30", 2016)),
            ("job_coaching".into(), "job_coaching".into())
        );
        assert_eq!((group("", 2016), group("77", 2016)), (String::new(), "77".into()));
    }
    assert_eq!(counted(&mut reader), [("code_other_year", "30".to_owned(), 2)]);
    assert_eq!(counted(&mut reader), [], "counted once");
}

/// Until 2012 code 03 meant the age of 27 or of 65.
#[test]
fn code_03_until_2012_is_recognised_by_the_age_on_the_last_day() {
    let names = CategoryCodes::declared(CodeList::EndReason.declared());
    let list = Some(CodeList::EndReason);
    let mut reader = DatedReader::new(CodeRule { names: &names, list, local: None });
    let editions = editions();
    let mut group = |birth: Option<Day>, end: Option<Day>| {
        let edition = end.map_or(editions.of(day(2012, 1, 1)), |end| editions.of(end));
        names.text(reader.code_of(FieldText::of(b"03"), edition, (birth, end))).to_string()
    };
    let end = Some(day(2012, 6, 30));
    assert_eq!(group(Some(day(1985, 6, 30)), end), "other", "27 years old");
    assert_eq!(group(Some(day(1982, 7, 1)), end), "other", "30 on the next day");
    assert_eq!(group(Some(day(1982, 6, 30)), end), "pension", "30 years old");
    assert_eq!(group(Some(day(1947, 6, 30)), end), "pension");
    assert_eq!(group(Some(day(1985, 6, 30)), Some(day(2013, 1, 1))), "pension", "the next list");
    assert_eq!(group(Some(day(1985, 6, 30)), None), "pension", "it has not ended");
    assert_eq!(group(None, None), "pension");
    assert_eq!(group(None, end), "pension", "what nearly all of them have reached");
    assert_eq!(counted(&mut reader), [("code_age_unknown", "03".to_owned(), 1)]);
}

/// A script writes codes as numbers with a decimal: they mean the same, and how many had one is counted.
#[test]
fn a_decimal_of_a_code_says_nothing_unless_the_configuration_names_it() {
    let names = CategoryCodes::declared(CodeList::EndReason.declared());
    let local = BTreeMap::from([("55.0".to_owned(), "work".to_owned())]);
    let list = Some(CodeList::EndReason);
    let rule = CodeRule { names: &names, list, local: Some(&local) };
    let mut reader = CodeReader::new(rule);
    let mut group =
        |text: &str| names.text(reader.code(FieldText::of(text.as_bytes()))).to_string();
    let groups = ["11.0", "32.0", "05,0", "55.0", "77.0", "77"].map(&mut group);
    assert_eq!(groups, ["work", "moved", &*group("5"), "work", "77", "77"]);
    let mut seen = Seen::default();
    reader.take_seen(Field::EndReason, &mut seen);
    assert_eq!(seen.counts[&(POINT_ZERO, Field::EndReason)], 4);
}

/// More texts than there are places for, again and again: none is taken for another.
#[test]
fn every_text_keeps_its_own_group() {
    let names = CategoryCodes::declared([]);
    let mut reader = CodeReader::new(CodeRule { names: &names, list: None, local: None });
    let texts: Vec<String> = (0..9_000).map(|number| format!("tekst{number}")).collect();
    for _ in 0..3 {
        for text in &texts {
            assert_eq!(*names.text(reader.code(FieldText::of(text.as_bytes()))), **text);
        }
    }
}
