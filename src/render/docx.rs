//! A document for a word processor: headings, paragraphs and tables in the named styles that its users know, so that one
//! change of a style changes them all. It fetches nothing and says nothing of when or where it was made.

use std::io::{self, Cursor, Write};

use docx_rs::{
    AlignmentType, Docx, LineSpacing, PageMargin, Paragraph, Run, RunFonts, Style, StyleType,
    Table, TableCell, TableCellBorder, TableCellBorderPosition, TableRow, WidthType,
};

use super::locale::visible;
use super::page::{Grid, Side};

/// A4 in twentieths of a point, its margins, and what they leave for a table.
const A4: [u32; 2] = [11_906, 16_838];
const MARGIN: i32 = 850;
const WIDE: usize = 10_200;
/// The width of a column of numbers.
const NUMBER: usize = 1_150;
/// The day that a file has to bear: the same in all.
const DAY: &str = "2000-01-01T00:00:00Z";

const SMALL: &str = "Small";
const CAUTION: &str = "Caution";

/// A document that is being written.
pub(super) struct Paper(Docx);

impl Paper {
    /// An empty document of A4.
    pub(super) fn new() -> Self {
        let style = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name);
        let space = |before, after| LineSpacing::new().before(before).after(after);
        let docx = Docx::new()
            .created_at(DAY)
            .updated_at(DAY)
            .page_size(A4[0], A4[1])
            .page_margin(PageMargin::new().top(MARGIN).bottom(MARGIN).left(MARGIN).right(MARGIN))
            .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri"))
            .default_size(20)
            .add_style(style("Heading1", "heading 1").size(34).bold().line_spacing(space(0, 60)))
            .add_style(style("Heading2", "heading 2").size(23).bold().line_spacing(space(160, 40)))
            .add_style(style(SMALL, SMALL).size(17).color("555555").line_spacing(space(0, 100)))
            .add_style(style(CAUTION, CAUTION).bold().line_spacing(space(0, 60)))
            .add_style(style("BodyText", "Body Text").line_spacing(space(40, 100)));
        Self(docx)
    }

    /// The title; of a next one on a page of its own.
    pub(super) fn title(self, text: &str, is_next: bool) -> Self {
        self.add(styled("Heading1", text).page_break_before(is_next))
    }

    /// What stands over a part.
    pub(super) fn head(self, text: &str) -> Self {
        self.add(styled("Heading2", text).keep_next(true))
    }

    /// A paragraph.
    pub(super) fn text(self, text: &str) -> Self {
        self.add(styled("BodyText", text))
    }

    /// What a reader need not read first.
    pub(super) fn small(self, text: &str) -> Self {
        self.add(styled(SMALL, text))
    }

    /// What has to be read before any number.
    pub(super) fn caution(self, text: &str) -> Self {
        self.add(styled(CAUTION, text))
    }

    /// A line of a list.
    pub(super) fn item(self, text: &str) -> Self {
        self.add(
            styled("BodyText", &format!("• {text}")).line_spacing(LineSpacing::new().after(20)),
        )
    }

    fn add(self, paragraph: Paragraph) -> Self {
        Self(self.0.add_paragraph(paragraph))
    }

    /// Numbers beside each other: the rows are the numbers, what they are, and how they changed.
    pub(super) fn tiles(self, rows: &[Vec<String>]) -> Self {
        let columns = rows.first().map_or(1, Vec::len).max(1);
        let row = |(index, cells): (usize, &Vec<String>)| {
            let cells = cells.iter().map(|text| {
                let run = Run::new().add_text(visible(text));
                let run = if index == 0 { run.size(36).bold() } else { run };
                bare(TableCell::new().width(WIDE / columns, WidthType::Dxa))
                    .add_paragraph(Paragraph::new().add_run(run))
            });
            TableRow::new(cells.collect()).cant_split()
        };
        let rows = rows.iter().enumerate().map(row).collect();
        let table = Table::without_borders(rows).set_grid(vec![WIDE / columns; columns]);
        Self(self.0.add_table(table))
    }

    /// A table: labels on the left, numbers on the right.
    pub(super) fn grid(self, grid: &Grid) -> Self {
        if grid.lines.is_empty() {
            return self;
        }
        let numbers = grid.columns.iter().filter(|column| column.side == Side::Right).count();
        let words = grid.columns.len() - numbers + 1;
        let word = WIDE.saturating_sub(numbers * NUMBER) / words;
        let widths: Vec<usize> = std::iter::once(word)
            .chain(grid.columns.iter().map(|of| if of.side == Side::Right { NUMBER } else { word }))
            .collect();
        let row = |texts: Vec<String>, is_head: bool| {
            let cells = texts.iter().enumerate().map(|(index, text)| {
                let run = Run::new().add_text(visible(text));
                let run = if is_head { run.bold() } else { run };
                let is_number = index > 0 && grid.columns[index - 1].side == Side::Right;
                let align = if is_number { AlignmentType::Right } else { AlignmentType::Left };
                let cell = bare(TableCell::new().width(widths[index], WidthType::Dxa));
                let cell = if is_head { cell } else { ruled(cell) };
                cell.add_paragraph(Paragraph::new().align(align).add_run(run))
            });
            TableRow::new(cells.collect()).cant_split()
        };
        let heads = grid.columns.iter().map(|column| column.head.join(" ").trim().to_owned());
        let head = std::iter::once(grid.label_head.clone()).chain(heads).collect();
        let mut rows = vec![row(head, true)];
        for line in &grid.lines {
            let label = if line.part { format!("   {}", line.label) } else { line.label.clone() };
            let cells = line.cells.iter().map(|cell| cell.text.clone());
            rows.push(row(std::iter::once(label).chain(cells).collect(), false));
        }
        Self(self.0.add_table(Table::without_borders(rows).set_grid(widths)))
    }

    /// Writes the document, which is made in memory first: it is finished at its end only.
    pub(super) fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let mut bytes = Cursor::new(Vec::new());
        self.0.pack(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        out.write_all(bytes.get_ref())
    }
}

fn styled(style: &str, text: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(Run::new().add_text(visible(text)))
}

fn bare(cell: TableCell) -> TableCell {
    cell.clear_all_border()
}

/// A cell with a thin rule over it.
fn ruled(cell: TableCell) -> TableCell {
    let rule = TableCellBorder::new(TableCellBorderPosition::Top).size(4).color("BBBBBB");
    cell.set_border(rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_document_gives_the_same_bytes_and_text_is_no_markup() {
        let bytes = || {
            let mut bytes = Vec::new();
            let paper = Paper::new().title("a & <b>", false).text("x\u{202e}y").item("z");
            paper.write(&mut bytes).unwrap();
            bytes
        };
        assert_eq!(bytes(), bytes());
        let text = String::from_utf8_lossy(&bytes()).into_owned();
        assert!(text.contains("a &amp; &lt;b>") || text.contains("a &amp; &lt;b&gt;"), "{text}");
        assert!(text.contains("x\\u{202e}y"), "hidden characters are shown");
    }
}
