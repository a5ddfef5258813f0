//! Acts of every screen: views, help, the palette, history, moving about.

use super::{Act, Intent, Message, Scope};
use crate::domain::history;
use crate::domain::meeting::Command;
use crate::domain::session::Phase;
use crate::i18n::ui as words;
use crate::i18n::ui::{acts, terminals};
use crate::tui::effect::Effect;
use crate::tui::key::{
    BACK_TAB, Chord, DOWN, END, ESC, HOME, PAGE_DOWN, PAGE_UP, SPACE, TAB, UP, ch, ctrl, f,
};
use crate::tui::overlays::{Confirm, Help, Loss, Palette, Rescue, Terminals};
use crate::tui::screens;
use crate::tui::ui::Ui;
use crate::tui::view::View;

pub(super) const ACTS: &[Act] = &[
    Act {
        id: "step",
        keys: &[SPACE],
        title: acts::step,
        help: acts::step_help,
        scope: Scope::Session,
        footer: false,
        run: super::step::run,
    },
    view("view.desk", &[ch('1')], acts::view_desk, |ui| go(ui, View::Desk)),
    view("view.agenda", &[ch('2')], acts::view_agenda, |ui| go(ui, View::Agenda)),
    view("view.roll", &[ch('3')], acts::view_roll, |ui| go(ui, View::Roll)),
    view("view.floor", &[ch('4')], acts::view_floor, |ui| go(ui, View::Floor)),
    view("view.vote", &[ch('5')], acts::view_vote, |ui| go(ui, View::Vote)),
    view("view.minutes", &[ch('6')], acts::view_minutes, |ui| go(ui, View::Minutes)),
    view("view.outcomes", &[ch('7')], acts::view_outcomes, |ui| go(ui, View::Outcomes)),
    view("view.log", &[ch('8')], acts::view_log, |ui| go(ui, View::Log)),
    view("view.prepare", &[ch('0')], acts::view_prepare, |ui| go(ui, View::Prepare)),
    view("view.hall", &[ch('9')], acts::view_hall, |ui| go(ui, View::Hall)),
    Act {
        id: "terminals",
        keys: &[ctrl('w')],
        title: terminals::show,
        help: terminals::show_help,
        scope: Scope::Views(IN_SESSION),
        footer: false,
        run: |_| Intent::open(Terminals::default()),
    },
    Act {
        id: "palette",
        keys: &[ctrl('p'), ch(':')],
        title: acts::palette,
        help: acts::palette_help,
        scope: Scope::Global,
        footer: true,
        run: |_| Intent::open(Palette::default()),
    },
    Act {
        id: "help",
        keys: &[f(1), ch('?')],
        title: acts::help,
        help: acts::help_help,
        scope: Scope::Global,
        footer: true,
        run: |ui| Intent::open(Help::new(ui)),
    },
    moves("up", &[UP], acts::up, |_| Intent::Change(|ui| screens::move_by(ui, -1))),
    moves("down", &[DOWN], acts::down, |_| Intent::Change(|ui| screens::move_by(ui, 1))),
    moves("page.up", &[PAGE_UP], acts::page_up, |_| Intent::Change(|ui| page(ui, -1))),
    moves("page.down", &[PAGE_DOWN], acts::page_down, |_| Intent::Change(|ui| page(ui, 1))),
    moves("first", &[HOME], acts::first, |_| Intent::Change(|ui| screens::move_by(ui, isize::MIN))),
    moves("last", &[END], acts::last, |_| Intent::Change(|ui| screens::move_by(ui, isize::MAX))),
    Act {
        id: "pane",
        keys: &[TAB],
        title: acts::pane,
        help: acts::pane_help,
        scope: Scope::Global,
        footer: false,
        run: |_| Intent::Change(|ui| screens::pane(ui, 1)),
    },
    Act {
        id: "pane.back",
        keys: &[BACK_TAB],
        title: acts::pane_back,
        help: acts::pane_help,
        scope: Scope::Global,
        footer: false,
        run: |_| Intent::Change(|ui| screens::pane(ui, -1)),
    },
    Act {
        id: "undo",
        keys: &[ctrl('z')],
        title: acts::undo,
        help: acts::undo_help,
        scope: Scope::Session,
        footer: true,
        run: |_| Intent::Submit(Command::History(history::Command::Undo(None))),
    },
    Act {
        id: "redo",
        keys: &[ctrl('y')],
        title: acts::redo,
        help: acts::redo_help,
        scope: Scope::Session,
        footer: false,
        run: |_| Intent::Submit(Command::History(history::Command::Redo)),
    },
    Act {
        id: "back",
        keys: &[ESC],
        title: acts::back,
        help: acts::back_help,
        scope: Scope::Session,
        footer: false,
        run: back,
    },
    Act {
        id: "rescue",
        keys: &[ctrl('b')],
        title: acts::rescue,
        help: acts::rescue_help,
        scope: Scope::Session,
        footer: false,
        run: |_| Intent::open(Rescue::default()),
    },
    Act {
        id: "loss",
        keys: &[ctrl('k')],
        title: acts::loss,
        help: acts::loss_help,
        scope: Scope::Session,
        footer: false,
        run: |ui| match &ui.store.undecided_loss {
            Some(loss) => Intent::open(Loss::new(loss.clone())),
            None => Intent::Cannot(words::nothing_lost(ui.lang())),
        },
    },
    // Not Ctrl-Z as elsewhere: that takes back.
    Act {
        id: "suspend",
        keys: &[ctrl('x')],
        title: acts::suspend,
        help: acts::suspend_help,
        scope: Scope::Global,
        footer: false,
        run: |_| Intent::Effect(Effect::Suspend),
    },
    Act {
        id: "quit",
        keys: &[ctrl('q')],
        title: acts::quit,
        help: acts::quit_help,
        scope: Scope::Global,
        footer: true,
        run: quit,
    },
];

const fn view(
    id: &'static str,
    keys: &'static [Chord],
    title: Message,
    run: fn(&Ui) -> Intent,
) -> Act {
    Act { id, keys, title, help: acts::view_help, scope: Scope::Session, footer: false, run }
}

const fn moves(
    id: &'static str,
    keys: &'static [Chord],
    title: Message,
    run: fn(&Ui) -> Intent,
) -> Act {
    Act { id, keys, title, help: acts::choose_help, scope: Scope::Global, footer: false, run }
}

/// Every view of a session, the hall's too.
const IN_SESSION: &[View] = &[
    View::Desk,
    View::Agenda,
    View::Roll,
    View::Floor,
    View::Vote,
    View::Minutes,
    View::Outcomes,
    View::Log,
    View::Hall,
];

/// A view, where this terminal has it.
fn go(ui: &Ui, view: View) -> Intent {
    if screens::of(view).is_some() {
        Intent::View(view)
    } else {
        Intent::Cannot(words::no_such_view(ui.lang()))
    }
}

fn page(ui: &mut Ui, way: isize) {
    let page = isize::try_from(ui.size.1.saturating_sub(8).max(1)).unwrap_or(1);
    screens::move_by(ui, way * page);
}

fn back(ui: &Ui) -> Intent {
    if ui.past().is_some() {
        return Intent::Change(|ui| ui.look_at(None));
    }
    if ui.view != View::Desk {
        return go(ui, View::Desk);
    }
    let lang = ui.lang();
    let then = Intent::Effect(Effect::LeaveSession);
    // A terminal of a host has this one session, and no list to go back to.
    let ask = if ui.host.attached { words::ask_detach(lang) } else { words::ask_leave(lang) };
    Intent::open(Confirm::lightly(words::title_leave(lang), ask, then))
}

fn quit(ui: &Ui) -> Intent {
    let running = ui
        .meeting()
        .is_some_and(|m| matches!(m.session.phase, Phase::Roll | Phase::Open | Phase::Recess));
    let then = Intent::Effect(Effect::Quit);
    if !running {
        return then;
    }
    let lang = ui.lang();
    let ask = if ui.host.attached { words::ask_detach(lang) } else { words::ask_quit(lang) };
    Intent::open(Confirm::new(words::title_quit(lang), ask, then))
}
