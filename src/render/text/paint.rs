//! Bold, faint and yellow, where a terminal shows them: colour is never the only sign.

/// What begins and ends a style.
pub(crate) const BOLD: &str = "\u{1b}[1m";
pub(crate) const DIM: &str = "\u{1b}[2m";
pub(crate) const YELLOW: &str = "\u{1b}[33m";
pub(crate) const PLAIN: &str = "\u{1b}[0m";

/// Whether texts are styled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paint(pub(super) bool);

impl Paint {
    pub(super) fn bold(self, text: &str) -> String {
        self.with(BOLD, text)
    }

    pub(super) fn dim(self, text: &str) -> String {
        self.with(DIM, text)
    }

    pub(super) fn yellow(self, text: &str) -> String {
        self.with(YELLOW, text)
    }

    /// What is styled within ends its own style, after which that of the whole goes on.
    fn with(self, style: &str, text: &str) -> String {
        if !self.0 || text.is_empty() {
            return text.to_owned();
        }
        let within = text.replace(PLAIN, &format!("{PLAIN}{style}"));
        format!("{style}{within}{PLAIN}")
    }
}
