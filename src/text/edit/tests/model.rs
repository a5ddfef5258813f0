//! The editor once more as one string, with everything worked out anew at every step.

use unicode_segmentation::UnicodeSegmentation;

use super::super::{Edit, Move};
use crate::text::{Width, clean::clean_text, wrap};

#[derive(Clone)]
struct State {
    text: String,
    cursor: usize,
    anchor: Option<usize>,
}

pub(super) struct Model {
    pub(super) text: String,
    cursor: usize,
    anchor: Option<usize>,
    upstream: bool,
    goal: Option<usize>,
    copied: String,
    /// The state before each step, and the cursor after it.
    undo: Vec<(State, usize)>,
    redo: Vec<(State, State)>,
    /// What the last step was, and where more of it must begin to join it.
    open: Option<(char, usize)>,
    cells: usize,
    width: Width,
}

impl Model {
    pub(super) fn new(cells: usize, width: Width) -> Self {
        Self {
            text: String::new(),
            cursor: 0,
            anchor: None,
            upstream: false,
            goal: None,
            copied: String::new(),
            undo: Vec::new(),
            redo: Vec::new(),
            open: None,
            cells,
            width,
        }
    }

    pub(super) fn seal(&mut self) {
        self.open = None;
    }

    fn selection(&self) -> Option<(usize, usize)> {
        let anchor = self.anchor.filter(|&anchor| anchor != self.cursor)?;
        Some((anchor.min(self.cursor), anchor.max(self.cursor)))
    }

    pub(super) fn selected(&self) -> Option<String> {
        self.selection().map(|(from, to)| self.text[from..to].to_owned())
    }

    fn state(&self) -> State {
        State { text: self.text.clone(), cursor: self.cursor, anchor: self.anchor }
    }

    fn bounds(&self) -> Vec<usize> {
        let starts = self.text.grapheme_indices(true).map(|(at, _)| at);
        starts.chain([self.text.len()]).collect()
    }

    fn place(&mut self, cursor: usize) {
        self.cursor = cursor;
        self.upstream = false;
        self.goal = None;
    }

    fn replace(&mut self, from: usize, to: usize, with: &str, kind: char) -> bool {
        if from == to && with.is_empty() {
            return false;
        }
        let joins = match (kind, self.open) {
            ('t', Some(('t', end))) => from == to && from == end,
            ('b', Some(('b', start))) => to == start,
            ('d', Some(('d', start))) => from == start,
            _ => false,
        };
        if !joins {
            self.undo.push((self.state(), 0));
        }
        self.redo.clear();
        self.text.replace_range(from..to, with);
        self.open = match kind {
            // Behind the end of a phrase a new step begins.
            't' if with
                .ends_with(|c: char| "，。；：！？、…,.;!?".contains(c) || c.is_whitespace()) =>
            {
                None
            }
            't' => Some(('t', from + with.len())),
            'w' => None,
            other => Some((other, from)),
        };
        self.anchor = None;
        let snapped = self.bounds().into_iter().find(|&at| at >= from + with.len());
        self.place(snapped.unwrap_or(self.text.len()));
        self.undo.last_mut().unwrap().1 = self.cursor;
        true
    }

    pub(super) fn apply(&mut self, edit: Edit) -> bool {
        let (from, to) = self.selection().unwrap_or((self.cursor, self.cursor));
        match edit {
            Edit::Insert(text) | Edit::Paste(text) if clean_text(&text).is_empty() => false,
            Edit::Insert(text) => self.replace(from, to, &clean_text(&text), 't'),
            Edit::Paste(text) => self.replace(from, to, &clean_text(&text), 'w'),
            Edit::Newline => {
                self.replace(from, to, "\n", 't');
                self.seal();
                true
            }
            Edit::Backspace => self.delete(Move::Left, 'b'),
            Edit::Delete => self.delete(Move::Right, 'd'),
            Edit::DeleteWordLeft => self.delete(Move::WordLeft, 'w'),
            Edit::DeleteWordRight => self.delete(Move::WordRight, 'w'),
            Edit::Move(to) => {
                self.seal();
                match (self.selection(), to) {
                    (Some((from, _)), Move::Left) => self.place(from),
                    (Some((_, to)), Move::Right) => self.place(to),
                    _ => self.go(to),
                }
                self.anchor = None;
                false
            }
            Edit::Select(to) => {
                self.seal();
                self.anchor = self.anchor.or(Some(self.cursor));
                self.go(to);
                false
            }
            Edit::SelectAll => {
                self.seal();
                self.anchor = Some(0);
                self.place(self.text.len());
                false
            }
            Edit::Deselect => {
                self.anchor = None;
                false
            }
            Edit::Copy => {
                self.copied = self.selected().unwrap_or(self.copied.clone());
                false
            }
            Edit::Cut => {
                self.copied = self.selected().unwrap_or(self.copied.clone());
                self.replace(from, to, "", 'w')
            }
            Edit::PasteCopied => {
                let copied = clean_text(&self.copied);
                !copied.is_empty() && self.replace(from, to, &copied, 'w')
            }
            Edit::Undo => {
                self.seal();
                let Some((before, cursor)) = self.undo.pop() else {
                    return false;
                };
                let after = State {
                    text: std::mem::replace(&mut self.text, before.text.clone()),
                    cursor,
                    anchor: None,
                };
                self.place(before.cursor);
                self.anchor = before.anchor;
                self.redo.push((before, after));
                true
            }
            Edit::Redo => {
                self.seal();
                let Some((before, after)) = self.redo.pop() else {
                    return false;
                };
                self.text = after.text;
                self.anchor = None;
                self.place(after.cursor);
                self.undo.push((before, after.cursor));
                true
            }
        }
    }

    fn delete(&mut self, to: Move, kind: char) -> bool {
        if let Some((from, to)) = self.selection() {
            return self.replace(from, to, "", 'w');
        }
        let target = self.target(to);
        self.replace(self.cursor.min(target), self.cursor.max(target), "", kind)
    }

    fn target(&self, to: Move) -> usize {
        let bounds = self.bounds();
        let before = |byte: usize| bounds.iter().rev().find(|&&at| at <= byte).copied();
        let behind = |byte: usize| bounds.iter().find(|&&at| at >= byte).copied();
        match to {
            Move::Left => bounds.iter().rev().find(|&&at| at < self.cursor).copied().unwrap_or(0),
            Move::Right => behind(self.cursor + 1).unwrap_or(self.text.len()),
            Move::WordLeft => {
                let text = &self.text[..self.cursor];
                let start = text.rfind('\n').map_or(0, |at| at + 1);
                if start == self.cursor {
                    return self.target(Move::Left);
                }
                let words = text[start..].trim_end();
                let word = words.split_word_bounds().next_back().unwrap_or("");
                before(start + words.len() - word.len()).unwrap()
            }
            Move::WordRight => {
                let text = self.text[self.cursor..].split('\n').next().unwrap();
                if text.is_empty() {
                    return self.target(Move::Right);
                }
                let spaces = text.len() - text.trim_start().len();
                let word = text[spaces..].split_word_bounds().next().unwrap_or("");
                behind(self.cursor + spaces + word.len()).unwrap()
            }
            Move::ClauseLeft => {
                let start = self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1);
                if start == self.cursor {
                    return self.target(Move::Left);
                }
                // Back over what is no letter, then over one run.
                let words: Vec<&str> = self.text[start..self.cursor].split_word_bounds().collect();
                let last = words.iter().rposition(|word| is_letters(word)).unwrap_or(0);
                let run = words[..last].iter().rposition(|word| !is_han(word));
                let first = if is_han(words[last]) { run.map_or(0, |at| at + 1) } else { last };
                before(start + words[..first].concat().len()).unwrap()
            }
            Move::ClauseRight => {
                let text = self.text[self.cursor..].split('\n').next().unwrap();
                if text.is_empty() {
                    return self.target(Move::Right);
                }
                let words: Vec<&str> = text.split_word_bounds().collect();
                let first = words.iter().position(|word| is_letters(word));
                let end = first.map_or(words.len(), |first| {
                    let run = words[first..].iter().position(|word| !is_han(word));
                    let run = run.map_or(words.len(), |count| first + count);
                    if is_han(words[first]) { run } else { first + 1 }
                });
                behind(self.cursor + words[..end].concat().len()).unwrap()
            }
            _ => unreachable!(),
        }
    }

    fn go(&mut self, to: Move) {
        let lines = wrap::wrap(&self.text, self.cells, self.width);
        let (row, _) = self.row_col();
        match to {
            Move::Up => self.vertical(row.saturating_sub(1)),
            Move::Down => self.vertical(row + 1),
            Move::PageUp(rows) => self.vertical(row.saturating_sub(rows)),
            Move::PageDown(rows) => self.vertical(row + rows),
            Move::LineStart => self.place(lines[row].range.start),
            Move::LineEnd => {
                self.place(lines[row].range.end);
                self.upstream = !lines[row].ends_paragraph;
            }
            Move::TextStart => self.place(0),
            Move::TextEnd => self.place(self.text.len()),
            Move::To { row, col } => self.put(row.min(lines.len() - 1), col),
            _ => self.place(self.target(to)),
        }
    }

    fn vertical(&mut self, row: usize) {
        let (from, col) = self.row_col();
        let goal = self.goal.unwrap_or(col);
        let row = row.min(wrap::wrap(&self.text, self.cells, self.width).len() - 1);
        if row != from {
            self.put(row, goal);
        }
        self.goal = Some(goal);
    }

    fn put(&mut self, row: usize, col: usize) {
        let line = wrap::wrap(&self.text, self.cells, self.width).swap_remove(row);
        let mut best = line.range.start;
        for (at, grapheme) in self.text[line.range.clone()].grapheme_indices(true) {
            let end = at + grapheme.len();
            if self.width.of(&self.text[line.range.start..][..end]) > col {
                break;
            }
            best = line.range.start + end;
        }
        self.place(best);
        self.upstream = best == line.range.end && !line.ends_paragraph;
    }

    pub(super) fn row_col(&self) -> (usize, usize) {
        let lines = wrap::wrap(&self.text, self.cells, self.width);
        let row = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.range.start <= self.cursor && self.cursor <= line.range.end)
            .map(|(row, _)| row);
        let row = if self.upstream { row.min() } else { row.max() }.unwrap();
        let before = &self.text[lines[row].range.start..self.cursor];
        (row, self.width.of(before).min(self.cells))
    }

    pub(super) fn rows(&self) -> Vec<&str> {
        wrap::wrap(&self.text, self.cells, self.width)
            .into_iter()
            .map(|line| &self.text[line.range])
            .collect()
    }
}

fn is_letters(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

fn is_han(word: &str) -> bool {
    let first = word.chars().next().unwrap_or(' ');
    first.is_alphanumeric() && crate::text::wrap::is_ideographic(first)
}
