//! The sentences of the record: one for every event, as minutes and log word it.
//!
//! Results are 协商意见, what was agreed in consultation; never a 决议 (docs/domain.md §1.16).

use crate::i18n::messages;

messages! {
    // The session
    planned(title) { "建立会次“{title}”。", "The session \"{title}\" was planned." }
    opened(expected, present, rule) {
        "应到{expected}人，实到{present}人，{rule}，宣布开会。",
        "{expected} expected, {present} present, {rule}; the meeting was opened.",
    }
    quorum_met() { "符合到会要求", "which is a quorum" }
    quorum_met_by(rule) { "符合“{rule}”的要求", "which meets the rule \"{rule}\"" }
    recessed() { "休会。", "The meeting went into recess." }
    recessed_for(length) { "休会{length}。", "The meeting went into recess for {length}." }
    resumed() { "复会。", "The meeting resumed." }
    adjourned() { "散会。", "The meeting adjourned." }
    adjourned_absent(names) { "散会。始终未到的记为缺席：{names}。", "The meeting adjourned. Absent throughout: {names}." }
    changed(settings) { "本次会议的安排改为：{settings}。", "The settings of this meeting were changed: {settings}." }
    chair_taken(name) { "由{name}代行主持。", "{name} took the chair." }
    sealed() { "记录归档。", "The record was archived." }
    // Preparation
    plan_changed(facts) { "会前方案改为：{facts}。", "The plan was changed: {facts}." }
    value(name, value) { "{name}“{value}”", "{name} \"{value}\"" }
    value_taken(name) { "{name}不再填写", "no {name}" }
    checklist(ticks) { "会前清单：{ticks}。", "Checklist: {ticks}." }
    checked(list) { "已落实{list}", "in place: {list}" }
    unchecked(list) { "尚未落实{list}", "not in place: {list}" }
    person_changed(name, fields) { "{name}的登记改为：{fields}。", "The entry of {name} was changed: {fields}." }
    person_removed(id) { "{id}不再参会。", "{id} is no longer invited." }
    roster_taken(count, added, changed, removed) {
        "换用新名单{count}人：增加{added}人，更改{changed}人，减少{removed}人。",
        "A new roster of {count} was taken: {added} added, {changed} changed, {removed} removed.",
    }
    item_removed(no) { "去掉议程第{no}项。", "Agenda item {no} was taken out." }
    // Settings
    set_rule(value) { "表决规则“{value}”", "voting rule \"{value}\"" }
    set_quorum(value) { "到会要求{value}", "quorum {value}" }
    set_groups(value) { "须有代表到会的组别：{value}", "groups that must be there: {value}" }
    set_no_groups() { "不限到会的组别", "no group must be there" }
    set_reached(value) { "达成共识须{value}", "consensus from {value}" }
    set_hard(value) { "达不到{value}为难以达成共识", "consensus unlikely short of {value}" }
    set_tie_fails() { "平局视为未通过", "a tie fails" }
    set_tie_chair() { "平局由主持人决定", "the chair decides a tie" }
    set_limit(kind, value) { "{kind}时限{value}", "time limit of a {kind} {value}" }
    set_times(value) { "讨论每人每项{value}次", "{value} speeches a person and item in discussion" }
    set_no_times() { "讨论不限次数", "any number of speeches in discussion" }
    set_warn(value) { "剩余{value}时提醒", "warning when {value} are left" }
    set_alternate() { "正反交替发言", "stances take turns" }
    set_no_alternate() { "不要求正反交替", "stances need not take turns" }
    set_first() { "未发言者优先", "those who have not spoken go first" }
    set_no_first() { "未发言者不优先", "those who have not spoken do not go first" }
    set_recorder(value) { "记录员{value}", "recorder {value}" }
    set_venue(value) { "地点{value}", "place {value}" }
    set_title(value) { "名称“{value}”", "title \"{value}\"" }
    // The roll
    arrived(names) { "{names}签到。", "{names} signed in." }
    arrived_between(from, count, names) {
        "自{from}起共{count}人签到：{names}。",
        "{count} signed in since {from}: {names}.",
    }
    arrived_late(names) { "{names}到会（迟到）。", "{names} arrived (late)." }
    excused(name, reason) { "{name}请假{reason}。", "{name} is on leave{reason}." }
    marked_absent(names) { "{names}缺席。", "Absent: {names}." }
    departed(name) { "{name}离会。", "{name} departed." }
    returned(name) { "{name}返回会场。", "{name} returned." }
    unmarked(name) { "撤销{name}的签到登记。", "The mark of {name} in the roll was taken back." }
    proxy_given(from, to) { "{from}委托{to}代为表决。", "{from} gave {to} a proxy." }
    counted(expected, present, voters) {
        "清点人数：应到{expected}人，实到{present}人，其中有表决权{voters}人。",
        "Count: {expected} expected, {present} present, {voters} of them with a voting right.",
    }
    walked_in(name, group) { "增加到会人员{name}（{group}）。", "{name} ({group}) came and was added." }
    invited(name, group) { "增加参会人员{name}（{group}）。", "{name} ({group}) was invited." }
    // The agenda
    item_added(no, title) { "增加议程第{no}项：{title}。", "Agenda item {no} was added: {title}." }
    item_started(no, title) { "进入议程第{no}项：{title}。", "Agenda item {no}: {title}." }
    item_finished(no, title) { "议程第{no}项“{title}”结束。", "Agenda item {no}, {title}, ended." }
    item_deferred(no, title, reason) { "议程第{no}项“{title}”暂缓{reason}。", "Agenda item {no}, {title}, was deferred{reason}." }
    item_moved(no, title, to) { "议程第{no}项“{title}”调整到第{to}项的位置。", "Agenda item {no}, {title}, was moved to the place of item {to}." }
    item_moved_before(no, title, next) { "议程第{no}项“{title}”调整到第{next}项之前。", "Agenda item {no}, {title}, was moved before item {next}." }
    item_moved_last(no, title) { "议程第{no}项“{title}”调整到最后。", "Agenda item {no}, {title}, was moved to the end." }
    item_retimed(no, length) { "议程第{no}项的时间改为{length}。", "Agenda item {no} was given {length}." }
    item_retitled(no, title) { "议程第{no}项改名为“{title}”。", "Agenda item {no} was renamed \"{title}\"." }
    item_led(no, name) { "议程第{no}项由{name}负责。", "{name} leads agenda item {no}." }
    item_purposed(no, what) { "议程第{no}项的用途：{what}。", "Agenda item {no} is for: {what}." }
    item_not_led(no) { "议程第{no}项不再指定负责人。", "Nobody is named to lead agenda item {no} any more." }
    // The floor
    requested(name, terms) { "{name}申请发言{terms}。", "{name} asked to speak{terms}." }
    withdrawn(name) { "{name}撤回发言申请。", "{name} withdrew the request to speak." }
    given(name, terms) { "请{name}发言{terms}。", "{name} was given the floor{terms}." }
    limit(length) { "限{length}", "limit {length}" }
    speech(name, group, details) { "{name}（{group}）发言{details}", "{name} ({group}) spoke{details}" }
    speaking(name, group, details) { "{name}（{group}）正在发言{details}", "{name} ({group}) is speaking{details}" }
    point_of_order(name, group, details) { "{name}（{group}）提出程序问题{details}", "{name} ({group}) raised a point of order{details}" }
    spoken_for(length) { "{length}", "{length}" }
    overtime(length) { "超时{length}", "{length} over time" }
    was_stopped() { "被制止", "called to order" }
    time_corrected() { "时间经更正", "time corrected" }
    view_on(stance, no) { "{stance}方案{no}", "{stance} proposal {no}" }
    view_neutral_on(no) { "就方案{no}", "on proposal {no}" }
    view(stance) { "{stance}", "{stance}" }
    amends() { "建议修改", "wants to amend" }
    paused() { "发言暂停。", "The speech was paused." }
    continued() { "发言继续。", "The speech continued." }
    paused_of(name) { "{name}的发言暂停。", "The speech of {name} was paused." }
    continued_of(name) { "{name}继续发言。", "{name} continued." }
    extended(length) { "主持人同意延时{length}。", "The chair extended the time by {length}." }
    finished(name) { "{name}发言结束。", "{name} finished." }
    stopped(name, reason) { "主持人制止{name}的发言：{reason}。", "The chair called {name} to order: {reason}." }
    bumped(name, to) { "{name}调到发言队列第{to}位。", "{name} was put at place {to} of the queue." }
    list_opened() { "开放发言申请。", "The speaker list was opened." }
    list_closed() { "截止发言申请。", "The speaker list was closed." }
    nobody_asked() { "主持人询问还有谁要发言，无人要求发言。", "The chair asked who else would like to speak; nobody did." }
    speech_corrected(name, times) { "更正{name}发言的时间{times}。", "The times of the speech of {name} were corrected{times}." }
    from_time(time) { "自{time}", "from {time}" }
    to_time(time) { "至{time}", "to {time}" }
    // The minutes
    said(name, text) { "{name}发言摘要：{text}", "Summary of {name}: {text}" }
    written(name, group, text) { "{name}（{group}）书面意见：{text}", "Written opinion of {name} ({group}): {text}" }
    corrected(seq, text) { "更正第{seq}号记录：{text}", "Line {seq} was corrected: {text}" }
    struck(seq, reason) { "删去第{seq}号记录（{reason}）。", "Line {seq} was struck ({reason})." }
    // Proposals
    proposed(no, title, text) { "提出方案{no}“{title}”：{text}", "Proposal {no}, \"{title}\": {text}" }
    amended(name, no, text) { "{name}提出修改意见，方案{no}改为：{text}", "{name} amended proposal {no} to read: {text}" }
    frozen(no, title, text) { "宣读方案{no}“{title}”表决稿：{text}", "The voting text of proposal {no}, \"{title}\", was read out: {text}" }
    dropped(no, title, reason) { "方案{no}“{title}”撤回{reason}。", "Proposal {no}, \"{title}\", was dropped{reason}." }
    // Votes
    vote_opened(no, title, method, voters, recused) {
        "对方案{no}“{title}”进行表决，采用{method}，参加表决{voters}人{recused}。",
        "Vote on proposal {no}, \"{title}\", by {method}; {voters} may vote{recused}.",
    }
    recount_opened(no, title, method, voters, recused) {
        "对方案{no}“{title}”重新计票，采用{method}，参加表决{voters}人{recused}。",
        "Recount on proposal {no}, \"{title}\", by {method}; {voters} may vote{recused}.",
    }
    recused_from_this(names) { "，{names}回避", ", recused: {names}" }
    recused(name, no, reason) { "{name}回避方案{no}的表决{reason}。", "{name} is recused from the vote on proposal {no}{reason}." }
    cast(name, choice) { "{name}投票：{choice}。", "{name} voted {choice}." }
    recast(name, choice, was) { "{name}改投：{choice}（原投{was}）。", "{name} changed the vote to {choice} (was {was})." }
    tallied(counts) { "报告票数：{counts}。", "Counts: {counts}." }
    objected(name, reason) { "{name}提出异议{reason}，改为举手表决。", "{name} objected{reason}; a show of hands follows." }
    admitted(name) { "准予{name}参加本次表决。", "{name} was admitted to this vote." }
    closed() { "截止表决。", "The vote was closed." }
    closed_judged_for() { "截止表决，主持人判定同意的占多数。", "The vote was closed; the chair judged that it carries." }
    closed_judged_against() { "截止表决，主持人判定同意的未占多数。", "The vote was closed; the chair judged that it does not carry." }
    casting_for() { "正好半数，主持人决定按达到要求处理。", "Exactly half were for it; the chair decided in favour." }
    casting_against() { "正好半数，主持人决定按未达到要求处理。", "Exactly half were for it; the chair decided against." }
    cancelled(no, reason) { "方案{no}的表决取消：{reason}。", "The vote on proposal {no} was cancelled: {reason}." }
    announced(no, title, result) { "方案{no}“{title}”表决结果：{result}。", "Result on proposal {no}, \"{title}\": {result}." }
    votes_of(choice, n) { "{choice}{n}票", "{choice} {n}" }
    weight_of(n) { "同意权数{n}", "weight for {n}" }
    not_cast(n) { "未投{n}人", "not cast {n}" }
    papers_issued(n) { "发出{n}张", "issued {n}" }
    papers_returned(n) { "收回{n}张", "returned {n}" }
    derived(choice) { "{choice}数由其余推算", "the count {choice} follows from the others" }
    rate(rate) { "同意率{rate}", "approval rate {rate}" }
    enough(ratio, need) { "{ratio}需{need}，达到要求", "{ratio} means {need}: reached" }
    short(ratio, need, missing) { "{ratio}需{need}，还差{missing}，未达到要求", "{ratio} is {need}, {missing} short" }
    by_name(choice, names) { "{choice}：{names}", "{choice}: {names}" }
    nobody_objected() { "无人提出异议", "nobody objected" }
    acclaimed() { "鼓掌通过", "by acclamation" }
    judged_for() { "主持人判定同意的占多数", "the chair judged that it carries" }
    judged_against() { "主持人判定同意的未占多数", "the chair judged that it does not carry" }
    void() { "收回票数多于发出票数，本次表决无效", "more papers came back than were issued, so this vote is void" }
    other_tests_fail() { "其余要求未全部达到", "another requirement is not met" }
    rule_confirmed(rule) { "规则“{rule}”的依据已与现行条文核对。", "The source of the rule \"{rule}\" was compared with the text in force." }
    joined_online(names) { "{names}线上参加，不计入到会人数。", "{names} joined online, not counted as present." }
    handed_in(name, no, way) { "收到{name}对方案{no}的{way}表决票。", "A vote of {name} on proposal {no} came in {way}." }
    handed_in_sealed(name, no, way) {
        "收到{name}对方案{no}的{way}表决票，密封待计票。",
        "A sealed vote of {name} on proposal {no} came in {way}, to be opened at the count."
    }
    served(no, names) { "方案{no}的表决票已送达：{names}。", "The question of proposal {no} was served on {names}." }
    consensus_unlikely() { "难以达成共识", "consensus unlikely" }
    too_many_against(limit, over) { "{limit}，多出{over}", "it asks for {limit}: {over} too many" }
    few_against(limit) { "{limit}，达到", "it asks for {limit}, which is met" }
    written_by(names) { "书面：{names}", "in writing: {names}" }
    online_by(names) { "线上：{names}", "online: {names}" }
    consensus() { "达成共识", "consensus reached" }
    no_consensus() { "未达成共识", "consensus not reached" }
    carried() { "形成协商意见", "which makes it an agreed opinion" }
    not_carried() { "未形成协商意见", "which makes no agreed opinion" }
    // Consensus and outcomes
    gauged(no, support, accept, reserve, neutral, block) {
        "方案{no}意向摸底（不作为表决）：支持{support}人、可接受{accept}人、有保留{reserve}人、中立{neutral}人、不能接受{block}人。",
        "Temperature check on proposal {no} (not a vote): support {support}, accept {accept}, reservations {reserve}, neutral {neutral}, block {block}.",
    }
    reserved(name, no, text) { "{name}对方案{no}保留意见：{text}", "Reservation of {name} on proposal {no}: {text}" }
    settled(no, title, outcome) { "方案{no}“{title}”：{outcome}。", "Proposal {no}, \"{title}\": {outcome}." }
    next_round(date) { "下一轮{date}", "next round {date}" }
    referred_to(to) { "提交{to}作决策参考", "submitted to {to} as a reference for decision" }
    // Follow-up
    assigned(no, title, details) { "落实事项{no}：{title}（{details}）。", "Action {no}: {title} ({details})." }
    lead(value) { "牵头单位{value}", "lead unit {value}" }
    owner(value) { "责任人{value}", "person in charge {value}" }
    with(value) { "配合{value}", "with {value}" }
    due(value) { "完成时限{value}", "due {value}" }
    from_proposal(no) { "来自方案{no}", "from proposal {no}" }
    for_reason(reason) { "理由：{reason}", "because {reason}" }
    adopted(no, title) { "落实事项{no}“{title}”：已采纳。", "Action {no}, {title}: adopted." }
    rejected(no, title, reason) { "落实事项{no}“{title}”：不采纳，{reason}。", "Action {no}, {title}: not adopted, {reason}." }
    progressed(no, title, text) { "落实事项{no}“{title}”进展：{text}", "Action {no}, {title}, progress: {text}" }
    reported(no, title, text) { "落实事项{no}“{title}”反馈：{text}", "Action {no}, {title}, feedback: {text}" }
    completed(no, title) { "落实事项{no}“{title}”办结。", "Action {no}, {title}: completed." }
    // Notice and sign-off
    noticed(from, to, contact) { "公示期{from}至{to}{contact}。", "Public notice from {from} to {to}{contact}." }
    phone(value) { "电话{value}", "phone {value}" }
    mailbox(value) { "意见箱：{value}", "box: {value}" }
    read_back() { "宣读记录要点，征求对记录的意见。", "The record was read back for objections." }
    signed(name, role) { "{name}（{role}）签字确认。", "{name} ({role}) signed." }
    disputed(name, what) { "{name}对记录提出异议：{what}", "{name} disputed the record: {what}" }
    mask_taken_off(text, reason) { "公示中“{text}”不脱敏（{reason}）", "\"{text}\" is not masked in the notice ({reason})" }
    mask_added(text, reason) { "公示中“{text}”予以脱敏（{reason}）", "\"{text}\" is masked in the notice ({reason})" }
    issue_number(n) { "编号{n}", "number {n}" }
    issue_date(date) { "成文日期{date}", "dated {date}" }
    issue_printed(date) { "印发日期{date}", "printed {date}" }
    issue_to(to) { "主送{to}", "to {to}" }
    issue_copies(to) { "抄送{to}", "copies to {to}" }
    issued(name, what) { "{name}：{what}", "{name}: {what}" }
    attached(name, what) { "附入文件“{name}”：{what}", "The file \"{name}\" was attached: {what}" }
    unmasked(reason) { "导出未脱敏的公示，理由：{reason}", "A notice with full names was made, the reason: {reason}" }
    // History
    undone(seq, what) { "撤销第{seq}号记录{what}", "Line {seq} was undone{what}" }
    redone(seq, what) { "恢复第{seq}号记录{what}", "Line {seq} was redone{what}" }
    stands_against(text, with) {
        "{text}（与另一处的第{with}条冲突，以本条为准）",
        "{text} (conflicts with event {with} of another place; this one stands)"
    }
    gives_way(text, with) {
        "{text}（与另一处的第{with}条冲突，以第{with}条为准）",
        "{text} (conflicts with event {with} of another place, which stands)"
    }
    unknown() { "此版本不认识的记录，原样保留。", "A line of a kind that this version does not know; kept as it is." }
}
