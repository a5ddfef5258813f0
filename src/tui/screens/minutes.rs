//! The minutes (记录): the running record, and beneath it the editor that writes into it.
//!
//! Above, a line for each thing that happened; below, the summary of the speech, a note, a written
//! opinion or the correction of an older line. Typed text is a draft until the record has it.

use crate::document::line;
use crate::domain::minutes::may_write;
use crate::domain::person::PersonId;
use crate::i18n::ui as words;
use crate::i18n::ui::minutes as text;
use crate::text::clean::clean_id;
use crate::text::edit::Edit;
use crate::tui::act::{Act, Intent, act_on};
use crate::tui::edit_keys;
use crate::tui::forms;
use crate::tui::input::Input;
use crate::tui::key::{Chord, DELETE, END, ENTER, ESC, HOME, PAGE_DOWN, PAGE_UP, ctrl, f};
use crate::tui::overlays::{Chooser, Picker};
use crate::tui::people;
use crate::tui::screens::Screen;
use crate::tui::ui::Ui;
use crate::tui::update::Handled;
use crate::tui::view::View;
use job::Job;
use list::List;
use record::Record;
use search::Search;
use std::cell::RefCell;
use writing::Writing;

mod job;
mod list;
mod pane;
mod record;
mod search;
mod writing;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    #[default]
    Editor,
    List,
    Search,
}

#[derive(Debug, Default)]
pub struct State {
    pub focus: Focus,
    record: RefCell<Record>,
    list: List,
    writing: Writing,
    search: Search,
}

pub(crate) const SCREEN: Screen = Screen {
    view: View::Minutes,
    acts: ACTS,
    takes_text: |ui| ui.states.minutes.focus != Focus::List,
    update,
    move_by: list::move_by,
    pane: |ui, _| switch(ui),
    enter,
    answered: writing::answered,
    settle,
    draw: pane::draw,
    draw_part: pane::draw_writing,
};

const HERE: &[View] = &[View::Minutes];

const ACTS: &[Act] = &[
    act_on(HERE, "minutes.save", &[f(2), ctrl('s')], text::save, text::save_help, save),
    act_on(HERE, "minutes.search", &[f(3), ctrl('f')], text::search, text::search_help, |_| {
        Intent::Change(search::open_or_next)
    }),
    act_on(HERE, "minutes.kind", &[f(5)], text::kind, text::kind_help, |ui| {
        writable(ui, Intent::Do(writing::other_kind))
    }),
    Act {
        // In the editor the same key is a new line; the hint above the footer says which it is.
        footer: false,
        ..act_on(HERE, "minutes.correct", &[ENTER], text::correct, text::correct_help, |ui| {
            writable(ui, Intent::Do(correct))
        })
    },
    act_on(HERE, "minutes.strike", &[f(9), DELETE], text::strike, text::strike_help, strike),
    act_on(HERE, "minutes.sum-up", &[f(4)], text::summarize, text::summarize_help, summarize),
    act_on(HERE, "minutes.written", &[f(6)], text::written, text::written_help, |ui| {
        let title = text::written_title(ui.lang());
        let then = |_: &Ui, person: &PersonId| Intent::With(person.clone(), writing::written_by);
        writable(ui, Intent::open(Picker::new(title, people::anybody, then)))
    }),
    act_on(HERE, "minutes.phrase", &[f(10)], text::phrase, text::phrase_help, phrase),
    act_on(HERE, "minutes.speech.before", &[f(7)], text::speech_before, text::speech_help, |_| {
        Intent::Change(|ui| list::to_speech(ui, false))
    }),
    act_on(HERE, "minutes.speech.after", &[f(8)], text::speech_after, text::speech_help, |_| {
        Intent::Change(|ui| list::to_speech(ui, true))
    }),
];

/// An intent, where the minutes may still be written and nothing is on its way into them.
fn writable(ui: &Ui, intent: Intent) -> Intent {
    if !ui.meeting().is_some_and(may_write) {
        Intent::Cannot(text::sealed(ui.lang()))
    } else if ui.states.minutes.writing.is_sending() {
        Intent::Cannot(words::saving(ui.lang()))
    } else {
        intent
    }
}

fn save(ui: &Ui) -> Intent {
    if ui.states.minutes.writing.is_blank() {
        return Intent::Cannot(text::nothing_written(ui.lang()));
    }
    writable(ui, Intent::Do(writing::save))
}

/// The chosen line of the record, brought up to date.
fn chosen(ui: &Ui) -> Option<line::MinutesLine> {
    let state = &ui.states.minutes;
    let mut record = state.record.borrow_mut();
    record.bring_up_to(ui);
    let place = state.list.place(&record)?;
    let seq = record.places().get(place)?.seq;
    record.at(ui, seq).map(|shown| shown.line)
}

/// A set phrase goes to where the cursor stands.
fn phrase(ui: &Ui) -> Intent {
    if ui.meeting().is_none() {
        return Intent::Cannot(words::no_session(ui.lang()));
    }
    if ui.snippets().is_empty() {
        return Intent::Cannot(text::no_phrases(ui.lang()));
    }
    // They are filled when they are asked for: that counts the roll.
    writable(ui, Intent::Change(choose_phrase))
}

fn choose_phrase(ui: &mut Ui) {
    let Some(m) = ui.meeting() else { return };
    let phrases = ui.snippets().filled(m, ui.now.at);
    let phrases = phrases.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    let then = |_, text| Intent::Text(text, writing::insert);
    let chooser = Chooser::new(text::phrase_title(ui.lang()), phrases, then);
    ui.overlays.push(chooser.into());
}

/// Whether an event has a line of its own in the record.
pub(in crate::tui) fn has(ui: &Ui, seq: u64) -> bool {
    let mut record = ui.states.minutes.record.borrow_mut();
    record.bring_up_to(ui);
    let line = record.place(seq).and_then(|place| record.places().get(place));
    line.is_some_and(|line| line.seq == seq)
}

/// Shows the line of an event.
pub(in crate::tui) fn land_on(ui: &mut Ui, seq: u64) {
    ui.view = View::Minutes;
    super::enter(ui);
    ui.states.minutes.focus = Focus::List;
    ui.states.minutes.list.choose(seq);
}

fn correct(ui: &mut Ui) -> Vec<crate::tui::Effect> {
    let Some(line) = chosen(ui) else {
        ui.warn(words::nothing_chosen(ui.lang()));
        return Vec::new();
    };
    // The choice stays where it is while the line is put right.
    ui.states.minutes.list.choose(line.seq);
    let job = Job::correction(ui, line.seq);
    let effects = writing::take_up(ui, job);
    ui.states.minutes.focus = Focus::Editor;
    effects
}

fn strike(ui: &Ui) -> Intent {
    match chosen(ui) {
        Some(line) => {
            let time = line.at.format("%H:%M").to_string();
            writable(ui, Intent::open(forms::minutes::strike(ui, line.seq, &time)))
        }
        None => Intent::Cannot(words::nothing_chosen(ui.lang())),
    }
}

/// A summary goes to the latest speech of its speaker; an earlier one can only be corrected.
fn summarize(ui: &Ui) -> Intent {
    let lang = ui.lang();
    let line = chosen(ui).filter(|line| line.kind == line::MinutesKind::Speech);
    let (Some(m), Some(line)) = (ui.meeting(), line) else {
        return Intent::Cannot(text::no_speech_line(lang));
    };
    let Some(person) = line.person else { return Intent::Cannot(text::no_speech_line(lang)) };
    if m.floor.latest_of(&person).map(|speech| speech.seq) != Some(line.seq) {
        return Intent::Cannot(text::spoke_later(lang, ui.name(&person)));
    }
    let deed = |ui: &mut Ui, person: &PersonId| {
        let latest = ui.meeting().and_then(|m| m.floor.latest_of(person));
        let Some(speech) = latest.map(|speech| speech.seq) else { return Vec::new() };
        let effects = writing::take_up(ui, Job::Speech { speech, person: person.clone() });
        ui.states.minutes.focus = Focus::Editor;
        effects
    };
    writable(ui, Intent::With(person, deed))
}

fn switch(ui: &mut Ui) {
    let can_write = ui.meeting().is_some_and(may_write);
    let state = &mut ui.states.minutes;
    state.focus = match state.focus {
        Focus::List if can_write => Focus::Editor,
        Focus::List | Focus::Editor | Focus::Search => Focus::List,
    };
}

fn enter(ui: &mut Ui) {
    writing::restore(ui);
    ui.states.minutes.focus = Focus::Editor;
}

fn settle(ui: &mut Ui) {
    if ui.states.minutes.focus == Focus::Editor && !ui.meeting().is_some_and(may_write) {
        ui.states.minutes.focus = Focus::List;
    }
}

fn update(ui: &mut Ui, input: &Input) -> Handled {
    match ui.states.minutes.focus {
        Focus::Editor => in_editor(ui, input),
        Focus::List => in_list(ui, input),
        Focus::Search => search::update(ui, input),
    }
}

fn in_editor(ui: &mut Ui, input: &Input) -> Handled {
    let key = match input {
        Input::Key(key) => *key,
        Input::Paste(text) => {
            return written(ui, vec![Edit::Paste(text.clone())]);
        }
        Input::Burst(text) => {
            return written(ui, vec![Edit::Insert(text.clone())]);
        }
        Input::Mouse(_) | Input::Resize(..) | Input::Tick => return Handled::Ignored,
    };
    if Chord::of(key) == ESC {
        ui.states.minutes.focus = Focus::List;
        return Handled::Consumed(writing::leave(ui));
    }
    let page = ui.states.minutes.writing.page();
    let Some(edits) = edit_keys::edits(key, page) else { return Handled::Ignored };
    let mentions = matches!(&edits[..], [Edit::Insert(typed)] if clean_id(typed) == "@");
    if !mentions {
        return written(ui, edits);
    }
    let effects = writing::edit(ui, edits);
    // The sign stands where the picker is left by Esc: it was meant as a sign.
    let then = |_: &Ui, person: &PersonId| Intent::With(person.clone(), writing::mention);
    let title = text::mention_title(ui.lang());
    ui.overlays.push(Picker::new(title, people::anybody, then).into());
    Handled::Consumed(effects)
}

/// Edits. What can be done here depends on whether there is a text, and on what it is for.
fn written(ui: &mut Ui, edits: Vec<Edit>) -> Handled {
    let around = |ui: &Ui| (ui.states.minutes.writing.is_blank(), writing::job(ui));
    let before = around(ui);
    let effects = writing::edit(ui, edits);
    if before == around(ui) { Handled::Written(effects) } else { Handled::Consumed(effects) }
}

fn in_list(ui: &mut Ui, input: &Input) -> Handled {
    let Input::Key(key) = input else { return Handled::Ignored };
    match Chord::of(*key) {
        HOME => list::to_end(ui, false),
        END => list::to_end(ui, true),
        PAGE_UP => list::page(ui, false),
        PAGE_DOWN => list::page(ui, true),
        _ => return Handled::Ignored,
    }
    Handled::Consumed(Vec::new())
}
