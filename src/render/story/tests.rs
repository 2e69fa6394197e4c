use super::*;
use crate::report::fixture;
use crate::report::{Cell, Missing};

fn told(document: &Document, form: StoryForm, lang: Lang) -> String {
    let mut bytes = Vec::new();
    assert!(render_story(document, form, lang, &mut bytes).is_ok());
    String::from_utf8(bytes).unwrap_or_default()
}

/// A sentence with a figure that is not shown falls away whole, whichever figure it is.
#[test]
fn no_sentence_stands_on_a_figure_that_is_not_shown() {
    for hidden in [Cell::Suppressed, Cell::Missing(Missing::TooLarge)] {
        let document = fixture::heerlen();
        let whole = told(&document, StoryForm::Text, Lang::En);
        for (table, rows) in document.reports[0]
            .tables
            .iter()
            .enumerate()
            .map(|(index, table)| (index, table.rows.len()))
        {
            for row in 0..rows {
                let mut document = document.clone();
                document.reports[0].tables[table].rows[row].value = hidden.clone();
                let text = told(&document, StoryForm::Text, Lang::En);
                // nothing is said that was not said before, but for the numbers of the footnotes
                for line in sentences_of(&text) {
                    assert!(sentences_of(&whole).contains(&line), "{line}");
                }
            }
        }
    }
}

/// The sentences of a story without the marks.
fn sentences_of(text: &str) -> Vec<String> {
    let body = text.split_once("\n\n").map_or("", |(_, body)| body);
    let body = body.split("\n\nIn the text").next().unwrap_or_default();
    let body = body.replace("\n\n", " ").replace('\n', " ");
    let mut bare = String::new();
    let mut rest = body.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        bare.push_str(before);
        rest = after.split_once(']').map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    bare.split(". ").map(|sentence| sentence.trim_end_matches('.').trim().to_owned()).collect()
}

#[test]
fn where_nothing_is_known_nothing_is_told() {
    let mut document = fixture::heerlen();
    for row in document.reports[0].tables.iter_mut().flat_map(|table| &mut table.rows) {
        row.value = Cell::Missing(Missing::TooLarge);
    }
    let text = told(&document, StoryForm::Text, Lang::Nl);
    assert_eq!(text, "Heerlen, 2018\n\nOver 2018 is met deze gegevens niets te vertellen.\n");
}

/// A name from the data is shown, and is no markup.
#[test]
fn names_are_no_markup() {
    let mut document = fixture::heerlen();
    document.reports[0].name = "<b>A*b*".to_owned();
    let page = told(&document, StoryForm::Html, Lang::Nl);
    assert!(!page.contains("<b>A") && page.contains("A*b*"), "{page}");
    assert!(told(&document, StoryForm::Markdown, Lang::Nl).contains("\\<b\\>A\\*b\\*"));
}
