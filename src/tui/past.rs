//! The meeting as it stood after an event: every view shows it, and nothing can be done in it.
//!
//! The record goes on behind it. Must not change the record, or let an act reach it.

use crate::domain::ledger::Ledger;
use crate::domain::stamp::Moment;
use crate::tui::ui::Ui;

#[derive(Debug)]
pub struct Past {
    pub(super) ledger: Ledger,
    /// When its last event happened: the clocks stand there.
    pub at: Moment,
}

impl Past {
    /// None where the record has no such line.
    fn of(now: &Ledger, seq: u64) -> Option<Self> {
        let at = now.record(seq)?.at;
        let mut ledger = now.clone();
        ledger.truncate(seq);
        ledger.meeting()?;
        Some(Self { ledger, at })
    }

    /// The number of its last event.
    pub fn seq(&self) -> u64 {
        self.ledger.seq()
    }
}

impl Ui {
    /// Shows the meeting as it stood after an event, or again as it stands.
    pub(super) fn look_at(&mut self, seq: Option<u64>) {
        let past = seq.zip(self.present()).and_then(|(seq, now)| Past::of(now, seq));
        self.set_past(past);
    }
}
