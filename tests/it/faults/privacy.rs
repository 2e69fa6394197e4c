//! No identifier in any output: citizen service numbers in every column of every file, every other column broken
//! in turn, and every byte that any command prints or writes searched for their digits.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::properties::made;

/// Numbers that pass the 11-proof and belong to nobody.
const NUMBERS: [&str; 2] = ["111222333", "123456782"];
/// How such a number may be typed.
const TYPED: [&str; 5] = ["111222333", "123456782", "1112.22.333", "123 456 782", "111-222-333"];

/// Each file with its columns and a value that each accepts.
const FILES: [(&str, &[(&str, &str)]); 4] = [
    (
        "benefits.csv",
        &[
            ("case_id", "C1"),
            ("person_id", "P1"),
            ("municipality", "Voorbeeld"),
            ("district", "Noord"),
            ("scheme", "01"),
            ("start", "01-02-2018"),
            ("end", "01-08-2018"),
            ("end_reason", "11"),
            ("start_reason", "ontslag"),
            ("household", "1"),
            ("birth_date", "31-01-1980"),
            ("sex", "m"),
            ("monthly_amount", "800,00"),
            ("target_groups", "statushouder"),
            ("profile_date", "01-03-2018"),
        ],
    ),
    (
        "placements.csv",
        &[
            ("placement_id", "J1"),
            ("person_id", "P1"),
            ("start", "01-06-2018"),
            ("end", "01-12-2018"),
            ("kind", "full_time"),
            ("hours", "36"),
            ("sector", "zorg"),
            ("employer", "Bedrijf"),
            ("programme", "Werk"),
            ("wage_subsidy", "100,00"),
            ("municipality", "Voorbeeld"),
        ],
    ),
    (
        "programmes.csv",
        &[
            ("participation_id", "T1"),
            ("person_id", "P1"),
            ("programme", "Werk"),
            ("kind", "language"),
            ("start", "01-03-2018"),
            ("end", "01-10-2018"),
            ("result", "work"),
            ("municipality", "Voorbeeld"),
        ],
    ),
    (
        "payments.csv",
        &[
            ("case_id", "C1"),
            ("month", "2018-03"),
            ("amount", "800,00"),
            ("municipality", "Voorbeeld"),
        ],
    ),
];

/// Whether the digits of a number stand in a text, whatever stands between them.
pub(crate) fn holds_number(text: &str, number: &str) -> bool {
    const BETWEEN: &str = " .,-_/'\u{a0}";
    let characters: Vec<char> = text.chars().collect();
    let starts = (0..characters.len()).filter(|at| characters[*at].is_ascii_digit());
    starts.into_iter().any(|start| {
        let mut rest = characters[start..].iter().peekable();
        number.chars().enumerate().all(|(place, digit)| {
            let mut between = 0;
            while place > 0 && between < 3 && rest.next_if(|c| BETWEEN.contains(**c)).is_some() {
                between += 1;
            }
            rest.next() == Some(&digit)
        })
    })
}

#[test]
fn digits_are_found_in_any_grouping() {
    for text in ["x111222333y", "1112.22.333", "111 222 333", "1-1-1-2-2-2-3-3-3", "0111222333"] {
        assert!(holds_number(text, "111222333"), "{text}");
    }
    assert!(!holds_number("111222334", "111222333") && !holds_number("11122\n2333", "111222333"));
}

/// Whether every form is printed, or the one whose turn it is.
#[derive(Clone, Copy)]
enum Turn {
    Every,
    One(usize),
}

/// The commands, as the program itself lists them, with the ways in which each is run on a folder. A new command
/// has to be added here; only `cases` may print identifiers, since a person asks for them by name.
fn ways(folder: &str, old: &str, turn: Turn) -> Vec<Vec<String>> {
    let help = made(&["--help"], &mut std::io::empty()).stdout;
    let (_, listed) = help.split_once("Commands:\n").unwrap();
    let listed = listed.lines().take_while(|line| !line.is_empty());
    // a line that is indented further goes on with what a command does
    let listed = listed.filter(|line| !line.starts_with("   "));
    let names = listed.filter_map(|line| line.split_whitespace().next());
    // every form, and the languages in turn
    let forms = [("table", "en"), ("csv", "en"), ("json", "nl"), ("markdown", "nl")];
    let forms = forms.map(|(form, lang)| format!("--format {form} --lang {lang}"));
    let forms = match turn {
        Turn::Every => &forms[..],
        Turn::One(turn) => &forms[turn % forms.len()..=turn % forms.len()],
    };
    let in_forms = |way: String| forms.iter().map(move |form| format!("{way} {form}")).collect();
    let year = format!("--year 2018 --partial --data {folder}");
    let of_command = |name| -> Vec<String> {
        match name {
            "report" => {
                let report = format!("report {year}");
                let each = forms.iter().map(|form| format!("{report} --each --provenance {form}"));
                let other = format!("{report} --municipality Elders");
                let found = format!("{report} --csv excel-nl --municipality Voorbeeld");
                let top = format!("report --year 2018 --top 1 --data {folder}");
                let outside = format!("report {year} --publish {}", forms[0]);
                each.chain([other, found, top, outside]).collect()
            }
            "check" => in_forms(format!("check --data {folder}")),
            "trend" => in_forms(format!("trend --data {folder} --partial --from 2018 --to 2018")),
            "table" => in_forms(format!("table outflow --rows reason --columns district {year}")),
            "explain" => in_forms(format!("explain placements {year}")),
            "cohorts" => in_forms(format!("cohorts --by start_reason --data {folder}")),
            "revise" => in_forms(format!("revise {old} {folder} --year 2018 --partial --all")),
            "audit" => vec![format!("audit {folder}/benefits.csv")],
            "protect" => vec![format!("protect {folder}/benefits.csv")],
            "init" => vec![format!("init {folder} --force")],
            "sample" => vec![format!("sample {folder}/sample --cases 1 --force")],
            "story" | "summary" => ["text", "markdown --lang nl", "html"]
                .map(|form| format!("{name} {year} --format {form}"))
                .into(),
            "cases" | "help" | "completions" | "man" => Vec::new(),
            other => panic!("say in which ways `{other}` is to be searched for identifiers"),
        }
    };
    let ways = names.flat_map(of_command);
    ways.map(|way| way.split(' ').map(str::to_owned).collect()).collect()
}

/// Runs every command in every way on a folder and searches what it printed, and what it wrote into the folder.
fn search(folder: &TempDir, what: &str, turn: Turn) {
    let old = exports("none", "none");
    for way in ways(folder.path().to_str().unwrap(), old.path().to_str().unwrap(), turn) {
        let arguments: Vec<&str> = way.iter().map(String::as_str).collect();
        let made = made(&arguments, &mut std::io::empty());
        // what is no command at all would show nothing
        let asked_in_vain = made.stderr.contains("Elders`");
        assert!(made.status != 2 || asked_in_vain, "outflow {}: {}", way.join(" "), made.stderr);
        let said = format!("{}\n{}\n{}", made.stdout, made.stderr, written(folder.path()));
        for number in NUMBERS {
            assert!(!holds_number(&said, number), "{what}: outflow {}\n{said}", way.join(" "));
        }
    }
}

/// The configuration that `init` wrote, which is then taken away.
fn written(folder: &Path) -> String {
    let path = folder.join("outflow.toml");
    let text = fs::read_to_string(&path).unwrap_or_default();
    let _ = fs::remove_file(path);
    text
}

/// The four files, in one of which a column holds numbers of persons: a row with nothing else wrong, and a row for
/// each other column that is broken.
fn exports(file: &str, column: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, columns) in FILES {
        let header: Vec<&str> = columns.iter().map(|(column, _)| *column).collect();
        let mut lines = vec![header.join(";")];
        for (row, broken) in [""].into_iter().chain(header.iter().copied()).enumerate() {
            let cell = |(place, (this, good)): (usize, &(&str, &str))| {
                if name == file && (*this == column || column == "*") {
                    TYPED[(row + place) % TYPED.len()].to_owned()
                } else if *this == broken {
                    "kapot".to_owned()
                } else {
                    (*good).to_owned()
                }
            };
            let cells: Vec<String> = columns.iter().enumerate().map(cell).collect();
            lines.push(cells.join(";"));
        }
        fs::write(folder.path().join(name), lines.join("\n") + "\n").unwrap();
    }
    folder
}

#[test]
fn numbers_of_persons_in_every_column() {
    let mut turn = 0;
    for (file, columns) in FILES {
        for (column, _) in columns {
            search(&exports(file, column), &format!("{column} of {file}"), Turn::One(turn));
            turn += 1;
        }
        search(&exports(file, "*"), &format!("all of {file}"), Turn::Every);
    }
}

/// What is done to a file, and how.
type Damage = (&'static str, fn(String) -> String);

/// Where the structure is broken too, the numbers come to stand anywhere.
#[test]
fn numbers_of_persons_in_a_broken_file() {
    let damages: [Damage; 7] = [
        ("no header", |text| text.split_once('\n').unwrap().1.to_owned()),
        ("a title above", |text| format!("111222333;123456782\n{text}")),
        ("a number as a header", |text| text.replacen("end", "111222333", 1)),
        ("a number as another header", |text| text.replacen("sex", "123456782", 1)),
        ("columns shifted", |text| text.replace('\n', "\n111222333;")),
        ("cut off", |text| text[..text.len() - 40].to_owned()),
        ("an open quote", |text| text.replacen("11122", "\"11122", 1)),
    ];
    for (what, damage) in damages {
        let folder = exports("benefits.csv", "*");
        let path = folder.path().join("benefits.csv");
        fs::write(&path, damage(fs::read_to_string(&path).unwrap())).unwrap();
        search(&folder, what, Turn::Every);
    }
}

/// An export without a header begins with a person: no command repeats a word of that row, whatever it looks like.
#[test]
fn the_first_row_of_a_file_without_a_header_is_never_repeated() {
    const ROWS: [&str; 7] = [
        "ZAAK-W8K4J;KLANT-Q7Z9X;Gem;Wijk;01;2017-02-01;2018-06-15;Jansen\n",
        "5001319;Jansen;Kerkstraat\n",
        "Jansen;Pietersen;Kerkstraat\n",
        "Jansen;start;j.jansen@voorbeeld.nl;01-02-2018\n",
        // words that are names of columns too, once, twice, and with a character that is not what it seems
        "Jansen;Start;start;Kerkstraat;01-02-2018\n",
        "Jans\u{200b}en;st\u{430}rt;Kerkstraat;01-02-2018\n",
        "Jansen;einde;;start;Kerkstraat;01-02-2018\n",
    ];
    const WORDS: [&str; 7] = ["Jansen", "jansen", "Pietersen", "Kerk", "ZAAK", "KLANT", "5001319"];
    for row in ROWS {
        for name in ["benefits.csv", "export.csv"] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(name), row.repeat(2)).unwrap();
            let path = folder.path().to_str().unwrap();
            let file = format!("{path}/{name}");
            for way in [
                vec!["check", "--data", path],
                vec!["report", "--year", "2018", "--data", path],
                vec!["report", "--year", "2018", "--benefits", &file],
                vec!["cases", "outflow", "--year", "2018", "--data", path],
                vec!["init", path, "--force"],
            ] {
                let made = made(&way, &mut std::io::empty());
                let said = format!("{}{}{}", made.stdout, made.stderr, written(folder.path()));
                assert_eq!(made.status, 1, "{way:?}: {said}");
                for word in WORDS {
                    assert!(!said.contains(word), "{way:?} repeats {word}: {said}");
                }
            }
        }
    }
}

/// Where columns are shifted, a person stands in a column of days, amounts or hours: the row is told by its line and
/// column, and nothing of it is repeated.
#[test]
fn what_stands_in_a_shifted_column_is_never_repeated() {
    const PERSON: [&str; 5] =
        ["Jansen", "5001319", "50013190", "ZAAK-W8K4J", "j.jansen7@voorbeeld.nl"];
    const WORDS: [&str; 5] = ["ansen", "5001319", "50013190", "W8K4J", "voorbeeld.nl"];
    let header = "start;end;birth_date;monthly_amount;profile_date";
    let good = "01-02-2018;20-02-2018;1980-01-31;800,00;2018-01-31";
    for (place, column) in header.split(';').enumerate() {
        let with = |person: &str| {
            let cells = good.split(';').enumerate();
            let cells: Vec<_> =
                cells.map(|(at, value)| if at == place { person } else { value }).collect();
            cells.join(";")
        };
        let rows: Vec<String> = PERSON.map(with).to_vec();
        let folder = tempfile::tempdir().unwrap();
        let text = format!("{header}\n{}\n{}\n", rows.join("\n"), [good; 8].join("\n"));
        fs::write(folder.path().join("benefits.csv"), text).unwrap();
        let path = folder.path().to_str().unwrap();
        for way in [
            vec!["report", "--year", "2018", "--partial", "--data", path],
            vec!["check", "--data", path],
            vec!["check", "--format", "json", "--lang", "nl", "--data", path],
        ] {
            let made = made(&way, &mut std::io::empty());
            let said = made.stdout + &made.stderr;
            assert!(said.contains(column), "{way:?} does not name {column}: {said}");
            for word in WORDS {
                assert!(!said.contains(word), "{way:?} repeats {word} of {column}: {said}");
            }
        }
    }
}
