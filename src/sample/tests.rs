//! What the sample promises: the same bytes for the same plan, and data that a report can use.
