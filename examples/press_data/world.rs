//! Everything that was drawn so far for one town.

use jiff::civil::Date;

use crate::model::{
    Case, Flow, Household, Job, Member, Participation, Person, Segment, Town, days_between, later,
};
use crate::random::Random;

/// The town with its people and files while it is being made.
pub(crate) struct World<'a> {
    pub(crate) town: &'a Town,
    pub(crate) random: Random,
    pub(crate) people: Vec<Person>,
    pub(crate) cases: Vec<Case>,
    pub(crate) jobs: Vec<Job>,
    pub(crate) participations: Vec<Participation>,
    /// Running cases of one person.
    pub(crate) alone: Vec<usize>,
    /// Running cases of a couple.
    pub(crate) couples: Vec<usize>,
    /// Ended cases whose people may come back.
    pub(crate) left: Vec<usize>,
    /// What has come and gone in the period at hand.
    pub(crate) came: Flow,
    pub(crate) gone: Flow,
}

impl<'a> World<'a> {
    /// An empty town.
    pub(crate) fn new(town: &'a Town) -> Self {
        Self {
            town,
            random: Random::new(town.seed),
            people: Vec::new(),
            cases: Vec::new(),
            jobs: Vec::new(),
            participations: Vec::new(),
            alone: Vec::new(),
            couples: Vec::new(),
            left: Vec::new(),
            came: Flow::default(),
            gone: Flow::default(),
        }
    }

    /// The last segment of a case.
    pub(crate) fn last(&self, case: usize) -> &Segment {
        let segments = &self.cases[case].segments;
        &segments[segments.len() - 1]
    }

    fn last_mut(&mut self, case: usize) -> &mut Segment {
        let segments = &mut self.cases[case].segments;
        let last = segments.len() - 1;
        &mut segments[last]
    }

    /// Adds a case with its first segment and sets it running.
    pub(crate) fn open(&mut self, segment: Segment) -> usize {
        let district = self.random.weighted(self.town.districts);
        self.cases.push(Case { district, segments: Vec::new() });
        let case = self.cases.len() - 1;
        self.resume(case, segment);
        case
    }

    /// Sets a case running with one more segment.
    pub(crate) fn resume(&mut self, case: usize, segment: Segment) {
        for member in &segment.members {
            self.people[member.person].case = Some(case);
        }
        let running = if segment.members.len() == 2 { &mut self.couples } else { &mut self.alone };
        running.push(case);
        self.cases[case].segments.push(segment);
    }

    /// Ends the last segment of a case: the first reason is that of `person`, the second that
    /// of the other one on the case.
    pub(crate) fn close(
        &mut self,
        case: usize,
        day: Date,
        person: usize,
        reasons: (&'static str, &'static str),
    ) {
        self.alone.retain(|running| *running != case);
        self.couples.retain(|running| *running != case);
        let segment = self.last_mut(case);
        segment.end = Some(day);
        for member in &mut segment.members {
            member.end_reason = if member.person == person { reasons.0 } else { reasons.1 };
        }
        for person in self.members(case) {
            self.people[person].case = None;
        }
    }

    /// Ends a case for all on it and books the outflow; the people may come back later.
    pub(crate) fn leave(
        &mut self,
        case: usize,
        day: Date,
        person: usize,
        reasons: (&'static str, &'static str),
    ) {
        if self.last(case).members.len() == 2 {
            self.gone.couple += 1;
        } else {
            self.gone.alone += 1;
        }
        self.close(case, day, person, reasons);
        if !["03", "04", "33"].contains(&reasons.0) {
            self.left.push(case);
        }
    }

    /// Goes on with a case the day after its segment ended, with other members or another form.
    pub(crate) fn renew(&mut self, case: usize, day: Date, household: Household, people: &[usize]) {
        let mut segment = self.last(case).clone();
        self.close(case, day, segment.members[0].person, ("", ""));
        segment.start = later(day, 1);
        segment.household = household;
        segment.members =
            people.iter().map(|person| Member { person: *person, end_reason: "" }).collect();
        self.resume(case, segment);
    }

    /// The people in the last segment of a case.
    pub(crate) fn members(&self, case: usize) -> Vec<usize> {
        self.last(case).members.iter().map(|member| member.person).collect()
    }

    /// The age in years on a day.
    pub(crate) fn age(&self, person: usize, day: Date) -> i64 {
        let person = &self.people[person];
        let months = 12 * (i64::from(day.year()) - i64::from(person.birth_year))
            + i64::from(day.month())
            - i64::from(person.birth_month);
        months.div_euclid(12)
    }

    /// How long the last segments of a case have run without a gap, in days.
    pub(crate) fn length(&self, case: usize, day: Date) -> i64 {
        let mut start = day;
        for segment in self.cases[case].segments.iter().rev() {
            if segment.end.is_some_and(|end| later(end, 1) < start) {
                break;
            }
            start = segment.start;
        }
        days_between(start, day)
    }

    /// Each person's spells on benefit, touching ones joined, in order of time.
    pub(crate) fn spells(&self) -> Vec<Vec<(Date, Option<Date>)>> {
        let mut spells: Vec<Vec<(Date, Option<Date>)>> = vec![Vec::new(); self.people.len()];
        let mut segments: Vec<&Segment> =
            self.cases.iter().flat_map(|case| &case.segments).collect();
        segments.sort_by_key(|segment| segment.start);
        for segment in segments {
            for member in &segment.members {
                let own = &mut spells[member.person];
                match own.last_mut() {
                    Some((_, end)) if end.is_none_or(|end| later(end, 1) >= segment.start) => {
                        *end = segment.end;
                    }
                    _ => own.push((segment.start, segment.end)),
                }
            }
        }
        spells
    }
}
