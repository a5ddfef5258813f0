//! What a test needs and lacks, in the few words that a pane of the desk or the hall has for it.

use crate::domain::rule::Measure;
use crate::domain::vote::TestResult;
use crate::i18n::{Lang, explain, ui as words};

/// What it needs of its base; of an objection test what it bears.
pub(super) fn needed(lang: Lang, unit: &str, test: &TestResult) -> String {
    let amount = |n| explain::amount(lang, unit, test.threshold.measure, n);
    match (test.is_objection(), test.threshold.measure) {
        (true, _) => words::amount_at_most(lang, amount(test.need), amount(test.base)),
        (false, Measure::Heads) => words::votes_need(lang, test.need, test.base),
        (false, Measure::Weight) => {
            words::amount_needed(lang, amount(test.need), amount(test.base))
        }
    }
}

/// What it lacks, or by how much too many object.
pub(super) fn short_by(lang: Lang, unit: &str, test: &TestResult) -> String {
    let missing = explain::amount(lang, unit, test.threshold.measure, test.missing());
    match (test.is_objection(), test.threshold.measure) {
        (true, _) => words::amount_over(lang, missing),
        (false, Measure::Heads) => words::votes_missing(lang, test.missing()),
        (false, Measure::Weight) => words::amount_missing(lang, missing),
    }
}
