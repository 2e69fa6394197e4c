//! The bodies of the fuzz targets, run on the seeds in `fuzz/seeds` and on seeds that are changed by dice: always the
//! same changes, so that what failed once fails again. The targets go on from there: see `fuzz/README.md`.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use crate::independent::dice::Dice;
use crate::targets::{self, Body};

/// The targets, and how many changed seeds each is run on.
const TARGETS: [(&str, Body, usize); 9] = [
    ("report", targets::report, 40),
    ("header", targets::header, 100),
    ("values", targets::values, 300),
    ("codes", targets::codes, 20),
    ("period", targets::period, 300),
    ("config", targets::config, 60),
    ("workbook", targets::workbook, 60),
    ("audit", targets::audit, 60),
    ("released", targets::released, 20),
];

/// The files of a folder by name.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// A seed with a few bytes changed, taken away, put in or written twice, or with a part of another seed.
fn changed(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    const BYTES: &[u8] = b"\"\n\r;,|\t\0 0919-./%=#<>[]{}\x1b\x80\xff\xe2";
    let mut below = |end: usize| {
        let last = i64::try_from(end.max(1) - 1).unwrap();
        usize::try_from(dice.number(0, last)).unwrap()
    };
    let mut bytes = seeds[below(seeds.len())].clone();
    for _ in 0..=below(4) {
        let from = below(bytes.len());
        let to = bytes.len().min(from + below(12));
        match below(6) {
            0 => bytes.truncate(from),
            1 => drop(bytes.drain(from..to)),
            2 => bytes.insert(from, BYTES[below(BYTES.len())]),
            3 => bytes.extend_from_within(from..to),
            4 => {
                let other = &seeds[below(seeds.len())];
                bytes.splice(from..to, other[below(other.len())..].iter().copied().take(40));
            }
            _ => bytes
                .iter_mut()
                .skip(from)
                .take(1)
                .for_each(|byte| *byte = BYTES[below(BYTES.len())]),
        }
    }
    bytes
}

#[test]
fn changed_seeds_of_every_target() {
    let seeds_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let names: Vec<_> = TARGETS.iter().map(|(name, ..)| seeds_in.join(name)).collect();
    assert_eq!(
        listed(&seeds_in).len(),
        names.len(),
        "a target without seeds, or seeds without a target"
    );
    for ((name, body, times), folder) in TARGETS.into_iter().zip(names) {
        let seeds: Vec<Vec<u8>> =
            listed(&folder).iter().map(|path| fs::read(path).unwrap()).collect();
        let mut dice = Dice(20_181_231);
        let changed = (0..times).map(|_| changed(&seeds, &mut dice));
        for bytes in seeds.iter().cloned().chain(changed) {
            let held = catch_unwind(|| body(&bytes));
            assert!(held.is_ok(), "{name} does not hold of \"{}\"", bytes.escape_ascii());
        }
    }
}

/// The bodies and the targets are the same ones, so that none is forgotten.
#[test]
fn every_body_has_its_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/fuzz_targets");
    let mut bodies = TARGETS.map(|(name, ..)| folder.join(format!("{name}.rs"))).to_vec();
    bodies.sort();
    assert_eq!(listed(&folder), bodies);
    for (path, name) in
        bodies.iter().map(|path| (path, path.file_stem().unwrap().to_str().unwrap()))
    {
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(&format!("targets::{name}(bytes)")), "{}", path.display());
    }
}
