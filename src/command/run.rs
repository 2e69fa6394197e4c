//! A run of a command that counts: what is loaded and whose rows, then counts, reports, a document, and out with it.

use std::io::{Read, Write};

use super::benchmarks::check_benchmarks;
use super::counted::Counted;
use super::deliver::{deliver, deliver_to, provenance};
use super::load::{Input, RunRequest, account, check_contradictions, load, load_identified};
use super::notes::Notes;
use super::publish::{Protected, Publishing, Way, containing};
use super::scopes::{ReportScope, Scopes};
use crate::dataset::input_error::InputError;
use crate::disclosure::{DisclosureError, Evidence};
use crate::measure::{Context, Counts, PersonGroups, Plan, Seen, Tally, Window, measure};
use crate::output::{Rendering, Target};
use crate::period::Comparison;
use crate::record::{Categories, Identifiers, Records};
use crate::render::Printable;
use crate::report::{Document, Layout, Report, ReportInput, RequestError};

/// What a run has loaded, and what it asks of it.
pub(super) struct Run<'a> {
    request: RunRequest<'a>,
    /// The groups that rows name.
    pub(super) categories: &'a Categories,
    /// The datasets.
    pub(super) input: Input,
    /// The groups of persons.
    pub(super) person_groups: PersonGroups,
    /// The municipalities.
    pub(super) scopes: Scopes,
}

impl<'a> Run<'a> {
    /// Loads the datasets that cover a period of a request.
    ///
    /// # Errors
    /// Where a file or configuration is refused, no dataset covers a period, or a municipality is asked for that no
    /// row names.
    pub(super) fn load(
        request: RunRequest<'a>,
        categories: &'a Categories,
        stdin: &mut (dyn Read + Send),
    ) -> anyhow::Result<Self> {
        Ok(Self::new(request, categories, load(request, categories, stdin)?)?)
    }

    /// Loads datasets of which rows are to be named, with the identifiers of all that it loads.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub(super) fn load_identified(
        request: RunRequest<'a>,
        categories: &'a Categories,
        stdin: &mut (dyn Read + Send),
    ) -> anyhow::Result<Self> {
        let identifiers = Some(Identifiers::default());
        let input = load_identified(request, categories, identifiers, stdin)?;
        Ok(Self::new(request, categories, input)?)
    }

    /// A run with what it has loaded.
    ///
    /// # Errors
    /// Where a municipality is asked for that no row names.
    pub(super) fn new(
        request: RunRequest<'a>,
        categories: &'a Categories,
        input: Input,
    ) -> Result<Self, RequestError> {
        let scopes = Scopes::new(request.scope, &input.loaded, categories)?;
        let person_groups = PersonGroups::new(categories);
        Ok(Self { request, categories, input, person_groups, scopes })
    }

    /// Checks that every target and benchmark is of a figure and a group that there are, and finds those.
    ///
    /// # Errors
    /// Where one is of nothing that there is.
    pub(super) fn check_benchmarks(&mut self) -> Result<(), RequestError> {
        check_benchmarks(&mut self.input, self.categories, &self.person_groups)
    }

    /// Counts every dataset in some periods, each from `new` on.
    ///
    /// # Errors
    /// Where too many rows of a benefits export contradict each other.
    pub(super) fn count<C: Counts>(
        &mut self,
        windows: &[Window],
        new: impl Fn() -> C + Sync,
    ) -> Result<C, InputError> {
        self.count_each(new(), |counter, records| counter.count(records, windows, &new))
    }

    /// Counts the figures of a plan in some periods.
    ///
    /// # Errors
    /// As [`Self::count`].
    pub(super) fn tally<'p>(
        &mut self,
        plan: &'p Plan,
        windows: &[Window],
    ) -> Result<Tally<'p>, InputError> {
        let scopes = self.scopes.count();
        self.count(windows, || Tally::new(plan, scopes, windows.len()))
    }

    /// Adds up what is counted of each dataset, and keeps what was seen of its rows meanwhile.
    ///
    /// # Errors
    /// As [`Self::count`].
    pub(super) fn count_each<C: Counts>(
        &mut self,
        mut all: C,
        of_one: impl Fn(&Counter<'_>, &Records) -> (C, Seen),
    ) -> Result<C, InputError> {
        let counter = Counter {
            categories: self.categories,
            person_groups: &self.person_groups,
            scopes: &self.scopes,
        };
        for (loaded, warnings) in self.input.loaded.iter_mut().zip(&mut self.input.warnings) {
            let (counts, seen) = of_one(&counter, &loaded.records);
            all = all.and(counts);
            account(loaded, &seen.repeats);
            warnings.units = seen.odd;
            check_contradictions(loaded)?;
        }
        Ok(all)
    }

    /// What its rows are counted by.
    pub(super) fn counter(&self) -> Counter<'_> {
        Counter {
            categories: self.categories,
            person_groups: &self.person_groups,
            scopes: &self.scopes,
        }
    }

    /// Counts the figures of a plan once more, in other periods.
    pub(super) fn tally_again<'p>(&self, plan: &'p Plan, windows: &[Window]) -> Tally<'p> {
        let counter = self.counter();
        let new = || Tally::new(plan, self.scopes.count(), windows.len());
        // rows that are the same row again were accounted for the first time
        let count = |records| counter.count(records, windows, new).0;
        self.records().map(count).fold(new(), Counts::and)
    }

    /// The records of every dataset.
    pub(super) fn records(&self) -> impl Iterator<Item = &Records> {
        self.input.loaded.iter().map(|loaded| &loaded.records)
    }

    /// The scope of each municipality where there is a report of each, then that of all.
    pub(super) fn report_scopes(&self) -> Vec<ReportScope<'_>> {
        self.scopes.of_reports(self.request.scope.each, &self.input.loaded, self.categories)
    }

    /// The scope of everything loaded.
    pub(super) fn whole_scope(&self) -> ReportScope<'_> {
        self.scopes.whole(&self.input.loaded)
    }

    /// What the report of a scope is made from.
    pub(super) fn report_input<'s>(
        &'s self,
        scope: &'s ReportScope<'_>,
        counted: Counted<'s>,
    ) -> ReportInput<'s> {
        ReportInput {
            tally: counted.tally,
            scope: scope.scope,
            is_part: scope.is_part,
            windows: counted.windows,
            places: counted.places,
            records: &scope.records,
            categories: self.categories,
            person_groups: &self.person_groups,
            ages: &scope.ages,
            durations: &scope.durations,
            partial: self.request.scope.partial,
            top: self.request.top,
        }
    }

    /// The document of reports: as many of each scope, one scope after the other.
    pub(super) fn document(
        &self,
        mut reports: Vec<Report>,
        notes: &Notes,
        layout: Layout,
    ) -> Document {
        let scopes = self.report_scopes();
        let of_each = (reports.len() / scopes.len()).max(1);
        for (reports, scope) in reports.chunks_mut(of_each).zip(&scopes) {
            for report in reports {
                notes.head(report, &scope.records);
            }
        }
        Document {
            reports,
            notes: notes.in_report.clone(),
            provenance: provenance(&self.input),
            layout,
            timelines: Vec::new(),
        }
    }

    /// What a run that publishes hides by; nothing of one that does not.
    ///
    /// # Errors
    /// Where what was published before cannot be read.
    pub(super) fn publishing(
        &self,
        comparison: Comparison,
    ) -> anyhow::Result<Option<Publishing<'a>>> {
        self.request.publish.map(|request| Publishing::new(request, comparison)).transpose()
    }

    /// Hides or rounds what must be, where the run publishes.
    ///
    /// # Errors
    /// Where a count cannot be protected, or a table is not one that can be published.
    pub(super) fn protect(
        &self,
        publishing: Option<Publishing<'_>>,
        way: Way,
        document: &mut Document,
        evidence: &Evidence,
        stderr: &mut dyn Write,
    ) -> Result<Option<Protected>, DisclosureError> {
        let known = (evidence, &containing(&self.input, &self.scopes, self.categories));
        let lang = self.request.output.style.lang;
        let protect = |of: Publishing<'_>| of.protect(way, document, known, lang, stderr);
        publishing.map(protect).transpose()
    }

    /// Prints what the run comes to where it is asked for. Returns the exit status.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn write(
        &self,
        printable: &impl Printable,
        stdout: &mut dyn Write,
    ) -> anyhow::Result<u8> {
        deliver(printable, self.request.output, &self.input.paths, stdout)?;
        Ok(self.status())
    }

    /// Writes anything else to the file that is asked for, else to standard output. Returns the exit status.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn write_to(
        &self,
        target: Option<&Target>,
        stdout: &mut dyn Write,
        rendering: Rendering<'_>,
    ) -> anyhow::Result<u8> {
        deliver_to(target, &self.input.paths, stdout, rendering)?;
        Ok(self.status())
    }

    /// The exit status: 0, or 3 where more rows were rejected than are allowed.
    pub(super) fn status(&self) -> u8 {
        self.request.input.status(self.rejected())
    }

    /// How many rows of each file were rejected, and how many were read.
    pub(super) fn rejected(&self) -> impl Iterator<Item = (u64, u64)> {
        let files = self.input.loaded.iter().flat_map(|loaded| &loaded.files);
        files.map(|file| (file.rejected.total(), file.read))
    }
}

/// What the rows of any dataset of a run are counted by.
pub(super) struct Counter<'r> {
    categories: &'r Categories,
    person_groups: &'r PersonGroups,
    scopes: &'r Scopes,
}

impl Counter<'_> {
    /// Counts one dataset in some periods, and what is seen of its rows meanwhile.
    pub(super) fn count<C: Counts>(
        &self,
        records: &Records,
        windows: &[Window],
        new: impl Fn() -> C + Sync,
    ) -> (C, Seen) {
        let (words, groups) = (self.categories, self.person_groups);
        measure(&Context::new(records, words, groups, windows, &self.scopes.of_code), new)
    }
}
