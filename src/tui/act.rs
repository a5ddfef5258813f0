//! The table of acts: each act is one row, read by the keymap, the footer, the palette, help and
//! `docs/keys.md`.
//!
//! An act that comes to a command is enabled when `decide` says yes; no rule is written here.

use crate::domain::meeting::Command;
use crate::domain::person::PersonId;
use crate::i18n::{Lang, ui as words};
use crate::tui::effect::{Effect, Request};
use crate::tui::key::Chord;
use crate::tui::overlays::Overlay;
use crate::tui::screens;
use crate::tui::ui::Ui;
use crate::tui::view::View;

mod global;
mod meeting;
pub(crate) mod step;

/// A message without arguments.
pub type Message = fn(Lang) -> String;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere.
    Global,
    /// Wherever a session is open.
    Session,
    /// On these views.
    Views(&'static [View]),
}

impl Scope {
    pub fn holds(self, view: View) -> bool {
        match self {
            Self::Global => true,
            Self::Session => view.is_of_session(),
            Self::Views(views) => views.contains(&view),
        }
    }

    /// Whether there is a view on which both hold.
    pub fn meets(self, other: Self) -> bool {
        View::ALL.into_iter().any(|view| self.holds(view) && other.holds(view))
    }

    /// The narrower scope wins a key.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Views(_) => 0,
            Self::Session => 1,
            Self::Global => 2,
        }
    }
}

/// What an act does, as data.
#[derive(Debug, Clone)]
pub enum Intent {
    Submit(Command),
    View(View),
    /// An act of another screen, which is gone to first.
    On(View, &'static Act),
    Open(Box<Overlay>),
    /// A change of the screen only.
    Change(fn(&mut Ui)),
    /// A change of the screen that also asks something of the app.
    Do(fn(&mut Ui) -> Vec<Effect>),
    /// The same with the person who was chosen for it.
    With(PersonId, fn(&mut Ui, &PersonId) -> Vec<Effect>),
    /// The same with a text.
    Text(String, fn(&mut Ui, String) -> Vec<Effect>),
    Effect(Effect),
    /// Something beyond the open session; the app answers.
    Request(Request),
    /// Not here and now; the sentence says why.
    Cannot(String),
}

impl Intent {
    pub fn open(overlay: impl Into<Overlay>) -> Self {
        Self::Open(Box::new(overlay.into()))
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct Act {
    /// For tests and documents; the same in every language.
    pub id: &'static str,
    /// Where the user gave no others (`keymap`). The first is the one shown.
    pub keys: &'static [Chord],
    pub title: Message,
    pub help: Message,
    pub scope: Scope,
    /// Shown in the footer where there is room.
    pub footer: bool,
    pub run: fn(&Ui) -> Intent,
}

impl Act {
    /// Whether it leaves the program.
    pub fn leaves(&self) -> bool {
        self.id == "quit"
    }

    /// Whether it only moves about, or asks for the session that is chosen in the list.
    pub fn needs_no_store(&self) -> bool {
        let looks = ["up", "down", "page.up", "page.down", "first", "last", "pane", "pane.back"];
        looks.contains(&self.id) || self.id == "home.open"
    }
}

/// A row of one screen's table, shown in its footer.
pub const fn act_on(
    views: &'static [View],
    id: &'static str,
    keys: &'static [Chord],
    title: Message,
    help: Message,
    run: fn(&Ui) -> Intent,
) -> Act {
    Act { id, keys, title, help, scope: Scope::Views(views), footer: true, run }
}

/// All acts: those of topics first, then each screen's own.
pub fn all() -> impl Iterator<Item = &'static Act> {
    let shared = global::ACTS.iter().chain(meeting::ACTS);
    shared.chain(screens::ALL.iter().flat_map(|screen| screen.acts))
}

/// The acts of a view, the narrowest scope first.
pub fn of_view(view: View) -> Vec<&'static Act> {
    let mut acts: Vec<&Act> = all().filter(|act| act.scope.holds(view)).collect();
    // Those of a screen alone come before those that many have.
    let many = |scope| matches!(scope, Scope::Views(views) if views.len() >= View::DIGITS.len());
    acts.sort_by_key(|act| (act.scope.rank(), many(act.scope)));
    acts
}

/// The screen where an act is to be had from here: this one, else the first of its own that can be
/// gone to.
pub fn screen_of(ui: &Ui, act: &Act) -> Option<View> {
    if act.scope.holds(ui.view) {
        return Some(ui.view);
    }
    let open = ui.meeting().is_some();
    let has = |view: &View| view.is_of_session() == open && screens::of(*view).is_some();
    match act.scope {
        Scope::Views(views) => views.iter().copied().find(has).filter(|_| ui.view != View::Hall),
        Scope::Session | Scope::Global => None,
    }
}

/// What an act of this screen or of another one comes to now, or why not.
pub fn check_anywhere(ui: &Ui, act: &'static Act) -> Result<Intent, String> {
    match screen_of(ui, act) {
        Some(view) if view == ui.view => check(ui, act),
        Some(view) => match (act.run)(ui) {
            // What it is done to is chosen there.
            Intent::Cannot(_) => Ok(Intent::On(view, act)),
            intent => decided(ui, intent).map(|_| Intent::On(view, act)),
        },
        None => Err(words::not_here(ui.lang())),
    }
}

/// What an act comes to now, or why not. Rules are asked for, never repeated.
pub fn check(ui: &Ui, act: &Act) -> Result<Intent, String> {
    if !act.scope.holds(ui.view) {
        return Err(words::not_here(ui.lang()));
    }
    decided(ui, (act.run)(ui))
}

/// An intent, where the rules agree.
fn decided(ui: &Ui, intent: Intent) -> Result<Intent, String> {
    match &intent {
        Intent::Cannot(why) => return Err(why.clone()),
        // Undo decides the whole record anew: asked only when it is meant.
        Intent::Submit(Command::History(_)) if ui.past().is_none() => {}
        Intent::View(_)
        | Intent::Change(_)
        | Intent::Do(_)
        | Intent::With(..)
        | Intent::Text(..)
        | Intent::On(..)
        | Intent::Effect(_)
        | Intent::Request(_) => {}
        Intent::Submit(command) => ui.decide(command)?,
        Intent::Open(overlay) => {
            if let Overlay::Form(form) = &**overlay
                && let Some(command) = &form.probe
            {
                ui.decide(command)?;
            }
        }
    }
    Ok(intent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::{TAB, ch, ctrl, f};
    use crate::tui::keymap::Keymap;
    use crossterm::event::{KeyCode, KeyModifiers};

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<&str> = all().map(|act| act.id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn no_key_means_two_things_in_one_scope() {
        let views = View::ALL.into_iter();
        for view in views {
            let acts = of_view(view);
            for (i, act) in acts.iter().enumerate() {
                for other in acts.iter().skip(i + 1) {
                    let same = act.keys.iter().find(|key| other.keys.contains(key));
                    assert!(
                        same.is_none() || act.scope.rank() != other.scope.rank(),
                        "{view:?}: {} and {} share {same:?}",
                        act.id,
                        other.id
                    );
                }
            }
        }
    }

    /// In Chinese mode letters do not arrive.
    #[test]
    fn every_act_has_a_key_that_an_input_method_lets_through() {
        for act in all() {
            let reachable = act.keys.iter().any(|key| match key.code {
                KeyCode::Char(c) => {
                    key.mods.contains(KeyModifiers::CONTROL) || c.is_ascii_digit() || c == ' '
                }
                _ => true,
            });
            assert!(reachable, "{} has only letters", act.id);
        }
    }

    #[test]
    fn avoided_keys_are_not_used() {
        for act in all() {
            for avoided in [ctrl(' '), ctrl('.'), ctrl('v'), f(11)] {
                assert!(!act.keys.contains(&avoided), "{}", act.id);
            }
        }
    }

    #[test]
    fn promised_keys_are_kept() {
        let promised = [
            (f(1), "help"),
            (ch('?'), "help"),
            (ctrl('p'), "palette"),
            (ch(':'), "palette"),
            (TAB, "pane"),
            (ctrl('z'), "undo"),
            (ctrl('y'), "redo"),
            (ch(' '), "step"),
            (ctrl('q'), "quit"),
            (ch('1'), "view.desk"),
        ];
        for view in View::DIGITS {
            for (key, id) in promised {
                let map = Keymap::default();
                assert_eq!(map.resolve(view, key).map(|act| act.id), Some(id), "{view:?} {key}");
            }
        }
    }

    #[test]
    fn every_act_has_a_title_and_help_in_both_languages() {
        for act in all() {
            for lang in [Lang::Zh, Lang::En] {
                assert!(!(act.title)(lang).is_empty(), "{}", act.id);
                assert!(!(act.help)(lang).is_empty(), "{}", act.id);
            }
        }
    }
}
