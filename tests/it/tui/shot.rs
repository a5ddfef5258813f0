//! A screen as it is held: a snapshot of one size per language, and what holds at every other size.

use super::given::Desk;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use std::fmt::Write as _;
use yishi::i18n::Lang;
use yishi::tui::draw;
use yishi::tui::pen::{Audit, Cut, ListRow};

pub(super) const LANGS: [(Lang, &str); 2] = [(Lang::Zh, "zh"), (Lang::En, "en")];

/// The size of a snapshot.
const SIZE: (u16, u16) = (100, 30);

/// The smallest, a laptop's, the odd ones between, a beamer's, more than any.
const OTHERS: [(u16, u16); 7] =
    [(60, 16), (62, 39), (80, 24), (99, 25), (133, 33), (160, 45), (213, 60)];

/// The screen in both languages.
#[track_caller]
pub(super) fn screen(name: &str, make: impl Fn(Lang, (u16, u16)) -> Desk) {
    shots(name, &make, |desk| {
        let cursor = desk.frame().1.map_or("hidden".to_owned(), |at| format!("{}, {}", at.x, at.y));
        format!("{}\n\ncursor: {cursor}", desk.text())
    });
}

/// Only what lies on top of a screen in both languages.
#[track_caller]
pub(super) fn overlay(name: &str, make: impl Fn(Lang, (u16, u16)) -> Desk) {
    shots(name, &make, |desk| {
        assert!(!desk.ui.overlays.is_empty(), "{name} opens nothing\n{}", desk.text());
        part(&desk.frame().0, top(desk))
    });
}

fn shots(name: &str, make: &dyn Fn(Lang, (u16, u16)) -> Desk, text: impl Fn(&Desk) -> String) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut faults = String::new();
    for (lang, code) in LANGS {
        let desk = make(lang, SIZE);
        settings.bind(|| insta::assert_snapshot!(format!("{name}-{code}"), text(&desk)));
        for (size, desk) in
            OTHERS.map(|size| (size, make(lang, size))).iter().chain([&(SIZE, desk)])
        {
            if let Some(fault) = fault(desk) {
                writeln!(faults, "{code} at {size:?}: {fault}\n{}\n", desk.text()).unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "{name}: {faults}");
}

/// The box on top.
fn top(desk: &Desk) -> Rect {
    let (columns, rows) = desk.ui.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let boxes = draw::audited(&mut buffer, &desk.ui).boxes;
    *boxes.last().expect("an overlay has a box")
}

fn part(buffer: &Buffer, area: Rect) -> String {
    let mut part = Buffer::empty(area);
    for at in area.positions() {
        part[at] = buffer[at].clone();
    }
    crate::screen::screen_text(&part)
}

/// What keeps two texts of a row apart.
const APART: u16 = 3;

/// What a reader would call broken: half a character, text over other text, a text that is cut
/// though there is room, a line that is interrupted, a cursor that is nowhere.
pub(super) fn fault(desk: &Desk) -> Option<String> {
    let (columns, rows) = desk.ui.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let audit = draw::audited(&mut buffer, &desk.ui);
    let cursor = desk.frame().1;
    let mut faults = String::new();
    for at in buffer.area.positions() {
        let symbol = buffer[at].symbol();
        if desk.ui.look.width.of(symbol) > 1
            && buffer.cell((at.x + 1, at.y)).is_none_or(|cell| cell.symbol() != " ")
        {
            writeln!(faults, "half of {symbol} at {at}").unwrap();
        }
        let ground = |at: ratatui::layout::Position| {
            buffer.cell(at).map(|cell| (cell.bg, cell.modifier.contains(Modifier::REVERSED)))
        };
        let second = ratatui::layout::Position { x: at.x + 1, ..at };
        if desk.ui.look.width.of(symbol) > 1 && ground(second) != ground(at) {
            writeln!(faults, "{symbol} at {at} stands on two grounds").unwrap();
        }
    }
    for (at, old, new) in &audit.written_over {
        writeln!(faults, "{new:?} over {old:?} at {at}").unwrap();
    }
    for at in &audit.halves {
        if audit.boxes.iter().all(|area| area.x != at.x) {
            writeln!(faults, "a character lost its half at {at}").unwrap();
        }
    }
    for cut in &audit.cut {
        let free = free_behind(&buffer, cut);
        if cut.at.width + free >= cut.wide + APART {
            let text = part(&buffer, cut.at);
            writeln!(faults, "{text:?} at {} is cut, with {free} cells free", cut.at).unwrap();
        }
    }
    for at in crooked(&audit) {
        let text = part(&buffer, at);
        writeln!(faults, "{text:?} at {at} stands in no column of its list").unwrap();
    }
    if cursor.is_some_and(|at| !buffer.area.contains(at)) {
        writeln!(faults, "the cursor is at {cursor:?}").unwrap();
    }
    (!faults.is_empty()).then_some(faults)
}

/// Texts in the rows of a list that stand under texts of other rows and neither begin nor end where
/// one of these does. The sign of the chosen row is not one of them, nor what follows a text as its
/// next word.
fn crooked(audit: &Audit) -> Vec<Rect> {
    let in_row = |row: &ListRow| {
        let at = row.at;
        audit.texts.iter().copied().filter(move |text| at.intersects(*text))
    };
    let mut crooked = Vec::new();
    for row in &audit.rows {
        let others = audit.rows.iter().filter(|other| {
            other.list == row.list && other.at.x == row.at.x && other.at.y != row.at.y
        });
        let columns: Vec<Rect> = others.flat_map(in_row).collect();
        let stands = |text: &Rect| {
            let under = |other: &Rect| other.x < text.right() && text.x < other.right();
            let mut under = columns.iter().filter(|other| under(other)).peekable();
            under.peek().is_none()
                || under.any(|other| other.x == text.x || other.right() == text.right())
        };
        let follows = |text: &Rect| {
            in_row(row).any(|before| before.right() == text.x || before.right() + 1 == text.x)
        };
        let own = in_row(row).filter(|text| text.x > row.at.x && !follows(text));
        crooked.extend(own.filter(|text| !stands(text)));
    }
    crooked
}

/// The blank cells behind a text that was cut.
fn free_behind(buffer: &Buffer, cut: &Cut) -> u16 {
    let free = (cut.at.right()..buffer.area.right())
        .take_while(|x| buffer[(*x, cut.at.y)].symbol() == " ");
    u16::try_from(free.count()).unwrap()
}
