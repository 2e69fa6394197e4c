//! A count for each file of one kind: how many of its rows something is true of.

/// Counts by the number of a file among those of its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FileCounts(Vec<u64>);

impl FileCounts {
    /// Counts one for a file.
    pub(crate) fn add_one(&mut self, file: usize) {
        self.0.resize(self.0.len().max(file + 1), 0);
        self.0[file] += 1;
    }

    /// The counts of two parts together.
    #[must_use]
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(count, more)| *count += more);
        self
    }

    /// The count of a file.
    pub(crate) fn of(&self, file: usize) -> u64 {
        self.0.get(file).copied().unwrap_or(0)
    }

    /// The files of which there is something to count, each with its count.
    pub(crate) fn counted(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        self.0.iter().copied().enumerate().filter(|(_, count)| *count > 0)
    }
}
