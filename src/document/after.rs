//! Papers that an office makes after a meeting: news item, report, notice of what became of it,
//! reminders, replies, and the contents of the session's file.

pub(super) mod dossier;
pub(super) mod news;
pub(super) mod reminders;
pub(super) mod reply;
pub(super) mod report;
pub(super) mod result_notice;
