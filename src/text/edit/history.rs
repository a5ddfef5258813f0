//! Steps of undo: what was replaced by what, with typing joined into one step.

use std::collections::VecDeque;

use super::Pos;

/// Older steps are forgotten beyond this many.
const MOST_STEPS: usize = 1000;

/// How a change joins the change before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EditKind {
    Typing,
    Backspace,
    Delete,
    /// A step by itself.
    Whole,
}

/// One step: at a place, one text was replaced by another.
#[derive(Debug, Clone)]
pub(super) struct Step {
    kind: EditKind,
    pub(super) at: Pos,
    pub(super) removed: String,
    pub(super) inserted: String,
    /// The cursor and the selection's other end before.
    pub(super) before: (Pos, Option<Pos>),
}

impl Step {
    pub(super) fn inserted_end(&self) -> Pos {
        self.at.behind(&self.inserted)
    }

    pub(super) fn removed_end(&self) -> Pos {
        self.at.behind(&self.removed)
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    /// Whether the last step may still grow.
    open: bool,
}

/// Marks behind which a phrase is over.
fn ends_phrase(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '、' | '…' | ',' | '.' | ';' | '!' | '?')
        || c.is_whitespace()
}

impl History {
    pub(super) fn seal(&mut self) {
        self.open = false;
    }

    pub(super) fn record(
        &mut self,
        kind: EditKind,
        at: Pos,
        removed: String,
        inserted: String,
        before: (Pos, Option<Pos>),
    ) {
        self.undone.clear();
        // A phrase and its mark are one step; what follows is another.
        let ends = kind == EditKind::Typing && inserted.ends_with(ends_phrase);
        if self.open && self.joined(kind, at, &removed, &inserted) {
            self.open = !ends;
            return;
        }
        self.open = kind != EditKind::Whole && !ends;
        if self.done.len() == MOST_STEPS {
            self.done.pop_front();
        }
        self.done.push_back(Step { kind, at, removed, inserted, before });
    }

    fn joined(&mut self, kind: EditKind, at: Pos, removed: &str, inserted: &str) -> bool {
        let Some(last) = self.done.back_mut().filter(|last| last.kind == kind) else {
            return false;
        };
        match kind {
            EditKind::Typing if removed.is_empty() && at == last.inserted_end() => {
                last.inserted.push_str(inserted);
            }
            EditKind::Backspace if at.behind(removed) == last.at => {
                last.removed.insert_str(0, removed);
                last.at = at;
            }
            EditKind::Delete if at == last.at => last.removed.push_str(removed),
            EditKind::Typing | EditKind::Backspace | EditKind::Delete | EditKind::Whole => {
                return false;
            }
        }
        true
    }

    /// The step to take back.
    pub(super) fn undo(&mut self) -> Option<&Step> {
        self.open = false;
        let step = self.done.pop_back()?;
        self.undone.push(step);
        self.undone.last()
    }

    /// The step to do again.
    pub(super) fn redo(&mut self) -> Option<&Step> {
        self.open = false;
        let step = self.undone.pop()?;
        self.done.push_back(step);
        self.done.back()
    }
}
