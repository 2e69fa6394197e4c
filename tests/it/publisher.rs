//! `[publisher]` and `[story] lead` in `outflow.toml`, and charts as files.

use std::fs;

use crate::command::{Outflow, folder};

const BENEFITS: &str = "case_id,person_id,start,end,end_reason\n\
    1,11,2016-03-01,2018-03-31,work\n\
    2,12,2016-04-01,2018-04-30,moved\n\
    3,13,2016-05-01,,\n\
    4,14,2017-05-01,2018-05-31,work\n";
const JOBS: &str = "person_id,start,kind\n11,2018-04-01,full_time\n14,2018-06-01,part_time\n";
const COVERAGE: &str =
    "municipality = \"Ons Dorp\"\n[coverage]\nfrom = 2016-01-01\nto = 2018-12-31\n";

fn dataset(toml: &str) -> tempfile::TempDir {
    let toml = format!("{COVERAGE}{toml}");
    folder(&[("benefits.csv", BENEFITS), ("placements.csv", JOBS), ("outflow.toml", &toml)])
}

fn made(toml: &str, command: &str) -> String {
    let folder = dataset(toml);
    Outflow::new().args(command).arg("--data").arg(folder.path()).text()
}

#[test]
fn a_press_text_leads_with_the_figure_that_is_chosen() {
    let story = "story --year 2018 --internal";
    let by_itself = made("", story);
    assert!(
        by_itself.starts_with("2 people in Ons Dorp went from benefit into work\n"),
        "{by_itself}"
    );
    let outflow = made("[story]\nlead = \"outflow\"\n", story);
    assert!(outflow.starts_with("3 benefits in Ons Dorp ended\n"), "{outflow}");
    let place = |text: &str| outflow.find(text).unwrap_or_else(|| panic!("{text} in {outflow}"));
    assert!(place("on benefit") < place("found work"), "{outflow}");
}

#[test]
fn who_publishes_stands_on_pages_and_in_texts() {
    let toml = "[publisher]\nname = \"Gemeente Ons Dorp\"\ncontact = \"pers@onsdorp\"\nlicence = \"CC BY 4.0\"\n";
    let line = "Published by Gemeente Ons Dorp · Questions: pers@onsdorp · Licence: CC BY 4.0";
    assert!(made(toml, "report --year 2018 --format html").contains(line));
    assert!(
        made(toml, "summary --year 2018 --internal")
            .replace('\n', " ")
            .contains("Questions: pers@onsdorp")
    );
    let story = made(toml, "story --year 2018 --internal");
    assert!(
        story.ends_with("[Quote of the alderman] · Contact for the press: pers@onsdorp\n"),
        "{story}"
    );
    assert!(made("", "story --year 2018 --internal").ends_with("[Contact for the press]\n"));
}

/// Each chart of the page, with its title, its source and words for those who do not see it; nothing is written over.
#[test]
fn charts_are_written_as_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let pictures = folder.path().join("pictures");
    let run = || {
        let report = Outflow::report("--year 2018 --data data/heerlen --lang nl --format csv");
        report.arg("--charts").arg(&pictures).run()
    };
    let first = run();
    assert_eq!(first.status, Some(0), "{}", first.stderr);
    let mut names: Vec<String> = fs::read_dir(&pictures)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "caseload.svg",
            "into_work.svg",
            "months.svg",
            "outflow_by_reason.svg",
            "placements_by_sector.svg",
            "programmes.svg"
        ]
    );
    let reasons = fs::read_to_string(pictures.join("outflow_by_reason.svg")).unwrap();
    for said in [
        "Werk is bij 43% de reden",
        "Bron: Heerlen, outflow",
        "role=\"img\" aria-label=\"Werk is bij 43% de reden",
        "43,0%",
    ] {
        assert!(reasons.contains(said), "{said}");
    }
    let again = run();
    assert_eq!(again.status, Some(2), "the folder is not empty");
    assert!(again.stderr.contains("pictures"), "{}", again.stderr);
}
