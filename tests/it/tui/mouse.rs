//! A click chooses what it is on, the wheel goes through what is on top; nothing else happens.

use super::given::Desk;
use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;
use yishi::i18n::Lang;
use yishi::tui::input::{self, Input, Mouse};

fn event(kind: MouseEventKind, at: Position) -> Event {
    let modifiers = KeyModifiers::NONE;
    Event::Mouse(MouseEvent { kind, column: at.x, row: at.y, modifiers })
}

fn mouse(desk: &mut Desk, kind: MouseEventKind, at: Position) {
    for input in input::gather([event(kind, at)]) {
        desk.input(input);
    }
}

fn click(desk: &mut Desk, at: Position) {
    mouse(desk, MouseEventKind::Down(MouseButton::Left), at);
}

fn wheel(desk: &mut Desk, kind: MouseEventKind) {
    mouse(desk, kind, Position::ORIGIN);
}

/// Where a text of single-cell characters stands, from a column on.
#[track_caller]
fn place(desk: &Desk, text: &str, from: u16) -> Position {
    let (buffer, _) = desk.frame();
    let area = buffer.area;
    let symbol = |x, y| buffer.cell((x, y)).map_or("", |cell| cell.symbol());
    let found = area.positions().filter(|at| at.x >= from).find(|at| {
        let rest: String = (at.x..area.right()).map(|x| symbol(x, at.y)).collect();
        rest.starts_with(text)
    });
    found.unwrap_or_else(|| panic!("no {text:?} on:\n{}", desk.text()))
}

/// Whether the row of a place is the chosen one of its list, which begins at a column.
fn is_chosen(desk: &Desk, at: Position, list: u16) -> bool {
    let (buffer, _) = desk.frame();
    (list..at.x).any(|x| buffer.cell((x, at.y)).is_some_and(|cell| cell.symbol() == "▸"))
}

#[test]
fn a_click_chooses_the_person_it_is_on() {
    let mut desk = Desk::planned(Lang::Zh, (100, 30));
    desk.keys("3");
    for person in ["P07", "P02", "P11"] {
        let at = place(&desk, person, 0);
        click(&mut desk, at);
        assert!(is_chosen(&desk, place(&desk, person, 0), 0), "{person}\n{}", desk.text());
    }
    let seq = desk.ui.ledger().unwrap().seq();
    desk.keys("<Enter>");
    assert_eq!(desk.ui.ledger().unwrap().seq(), seq + 1);
    assert_eq!(desk.meeting().roll.entries[10].person.id.as_str(), "P11");
    assert!(desk.meeting().roll.entries[10].arrived.is_some(), "the act is on whom was clicked");
}

#[test]
fn a_click_goes_to_the_pane_it_is_in() {
    let mut desk = Desk::moment(Lang::Zh, (100, 30), "queue");
    let second = desk.ui.digest().unwrap().upcoming[1].person.clone();
    // The queue is to the right of the agenda, its places are numbered.
    let at = place(&desk, "2 ", 47);
    assert!(!is_chosen(&desk, at, 47), "{}", desk.text());
    click(&mut desk, at);
    desk.keys("<Enter>");
    assert_eq!(desk.meeting().floor.current().map(|s| s.person.clone()), Some(second));
    let agenda = place(&desk, " 7 ", 0);
    click(&mut desk, agenda);
    assert!(is_chosen(&desk, agenda, 0), "{}", desk.text());
}

#[test]
fn a_click_beside_all_lists_does_nothing() {
    let mut desk = Desk::moment(Lang::Zh, (100, 30), "queue");
    let (before, seq) = (desk.text(), desk.ui.ledger().unwrap().seq());
    for (x, y) in [(0, 0), (99, 29), (60, 27), (200, 200)] {
        click(&mut desk, Position { x, y });
    }
    assert_eq!((desk.text(), desk.ui.ledger().unwrap().seq()), (before, seq));
}

#[test]
fn what_lies_on_top_has_the_mouse() {
    let mut desk = Desk::moment(Lang::Zh, (100, 30), "queue");
    desk.keys("6<F6>");
    let chosen = |desk: &Desk, person: &str| {
        let at = place(desk, person, 20);
        is_chosen(desk, at, 20)
    };
    assert!(chosen(&desk, "P02"), "{}", desk.text());
    wheel(&mut desk, MouseEventKind::ScrollDown);
    assert!(chosen(&desk, "P05"), "{}", desk.text());
    wheel(&mut desk, MouseEventKind::ScrollUp);
    assert!(chosen(&desk, "P02"), "{}", desk.text());
    let at = place(&desk, "P03", 20);
    click(&mut desk, at);
    assert!(chosen(&desk, "P03"), "{}", desk.text());
}

#[test]
fn motion_and_other_buttons_are_no_input() {
    let at = Position { x: 3, y: 4 };
    let kinds = [
        MouseEventKind::Moved,
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
        MouseEventKind::Down(MouseButton::Right),
    ];
    assert_eq!(input::gather(kinds.map(|kind| event(kind, at))), []);
    let down = event(MouseEventKind::Down(MouseButton::Left), at);
    assert_eq!(input::gather([down]), [Input::Mouse(Mouse::Click(3, 4))]);
}
