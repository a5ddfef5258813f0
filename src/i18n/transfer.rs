//! What is said of files that carry sessions: backups, bundles, salvages.

use super::io::io_reason;
use super::{Lang, messages, store};
use crate::store::ContainerError;

messages! {
    backed_up(sessions, records, drafts, path) {
        "已备份 {sessions} 个会次、{records} 条记录、{drafts} 份草稿：{path}",
        "backed up {sessions} sessions, {records} events, {drafts} drafts: {path}"
    }
    left_out(session, why) {
        "{session} 没有备份，其余都已备份（{why}）：请先处理，再备份一次",
        "{session} is not in the backup, all others are ({why}): see to it, then make the backup again"
    }
    bundled(session, records, path) {
        "已打包会次 {session}，共 {records} 条记录：{path}",
        "bundled {session}, {records} events: {path}"
    }
    salvaged(sessions, records, drafts, path) {
        "已抢救 {sessions} 个会次、{records} 条记录、{drafts} 份草稿：{path}",
        "salvaged {sessions} sessions, {records} events, {drafts} drafts: {path}"
    }
    salvaged_loose(session, lines) {
        "{session}：另有 {lines} 条断开之后的记录，已原样存入，不能恢复，只供查阅",
        "{session}: {lines} more lines stand behind a gap; they are kept as they are, to be read, not restored"
    }
    salvage_whole() { "没有发现损坏", "no damage was found" }
    taken_new(session, records) { "{session}  已存入，共 {records} 条", "{session}  taken in, {records} events" }
    taken_same(session) { "{session}  已有同样的记录，没有变化", "{session}  is here already, nothing changed" }
    taken_longer(session, added, records) {
        "{session}  接着原有记录补入 {added} 条，共 {records} 条",
        "{session}  {added} events added to those here, {records} in all"
    }
    taken_shorter(session, ours, theirs) {
        "{session}  这里有 {ours} 条，文件中只有前 {theirs} 条，没有变化",
        "{session}  has {ours} events here and only the first {theirs} in the file, nothing changed"
    }
    will_new() { "这里还没有这个会次，将存入", "not here yet: it will be taken in" }
    will_same() { "这里已有同样的记录，不会有变化", "here already and the same: nothing will change" }
    will_longer(added, ours) {
        "这里已有前 {ours} 条，将接着补入 {added} 条",
        "the first {ours} events are here: {added} will be added"
    }
    will_shorter(ours, theirs) {
        "这里有 {ours} 条，文件中只有前 {theirs} 条，不会有变化",
        "{ours} events are here, the file has only the first {theirs}: nothing will change"
    }
    file_has(records, head) {
        "{records} 条记录，逐条核对无误，指纹 {head}",
        "{records} events, each checked, fingerprint {head}"
    }
    in_use(session) {
        "会次 {session} 有别的终端连着：什么都没有存入，请等它们退出后再导入",
        "terminals are attached to {session}: nothing was stored, import it after they have left"
    }
    drafts_put(count) { "已存入草稿 {count} 份", "{count} drafts taken in" }
    draft_kept(session, name) {
        "{session}：这里有另一份草稿“{name}”，保留这里的",
        "{session}: there is another draft {name} here, which stays"
    }
    loose_left(lines) {
        "文件中有 {lines} 条断开之后的记录，没有存入；可以用文本编辑器查阅",
        "{lines} lines behind a gap were left out; they can be read with a text editor"
    }
    other_history(session, at) {
        "会次 {session} 在这里有另一份记录（从第 {at} 条起不同，在封存或散会之前）：什么都没有改动；两份都请保留，可用 --store 存到另一个文件夹对照",
        "session {session} has another history here (different from event {at} on, before the seal or the adjournment): nothing was changed; keep both, and take the file into another folder with --store to compare"
    }
    unfit_line(session, why) {
        "会次 {session} 的记录有误（{why}）：什么都没有存入，请向来源另要一份",
        "the record of {session} is wrong ({why}): nothing was stored, ask its sender for another copy"
    }
    unfit_text(session, n, why) {
        "文件中的会次 {session} 有不能接受的文字（第 {n} 条：{why}）：什么都没有存入，请核对文件来源",
        "a text of {session} in the file cannot be accepted (event {n}: {why}): nothing was stored, check where it comes from"
    }
    unfit_plan(session) {
        "文件中的会次 {session} 不是以方案开头（第 1 条）：什么都没有存入，请向来源另要一份",
        "session {session} in the file does not begin with its plan (event 1): nothing was stored, ask its sender for another copy"
    }
    unfit_id(session, other) {
        "文件中标为 {session} 的是会次 {other} 的记录（第 1 条）：什么都没有存入，请向来源另要一份",
        "what the file calls {session} is the record of {other} (event 1): nothing was stored, ask its sender for another copy"
    }
    unfit_draft(session) {
        "文件中的会次 {session} 有一份草稿读不懂（{session}）：什么都没有存入，请重新备份或另要一份",
        "a draft of {session} in the file cannot be read ({session}): nothing was stored, make the backup again or ask for another copy"
    }
    unfit_attached(session) {
        "文件中的会次 {session} 有一个附件与校验值不符（{session}）：什么都没有存入，请重新备份或另要一份",
        "an attachment of {session} in the file is not what its hash says ({session}): nothing was stored, make the backup again or ask for another copy"
    }
    attachment_gone(session, file) {
        "{session}：附件已不在（{file}），未带上；记录里仍有它的校验值",
        "{session}: the attachment is gone ({file}) and is not carried; the record still has its hash"
    }
    attachment_lost(session, file) {
        "{session}：附件不在了，或已不是附入时的样子（{file}）：请用 yishi restore 从备份恢复",
        "{session}: an attachment is gone or is not what was attached ({file}): restore it from a backup with yishi restore"
    }
    newer_inside(session) {
        "{session}：含有更新版本写入的记录，本版本读不懂，已原样带上",
        "{session}: it has lines of a newer version that this one does not understand; they are carried as they stand"
    }
    taken_joined(session, new) {
        "会次 {session}：两处散会后的跟进已合并，新存入 {new} 条",
        "session {session}: what both places recorded after the adjournment is joined, {new} events are new here"
    }
    will_join(new) {
        "合并散会后的跟进，新增 {new} 条",
        "joins what was recorded after the adjournment, {new} events are new here"
    }
    with_label(said, id, session) {
        "{said}；编号 {id} 在这里是另一场会，存为 {session}",
        "{said}; the id {id} is another session here, it is kept as {session}"
    }
    with_unknown(said, unknown) {
        "{said}；其中 {unknown} 条由更新版本写入，本版本读不懂，原样保留",
        "{said}; {unknown} of its lines are of a newer version: they are kept as they stand and not understood"
    }
    unruled(session, seq, why) {
        "会次 {session} 从第 {seq} 条起不符合规则（{why}）：只可阅读，不能继续，请向来源要原来的记录",
        "{session} does not follow from the rules from event {seq} on ({why}): it can be read and not continued, ask its sender for the original record"
    }
    comes_to_else() {
        "照规则得出的是另一个结果",
        "the rules come to something else"
    }
    store_damaged(dir) {
        "存储有损坏，没有备份（{dir}）：请用 yishi salvage -o 文件 抢救",
        "the store is damaged, nothing was backed up ({dir}): save what is left with yishi salvage -o FILE"
    }
    foreign(path) {
        "这不是 yishi 的备份或会次包（{path}）：请核对文件",
        "this is no backup and no bundle of yishi ({path}): check the file"
    }
    encrypted(path) {
        "这是加密的文件（{path}）：由持有私钥的办公室收入（yishi-archive take --identity 私钥文件），或先用 age 解开",
        "this file is encrypted ({path}): the office that has the key takes it in (yishi-archive take --identity KEYFILE), or decrypt it with age first"
    }
    newer(path, format) {
        "文件由更新的版本写成（{path}，格式 {format}）：请升级 yishi",
        "the file was written by a newer version ({path}, form {format}): upgrade yishi"
    }
    torn(path, part) {
        "文件不完整（{path}，第 {part} 部分）：什么都没有存入，请重新复制文件",
        "the file is cut off ({path}, part {part}): nothing was stored, copy it again"
    }
    broken(path, part) {
        "文件已损坏（{path}，第 {part} 部分与其校验值不符）：什么都没有存入，请重新复制文件",
        "the file is damaged ({path}, part {part} does not match its sum): nothing was stored, copy it again"
    }
    misformed(path, part) {
        "文件格式不对（{path}，第 {part} 部分）：什么都没有存入，请核对文件来源",
        "the file is not built as it should be ({path}, part {part}): nothing was stored, check where it comes from"
    }
    bad_id(path, id, why) {
        "文件中有不能用的编号（{path}：{id}，{why}）：什么都没有存入，请核对文件来源",
        "an id in the file cannot be used ({path}: {id}, {why}): nothing was stored, check where it comes from"
    }
    twice(path, session) {
        "文件中会次 {session} 出现两次（{path}）：什么都没有存入，请核对文件来源",
        "the session {session} is in the file twice ({path}): nothing was stored, check where it comes from"
    }
    not_a_line(path, session, n) {
        "会次 {session} 第 {n} 条记录不是一行文字，无法写入（{path}）：请运行 yishi verify",
        "event {n} of {session} is not one line of text and cannot be written ({path}): run yishi verify"
    }
    too_large(path, megabytes) {
        "文件太大（{path}，超过 {megabytes} MB）：请核对文件",
        "the file is too large ({path}, more than {megabytes} MB): check the file"
    }
    not_written(path, why) {
        "文件写不了（{path}：{why}）：没有写出，请换一个位置或腾出空间",
        "the file cannot be written ({path}: {why}): nothing was written, choose another place or make room"
    }
    refused_some(refused, of) {
        "{of} 个文件中有 {refused} 个没有全部存入（见上）：其余都已存入，改好后可再导入一次",
        "{refused} of {of} files were not taken in whole (see above): the others are, import them again when that is mended"
    }
    no_files(path) {
        "文件夹里没有会次包或备份（{path}）：请核对位置",
        "there is no bundle and no backup in the folder ({path}): check the place"
    }
    too_much(path, gigabytes) {
        "内容超过 {gigabytes} GB，写出后将无法恢复，没有写出（{path}）：请按会次分别运行 yishi bundle",
        "more than {gigabytes} GB could not be read back, nothing was written ({path}): run yishi bundle for each session"
    }
    not_a_file(path) { "这不是普通文件（{path}）：请核对路径", "this is no ordinary file ({path}): check the path" }
    packing() { "读取会次", "reading sessions" }
    taking_in() { "核对会次", "checking sessions" }
    salvaging() { "读取损坏的存储", "reading the damaged store" }
}

/// Why a file is not taken in, or cannot be written.
pub fn container_text(lang: Lang, path: impl std::fmt::Display, error: &ContainerError) -> String {
    match error {
        ContainerError::Foreign => foreign(lang, path),
        ContainerError::Encrypted => encrypted(lang, path),
        ContainerError::Newer(format) => newer(lang, path, format),
        ContainerError::Torn { part } => torn(lang, path, part),
        ContainerError::Damaged { part } => broken(lang, path, part),
        ContainerError::Form { part } => misformed(lang, path, part),
        ContainerError::BadId { id, fault } => {
            bad_id(lang, path, id, store::id_fault_text(lang, fault))
        }
        ContainerError::Twice(session) => twice(lang, path, session),
        ContainerError::TooMuch => too_much(lang, path, crate::store::MOST_BYTES >> 30),
        ContainerError::Output(why) => not_written(lang, path, io_reason(lang, &(*why).into())),
        ContainerError::NotALine { session, n } => not_a_line(lang, path, session, n),
    }
}
