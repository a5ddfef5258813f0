//! The sentences of refusals: what stands in the way, and what would make it possible.

use crate::i18n::messages;

messages! {
    // The session
    already_planned() {
        "本会次已经建立，不能再建一次；要改变安排请修改设置",
        "this session is already planned; change its settings instead of planning it again",
    }
    not_planned() {
        "还没有会次；请先用会议方案建立会次",
        "there is no session yet; plan one first",
    }
    not_open_yet() {
        "会议还没有开始；请先宣布开会",
        "the meeting has not been opened; open it first",
    }
    already_open() {
        "会议正在进行，这件事只能在开会之前做",
        "the meeting is already open; this can be done only before the opening",
    }
    in_recess() {
        "正在休会；请先复会",
        "the meeting is in recess; resume it first",
    }
    already_adjourned() {
        "会议已经散会，这件事只能在散会之前做；散会若有误，请撤销散会",
        "the meeting has adjourned; undo the adjournment if this must still be done",
    }
    sealed() {
        "记录已经归档，不能再改；以后的情况请记在成果跟踪里，或者另开会次",
        "the record is archived and cannot change; follow the actions up, or plan a new session",
    }
    seal_before_end() { "散会以后才能归档；请先散会", "a record is archived after the end; adjourn first" }
    no_quorum(have, need, missing) {
        "不符合到会要求：需到会{need}，现在到会{have}{missing}；等人到齐后再进行",
        "there is no quorum: {need} must be present and {have} are{missing}; wait until they are here",
    }
    no_quorum_short(short) {
        "，还差{short}",
        ", {short} short",
    }
    no_quorum_groups(groups) {
        "，{groups}没有代表到会",
        ", nobody is here of: {groups}",
    }
    already_chair(name) {
        "{name}已经在主持会议；要更换主持人请另选一人",
        "{name} already chairs; name somebody else to change the chair",
    }
    no_such_rule(id, known) {
        "没有名为“{id}”的规则；现有规则：{known}",
        "there is no rule \"{id}\"; the rules are: {known}",
    }
    bad_setting() {
        "设置的值用不上；比例不能超过全体，时限须在1秒到24小时之间",
        "the setting's value cannot be used; a fraction must not exceed the whole, a limit must lie \
         between 1 second and 24 hours",
    }
    empty_text() {
        "内容是空的；请写上文字",
        "the text is empty; write something",
    }
    too_long(most) {
        "文字太长，最多{most}个字；请缩短或分几次写",
        "the text is too long, at most {most} characters; shorten it or write it in parts",
    }
    not_clean() {
        "文字中有控制字符；请删去后重写",
        "the text holds control characters; write it again without them",
    }
    unruled(seq) {
        "这份记录是从别处来的，第 {seq} 条不符合规则，只可阅读，不能继续；请向来源要原来的记录",
        "this record came from elsewhere and event {seq} does not follow from the rules, so it can only be read; ask its sender for the original one"
    }
    far_time() {
        "时间不在 1970 至 2199 年之间；请核对写下的时间和电脑的时钟",
        "the time is not between 1970 and 2199; check what was written, and this computer's clock"
    }
    bad_duration() {
        "时长超出范围；发言和议程项最长24小时，发言时限不能为零",
        "the duration is out of range; a speech and an agenda item have at most 24 hours, and a \
         speech more than none",
    }
    before_start() {
        "所给时间早于它所接续的事；请给一个不早于前一步的时间",
        "the time lies before what it follows; give one that is not earlier",
    }
    in_future() {
        "所给时间还没有到；请给一个已经过去的时间",
        "the time has not come yet; give one that has passed"
    }
    nothing_to_change() {
        "与现在的内容相同，没有可改的；请写上不同的内容",
        "this is what stands there already; give something different",
    }
    // People
    end_before_start() {
        "结束时间不能早于开始时间；请核对两个时间",
        "the end must come after the start; check both times",
    }
    counted(name) {
        "会议已经开会，{name}的组别、身份、出席类型、表决权和权数不能再改；姓名、单位、电话等仍可更正",
        "the meeting was opened, so the group, tags, role, vote and weight of {name} stand; name, unit, phone and the like can still be put right",
    }
    same_name(name) {
        "参会人员中已有同名的{name}；请写上不同的识别说明",
        "there is another {name}; give each a mark of their own",
    }
    no_such_person(id) {
        "参会人员中没有“{id}”；请核对编号或姓名，或者先邀请此人",
        "no participant is called \"{id}\"; check the id or name, or invite the person first",
    }
    no_such_group(name) {
        "没有“{name}”这个组别；请用名册里已有的组别",
        "there is no group \"{name}\"; use a group of the roster",
    }
    duplicate_id(id, name) {
        "编号{id}已经属于{name}；请换一个编号",
        "the id {id} already belongs to {name}; choose another id",
    }
    nobody_named() {
        "没有指明是谁；请至少选一个人",
        "nobody is named; name at least one person",
    }
    named_twice(name) {
        "{name}写了两次；请只写一次",
        "{name} is named twice; name each person once",
    }
    already_present(name) {
        "{name}已经签到；登记错了请撤销签到",
        "{name} is already signed in; unmark the sign-in if it was wrong",
    }
    not_present(name, status) {
        "{name}现在不在场（{status}）；到会签到后才可以",
        "{name} is not present ({status}); this is possible once they have signed in",
    }
    has_status(name, status) {
        "{name}现在的状态是“{status}”，不能这样登记；请先撤销原来的登记",
        "{name} is marked \"{status}\", which does not allow this; take that mark back first",
    }
    has_ballot(name) {
        "{name}已经投票，不能再这样登记；请先取消这次表决，或者登记为离会",
        "{name} has a ballot cast; cancel that vote first, or mark a departure",
    }
    is_speaking(name) {
        "{name}正在发言；请等发言结束",
        "{name} is speaking; wait until the speech has ended",
    }
    has_spoken(name) {
        "{name}已经发过言，不能撤销签到；中途离开请登记为离会",
        "{name} has spoken, so the sign-in stands; mark a departure if they have left",
    }
    no_vote(name) {
        "{name}没有表决权；只有有表决权的人可以",
        "{name} has no voting right; only those who have one can do this",
    }
    no_proxies(rule) {
        "规则“{rule}”不允许委托；请本人到会，或者改用允许委托的规则",
        "the rule \"{rule}\" allows no proxies; vote in person, or choose a rule that allows them",
    }
    proxy_of_present(name) {
        "{name}可以本人表决，不能委托；离会以后才可以委托别人",
        "{name} can vote in person; a proxy is possible only for somebody who is not there",
    }
    proxy_taken(name) {
        "{name}已经委托了别人；原来的受托人离会后才能另行委托",
        "{name} has already given a proxy; another is possible once its holder has left",
    }
    proxy_cap(name, cap) {
        "{name}最多只能接受{cap}人委托，已经满额；请委托另一位到会的人",
        "{name} may hold at most {cap} proxies and has them; choose another person present",
    }
    // The agenda
    no_such_item(no) {
        "没有第{no}项议程；请核对议程项的编号",
        "there is no agenda item {no}; check its number",
    }
    item_pending(title) {
        "议程项“{title}”还没有开始；请先开始这一项",
        "the agenda item \"{title}\" has not begun; start it first",
    }
    item_active(title) {
        "议程项“{title}”正在进行；请先结束这一项",
        "the agenda item \"{title}\" is under way; finish it first",
    }
    item_done(title) {
        "议程项“{title}”已经完成；要再议请另加一项",
        "the agenda item \"{title}\" is done; add a new item to take it up again",
    }
    item_deferred(title) {
        "议程项“{title}”已经暂缓；请先把它重新排进议程",
        "the agenda item \"{title}\" is deferred; move it back into the agenda first",
    }
    no_next_item() {
        "后面没有待进行的议程项；可以增加一项，或者散会",
        "no agenda item is left; add one, or adjourn",
    }
    no_active_item() {
        "现在没有进行中的议程项；请先开始一项",
        "no agenda item is under way; start one first",
    }
    same_place(no) {
        "第{no}项已经在这个位置；请换一个位置",
        "agenda item {no} stands in that place already; choose another",
    }
    // The floor
    someone_speaking(name) {
        "{name}的发言还没有结束；请先结束发言",
        "{name} still has the floor; end the speech first",
    }
    nobody_speaking() {
        "现在没有人发言；请先请一位发言",
        "nobody is speaking; give somebody the floor first",
    }
    queue_empty() {
        "发言队列是空的；请先登记发言申请，或者直接请人发言",
        "the speaker queue is empty; take a request, or give somebody the floor",
    }
    list_closed() {
        "发言申请已经截止，只接受程序问题；请先重新开放申请",
        "the speaker list is closed to all but points of order; open it first",
    }
    list_already_open() {
        "发言申请本来就开放着；可以直接登记申请",
        "the speaker list is open already; requests can be taken",
    }
    list_already_closed() {
        "发言申请本来就已截止；要再接受申请请重新开放",
        "the speaker list is closed already; open it to take requests",
    }
    already_in_queue(name) {
        "{name}已经在发言队列里；要改申请请先撤回",
        "{name} is in the queue already; withdraw that request to change it",
    }
    not_in_queue(name) {
        "{name}不在发言队列里；请先登记发言申请",
        "{name} is not in the queue; take a request first",
    }
    times_used(name, times) {
        "{name}在这项议程的讨论中已经发言{times}次，次数用完；可以放宽次数，或者以别的方式发言",
        "{name} has spoken {times} times in the discussion of this item, which is the limit; raise \
         the limit, or give the floor for another kind of speech",
    }
    no_such_place(to, places) {
        "发言队列没有第{to}位；可以排在第1到第{places}位",
        "the queue has no place {to}; its places are 1 to {places}",
    }
    already_paused() {
        "发言已经暂停；请让发言继续",
        "the speech is paused already; let it continue",
    }
    not_paused() {
        "发言没有暂停；要停表请先暂停",
        "the speech is not paused; pause it first",
    }
    no_such_speech(seq) {
        "第{seq}号记录不是一次发言；请选请人发言的那一条",
        "line {seq} is not a speech; choose the line that gave the floor",
    }
    // The minutes
    has_not_spoken(name) {
        "{name}还没有发言；发言以后才能记摘要，书面的请记为书面意见",
        "{name} has not spoken; a summary needs a speech, a written opinion can be recorded as such",
    }
    nobody_spoke() {
        "还没有人发言；有了发言才能记摘要，其他情况请写记事",
        "nobody has spoken yet; a summary needs a speech, write a note for anything else",
    }
    no_such_line(seq) {
        "记录里没有第{seq}号这一行，或者它不能更正；请核对行号",
        "the minutes have no line {seq} that can be corrected; check its number",
    }
    edited_meanwhile(seq, text) {
        "第{seq}号这一行刚被别人改成“{text}”；两份文字都在，看过之后再做一次，就以你的为准",
        "line {seq} was changed by somebody else to “{text}”; both texts are kept; look at it and do yours again to put it in its place",
    }
    struck_meanwhile(seq) {
        "第{seq}号这一行刚被别人删去；你的文字还在，再做一次就恢复这一行",
        "line {seq} was struck by somebody else; your text is kept; do it again to bring the line back",
    }
    // Proposals
    no_such_proposal(no) {
        "没有方案{no}；请核对编号，或者先提出方案",
        "there is no proposal {no}; check its number, or propose it first",
    }
    proposal_dropped(no) {
        "方案{no}已经撤回；要再议请重新提出",
        "proposal {no} was dropped; propose it anew to take it up again",
    }
    already_frozen(no) {
        "方案{no}的表决稿已经确定；要改文字请先提修改意见",
        "the voting text of proposal {no} is settled already; amend it to change the words",
    }
    proposal_carried(no) {
        "方案{no}已经表决通过，文字不能再动；不同意见请记为保留意见，或者提出新方案",
        "proposal {no} has been carried and its text stands; record a reservation, or make a new \
         proposal",
    }
    // Votes
    vote_open(no) {
        "方案{no}的表决还没有结束；请先宣布结果或者取消表决",
        "the vote on proposal {no} is not finished; announce or cancel it first",
    }
    no_open_vote() {
        "现在没有进行中的表决；请先提请表决",
        "no vote is under way; open one first",
    }
    vote_still_open() {
        "表决还没有截止；请先截止表决再宣布结果",
        "the vote is still open; close it before announcing the result",
    }
    vote_closed() {
        "表决已经截止，不能再增减；要重新表决请先取消",
        "the vote is closed to changes; cancel it to vote anew",
    }
    vote_announced() {
        "表决结果已经宣布，不能再改；有疑问可以重新计票",
        "the result is announced and stands; ask for a recount if it is in doubt",
    }
    vote_cancelled() {
        "这次表决已经取消；请重新提请表决",
        "this vote was cancelled; open a new one",
    }
    weight_needs_recorded(rule, method) {
        "规则“{rule}”要按权数计算，不能用{method}；请改用记名票决",
        "the rule \"{rule}\" adds up weights, which a vote by {method} cannot give; take a recorded ballot",
    }
    class_needs_recorded(rule, method) {
        "规则“{rule}”对一部分人单独计票，{method}分不出来；请改用记名票决",
        "the rule \"{rule}\" counts a class by itself, which a vote by {method} cannot tell; take a recorded ballot",
    }
    not_of_part(name) {
        "{name}不在这次表决的范围内；这次只由有关的一部分人表决",
        "{name} is not one of those whose vote this is; only the people concerned vote",
    }
    chair_is_silent(name) {
        "按规则，主持人{name}不参加投票；票数相同由主持人决定的，用casting",
        "under this rule {name} does not vote as the chair; to decide a tie use casting",
    }
    choice_forbidden(rule, choice) {
        "规则“{rule}”不允许{choice}；请改选，或者改用允许的规则",
        "the rule \"{rule}\" does not allow {choice}; choose another, or a rule that allows it",
    }
    way_not_taken(rule, way) {
        "规则“{rule}”不计{way}的票；请改用允许的规则，或者本人到会",
        "the rule \"{rule}\" does not count votes {way}; choose a rule that does, or vote in the room",
    }
    votes_in_person(name) {
        "{name}在会场，请当场表决；书面票只用于不在场的人",
        "{name} is in the room and votes there; a written vote is for somebody who is not",
    }
    already_handed_in(name) {
        "{name}对这一方案已经交过票；交错了请撤销原来那一次，记名表决中可用ballot改票",
        "{name} has handed in a vote on this already; undo that if it was wrong, or change a recorded ballot",
    }
    handed_in_by_name(no) {
        "方案{no}已经收到写明意见的书面票，不能再无记名表决；请改用记名票决，或者撤销后只登记收到密封票",
        "named written votes are in on proposal {no}, so the vote cannot be secret; take a recorded ballot, or undo them and note sealed envelopes",
    }
    nothing_to_confirm(rule) {
        "规则“{rule}”在本次会议没有待核对的依据；请核对编号，或者它已经核对过",
        "nothing of the rule \"{rule}\" waits to be confirmed in this session; check its id, or it was confirmed before",
    }
    silence_is_none(rule) {
        "规则“{rule}”不把不答复计入任何意见，不必登记送达；请核对规则的silent",
        "under the rule \"{rule}\" silence counts as nothing, so nobody needs to be served; check \"silent\" of the rule",
    }
    no_such_paper(no) {
        "方案{no}没有用同一种方式表决、等待宣布的票；同一张票上的方案要依次表决再一起宣布",
        "there is no vote on proposal {no}, taken the same way, that waits to be announced; proposals on one paper are counted one after another",
    }
    papers_differ(no) {
        "发出、收回的票数和同一张票上的方案{no}不同；请核对",
        "the papers issued or returned are not those of proposal {no} on the same paper; check them",
    }
    weights_missing() {
        "规则要按权数计算，票面带权数；请补充各项的权数，如 for_weight=340.5",
        "the rule adds up weights, which the papers bear; give them too, as for_weight=340.5",
    }
    no_weights(method) {
        "{method}没有带权数的票；请去掉权数，或者改用无记名投票、记名票决",
        "a vote by {method} has no papers with weights; leave them out, or take a secret or recorded ballot",
    }
    weight_off(choice) {
        "{choice}的票数和权数对不上：有票必有权数，没有票就没有权数；请核对",
        "votes and weight of {choice} do not fit: where there are papers there is weight, and none without; check them",
    }
    weight_sum_off(sum, all) {
        "各项权数合计{sum}，参加表决的人权数合计{all}，对不上；请核对",
        "the weights add up to {sum}, those of everyone voting to {all}; check them",
    }
    nobody_votes() {
        "没有人可以参加这次表决；有表决权的人到会以后才能表决",
        "nobody may take part in this vote; it needs somebody present with a voting right",
    }
    already_recused(name, no) {
        "{name}已经回避方案{no}；不必重复登记，登记错了请撤销",
        "{name} is recused from proposal {no} already; undo that if it was wrong",
    }
    is_recused(name, no) {
        "{name}回避方案{no}的表决，可以发言但不能投票；要投票须先撤销回避",
        "{name} is recused from proposal {no} and may speak but not vote; undo the recusal first",
    }
    not_admitted(name) {
        "{name}在表决开始以后才到会；请主持人先准予参加这次表决",
        "{name} came after the vote had opened; admit them to this vote first",
    }
    already_admitted(name) {
        "{name}已经可以参加这次表决；不必再准予",
        "{name} may take part in this vote already; there is nobody to admit",
    }
    no_ballots(method) {
        "{method}不逐人记票；请录入票数，要逐人记票请改用记名票决",
        "a vote by {method} takes no single ballots; enter the counts, or take a recorded ballot",
    }
    same_ballot(name) {
        "{name}已经这样投了；要改票请选另一项",
        "{name} has voted so already; choose another vote to change it",
    }
    no_tally(method) {
        "{method}不用录入票数；请直接截止表决，要计数请改用举手表决",
        "a vote by {method} takes no counts; close the vote, or take a show of hands",
    }
    tally_missing() {
        "票数不全；举手表决至少报两项，无记名票决三项都要报",
        "counts are missing; a show of hands needs two of the three, a secret ballot all three",
    }
    tally_stands() {
        "票数已经录入，不能再增减参加表决的人；请先取消这次表决",
        "the counts are in, so nobody can join or leave the vote; cancel it first",
    }
    box_opened() {
        "无记名票已经清点过，此后增减参加表决的人会暴露选票；请取消这次表决，重新投票",
        "the secret papers have been counted once; changing who votes now would tell a ballot: cancel this vote and vote again"
    }
    sum_over(sum, base, off) {
        "票数加起来是{sum}，比参加表决的{base}人多{off}；请重新核对票数",
        "the counts add up to {sum}, {off} more than the {base} who vote; check them",
    }
    sum_under(sum, base, off) {
        "票数加起来是{sum}，比参加表决的{base}人少{off}；没有投票的请记为未投",
        "the counts add up to {sum}, {off} fewer than the {base} who vote; enter who did not vote as \
         not cast",
    }
    papers_missing() {
        "无记名票决要有发出和收回的票数；请补上这两个数",
        "a secret ballot needs the papers issued and returned; enter both",
    }
    issued_over(issued, base) {
        "发出{issued}张票，多于参加表决的{base}人；发票数不能超过{base}",
        "{issued} papers were issued to {base} voters; issue at most {base}",
    }
    returned_off(returned, sum) {
        "收回{returned}张票，而各项加起来是{sum}；请重新核对，两数须相等",
        "{returned} papers were returned but their votes add up to {sum}; count again until both agree",
    }
    judgement_missing() {
        "口头表决要由主持人判定；请说明是否通过，或者改为清点人数",
        "a voice vote needs the chair's judgement; say whether it carries, or count hands",
    }
    judgement_not_asked(method) {
        "{method}由票数决定，不用主持人判定；请直接截止表决",
        "a vote by {method} is decided by its numbers, not judged by the chair; simply close the vote",
    }
    not_no_objection(method) {
        "这次是{method}，不用提异议；请在表决中投反对",
        "this is a vote by {method}, which takes no objections; vote against it instead",
    }
    tie_undecided() {
        "正好半数，按规则由主持人决定；请主持人先作决定",
        "exactly half are for it and the rule asks the chair; the chair must decide first",
    }
    no_tie() {
        "没有需要主持人决定的平局；只有表决截止、正好半数且规则要求时才由主持人决定",
        "there is no tie for the chair to decide; that needs a closed vote with exactly half for it \
         under a rule that asks the chair",
    }
    nothing_to_recount() {
        "没有可以重新计票的表决；只有最近一次已宣布结果的表决可以",
        "there is nothing to recount; only the latest vote can be, once it is announced",
    }
    // Consensus and outcomes
    gauge_empty() {
        "意向摸底没有数字；请至少录入一项",
        "the temperature check has no numbers; enter at least one",
    }
    outcome_without_vote(no) {
        "方案{no}还没有表决结果，不能确定为达成共识；请先表决",
        "proposal {no} has no result yet, so consensus cannot be stated; vote on it first",
    }
    outcome_against_vote(no) {
        "方案{no}的表决没有达到要求，不能确定为达成共识；可以持续协商，或者提交作决策参考",
        "the vote on proposal {no} fell short, so consensus cannot be stated; continue, or refer it",
    }
    same_outcome(no) {
        "方案{no}的协商结果本来就是这样；要更改请选另一种",
        "this is the outcome of proposal {no} already; choose another to change it",
    }
    date_before_session(date) {
        "日期早于开会日期；请选{date}或以后的日期",
        "the date lies before the session; choose {date} or later",
    }
    // Follow-up, notice, sign-off
    no_such_action(no) {
        "没有第{no}项落实事项；请核对编号",
        "there is no action {no}; check its number",
    }
    action_pending(no) {
        "第{no}项落实事项还没有采纳；请先采纳",
        "action {no} is still pending; adopt it first",
    }
    action_adopted(no) {
        "第{no}项落实事项已经采纳；下一步请记录落实进展",
        "action {no} is adopted already; record its progress next",
    }
    action_rejected(no) {
        "第{no}项落实事项未被采纳，到此为止；要办请另立一项",
        "action {no} was not adopted and ends there; assign a new one to take it up",
    }
    action_in_progress(no) {
        "第{no}项落实事项正在落实；下一步请反馈或者办结",
        "action {no} is being carried out; give feedback or complete it next",
    }
    action_reported(no) {
        "第{no}项落实事项已经反馈；下一步可以办结",
        "action {no} has its feedback; it can be completed next",
    }
    action_completed(no) {
        "第{no}项落实事项已经办结；要再办请另立一项",
        "action {no} is completed; assign a new one to do more",
    }
    bad_attachment(most) {
        "附件缺名称、说明或校验值，或者太大；请补全，并不超过{most} MB",
        "an attachment lacks its name, what it is or its hash, or is too large; give them, and at most {most} MB",
    }
    too_many_attachments(most, size) {
        "一场会最多附入{most}个文件，共{size} MB；请压缩图片，或把几个合成一个",
        "a session has at most {most} attachments and {size} MB of them; make pictures smaller, or put several into one",
    }
    notice_backwards() {
        "公示的截止日期早于开始日期；请把两个日期调过来",
        "the notice ends before it begins; swap the dates",
    }
    already_signed(name) {
        "{name}已经签字；不必再签，有不同意见请记为异议",
        "{name} has signed already; record a dispute if they disagree",
    }
    // History
    nothing_to_undo() {
        "这个终端没有可以撤销的操作；要撤销别处的操作请指明记录号",
        "this terminal has nothing to undo; name the line to undo an act of another",
    }
    nothing_to_redo() {
        "没有可以恢复的操作；只有本终端刚撤销的才能恢复",
        "there is nothing to redo; only what this terminal has undone can be redone",
    }
    no_such_event(seq) {
        "没有第{seq}号记录；请核对记录号",
        "the record has no line {seq}; check its number",
    }
    depends_on_unknown(seq) {
        "这取决于第{seq}条，那一条由更新版本写入，本版本读不懂；请升级 yishi 后再做",
        "it depends on event {seq}, which a newer version wrote and this one does not understand; upgrade yishi to do it"
    }
    cannot_undo(seq) {
        "第{seq}号记录不能撤销；撤销过的请用恢复，会议方案请修改设置",
        "line {seq} cannot be undone; redo what was undone, or change the plan's settings",
    }
    already_undone(seq) {
        "第{seq}号记录已经撤销；要恢复请用恢复",
        "line {seq} is undone already; redo it to have it back",
    }
    depends(seq, later, why) {
        "第{later}号记录以第{seq}号为前提{why}；请先撤销第{later}号",
        "line {later} depends on line {seq}{why}; undo line {later} first",
    }
    depends_why(why) {
        "（否则：{why}）",
        " (otherwise: {why})",
    }
    // Access
    others_act(seq, role) {
        "第{seq}号不是本终端做的，“{role}”终端只能撤销自己的；请由主持人撤销",
        "act {seq} was not done at this terminal, and a terminal of the {role} takes back its own only; ask the chair",
    }
    not_allowed(role) {
        "“{role}”终端不能做这件事；请在主持人的终端上做",
        "a terminal of the {role} may not do this; do it at the chair's terminal",
    }
}
