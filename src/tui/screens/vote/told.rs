//! The explanation of a vote, worded once an event: of the latest vote on a proposal, or, before
//! there is one, of the vote as it would begin now.

use crate::document::explain::explain;
use crate::domain::meeting::{Command, Meeting};
use crate::domain::vote::{self, Method, Terms, Vote, VoteState};
use crate::i18n::Lang;
use crate::tui::reason::refusal_text;
use crate::tui::ui::Ui;

/// A sentence that names ten thousand people is not read on a screen.
const LONGEST: usize = 1200;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) sentences: Vec<String>,
    /// Of a vote that has not begun.
    pub(super) ahead: bool,
    /// Why none could begin.
    pub(super) refused: Option<String>,
    made_of: Option<(u64, u32, Lang)>,
}

impl Told {
    /// Brings the explanation of a proposal up to date.
    pub(super) fn settle(&mut self, ui: &Ui, no: u32) {
        let (Some(ledger), Some(m)) = (ui.ledger(), ui.meeting()) else { return };
        let made_of = Some((ledger.seq(), no, ui.lang()));
        if self.made_of != made_of {
            *self = Self { made_of, ..told(ui, m, no) };
        }
    }
}

fn told(ui: &Ui, m: &Meeting, no: u32) -> Told {
    let lang = ui.lang();
    if let Some(vote) = latest(m, no) {
        return Told { sentences: sentences(m, vote, lang), ..Told::default() };
    }
    let (method, terms) = (Method::usual(&m.session.rule), Terms::default());
    let command = Command::Vote(vote::Command::Open { proposal: no, method, rule: None, terms });
    match m.decide(&command, &ui.stamp()) {
        Ok(event) => {
            let mut then = m.clone();
            then.apply(u64::MAX, ui.now.at, &event);
            let vote = then.votes.unfinished();
            let sentences = vote.map(|vote| sentences(&then, vote, lang)).unwrap_or_default();
            Told { sentences, ahead: true, ..Told::default() }
        }
        Err(why) => {
            let refused = Some(refusal_text(lang, &why, Some(m)));
            Told { ahead: true, refused, ..Told::default() }
        }
    }
}

/// The vote that a proposal's part of the screen is about.
pub(super) fn latest(m: &Meeting, no: u32) -> Option<&Vote> {
    m.votes.on(no).next_back().filter(|vote| vote.state != VoteState::Cancelled)
}

fn sentences(m: &Meeting, vote: &Vote, lang: Lang) -> Vec<String> {
    let shown = if vote.may_show_totals() {
        explain(m, vote, lang)
    } else {
        let mut hidden = vote.clone();
        hidden.counts = None;
        explain(m, &hidden, lang)
    };
    shown.into_iter().map(short).collect()
}

fn short(sentence: String) -> String {
    match sentence.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", sentence.get(..end).unwrap_or_default()),
        None => sentence,
    }
}
