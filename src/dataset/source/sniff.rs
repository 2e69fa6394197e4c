//! What a file really is, by its first bytes, whatever its name says.

/// How the bytes of a text file are wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrapping {
    /// Text as it stands, after this many bytes of UTF-8 byte order mark.
    Plain(usize),
    /// Compressed by gzip.
    Gzip,
    /// UTF-16, little endian, by its byte order mark.
    Utf16Le,
    /// UTF-16, big endian, by its byte order mark.
    Utf16Be,
    /// Another kind of file, with its article.
    NotCsv(&'static str),
}

/// The number of first bytes that decide.
pub(super) const ENOUGH: usize = 1024;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// First bytes by which other files are known.
const SIGNATURES: [(&[u8], &str); 22] = [
    (b"PK\x03\x04", "an Excel workbook or ZIP file"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Excel or Word file (XLS, DOC)"),
    (b"\x09\x08\x10\x00", "an old Excel file (XLS)"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip file"),
    (b"Rar!\x1A\x07", "a RAR file"),
    (b"BZh9", "a bzip2 file"),
    (b"\xFD7zXZ\x00", "an xz file"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x00\x01\x00\x00Standard", "an Access database"),
    (b"$FL2", "an SPSS file"),
    (b"\x7FELF", "a program"),
];

/// Recognises the wrapping from the first bytes of a file ([`ENOUGH`], or all there are).
pub(super) fn sniff(head: &[u8]) -> Wrapping {
    if head.starts_with(b"\x1F\x8B") {
        return Wrapping::Gzip;
    }
    if let Some((_, name)) = SIGNATURES.iter().find(|(bytes, _)| head.starts_with(bytes)) {
        return Wrapping::NotCsv(name);
    }
    if head.starts_with(b"\xFF\xFE") {
        return Wrapping::Utf16Le;
    }
    if head.starts_with(b"\xFE\xFF") {
        return Wrapping::Utf16Be;
    }
    let mut marks = 0;
    while head.get(marks..).is_some_and(|rest| rest.starts_with(BOM)) {
        marks += BOM.len();
    }
    match markup(head.get(marks..).unwrap_or_default()) {
        Some(name) => Wrapping::NotCsv(name),
        None => Wrapping::Plain(marks),
    }
}

/// The name of a text that is a web page, XML or JSON instead of rows.
fn markup(text: &[u8]) -> Option<&'static str> {
    let text = text.trim_ascii_start();
    let opens = |tag: &str| {
        let start = text.get(..tag.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    };
    if ["<!doctype html", "<html", "<head", "<body", "<script", "<table", "<meta", "<!--"]
        .into_iter()
        .any(opens)
    {
        Some("a web page (HTML)")
    } else if opens("<?xml") {
        Some("an XML document")
    } else if opens("{\"") || opens("[{") {
        Some("a JSON document")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        for (head, wrapping) in [
            (&b"start;end\n"[..], Wrapping::Plain(0)),
            (b"\xEF\xBB\xBFstart", Wrapping::Plain(3)),
            (b"\xEF\xBB\xBF\xEF\xBB\xBFstart", Wrapping::Plain(6)),
            (b"\x1F\x8B\x08", Wrapping::Gzip),
            (b"\xFF\xFEs\0", Wrapping::Utf16Le),
            (b"\xFE\xFF\0s", Wrapping::Utf16Be),
            (b"", Wrapping::Plain(0)),
        ] {
            assert_eq!(sniff(head), wrapping);
        }
        for head in [
            &b"PK\x03\x04xl/"[..],
            b"%PDF-1.7",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            b"\n\n  <!DOCTYPE html><html>",
            b"\xEF\xBB\xBF<HTML lang=nl>",
            b"{\\rtf1",
            b"\xFF\xD8\xFF\xE0",
        ] {
            assert!(matches!(sniff(head), Wrapping::NotCsv(_)), "{head:?}");
        }
    }
}
