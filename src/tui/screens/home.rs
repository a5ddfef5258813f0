//! The list of sessions: what there is, where each stands, what to open; below it what comes next
//! and what is overdue.

use crate::domain::session::Phase;
use crate::i18n::ui as words;
use crate::i18n::ui::{acts, prepare, term};
use crate::tui::act::{Act, Intent, Scope, act_on};
use crate::tui::effect::{Effect, Wanted};
use crate::tui::forms;
use crate::tui::key::{ENTER, ch, f};
use crate::tui::overlays::Files;
use crate::tui::pen::{Pen, cells, inset, row};
use crate::tui::screens::desk::below;
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::ui::{HomeItem, Ui};
use crate::tui::view::View;
use crate::tui::widgets::list;
use ratatui::layout::Rect;

mod ahead;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    #[default]
    Sessions,
    Overdue,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    pub pane: Pane,
    pub chosen: usize,
    pub overdue: usize,
}

const HERE: Scope = Scope::Views(&[View::Home]);

pub(crate) const SCREEN: Screen = Screen {
    view: View::Home,
    acts: ACTS,
    move_by: |ui, by| {
        let overdue = ahead::overdue(ui).len();
        let state = &mut ui.states.home;
        match state.pane {
            Pane::Sessions => state.chosen = moved(state.chosen, by, ui.home.sessions.len()),
            Pane::Overdue => state.overdue = moved(state.overdue, by, overdue),
        }
    },
    pane: |ui, _| {
        let other = match ui.states.home.pane {
            Pane::Sessions if !ahead::overdue(ui).is_empty() => Pane::Overdue,
            Pane::Sessions | Pane::Overdue => Pane::Sessions,
        };
        ui.states.home.pane = other;
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
        run: |ui| match (ui.states.home.pane, ui.home.sessions.get(ui.states.home.chosen)) {
            (Pane::Overdue, _) => Intent::Do(ahead::open),
            (Pane::Sessions, Some(item)) => Intent::Effect(Effect::OpenSession(item.id.clone())),
            (Pane::Sessions, None) => Intent::Cannot(words::nothing_chosen(ui.lang())),
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
    act_on(&[View::Home], "home.new", &[f(2)], prepare::act_new, prepare::act_new_help, |ui| {
        Intent::open(forms::home::new_session(ui))
    }),
    act_on(
        &[View::Home],
        "home.import",
        &[f(4)],
        prepare::act_import_sessions,
        prepare::act_import_sessions_help,
        |_| Intent::Do(|ui| Files::open(ui, Wanted::Sessions)),
    ),
    act_on(
        &[View::Home],
        "home.track",
        &[f(5)],
        prepare::act_track,
        prepare::act_track_help,
        |_| Intent::View(View::Track),
    ),
    act_on(
        &[View::Home],
        "home.figures",
        &[f(6)],
        prepare::act_figures,
        prepare::act_figures_help,
        |_| Intent::View(View::Figures),
    ),
];

/// Puts the list in the order in which it is needed: what runs, what comes (the next first), what
/// waits to be sealed and what is done (the latest first). The choice stays on its session.
pub(in crate::tui) fn arrange(ui: &mut Ui, sessions: Vec<HomeItem>) {
    let chosen = ui.home.sessions.get(ui.states.home.chosen).map(|item| item.id.clone());
    ui.home.sessions = sessions;
    let rank = |phase| match phase {
        Phase::Roll | Phase::Open | Phase::Recess => 0,
        Phase::Planned => 1,
        Phase::Adjourned => 2,
        Phase::Sealed => 3,
    };
    ui.home.sessions.sort_by(|a, b| {
        let by_date = a.date.cmp(&b.date);
        let by_date = if rank(a.phase) == 1 { by_date } else { by_date.reverse() };
        rank(a.phase).cmp(&rank(b.phase)).then(by_date).then_with(|| a.id.cmp(&b.id))
    });
    let place = chosen.and_then(|id| ui.home.sessions.iter().position(|item| item.id == id));
    ui.states.home.chosen = place.unwrap_or(0);
    let overdue = ahead::overdue(ui).len();
    let state = &mut ui.states.home;
    state.overdue = state.overdue.min(overdue.saturating_sub(1));
    if overdue == 0 {
        state.pane = Pane::Sessions;
    }
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let area = inset(area, 2);
    if ui.home.sessions.is_empty() {
        let at = row(area, area.height / 3);
        pen.center(at, &words::home_empty(lang), theme.text);
        return;
    }
    // The list keeps what it needs, up to two thirds; what lies ahead has the rest.
    let list = cells(ui.home.sessions.len()) + 2;
    let ahead = ahead::height(ui, area.width);
    let ahead = ahead.min(area.height.saturating_sub(list.min(area.height * 2 / 3)));
    let whole = area;
    let area = Rect { height: list.min(whole.height - ahead), ..whole };
    ahead::draw(pen, below(whole, area.height), ui);
    let head = row(area, 1);
    let body = below(area, 2);
    let chosen = ui.states.home.chosen;
    let focused = ui.states.home.pane == Pane::Sessions;
    let shown = list::window(chosen, ui.home.sessions.len(), usize::from(body.height));
    let seen = ui.home.sessions.get(shown.clone()).unwrap_or_default();
    let [date, title, state, id] = columns(pen, area, seen);
    pen.cut(date.0, head.y, date.1, &words::col_date(lang), theme.muted);
    pen.cut(title.0, head.y, title.1, &words::col_title(lang), theme.muted);
    pen.cut(state.0, head.y, state.1, &words::col_state(lang), theme.muted);
    pen.cut(id.0, head.y, id.1, &words::col_id(lang), theme.muted);
    if let Some(unsent) = ui.home.unsent.filter(|unsent| *unsent > 0) {
        pen.cut(
            title.0,
            row(area, 0).y,
            title.1,
            &words::not_handed_in(lang, unsent),
            theme.accent,
        );
    }
    // Where in a list longer than the screen one is.
    if shown.len() < ui.home.sessions.len() {
        let place = format!("{}/{}", chosen + 1, ui.home.sessions.len());
        pen.right(row(area, 0), &place, theme.muted);
    }
    for (i, at) in shown.enumerate() {
        let Some(item) = ui.home.sessions.get(at) else { continue };
        let line = row(body, cells(i));
        let here = focused && at == chosen;
        list::chosen(pen, line, here);
        let style = if here { theme.selected } else { theme.text };
        pen.cut(date.0, line.y, date.1, &item.date.to_string(), style);
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

/// Place and width of each column: the title has what the others leave.
fn columns(pen: &Pen, area: Rect, seen: &[HomeItem]) -> [(u16, u16); 4] {
    let lang = pen.look.lang;
    let widest = |texts: &mut dyn Iterator<Item = String>| {
        texts.map(|text| cells(pen.look.width.of(&text))).max().unwrap_or(0)
    };
    let phases = seen.iter().map(|item| term::phase(lang, item.phase).to_owned());
    let state = widest(&mut phases.chain([words::col_state(lang)]));
    let ids = seen.iter().map(|item| item.id.clone());
    let id = widest(&mut ids.chain([words::col_id(lang)])).min(area.width / 4);
    let (date, x) = (10, area.x + 2);
    let title = area.width.saturating_sub(2 + date + 2 + 2 + state + 2 + id);
    [
        (x, date),
        (x + date + 2, title),
        (x + date + 2 + title + 2, state),
        (x + date + 2 + title + 2 + state + 2, id),
    ]
}
