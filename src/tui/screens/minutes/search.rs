//! Finding text in the record: line by line from the choice on, around the end.

use super::Focus;
use crate::i18n::ui::minutes as text;
use crate::tui::field::Field;
use crate::tui::input::Input;
use crate::tui::key::{BACK_TAB, Chord, ENTER, ESC, TAB};
use crate::tui::ui::Ui;
use crate::tui::update::Handled;
use std::ops::Range;

#[derive(Debug, Default)]
pub(super) struct Search {
    pub(super) field: Field,
    /// Where Esc goes back to.
    back: Focus,
}

impl Search {
    /// What is looked for; empty where nothing is.
    pub(super) fn wanted(&self) -> Wanted {
        Wanted::new(self.field.text().trim())
    }
}

/// A text that is looked for, whatever the case of its letters.
#[derive(Debug)]
pub(super) struct Wanted {
    text: String,
    /// Without letters there is nothing to fold.
    has_letters: bool,
}

impl Wanted {
    fn new(text: &str) -> Self {
        let has_letters = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        Self { text: text.to_ascii_lowercase(), has_letters }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        self.find_in(text).is_some()
    }

    /// The bytes of it that stand first in a text.
    pub(super) fn find_in(&self, text: &str) -> Option<Range<usize>> {
        let at = if self.has_letters {
            text.to_ascii_lowercase().find(&self.text)
        } else {
            text.find(&self.text)
        };
        at.map(|at| at..at + self.text.len())
    }
}

/// Opens the search; where it is open or was used, goes to the next place.
pub(super) fn open_or_next(ui: &mut Ui) {
    let state = &mut ui.states.minutes;
    if state.search.wanted().is_empty() && state.focus != Focus::Search {
        state.search.back = state.focus;
        state.focus = Focus::Search;
        return;
    }
    next(ui, 1);
}

pub(super) fn update(ui: &mut Ui, input: &Input) -> Handled {
    let search = &mut ui.states.minutes.search;
    match input {
        Input::Key(key) => match Chord::of(*key) {
            ESC => {
                search.field.set("");
                ui.states.minutes.focus = search.back;
            }
            TAB | BACK_TAB => ui.states.minutes.focus = search.back,
            ENTER => next(ui, 1),
            _ => {
                if !search.field.key(*key) {
                    return Handled::Ignored;
                }
                next(ui, 0);
            }
        },
        Input::Paste(typed) | Input::Burst(typed) => {
            search.field.insert(typed);
            next(ui, 0);
        }
        Input::Mouse(_) | Input::Resize(..) | Input::Tick => return Handled::Ignored,
    }
    Handled::Consumed(Vec::new())
}

/// Goes to the first line with the text, from `skip` lines behind the choice on.
fn next(ui: &mut Ui, skip: usize) {
    let wanted = ui.states.minutes.search.wanted();
    if wanted.is_empty() {
        return;
    }
    let state = &ui.states.minutes;
    let mut record = state.record.borrow_mut();
    record.bring_up_to(ui);
    let count = record.places().len();
    // Nothing is chosen at the end of the record: the search begins at its top.
    let from = if state.list.follows() { 0 } else { state.list.place(&record).unwrap_or(0) + skip };
    let mut lines = (0..count).filter_map(|step| record.places().get((from + step) % count));
    let found = lines.find(|line| record.has(ui, line.seq, &wanted)).map(|line| line.seq);
    drop(record);
    match found {
        Some(seq) => ui.states.minutes.list.choose(seq),
        None => ui.warn(text::not_found(ui.lang(), ui.states.minutes.search.field.text().trim())),
    }
}
