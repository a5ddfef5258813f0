//! The list of sessions: what there is, where each stands, what to open.

use crate::i18n::ui as words;
use crate::i18n::ui::{acts, term};
use crate::tui::act::{Act, Intent, Scope};
use crate::tui::effect::Effect;
use crate::tui::key::{ENTER, ch, f};
use crate::tui::pen::{Pen, cells, inset, row};
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::ui::Ui;
use crate::tui::view::View;
use crate::tui::widgets::list;
use ratatui::layout::Rect;

#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    pub chosen: usize,
}

const HERE: Scope = Scope::Views(&[View::Home]);

pub const SCREEN: Screen = Screen {
    view: View::Home,
    acts: ACTS,
    move_by: |ui, by| {
        ui.states.home.chosen = moved(ui.states.home.chosen, by, ui.sessions.len());
    },
    draw,
    ..PLAIN
};

const ACTS: &[Act] = &[
    Act {
        id: "home.open",
        keys: &[ENTER],
        title: acts::open,
        help: acts::open_help,
        scope: HERE,
        footer: true,
        run: |ui| match ui.sessions.get(ui.states.home.chosen) {
            Some(item) => Intent::Effect(Effect::OpenSession(item.id.clone())),
            None => Intent::Cannot(words::nothing_chosen(ui.lang())),
        },
    },
    Act {
        id: "home.demo",
        keys: &[ch('3'), f(3)],
        title: acts::demo,
        help: acts::demo_help,
        scope: HERE,
        footer: true,
        run: |_| Intent::Effect(Effect::Demo),
    },
];

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let area = inset(area, 2);
    if ui.sessions.is_empty() {
        let at = row(area, area.height / 3);
        pen.center(at, &words::home_empty(lang), theme.text);
        return;
    }
    let [date, title, state, id] = columns(area);
    let head = row(area, 1);
    pen.cut(date.0, head.y, date.1, &words::col_date(lang), theme.muted);
    pen.cut(title.0, head.y, title.1, &words::col_title(lang), theme.muted);
    pen.cut(state.0, head.y, state.1, &words::col_state(lang), theme.muted);
    pen.cut(id.0, head.y, id.1, &words::col_id(lang), theme.muted);
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let chosen = ui.states.home.chosen;
    for (i, at) in list::window(chosen, ui.sessions.len(), usize::from(body.height)).enumerate() {
        let Some(item) = ui.sessions.get(at) else { continue };
        let line = row(body, cells(i));
        list::chosen(pen, line, at == chosen);
        let style = if at == chosen { theme.selected } else { theme.text };
        pen.cut(date.0, line.y, date.1, &item.date, style);
        pen.cut(title.0, line.y, title.1, &item.title, style);
        pen.cut(state.0, line.y, state.1, term::phase(lang, item.phase), theme.accent);
        pen.cut(id.0, line.y, id.1, &item.id, theme.muted);
    }
}

/// Place and width of each column.
fn columns(area: Rect) -> [(u16, u16); 4] {
    let (date, state, id) = (10, 10, area.width / 5);
    let title = area.width.saturating_sub(2 + date + 2 + 2 + state + 2 + id);
    let x = area.x + 2;
    [
        (x, date),
        (x + date + 2, title),
        (x + date + 2 + title + 2, state),
        (x + date + 2 + title + 2 + state + 2, id),
    ]
}
