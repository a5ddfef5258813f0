//! Words of a plan that goes on from an earlier session.

use crate::i18n::messages;

/// The title without the round that an earlier one put behind it.
pub(crate) fn bare_title(title: &str) -> &str {
    let zh = title.strip_suffix("轮）").and_then(|t| t.rsplit_once("（第"));
    let en = title.strip_suffix(')').and_then(|t| t.rsplit_once(" (round "));
    zh.or(en).map_or(title, |(bare, _)| bare)
}

messages! {
    round_title(title, n) { "{title}（第{n}轮）", "{title} (round {n})" }
    open_actions(n) { "通报上一轮落实事项进展（{n}件）", "Actions of the round before ({n})" }
    reservations(n) { "听取上一轮保留意见（{n}条）", "Reservations of the round before ({n})" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_do_not_pile_up_in_titles() {
        assert_eq!(bare_title("停车（第二轮）"), "停车");
        assert_eq!(bare_title("停车（夜间）"), "停车（夜间）");
        assert_eq!(bare_title("Parking (round 2)"), "Parking");
        assert_eq!(bare_title("第三轮"), "第三轮");
    }
}
