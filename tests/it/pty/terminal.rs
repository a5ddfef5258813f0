//! The terminal a program talks to: its state, what it shows, what it answers.
//!
//! Owns the reading of output; it starts no process and writes to none. Replies are handed out
//! for the caller to send.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use unicode_width::UnicodeWidthStr as _;
use vt100::{Callbacks, CursorStyle, MouseProtocolMode, Parser, Screen};

use crate::screen::trimmed;

/// Private modes that the parser keeps itself; the others are noted here.
const KEPT_BY_PARSER: [u16; 12] = [1, 6, 9, 25, 47, 1000, 1002, 1003, 1005, 1006, 1049, 2004];
const AUTOWRAP: u16 = 7;
const SYNCHRONIZED: u16 = 2026;

/// What the terminal shows at a moment: whole frames only, as a terminal that honours
/// synchronized updates shows them.
#[derive(Clone)]
pub(crate) struct Shown(Screen);

impl Shown {
    /// All rows: wide characters once, blanks at the ends trimmed.
    pub(crate) fn text(&self) -> String {
        trimmed((0..self.size().0).map(|row| self.row(row)))
    }

    /// One row from 0, blanks at its end trimmed; empty below the screen.
    pub(crate) fn row(&self, row: u16) -> String {
        let cells = (0..self.size().1).filter_map(|col| self.0.cell(row, col));
        let text: String = cells
            .filter(|cell| !cell.is_wide_continuation())
            .map(|cell| if cell.has_contents() { cell.contents() } else { " " })
            .collect();
        text.trim_end_matches(' ').to_owned()
    }

    /// Whether `text` stands within one row.
    pub(crate) fn contains(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// The row and the column, from 0 and in cells, where `text` first stands within one row.
    pub(crate) fn find(&self, text: &str) -> Option<(u16, u16)> {
        let (rows, cols) = self.size();
        (0..rows).find_map(|row| {
            let line = self.row(row);
            let (before, _) = line.split_once(text)?;
            let mut passed = 0;
            let col = (0..cols).find(|&col| {
                let Some(cell) = self.0.cell(row, col) else {
                    return false;
                };
                if cell.is_wide_continuation() {
                    return false;
                }
                let here = passed == before.len();
                passed += cell.contents().len().max(1);
                here
            })?;
            Some((row, col))
        })
    }

    /// The cell at a row and a column from 0, with its colours.
    pub(crate) fn cell(&self, row: u16, col: u16) -> Option<&vt100::Cell> {
        self.0.cell(row, col)
    }

    /// Rows and columns.
    pub(crate) fn size(&self) -> (u16, u16) {
        let (rows, cols) = self.0.size();
        (rows.get(), cols.get())
    }

    /// The cursor's row and column from 0.
    pub(crate) fn cursor(&self) -> (u16, u16) {
        let (row, col) = self.0.cursor_position();
        // After the last cell of a row the parser counts one further than a terminal tells.
        (row, col.min(self.size().1 - 1))
    }

    pub(crate) fn cursor_hidden(&self) -> bool {
        self.0.hide_cursor()
    }

    pub(crate) fn alternate_screen(&self) -> bool {
        self.0.alternate_screen()
    }

    pub(crate) fn bracketed_paste(&self) -> bool {
        self.0.bracketed_paste()
    }

    pub(crate) fn application_cursor(&self) -> bool {
        self.0.application_cursor()
    }
}

/// How a terminal draws characters of ambiguous width, as far as the place of its cursor tells.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Ambiguous {
    #[default]
    Narrow,
    /// As a terminal set up for old Chinese programs does.
    Wide,
    /// It never says where its cursor is.
    Untold,
}

/// The terminal: the parser, the last whole frame, and all bytes received.
pub(crate) struct Terminal {
    parser: Parser<Wire>,
    shown: Shown,
    received: Vec<u8>,
}

impl Terminal {
    pub(crate) fn new(rows: u16, cols: u16, ambiguous: Ambiguous) -> Self {
        let wire = Wire { ambiguous, ..Wire::default() };
        let parser = Parser::new_with_callbacks(cells(rows), cells(cols), 0, wire);
        let shown = Shown(parser.screen().clone());
        Self { parser, shown, received: Vec::new() }
    }

    /// Takes in output and returns what the terminal answers to it, often nothing.
    pub(crate) fn receive(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.received.extend_from_slice(bytes);
        self.parser.process(bytes);
        let wire = self.parser.callbacks_mut();
        let replies = std::mem::take(&mut wire.replies);
        if !wire.synchronized {
            self.show_all();
        } else if let Some(frame) = wire.finished.take() {
            self.shown = Shown(frame);
        }
        replies
    }

    /// Shows what was drawn even within an unfinished update, as terminals do in the end.
    pub(crate) fn show_all(&mut self) {
        self.parser.callbacks_mut().finished = None;
        self.shown = Shown(self.parser.screen().clone());
    }

    pub(crate) fn resize(&mut self, rows: u16, cols: u16) {
        self.parser.set_size(cells(rows), cells(cols));
        self.show_all();
    }

    pub(crate) fn shown(&self) -> &Shown {
        &self.shown
    }

    pub(crate) fn received(&self) -> &[u8] {
        &self.received
    }

    /// What differs from a terminal's state before any program ran, in words; empty when the
    /// program put everything back.
    pub(crate) fn left_on(&self) -> Vec<String> {
        let screen = self.parser.screen();
        let wire = self.parser.callbacks();
        let styled = screen.bold()
            || screen.dim()
            || screen.italic()
            || screen.underline()
            || screen.inverse()
            || screen.fgcolor() != vt100::Color::Default
            || screen.bgcolor() != vt100::Color::Default;
        let named = [
            (screen.alternate_screen(), "alternate screen"),
            (screen.hide_cursor(), "cursor hidden"),
            (screen.bracketed_paste(), "bracketed paste"),
            (screen.mouse_protocol_mode() != MouseProtocolMode::None, "mouse"),
            (screen.application_cursor(), "application cursor keys"),
            (screen.application_keypad(), "application keypad"),
            (screen.cursor_style() != CursorStyle::default(), "cursor shape"),
            (styled, "text style"),
            (wire.keyboard > 0, "keyboard enhancement"),
            (wire.synchronized, "synchronized update"),
            (wire.no_autowrap, "no autowrap"),
        ];
        let known = named.iter().filter(|(on, _)| *on).map(|(_, name)| (*name).to_owned());
        known.chain(wire.modes.iter().map(|mode| format!("mode {mode}"))).collect()
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has at least one row and one column")
}

/// What the parser leaves to its user: queries, synchronized updates, further modes.
#[derive(Default)]
struct Wire {
    replies: Vec<u8>,
    ambiguous: Ambiguous,
    synchronized: bool,
    /// The frame as it stood when the last synchronized update began or ended.
    finished: Option<Screen>,
    modes: BTreeSet<u16>,
    no_autowrap: bool,
    keyboard: u16,
}

impl Wire {
    fn reply(&mut self, text: &str) {
        self.replies.extend_from_slice(text.as_bytes());
    }

    fn set_mode(&mut self, screen: &Screen, mode: u16, on: bool) {
        match mode {
            SYNCHRONIZED => {
                if self.synchronized != on {
                    self.finished = Some(screen.clone());
                }
                self.synchronized = on;
            }
            AUTOWRAP => self.no_autowrap = !on,
            _ if KEPT_BY_PARSER.contains(&mode) => {}
            _ if on => {
                self.modes.insert(mode);
            }
            _ => {
                self.modes.remove(&mode);
            }
        }
    }

    /// DECRPM's value: 1 set, 2 reset, 0 unknown.
    fn mode_state(&self, screen: &Screen, mode: u16) -> u8 {
        let on = match mode {
            SYNCHRONIZED => self.synchronized,
            AUTOWRAP => !self.no_autowrap,
            25 => !screen.hide_cursor(),
            1049 => screen.alternate_screen(),
            2004 => screen.bracketed_paste(),
            _ if self.modes.contains(&mode) => true,
            _ => return 0,
        };
        if on { 1 } else { 2 }
    }
}

impl Callbacks for Wire {
    fn unhandled_csi(
        &mut self,
        screen: &mut Screen,
        first: Option<u8>,
        second: Option<u8>,
        params: &[&[u16]],
        last: char,
    ) {
        let param = params.first().and_then(|values| values.first()).copied().unwrap_or(0);
        match (first, second, last) {
            (None, None, 'n') if param == 5 => self.reply("\x1b[0n"),
            (None | Some(b'?'), None, 'n') if param == 6 && self.ambiguous != Ambiguous::Untold => {
                let (row, mut col) = Shown(screen.clone()).cursor();
                // The parser draws them narrow; only where the cursor is asked for is it told.
                let before = col.checked_sub(1).and_then(|col| screen.cell(row, col));
                let is_wide = |cell: &vt100::Cell| cell.contents().width_cjk() > 1;
                if self.ambiguous == Ambiguous::Wide && before.is_some_and(is_wide) {
                    col += 1;
                }
                let mark = if first.is_some() { "?" } else { "" };
                self.reply(&format!("\x1b[{mark}{};{}R", row + 1, col + 1));
            }
            (None, None, 'c') => self.reply("\x1b[?62;22c"),
            (Some(b'>'), None, 'c') => self.reply("\x1b[>1;1;0c"),
            (None, None, 't') if param == 18 => {
                let (rows, cols) = screen.size();
                self.reply(&format!("\x1b[8;{rows};{cols}t"));
            }
            (Some(b'?'), Some(b'$'), 'p') => {
                let state = self.mode_state(screen, param);
                self.reply(&format!("\x1b[?{param};{state}$y"));
            }
            (Some(b'?'), None, 'h' | 'l') => {
                for mode in params.iter().filter_map(|values| values.first()) {
                    self.set_mode(screen, *mode, last == 'h');
                }
            }
            // The keyboard protocol is not offered (its query stays unanswered); a push without
            // a pop would still be a state left behind.
            (Some(b'>'), None, 'u') => self.keyboard += 1,
            (Some(b'<'), None, 'u') => {
                self.keyboard = self.keyboard.saturating_sub(param.max(1));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(output: &str) -> String {
        String::from_utf8(Terminal::new(24, 80, Ambiguous::Narrow).receive(output.as_bytes()))
            .unwrap()
    }

    #[test]
    fn queries_are_answered_from_the_state() {
        assert_eq!(answer("\x1b[6n"), "\x1b[1;1R");
        assert_eq!(answer("\r\n议事\x1b[6n"), "\x1b[2;5R");
        assert_eq!(answer("\x1b[5n"), "\x1b[0n");
        assert_eq!(answer("\x1b[c"), "\x1b[?62;22c");
        assert_eq!(answer("\x1b[18t"), "\x1b[8;24;80t");
        assert_eq!(answer("\x1b[?2026$p"), "\x1b[?2026;2$y");
        assert_eq!(answer("\x1b[?2026h\x1b[?2026$p"), "\x1b[?2026;1$y");
        assert_eq!(answer("\x1b[?9999$p"), "\x1b[?9999;0$y");
        assert_eq!(answer("\x1b[?u\x1b]11;?\x07"), "");
    }

    #[test]
    fn the_cursor_after_the_last_cell_is_on_it() {
        let mut terminal = Terminal::new(2, 4, Ambiguous::Narrow);
        assert_eq!(terminal.receive("abcd\x1b[6n".as_bytes()), b"\x1b[1;4R");
        assert_eq!(terminal.shown().cursor(), (0, 3));
    }

    #[test]
    fn a_synchronized_update_is_shown_whole() {
        let mut terminal = Terminal::new(3, 20, Ambiguous::Narrow);
        terminal.receive(b"before\x1b[?2026h\x1b[2J\x1b[Hhalf");
        assert_eq!(terminal.shown().text(), "before");
        terminal.receive(b" done\x1b[?2026l\x1b[?2026h\x1b[2J");
        assert_eq!(terminal.shown().text(), "half done");
        terminal.receive(b"\x1b[Hlast");
        assert_eq!(terminal.shown().text(), "half done");
        terminal.show_all();
        assert_eq!(terminal.shown().text(), "last");
    }

    #[test]
    fn text_is_found_by_its_cell() {
        let mut terminal = Terminal::new(4, 20, Ambiguous::Narrow);
        terminal.receive("\r\n 表决：赞成 3 票".as_bytes());
        assert_eq!(terminal.shown().find("赞成"), Some((1, 7)));
        assert_eq!(terminal.shown().find(" 表"), Some((1, 0)));
        assert_eq!(terminal.shown().find("反对"), None);
        assert_eq!(terminal.shown().row(1), " 表决：赞成 3 票");
        assert_eq!(terminal.shown().row(99), "");
        assert!(terminal.shown().cell(1, 1).unwrap().is_wide());
    }

    #[test]
    fn what_a_program_leaves_on_is_told_and_what_it_puts_back_is_not() {
        let mut terminal = Terminal::new(4, 20, Ambiguous::Narrow);
        terminal.receive(
            b"\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1000;1006h\x1b[?1004h\x1b[?7l\x1b[>1u\x1b[31m\x1b[4 q",
        );
        assert_eq!(
            terminal.left_on(),
            [
                "alternate screen",
                "cursor hidden",
                "bracketed paste",
                "mouse",
                "cursor shape",
                "text style",
                "keyboard enhancement",
                "no autowrap",
                "mode 1004",
            ]
        );
        terminal.receive(
            b"\x1b[0 q\x1b[0m\x1b[<u\x1b[?7h\x1b[?1004l\x1b[?1000;1006l\x1b[?2004l\x1b[?25h\x1b[?1049l",
        );
        assert_eq!(terminal.left_on(), [""; 0]);
    }

    #[test]
    fn a_tiny_terminal_takes_wide_text() {
        for (rows, cols) in [(1, 1), (1, 2), (2, 1), (3, 3)] {
            let mut terminal = Terminal::new(rows, cols, Ambiguous::Narrow);
            terminal.receive("议事\x1b[H议\x1b[5;5H事abc\x1b[K\x1b[2J".as_bytes());
            terminal.resize(30, 100);
            terminal.receive("议事".as_bytes());
            terminal.resize(rows, cols);
        }
    }
}
