//! Files and folders as people have them: names of their own, other files between them, folders of deliveries.

use std::fs;
use std::path::Path;

use crate::command::{Outflow, Run, folder};

const BENEFITS: &str = "Dossiernr;Clientnummer;Startdatum;Einddatum;Leefvorm\n\
    1;11;01-02-2018;;Alleenstaande\n2;12;05-03-2017;04-06-2018;Alleenstaande\n";
const PLACEMENTS: &str = "clientnummer;begindatum;einddatum;uren;branche\n12;01-06-2018;;36;zorg\n";
const COVERAGE: &str = "[coverage]\nfrom = 2017-01-01\nto = 2018-12-31\n";

fn report(folder: &Path, options: &str) -> Run {
    Outflow::report("--year 2018 --format csv").args(options).cwd(folder).run()
}

#[track_caller]
fn assert_refused(run: &Run, stderr: &str) {
    assert_eq!(run.stderr, stderr);
    assert_eq!((run.status, run.stdout()), (Some(1), ""));
}

/// A folder with exports under names of their own, a text, what the program wrote before and a lock file.
#[test]
fn exports_are_known_by_their_columns_and_everything_else_is_named() {
    let data = folder(&[
        ("d/Export GWS.csv", BENEFITS),
        ("d/plaatsingen 2018.csv", PLACEMENTS),
        ("d/readme.txt", "Lees mij\n"),
        ("d/report.csv", "municipality,period,table,figure,group,unit,value\n"),
        ("d/~$Export GWS.xlsx", "lock"),
        ("d/outflow.toml", COVERAGE),
    ]);
    let told = "\
outflow: benefits: d/Export GWS.csv (known by its columns)
outflow: placements: d/plaatsingen 2018.csv (known by its columns)
outflow: d/readme.txt is left out: its columns are those of no export.
";
    let run = report(data.path(), "--data d");
    assert_eq!((run.stderr.as_str(), run.status), (told, Some(0)));
    assert!(run.values().contains("caseload,outflow,,benefits,1,"), "{}", run.stdout());
    assert!(run.values().contains("into_work,into_work,,persons,1,"), "{}", run.stdout());
    let check = Outflow::new().args("check --data d").cwd(data.path()).run();
    let told = format!("{told}outflow: d/report.csv is left out: outflow wrote it itself.\n");
    assert_eq!((check.stderr, check.status), (told, Some(0)));
    let run = report(data.path(), "--data d --lang nl");
    let dutch = "outflow: uitkeringen: d/Export GWS.csv (herkend aan de kolommen)\n";
    assert!(run.stderr.starts_with(dutch), "{}", run.stderr);
}

/// An older copy that was left in the folder is the commonest way to a wrong figure.
#[test]
fn an_older_copy_beside_the_export_is_refused_or_picked_by_name() {
    let older = BENEFITS.replace("04-06-2018", "");
    let data = folder(&[("d/uitkeringen.csv", BENEFITS), ("d/uitkeringen oud.csv", &older)]);
    let run = report(data.path(), "--data d");
    assert_eq!(run.status, Some(1));
    assert!(
        run.stderr.contains("2 of its rows are in d/uitkeringen oud.csv too"),
        "{}",
        run.stderr
    );
    let toml = format!("{COVERAGE}[benefits]\nfiles = [\"uitkeringen.*\"]\n");
    fs::write(data.path().join("d/outflow.toml"), toml).unwrap();
    let run = report(data.path(), "--data d");
    assert_eq!((run.stderr.as_str(), run.status), ("", Some(0)));
    assert!(run.values().contains("caseload,outflow,,benefits,1,"), "{}", run.stdout());
    let check = Outflow::new().args("check --data d").cwd(data.path()).run();
    let told =
        "outflow: d/uitkeringen oud.csv is left out: outflow.toml names the files to read.\n";
    assert_eq!(check.stderr, told);
}

/// Deliveries side by side look like a region; they are one municipality twice.
#[test]
fn two_deliveries_are_no_region() {
    let named = format!("municipality = \"Proefdorp\"\n{COVERAGE}");
    let later = BENEFITS.replace("2;12", "3;13");
    let data = folder(&[
        ("d/2019/uitkeringen.csv", BENEFITS),
        ("d/2019/outflow.toml", &named),
        ("d/2020/uitkeringen.csv", &later),
        ("d/2020/outflow.toml", &named),
    ]);
    let told = "outflow: d/2019 and d/2020 both hold Proefdorp from 2017-01-01 to 2018-12-31: these are two \
        deliveries and would count twice; give one of them with --data, leave one out with --skip, or compare \
        them with `outflow revise`\n";
    assert_refused(&report(data.path(), "--data d"), told);
    let check = || Outflow::new().args("check --data d").cwd(data.path()).run();
    assert_refused(&check(), told);
    for file in ["d/2019/outflow.toml", "d/2020/outflow.toml"] {
        fs::write(data.path().join(file), COVERAGE).unwrap();
    }
    assert_refused(
        &report(data.path(), "--data d"),
        "outflow: d/2019 and d/2020 both name no municipality (municipality = \"…\" in their outflow.toml does) \
         and cover 2017-01-01 to 2018-12-31: these are two deliveries and would count twice; give one of them \
         with --data, leave one out with --skip, or compare them with `outflow revise`\n",
    );
    let revise = Outflow::new().args("revise d/2019 d/2020 --year 2018").cwd(data.path()).run();
    assert_eq!(revise.status, Some(0), "{}", revise.stderr);
    // other places, and yet one file in both
    fs::write(data.path().join("d/2020/outflow.toml"), named.replace("Proef", "Toets")).unwrap();
    fs::write(data.path().join("d/2020/uitkeringen.csv"), BENEFITS).unwrap();
    assert_refused(
        &check(),
        "outflow: d/2019 and d/2020 both hold the same file to the byte (uitkeringen.csv in the first): these \
         are two deliveries and would count twice; give one of them with --data, leave one out with --skip, or \
         compare them with `outflow revise`\n",
    );
}

/// A municipality that is missing in a region is missing in its figures, so it is never left out in silence.
#[test]
fn a_folder_of_a_region_is_left_out_by_name_only() {
    let data = folder(&[
        ("d/a/uitkeringen.csv", BENEFITS),
        ("d/a/outflow.toml", COVERAGE),
        ("d/b/brief.docx", ""),
    ]);
    assert_refused(
        &report(data.path(), "--data d"),
        "outflow: d: no export in b, while other folders of this region have one; put its export there, or \
         leave it out with --skip \"b\" or skip = [\"b\"] in d/outflow.toml\n",
    );
    let told = "outflow: d/b is left out because --skip or outflow.toml says so; nothing in it is counted.\n";
    let run = report(data.path(), "--data d --skip b");
    assert_eq!((run.stderr.as_str(), run.status), (told, Some(0)));
    let page = Outflow::report("--year 2018 --data d --skip b").cwd(data.path()).text();
    assert!(page.contains("d/b is left out"), "{page}");
    fs::write(data.path().join("d/outflow.toml"), "skip = [\"b\"]\n").unwrap();
    assert_eq!(report(data.path(), "--data d").stderr, told);
    let run = report(data.path(), "--data d --skip c");
    assert_eq!(run.stderr, "outflow: --skip c: there is no such folder in d\n");
    assert_eq!(run.status, Some(2));
}

/// `init` takes what `report` takes: several files of one kind, a sheet of a workbook, and nothing it wrote itself.
#[test]
fn init_describes_what_a_report_reads() {
    let earlier = BENEFITS.replace("04-06-2018", "04-06-2017");
    let later = earlier.replace("\n1;11;", "\n3;13;").replace("\n2;12;", "\n4;14;");
    let data = folder(&[
        ("d/bus-2018-01.csv", &earlier),
        ("d/bus-2018-02.csv", &later),
        ("d/report.csv", "municipality,period,table,figure,group,unit,value\n"),
        ("d/readme.txt", "Lees mij\n"),
    ]);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Blad1").unwrap();
    for (row, line) in (0..).zip(PLACEMENTS.lines()) {
        for (column, field) in (0..).zip(line.split(';')) {
            sheet.write_string(row, column, field).unwrap();
        }
    }
    book.save(data.path().join("d/plaatsingen 2018.xlsx")).unwrap();
    let init = Outflow::new().args("init d").cwd(data.path()).run();
    assert_eq!(init.status, Some(0), "{}", init.stderr);
    let told = init.stdout();
    assert!(told.contains("d/plaatsingen 2018.xlsx (Blad1): placements"), "{told}");
    assert!(told.contains("d/report.csv: not used, outflow wrote it itself"), "{told}");
    let toml = fs::read_to_string(data.path().join("d/outflow.toml")).unwrap();
    let files = "\n[benefits]\nfiles = [\"bus-2018-01.csv\", \"bus-2018-02.csv\"]\n";
    assert!(toml.contains(files), "{toml}");
    assert!(toml.contains("\n[placements]\nfile = \"plaatsingen 2018.xlsx\"\n"), "{toml}");
    assert!(toml.contains("This is a guess"), "{toml}");
    let run = report(data.path(), "--data d --partial");
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.values().contains("caseload,inflow,,benefits,2,"), "{}", run.stdout());
}
