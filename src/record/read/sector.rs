//! The sector of a job: by `[sectors]` from its employer, its label or its SBI division, else the label itself.

use rustc_hash::FxHashMap;

use super::code::CodeReader;
use super::columns::Columns;
use super::rules::Rules;
use crate::dataset::kind::Field;
use crate::dataset::notation::Seen;
use crate::dataset::scan::Fields;
use crate::dataset::value::{FieldText, code_without_decimal};
use crate::record::category_codes::Code;
use crate::record::key::POINT_ZERO;

/// Reads sectors; remembers the pairs of label and employer it read last.
pub(super) struct SectorReader<'a> {
    rules: &'a Rules<'a>,
    labels: CodeReader<'a>,
    /// Sectors by label and employer.
    seen: FxHashMap<Box<[u8]>, FxHashMap<Code, Code>>,
    remembered: usize,
    /// Whether codes of three digits have lost the zero in front.
    lost_zeros: bool,
    /// Whether codes of three digits were met, and longer ones.
    met: (bool, bool),
    /// How many codes had a decimal that says nothing.
    decimals: u64,
}

const REMEMBERED: usize = 1 << 16;

impl<'a> SectorReader<'a> {
    /// A reader that has seen nothing.
    pub(super) fn new(rules: &'a Rules<'a>, lost_zeros: bool) -> Self {
        let labels = CodeReader::new(Rules::label(&rules.categories.sector));
        let seen = FxHashMap::default();
        Self { rules, labels, seen, remembered: 0, lost_zeros, met: (false, false), decimals: 0 }
    }

    /// Whether codes of three digits were met, and longer ones.
    pub(super) const fn met(&self) -> (bool, bool) {
        self.met
    }

    /// What was seen since the last time.
    pub(super) fn take_seen(&mut self, seen: &mut Seen) {
        seen.count(POINT_ZERO, Field::Sector, std::mem::take(&mut self.decimals));
    }

    /// The sector of a row's job, whose employer is this group.
    #[inline(always)]
    pub(super) fn read<'r>(
        &mut self,
        columns: &Columns,
        row: &impl Fields<'r>,
        employer: Code,
    ) -> Code {
        if self.rules.sectors.is_empty() {
            let Some(head) = columns.head(row, Field::Sector) else { return 0 };
            // a code with a decimal is never remembered with it
            if let Some(code) = self.labels.known(head) {
                return code;
            }
        }
        self.code(columns.text(row, Field::Sector), (columns.text(row, Field::Employer), employer))
    }

    /// The sector of a job. An employer may be its own sector (Heerlen 2018: VDL).
    fn code(&mut self, label: FieldText<'_>, employer: (FieldText<'_>, Code)) -> Code {
        let whole = code_without_decimal(label.trimmed());
        self.decimals += u64::from(whole.is_some());
        let label = whole.map_or(label, FieldText::of);
        if self.rules.sectors.is_empty() {
            return self.labels.code(label);
        }
        let (label, (text, employer)) = (label.trimmed(), (employer.0.trimmed(), employer.1));
        if employer == 0 && !text.is_empty() {
            // a word for "not known" may be an employer of `[sectors]` nevertheless
            return self.resolve(label, text);
        }
        if let Some(code) = self.seen.get(label).and_then(|seen| seen.get(&employer)) {
            return *code;
        }
        let code = self.resolve(label, text);
        if self.remembered < REMEMBERED {
            self.remembered += 1;
            self.seen.entry(label.into()).or_default().insert(employer, code);
        }
        code
    }

    fn resolve(&mut self, label: &[u8], employer: &[u8]) -> Code {
        let mapped = |text: &[u8]| self.rules.sector(&String::from_utf8_lossy(text));
        let digits = sbi_digits(label);
        self.met.0 |= digits.len() == 3;
        self.met.1 |= digits.len() > 3;
        let code = match digits.len() {
            3 if self.lost_zeros => [b"0", digits.as_slice()].concat(),
            1 => [b"0", digits.as_slice()].concat(),
            _ => digits,
        };
        let sector = mapped(employer)
            .or_else(|| mapped(label))
            .or_else(|| mapped(&code))
            .or_else(|| mapped(code.get(..2)?));
        match sector {
            Some(sector) => self.rules.categories.sector.number(sector),
            None => self.labels.code(FieldText::of(label)),
        }
    }
}

/// The digits of a code of the Standaard Bedrijfsindeling, also where it is written with points (`01.11`) or has lost a
/// zero before the point; nothing where the text is no code alone.
fn sbi_digits(label: &[u8]) -> Vec<u8> {
    let start: Vec<u8> =
        label.iter().copied().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').collect();
    let mut parts = start.split(|byte| *byte == b'.');
    let first = parts.next().unwrap_or_default();
    let lost = start.contains(&b'.') && first.len() == 1;
    let digits = start.iter().copied().filter(u8::is_ascii_digit);
    lost.then_some(b'0').into_iter().chain(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_its_digits() {
        for (label, digits) in
            [("0111", "0111"), ("01.11", "0111"), ("1.11", "0111"), ("86 zorg", "86"), ("zorg", "")]
        {
            assert_eq!(sbi_digits(label.as_bytes()), digits.as_bytes(), "{label}");
        }
    }
}
