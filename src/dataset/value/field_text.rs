//! The text of a field as it stands in the export.

use super::head::{Head, SHORT};
use super::trim;

/// The text of a field. It may have blanks around it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct FieldText<'a>(&'a [u8]);

impl<'a> FieldText<'a> {
    /// A text that is a field as a whole.
    pub(crate) const fn of(text: &'a [u8]) -> Self {
        Self(text)
    }

    /// Whether there is nothing, not even a blank.
    #[inline]
    pub(crate) const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The text.
    pub(crate) const fn text(self) -> &'a [u8] {
        self.0
    }

    /// The text without blanks around it.
    pub(crate) fn trimmed(self) -> &'a [u8] {
        trim(self.0)
    }

    /// Its first bytes as numbers, where it has any.
    pub(crate) fn filled(self) -> Option<Head> {
        (!self.is_empty()).then(|| self.head())
    }

    /// Its first bytes as numbers.
    pub(crate) fn head(self) -> Head {
        let mut bytes = [0; SHORT];
        for (byte, of_text) in bytes.iter_mut().zip(self.0) {
            *byte = *of_text;
        }
        let length = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        Head::new(u128::from_le_bytes(bytes), length)
    }
}
