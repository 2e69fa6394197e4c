//! What a browser makes of a page. It is not part of the ordinary run, since it needs Chromium, node and two packages of
//! npm: in a folder with `npm install axe-core puppeteer-core`,
//! `OUTFLOW_NODE=that/folder cargo test faults::browser -- --ignored`. Pictures of every page stay in that folder.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::command::Outflow;

const PAGES: [(&str, &str); 11] = [
    ("report", "report --year 2018 --data data/heerlen --lang nl"),
    ("region", "report --period 2021-H1 --data data --each"),
    ("configured", "report --year 2024 --data examples/voorbeeldstad"),
    ("unfinished", "report --year 2025 --partial --data examples/voorbeeldstad --lang nl"),
    ("onepage", "summary --year 2024 --data examples/voorbeeldstad"),
    ("published", "report --year 2018 --data data/heerlen --publish"),
    ("summary", "summary --year 2018 --data data/heerlen --internal --lang nl"),
    ("story", "story --year 2018 --data data/heerlen --internal --lang nl"),
    ("trend", "trend --every quarter --data data/heerlen"),
    ("months", "trend --every month --data data/heerlen --lang nl"),
    ("cohorts", "cohorts --data data/heerlen --by household"),
];

/// axe-core finds nothing wrong, wide, narrow, narrowest or dark; the console is silent, nothing is fetched, nothing sticks out.
#[test]
#[ignore = "needs Chromium, node and packages of npm"]
fn a_browser_finds_nothing_wrong() {
    let folder = PathBuf::from(std::env::var("OUTFLOW_NODE").unwrap());
    let mut paths = Vec::new();
    for (name, options) in PAGES {
        let path = folder.join(name).with_extension("html");
        fs::write(&path, Outflow::new().args(options).args("--format html").text()).unwrap();
        paths.push(path);
    }
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/faults/browser.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(&folder).args(&paths).current_dir(&folder);
    let told = node.output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stdout));
}
