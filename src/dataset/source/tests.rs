use super::*;
use std::io::Write;
use std::path::PathBuf;

/// Gives one byte a read, and an interruption before each.
struct Dripping<'a>(&'a [u8], bool);

impl Read for Dripping<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let room = buffer.len().min(1);
        self.0.read(&mut buffer[..room])
    }
}

fn read_all(bytes: &[u8], options: OpenOptions<'_>) -> Result<(Vec<u8>, SourceFacts), InputError> {
    let mut stdin = Dripping(bytes, false);
    let mut opened = Opened::open(&Source::Stdin, &mut stdin, options)?;
    let mut text = Vec::new();
    if let Err(error) = opened.read_to_end(&mut text) {
        return Err(opened.refusal(&error));
    }
    Ok((text, opened.finish()?))
}

fn refusal(bytes: &[u8]) -> Refusal {
    read_all(bytes, OpenOptions::default()).unwrap_err().refusal
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn every_wrapping_gives_the_same_text() {
    let text = format!("start;end\n{}", "2018-01-01;één €😀\n".repeat(700));
    let plain = text.as_bytes();
    let with_bom = [b"\xEF\xBB\xBF", plain].concat();
    let with_two = [b"\xEF\xBB\xBF\xEF\xBB\xBF", plain].concat();
    for bytes in [
        plain.to_vec(),
        with_bom.clone(),
        with_two,
        utf16(&text, true),
        utf16(&text, false),
        gzip(plain),
        gzip(&with_bom),
        gzip(&utf16(&text, true)),
        [gzip(b"start;end\n"), gzip(&plain[10..])].concat(),
    ] {
        let (read, facts) = read_all(&bytes, OpenOptions::default()).unwrap();
        assert!(read == plain, "{:?}", &bytes[..8]);
        assert_eq!(facts.bytes, bytes.len() as u64);
        assert_eq!(facts.sha256, None);
    }
}

#[test]
fn an_encoding_that_is_asked_for_wins() {
    let options = |name| OpenOptions {
        encoding: Some(encoding_named(name).unwrap()),
        ..OpenOptions::default()
    };
    let bytes = &utf16("start;één", true)[2..];
    let (text, _) = read_all(bytes, options("utf-16le")).unwrap();
    assert_eq!(text, "start;één".as_bytes());
    let (text, _) = read_all(b"caf\xE9", options("latin1")).unwrap();
    assert_eq!(text, b"caf\xE9");
    let odd = read_all(b"s\0t\0a", options("utf-16le")).unwrap_err();
    assert_eq!(odd.refusal, Refusal::NotInEncoding { encoding: "UTF-16LE" });
    assert!(encoding_named("klingon").is_err());
}

#[test]
fn what_is_no_csv_is_refused_by_its_real_name() {
    assert_eq!(refusal(b""), Refusal::Empty);
    assert_eq!(refusal(b"\xEF\xBB\xBF"), Refusal::OnlyBom);
    assert_eq!(refusal(b"\xFF\xFE"), Refusal::OnlyBom);
    assert_eq!(refusal(&gzip(b"")), Refusal::Empty);
    for bytes in [b"PK\x03\x04...".to_vec(), gzip(b"%PDF-1.7"), gzip(&gzip(b"start"))] {
        assert!(matches!(refusal(&bytes), Refusal::NotCsv { .. }));
    }
    let mut cut = gzip(&b"2018-01-01;x\n".repeat(999));
    cut.truncate(cut.len() - 5);
    assert_eq!(refusal(&cut), Refusal::BadGzip);
    assert_eq!(refusal(b"\x1F\x8Bnot really"), Refusal::BadGzip);
}

#[test]
fn files_that_cannot_be_opened_are_named_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let open = |path: PathBuf| {
        let mut none = io::empty();
        let source = Source::Path(path);
        Opened::open(&source, &mut none, OpenOptions::default()).map(|_| ()).unwrap_err()
    };
    let missing = open(PathBuf::from("no/such.csv"));
    assert_eq!(missing.to_string(), "no/such.csv: no such file or folder; check the path");
    assert_eq!(open(folder.path().to_owned()).refusal, Refusal::IsDirectory);
    #[cfg(unix)]
    {
        let link = folder.path().join("link.csv");
        std::os::unix::fs::symlink("gone.csv", &link).unwrap();
        assert_eq!(open(link).refusal, Refusal::DanglingLink);
    }
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("benefits.csv");
    std::fs::write(&path, "start;end\n").unwrap();
    let options = OpenOptions { hash: true, ..OpenOptions::default() };
    let read = |touch: bool| {
        let mut none = io::empty();
        let mut opened = Opened::open(&Source::Path(path.clone()), &mut none, options).unwrap();
        io::copy(&mut opened, &mut io::sink()).unwrap();
        if touch {
            let mut file = std::fs::File::options().append(true).open(&path).unwrap();
            file.write_all(b"2018-01-01;\n").unwrap();
        }
        opened.finish()
    };
    let facts = read(false).unwrap();
    assert_eq!(facts.bytes, 10);
    assert_eq!(facts.sha256.map(|sha256| sha256.len()), Some(64));
    assert_eq!(read(true).unwrap_err().refusal, Refusal::ChangedWhileRead);
}

#[test]
fn hard_links_and_names_that_are_not_text() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
    std::fs::write(&first, "x").unwrap();
    std::fs::hard_link(&first, &second).unwrap();
    assert!(same_file(&first, &first));
    assert_eq!(same_file(&first, &second), cfg!(unix));
    assert!(!same_file(&first, folder.path()));
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let odd = std::ffi::OsStr::from_bytes(b"\xFFa.csv");
        assert_eq!(show_path(Path::new(odd)), "\\xffa.csv");
    }
}
