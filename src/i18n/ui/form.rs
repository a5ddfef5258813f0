//! Labels, hints and faults of forms.

use crate::i18n::messages;

messages! {
    person() { "人员", "Person" }
    kind() { "类别", "Kind" }
    on() { "针对", "About" }
    on_none() { "不限方案", "no proposal" }
    on_proposal(no) { "方案{no}", "proposal {no}" }
    limit() { "限时", "Limit" }
    limit_hint() { "可不填；如 2分钟", "may stay empty; such as 2m" }
    stance() { "立场", "Stance" }
    reason() { "原因", "Reason" }
    seconds() { "时间", "Time" }
    seconds_hint() { "如 2分钟、90秒", "such as 2m, 90s" }
    minutes_or_seconds() { "分钟还是秒？", "minutes or seconds?" }
    fault_bare(n) { "是{n}分钟还是{n}秒？按 1 是分钟，按 2 是秒", "{n} minutes or {n} seconds? Press 1 for minutes, 2 for seconds" }
    in_minutes(n) { "{n}分钟", "{n}m" }
    in_seconds(n) { "{n}秒", "{n}s" }
    restored_form() {
        "这是上次没有填完的内容，请核对；不要就按 Esc",
        "this is what was being filled in when the program ended: check it, or press Esc to drop it"
    }
    leave_form() { "再按一次 Esc 就不要已填的内容；按别的键接着填", "Esc once more drops what was filled in; any other key goes on" }
    read_as(what) { "即{what}", "= {what}" }
    day_of_week(date, day) { "{date}（{day}）", "{day}, {date}" }
    text() { "内容", "Text" }
    place() { "排到第几位", "Place" }
    title() { "标题", "Title" }
    before() { "排在第几项之前", "Before item" }
    before_hint() { "可不填，排在最后", "may stay empty: at the end" }
    purpose() { "用途", "For" }
    kind_by_title() { "看标题", "as its title says" }
    title_purpose(no) { "第{no}项的用途", "What item {no} is for" }
    own_rules() { "自己的规则", "Your own rules" }
    listed_hint() { "打字查找，上下键选", "Type to search, arrows choose" }
    optional() { "可不填", "optional" }

    method() { "表决方式", "Method" }
    in_favour() { "同意", "For" }
    against() { "反对", "Against" }
    abstain() { "弃权", "Abstain" }
    abstain_hint() { "不填则按到会人数推算", "left empty, it follows from the rest" }
    invalid() { "无效", "Invalid" }
    issued() { "发出", "Issued" }
    returned() { "收回", "Returned" }
    judged() { "主持人判断", "The chair finds" }
    judged_pass() { "同意的多", "more are for" }
    judged_fail() { "反对的多", "more are against" }
    casting() { "主持人决定", "The chair decides" }
    casting_pass() { "通过", "for" }
    casting_fail() { "不通过", "against" }

    disposition() { "处理", "Outcome" }
    addressee() { "提交给", "Refer to" }
    next_date() { "下一轮日期", "Next round" }
    date_hint() { "如 12月5日、下周三", "such as 5 Dec" }
    lead() { "牵头单位", "Lead unit" }
    owner() { "责任人", "In charge" }
    with() { "配合单位", "Together with" }
    due() { "完成时限", "Due" }
    from_proposal() { "来自方案", "From proposal" }
    from() { "开始", "From" }
    to() { "结束", "To" }
    phone() { "电话", "Phone" }
    mailbox() { "意见箱", "Box" }
    role() { "身份", "As" }
    what() { "异议内容", "Objection" }
    lean_support() { "支持", "Support" }
    lean_accept() { "可接受", "Can accept" }
    lean_reserve() { "有保留", "Reservations" }
    lean_neutral() { "中立", "Neutral" }
    lean_block() { "不能接受", "Cannot accept" }
    live_lean(sum) { "合计{sum}人，不作为表决", "{sum} in all; this is not a vote" }

    fault_empty() { "请填写", "needs a value" }
    fault_unvoted() { "没有表决，请写明原因", "there was no vote: say why" }
    reason_short() { "到会人数不足，未表决", "too few were present for a vote" }
    fault_number() { "请填数字", "needs a number" }
    fault_time() { "看不懂这个时间，如 2分钟、90秒、1:30", "not a time; such as 2m, 90s or 1:30" }
    fault_clock() { "请按 时:分 填写，如 14:05", "needs a time of day, such as 14:05" }
    clock_hint() { "时:分:秒", "h:m:s" }
    fault_date() { "看不懂这个日期，如 2026-12-31、12月31日、明天", "not a day; such as 2026-12-31, 31 Dec or tomorrow" }
    fault_person() { "请选一个人", "choose somebody" }

    title_times(name) { "{name}发言的起止时间", "Times of {name}'s speech" }
    title_extend() { "延时", "Extend" }
    title_stop(name) { "制止{name}发言", "Call {name} to order" }
    title_request() { "申请发言", "Request to speak" }
    title_give() { "请谁发言", "Give the floor to" }
    title_bump(name) { "{name}排到", "Place of {name}" }
    title_recess() { "休会", "Recess" }
    title_vote(no) { "表决方案{no}", "Vote on proposal {no}" }
    title_tally(no, base) { "方案{no}计票（{base}人表决）", "Count of proposal {no} ({base} vote)" }
    title_judge(no) { "方案{no}口头表决", "Voice vote on proposal {no}" }
    title_tie(no) { "方案{no}票数相等", "Proposal {no} is tied" }
    title_cancel(no) { "取消方案{no}的表决", "Cancel the vote on proposal {no}" }
    title_settle(no) { "方案{no}的处理", "Outcome of proposal {no}" }
    title_action() { "落实事项", "Action" }
    title_notice() { "公示安排", "Public notice" }
    title_sign() { "签字", "Sign" }
    title_gauge(no) { "方案{no}意向摸底", "Temperature check on proposal {no}" }
    title_dispute() { "对记录有异议", "Dispute of the minutes" }
    title_reserve(no) { "对方案{no}的保留意见", "Reservation on proposal {no}" }
    title_say(name) { "{name}的发言摘要", "Summary of {name}'s speech" }
    title_note() { "记一笔", "Note" }
    title_defer(no) { "暂缓第{no}项", "Defer item {no}" }
    title_add() { "增加议程项", "Add an item" }
    title_retime(no) { "第{no}项的时间", "Time of item {no}" }
    title_lead(no) { "第{no}项由谁负责", "Who leads item {no}" }
    lead_of_item() { "负责人", "Lead" }
    title_retitle(no) { "第{no}项的标题", "Title of item {no}" }
    title_progress(no) { "事项{no}的进展", "Progress of action {no}" }
    title_reject(no) { "不采纳事项{no}", "Reject action {no}" }
    title_report(no) { "事项{no}的反馈", "Feedback on action {no}" }
}
