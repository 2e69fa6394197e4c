//! Makes the sample data: invented people on benefit in two Dutch municipalities and in one that does not exist.
//!
//! `cargo run --example press_data -- .` writes `data/heerlen`, `data/maasgouw` and
//! `examples/voorbeeldstad`, the same bytes every time. Nobody in these files exists. What is
//! real is the shape: the flows and the results that two municipalities told the press (Heerlen
//! over 2018, Maasgouw over the first half of 2021), so that a reader can lay the report beside
//! the newspaper. Voorbeeldstad shows what these two have no settings for: targets, inhabitants,
//! figures of others, and a year that is not over.
//!
//! A town is made in four steps, each a module:
//!
//! 1. `stock`: the households that are on benefit on the day before the coverage begins;
//! 2. `months`: month after month people come, go, marry, part and find work. How many come and
//!    go in each period is fixed in the town's plan, who they are is drawn;
//! 3. `jobs` and `programmes`: how long the jobs last, in which sector they are, and who took
//!    part in what before or beside them;
//! 4. `export`: the files, as an administration would write them; beside them `statline`: invented figures of others.
//!
//! All arithmetic is in integers and the draws come from one small generator with a fixed seed.

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};

mod amounts;
mod export;
mod heerlen;
mod jobs;
mod maasgouw;
mod model;
mod months;
mod people;
mod programmes;
mod random;
mod statline;
mod stock;
mod voorbeeldstad;
mod words;
mod work;
mod world;

fn main() -> Result<(), Box<dyn Error>> {
    let target = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: press_data ROOT")?);
    let mut out = std::io::stdout().lock();
    for folder in write(&target)? {
        writeln!(out, "{}", folder.display())?;
    }
    Ok(out.flush()?)
}

/// Writes a folder for each town. Returns the folders.
fn write(target: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut folders = Vec::new();
    for town in [heerlen::town(), maasgouw::town(), voorbeeldstad::town()] {
        let mut world = world::World::new(&town);
        stock::settle(&mut world);
        months::live(&mut world)?;
        jobs::finish(&mut world);
        programmes::enrol(&mut world)?;
        people::profile(&mut world);
        amounts::price(&mut world);
        let folder = target.join(town.folder);
        std::fs::create_dir_all(&folder)?;
        export::write(world, &folder)?;
        if town.settings.contains("[benchmark]") {
            statline::write(&folder, town.seed + 3)?;
        }
        folders.push(folder);
    }
    Ok(folders)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// What lies in the repository was written by this program, but for what was counted afterwards by another one.
    #[test]
    fn the_samples_are_what_is_written() {
        let made = tempfile::tempdir().unwrap();
        let folders = super::write(made.path()).unwrap();
        assert_eq!(folders.len(), 3);
        let names = |folder: &Path| -> BTreeSet<_> {
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
        };
        for folder in folders {
            let town = folder.strip_prefix(made.path()).unwrap();
            let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(town);
            let mut there = names(&kept);
            there.remove(std::ffi::OsStr::new("expected.csv"));
            assert_eq!(names(&folder), there);
            for name in there {
                let [made, kept] = [&folder, &kept].map(|of| fs::read(of.join(&name)).unwrap());
                // not `assert_eq!`, which would print both
                assert!(made == kept, "{} of {} is another file", name.display(), town.display());
            }
        }
    }
}
