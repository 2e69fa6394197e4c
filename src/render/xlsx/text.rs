//! Texts in the limits of a spreadsheet.

use super::super::locale::visible;

/// The most UTF-16 units that a cell holds.
const MOST_IN_CELL: usize = 32_767;

/// The most UTF-16 units in the head of a table.
const MOST_IN_HEAD: usize = 240;

/// The most UTF-16 units in the name of a sheet.
const MOST_IN_NAME: usize = 31;

/// Stands at the end of a text that was cut.
const CUT: char = '…';

/// A text as a cell holds it: hidden characters visible, and cut, visibly, where it is too long.
pub(super) fn cell(text: &str) -> String {
    cut(&visible(text), MOST_IN_CELL)
}

/// A name that no other sheet of the workbook has, for a sheet that is called so.
pub(super) fn sheet_name(wanted: &str, taken: &[String]) -> String {
    const REFUSED: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
    let kept: String =
        visible(wanted).chars().map(|c| if REFUSED.contains(&c) { ' ' } else { c }).collect();
    let trimmed =
        |text: &str| text.trim_matches(|c: char| c == '\'' || c.is_whitespace()).to_owned();
    let kept = trimmed(&kept);
    // `History` is a name that Excel keeps for itself
    let kept = if kept.is_empty() || kept.eq_ignore_ascii_case("history") {
        format!("{kept}_")
    } else {
        kept
    };
    let is_free =
        |name: &String| taken.iter().all(|other| other.to_lowercase() != name.to_lowercase());
    let numbered = (2_usize..).map(|number| {
        let end = format!(" {number}");
        format!("{}{end}", trimmed(&cut(&kept, MOST_IN_NAME - end.len())))
    });
    let mut names = std::iter::once(trimmed(&cut(&kept, MOST_IN_NAME))).chain(numbered);
    names.find(is_free).unwrap_or(kept)
}

/// A head that no other column of its table has, whatever the case of its letters; none is empty.
pub(super) fn head(wanted: &str, taken: &[String]) -> String {
    let kept = cut(&visible(wanted), MOST_IN_HEAD);
    let kept = if kept.trim().is_empty() { "–".to_owned() } else { kept };
    let numbered = (2_usize..).map(|number| format!("{kept} {number}"));
    let mut names = std::iter::once(kept.clone()).chain(numbered);
    names.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or(kept)
}

/// The name of the table of a sheet, which no other has: `tblInEnUitstroom`.
pub(super) fn table_name(sheet: &str, taken: &[String]) -> String {
    let words = sheet.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let of_word = |word: &str| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + rest
    };
    let name: String = std::iter::once("tbl".to_owned()).chain(words.map(of_word)).collect();
    let numbered = (2_usize..).map(|number| format!("{name}_{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or(name)
}

/// At most so many UTF-16 units; what is cut ends in a mark that says so.
fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut units = CUT.len_utf16();
    let kept = text.chars().take_while(|character| {
        units += character.len_utf16();
        units <= most
    });
    kept.chain([CUT]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_says_that_it_was_cut() {
        let long = "😀".repeat(20_000);
        let kept = cell(&long);
        assert!(
            kept.encode_utf16().count() <= MOST_IN_CELL && kept.ends_with(CUT),
            "{}",
            kept.len()
        );
        let fits = "x".repeat(MOST_IN_CELL);
        assert_eq!(cell(&fits), fits);
        assert_eq!(cell("a\u{202e}b\u{1}"), "a\\u{202e}b\\u{1}");
    }

    #[test]
    fn heads_of_a_table_differ_and_are_not_empty() {
        let taken = ["2018".to_owned(), "–".to_owned()];
        assert_eq!(head("2018", &taken), "2018 2");
        assert_eq!(head(" ", &taken), "– 2");
        assert_eq!(head("2017", &taken), "2017");
    }

    #[test]
    fn names_of_tables_are_words_of_the_sheet() {
        assert_eq!(table_name("In- en uitstroom", &[]), "tblInEnUitstroom");
        assert_eq!(table_name("Écarts (2)", &["tblcarts2".to_owned()]), "tblCarts2_2");
    }

    #[test]
    fn names_of_sheets_are_valid_and_not_taken() {
        let mut taken = Vec::new();
        let wanted = ["Uitstroom", "UITSTROOM", "'[x]:*?/\\'", "", "History", "''", "Écarts"];
        for wanted in wanted.into_iter().map(str::to_owned).chain(["y".repeat(40), "y".repeat(41)])
        {
            let name = sheet_name(&wanted, &taken);
            assert!(name.encode_utf16().count() <= MOST_IN_NAME && !name.is_empty(), "{name}");
            assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
            assert!(!name.starts_with('\'') && !name.ends_with('\''), "{name}");
            assert!(!name.eq_ignore_ascii_case("history"));
            assert!(taken.iter().all(|other: &String| other.to_lowercase() != name.to_lowercase()));
            taken.push(name);
        }
        assert_eq!(taken[1], "UITSTROOM 2");
    }
}
