//! The desk (主持台): the whole meeting at a glance, and the whole meeting led from here.
//!
//! Left the agenda and presence; right what happens now (a speech, a vote, a recess, the plan, the
//! results), who is next, who has not spoken, and the tail of the minutes.

use crate::domain::agenda;
use crate::domain::floor;
use crate::domain::meeting::Command;
use crate::domain::session::Phase;
use crate::i18n::ui as words;
use crate::i18n::ui::acts;
use crate::tui::act::{Act, Intent, Scope};
use crate::tui::key::ENTER;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::tail;
use crate::tui::ui::Ui;
use crate::tui::view::View;
use crate::tui::widgets::queue;
use ratatui::layout::Rect;

mod agenda_pane;
pub(super) mod now_pane;
pub(super) mod presence_pane;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    #[default]
    Agenda,
    Queue,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    pub pane: Pane,
    /// The chosen row of the agenda, by place; None follows the running item.
    pub item: Option<usize>,
    /// The chosen row of the queue, by place.
    pub turn: usize,
}

pub const SCREEN: Screen =
    Screen { view: View::Desk, acts: ACTS, move_by, pane, settle, draw, ..PLAIN };

const ACTS: &[Act] = &[Act {
    id: "desk.take",
    keys: &[ENTER],
    title: acts::take,
    help: acts::take_help,
    scope: Scope::Views(&[View::Desk]),
    footer: false,
    run: take,
}];

/// The row that the choice is on: what was chosen, else the running item, else the next.
fn item_row(ui: &Ui) -> usize {
    let Some(m) = ui.meeting() else { return 0 };
    ui.states.desk.item.unwrap_or_else(|| {
        let items = &m.agenda.items;
        let place = |state| items.iter().position(|item| item.state == state);
        place(agenda::ItemState::Active)
            .or_else(|| place(agenda::ItemState::Pending))
            .unwrap_or(items.len().saturating_sub(1))
    })
}

fn take(ui: &Ui) -> Intent {
    let nothing = || Intent::Cannot(words::nothing_chosen(ui.lang()));
    let (Some(m), Some(digest)) = (ui.meeting(), ui.digest()) else { return nothing() };
    match ui.states.desk.pane {
        Pane::Agenda => m.agenda.items.get(item_row(ui)).map_or_else(nothing, |item| {
            Intent::Submit(Command::Agenda(agenda::Command::Start(item.plan.no)))
        }),
        Pane::Queue => digest.upcoming.get(ui.states.desk.turn).map_or_else(nothing, |turn| {
            let (person, terms) = (turn.person.clone(), floor::Terms::default());
            Intent::Submit(Command::Floor(floor::Command::Give { person, terms }))
        }),
    }
}

fn move_by(ui: &mut Ui, by: isize) {
    let items = ui.meeting().map_or(0, |m| m.agenda.items.len());
    let turns = ui.digest().map_or(0, |digest| digest.upcoming.len());
    match ui.states.desk.pane {
        Pane::Agenda => ui.states.desk.item = Some(moved(item_row(ui), by, items)),
        Pane::Queue => ui.states.desk.turn = moved(ui.states.desk.turn, by, turns),
    }
}

fn pane(ui: &mut Ui, _: isize) {
    ui.states.desk.pane = match ui.states.desk.pane {
        Pane::Agenda => Pane::Queue,
        Pane::Queue => Pane::Agenda,
    };
}

fn settle(ui: &mut Ui) {
    let items = ui.meeting().map_or(0, |m| m.agenda.items.len());
    let turns = ui.digest().map_or(0, |digest| digest.upcoming.len());
    let state = &mut ui.states.desk;
    state.turn = state.turn.min(turns.saturating_sub(1));
    // The choice goes with the meeting again as soon as something happened.
    state.item = state.item.filter(|item| *item < items && state.pane == Pane::Agenda);
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    // A free column at each side, a line between the halves.
    let left = area.width * 46 / 100;
    let left_area = Rect { x: area.x + 1, width: left.saturating_sub(2), ..area };
    let right_area =
        Rect { x: area.x + left + 2, width: area.width.saturating_sub(left + 3), ..area };
    pen.column(area.x + left, area);
    let presence = presence_pane::height(ui).min(left_area.height / 2);
    let agenda_area = Rect { height: left_area.height - presence, ..left_area };
    let chosen = (ui.states.desk.pane == Pane::Agenda).then(|| item_row(ui));
    agenda_pane::draw(pen, agenda_area, ui, chosen);
    let at = Rect { y: agenda_area.bottom(), height: presence, ..left_area };
    presence_pane::draw(pen, at, ui);
    draw_right(pen, right_area, ui);
}

fn draw_right(pen: &mut Pen, area: Rect, ui: &Ui) {
    let (Some(m), Some(digest)) = (ui.meeting(), ui.digest()) else { return };
    let used = now_pane::draw(pen, area, ui);
    let mut rest = below(area, used);
    if matches!(m.session.phase, Phase::Open | Phase::Recess) && m.votes.unfinished().is_none() {
        rest = draw_queue(pen, rest, ui);
        if !digest.not_spoken.is_empty() && rest.height > 3 {
            let used = draw_not_spoken(pen, rest, ui);
            rest = below(rest, used + 1);
        }
    }
    draw_minutes(pen, rest, ui);
}

/// What is left of an area below `used` rows.
pub(super) fn below(area: Rect, used: u16) -> Rect {
    let used = used.min(area.height);
    Rect { y: area.y + used, height: area.height - used, ..area }
}

fn draw_queue(pen: &mut Pen, area: Rect, ui: &Ui) -> Rect {
    let (Some(m), Some(digest)) = (ui.meeting(), ui.digest()) else { return area };
    let lang = pen.look.lang;
    let focused = ui.states.desk.pane == Pane::Queue;
    head(pen, row(area, 0), &words::queue_head(lang, digest.upcoming.len()), focused);
    // On deck are two; more are shown where there is room for them.
    let most = if area.height >= 18 { 5 } else { 2 };
    let count = cells(digest.upcoming.len()).clamp(1, most);
    let body = below(Rect { height: area.height.min(1 + count), ..area }, 1);
    let chosen = focused.then_some(ui.states.desk.turn);
    queue::draw(pen, body, m, &digest.upcoming, chosen);
    below(area, count + 2)
}

/// The head of a part; the focused one is marked.
pub(super) fn head(pen: &mut Pen, at: Rect, text: &str, focused: bool) {
    if at.height == 0 {
        return;
    }
    let style = if focused { pen.look.theme.accent } else { pen.look.theme.muted };
    let mark = if focused { pen.look.marks.chosen } else { " " };
    pen.text(at.x, at.y, 1, mark, pen.look.theme.accent);
    pen.cut(at.x + 1, at.y, at.width.saturating_sub(1), text, style);
}

fn draw_not_spoken(pen: &mut Pen, area: Rect, ui: &Ui) -> u16 {
    let (Some(m), Some(digest)) = (ui.meeting(), ui.digest()) else { return 0 };
    let lang = pen.look.lang;
    head(pen, row(area, 0), &words::not_spoken_head(lang, digest.not_spoken.len()), false);
    let line = row(area, 1);
    // Only as many names as a line can hold are put together, however many there are.
    let most = usize::from(area.width) / 4;
    let names: Vec<String> =
        digest.not_spoken.iter().take(most).map(|id| m.roll.name(id)).collect();
    let separator = words::list_comma(lang);
    pen.cut(
        line.x + 2,
        line.y,
        line.width.saturating_sub(2),
        &names.join(&separator),
        pen.look.theme.text,
    );
    2
}

fn draw_minutes(pen: &mut Pen, area: Rect, ui: &Ui) {
    let (Some(m), Some(ledger)) = (ui.meeting(), ui.ledger()) else { return };
    if area.height < 2 {
        return;
    }
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    head(pen, row(area, 0), &words::minutes_head(lang), false);
    let body = below(area, 1);
    let lines = tail::minutes_tail(lang, ledger, m, usize::from(body.height));
    if lines.is_empty() {
        let x = body.x + 2;
        pen.cut(x, body.y, body.width.saturating_sub(2), &words::minutes_none(lang), theme.muted);
    }
    for (i, line) in lines.iter().enumerate() {
        let at = row(body, cells(i));
        let time = line.at.format("%H:%M").to_string();
        pen.text(at.x + 2, at.y, 5, &time, theme.muted);
        pen.cut(at.x + 8, at.y, at.width.saturating_sub(8), &line.text, theme.text);
    }
}
