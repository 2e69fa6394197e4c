//! The file that a result is written to before it takes its name.
//!
//! Where the system can keep a file without a name (Linux, on most file systems), the result has none until it is
//! complete, so that nothing is left of it however the process ends. Elsewhere it has a hidden name meanwhile, which
//! [`abandon_unfinished`] takes away when a signal ends the process.

use std::fs::{self, File, Metadata, Permissions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, TempPath};

/// The temporary files that have a name; a signal knows no owner, so they are the process's.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Takes away what is not finished, before a signal ends the process. No file takes its name after that.
pub fn abandon_unfinished() {
    let unfinished = unfinished();
    for path in unfinished.iter() {
        let _ = fs::remove_file(path); // nobody can read it
    }
    std::mem::forget(unfinished); // locked until the process ends
}

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that only its owner may read, until it takes its name.
#[derive(Debug)]
pub(super) struct Temporary {
    file: File,
    name: Option<Name>,
}

impl Temporary {
    /// Makes one in the folder that the result will be in.
    ///
    /// # Errors
    /// Where the folder takes no file.
    pub(super) fn new_in(folder: &Path) -> io::Result<Self> {
        if let Some(file) = nameless_in(folder) {
            return Ok(Self { file, name: None });
        }
        Self::named_in(folder)
    }

    /// Makes one with a hidden name in a folder.
    fn named_in(folder: &Path) -> io::Result<Self> {
        let mut unfinished = unfinished();
        let file = builder().make_in(folder, create)?;
        let (file, path) = file.into_parts();
        Ok(Self { file, name: Some(Name::new(path, &mut unfinished)) })
    }

    /// The file, to be written to.
    pub(super) const fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Has everything on the disk, and then takes the name `path`, in place of the file of that name where `replaces`
    /// says that there may be one.
    ///
    /// # Errors
    /// Where the disk does not take it, or the name is taken.
    pub(super) fn persist(self, path: &Path, replaces: bool, is_private: bool) -> io::Result<()> {
        let Self { file, name } = self;
        let old = fs::metadata(path).ok().filter(Metadata::is_file);
        permit(&file, old.as_ref().filter(|_| replaces), is_private)?;
        file.sync_all()?;
        match name {
            Some(name) => name.give(path, replaces),
            None => name_it(&file, path, replaces),
        }
    }
}

/// The hidden name of a temporary file, which a signal takes away.
#[derive(Debug)]
struct Name(Option<TempPath>);

impl Name {
    fn new(path: TempPath, unfinished: &mut Vec<PathBuf>) -> Self {
        unfinished.push(path.to_path_buf());
        Self(Some(path))
    }

    /// Gives the file another name; a signal waits so long.
    fn give(mut self, path: &Path, replaces: bool) -> io::Result<()> {
        let Some(name) = self.0.take() else { return Ok(()) };
        let mut unfinished = unfinished();
        unfinished.retain(|known| known.as_path() != &*name);
        let given = if replaces { name.persist(path) } else { name.persist_noclobber(path) };
        given.map_err(|error| error.error)
    }
}

impl Drop for Name {
    fn drop(&mut self) {
        if let Some(name) = self.0.take() {
            let mut unfinished = unfinished();
            unfinished.retain(|known| known.as_path() != &*name);
            drop(name); // takes the file away while a signal still waits
        }
    }
}

/// The folder that a file is in, or will be.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".outflow-").suffix(".part");
    builder
}

/// A new file that only its owner may read.
fn create(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A file without a name, where the system has such files and can name them later.
#[cfg(target_os = "linux")]
fn nameless_in(folder: &Path) -> Option<File> {
    use std::os::unix::fs::OpenOptionsExt;

    let flags = i32::try_from(rustix::fs::OFlags::TMPFILE.bits()).ok()?;
    let file = File::options().write(true).mode(0o600).custom_flags(flags).open(folder).ok()?;
    // it is named by way of /proc, which need not be there
    descriptor(&file).exists().then_some(file)
}

#[cfg(not(target_os = "linux"))]
const fn nameless_in(_: &Path) -> Option<File> {
    None
}

#[cfg(target_os = "linux")]
fn descriptor(file: &File) -> PathBuf {
    use std::os::fd::AsRawFd;

    PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

/// Names a file that has no name.
#[cfg(target_os = "linux")]
fn name_it(file: &File, path: &Path, replaces: bool) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};

    let descriptor = descriptor(file);
    let link = |path: &Path| linkat(CWD, &descriptor, CWD, path, AtFlags::SYMLINK_FOLLOW);
    match link(path) {
        Err(rustix::io::Errno::EXIST) if replaces => {}
        linked => return Ok(linked?),
    }
    // only a rename replaces a file, and it needs a name to begin with
    let mut unfinished = unfinished();
    let folder = folder_of(path);
    let path_only = builder().make_in(folder, |path| Ok(link(path)?))?;
    let name = Name::new(path_only.into_temp_path(), &mut unfinished);
    drop(unfinished);
    name.give(path, replaces)
}

#[cfg(not(target_os = "linux"))]
fn name_it(_: &File, _: &Path, _: bool) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into()) // not reached: every file has a name there
}

/// Gives a file the mode of the one that it replaces, and its owner where that is allowed; a new one that of any new
/// file, but where it is private.
#[cfg(unix)]
fn permit(file: &File, replaced: Option<&Metadata>, is_private: bool) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let mode = match replaced {
        Some(replaced) => {
            // whoever is not root keeps what is theirs, as with any editor
            let _ = fchown(file, Some(replaced.uid()), Some(replaced.gid()));
            replaced.permissions().mode() & 0o777
        }
        None if is_private => 0o600,
        None => 0o666 & !umask(),
    };
    file.set_permissions(Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn permit(_: &File, _: Option<&Metadata>, _: bool) -> io::Result<()> {
    Ok(())
}

/// The bits that a new file does not get. They can only be asked for by setting others, which are put back at once.
#[cfg(unix)]
#[allow(clippy::useless_conversion, reason = "on some systems a mode has 16 bits")]
fn umask() -> u32 {
    use rustix::fs::Mode;
    use rustix::process::umask;

    let mask = umask(Mode::from_raw_mode(0o077));
    umask(mask);
    u32::from(mask.as_raw_mode())
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used, reason = "clippy takes only cfg(test) for a test")]
mod tests {
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// Both ways to keep a file: without a name, where the system can, and with a hidden one.
    const WAYS: [fn(&Path) -> io::Result<Temporary>; 2] = [Temporary::new_in, Temporary::named_in];

    fn written(way: fn(&Path) -> io::Result<Temporary>, folder: &Path) -> Temporary {
        let mut temporary = way(folder).unwrap();
        temporary.file().write_all(b"new").unwrap();
        temporary
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_takes_its_name_and_its_mode_at_the_end() {
        for way in WAYS {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("o");
            let temporary = written(way, folder.path());
            assert_eq!(temporary.file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            temporary.persist(&path, false, true).unwrap();
            assert_eq!((mode(&path), fs::read(&path).unwrap()), (0o600, b"new".to_vec()));
            // a mode that no umask gives is that of the file before
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, Permissions::from_mode(0o604)).unwrap();
            written(way, folder.path()).persist(&path, true, true).unwrap();
            assert_eq!((mode(&path), fs::read(&path).unwrap()), (0o604, b"new".to_vec()));
            assert_eq!(names(folder.path()), ["o"]);
        }
    }

    #[test]
    fn a_name_that_is_taken_stays() {
        for way in WAYS {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("o");
            fs::write(&path, "old").unwrap();
            let refused = written(way, folder.path()).persist(&path, false, false).unwrap_err();
            assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(fs::read(&path).unwrap(), b"old");
            // a folder cannot be replaced by a file
            let below = folder.path().join("folder");
            fs::create_dir(&below).unwrap();
            let refused = written(way, folder.path()).persist(&below, true, false).unwrap_err();
            assert!(!refused.to_string().contains("outflow-"), "{refused}");
            drop(written(way, folder.path()));
            let mut left = names(folder.path());
            left.sort();
            assert_eq!(left, ["folder", "o"]);
        }
    }

    #[test]
    fn the_error_of_a_folder_that_takes_no_file_names_no_temporary() {
        let folder = tempfile::tempdir().unwrap();
        let refused = Temporary::new_in(&folder.path().join("none")).unwrap_err();
        assert!(!refused.to_string().contains("outflow-"), "{refused}");
        assert_eq!(refused.kind(), io::ErrorKind::NotFound);
    }
}
