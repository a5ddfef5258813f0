//! What was changed in the minutes after somebody had signed them or the meeting had closed: both
//! texts, who changed it and when. Must not decide what counts as such a change: the ledger says it.

use crate::document::line;
use crate::document::model::{Block, Document, Run};
use crate::domain::ledger::Ledger;
use crate::domain::minutes::Edit;
use crate::i18n::{Lang, paper, terms};

/// A line that was changed, and what stood there before.
pub(super) struct Changed {
    pub(super) line: u64,
    time: String,
    /// What the line said when it was signed.
    old: String,
    /// When and by whom it was changed last.
    when: String,
    who: String,
    /// Why it was struck, where it was.
    struck: Option<String>,
}

/// The lines that were changed, the last of the minutes first; only those that people read there.
pub(super) fn changed(ledger: &Ledger, lang: Lang) -> Vec<Changed> {
    let Some(m) = ledger.meeting() else { return Vec::new() };
    let mut all: Vec<Changed> = ledger
        .changes()
        .into_iter()
        .filter_map(|change| {
            let (first, last) = (*change.edits.first()?, *change.edits.last()?);
            let before = ledger.as_of(first.checked_sub(1)?)?;
            // A summary is a part of its speech's line.
            let of_speech = m.minutes.entry(change.line).and_then(|entry| entry.speech);
            let seq = of_speech.unwrap_or(change.line);
            let old = line::minutes_line(&before, ledger.record(seq)?, lang)?;
            let edit = ledger.record(last)?;
            let struck = match m.minutes.edit(change.line)? {
                (_, Edit::Struck(reason)) => Some(reason.to_string()),
                (_, Edit::Text(_)) => None,
            };
            Some(Changed {
                line: seq,
                time: terms::time(old.at),
                old: old.text,
                when: format!(
                    "{} {}",
                    terms::date(lang, edit.at.date_naive()),
                    terms::time(edit.at)
                ),
                who: edit.by.terminal.to_string(),
                struck: struck.filter(|_| of_speech.is_none()),
            })
        })
        .collect();
    all.sort_by_key(|change| std::cmp::Reverse(change.line));
    all.dedup_by_key(|change| change.line);
    all
}

impl Changed {
    /// The old text behind the new one.
    pub(super) fn remark(&self, lang: Lang) -> String {
        terms::aside(lang, &paper::changed_from(lang, &self.old, &self.when, &self.who))
    }

    /// A line that was struck stands, with the reason.
    pub(super) fn struck(&self, doc: &mut Document, lang: Lang) {
        let reason = self.struck.as_deref().unwrap_or_default();
        let remark = paper::struck_since(lang, &self.when, &self.who, reason);
        doc.blocks.push(Block::Paragraph(vec![
            Run::strong(self.time.clone()),
            Run::plain(format!(" {}", self.old)),
            Run::remark(terms::aside(lang, &remark)),
        ]));
    }
}
