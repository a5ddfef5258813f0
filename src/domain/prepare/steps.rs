//! The five steps of a consultation (docs/domain.md §1.6), each by what the record holds of it.

use crate::domain::meeting::Meeting;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    Done,
    /// Its turn has not come.
    ToCome,
    /// Its turn has come or gone and nothing is recorded: a warning, never a block.
    Missing,
}

/// 确立议题, 确定主体, 专题调研, 组织讨论, 公示结果.
pub fn steps(m: &Meeting) -> [StepState; 5] {
    let plan = &m.session.plan;
    let state = |done: bool, due: bool| match (done, due) {
        (true, _) => StepState::Done,
        (false, true) => StepState::Missing,
        (false, false) => StepState::ToCome,
    };
    let topic = !plan.fact("topic_source").is_empty();
    let over = m.session.adjourned_at.is_some();
    [
        state(topic, true),
        state(!m.roll.entries.is_empty(), true),
        state(plan.research.is_some(), true),
        state(over, false),
        state(m.sign_off.notice.is_some(), over),
    ]
}
