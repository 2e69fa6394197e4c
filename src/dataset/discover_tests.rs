#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use super::*;
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn names(folder: &TempDir) -> Vec<(String, Vec<&'static str>)> {
    let discovered = discover(&[folder.path().to_owned()]).unwrap();
    let kinds = |dataset: &DatasetFolder| dataset.files.iter().map(|(kind, _)| kind.id()).collect();
    let datasets = discovered.datasets.iter();
    datasets.map(|dataset| (dataset.name.clone(), kinds(dataset))).collect()
}

fn message(folder: &TempDir) -> String {
    let error = discover(&[folder.path().to_owned()]).unwrap_err();
    error.to_string().replace(&show_path(folder.path()), "DIR")
}

#[test]
fn a_folder_with_an_export_is_a_dataset() {
    let data = folder(&[
        ("Uitkeringen.CSV", ""),
        ("placements.csv.gz", ""),
        ("trajecten.csv", ""),
        ("other.csv", ""),
        ("outflow.toml", "name = \"Heerlen\""),
    ]);
    let expected = vec!["benefits", "placements", "programmes"];
    assert_eq!(names(&data), [("Heerlen".to_owned(), expected)]);
    let data = folder(&[
        ("benefits.csv", ""),
        ("e.csv", ""),
        ("outflow.toml", "name = \"x\"\n[benefits]\nfile = \"e.csv\""),
    ]);
    let found = discover(&[data.path().to_owned()]).unwrap();
    let file = Source::Path(data.path().join("e.csv"));
    assert_eq!(found.datasets[0].files, [(FileKind::Benefits, file)]);
}

#[test]
fn a_folder_of_datasets_is_a_region() {
    let region = folder(&[
        ("b/benefits.csv", ""),
        ("a/uitkeringen.csv", ""),
        ("a/payments.csv", ""),
        ("notes/readme.txt", ""),
        (".hidden/benefits.csv", ""),
    ]);
    let expected =
        [("a".to_owned(), vec!["benefits", "payments"]), ("b".to_owned(), vec!["benefits"])];
    assert_eq!(names(&region), expected);
    let region = folder(&[("a/benefits.csv", ""), ("outflow.toml", "")]);
    assert!(message(&region).starts_with("DIR/outflow.toml: stands in the folder of a region"));
    let region = folder(&[("a/benefits.csv", ""), ("b/outflow.toml", ""), ("b/x.csv", "")]);
    assert!(message(&region).starts_with("DIR/b: no export found"));
}

#[test]
fn what_cannot_be_told_is_refused_with_the_names() {
    let two = folder(&[("benefits.csv", ""), ("uitkeringen.csv", "")]);
    assert_eq!(
        message(&two),
        "DIR: both benefits.csv and uitkeringen.csv could be the benefits export; \
         remove one, or name one under file in outflow.toml"
    );
    let none = folder(&[("export \u{1b}.csv", ""), ("x.txt", "")]);
    assert_eq!(
        message(&none),
        "DIR: no export found; looked for benefits.csv, uitkeringen.csv, benefits.csv.gz, uitkeringen.csv.gz \
         here and in its subfolders; found export \\u{1b}.csv; rename one or name it under file in outflow.toml"
    );
    assert!(message(&folder(&[])).contains("there is no CSV file here"));
    assert!(message(&folder(&[("placements.csv", "")])).contains("no export of benefits"));
    let missing = discover(&[PathBuf::from("no/such")]).unwrap_err();
    assert_eq!(missing.to_string(), "no/such: no such file or folder; check the path");
    assert_eq!(missing.exit_status(), 1);
}

#[test]
fn what_is_named_twice_is_used_once_and_said() {
    let region = folder(&[("a/benefits.csv", ""), ("b/benefits.csv", "")]);
    let again = region.path().join("a");
    let found = discover(&[region.path().to_owned(), again.clone()]).unwrap();
    assert_eq!((found.datasets.len(), found.repeated), (2, vec![show_path(&again)]));
    #[cfg(unix)]
    {
        let copy = folder(&[("payments.csv", "")]);
        let link = copy.path().join("benefits.csv");
        fs::hard_link(region.path().join("a/benefits.csv"), &link).unwrap();
        let found = discover(&[region.path().to_owned(), copy.path().to_owned()]).unwrap();
        assert_eq!(found.repeated, [show_path(&link)]);
        assert_eq!(found.datasets[2].files.len(), 1);
    }
}

#[test]
fn a_file_or_standard_input_is_a_dataset_of_its_own() {
    let data = folder(&[("export 2018.csv", ""), ("trajecten.csv", "")]);
    let paths = ["export 2018.csv", "trajecten.csv"].map(|name| data.path().join(name));
    let found = discover(&[paths[0].clone(), paths[1].clone(), PathBuf::from("-")]).unwrap();
    let kinds: Vec<_> = found.datasets.iter().map(|dataset| dataset.files[0].0).collect();
    assert_eq!(kinds, [FileKind::Benefits, FileKind::Programmes, FileKind::Benefits]);
    assert_eq!(found.datasets[0].name, "export 2018");
    assert_eq!(found.datasets[2].files[0].1, Source::Stdin);
}
