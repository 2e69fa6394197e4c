use super::*;
use crate::report::fixture;
use crate::report::{Cell, Missing};

fn story_text(document: &Document, form: TextForm, lang: Lang) -> String {
    let mut bytes = Vec::new();
    assert!(render_story(document, form, lang, &mut bytes).is_ok());
    String::from_utf8(bytes).unwrap_or_default()
}

/// A sentence with a figure that is not shown falls away whole, whichever figure it is.
#[test]
fn no_sentence_stands_on_a_figure_that_is_not_shown() {
    for hidden in [Cell::Suppressed, Cell::Missing(Missing::TooLarge)] {
        let document = fixture::heerlen();
        let whole = story_text(&document, TextForm::Text, Lang::En);
        for (table, rows) in document.reports[0]
            .tables
            .iter()
            .enumerate()
            .map(|(index, table)| (index, table.rows.len()))
        {
            for row in 0..rows {
                let mut document = document.clone();
                document.reports[0].tables[table].rows[row].value = hidden.clone();
                let text = story_text(&document, TextForm::Text, Lang::En);
                // no number is printed that was not printed before, whatever sentence has it
                for number in numbers_of(&text) {
                    let is_known = numbers_of(&whole).contains(&number);
                    // the change of benefits is printed where that of people cannot be
                    assert!(
                        is_known || ["254", "4"].contains(&number.as_str()),
                        "{number}: {text}"
                    );
                }
            }
        }
    }
}

/// The numbers of a story, past its headline and its status.
fn numbers_of(text: &str) -> Vec<String> {
    let body = text.split_once("\n\n").map_or("", |(_, body)| body);
    let numbers = body.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    let numbers = numbers.map(|number| number.trim_matches([',', '.']).to_owned());
    numbers.filter(|number| !number.is_empty()).collect()
}

#[test]
fn where_nothing_is_known_nothing_is_printed() {
    let mut document = fixture::heerlen();
    for row in document.reports[0].tables.iter_mut().flat_map(|table| &mut table.rows) {
        row.value = Cell::Missing(Missing::TooLarge);
    }
    let text = story_text(&document, TextForm::Text, Lang::Nl);
    assert_eq!(
        text,
        "Heerlen, 2018: bijstand en werk (vergeleken met 2017)\nVolledig t/m 31 december 2018. Afgekeurd: 3 van 10.003 rijen. Intern gebruik.\n\nOver 2018 is met deze gegevens niets te vertellen.\n\n[Citaat wethouder] · [Contact voor de pers]\n"
    );
}

/// A name from the data is shown, and is no markup.
#[test]
fn names_are_no_markup() {
    let mut document = fixture::heerlen();
    document.reports[0].name = "<b>A*b*".to_owned();
    let page = story_text(&document, TextForm::Html, Lang::Nl);
    assert!(!page.contains("<b>A") && page.contains("A*b*"), "{page}");
    assert!(story_text(&document, TextForm::Markdown, Lang::Nl).contains("\\<b\\>A\\*b\\*"));
}
