//! The cells of a sheet → lines of CSV, each row its own line, all of one width.

use crate::dataset::refusal::Refusal;

/// The delimiter between the fields of a sheet's text.
pub(crate) const DELIMITER: u8 = b';';

/// The most bytes of a sheet's text.
const LIMIT: usize = 1 << 30;

/// Lines that are being written, cell after cell.
pub(super) struct Lines {
    text: Vec<u8>,
    /// For each finished line, where it ends and how many fields it has.
    ends: Vec<(usize, usize)>,
    /// Fields of the line that is being written.
    fields: usize,
}

/// The refusal of a sheet that is too large.
pub(super) const fn too_long() -> Refusal {
    Refusal::TooLong { what: "the text of the sheet", limit: "1 GB" }
}

impl Lines {
    pub(super) const fn new() -> Self {
        Self { text: Vec::new(), ends: Vec::new(), fields: 0 }
    }

    /// Adds a cell, counted from 0; cells come row by row and from left to right. Empty ones take no room at the end
    /// of a row.
    pub(super) fn push(&mut self, (row, column): (u32, u32), text: &str) -> Result<(), Refusal> {
        if text.is_empty() {
            return Ok(());
        }
        let (row, column) = (row as usize, column as usize);
        if row < self.ends.len() || (row == self.ends.len() && column < self.fields) {
            return Err(Refusal::BadWorkbook);
        }
        while self.ends.len() < row {
            self.end_line();
        }
        while self.fields < column {
            self.end_field();
        }
        if self.fields > 0 {
            self.text.push(DELIMITER);
        }
        self.fields += 1;
        write(text, &mut self.text);
        if self.text.len() > LIMIT { Err(too_long()) } else { Ok(()) }
    }

    fn end_field(&mut self) {
        if self.fields > 0 {
            self.text.push(DELIMITER);
        }
        self.fields += 1;
    }

    fn end_line(&mut self) {
        self.ends.push((self.text.len(), self.fields));
        self.fields = 0;
    }

    /// The text, each line with as many fields as the widest has; blank rows are blank lines.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Refusal> {
        if self.fields > 0 {
            self.end_line();
        }
        let width = self.ends.iter().map(|(_, fields)| *fields).max().unwrap_or(0);
        let padding: usize = self.ends.iter().map(|(_, fields)| width - fields.min(&width)).sum();
        let size = self.text.len() + padding + self.ends.len();
        if size > LIMIT {
            return Err(too_long());
        }
        let mut text = Vec::new();
        text.try_reserve_exact(size).map_err(|_| too_long())?;
        let mut from = 0;
        for (end, fields) in self.ends {
            text.extend_from_slice(self.text.get(from..end).unwrap_or_default());
            if fields > 0 {
                text.resize(text.len() + width - fields, DELIMITER);
            }
            text.push(b'\n');
            from = end;
        }
        Ok(text)
    }
}

/// Writes a field, in quotes where it needs them. A line that ends in a cell ends no line of the text.
fn write(field: &str, text: &mut Vec<u8>) {
    let needs_quotes = field.bytes().any(|byte| byte == DELIMITER || byte == b'"');
    if needs_quotes {
        text.push(b'"');
    }
    for byte in field.bytes() {
        match byte {
            b'\n' | b'\r' => text.push(b' '),
            b'"' => text.extend_from_slice(b"\"\""),
            byte => text.push(byte),
        }
    }
    if needs_quotes {
        text.push(b'"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_line_whatever_is_in_its_cells() {
        let mut lines = Lines::new();
        for (place, text) in [
            ((1, 0), "Overzicht; 2018"),
            ((3, 0), "start\nop"),
            ((3, 2), "end"),
            ((4, 1), "a \"b\""),
            ((4, 5), ""),
        ] {
            lines.push(place, text).unwrap();
        }
        let text = String::from_utf8(lines.finish().unwrap()).unwrap();
        assert_eq!(text, "\n\"Overzicht; 2018\";;\n\nstart op;;end\n;\"a \"\"b\"\"\";\n");
        assert_eq!(Lines::new().finish().unwrap(), b"");
    }

    #[test]
    fn cells_that_go_backwards_are_damage_and_a_cell_far_away_is_refused() {
        let mut lines = Lines::new();
        lines.push((1, 1), "a").unwrap();
        assert_eq!(lines.push((1, 1), "b"), Err(Refusal::BadWorkbook));
        assert_eq!(lines.push((0, 5), "b"), Err(Refusal::BadWorkbook));
        let mut lines = Lines::new();
        for row in 0..70_000 {
            lines.push((row, 0), "x").unwrap();
        }
        lines.push((70_000, 16_383), "x").unwrap();
        assert_eq!(lines.finish(), Err(too_long()));
    }
}
