//! What the command line says.

use super::messages;

messages! {
    no_sessions() {
        "还没有会次。用 yishi demo 看样例，或用 yishi new PLAN.toml --roster ROSTER.csv 新建。",
        "No sessions yet. See the sample with yishi demo, or make one with yishi new PLAN.toml --roster ROSTER.csv."
    }
    session_exists(id) {
        "会次 {id} 已经存在（{id}）：用 --id 另取编号，或用 yishi open {id} 打开",
        "session {id} exists already ({id}): give another id with --id, or open it with yishi open {id}"
    }
    cannot_read(file, why) {
        "读不了文件（{file}：{why}）：请检查路径和权限",
        "the file cannot be read ({file}: {why}): check its path and permissions"
    }
    output_failed(why) {
        "结果没有全部写出（{why}）：请换一个去处，或先腾出空间再来一次",
        "not all of the output could be written ({why}): send it elsewhere, or make room and try again"
    }
    too_little_memory(megabytes, least) {
        "给程序的内存只有 {megabytes} MB，至少要 {least} MB（ulimit -v）：请放宽限制后再运行",
        "the program may use {megabytes} MB of memory and needs {least} MB (ulimit -v): raise the limit and run it again"
    }
    line_too_long(file, line, most) {
        "脚本的一行超过 {most} 字节（{file}:{line}:1）：请检查这一行",
        "a line of the script has more than {most} bytes ({file}:{line}:1): check that line"
    }
    no_store(path) {
        "这里没有存储（{path}）：请检查 --store 的路径，移动磁盘是否已经插好；新会议用 yishi new",
        "there is no store here ({path}): check the path of --store, and whether a removable disk is plugged in; yishi new begins one"
    }
    nothing_to_back_up(path) {
        "存储里没有任何会议，没有写备份（{path}）：请检查 --store 的路径",
        "there is no session in the store and no backup was written ({path}): check the path of --store"
    }
    not_utf8(file, line) {
        "脚本不是 UTF-8 编码（{file}:{line}:1）：请另存为 UTF-8",
        "the script is not UTF-8 ({file}:{line}:1): save it as UTF-8"
    }
    exec_nothing() {
        "没有要执行的命令（exec）：用 -f 脚本文件，或在 -- 后写一行命令",
        "nothing to run (exec): name a script with -f, or write one line after --"
    }
    exec_done(count) { "已记录 {count} 条。", "{count} recorded." }
    demo_ready(id) {
        "样例会次 {id} 已就绪，用 yishi open {id} 打开。",
        "The sample session {id} is ready; open it with yishi open {id}."
    }
    undone_mark() { "（已撤销）", " (undone)" }
    verified(id, lines, short, head, whole, joined) {
        "{id}  完好，共 {lines} 条，指纹 {short}  {head}  whole {whole}  joined {joined}",
        "{id}  intact, {lines} events, fingerprint {short}  {head}  whole {whole}  joined {joined}"
    }
    which_session(id, several) {
        "{id} 可以指不止一场会（{several}）：请多写几位",
        "{id} may mean more than one session ({several}): give more digits"
    }
    not_a_code(text) {
        "不是文件上二维码的内容（--scan {text}）：请把扫到的整段文字贴进来",
        "not what stands in the code on a paper (--scan {text}): paste all of the text that was read"
    }
    attachment_read(path, why) {
        "读不了附件（{path}：{why}）：请检查文件",
        "the attachment cannot be read ({path}: {why}): check the file"
    }
    attachment_large(path, most) {
        "附件超过{most} MB（{path}）：请压缩，或分成几个文件",
        "the attachment has more than {most} MB ({path}): make it smaller or split it"
    }
    attachment_kept(name, what) { "已附入：{name}（{what}）", "attached: {name} ({what})" }
    not_a_fingerprint(text) {
        "这不是指纹（--fingerprint {text}）：请照文件末尾的记录指纹输入，至少十六位，由 0 到 9、a 到 f 组成",
        "this is no fingerprint (--fingerprint {text}): type the one at the end of the paper, at least sixteen digits of 0 to 9 and a to f"
    }
    print_is_head(id, lines, at) {
        "{id}  指纹相符：是现在的记录，截至第 {lines} 条（{at}）",
        "{id}  the fingerprint matches: the record as it stands, as of event {lines} ({at})"
    }
    print_is_earlier(id, seq, at, lines) {
        "{id}  指纹相符：文件按第 {seq} 条（{at}）时的记录制作，此后又有记录，现在到第 {lines} 条",
        "{id}  the fingerprint matches: the paper was made as of event {seq} ({at}); the record has gone on to event {lines} since"
    }
    print_is_short() {
        "（这份文件只印了 64 位指纹：能说明它出自这份记录，但有心人用一台电脑半小时就能造出另一份同指纹的记录；新印的文件有 128 位）",
        "(this paper bears only 64 bits: it says which record it was made from, but somebody who means to can make another record with the same in half an hour of one computer; papers printed now bear 128)"
    }
    print_not_found(text) {
        "指纹不相符（--fingerprint {text}）：请核对是否输错、是否是这场会；都没有错，文件与记录就不一致",
        "the fingerprint matches no event (--fingerprint {text}): check the typing and the session; if both are right, the paper is not of this record"
    }
    lost_before(what) { "此前发现并记下：{what}", "found and noted before: {what}" }
    journals_only() {
        "存储正被使用或不能写，只核对了日志；退出其他 yishi 后再核对数据库",
        "the store is in use or cannot be written: only the journals were checked; check again when no other yishi runs"
    }
    unknown_events(id, count) {
        "{id}  有 {count} 条由更新版本写入的事件，本版本原样保留但看不懂。",
        "{id}  has {count} events written by a newer version; they are kept but not understood here."
    }
    no_such_event(seq, last) {
        "没有第 {seq} 条事件（--at {seq}）：本会次有 1 到 {last} 条",
        "there is no event {seq} (--at {seq}): this session has 1 to {last}"
    }
    no_such_document(doc, known) {
        "没有这种文件（{doc}）：可以导出 {known}、journal、session，或用 all 导出全套",
        "there is no such document ({doc}): export {known}, journal, session, or all of them"
    }
    all_needs_a_folder() {
        "全套文件要写进文件夹（export all）：请用 -o 指定文件夹",
        "the whole set goes into a folder (export all): name one with -o"
    }
    all_has_its_formats() {
        "全套文件各用自己的格式（--format）：请逐个导出，或不写 --format",
        "each document of the set has its own format (--format): export them one by one, or leave it out"
    }
    binary_needs_a_file(name) {
        "这种格式不能显示在终端上（{name}）：请用 -o 指定文件，或把输出接到别的程序",
        "this format cannot be shown on a terminal ({name}): name a file with -o, or pipe the output"
    }
    only_notice_is_masked() {
        "只有公示是脱敏的（--unmasked）：其他文件请去掉这一项",
        "only the notice is masked (--unmasked): leave it out for other documents"
    }
    needs_reason() {
        "不脱敏要写明理由（--unmasked）：请用 --reason 写明，理由会记入会议记录",
        "full names need a reason (--unmasked): give it with --reason; it is recorded"
    }
    no_ending(path) {
        "看不出格式（{path}）：请让文件名以 .docx、.xlsx、.pdf、.html、.md、.txt、.csv、.json 或 .jsonl 结尾",
        "the name of the file says no format ({path}): end it in .docx, .xlsx, .pdf, .html, .md, .txt, .csv, .json or .jsonl"
    }
    register_ending(path) {
        "台账没有这种格式（{path}）：请写成 .xlsx、.csv 或 .md",
        "the register has no such format ({path}): write it as .xlsx, .csv or .md"
    }
    not_held(name) {
        "会议还没有开，不能出{name}（export）：请在开会以后再导出",
        "the meeting has not been held, so there is no {name} (export): export it afterwards"
    }
    left_out(names) { "没有内容、未导出的文件：{names}", "left out, for there is nothing to put in them: {names}" }
    own_font(file, fault) {
        "{fault}；改用系统里的字体（{file}：[fonts] pdf）：请改正或删去这一行",
        "{fault}; the system's typefaces are used ({file}: [fonts] pdf): put the line right or take it out"
    }
    masks_need_reasons() {
        "取消或添加脱敏要写明理由（--why）：请写一条通用，或按 --show、--hide 的先后各写一条",
        "taking a mask off or adding one needs a reason (--why): give it once for all, or once for each --show and --hide in their order"
    }
    bad_number(text) {
        "不是编号（--number {text}）：请写正整数，或写 next 自动顺延",
        "no number (--number {text}): write one from 1 up, or next for the one after the last"
    }
    masked(n) { "已脱敏{n}处，发布前请逐条核对：", "{n} masked, look at each before it is published:" }
    masked_one(what, instead) { "  {what} → {instead}", "  {what} -> {instead}" }
    masked_hint() {
        "  不该脱敏的用 --show，漏掉的用 --hide，并用 --why 写明理由；会记入会议记录",
        "  show one with --show, hide another with --hide, and say why with --why; it is recorded"
    }
    file_not_plain(path) {
        "不是普通文件，不能替换（{path}）：请换一个文件名",
        "no plain file, so it is not replaced ({path}): choose another name"
    }
    why_unmasked() { "不脱敏的理由（会记入会议记录）：", "Why with full names (it is recorded): " }
    own_template(what) {
        "{what}；这份文件用程序自带的版式",
        "{what}; the program's own form is used for this document"
    }
    template_fault(file, line, detail) {
        "模板有错（{file}:{line}{detail}）",
        "the template has a fault ({file}:{line}{detail})"
    }
    always_of_now(doc) {
        "{doc} 总是按现在的记录（--at、--current）：请去掉这两个参数",
        "{doc} is always as of now (--at, --current): leave them out"
    }
    format_and_ending(path, format, ending) {
        "文件名与格式不符（{path}）：格式是 {format}，文件名以 .{ending} 结尾，请改其中一个",
        "the file's name contradicts its format ({path}): the format is {format}, the name ends with .{ending}, change one of them"
    }
    no_such_format(doc, format, known) {
        "{doc} 没有这种格式（{format}）：可用 {known}",
        "{doc} has no such format ({format}): use {known}"
    }
    no_such_rule(name, known) {
        "没有这个规则（{name}）：可用 {known}",
        "there is no such rule ({name}): use one of {known}"
    }
    rule_title(id, name) { "{name}（{id}）", "{name} ({id})" }
    rule_quorum(rule) { "到会要求：{rule}", "quorum: {rule}" }
    rule_groups(groups) { "须有代表到会：{groups}", "must be represented: {groups}" }
    rule_heads(base, ratio) { "{base}的{ratio}", "{ratio} of {base}, by heads" }
    rule_weight(base, ratio) { "{base}的{ratio}（按面积即权数计）", "{ratio} of {base}, by weight (floor area)" }
    rule_takes_part(test) { "参与要求：{test}", "must take part: {test}" }
    rule_passes(test) { "通过要求：同意达到{test}", "passes with: {test}" }
    rule_consensus(reached, hard, rounds) {
        "三种处理：同意{reached}为达成共识；不足{hard}，或连续{rounds}轮未达成，为难以达成共识；其余为未达成共识",
        "dispositions: consensus with {reached} for; unlikely below {hard}, or after {rounds} rounds without it; otherwise not yet"
    }
    nothing_to_confirm(name) {
        "规则没有待核对的依据，或者已经核对过（{name}）：可以直接使用",
        "nothing waits to be confirmed, or it was confirmed before ({name}): use the rule as it is"
    }
    confirmed(name, day, path) {
        "已注明规则“{name}”于{day}核对过（{path}）；以后的会议用这一份，条文有改动请直接修改它",
        "noted that the rule \"{name}\" was compared on {day} ({path}); later sessions use that file, so edit it where the text differs"
    }
    confirmed_in(name, id) {
        "会议 {id} 已记录规则“{name}”核对过",
        "session {id} has it on record that the rule \"{name}\" was compared"
    }
    tried() { "试算（各行：基数；差一点；刚好）", "Tried (each line: base; just short; just enough)" }
    tried_line(base, short, enough) { "  基数{base}：{short}不通过，{enough}通过", "  of {base}: {short} fails, {enough} passes" }
    tried_against(base, enough, over) { "  基数{base}：反对{enough}通过，{over}不通过", "  of {base}: {enough} against passes, {over} fails" }
    tried_quorum(base, short, enough) { "  {base}人中：到{short}不足，到{enough}足够", "  of {base}: {short} is no quorum, {enough} is one" }
    tried_never(base) { "  基数{base}：都不能通过", "  of {base}: nothing passes" }
    tried_all(base) { "  基数{base}：都能通过", "  of {base}: everything passes" }
    rule_there(ways) { "算作到会的：{ways}", "counted as there: {ways}" }
    rule_counts(ways) { "计票的：{ways}", "whose votes count: {ways}" }
    rule_of_class(class, test) { "{class}单独计，{test}", "of {class} alone, {test}" }
    rule_object_heads(base, limit) { "{base}中{limit}", "{limit} of {base}, by heads" }
    rule_object_weight(base, limit) { "{base}中{limit}（按面积即权数计）", "{limit} of {base}, by weight (floor area)" }
    rule_passes_unless(test) { "通过要求：{test}", "passes with: {test}" }
    rule_abstain_for() { "弃权计入同意", "abstentions count as for" }
    rule_abstain_against() { "弃权计入反对", "abstentions count as against" }
    rule_abstain_forbidden() { "不得弃权", "nobody may abstain" }
    rule_follow() { "可以选从众，计入多数一方", "a vote may be: as the others, which counts with the majority" }
    rule_silent_majority() { "送达而不答复的，计入多数一方", "whoever was served and did not answer counts with the majority" }
    rule_silent_for() { "送达而不答复的，计入同意", "whoever was served and did not answer counts as for" }
    rule_silent_against() { "送达而不答复的，计入反对", "whoever was served and did not answer counts as against" }
    rule_silent_abstain() { "送达而不答复的，按弃权计", "whoever was served and did not answer abstains" }
    rule_chair_tie() { "主持人只在票数相同时决定", "the chair only decides a tie" }
    rule_chair_never() { "主持人不投票", "the chair does not vote" }
    rule_tie_chair() { "票数相同由主持人决定", "the chair decides a tie" }
    rule_confirmed(day) { "本单位{day}核对过现行条文", "compared with the text in force on {day}" }
    rule_standing(told) { "核对：{told}", "check: {told}" }
    rule_proxies(cap) { "可以委托，每人最多代{cap}人", "proxies allowed, at most {cap} a person" }
    rule_citation(citation) { "依据：{citation}", "source: {citation}" }
    clock_behind() {
        "本机时间比记录早，时间接着记录走；请核对本机时间",
        "this machine's clock is behind the record; time goes on from the record, check the clock"
    }
    clock_set_back(minutes, time) {
        "本机时间被调回约{minutes}分钟；会议时间从{time}接着走，请核对本机时间",
        "this machine's clock was set back by about {minutes} min; the meeting's time goes on from {time}, check the clock"
    }
    nobody_to_stop_for() {
        "这个终端没有可以返回的 shell，挂起后就回不来了：用 Ctrl-Q 退出",
        "no shell waits behind this terminal, so a suspended program could not come back: leave with Ctrl-Q"
    }
    empty_line() { "还没有写命令", "there is no command yet" }
    no_terminal() {
        "这里不是终端（标准输入输出）：请在终端窗口中运行，或用 yishi exec、show、log",
        "this is not a terminal (standard input and output): run it in a terminal window, or use yishi exec, show, log"
    }
    dumb_terminal() {
        "这个终端不能画整屏（TERM=dumb）：请在普通的终端窗口中运行，或用 yishi exec、show、log",
        "this terminal cannot draw a screen (TERM=dumb): run it in an ordinary terminal window, or use yishi exec, show, log"
    }
    clock_too_early(now) {
        "这台电脑的时钟不对（{now}）：请先把日期和时间调准，再运行 yishi",
        "this computer's clock is wrong ({now}): set its date and time first, then run yishi"
    }
    screen_failed(why) {
        "画面出错并已退出（{why}）：已保存的内容都在，用 yishi open 重新打开",
        "the screen failed and was closed ({why}): all that was saved is there, open it again with yishi open"
    }
    stopped_by_signal() {
        "收到结束信号，已保存并退出（信号）：用 yishi open 重新打开",
        "stopped as asked, all is saved (signal): open it again with yishi open"
    }
    crashed(what) {
        "程序内部出错，已退出（{what}）：已保存的内容都在，用 yishi open 重新打开",
        "a part of the program failed and it was closed ({what}): all that was saved is there, open it again with yishi open"
    }
    file_exists(path) {
        "文件已存在，没有覆盖（{path}）：换一个名字，或加 --force",
        "the file exists and was not replaced ({path}): choose another name, or add --force"
    }
    file_is_folder(path) { "这是一个文件夹（{path}）：请写出文件名", "this is a folder ({path}): name a file in it" }
    file_no_name(path) { "没有文件名（{path}）：请写出文件名", "there is no file name ({path}): name a file" }
    file_failed(path, why) {
        "写不了文件（{path}：{why}）：请检查文件夹和磁盘空间",
        "the file cannot be written ({path}: {why}): check the folder and the disk space"
    }
    progress(what, done, total, left) {
        "{what} {done}/{total} · 约剩{left} · Ctrl-C 停止",
        "{what} {done}/{total} · about {left} left · Ctrl-C stops"
    }
    progress_start(what, done, total) {
        "{what} {done}/{total} · Ctrl-C 停止", "{what} {done}/{total} · Ctrl-C stops"
    }
    progress_open(what, done) { "{what} {done} · Ctrl-C 停止", "{what} {done} · Ctrl-C stops" }
    progress_seconds(seconds) { "{seconds}秒", "{seconds} s" }
    progress_minutes(minutes, seconds) { "{minutes}分{seconds}秒", "{minutes} min {seconds} s" }
    stopped(what) {
        "已按要求停止（{what}）：没有留下做了一半的东西，可以重新执行",
        "stopped as asked ({what}): nothing half-done is left, run it again when you like"
    }
    period_backwards(from, to) {
        "时间段的终点早于起点（--from {from} --to {to}）：请对调",
        "the period ends before it begins (--from {from} --to {to}): exchange the two"
    }
    not_a_workbook(path) {
        "只能写成 .xlsx 工作簿（{path}）：文件名请以 .xlsx 结尾",
        "only an .xlsx workbook can be written ({path}): end the file's name in .xlsx"
    }
    template_saved(name, path) {
        "模板 {name} 已保存（{path}），不含人员和议题。用 yishi template new {name} 新建会次。",
        "The template {name} is saved ({path}), without persons and topic. Make a session with yishi template new {name}."
    }
    template_scrubbed(count) {
        "有 {count} 处文字提到了名册上的人，已删去，请看一眼模板。",
        "{count} texts named somebody of the roster, who was taken out: have a look at the template."
    }
    no_templates() {
        "还没有模板。用 yishi template save 会次编号 名称 保存一个。",
        "No templates yet. Save one with yishi template save ID NAME."
    }
    no_such_template(name) {
        "没有这个模板（{name}）：用 yishi template list 看有哪些",
        "there is no such template ({name}): see yishi template list for those there are"
    }
    bad_template_name(name) {
        "模板名称只能用文字、数字、-、_、.（{name}）：换一个名称",
        "a template's name may have letters, digits, -, _ and . ({name}): choose another"
    }
    empty_title() { "没有会次名称（--title）：请写上", "the session has no title (--title): write one" }
    bad_log_level(level, known) {
        "没有这个日志级别，不写日志（YISHI_LOG={level}）：可用 {known}",
        "there is no such log level, nothing is logged (YISHI_LOG={level}): use one of {known}"
    }
    reading_list() { "正在读名单", "Reading the list" }
    reading_record(id) { "读取 {id} 的记录", "reading the record of {id}" }
    writing_documents() { "生成文件", "making documents" }
    checking_chains() { "核对记录", "checking records" }
    lost_session_list(why) { "读不了会次清单：{why}", "the list of sessions cannot be read: {why}" }
}
