use super::*;

fn matched(kind: FileKind, header: &str) -> Result<Matched, Refusal> {
    let names: Vec<String> = header.split(';').map(str::to_owned).collect();
    match_columns(kind, &names, &[])
}

fn ids(kind: FileKind, header: &str) -> Vec<&'static str> {
    let matched = matched(kind, header).unwrap();
    let fields = matched.fields.into_iter();
    fields.map(|field| field.map_or("", Field::id)).collect()
}

#[test]
fn the_list_of_names_is_whole_and_each_name_stands_once() {
    let table: HashMap<String, Names> = toml::from_str(include_str!("columns.toml")).unwrap();
    for kind in FileKind::ALL {
        let names = &table[kind.id()];
        let mut seen = HashMap::new();
        for (id, aliases) in names.first_choice.iter().chain(&names.second_choice) {
            assert!(kind.field(id).is_some(), "{kind} {id}");
            for alias in aliases {
                assert_eq!(seen.insert(normalised(alias), id), None, "{kind} {id} {alias}");
            }
        }
    }
}

#[test]
fn headers_are_known_in_every_dress() {
    let benefits = FileKind::Benefits;
    assert_eq!(ids(benefits, "START;end"), ["start", "end"]);
    assert_eq!(ids(benefits, " Start Datum ;eind_datum"), ["start", "end"]);
    assert_eq!(
        ids(
            benefits,
            "Dossiernr;Clientnummer;Startdatum periodiek algemeen;Einddatum periodiek algemeen;x"
        ),
        ["case_id", "person_id", "start", "end", ""]
    );
    assert_eq!(
        ids(
            benefits,
            "REGISTRATIENUMMER UITKERING;AANVANGSDATUM UITKERING PERSOON;EINDDATUM UITKERING PERSOON;\
             REDEN BEËINDIGING UITKERING PERSOON;REDEN;BETAALBAAR GESTELD BEDRAG UITKERING"
        ),
        ["case_id", "start", "end", "end_reason", "start_reason", "monthly_amount"]
    );
    assert_eq!(
        ids(benefits, "start;end;REDEN BEE\u{308}INDIGING UITKERING PERSOON"),
        ["start", "end", "end_reason"]
    );
    assert_eq!(
        ids(
            FileKind::Programmes,
            "REGISTRATIENUMMER VOORZIENING;TYPE VOORZIENING;BEGINDATUM VOORZIENING"
        ),
        ["participation_id", "kind", "start"]
    );
}

#[test]
fn a_second_choice_counts_only_without_a_first() {
    let benefits = FileKind::Benefits;
    assert_eq!(ids(benefits, "start;end;bsn;clientnr"), ["start", "end", "", "person_id"]);
    assert_eq!(ids(benefits, "start;end;bsn"), ["start", "end", "person_id"]);
    assert_eq!(ids(benefits, "start;end;sofinummer;bsn"), ["start", "end", "", "person_id"]);
}

#[test]
fn two_headers_for_one_column_are_refused() {
    for header in ["start;end;Begindatum", "start;end;START", "bsn;BSN;start;end"] {
        let refusal = matched(FileKind::Benefits, header).unwrap_err();
        assert!(matches!(refusal, Refusal::DuplicateColumn { .. }), "{header}");
    }
    assert!(matched(FileKind::Benefits, "start;end;x;x").is_ok());
}

#[test]
fn a_name_in_the_configuration_wins() {
    let names = ["start", "einddatum", "laatste dag"].map(str::to_owned);
    let overrides = [(Field::End, "Laatste_dag".to_owned())];
    let matched = match_columns(FileKind::Benefits, &names, &overrides).unwrap();
    assert_eq!(matched.fields, [Some(Field::Start), None, Some(Field::End)]);
    let overrides = [(Field::End, "laatse dag".to_owned())];
    let refusal = match_columns(FileKind::Benefits, &names, &overrides).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "outflow.toml takes end from \"laatse dag\", which is not a header of this file; \
         did you mean \"laatste dag\"?"
    );
}

#[test]
fn characters_that_look_like_others_are_named() {
    for (header, name) in [
        ("start\u{a0};end", "a no-break space"),
        ("st\u{430}rt;end", "a Cyrillic letter"),
        ("start;\u{200b}end", "a zero-width character"),
        ("st\u{3b1}rt;end", "a Greek letter"),
        ("start;end\u{2013}reason;end", "a dash that is not a hyphen"),
        ("ｓｔａｒｔ;end", "a full-width character"),
        ("st\u{202e}art;end", "an invisible character"),
    ] {
        let refusal = matched(FileKind::Benefits, header).unwrap_err();
        assert!(refusal.to_string().contains(name), "{header}: {refusal}");
    }
    assert!(matched(FileKind::Benefits, "start;end;opmerking\u{a0}α").is_ok());
}

#[test]
fn a_header_with_a_slip_is_suggested() {
    let names = ["start", "eindatum"].map(str::to_owned);
    assert_eq!(looks_like(FileKind::Benefits, Field::End, &names), Some("eindatum"));
}
