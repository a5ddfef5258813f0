//! What the figures over a period and the list of follow-up actions are called.

use super::messages;

messages! {
    title() { "协商议事统计", "Consultation meetings in figures" }
    period(from, to) { "{from}至{to}", "{from} to {to}" }
    period_from(from) { "{from}起", "from {from}" }
    period_to(to) { "至{to}", "up to {to}" }
    period_all() { "全部会次", "all sessions" }
    item() { "项目", "item" }
    number() { "数量", "number" }
    share() { "占比", "share" }
    people() { "会次和参会", "Sessions and participants" }
    held() { "已召开会次", "sessions held" }
    planned() { "已计划未召开", "planned, not held" }
    expected() { "应到人次", "expected, in all" }
    came() { "实到人次", "came, in all" }
    group_came(group) { "其中{group}", "of them {group}" }
    outcomes() { "处理结果", "Outcomes" }
    settled() { "已有处理的方案", "proposals settled" }
    follow_up() { "落实情况", "Follow-up" }
    actions() { "落实事项", "actions" }
    completed() { "已办结", "completed" }
    in_time() { "按时办结（占已办结和逾期）", "in time (of completed and overdue)" }
    overdue() { "逾期未办结", "overdue" }
    rejected() { "不采纳", "rejected" }
    no_actions() { "没有落实事项。", "There are no follow-up actions." }
    no_overdue() { "没有逾期的落实事项。", "Nothing is overdue." }
    is_contested(status) { "{status}（各处记录有冲突）", "{status} (places conflict)" }
    is_overdue(status) { "{status}，逾期", "{status}, overdue" }
    col_session() { "会次", "session" }
    col_no() { "序号", "no." }
    col_title() { "事项", "action" }
    col_lead() { "牵头单位", "lead unit" }
    col_owner() { "责任人", "in charge" }
    col_due() { "完成时限", "due" }
    col_status() { "状态", "status" }
}
