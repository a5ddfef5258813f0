//! Where each move leads.

use unicode_segmentation::UnicodeSegmentation;

use super::buffer::{ceil, floor};
use super::{Editor, Move, Pos};
use crate::text::wrap::is_ideographic;

impl Editor {
    pub(super) fn move_cursor(&mut self, to: Move, select: bool) {
        self.history.seal();
        if select {
            self.anchor = self.anchor.or(Some(self.cursor));
        } else if let Some((from, end)) = self.selection() {
            self.anchor = None;
            // A selection is left at its own end, not one character beyond it.
            match to {
                Move::Left => return self.place(from, false),
                Move::Right => return self.place(end, false),
                _ => {}
            }
        } else {
            self.anchor = None;
        }
        match to {
            Move::Up => self.by_rows(false, 1),
            Move::Down => self.by_rows(true, 1),
            Move::PageUp(rows) => self.by_rows(false, rows),
            Move::PageDown(rows) => self.by_rows(true, rows),
            Move::LineEnd => {
                let (end, upstream) = self.line_end();
                self.place(end, upstream);
            }
            Move::To { row, col } => {
                let (paragraph, line) = self.locate(row);
                self.place_in_line(paragraph, line, col);
            }
            Move::Left
            | Move::Right
            | Move::WordLeft
            | Move::WordRight
            | Move::ClauseLeft
            | Move::ClauseRight
            | Move::LineStart
            | Move::TextStart
            | Move::TextEnd => self.place(self.target(to), false),
        }
    }

    /// Where a move leads that keeps no column; the cursor for the others.
    pub(super) fn target(&self, to: Move) -> Pos {
        match to {
            Move::Left => self.buffer.before(self.cursor),
            Move::Right => self.buffer.after(self.cursor),
            Move::WordLeft => self.word_left(),
            Move::WordRight => self.word_right(),
            Move::ClauseLeft => self.clause_left(),
            Move::ClauseRight => self.clause_right(),
            Move::LineStart => self.line_start(),
            Move::LineEnd => self.line_end().0,
            Move::TextStart => Pos::default(),
            Move::TextEnd => self.buffer.end(),
            Move::Up | Move::Down | Move::PageUp(_) | Move::PageDown(_) | Move::To { .. } => {
                self.cursor
            }
        }
    }

    /// Before the word that ends at the cursor, spaces between them aside. Word bounds are
    /// Unicode's: without a dictionary each Han character is a word, so no sentence is lost
    /// by one key.
    fn word_left(&self) -> Pos {
        let text = self.buffer.text_of(self.cursor.paragraph);
        let before = text.get(..self.cursor.byte).unwrap_or_default();
        if before.is_empty() {
            return self.buffer.before(self.cursor);
        }
        let word = before.trim_end().split_word_bound_indices().next_back();
        Pos { byte: floor(text, word.map_or(0, |(start, _)| start)), ..self.cursor }
    }

    fn word_right(&self) -> Pos {
        let text = self.buffer.text_of(self.cursor.paragraph);
        let behind = text.get(self.cursor.byte..).unwrap_or_default();
        if behind.is_empty() {
            return self.buffer.after(self.cursor);
        }
        let words = behind.trim_start();
        let word = words.split_word_bounds().next().unwrap_or_default();
        let end = self.cursor.byte + behind.len() - words.len() + word.len();
        Pos { byte: ceil(text, end), ..self.cursor }
    }

    /// Chinese has no blanks between words: one step is a run of Han up to a mark, a number or
    /// Latin. A step over each character would be no quicker than the arrow alone.
    fn clause_left(&self) -> Pos {
        let text = self.buffer.text_of(self.cursor.paragraph);
        let before = text.get(..self.cursor.byte).unwrap_or_default();
        if before.is_empty() {
            return self.buffer.before(self.cursor);
        }
        let mut start = 0;
        let mut words = before.split_word_bound_indices().rev().peekable();
        while let Some((at, word)) = words.next() {
            start = at;
            if is_han(word) {
                while let Some((at, _)) = words.next_if(|(_, word)| is_han(word)) {
                    start = at;
                }
            }
            if is_letters(word) {
                break;
            }
        }
        Pos { byte: floor(text, start), ..self.cursor }
    }

    fn clause_right(&self) -> Pos {
        let text = self.buffer.text_of(self.cursor.paragraph);
        let behind = text.get(self.cursor.byte..).unwrap_or_default();
        if behind.is_empty() {
            return self.buffer.after(self.cursor);
        }
        let mut end = self.cursor.byte;
        let mut words = behind.split_word_bounds().peekable();
        while let Some(word) = words.next() {
            end += word.len();
            if is_han(word) {
                while let Some(word) = words.next_if(|word| is_han(word)) {
                    end += word.len();
                }
            }
            if is_letters(word) {
                break;
            }
        }
        Pos { byte: ceil(text, end), ..self.cursor }
    }

    fn line_start(&self) -> Pos {
        let lines = self.lines_at_cursor();
        Pos {
            byte: lines.get(self.line_at_cursor()).map_or(0, |line| line.range.start),
            ..self.cursor
        }
    }

    fn line_end(&self) -> (Pos, bool) {
        let Some(line) = self.lines_at_cursor().get(self.line_at_cursor()) else {
            return (self.cursor, false);
        };
        let end = Pos { byte: line.range.end, ..self.cursor };
        (end, !line.ends_paragraph)
    }

    /// Moves by visual lines, as far as there are any.
    fn by_rows(&mut self, down: bool, rows: usize) {
        let goal = self.goal.unwrap_or_else(|| self.cursor_col());
        let (mut paragraph, mut line) = (self.cursor.paragraph, self.line_at_cursor());
        let lines_of = |paragraph: usize| {
            self.buffer.paragraphs().get(paragraph).map_or(0, |paragraph| paragraph.lines().len())
        };
        let mut moved = false;
        for _ in 0..rows {
            if down && line + 1 < lines_of(paragraph) {
                line += 1;
            } else if down && paragraph + 1 < self.buffer.paragraphs().len() {
                (paragraph, line) = (paragraph + 1, 0);
            } else if !down && line > 0 {
                line -= 1;
            } else if !down && paragraph > 0 {
                paragraph -= 1;
                line = lines_of(paragraph).saturating_sub(1);
            } else {
                break;
            }
            moved = true;
        }
        if moved {
            self.place_in_line(paragraph, line, goal);
        }
        self.goal = Some(goal);
    }

    /// Puts the cursor into a visual line, at a column or before the grapheme that covers it.
    fn place_in_line(&mut self, paragraph: usize, line: usize, col: usize) {
        let Some(of) = self.buffer.paragraphs().get(paragraph) else {
            return;
        };
        let Some(line) = of.lines().get(line) else {
            return;
        };
        let (mut byte, mut used) = (line.range.start, 0);
        for (grapheme, wide) in
            self.buffer.width.graphemes(of.part(line.range.start, line.range.end))
        {
            if used + wide > col {
                break;
            }
            used += wide;
            byte += grapheme.len();
        }
        let upstream = byte == line.range.end && !line.ends_paragraph;
        self.place(Pos { paragraph, byte }, upstream);
    }
}

/// Whether a piece between word bounds is letters or digits, and not marks or blanks.
fn is_letters(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

/// Whether it is of a script that is written without blanks between words.
fn is_han(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphanumeric() && is_ideographic(c))
}
