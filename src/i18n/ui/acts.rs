//! Titles and help of the acts, and the names of the views.

use crate::i18n::messages;

messages! {
    view_home() { "会次", "Sessions" }
    view_desk() { "主持台", "Desk" }
    view_agenda() { "议程", "Agenda" }
    view_roll() { "签到", "Roll" }
    view_floor() { "发言", "Floor" }
    view_vote() { "表决", "Vote" }
    view_minutes() { "记录", "Minutes" }
    view_outcomes() { "成果", "Outcomes" }
    view_log() { "日志", "Log" }
    view_hall() { "投屏", "Hall" }
    view_prepare() { "会前准备", "Preparation" }
    view_track() { "督办跟踪", "Follow-up" }
    view_figures() { "统计", "Figures" }
    view_help() { "换到这个画面", "goes to this screen" }

    rescue() { "另存到别处", "save elsewhere" }
    rescue_help() {
        "磁盘写不了时，把记录、会议记录和正在写的内容写到别的文件夹",
        "when the disk cannot be written, puts the record, the minutes and what is being typed into another folder",
    }
    loss() { "记录有丢失", "lost records" }
    loss_help() {
        "看丢失了什么，确认后继续记录",
        "says what is lost, and goes on when that is confirmed",
    }
    suspend() { "挂起", "suspend" }
    suspend_help() {
        "暂时回到 shell，程序停住，用 fg 回来",
        "goes back to the shell for a while; the program stops, and fg brings it back",
    }
    quit() { "退出", "quit" }
    quit_help() { "退出程序；会议进行中先询问", "leaves the program; asks while a session runs" }
    help() { "帮助", "help" }
    help_help() { "列出本画面的按键", "lists the keys of this screen" }
    palette() { "命令", "command" }
    palette_help() { "输入会议命令，或按名称找动作", "runs a line of the session script, or finds any act by its name" }
    back() { "返回", "back" }
    back_help() { "回到主持台；在主持台上离开会次", "goes back to the desk; from the desk, leaves the session" }
    undo() { "撤销", "undo" }
    undo_help() { "撤销本终端最近一次操作", "takes back the last act of this terminal" }
    redo() { "重做", "redo" }
    redo_help() { "恢复刚撤销的操作", "does again what was taken back" }
    step() { "下一步", "next step" }
    step_help() { "做提示的下一步", "takes the suggested next step" }
    up() { "上一项", "up" }
    down() { "下一项", "down" }
    page_up() { "上一页", "page up" }
    page_down() { "下一页", "page down" }
    first() { "第一项", "first" }
    last() { "最后一项", "last" }
    choose_help() { "在列表里移动", "moves in the list" }
    pane() { "下一栏", "next pane" }
    pane_back() { "上一栏", "previous pane" }
    pane_help() { "换到另一栏", "goes to another pane" }

    open() { "打开", "open" }
    open_help() { "打开选中的会次", "opens the chosen session" }
    demo() { "演示会次", "sample session" }
    demo_help() { "把自带的样例放入库中并打开", "puts the sample session into the store and opens it" }

    request() { "申请发言", "request" }
    request_help() { "记下某人申请发言", "puts somebody into the speaker queue" }
    give() { "请发言", "give floor" }
    give_help() { "直接请某人发言", "gives the floor to anybody" }
    next() { "下一位", "next" }
    next_help() { "结束当前发言，请队列中下一位", "ends the speech and gives the floor to the next" }
    pause() { "暂停", "pause" }
    pause_help() { "停住发言的计时", "stops the speaker's clock" }
    extend() { "延时", "extend" }
    extend_help() { "给当前发言加时间", "gives the speaker more time" }
    finish() { "发言结束", "end speech" }
    finish_help() { "结束当前发言", "ends the running speech" }
    stop() { "制止", "call to order" }
    stop_help() { "制止发言，并写明原因", "stops the speaker, with the reason" }
    withdraw() { "撤回申请", "withdraw" }
    withdraw_help() { "把选中的人从队列中去掉", "takes the chosen person out of the queue" }
    bump() { "调整次序", "reorder" }
    bump_help() { "把选中的申请排到某一位", "puts the chosen request at a place" }
    times() { "改起止时间", "correct times" }
    times_help() { "改正选中的发言的起止时间", "puts right when the chosen speech began and ended" }
    list_close() { "停止报名", "close list" }
    list_close_help() { "不再接受发言申请", "takes no more requests" }
    list_open() { "开放报名", "open list" }
    list_open_help() { "重新接受发言申请", "takes requests again" }
    take() { "选定", "take" }
    floor_take_help() { "请选中的人发言；在“已发言”一栏改正起止时间", "gives the floor to the chosen person; among the speeches, corrects the times" }
    take_help() { "对选中的一项：开始议程项，或请此人发言", "on the chosen row: starts the item, or gives the floor" }
    note() { "记一笔", "note" }
    note_help() { "在记录里加一条说明", "adds a note to the minutes" }
    say() { "发言摘要", "summary" }
    say_help() { "写最近一次发言的摘要", "writes the summary of the latest speech" }
    count() { "清点人数", "count" }
    count_help() { "报出到会人数，记入记录", "states the number present, for the minutes" }
    recess() { "休会", "recess" }
    recess_help() { "休会一段时间", "breaks off for a while" }
    resume() { "复会", "resume" }
    session_open() { "宣布开会", "open" }
    adjourn() { "散会", "adjourn" }
    adjourn_help() { "结束会议", "ends the session" }
    seal() { "归档", "seal" }
    seal_help() { "归档后记录不能再改", "closes the record for good" }

    item_start() { "开始", "start" }
    item_start_help() { "开始选中的议程项", "starts the chosen item" }
    item_next() { "下一项", "next item" }
    item_next_help() { "结束当前项，开始下一项", "ends the running item and starts the next" }
    item_finish() { "完成", "finish" }
    item_finish_help() { "结束正在进行的议程项", "ends the running item" }
    item_defer() { "暂缓", "defer" }
    item_defer_help() { "暂缓选中的议程项", "defers the chosen item" }
    item_add() { "增加", "add" }
    item_add_help() { "增加一个议程项", "adds an item" }
    item_time() { "改时间", "retime" }
    item_time_help() { "改选中项的计划时间", "changes the planned time of the chosen item" }
    item_title() { "改标题", "retitle" }
    item_title_help() { "改选中项的标题", "changes the title of the chosen item" }
    item_kind() { "用途", "purpose" }
    item_kind_help() { "这一项是做什么的，决定下一步", "says what the chosen item is for; the next step goes by it" }
    item_lead() { "负责人", "lead" }
    item_lead_help() { "定选中项由谁负责", "names who leads the chosen item" }
    item_remove() { "去掉", "remove" }
    item_remove_help() { "会前去掉选中的议程项", "takes the chosen item out, before the opening" }
    item_up() { "上移", "move up" }
    item_up_help() { "把选中项提前一位", "puts the chosen item one place earlier" }
    item_down() { "下移", "move down" }
    item_down_help() { "把选中项推后一位", "puts the chosen item one place later" }

    settle() { "确定处理", "outcome" }
    settle_help() { "确定选中方案的处理", "settles what becomes of the chosen proposal" }
    reserve() { "保留意见", "reservation" }
    reserve_help() { "记下某人对选中方案的保留意见", "records a reservation on the chosen proposal" }
    gauge() { "意向摸底", "temperature" }
    gauge_help() { "记下选中方案的意向摸底，不作为表决", "records how many lean which way on the chosen proposal; not a vote" }
    dispute() { "有异议", "dispute" }
    dispute_help() { "记下某人对记录的异议", "records what somebody says is wrong with the minutes" }
    action() { "落实事项", "action" }
    action_help() { "增加一件落实事项", "adds an action to follow up" }
    adopt() { "采纳", "adopt" }
    adopt_help() { "采纳选中的事项", "adopts the chosen action" }
    reject() { "不采纳", "reject" }
    reject_help() { "不采纳选中的事项，并写明原因", "rejects the chosen action, with the reason" }
    progress() { "进展", "progress" }
    progress_help() { "记下选中事项的进展", "records progress of the chosen action" }
    report() { "反馈", "feedback" }
    report_help() { "记下选中事项的反馈", "records the feedback on the chosen action" }
    complete() { "办结", "complete" }
    complete_help() { "选中的事项办结", "closes the chosen action" }
    public_notice() { "公示", "notice" }
    public_notice_help() { "定下公示的时间和联系方式", "sets the period and contact of the notice" }
    export() { "导出", "export" }
    export_help() { "把会议记录、纪要、公示等存为文件", "saves minutes, summary, notice and the others as files" }
    readback() { "宣读记录", "read back" }
    readback_help() { "记录已当场宣读", "records that the minutes were read out" }
    sign() { "签字", "sign" }
    sign_help() { "记下谁签了字", "records a signature" }
    log_filter() { "筛选", "filter" }
    log_filter_help() { "只列出含有输入文字的事件", "lists only events with the text that is typed" }
    log_topic() { "换类别", "topic" }
    log_topic_help() { "只列出一类事件，再按换下一类", "lists events of one topic only; again for the next" }
    log_past() { "看当时", "as of this" }
    log_past_help() { "各画面显示选中事件之后的样子，只能看；Esc 回到现在", "shows every screen as it stood after the chosen event, to look at only; Esc comes back" }
    log_jump() { "到记录", "to the minutes" }
    log_jump_help() { "到记录里这件事的一行", "goes to this event's line in the minutes" }
    log_speech() { "到发言", "to the speech" }
    log_speech_help() { "到发言画面里的这次发言", "goes to this speech on the floor screen" }
    undo_this() { "撤销这条", "undo this" }
    undo_this_help() { "撤销选中的事件", "takes back the chosen event" }

    step_take_roll() { "签到", "take the roll" }
    step_next_item(no) { "进入议程第{no}项", "go to item {no}" }
    step_invite() { "请人发言", "invite a speaker" }
    step_give(name) { "请{name}发言", "give the floor to {name}" }
    step_end(name) { "{name}发言结束", "end {name}'s speech" }
    step_continue(name) { "{name}继续发言", "{name} goes on" }
    step_freeze(no) { "定方案{no}的表决稿", "settle the text of proposal {no}" }
    step_vote(no) { "表决方案{no}", "vote on proposal {no}" }
    step_quorum() { "核对到会", "check the roll" }
    step_tally(no) { "方案{no}计票", "count proposal {no}" }
    step_ballots(n) { "继续投票（余{n}人）", "go on with the ballots ({n} left)" }
    step_judge(no) { "判断方案{no}", "judge proposal {no}" }
    step_close(no) { "截止表决方案{no}", "close the vote on proposal {no}" }
    step_tie(no) { "决定方案{no}", "decide proposal {no}" }
    step_announce(no) { "宣布方案{no}的结果", "announce proposal {no}" }
    step_void(no) { "方案{no}表决无效，重来", "repeat the void vote on proposal {no}" }
    step_reached(no) { "方案{no}：达成共识", "proposal {no}: consensus" }
    step_goes_on(no) { "方案{no}：未达成共识", "proposal {no}: continue" }
    step_refer(no) { "方案{no}：难以达成共识", "proposal {no}: refer" }
    step_who_else(n) { "问还有哪位（{n}人未发言）", "ask who else ({n} not heard)" }
    step_chair() { "定由谁代行主持", "choose who presides" }
    step_propose(no) { "提出方案，或进入第{no}项", "propose, or go to item {no}" }
    choose_propose() { "提出方案", "propose" }
    choose_propose_help() { "写标题和内容，接着定稿、表决", "write title and text, then read it out and vote" }
    choose_no_proposal() { "没有方案", "no proposal" }
    step_witness() { "代表签字", "a participant signs" }
    step_assign(no) { "增加方案{no}的落实事项", "add an action for proposal {no}" }
    step_notice() { "安排公示", "set the notice" }
    step_readback() { "宣读记录", "read the minutes back" }
    step_sign(name) { "{name}签字", "{name} signs" }
    step_finish_item(no) { "完成议程第{no}项", "finish item {no}" }
    step_export() { "导出文件", "export" }
}
