//! The fixed words of documents: titles, labels, headings, table heads (DOMAIN §5, §7).

use crate::i18n::{Lang, messages, terms};

messages! {
    minutes_title(title) { "{title}会议记录", "Minutes: {title}" }
    draft() { "会议尚未散会，以下是到目前为止的记录。", "The meeting has not adjourned; this is the record so far." }
    not_opened() { "会议尚未开始。", "The meeting has not been opened." }
    session_no() { "会次编号", "Session" }
    time() { "时间", "Time" }
    from_to(date, start, end) { "{date} {start}至{end}", "{date}, {start} to {end}" }
    from_open(date, start) { "{date} {start}开始", "{date}, from {start}" }
    place() { "地点", "Place" }
    organizer() { "组织", "Organizer" }
    host_unit() { "承办", "Host" }
    chair() { "主持人", "Chair" }
    acting_chair() { "代行主持", "Acting chair" }
    recorder() { "记录人", "Recorder" }
    tellers() { "计票人", "Tellers" }
    scrutineers() { "监票人", "Scrutineers" }
    numbers() { "到会情况", "Attendance" }
    numbers_are(expected, came, leave, absent) {
        "应到{expected}人，实到{came}人，请假{leave}人，缺席{absent}人",
        "{expected} expected, {came} came, {leave} on leave, {absent} absent",
    }
    numbers_pending(expected, came, leave, absent, pending) {
        "应到{expected}人，实到{came}人，请假{leave}人，缺席{absent}人，未到{pending}人",
        "{expected} expected, {came} came, {leave} on leave, {absent} absent, {pending} not arrived",
    }
    attending() { "出席", "Attending" }
    sitting_in() { "列席", "Sitting in" }
    on_leave() { "请假", "On leave" }
    absent() { "缺席", "Absent" }
    late() { "迟到", "Late" }
    departed() { "中途离会", "Left early" }
    arrived_at(time) { "{time}到会", "arrived {time}" }
    left_at(time) { "{time}离会", "left {time}" }
    topic_area() { "议题领域", "Area of the topic" }
    topic_source() { "议题来源", "Source of the topic" }
    topic_proposers() { "提出人", "Proposed by" }
    round() { "协商轮次", "Round" }
    round_is(n) { "第{n}轮", "{n}" }
    research() { "专题调研", "Field study" }
    rules() { "议事规则", "Ground rules" }
    topic() { "议题和方案", "Topic and proposals" }
    proposal(no, title) { "方案{no}“{title}”", "Proposal {no}, \"{title}\"" }
    course() { "会议经过", "Proceedings" }
    votes() { "表决情况", "Votes" }
    explained(no, method) { "方案{no}，{method}：", "Proposal {no}, {method}:" }
    outcomes() { "协商结果", "Outcomes" }
    reservations() { "保留意见", "Reservations" }
    actions() { "落实事项", "Actions" }
    notice() { "公示", "Public notice" }
    written_opinions() { "书面意见", "Written opinions" }
    disputes() { "对记录的异议", "Disputes of the record" }
    signatures() { "签字确认", "Sign-off" }
    signed_at(name, time) { "{name}（{time}已确认）", "{name} (confirmed {time})" }
    corrected() { "已更正", "corrected" }
    legal_vote() { "需依法另行表决", "needs a vote by law elsewhere as well" }
    dropped() { "已撤回", "dropped" }
    no_outcome() { "尚未确定协商结果", "no outcome has been stated yet" }
    fingerprint(seq, print) {
        "记录指纹：{print}（截至第{seq}号记录）",
        "Fingerprint of the record: {print} (as of line {seq})",
    }
    opinion_note() {
        "表决结果是本次会议的协商意见，不代替依法作出的决定。",
        "The results are what was agreed in consultation; they do not replace a decision by law.",
    }
    col_no() { "序号", "No." }
    col_proposal() { "方案", "Proposal" }
    col_method() { "方式", "Method" }
    col_voters() { "参加表决", "Voters" }
    col_recused() { "回避", "Recused" }
    col_issued() { "发出", "Issued" }
    col_returned() { "收回", "Returned" }
    col_not_cast() { "未投", "Not cast" }
    col_rate() { "同意率", "Rate" }
    col_result() { "结果", "Result" }
    col_action() { "事项", "Action" }
    col_lead() { "牵头单位", "Lead unit" }
    col_owner() { "责任人", "In charge" }
    col_with() { "配合", "With" }
    col_due() { "完成时限", "Due" }
    col_from() { "来自方案", "From proposal" }
    col_status() { "状态", "Status" }
}

/// A heading with its number: `一、会议经过`, `1. Proceedings`.
pub fn numbered(lang: Lang, no: u32, heading: &str) -> String {
    let no = terms::ordinal(lang, no);
    match lang {
        Lang::Zh => format!("{no}、{heading}"),
        Lang::En => format!("{no}. {heading}"),
    }
}

/// A label before its value in running text.
pub fn labelled(lang: Lang, label: &str, value: &str) -> String {
    label.to_owned() + &terms::colon(lang, value)
}
