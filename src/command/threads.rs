//! The threads that count.

use std::num::NonZeroUsize;

use rayon::ThreadPoolBuilder;

/// Does some work with so many threads, of which the one that calls is the first. Where the system gives no more, that
/// one counts alone: it takes longer, and changes nothing.
pub(crate) fn counting_with<T>(threads: NonZeroUsize, work: impl FnOnce() -> T) -> T {
    let _pool = ThreadPoolBuilder::new().num_threads(threads.get()).use_current_thread().build();
    work()
}
