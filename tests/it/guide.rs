//! `outflow completions` and `outflow man`.

use std::fs;

use crate::command::Outflow;

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = Outflow::new().args("completions").arg(shell).text();
        for word in ["cohorts", "min-cell", "allow-rejects"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let run = Outflow::new().args("completions csh").run();
    assert_eq!((run.status, run.stdout()), (Some(2), ""));
}

/// All pages are written, each once; what is there is not overwritten unless asked.
#[test]
fn the_manual_is_a_page_for_each_command() {
    let page = Outflow::new().args("man report").text();
    assert!(page.contains(".TH outflow-report 1  \"outflow "), "{page}");
    assert!(page.contains("outflow report \\-\\-year 2018"), "{page}");
    assert!(page.contains("code lists of"), "{page}");
    let folder = tempfile::tempdir().unwrap();
    let write = || Outflow::new().args("man --all").arg(folder.path());
    assert_eq!(write().run().status, Some(0));
    let of_report = fs::read_to_string(folder.path().join("outflow-report.1")).unwrap();
    assert_eq!(of_report, page);
    assert!(folder.path().join("outflow.1").is_file());
    assert!(fs::read_dir(folder.path()).unwrap().count() > 12);
    let again = write().run();
    assert_eq!(again.status, Some(2));
    assert!(again.stderr.contains("outflow.1"), "{}", again.stderr);
    assert_eq!(write().arg("--force").run().status, Some(0));
}

#[test]
fn a_command_that_is_not_there_is_named_with_the_nearest() {
    let run = Outflow::new().args("man reprot").run();
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("there is no command `reprot`; did you mean `report`?"));
}
