//! The floor (发言): the queue and the clock, what was said so far, and how time was shared.

use crate::domain::floor::{self, SpeechTerms};
use crate::domain::meeting::{Command, Meeting};
use crate::domain::person::PersonId;
use crate::i18n::ui as words;
use crate::i18n::ui::{acts, term};
use crate::tui::act::{Act, Intent, act_on};
use crate::tui::forms;
use crate::tui::key::{DELETE, ENTER, ctrl, f};
use crate::tui::pen::{Pen, cells, row};
use crate::tui::screens::desk::{self, below, head, now_pane};
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::ui::Ui;
use crate::tui::view::View;
use crate::tui::widgets::{clock, list, queue};
use ratatui::layout::Rect;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    #[default]
    Queue,
    History,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    pub pane: Pane,
    pub turn: usize,
    /// The chosen speech by its place; None follows the latest.
    pub speech: Option<usize>,
}

pub(crate) const SCREEN: Screen = Screen {
    view: View::Floor,
    acts: ACTS,
    move_by,
    pane: |ui, _| {
        ui.states.floor.pane = match ui.states.floor.pane {
            Pane::Queue => Pane::History,
            Pane::History => Pane::Queue,
        };
    },
    settle: |ui| {
        let turns = ui.digest().map_or(0, |digest| digest.upcoming.len());
        ui.states.floor.turn = ui.states.floor.turn.min(turns.saturating_sub(1));
    },
    draw,
    ..PLAIN
};

const HERE: &[View] = &[View::Floor];

const ACTS: &[Act] = &[
    act_on(HERE, "floor.take", &[ENTER], acts::take, acts::floor_take_help, |ui| {
        match ui.states.floor.pane {
            Pane::Queue => on_chosen(ui, |person| {
                submit(floor::Command::Give { person, terms: SpeechTerms::default() })
            }),
            Pane::History => correct(ui),
        }
    }),
    act_on(HERE, "floor.correct", &[ctrl('t')], acts::times, acts::times_help, correct),
    act_on(HERE, "floor.withdraw", &[f(9), DELETE], acts::withdraw, acts::withdraw_help, |ui| {
        on_chosen(ui, |person| submit(floor::Command::Withdraw(person)))
    }),
    act_on(HERE, "floor.bump", &[f(10)], acts::bump, acts::bump_help, |ui| {
        on_chosen(ui, |person| Intent::open(forms::floor::bump(ui, &person)))
    }),
    act_on(HERE, "floor.list.close", &[ctrl('l')], acts::list_close, acts::list_close_help, |_| {
        submit(floor::Command::List { open: false })
    }),
    act_on(HERE, "floor.list.open", &[ctrl('o')], acts::list_open, acts::list_open_help, |_| {
        submit(floor::Command::List { open: true })
    }),
];

/// Whether a speech stands, by the event that gave the floor for it.
pub(in crate::tui) fn has(ui: &Ui, speech: u64) -> bool {
    place_of(ui, speech).is_some()
}

fn place_of(ui: &Ui, speech: u64) -> Option<usize> {
    ui.meeting()?.floor.speeches.place_of(&speech, |s| s.seq)
}

/// Shows a speech in the history.
pub(in crate::tui) fn land_on(ui: &mut Ui, speech: u64) {
    let place = place_of(ui, speech);
    ui.view = View::Floor;
    super::enter(ui);
    ui.states.floor = State { pane: Pane::History, speech: place, ..State::default() };
}

fn submit(command: floor::Command) -> Intent {
    Intent::Submit(Command::Floor(command))
}

/// The times of the chosen speech, the latest where none is.
fn correct(ui: &Ui) -> Intent {
    let speeches = ui.meeting().map(|m| &m.floor.speeches);
    let last = speeches.map_or(0, |speeches| speeches.len().saturating_sub(1));
    let chosen = ui.states.floor.speech.unwrap_or(last).min(last);
    match speeches.and_then(|speeches| speeches.get(chosen)) {
        Some(speech) => Intent::open(forms::floor::correct(ui, speech)),
        None => Intent::Cannot(words::no_speeches(ui.lang())),
    }
}

fn on_chosen(ui: &Ui, then: impl FnOnce(PersonId) -> Intent) -> Intent {
    let turns = ui.digest().map(|digest| digest.upcoming.as_slice()).unwrap_or_default();
    match turns.get(ui.states.floor.turn) {
        Some(turn) => then(turn.person.clone()),
        None => Intent::Cannot(words::queue_empty(ui.lang())),
    }
}

fn move_by(ui: &mut Ui, by: isize) {
    let turns = ui.digest().map_or(0, |digest| digest.upcoming.len());
    let speeches = ui.meeting().map_or(0, |m| m.floor.speeches.len());
    let state = &mut ui.states.floor;
    match state.pane {
        Pane::Queue => state.turn = moved(state.turn, by, turns),
        Pane::History => {
            let last = speeches.saturating_sub(1);
            let to = moved(state.speech.unwrap_or(last), by, speeches);
            state.speech = (to + 1 < speeches).then_some(to);
        }
    }
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let (Some(m), Some(digest)) = (ui.meeting(), ui.digest()) else { return };
    let lang = pen.look.lang;
    // The history says more on a line than what stands beside it, and is read for it.
    let left = area.width * if area.width < 100 { 58 } else { 54 } / 100;
    let left_area = Rect { x: area.x + 1, width: left.saturating_sub(2), ..area };
    let right_area =
        Rect { x: area.x + left + 2, width: area.width.saturating_sub(left + 3), ..area };
    pen.column(area.x + left, area);
    let focused = ui.states.floor.pane == Pane::Queue;
    let title = words::queue_head(lang, digest.upcoming.len());
    let title =
        if m.floor.list_open { title } else { format!("{title} {}", words::list_closed(lang)) };
    // The queue grows into the history's room, the history never below a third.
    let count = cells(digest.upcoming.len()).max(3);
    let queue_height = (count + 2).min(left_area.height * 2 / 3);
    head(pen, row(left_area, 0), &title, focused);
    let body = below(Rect { height: queue_height.saturating_sub(1), ..left_area }, 1);
    queue::draw(pen, body, m, &digest.upcoming, focused.then_some(ui.states.floor.turn));
    draw_history(pen, below(left_area, queue_height), ui, m);
    let used = now_pane::draw(pen, right_area, ui);
    draw_shares(pen, below(right_area, used), ui, m);
}

fn draw_history(pen: &mut Pen, area: Rect, ui: &Ui, m: &Meeting) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let focused = ui.states.floor.pane == Pane::History;
    let speeches = &m.floor.speeches;
    head(pen, row(area, 0), &words::history_head(lang, speeches.len()), focused);
    let body = below(area, 1);
    if speeches.is_empty() && body.height > 0 {
        pen.cut(body.x + 2, body.y, body.width, &words::no_speeches(lang), theme.muted);
    }
    let last = speeches.len().saturating_sub(1);
    let chosen = ui.states.floor.speech.unwrap_or(last).min(last);
    let shown = list::window(chosen, speeches.len(), usize::from(body.height));
    let names = shown.clone().filter_map(|at| speeches.get(at)).map(|s| m.roll.name(&s.person));
    let widest = names.map(|name| cells(pen.look.width.of(&name))).max().unwrap_or(0);
    let name_room = widest.clamp(8, (body.width * 2 / 5).max(8));
    let times: Vec<(String, bool)> = shown
        .clone()
        .filter_map(|at| speeches.get(at))
        .map(|speech| {
            let used = clock::text(speech.used_s(ui.now.at));
            let over = speech.overtime_s(ui.now.at);
            let text = if over > 0 { format!("{used} +{}", clock::text(over)) } else { used };
            (text, over > 0)
        })
        .collect();
    // Kind and stance on every row, or on none: a column that changes its meaning is not read.
    let rooms = times.iter().map(|(time, _)| {
        body.width.saturating_sub(9 + name_room + cells(pen.look.width.of(time)) + 1)
    });
    let whole = shown.clone().filter_map(|at| speeches.get(at)).zip(rooms).all(|(speech, room)| {
        let both = queue::kind_and_stance(pen, speech.kind, speech.stance, u16::MAX);
        cells(pen.look.width.of(&both)) <= room
    });
    for (i, at) in shown.enumerate() {
        let Some(speech) = speeches.get(at) else { continue };
        let line = row(body, cells(i));
        let here = focused && at == chosen;
        list::chosen(pen, line, here);
        let style = if here { theme.selected } else { theme.text };
        pen.text(line.x + 2, line.y, 5, &speech.start.format("%H:%M").to_string(), theme.muted);
        pen.cut(line.x + 8, line.y, name_room, &m.roll.name(&speech.person), style);
        let Some((time, over)) = times.get(i) else { continue };
        let time_style = if *over { theme.warning } else { style };
        let time_cells = pen.right(line, time, time_style);
        let x = line.x + 9 + name_room;
        let room = line.right().saturating_sub(x + time_cells + 1);
        let wish_room = if whole { u16::MAX } else { 0 };
        let what = queue::kind_and_stance(pen, speech.kind, speech.stance, wish_room);
        pen.cut(x, line.y, room, &what, theme.muted);
    }
}

/// Time by group, then by person, the longest first; and who has said nothing yet.
fn draw_shares(pen: &mut Pen, area: Rect, ui: &Ui, m: &Meeting) {
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let Some(digest) = ui.digest() else { return };
    let shares = m.floor.shares(ui.now.at);
    let groups = floor::by_group(m, ui.now.at);
    let longest: u64 = groups.iter().map(|(_, portion)| portion.total_s).max().unwrap_or(0).max(1);
    head(pen, row(area, 0), &words::share_head(lang), false);
    let mut at = 1;
    for (group, portion) in groups {
        let line = row(area, at);
        if line.height == 0 {
            return;
        }
        let seconds = portion.total_s;
        pen.cut(line.x + 2, line.y, 14, term::group_name(lang, group), theme.text);
        pen.right(line, &clock::text(seconds), theme.text);
        let bar = line.width.saturating_sub(17 + 8);
        let filled = u64::from(bar) * seconds / longest;
        let block = pen.look.marks.full.repeat(usize::try_from(filled).unwrap_or(0));
        pen.text(line.x + 17, line.y, bar, &block, theme.accent);
        at += 1;
    }
    let stances: Vec<_> = floor::by_stance(&m.floor, ui.now.at)
        .into_iter()
        .map(|(stance, portion)| {
            words::stance_line(lang, term::stance(lang, stance), portion.speeches)
        })
        .collect();
    let (room, line) = (area.width.saturating_sub(2), row(area, at));
    // Where there is no room for all, neutral is left out: it is no side.
    let fits = |count: usize| cells(pen.look.width.of(&stances[..count].join("  "))) <= room;
    let count = if fits(stances.len()) { stances.len() } else { stances.len() - 1 };
    if line.height > 0 {
        pen.cut(line.x + 2, line.y, room, &stances[..count].join("  "), theme.muted);
    }
    at += 2;
    let mut longest: Vec<_> = shares.iter().collect();
    longest.sort_by_key(|share| std::cmp::Reverse(share.total_s));
    // Below them who has said nothing, by name where there is room for names.
    let names = digest.not_spoken.iter().map(|person| m.roll.name(person));
    let silent = desk::names_in(pen, names, area.width, 3);
    // And which interests nobody has spoken for yet: one row where there is little room.
    let tight = area.height < 16;
    let most = if tight { 1 } else { 3 };
    let unheard = desk::names_in(pen, digest.unheard.iter().cloned(), area.width, most);
    let below = cells(silent.len()) + if unheard.is_empty() { 0 } else { 1 + cells(unheard.len()) };
    let apart = u16::from(!tight);
    let room = usize::from(area.height.saturating_sub(at + 1 + apart + below));
    for share in longest.iter().take(room) {
        let line = row(area, at);
        let time = clock::text(share.total_s);
        let text = match share.speeches {
            1 => words::share_line_one(lang, time),
            n => words::share_line(lang, n, time),
        };
        let rest = Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line };
        pen.ends(rest, (&m.roll.name(&share.person), theme.text), (&text, theme.muted));
        at += 1;
    }
    at += apart;
    let line = row(area, at);
    if line.height > 0 {
        let text = if digest.not_spoken.is_empty() {
            words::all_spoken(lang)
        } else {
            words::not_spoken_head(lang, digest.not_spoken.len())
        };
        pen.cut(line.x + 1, line.y, line.width, &text, theme.muted);
    }
    at += 1;
    let names = |pen: &mut Pen, at: u16, lines: &[String]| {
        for (i, text) in lines.iter().enumerate() {
            let line = row(area, at + cells(i));
            if line.height > 0 {
                pen.text(line.x + 2, line.y, line.width.saturating_sub(2), text, theme.text);
            }
        }
        at + cells(lines.len())
    };
    at = names(pen, at, &silent);
    let line = row(area, at);
    if !unheard.is_empty() && line.height > 0 {
        let text = words::unheard_head(lang, digest.unheard.len());
        pen.cut(line.x + 1, line.y, line.width, &text, theme.muted);
        names(pen, at + 1, &unheard);
    }
}
