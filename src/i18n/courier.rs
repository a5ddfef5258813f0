//! What is said of handing sessions in to the office, and of its receipts.

use super::{Lang, messages};
use crate::inputs::ReceiptFault;
use std::fmt::Display;

messages! {
    sending() { "写出要上交的会次", "writing what is to be handed in" }
    sent(session, path) { "{session}  {path}", "{session}  {path}" }
    sent_all(count, folder, done) {
        "写出 {count} 个会次（{folder}），另有 {done} 个已有回执",
        "wrote {count} sessions ({folder}); {done} more have receipts"
    }
    no_folder(path, why) {
        "建不了文件夹（{path}）：{why}；请换一个地方",
        "the folder cannot be made ({path}): {why}; choose another place"
    }
    no_age() {
        "找不到 age 程序，什么都没有做：从 age-encryption.org 取来，放到 yishi 旁边或系统路径里",
        "the program age is not there, nothing was done: get it from age-encryption.org and put it beside yishi or on the path"
    }
    not_encrypted(to, why) {
        "不能加密给这个公钥（{to}）：{why}；请核对办公室给的公钥（age1 开头）或公钥文件",
        "it cannot be encrypted to this key ({to}): {why}; check the key that the office gave (it begins with age1), or the file of keys"
    }
    still_open(path) {
        "上次没有加密的文件还在（{path}）：不再需要就删掉它",
        "the file of the last time is there unencrypted ({path}): delete it unless it is needed"
    }
    marked(count, done, waiting) {
        "读入 {count} 条回执：这里 {done} 个会次已上交，{waiting} 个还没有",
        "read {count} receipts: {done} sessions here are handed in, {waiting} are not"
    }
    foreign(path) {
        "不是回执文件（{path}）：请用办公室 yishi-archive receipts 写出的文件",
        "this is no file of receipts ({path}): use the one that the office wrote with yishi-archive receipts"
    }
    newer(path, format) {
        "回执文件是更新的版本写的（{path}：格式 {format}）：请升级本程序",
        "the receipts were written by a newer version ({path}: format {format}): bring this program up to date"
    }
    bad_line(path, line) {
        "回执文件有一行不对（{path}:{line}），没有读入：请重新取一份",
        "a line of the receipts is damaged ({path}:{line}), nothing was read: fetch the file again"
    }
}

/// Why a file of receipts is refused.
pub(crate) fn fault(lang: Lang, path: impl Display, fault: ReceiptFault) -> String {
    match fault {
        ReceiptFault::Foreign => foreign(lang, path),
        ReceiptFault::Newer(format) => newer(lang, path, format),
        ReceiptFault::Line(line) => bad_line(lang, path, line),
    }
}
