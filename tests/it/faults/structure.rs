//! The structure of CSV: lines, quotes, delimiters, headers.

use super::Gets::{Refused, Report, Without};
use super::{hold, hold_with};

#[test]
fn lines() {
    hold(&[
        ("LF", b"start;end\n01-02-2018;\n01-03-2018;\n", Report(2, "")),
        ("CRLF", b"start;end\r\n01-02-2018;\r\n01-03-2018;\r\n", Report(2, "")),
        ("CR", b"start;end\r01-02-2018;\r01-03-2018;\r", Report(2, "")),
        ("mixed", b"start;end\r01-02-2018;\r\n01-03-2018;\n", Report(2, "")),
        (
            "no line end after the last row",
            b"start;end\n01-02-2018;\n01-03-2018;",
            Report(2, "the last row (line 3) has no line end; if the export was cut off there"),
        ),
        (
            "cut off in the last row",
            b"start;end;sex\n01-02-2018;;m\n01-03",
            Refused("d/benefits.csv:3: may be truncated here: the last row has 1 of 3 fields"),
        ),
        (
            "blank lines and rows of ;;;;",
            b"\n;;;;\nstart;end\n\n;;;;\n01-02-2018;\n",
            Report(1, ""),
        ),
        (
            "line numbers stay true after blank lines and quoted line ends",
            b"start;end;sex\n\n01-02-2018;;\"a\nb\"\n\n31-02-2018;;\n",
            Without(1, "d/benefits.csv:6: column start: \"31-02-2018\""),
        ),
        ("header only", b"start;end\n", Report(0, "d/benefits.csv has a header and no rows.")),
    ]);
}

#[test]
fn quotes() {
    const OPEN: &str = "d/benefits.csv:3: a quote that opens here is never closed";
    hold(&[
        ("quotes, doubled too", b"\"start\";end;sex\n\"01-02-2018\";;\"m\"\"v\"\n", Report(1, "")),
        ("never closed", b"start;end\n01-02-2018;\n\"01-02-2018;\n01-02-2018;\n", Refused(OPEN)),
        (
            "closed by the next quoted field",
            b"start;end\n01-02-2018;\n\"01-02-2018;\n01-02-2018;\n\"01-02-2018\";\n01-02-2018;\n",
            Refused(OPEN),
        ),
        (
            "closed by another that never closes",
            b"start;end\n01-02-2018;\n\"01-02-2018;\n01-02-2018;\n\"01-02-2018;\n01-02-2018;\n",
            Refused(OPEN),
        ),
        (
            "never closed in the header",
            b"start;\"end\n01-02-2018;\n",
            Refused("d/benefits.csv:1: a quote that opens here is never closed"),
        ),
        (
            "closed in the header by a field below",
            b"start;\"end\n01-02-2018;\"01-03-2018\"\n",
            Refused("d/benefits.csv:1: a quote that opens here is never closed"),
        ),
        (
            "text after a closing quote",
            b"start;end\n\"01-02-2018\"x;\n01-02-2018;\n",
            Without(1, "d/benefits.csv:2: text after a closing quote"),
        ),
    ]);
}

#[test]
fn fields() {
    hold(&[
        (
            "a row too short",
            b"start;end;sex\n01-02-2018;\n01-02-2018;;m\n",
            Without(1, "d/benefits.csv:2: too few fields"),
        ),
        (
            "a row too long",
            b"start;end\n01-02-2018;;m\n01-02-2018;\n",
            Without(1, "d/benefits.csv:2: too many fields"),
        ),
        (
            "an empty extra column in every row",
            b"start;end\n01-02-2018;;\n01-02-2018;;\n",
            Report(2, ""),
        ),
        (
            "a delimiter that changes midway",
            b"start;end;sex\n01-02-2018;;m\n01-02-2018,,m\n",
            Without(1, "d/benefits.csv:3: another delimiter than the header"),
        ),
        (
            "an unquoted decimal comma in a comma file",
            b"start,end,monthly_amount\n01-02-2018,,1000,50\n01-02-2018,,\"1000,50\"\n",
            Without(1, "d/benefits.csv:2: too many fields; put text with the delimiter in quotes"),
        ),
        ("a total at the bottom", b"start;end\n01-02-2018;\nTotaal;1\n", Report(1, "")),
        (
            "a NUL byte",
            b"start;end\n01-02-2018;\n01-\0;\n",
            Refused("d/benefits.csv:3: holds a NUL byte, so it is damaged or not text"),
        ),
    ]);
    hold_with(
        "--delimiter ,",
        &[(
            "another delimiter asked for",
            b"start;end\n01-02-2018;\n",
            Refused("with the delimiter ; they are there: leave the delimiter out"),
        )],
    );
}

#[test]
fn headers() {
    hold(&[
        ("sep= line", b"sep=;\nstart;end\n01-02-2018;\n", Report(1, "")),
        (
            "columns in another order, and more of them",
            b"x;END;y; Start \n;;;01-02-2018\n",
            Report(1, ""),
        ),
        (
            "title lines above the header",
            b"Uitkeringen 2018\n\nstart;end\n01-02-2018;\n",
            Report(1, ""),
        ),
        (
            "a title line with a word that is a column",
            b"Gemeente;Voorbeeld\nstart;end\n01-02-2018;\n",
            Report(1, ""),
        ),
        (
            "no header at all",
            b"01-02-2018;01-03-2018\n",
            Refused("this line has 2 fields (date, date) and looks like a row of data"),
        ),
        (
            "a column that is missing",
            b"start;naam\n01-02-2018;\n",
            Refused(
                "d/benefits.csv:1: missing column end; found start, naam; add it to the export",
            ),
        ),
        (
            "one column twice",
            b"start;end;start\n01-02-2018;;\n",
            Refused("headers \"start\" and \"start\" both mean start; remove one"),
        ),
        (
            "one column twice, by alias, case and blanks",
            b"start;end; EIND_datum\n01-02-2018;;\n",
            Refused("headers \"end\" and \" EIND_datum\" both mean end; remove one"),
        ),
        (
            "a blank header",
            b"start;;end\n01-02-2018;;\n",
            Refused("the header of column 2 is blank; name the column or remove it"),
        ),
        (
            "a no-break space in a header",
            "start;e\u{a0}nd\n01-02-2018;\n".as_bytes(),
            Refused("holds a no-break space (U+00A0); retype the header with plain letters"),
        ),
        (
            "a letter of another script in a header",
            "start;\u{435}nd\n01-02-2018;\n".as_bytes(),
            Refused("holds a Cyrillic letter (U+0435); retype the header with plain letters"),
        ),
        (
            "an invisible character in a header",
            "start;en\u{200b}d\n01-02-2018;\n".as_bytes(),
            Refused("header \"en\\u{200b}d\" holds a zero-width character (U+200B)"),
        ),
    ]);
}
