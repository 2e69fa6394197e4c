//! The sector of a job: by `[sectors]` from its employer, its label or its SBI division, else the label itself.

use rustc_hash::FxHashMap;

use super::code::CodeReader;
use super::rules::Rules;
use crate::dataset::codes::folded;
use crate::record::names::Code;

/// Label and employer.
type Pair = (Box<[u8]>, Box<[u8]>);

/// Reads sectors; remembers the pairs of label and employer it read last.
pub(super) struct SectorReader<'a> {
    rules: &'a Rules<'a>,
    labels: CodeReader<'a>,
    seen: FxHashMap<Pair, Code>,
}

const REMEMBERED: usize = 1 << 14;

impl<'a> SectorReader<'a> {
    /// A reader that has seen nothing.
    pub(super) fn new(rules: &'a Rules<'a>) -> Self {
        let labels = CodeReader::new(Rules::label(&rules.vocabulary.sector));
        Self { rules, labels, seen: FxHashMap::default() }
    }

    /// The sector of a job. An employer may be its own sector (Heerlen 2018: VDL).
    pub(super) fn code(&mut self, label: &[u8], employer: &[u8]) -> Code {
        if self.rules.sectors.is_empty() {
            return self.labels.code(label);
        }
        let pair = (Box::from(label), Box::from(employer));
        if let Some(code) = self.seen.get(&pair) {
            return *code;
        }
        let code = self.resolve(label, employer);
        if self.seen.len() < REMEMBERED {
            self.seen.insert(pair, code);
        }
        code
    }

    fn resolve(&mut self, label: &[u8], employer: &[u8]) -> Code {
        let mapped = |text: &[u8]| self.rules.sectors.get(&folded(&String::from_utf8_lossy(text)));
        let division = label.get(..2).filter(|start| start.iter().all(u8::is_ascii_digit));
        let sector = mapped(employer).or_else(|| mapped(label)).or_else(|| mapped(division?));
        match sector {
            Some(sector) => self.rules.vocabulary.sector.number(sector),
            None => self.labels.code(label),
        }
    }
}
