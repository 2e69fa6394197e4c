//! The sample exports written in other forms: what another system would have exported from the
//! same data.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The exports of a dataset, as the sample writes them.
pub(crate) const EXPORTS: [&str; 4] = ["uitkeringen", "plaatsingen", "trajecten", "betalingen"];

/// The characters of a file as bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Encoding {
    Utf8,
    Utf8Bom,
    Utf16Little,
    Utf16Big,
    Windows1252,
}

/// How dates are written; the samples write `31-03-2018`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Dates {
    AsTheyAre,
    Iso,
    Slashes,
    Compact,
    WithTime,
}

/// The form of a file.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each stands for a choice of its own")]
pub(crate) struct Form {
    pub(crate) delimiter: char,
    pub(crate) quoted: bool,
    pub(crate) separator_line: bool,
    pub(crate) dates: Dates,
    pub(crate) line_end: &'static str,
    pub(crate) last_line_end: bool,
    pub(crate) encoding: Encoding,
    pub(crate) compressed: bool,
}

impl Form {
    /// The form of the samples.
    pub(crate) const SAMPLE: Self = Self {
        delimiter: ';',
        quoted: false,
        separator_line: false,
        dates: Dates::AsTheyAre,
        line_end: "\n",
        last_line_end: true,
        encoding: Encoding::Utf8,
        compressed: false,
    };
}

/// One export: its header and its rows.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    fn read(folder: &Path, name: &'static str) -> Self {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.delimiter(b';').has_headers(false);
        let mut reader = reader.from_path(folder.join(name).with_extension("csv")).unwrap();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
        Self { name, rows: rows.collect() }
    }

    /// The rows in another order, the header first.
    pub(crate) fn shuffle(&mut self) {
        let mut state = 20_180_331_u64;
        for place in (2..self.rows.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let other = 1 + usize::try_from(state >> 33).unwrap() % place;
            self.rows.swap(place, other);
        }
    }

    /// The columns from right to left.
    pub(crate) fn turn_columns(&mut self) {
        self.rows.iter_mut().for_each(|row| row.reverse());
    }

    /// A column that the program does not know, before the others and after them.
    pub(crate) fn add_columns(&mut self) {
        for (number, row) in self.rows.iter_mut().enumerate() {
            let head = number == 0;
            let (first, last) =
                if head { ("consulent", "vrije tekst") } else { ("team Zuid", "\"a;b\", c\n€") };
            row.insert(0, first.to_owned());
            row.push(last.to_owned());
        }
    }

    /// Replaces a text wherever it is the whole of a field.
    pub(crate) fn relabel(&mut self, from: &str, to: &str) -> usize {
        let fields = self.rows.iter_mut().flatten().filter(|field| *field == from);
        fields.map(|field| to.clone_into(field)).count()
    }

    fn bytes(&self, form: &Form) -> Vec<u8> {
        let mut text = String::new();
        if form.separator_line {
            text.extend(["sep=", &form.delimiter.to_string(), form.line_end]);
        }
        for row in &self.rows {
            let fields: Vec<String> = row.iter().map(|field| form.field(field)).collect();
            text += &fields.join(&form.delimiter.to_string());
            text += form.line_end;
        }
        if !form.last_line_end {
            text.truncate(text.len() - form.line_end.len());
        }
        let bytes = encode(&text, form.encoding);
        if form.compressed { compress(&bytes) } else { bytes }
    }

    pub(crate) fn write(&self, folder: &Path, form: &Form) {
        let ending = if form.compressed { "csv.gz" } else { "csv" };
        fs::write(folder.join(format!("{}.{ending}", self.name)), self.bytes(form)).unwrap();
    }
}

impl Form {
    fn field(&self, field: &str) -> String {
        let field = self.dates.written(field);
        let must = field.contains([self.delimiter, '"', '\n', '\r']);
        if self.quoted || must { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
    }
}

impl Dates {
    /// A date in this notation; any other text as it is.
    fn written(self, field: &str) -> String {
        let parts: Vec<&str> = field.split('-').collect();
        let is_date = parts.iter().map(|part| part.len()).eq([2, 2, 4])
            && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if !is_date {
            return field.to_owned();
        }
        let (day, month, year) = (parts[0], parts[1], parts[2]);
        match self {
            Self::AsTheyAre => field.to_owned(),
            Self::Iso => format!("{year}-{month}-{day}"),
            Self::Slashes => format!("{day}/{month}/{year}"),
            Self::Compact => format!("{year}{month}{day}"),
            Self::WithTime => format!("{field} 00:00:00"),
        }
    }
}

fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8Bom => format!("\u{feff}{text}").into_bytes(),
        Encoding::Utf16Little => "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect(),
        Encoding::Utf16Big => "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(u16::to_be_bytes)
            .collect(),
        Encoding::Windows1252 => {
            let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
            assert!(!lossy, "the samples hold nothing that Windows-1252 cannot write");
            bytes.into_owned()
        }
    }
}

fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The exports of Maasgouw, with labels that no form may lose.
pub(crate) fn maasgouw() -> Vec<Table> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/maasgouw");
    let mut tables: Vec<Table> =
        EXPORTS.into_iter().map(|name| Table::read(&folder, name)).collect();
    let relabelled = [
        ("Heel", "Panheel–Œuvre € 5"),
        ("schulden", "schulden ‘én’ zo"),
        ("Jachthaven De Plas", "Jachthaven „De Plas”; Ÿ, \"zuid\""),
        ("Kledingbank", "Kledingbank ’t Façade"),
    ];
    for (from, to) in relabelled {
        let count: usize = tables.iter_mut().map(|table| table.relabel(from, to)).sum();
        assert!(count > 0, "{from} is in the sample");
    }
    tables
}

/// Writes a dataset with the settings of Maasgouw.
pub(crate) fn write(folder: &Path, tables: &[Table], form: &Form) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/maasgouw");
    fs::copy(sample.join("outflow.toml"), folder.join("outflow.toml")).unwrap();
    for table in tables {
        table.write(folder, form);
    }
}
