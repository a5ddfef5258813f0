//! What the sessions leave to be done: the dates that come, and the actions that are overdue.
//!
//! Worked out from the list as it is; must not open a session.

use super::Pane;
use crate::document::session_summary::ActionDigest;
use crate::domain::session::Phase;
use crate::i18n::ui as words;
use crate::tui::effect::Effect;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::screens::desk::{below, head};
use crate::tui::ui::{HomeItem, Ui};
use crate::tui::widgets::list;
use chrono::NaiveDate;
use ratatui::layout::Rect;

/// Narrower, the two lists stand one below the other.
const BESIDE: u16 = 120;
/// Dates that are shown; what is planned stands in the list of sessions as well.
const DATES: usize = 4;
/// Actions that are shown at once.
const ACTIONS: usize = 8;

/// Actions whose day has passed, the longest overdue first, with their sessions.
pub(super) fn overdue(ui: &Ui) -> Vec<(&HomeItem, &ActionDigest)> {
    let today = ui.now.at.date_naive();
    let all = ui.home.sessions.iter().flat_map(|item| item.actions.iter().map(move |a| (item, a)));
    let mut late: Vec<(&HomeItem, &ActionDigest)> =
        all.filter(|(_, action)| action.is_overdue(today)).collect();
    late.sort_by_key(|(_, action)| action.due);
    late
}

/// The dates from today on: sessions that are planned, and next rounds of those that are over.
fn coming(ui: &Ui) -> Vec<(NaiveDate, String)> {
    let today = ui.now.at.date_naive();
    let mut dates = Vec::new();
    for item in &ui.home.sessions {
        match item.phase {
            Phase::Planned => dates.push((item.date, item.title.clone())),
            // A next round that is planned stands there by itself.
            Phase::Adjourned | Phase::Sealed if ui.went_on(&item.id).is_some() => {}
            Phase::Adjourned | Phase::Sealed => {
                let text = words::next_round_of(ui.lang(), &item.title);
                dates.extend(item.next.iter().map(|date| (*date, text.clone())));
            }
            Phase::Roll | Phase::Open | Phase::Recess => {}
        }
    }
    dates.retain(|(date, _)| *date >= today);
    dates.sort();
    dates.truncate(DATES);
    dates
}

/// The rows that would show all of it, with a free row above.
pub(super) fn height(ui: &Ui, width: u16) -> u16 {
    let part = |count: usize| if count == 0 { 0 } else { cells(count) + 2 };
    let (coming, late) = (part(coming(ui).len()), part(overdue(ui).len().min(ACTIONS)));
    if width < BESIDE { coming + late } else { coming.max(late) }
}

pub(super) fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let (coming, late) = (coming(ui), overdue(ui));
    let area = below(area, 1);
    if coming.is_empty() || late.is_empty() {
        draw_overdue(pen, area, ui, &late);
        return draw_coming(pen, area, ui, &coming);
    }
    if area.width < BESIDE {
        // What is late goes first; what comes keeps a row of the room.
        let high = (cells(late.len().min(ACTIONS)) + 2).min(area.height.saturating_sub(2));
        draw_overdue(pen, Rect { height: high.saturating_sub(1), ..area }, ui, &late);
        return draw_coming(pen, below(area, high), ui, &coming);
    }
    let half = area.width / 2;
    draw_overdue(pen, Rect { width: half - 1, ..area }, ui, &late);
    let right = Rect { x: area.x + half + 1, width: area.width - half - 1, ..area };
    draw_coming(pen, right, ui, &coming);
}

fn draw_overdue(pen: &mut Pen, area: Rect, ui: &Ui, late: &[(&HomeItem, &ActionDigest)]) {
    if late.is_empty() {
        return;
    }
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let focused = ui.states.home.pane == Pane::Overdue;
    head(pen, row(area, 0), &words::overdue_head(lang, late.len()), focused);
    let body = below(area, 1);
    let chosen = ui.states.home.overdue;
    let today = ui.now.at.date_naive();
    for (i, at) in list::window(chosen, late.len(), usize::from(body.height)).enumerate() {
        let Some((_, action)) = late.get(at) else { continue };
        let line = row(body, cells(i));
        let here = focused && at == chosen;
        list::chosen(pen, line, here);
        let style = if here { theme.selected } else { theme.text };
        let days = (today - action.due).num_days();
        let used = pen.right(line, &words::days_late(lang, days), theme.over);
        pen.text(line.x + 2, line.y, 10, &action.due.to_string(), style);
        let x = line.x + 14;
        let room = line.right().saturating_sub(x + used + 2);
        let text = words::action_of(lang, &action.title, &action.owner);
        pen.cut(x, line.y, room, &text, style);
    }
}

fn draw_coming(pen: &mut Pen, area: Rect, ui: &Ui, coming: &[(NaiveDate, String)]) {
    if coming.is_empty() {
        return;
    }
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    head(pen, row(area, 0), &words::coming_head(lang), false);
    let today = ui.now.at.date_naive();
    let body = below(area, 1);
    for (i, (date, text)) in coming.iter().take(usize::from(body.height)).enumerate() {
        let line = row(body, cells(i));
        let days = (*date - today).num_days();
        let word = if days == 0 { words::today(lang) } else { words::days_ahead(lang, days) };
        let used = pen.right(line, &word, theme.muted);
        pen.text(line.x + 2, line.y, 10, &date.to_string(), theme.text);
        let x = line.x + 14;
        pen.cut(x, line.y, line.right().saturating_sub(x + used + 2), text, theme.text);
    }
}

/// Opens the session of the chosen action, on the action.
pub(super) fn open(ui: &mut Ui) -> Vec<Effect> {
    let late = overdue(ui);
    let Some((item, action)) = late.get(ui.states.home.overdue) else { return Vec::new() };
    let (id, no) = (item.id.clone(), action.no);
    ui.home.landing = Some(no);
    vec![Effect::OpenSession(id)]
}
