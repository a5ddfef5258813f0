//! How the counts stand: what was marked, and what it comes to once those who follow, are silent or
//! abstain are counted as the rule says.
//!
//! Everybody is counted once, in heads and in weight alike. Must not judge any test.

use super::{Choice, Counts, Vote, Weights};
use crate::domain::person::{PersonId, Weight};
use crate::domain::rule::{Abstain, Base, Class, Follow, Measure, Silent};
use serde::Serialize;

/// Heads and weights of the same people; never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    pub heads: u64,
    /// In ten-thousandths.
    pub weight: u64,
}

impl Totals {
    pub(super) fn of(weights: impl Iterator<Item = Weight>) -> Self {
        let mut totals = Self::default();
        for weight in weights {
            totals.add(weight);
        }
        totals
    }

    pub(super) fn add(&mut self, weight: Weight) {
        self.heads += 1;
        self.weight += weight.0;
    }

    pub(super) fn take(&mut self, weight: Weight) {
        self.heads = self.heads.saturating_sub(1);
        self.weight = self.weight.saturating_sub(weight.0);
    }

    pub const fn get(self, measure: Measure) -> u64 {
        match measure {
            Measure::Heads => self.heads,
            Measure::Weight => self.weight,
        }
    }
}

/// The counts in one measure. As marked: what the papers and ballots say. As they stand: those who
/// follow or are silent are under what they count as, and `follow` is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Measured {
    #[serde(rename = "for")]
    pub in_favour: u64,
    pub against: u64,
    pub abstain: u64,
    pub invalid: u64,
    pub follow: u64,
    /// Asked, and did not answer.
    pub not_cast: u64,
}

impl Measured {
    /// 有效.
    pub const fn valid(&self) -> u64 {
        self.in_favour + self.against + self.abstain + self.follow
    }

    /// 参与表决.
    pub const fn cast(&self) -> u64 {
        self.valid() + self.invalid
    }

    fn add(&mut self, choice: Option<Choice>, amount: u64) {
        let part = match choice {
            Some(Choice::For) => &mut self.in_favour,
            Some(Choice::Against) => &mut self.against,
            Some(Choice::Abstain) => &mut self.abstain,
            Some(Choice::Invalid) => &mut self.invalid,
            Some(Choice::Follow) => &mut self.follow,
            None => &mut self.not_cast,
        };
        *part += amount;
    }
}

impl Vote {
    /// The counts in heads as they are marked: called, or added up from the ballots; none where the
    /// method has no numbers or they are not there yet.
    pub fn counts_now(&self) -> Option<Counts> {
        if !self.method.takes_ballots() {
            return self.counts;
        }
        let m = self.of_ballots(Measure::Heads, None);
        Some(Counts {
            in_favour: m.in_favour,
            against: m.against,
            abstain: m.abstain,
            invalid: m.invalid,
            not_cast: m.not_cast,
            follow: m.follow,
            ..Counts::default()
        })
    }

    /// The members of a class; None means everyone.
    fn members(&self, class: Option<&Class>) -> Option<&super::ClassPeople> {
        let class = class?;
        self.classes.iter().find(|of| of.class == *class)
    }

    fn of_ballots(&self, measure: Measure, class: Option<&Class>) -> Measured {
        let members = self.members(class);
        let counts = |id: &PersonId| members.is_none_or(|of| of.members.contains(id));
        let mut sum = Measured::default();
        for (id, weight) in self.electorate.iter().filter(|(id, _)| counts(id)) {
            let amount = match measure {
                Measure::Heads => 1,
                Measure::Weight => weight.0,
            };
            sum.add(self.ballots.get(id).copied(), amount);
        }
        sum
    }

    /// What papers and ballots say.
    pub fn marked(&self, measure: Measure, class: Option<&Class>) -> Measured {
        if self.method.takes_ballots() {
            return self.of_ballots(measure, class);
        }
        let Some(counts) = self.counts else { return Measured::default() };
        let Counts { in_favour, against, abstain, invalid, follow, not_cast, .. } = counts;
        match (measure, counts.weights) {
            (Measure::Heads, _) => {
                Measured { in_favour, against, abstain, invalid, follow, not_cast }
            }
            (Measure::Weight, None) => Measured::default(),
            (Measure::Weight, Some(weights)) => {
                let Weights { in_favour, against, abstain, invalid, follow } = weights;
                let all = self.electorate.iter().map(|(_, w)| w.0).sum::<u64>();
                let not_cast = all.saturating_sub(weights.sum());
                Measured { in_favour, against, abstain, invalid, follow, not_cast }
            }
        }
    }

    /// For or against, whichever more marked, in the measure of the first pass test.
    pub fn majority(&self) -> Option<Choice> {
        let m = self.marked(self.first_measure(), None);
        match m.in_favour.cmp(&m.against) {
            std::cmp::Ordering::Greater => Some(Choice::For),
            std::cmp::Ordering::Less => Some(Choice::Against),
            std::cmp::Ordering::Equal => None,
        }
    }

    pub(super) fn first_measure(&self) -> Measure {
        self.rule.pass.first().map_or(Measure::Heads, |test| test.measure)
    }

    /// Who follows and who is silent counted as the rule says, whoever abstains still by themselves.
    pub fn standing(&self, measure: Measure, class: Option<&Class>) -> Measured {
        let mut m = self.marked(measure, class);
        let moves = m.follow > 0 || (m.not_cast > 0 && self.rule.silent != Silent::NotCast);
        if !moves {
            return m;
        }
        let majority = self.majority();
        if self.rule.follow == Follow::Majority {
            let follow = std::mem::take(&mut m.follow);
            // Where there is no majority to follow, they have said neither.
            m.add(majority.or(Some(Choice::Abstain)), follow);
        }
        let silent = self.silent_as();
        if self.counts_now().is_some() {
            let not_cast = std::mem::take(&mut m.not_cast);
            m.add(silent, not_cast);
        }
        m
    }

    /// What those count as who were asked and did not answer; None where as nothing.
    pub fn silent_as(&self) -> Option<Choice> {
        match self.rule.silent {
            Silent::NotCast => None,
            Silent::Majority => self.majority(),
            Silent::For => Some(Choice::For),
            Silent::Against => Some(Choice::Against),
            Silent::Abstain => Some(Choice::Abstain),
        }
    }

    /// The vote with one more ballot of this choice, by somebody who has not voted; None where there
    /// is nobody, or no ballots are kept.
    pub fn with_one_more(&self, choice: Choice) -> Option<Self> {
        let next = |(id, _): &&(PersonId, Weight)| !self.ballots.contains_key(id);
        let (id, _) = self.electorate.iter().find(next).filter(|_| self.has_names())?;
        let mut vote = self.clone();
        vote.ballots.insert(id.clone(), choice);
        Some(vote)
    }

    /// The same with abstentions under what they count as: what the tests judge.
    pub fn judged_as(&self, measure: Measure, class: Option<&Class>) -> Measured {
        let mut m = self.standing(measure, class);
        match self.rule.abstain {
            Abstain::Neutral | Abstain::Forbidden => {}
            Abstain::For => m.in_favour += std::mem::take(&mut m.abstain),
            Abstain::Against => m.against += std::mem::take(&mut m.abstain),
        }
        m
    }

    /// How many, or how much, a base is in this vote, of everyone or of one class.
    pub fn base(&self, base: Base, measure: Measure, class: Option<&Class>) -> u64 {
        let people = self.members(class);
        match base {
            Base::Entitled => people.map_or(self.entitled, |of| of.entitled).get(measure),
            Base::Present => {
                let of = |id: &PersonId| people.is_none_or(|p| p.members.contains(id));
                let voting = self.electorate.iter().filter(|(id, _)| of(id)).map(|(_, w)| *w);
                let staying = people.map_or(self.staying, |of| of.staying);
                Totals::of(voting).get(measure) + staying.get(measure)
            }
            Base::Cast => self.judged_as(measure, class).cast(),
            Base::Valid => self.judged_as(measure, class).valid(),
            Base::Decisive => {
                let m = self.judged_as(measure, class);
                m.in_favour + m.against
            }
        }
    }
}
