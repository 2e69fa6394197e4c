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
    let discovered = discover(&[folder.path().to_owned()], &[]).unwrap();
    let kinds = |dataset: &DatasetFolder| dataset.files.iter().map(|(kind, _)| kind.id()).collect();
    let datasets = discovered.datasets.iter();
    datasets.map(|dataset| (dataset.name.clone(), kinds(dataset))).collect()
}

fn message(folder: &TempDir) -> String {
    let error = discover(&[folder.path().to_owned()], &[]).unwrap_err();
    error.to_string().replace(&show_path(folder.path()), "DIR")
}

#[test]
fn a_folder_with_an_export_is_a_dataset() {
    let data = folder(&[
        ("Uitkeringen.CSV", ""),
        ("placements.csv.gz", ""),
        ("trajecten.csv", ""),
        ("other.csv", "naam;plaats\n"),
        ("outflow.toml", "name = \"Heerlen\""),
    ]);
    let expected = vec!["benefits", "placements", "programmes"];
    assert_eq!(names(&data), [("Heerlen".to_owned(), expected)]);
    let data = folder(&[
        ("benefits.csv", ""),
        ("e.csv", ""),
        ("outflow.toml", "name = \"x\"\n[benefits]\nfile = \"e.csv\""),
    ]);
    let found = discover(&[data.path().to_owned()], &[]).unwrap();
    let file = Source::Path(data.path().join("e.csv"));
    assert_eq!(found.datasets[0].files, [(FileKind::Benefits, file)]);
    let file = show_path(&data.path().join("benefits.csv"));
    assert_eq!(found.said, [Said::NotPicked { file }]);
}

#[test]
fn files_are_known_by_their_columns_whatever_their_name() {
    let data = folder(&[
        ("Export GWS.csv", "Overzicht\nDossiernr;Startdatum;Einddatum;Leefvorm\n"),
        ("lijst.tsv", "clientnummer\tbegindatum\teinddatum\turen\tbranche\n"),
        ("Trajecten 2018.txt", "clientnummer;traject;soort;begindatum;einddatum\n"),
        ("readme.txt", "Lees mij\n"),
        ("report.csv", "municipality,period,table,figure,group,unit,value\n"),
        ("leeg.txt", ""),
        ("~$Export GWS.xlsx", "x"),
    ]);
    let expected = vec!["benefits", "placements", "programmes"];
    let name = folder_name(data.path());
    assert_eq!(names(&data), [(name, expected)]);
    let said = discover(&[data.path().to_owned()], &[]).unwrap().said;
    let file = |name: &str| show_path(&data.path().join(name));
    let recognised = |kind, name| Said::Recognised { kind, file: file(name) };
    let why = "is empty; export it again".to_owned();
    assert_eq!(
        said,
        [
            recognised(FileKind::Benefits, "Export GWS.csv"),
            recognised(FileKind::Programmes, "Trajecten 2018.txt"),
            Said::NoExport { file: file("leeg.txt"), why: Some(why) },
            recognised(FileKind::Placements, "lijst.tsv"),
            Said::NoExport { file: file("readme.txt"), why: None },
            Said::OwnOutput { file: file("report.csv") },
        ]
    );
}

#[test]
fn a_folder_of_datasets_is_a_region() {
    let region = folder(&[
        ("b/benefits.csv", ""),
        ("a/uitkeringen.csv", ""),
        ("a/payments.csv", ""),
        (".hidden/benefits.csv", ""),
        ("c/2018/benefits.csv", ""),
        ("readme.txt", "x"),
    ]);
    let expected = [
        ("a".to_owned(), vec!["benefits", "payments"]),
        ("b".to_owned(), vec!["benefits"]),
        ("c".to_owned(), vec!["benefits"]),
    ];
    assert_eq!(names(&region), expected);
    let region = folder(&[("a/benefits.csv", ""), ("outflow.toml", "")]);
    assert!(message(&region).starts_with("DIR/outflow.toml: is in the folder of a region"));
}

#[test]
fn a_folder_of_a_region_without_exports_is_refused_or_left_out_by_name() {
    let region = folder(&[("a/benefits.csv", ""), ("b/outflow.toml", ""), ("b/x.csv", "")]);
    fs::create_dir(region.path().join("c")).unwrap();
    assert_eq!(
        message(&region),
        "DIR: no export in b, c, while other folders of this region have one; put their exports there, or \
         leave them out with --skip \"b\" --skip \"c\" or skip = [\"b\", \"c\"] in DIR/outflow.toml"
    );
    let paths = [region.path().to_owned()];
    let found = discover(&paths, &["b".into(), region.path().join("c")]).unwrap();
    assert_eq!(found.datasets.len(), 1);
    let skipped =
        ["b", "c"].map(|name| Said::Skipped { folder: show_path(&region.path().join(name)) });
    assert_eq!(found.said, skipped);
    fs::write(region.path().join("outflow.toml"), "skip = [\"b\", \"c\"]").unwrap();
    assert_eq!(discover(&paths, &[]).unwrap().said, skipped);
    let error = discover(&paths, &["d".into()]).unwrap_err();
    assert!(error.to_string().starts_with("--skip d: there is no such folder in "), "{error}");
    assert!(error.is_usage());
    fs::write(region.path().join("outflow.toml"), "skip = [\"b\", \"c\", \"e\"]").unwrap();
    assert!(message(&region).starts_with("DIR/outflow.toml: skip: there is no folder \"e\" here"));
    fs::write(region.path().join("outflow.toml"), "skip = [\"b\"]\nname = \"x\"").unwrap();
    assert!(message(&region).starts_with("DIR/outflow.toml: is in the folder of a region"));
}

#[test]
fn two_places_below_a_folder_of_a_region_are_refused() {
    let region =
        folder(&[("a/benefits.csv", ""), ("b/2017/benefits.csv", ""), ("b/2018/benefits.csv", "")]);
    assert_eq!(
        message(&region),
        "DIR/b: has no export itself, but DIR/b/2017 and DIR/b/2018 have; name the one to read with \
         --data, or leave the folder out with --skip \"b\""
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_count_as_folders_of_a_region() {
    use std::os::unix::fs::symlink;
    let region = folder(&[("a/benefits.csv", "")]);
    symlink("gone", region.path().join("b")).unwrap();
    symlink("c", region.path().join("c")).unwrap();
    assert!(message(&region).starts_with("DIR: no export in b, c, while"), "{}", message(&region));
}

#[test]
fn files_of_one_kind_whose_columns_agree_are_all_taken_by_name() {
    let two =
        folder(&[("uitkeringen.csv", "start;end\n1;2\n"), ("benefits.csv", "end;start\n2;1\n")]);
    let found = discover(&[two.path().to_owned()], &[]).unwrap();
    let file = |name: &str| (FileKind::Benefits, Source::Path(two.path().join(name)));
    assert_eq!(found.datasets[0].files, [file("benefits.csv"), file("uitkeringen.csv")]);
    // the same file under two names is used once, and said
    #[cfg(unix)]
    {
        fs::hard_link(two.path().join("benefits.csv"), two.path().join("placements.txt")).unwrap();
        fs::rename(two.path().join("placements.txt"), two.path().join("benefits.txt")).unwrap();
        let found = discover(&[two.path().to_owned()], &[]).unwrap();
        assert_eq!(found.datasets[0].files.len(), 2);
        assert_eq!(found.repeated, [show_path(&two.path().join("benefits.txt"))]);
    }
}

#[test]
fn what_cannot_be_recognised_is_refused_with_the_way_out() {
    let same = folder(&[("benefits.csv", "start;end\n"), ("uitkeringen.csv", "start;end\n")]);
    assert_eq!(
        message(&same),
        "DIR: benefits.csv and uitkeringen.csv are the same to the byte, so every row would count twice; \
         remove one"
    );
    let other =
        folder(&[("benefits.csv", "start;end;sex\n"), ("uitkeringen.csv", "start;end;wijk\n")]);
    assert_eq!(
        message(&other),
        "DIR: benefits.csv and uitkeringen.csv are both exports of benefits, but only benefits.csv has sex \
         and only uitkeringen.csv has district; name the one to read: file = \"uitkeringen.csv\" under \
         [benefits] in outflow.toml"
    );
    let either = folder(&[("x.csv", "start;end\n")]);
    assert_eq!(
        message(&either),
        "DIR/x.csv: could be an export of benefits or placements or programmes; write file = \"x.csv\" \
         under [benefits] or [placements] or [programmes] in outflow.toml, whichever it is"
    );
    let fits = folder(&[("x.csv", ""), ("outflow.toml", "[benefits]\nfiles = [\"bus-*.csv\"]")]);
    assert_eq!(
        message(&fits),
        "DIR: no file fits \"bus-*.csv\", which outflow.toml names under [benefits] files; there is x.csv"
    );
    let none = folder(&[("export \u{1b}.csv", "a;b\n"), ("x.txt", "")]);
    assert_eq!(
        message(&none),
        "DIR: no export found here or in a folder below; no kind of export is known by the columns of \
         export \\u{1b}.csv, x.txt; run `outflow init DIR` to say which columns they have"
    );
    assert_eq!(
        message(&folder(&[])),
        "DIR: no export found here or in a folder below; there is no CSV file and no workbook; put one here, \
         for example uitkeringen.csv, or give the right folder with --data"
    );
    assert_eq!(
        message(&folder(&[("placements.csv", "")])),
        "DIR: no export of benefits beside placements.csv; there is no CSV file and no workbook; put one \
         here, for example uitkeringen.csv, or give the right folder with --data"
    );
    let missing = discover(&[PathBuf::from("no/such")], &[]).unwrap_err();
    assert_eq!(missing.to_string(), "no/such: no such file or folder; check the path");
    assert!(!missing.is_usage());
    let skip = folder(&[("benefits.csv", ""), ("outflow.toml", "skip = [\"x\"]")]);
    assert_eq!(
        message(&skip),
        "DIR/outflow.toml: skip: leaves out folders of a region, and here are exports; remove it"
    );
}

#[test]
fn what_is_named_twice_is_used_once_and_said() {
    let region = folder(&[("a/benefits.csv", ""), ("b/benefits.csv", "")]);
    let again = region.path().join("a");
    let found = discover(&[region.path().to_owned(), again.clone()], &[]).unwrap();
    assert_eq!((found.datasets.len(), found.repeated), (2, vec![show_path(&again)]));
    #[cfg(unix)]
    {
        let copy = folder(&[("payments.csv", "")]);
        let link = copy.path().join("benefits.csv");
        fs::hard_link(region.path().join("a/benefits.csv"), &link).unwrap();
        let found = discover(&[region.path().to_owned(), copy.path().to_owned()], &[]).unwrap();
        assert_eq!(found.repeated, [show_path(&link)]);
        assert_eq!(found.datasets[2].files.len(), 1);
    }
}

#[test]
fn a_file_or_standard_input_is_a_dataset_of_its_own() {
    let data = folder(&[("export 2018.csv", ""), ("trajecten.csv", "")]);
    let paths = ["export 2018.csv", "trajecten.csv"].map(|name| data.path().join(name));
    let found = discover(&[paths[0].clone(), paths[1].clone(), PathBuf::from("-")], &[]).unwrap();
    let kinds: Vec<_> = found.datasets.iter().map(|dataset| dataset.files[0].0).collect();
    assert_eq!(kinds, [FileKind::Benefits, FileKind::Programmes, FileKind::Benefits]);
    assert_eq!(found.datasets[0].name, "export 2018");
    assert_eq!(found.datasets[2].files[0].1, Source::Stdin);
}
