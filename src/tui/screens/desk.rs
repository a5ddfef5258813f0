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
use crate::tui::measure::{Names, wrap, wrap_names};
use crate::tui::pen::{Pen, cells, row};
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::tail;
use crate::tui::ui::Ui;
use crate::tui::view::View;
use crate::tui::widgets::queue;
use ratatui::layout::Rect;

pub(super) mod agenda_pane;
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

pub(crate) const SCREEN: Screen =
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
            let (person, terms) = (turn.person.clone(), floor::SpeechTerms::default());
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
    let wanted = agenda_pane::wanted(pen, ui, left_area.width);
    let presence =
        |short| presence_pane::height(pen, ui, left_area.width, short).min(left_area.height / 2);
    let presence = presence(wanted + presence(false) > left_area.height);
    // A free row between them only where no title needs it.
    let gap = u16::from(wanted + presence < left_area.height);
    let agenda_area = Rect { height: left_area.height - presence - gap, ..left_area };
    let chosen = (ui.states.desk.pane == Pane::Agenda).then(|| item_row(ui));
    agenda_pane::draw(pen, agenda_area, ui, chosen);
    let at = Rect { y: agenda_area.bottom() + gap, height: presence, ..left_area };
    presence_pane::draw(pen, at, ui);
    draw_right(pen, right_area, ui);
}

fn draw_right(pen: &mut Pen, area: Rect, ui: &Ui) {
    let (Some(m), Some(digest)) = (ui.meeting(), ui.digest()) else { return };
    let used = now_pane::draw(pen, area, ui);
    // Who presides, where the head of what happens now leaves room for it; the plan says it itself.
    let planned = matches!(m.session.phase, Phase::Planned | Phase::Roll);
    if let Some(chair) = m.session.chair().filter(|_| !planned) {
        let text = words::presides(pen.look.lang, m.roll.name(chair));
        let free = pen.free_at_end(row(area, 0));
        if cells(pen.look.width.of(&text)) + 2 <= free.width {
            pen.right(free, &text, pen.look.theme.muted);
        }
    }
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
    let silent = digest.not_spoken.iter().map(|person| m.roll.name(person));
    let names = names_in(pen, silent, area.width, if area.height >= 9 { 2 } else { 1 });
    for (i, line) in (1..).zip(&names) {
        let at = row(area, i);
        pen.text(at.x + 2, at.y, at.width.saturating_sub(2), line, pen.look.theme.text);
    }
    1 + cells(names.len())
}

/// Names one after another, in at most `most` lines with two cells before them.
pub(super) fn names_in(
    pen: &Pen,
    names: impl ExactSizeIterator<Item = String>,
    width: u16,
    most: u16,
) -> Vec<String> {
    let (room, comma) = (usize::from(width.saturating_sub(2)), words::list_comma(pen.look.lang));
    let mut lines = vec![String::new()];
    let count = names.len();
    for (i, mut name) in names.enumerate() {
        if i + 1 < count {
            name.push_str(&comma);
        }
        let full = lines.len() == usize::from(most);
        let Some(last) = lines.last_mut() else { break };
        // A name is not broken; whoever does not fit any more is told by an ellipsis.
        if last.is_empty() || pen.look.width.of(&format!("{last}{}", name.trim_end())) <= room {
            last.push_str(&name);
        } else if full {
            last.push_str(&name);
            *last = pen.look.width.truncate(last, room).into_owned();
            break;
        } else {
            lines.push(name);
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
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
    // From the newest up, which is whole; only the oldest shown may be cut short.
    let room = usize::from(body.width.saturating_sub(8)).max(2);
    let mut left = body.height;
    let mut shown = Vec::new();
    for line in lines.iter().rev() {
        let text = lines_with(pen, &line.text, (room, left), ui.roster().names());
        left -= cells(text.len());
        shown.push((line.at, text));
    }
    let mut rest = body;
    for (time, text) in shown.iter().rev().filter(|(_, text)| !text.is_empty()) {
        pen.text(rest.x + 2, rest.y, 5, &time.format("%H:%M").to_string(), theme.muted);
        for part in text {
            pen.text(rest.x + 8, rest.y, rest.width.saturating_sub(8), part, theme.text);
            rest = below(rest, 1);
        }
    }
}

/// A text in at most `most` lines of `room` cells, an ellipsis where more would follow.
pub(in crate::tui) fn lines_of(pen: &Pen, text: &str, room: usize, most: u16) -> Vec<String> {
    let lines = wrap(reached(text, room, most), room, pen.look.width);
    cut_to(pen, lines, room, most)
}

/// The same with no break inside a name.
pub(in crate::tui) fn lines_with(
    pen: &Pen,
    text: &str,
    (room, most): (usize, u16),
    names: &Names,
) -> Vec<String> {
    let lines = wrap_names(reached(text, room, most), room, pen.look.width, names);
    cut_to(pen, lines, room, most)
}

/// An entry may hold a hundred thousand characters; only its beginning is broken into lines.
fn reached(text: &str, room: usize, most: u16) -> &str {
    let reach = room.saturating_mul(usize::from(most) + 1);
    text.char_indices().nth(reach).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

fn cut_to(pen: &Pen, mut lines: Vec<String>, room: usize, most: u16) -> Vec<String> {
    if lines.len() > usize::from(most) {
        lines.truncate(usize::from(most));
        if let Some(last) = lines.last_mut() {
            // Too wide by one, it ends in an ellipsis either way.
            let longer = format!("{last}…");
            *last = pen.look.width.truncate(&longer, room).into_owned();
        }
    }
    lines
}
