//! The packages that the program is built with are under licences that `deny.toml` allows, come from crates.io and are there
//! once each, as `cargo deny check licenses bans sources` says too; this needs no tool but cargo.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Every package of `Cargo.lock`, with the features of none left out.
fn packages() -> Vec<Value> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let metadata = Command::new(cargo)
        .args(["metadata", "--offline", "--locked", "--all-features", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().clone();
    assert!(packages.len() > 100, "{} packages", packages.len());
    packages
}

fn settings() -> toml::Table {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    std::fs::read_to_string(file).unwrap().parse().unwrap()
}

/// Whether an expression of licences (SPDX, or the older form with `/`) is met by those that are allowed.
fn is_allowed(licence: &str, allowed: &[&str]) -> bool {
    let text = licence.replace('/', " OR ");
    // brackets stand only around the parts of a whole that is joined by AND
    text.split(" AND ").all(|part| {
        let mut choices = part.trim_matches(['(', ')', ' ']).split(" OR ");
        choices.any(|choice| allowed.contains(&choice.trim()))
    })
}

#[test]
fn every_licence_is_one_that_may_stand_beside_ours() {
    let settings = settings();
    let allowed = settings["licenses"]["allow"].as_array().unwrap();
    let allowed: Vec<&str> = allowed.iter().map(|licence| licence.as_str().unwrap()).collect();
    for (licence, is_fine) in [
        ("MIT OR GPL-3.0", true),
        ("MIT/Apache-2.0", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0", false),
        ("GPL-3.0", false),
    ] {
        assert_eq!(is_allowed(licence, &allowed), is_fine, "{licence}");
    }
    let refused: Vec<String> = packages()
        .iter()
        .filter(|package| !is_allowed(package["license"].as_str().unwrap_or_default(), &allowed))
        .map(|package| format!("{}: {}", package["name"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "licences that deny.toml does not allow:\n{}", refused.join("\n"));
}

#[test]
fn every_package_is_there_once_and_from_crates_io() {
    let settings = settings();
    let skipped = settings["bans"]["skip"].as_array().unwrap();
    let skipped: Vec<(&str, &str)> = skipped
        .iter()
        .map(|skip| skip["crate"].as_str().unwrap().split_once('@').unwrap())
        .collect();
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages() {
        let [name, version] = ["name", "version"].map(|key| package[key].as_str().unwrap());
        let source = package["source"].as_str();
        assert!(source.is_none_or(|source| source == CRATES_IO), "{name} comes from {source:?}");
        versions.entry(name.to_owned()).or_default().push(version.to_owned());
    }
    // of a package that is passed over, one version more may be there
    let is_passed_over = |name: &str, version: &str| {
        skipped.iter().any(|(skip, begin)| {
            *skip == name && (version == *begin || version.starts_with(&format!("{begin}.")))
        })
    };
    for (name, begin) in &skipped {
        let has = versions.get(*name).is_some_and(|all| all.len() > 1);
        assert!(has, "{name}@{begin} is passed over in deny.toml and there once");
    }
    versions.retain(|name, all| {
        all.retain(|version| !is_passed_over(name, version));
        all.len() > 1
    });
    assert!(versions.is_empty(), "packages that are there twice: {versions:?}");
}
