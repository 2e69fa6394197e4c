//! Messages, usage errors and help in the language of the user.
//!
//! They are written in English where they arise; the English text is the key to `labels/messages.toml`, which has the other
//! language beside it. `{}` stands for what is filled in: it is looked up by itself, for a message may hold another. What
//! has no words there stays as it is.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Lang;

static MESSAGES: LazyLock<Messages> = LazyLock::new(|| {
    toml::from_str(include_str!("labels/messages.toml")).unwrap_or_default() // a unit test parses it
});

/// Everything that has words in both languages.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Messages {
    message: Vec<Message>,
}

/// One message.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    /// The English text.
    en: String,
    /// The Dutch text.
    nl: String,
}

/// What stands for a text that is filled in.
const GAP: &str = "{}";

/// The messages, each with its English text in the parts between its gaps.
static TEMPLATES: LazyLock<Vec<(Template<'static>, &'static Message)>> = LazyLock::new(|| {
    MESSAGES.message.iter().map(|message| (Template::of(&message.en), message)).collect()
});

/// A text with gaps.
struct Template<'t> {
    /// What it begins with.
    start: &'t str,
    /// What stands between its gaps.
    between: Vec<&'t str>,
    /// What it ends with; none where it has no gap.
    end: Option<&'t str>,
}

/// Between the place that a message is about and what it says of it.
const AFTER_PLACE: &str = ": ";

/// A message of one or more lines.
pub(crate) fn message(text: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return text.to_owned();
    }
    if let Some(found) = whole(text) {
        return found;
    }
    // what stands before is a file, a line, a column
    let says = |(at, _): (usize, &str)| {
        let (place, said) = text.split_at(at + AFTER_PLACE.len());
        Some(place.replace(": column ", ": kolom ") + &whole(said)?)
    };
    text.match_indices(AFTER_PLACE).find_map(says).unwrap_or_else(|| text.to_owned())
}

/// Help, or what is wrong with the options: line by line.
pub(crate) fn help(text: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return text.to_owned();
    }
    let error = text.strip_prefix("error: ");
    let (first, rest) = match error {
        // a message of more lines ends where the usage begins
        Some(text) => {
            let ends =
                ["\n\nUsage:", "\n\n  tip:", "\n\nFor more", "\n  [possible", "\n  --", "\n  <"];
            let end = ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len());
            let (said, rest) = text.split_at(end);
            let said = message(said.trim_end_matches('\n'), lang);
            let line = if rest.is_empty() { "\n" } else { "" };
            (format!("fout: {said}{line}"), rest)
        }
        None => (String::new(), text),
    };
    first + &rest.split_inclusive('\n').map(line).collect::<String>()
}

/// The help of an option or command: paragraph by paragraph, else line by line.
pub(crate) fn paragraphs(text: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return text.to_owned();
    }
    let paragraph =
        |text: &str| whole(text).unwrap_or_else(|| text.split_inclusive('\n').map(line).collect());
    text.split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// One line, with the space before and after it; of an example only what is said of it.
fn line(line: &str) -> String {
    let text = line.trim();
    let said = match (text.starts_with("outflow "), text.rsplit_once("   ")) {
        (true, Some((command, said))) => {
            whole(said.trim()).map(|said| format!("{command}   {said}"))
        }
        _ => whole(text).or_else(|| {
            let (value, said) = text.strip_prefix("- ")?.split_once(": ")?;
            Some(format!("- {}: {}", value.trim_end(), whole(said.trim())?))
        }),
    };
    said.map_or_else(|| line.to_owned(), |said| line.replacen(text, &said, 1))
}

/// The message with the most words of its own that a text is.
fn whole(text: &str) -> Option<String> {
    let fits = TEMPLATES.iter().filter_map(|(template, message)| {
        let filled = template.captures(text)?;
        Some((message.en.len() - GAP.len() * filled.len(), message, filled))
    });
    let (_, message, filled) = fits.max_by_key(|(own, ..)| *own)?;
    let mut filled = filled.into_iter();
    let mut parts = message.nl.split(GAP);
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let capture = filled.next().unwrap_or_default();
        said += &whole(capture).unwrap_or_else(|| pieces(capture));
        said += part;
    }
    Some(said)
}

/// A text that is made of short pieces, of which some have words.
fn pieces(text: &str) -> String {
    let is_piece =
        |message: &&Message| message.en.starts_with([';', ',', ' ']) && message.en.ends_with(' ');
    let pieces = MESSAGES.message.iter().filter(is_piece);
    pieces.fold(text.to_owned(), |text, piece| text.replace(&piece.en, &piece.nl))
}

impl<'t> Template<'t> {
    fn of(text: &'t str) -> Self {
        let mut parts = text.split(GAP);
        let start = parts.next().unwrap_or_default();
        let mut between: Vec<&str> = parts.collect();
        let end = between.pop();
        Self { start, between, end }
    }

    /// What a text fills in where there are gaps; `None` where it is another text.
    fn captures<'f>(&self, text: &'f str) -> Option<Vec<&'f str>> {
        let rest = text.strip_prefix(self.start)?;
        let Some(end) = self.end else { return rest.is_empty().then(Vec::new) };
        let mut rest = rest.strip_suffix(end)?;
        let mut found = Vec::new();
        for part in &self.between {
            let at = rest.find(part)?;
            found.push(&rest[..at]);
            rest = &rest[at + part.len()..];
        }
        found.push(rest);
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Path, PathBuf};

    #[test]
    fn a_message_is_found_with_what_is_filled_in() {
        let said =
            message("uit.csv:17: column end: a year out of range; expected 1850 to 2999", Lang::Nl);
        assert_eq!(
            said,
            "uit.csv:17: kolom end: een jaar buiten bereik; verwacht 1850 tot en met 2999"
        );
        let said =
            message("outflow.toml:3: x: there is no such key; did you mean \"y\"?", Lang::Nl);
        assert_eq!(said, "outflow.toml:3: x: deze sleutel bestaat niet; bedoelt u \"y\"?");
        assert_eq!(message("something else", Lang::Nl), "something else");
    }

    #[test]
    fn usage_errors_are_in_dutch_too() {
        let english = "error: unexpected argument '--x' found\n\n  tip: a similar argument exists: '--y'\n\n\
                       Usage: outflow report [OPTIONS]\n\nFor more information, try '--help'.\n";
        let dutch = "fout: '--x' is hier geen argument\n\n  tip: bedoelt u '--y'?\n\n\
                     Gebruik: outflow report [OPTIONS]\n\nMeer hulp: '--help'.\n";
        assert_eq!(help(english, Lang::Nl), dutch);
        assert_eq!(help(english, Lang::En), english);
    }

    #[test]
    fn every_message_has_as_many_gaps_in_both_languages() {
        assert!(MESSAGES.message.len() > 300);
        for Message { en, nl } in &MESSAGES.message {
            assert!(!nl.is_empty() && en != nl || en.len() < 8, "{en}");
            assert_eq!(en.matches(GAP).count(), nl.matches(GAP).count(), "{en}");
        }
    }

    /// A message without its other language fails here.
    #[test]
    fn no_message_of_the_source_lacks_a_language() {
        let mut files = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
        let mut checked = 0;
        while let Some(path) = files.pop() {
            if path.is_dir() {
                files.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                for text in written(&source, &path) {
                    checked += 1;
                    // a context stands before its cause, or behind the name of a file
                    let (before, behind) = (format!("{text}: {GAP}"), format!(": {text}"));
                    let has = |Message { en, .. }: &Message| {
                        *en == text || *en == before || en.ends_with(&behind)
                    };
                    assert!(MESSAGES.message.iter().any(has), "{}: {text}", path.display());
                }
            }
        }
        assert!(checked > 140, "{checked}");
    }

    /// The messages that a source file writes: the texts of errors and of wrong options that have words of their own.
    fn written(source: &str, path: &Path) -> Vec<String> {
        if path.ends_with("render/messages.rs") {
            return Vec::new();
        }
        let begins = ["#[error(", "anyhow!(", "usage(", "usage(format!("];
        let places = begins.iter().flat_map(|begin| {
            source.match_indices(begin).map(|(at, _)| source[at + begin.len()..].trim_start())
        });
        let texts =
            places.filter_map(|rest| rest.strip_prefix('"')).map(literal).map(|text| gapped(&text));
        let has_words =
            |text: &String| text.replace(GAP, "").chars().filter(|c| c.is_alphabetic()).count() > 2;
        texts.filter(has_words).collect()
    }

    /// A literal of the source, past its opening quote.
    fn literal(rest: &str) -> String {
        let mut text = String::new();
        let mut characters = rest.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '"' => break,
                '\\' => match characters.next() {
                    Some('\n') => {
                        while characters.next_if(|next| next.is_whitespace()).is_some() {}
                    }
                    Some('n') => text.push('\n'),
                    Some(other) => text.push(other),
                    None => {}
                },
                other => text.push(other),
            }
        }
        text
    }

    /// A text with a gap for each thing that is filled in.
    fn gapped(text: &str) -> String {
        let mut gapped = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            gapped += before;
            gapped += GAP;
            rest = after.split_once('}').map_or("", |(_, after)| after);
        }
        gapped + rest
    }

    /// Every command and option says in Dutch what it does, and so does all that stands under its options.
    #[test]
    fn help_is_in_dutch() {
        let program = crate::cli::command();
        let mut english = Vec::new();
        let (mut long, mut under) = (0, 0);
        for command in std::iter::once(&program).chain(program.get_subcommands()) {
            let styled = |text: Option<&clap::builder::StyledStr>| {
                text.map(ToString::to_string).unwrap_or_default()
            };
            let mut texts = vec![styled(command.get_about())];
            for argument in command.get_arguments() {
                texts.push(styled(argument.get_help()));
                let values = argument.get_possible_values();
                texts.extend(values.iter().map(|value| styled(value.get_help())));
            }
            let about = styled(command.get_long_about());
            let after = styled(command.get_after_help());
            long += usize::from(!about.is_empty());
            under += usize::from(!after.is_empty());
            texts.extend([about, after].iter().flat_map(|text| lines_without_dutch(text)));
            let is_english = |text: &String| !text.is_empty() && whole(text).is_none();
            let name = command.get_name();
            english.extend(
                texts.iter().filter(|text| is_english(text)).map(|text| format!("{name}: {text}")),
            );
        }
        assert!(english.is_empty(), "{}", english.join("\n"));
        assert!(long >= 10 && under >= 17, "{long} long texts, {under} texts under options");
    }

    /// The lines that help leaves in English: those of no paragraph that has Dutch words, but for examples that say
    /// nothing.
    fn lines_without_dutch(text: &str) -> Vec<String> {
        let paragraphs = text.split("\n\n").filter(|paragraph| whole(paragraph).is_none());
        let lines = paragraphs.flat_map(str::lines).map(str::trim);
        let said = lines.filter_map(|line| match line.split_once("outflow ") {
            Some(("", example)) => example.rsplit_once("   ").map(|(_, said)| said.trim()),
            Some((pipe, _)) if pipe.ends_with("| ") => None,
            _ => Some(line),
        });
        said.map(str::to_owned).collect()
    }

    /// What a command is for is told at length where it is asked for at length.
    #[test]
    fn long_help_is_shown_in_both_languages() {
        let shown = |lang| {
            let mut program = crate::cli::command_in(lang);
            let cases = program.find_subcommand_mut("cases").unwrap();
            cases.render_long_help().to_string()
        };
        assert!(shown(Lang::En).contains("THE LIST IDENTIFIES PEOPLE."));
        assert!(shown(Lang::Nl).contains("DE LIJST WIJST PERSONEN AAN."));
    }
}
