//! A long run shows how far it is: bytes, rows and the time left, on a terminal and nowhere else.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::ProgressDisplay;
use crate::render::Locale;

/// What ends sooner needs no word.
const PATIENCE: Duration = Duration::from_secs(1);
const INTERVAL: Duration = Duration::from_millis(100);

/// Runs `work`, with a progress bar on standard error after one second, where that is a terminal.
pub(crate) fn with_progress<T>(
    progress_display: Option<&ProgressDisplay>,
    work: impl FnOnce() -> T,
) -> T {
    let Some(progress_display) = progress_display.filter(|progress_display| progress_display.shown)
    else {
        return work();
    };
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        // where the system gives no thread, nothing is shown
        let drawer = thread::Builder::new().spawn_scoped(scope, || draw(progress_display, &done));
        // ends the other thread, however the work ends
        let _end = drawer.map(|drawer| End { done: &done, drawer: drawer.thread().clone() });
        work()
    })
}

struct End<'a> {
    done: &'a AtomicBool,
    drawer: Thread,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Release);
        self.drawer.unpark();
    }
}

fn draw(progress_display: &ProgressDisplay, done: &AtomicBool) {
    thread::park_timeout(PATIENCE);
    let locale = Locale::new(progress_display.lang);
    let mut bar = None;
    while !done.load(Ordering::Acquire) {
        let bar = bar.get_or_insert_with(|| {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
        });
        show(bar, progress_display, &locale);
        thread::park_timeout(INTERVAL);
    }
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
}

/// One moment: how much is read of what is known to come; then that it is being counted.
fn show(bar: &ProgressBar, progress_display: &ProgressDisplay, locale: &Locale) {
    let progress = &progress_display.progress;
    let (bytes, expected) = (progress.bytes(), progress.expected());
    let all_read = expected > 0 && bytes >= expected;
    let template = match (expected, all_read) {
        (0, _) => "{msg} {bytes}",
        (_, false) => "{bar:24} {bytes} / {total_bytes}  {msg}  {prefix} {eta}",
        (_, true) => "{msg}",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("━╸─"));
    }
    if expected > 0 {
        bar.set_length(expected.max(bytes));
    }
    let count = locale.count(progress.rows());
    let message = if all_read { "progress_counting" } else { "progress_reading" };
    bar.set_message(locale.phrase(message, &[("count", &count)]));
    bar.set_prefix(locale.phrase("progress_left", &[]));
    bar.set_position(bytes);
    bar.tick();
}
