//! The archive's errors and findings in words, with their exit codes.

use crate::archive::{ArchiveError, Finding};
use crate::cli::fail::{BAD_INPUT, FAILED, Fail};
use crate::i18n::{Lang, archive as text, cli as cli_text, store as store_text};

pub(super) fn fail(lang: Lang, error: &ArchiveError) -> Fail {
    let (code, said) = match error {
        ArchiveError::Url(why) => (BAD_INPUT, text::bad_url(lang, why)),
        ArchiveError::Connect(why) => (FAILED, text::no_connection(lang, why)),
        ArchiveError::Database(why) => (FAILED, text::database(lang, why)),
        ArchiveError::Denied(why) => (FAILED, text::denied(lang, why)),
        ArchiveError::NotMade => (FAILED, text::not_made(lang)),
        ArchiveError::Older(have) => (FAILED, text::older(lang, have)),
        ArchiveError::Newer(have) => (FAILED, text::newer(lang, have)),
        ArchiveError::NoPlace(code) => (BAD_INPUT, text::no_place(lang, code)),
        ArchiveError::NoSession(typed) => (BAD_INPUT, text::no_session(lang, typed)),
        ArchiveError::Several(typed) => (BAD_INPUT, text::several(lang, typed)),
        ArchiveError::NoRole(role) => (BAD_INPUT, text::no_role(lang, role)),
        ArchiveError::Above(role) => (BAD_INPUT, text::above(lang, role)),
        ArchiveError::Damaged(id) => (FAILED, text::damaged(lang, id)),
        ArchiveError::Stopped => (FAILED, cli_text::stopped(lang, text::asking(lang))),
        ArchiveError::Line(error) => (FAILED, store_text::line_error_text(lang, error)),
        ArchiveError::Io(error) => (FAILED, text::database(lang, error)),
    };
    Fail::said(code, vec![said])
}

pub(super) fn finding(lang: Lang, finding: &Finding) -> String {
    match finding {
        Finding::Record(genesis) => text::bad_record(lang, genesis),
        Finding::Head(genesis) => text::bad_head(lang, genesis),
        Finding::Derived(genesis, table) => text::bad_derived(lang, genesis, table),
        Finding::Branch(genesis) => text::bad_branch(lang, genesis),
        Finding::Receipt(genesis) => text::bad_receipt(lang, genesis),
        Finding::Attached(genesis) => text::bad_attached(lang, genesis),
        Finding::Redaction(genesis) => text::bad_redaction(lang, genesis),
        Finding::NoReceipt(genesis) => text::no_receipt(lang, genesis),
    }
}
