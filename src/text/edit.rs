//! The editor of the minutes, without a screen: text, cursor, selection, undo, visual lines.
//!
//! It owns what every key does to a text of several paragraphs, and where the cursor stands in
//! wrapped lines. It must not know keys, colours or terminals: the caller maps keys to an
//! [`Edit`], draws [`Editor::visible`] and puts the hardware cursor at [`Editor::cursor`].
//!
//! **Where the cursor is drawn.** A cursor between two visual lines of one paragraph stands at
//! the start of the lower one, except where End or a vertical move brought it to the end of the
//! upper. Behind a full row it stands in the one spare column that the caller leaves at the
//! right: draw in `cells + 1` columns.

mod buffer;
mod find;
mod history;
mod line_input;
mod motion;
mod view;

pub use buffer::Pos;
pub use line_input::{LineInput, LineView};
pub use view::Row;

use self::buffer::Buffer;
use self::history::{EditKind, History};
use super::{Width, clean};

/// One thing to do to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Typed text: a key, a commit of the input method, a burst of keys. Joins the typing before
    /// it into one step of undo.
    Insert(String),
    /// Pasted text: a step of undo by itself.
    Paste(String),
    Newline,
    Backspace,
    Delete,
    /// Deletes one Han character, one Latin word or one mark, with the spaces before the cursor.
    DeleteWordLeft,
    /// The same behind the cursor.
    DeleteWordRight,
    /// Moves the cursor and drops the selection.
    Move(Move),
    /// Moves the cursor and selects up to it.
    Select(Move),
    SelectAll,
    Deselect,
    /// Keeps the selection for [`Edit::PasteCopied`].
    Copy,
    /// Keeps the selection and deletes it.
    Cut,
    PasteCopied,
    Undo,
    Redo,
}

/// Where to move the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    Left,
    Right,
    WordLeft,
    WordRight,
    /// Over one run of letters: a Latin word, or Han characters up to a mark or another script,
    /// which is about a clause; marks and blanks on the way aside.
    ClauseLeft,
    ClauseRight,
    /// By visual lines, towards the column where the vertical moves began.
    Up,
    Down,
    /// By so many visual lines.
    PageUp(usize),
    PageDown(usize),
    /// The ends of the visual line.
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
    /// To a visual row and column, as a click gives them; beyond the text, its nearest place.
    To {
        row: usize,
        col: usize,
    },
}

/// A text being edited.
#[derive(Debug, Clone)]
pub struct Editor {
    buffer: Buffer,
    cursor: Pos,
    /// At the break between two visual lines: drawn at the end of the upper.
    upstream: bool,
    anchor: Option<Pos>,
    /// The column that vertical moves aim at, in cells.
    goal: Option<usize>,
    history: History,
    copied: String,
    single_line: bool,
    revision: u64,
}

impl Editor {
    /// An editor of a text, cleaned, with the cursor at its end; lines of 80 cells until
    /// [`Editor::set_layout`] says otherwise.
    pub fn new(text: &str) -> Self {
        Self::with(text, 80, false)
    }

    fn with(text: &str, cells: usize, single_line: bool) -> Self {
        let mut editor = Self {
            buffer: Buffer::new("", cells, Width::default()),
            cursor: Pos::default(),
            upstream: false,
            anchor: None,
            goal: None,
            history: History::default(),
            copied: String::new(),
            single_line,
            revision: 0,
        };
        editor.set_text(text);
        editor
    }

    /// Sets the width of lines. It wraps the whole text anew if the width changed, so it may
    /// be called before every frame.
    pub fn set_layout(&mut self, cells: usize, width: Width) {
        if self.buffer.set_layout(cells, width) {
            self.upstream = false;
            self.goal = None;
        }
    }

    /// The whole text, paragraphs parted by `\n`.
    pub fn text(&self) -> String {
        self.buffer.text()
    }

    /// Whether there is nothing but blanks.
    pub fn is_blank(&self) -> bool {
        self.buffer.paragraphs().iter().all(|paragraph| paragraph.text.trim().is_empty())
    }

    /// The characters of the text, line ends aside.
    pub fn characters(&self) -> usize {
        self.buffer.paragraphs().iter().map(|paragraph| paragraph.text.chars().count()).sum()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.buffer.end() == Pos::default()
    }

    /// A number that grows with every change of the text: equal numbers, equal texts.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Replaces the text and forgets undo and selection; the cursor goes to the end.
    pub fn set_text(&mut self, text: &str) {
        let text = self.clean(text);
        self.buffer = self.buffer.with_text(&text);
        self.history = History::default();
        self.revision += 1;
        self.place(self.buffer.end(), false);
        self.anchor = None;
    }

    /// Where the cursor stands in the text.
    pub fn position(&self) -> Pos {
        self.cursor
    }

    /// Whether anything is selected.
    pub fn has_selection(&self) -> bool {
        self.selection().is_some()
    }

    /// The selected text, for the system's clipboard; none if nothing is selected.
    pub fn selected_text(&self) -> Option<String> {
        self.selection().map(|(from, to)| self.buffer.slice(from, to))
    }

    /// Ends the step of undo that typing goes into: to be called after a pause.
    pub fn seal_undo(&mut self) {
        self.history.seal();
    }

    /// Does one thing and tells whether the text changed.
    pub fn apply(&mut self, edit: Edit) -> bool {
        match edit {
            Edit::Insert(text) => self.insert(&text, EditKind::Typing),
            Edit::Paste(text) => self.insert(&text, EditKind::Whole),
            Edit::Newline => {
                if self.single_line {
                    return false;
                }
                let changed = self.insert("\n", EditKind::Typing);
                self.history.seal();
                changed
            }
            Edit::Backspace => self.delete(Move::Left, EditKind::Backspace),
            Edit::Delete => self.delete(Move::Right, EditKind::Delete),
            Edit::DeleteWordLeft => self.delete(Move::WordLeft, EditKind::Whole),
            Edit::DeleteWordRight => self.delete(Move::WordRight, EditKind::Whole),
            Edit::Move(to) => {
                self.move_cursor(to, false);
                false
            }
            Edit::Select(to) => {
                self.move_cursor(to, true);
                false
            }
            Edit::SelectAll => {
                self.history.seal();
                self.anchor = Some(Pos::default());
                self.place(self.buffer.end(), false);
                false
            }
            Edit::Deselect => {
                self.anchor = None;
                false
            }
            Edit::Copy => {
                if let Some(text) = self.selected_text() {
                    self.copied = text;
                }
                false
            }
            Edit::Cut => match self.selection() {
                Some((from, to)) => {
                    self.copied = self.buffer.slice(from, to);
                    self.replace(from, to, "", EditKind::Whole)
                }
                None => false,
            },
            Edit::PasteCopied => {
                let copied = self.copied.clone();
                self.insert(&copied, EditKind::Whole)
            }
            Edit::Undo => self.undo(),
            Edit::Redo => self.redo(),
        }
    }

    fn clean(&self, text: &str) -> String {
        if self.single_line { clean::clean_line(text) } else { clean::clean_text(text) }
    }

    /// The selection from its beginning to its end; none if it is empty.
    fn selection(&self) -> Option<(Pos, Pos)> {
        let anchor = self.anchor.filter(|&anchor| anchor != self.cursor)?;
        Some((anchor.min(self.cursor), anchor.max(self.cursor)))
    }

    fn insert(&mut self, text: &str, kind: EditKind) -> bool {
        let text = self.clean(text);
        if text.is_empty() {
            // What was only noise at the border must not delete the selection.
            return false;
        }
        let (from, to) = self.selection().unwrap_or((self.cursor, self.cursor));
        self.replace(from, to, &text, kind)
    }

    /// Deletes the selection, or else from the cursor to where a move leads.
    fn delete(&mut self, to: Move, kind: EditKind) -> bool {
        if let Some((from, to)) = self.selection() {
            return self.replace(from, to, "", EditKind::Whole);
        }
        let target = self.target(to);
        let (from, to) = (self.cursor.min(target), self.cursor.max(target));
        self.replace(from, to, "", kind)
    }

    /// The one way in which the text changes, but for undo.
    fn replace(&mut self, from: Pos, to: Pos, text: &str, kind: EditKind) -> bool {
        if from == to && text.is_empty() {
            return false;
        }
        let before = (self.cursor, self.anchor);
        let removed = self.buffer.slice(from, to);
        let end = self.buffer.replace(from, to, text);
        self.history.record(kind, from, removed, text.to_owned(), before);
        self.changed(end);
        true
    }

    fn changed(&mut self, cursor: Pos) {
        self.anchor = None;
        self.revision += 1;
        // A mark typed before a mark may join it; a cursor never stands inside a grapheme.
        self.place(self.buffer.snap(cursor), false);
    }

    fn undo(&mut self) -> bool {
        let Some(step) = self.history.undo() else {
            return false;
        };
        let (at, end) = (step.at, step.inserted_end());
        let (removed, (cursor, anchor)) = (step.removed.clone(), step.before);
        self.buffer.replace(at, end, &removed);
        self.changed(cursor);
        self.anchor = anchor;
        true
    }

    fn redo(&mut self) -> bool {
        let Some(step) = self.history.redo() else {
            return false;
        };
        let (at, end, inserted) = (step.at, step.removed_end(), step.inserted.clone());
        let end = self.buffer.replace(at, end, &inserted);
        self.changed(end);
        true
    }

    fn place(&mut self, cursor: Pos, upstream: bool) {
        self.cursor = cursor;
        self.upstream = upstream;
        self.goal = None;
    }
}

#[cfg(test)]
mod tests;
