//! What every counting of units shares: the dataset, the periods, the scopes and the definitions.

use std::sync::Arc;

use super::caseload::Subject;
use super::dimension::{
    COUPLE, Characteristics, Dimension, NOT_COMPLETED, PERSON_GROUPS, SOCIAL_KINDS,
};
use super::spell::{RUNNING, Row, Spell, TieBreak, end_reason, lead, start_reason};
use super::window::Window;
use crate::period::Day;
use crate::record::{Benefit, Categories, CategoryCodes, Code, Records};

/// One dataset under measurement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The dataset.
    pub(crate) records: &'a Records,
    /// The groups that its codes name.
    pub(crate) categories: &'a Categories,
    /// The declared groups that measures ask for.
    pub(crate) known: Known,
    /// The groups that persons are in besides (youth, 50-plus …).
    pub(crate) person_groups: &'a PersonGroups,
    /// The periods of the run.
    pub(crate) windows: &'a [Window],
    /// Whether no period starts or ends later than one before it, so that those of some days lie together.
    latest_first: bool,
    /// The day before which nothing matters to any period.
    pub(crate) horizon: Day,
    /// The day before which a row that ends is joined to nothing that matters.
    outside: Day,
    /// The last day of any period.
    pub(crate) last: Day,
    /// The scope of each municipality, by its code, where there is one report for each.
    pub(crate) scopes: &'a [Option<usize>],
}

/// The declared groups that measures ask for, by their codes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    /// The reason that points at the partner's reason.
    pub(crate) partner: Code,
    /// The reasons that are work: work and self-employment.
    pub(crate) to_work: [Code; 2],
    /// The reason that is pension.
    pub(crate) pension: Code,
    /// The household of a couple.
    pub(crate) couple: Code,
    /// The role of the person who leads a case.
    pub(crate) applicant: Code,
    /// The results of whoever did not complete a programme: dropped out, or had to end otherwise.
    pub(crate) not_completed: [Code; 2],
    /// The kinds of programme that are not work but taking part (Maasgouw 2021).
    pub(crate) social: [Code; SOCIAL_KINDS.len()],
}

impl Known {
    /// Looks them up.
    pub(crate) fn new(words: &Categories) -> Self {
        let find = |names: &CategoryCodes, id| names.find(id).unwrap_or(Code::MAX);
        Self {
            partner: find(&words.end_reason, "partner"),
            to_work: ["work", "self_employment"].map(|id| find(&words.end_reason, id)),
            pension: find(&words.end_reason, "pension"),
            couple: find(&words.household, "couple"),
            applicant: find(&words.role, "applicant"),
            not_completed: NOT_COMPLETED.map(|id| find(&words.result, id)),
            social: SOCIAL_KINDS.map(|id| find(&words.programme_kind, id)),
        }
    }
}

/// The groups of table `target_groups`: those that are worked out, and the labels of the data.
#[derive(Debug)]
pub(crate) struct PersonGroups {
    /// The groups, declared ones first.
    pub(crate) names: CategoryCodes,
    /// For each label of `target_groups`, its group.
    of_label: Vec<Code>,
}

impl PersonGroups {
    /// The groups that are worked out and those that the data names.
    pub(crate) fn new(categories: &Categories) -> Self {
        let names = CategoryCodes::declared(PERSON_GROUPS);
        let labels = 1..=Code::try_from(categories.target.len()).unwrap_or(0);
        let of_label = labels.map(|code| names.number(&categories.target.text(code))).collect();
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

/// The day before which no benefit's end and no job can matter to any period: the first day that retention
/// looks at, less the days by which a job may follow a benefit.
fn horizon(windows: &[Window], records: &Records) -> Day {
    let first = windows.iter().map(|window| window.earlier.from()).min().unwrap_or(Day::MIN);
    first.plus_days(-1 - records.config.definitions.work_window_days)
}

/// So many periods are looked at faster than looked for.
const FEW: usize = 4;

impl<'a> Context<'a> {
    /// One dataset, the periods to measure it by, and the scope of each municipality.
    pub(crate) fn new(
        records: &'a Records,
        categories: &'a Categories,
        person_groups: &'a PersonGroups,
        windows: &'a [Window],
        scopes: &'a [Option<usize>],
    ) -> Self {
        let (known, horizon) = (Known::new(categories), horizon(windows, records));
        let latest_first = windows
            .is_sorted_by(|later, window| later.from >= window.from && later.to >= window.to);
        let last = windows.iter().map(|window| window.to).max().unwrap_or(Day::MAX);
        Self {
            records,
            categories,
            known,
            person_groups,
            windows,
            latest_first,
            horizon,
            outside: horizon.plus_days(-1 - records.config.definitions.gap_days),
            last,
            scopes,
        }
    }

    /// The periods that have a day in from–to, with their places: found, not looked for, where there are many, so
    /// that a long series costs what happens in its periods and not rows × periods.
    pub(crate) fn touched(&self, from: Day, to: Day) -> impl Iterator<Item = (usize, &'a Window)> {
        let all = self.windows;
        let (first, last) = if self.latest_first && all.len() > FEW {
            let first = all.partition_point(|window| window.from > to);
            (first, first + all[first..].partition_point(|window| window.to >= from))
        } else {
            (0, all.len())
        };
        let near = all[first..last].iter().enumerate();
        near.map(move |(place, window)| (first + place, window))
            .filter(move |(_, window)| window.from <= to && window.to >= from)
    }

    /// Whether each row of a unit ended before anything that is asked, or starts after it. Rows that a gap rule may join
    /// over a period lie nearer to it than the rule says.
    pub(crate) fn is_outside(&self, rows: &[Row]) -> bool {
        rows.iter().all(|row| row.end < self.outside || row.start > self.last)
    }

    /// The rows of a spell, decoded.
    pub(crate) fn rows(&self, spell: &Spell<'_>) -> Vec<Benefit> {
        spell.rows.iter().map(|row| self.row(*row)).collect()
    }

    fn row(&self, row: Row) -> Benefit {
        Benefit::decode(self.records.benefits.row(row.id))
    }

    /// What a spell is counted by: the characteristics of the row that leads it.
    pub(crate) fn subject(&self, spell: &Spell<'_>) -> Subject<'a> {
        let (one, several);
        let rows: &[Benefit] = if let [row] = spell.rows {
            one = [self.row(*row)];
            &one
        } else {
            several = self.rows(spell);
            &several
        };
        let ended = spell.end != RUNNING;
        let reason = if ended { end_reason(rows, self.known.partner, self) } else { 0 };
        let mut subject = Subject {
            to_work: self.known.to_work.contains(&reason),
            to_pension: reason != 0 && reason == self.known.pension,
            profile: rows.iter().filter_map(|row| row.profile).min(),
            ..Subject::default()
        };
        let characteristics = &mut subject.characteristics;
        characteristics.age_bounds = &self.records.config.definitions.age_bounds;
        characteristics.span = Some((spell.start, spell.end));
        characteristics.set(Dimension::EndReason, reason);
        characteristics.set(Dimension::StartReason, start_reason(rows, self));
        if let Some(lead) = lead(rows, self.known.applicant, self) {
            subject.amount = lead.amount;
            subject.income = lead.income.filter(|income| *income > 0);
            self.set_row_characteristics(characteristics, lead);
        }
        subject
    }

    fn set_row_characteristics(&self, characteristics: &mut Characteristics<'_>, row: &Benefit) {
        characteristics.birth = row.birth;
        characteristics.set(Dimension::Sex, row.sex);
        characteristics.set(Dimension::Household, row.household);
        characteristics.set(Dimension::Scheme, row.scheme);
        characteristics.set(Dimension::District, row.district);
        characteristics.set(Dimension::Municipality, row.municipality);
        let couple = self.known.couple == row.household;
        if row.targets == 0 {
            if couple {
                characteristics.set(Dimension::PersonGroup, COUPLE);
            }
            return;
        }
        let targets = self.targets(row);
        let labels = targets.iter().map(|label| self.person_groups.of_label(*label));
        let mut groups: Vec<Code> = couple.then_some(COUPLE).into_iter().chain(labels).collect();
        groups.sort_unstable();
        groups.dedup(); // a label may be named `couple` too
        characteristics.set_all(Dimension::PersonGroup, groups);
        characteristics.set_all(Dimension::TargetGroup, targets);
    }

    /// The labels of a row's target groups.
    pub(crate) fn targets(&self, row: &Benefit) -> Arc<[Code]> {
        self.categories.target_sets.codes(row.targets)
    }
}

impl TieBreak for Context<'_> {
    fn person(&self, row: &Benefit) -> String {
        self.records.person_keys.text(row.person)
    }

    fn text(&self, row: &Benefit) -> String {
        let words = self.categories;
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let mut targets: Vec<_> =
            self.targets(row).iter().map(|code| words.target.text(*code).to_string()).collect();
        // their numbers follow the order in which labels were met
        targets.sort_unstable();
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
            row.income.map(|cents| cents.to_string()).unwrap_or_default(),
            targets.join("|"),
            day(row.profile),
            day(row.booked),
        ]
        .join("\u{1f}")
    }
}
