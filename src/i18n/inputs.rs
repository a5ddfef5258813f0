//! Faults of plan, roster and rule files in words: what is wrong, and what to do.
//!
//! Must not find faults; `plan` does.

use crate::domain::rule::Contradiction;
use crate::i18n::io::io_reason;
use crate::i18n::{Lang, messages, roster};
use crate::inputs::{Column, Fault, FaultKind, Subject, Wanted};

/// A fault in words, in the pieces of an error line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultText {
    /// What is wrong.
    pub what: String,
    /// `file:line:column`.
    pub place: String,
    /// What to do.
    pub advice: String,
}

impl std::fmt::Display for FaultText {
    /// `what (file:line:column): what to do`, as errors are written everywhere.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}): {}", self.what, self.place, self.advice)
    }
}

messages! {
    too_large(mb) { "文件超过{mb} MB", "the file is over {mb} MB" }
    too_large_do() { "请删去无关内容后再试", "leave out what does not belong to it" }
    bad_encoding() { "文字编码无法识别", "the text encoding is not one that can be read" }
    bad_encoding_do() { "请另存为UTF-8编码", "save the file as UTF-8" }
    control(subject, code) { "“{subject}”含有控制字符 U+{code}", "control character U+{code} in \"{subject}\"" }
    control_do() { "请删去这个看不见的字符", "delete this invisible character" }
    too_long(subject, most) { "“{subject}”超过{most}个字符", "\"{subject}\" is longer than {most} characters" }
    too_long_do(most) { "请缩短到{most}个字符以内", "shorten it to {most} characters at most" }
    unknown_group(name) { "组别“{name}”不在四类之内", "unknown group \"{name}\"" }
    unknown_group_do() {
        "请用议事会成员、利益相关方、职能部门或特邀人员",
        "use council member, stakeholder, department or invitee"
    }

    syntax(detail) { "TOML写法有误{detail}", "this is not TOML{detail}" }
    syntax_do() { "请检查这一行的引号、括号和等号", "check the quotes, brackets and equals sign of this line" }
    missing(key) { "缺少“{key}”", "\"{key}\" is missing" }
    missing_do(key) { "请补上“{key}”", "add \"{key}\"" }
    empty(key) { "“{key}”是空的", "\"{key}\" is empty" }
    empty_do(key) { "请填写“{key}”", "fill in \"{key}\"" }
    unknown_key(key) { "没有“{key}”这个键", "there is no key \"{key}\"" }
    unknown_key_near_do(nearest) { "是不是“{nearest}”？不是就删去", "perhaps \"{nearest}\" is meant; else delete it" }
    unknown_key_do() { "请删去，或查对拼写", "delete it, or check its spelling" }
    settings_fault(first) { "设置有误，该处用默认值：{first}", "A setting is wrong and its default is used: {first}" }
    settings_faults(first, more) {
        "设置有误，有误之处用默认值：{first}（另有{more}处）",
        "Settings are wrong and their defaults are used: {first} (and {more} more)"
    }
    unreadable(detail) { "文件读不了：{detail}", "the file cannot be read: {detail}" }
    unreadable_do() { "请检查权限", "check its permissions" }
    unknown_act(id) { "没有“{id}”这个动作", "there is no act \"{id}\"" }
    unknown_act_do() { "动作的编号见 docs/keys.md", "docs/keys.md lists the ids of the acts" }
    bad_chord(id, text) { "“{id}”的按键“{text}”不能用", "\"{id}\" cannot have the key \"{text}\"" }
    bad_chord_do() {
        "写法如 \"Ctrl-G\"、\"Alt-x\"、\"F12\"、\"g\"；Ctrl-H、I、J、M 与退格、Tab、回车相同，不能用",
        "write it like \"Ctrl-G\", \"Alt-x\", \"F12\" or \"g\"; Ctrl-H, I, J and M are Backspace, Tab and Enter to a terminal"
    }
    key_taken(id, chord, by) {
        "“{id}”不能用 {chord}：已是“{by}”的按键",
        "\"{id}\" cannot have {chord}: it is the key of \"{by}\""
    }
    key_taken_do(by) { "请换一个键，或给“{by}”另设按键（约定的键不能改作他用）", "choose another, or give \"{by}\" another (promised keys cannot be given away)" }
    unknown_placeholder(key, name) { "“{key}”里不能用{{{name}}}", "\"{key}\" cannot use {{{name}}}" }
    no_placeholder_do() { "这一句没有可填的内容，请删去花括号", "this line has no blanks to fill: leave out the braces" }
    open_brace(key) { "“{key}”的花括号没有写完", "a brace of \"{key}\" is not closed" }
    open_brace_do() { "写法如 {{name}}", "write it like {{name}}" }
    wrong_type(key, wanted) { "“{key}”应当是{wanted}", "\"{key}\" must be {wanted}" }
    wrong_type_do(example) { "写法如 {example}", "write it like {example}" }
    wanted_text() { "文字", "a text" }
    wanted_number() { "整数", "a whole number" }
    wanted_flag() { "true或false", "true or false" }
    wanted_list() { "列表", "a list" }
    wanted_table() { "表", "a table" }
    wanted_plain() { "文字、数字、是非或日期", "a text, number, truth value or date" }
    out_of_range(key, least, most) { "“{key}”超出{least}至{most}的范围", "\"{key}\" is out of range {least} to {most}" }
    out_of_range_do(least, most) { "请填{least}至{most}的整数", "give a whole number from {least} to {most}" }
    not_one_of(key, value) { "“{key}”不能是“{value}”", "\"{key}\" cannot be \"{value}\"" }
    one_of_do(allowed) { "请用其中之一：{allowed}", "use one of {allowed}" }
    bad_date(key, text) { "“{key}”的日期“{text}”不对", "\"{key}\" has no such date as \"{text}\"" }
    bad_date_do() { "写法如 2026-11-27 或 2026-11-27T14:30:00", "write it like 2026-11-27 or 2026-11-27T14:30:00" }
    bad_time(key, text) { "“{key}”的时间“{text}”不对", "\"{key}\" has no such time as \"{text}\"" }
    bad_time_do() { "写法如 14:30:00", "write it like 14:30:00" }
    bad_offset(text) { "时区“{text}”不对", "no such offset from UTC as \"{text}\"" }
    bad_offset_do() { "写法如 \"+08:00\"", "write it like \"+08:00\"" }
    bad_ratio(key, text) { "“{key}”的比例“{text}”不能用", "\"{key}\" has no usable fraction in \"{text}\"" }
    bad_ratio_do() {
        "写法如 \"2/3\"（三分之二以上）或 \">1/2\"（过半数）",
        "write \"2/3\" for at least, \">1/2\" for more than"
    }
    unknown_schema(found) { "不认识的格式版本 schema = {found}", "unknown schema {found}" }
    unknown_schema_do() { "请写 schema = 1，或升级本程序", "write schema = 1, or use a newer version of this program" }
    bad_id(key, id) { "“{key}”的编号“{id}”不能作文件名", "\"{key}\" has \"{id}\", which cannot be a file name" }
    bad_id_do() {
        "只用汉字、字母、数字和 - _ .，不以 . 或 - 开头，不超过100字节",
        "use letters, digits, Chinese characters and - _ . only, not beginning with . or -, 100 bytes at most"
    }
    unknown_rule(name) { "没有表决规则“{name}”", "there is no rule \"{name}\"" }
    duplicate_rule(id, first) { "规则“{id}”在{first}里已经有了", "rule \"{id}\" is already in {first}" }
    duplicate_rule_do() { "请删去其中一个，或改id", "delete one of them, or change its id" }
    among_or_tag() {
        "到会要求的一项只写among、tag、group、all_of、any_of之一",
        "a condition of a quorum has one of \"among\", \"tag\", \"group\", \"all_of\", \"any_of\""
    }
    among_or_tag_do() {
        "写 among = \"expected\"、among = \"entitled\" 或 tag = \"户代表\"",
        "write among = \"expected\", among = \"entitled\" or tag = \"…\""
    }
    one_limit() { "一项要求里写了不止一种标准", "one test has more than one limit" }
    one_limit_do() {
        "ratio、at_least、against_at_most、against_below只写一个；到会要求只写ratio或at_least",
        "write one of ratio, at_least, against_at_most, against_below; a quorum has ratio or at_least"
    }
    group_or_tag() { "一项要求同时写了group和tag", "one test has both \"group\" and \"tag\"" }
    group_or_tag_do() { "只写其中一个", "write one of them" }
    contradicts_proxy() { "限定了委托人数，却不计委托的票", "there is a cap on proxies, and proxies do not take part" }
    contradicts_proxy_do() { "在takes_part里加\"proxy\"，或者删去proxy_cap", "add \"proxy\" to takes_part, or delete proxy_cap" }
    contradicts_chair() { "平局由主持人决定，主持人却从不投票", "the chair decides ties, and never votes" }
    contradicts_chair_do() { "改为 chair_votes = \"tie\"，或者 tie = \"fails\"", "write chair_votes = \"tie\", or tie = \"fails\"" }
    contradicts_tie() { "主持人在平局时投票，平局却算不通过", "the chair votes to decide a tie, and a tie fails" }
    contradicts_tie_do() { "删去 tie = \"fails\"，或者改 chair_votes", "delete tie = \"fails\", or change chair_votes" }
    contradicts_silent() { "不允许弃权，不答复却按弃权计", "nobody may abstain, and whoever is silent abstains" }
    contradicts_silent_do() { "改silent，或者改abstain", "change \"silent\" or \"abstain\"" }
    contradicts_objection() { "参与要求不能按反对的人数算", "taking part is not measured by those against" }
    contradicts_objection_do() { "把这一项移到pass，或者改用ratio", "move it to \"pass\", or use ratio" }
    hard_above_reached() { "hard高于reached", "\"hard\" is above \"reached\"" }
    hard_above_reached_do() { "hard不得高于reached，如 [1, 2] 和 [2, 3]", "keep \"hard\" at or below \"reached\", like [1, 2] and [2, 3]" }
    end_before_start(key) { "“{key}”不在开始之后", "\"{key}\" is not after the start" }
    end_before_start_do() { "请改开始或结束", "change the start or the end" }
    duplicate_no(key, no, line) { "“{key}”的{no}与第{line}行重复", "\"{key}\" {no} stands already in line {line}" }
    unordered_no(key, no, before) { "“{key}”的{no}排在{before}之后", "\"{key}\" {no} comes after {before}" }
    number_do() { "请按顺序编号，或都不写no", "number them in order, or leave out every \"no\"" }
    no_such_person(key, who) { "“{key}”的“{who}”不在名册里", "\"{key}\" names \"{who}\", who is not on the roster" }
    no_such_person_do() { "请用名册里的编号或姓名，或把此人加进名册", "use an id or name of the roster, or add this person to it" }
    ambiguous(key, who) { "“{key}”的“{who}”有同名的人", "\"{key}\" names \"{who}\", and there are several" }
    ambiguous_do(candidates) { "请写编号：{candidates}", "give the id: {candidates}" }

    empty_roster() { "名册里没有人", "there is nobody on the roster" }
    empty_roster_do() { "第一行写表头，以下每人一行", "give a header row and below it a row for each person" }
    no_name_column() { "没有“姓名”一列", "there is no column \"name\"" }
    no_name_column_do() { "请在表头加“姓名”", "add \"name\" (姓名) to the header row" }
    unknown_header(header) { "不认识的表头“{header}”", "unknown column \"{header}\"" }
    unknown_header_do(nearest) { "最接近的是“{nearest}”；不需要就删去这一列", "the nearest is \"{nearest}\"; delete the column if it is not needed" }
    duplicate_header(column, first) { "表头“{column}”与第{first}列重复", "column \"{column}\" stands already in column {first}" }
    duplicate_header_do() { "请删去其中一列", "delete one of the columns" }
    no_header() { "这一格没有表头", "this cell has no header" }
    no_header_do() {
        "请补表头、删去这一格，或给含逗号的内容加引号",
        "give its column a header, empty it, or quote the field that has a comma"
    }
    missing_name() { "这一行没有姓名", "this row has no name" }
    missing_name_do() { "请填姓名，或删去整行", "fill in the name, or delete the row" }
    duplicate_id(id, line) { "编号“{id}”与第{line}行重复", "id \"{id}\" stands already in line {line}" }
    duplicate_id_do() { "请改其中一个编号", "change one of the ids" }
    bad_person_id(id, bad) { "编号“{id}”里不能有“{bad}”", "id \"{id}\" must not have \"{bad}\" in it" }
    bad_person_id_do() { "编号不用空格、引号和 = @ #，如 P01", "use no space, quote or = @ # in an id; write it like P01" }
    id_is_name(id, line) { "编号“{id}”是第{line}行的姓名", "id \"{id}\" is the name in line {line}" }
    id_is_name_do() { "请换一个编号，如 P01", "take another id, such as P01" }
    same_name(name, line) { "“{name}”与第{line}行同名，分不清", "\"{name}\" cannot be told from the one in line {line}" }
    same_name_do() { "请在“识别说明”里各写一个不同的说明，如 2网格", "give each a mark of its own in the column \"mark\"" }
    unknown_role(value) { "不认识的出席类型“{value}”", "unknown role \"{value}\"" }
    unknown_role_do() { "请填主持、出席或列席", "use chair, attending or sitting-in" }
    unknown_vote(value) { "不认识的表决权“{value}”", "unknown voting right \"{value}\"" }
    unknown_vote_do() { "请填是或否", "use yes or no" }
    bad_weight(value) { "权数“{value}”不对", "\"{value}\" is no weight" }
    bad_weight_do() { "请填大于0的数，最多四位小数，如 89.53", "give a number above 0 with four decimals at most, like 89.53" }
    unclosed_quote() { "引号没有结束", "a quote has no end" }
    unclosed_quote_do() { "请补上另一半引号；内容里的引号要写两遍", "add the closing quote; write a quote inside a field twice" }
    too_many_rows(most) { "超过{most}行", "there are more than {most} rows" }
    too_many_rows_do() { "请分成几份名册", "split the roster" }
    too_many_columns(most) { "超过{most}列", "there are more than {most} columns" }
    too_many_columns_do() { "请删去不用的列", "delete the columns that are not used" }
    bad_workbook(detail) { "工作簿读不出来{detail}", "the workbook cannot be read{detail}" }
    bad_workbook_do() { "请在表格软件里重新另存为.xlsx或CSV", "save it again as .xlsx or CSV" }
    in_cell(cell, what) { "{cell}：{what}", "{cell}: {what}" }
    more(n) { "另有{n}处错误", "and {n} more faults" }
}

/// A fault in words. See [`FaultText`] for the whole line.
pub fn fault_text(lang: Lang, fault: &Fault) -> FaultText {
    let (what, advice) = words(lang, &fault.kind);
    let what = match &fault.cell {
        Some(cell) => in_cell(lang, cell, what),
        None => what,
    };
    let place = format!("{}:{}:{}", fault.file, fault.line, fault.column);
    FaultText { what, place, advice }
}

fn words(lang: Lang, kind: &FaultKind) -> (String, String) {
    use FaultKind as K;
    match kind {
        K::TooLarge { megabytes } => (too_large(lang, megabytes), too_large_do(lang)),
        K::BadEncoding => (bad_encoding(lang), bad_encoding_do(lang)),
        K::ControlCharacter { at, code } => {
            (control(lang, subject(lang, at), format!("{code:04X}")), control_do(lang))
        }
        K::TooLong { at, most } => {
            (too_long(lang, subject(lang, at), most), too_long_do(lang, most))
        }
        K::UnknownGroup { at: _, name } => (unknown_group(lang, name), unknown_group_do(lang)),
        K::Syntax { detail } => (syntax(lang, said(lang, detail)), syntax_do(lang)),
        K::Missing { key } => (missing(lang, key), missing_do(lang, key)),
        K::Empty { key } => (empty(lang, key), empty_do(lang, key)),
        K::UnknownKey { key, nearest } => {
            let near = nearest.as_ref().map(|near| unknown_key_near_do(lang, near));
            (unknown_key(lang, key), near.unwrap_or_else(|| unknown_key_do(lang)))
        }
        K::Unreadable { why } => {
            (unreadable(lang, io_reason(lang, &(*why).into())), unreadable_do(lang))
        }
        K::UnknownAct { id, nearest } => {
            let near = nearest.as_ref().map(|near| unknown_key_near_do(lang, near));
            (unknown_act(lang, id), near.unwrap_or_else(|| unknown_act_do(lang)))
        }
        K::BadChord { id, text } => (bad_chord(lang, id, text), bad_chord_do(lang)),
        K::KeyTaken { id, chord, by } => (key_taken(lang, id, chord, by), key_taken_do(lang, by)),
        K::UnknownPlaceholder { key, name, known } => {
            let advice = if known.is_empty() {
                no_placeholder_do(lang)
            } else {
                one_of_do(lang, list(lang, known))
            };
            (unknown_placeholder(lang, key, name), advice)
        }
        K::OpenBrace { key } => (open_brace(lang, key), open_brace_do(lang)),
        K::WrongType { key, wanted } => {
            let (name, example) = wanted_words(lang, *wanted);
            (wrong_type(lang, key, name), wrong_type_do(lang, example))
        }
        K::OutOfRange { key, least, most } => {
            (out_of_range(lang, key, least, most), out_of_range_do(lang, least, most))
        }
        K::NotOneOf { key, value, allowed } => {
            (not_one_of(lang, key, value), one_of_do(lang, list(lang, allowed)))
        }
        K::BadDate { key, text } => (bad_date(lang, key, text), bad_date_do(lang)),
        K::BadTime { key, text } => (bad_time(lang, key, text), bad_time_do(lang)),
        K::BadOffset { text } => (bad_offset(lang, text), bad_offset_do(lang)),
        K::BadRatio { key, text } => (bad_ratio(lang, key, text), bad_ratio_do(lang)),
        K::UnknownSchema { found } => (unknown_schema(lang, found), unknown_schema_do(lang)),
        K::BadId { key, id } => (bad_id(lang, key, id), bad_id_do(lang)),
        K::UnknownRule { name, known } => {
            (unknown_rule(lang, name), one_of_do(lang, list(lang, known)))
        }
        K::DuplicateRule { id, first } => {
            (duplicate_rule(lang, id, first), duplicate_rule_do(lang))
        }
        K::AmongOrTag => (among_or_tag(lang), among_or_tag_do(lang)),
        K::OneLimit => (one_limit(lang), one_limit_do(lang)),
        K::GroupOrTag => (group_or_tag(lang), group_or_tag_do(lang)),
        K::Contradicts { contradiction } => contradicts(lang, *contradiction),
        K::HardAboveReached => (hard_above_reached(lang), hard_above_reached_do(lang)),
        K::EndBeforeStart { key } => (end_before_start(lang, key), end_before_start_do(lang)),
        K::DuplicateNo { key, no, first_line } => {
            (duplicate_no(lang, key, no, first_line), number_do(lang))
        }
        K::UnorderedNo { key, no, before } => {
            (unordered_no(lang, key, no, before), number_do(lang))
        }
        K::NoSuchPerson { key, who } => (no_such_person(lang, key, who), no_such_person_do(lang)),
        K::AmbiguousPerson { key, who, candidates } => {
            (ambiguous(lang, key, who), ambiguous_do(lang, list(lang, candidates)))
        }
        K::EmptyRoster => (empty_roster(lang), empty_roster_do(lang)),
        K::NoNameColumn => (no_name_column(lang), no_name_column_do(lang)),
        K::UnknownHeader { header, nearest } => {
            (unknown_header(lang, header), unknown_header_do(lang, column(lang, *nearest)))
        }
        K::DuplicateHeader { column: known, first } => {
            (duplicate_header(lang, column(lang, *known), first), duplicate_header_do(lang))
        }
        K::NoHeader => (no_header(lang), no_header_do(lang)),
        K::MissingName => (missing_name(lang), missing_name_do(lang)),
        K::DuplicateId { id, first_line } => {
            (duplicate_id(lang, id, first_line), duplicate_id_do(lang))
        }
        K::BadPersonId { id, bad } => (bad_person_id(lang, id, bad), bad_person_id_do(lang)),
        K::IdIsName { id, name_line } => (id_is_name(lang, id, name_line), id_is_name_do(lang)),
        K::SameName { name, first_line } => (same_name(lang, name, first_line), same_name_do(lang)),
        K::UnknownRole { value } => (unknown_role(lang, value), unknown_role_do(lang)),
        K::UnknownVote { value } => (unknown_vote(lang, value), unknown_vote_do(lang)),
        K::BadWeight { value } => (bad_weight(lang, value), bad_weight_do(lang)),
        K::UnclosedQuote => (unclosed_quote(lang), unclosed_quote_do(lang)),
        K::TooManyRows { most } => (too_many_rows(lang, most), too_many_rows_do(lang)),
        K::TooManyColumns { most } => (too_many_columns(lang, most), too_many_columns_do(lang)),
        K::BadWorkbook { detail } => {
            (bad_workbook(lang, said(lang, detail)), bad_workbook_do(lang))
        }
        kind => roster::fault_words(lang, kind).unwrap_or_default(),
    }
}

fn contradicts(lang: Lang, contradiction: Contradiction) -> (String, String) {
    match contradiction {
        Contradiction::ProxyCap => (contradicts_proxy(lang), contradicts_proxy_do(lang)),
        Contradiction::ChairNever => (contradicts_chair(lang), contradicts_chair_do(lang)),
        Contradiction::TieFails => (contradicts_tie(lang), contradicts_tie_do(lang)),
        Contradiction::SilentAbstain => (contradicts_silent(lang), contradicts_silent_do(lang)),
        Contradiction::ObjectionTakesPart => {
            (contradicts_objection(lang), contradicts_objection_do(lang))
        }
    }
}

fn column(lang: Lang, column: Column) -> &'static str {
    match lang {
        Lang::Zh => column.zh(),
        Lang::En => column.en(),
    }
}

fn subject(lang: Lang, subject: &Subject) -> String {
    match subject {
        Subject::Key(key) => key.clone(),
        Subject::Column(known) => column(lang, *known).to_owned(),
    }
}

fn list(lang: Lang, words: &[impl AsRef<str>]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    words.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}

/// A type in words, and an example of it.
fn wanted_words(lang: Lang, wanted: Wanted) -> (String, &'static str) {
    match wanted {
        Wanted::Text => (wanted_text(lang), "\"…\""),
        Wanted::Number => (wanted_number(lang), "30"),
        Wanted::Flag => (wanted_flag(lang), "true"),
        Wanted::List => (wanted_list(lang), "[\"…\", \"…\"]"),
        Wanted::Table => (wanted_table(lang), "[…] / { … = … }"),
        Wanted::Plain => (wanted_plain(lang), "\"…\""),
    }
}

/// What a library says of a file: it speaks English, so it is for those who read English.
pub fn said(lang: Lang, detail: &str) -> String {
    match lang {
        Lang::En if !detail.is_empty() => format!(": {detail}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_use_every_argument() {
        for (name, args, zh, en) in ALL {
            for arg in *args {
                let hole = format!("{{{arg}}}");
                assert!(zh.contains(&hole), "{name}: {hole} in Chinese");
                assert!(en.contains(&hole), "{name}: {hole} in English");
            }
        }
    }

    #[test]
    fn a_fault_is_one_line_with_its_place() {
        let kind = FaultKind::UnknownHeader { header: "电话".to_owned(), nearest: Column::Phone };
        let fault = Fault { file: "r.csv".to_owned(), line: 1, column: 4, cell: None, kind };
        assert_eq!(
            fault_text(Lang::Zh, &fault).to_string(),
            "不认识的表头“电话” (r.csv:1:4): 最接近的是“联系电话”；不需要就删去这一列"
        );
        assert_eq!(
            fault_text(Lang::En, &fault).to_string(),
            "unknown column \"电话\" (r.csv:1:4): the nearest is \"phone\"; delete the column if it is not needed"
        );
    }
}
