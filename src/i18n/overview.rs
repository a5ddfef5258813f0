//! The words of the one-page overview.

use super::messages;

messages! {
    title(id, title) { "{id}  {title}", "{id}  {title}" }
    when(date, phase) { "{date}  {phase}", "{date}  {phase}" }
    roll(expected, present, leave, absent, departed, waiting) {
        "应到{expected}人，实到{present}人，请假{leave}人，缺席{absent}人，离会{departed}人，未到{waiting}人",
        "{expected} expected, {present} present, {leave} on leave, {absent} absent, {departed} departed, {waiting} not arrived"
    }
    quorum_met(need, have) {
        "到会要求：需{need}，现{have}，符合",
        "quorum: {need} needed, {have} here, met"
    }
    quorum_short(need, have) {
        "到会要求：需{need}，现{have}，不符合",
        "quorum: {need} needed, {have} here, not met"
    }
    item(no, state, title) { "议程{no}  {state}  {title}", "item {no}  {state}  {title}" }
    proposal(no, title) { "方案{no}  {title}", "proposal {no}  {title}" }
    vote(method, yes, no, abstain, rate, result) {
        "  {method}：同意{yes}票，反对{no}票，弃权{abstain}票，同意率{rate}，{result}",
        "  {method}: {yes} for, {no} against, {abstain} abstain, approval {rate}, {result}"
    }
    vote_open(method, state) { "  {method}：{state}", "  {method}: {state}" }
    carried() { "达到通过要求", "carried" }
    not_carried() { "未达到通过要求", "not carried" }
    void() { "本次表决无效", "void" }
    outcome(disposition) { "  成果：{disposition}", "  outcome: {disposition}" }
    conflict(seq, with) {
        "第{seq}条与另一处的第{with}条冲突，两条都保留，以第{seq}条为准",
        "Event {seq} conflicts with event {with} of another place; both are kept, event {seq} stands"
    }
    action(no, title, owner, due, status) {
        "落实{no}  {title}（{owner}，{due}前，{status}）",
        "action {no}  {title} ({owner}, by {due}, {status})"
    }
}
