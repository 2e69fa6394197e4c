//! Every finding there is: how bad it is, and where it is said. The words stand in the language files under
//! `[findings]`: the title and the advice for a check, the note for a report.

use super::Severity;
use Place::{Check, First, Notes};
use Severity::{Error, Info, Warning};

/// Where a finding is said; a check says all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// Above the figures of every report, in this order.
    First,
    /// Among the notes of every report: it changes a figure, or how one is read.
    Notes,
    /// In a check only.
    Check,
}

/// Id, severity and place of every finding; where the severity depends on how many there are, the mildest.
pub(crate) const FINDINGS: &[(&str, Severity, Place)] = &[
    ("too_many_rejected", Error, Check),
    ("persons_do_not_meet", Warning, First),
    ("rejected_rows", Error, First),
    ("coverage_guessed", Info, First),
    // rows that do not count, or count in another way
    ("no_rows", Warning, Notes),
    ("no_case_id", Warning, Notes),
    ("no_person_id", Warning, Notes),
    ("identical_rows", Warning, Notes),
    ("identical_payments", Warning, Notes),
    ("rows_without_case", Warning, Notes),
    ("rows_without_person", Warning, Notes),
    ("rows_out_of_scope_municipality", Info, Notes),
    ("scheme_left_out", Info, Notes),
    ("blank_rows", Info, Notes),
    ("after_coverage", Warning, Notes),
    // people and cases
    ("older_than_100", Warning, Notes),
    ("younger_than_18", Info, Notes),
    ("late_bookings", Info, Notes),
    ("two_persons_one_number", Warning, Notes),
    ("crowded_cases", Warning, Notes),
    ("two_benefits", Warning, Notes),
    ("lost_zeros", Warning, Notes),
    ("service_numbers", Info, Check),
    ("service_numbers_fail", Warning, Check),
    ("no_birth_date", Info, Check),
    ("no_end_reason", Info, Check),
    ("short_gaps", Info, Check),
    ("placements_unknown_person", Info, Check),
    ("placements_without_benefit", Info, Check),
    ("programmes_unknown_person", Info, Check),
    ("programmes_without_benefit", Info, Check),
    // codes
    ("not_codes", Warning, Notes),
    ("unknown_code_near", Warning, Notes),
    ("unknown_code", Warning, Notes),
    ("more_codes", Warning, Notes),
    ("code_other_year", Info, Notes),
    ("code_age_unknown", Info, Notes),
    ("sbi_lost_zeros", Info, Notes),
    ("target_comma", Info, Notes),
    // series
    ("series_stops", Warning, Check),
    ("series_hole", Warning, Check),
    // how a file was found and opened
    ("files_as_one", Info, Notes),
    ("recognised_by_columns", Info, Notes),
    ("columns_absent", Info, Check),
    ("columns_not_read", Info, Check),
    ("columns_that_may_exclude", Warning, Notes),
    ("windows_1252", Info, Notes),
    ("open_end", Info, Check),
    ("ctrl_z", Info, Notes),
    ("title_lines", Info, Notes),
    ("footer_lines", Info, Notes),
    ("total_rows", Info, Notes),
    ("backslash_quotes", Info, Notes),
    ("invisible_characters", Info, Notes),
    ("formula_guard", Info, Notes),
    // how values were read
    ("bad_optional_value", Warning, Notes),
    ("filler_values", Info, Notes),
    ("placeholder_dates", Info, Notes),
    ("amounts_by_notation", Info, Notes),
    ("month_first", Info, Notes),
    ("spreadsheet_days", Info, Notes),
    ("time_zone_dropped", Info, Notes),
    ("planned_ends", Info, Notes),
    ("numbers_with_point_zero", Info, Notes),
    ("all_nines", Info, Notes),
    ("persons_without_zeros", Info, Notes),
    ("subsidy_yes_no", Info, Notes),
    ("fte_hours", Info, Notes),
    // several rows about one thing
    ("children_left_out", Info, Notes),
    ("partner_columns", Info, Notes),
    ("contradictory_rows", Warning, Notes),
    ("superseded_rows", Info, Notes),
    ("no_longer_in_list", Warning, Notes),
];

/// How bad a finding is, and where it is said. One that nobody has listed is said in a report too, so that it is not
/// lost.
pub(crate) fn entry(id: &str) -> (Severity, Place) {
    let mut all = FINDINGS.iter();
    let found = all.find(|(listed, ..)| *listed == id);
    found.map_or((Warning, Notes), |(_, severity, place)| (*severity, *place))
}

/// The place of a finding among those that stand above the figures.
pub(crate) fn rank(id: &str) -> usize {
    FINDINGS.iter().position(|(listed, ..)| *listed == id).unwrap_or(FINDINGS.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_finding_is_listed_twice() {
        for (index, (id, ..)) in FINDINGS.iter().enumerate() {
            assert_eq!(rank(id), index, "{id}");
        }
    }

    #[test]
    fn a_finding_that_is_not_listed_is_said_everywhere() {
        assert_eq!(entry("something_new"), (Warning, Notes));
    }
}
