//! What is said of the archive of a city.
#![cfg_attr(
    not(feature = "archive"),
    allow(dead_code, reason = "said by a part that this program is without")
)]

use super::{Lang, messages};
use crate::inputs::PlaceFault;

/// What stands between the words of a list that is typed.
pub(crate) const COMMAS: [char; 2] = [',', '，'];

messages! {
    no_url() {
        "不知道数据库在哪里（--database）：请写上 postgresql://用户@主机/库名，或设置 YISHI_ARCHIVE_URL",
        "it is not known where the database is (--database): give postgresql://USER@HOST/NAME, or set YISHI_ARCHIVE_URL"
    }
    bad_url(why) {
        "读不懂数据库地址（{why}）：写法是 postgresql://用户@主机/库名",
        "the address of the database cannot be read ({why}): its form is postgresql://USER@HOST/NAME"
    }
    no_connection(why) {
        "连不上数据库（{why}）：请检查地址、网络和口令，数据库是否在运行",
        "the database cannot be reached ({why}): check address, network and password, and that it runs"
    }
    database(why) {
        "数据库拒绝了（{why}）：什么都没有改动，请交给管理数据库的人看",
        "the database refused ({why}): nothing was changed, show this to whoever runs the database"
    }
    denied(why) {
        "这个角色无权这样做（{why}）：请由档案库的所有者来做，或请其授权",
        "this role may not do that ({why}): let the owner of the archive do it, or grant it"
    }
    not_made() {
        "数据库里还没有档案库（--database）：先运行 yishi-archive init",
        "there is no archive in the database (--database): run yishi-archive init first"
    }
    older(have) {
        "档案库是旧版程序建的（第 {have} 版）：先运行 yishi-archive init",
        "the archive was made by an older program (version {have}): run yishi-archive init first"
    }
    newer(have) {
        "档案库是新版程序建的（第 {have} 版）：请换用新版程序",
        "the archive was made by a newer program (version {have}): use that program"
    }
    not_decrypted(path, why) {
        "解不开这个文件（{path}）：{why}；请用它加密时那个公钥的私钥文件（--identity）",
        "this file cannot be decrypted ({path}): {why}; give the private key that belongs to the key it was encrypted to (--identity)"
    }
    no_place(code) {
        "没有这个地方（{code}）：用 yishi-archive place list 看全部",
        "there is no such place ({code}): see yishi-archive place list"
    }
    no_session(typed) {
        "没有这个会次（{typed}）：用 yishi-archive list 看全部，写首条指纹的前几位",
        "there is no such session ({typed}): see yishi-archive list, and give the first digits of its genesis"
    }
    several(typed) {
        "不止一个会次是它（{typed}）：请多写几位首条指纹",
        "several sessions are meant ({typed}): give more digits of the genesis"
    }
    no_role(role) {
        "数据库里没有这个角色（{role}）：先由管理员建立，如 CREATE ROLE … LOGIN",
        "the database has no such role ({role}): let its administrator make it, CREATE ROLE … LOGIN"
    }
    above(role) {
        "这个角色本来就看得到全部（{role}）：请另用一个普通角色",
        "this role sees everything anyhow ({role}): use an ordinary one"
    }
    damaged(id) {
        "档案库里这个会次的记录已损坏（{id}）：请从备份或原机重新收入，并运行 yishi-archive check",
        "the record of this session is damaged in the archive ({id}): take it again from a backup or its laptop, and run yishi-archive check"
    }
    stale() {
        "库里的会次还没有按新版本整理：运行 yishi-archive reindex，之后搜索和统计才完整",
        "the sessions that are there have no rows of this version yet: run yishi-archive reindex, or searches and figures are not whole"
    }
    made(steps, version) {
        "档案库已就绪：执行了 {steps} 步，现为第 {version} 版",
        "the archive is ready: {steps} steps were run, it is version {version}"
    }
    places_put(count) { "已存入 {count} 个地方", "{count} places were taken in" }
    col_code() { "代码", "code" }
    col_place() { "地方", "place" }
    col_level() { "级别", "level" }
    col_parent() { "上级", "parent" }
    col_genesis() { "首条指纹", "genesis" }
    col_session() { "会次", "session" }
    col_date() { "日期", "date" }
    col_title() { "名称", "title" }
    col_phase() { "状态", "phase" }
    col_lines() { "条数", "lines" }
    col_look() { "待查", "to look at" }
    has_flaw(line) { "第 {line} 条不合规则", "line {line} breaks a rule" }
    col_held() { "已开", "held" }
    col_no() { "序号", "no" }
    col_lead() { "牵头单位", "lead" }
    col_due() { "期限", "due" }
    col_county() { "县区", "county" }
    col_town() { "乡镇", "town" }
    col_month() { "月份", "month" }
    col_tag() { "身份标签", "tag" }
    col_sessions() { "会次", "sessions" }
    col_invited() { "应到", "invited" }
    col_came() { "到会", "came" }
    col_reached() { "达成共识", "reached" }
    col_continued() { "持续协商", "continued" }
    col_referred() { "提交决策", "referred" }
    col_actions() { "事项", "actions" }
    col_completed() { "办结", "completed" }
    col_in_time() { "按时", "in time" }
    col_text() { "内容", "text" }
    list_title() { "档案库会次", "Sessions of the archive" }
    missing_title(month) { "{month} 未足次数的社区", "Communities short of sessions in {month}" }
    overdue_title() { "逾期事项", "Overdue actions" }
    figures_title() { "统计", "Figures" }
    taking() { "收入会次", "taking in" }
    checking() { "核对档案库", "checking the archive" }
    reindexing() { "重建索引", "making rows anew" }
    with_place(said, place, code) { "{said}  {place}（{code}）", "{said}  {place} ({code})" }
    taken_new(session, genesis) { "{session} ~{genesis}  新收入", "{session} ~{genesis}  new" }
    taken_continued(session, genesis, lines) { "{session} ~{genesis}  续入 {lines} 条", "{session} ~{genesis}  continued, {lines} lines" }
    taken_unchanged(session, genesis) { "{session} ~{genesis}  没有变化", "{session} ~{genesis}  unchanged" }
    taken_older(session, genesis) { "{session} ~{genesis}  较旧，没有变化", "{session} ~{genesis}  older, nothing changed" }
    taken_joined(session, genesis, lines) { "{session} ~{genesis}  合并 {lines} 条", "{session} ~{genesis}  joined, {lines} lines" }
    taken_branch(session, genesis, line) {
        "{session} ~{genesis}  另一种历史，从第 {line} 条起不同，已另存，请人核查",
        "{session} ~{genesis}  branch: another history from line {line} on, kept beside it, somebody must look at it"
    }
    refused(why) { "拒收：{why}", "refused: {why}" }
    no_place_for(file, session) {
        "{file}：不知道会次 {session} 属于哪个地方：请用 --place，或以地方代码或名称命名文件夹",
        "{file}: it is not known which place {session} belongs to: use --place, or name the folder by the code or name of the place"
    }
    by_place(place, code, counts) { "{place}（{code}）：{counts}", "{place} ({code}): {counts}" }
    count_new(count) { "新收入 {count}", "{count} new" }
    count_continued(count) { "续入 {count}", "{count} continued" }
    count_unchanged(count) { "没有变化 {count}", "{count} unchanged" }
    count_older(count) { "较旧 {count}", "{count} older" }
    count_joined(count) { "合并 {count}", "{count} joined" }
    count_branch(count) { "另存 {count}", "{count} branches" }
    all_refused(count) { "{count} 份被拒收，其余都已处理", "{count} were refused, everything else was dealt with" }
    receipts_written(count, path) { "已写出 {count} 条回执：{path}", "{count} receipts written: {path}" }
    exported(session, lines, path) { "已导出 {session}，共 {lines} 条：{path}", "{session} exported, {lines} lines: {path}" }
    none_missing() { "都已足次数", "nothing is missing" }
    none_overdue() { "没有逾期事项", "nothing is overdue" }
    none_found(word) { "没有找到“{word}”", "{word} was not found" }
    none_listed() { "没有会次", "there are no sessions" }
    places_title() { "地方", "Places" }
    search_title(word) { "检索“{word}”", "Search for {word}" }
    none_places() { "还没有地方：用 place import 导入", "there are no places yet: take them in by place import" }
    forgetting() { "删除电话和地址", "deleting phones and addresses" }
    retention(months) { "电话和地址保留 {months} 个月，之后由 forget 删除", "phones and addresses are kept for {months} months, then forget deletes them" }
    no_retention() { "还没有定电话和地址保留多久：用 retention --months N 来定", "nobody has decided how long phones and addresses are kept: retention --months N does" }
    forgotten(sessions, lines) { "已从 {sessions} 个会次的 {lines} 条记录中删除电话和地址", "phones and addresses were deleted from {lines} lines of {sessions} sessions" }
    not_whole(session, genesis, lines) {
        "会次 {session}（~{genesis}）有 {lines} 条记录已按期删除电话和地址，会次包不能再原样写出：请用 export 导出其文件（如 minutes），或向社区要原包",
        "phones and addresses were deleted from {lines} lines of {session} (~{genesis}) when their time was over, so its bundle cannot be written any more: export a document of it (minutes …), or ask the community for the bundle"
    }
    none_figures() { "没有可统计的会次", "there is nothing to count" }
    short_word(word) { "要找的词太短（{word}）：请至少写两个字", "the word is too short ({word}): give at least two characters" }
    bad_month(text) { "读不懂月份（{text}）：写法是 2026-11", "the month cannot be read ({text}): its form is 2026-11" }
    bad_by(text) { "不能按它统计（{text}）：可用 county、town、month、tag", "figures cannot be counted by it ({text}): use county, town, month, tag" }
    checked(count) { "已核对 {count} 个会次，全部相符", "{count} sessions checked, everything agrees" }
    reindexed(count) { "已重建 {count} 个会次", "rows of {count} sessions made anew" }
    bad_record(genesis) { "记录读不出或链不完整（~{genesis}）：请从备份或原机重新收入", "a record cannot be read or its chain does not hold (~{genesis}): take it again from a backup or its laptop" }
    bad_head(genesis) { "记录旁的编号、日期、指纹或条数不符（~{genesis}）：运行 reindex", "id, day, head or lines beside a record do not agree (~{genesis}): run reindex" }
    bad_derived(genesis, table) { "派生的表与记录不符（~{genesis}：{table}）：运行 reindex", "derived rows do not agree with the record (~{genesis}: {table}): run reindex" }
    bad_branch(genesis) { "另存的历史不符（~{genesis}）：请重新收入", "another history that is kept does not hold (~{genesis}): take it again" }
    bad_receipt(genesis) { "回执对不上，或记录已不在（~{genesis}）：请重新收入", "a receipt has nothing that accounts for it, or the record is gone (~{genesis}): take it again" }
    bad_attached(genesis) { "附件不符或缺失（~{genesis}）：请重新收入", "a file that is attached is another one or gone (~{genesis}): take it again" }
    bad_redaction(genesis) { "删除电话地址的登记与记录不符（~{genesis}）：请从备份恢复", "what is noted of deleted phones and addresses does not agree with the record (~{genesis}): restore it from a backup" }
    asking() { "查询档案库（秒）", "asking the archive (seconds)" }
    no_receipt(genesis) { "有记录而没有回执（~{genesis}）：请重新收入", "there is a record and no receipt (~{genesis}): take it again" }
    granted(role, place, code) { "{role} 现在可以看 {place}（{code}）及其下级", "{role} now sees {place} ({code}) and what is under it" }
    granted_masked() { "姓名、电话已遮盖，记录原文看不到；--names 可放开", "names and phones are masked and whole records are not seen; --names lets them be" }
    file_encoding(file) { "读不懂文件编码（{file}）：请存为 UTF-8 或 GB18030 的 CSV", "the encoding cannot be read ({file}): save it as CSV in UTF-8 or GB18030" }
    file_no_column(file, column) { "缺少列（{file}：{column}）：表头要有 代码、名称、上级、级别", "a column is missing ({file}: {column}): the header needs code, name, parent, level" }
    file_twice_column(file, column) { "列重复（{file}：{column}）：去掉一列", "a column is there twice ({file}: {column}): leave one out" }
    file_no_rows(file) { "没有地方（{file}）：表头之下每行写一个", "there are no places ({file}): write one a line under the header" }
    file_empty(file, line, column) { "空格（{file}:{line}：{column}）：请填上", "a cell is empty ({file}:{line}: {column}): fill it in" }
    file_bad_code(file, line, code) { "代码只能用字母、数字和 _ . -，至多 32 个（{file}:{line}：{code}）：请改正", "a code has letters, digits and _ . - only, 32 at most ({file}:{line}: {code}): put it right" }
    file_too_long(file, line, column) { "太长（{file}:{line}：{column}）：至多 200 字", "too long ({file}:{line}: {column}): 200 characters at most" }
    file_control(file, line, column) { "有控制字符（{file}:{line}：{column}）：请删去", "a control character ({file}:{line}: {column}): take it out" }
    file_level(file, line, value) { "级别不对（{file}:{line}：{value}）：可用 市、县、镇、社区", "no such level ({file}:{line}: {value}): use city, county, town or community" }
    file_twice(file, line, code, first) { "代码重复（{file}:{line}：{code}，第 {first} 行已有）：请改正", "a code is there twice ({file}:{line}: {code}, first in line {first}): put it right" }
    file_not_above(file, line, code, parent) { "上级不高于它（{file}:{line}：{code} 的上级 {parent}）：请改正级别或上级", "the parent is not above it ({file}:{line}: {parent} of {code}): put level or parent right" }
}

/// A fault of a list of places.
pub(crate) fn place_fault(lang: Lang, file: &str, fault: &PlaceFault) -> String {
    match fault {
        PlaceFault::Encoding => file_encoding(lang, file),
        PlaceFault::NoColumn(column) => file_no_column(lang, file, column),
        PlaceFault::TwiceColumn(column) => file_twice_column(lang, file, column),
        PlaceFault::NoRows => file_no_rows(lang, file),
        PlaceFault::Empty { line, column } => file_empty(lang, file, line, column),
        PlaceFault::BadCode { line, code } => file_bad_code(lang, file, line, code),
        PlaceFault::TooLong { line, column } => file_too_long(lang, file, line, column),
        PlaceFault::Control { line, column } => file_control(lang, file, line, column),
        PlaceFault::Level { line, value } => file_level(lang, file, line, value),
        PlaceFault::Twice { line, code, first } => file_twice(lang, file, line, code, first),
        PlaceFault::NotAbove { line, code, parent } => {
            file_not_above(lang, file, line, code, parent)
        }
    }
}

/// A level of places in words.
pub(crate) const fn level(lang: Lang, key: &'static str) -> &'static str {
    match (lang, key.as_bytes()) {
        (Lang::Zh, b"city") => "市",
        (Lang::Zh, b"county") => "县区",
        (Lang::Zh, b"town") => "乡镇街道",
        (Lang::Zh, _) => "社区",
        (Lang::En, _) => key,
    }
}
