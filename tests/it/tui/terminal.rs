//! What reaches the terminal: one write a frame, few bytes a key, nothing that was not asked for,
//! and whatever is drawn by parts is the screen as a whole.

use super::given::Desk;
use proptest::prelude::*;
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use yishi::i18n::Lang;
use yishi::tui::terminal::Screen;

/// Keeps every write by itself.
#[derive(Debug, Clone, Default)]
struct Wire(Rc<RefCell<Vec<Vec<u8>>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Wire {
    fn take(&self) -> Vec<Vec<u8>> {
        self.0.take()
    }
}

fn screen_of(desk: &mut Desk) -> (Screen<Wire>, Wire) {
    let wire = Wire::default();
    let (columns, rows) = desk.ui.size;
    let mut screen = Screen::on_writer(wire.clone(), columns, rows);
    screen.draw(&mut desk.ui).unwrap();
    (screen, wire)
}

#[test]
fn a_frame_is_one_write_inside_a_synchronized_update() {
    let mut desk = Desk::moment(Lang::Zh, (100, 30), "speech");
    let (_, wire) = screen_of(&mut desk);
    let writes = wire.take();
    assert_eq!(writes.len(), 1);
    assert!(writes[0].starts_with(b"\x1b[?2026h") && writes[0].ends_with(b"\x1b[?2026l"));
    assert!(!desk.ui.dirty());
}

#[test]
fn a_typed_character_and_a_tick_cost_few_bytes() {
    let mut desk = Desk::moment(Lang::Zh, (100, 30), "speech");
    let (mut screen, wire) = screen_of(&mut desk);
    desk.keys("<C-n>居民");
    screen.draw(&mut desk.ui).unwrap();
    wire.take();
    for key in ["提", "出", "停", "车"] {
        desk.keys(key);
        screen.draw(&mut desk.ui).unwrap();
        let sent = wire.take().concat();
        let text = String::from_utf8_lossy(&sent);
        assert!(sent.len() <= 30, "{} bytes for a key: {text:?}", sent.len());
    }
    desk.keys("<Esc>");
    screen.draw(&mut desk.ui).unwrap();
    wire.take();
    for second in 11..20 {
        desk.at(14, 51, second);
        screen.draw(&mut desk.ui).unwrap();
        let sent = wire.take().concat();
        let text = String::from_utf8_lossy(&sent);
        assert!(sent.len() <= 120, "{} bytes for a tick: {text:?}", sent.len());
    }
}

#[test]
fn a_new_size_is_drawn_whole() {
    let mut desk = Desk::moment(Lang::Zh, (100, 30), "speech");
    let (mut screen, wire) = screen_of(&mut desk);
    let whole: usize = wire.take().iter().map(Vec::len).sum();
    desk.input(yishi::tui::Input::Resize(90, 28));
    screen.draw(&mut desk.ui).unwrap();
    let again: usize = wire.take().iter().map(Vec::len).sum();
    assert!(again > whole / 2, "{again} bytes after a resize, {whole} before");
}

/// Writing and what comes between: other lines, phrases, panes, overlays, the clock, a new size.
const WRITTEN: &[&str] = &[
    "居民提出停车",
    "夜间错时，",
    "a b",
    "“引号”",
    "👩‍👩‍👧",
    "⚠️a",
    " ",
    "<Enter>",
    "<BS>",
    "<Del>",
    "<Left>",
    "<Right>",
    "<Up>",
    "<Down>",
    "<Home>",
    "<End>",
    "<C-a>",
    "<C-z>",
    "<C-y>",
    "<PageUp>",
    "@",
    "<Esc>",
    "<Tab>",
    "<F2>",
    "<F5>",
    "<F3>",
    "<F10>",
    "6",
    "2",
    "3",
    "5",
    "9",
    "<C-p>",
    "<F1>",
];

fn emulated((columns, rows): (u16, u16)) -> vt100::Parser {
    let sides = |n| std::num::NonZero::new(n).expect("a size");
    vt100::Parser::new(sides(rows), sides(columns), 0)
}

/// What the emulated terminal shows: every row with what is seen of its styles, and the cursor where
/// it is shown.
fn seen(terminal: &vt100::Parser) -> (Vec<String>, Option<(u16, u16)>) {
    let screen = terminal.screen();
    let (rows, columns) = screen.size();
    let cursor = (!screen.hide_cursor()).then(|| screen.cursor_position());
    let row = |row| (0..columns.get()).filter_map(|at| screen.cell(row, at)).map(cell).collect();
    ((0..rows.get()).map(row).collect(), cursor)
}

/// A cell with what is seen of its style: of a blank the ground.
fn cell(cell: &vt100::Cell) -> String {
    if cell.is_wide_continuation() {
        return String::new();
    }
    if !cell.has_contents() || cell.contents() == " " {
        return format!(" <{:?} {}>", cell.bgcolor(), cell.inverse());
    }
    let (fg, bg) = (cell.fgcolor(), cell.bgcolor());
    let flags = [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()];
    format!("{}<{fg:?} {bg:?} {flags:?}>", cell.contents())
}

fn written() -> impl Strategy<Value = Vec<(&'static str, u32)>> {
    prop::collection::vec((proptest::sample::select(WRITTEN), 0..4_u32), 1..40)
}

proptest! {
    #![proptest_config(crate::cases::cases(40))]

    #[test]
    fn what_is_written_part_by_part_is_the_screen_drawn_whole(
        keys in written(),
        english in any::<bool>(),
        small in any::<bool>(),
    ) {
        let (lang, size) = (if english { Lang::En } else { Lang::Zh }, if small { (80, 24) } else { (100, 30) });
        let mut desk = Desk::moment(lang, size, "speech");
        desk.keys("6");
        let (mut screen, wire) = screen_of(&mut desk);
        let mut terminal = emulated(size);
        terminal.process(&wire.take().concat());
        let mut second = 0;
        for (key, passed) in keys {
            second += passed / 3;
            desk.at(14, 51, second);
            screen.draw(&mut desk.ui).unwrap();
            desk.keys(key);
            screen.draw(&mut desk.ui).unwrap();
            terminal.process(&wire.take().concat());
            let (_, fresh) = screen_of(&mut desk);
            let mut whole = emulated(size);
            whole.process(&fresh.take().concat());
            prop_assert_eq!(seen(&terminal), seen(&whole), "after {}", key);
        }
    }
}
