//! Follow-up over all sessions (督办跟踪): overdue actions first, taken further from here.
//!
//! Reads the summaries of the list of sessions and opens no record; what is done here becomes an
//! event of the action's own session. Must not know the store.

use crate::document::session_summary::Row;
use crate::document::track::{Tracked, tracked};
use crate::domain::follow_up::{ActionStatus, Command as Follow};
use crate::domain::meeting::Command;
use crate::i18n::ui as shared;
use crate::i18n::ui::prepare as words;
use crate::i18n::ui::{acts, term};
use crate::tui::act::{Act, Intent, act_on};
use crate::tui::columns;
use crate::tui::effect::{Effect, Request};
use crate::tui::forms;
use crate::tui::key::{ENTER, ESC, ctrl, f};
use crate::tui::pen::{Pen, cells, inset, row};
use crate::tui::screens::desk::{below, head};
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::ui::Ui;
use crate::tui::view::View;
use crate::tui::widgets::list;
use ratatui::layout::Rect;

#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    pub only_overdue: bool,
    pub chosen: usize,
}

pub(crate) const SCREEN: Screen = Screen {
    view: View::Track,
    acts: ACTS,
    move_by: |ui, by| {
        let len = rows(ui).len();
        ui.states.track.chosen = moved(ui.states.track.chosen, by, len);
    },
    enter: |ui| {
        ui.home.tracked = tracked(ui.home.summaries.iter().map(Row::from), ui.now.at.date_naive());
    },
    settle: |ui| {
        let len = rows(ui).len();
        let state = &mut ui.states.track;
        state.chosen = state.chosen.min(len.saturating_sub(1));
    },
    draw,
    ..PLAIN
};

const HERE: &[View] = &[View::Track];

const ACTS: &[Act] = &[
    act_on(
        HERE,
        "track.open",
        &[ENTER],
        words::act_open_session,
        words::act_open_session_help,
        |ui| on_chosen(ui, |_| Intent::Do(open)),
    ),
    act_on(HERE, "track.adopt", &[f(2)], acts::adopt, acts::adopt_help, |ui| {
        on_chosen(ui, |tracked| now(tracked, Follow::Adopt(tracked.action.no)))
    }),
    act_on(HERE, "track.reject", &[f(3)], acts::reject, acts::reject_help, |ui| {
        about(ui, ActionStatus::Rejected)
    }),
    act_on(HERE, "track.progress", &[f(4)], acts::progress, acts::progress_help, |ui| {
        about(ui, ActionStatus::InProgress)
    }),
    act_on(HERE, "track.report", &[f(5)], acts::report, acts::report_help, |ui| {
        about(ui, ActionStatus::Reported)
    }),
    act_on(HERE, "track.complete", &[f(6)], acts::complete, acts::complete_help, |ui| {
        on_chosen(ui, |tracked| now(tracked, Follow::Complete(tracked.action.no)))
    }),
    act_on(
        HERE,
        "track.overdue",
        &[f(7), ctrl('o')],
        words::act_only_overdue,
        words::act_only_overdue_help,
        |_| {
            Intent::Change(|ui| {
                let state = &mut ui.states.track;
                (state.only_overdue, state.chosen) = (!state.only_overdue, 0);
            })
        },
    ),
    act_on(HERE, "track.home", &[ESC], words::act_home, words::act_home_help, |_| {
        Intent::View(View::Home)
    }),
];

/// The actions as they are listed, overdue ones first.
fn rows(ui: &Ui) -> Vec<&Tracked> {
    let only = ui.states.track.only_overdue;
    ui.home.tracked.iter().filter(|tracked| tracked.overdue || !only).collect()
}

fn on_chosen(ui: &Ui, then: impl FnOnce(&Tracked) -> Intent) -> Intent {
    match rows(ui).get(ui.states.track.chosen) {
        Some(tracked) => then(tracked),
        None => Intent::Cannot(shared::nothing_chosen(ui.lang())),
    }
}

/// An act without words is asked for at once; its session's rules decide.
fn now(tracked: &Tracked, command: Follow) -> Intent {
    let command = Box::new(Command::FollowUp(command));
    Intent::Request(Request::Follow { session: tracked.session.to_string(), command })
}

fn about(ui: &Ui, what: ActionStatus) -> Intent {
    on_chosen(ui, |tracked| {
        Intent::open(forms::home::about_action(ui, &tracked.session, tracked.action.no, what))
    })
}

fn open(ui: &mut Ui) -> Vec<Effect> {
    let chosen = rows(ui).get(ui.states.track.chosen).map(|t| (t.session.to_string(), t.action.no));
    let Some((session, no)) = chosen else { return Vec::new() };
    ui.home.landing = Some(no);
    vec![Effect::OpenSession(session)]
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let area = inset(area, 1);
    let rows = rows(ui);
    let late = rows.iter().filter(|tracked| tracked.overdue).count();
    let only = ui.states.track.only_overdue;
    let title = if only {
        words::track_overdue_head(lang, late)
    } else {
        words::track_head(lang, rows.len(), late)
    };
    head(pen, row(area, 0), &title, true);
    if rows.is_empty() {
        let text = if only { words::track_none_overdue(lang) } else { words::track_empty(lang) };
        pen.cut(area.x + 2, area.y + 2, area.width.saturating_sub(2), &text, theme.muted);
        return;
    }
    let body = Rect { height: area.height.saturating_sub(4), ..below(area, 2) };
    let chosen = ui.states.track.chosen;
    let lead = |tracked: &Tracked| {
        [tracked.action.lead.as_str(), tracked.action.owner.as_str()].join(&words::between(lang))
    };
    let status = |tracked: &Tracked| {
        let status = term::action_status(lang, tracked.action.status);
        if tracked.overdue { shared::overdue(lang) } else { status.to_owned() }
    };
    let columns = {
        let of = |text: &str| cells(pen.look.width.of(text));
        let widest = |text: &dyn Fn(&Tracked) -> u16, head: &str| {
            rows.iter().map(|tracked| text(tracked)).max().unwrap_or(0).max(of(head))
        };
        Columns::of(
            area,
            widest(&|tracked| of(&tracked.action.title), &words::col_action(lang)),
            widest(&|tracked| of(&lead(tracked)), &words::col_lead(lang)),
            widest(&|tracked| of(&status(tracked)), ""),
        )
    };
    let heads = row(area, 1);
    for ((x, width), text) in [
        (columns.due, words::col_due(lang)),
        (columns.title, words::col_action(lang)),
        (columns.lead, words::col_lead(lang)),
    ] {
        pen.cut(x, heads.y, width, &text, theme.muted);
    }
    for (i, at) in list::window(chosen, rows.len(), usize::from(body.height)).enumerate() {
        let Some(tracked) = rows.get(at) else { continue };
        let line = row(body, cells(i));
        list::chosen(pen, line, at == chosen);
        let style = if at == chosen { theme.selected } else { theme.text };
        let action = &tracked.action;
        let due = if tracked.overdue { theme.over } else { style };
        pen.cut(columns.due.0, line.y, columns.due.1, &action.due.to_string(), due);
        pen.cut(columns.title.0, line.y, columns.title.1, &action.title, style);
        pen.cut(columns.lead.0, line.y, columns.lead.1, &lead(tracked), style);
        let own = match (tracked.overdue, action.status.is_finished()) {
            (true, _) => theme.over,
            (false, true) => theme.muted,
            (false, false) => theme.accent,
        };
        pen.cut(columns.status.0, line.y, columns.status.1, &status(tracked), own);
    }
    // Below the list: which session the chosen one is of, and how it stands.
    let Some(tracked) = rows.get(chosen) else { return };
    let line = row(area, area.height.saturating_sub(1));
    let status = term::action_status(lang, tracked.action.status);
    let text = [
        words::action_no(lang, &tracked.session, tracked.action.no),
        tracked.session_title.to_string(),
        status.to_owned(),
    ];
    let room = line.width.saturating_sub(2);
    pen.cut(line.x + 2, line.y, room, &text.join(&words::between(lang)), theme.muted);
}

/// Places and widths.
struct Columns {
    due: (u16, u16),
    title: (u16, u16),
    lead: (u16, u16),
    status: (u16, u16),
}

impl Columns {
    /// From the widest title, lead and status.
    fn of(area: Rect, title: u16, lead: u16, status: u16) -> Self {
        let due = (area.x + 2, 10);
        let rest = area.width.saturating_sub(2 + 10 + 2 + 2 + 2 + status);
        let [title, lead] = columns::share(rest, [title, lead]);
        let title = (due.0 + 12, title);
        let lead = (title.0 + title.1 + 2, lead);
        Self { due, title, lead, status: (area.right().saturating_sub(status), status) }
    }
}
