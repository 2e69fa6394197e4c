//! Every code of every year, the labels, and what is done with a code that its own year does not know.

use std::collections::BTreeMap;

use super::*;
use crate::period::Day;

/// The edition in force on 1 July of a year.
fn year(year: i32) -> Edition {
    editions().of(Day::from_ymd(year, 7, 1).unwrap())
}

/// What a code means in a year: its group, `-` for a code that says there is none, and the list of other years.
fn read(list: CodeList, code: &str, of: i32) -> (&'static str, Option<&'static str>) {
    list.meaning(code, year(of)).map_or(("nobody knows it", None), |meaning| {
        (meaning.group.unwrap_or("-"), meaning.other_year)
    })
}

#[track_caller]
fn assert_codes(list: CodeList, years: &[i32], codes: &[(&str, &str)]) {
    for of in years {
        for (group, codes) in codes {
            for code in codes.split(' ') {
                assert_eq!(read(list, code, *of), (*group, None), "{list:?} {code} in {of}");
            }
        }
    }
}

const END_REASONS: [(&str, &str); 16] = [
    ("work", "11"),
    ("self_employment", "13"),
    ("education", "01 06 1 6"),
    ("relationship", "02 2"),
    ("pension", "03 3"),
    ("deceased", "04 4"),
    ("detention", "05 5"),
    ("abroad", "07 33 7"),
    ("unemployment_benefit", "14"),
    ("disability_benefit", "15"),
    ("other_income", "17 18 19"),
    ("no_cooperation", "31 34 35"),
    ("moved", "32"),
    ("partner", "97"),
    ("other", "98"),
    ("-", "99"),
];

#[test]
fn end_reasons_of_every_year_mean_their_group() {
    let list = CodeList::EndReason;
    assert_codes(list, &[2005, 2012, 2013, 2014, 2015, 2018, 2019, 2031], &END_REASONS);
    let until_2012 = [("work", "20 21"), ("self_employment", "22"), ("other", "51 52 53 61 62")];
    assert_codes(list, &[2005, 2012], &until_2012);
    assert_codes(list, &[2013, 2014], &[("no_cooperation", "08 8")]);
}

#[test]
fn start_reasons_of_every_year_mean_their_group() {
    let list = CodeList::StartReason;
    let always = [
        ("end_of_education", "01 1"),
        ("end_of_relationship", "02 2"),
        ("end_of_work", "11"),
        ("end_of_self_employment", "13"),
        ("end_of_unemployment_benefit", "14"),
        ("end_of_disability_benefit", "15"),
        ("loss_of_other_income", "17 19"),
        ("partner", "40"),
        ("other", "39"),
        ("-", "99"),
    ];
    assert_codes(list, &[2008, 2012, 2013, 2018, 2024], &always);
    let finer = [
        ("end_of_education", "3"),
        ("from_abroad", "4"),
        ("end_of_work", "5 12 21 24 31"),
        ("loss_of_other_income", "16 33 34 35 42"),
        ("end_of_self_employment", "22"),
        ("end_of_detention", "25"),
        ("end_of_disability_benefit", "32"),
        ("moved_in", "41"),
        ("refugee_housed", "43"),
        ("other", "23 26 27 28"),
        ("-", "0"),
    ];
    assert_codes(list, &[2013, 2018, 2024], &finer);
    assert_eq!(read(list, "41", 2010), ("moved_in", Some("GWS18")));
}

#[test]
fn kinds_of_programme_mean_their_group_in_their_years() {
    let list = CodeList::ProgrammeKind;
    let r13 = [
        ("wage_subsidy_temporary", "1 01"),
        ("subsidised_job", "2 02"),
        ("participation_place", "3 03"),
        ("other", "4 04"),
    ];
    assert_codes(list, &[2013, 2014], &r13);
    let r15 = [
        ("wage_subsidy_temporary", "01 1"),
        ("subsidised_job", "02 2"),
        ("participation_place", "03 3"),
        ("wage_subsidy", "04 4"),
        ("sheltered_work", "05 5"),
        ("job_coaching", "06 6"),
        ("transport", "07 7"),
        ("other", "08 8 99"),
    ];
    assert_codes(list, &[2015, 2018], &r15);
    let srg19 = [("work_experience", "23 29"), ("job_coaching", "30"), ("other", "31 59")];
    assert_codes(list, &[2019, 2025], &srg19);
}

#[test]
fn codes_without_years_mean_their_group() {
    let years = [2005, 2013, 2018, 2025];
    let households =
        [("single", "1 01"), ("single_parent", "2 02"), ("couple", "3 03"), ("other", "4 04")];
    assert_codes(CodeList::Household, &years, &households);
    let schemes =
        [("participatiewet", "01 1 0"), ("ioaw", "02 2"), ("ioaz", "03 3"), ("bbz", "14")];
    assert_codes(CodeList::Scheme, &years, &schemes);
    let results = [("completed", "1"), ("dropout", "2"), ("ended_otherwise", "3"), ("-", "9")];
    assert_codes(CodeList::Result, &years, &results);
    assert_codes(CodeList::Sex, &years, &[("man", "1 m M"), ("woman", "2 v f")]);
}

#[test]
fn households_of_suwinet_have_codes_of_their_own() {
    let list = CodeList::HouseholdSuwinet;
    let codes = [
        ("single", "01"),
        ("single_parent", "02"),
        ("couple", "03 04 08 09 4"),
        ("other", "05 06 07 98"),
        ("-", "00"),
    ];
    assert_codes(list, &[2018], &codes);
    assert_eq!(read(list, "Alleenstaande ouder", 2018), ("single_parent", None));
}

/// A code that the list of its year lacks is read by the nearest list in time that has it, and that is known.
#[test]
fn a_code_of_another_year_is_read_by_the_nearest_list() {
    let reasons = CodeList::EndReason;
    assert_eq!(read(reasons, "08", 2018), ("no_cooperation", Some("R13")));
    assert_eq!(read(reasons, "08", 2010), ("no_cooperation", Some("R13")));
    assert_eq!(read(reasons, "20", 2013), ("work", Some("R10")));
    assert_eq!(read(reasons, "22", 2024), ("self_employment", Some("R10")));
    let kinds = CodeList::ProgrammeKind;
    assert_eq!(read(kinds, "4", 2012), ("other", Some("R13")));
    assert_eq!(read(kinds, "5", 2013), ("sheltered_work", Some("R15")));
    assert_eq!(read(kinds, "04", 2020), ("wage_subsidy", Some("R15")), "not R13, further away");
    assert_eq!(read(kinds, "29", 2014), ("work_experience", Some("SRG19")));
    assert_eq!(read(kinds, "29", 2016), ("work_experience", Some("SRG19")));
    assert_eq!(read(reasons, "88", 2018), ("nobody knows it", None));
}

/// From either side of a list, the codes that it lacks mean the same: the month within its years does not matter.
#[test]
fn lists_before_and_after_another_agree_on_what_it_lacks() {
    let all = [CodeList::EndReason, CodeList::StartReason, CodeList::ProgrammeKind];
    for list in all.into_iter().filter_map(CodeList::list) {
        for (place, between) in list.years.iter().enumerate() {
            for earlier in &list.years[..place] {
                for later in &list.years[place + 1..] {
                    let lacks = |code: &(&str, _)| between.codes.find(code.0).is_none();
                    for (code, group) in earlier.codes.values().filter(lacks) {
                        let other = later.codes.find(code);
                        assert!(other.is_none_or(|other| other == group), "{code}");
                    }
                }
            }
        }
    }
}

/// Until 2012 code 03 meant the age of 27 or of 65.
#[test]
fn until_2012_code_03_means_something_else_for_the_young() {
    let under_30 =
        |of| CodeList::EndReason.meaning("03", year(of)).and_then(|meaning| meaning.under_30);
    assert_eq!([2009, 2012, 2013, 2018].map(under_30), [Some("other"), Some("other"), None, None]);
}

#[test]
fn editions_turn_on_the_first_of_january() {
    let of = |year, month, day| editions().of(Day::from_ymd(year, month, day).unwrap());
    assert_eq!(of(2012, 12, 31), of(1990, 1, 1));
    assert!(of(2012, 12, 31) < of(2013, 1, 1) && of(2013, 1, 1) == of(2014, 12, 31));
    assert!(of(2014, 12, 31) < of(2015, 1, 1) && of(2015, 1, 1) == of(2018, 12, 31));
    assert!(of(2018, 12, 31) < of(2019, 1, 1));
    assert_eq!(of(2019, 1, 1), editions().newest());
}

#[test]
fn schemes_that_are_no_benefit_are_known_by_name() {
    for (text, scheme) in [
        ("11", "special_assistance"),
        ("12", "special_assistance"),
        ("Bijzondere bijstand", "special_assistance"),
        ("06", "claims"),
        ("6", "claims"),
        ("Vorderingen", "claims"),
        ("10", "reintegration"),
        ("Tozo", "tozo"),
        ("TOZO 5", "tozo"),
        ("Tozo1", "tozo"),
        ("WIJ", "wij"),
        ("WWIK", "wwik"),
        ("Individuele inkomenstoeslag", "income_supplement"),
    ] {
        assert_eq!(left_out_scheme(text), Some(scheme), "{text}");
        assert_eq!(CodeList::Scheme.meaning(text, Edition::default()), None, "{text}");
    }
    for benefit in ["01", "02", "03", "14", "0", "Bbz", "Participatiewet"] {
        assert_eq!(left_out_scheme(benefit), None, "{benefit}");
    }
}

#[test]
fn labels_mean_the_same_in_every_year() {
    for (list, text, group) in [
        (CodeList::EndReason, "Arbeid in dienstbetrekking", "work"),
        (CodeList::EndReason, "Oorzaak bij partner", "partner"),
        (CodeList::StartReason, "Vestiging vanuit andere gemeente", "moved_in"),
        (CodeList::StartReason, "Einde detentie", "end_of_detention"),
        (CodeList::StartReason, "Statushouder gehuisvest", "refugee_housed"),
        (CodeList::StartReason, "Bereiken 18-jarige leeftijd", "turned_18"),
        (CodeList::StartReason, "Einde WW-uitkering", "end_of_unemployment_benefit"),
        (CodeList::StartReason, "End of study", "end_of_education"),
        (CodeList::PlacementKind, "Full-time", "full_time"),
        (CodeList::ProgrammeKind, "Voorschakeltraject", "pre_employment"),
        (CodeList::ProgrammeKind, "Forfaitaire loonkostensubsidie", "wage_subsidy_flat"),
        (CodeList::ProgrammeKind, "Tijdelijke loonkostensubsidie", "wage_subsidy_temporary"),
        (CodeList::ProgrammeKind, "WIW/ID-baan", "subsidised_job"),
        (CodeList::ProgrammeKind, "Beschut werk", "sheltered_work"),
        (CodeList::ProgrammeKind, "Sociale werkvoorziening", "wsw"),
        (CodeList::ProgrammeKind, "Wsw", "wsw"),
        (CodeList::ProgrammeKind, "Maatschappelijke participatie", "social_participation"),
        (CodeList::ProgrammeKind, "Sociale activering", "social_participation"),
        (CodeList::ProgrammeKind, "Tegenprestatie", "social_participation"),
        (CodeList::ProgrammeKind, "Vrijwilligerswerk", "volunteering"),
        (CodeList::Result, "Inburgering behaald", "civic_integration"),
        (CodeList::Result, "Verhuisd", "ended_otherwise"),
        (CodeList::Result, "Pregnancy", "ended_otherwise"),
    ] {
        for of in [2005, 2014, 2018, 2025] {
            assert_eq!(read(list, text, of), (group, None), "{text} in {of}");
        }
    }
    assert!(is_missing_word("n.v.t.") && is_missing_word("-") && !is_missing_word("zorg"));
    let subsidies = ["Ja", "nee", "100"].map(wage_subsidy);
    assert_eq!(subsidies, [Some(true), Some(false), None]);
    assert_eq!(date().len(), 10);
}

#[test]
fn an_unknown_label_has_a_nearest_group_and_a_number_has_none() {
    let nearest = |text| CodeList::EndReason.nearest(text);
    assert_eq!(nearest("Arbeid in dienstbetreking"), Some("work"));
    assert_eq!(nearest("Verhuisd naar elders (zie dossier)"), Some("moved"));
    assert_eq!(nearest("88"), None);
    assert_eq!(nearest("Zomaar"), None);
}

#[test]
fn declared_groups_keep_their_order_and_missing_is_none() {
    let households: Vec<_> = CodeList::Household.declared().collect();
    assert_eq!(households, ["single", "single_parent", "couple", "other"]);
    let schemes: Vec<_> = CodeList::Scheme.declared().collect();
    assert_eq!(schemes, ["participatiewet", "ioaw", "ioaz", "bbz"]);
    let reasons: Vec<_> = CodeList::EndReason.declared().collect();
    assert_eq!(reasons.first().zip(reasons.last()), Some((&"work", &"other")));
    let results: Vec<_> = CodeList::Result.declared().collect();
    let declared = ["work", "part_time_work", "education", "civic_integration", "participation"];
    assert_eq!(results[..5], declared);
    assert_eq!(results[5..], ["completed", "dropout", "ended_otherwise"]);
    let kinds: Vec<_> = CodeList::ProgrammeKind.declared().collect();
    assert_eq!(
        kinds[..5].join(" "),
        "wage_subsidy wage_subsidy_flat wage_subsidy_temporary subsidised_job participation_place"
    );
    assert_eq!(kinds[5..9].join(" "), "sheltered_work wsw job_coaching debt_help");
    assert_eq!(
        kinds[9..14].join(" "),
        "pre_employment work_experience language education volunteering"
    );
    assert_eq!(kinds[14..].join(" "), "social_participation health transport other");
}

#[test]
fn no_value_means_two_groups() {
    let table: toml::Table = toml::from_str(include_str!("../codes.toml")).unwrap();
    let of_years = table.get("code_list").and_then(toml::Value::as_array).into_iter().flatten();
    let of_years = of_years.filter_map(|list| list.get("codes"));
    let labels = table.iter().filter(|(name, _)| *name != "code_list").map(|(_, list)| list);
    for list in labels.chain(of_years) {
        let mut seen = BTreeMap::new();
        for (group, values) in list.as_table().into_iter().flatten() {
            for value in values.as_array().into_iter().flatten().filter_map(toml::Value::as_str) {
                let value = folded(value);
                let value = bare(&value).unwrap_or(&value).to_owned();
                let before = seen.insert(value.clone(), group);
                assert!(before.is_none_or(|before| before == group), "{value}");
            }
        }
    }
}

/// A code without a group would be lost in silence.
#[test]
fn every_list_of_years_belongs_to_a_list_and_names_its_groups() {
    let table: toml::Table = toml::from_str(include_str!("../codes.toml")).unwrap();
    let lists = table["code_list"].as_array().unwrap();
    assert_eq!(lists.len(), 8);
    for list in lists {
        let of = list["of"].as_str().unwrap();
        let declared = lists_of(of);
        for part in ["codes", "under_30"] {
            let groups = list.get(part).and_then(toml::Value::as_table).into_iter().flatten();
            for (group, _) in groups {
                assert!(group == "missing" || declared.contains(group), "{of}: {group}");
            }
        }
    }
}

fn lists_of(name: &str) -> Vec<String> {
    lists().list(name).unwrap().declared.clone()
}
