//! The groups of every dimension, shared by all datasets of a run.

use super::category_codes::{CategoryCodes, NameSets};
use crate::dataset::codes::CodeList;
use crate::dataset::kind::Field;

/// The groups of every dimension that rows name.
#[derive(Debug)]
pub(crate) struct Categories {
    /// Municipalities.
    pub(crate) municipality: CategoryCodes,
    /// Districts.
    pub(crate) district: CategoryCodes,
    /// Schemes (statistiekcode).
    pub(crate) scheme: CategoryCodes,
    /// Reasons of an end (BUS field 34).
    pub(crate) end_reason: CategoryCodes,
    /// Reasons of a start.
    pub(crate) start_reason: CategoryCodes,
    /// Households (leefvorm).
    pub(crate) household: CategoryCodes,
    /// Sexes.
    pub(crate) sex: CategoryCodes,
    /// Labels of target groups.
    pub(crate) target: CategoryCodes,
    /// Sets of target groups.
    pub(crate) target_sets: NameSets,
    /// Kinds of placement.
    pub(crate) work_kind: CategoryCodes,
    /// Classes of the wage value.
    pub(crate) wage_value: CategoryCodes,
    /// Sectors.
    pub(crate) sector: CategoryCodes,
    /// Employers.
    pub(crate) employer: CategoryCodes,
    /// Programmes.
    pub(crate) programme: CategoryCodes,
    /// Kinds of programme.
    pub(crate) programme_kind: CategoryCodes,
    /// Results of a programme.
    pub(crate) result: CategoryCodes,
    /// Roles of persons on a case.
    pub(crate) role: CategoryCodes,
}

impl Categories {
    /// The declared groups, and nothing met yet.
    pub(crate) fn new() -> Self {
        let declared = |list: CodeList| CategoryCodes::declared(list.declared());
        Self {
            municipality: CategoryCodes::default(),
            district: CategoryCodes::default(),
            scheme: declared(CodeList::Scheme),
            end_reason: declared(CodeList::EndReason),
            start_reason: declared(CodeList::StartReason),
            household: declared(CodeList::Household),
            sex: declared(CodeList::Sex),
            target: CategoryCodes::default(),
            target_sets: NameSets::default(),
            work_kind: declared(CodeList::PlacementKind),
            wage_value: CategoryCodes::declared(["<50", "50-75", "75-100"]),
            sector: CategoryCodes::default(),
            employer: CategoryCodes::default(),
            programme: CategoryCodes::default(),
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
