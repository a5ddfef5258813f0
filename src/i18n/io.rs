//! What the system said of a file, a folder or a connection, in the user's language.
//!
//! No text of the system or of a library goes to a person: what is not known here is told by its
//! number, which a maintainer can look up. Must not decide what to do.

use super::{Lang, messages};
use std::io::{self, ErrorKind};

messages! {
    not_found() { "没有这个文件或文件夹", "no such file or folder" }
    permission() { "没有权限", "no permission" }
    exists() { "已经有同名的文件", "there is a file of that name already" }
    not_a_folder() { "路径中有一处不是文件夹", "a part of the path is no folder" }
    is_a_folder() { "这是文件夹", "it is a folder" }
    read_only() { "磁盘是只读的", "the disk is read-only" }
    full() { "磁盘已满", "the disk is full" }
    too_large() { "文件太大", "the file is too large" }
    not_empty() { "文件夹不是空的", "the folder is not empty" }
    name_too_long() { "文件名不合系统的规定", "the system does not allow the file's name" }
    not_a_file() { "这不是普通文件", "it is no ordinary file" }
    not_utf8() { "内容不是 UTF-8 编码", "it is not UTF-8" }
    torn() { "内容没有到头就断了", "it ends before its end" }
    timed_out() { "等了太久没有回答", "there was no answer for too long" }
    refused() { "对方没有在听", "nobody listens there" }
    cut() { "对方断开了", "the other side has gone" }
    address_in_use() { "地址已被占用", "the address is in use" }
    busy() { "别的程序正在使用", "another program uses it" }
    no_memory() { "内存不足", "there is not enough memory" }
    stopped() { "被中止", "it was stopped" }
    other_code(code) { "系统错误 {code}", "system error {code}" }
    other() { "系统没有说明原因", "the system gave no reason" }
}

/// The reason of a failed call, as a person can use it.
pub(crate) fn io_reason(lang: Lang, error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => not_found(lang),
        ErrorKind::PermissionDenied => permission(lang),
        ErrorKind::AlreadyExists => exists(lang),
        ErrorKind::NotADirectory => not_a_folder(lang),
        ErrorKind::IsADirectory => is_a_folder(lang),
        ErrorKind::ReadOnlyFilesystem => read_only(lang),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => full(lang),
        ErrorKind::FileTooLarge => too_large(lang),
        ErrorKind::DirectoryNotEmpty => not_empty(lang),
        ErrorKind::InvalidFilename => name_too_long(lang),
        ErrorKind::Unsupported => not_a_file(lang),
        ErrorKind::InvalidData => not_utf8(lang),
        ErrorKind::UnexpectedEof | ErrorKind::WriteZero => torn(lang),
        ErrorKind::TimedOut | ErrorKind::WouldBlock => timed_out(lang),
        ErrorKind::ConnectionRefused => refused(lang),
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::NotConnected
        | ErrorKind::BrokenPipe => cut(lang),
        ErrorKind::AddrInUse => address_in_use(lang),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => busy(lang),
        ErrorKind::OutOfMemory => no_memory(lang),
        ErrorKind::Interrupted => stopped(lang),
        _ => error.raw_os_error().map_or_else(|| other(lang), |code| other_code(lang, code)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_the_system_is_shown() {
        for code in 1..140 {
            let error = io::Error::from_raw_os_error(code);
            let (zh, en) = (io_reason(Lang::Zh, &error), io_reason(Lang::En, &error));
            let chinese = !zh.chars().any(|c| c.is_ascii_alphabetic()) || zh.contains("UTF-8");
            assert!(chinese, "{code}: {zh}");
            assert!(!en.contains("os error"), "{code}: {en}");
        }
    }

    #[test]
    fn a_reason_that_is_not_known_keeps_its_number() {
        let error = io::Error::from_raw_os_error(5);
        assert_eq!(io_reason(Lang::Zh, &error), "系统错误 5");
    }
}
