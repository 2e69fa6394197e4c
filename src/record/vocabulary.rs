//! The groups of every dimension, shared by all datasets of a run.

use super::names::{NameSets, Names};
use crate::dataset::codes::CodeList;
use crate::dataset::kind::Field;

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
    /// Classes of the wage value.
    pub(crate) wage_value: Names,
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
            wage_value: Names::declared(["<50", "50-75", "75-100"]),
            sector: Names::default(),
            employer: Names::default(),
            programme: Names::default(),
            programme_kind: declared(CodeList::ProgrammeKind),
            result: declared(CodeList::Result),
            role: declared(CodeList::Role),
        }
    }

    /// A column that has named more groups than there can be.
    pub(crate) fn over_limit(&self) -> Option<Field> {
        let columns = [
            (Field::Municipality, &self.municipality),
            (Field::District, &self.district),
            (Field::Scheme, &self.scheme),
            (Field::EndReason, &self.end_reason),
            (Field::StartReason, &self.start_reason),
            (Field::Household, &self.household),
            (Field::Sex, &self.sex),
            (Field::TargetGroups, &self.target),
            (Field::Kind, &self.work_kind),
            (Field::Sector, &self.sector),
            (Field::Employer, &self.employer),
            (Field::Programme, &self.programme),
            (Field::Kind, &self.programme_kind),
            (Field::Result, &self.result),
            (Field::Role, &self.role),
        ];
        let over = columns.into_iter().find(|(_, names)| names.is_over_limit());
        let of_sets = || self.target_sets.is_over_limit().then_some(Field::TargetGroups);
        over.map(|(field, _)| field).or_else(of_sets)
    }
}
