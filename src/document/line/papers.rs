//! The sentences of what is done about papers: notice, reading back, signatures, and what a paper bears.

use super::words::{Said, unstopped};
use crate::domain::{paper, sign_off};
use crate::i18n::{line, terms};

impl Said<'_> {
    pub(super) fn sign_off(&self, event: &sign_off::Event) -> String {
        let lang = self.lang;
        match event {
            sign_off::Event::Noticed(notice) => {
                let phone = notice.phone.as_ref().map(|phone| line::phone(lang, phone));
                let mailbox = notice.mailbox.as_ref().map(|b| line::mailbox(lang, b));
                let contact: Vec<String> = phone.into_iter().chain(mailbox).collect();
                let (from, to) = (terms::date(lang, notice.from), terms::date(lang, notice.to));
                line::noticed(lang, from, to, terms::after(lang, &contact))
            }
            sign_off::Event::ReadBack => line::read_back(lang),
            sign_off::Event::Signed { person, .. } => {
                let signed = self.m.sign_off.signatures.iter().find(|s| s.seq == self.seq);
                let role = signed.map_or(sign_off::SignRole::Witness, |s| s.role);
                line::signed(lang, self.name(person), terms::sign_role(lang, role))
            }
            sign_off::Event::Disputed { person, what } => {
                line::disputed(lang, self.name(person), what)
            }
            sign_off::Event::Unmasked { reason } => line::unmasked(lang, reason),
        }
    }

    pub(super) fn paper(&self, event: &paper::Event) -> String {
        let lang = self.lang;
        match event {
            paper::Event::Masked { changes } => {
                let told = changes.iter().map(|change| {
                    let (text, reason) = (&change.text, unstopped(&change.reason));
                    if change.hide {
                        line::mask_added(lang, text, reason)
                    } else {
                        line::mask_taken_off(lang, text, reason)
                    }
                });
                terms::sentences(lang, &told.collect::<Vec<_>>())
            }
            paper::Event::Issued { paper, issue } => {
                let date = |date: Option<chrono::NaiveDate>| date.map(|d| terms::date(lang, d));
                let mut parts = Vec::new();
                parts.extend(issue.number.map(|n| line::issue_number(lang, n)));
                parts.extend(date(issue.date).map(|d| line::issue_date(lang, d)));
                parts.extend(date(issue.printed).map(|d| line::issue_printed(lang, d)));
                parts.extend(issue.to.as_ref().map(|to| line::issue_to(lang, to)));
                parts.extend(issue.copies.as_ref().map(|to| line::issue_copies(lang, to)));
                let name = crate::i18n::paper::name_of(lang, paper);
                line::issued(lang, name, terms::clauses(lang, &parts))
            }
            paper::Event::Attached(file) => line::attached(lang, &file.name, &file.what),
        }
    }
}
