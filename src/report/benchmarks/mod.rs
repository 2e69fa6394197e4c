//! Figures compared with targets, inhabitants, and the figures of others.
//!
//! These tables are worked out from the rows of a finished report, so that what a report hides stays hidden here.

mod benchmark;
mod beside;
mod rates;
mod targets;

pub(crate) use benchmark::notes;
pub(crate) use beside::Asked;
pub use beside::is_beside;
pub use rates::SOURCES;
pub(crate) use rates::listed as rates;
pub(crate) use targets::{Place, Unresolved, resolve};

use super::{Document, Layout, Report, Table};
use crate::record::Records;
use crate::report::TableId;

/// The tables for a report on all of one dataset; of several datasets, or of some municipalities out of more, nothing is
/// known that it could be compared with.
pub(crate) fn tables(report: &Report, records: &Records, asked: Asked<'_>) -> Vec<Table> {
    let rates = rates::table(report, records, asked.years);
    let mut tables: Vec<Table> = rates.into_iter().collect();
    let rates = tables.first().cloned();
    tables.extend(targets::targets(report, records, rates.as_ref(), asked));
    tables.extend(benchmark::benchmark(report, records));
    tables.extend(benchmark::regions(report, records, rates.as_ref()));
    tables
}

/// The sections that have to be made for those that are asked for: rates are worked out from others.
pub(crate) fn sources(sections: &[TableId]) -> Vec<TableId> {
    let mut sources: Vec<TableId> =
        sections.iter().copied().filter(|section| *section != TableId::Rates).collect();
    if sections.contains(&TableId::Rates) {
        let more = SOURCES.into_iter().filter(|source| !sections.contains(source));
        sources.extend(more);
    }
    sources
}

/// The table of rates alone, in one report.
pub(crate) fn rates_of(report: &Report, records: &Records) -> Option<Table> {
    rates::table(report, records, &[report.period.to().year()])
}

/// Whether a table, named as in CSV, compares figures with targets or benchmarks: copies of figures, and numbers that are public.
pub(crate) fn is_copied(table: &str) -> bool {
    let copied = [TableId::Targets, TableId::Benchmark, TableId::BenchmarkRegions];
    copied.iter().any(|of| of.id() == table)
}

/// Whether a table is there because `outflow.toml` asks for it.
pub fn is_configured(table: TableId) -> bool {
    [TableId::Targets, TableId::Benchmark, TableId::BenchmarkRegions, TableId::Rates]
        .contains(&table)
}

/// Whether a document is made of the tables of the report: a series, and tables that were put together, are read otherwise.
pub fn is_yearly(document: &Document) -> bool {
    let is_own = |table: &Table| table.across.is_none() || is_configured(table.id);
    document.layout == Layout::Separate
        && document.reports.iter().flat_map(|report| &report.tables).all(is_own)
}
