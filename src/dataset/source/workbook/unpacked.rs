//! What is in a packed file, and how large it is once unpacked: asked before a workbook is read from it.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use crate::dataset::refusal::Refusal;

/// The first bytes of a ZIP file that is not empty.
pub(super) const ZIP: &[u8] = b"PK\x03\x04";

/// The forms of packed workbooks.
pub(super) enum Packed {
    Xlsx,
    Ods,
}

/// All parts together, unpacked.
const LIMIT: u64 = 1 << 30;
/// A part over this size that was packed to less than a two-hundredth is made to do harm: sheets are packed to a tenth.
const DENSE: u64 = 64 << 20;
const DENSITY: u64 = 200;
const MOST_PARTS: usize = 10_000;

/// Recognises the form of a packed workbook, and unpacks every part of it once, to nowhere: sizes that it claims may be false.
///
/// # Errors
/// Where it is damaged or too large, or no workbook.
pub(super) fn look(bytes: &[u8]) -> Result<Packed, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::BadWorkbook)?;
    if archive.len() > MOST_PARTS {
        return Err(too_large());
    }
    let has = |name: &str| archive.index_for_name(name).is_some();
    let form = if has("xl/workbook.xml") || has("xl/worksheets/sheet1.xml") {
        Packed::Xlsx
    } else if has("content.xml") && has("mimetype") {
        Packed::Ods
    } else {
        let really = match (has("xl/workbook.bin"), has("word/document.xml")) {
            (true, _) => "a binary Excel workbook (XLSB)",
            (_, true) => "a Word document",
            _ => "a ZIP file",
        };
        return Err(Refusal::NotCsv { really });
    };
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| Refusal::BadWorkbook)?;
        let packed = part.compressed_size().max(1);
        let room = LIMIT - total;
        let size = io::copy(&mut part.take(room + 1), &mut io::sink())
            .map_err(|_| Refusal::BadWorkbook)?;
        if size > room || (size > DENSE && size / packed > DENSITY) {
            return Err(too_large());
        }
        total += size;
    }
    Ok(form)
}

const fn too_large() -> Refusal {
    Refusal::TooLong { what: "the unpacked workbook", limit: "1 GB" }
}
