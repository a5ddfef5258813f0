//! The text as paragraphs with their visual lines, which are always up to date.
//!
//! An edit inside a paragraph costs what it changes; only an edit across paragraphs wraps
//! whole paragraphs, those it touches.

use unicode_segmentation::GraphemeCursor;

use crate::text::Width;
use crate::text::wrap::{WrappedLine, WrappedParagraph};

/// A place in a text: a paragraph, counted from 0, and a byte in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Pos {
    pub paragraph: usize,
    pub byte: usize,
}

impl Pos {
    /// Where a text ends that begins here.
    pub(super) fn behind(self, text: &str) -> Self {
        match text.rsplit_once('\n') {
            Some((before, last)) => Self {
                paragraph: self.paragraph + before.matches('\n').count() + 1,
                byte: last.len(),
            },
            None => Self { paragraph: self.paragraph, byte: self.byte + text.len() },
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub(super) text: String,
    wrapped: WrappedParagraph,
}

impl Paragraph {
    fn new(text: String, cells: usize, width: Width) -> Self {
        let wrapped = WrappedParagraph::new(&text, cells, width);
        Self { text, wrapped }
    }

    pub(super) fn lines(&self) -> &[WrappedLine] {
        self.wrapped.lines()
    }

    /// The text between two bytes.
    pub(super) fn part(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to).unwrap_or_default()
    }
}

#[derive(Debug, Clone)]
pub(super) struct Buffer {
    /// At least one.
    paragraphs: Vec<Paragraph>,
    pub(super) cells: usize,
    pub(super) width: Width,
}

impl Buffer {
    pub(super) fn new(text: &str, cells: usize, width: Width) -> Self {
        let paragraphs =
            text.split('\n').map(|text| Paragraph::new(text.to_owned(), cells, width)).collect();
        Self { paragraphs, cells, width }
    }

    pub(super) fn with_text(&self, text: &str) -> Self {
        Self::new(text, self.cells, self.width)
    }

    /// Whether the layout changed.
    pub(super) fn set_layout(&mut self, cells: usize, width: Width) -> bool {
        if (cells, width) == (self.cells, self.width) {
            return false;
        }
        (self.cells, self.width) = (cells, width);
        for paragraph in &mut self.paragraphs {
            paragraph.wrapped = WrappedParagraph::new(&paragraph.text, cells, width);
        }
        true
    }

    pub(super) fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The text of a paragraph; a paragraph that does not exist is empty.
    pub(super) fn text_of(&self, paragraph: usize) -> &str {
        self.paragraphs.get(paragraph).map_or("", |paragraph| paragraph.text.as_str())
    }

    pub(super) fn end(&self) -> Pos {
        self.end_of(self.paragraphs.len() - 1)
    }

    pub(super) fn end_of(&self, paragraph: usize) -> Pos {
        Pos { paragraph, byte: self.text_of(paragraph).len() }
    }

    pub(super) fn text(&self) -> String {
        self.slice(Pos::default(), self.end())
    }

    pub(super) fn slice(&self, from: Pos, to: Pos) -> String {
        let long = |paragraph: &Paragraph| paragraph.text.len() + 1;
        let among = self.paragraphs.get(from.paragraph..=to.paragraph).unwrap_or_default();
        let mut out = String::with_capacity(match among {
            [_] => to.byte.saturating_sub(from.byte),
            among => among.iter().map(long).sum(),
        });
        for at in from.paragraph..=to.paragraph {
            let text = self.text_of(at);
            let start = if at == from.paragraph { from.byte } else { 0 };
            let end = if at == to.paragraph { to.byte } else { text.len() };
            out.push_str(text.get(start..end).unwrap_or_default());
            if at < to.paragraph {
                out.push('\n');
            }
        }
        out
    }

    /// Puts a text in the place of what stands between two places; returns its end.
    pub(super) fn replace(&mut self, from: Pos, to: Pos, with: &str) -> Pos {
        let (cells, width) = (self.cells, self.width);
        let end = from.behind(with);
        let rest = if from.paragraph == to.paragraph && !with.contains('\n') {
            None
        } else {
            let text = self.text_of(to.paragraph);
            Some(text.get(to.byte..).unwrap_or_default().to_owned())
        };
        let Some(first) = self.paragraphs.get_mut(from.paragraph) else {
            return from;
        };
        let Some(rest) = rest else {
            first.text.replace_range(from.byte..to.byte, with);
            first.wrapped.edited(&first.text, from.byte..to.byte, with.len(), cells, width);
            return end;
        };
        let mut pieces: Vec<String> = with.split('\n').map(str::to_owned).collect();
        if let Some(last) = pieces.last_mut() {
            last.push_str(&rest);
        }
        let mut pieces = pieces.into_iter();
        let head = pieces.next().unwrap_or_default();
        let cut = from.byte..first.text.len();
        first.text.replace_range(cut.clone(), &head);
        first.wrapped.edited(&first.text, cut, head.len(), cells, width);
        self.paragraphs.splice(
            from.paragraph + 1..=to.paragraph,
            pieces.map(|text| Paragraph::new(text, cells, width)),
        );
        end
    }

    /// The place one grapheme before; the same at the start of the text.
    pub(super) fn before(&self, pos: Pos) -> Pos {
        if pos.byte == 0 {
            return match pos.paragraph.checked_sub(1) {
                Some(paragraph) => self.end_of(paragraph),
                None => pos,
            };
        }
        let text = self.text_of(pos.paragraph);
        Pos { byte: floor(text, pos.byte - 1), ..pos }
    }

    /// The place one grapheme behind; the same at the end of the text.
    pub(super) fn after(&self, pos: Pos) -> Pos {
        let rest = self.text_of(pos.paragraph).get(pos.byte..);
        match rest.and_then(|rest| self.width.first(rest)) {
            Some((grapheme, _)) => Pos { byte: pos.byte + grapheme.len(), ..pos },
            None if pos.paragraph + 1 < self.paragraphs.len() => {
                Pos { paragraph: pos.paragraph + 1, byte: 0 }
            }
            None => pos,
        }
    }

    /// The place itself, or the next behind it that is not inside a grapheme.
    pub(super) fn snap(&self, pos: Pos) -> Pos {
        Pos { byte: ceil(self.text_of(pos.paragraph), pos.byte), ..pos }
    }
}

/// The last boundary of graphemes at or before a byte.
pub(super) fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    if cursor.is_boundary(text, 0) == Ok(true) {
        return byte;
    }
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The first boundary of graphemes at or behind a byte that is a character's.
pub(super) fn ceil(text: &str, byte: usize) -> usize {
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    if cursor.is_boundary(text, 0) == Ok(true) {
        return byte;
    }
    let next = cursor.next_boundary(text, 0).ok().flatten();
    next.unwrap_or(text.len())
}
