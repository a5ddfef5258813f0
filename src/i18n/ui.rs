//! The words of the screen: labels, states, hints. Titles of acts stand in `acts`; `term` is
//! `i18n::terms`, the one place of the field's terms.

pub(crate) mod acts;
pub(crate) mod export;
pub(crate) mod form;
pub(crate) mod hall;
pub(crate) mod minutes;
pub(crate) mod prepare;
pub(crate) mod roll;
pub(crate) mod terminals;
pub(crate) mod vote;

pub(crate) use super::terms as term;

use super::messages;

messages! {
    app_name() { "议事", "yishi" }
    too_small(columns, rows) {
        "窗口太小：至少60列16行（现在{columns}列{rows}行）。放大以前，按键不起作用。",
        "The window is too small: at least 60 by 16 (now {columns} by {rows}). Keys do nothing until it is larger.",
    }
    small_hint() { "请放大窗口", "Enlarge it" }
    comma() { "，", ", " }
    list_comma() { "、", ", " }
    of_group(group) { "（{group}）", " ({group})" }

    checking() { "核对", "check" }
    saved() { "已存", "saved" }
    saving() { "存储中", "saving" }
    not_saved() { "未存", "NOT SAVED" }
    read_only(reason) {
        "没有存上：{reason}。录入的内容还在，可以再试。",
        "Not saved: {reason}. What you typed is kept; try again.",
    }
    not_saved_banner(reason, key) {
        "没有存上，现在只能查看，每2秒重试；{key} 另存到别处。{reason}",
        "Not saved; reading only for now, tried again every 2 s; {key} saves elsewhere. {reason}",
    }
    read_only_banner() {
        "存储只能读（只读的盘，或没有权限），现在只能查看，什么都记不下来",
        "The store can only be read (a read-only disk, or no permission): look only, nothing can be recorded"
    }
    undecided_loss_banner(key) {
        "记录有丢失或改动，现在只能查看；{key} 查看并决定",
        "Records are lost or altered, reading only for now; {key} to see and decide",
    }
    only_read() { "只读", "read only" }
    writable() { "磁盘又可以写了：没存上的请再做一次", "The disk can be written again: do again what was not saved" }
    damaged_first() { "记录有丢失，先决定是否继续", "records are lost: decide first whether to go on" }
    nothing_lost() { "没有丢失", "nothing is lost" }
    mended_title() { "存储检查", "the store was checked" }
    loss_title() { "记录有丢失", "records are lost" }
    loss_ask() {
        "请先用备份或打印件核对。现在只能查看；要在缺口之后继续记录，请确认，这一决定会写进会议记录。",
        "Compare a backup or a printout first. It can only be read now; to go on after the gap, confirm: the decision becomes a line of the minutes."
    }
    loss_hint() { "回车或1 只查看，2 确认并继续记录", "Enter or 1: only read, 2: confirm and go on" }
    rescue_title() { "另存到哪个文件夹", "Save to which folder" }
    rescue_hint() { "回车写入，Esc 取消；可以是U盘", "Enter writes, Esc goes back; a USB stick will do" }
    no_thread(why) { "系统没有给出线程（{why}）：请关掉一些程序再试", "the system could not start another task ({why}): close some programs and try again" }
    given_up() { "已取消，什么也没有写", "cancelled: nothing was written" }
    rescued(path) { "已写到 {path}", "Written to {path}" }
    rescue_failed(why) { "没有写成：{why}", "Not written: {why}" }
    broken_record(reason) {
        "收到的记录接不上：{reason}。请退出后重新打开。",
        "The record received does not continue ours: {reason}. Leave and open it again.",
    }
    nobody_speaks() { "没有人要发言", "nobody wishes to speak" }
    reading_on() { "空格下一页，向上键回一页，Esc 不念了", "Space: next page, Up: page back, Esc: leave" }
    reading_last(what) { "空格 念完了，{what}；向上键回一页，Esc 不做", "Space: read out, {what}; Up: back, Esc: leave" }
    reading_place(at, of) { "第{at}页，共{of}页", "page {at} of {of}" }
    reading_rules() { "宣读议事规则", "The ground rules" }
    reading_text(no, title) { "宣读表决稿：方案{no} {title}", "The voting text: proposal {no}, {title}" }
    reading_points() { "宣读记录要点", "The points of the minutes" }
    purpose_is(what) { "用途：{what}", "for: {what}" }
    item_number(no) { "议程第{no}项", "item {no}" }
    item_place(at, of) { "议程 {at}/{of}", "item {at}/{of}" }
    space_key() { "空格", "Space" }
    esc_space() { "Esc 空格", "Esc Space" }

    key_space() { "空格", "Space" }
    not_here() { "这个画面里没有", "not on this screen" }
    no_session() { "还没有打开会次", "no session is open" }
    no_such_view() { "本终端没有这个画面", "this terminal does not have that view" }
    nothing_chosen() { "没有选中任何一项", "nothing is chosen" }
    nobody_found() { "没有找到", "nobody found" }
    nothing_to_do() { "现在没有要做的", "nothing to do now" }
    cannot(title, reason) { "{title}：{reason}", "{title}: {reason}" }

    reading(done, total, left) {
        "正在读取记录 {done}/{total} · 约剩{left} · Esc 取消，Ctrl-Q 退出",
        "Reading the record {done}/{total} · about {left} left · Esc goes back, Ctrl-Q quits",
    }
    reading_start(done, total) {
        "正在读取记录 {done}/{total} · Esc 取消，Ctrl-Q 退出",
        "Reading the record {done}/{total} · Esc goes back, Ctrl-Q quits",
    }

    opening_store() {
        "正在打开存储，按过的键随后执行 · Ctrl-Q 退出",
        "Opening the store; what you press is done then · Ctrl-Q quits",
    }

    home_title() { "会次", "Sessions" }
    home_empty() { "还没有会次。按 F2 新建，或按 3 打开演示会次。", "No sessions yet. F2 makes one, 3 opens the sample session." }
    home_hint() { "上下键选择，回车打开", "Arrows choose, Enter opens" }
    not_handed_in(n) { "{n} 个会次还没有上交（yishi send）", "{n} sessions not handed in (yishi send)" }
    overdue_head(n) { "逾期事项（{n}）", "Overdue actions ({n})" }
    coming_head() { "近期会议", "Coming up" }
    next_round_of(title) { "{title}（下一轮）", "{title} (next round)" }
    days_late(n) { "逾期{n}天", "{n}d overdue" }
    days_ahead(n) { "还有{n}天", "in {n}d" }
    today() { "今天", "today" }
    action_of(title, owner) { "{title}（{owner}）", "{title} ({owner})" }
    col_date() { "日期", "Date" }
    col_title() { "议题", "Topic" }
    col_state() { "状态", "State" }
    col_id() { "编号", "Id" }

    agenda_head() { "议程", "Agenda" }
    planned_short() { "计划", "Plan" }
    real_short() { "实际", "Took" }
    minutes_unit(n) { "{n}分", "{n} min" }
    projected_end(time) { "预计 {time} 结束", "ends about {time}" }
    ended_at(time) { "{time} 散会", "adjourned at {time}" }
    behind(span) { "落后{span}", "{span} behind" }
    ahead(span) { "提前{span}", "{span} ahead" }
    span_minutes(n) { "{n}分钟", "{n} min" }
    span_hours(h, m) { "{h}小时{m}分钟", "{h} h {m} min" }
    span_days(d) { "{d}天", "{d} days" }
    on_time() { "按计划", "on time" }
    start_short() { "开始", "Start" }
    stance_line(stance, n) { "{stance}{n}", "{stance} {n}" }
    share_line(speeches, time) { "{speeches}次 {time}", "{speeches} speeches {time}" }
    share_line_one(time) { "1次 {time}", "1 speech {time}" }
    read_back_at(time) { "{time} 已宣读", "read back at {time}" }
    not_read_back() { "记录还没有宣读", "not read back yet" }
    steps() { "步骤", "steps" }
    screens() { "画面", "screens" }
    screen_keys() { "1…9", "1…9" }
    to_the_desk() { "主持台", "desk" }
    presides(name) { "主持 {name}", "{name} presides" }
    of_options(n) { "（共{n}种，Tab 到这一栏可换）", "(one of {n}; Tab here to change it)" }
    only_chair_leads() { "下一步由主持人来做；这个终端可以签到、排发言、写记录", "the chair takes the next step; here the roll, the queue and the minutes can be kept" }
    palette_line() { "这是一行会议命令，回车执行", "a line of the session script: Enter runs it" }
    palette_refused(why) { "这是一行会议命令，现在不能执行：{why}", "a line of the session script, which cannot run now: {why}" }
    palette_elsewhere(screen, text) { "到“{screen}”：{text}", "{screen}: {text}" }
    drift() { "偏差", "Drift" }
    lead_is(name) { "负责：{name}", "led by {name}" }
    starts_at(time) { "计划 {time} 开始", "planned for {time}" }
    deferred_because(reason) { "暂缓：{reason}", "deferred: {reason}" }
    no_agenda() { "没有议程", "No agenda" }

    presence_head() { "到会", "Attendance" }
    expected_present(expected, present) { "应到{expected} 实到{present}", "{present}/{expected} here" }
    on_leave_n(n) { " 请假{n}", ", {n} on leave" }
    voters_n(present, entitled) { "有表决权 到会{present}人，共{entitled}人", "{present} of {entitled} voters here" }

    floor_head() { "发言", "Floor" }
    speaker_none() { "无人发言", "Nobody is speaking" }
    left() { "剩余", "left" }
    overtime() { "超时", "overtime" }
    warning_time() { "即将到时", "nearly up" }
    paused() { "暂停", "paused" }
    limit_of(time) { "限时{time}", "of {time}" }
    used_of(time) { "已用{time}", "{time} used" }
    waiting_behind(name) { "{name}待继续", "{name} is waiting" }
    next_head() { "下一位", "Next" }
    queue_head(n) { "发言队列（{n}）", "Speaker queue ({n})" }
    on_deck() { "已排定", "lined up" }
    queue_empty() { "无人申请发言", "nobody asks to speak" }
    list_closed() { "已停止报名", "list closed" }
    history_head(n) { "已发言（{n}）", "Speeches ({n})" }
    unheard_head(n) { "没有发过言的代表对象（{n}）", "Interests not yet heard: {n}" }
    share_head() { "用时", "Time" }
    no_speeches() { "还没有人发言", "nobody has spoken" }
    not_spoken_head(n) { "未发言 {n}人", "Not yet spoken: {n}" }
    all_spoken() { "到会的都已发言", "everyone here has spoken" }
    minutes_head() { "记录", "Minutes" }
    minutes_none() { "还没有记录", "no minutes yet" }

    vote_head(no, method) { "方案{no} {method}", "Proposal {no}, {method}" }
    votes_counted(yes, no, none) {
        "同意{yes} 反对{no} 弃权{none}",
        "{yes} for, {no} against, {none} abstaining",
    }
    votes_need(need, base) { "需{need}票，基数{base}", "needs {need} of {base}" }
    amount_needed(need, base) { "需{need}，基数{base}", "needs {need} of {base}" }
    amount_at_most(most, base) { "反对不超过{most}，基数{base}", "at most {most} of {base} against" }
    amount_missing(n) { "还差{n}", "{n} more needed" }
    amount_over(n) { "反对多出{n}", "{n} too many against" }
    votes_missing(n) { "还差{n}票", "{n} more needed" }
    votes_passing() { "已达到要求", "enough" }
    ballots_left(n) { "还有{n}人未投", "{n} not cast" }
    vote_closed() { "已截止表决，待宣布", "closed, not announced" }
    totals_later() { "结果宣布前不显示票数", "no totals before they are announced" }

    recess_head() { "休会", "Recess" }
    recess_since(time) { "{time} 起休会", "in recess since {time}" }
    recess_left() { "距复会", "until it resumes" }
    recess_over() { "已过复会时间", "past the time" }

    place_time(date, time, place) { "{date} {time} {place}", "{date} {time}, {place}" }
    chair_is(name) { "主持 {name}", "Chair: {name}" }
    rules_head() { "议事规则", "Ground rules" }
    proposals_head() { "方案", "Proposals" }
    results_head() { "结果", "Results" }
    no_proposals() { "没有方案", "No proposals" }
    more_items(n) { "还有{n}项", "{n} more" }
    and_more(n) { "还有{n}条", "and {n} more" }
    proposal_line(no, title) { "{no}. {title}", "{no}. {title}" }
    withdrawn() { "已撤回", "withdrawn" }
    not_voted() { "未表决", "not voted on" }
    carried(rate) { "同意 {rate}", "{rate} for" }
    votes_terse(yes, no, none) { "同意{yes}反对{no}弃权{none}", "for {yes}, against {no}, abstain {none}" }
    voted_result(yes, no, none) { "{yes}:{no}:{none}", "{yes}:{no}:{none}" }
    sealed_head() { "已归档", "Sealed" }
    signed_by(names) { "已签字：{names}", "signed by {names}" }
    actions_head() { "落实事项", "Actions" }
    actions_count(n) { "落实事项（{n}）", "Actions ({n})" }
    actions_none() { "没有落实事项", "no actions" }
    due(date) { "{date}前", "due {date}" }
    overdue() { "逾期", "overdue" }
    reservations_head() { "保留意见", "Reservations" }
    notice_head() { "公示", "Public notice" }
    notice_period(from, to) { "{from} 至 {to}", "{from} to {to}" }
    notice_none() { "还没有公示安排", "no notice yet" }
    signatures_head() { "签字", "Signatures" }
    outcome_to(to) { "提交{to}", "to {to}" }
    outcome_next(date) { "下一轮 {date}", "next round {date}" }
    suggested(what) { "建议：{what}", "suggested: {what}" }

    log_head(n) { "日志（{n}）", "Log ({n})" }
    log_found(n, of) { "日志（{of} 中的 {n}）", "Log ({n} of {of})" }
    log_none() { "没有这样的事件", "no such event" }
    log_hint_filter() { "输入文字筛选；回车到列表，Esc 取消", "type to filter; Enter goes to the list, Esc clears" }
    log_at(time, role, terminal) { "{time} {role}（{terminal}）", "{time}, {role} ({terminal})" }
    log_at_role(time, role) { "{time} {role}", "{time}, {role}" }
    log_noted(time) { "{time} 补记", "noted at {time}" }
    no_line() { "这件事在记录里没有单独的一行", "this event has no line of its own in the minutes" }
    no_speech_here() { "选中的不是一次发言", "the chosen event is not about a speech" }
    as_of(seq, time) { "截至第{seq}条（{time}）", "as of event {seq} ({time})" }
    as_of_hint(seq, time) { "这是第{seq}条（{time}）之后的样子，只能看。按 Esc 回到现在。", "This is how it stood after event {seq} ({time}), to look at only. Esc comes back." }
    in_the_past() { "现在看的是以前的样子，按 Esc 回到现在再做", "this is how it stood earlier; press Esc to come back to the present first" }
    topic_all() { "全部", "all" }
    topic_session() { "会议", "session" }
    topic_history() { "撤销", "undo" }
    topic_is(name) { "类别：{name}", "topic: {name}" }
    log_empty() { "还没有事件", "no events" }
    log_undone() { "已撤销", "undone" }
    log_unknown() { "新版本写的事件，本程序不认识", "an event of a newer version" }

    palette_title() { "命令", "Command" }
    palette_hint() { "输入会议命令或动作名称；上下键选择，回车执行", "A script line or the name of an act; arrows choose, Enter runs" }
    palette_none() { "没有这样的动作", "no such act" }
    palette_far(when) { "写的时间是 {when}，离现在很远：再按一次回车才记录", "the time written is {when}, far from now: press Enter once more to record it" }
    palette_no_script() { "没有这样的动作或命令", "no such act or command" }
    help_title(view) { "按键：{view}", "Keys: {view}" }
    help_here() { "本画面", "On this screen" }
    help_session() { "会议", "The meeting" }
    help_not_now(why) { "现在不能：{why}", "Not now: {why}" }
    help_everywhere() { "到处可用", "Everywhere" }
    help_hint() { "上下键翻看，Esc 返回", "Arrows scroll, Esc goes back" }
    not_timed(since, till) {
        "{since}到{till}电脑睡眠过，或时钟调过：现在接着计时",
        "the laptop slept from {since} to {till}, or its clock was set: time goes on from now"
    }
    interrupted_title() { "发言中断", "an interrupted speech" }
    interrupted_text(name, until, now) {
        "{name}发言时，{until}到{now}没有计时（关闭、睡眠、断电，或时钟调过）。发言一直在继续，还是停在{until}？",
        "While {name} was speaking nothing was timed from {until} to {now}: the program was closed, the laptop slept, or its clock was set. Did the speech go on, or end at {until}?"
    }
    interrupted_hint() { "回车或1 一直在发言，2 停在那时", "Enter or 1: it went on, 2: it ended then" }
    confirm_hint() { "回车确定，Esc 取消", "Enter to do it, Esc to go back" }
    notice_hint() { "Esc 返回", "Esc goes back" }
    chooser_hint() { "输入文字筛选；上下键选择，回车确定", "Type to filter; arrows choose, Enter takes" }
    nothing_found() { "没有找到", "nothing found" }
    choose_hint() { "上下键选择，回车确定，Esc 返回", "Arrows choose, Enter takes, Esc goes back" }
    give_for(kind) { "请谁发言（{kind}）", "Give the floor: {kind}" }
    picker_hint() { "输入编号、姓名或拼音；上下键选择，回车确定", "Type id, name or pinyin; arrows choose, Enter takes" }
    form_hint() { "Tab 下一栏，F2 提交，Esc 取消", "Tab next field, F2 submits, Esc cancels" }
    field_place(at, of) { "第{at}栏，共{of}栏", "field {at} of {of}" }
    form_hint_last() { "回车或 F2 提交，Esc 取消", "Enter or F2 submits, Esc cancels" }
    form_person_hint() { "编号、姓名或拼音；同名按向右键换", "id, name, pinyin; right arrow: next" }
    ask_quit() { "会议还在进行，确定退出？记录都已存好，随时可以再打开。", "The session is still running. Quit? The record is saved and can be opened again." }
    ask_leave() { "离开这个会次，回到会次列表？", "Leave this session for the list?" }
    ask_detach() {
        "断开并关掉本终端？会照常进行，没交上的字留在本机。",
        "Leave the session and close this terminal? The meeting goes on, and what was typed stays here."
    }
    ask_seal() { "归档后记录不能再改。确定归档？", "A sealed record can no longer be changed. Seal it?" }
    ask_other_day(planned, today) {
        "这场会排在{planned}，今天是{today}。今天开吗？记录和文件都写今天。",
        "The session was planned for {planned}; today is {today}. Hold it today? The record and the papers will say today.",
    }
    ask_adjourn_open(open) {
        "还没有办完：\n{open}\n仍要散会吗？未到的人将记为缺席。",
        "Still open:\n{open}\nAdjourn all the same? Whoever never came is marked absent.",
    }
    open_point(what) { "· {what}", "- {what}" }
    open_item(no) { "议程第{no}项没有进行", "not taken: item {no}" }
    open_speakers() { "没有请人发言", "nobody was asked to speak" }
    open_vote(no) { "方案{no}没有表决也没有处理", "without a vote or an outcome: proposal {no}" }
    open_outcome(no) { "方案{no}怎么办没有定", "outcome not said: proposal {no}" }
    open_action(no) { "方案{no}没有明确谁负责、何时完成", "nobody named to carry it out: proposal {no}" }
    open_read_back() { "记录没有宣读", "the minutes were not read back" }
    open_signature(role) { "{role}没有签字", "not signed: {role}" }
    ask_adjourn() { "确定散会？未到的人将记为缺席。", "Adjourn? Whoever never came is marked absent." }
    title_quit() { "退出", "Quit" }
    title_leave() { "离开会次", "Leave" }
}

/// A length of time as one says it: minutes, hours, days.
pub fn span(lang: super::Lang, minutes: i64) -> String {
    match minutes {
        0..120 => span_minutes(lang, minutes),
        120..2880 => span_hours(lang, minutes / 60, minutes % 60),
        _ => span_days(lang, minutes / 1440),
    }
}
