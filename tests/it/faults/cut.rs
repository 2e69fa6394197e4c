//! A good export cut off at every byte: refused, or the report of exactly the rows that are complete, and never a
//! smaller report without a word.

use crate::properties::{hold, report};

/// Each row is one benefit of inflow.
const ROWS: &str = "start;end;district\n01-02-2018;;Noord\n05-03-2018;04-06-2018;Zuid\n07-08-2018;;\"Oud \
    en\nnieuw\"\n09-10-2018;;West\n";

fn inflow(csv: &str) -> Option<usize> {
    let line = csv
        .lines()
        .find(|line| line.contains(",caseload,Benefits and people,inflow,Inflow,,,,,benefits,"))?;
    line.split(',').nth(13)?.parse().ok()
}

/// Cuts a text at every byte. A cut at the end of a row cannot be seen: the report is then of the rows before it.
fn cut_everywhere(text: &str, line_end: &str) {
    let text = text.replace('\n', line_end);
    for at in 0..=text.len() {
        let part = &text.as_bytes()[..at];
        let made = hold(part);
        let quoted = text[..at].matches('"').count() % 2 == 1;
        let is_border = matches!(part.last(), Some(b'\n' | b'\r')) && !quoted;
        if is_border && made.status == 0 {
            // the quoted line end is none of a row; a carriage return alone ends one too
            let ends = text[..at].replace(line_end, "\n").replace('\r', "\n");
            let ends = ends.replace("en\nn", "en n").matches('\n').count();
            assert_eq!(inflow(&made.stdout), Some(ends - 1), "cut at {at}");
        } else {
            assert!(!made.told().is_empty(), "cut at {at} without a word: {}", made.stdout);
        }
    }
}

#[test]
fn an_export_cut_at_every_byte() {
    cut_everywhere(ROWS, "\n");
    cut_everywhere(ROWS, "\r\n");
}

#[test]
fn utf16_cut_at_every_byte() {
    let export: Vec<u8> =
        std::iter::once(0xfeff).chain(ROWS.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for at in 0..export.len() {
        let made = hold(&export[..at]);
        let is_border = export[..at].ends_with(b"\n\0");
        assert!(is_border || !made.told().is_empty(), "cut at {at} without a word");
    }
}

/// A compressed file knows where it ends: whatever is cut off is refused.
#[test]
fn gzip_cut_at_every_byte() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, ROWS.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    for at in 0..packed.len() {
        assert_eq!(report(&packed[..at]).status, 1, "cut at {at}");
    }
    assert_eq!(inflow(&report(&packed).stdout), Some(4));
}
