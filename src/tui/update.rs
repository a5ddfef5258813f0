//! One input into the state: overlay, then the screen with its editor, then the table of acts.
//!
//! Top first, each either consumes or ignores. Effects come back as data.

use crate::domain::meeting::Command;
use crate::domain::stamp::Moment;
use crate::tui::act::{self, Intent};
use crate::tui::bell;
use crate::tui::draw;
use crate::tui::effect::{Effect, Request};
use crate::tui::input::{Input, folded, keys_of};
use crate::tui::key::Chord;
use crate::tui::line::Said;
use crate::tui::overlays::{Outcome, Overlay};
use crate::tui::screens;
use crate::tui::stale::Stale;
use crate::tui::ui::{Now, Ui, Waiting};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::sync::Arc;

/// What a screen did with an input.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Handled {
    Ignored,
    Consumed(Vec<Effect>),
    /// It went into the screen's own editor and changed nothing but the part of the screen that
    /// [`draw_part`](screens::Screen::draw_part) draws.
    Written(Vec<Effect>),
}

impl Ui {
    pub fn update(&mut self, input: Input, now: Now) -> Vec<Effect> {
        self.now = now;
        self.hold_clock();
        let rings = if self.past().is_none() { bell::listen(self) } else { None };
        let mut effects = self.take(input);
        effects.extend(rings);
        effects
    }

    fn take(&mut self, input: Input) -> Vec<Effect> {
        // No key acts where it cannot be seen what it does.
        if draw::is_too_small(self.size) && !matches!(input, Input::Tick | Input::Resize(..)) {
            return Vec::new();
        }
        match input {
            Input::Tick => {
                self.frame.stale = Stale::Everything;
                Vec::new()
            }
            Input::Resize(columns, rows) => {
                self.size = (columns, rows);
                self.frame.stale = Stale::Everything;
                Vec::new()
            }
            Input::Key(key) => self.key(key),
            Input::Mouse(mouse) => self.mouse(mouse),
            Input::Burst(text) if self.takes_text() => self.text(&Input::Burst(text)),
            // Where no text is typed a burst is a row of keys; one of them may open a field, and
            // the rest then goes into it.
            Input::Burst(text) => keys_of(&text).flat_map(|key| self.key(key)).collect(),
            Input::Paste(text) if self.takes_text() => self.text(&Input::Paste(text)),
            Input::Paste(_) => Vec::new(),
        }
    }

    /// Whether a text field has the focus, so that characters are text and not keys.
    pub fn takes_text(&self) -> bool {
        match self.overlays.last() {
            Some(overlay) => overlay.takes_text(),
            None => screens::takes_text(self),
        }
    }

    fn text(&mut self, input: &Input) -> Vec<Effect> {
        let told = self.flash.take().is_some();
        if self.overlays.is_empty() {
            self.screen(input, told).unwrap_or_default()
        } else {
            self.frame.stale = Stale::Everything;
            self.overlay(input).unwrap_or_default()
        }
    }

    /// Gives an input to the screen; None where it does nothing with it. `told`: the line that told
    /// something is to be drawn over.
    fn screen(&mut self, input: &Input, told: bool) -> Option<Vec<Effect>> {
        let handled = screens::update(self, input);
        let written = !told && matches!(handled, Handled::Written(_));
        self.frame.stale =
            self.frame.stale.max(if written { Stale::Editor } else { Stale::Everything });
        match handled {
            Handled::Consumed(effects) | Handled::Written(effects) => Some(effects),
            Handled::Ignored => None,
        }
    }

    fn key(&mut self, key: KeyEvent) -> Vec<Effect> {
        let typing = self.takes_text();
        let key = if typing { key } else { folded(key) };
        let told = self.flash.take().is_some();
        let chord = Chord::of(key);
        if !self.overlays.is_empty() {
            self.frame.stale = Stale::Everything;
            let over = self.overlays.len();
            if let Some(effects) = self.overlay(&Input::Key(key)) {
                return effects;
            }
            // It went away, and the key is as if it had not been there.
            if self.overlays.len() < over {
                return self.key(key);
            }
            // An overlay is answered first; only leaving the program goes past it.
            let act = self.settings.keymap.resolve(self.view, chord);
            return match act.filter(|act| act.id == "quit") {
                Some(act) => self.run(act),
                None => Vec::new(),
            };
        }
        if let Some(effects) = self.screen(&Input::Key(key), told) {
            return effects;
        }
        let held = chord.mods.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if typing && matches!(chord.code, KeyCode::Char(_)) && !held {
            return Vec::new();
        }
        self.act(chord)
    }

    fn act(&mut self, chord: Chord) -> Vec<Effect> {
        match self.settings.keymap.resolve(self.view, chord) {
            // A held key, or one that was meant for the step before.
            Some(act) if act.id == "step" && !self.press_step() => Vec::new(),
            Some(act) => self.run(act),
            None => Vec::new(),
        }
    }

    /// The act that a key is for; None of text, and while something lies on top.
    pub fn act_of(&self, input: &Input) -> Option<&'static act::Act> {
        let Input::Key(key) = input else { return None };
        let is_key = self.overlays.is_empty() && !self.takes_text();
        let chord = Chord::of(folded(*key));
        is_key.then(|| self.settings.keymap.resolve(self.view, chord)).flatten()
    }

    /// Does an act, or says why not.
    pub fn run(&mut self, act: &act::Act) -> Vec<Effect> {
        match act::check(self, act) {
            Ok(intent) => self.perform(intent),
            Err(why) => {
                let title = (act.title)(self.lang());
                self.warn(crate::i18n::ui::cannot(self.lang(), title, why));
                Vec::new()
            }
        }
    }

    pub fn perform(&mut self, intent: Intent) -> Vec<Effect> {
        self.frame.stale = Stale::Everything;
        match intent {
            Intent::Submit(command) => match self.submit(command, None, None) {
                Ok(effect) => vec![effect],
                Err(refused) => {
                    self.warn(refused.0);
                    Vec::new()
                }
            },
            Intent::View(view) => {
                self.view = view;
                screens::enter(self);
                Vec::new()
            }
            Intent::Open(overlay) => {
                self.overlays.push(match *overlay {
                    Overlay::Form(form) => form.kept(self).into(),
                    overlay => overlay,
                });
                Vec::new()
            }
            Intent::On(view, act) => {
                self.view = view;
                screens::enter(self);
                self.run(act)
            }
            Intent::Change(change) => {
                change(self);
                Vec::new()
            }
            Intent::Do(deed) => deed(self),
            Intent::With(person, deed) => deed(self, &person),
            Intent::Text(text, deed) => deed(self, text),
            Intent::Effect(effect) => vec![effect],
            Intent::Request(request) => vec![self.request(request, None)],
            Intent::Cannot(why) => {
                self.warn(why);
                Vec::new()
            }
        }
    }

    /// Decides here first, so that a refusal needs no round trip; then hands the command on.
    ///
    /// The overlay comes back with the reason where the rules say no.
    fn submit(
        &mut self,
        command: Command,
        at: Option<Moment>,
        overlay: Option<Overlay>,
    ) -> Result<Effect, Box<(String, Option<Overlay>)>> {
        if self.store.undecided_loss.is_some() {
            return Err(Box::new((crate::i18n::ui::damaged_first(self.lang()), overlay)));
        }
        // A line with a time of its own is decided by that time, by the host.
        if (at.is_none() || self.past().is_some())
            && let Err(why) = self.decide(&command)
        {
            return Err(Box::new((why, overlay)));
        }
        let token = self.token();
        self.asked.waiting.insert(token, Waiting { overlay });
        Ok(Effect::Submit { command, at, token })
    }

    /// Asks the app; the overlay comes back with the reason where it says no.
    fn request(&mut self, request: Request, overlay: Option<Overlay>) -> Effect {
        let token = self.token();
        self.asked.waiting.insert(token, Waiting { overlay });
        Effect::Request { request, token }
    }

    /// A line of the script; the error is a sentence.
    pub fn submit_line(&mut self, said: Said) -> Result<Effect, String> {
        self.submit(said.command, said.at, None).map_err(|refused| refused.0)
    }

    /// A screen's own submission, for its editor: the token says which answer is meant.
    pub fn submit_from_screen(&mut self, command: Command) -> Result<(Effect, u64), String> {
        match self.submit(command, None, None) {
            Ok(effect @ Effect::Submit { token, .. }) => Ok((effect, token)),
            Ok(effect) => Ok((effect, 0)),
            Err(refused) => Err(refused.0),
        }
    }

    /// What is typed into a form is kept with every key that changes it.
    fn keep_draft(&mut self, overlay: &Overlay) -> Vec<Effect> {
        let Some((name, text)) = overlay.draft() else { return Vec::new() };
        if self.kept().get(name).map_or("", |kept| &**kept) == &*text {
            return Vec::new();
        }
        let (name, text) = (name.to_owned(), Arc::<str>::from(text));
        self.kept_mut().insert(name.clone(), Arc::clone(&text));
        vec![Effect::SaveDraft { name, text }]
    }

    /// A form that was left on purpose, or is done, is not filled in again.
    pub(super) fn drop_form(&mut self, overlay: &Overlay) -> Vec<Effect> {
        let Overlay::Form(form) = overlay else { return Vec::new() };
        let name = form.draft.clone().filter(|_| form.is_kept_whole());
        let name = name.filter(|name| self.kept_mut().remove(name).is_some());
        name.map(|name| Effect::DropDraft { name }).into_iter().collect()
    }

    /// None where the overlay on top ignores the input.
    pub(super) fn overlay(&mut self, input: &Input) -> Option<Vec<Effect>> {
        let mut overlay = self.overlays.pop()?;
        match overlay.update(self, input) {
            Outcome::Ignored => {
                self.overlays.push(overlay);
                None
            }
            Outcome::Keep => {
                let effects = self.keep_draft(&overlay);
                self.overlays.push(overlay);
                Some(effects)
            }
            Outcome::Ask(effect) => {
                self.overlays.push(overlay);
                Some(vec![effect])
            }
            Outcome::Close => Some(self.drop_form(&overlay)),
            Outcome::Pass => None,
            Outcome::Request(request) => Some(vec![self.request(request, Some(overlay))]),
            Outcome::Then(intent) => Some(self.perform(intent)),
            Outcome::Submit { command, at } => match self.submit(command, at, Some(overlay)) {
                Ok(effect) => Some(vec![effect]),
                Err(refused) => {
                    let (why, overlay) = *refused;
                    self.overlays.extend(overlay.map(|mut overlay| {
                        overlay.set_error(why);
                        overlay
                    }));
                    Some(Vec::new())
                }
            },
        }
    }
}
