//! The language of everything that is said: by `--lang`, `OUTFLOW_LANG`, then the locale.

use std::fs;

use crate::command::{Outflow, Run};

fn dutch(arguments: &str) -> Run {
    Outflow::new().args(arguments).env("OUTFLOW_LANG", "nl").run()
}

/// The locale speaks where nobody else does, and never to a program that reads figures.
#[test]
fn the_locale_decides_for_readers_and_not_for_programs() {
    let made = |arguments: &str, locale: &str| {
        let run = Outflow::new().args(arguments).args("--year 2018 --data data/heerlen");
        run.env("OUTFLOW_LANG", "").env("LC_ALL", locale).run().stdout().to_owned()
    };
    assert!(made("report", "nl_NL.UTF-8").starts_with("Heerlen, 2018: bijstand en werk"));
    assert!(made("report", "de_DE.UTF-8").starts_with("Heerlen, 2018: benefits and work"));
    assert!(made("report --lang en", "nl_NL.UTF-8").starts_with("Heerlen, 2018: benefits"));
    for format in ["csv", "json"] {
        let arguments = format!("report --section caseload --format {format}");
        assert_eq!(made(&arguments, "nl_NL.UTF-8"), made(&arguments, "C"));
    }
}

/// Wrong options, refused data, and what `init`, `sample` and `audit` say are in Dutch too.
#[test]
fn every_command_speaks_dutch() {
    let run = dutch("report --yaer 2018");
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.starts_with("fout: '--yaer' is hier geen argument\n"), "{}", run.stderr);
    let run = dutch("report --year 2018 --data /nergens");
    assert!(run.stderr.contains("dit bestand of deze map is er niet"), "{}", run.stderr);
    let run = dutch("report --year 2030 --data data/heerlen");
    let told = "outflow: geen gegevens beslaan 2030; Heerlen beslaat 2016-01-01 tot en met 2018-12-31; \
                kies een periode daarbinnen, of gebruik --partial voor voorlopige cijfers\n";
    assert_eq!(run.stderr, told);
    let help = dutch("report --help");
    assert!(help.stdout().contains("Gebruik: outflow report"), "{}", help.stdout());
    assert!(help.stdout().contains("Een jaar (2018), half jaar"), "{}", help.stdout());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("proef").display().to_string();
    let sample = dutch(&format!("sample {path} --cases 50"));
    assert!(sample.stderr.contains("niemand in deze exports bestaat"), "{}", sample.stderr);
    fs::remove_file(folder.path().join("proef/outflow.toml")).unwrap();
    let init = dutch(&format!("init {path}"));
    assert!(init.stdout().contains("herkend aan") && init.stdout().contains("\nGeschreven: "));
    let csv = folder.path().join("2018.csv").display().to_string();
    dutch(&format!("report --year 2018 --data data/heerlen --publish --output {csv}"));
    let audit = dutch(&format!("audit {csv}"));
    assert!(audit.stdout().starts_with("Aantallen getoond: "), "{}", audit.stdout());
    // `--lang` is above what the surroundings say, also where nothing but messages is printed
    let asked = |arguments: &str, lang: &str| {
        let run = Outflow::new().args(arguments).args("--lang").arg(lang);
        run.env("OUTFLOW_LANG", "en").run()
    };
    assert_eq!(asked(&format!("audit {csv}"), "nl").stdout(), audit.stdout());
    let init = asked(&format!("init {path} --force"), "nl");
    assert!(init.stdout().contains("herkend aan"), "{}", init.stdout());
    let sample = asked(&format!("sample {path} --cases 50 --force"), "nl");
    assert!(sample.stderr.contains("niemand in deze exports bestaat"), "{}", sample.stderr);
    assert_eq!(asked(&format!("audit {csv}"), "fr").status, Some(2));
}

/// The comments of a new outflow.toml are in the language of who is to read them; what it says is the same.
#[test]
fn a_new_configuration_has_comments_in_dutch() {
    let written = |lang: &str| {
        let export = "Dossiernr;Begin;Einddatum;Onbekend\n1;01-02-2018;;x\n2;03-04-2017;05-06-2018;y\n3;01-09-2018;;z\n";
        let folder = crate::command::folder(&[("lijst.csv", export)]);
        let run = Outflow::new().arg("init").arg(folder.path()).env("OUTFLOW_LANG", lang).run();
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        std::fs::read_to_string(folder.path().join("outflow.toml")).unwrap()
    };
    let (english, dutch) = (written("en"), written("nl"));
    assert!(
        dutch.starts_with("# Wat de exports in deze map zijn; geschreven door `outflow init`"),
        "{dutch}"
    );
    for said in [
        "# De periode waarover de exports volledig zijn.",
        "# herkend aan de naam",
        "# Hoe er wordt geteld",
    ] {
        assert!(dutch.contains(said), "{said}: {dutch}");
    }
    let settings = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| line.split("   # ").next().unwrap().to_owned());
        lines
            .filter(|line| !line.starts_with("# ") || line.contains(" = "))
            .filter(|line| !line.starts_with("name"))
            .collect()
    };
    assert_eq!(settings(&english), settings(&dutch));
}
