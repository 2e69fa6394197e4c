//! The groups of every dimension, shared by all datasets of a run.

use super::names::{NameSets, Names};
use crate::dataset::codes::CodeList;

/// The groups of every dimension that rows name.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Municipalities.
    pub(crate) municipality: Names,
    /// Districts.
    pub(crate) district: Names,
    /// Schemes (statistiekcode).
    pub(crate) scheme: Names,
    /// Reasons of an end (BUS field 34).
    pub(crate) end_reason: Names,
    /// Reasons of a start.
    pub(crate) start_reason: Names,
    /// Households (leefvorm).
    pub(crate) household: Names,
    /// Sexes.
    pub(crate) sex: Names,
    /// Labels of target groups.
    pub(crate) target: Names,
    /// Sets of target groups.
    pub(crate) target_sets: NameSets,
    /// Kinds of placement.
    pub(crate) work_kind: Names,
    /// Sectors.
    pub(crate) sector: Names,
    /// Employers.
    pub(crate) employer: Names,
    /// Programmes.
    pub(crate) programme: Names,
    /// Kinds of programme.
    pub(crate) programme_kind: Names,
    /// Results of a programme.
    pub(crate) result: Names,
    /// Roles of persons on a case.
    pub(crate) role: Names,
}

impl Vocabulary {
    /// The declared groups, and nothing met yet.
    pub(crate) fn new() -> Self {
        let declared = |list: CodeList| Names::declared(list.declared());
        Self {
            municipality: Names::default(),
            district: Names::default(),
            scheme: declared(CodeList::Scheme),
            end_reason: declared(CodeList::EndReason),
            start_reason: declared(CodeList::StartReason),
            household: declared(CodeList::Household),
            sex: declared(CodeList::Sex),
            target: Names::default(),
            target_sets: NameSets::default(),
            work_kind: declared(CodeList::PlacementKind),
            sector: Names::default(),
            employer: Names::default(),
            programme: Names::default(),
            programme_kind: declared(CodeList::ProgrammeKind),
            result: declared(CodeList::Result),
            role: declared(CodeList::Role),
        }
    }
}
