//! The mouse, for those who like it: a click chooses a row, the wheel goes through a list.
//!
//! Nothing can be done with it that keys do not do. Must not know any screen: rows are found where
//! they are drawn.

use crate::tui::draw;
use crate::tui::effect::Effect;
use crate::tui::input::{Input, Mouse};
use crate::tui::overlays::Overlay;
use crate::tui::screens;
use crate::tui::stale::Stale;
use crate::tui::ui::Ui;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;

/// More panes than any screen has.
const PANES: isize = 4;

impl Ui {
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        self.frame.stale = Stale::Everything;
        match mouse {
            Mouse::Wheel(by) => self.choose_by(by),
            Mouse::Click(x, y) => self.click(Position { x, y }),
        }
    }

    /// Moves the choice in what is on top.
    fn choose_by(&mut self, by: isize) -> Vec<Effect> {
        match self.overlays.last() {
            // Row by row: on the way from one person to another a group's head is no step.
            None => (0..by.abs()).for_each(|_| screens::move_by(self, by.signum())),
            // Its fields are no list.
            Some(Overlay::Form(_)) => {}
            Some(_) => {
                let code = if by < 0 { KeyCode::Up } else { KeyCode::Down };
                let key = Input::Key(KeyEvent::new(code, KeyModifiers::NONE));
                let steps = std::iter::repeat_n(&key, by.unsigned_abs());
                return steps.filter_map(|key| self.overlay(key)).flatten().collect();
            }
        }
        Vec::new()
    }

    /// Chooses the row at a place, in whichever pane it is; nothing where there is none.
    fn click(&mut self, at: Position) -> Vec<Effect> {
        for turned in 0..PANES {
            match clicked(self, at) {
                Hit::Row(by) => return self.choose_by(by),
                Hit::OtherPane if self.overlays.is_empty() && turned + 1 < PANES => {
                    screens::pane(self, 1);
                }
                Hit::OtherPane | Hit::Nothing => {
                    (0..turned).for_each(|_| screens::pane(self, -1));
                    return Vec::new();
                }
            }
        }
        Vec::new()
    }
}

/// What a click is on.
enum Hit {
    /// A row of the list that has the focus, so far down from its choice.
    Row(isize),
    /// A row of a list that shows no choice: its pane has not the focus.
    OtherPane,
    Nothing,
}

fn clicked(ui: &Ui, at: Position) -> Hit {
    let rows = draw::rows(ui);
    let Some(hit) = rows.iter().find(|row| row.at.contains(at)) else { return Hit::Nothing };
    let list = || (0_isize..).zip(rows.iter().filter(|row| row.list == hit.list));
    let to = list().find(|(_, row)| row.at == hit.at);
    let from = list().find(|(_, row)| row.chosen);
    to.zip(from).map_or(Hit::OtherPane, |((to, _), (from, _))| Hit::Row(to - from))
}
