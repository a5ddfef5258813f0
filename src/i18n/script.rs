//! What can be wrong with a line of the session script, and what to do about it.
//!
//! Which of them an error takes is `script`'s to say.

use crate::i18n::messages;

messages! {
    unknown_command(word) { "没有“{word}”这个命令。", "There is no command “{word}”." }
    did_you_mean(near) { "是不是要写 {near}？", "Did you mean {near}?" }
    missing_command() { "时间后面缺少命令。请在后面写上命令。", "A command is missing behind the time. Write one after it." }
    missing_second(allowed) { "命令没有写完。后面可以是：{allowed}。", "The command is not complete. It goes on with one of: {allowed}." }
    missing(what) { "缺少{what}。请补上。", "{what} is missing. Add it." }
    missing_key(key) { "缺少 {key}=。请补上。", "{key}= is missing. Add it." }
    missing_keys(allowed) { "没有写要改什么。可以改的有：{allowed}。", "Nothing to set is given. What can be set: {allowed}." }
    extra(text) { "多出了“{text}”。请删去；文字里有空格时，要用引号括起来。", "“{text}” is too much. Remove it, or put text with spaces in quotes." }
    expected(word, text) { "这里应当是 {word}，不是“{text}”。请改正。", "Here must stand {word}, not “{text}”. Correct it." }
    bad_number(text) { "“{text}”不是可用的数字。请写不带符号的整数，如 12。", "“{text}” is not a usable number. Write a whole number without a sign, such as 12." }
    bare_duration(n) { "“{n}”是{n}分钟还是{n}秒？请写成 {n}m 或 {n}s。", "Is “{n}” {n} minutes or {n} seconds? Write {n}m or {n}s." }
    bad_duration(text) { "“{text}”不是时长。请写成 90s、3m、1h10m、2分钟 或 1:30 的样子。", "“{text}” is not a duration. Write it like 90s, 3m, 1h10m or 1:30." }
    bad_time(text) { "“{text}”不是时间。请写成 14:40、14:40:30 或 2026-11-27T14:40:30 的样子。", "“{text}” is not a time. Write it like 14:40, 14:40:30 or 2026-11-27T14:40:30." }
    bad_date(text) { "“{text}”不是日期。请写成 2026-11-27 或 2026年11月27日 的样子；“明天”这样的只在会议进行中能用。", "“{text}” is not a date. Write it like 2026-11-27; “tomorrow” and the like only while the meeting is held." }
    bad_ratio(text) { "“{text}”不是比例。“以上”写成 2/3，“超过”写成 >1/2，且不能大于一。", "“{text}” is not a ratio. Write 2/3 for “at least”, >1/2 for “more than”, and no more than the whole." }
    bad_weight(text) { "“{text}”不是权数。请写大于零、最多四位小数的数，如 89.53。", "“{text}” is not a weight. Write a number above zero with at most four decimals, such as 89.53." }
    bad_key(key) { "这个命令没有 {key}= 一项。", "This command has no {key}=." }
    allowed_keys(allowed) { "可以写的有：{allowed}。", "It takes: {allowed}." }
    no_keys() { "请删去这一项。", "Remove it." }
    repeated_key(key) { "{key}= 写了两次。请只留一个。", "{key}= is written twice. Keep one." }
    bad_value(text, allowed) { "“{text}”不能用在这里。可以用：{allowed}。", "“{text}” cannot stand here. Use one of: {allowed}." }
    bad_key_value(key, text, allowed) { "{key}= 不能是“{text}”。可以用：{allowed}。", "{key}= cannot be “{text}”. Use one of: {allowed}." }
    unclosed_quote() { "引号没有结束。请在文字末尾补上引号。", "The quote is not closed. Close it behind the text." }
    stray_quote() { "词的中间有引号。请用引号把整段文字括起来，里面的引号写成 \\\"。", "There is a quote mark inside a word. Put the whole text in quotes, and write \\\" for a mark inside it." }
    no_space_after_quote() { "引号后面紧跟着别的字。请加一个空格；文字里的引号写成 \\\"。", "Something follows the closing quote at once. Put a space between, and write \\\" for a mark inside the text." }
    bad_escape(found) { "“\\{found}”没有意义。可以写 \\\"、\\\\ 和 \\n；要写反斜杠本身，请写两个。", "“\\{found}” means nothing. There are \\\", \\\\ and \\n; write a backslash itself twice." }
    several_lines() { "一次只能写一行命令。请分开写。", "Only one line can be read at a time. Write the commands one by one." }
    unknown_person(text) { "没有“{text}”这个人。请写编号（如 P05）、姓名，或者姓名加识别说明。", "Nobody here is “{text}”. Write an id such as P05, a name, or a name with its mark." }
    ambiguous_person(text, candidates) { "“{text}”不止一人：{candidates}。请写编号或加上识别说明。", "“{text}” may be any of several: {candidates}. Write the id, or the name with its mark." }
    both(first, second) { "{first}{second}", "{first} {second}" }
    between() { "、", ", " }
    usage(usage) { "写法：{usage}", "Usage: {usage}" }

    a_person() { "人员（编号或姓名）", "A person (id or name)" }
    a_text() { "文字内容", "The text" }
    an_id() { "编号", "An id" }
    a_group() { "组别", "A group" }
    a_list() { "内容（用逗号分开）", "A list (with commas)" }
    a_number() { "数字", "A number" }
    an_item() { "议程项的序号", "The number of an agenda item" }
    a_proposal() { "方案的序号", "The number of a proposal" }
    an_action() { "任务的序号", "The number of an action" }
    an_event() { "记录的序号", "The number of an event" }
    a_duration() { "时长（如 3m）", "A duration (such as 3m)" }
    a_time() { "时间（如 14:40）", "A time (such as 14:40)" }
    a_date() { "日期（如 2026-11-27）", "A date (such as 2026-11-27)" }
    a_ratio() { "比例（如 2/3）", "A ratio (such as 2/3)" }
    a_weight() { "权数", "A weight" }
    a_rule() { "规则名称", "The name of a rule" }
    the_word(word) { " {word} ", "The word {word}" }
    one_of(words) { "以下之一：{words}", "One of {words}" }
}
