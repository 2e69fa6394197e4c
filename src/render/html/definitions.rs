//! What the figures of a page mean, at its end.

use super::super::definition;
use super::super::locale::Locale;
use super::super::page::Page;
use crate::report::{DefinitionsInForce, FigureId, distinct};

/// A figure and all there is to say of it.
pub(super) struct Definition {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) text: String,
    /// Facts under their names.
    pub(super) facts: Vec<(String, Vec<String>)>,
}

/// Every figure of the tables, once, in the order in which they are met.
pub(super) fn definitions(
    pages: &[Page],
    in_force: &DefinitionsInForce,
    locale: &Locale,
) -> Vec<Definition> {
    let sections = pages.iter().flat_map(|page| &page.sections);
    let ids = distinct(sections.flat_map(|section| &section.figures).copied());
    let definition = |figure: FigureId| {
        let (id, about) = (figure.id(), locale.about(figure)?);
        let mut facts = Vec::new();
        let mut add = |word: &str, texts: Vec<String>| {
            if texts.iter().any(|text| !text.is_empty()) {
                facts.push((locale.word(word).to_owned(), texts));
            }
        };
        add("formula", vec![about.formula.clone()]);
        add("explain_whole", vec![about.whole.clone()]);
        add("source", vec![about.source.clone()]);
        let options = about.options.iter().map(|key| definition::option(key, in_force, locale));
        add("explain_options", options.collect());
        Some(Definition { id, title: about.title.clone(), text: about.definition.clone(), facts })
    };
    ids.into_iter().filter_map(definition).collect()
}
