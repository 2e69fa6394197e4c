//! Header → column, by the names in `columns.toml` and in `outflow.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::kind::{Field, FileKind};
use crate::dataset::refusal::Refusal;
use crate::visible::is_hidden;

/// What a header stands for: a column, and how good a name it is for it (0 is a first choice).
type Meanings = HashMap<String, (Field, usize)>;

static MEANINGS: LazyLock<[Meanings; 4]> = LazyLock::new(|| {
    // the file is part of the program: a test reads all of it
    let names: HashMap<String, Names> =
        toml::from_str(include_str!("columns.toml")).unwrap_or_default();
    FileKind::ALL
        .map(|kind| names.get(kind.id()).map(|names| meanings(names, kind)).unwrap_or_default())
});

/// The names of the columns of one kind of export, by the id of the column.
#[derive(Deserialize)]
struct Names {
    #[serde(default)]
    second_choice: HashMap<String, Vec<String>>,
    #[serde(flatten)]
    first_choice: HashMap<String, Vec<String>>,
}

fn meanings(names: &Names, kind: FileKind) -> Meanings {
    let mut meanings: Meanings = HashMap::new();
    for (rank_from, names) in [(1, &names.second_choice), (0, &names.first_choice)] {
        for (id, aliases) in names {
            let Some(field) = kind.field(id) else { continue };
            for (position, alias) in aliases.iter().enumerate() {
                meanings.insert(normalised(alias), (field, rank_from * (position + 1)));
            }
        }
    }
    for field in kind.fields() {
        meanings.insert(normalised(field.id()), (*field, 0));
    }
    meanings
}

fn meanings_of(kind: FileKind) -> &'static Meanings {
    &MEANINGS[kind as usize]
}

/// A header as it is compared: without case, blanks, `_` and `-`, and with accents as one character.
pub(super) fn normalised(header: &str) -> String {
    let mut out = String::with_capacity(header.len());
    for character in header.chars().flat_map(char::to_lowercase) {
        match character {
            ' ' | '_' | '-' | '\t' | '\r' | '\n' => {}
            '\u{300}' | '\u{301}' | '\u{308}' => {
                let letter = out.pop().unwrap_or(character);
                match composed(letter, character) {
                    Some(accented) => out.push(accented),
                    None => out.extend([letter, character]),
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// Letter and accent as one character, as some systems write them apart.
const fn composed(letter: char, accent: char) -> Option<char> {
    Some(match (letter, accent) {
        ('e', '\u{308}') => 'ë',
        ('i', '\u{308}') => 'ï',
        ('o', '\u{308}') => 'ö',
        ('u', '\u{308}') => 'ü',
        ('a', '\u{308}') => 'ä',
        ('e', '\u{301}') => 'é',
        ('e', '\u{300}') => 'è',
        _ => return None,
    })
}

/// The columns that the headers are meant for, odd characters overlooked: to choose a delimiter by.
pub(super) fn recognised(
    kind: FileKind,
    names: &[String],
    overrides: &[(Field, String)],
) -> Vec<Field> {
    let meanings = meanings_of(kind);
    let overrides: Vec<_> =
        overrides.iter().map(|(field, name)| (*field, normalised(name))).collect();
    let field_of = |name: &String| {
        let key = normalised(name);
        let by_name = overrides.iter().find(|(_, name)| *name == key);
        let known = || meanings.get(&key).or_else(|| meanings.get(&normalised(&plain(name))));
        by_name.map(|(field, _)| *field).or_else(|| Some(known()?.0))
    };
    names.iter().filter_map(field_of).collect()
}

/// The columns of a header.
#[derive(Debug)]
pub(super) struct Matched {
    /// The column at each position.
    pub(super) fields: Vec<Option<Field>>,
    /// Required columns that are not there.
    pub(super) missing: Vec<Field>,
}

/// Finds the column of each header.
///
/// # Errors
/// Two headers for one column, a blank or an odd header, or a header that the configuration names and is not there.
pub(super) fn match_columns(
    kind: FileKind,
    names: &[String],
    overrides: &[(Field, String)],
) -> Result<Matched, Refusal> {
    let meanings = meanings_of(kind);
    let keys: Vec<String> = names.iter().map(|name| normalised(name)).collect();
    let mut best: HashMap<Field, (usize, usize)> = HashMap::new();
    for (field, header) in overrides {
        best.insert(*field, (0, position_of(*field, header, &keys, names)?));
    }
    let taken: Vec<usize> = best.values().map(|(_, position)| *position).collect();
    for (position, key) in keys.iter().enumerate() {
        let Some((field, rank)) = meanings.get(key).copied() else {
            check_odd(&names[position], meanings)?;
            continue;
        };
        let by_name = overrides.iter().any(|(column, _)| *column == field);
        if by_name || taken.contains(&position) {
            continue;
        }
        match best.get(&field).copied() {
            Some((other, first)) if other == rank => {
                return Err(duplicate(field, &names[first], &names[position]));
            }
            Some((other, _)) if other < rank => {}
            _ => {
                best.insert(field, (rank, position));
            }
        }
    }
    let mut fields = vec![None; names.len()];
    for (field, (_, position)) in &best {
        fields[*position] = Some(*field);
    }
    let required = kind.required().iter().copied();
    let missing = required.filter(|field| !best.contains_key(field)).collect();
    Ok(Matched { fields, missing })
}

fn position_of(
    field: Field,
    header: &str,
    keys: &[String],
    names: &[String],
) -> Result<usize, Refusal> {
    let wanted = normalised(header);
    let mut found = keys.iter().enumerate().filter(|(_, key)| **key == wanted);
    let Some((position, _)) = found.next() else {
        return Err(Refusal::NamedColumnAbsent {
            field: field.id(),
            header: header.into(),
            nearest: nearest(&wanted, keys).map(|position| names[position].as_str().into()),
        });
    };
    match found.next() {
        Some((second, _)) => Err(duplicate(field, &names[position], &names[second])),
        None => Ok(position),
    }
}

fn duplicate(field: Field, first: &str, second: &str) -> Refusal {
    Refusal::DuplicateColumn { field: field.id(), first: first.into(), second: second.into() }
}

/// The position of the word that differs least, where it differs little.
fn nearest(wanted: &str, words: &[String]) -> Option<usize> {
    let distances = words.iter().enumerate().map(|(position, word)| {
        let distance = strsim::damerau_levenshtein(wanted, word);
        (distance, position)
    });
    let (distance, position) = distances.min()?;
    (distance <= wanted.chars().count() / 4 + 1 && distance < wanted.len()).then_some(position)
}

/// The column that a header names, and how good a name it is for it (0 is a first choice).
pub(super) fn meaning(kind: FileKind, header: &str) -> Option<(Field, usize)> {
    meanings_of(kind).get(&normalised(header)).copied()
}

/// The column whose names differ least from a header, where they differ little.
pub(super) fn near_meaning(kind: FileKind, header: &str) -> Option<Field> {
    let key = normalised(header);
    let names = meanings_of(kind).iter().filter(|(name, _)| name.len() > 3);
    let near = names.filter_map(|(name, (field, _))| {
        let distance = strsim::damerau_levenshtein(name, &key);
        (distance <= key.chars().count() / 5).then_some((distance, name, *field))
    });
    near.min().map(|(_, _, field)| field)
}

/// The header of the file that looks most like a name of this column.
pub(super) fn looks_like(kind: FileKind, field: Field, names: &[String]) -> Option<&str> {
    let candidates = names.iter().take(200).filter_map(|name| {
        let key = normalised(name);
        if meanings_of(kind).contains_key(&key) {
            return None;
        }
        let aliases =
            meanings_of(kind).iter().filter(|(alias, (of, _))| *of == field && alias.len() > 3);
        let distance = aliases.map(|(alias, _)| strsim::damerau_levenshtein(alias, &key)).min()?;
        (distance <= key.chars().count() / 5 + 1).then_some((distance, name))
    });
    candidates.min().map(|(_, name)| name.as_str())
}

/// Refuses a header that would be known but for a character that looks like another one.
fn check_odd(header: &str, meanings: &Meanings) -> Result<(), Refusal> {
    let Some((character, name)) = header.chars().find_map(|c| Some((c, odd(c)?.1))) else {
        return Ok(());
    };
    if meanings.contains_key(&normalised(&plain(header))) {
        return Err(Refusal::OddCharacter { header: header.into(), character, name });
    }
    Ok(())
}

/// The header as it looks.
fn plain(header: &str) -> String {
    let plain = |c| odd(c).map_or(Some(c), |(plain, _)| plain);
    header.chars().filter_map(plain).collect()
}

/// The plain character that an odd one is taken for (nothing for an invisible one), and its name.
fn odd(character: char) -> Option<(Option<char>, &'static str)> {
    const CYRILLIC: &str = "аaеeоoрpсcуyхxіiјjѕsԁdһhАAВBЕEЅSІIЈJКKМMНHОOРPСCТTХXУY";
    const GREEK: &str = "αaοoνvρpτtυuιiκkΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";
    let twin = |pairs: &'static str| {
        let mut pairs = pairs.chars();
        while let (Some(odd), Some(plain)) = (pairs.next(), pairs.next()) {
            if odd == character {
                return Some(Some(plain));
            }
        }
        None
    };
    match character {
        '\t' | '\r' | '\n' => None,
        '\u{a0}' => Some((Some(' '), "a no-break space")),
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Some((Some(' '), "a space of unusual width"))
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some((Some('-'), "a dash that is not a hyphen")),
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Some((None, "a zero-width character")),
        '\u{ad}' => Some((None, "a soft hyphen")),
        '\u{ff01}'..='\u{ff5e}' => {
            let plain = char::from_u32(u32::from(character) - 0xfee0);
            Some((plain, "a full-width character"))
        }
        hidden if is_hidden(hidden) => Some((None, "an invisible character")),
        _ => twin(CYRILLIC)
            .map(|plain| (plain, "a Cyrillic letter"))
            .or_else(|| Some((twin(GREEK)?, "a Greek letter"))),
    }
}

#[cfg(test)]
#[path = "columns_tests.rs"]
mod tests;
