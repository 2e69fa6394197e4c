//! A fault inside the reader of workbooks, which damaged files bring about, is a refusal of the file.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use crate::error::Refusal;

thread_local! {
    /// Whether a fault of this thread is caught, so that nothing is to be printed about it.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Runs what may stop at a damaged workbook. What it was working on is not used again after that.
///
/// # Errors
/// Those of the work, and [`Refusal::BadWorkbook`] where it stopped.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |fault| {
            if !CAUGHT.get() {
                usual(fault);
            }
        }));
    });
    CAUGHT.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(false);
    done.unwrap_or(Err(Refusal::BadWorkbook))
}
