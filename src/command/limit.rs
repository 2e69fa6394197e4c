//! Where too much of a file could not be read, nothing is made of the rest.

use crate::cli::AllowRejects;
use crate::dataset::input_error::InputError;
use crate::dataset::refusal::Refusal;
use crate::record::FileFacts;
use crate::render::{Locale, refused_rows};
use crate::report::quality::too_many_rejected;

/// Refuses a file of which more rows are rejected than the limit lets pass, unless so many are accepted knowingly.
pub(super) fn accept(
    file: &FileFacts,
    allowed: AllowRejects,
    locale: &Locale,
) -> Result<(), InputError> {
    let rejected = file.rejected.total();
    match too_many_rejected(file).filter(|_| !allowed.accepts(rejected, file.read)) {
        None => Ok(()),
        Some(finding) => {
            let text = refused_rows(&finding, &file.rejected, locale).into();
            Err(InputError::new(&file.name, Refusal::TooManyRejected { text }))
        }
    }
}
