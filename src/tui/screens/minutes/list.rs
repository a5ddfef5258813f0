//! The choice in the record and what of it is seen. Without a choice the record follows its end.

use super::record::{LinePosition, Record};
use crate::document::line::MinutesKind;
use crate::i18n::ui::minutes as text;
use crate::tui::ui::Ui;

#[derive(Debug, Default, Clone, Copy)]
pub(super) struct List {
    /// The event whose line is chosen; none to follow the end.
    chosen: Option<u64>,
    /// How many rows of a chosen line that is taller than the screen are above it.
    inside: usize,
}

impl List {
    /// The place of the chosen line, or of the last; none of an empty record.
    pub(super) fn place(&self, record: &Record) -> Option<usize> {
        match self.chosen {
            Some(seq) => record.place(seq),
            None => record.places().len().checked_sub(1),
        }
    }

    pub(super) fn follows(&self) -> bool {
        self.chosen.is_none()
    }

    pub(super) fn follow(&mut self) {
        *self = Self::default();
    }

    pub(super) fn choose(&mut self, seq: u64) {
        if self.chosen != Some(seq) {
            *self = Self { chosen: Some(seq), inside: 0 };
        }
    }

    /// The first row to draw: as before, but that the chosen line is seen.
    pub(super) fn top(&self, record: &Record) -> usize {
        let (rows, height) = (record.rows(), record.height);
        let last = rows.saturating_sub(height);
        let chosen = self.chosen.and_then(|seq| record.place(seq));
        let Some(line) = chosen.and_then(|place| record.places().get(place)) else { return last };
        let end = line.first() + line.rows();
        if line.rows() > height {
            return (line.first() + self.inside).min(end - height);
        }
        record.top.min(line.first()).max(end.saturating_sub(height)).min(last)
    }
}

/// Does something with the record as it stands and the choice in it.
fn with(ui: &mut Ui, deed: impl FnOnce(&Record, &mut List)) {
    ui.states.minutes.record.borrow_mut().bring_up_to(ui);
    let state = &mut ui.states.minutes;
    deed(state.record.get_mut(), &mut state.list);
}

/// Goes by lines; inside a line that is taller than the screen first by its rows.
pub(super) fn move_by(ui: &mut Ui, by: isize) {
    with(ui, |record, list| {
        let Some(place) = list.place(record) else { return };
        if by.abs() == 1 && scroll_inside(record, list, place, by) {
            return;
        }
        go(record, list, place.saturating_add_signed(by), by < 0);
    });
}

/// Goes by the rows of the screen.
pub(super) fn page(ui: &mut Ui, down: bool) {
    with(ui, |record, list| {
        let Some(place) = list.place(record) else { return };
        let Some(line) = record.places().get(place) else { return };
        let by = record.height.saturating_sub(1).max(1);
        let step = isize::try_from(by).unwrap_or(1);
        if scroll_inside(record, list, place, if down { step } else { -step }) {
            return;
        }
        let row = if down { line.first() + by } else { line.first().saturating_sub(by) };
        let to = record.places().partition_point(|line| line.first() <= row).saturating_sub(1);
        // At least one line, also where a single one fills the page.
        let to = if down { to.max(place + 1) } else { to.min(place.saturating_sub(1)) };
        go(record, list, to, !down);
    });
}

pub(super) fn to_end(ui: &mut Ui, end: bool) {
    with(ui, |record, list| go(record, list, if end { usize::MAX } else { 0 }, false));
}

/// Goes to the next speech, or the one before.
pub(super) fn to_speech(ui: &mut Ui, after: bool) {
    let mut found = false;
    with(ui, |record, list| {
        let Some(place) = list.place(record) else { return };
        let is_speech = |place: &usize| {
            record.places().get(*place).is_some_and(|line| line.kind == MinutesKind::Speech)
        };
        let to = if after {
            (place + 1..record.places().len()).find(is_speech)
        } else {
            (0..place).rev().find(is_speech)
        };
        if let Some(to) = to {
            found = true;
            go(record, list, to, false);
        }
    });
    if !found {
        ui.warn(text::no_more_speeches(ui.lang()));
    }
}

/// Goes to a line; from below a tall one is entered at its end.
pub(super) fn go(record: &Record, list: &mut List, to: usize, from_below: bool) {
    let last = record.places().len().saturating_sub(1);
    if to >= last {
        list.follow();
        return;
    }
    let Some(line) = record.places().get(to) else { return };
    let inside = if from_below { hidden(record, line) } else { 0 };
    *list = List { chosen: Some(line.seq), inside };
}

/// How many rows of a line have no room on the screen.
fn hidden(record: &Record, line: &LinePosition) -> usize {
    line.rows().saturating_sub(record.height)
}

fn scroll_inside(record: &Record, list: &mut List, place: usize, by: isize) -> bool {
    let Some(line) = record.places().get(place) else { return false };
    let hidden = hidden(record, line);
    let at = if list.follows() { hidden } else { list.inside.min(hidden) };
    let to = at.saturating_add_signed(by).min(hidden);
    if to == at {
        return false;
    }
    *list = List { chosen: Some(line.seq), inside: to };
    true
}
