//! What an agenda item is for, read from its title where the plan does not say it.
//!
//! Only a convenience for the suggested next step: a wrong guess costs a key, never a rule. The
//! words are data of the field, in both languages.

use crate::domain::session::ItemKind;

/// What titles say, the more telling words first: a title that names several is of the first.
const HINTS: [(&[&str], ItemKind); 10] = [
    (&["散会", "签字", "宣读记录", "closing", "sign-off"], ItemKind::Closing),
    (&["宣布结果", "责任分工", "保留意见", "results"], ItemKind::Results),
    (&["表决稿", "归纳", "drafting", "voting text"], ItemKind::Drafting),
    (&["表决", "投票", "vote", "voting"], ItemKind::Voting),
    (&["签到", "到会情况", "sign-in", "roll call"], ItemKind::SignIn),
    (&["议事规则", "议程", "ground rules"], ItemKind::Rules),
    (&["回应", "答复", "response"], ItemKind::Responses),
    (&["讨论", "协商议事", "discussion"], ItemKind::Discussion),
    (&["陈述", "发言", "statement"], ItemKind::Statements),
    (&["说明", "调研", "通报", "介绍", "briefing", "field study"], ItemKind::Briefing),
];

/// The kind that a title suggests.
pub(crate) fn kind(title: &str) -> Option<ItemKind> {
    let title = title.to_lowercase();
    let hit = |words: &[&str]| words.iter().any(|word| title.contains(word));
    HINTS.iter().find(|(words, _)| hit(words)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_agenda_is_understood() {
        let titles = [
            ("签到确认，宣布到会情况", ItemKind::SignIn),
            ("宣布议题、议程和议事规则，推选监票人", ItemKind::Rules),
            ("议题说明和调研情况通报", ItemKind::Briefing),
            ("利益相关方陈述", ItemKind::Statements),
            ("职能部门回应", ItemKind::Responses),
            ("自由讨论", ItemKind::Discussion),
            ("归纳方案，宣读表决稿", ItemKind::Drafting),
            ("逐项表决", ItemKind::Voting),
            ("宣布结果，记录保留意见，明确责任分工", ItemKind::Results),
            ("宣读记录要点，签字确认，散会", ItemKind::Closing),
        ];
        for (title, expected) in titles {
            assert_eq!(kind(title), Some(expected), "{title}");
        }
        assert_eq!(kind("茶歇"), None);
    }
}
