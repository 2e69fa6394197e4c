//! What every counting of units shares: the dataset, the periods, the scopes and the definitions.

use std::sync::Arc;

use super::caseload::Subject;
use super::dimension::{COUPLE, Dimension, Traits};
use super::spell::{Spell, TieBreak, end_reason, lead, start_reason};
use super::window::Window;
use crate::record::{Benefit, Code, Names, Records, Vocabulary};

/// One dataset under measurement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The dataset.
    pub(crate) records: &'a Records,
    /// The groups that its codes name.
    pub(crate) vocabulary: &'a Vocabulary,
    /// The groups that persons are in besides (youth, 50-plus …).
    pub(crate) person_groups: &'a PersonGroups,
    /// The periods of the run.
    pub(crate) windows: &'a [Window],
    /// The scope of each municipality, by its code, where there is one report for each.
    pub(crate) scopes: &'a [Option<usize>],
}

/// The groups of table `target_groups`: four that are worked out, and the labels of the data.
#[derive(Debug)]
pub(crate) struct PersonGroups {
    /// The groups, declared ones first.
    pub(crate) names: Names,
    /// For each label of `target_groups`, its group.
    of_label: Vec<Code>,
}

impl PersonGroups {
    /// The four groups and those that the data names.
    pub(crate) fn new(vocabulary: &Vocabulary) -> Self {
        let names = Names::declared(["youth", "50_plus", "couple", "without_benefit"]);
        let labels = 1..=Code::try_from(vocabulary.target.len()).unwrap_or(0);
        let of_label = labels.map(|code| names.number(&vocabulary.target.text(code))).collect();
        Self { names, of_label }
    }

    /// The group of a label.
    pub(crate) fn of_label(&self, label: Code) -> Code {
        (label as usize)
            .checked_sub(1)
            .and_then(|index| self.of_label.get(index))
            .copied()
            .unwrap_or(0)
    }
}

impl Context<'_> {
    /// The rows of a spell, decoded.
    pub(crate) fn rows(&self, spell: &Spell<'_>) -> Vec<Benefit> {
        let store = &self.records.benefits;
        spell.rows.iter().map(|row| Benefit::decode(store.row(row.id))).collect()
    }

    /// The reason that points at the partner's reason.
    pub(crate) fn partner(&self) -> Code {
        self.vocabulary.end_reason.find("partner").unwrap_or(Code::MAX)
    }

    /// Whether a reason of end is work or self-employment.
    pub(crate) fn is_to_work(&self, reason: Code) -> bool {
        let reasons = &self.vocabulary.end_reason;
        reason != 0 && ["work", "self_employment"].iter().any(|id| reasons.find(id) == Some(reason))
    }

    /// What a spell is counted by: the traits of the row that leads it.
    pub(crate) fn subject(&self, spell: &Spell<'_>) -> Subject {
        let rows = self.rows(spell);
        let reason = end_reason(&rows, self.partner(), self);
        let mut subject = Subject {
            to_work: self.is_to_work(reason),
            profile: rows.iter().filter_map(|row| row.profile).min(),
            ..Subject::default()
        };
        let traits = &mut subject.traits;
        traits.age_bounds = Arc::clone(&self.records.definitions.age_bounds);
        traits.span = Some((spell.start, spell.end));
        traits.set(Dimension::EndReason, reason);
        traits.set(Dimension::StartReason, start_reason(&rows, self));
        if let Some(lead) = lead(&rows, self) {
            subject.amount = lead.amount;
            self.set_row_traits(traits, lead);
        }
        subject
    }

    fn set_row_traits(&self, traits: &mut Traits, row: &Benefit) {
        traits.birth = row.birth;
        traits.set(Dimension::Sex, row.sex);
        traits.set(Dimension::Household, row.household);
        traits.set(Dimension::Scheme, row.scheme);
        traits.set(Dimension::District, row.district);
        let targets = self.targets(row);
        let couple = self.vocabulary.household.find("couple") == Some(row.household);
        let labels = targets.iter().map(|label| self.person_groups.of_label(*label));
        let groups = couple.then_some(COUPLE).into_iter().chain(labels).collect();
        traits.set_all(Dimension::PersonGroup, groups);
        traits.set_all(Dimension::TargetGroup, targets);
    }

    /// The labels of a row's target groups.
    pub(crate) fn targets(&self, row: &Benefit) -> Arc<[Code]> {
        self.vocabulary.target_sets.codes(row.targets)
    }
}

impl TieBreak for Context<'_> {
    fn person(&self, row: &Benefit) -> String {
        self.records.person_keys.text(row.person)
    }

    fn text(&self, row: &Benefit) -> String {
        let words = self.vocabulary;
        let day =
            |day: Option<crate::period::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let targets: Vec<_> =
            self.targets(row).iter().map(|code| words.target.text(*code).to_string()).collect();
        [
            self.records.case_keys.text(row.case),
            self.records.person_keys.text(row.person),
            words.municipality.text(row.municipality).to_string(),
            words.district.text(row.district).to_string(),
            words.scheme.text(row.scheme).to_string(),
            row.start.to_string(),
            day(row.end),
            words.end_reason.text(row.end_reason).to_string(),
            words.start_reason.text(row.start_reason).to_string(),
            words.household.text(row.household).to_string(),
            day(row.birth),
            words.sex.text(row.sex).to_string(),
            row.amount.map(|cents| cents.to_string()).unwrap_or_default(),
            targets.join("|"),
            day(row.profile),
        ]
        .join("\u{1f}")
    }
}
