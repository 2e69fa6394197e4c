//! Encodings: told by the bytes, mixed ones refused, and no replacement character in any output.

use super::Gets::{Refused, Report};
use super::{dataset, hold, hold_with};
use crate::command::Outflow;

/// Text as UTF-16, with its byte order mark.
fn utf16(text: &str, of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(of).collect()
}

#[test]
fn encodings() {
    let text = "start;end;district\n01-02-2018;;Café\n01-03-2018;;Zuid\n";
    let (little, big) = (utf16(text, u16::to_le_bytes), utf16(text, u16::to_be_bytes));
    let half = &little[..little.len() - 1];
    hold(&[
        ("a byte order mark", b"\xef\xbb\xbfstart;end\n01-02-2018;\n", Report(1, "")),
        (
            "a byte order mark twice",
            b"\xef\xbb\xbf\xef\xbb\xbfstart;end\n01-02-2018;\n",
            Report(1, ""),
        ),
        ("UTF-16, little endian", &little, Report(2, "")),
        ("UTF-16, big endian", &big, Report(2, "")),
        ("UTF-16 that ends in half a character", half, Refused("is not UTF-16LE")),
        (
            "Windows-1252",
            b"start;end;district\n01-02-2018;;Caf\xe9\n",
            Report(1, "d/benefits.csv is not UTF-8 and is read as Windows-1252."),
        ),
        (
            "UTF-8 and Windows-1252 mixed",
            b"start;end;district\n01-02-2018;;Caf\xc3\xa9\n01-02-2018;;Caf\xe9\n",
            Refused(
                "d/benefits.csv:3: mixes UTF-8 and Windows-1252; export it again in one encoding",
            ),
        ),
    ]);
    hold_with(
        "--encoding utf-8",
        &[(
            "not the encoding that was asked for",
            b"start;end;district\n01-02-2018;;Caf\xe9\n",
            Refused("d/benefits.csv:2: is not UTF-8; leave --encoding out"),
        )],
    );
}

#[test]
fn every_encoding_gives_the_same_figures_and_no_replacement_character() {
    let text = "start;end;district\n01-02-2018;;Café\n";
    let latin = b"start;end;district\n01-02-2018;;Caf\xe9\n".to_vec();
    let exports = [
        text.as_bytes().to_vec(),
        latin,
        utf16(text, u16::to_le_bytes),
        utf16(text, u16::to_be_bytes),
    ];
    for export in exports {
        let folder = dataset(&[("benefits.csv", &export)]);
        let run =
            Outflow::report("--year 2018 --data d --format csv --section caseload_by_district")
                .cwd(folder.path())
                .run();
        assert!(run.stdout().contains(",Café,Café,,,benefits,1,"), "{}", run.stdout());
        assert!(!run.stdout().contains('\u{fffd}') && !run.stderr.contains('\u{fffd}'));
    }
}
