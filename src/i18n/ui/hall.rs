//! Words of the hall view, read across a room: few and plain.

use crate::i18n::messages;

messages! {
    back() { "回主持台", "back to the desk" }
    back_help() { "离开投屏，回到主持台", "leaves the hall view for the desk" }
    leave_hint() { "Esc 返回", "Esc goes back" }
    next(names) { "接下来：{names}", "Next: {names}" }
    more(n) { "等{n}人", " … ({n})" }
    vote_on(no) { "表决 方案{no}", "Vote on proposal {no}" }
    running(method) { "正在{method}", "{method}, under way" }
    may_vote() { "有表决权", "may vote" }
    voters(n) { "有表决权 {n}人", "{n} may vote" }
    closed() { "表决结束，等待宣布结果", "Voting has ended; the result will be announced" }
    counts(yes, no, none) {
        "同意 {yes}    反对 {no}    弃权 {none}",
        "For {yes}    Against {no}    Abstaining {none}",
    }
    no_vote() { "本方案未表决", "not voted on" }
    resumes(time) { "{time} 复会", "resumes at {time}" }
    ended() { "散会", "The session has ended" }
}
