//! Words of preparation, of new sessions, and of what is followed up over all sessions.

use crate::domain::prepare::Have;
use crate::i18n::{Lang, messages};

/// What to look at before a tick of the checklist is set.
pub(crate) fn tick_hint(lang: Lang, have: Have) -> String {
    match have {
        Have::Organization => hint_organization(lang),
        Have::Venue => hint_venue(lang),
        Have::Facilities => hint_facilities(lang),
        Have::Signs => hint_signs(lang),
        Have::Rules => hint_rules(lang),
        Have::Activities => hint_activities(lang),
    }
}

/// What may stand between two tags.
pub(crate) const BETWEEN_TAGS: [char; 5] = [';', '；', '、', ',', '，'];

messages! {
    act_edit() { "修改", "change" }
    act_edit_help() { "修改选中的一行；清单中打勾或取消", "changes the chosen line, or sets its tick" }
    act_add() { "增加人员", "add person" }
    act_add_help() { "在名单里增加一人", "puts somebody on the roster" }
    act_roster() { "导入名单", "import roster" }
    act_roster_help() { "从表格文件导入名单，先看会改什么", "reads a roster from a file and shows first what would change" }
    act_remove() { "去掉人员", "remove person" }
    act_remove_help() { "把选中的人从名单去掉", "takes the chosen person off the roster" }
    act_topic() { "议题来源", "topic" }
    act_topic_help() { "填写议题来源、提出人和筛选结果", "where the topic comes from, who proposed it, how it was screened" }
    act_propose() { "提出方案", "propose" }
    act_propose_help() { "增加一个方案", "adds a proposal" }
    act_template() { "存为模板", "save as template" }
    act_template_help() { "存为不带人员的模板，以后新建会次时用", "keeps the session as a template without persons" }
    choose_person_first() { "请先按 Tab 到名单，选中一人", "press Tab for the roster and choose somebody first" }
    ask_remove(name) { "把{name}从名单去掉？", "Take {name} off the roster?" }

    steps_head() { "五个步骤", "Five steps" }
    step_topic() { "1 确立议题", "1 topic" }
    step_people() { "2 确定主体", "2 participants" }
    step_research() { "3 专题调研", "3 field study" }
    step_talk() { "4 组织讨论", "4 discussion" }
    step_publish() { "5 公示结果", "5 public notice" }
    step_done() { "已做", "done" }
    step_to_come() { "待做", "to come" }
    step_missing() { "还缺", "missing" }
    groups_head() { "各组", "Groups" }
    nobody_yet() { "没有人", "nobody" }
    people_short(n) { "{n}人", "{n}" }
    interests_head(n) { "代表对象（{n}）", "Interests ({n})" }
    unsaid(n) { "{n}人没有写代表谁", "{n} speak for nobody named" }
    previous_head(n) { "第{n}轮，承接", "Round {n}, going on from" }
    previous_is(id) { "会次 {id}", "session {id}" }
    open_action(title, due) { "督办：{title}（{due}）", "action: {title} ({due})" }
    reserved(name, text) { "保留：{name}，{text}", "reserved: {name}, {text}" }

    checklist_head(n) { "六有（{n}/6）", "Checklist ({n}/6)" }
    hint_organization() { "有人主持、有人记录", "a chair, a recorder" }
    hint_venue() { "会场已定并通知到人", "fixed and announced" }
    hint_facilities() { "桌椅、投屏、计时可用", "seats, screen, clock" }
    hint_signs() { "桌牌、横幅、公示栏", "plates, banner, board" }
    hint_rules() { "议事规则已印发", "ground rules handed out" }
    hint_activities() { "议程和方案已准备好", "agenda, proposals ready" }
    not_yet() { "还没有填写", "not yet" }
    from_to(start, end) { "{start}至{end}", "{start} to {end}" }
    between() { "，", ", " }
    people_n(n, voters) { "{n}人，{voters}人有表决权", "{n}, {voters} with a voting right" }
    agenda_n(n, minutes) { "{n}项，{minutes}分钟", "{n} items, {minutes} min" }
    proposals_n(n, titles) { "{n}个：{titles}", "{n}: {titles}" }
    round_proposals(n, titles) { "继续协商{n}个方案：{titles}", "{n} proposals go on: {titles}" }

    roster_head(n, voters) { "名单（{n}人，{voters}人有表决权）", "Roster ({n}, {voters} with a voting right)" }
    roster_empty() { "名单还是空的。按 F3 从表格文件导入，或按 F2 逐个增加。", "The roster is empty. F3 imports a file, F2 adds one person." }
    votes() { "有", "yes" }
    speaks_for(whom) { "代表{whom}", "for {whom}" }
    weighs(weight) { "权数{weight}", "weight {weight}" }

    label_title() { "会议名称", "Title" }
    label_when() { "日期时间", "When" }
    label_date() { "日期", "Date" }
    label_start() { "开始", "Start" }
    label_end() { "结束", "End" }
    label_venue() { "地点", "Place" }
    label_chair() { "主持记录", "Chair" }
    label_chair_only() { "主持人", "Chair" }
    label_recorder() { "记录员", "Recorder" }
    label_rule() { "表决规则", "Rule" }
    label_form() { "协商形式", "Form" }
    label_source() { "议题来源", "Source" }
    label_proposers() { "提出人", "Proposers" }
    label_screening() { "筛选结果", "Screening" }
    label_research() { "专题调研", "Field study" }
    label_people() { "参会人员", "People" }
    label_agenda() { "议程", "Agenda" }
    label_proposals() { "方案", "Proposals" }
    label_by() { "通报人", "Reported by" }
    label_id() { "编号", "Id" }
    label_name() { "姓名", "Name" }
    label_mark() { "识别说明", "Mark" }
    label_group() { "组别", "Group" }
    label_role() { "出席类型", "Role" }
    label_vote() { "表决权", "Vote" }
    label_unit() { "单位及职务", "Unit" }
    label_represents() { "代表对象", "Speaks for" }
    label_tags() { "身份标签", "Tags" }
    label_phone() { "联系电话", "Phone" }
    label_weight() { "权数", "Weight" }
    label_pinyin() { "姓名拼音", "Pinyin" }
    label_gender() { "性别", "Gender" }
    label_ethnicity() { "民族", "Ethnicity" }
    label_next() { "下次会议", "Next meeting" }
    next_hint() { "如 2026-12-22 14:30", "as 2026-12-22 14:30" }
    fault_next() { "请写成 2026-12-22 14:30 的样子", "needs a date and a time such as 2026-12-22 14:30" }
    title_proposals() { "修改哪个方案", "Which proposal" }
    one_more() { "提出新方案", "a new proposal" }
    label_note() { "备注", "Note" }
    label_rest() { "单位，代表对象", "Unit, speaks for" }
    label_template() { "模板名称", "Name" }
    label_session_id() { "会次编号", "Id" }
    label_basis() { "依据", "From" }
    clock_hint() { "如 14:30", "such as 14:30" }
    mark_hint() { "同名时用", "for namesakes" }
    tags_hint() { "用顿号隔开", "with commas" }
    weight_hint() { "不填为1", "1 if empty" }
    source_hint() { "如 群众联名、网格走访", "such as a joint petition" }
    form_hint() { "如 会议协商、院坝协商", "such as a meeting" }
    linkage_hint() { "如 对口协商、专题协商", "may stay empty" }
    template_hint() { "如 社区议事会", "such as community" }
    fault_clock() { "请写成 14:30 的样子", "needs a time such as 14:30" }
    fault_weight() { "请填正数，最多四位小数", "needs a number above 0, at most four places" }
    title_session() { "会议安排", "The session" }
    title_presiding() { "谁主持，谁记录", "Who presides and who records" }
    recorder_hint() { "可不填；不在名单上也行", "optional; need not be on the list" }
    title_topic() { "议题", "The topic" }
    title_research() { "专题调研", "Field study" }
    title_rule() { "表决规则", "Voting rule" }
    title_add_person() { "增加人员", "Add a person" }
    title_change_person(name) { "修改{name}", "Change {name}" }
    title_template() { "存为模板", "Save as a template" }
    template_saved(name, n) { "已存为模板“{name}”，去掉了{n}处人名", "Saved as template \"{name}\"; names taken out of {n} texts" }
    template_exists(name) { "已有模板“{name}”；请换一个名称", "there is a template \"{name}\" already; choose another name" }
    template_bad_name(name) { "“{name}”不能作文件名；请用汉字、字母、数字或横线", "\"{name}\" cannot be a file name; use letters, digits or dashes" }
    template_not_written(file, why) { "写不了 {file}：{why}", "cannot write {file}: {why}" }
    only_at_host() { "这里是连上来的终端：请在主持人的电脑上做", "this terminal is attached: do it at the chair's machine" }
    template_nowhere() { "找不到本人的配置目录，模板无处可存", "there is no folder of your own to keep templates in" }

    act_new() { "新建", "new" }
    act_new_help() { "新建会次：用常用议程、模板，或照选中的会次", "a new session: usual agenda, a template, or like the chosen one" }
    act_track() { "跟踪", "follow-up" }
    act_track_help() { "所有会次的落实事项，逾期的在前", "the actions of all sessions, overdue ones first" }
    act_figures() { "统计", "figures" }
    act_figures_help() { "一段时间的会次、参会、共识和办结", "sessions, people, consensus and actions over a period" }
    act_home() { "会次列表", "sessions" }
    act_home_help() { "回到会次列表", "goes back to the list of sessions" }
    title_new() { "新建会次", "A new session" }
    basis_usual() { "常用议程", "usual agenda" }
    basis_empty() { "不带议程", "no agenda" }
    basis_copy(id) { "照 {id}", "like {id}" }
    basis_template(name) { "模板 {name}", "template {name}" }
    rule_as_based() { "默认", "default" }
    rule_as_based_head() { "照会次、模板的按它的规则，否则按协商议事会", "As in the session or template copied, else consultation" }

    title_files() { "选择名单文件", "Choose a roster file" }
    files_hint() { "上下键选择，回车打开，左键上一级；也可粘贴路径", "Arrows, Enter opens, Left goes up; or paste a path" }
    no_files() { "这里没有名单文件（xlsx、xls、et、ods、csv）", "no list here (xlsx, xls, et, ods, csv)" }
    reading() { "正在读取，Esc 取消", "Reading; Esc cancels" }
    reading_at(n) { "正在读取，已读{n}人，Esc 取消", "Reading: {n} people so far; Esc cancels" }
    title_containers() { "选择会次包或备份文件", "Choose a bundle or backup" }
    no_containers() { "这里没有会次包或备份文件", "no bundle or backup here" }
    carried_title(id, title) { "{id}　{title}", "{id}  {title}" }
    carried_state(date, phase) { "{date}　{phase}", "{date}  {phase}" }
    carried_hint() { "回车存入，Esc 放弃", "Enter takes it in, Esc leaves it" }
    carried_same_hint() { "没有要存入的；Esc 返回", "Nothing to take in; Esc goes back" }
    act_import_sessions() { "导入", "import" }
    act_import_sessions_help() { "从文件导入会次：别的电脑打的会次包，或备份", "takes in sessions from a file: a bundle of another machine, or a backup" }
    title_preview(file) { "导入预览：{file}", "Preview: {file}" }
    with_vote() { "有表决权", "with a vote" }
    with_weight(n) { "权数{n}", "weight {n}" }
    between_keys() { "，", " · " }
    key_take() { "回车采用", "Enter takes it" }
    key_columns() { "F2 各列是什么", "F2 columns" }
    key_sheet(at, of) { "F3 换工作表（{at}/{of}）", "F3 sheet ({at} of {of})" }
    key_hidden(now) { "F4 隐藏的行列：{now}", "F4 hidden rows and columns: {now}" }
    hidden_refused() { "有就不收", "refused" }
    hidden_read() { "读入", "read" }
    hidden_skipped() { "不读", "left out" }
    key_leave() { "Esc 放弃", "Esc leaves it" }
    key_back() { "Esc 返回", "Esc back" }
    columns_hint() {
        "↑↓ 选列，←→ 改它是什么，回车照此重读，采用后记住，Esc 返回",
        "Up/Down column · Left/Right what it is · Enter reads again, kept once taken · Esc back"
    }
    column_is(letter, header, is) { "{letter} {header} → {is}", "{letter} {header} → {is}" }
    column_unclear() { "？请选", "? choose" }
    key_here() { "要读用 F3", "F3 reads one of them" }
    faults_sheet(sheet) { "工作表“{sheet}”", "Sheet “{sheet}”" }
    column_private() { "（不显示）", "(not shown)" }
    columns_samples() {
        "右边是前几格，只供辨认；不读的列一概不保存",
        "At the right the first cells, to know the column by; what is left out is never stored"
    }
    read_as_before(what) {
        "照上次为这种表选的读：{what}（F2、F3 可改）",
        "Read as was chosen for this kind of list: {what} (F2, F3 change it)"
    }
    sheet_chosen(name) { "工作表“{name}”", "sheet “{name}”" }
    column_now(header, is) { "{header} → {is}", "{header} → {is}" }
    column_left() { "不读", "left out" }
    preview_hint() { "回车采用这份名单，Esc 放弃", "Enter takes this roster, Esc leaves it" }
    fault_hint() { "没有采用。改好或换一个文件后再导入；Esc 返回", "Nothing was taken. Mend the file or choose another; Esc goes back" }
    faults_n(n) { "文件有{n}处错误，没有采用", "The file has {n} faults and was not taken" }
    totals(added, changed, removed, same) {
        "增加{added}人，更改{changed}人，去掉{removed}人，不变{same}人",
        "{added} added, {changed} changed, {removed} removed, {same} unchanged",
    }
    added(id, name, group) { "+ {id} {name}，{group}", "+ {id} {name}, {group}" }
    changed(id, name, fields) { "~ {id} {name}：{fields}", "~ {id} {name}: {fields}" }
    removed(id, name) { "- {id} {name}", "- {id} {name}" }
    was_now(field, was, now) { "{field} {was} → {now}", "{field} {was} → {now}" }
    nothing() { "（空）", "(none)" }
    more_below(n) { "下面还有{n}行", "{n} more below" }

    step_prepare_roster() { "准备名单", "prepare the roster" }
    step_prepare_agenda() { "准备议程", "prepare the agenda" }
    step_prepare_chair() { "选定主持人", "choose the chair" }
    step_prepare_check(what) { "确认{what}", "confirm {what}" }

    act_round() { "下一轮", "next round" }
    act_round_help() { "持续协商的方案另开一轮，未了事项自动列入", "plans the next round with what was left open" }
    title_round() { "下一轮会次", "The next round" }
    round_takes(people, actions, reserved) {
        "承接{people}人，未了事项{actions}件，保留意见{reserved}条",
        "{people} people, {actions} open actions, {reserved} reservations go over",
    }
    nothing_goes_on() { "没有处理为“持续协商”的方案", "no proposal is to be consulted on again" }
    went_on(id) { "下一轮 {id}", "next round {id}" }
    went_on_exists(id) { "下一轮已在会次 {id}", "the next round is session {id} already" }

    track_head(n, late) { "落实事项（{n}件，逾期{late}件）", "Actions ({n}, {late} overdue)" }
    track_overdue_head(n) { "逾期落实事项（{n}件）", "Overdue actions ({n})" }
    track_empty() { "没有落实事项", "no actions" }
    track_none_overdue() { "没有逾期的事项", "nothing is overdue" }
    act_only_overdue() { "只看逾期", "overdue only" }
    act_only_overdue_help() { "只列逾期的，或列出全部", "lists only what is overdue, or all" }
    act_open_session() { "打开会次", "open session" }
    act_open_session_help() { "打开选中事项的会次", "opens the session of the chosen action" }
    followed() { "已记入该会次的记录", "recorded in its session" }
    col_due() { "时限", "due" }
    col_action() { "事项", "action" }
    col_lead() { "牵头，责任人", "lead, in charge" }
    action_no(session, no) { "{session} 第{no}件", "{session} no. {no}" }

    figures_period(text) { "统计：{text}", "Figures: {text}" }
    act_period() { "换时间段", "period" }
    act_period_help() { "全部、今年、本季、本月之间切换", "all, this year, this quarter, this month" }
}
