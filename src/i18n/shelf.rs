//! The fixed words of the papers around a meeting: invitation, ballots, cards, news, report, replies …

use crate::i18n::messages;

messages! {
    // The invitation
    invitation_title(title) { "关于召开{title}的通知", "Invitation: {title}" }
    everybody() { "各位参会人员", "All participants" }
    invitation_lead(day, title) {
        "定于{day}召开“{title}”，现将有关事项通知如下，请准时参加。",
        "You are invited to the meeting \"{title}\" on {day}; this is when and where it is held and what it is about.",
    }
    when_and_where() { "时间、地点和议题", "When, where and what about" }
    your_part() { "参会身份", "You attend as" }
    with_vote() { "有表决权", "with a vote" }
    without_vote() { "无表决权", "without a vote" }
    proposals() { "拟协商的方案", "Proposals" }
    agenda() { "会议议程", "Agenda" }
    col_item() { "议程", "Item" }
    col_minutes() { "用时（分）", "Minutes" }
    tell_if_not() { "因故不能参加的，请提前向会议组织方请假。", "Please let the organizers know beforehand if you cannot come." }
    tell_if_not_by(phone) {
        "因故不能参加的，请提前请假，联系电话：{phone}。",
        "Please call {phone} beforehand if you cannot come.",
    }
    // The chair's words
    cues_title(title) { "{title}主持词", "Words for the chair: {title}" }
    opening() { "开场", "Opening" }
    closing_words() { "结束", "End" }
    blank() { "____", "____" }
    minutes(n) { "{n}分钟", "{n} min" }
    said(words) { "“{words}”", "\"{words}\"" }
    result_by_rule() {
        "（逐项宣布结果，要求保留意见的请说明。结果以计票为准。）",
        "(Announce each result, and ask who reserves an opinion. The count decides.)",
    }
    of_agreed() {
        "（对达成共识的方案逐项说，没有达成的不说。）",
        "(Say this of each proposal that was agreed, and of no other.)",
    }
    // Ballots
    ballots_title(title) { "{title}表决票", "Ballots: {title}" }
    no_ballots() { "没有可以表决的方案，或没有有表决权的人。", "There is nothing to vote on, or nobody who votes." }
    cut() { "沿此线裁开", "cut here" }
    tear() { "沿此线撕开，存根由计票人保管", "tear here; the tellers keep the stub" }
    stub() { "存根", "Stub" }
    no(number) { "№{number}", "No. {number}" }
    taken_by() { "领票人", "Taken by" }
    ballot_head(title, no) { "{title}表决票　{no}", "Ballot: {title}, {no}" }
    weight() { "权数（面积）", "Weight (area)" }
    ballot_note() {
        "每项只在“同意”“反对”“弃权”中选一格打“√”；不选、多选的，该项作无效票处理。",
        "Mark one box for each proposal; none or several make that vote invalid.",
    }
    day() { "日期", "Date" }
    printed(count, last, issued) {
        "共印表决票{count}张，编号001至{last}；发出数请按实际发放记录（tally … issued={issued}）",
        "{count} ballots are printed, numbered from 001 to {last}; state as issued what is handed out (tally … issued={issued})",
    }
    // The contact list
    contacts_title(title) { "{title}参会人员名册", "Participants: {title}" }
    col_id() { "编号", "id" }
    col_mark() { "识别说明", "mark" }
    col_role() { "出席类型", "role" }
    col_vote() { "表决权", "vote" }
    col_weight() { "权数", "weight" }
    col_represents() { "代表对象", "represents" }
    yes() { "是", "yes" }
    no_word() { "否", "no" }
    people_and_voters(people, voters) { "共{people}人，其中有表决权{voters}人。", "{people} people, {voters} with a vote." }
    // The survey
    survey_title(title) { "“{title}”意见征集表", "Your opinion: {title}" }
    survey_lead() {
        "会议将协商以下事项，请在相应的格内打“√”，并写明理由。填写人信息只用于核实和答复。",
        "The meeting will consult on the following. Mark a box for each and say why. Your name is used only to check and to reply.",
    }
    agree() { "赞成", "For" }
    agree_after_change() { "修改后赞成", "For, if changed" }
    disagree() { "不赞成", "Against" }
    reason() { "理由或修改建议", "Why, or what to change" }
    other_views() { "其他意见建议", "Other views" }
    filled_in_by() { "填写人", "Filled in by" }
    survey_end(contact) { "请填好后交回。{contact}", "Please hand it back. {contact}" }
    satisfaction_title(title) { "“{title}”落实情况满意度调查表", "How content are you: {title}" }
    satisfaction_lead() {
        "请对协商和落实情况作出评价，每行选一格打“√”。不记名。",
        "Please judge the consultation and what was done. One mark a row, no name.",
    }
    question() { "内容", "What" }
    content() { "满意", "Content" }
    fairly() { "比较满意", "Fairly" }
    average() { "一般", "So-so" }
    not_content() { "不满意", "Not" }
    about_topic() { "议题是群众关心的事", "The topic matters to people" }
    about_meeting() { "会议让各方充分发表意见", "All sides could speak" }
    about_result() { "协商结果合情合理", "The result is reasonable" }
    about_notice() { "结果公示和反馈及时", "Results were made known in time" }
    about_action(title) { "落实：{title}", "Done: {title}" }
    what_to_better() { "还要改进的地方", "What should be better" }
    // The news item
    news_title(title) { "会议简报：{title}", "News: {title}" }
    news_held(day, host, at, title) { "{day}，{host}{at}召开“{title}”。", "On {day} {host} held the meeting \"{title}\"{at}." }
    news_spoke(people, count) { "会上{people}人发言{count}次，各方充分发表了意见。", "{people} people spoke {count} times." }
    news_actions(n) { "会议明确了{n}项落实事项，逐项确定了牵头单位和完成时限。", "{n} actions were agreed, each with a lead unit and a due date." }
    // The report
    report_title(title) { "关于{title}协商成果的报告", "Report on the results: {title}" }
    report_lead(day, title) { "{day}召开了“{title}”，现将协商成果报告如下。", "The meeting \"{title}\" was held on {day}; its results are reported here." }
    form() { "协商形式", "Form" }
    request() { "有关请求", "What is asked for" }
    report_request() {
        "请对达成共识的事项督促落实；对未达成共识的事项予以研究，并将研究情况反馈我们。",
        "Please see to it that what was agreed is carried out, consider what was not agreed, and let us know.",
    }
    // The notice of results
    result_notice_title(title) { "{title}落实结果公示", "What was done: {title}" }
    result_notice_lead(day, title) {
        "{day}召开的“{title}”协商结果已公示，现将落实结果公示如下，请群众监督。",
        "The results of the meeting \"{title}\" of {day} were made public; this is what became of them.",
    }
    what_became() { "落实情况", "What became of it" }
    views_welcome() { "意见反映", "Where to send views" }
    // Reminders
    reminder_title() { "催办通知", "Reminder" }
    nothing_overdue(day) { "截至{day}，没有逾期未办结的事项。", "Nothing is overdue on {day}." }
    reminder_of(held, title, action, due, late) {
        "{held}召开的“{title}”确定由你单位牵头的“{action}”，完成时限为{due}，已逾期{late}天，尚未办结。",
        "The action \"{action}\" of the meeting \"{title}\" of {held}, which your unit leads, was due on {due}; it is {late} days late and not done.",
    }
    reminder_lead() {
        "请抓紧办理，将进展、未按期办结的原因和新的完成时间填写在下表，5个工作日内送回落款单位。",
        "Please go ahead with it, write progress, the reason for the delay and a new date into the form, and send it back within 5 working days.",
    }
    why_late() { "未按期办结原因", "Why it is late" }
    new_date() { "预计办结时间", "New date" }
    // Replies
    reply_title(title) { "关于{title}的答复函", "Reply: {title}" }
    nobody_to_reply_to() { "没有登记提出人，也没有人保留意见。", "No proposer is on record, and nobody reserved an opinion." }
    reply_to_proposer(day, title) { "你们提出的议题已于{day}在“{title}”上协商，现将结果答复如下。", "The topic you proposed was consulted on {day} at the meeting \"{title}\"; this is what came of it." }
    reply_to_reserved(day, title) { "你在{day}召开的“{title}”上保留的意见已如实记录，现将有关结果答复如下。", "The opinion that you reserved at the meeting \"{title}\" of {day} is on record; this is what came of the matter." }
    your_reservation(text) { "你保留的意见：{text}", "What you reserved: {text}" }
    reply_end(contact) { "感谢你们对协商议事工作的支持。对答复有意见的，请与我们联系。{contact}", "Thank you for taking part. Please tell us if you have anything to add. {contact}" }
    contact_phone(phone) { "联系电话：{phone}。", "Phone: {phone}." }
    // The dossier
    dossier_title() { "卷内目录", "Contents of the file" }
    file_of() { "案卷题名", "File" }
    kept_by() { "立卷单位", "Kept by" }
    col_by() { "责任者", "By" }
    col_number() { "文号", "Number" }
    col_paper() { "题名", "Paper" }
    col_pages() { "页数", "Pages" }
    col_kept() { "保管期限", "Kept for" }
    for_good() { "永久", "ever" }
    thirty_years() { "30年", "30 years" }
    col_what() { "内容", "What it is" }
    col_file() { "文件名", "File name" }
    col_size() { "字节", "Bytes" }
    note_title() { "备考表", "Note on the file" }
    note_of(papers, files) { "本卷有文件材料{papers}种，附件{files}个。", "This file has {papers} papers and {files} attachments." }
    pages_in_all() { "总页数", "Pages in all" }
    state_of_file() { "卷内情况说明", "State of the file" }
    changes_later() { "立卷后的变动", "Changes since" }
    filed_by() { "立卷人", "Filed by" }
    checked_by() { "检查人", "Checked by" }
    blank_day() { "　　年　月　日", "____ ______________ 20__" }
    // The register
    register_title() { "会次台账", "Register of sessions" }
    col_session() { "会次编号", "Session" }
    col_title() { "名称", "Title" }
    col_phase() { "状态", "State" }
    col_people() { "应到", "Expected" }
    col_came() { "实到", "Came" }
    col_reached() { "达成共识", "Agreed" }
    col_continue() { "持续协商", "Goes on" }
    col_refer() { "提交决策参考", "Referred" }
    col_actions() { "落实事项", "Actions" }
    col_done() { "已办结", "Done" }
    col_next() { "下次", "Next" }
}
