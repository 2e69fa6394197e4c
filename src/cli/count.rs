//! The options of the commands that count figures of a period, and the report that they ask for.

use clap::Args;

use super::defaults::Defaults;
use super::input::{InputOptions, InputRequest};
use super::output::OutputRequest;
use super::period::{CompareOptions, SpanOptions};
use super::publish::PublishRequest;
use super::scope::ScopeRequest;
use crate::period::{Comparison, Period};
use crate::render::Lang;
use crate::report::TableId;

/// The period, the exports and the comparison, as they are typed.
#[derive(Debug, Args)]
pub(super) struct CountOptions {
    #[command(flatten)]
    pub(super) span: SpanOptions,
    #[command(flatten)]
    pub(super) inputs: InputOptions,
    #[command(flatten)]
    pub(super) compare: CompareOptions,
}

/// A report that can be made.
#[derive(Debug, Clone)]
pub(crate) struct ReportRequest {
    /// The period asked for.
    pub(crate) period: Period,
    /// The period it is compared with.
    pub(crate) comparison: Comparison,
    /// The exports, and how they are read.
    pub(crate) input: InputRequest,
    /// Whose rows are counted.
    pub(crate) scope: ScopeRequest,
    /// The tables asked for; all where there are none.
    pub(crate) sections: Vec<TableId>,
    /// How many sectors and employers are shown before `rest`.
    pub(crate) top: Option<usize>,
    /// In which form, and where to.
    pub(crate) output: OutputRequest,
    /// How it is made fit for readers outside, where it is for them.
    pub(crate) publish: Option<PublishRequest>,
}

impl ReportRequest {
    /// Whether a table was asked for: all are where none was.
    pub(crate) fn wants(&self, table: TableId) -> bool {
        self.sections.is_empty() || self.sections.contains(&table)
    }

    /// What is read, and the language asked for.
    pub(super) fn input_and_lang(&mut self) -> (&mut InputRequest, Lang) {
        (&mut self.input, self.output.style.lang)
    }
}

impl CountOptions {
    /// A report with every table of it, which is not published.
    pub(super) fn report(
        self,
        scope: ScopeRequest,
        output: OutputRequest,
        defaults: &Defaults,
    ) -> Result<ReportRequest, clap::Error> {
        Ok(ReportRequest {
            period: self.span.period()?,
            comparison: self.compare.comparison()?,
            input: self.inputs.request(defaults),
            scope,
            sections: Vec::new(),
            top: None,
            output,
            publish: None,
        })
    }
}
