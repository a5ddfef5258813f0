//! The fixed words of documents: titles, labels, headings, table heads (docs/domain.md §5, §7).

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
    and_online(n) { "，线上参加{n}人（不计入实到）", ", {n} online (not among those who came)" }
    joined_online() { "线上参加", "Online" }
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
    topic_screening() { "筛选结果", "Screening" }
    previous() { "承接会次", "Goes on from" }
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
    disputes() { "对记录的异议", "Disputes of the record" }
    signatures() { "签字确认", "Sign-off" }
    signed_at(name, time) { "{name}（{time}已确认）", "{name} (confirmed {time})" }
    corrected() { "已更正", "corrected" }
    as_tabled(text) { "提出时：{text}", "as tabled: {text}" }
    as_amended(by, text) { "修改后{by}：{text}", "As amended{by}: {text}" }
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
    col_proposal_no() { "方案", "No." }
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

    // The summary
    summary_title(title) { "{title}纪要", "Summary: {title}" }
    masthead() { "协商议事会纪要", "Consultation Meeting Summary" }
    summary_number(year, no) { "〔{year}〕{no}号", "No. {no} of {year}" }
    copies_to() { "抄送", "Copies to" }
    printed_on(date) { "{date}印发", "issued {date}" }
    organizers() { "组织方", "The organizers" }
    at_place(place) { "在{place}", " at {place}" }
    summary_held(when, host, at, title) { "{when}，{host}{at}召开“{title}”。", "{when}: {host} held the meeting \"{title}\"{at}." }
    summary_chaired(names) { "会议由{names}主持。", "{names} chaired." }
    summary_lead() { "会议按照议事规则进行协商，现将情况纪要如下。", "The meeting consulted under its ground rules; this is its summary." }
    topic_origin() { "议题由来", "Origin of the topic" }
    topic_scope() { "涉及范围", "Scope" }
    topic_from(source) { "议题来自{source}。", "The topic came from: {source}." }
    topic_touches(scope) { "涉及{scope}。", "It concerns: {scope}." }
    studied(date, summary) { "会前开展专题调研{date}：{summary}", "A field study{date} found: {summary}" }
    held_as(forms, round) { "本次协商形式为{forms}，{round}。", "Held as {forms}, round {round}." }
    deliberation() { "协商过程", "Deliberation" }
    spoken(people, count, length) {
        "共有{people}人发言{count}次，用时{length}，主要意见如下。",
        "{people} people spoke {count} times, {length} in all. In substance:",
    }
    reserved_by(name) { "{name}保留意见", "Reservation of {name}" }
    voters_are(n) { "参加表决{n}人", "{n} voting" }
    recused_are(n) { "回避{n}人", "{n} recused" }
    notice_period(from, to) { "公示期为{from}至{to}。", "Public notice from {from} to {to}." }
    to_be_summed_up(count, for_it, against, amend) {
        "（待整理：本项发言{count}次，其中赞成{for_it}次、反对{against}次、提出修改意见{amend}次。请记录人按共识、分歧归纳后填入。）",
        "(To be written up: {count} speeches on this item, {for_it} for, {against} against, {amend} with amendments. The recorder is to state common ground and differences here.)",
    }
    differed(for_it, against) {
        "对本方案存在分歧：{for_it}人发言赞成，{against}人发言反对。",
        "Views on this proposal differ: {for_it} people spoke for it, {against} against.",
    }
    all_for(n) { "会上{n}人发言赞成本方案。", "Speakers for this proposal: {n}; nobody spoke against it." }
    all_against(n) { "会上{n}人发言反对本方案。", "Speakers against this proposal: {n}; nobody spoke for it." }
    reserved_by_some(count, texts) { "有{count}人保留意见：{texts}", "Reservations ({count}): {texts}" }
    group_attendance() { "分组到会", "By group" }
    group_came(group, came) { "{group}{came}", "{group}: {came}" }
    of_them(told) { "其中，{told}", "Of them, {told}" }
    attached_file(what, name, size, print) { "{what}（{name}，{size} KB，SHA-256 {print}…）", "{what} ({name}, {size} KB, SHA-256 {print}…)" }
    draft_mark() { "草稿", "DRAFT" }
    no_unit() {
        "没有落款单位：请在计划里写承办单位（host_unit），或在 documents/zh-CN.toml 写 unit",
        "nobody issues this paper: name the host_unit in the plan, or unit in documents/en.toml",
    }
    no_number() { "\u{3000}", "__" }
    sheet_of(number, sheet) { "{number}之{sheet}", "{number}, sheet {sheet}" }
    seal_here() { "（盖章）", "(seal)" }
    seal_of_lead() { "承办单位（盖章）", "Seal of the lead unit" }
    // The sign-in sheet
    signin_name() { "签到表", "Sign-in sheet" }
    signin_title(title) { "{title}签到表", "Sign-in sheet: {title}" }
    col_group() { "组别", "Group" }
    col_name() { "姓名", "Name" }
    col_unit() { "单位及职务", "Unit and post" }
    col_phone() { "联系电话", "Phone" }
    col_weight() { "权数", "Weight" }
    with_vote() { "有表决权", "with vote" }
    without_vote() { "无表决权", "without vote" }
    col_signature() { "签名", "Signature" }
    col_arrived() { "到会时间", "Arrived" }
    col_note() { "备注", "Note" }
    // The tally sheet
    tally_title() { "计票单", "Tally sheet" }
    no_votes() { "本次会议没有进行表决。", "There was no vote at this meeting." }
    voting_text() { "表决稿", "Voting text" }
    rule() { "表决规则", "Voting rule" }
    vote_time() { "表决时间", "Time of the vote" }
    how_it_comes() { "结果说明", "How the result comes about" }
    none() { "—", "-" }
    present_at() { "到会人数", "Present" }
    entitled() { "应有表决权", "Entitled" }
    valid() { "有效票", "Valid" }
    weight_taking_part() { "参与权数", "Weight taking part" }
    counted_for() { "计入后同意", "For, as counted" }
    counted_against() { "计入后反对", "Against, as counted" }
    weight_against() { "反对的权数", "Weight against" }
    taking_part_by(way) { "其中{way}", "Of these {way}" }
    weight_for() { "同意权数", "Weight for" }
    of_base(value, base) { "{value}（{base}）", "{value} ({base})" }
    teller() { "计票人", "Teller" }
    scrutineer() { "监票人", "Scrutineer" }
    // The consultation opinion
    opinion_title(title) { "{title}协商意见书", "Consultation opinion: {title}" }
    no_referred() { "本次会议没有提交作决策参考的方案。", "No proposal of this meeting was submitted as a reference for decision." }
    whom_it_concerns() { "有关单位", "To whom it may concern" }
    to_unit(unit) { "{unit}：", "{unit}:" }
    referred(day, title, names) {
        "{day}召开的“{title}”就{names}进行了协商，难以达成共识。",
        "The meeting \"{title}\" of {day} consulted on {names}; a consensus is unlikely to be reached.",
    }
    opinion_lead() { "现将各方意见报送，供决策参考。", "The views of all sides are submitted as a reference for decision." }
    participants() { "参加人员", "Participants" }
    common_ground() { "共同意见", "Common ground" }
    nothing_agreed() { "没有达成共识的事项。", "Nothing was agreed by consensus." }
    both_sides() { "双方理由", "Reasons of both sides" }
    reasons_for() { "赞成的理由", "Reasons for" }
    reasons_against() { "反对的理由", "Reasons against" }
    reasons_to_amend() { "修改意见", "Amendments" }
    other_views() { "其他意见", "Other views" }
    nobody_spoke() { "会上无人就此发言。", "nobody spoke to this at the meeting." }
    suggestion() { "建议", "Suggestion" }
    opinion_request() {
        "建议结合上述意见研究决定，并将决定及理由反馈协商议事会。",
        "Please decide with these views in mind, and tell the meeting the decision and its reasons.",
    }
    to_be_done(title, lead, due) { "{title}（牵头单位：{lead}；完成时限：{due}）", "{title} (lead unit: {lead}; due: {due})" }
    attachments() { "附件", "Attachments" }
    minutes_name() { "会议记录", "Minutes" }
    // The public notice
    notice_title(title) { "{title}协商结果公示", "Public notice of the results: {title}" }
    notice_lead() {
        "按照协商议事工作要求，现将协商结果公示如下。公示期内有意见的，可以按下列方式反映。",
        "The results of the consultation are made public here. Views may be sent in during the period below.",
    }
    basic_facts() { "基本情况", "The meeting" }
    topic_name() { "议题", "Topic" }
    came_of(expected, came) { "应到{expected}人，实到{came}人", "{expected} expected, {came} came" }
    agreed_items() { "达成共识的事项", "What was agreed" }
    other_items() { "其他事项", "Other items" }
    period() { "公示期和意见反映", "Period and where to send views" }
    no_period() { "公示期尚未确定。", "The period has not been set yet." }
    notice_period_label() { "公示期", "Period" }
    from_day_to_day(from, to) { "{from}至{to}", "{from} to {to}" }
    notice_places() { "公示地点", "Shown at" }
    mailbox() { "意见箱", "Box" }
    // Follow-up
    orders_title() { "督办单", "Follow-up order" }
    order_of(day, title) {
        "{day}召开的“{title}”确定以下落实事项，由你单位牵头办理。",
        "The meeting \"{title}\" of {day} agreed on the following action, which your unit leads.",
    }
    order_lead() {
        "请在完成时限前办理，将采纳、进展和反馈情况填写在下表，送回落款单位。",
        "Please carry it out by the due date, write adoption, progress and feedback into the form, and send it back to the unit below.",
    }
    no_actions() { "本次会议没有确定落实事项。", "No action was agreed at this meeting." }
    proposal_no(no) { "方案{no}", "Proposal {no}" }
    received_by() { "签收人", "Received by" }
    owner_signs() { "责任人", "Person in charge" }
    tracking_title(title) { "{title}成果跟踪表", "Follow-up of results: {title}" }
    issuer() { "填报单位", "Issued by" }
    col_adopted() { "采纳情况", "Adopted" }
    col_progress() { "进展", "Progress" }
    col_feedback() { "反馈", "Feedback" }
    col_closed() { "办结", "Closed" }
    page_of(page, pages) { "第{page}页 共{pages}页", "Page {page} of {pages}" }
    sheet() { "表", "Sheet" }
    date_format() { "yyyy\"年\"m\"月\"d\"日\"", "d mmmm yyyy" }
    printed_pages() { "&C第&P页 共&N页", "&CPage &P of &N" }
    // The end of the record
    read_back_at(time) { "会议记录于{time}当场宣读。", "The record was read back at {time}." }
    not_read_back() { "会议记录尚未宣读。", "The record has not been read back." }
    no_disputes() { "宣读后无人提出异议。", "Nobody disputed it." }
    sealed() { "会议记录已归档。", "The record is archived." }
    changed_from(old, when, who) {
        "更正：原文“{old}”，{when}由{who}更正",
        "corrected: before \"{old}\", {when} by {who}"
    }
    struck_since(when, who, reason) {
        "已删去：{when}由{who}，理由：{reason}",
        "struck: {when} by {who}, because: {reason}"
    }
    lapsed() {
        "签字后记录有更正，此签字只针对原文，待重新签字",
        "the record was changed since; this signature stands for the text before, until it is given again"
    }
    line_remark(text, remark) { "{text}（说明：{remark}）", "{text} (remark: {remark})" }
    drifted() { "已更正，此后事件有变，请核对", "corrected; the event has changed since, please check" }
}

/// A heading of the second level: `（一）陈述`, `(1) Statements`.
pub(crate) fn numbered_second(lang: Lang, no: u32, heading: &str) -> String {
    let no = terms::ordinal(lang, no);
    match lang {
        Lang::Zh => format!("（{no}）{heading}"),
        Lang::En => format!("({no}) {heading}"),
    }
}

/// A heading with its number: `一、会议经过`, `1. Proceedings`.
pub(crate) fn numbered(lang: Lang, no: u32, heading: &str) -> String {
    let no = terms::ordinal(lang, no);
    match lang {
        Lang::Zh => format!("{no}、{heading}"),
        Lang::En => format!("{no}. {heading}"),
    }
}

/// A label before its value in running text.
pub(crate) fn labelled(lang: Lang, label: &str, value: &str) -> String {
    label.to_owned() + &terms::colon(lang, value)
}

/// A paper by its name in the language, for what is told of it; an unknown one as it is.
pub(crate) fn name_of(lang: Lang, key: &str) -> String {
    let names = NAMES.iter().find(|(known, _, _)| *known == key);
    names.map_or_else(
        || key.to_owned(),
        |(_, zh, en)| {
            match lang {
                Lang::Zh => *zh,
                Lang::En => *en,
            }
            .to_owned()
        },
    )
}

/// Every document by the word of the command line, in both languages.
const NAMES: &[(&str, &str, &str)] = &[
    ("minutes", "会议记录", "minutes"),
    ("summary", "会议纪要", "summary"),
    ("signin", "签到表", "sign-in sheet"),
    ("tally", "计票单", "tally sheet"),
    ("opinion", "协商意见书", "consultation opinion"),
    ("notice", "公示", "public notice"),
    ("orders", "督办单", "follow-up orders"),
    ("tracking", "成果跟踪表", "follow-up of results"),
    ("invitation", "会议通知", "invitation"),
    ("cues", "主持词", "chair's words"),
    ("ballots", "表决票", "ballots"),
    ("cards", "座位牌", "seat cards"),
    ("contacts", "参会人员名册", "contact list"),
    ("news", "会议简报", "news item"),
    ("report", "协商成果报告", "report"),
    ("result-notice", "落实结果公示", "notice of results"),
    ("reminders", "催办通知", "reminders"),
    ("reply", "答复函", "replies"),
    ("survey", "意见征集表", "survey"),
    ("dossier", "卷内目录", "contents of the file"),
    ("register", "会次台账", "register"),
    ("journal", "事件日志", "journal"),
    ("session", "会次状态", "session"),
];
/// Whether somebody votes, where their role does not say it.
pub(crate) fn right(lang: Lang, vote: bool) -> String {
    if vote { with_vote(lang) } else { without_vote(lang) }
}
