//! Acts of the running meeting that several screens share: session, floor, notes.

use super::{Act, Intent, Message, Scope};
use crate::domain::meeting::Command;
use crate::domain::session::Phase;
use crate::domain::suggest::{self, Open};
use crate::domain::{floor, roll, session};
use crate::i18n::Lang;
use crate::i18n::ui as words;
use crate::i18n::ui::{acts, term};
use crate::tui::forms;
use crate::tui::key::{Chord, ch, ctrl, f};
use crate::tui::overlays::Confirm;
use crate::tui::ui::Ui;
use crate::tui::view::View;
use std::mem::discriminant;

/// The screens from which the floor is led.
const LED: Scope = Scope::Views(&[View::Desk, View::Floor]);
const DESK: Scope = Scope::Views(&[View::Desk]);

pub(super) const ACTS: &[Act] = &[
    act("floor.request", &[f(2), ch('r')], acts::request, acts::request_help, LED, |ui| {
        Intent::open(forms::floor::request(ui))
    }),
    act("floor.give", &[f(3), ch('g')], acts::give, acts::give_help, LED, |ui| {
        Intent::open(forms::floor::give(ui))
    }),
    act("floor.next", &[f(4), ch('n')], acts::next, acts::next_help, LED, |_| {
        Intent::Submit(Command::Floor(floor::Command::Next))
    }),
    act("floor.pause", &[f(5), ch('p')], acts::pause, acts::pause_help, LED, |ui| {
        let paused =
            ui.meeting().and_then(|m| m.floor.current()).is_some_and(floor::Speech::is_paused);
        let command = if paused { floor::Command::Continue } else { floor::Command::Pause };
        Intent::Submit(Command::Floor(command))
    }),
    act("floor.extend", &[f(6), ch('e')], acts::extend, acts::extend_help, LED, |ui| {
        Intent::open(forms::floor::extend(ui))
    }),
    act("floor.finish", &[f(7), ch('f')], acts::finish, acts::finish_help, LED, |_| {
        Intent::Submit(Command::Floor(floor::Command::Finish))
    }),
    act("floor.stop", &[f(8), ch('s')], acts::stop, acts::stop_help, LED, |ui| {
        Intent::open(forms::floor::stop(ui))
    }),
    act("minutes.say", &[ctrl('e')], acts::say, acts::say_help, LED, |ui| {
        Intent::open(forms::minutes::say(ui))
    }),
    act("minutes.note", &[ctrl('n')], acts::note, acts::note_help, LED, |ui| {
        Intent::open(forms::minutes::note(ui))
    }),
    act("roll.count", &[ctrl('t')], acts::count, acts::count_help, DESK, |_| {
        Intent::Submit(Command::Roll(roll::Command::Count))
    }),
    act("session.recess", &[f(9)], acts::recess, acts::recess_help, DESK, |ui| {
        if ui.meeting().is_some_and(|m| m.session.phase == Phase::Recess) {
            Intent::Submit(Command::Session(session::Command::Resume))
        } else {
            Intent::open(forms::session::recess(ui))
        }
    }),
    act("session.adjourn", &[f(10)], acts::adjourn, acts::adjourn_help, DESK, adjourn),
];

pub(super) const fn act(
    id: &'static str,
    keys: &'static [Chord],
    title: Message,
    help: Message,
    scope: Scope,
    run: fn(&Ui) -> Intent,
) -> Act {
    Act { id, keys, title, help, scope, footer: true, run }
}

/// What is still open, a line for each kind.
fn ui_open(lang: Lang, open: &[Open]) -> String {
    let listed = |of: &[Open]| {
        let each = of.iter().map(|open| match open {
            Open::Item(no) | Open::Vote(no) | Open::Outcome(no) | Open::Action(no) => {
                no.to_string()
            }
            Open::Signature(role) => term::sign_role(lang, *role).to_owned(),
            Open::Speakers | Open::ReadBack => String::new(),
        });
        term::list(lang, &each.collect::<Vec<_>>())
    };
    let kinds = open.chunk_by(|one, next| discriminant(one) == discriminant(next));
    let lines = kinds.filter_map(|of| {
        let all = listed(of);
        Some(match of.first()? {
            Open::Item(_) => words::open_item(lang, all),
            Open::Speakers => words::open_speakers(lang),
            Open::Vote(_) => words::open_vote(lang, all),
            Open::Outcome(_) => words::open_outcome(lang, all),
            Open::Action(_) => words::open_action(lang, all),
            Open::ReadBack => words::open_read_back(lang),
            Open::Signature(_) => words::open_signature(lang, all),
        })
    });
    lines.map(|line| words::open_point(lang, line)).collect::<Vec<_>>().join("\n")
}

fn adjourn(ui: &Ui) -> Intent {
    let command = Command::Session(session::Command::Adjourn);
    match ui.decide(&command) {
        Ok(()) => {
            let lang = ui.lang();
            let then = Intent::Submit(command);
            let open = ui.meeting().map(suggest::still_open).unwrap_or_default();
            let text = if open.is_empty() {
                words::ask_adjourn(lang)
            } else {
                words::ask_adjourn_open(lang, ui_open(lang, &open))
            };
            Intent::open(Confirm::new(acts::adjourn(lang), text, then))
        }
        Err(why) => Intent::Cannot(why),
    }
}
