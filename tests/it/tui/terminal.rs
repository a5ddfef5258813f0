//! What reaches the terminal: one write a frame, few bytes a key, nothing that was not asked for.

use super::given::Desk;
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
    let mut screen = Screen::on_writer(wire.clone(), columns, rows).unwrap();
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
        assert!(sent.len() <= 60, "{} bytes for a key: {text:?}", sent.len());
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
