//! The house: a room uses only what stands to its left, and no two files need each other.
//!
//! The order of the rooms stands once, in the crate docs (`src/lib.rs`, the line that ends with `command`). An import is
//! followed to the file that defines what is imported, through `pub use`; tests are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A module by its path: `["render", "page"]`.
type Module = Vec<String>;

/// The source of one file, without comments, texts and tests.
struct Source {
    module: Module,
    text: String,
}

/// All of `src`: its files, and for each module what it gives out under another path.
struct House {
    files: BTreeMap<Module, String>,
    sources: Vec<Source>,
    given_out: BTreeMap<Module, BTreeMap<String, Module>>,
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] });
    below.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}

/// The text without what is no code of the program.
fn code_of(text: &str) -> String {
    let tests = text.find("\nmod tests").and_then(|at| text[..at].rfind("#[cfg("));
    let text = tests.map_or(text, |at| &text[..at]);
    let mut code = String::new();
    let mut is_text = false;
    for line in text.lines() {
        let mut rest = line;
        while let Some(at) = rest.find(['"', '/']) {
            let is_comment = !is_text && rest[at..].starts_with("//");
            let is_quote = rest[at..].starts_with('"') && !rest[..at].ends_with(['\\', '\'']);
            if !is_text {
                code += &rest[..at];
            }
            rest = if is_comment { "" } else { &rest[at + 1..] };
            is_text ^= is_quote;
        }
        if !is_text {
            code += rest;
        }
        code.push('\n');
    }
    code
}

/// The paths of a tree of imports, each with the name under which it is known here.
fn paths(tree: &str, before: &[&str]) -> Vec<(Module, String)> {
    let tree = tree.trim();
    if let Some((stem, inner)) = tree.split_once('{') {
        let stem: Vec<&str> =
            stem.split("::").map(str::trim).filter(|part| !part.is_empty()).collect();
        let before = [before, &stem].concat();
        let inner = inner.strip_suffix('}').unwrap();
        let mut depth = 0;
        let parts = inner.split(|character: char| {
            depth += match character {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            character == ',' && depth == 0
        });
        let parts = parts.filter(|part| !part.trim().is_empty());
        return parts.flat_map(|part| paths(part, &before)).collect();
    }
    let (path, alias) =
        tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name)));
    let parts = before.iter().copied().chain(path.split("::").map(str::trim));
    let mut parts: Vec<String> =
        parts.filter(|part| *part != "self" || before.is_empty()).map(str::to_owned).collect();
    parts.retain(|part| !part.is_empty());
    let name = alias.map_or_else(|| parts.last().unwrap().clone(), |name| name.trim().to_owned());
    vec![(parts, name)]
}

/// The trees of imports of a file, with whether they are given out, and the text without them.
fn statements(text: &str) -> (Vec<(bool, String)>, String) {
    let (mut statements, mut rest) = (Vec::new(), String::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let start = line.trim_start();
        let (visibility, tree) = match start.split_once("use ") {
            Some((visibility, tree)) if visibility.is_empty() || visibility.starts_with("pub") => {
                (visibility, tree)
            }
            _ => {
                rest += line;
                rest.push('\n');
                continue;
            }
        };
        let mut tree = tree.to_owned();
        while !tree.trim_end().ends_with(';') {
            tree += lines.next().unwrap();
        }
        let tree = tree.trim_end().trim_end_matches(';').split_whitespace().collect::<Vec<_>>();
        statements.push((!visibility.is_empty(), tree.join(" ")));
    }
    (statements, rest)
}

/// Paths that stand in the code itself: from the root, from above, or to a module below.
fn written_out(code: &str) -> Vec<Module> {
    let is_part = |character: char| character.is_alphanumeric() || "_:".contains(character);
    let words = code.split(|character| !is_part(character));
    let paths = words.filter(|word| {
        word.contains("::") && word.starts_with(|first: char| first.is_ascii_lowercase())
    });
    let parts = |path: &str| -> Module {
        path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    paths.map(parts).collect()
}

impl House {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut house =
            Self { files: BTreeMap::new(), sources: Vec::new(), given_out: BTreeMap::new() };
        for path in rust_files(&root) {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            if name == "main.rs" || name.ends_with("tests.rs") || name.contains("/fixture/") {
                continue;
            }
            let stem = name.strip_suffix(".rs").unwrap();
            let stem = stem.strip_suffix("/mod").unwrap_or(stem);
            let module: Module = if stem == "lib" {
                Vec::new()
            } else {
                stem.split('/').map(str::to_owned).collect()
            };
            let text = code_of(&fs::read_to_string(&path).unwrap());
            house.files.insert(module.clone(), name);
            house.sources.push(Source { module, text });
        }
        house
    }

    /// A path as it stands in a module, from the root; `None` for another crate.
    fn absolute(&self, path: &[String], module: &[String]) -> Option<Module> {
        let first = path.first()?.as_str();
        let child = [module, &path[..1]].concat();
        match first {
            "crate" => Some(path[1..].to_vec()),
            "self" => Some([module, &path[1..]].concat()),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                let base = &module[..module.len().checked_sub(ups)?];
                Some([base, &path[ups..]].concat())
            }
            _ if self.files.contains_key(&child) => Some([module, path].concat()),
            _ => None,
        }
    }

    /// The module that defines what a path names, and what is left of the path below it.
    fn defining(&self, path: &[String], depth: usize) -> Option<(Module, Vec<String>)> {
        let length =
            (0..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length]))?;
        let (module, rest) = path.split_at(length);
        let elsewhere = rest.first().and_then(|name| self.given_out.get(module)?.get(name));
        match elsewhere {
            Some(target) if depth < 20 => {
                self.defining(&[target.as_slice(), &rest[1..]].concat(), depth + 1)
            }
            _ => Some((module.to_vec(), rest.to_vec())),
        }
    }

    /// Which file imports from which.
    fn imports(&mut self) -> BTreeMap<String, BTreeSet<String>> {
        let mut uses: Vec<(Module, Module, String)> = Vec::new();
        for Source { module, text } in &self.sources {
            let (statements, rest) = statements(text);
            for (is_given_out, tree) in statements {
                for (path, name) in paths(&tree, &[]) {
                    let Some(path) = self.absolute(&path, module) else { continue };
                    if is_given_out {
                        self.given_out.entry(module.clone()).or_default().insert(name, path);
                    } else {
                        uses.push((module.clone(), path, name));
                    }
                }
            }
            for path in written_out(&rest) {
                uses.extend(
                    self.absolute(&path, module).map(|path| (module.clone(), path, String::new())),
                );
            }
        }
        let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (module, path, name) in uses {
            let Some((target, rest)) = self.defining(&path, 0) else { continue };
            let targets = if rest.is_empty() {
                self.through(&module, &target, &name)
            } else {
                BTreeSet::from([target])
            };
            let others = targets.into_iter().filter(|target| *target != module);
            let others = others.map(|target| self.files[&target].clone());
            imports.entry(self.files[&module].clone()).or_default().extend(others);
        }
        imports
    }

    /// What a file uses of a module that it imports by name: `text::wrap` is of the file in which `wrap` is.
    fn through(&self, module: &Module, target: &Module, name: &str) -> BTreeSet<Module> {
        let source = self.sources.iter().find(|source| source.module == *module).unwrap();
        let prefix = format!("{name}::");
        let at =
            source.text.match_indices(&prefix).map(|(at, _)| &source.text[at + prefix.len()..]);
        let names = at.map(|rest| {
            rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
        });
        let names = names.filter(|name| !name.is_empty());
        let found = names
            .filter_map(|item| Some(self.defining(&[target.as_slice(), &[item]].concat(), 0)?.0));
        found.collect()
    }
}

/// Groups of files that need each other, whatever way round.
fn circles(imports: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reached = |from: &String| {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&String> = imports[from].iter().collect();
        while let Some(file) = next.pop() {
            if reached.insert(file.clone()) {
                next.extend(imports.get(file).into_iter().flatten());
            }
        }
        reached
    };
    let reach: BTreeMap<&String, BTreeSet<String>> =
        imports.keys().map(|file| (file, reached(file))).collect();
    let mut circles = BTreeSet::new();
    for (file, others) in &reach {
        let back =
            others.iter().filter(|other| reach.get(other).is_some_and(|of| of.contains(*file)));
        let circle: Vec<String> = back.cloned().collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

#[test]
fn no_two_files_need_each_other() {
    let found = circles(&House::read().imports());
    assert_eq!(found, Vec::<Vec<String>>::new(), "files that import each other in a circle");
}

/// The rooms from left to right; those on one place do not know each other.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let line =
        lib.lines().find(|line| line.starts_with("//!") && line.ends_with("→ command")).unwrap();
    line.trim_start_matches("//!").split('→').map(|room| room.trim().to_owned()).collect()
}

#[test]
fn imports_run_from_right_to_left() {
    let rooms = rooms();
    assert!(rooms.len() > 8, "the map of the rooms: {rooms:?}");
    let place = |file: &str| {
        let room = file.split('/').next().unwrap().trim_end_matches(".rs");
        let at = rooms.iter().position(|names| names.split(' ').any(|name| name == room));
        // the crate itself calls the commands
        at.or((room == "lib").then_some(rooms.len()))
            .unwrap_or_else(|| panic!("{file} has no place in the map of src/lib.rs"))
    };
    let room = |file: &str| file.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
    let imports = House::read().imports();
    let mut upwards = Vec::new();
    for (file, others) in &imports {
        for other in
            others.iter().filter(|other| room(other) != room(file) && place(other) >= place(file))
        {
            upwards.push(format!("{file} imports from {other}"));
        }
    }
    assert!(upwards.is_empty(), "{}", upwards.join("\n"));
    assert!(imports.values().map(BTreeSet::len).sum::<usize>() > 500, "imports are found");
}
