//! What is said of the store: errors, repairs, losses.

use super::io::io_reason;
use super::{Lang, messages};
use crate::domain::recorded::RecordError;
use crate::limits::IdFault;
use crate::store::{Damage, DamageKind, StoreError};

messages! {
    in_use(dir) {
        "存储正被另一个程序使用（{dir}）：请先退出那个 yishi，或用 --store 另选文件夹",
        "the store is in use by another process ({dir}): quit that yishi first, or choose another folder with --store"
    }
    in_use_by(dir, pid) {
        "存储正被进程 {pid} 使用（{dir}）：请先退出那个 yishi，或用 --store 另选文件夹",
        "the store is in use by process {pid} ({dir}): quit that yishi first, or choose another folder with --store"
    }
    newer(found) {
        "存储由更新的版本写成（格式 {found}）：请升级 yishi",
        "the store was written by a newer version (format {found}): upgrade yishi"
    }
    not_a_store(dir) {
        "文件夹里是别的东西，没有动它（{dir}）：请用 --store 换一个空文件夹",
        "the folder holds other things and was not touched ({dir}): choose an empty one with --store"
    }
    conflict(session, expected, found) {
        "会次 {session} 的记录已有变化（应为第 {expected} 条，给出第 {found} 条）：请重新打开",
        "the record of {session} has changed (record {expected} is next, {found} was given): open it again"
    }
    no_session(session) {
        "没有这个会次（{session}）：用 yishi list 查看编号",
        "there is no such session ({session}): see the ids with yishi list"
    }
    bad_id(id, why) {
        "编号不能用（{id}：{why}）：请用字母、数字、- 和 _",
        "the id cannot be used ({id}: {why}): use letters, digits, - and _"
    }
    full(path) {
        "磁盘已满，没有保存（{path}）：请腾出空间后重试",
        "the disk is full, nothing was saved ({path}): free some space and try again"
    }
    read_only(path) {
        "这里只能读，没有保存（{path}）：请检查磁盘是否只读",
        "this can only be read, nothing was saved ({path}): check whether the disk is read-only"
    }
    only_reading(path) {
        "存储现在只能读，没有与数据库核对（{path}）：盘只读、已满或没有权限，什么都记不下来",
        "the store can only be read now and was not compared with its database ({path}): the disk is read-only or full, or there is no permission, and nothing can be recorded"
    }
    permission(path) {
        "没有权限（{path}）：请检查文件夹的权限",
        "no permission ({path}): check the folder's permissions"
    }
    link(path) {
        "存储文件夹里有一个链接（{path}）：它不是 yishi 放的，什么都没有写；请核对后移走它",
        "there is a link in the store's folder ({path}): yishi did not put it there and wrote nothing; look where it leads and take it away"
    }
    odd(path) {
        "存储文件夹里有一个不是普通文件的东西（{path}）：它不是 yishi 放的，什么都没有写；请核对后移走它",
        "there is something other than a file in the store's folder ({path}): yishi did not put it there and wrote nothing; look what it is and take it away"
    }
    cut_off(path) {
        "上次恢复或导入没有做完，已全部撤回，存储和那之前一样（{path}）：请再做一次",
        "the last restore or import was cut off, all of it was taken back and the store is as before ({path}): do it once more"
    }
    was_open(path) {
        "其他用户原来可以进入存储文件夹，现已改为只有您自己可读（{path}）",
        "other users could enter the store's folder; now only you can read it ({path})"
    }
    damaged(path) {
        "数据库损坏且无法重建（{path}）：请先复制整个文件夹，再求助",
        "the database is damaged and could not be built anew ({path}): copy the whole folder first, then ask for help"
    }
    io(path, why) {
        "读写出错，没有保存（{path}：{why}）：请检查磁盘后重试",
        "reading or writing failed, nothing was saved ({path}: {why}): check the disk and try again"
    }
    unsure(session, why) {
        "磁盘出错，无法确定这一条是否已经保存（{session}：{why}）：请检查磁盘，重新打开后看记录里有没有，再决定要不要重做",
        "the disk failed and it is not known whether this was saved ({session}: {why}): check the disk, open the session again and look whether the record has it before doing it once more"
    }
    id_empty() { "编号为空", "it is empty" }
    id_long(bytes) { "长 {bytes} 字节，超过 100", "it has {bytes} bytes, more than 100" }
    id_dot() { "以点开头或结尾", "it starts or ends with a dot" }
    id_character(c) { "含有 {c}", "it contains {c}" }
    id_reserved() { "系统保留的名字", "the system reserves this name" }
    id_dash() { "不能以 - 开头", "it begins with -" }
    id_alike(other) { "与 {other} 只有大小写不同", "it differs from {other} only by case" }
    line_form(why) { "记录中有一行读不懂（{why}）：请运行 yishi verify", "a line of the record cannot be read ({why}): run yishi verify" }
    line_newer(version) { "记录由更新的版本写成（版本 {version}）：请升级 yishi", "the record was written by a newer version (version {version}): upgrade yishi" }
    line_hash(seq) { "第 {seq} 条记录与其校验值不符（第 {seq} 条）：记录可能被改动，请保留原文件", "record {seq} does not match its hash (record {seq}): it may have been altered, keep the original files" }
    line_fork(seq) {
        "从第 {seq} 条起是另一份记录，分叉在封存（没有封存的，在散会）之前（第 {seq} 条）：请保留两份，查明哪一份是签字的",
        "from event {seq} on it is another history, which begins before the seal (or the adjournment) (event {seq}): keep both, and find out which was signed"
    }
    line_chain(seq) { "第 {seq} 条记录接不上前一条（第 {seq} 条）：记录可能缺失，请保留原文件", "record {seq} does not continue the one before (record {seq}): something may be missing, keep the original files" }
    rebuilt() { "数据库打不开，已从日志全部重建", "the database could not be opened and was built anew from the journals" }
    renewed() { "数据库有损坏，已整体换新", "the database was damaged in places and was built anew as a whole" }
    database_repaired(session, n) { "{session}：数据库中 {n} 条记录损坏，已按日志修复", "{session}: {n} records of the database were damaged and were repaired from the journal" }
    journal_repaired(session, n) { "{session}：日志中 {n} 条记录损坏，已按数据库修复", "{session}: {n} records of the journal were damaged and were repaired from the database" }
    lost(session, kept, expected, rest) {
        "{session}：记录有丢失！完整到第 {kept} 条，原有 {expected} 条，其后可辨认的 {rest} 条在隔离文件中：请勿删除存储文件夹",
        "{session}: records are lost! complete up to {kept} of {expected}; {rest} later ones can be made out in the quarantined files: do not delete the store"
    }
    end_unknown(session, kept) {
        "{session}：记录完整到第 {kept} 条，但旁证已损坏，无法判断其后是否还有丢失的记录：请先用备份或打印件核对",
        "{session}: the record is complete up to {kept}, but what could tell whether it went further is damaged, so that later records may be lost: compare a backup or a printout first"
    }
    sessions_unknown() {
        "见证文件和数据库都已损坏，无法判断是否有整场会议丢失：请用备份核对会次清单",
        "the witness and the database are both damaged, nobody can tell whether whole sessions are lost: compare the list of sessions with a backup"
    }
    end_unknown_note(kept) {
        "存储损坏后无法判断第{kept}条之后是否有记录丢失，经确认后继续记录。",
        "After damage of the store it cannot be told whether records after {kept} were lost; it was decided to go on."
    }
    journal_short(session, kept, expected) {
        "{session}：只读打开时日志完整到第 {kept} 条，原有 {expected} 条，其余可能在数据库中：退出其他 yishi 后重新打开即可核对",
        "{session}: opened for reading, the journal is complete up to {kept} of {expected}; the database may hold the rest: open it again when no other yishi runs"
    }
    replaced(session) {
        "{session}：日志的位置上是一个文件夹、管道或设备，不是文件，已另放一边：请查明是谁放的",
        "{session}: a folder, a pipe or a device stood in place of its journal and was set aside: find out who put it there"
    }
    foreign_lines(session, lines) {
        "{session}：日志里有 {lines} 条是另一份记录的，不属于这场会议，没有采用，已另放一边：请查明是谁换了文件",
        "{session}: {lines} lines of the journal are another record's and no part of this meeting; they were not used and set aside: find out who put them there"
    }
    altered(session, at) { "{session}：第 {at} 条记录与当时确认的不同，可能被人改动：请用备份或打印件核对", "{session}: record {at} is not the one that was acknowledged; it may have been altered: compare a backup or a printout" }
    witness() { "记录进度的见证文件已重写", "the witness of how far sessions went was written anew" }
    format_file() { "格式文件已重写", "the format file was written anew" }
    draft_repaired(session) { "{session}：草稿的一份副本损坏，已按另一份修复", "{session}: one copy of a draft was damaged and was repaired from the other" }
    gone_on(session, kept) { "{session}：从第 {kept} 条起确认继续记录", "{session}: it was decided to go on from record {kept}" }
    undecided_loss(session) {
        "{session} 的记录有丢失或改动，现在只能查看（{session}）：先用备份核对；确认要继续记录，用 yishi open 打开后确认，或 yishi exec {session} --accept-loss",
        "records of {session} are lost or altered, it can only be read now ({session}): compare a backup first; to go on all the same, confirm it in yishi open, or with yishi exec {session} --accept-loss"
    }
    lost_note(first, last) {
        "记录第{first}至{last}条因存储损坏丢失，经确认后继续记录。",
        "Records {first} to {last} were lost to damage of the store; it was decided to go on."
    }
    altered_note(at) {
        "记录第{at}条与当时确认的不同，经确认后继续记录。",
        "Record {at} is not the one that was acknowledged; it was decided to go on."
    }
    draft_lost(session) { "{session}：有一份未保存的草稿读不出来：请核对最后写的内容", "{session}: a draft can no longer be read: check what was typed last" }
    unreadable(session) {
        "{session}：有一处读不出来，已尽量从另一份取得：请检查磁盘",
        "{session}: a part cannot be read; as much as possible was taken from the other copy: check the disk"
    }
    original_at(path) { "（原件在 {path}）", " (the original is in {path})" }
}

/// What a store's error means to the person in front of it.
pub fn store_error_text(lang: Lang, error: &StoreError) -> String {
    match error {
        StoreError::InUse { dir, holder: Some(pid) } => in_use_by(lang, dir.display(), pid),
        StoreError::InUse { dir, holder: None } => in_use(lang, dir.display()),
        StoreError::Newer { found } => newer(lang, found),
        StoreError::NotAStore { dir } => not_a_store(lang, dir.display()),
        StoreError::Conflict { session, expected, found } => {
            conflict(lang, session, expected, found)
        }
        StoreError::UndecidedLoss { session } => undecided_loss(lang, session),
        StoreError::Unsure { session, cause } => {
            let why = match &**cause {
                StoreError::Io { path, source, .. } => {
                    format!("{}: {}", path.display(), io_reason(lang, source))
                }
                cause => store_error_text(lang, cause),
            };
            unsure(lang, session, why)
        }
        StoreError::NoSession { session } => no_session(lang, session),
        StoreError::BadId { id, fault } => bad_id(lang, id, id_fault_text(lang, fault)),
        StoreError::Full { path, .. } => full(lang, path.display()),
        StoreError::ReadOnly { path } => read_only(lang, path.display()),
        StoreError::Permission { path, .. } => permission(lang, path.display()),
        StoreError::Link { path } => link(lang, path.display()),
        StoreError::Odd { path } => odd(lang, path.display()),
        StoreError::Damaged { path, .. } => damaged(lang, path.display()),
        StoreError::Io { path, source, .. } => io(lang, path.display(), io_reason(lang, source)),
    }
}

/// What is wrong with an id.
pub fn id_fault_text(lang: Lang, fault: &IdFault) -> String {
    match fault {
        IdFault::Empty => id_empty(lang),
        IdFault::TooLong(bytes) => id_long(lang, bytes),
        IdFault::Dot => id_dot(lang),
        IdFault::Dash => id_dash(lang),
        IdFault::Character(c) => id_character(lang, c.escape_default()),
        IdFault::Reserved => id_reserved(lang),
        IdFault::LooksLike(other) => id_alike(lang, other),
    }
}

/// What it means that a stored line is not a line of its record.
pub fn line_error_text(lang: Lang, error: &RecordError) -> String {
    match error {
        RecordError::Form(why) => line_form(lang, why),
        RecordError::Newer(version) => line_newer(lang, version),
        RecordError::Hash(seq) => line_hash(lang, seq),
        RecordError::Chain(seq) => line_chain(lang, seq),
        RecordError::Fork(seq) => line_fork(lang, seq),
    }
}

/// What was found damaged, and what was done about it.
pub fn damage_text(lang: Lang, damage: &Damage) -> String {
    let session = damage.session.as_deref().unwrap_or("*");
    let said = match &damage.damage_kind {
        // What the database said of itself stands in DAMAGE.log.
        DamageKind::DatabaseRebuilt { .. } => rebuilt(lang),
        DamageKind::DatabaseRenewed => renewed(lang),
        DamageKind::DatabaseRepaired { records } => database_repaired(lang, session, records),
        DamageKind::JournalRepaired { records } => journal_repaired(lang, session, records),
        DamageKind::Lost { kept, expected, salvageable } => {
            lost(lang, session, kept, expected, salvageable)
        }
        DamageKind::EndUnknown { kept } => end_unknown(lang, session, kept),
        DamageKind::SessionsUnknown => sessions_unknown(lang),
        DamageKind::JournalShort { kept, expected } => journal_short(lang, session, kept, expected),
        DamageKind::Replaced => replaced(lang, session),
        DamageKind::Foreign { lines } => foreign_lines(lang, session, lines),
        DamageKind::Altered { at } => altered(lang, session, at),
        DamageKind::WitnessRebuilt => witness(lang),
        DamageKind::FormatRewritten => format_file(lang),
        DamageKind::DraftRepaired => draft_repaired(lang, session),
        DamageKind::DraftLost { .. } => draft_lost(lang, session),
        DamageKind::Unreadable { .. } => unreadable(lang, session),
        DamageKind::GoneOn { kept } => gone_on(lang, session, kept),
    };
    match &damage.original {
        Some(path) => said + &original_at(lang, path.display()),
        None => said,
    }
}

/// The line of the minutes by which a person goes on after a loss. None for other damage.
pub fn going_on_text(lang: Lang, damage: &Damage) -> Option<String> {
    match damage.damage_kind {
        DamageKind::Lost { kept, expected, .. } => Some(lost_note(lang, kept + 1, expected)),
        DamageKind::Altered { at } => Some(altered_note(lang, at)),
        DamageKind::EndUnknown { kept } => Some(end_unknown_note(lang, kept)),
        DamageKind::DatabaseRebuilt { .. }
        | DamageKind::DatabaseRenewed
        | DamageKind::DatabaseRepaired { .. }
        | DamageKind::JournalRepaired { .. }
        | DamageKind::JournalShort { .. }
        | DamageKind::Replaced
        | DamageKind::Foreign { .. }
        | DamageKind::SessionsUnknown
        | DamageKind::WitnessRebuilt
        | DamageKind::FormatRewritten
        | DamageKind::DraftRepaired
        | DamageKind::DraftLost { .. }
        | DamageKind::Unreadable { .. }
        | DamageKind::GoneOn { .. } => None,
    }
}
