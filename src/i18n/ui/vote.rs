//! Words of the vote screen: states, counting, the ballot grid, results, its acts and forms.

use crate::i18n::messages;

messages! {
    title_line(no, title) { "方案{no}  {title}", "Proposal {no}: {title}" }
    voting_text() { "表决稿", "Voting text" }
    draft_text() { "方案文本（表决稿未定）", "Text (not yet the voting text)" }
    dropped(reason) { "已撤回：{reason}", "dropped: {reason}" }
    dropped_plain() { "已撤回", "dropped" }
    not_frozen() { "未定稿", "text not settled" }
    ready() { "待表决", "to be voted on" }
    running(method) { "{method}，进行中", "{method}, open" }
    closed(method) { "{method}，待宣布", "{method}, closed" }
    passed() { "通过", "carried" }
    failed() { "未通过", "not carried" }
    void() { "表决无效", "void" }
    cancelled(reason) { "已取消：{reason}", "cancelled: {reason}" }
    since(time) { "{time}开始", "since {time}" }
    announced_at(time) { "{time}宣布", "announced {time}" }
    recount() { "重新表决", "repeated" }

    counted(yes, no, none) { "同意{yes}  反对{no}  弃权{none}", "{yes} for, {no} against, {none} abstaining" }
    also_invalid(n) { "  无效{n}", ", {n} invalid" }
    also_not_cast(n) { "  未投{n}", ", {n} not cast" }
    derived(choice) { "（{choice}为推算）", " ({choice} derived)" }
    not_counted() { "尚未计票", "Not counted yet" }
    electorate(n) { "参加表决{n}人", "{n} may vote" }
    papers(issued, returned) { "发出{issued}  收回{returned}", "{issued} issued, {returned} returned" }
    papers_valid(valid, invalid) { "有效{valid}  无效{invalid}", "{valid} valid, {invalid} invalid" }
    totals_after_close() { "截止表决后显示票数", "The totals are shown once the vote is closed" }
    void_loud(returned, issued) {
        "表决无效：收回{returned}张，多于发出的{issued}张",
        "THE VOTE IS VOID: {returned} papers came back of {issued} issued",
    }
    void_next() { "票数不作数。宣布无效后重新表决，或取消。", "Its numbers count for nothing. Announce it as void and vote again, or cancel." }
    need(amount, base) { "需{amount}，{base}", "needs {amount} of {base}" }
    need_number(amount) { "需{amount}", "needs {amount}" }
    at_most(amount, base) { "不超过{amount}，{base}", "at most {amount} of {base}" }
    has(amount) { "现有{amount}", "now {amount}" }
    too_many(amount) { "多出{amount}", "{amount} too many" }
    those_for() { "同意", "for" }
    those_against() { "反对", "against" }
    by_heads() { "按人数", "by heads" }
    by_weight() { "按权数", "by weight" }
    waiting(n, no) {
        "有{n}次表决待宣布，先宣布方案{no}",
        "{n} votes wait to be announced, proposal {no} first",
    }
    also_follow(n) { "  从众{n}", ", {n} as the others" }
    took_part() { "参加表决", "took part" }
    missing(amount) { "还差{amount}", "{amount} more needed" }
    enough() { "已达到要求", "enough" }
    cast_of(cast, of) { "已投{cast}人，共{of}人", "{cast} of {of} have voted" }
    hear_objections() { "有异议的请提出，按 F8 记下", "Any objection? F8 records it" }
    judge_hint() { "由主持人听声判断", "The chair judges by ear" }
    judged_for() { "主持人判断：同意的多", "The chair finds more for it" }
    judged_against() { "主持人判断：反对的多", "The chair finds more against it" }
    by_acclamation() { "鼓掌通过，没有票数", "by acclamation, without numbers" }
    without_objection() { "没有异议", "without objection" }
    closed_next() { "已截止，待宣布", "Closed, to be announced" }
    tie_next() { "票数正好一半，由主持人决定", "Exactly half: the chair decides" }
    result_counts(rate) { "同意率 {rate}", "{rate} for" }

    explained() { "基数和算法", "How it is worked out" }
    explained_ahead() { "如果现在表决", "If it were voted on now" }
    cannot_now(reason) { "现在不能表决：{reason}", "No vote now: {reason}" }
    earlier() { "以前的表决", "Earlier votes" }
    earlier_line(time, method, result) { "{time} {method}：{result}", "{time} {method}: {result}" }
    votes_short(yes, no, none) { "同意{yes} 反对{no} 弃权{none}", "{yes} for, {no} against, {none} abstaining" }
    recused_head() { "回避", "Recused" }
    reservations_head() { "保留意见", "Reservations" }
    reservation_line(name, text) { "{name}：{text}", "{name}: {text}" }
    settled(what) { "处理：{what}", "Outcome: {what}" }
    more_below(n) { "下面还有{n}行，Tab 后上下翻看", "{n} more lines: Tab, then arrows" }

    grid_title(no, title) { "方案{no} 记名票决  {title}", "Recorded ballot on proposal {no}: {title}" }
    grid_keys() {
        "1 同意  2 反对  3 弃权  4 无效    方向键选人  Esc 离开",
        "1 for  2 against  3 abstain  4 invalid    arrows choose  Esc leaves",
    }
    grid_done() { "都投过了，可以截止表决", "All have voted: the vote can be closed" }
    grid_no_view() { "投票时数字是选项；按 Esc 离开后再换画面", "Digits are ballots here: Esc first, then change the view" }
    by_proxy(holder) { "由{holder}代投", "cast by {holder}" }
    follow_label() { "从众", "As the others" }
    weight_label(choice) { "{choice}的权数", "Weight {choice}" }
    fault_weight() { "请填数，最多四位小数，如 340.5", "give a number with four decimals at most, like 340.5" }
    grid_keys_follow() {
        "1 同意  2 反对  3 弃权  4 无效  5 从众    方向键选人  Esc 离开",
        "1 for  2 against  3 abstain  4 invalid  5 as others    Esc leaves",
    }
    not_cast_label() { "未投", "Not cast" }
    rule_label() { "规则", "Rule" }
    own_rule() { "这场会的规则", "The rule of this session" }
    not_cast() { "未投", "not cast" }

    live_left(sum, base, left) { "已报{sum}，共{base}，还有{left}", "{sum} of {base} called, {left} left" }
    live_derived(choice, n) { "{choice} {n}（推算）", "{choice} {n} (derived)" }
    live_sum(sum) { "合计{sum}，相符", "the sum is {sum}, as it must be" }
    live_papers(returned, valid, invalid) { "收回{returned} = 有效{valid} + 无效{invalid}，相符", "{returned} returned = {valid} valid + {invalid} invalid" }

    act_take() { "表决、计票", "vote, count" }
    act_take_help() { "对选中的方案：开始表决，或计票、投票", "on the chosen proposal: opens a vote, or counts it" }
    act_open() { "表决", "vote" }
    act_open_help() { "选表决方式，开始表决", "chooses the method and opens a vote" }
    act_tally() { "计票", "count" }
    act_tally_help() { "填票数；记名票决时逐人投票", "takes the counts, or the ballots of a recorded vote" }
    act_close() { "截止", "close" }
    act_close_help() { "截止表决；口头表决时由主持人判断", "closes the vote; the chair judges a voice vote" }
    act_announce() { "宣布", "announce" }
    act_announce_help() { "宣布结果", "announces the result" }
    act_cancel() { "取消表决", "cancel" }
    act_cancel_help() { "取消这次表决，写明原因", "cancels the vote, with the reason" }
    act_recuse() { "回避", "recuse" }
    act_recuse_help() { "某人对选中的方案回避", "takes somebody out of the vote on the chosen proposal" }
    act_object() { "异议", "object" }
    act_object_help() { "无异议通过时记下异议，改为举手表决", "records an objection, which turns into a show of hands" }
    act_admit() { "补入", "admit" }
    act_admit_help() { "让表决开始后到会的人参加", "lets somebody who came during the vote take part" }
    act_recount() { "重新计票", "recount" }
    act_recount_help() { "对刚宣布的表决重新表决一次", "takes the announced vote once more" }
    act_reserve() { "保留意见", "reserve" }
    act_settle() { "处理", "outcome" }
    act_freeze() { "定稿", "settle text" }
    act_freeze_help() { "把选中方案的文本定为表决稿", "makes the chosen proposal's text the voting text" }
    act_amend() { "修改文本", "amend" }
    act_amend_help() { "改选中方案的文本，记下谁提的", "changes the chosen proposal's text, with who asked for it" }
    act_propose() { "新方案", "propose" }
    act_propose_help() { "增加一个方案", "adds a proposal" }
    act_drop() { "撤回方案", "drop" }
    act_drop_help() { "撤回选中的方案，可写明原因", "takes the chosen proposal back, with the reason if there is one" }
    act_casting() { "主持人决定", "decide tie" }
    act_casting_help() { "票数相等且规则允许时，由主持人决定", "the chair decides an exact tie where the rule says so" }

    title_recuse(no) { "方案{no}：谁回避", "Recusal from proposal {no}" }
    title_object() { "谁有异议", "Who objects" }
    title_admit() { "补入表决", "Admit to the vote" }
    title_amend(no) { "修改方案{no}", "Amend proposal {no}" }
    title_drop(no) { "撤回方案{no}", "Drop proposal {no}" }
    title_propose() { "新方案", "New proposal" }
    proposed_by() { "谁提出", "Asked for by" }
    nobody_to_admit() { "没有表决开始后到会的人", "nobody came while the vote is open" }
    no_vote_open() { "没有正在进行的表决", "no vote is open" }
}
