//! What a vote comes to: bases, tests, tie and void, each with the numbers that explain it.

use super::{Choice, Counts, Method, Vote};
use crate::domain::fraction::rate_text;
use crate::domain::person::Weight;
use crate::domain::rule::{Base, Measure, Threshold, Tie};

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

    const fn get(self, measure: Measure) -> u64 {
        match measure {
            Measure::Heads => self.heads,
            Measure::Weight => self.weight,
        }
    }
}

/// The counts in one measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measured {
    pub in_favour: u64,
    pub against: u64,
    pub abstain: u64,
    pub invalid: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Participation,
    Pass,
}

/// One threshold, worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestResult {
    pub about: About,
    pub threshold: Threshold,
    pub base: u64,
    pub value: u64,
    /// The least value that would do.
    pub need: u64,
    pub met: bool,
}

impl Vote {
    /// The counts in heads as they stand: called, or added up from the ballots; none where the
    /// method has no numbers or they are not there yet.
    pub fn counts_now(&self) -> Option<Counts> {
        if self.method != Method::Recorded {
            return self.counts;
        }
        let by = |choice| self.ballots.values().filter(|c| **c == choice).count() as u64;
        let not_cast = self.electorate.len() as u64 - self.ballots.len() as u64;
        Some(Counts {
            in_favour: by(Choice::For),
            against: by(Choice::Against),
            abstain: by(Choice::Abstain),
            invalid: by(Choice::Invalid),
            not_cast,
            issued: None,
            returned: None,
        })
    }

    fn measured(&self, measure: Measure) -> Measured {
        if measure == Measure::Heads {
            let Some(c) = self.counts_now() else { return Measured::default() };
            let Counts { in_favour, against, abstain, invalid, .. } = c;
            return Measured { in_favour, against, abstain, invalid };
        }
        let sum = |choice| {
            let cast = |id| self.ballots.get(id) == Some(&choice);
            self.electorate.iter().filter(|(id, _)| cast(id)).map(|(_, w)| w.0).sum()
        };
        Measured {
            in_favour: sum(Choice::For),
            against: sum(Choice::Against),
            abstain: sum(Choice::Abstain),
            invalid: sum(Choice::Invalid),
        }
    }

    /// How many, or how much, a base is in this vote.
    pub fn base(&self, base: Base, measure: Measure) -> u64 {
        let m = self.measured(measure);
        let valid = m.in_favour + m.against + m.abstain;
        match base {
            Base::Entitled => self.entitled.get(measure),
            Base::Present => {
                let voting = Totals::of(self.electorate.iter().map(|(_, weight)| *weight));
                voting.get(measure) + self.staying.get(measure)
            }
            Base::Cast => valid + m.invalid,
            Base::Valid => valid,
            Base::Decisive => m.in_favour + m.against,
        }
    }

    /// Every test of the rule as the counts stand, participation first.
    pub fn tests(&self) -> Vec<TestResult> {
        let test = |about, t: &Threshold| {
            let m = self.measured(t.measure);
            let base = self.base(t.base, t.measure);
            let value = match about {
                About::Participation => m.in_favour + m.against + m.abstain + m.invalid,
                About::Pass => m.in_favour,
            };
            // Nobody for it is never enough, whatever the arithmetic of an empty base says.
            let met = t.ratio.met(value, base) && value > 0;
            TestResult { about, threshold: *t, base, value, need: t.ratio.need(base).max(1), met }
        };
        let participation = self.rule.participation.iter().map(|t| test(About::Participation, t));
        participation.chain(self.rule.pass.iter().map(|t| test(About::Pass, t))).collect()
    }

    /// The first pass test: the one whose base, need and rate are shown.
    pub fn main_test(&self) -> Option<TestResult> {
        self.tests().into_iter().find(|test| test.about == About::Pass)
    }

    /// For as a share of the base of the first pass test: `85.7%`. A void vote has none.
    pub fn rate(&self) -> Option<String> {
        self.counts_now().filter(|counts| !counts.is_void())?;
        let test = self.main_test()?;
        rate_text(test.value, test.base)
    }

    /// More papers came back than went out.
    pub fn is_void(&self) -> bool {
        self.counts.is_some_and(|counts| counts.is_void())
    }

    /// As many for as against.
    pub fn is_tied(&self) -> bool {
        self.counts_now().is_some() && self.is_even(Measure::Heads)
    }

    fn is_even(&self, measure: Measure) -> bool {
        let m = self.measured(measure);
        m.in_favour == m.against && m.in_favour > 0
    }

    /// A pass test that a tie leaves open. No voice of the chair's makes two thirds of a half.
    fn is_open(&self, test: &TestResult) -> bool {
        let ratio = test.threshold.ratio;
        let pass = test.about == About::Pass && ratio.is_within_half();
        pass && self.is_even(test.threshold.measure)
    }

    /// A tie under a rule that lets the chair decide, where nothing else stands in the way.
    pub fn chair_decides(&self) -> bool {
        if self.rule.tie != Tie::ChairDecides || self.is_void() {
            return false;
        }
        let tests = self.tests();
        let open = |t: &&TestResult| self.is_open(t);
        tests.iter().any(|t| open(&t)) && tests.iter().all(|t| t.met || open(&t))
    }

    /// Whether the vote carries as the counts stand.
    pub fn passed(&self) -> bool {
        if self.is_void() {
            return false;
        }
        if self.counts_now().is_none() {
            return match self.method {
                Method::NoObjection => self.objections.is_empty(),
                Method::Acclamation => true,
                Method::Voice => self.judged == Some(true),
                Method::Hands | Method::Recorded | Method::Secret => false,
            };
        }
        if self.chair_decides() {
            return self.casting == Some(true);
        }
        // A tie fails, even where a rule asks for no more than half.
        self.tests().iter().all(|test| test.met && !self.is_open(test))
    }

    /// How many more are needed in the first pass test that fails; 0 where none does.
    pub fn missing(&self) -> u64 {
        let short = |t: &TestResult| t.need.saturating_sub(t.value);
        self.tests()
            .iter()
            .filter(|t| t.about == About::Pass && !t.met)
            .map(short)
            .next()
            .unwrap_or(0)
    }
}
