//! The list of sessions: what there is, where each stands, what to open.

use crate::domain::session::Phase;
use crate::i18n::ui as words;
use crate::i18n::ui::{acts, term};
use crate::tui::act::{Act, Intent, Scope};
use crate::tui::effect::Effect;
use crate::tui::key::{ENTER, ch, f};
use crate::tui::pen::{Pen, cells, inset, row};
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::ui::{HomeItem, Ui};
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

/// Puts the list in the order in which it is needed: what runs, what comes (the next first), what
/// waits to be sealed and what is done (the latest first). The choice stays on its session.
pub(in crate::tui) fn arrange(ui: &mut Ui, sessions: Vec<HomeItem>) {
    let chosen = ui.sessions.get(ui.states.home.chosen).map(|item| item.id.clone());
    ui.sessions = sessions;
    let rank = |phase| match phase {
        Phase::Roll | Phase::Open | Phase::Recess => 0,
        Phase::Planned => 1,
        Phase::Adjourned => 2,
        Phase::Sealed => 3,
    };
    ui.sessions.sort_by(|a, b| {
        let by_date = a.date.cmp(&b.date);
        let by_date = if rank(a.phase) == 1 { by_date } else { by_date.reverse() };
        rank(a.phase).cmp(&rank(b.phase)).then(by_date).then_with(|| a.id.cmp(&b.id))
    });
    let place = chosen.and_then(|id| ui.sessions.iter().position(|item| item.id == id));
    ui.states.home.chosen = place.unwrap_or(0);
}

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
    let shown = list::window(chosen, ui.sessions.len(), usize::from(body.height));
    // Where in a list longer than the screen one is.
    if shown.len() < ui.sessions.len() {
        let place = format!("{}/{}", chosen + 1, ui.sessions.len());
        pen.right(row(area, 0), &place, theme.muted);
    }
    for (i, at) in shown.enumerate() {
        let Some(item) = ui.sessions.get(at) else { continue };
        let line = row(body, cells(i));
        list::chosen(pen, line, at == chosen);
        let style = if at == chosen { theme.selected } else { theme.text };
        pen.cut(date.0, line.y, date.1, &item.date, style);
        pen.cut(title.0, line.y, title.1, &item.title, style);
        let state_style = match item.phase {
            Phase::Roll | Phase::Open | Phase::Recess => theme.good,
            Phase::Planned | Phase::Adjourned => theme.accent,
            Phase::Sealed => theme.muted,
        };
        pen.cut(state.0, line.y, state.1, term::phase(lang, item.phase), state_style);
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
