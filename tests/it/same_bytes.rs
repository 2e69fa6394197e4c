//! The same data give the same bytes, whatever the form of the exports and wherever it is run.

use std::fs;
use std::path::Path;

use crate::command::Outflow;
use crate::rewrite::{Dates, Encoding, Form, Table, maasgouw, write};

const OPTIONS: &str = "--period 2021-H1 --format csv";

fn report(folder: &Path) -> String {
    Outflow::report(OPTIONS).arg("--data").arg(folder).text()
}

/// The report of exports in a form.
fn report_of(tables: &[Table], form: &Form) -> String {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), tables, form);
    report(folder.path())
}

#[track_caller]
fn assert_same_form(form: &Form) {
    let tables = maasgouw();
    let same = report_of(&tables, form) == report_of(&tables, &Form::SAMPLE);
    assert!(same, "{form:?} gives another report");
}

/// The labels that the other tests put in do come out: else they would prove nothing.
#[test]
fn labels_of_any_alphabet_come_out() {
    let text = report_of(&maasgouw(), &Form::SAMPLE);
    for label in ["Panheel–Œuvre € 5", "schulden ‘én’ zo", "Kledingbank ’t Façade"] {
        assert!(text.contains(label), "{label}");
    }
    assert!(text.contains("\"Jachthaven „De Plas”; Ÿ, \"\"zuid\"\"\""));
}

#[test]
fn delimiters_and_quotes() {
    for delimiter in [',', ';', '\t', '|'] {
        for quoted in [false, true] {
            assert_same_form(&Form { delimiter, quoted, ..Form::SAMPLE });
        }
    }
    for delimiter in [',', ';'] {
        assert_same_form(&Form { delimiter, separator_line: true, ..Form::SAMPLE });
    }
}

#[test]
fn notations_of_dates() {
    for dates in [Dates::Iso, Dates::Slashes, Dates::Compact, Dates::WithTime] {
        assert_same_form(&Form { dates, ..Form::SAMPLE });
    }
}

#[test]
fn line_ends() {
    for line_end in ["\r\n", "\r", "\n"] {
        for last_line_end in [true, false] {
            assert_same_form(&Form { line_end, last_line_end, ..Form::SAMPLE });
        }
    }
}

#[test]
fn encodings_and_compression() {
    use Encoding::{Utf8, Utf8Bom, Utf16Big, Utf16Little, Windows1252};
    for encoding in [Utf8, Utf8Bom, Utf16Big, Utf16Little, Windows1252] {
        for compressed in [false, true] {
            assert_same_form(&Form { encoding, compressed, ..Form::SAMPLE });
        }
    }
}

/// What an English Windows would write, all at once.
#[test]
fn all_at_once() {
    assert_same_form(&Form {
        delimiter: ',',
        quoted: true,
        separator_line: false,
        dates: Dates::Iso,
        line_end: "\r\n",
        last_line_end: false,
        encoding: Encoding::Utf16Little,
        compressed: true,
    });
}

#[test]
fn order_of_rows() {
    let mut tables = maasgouw();
    let first = tables[0].rows[1].clone();
    tables.iter_mut().for_each(Table::shuffle);
    assert_ne!(tables[0].rows[1], first, "the rows are shuffled");
    assert!(report_of(&tables, &Form::SAMPLE) == report_of(&maasgouw(), &Form::SAMPLE));
}

#[test]
fn order_of_columns_and_columns_nobody_asked_for() {
    let plain = report_of(&maasgouw(), &Form::SAMPLE);
    let mut turned = maasgouw();
    turned.iter_mut().for_each(Table::turn_columns);
    assert!(report_of(&turned, &Form::SAMPLE) == plain, "columns from right to left");
    let mut wider = maasgouw();
    wider.iter_mut().for_each(Table::add_columns);
    assert!(report_of(&wider, &Form::SAMPLE) == plain, "columns besides");
}

/// Each export in turn through standard input, the others by name.
#[test]
fn standard_input() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &maasgouw(), &Form::SAMPLE);
    let options = [
        ("--benefits", "uitkeringen.csv"),
        ("--placements", "plaatsingen.csv"),
        ("--programmes", "trajecten.csv"),
        ("--payments", "betalingen.csv"),
    ];
    for (_, piped) in options {
        let mut run = Outflow::report(OPTIONS).cwd(folder.path()).args("--config outflow.toml");
        for (option, file) in options {
            run = run.arg(option).arg(if file == piped { "-" } else { file });
        }
        let text = run.stdin(&fs::read(folder.path().join(piped)).unwrap()).text();
        assert!(text == report(folder.path()), "{piped} through standard input");
    }
}

/// The number of threads, the clock, the language of the machine and the width of the terminal.
#[test]
fn surroundings() {
    for format in ["csv", "table", "json", "markdown", "html"] {
        let report = || Outflow::report("--year 2018 --data data/heerlen --format").arg(format);
        let plain = report().text();
        for threads in ["1", "2", "5"] {
            let text = report().args("--threads").arg(threads).text();
            assert!(text == plain, "{format} with {threads} threads");
        }
        let surroundings = [
            ("TZ", "Pacific/Kiritimati"),
            ("LANG", "nl_NL.UTF-8"),
            ("LC_ALL", "tr_TR"),
            ("COLUMNS", "40"),
            ("TERM", "dumb"),
            ("NO_COLOR", "1"),
            ("CLICOLOR_FORCE", "1"),
            ("HOME", "/nowhere"),
        ];
        let all = surroundings.into_iter().fold(report(), |run, (name, to)| run.env(name, to));
        assert!(all.text() == plain, "{format} elsewhere");
    }
}
