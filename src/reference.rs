#![doc = include_str!("reference.md")]

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::fmt::Write;
    use std::path::Path;

    use crate::render::{FigureLabels, Lang, Locale};
    use crate::report::explain::{Explained, explained};
    use crate::report::{Listed, figures, listed, table_ids};
    use crate::{Defaults, Streams};

    const PAGE: &str = include_str!("reference.md");
    /// What stands above this line is written by hand; what stands below is made from the labels.
    const MARK: &str = "<!-- Made from the labels; do not edit below. -->\n";
    const REWRITE: &str = "OUTFLOW_REWRITE_REFERENCE";

    /// The page says what the program says: a changed label or table fails here until the page is rewritten.
    #[test]
    fn the_page_is_made_from_the_texts_of_the_program() {
        let by_hand = PAGE.split_once(MARK).map(|(head, _)| head).unwrap();
        let page = format!("{by_hand}{MARK}{}{}", tables(), entries());
        if std::env::var_os(REWRITE).is_some() {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reference.md");
            std::fs::write(path, &page).unwrap();
            return;
        }
        assert!(page == PAGE, "src/reference.md is out of date: {REWRITE}=1 cargo test reference");
    }

    /// A figure without words, or words without a figure, would be a gap in the page.
    #[test]
    fn every_figure_is_explained_in_both_languages() {
        for locale in [Locale::new(Lang::En), Locale::new(Lang::Nl)] {
            for Listed { figure, .. } in listed() {
                let about = locale.about(figure).unwrap();
                let texts = [&about.title, &about.definition, &about.formula];
                assert!(texts.iter().all(|text| !text.is_empty()), "{figure}");
            }
        }
    }

    /// What the README shows was printed by this program: each block between blank lines comes back whole.
    #[test]
    fn the_readme_shows_what_the_program_prints() {
        let readme = include_str!("../README.md");
        let shown = readme.split_once("$ outflow report --year 2018\n").unwrap().1;
        let shown = shown.split_once("\n```").unwrap().0;
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let arguments = ["outflow", "report", "--lang", "en", "--year", "2018", "--data"];
        let arguments = arguments.map(OsString::from).into_iter().chain([data.into_os_string()]);
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let mut streams =
            Streams { stdin: &mut std::io::empty(), stdout: &mut stdout, stderr: &mut stderr };
        assert_eq!(crate::run(arguments, &Defaults::default(), &mut streams), 0);
        let printed = String::from_utf8(stdout).unwrap();
        let blocks: Vec<_> = printed.split("\n\n").map(str::trim_end).collect();
        for block in shown.trim_end_matches("\n…").split("\n\n") {
            assert!(blocks.contains(&block), "not what is printed:\n{block}\n\n{printed}");
        }
    }

    fn tables() -> String {
        let (english, dutch) = (Locale::new(Lang::En), Locale::new(Lang::Nl));
        let mut page = String::from(
            "\n# Tables\n\n| table | title | Dutch title | figures | by |\n|---|---|---|---|---|\n",
        );
        for id in table_ids().chain([crate::report::TableId::Rates]) {
            let of_table = || listed().filter(|listed| listed.table == id);
            let figures = joined(of_table().map(|listed| format!("`{}`", listed.figure)));
            let by = joined(of_table().filter_map(|listed| listed.by).map(str::to_owned));
            let (title, dutch) = (english.table(id), dutch.table(id));
            writeln!(page, "| `{id}` | {title} | {dutch} | {figures} | {by} |").unwrap();
        }
        page
    }

    fn entries() -> String {
        let (english, dutch) = (Locale::new(Lang::En), Locale::new(Lang::Nl));
        let mut page = String::from("\n# Figures\n");
        for figure in figures() {
            page +=
                &entry(&explained(figure), english.about(figure).unwrap(), dutch.figure(figure));
        }
        page
    }

    fn entry(explained: &Explained, about: &FigureLabels, dutch: &str) -> String {
        let figure = explained.figure;
        let tables = joined(explained.tables.iter().map(|table| format!("`{table}`")));
        let units = joined(explained.units.iter().map(|unit| unit.id().to_owned()));
        let options = joined(about.options.iter().map(|option| format!("`{option}`")));
        let FigureLabels { title, definition, formula, whole, source, .. } = about;
        let mut entry = format!("\n## `{figure}`: {title}\n\nDutch: {dutch}. {definition}\n\n");
        writeln!(entry, "| formula | {formula} |\n|---|---|\n| unit | {units} |").unwrap();
        let lines = [
            ("share of", whole),
            ("stands in", &tables),
            ("source", source),
            ("changed by", &options),
        ];
        for (name, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
            writeln!(entry, "| {name} | {text} |").unwrap();
        }
        entry
    }

    /// The texts once each, in order.
    fn joined(texts: impl Iterator<Item = String>) -> String {
        let mut once: Vec<String> = Vec::new();
        for text in texts {
            if !once.contains(&text) {
                once.push(text);
            }
        }
        once.join(", ")
    }
}
