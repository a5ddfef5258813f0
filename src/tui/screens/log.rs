//! The log (日志): every event in words, the newest last; what was undone stays and says so.
//!
//! Below the list the chosen event is whole, with who recorded it and when.

use crate::domain::meeting::{Command, Event};
use crate::domain::recorded::Recorded;
use crate::domain::{floor, history, minutes};
use crate::i18n::ui as words;
use crate::i18n::ui::{acts, term};
use crate::tui::act::{Act, Intent, act_on};
use crate::tui::input::Input;
use crate::tui::key::{Chord, DELETE, DOWN, ENTER, ESC, TAB, ch, ctrl, f};
use crate::tui::pen::{Pen, cells, inset, row};
use crate::tui::screens::desk::{below, lines_of};
use crate::tui::screens::{Screen, floor as floor_screen, minutes as minutes_screen, moved};
use crate::tui::tail;
use crate::tui::ui::Ui;
use crate::tui::update::Handled;
use crate::tui::view::View;
use crate::tui::widgets::list;
use filter::{Filter, Listed};
use ratatui::layout::Rect;

mod filter;

#[derive(Debug, Default)]
pub struct State {
    /// The chosen event by its number; None follows the newest.
    chosen: Option<u64>,
    filter: Filter,
    /// The filter is being typed.
    typing: bool,
}

pub(crate) const SCREEN: Screen = Screen {
    view: View::Log,
    acts: ACTS,
    takes_text: |ui| ui.states.log.typing,
    update,
    move_by,
    enter: |ui| ui.states.log.typing = false,
    draw,
    ..super::PLAIN
};

const HERE: &[View] = &[View::Log];

const ACTS: &[Act] =
    &[
        act_on(HERE, "log.jump", &[ENTER], acts::log_jump, acts::log_jump_help, jump),
        act_on(
            HERE,
            "log.filter",
            &[f(3), ctrl('f'), ch('/')],
            acts::log_filter,
            acts::log_filter_help,
            |_| Intent::Change(|ui| ui.states.log.typing = true),
        ),
        act_on(HERE, "log.topic", &[f(5)], acts::log_topic, acts::log_topic_help, |_| {
            Intent::Change(|ui| {
                let filter = &mut ui.states.log.filter;
                filter.topic = filter.topic.next();
            })
        }),
        act_on(HERE, "log.past", &[f(4)], acts::log_past, acts::log_past_help, |ui| {
            match chosen(ui) {
                Some(_) => Intent::Change(|ui| {
                    let seq = chosen(ui).map(|record| record.seq);
                    ui.look_at(seq);
                    ui.states.log.chosen = seq;
                }),
                None => Intent::Cannot(words::nothing_chosen(ui.lang())),
            }
        }),
        act_on(HERE, "log.speech", &[f(6)], acts::log_speech, acts::log_speech_help, |ui| {
            match chosen(ui).and_then(speech_of).filter(|seq| floor_screen::has(ui, *seq)) {
                Some(_) => Intent::Change(|ui| {
                    if let Some(seq) = chosen(ui).and_then(speech_of) {
                        floor_screen::land_on(ui, seq);
                    }
                }),
                None => Intent::Cannot(words::no_speech_here(ui.lang())),
            }
        }),
        act_on(HERE, "log.undo", &[DELETE, f(9)], acts::undo_this, acts::undo_this_help, |ui| {
            match chosen(ui).map(|record| record.seq) {
                Some(seq) => Intent::Submit(Command::History(history::Command::Undo(Some(seq)))),
                None => Intent::Cannot(words::nothing_chosen(ui.lang())),
            }
        }),
    ];

fn listed(ui: &Ui) -> Option<Listed> {
    Some(ui.states.log.filter.listed(ui.ledger()?, ui.lang()))
}

/// Where the choice stands among what is listed.
fn chosen_at(ui: &Ui, listed: &Listed) -> usize {
    match ui.states.log.chosen {
        Some(seq) => listed.find(usize::try_from(seq.saturating_sub(1)).unwrap_or(usize::MAX)),
        None => listed.len().saturating_sub(1),
    }
}

fn chosen(ui: &Ui) -> Option<&Recorded> {
    let listed = listed(ui)?;
    ui.ledger()?.records().get(listed.get(chosen_at(ui, &listed))?).map(AsRef::as_ref)
}

fn move_by(ui: &mut Ui, by: isize) {
    let Some(listed) = listed(ui) else { return };
    let to = moved(chosen_at(ui, &listed), by, listed.len());
    // On the last line the choice follows what comes.
    let stays = to + 1 < listed.len();
    let seq = listed.get(to).filter(|_| stays).map(|place| place as u64 + 1);
    ui.states.log.chosen = seq;
}

/// Typing into the filter; its text works at once.
fn update(ui: &mut Ui, input: &Input) -> Handled {
    if !ui.states.log.typing {
        return Handled::Ignored;
    }
    let state = &mut ui.states.log;
    match input {
        Input::Key(key) => match Chord::of(*key) {
            ESC => {
                state.filter.field.set("");
                state.typing = false;
            }
            ENTER | DOWN | TAB => state.typing = false,
            _ if state.filter.field.key(*key) => {}
            _ => return Handled::Ignored,
        },
        Input::Paste(text) | Input::Burst(text) => state.filter.field.insert(text),
        Input::Mouse(_) | Input::Resize(..) | Input::Tick => return Handled::Ignored,
    }
    Handled::Consumed(Vec::new())
}

/// The speech that an event is about, by the event that gave the floor for it.
fn speech_of(record: &Recorded) -> Option<u64> {
    match record.event()? {
        Event::Floor(floor::Event::Given(_) | floor::Event::Passed { .. }) => Some(record.seq),
        Event::Floor(
            floor::Event::Finished { speech }
            | floor::Event::Stopped { speech, .. }
            | floor::Event::Corrected { speech, .. },
        )
        | Event::Minutes(minutes::Event::Said { speech, .. }) => Some(*speech),
        _ => None,
    }
}

/// The event whose line in the minutes tells what this event did.
fn line_of(record: &Recorded) -> u64 {
    match record.event() {
        Some(Event::Minutes(
            minutes::Event::Corrected { seq, .. } | minutes::Event::Struck { seq, .. },
        )) => *seq,
        _ => speech_of(record).unwrap_or(record.seq),
    }
}

fn jump(ui: &Ui) -> Intent {
    let line = chosen(ui).map(line_of);
    match line.filter(|seq| minutes_screen::has(ui, *seq)) {
        Some(_) => Intent::Change(|ui| {
            if let Some(seq) = chosen(ui).map(line_of) {
                minutes_screen::land_on(ui, seq);
            }
        }),
        None => Intent::Cannot(words::no_line(ui.lang())),
    }
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let (Some(ledger), Some(listed)) = (ui.ledger(), listed(ui)) else { return };
    let area = inset(area, 1);
    let about = if area.height >= 24 { 5 } else { 4 };
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(about + 1), ..area };
    draw_head(pen, row(area, 0), ui, &listed);
    let theme = pen.look.theme;
    if listed.len() == 0 && body.height > 0 {
        let x = body.x + 2;
        pen.cut(x, body.y, body.width, &words::log_none(pen.look.lang), theme.muted);
    }
    let at_line = chosen_at(ui, &listed);
    let digits = cells(ledger.records().len().to_string().len()).max(4);
    for (i, at) in list::window(at_line, listed.len(), usize::from(body.height)).enumerate() {
        let record = listed.get(at).and_then(|place| ledger.records().get(place));
        if let Some(record) = record {
            draw_line(pen, row(body, cells(i)), ui, record, digits, at == at_line);
        }
    }
    if let Some(record) = chosen(ui) {
        draw_chosen(pen, below(area, area.height.saturating_sub(about)), ui, record);
    }
}

fn draw_head(pen: &mut Pen, head: Rect, ui: &Ui, listed: &Listed) {
    let (lang, theme, state) = (pen.look.lang, pen.look.theme, &ui.states.log);
    let all = ui.ledger().map_or(0, |ledger| ledger.records().len());
    let text = if state.filter.is_open() {
        words::log_found(lang, listed.len(), all)
    } else {
        words::log_head(lang, all)
    };
    let mut x = head.x + 2;
    x += pen.cut(x, head.y, head.width, &text, theme.muted) + 2;
    if state.filter.topic != filter::Topic::All {
        let topic = words::topic_is(lang, state.filter.topic.name(lang));
        x += pen.cut(x, head.y, head.right().saturating_sub(x), &topic, theme.accent) + 2;
    }
    if state.typing || !state.filter.field.text().is_empty() {
        x += pen.text(
            x,
            head.y,
            head.right().saturating_sub(x),
            &acts::log_filter(lang),
            theme.strong,
        ) + 1;
        let field = Rect { x, width: head.right().saturating_sub(x).min(24), ..head };
        state.filter.field.draw(pen, field, state.typing);
        if state.typing {
            x = field.right() + 2;
            let room = head.right().saturating_sub(x);
            pen.cut(x, head.y, room, &words::log_hint_filter(lang), theme.muted);
        }
    }
}

fn draw_line(pen: &mut Pen, line: Rect, ui: &Ui, record: &Recorded, digits: u16, here: bool) {
    let Some(ledger) = ui.ledger() else { return };
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    list::chosen(pen, line, here);
    let undone = ledger.undone().contains(&record.seq);
    let (style, quiet) = match (here, undone) {
        (true, _) => (theme.selected, theme.selected),
        (false, true) => (theme.muted, theme.muted),
        (false, false) => (theme.text, theme.muted),
    };
    let number = format!("{:>width$}", record.seq, width = usize::from(digits));
    let mut x = line.x + 2;
    pen.text(x, line.y, digits, &number, quiet);
    x += digits + 2;
    pen.text(x, line.y, 8, &record.at.format("%H:%M:%S").to_string(), quiet);
    x += 10;
    let mut text = tail::log_line(lang, ledger, record);
    if undone {
        text = format!("[{}] {text}", words::log_undone(lang));
    }
    pen.cut(x, line.y, line.right().saturating_sub(x), &text, style);
}

/// The chosen event, whole, and who recorded it when.
fn draw_chosen(pen: &mut Pen, area: Rect, ui: &Ui, record: &Recorded) {
    let Some(ledger) = ui.ledger() else { return };
    let (lang, theme) = (pen.look.lang, pen.look.theme);
    let role = term::role(lang, record.by.role);
    let time = record.at.format("%H:%M:%S");
    // Where a terminal is named after its role, once is enough.
    let mut by = if *record.by.terminal == *term::role(crate::i18n::Lang::En, record.by.role) {
        words::log_at_role(lang, time, role)
    } else {
        words::log_at(lang, time, role, &record.by.terminal)
    };
    if (record.noted - record.at).num_seconds() >= 60 {
        let noted = words::log_noted(lang, record.noted.format("%H:%M:%S"));
        by = format!("{by}{}{noted}", words::comma(lang));
    }
    if ledger.undone().contains(&record.seq) {
        by = format!("{by}{}{}", words::comma(lang), words::log_undone(lang));
    }
    pen.rule(row(area, 0), "");
    let head = row(area, 0);
    pen.cut(head.x + 2, head.y, head.width.saturating_sub(2), &format!(" {by} "), theme.muted);
    let room = usize::from(area.width.saturating_sub(2)).max(2);
    let text = tail::log_line(lang, ledger, record);
    for (i, part) in (1..).zip(lines_of(pen, &text, room, area.height.saturating_sub(1))) {
        let line = row(area, i);
        pen.text(line.x + 2, line.y, line.width.saturating_sub(2), &part, theme.text);
    }
}
