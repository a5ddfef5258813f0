//! The screens. Each file holds one: its state, its acts, how it moves, takes input and draws.
//!
//! A new screen is one row of `ALL`, one field of `States`, and its file; its acts are found by
//! the table of acts, its digit by `View`.

use crate::tui::act::Act;
use crate::tui::config::Settings;
use crate::tui::input::Input;
use crate::tui::pen::Pen;
use crate::tui::ui::Ui;
use crate::tui::update::Handled;
use crate::tui::view::View;
use ratatui::layout::Rect;

pub(crate) mod agenda;
pub(crate) mod desk;
pub(crate) mod figures;
pub(crate) mod floor;
pub(crate) mod hall;
pub(crate) mod home;
pub(crate) mod log;
pub(crate) mod minutes;
pub(crate) mod outcomes;
pub(crate) mod prepare;
pub(crate) mod roll;
pub(crate) mod track;
pub(crate) mod vote;

/// One screen. Functions take the whole state: a screen's own part is its field of `States`.
#[derive(Debug)]
pub(crate) struct Screen {
    pub view: View,
    pub acts: &'static [Act],
    /// Whether characters are text here now (an editor or a search has the focus).
    pub takes_text: fn(&Ui) -> bool,
    /// Input that no act of the table stands for: text, mostly.
    pub update: fn(&mut Ui, &Input) -> Handled,
    /// Moves the choice in the focused list.
    pub move_by: fn(&mut Ui, isize),
    /// Goes to another pane.
    pub pane: fn(&mut Ui, isize),
    /// The screen is gone to.
    pub enter: fn(&mut Ui),
    /// The app answered a command that a screen submitted itself: the token, and why not.
    pub answered: fn(&mut Ui, u64, Result<(), &str>),
    /// After every event and when the screen is entered: choices that no longer exist are put
    /// right.
    pub settle: fn(&mut Ui),
    pub draw: fn(&mut Pen, Rect, &Ui),
    /// Draws the part of it that [`Pen::part`] names and [`Handled::Written`] has changed, and
    /// nothing else.
    pub draw_part: fn(&mut Pen, Rect, &Ui),
}

/// A screen without text input, lists or panes, to be filled in by `..PLAIN`.
pub(crate) const PLAIN: Screen = Screen {
    view: View::Home,
    acts: &[],
    takes_text: |_| false,
    update: |_, _| Handled::Ignored,
    move_by: |_, _| {},
    pane: |_, _| {},
    enter: |_| {},
    answered: |_, _, _| {},
    settle: |_| {},
    draw: |_, _, _| {},
    draw_part: |_, _, _| {},
};

pub(crate) const ALL: &[Screen] = &[
    home::SCREEN,
    desk::SCREEN,
    agenda::SCREEN,
    roll::SCREEN,
    floor::SCREEN,
    vote::SCREEN,
    minutes::SCREEN,
    outcomes::SCREEN,
    log::SCREEN,
    hall::SCREEN,
    prepare::SCREEN,
    track::SCREEN,
    figures::SCREEN,
];

/// Each screen's own part of the state; made new with every session.
#[derive(Debug, Default)]
pub struct States {
    pub home: home::State,
    pub desk: desk::State,
    pub agenda: agenda::State,
    pub floor: floor::State,
    pub outcomes: outcomes::State,
    pub log: log::State,
    pub roll: roll::State,
    pub vote: vote::State,
    pub minutes: minutes::State,
    pub prepare: prepare::State,
    pub track: track::State,
    pub figures: figures::State,
}

impl States {
    /// As a session begins, with the user's own defaults.
    pub fn of(settings: &Settings) -> Self {
        Self { roll: roll::State::ordered(settings.order), ..Self::default() }
    }
}

/// The screen of a view, where this terminal has it.
pub(crate) fn of(view: View) -> Option<&'static Screen> {
    ALL.iter().find(|screen| screen.view == view)
}

pub(super) fn takes_text(ui: &Ui) -> bool {
    of(ui.view).is_some_and(|screen| (screen.takes_text)(ui))
}

pub(super) fn update(ui: &mut Ui, input: &Input) -> Handled {
    of(ui.view).map_or(Handled::Ignored, |screen| (screen.update)(ui, input))
}

pub(super) fn move_by(ui: &mut Ui, by: isize) {
    if let Some(screen) = of(ui.view) {
        (screen.move_by)(ui, by);
    }
}

pub(super) fn pane(ui: &mut Ui, by: isize) {
    if let Some(screen) = of(ui.view) {
        (screen.pane)(ui, by);
    }
}

pub(super) fn settle(ui: &mut Ui) {
    if let Some(screen) = of(ui.view) {
        (screen.settle)(ui);
    }
}

pub(super) fn enter(ui: &mut Ui) {
    if let Some(screen) = of(ui.view) {
        (screen.enter)(ui);
    }
    settle(ui);
}

/// Told to every screen: whoever asked may not be shown any more.
pub(super) fn answered(ui: &mut Ui, token: u64, answer: Result<(), &str>) {
    for screen in ALL {
        (screen.answered)(ui, token, answer);
    }
}

/// Moves a choice among `len` rows without leaving them.
pub(crate) fn moved(at: usize, by: isize, len: usize) -> usize {
    at.saturating_add_signed(by).min(len.saturating_sub(1))
}
