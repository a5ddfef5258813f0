//! The bytes that make the terminal's cells others: moves, styles and characters, and nothing that
//! it knows already. On a slow line the bytes of a typed character are what one feels.
//!
//! A frame begins and ends in the terminal's own style. Where the cursor stands is known only behind
//! characters that every terminal measures alike; behind all others it is put anew. Must not know
//! what is drawn.

use crate::text::width::plain_width;
use crossterm::QueueableCommand as _;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::style::{Attribute, Colors, Print, SetAttribute, SetColors, SetUnderlineColor};
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::IntoCrossterm as _;
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use std::io;

/// What fits into this is on the screen at once by itself: a terminal takes it in in one go, and the
/// marks around an update would be most of what a key costs.
const AT_ONCE: usize = 64;

/// How a modifier is set. Taking one away is done by taking all away.
const ATTRIBUTES: [(Modifier, Attribute); 9] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::HIDDEN, Attribute::Hidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Style {
    fg: Color,
    bg: Color,
    underline: Color,
    modifier: Modifier,
}

/// Makes one frame after the other.
#[derive(Debug, Default)]
pub(super) struct Encoder {
    bytes: Vec<u8>,
    /// The terminal has this many columns.
    columns: u16,
    /// Where the terminal's cursor is; None where that is not known.
    cursor: Option<Position>,
    style: Style,
    /// A cell that the character before it may cover, and that was emptied before.
    covered: Option<Position>,
    /// As the terminal has it; None before the first frame.
    cursor_shown: Option<bool>,
}

impl Encoder {
    /// Begins a frame. Whatever was said about the cursor's place is not relied on: another program
    /// may have written to the terminal since.
    pub(super) fn begin(&mut self, columns: u16) {
        self.bytes.clear();
        self.columns = columns;
        (self.cursor, self.covered) = (None, None);
    }

    /// Empties the terminal.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        self.bytes.queue(Clear(ClearType::All))?;
        self.cursor = None;
        Ok(())
    }

    /// A terminal about which nothing is known any more.
    pub(super) fn forget(&mut self) {
        self.cursor_shown = None;
    }

    /// Puts a cell.
    pub(super) fn cell(&mut self, x: u16, y: u16, cell: &Cell) -> io::Result<()> {
        let here = Position { x, y };
        if self.covered.take() == Some(here) && cell.symbol() == " " {
            return Ok(());
        }
        self.dress(cell)?;
        // Terminals draw it one cell wide or two: the second is emptied first, and the character
        // covers it where it does.
        if cell.symbol().contains('\u{fe0f}') {
            self.go_to(Position { x: x + 1, y })?;
            self.bytes.queue(Print(" "))?;
            self.cursor = None;
            self.covered = Some(Position { x: x + 1, y });
        }
        self.go_to(here)?;
        self.bytes.queue(Print(cell.symbol()))?;
        self.cursor = self.behind(here, cell.symbol());
        Ok(())
    }

    /// Where the cursor stands behind a character. In the last column it may have gone on or not.
    fn behind(&self, at: Position, symbol: &str) -> Option<Position> {
        let wide = plain_width(symbol).or_else(|| {
            // Lines and marks, as wide as they were measured at the start.
            let mut chars = symbol.chars();
            chars.next().is_some_and(|_| chars.next().is_none()).then_some(1)
        })?;
        let x = at.x + wide;
        (x < self.columns).then_some(Position { x, ..at })
    }

    fn go_to(&mut self, to: Position) -> io::Result<()> {
        if self.cursor != Some(to) {
            self.bytes.queue(MoveTo(to.x, to.y))?;
            self.cursor = Some(to);
        }
        Ok(())
    }

    /// Takes on the style of a cell.
    fn dress(&mut self, cell: &Cell) -> io::Result<()> {
        let style = Style {
            fg: cell.fg,
            bg: cell.bg,
            underline: cell.underline_color,
            modifier: cell.modifier,
        };
        if style == self.style {
            return Ok(());
        }
        if style == Style::default() || !style.modifier.contains(self.style.modifier) {
            self.undress()?;
        }
        let old = std::mem::replace(&mut self.style, style);
        for (modifier, attribute) in ATTRIBUTES {
            if style.modifier.contains(modifier) && !old.modifier.contains(modifier) {
                self.bytes.queue(SetAttribute(attribute))?;
            }
        }
        if (style.fg, style.bg) != (old.fg, old.bg) {
            let colors = Colors {
                foreground: (style.fg != old.fg).then(|| style.fg.into_crossterm()),
                background: (style.bg != old.bg).then(|| style.bg.into_crossterm()),
            };
            self.bytes.queue(SetColors(colors))?;
        }
        if style.underline != old.underline {
            self.bytes.queue(SetUnderlineColor(style.underline.into_crossterm()))?;
        }
        Ok(())
    }

    /// Takes on the terminal's own style.
    fn undress(&mut self) -> io::Result<()> {
        if self.style != Style::default() {
            self.bytes.queue(SetAttribute(Attribute::Reset))?;
            self.style = Style::default();
        }
        Ok(())
    }

    /// Ends the frame with the cursor at its place, or hidden, and gives its bytes: a synchronized
    /// update, unless they are few.
    pub(super) fn end(&mut self, cursor: Option<Position>) -> io::Result<&[u8]> {
        self.undress()?;
        let shown = cursor.is_some();
        if self.cursor_shown != Some(shown) {
            if shown {
                self.bytes.queue(Show)?;
            } else {
                self.bytes.queue(Hide)?;
            }
            self.cursor_shown = Some(shown);
        }
        if let Some(cursor) = cursor {
            self.go_to(cursor)?;
        }
        if self.bytes.len() > AT_ONCE {
            let mut begin = Vec::new();
            begin.queue(BeginSynchronizedUpdate)?;
            self.bytes.splice(..0, begin);
            self.bytes.queue(EndSynchronizedUpdate)?;
        }
        Ok(&self.bytes)
    }
}
