//! What a vote comes to: each test with the numbers that explain it, tie and void.
//!
//! Each test is judged by itself; what is met is never said to be unmet.

use super::{Reading, Vote};
use crate::domain::fraction::rate_text;
use crate::domain::rule::{Measure, Threshold};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Participation,
    Pass,
}

/// One threshold, worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestResult {
    pub about: About,
    pub threshold: Threshold,
    pub base: u64,
    /// Those who took part, those for it, or of an objection test those against.
    pub value: u64,
    /// The least value that would do; of an objection test the most that still does.
    pub need: u64,
    pub met: bool,
}

impl TestResult {
    pub const fn is_objection(&self) -> bool {
        self.threshold.limit.is_objection()
    }

    /// By how much it fails; 0 where it is met.
    pub const fn missing(&self) -> u64 {
        if self.is_objection() {
            self.value.saturating_sub(self.need)
        } else {
            self.need.saturating_sub(self.value)
        }
    }
}

impl Vote {
    /// The least amount that can be in a measure: one head, or the unit of the weights.
    const fn unit(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Heads => 1,
            Measure::Weight => self.step,
        }
    }

    fn judge(&self, about: About, t: &Threshold) -> TestResult {
        let class = t.of.as_ref();
        let m = self.judged_as(t.measure, class);
        let base = self.base(t.base, t.measure, class);
        let value = match about {
            About::Participation => m.cast(),
            About::Pass if t.limit.is_objection() => m.against,
            About::Pass => m.in_favour,
        };
        let need = t.limit.need(base, self.unit(t.measure));
        let met = t.limit.met(value, base);
        TestResult { about, threshold: t.clone(), base, value, need, met }
    }

    /// Every test of the rule as the counts stand, participation first.
    pub fn tests(&self) -> Vec<TestResult> {
        let participation = self.rule.participation.iter();
        let participation = participation.map(|t| self.judge(About::Participation, t));
        participation.chain(self.rule.pass.iter().map(|t| self.judge(About::Pass, t))).collect()
    }

    /// The first pass test: the one whose base, need and rate are shown.
    pub fn main_test(&self) -> Option<TestResult> {
        self.rule.pass.first().map(|test| self.judge(About::Pass, test))
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

    /// As many for as against in the measure of the first pass test, where a test asks for more than
    /// half; elsewhere that is no tie.
    pub fn is_tied(&self) -> bool {
        let asked = self.rule.pass.iter().any(|test| test.limit.is_above_half());
        asked && self.counts_now().is_some() && self.is_even(self.first_measure())
    }

    fn is_even(&self, measure: Measure) -> bool {
        let m = self.judged_as(measure, None);
        m.in_favour == m.against && m.in_favour > 0
    }

    /// A pass test that a tie leaves open. No voice of the chair's makes two thirds of a half.
    fn is_open(&self, test: &TestResult) -> bool {
        let half = test.about == About::Pass && test.threshold.limit.is_more_than_half();
        if !half || test.met {
            return false;
        }
        let m = self.judged_as(test.threshold.measure, test.threshold.of.as_ref());
        m.in_favour == m.against && m.in_favour > 0
    }

    /// A tie under a rule that lets the chair decide, where nothing else stands in the way.
    pub fn chair_decides(&self) -> bool {
        if !self.rule.tie_is_the_chairs() || self.is_void() || !self.is_tied() {
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
            return match self.reading() {
                Reading::NoObjection => self.objections.is_empty(),
                Reading::Acclamation => true,
                Reading::Judged(judged) => judged == Some(true),
                Reading::Numbers => false,
            };
        }
        if self.chair_decides() {
            return self.casting == Some(true);
        }
        self.tests().iter().all(|test| test.met)
    }

    /// How many more are needed in the first pass test that fails, or how many too many are against
    /// it; 0 where none does.
    pub fn missing(&self) -> u64 {
        let failing = self.tests().into_iter().find(|t| t.about == About::Pass && !t.met);
        failing.map_or(0, |test| test.missing())
    }
}
