//! Words of a plan that goes on from an earlier session.

use crate::i18n::messages;

/// What shows that brackets behind a title hold a round.
pub const ROUND_MARKS: [&str; 2] = ["轮", "round "];

messages! {
    round_title(title, n) { "{title}（第{n}轮）", "{title} (round {n})" }
    open_actions(n) { "通报上一轮督办事项进展（{n}件）", "Actions of the round before ({n})" }
    reservations(n) { "听取上一轮保留意见（{n}条）", "Reservations of the round before ({n})" }
}
