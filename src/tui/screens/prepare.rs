//! Preparation (会前准备): what the plan says, the six ticks, who is invited; before the opening all
//! of it can be changed from here.
//!
//! Warnings only: nothing here keeps a meeting from being opened. Must not hold a rule.

use crate::domain::meeting::{Command, Meeting};
use crate::domain::person::Person;
use crate::domain::prepare::{self, Have};
use crate::domain::session::Phase;
use crate::i18n::ui as shared;
use crate::i18n::ui::prepare as words;
use crate::tui::act::{Act, Intent, act_on};
use crate::tui::effect::{Effect, Wanted};
use crate::tui::forms;
use crate::tui::key::{ENTER, f};
use crate::tui::overlays::{Chooser, Confirm, Files};
use crate::tui::pen::Pen;
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::ui::Ui;
use crate::tui::view::View;
use ratatui::layout::Rect;
use strum::VariantArray as _;

mod people;
mod sheet;
mod side;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    #[default]
    Plan,
    People,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    pub pane: Pane,
    /// The chosen line of the plan.
    pub line: usize,
    /// The chosen place in the roster.
    pub person: usize,
}

/// A line of the plan that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetRow {
    Title,
    When,
    Venue,
    Chair,
    Rule,
    Form,
    Source,
    Proposers,
    Screening,
    Research,
    People,
    Agenda,
    Proposals,
    Tick(Have),
}

/// In the order of the screen.
pub(super) const LINES: [SheetRow; 19] = [
    SheetRow::Title,
    SheetRow::When,
    SheetRow::Venue,
    SheetRow::Chair,
    SheetRow::Rule,
    SheetRow::Form,
    SheetRow::Source,
    SheetRow::Proposers,
    SheetRow::Screening,
    SheetRow::Research,
    SheetRow::People,
    SheetRow::Agenda,
    SheetRow::Proposals,
    SheetRow::Tick(Have::VARIANTS[0]),
    SheetRow::Tick(Have::VARIANTS[1]),
    SheetRow::Tick(Have::VARIANTS[2]),
    SheetRow::Tick(Have::VARIANTS[3]),
    SheetRow::Tick(Have::VARIANTS[4]),
    SheetRow::Tick(Have::VARIANTS[5]),
];

pub(crate) const SCREEN: Screen = Screen {
    view: View::Prepare,
    acts: ACTS,
    move_by: |ui, by| {
        let people = ui.meeting().map_or(0, |m| m.roll.entries.len());
        let state = &mut ui.states.prepare;
        match state.pane {
            Pane::Plan => state.line = moved(state.line, by, LINES.len()),
            Pane::People => state.person = moved(state.person, by, people),
        }
    },
    pane: |ui, _| {
        ui.states.prepare.pane = match ui.states.prepare.pane {
            Pane::Plan => Pane::People,
            Pane::People => Pane::Plan,
        };
    },
    settle: |ui| {
        let people = ui.meeting().map_or(0, |m| m.roll.entries.len());
        let state = &mut ui.states.prepare;
        state.person = state.person.min(people.saturating_sub(1));
    },
    draw,
    ..PLAIN
};

const HERE: &[View] = &[View::Prepare];

const ACTS: &[Act] = &[
    act_on(HERE, "prepare.edit", &[ENTER], words::act_edit, words::act_edit_help, edit),
    act_on(HERE, "prepare.add", &[f(2)], words::act_add, words::act_add_help, |ui| {
        Intent::open(forms::prepare::add_person(ui))
    }),
    act_on(HERE, "prepare.roster", &[f(3)], words::act_roster, words::act_roster_help, |ui| {
        match need_unopened(ui) {
            Ok(()) => Intent::Do(browse),
            Err(why) => Intent::Cannot(why),
        }
    }),
    act_on(HERE, "prepare.remove", &[f(4)], words::act_remove, words::act_remove_help, remove),
    act_on(HERE, "prepare.topic", &[f(5)], words::act_topic, words::act_topic_help, |ui| {
        Intent::open(forms::prepare::topic(ui))
    }),
    act_on(HERE, "prepare.propose", &[f(6)], words::act_propose, words::act_propose_help, |ui| {
        Intent::open(forms::vote::propose(ui))
    }),
    act_on(
        HERE,
        "prepare.template",
        &[f(7)],
        words::act_template,
        words::act_template_help,
        |ui| Intent::open(forms::prepare::template(ui)),
    ),
];

pub(super) fn is_unopened(m: &Meeting) -> bool {
    matches!(m.session.phase, Phase::Planned | Phase::Roll)
}

/// Whether a roster may still be taken; asked before a file is looked for.
fn need_unopened(ui: &Ui) -> Result<(), String> {
    match ui.meeting() {
        Some(m) if is_unopened(m) => Ok(()),
        Some(m) => {
            let now = m.session.phase;
            Err(ui.refusal(&crate::domain::refusal::Refusal::WrongPhase { now }))
        }
        None => Err(shared::no_session(ui.lang())),
    }
}

/// Opens the choice of a roster's file.
pub(in crate::tui) fn browse(ui: &mut Ui) -> Vec<Effect> {
    Files::open(ui, Wanted::Roster)
}

pub(super) fn chosen_person(ui: &Ui) -> Option<&Person> {
    let m = ui.meeting()?;
    m.roll.entries.get(ui.states.prepare.person).map(|entry| &entry.person)
}

fn edit(ui: &Ui) -> Intent {
    if ui.states.prepare.pane == Pane::People {
        return match chosen_person(ui) {
            Some(person) => Intent::open(forms::prepare::change_person(ui, person)),
            None => Intent::open(forms::prepare::add_person(ui)),
        };
    }
    let Some(line) = LINES.get(ui.states.prepare.line) else {
        return Intent::Cannot(shared::nothing_chosen(ui.lang()));
    };
    match line {
        SheetRow::Title | SheetRow::When | SheetRow::Venue | SheetRow::Chair => {
            Intent::open(forms::prepare::session(ui, *line == SheetRow::When))
        }
        SheetRow::Rule => Intent::open(forms::prepare::rule(ui)),
        SheetRow::Form | SheetRow::Source | SheetRow::Proposers | SheetRow::Screening => {
            Intent::open(forms::prepare::topic(ui))
        }
        SheetRow::Research => Intent::open(forms::prepare::research(ui)),
        SheetRow::People => Intent::Change(|ui| ui.states.prepare.pane = Pane::People),
        SheetRow::Agenda => Intent::View(View::Agenda),
        SheetRow::Proposals => proposals(ui),
        SheetRow::Tick(have) => tick(ui, *have),
    }
}

/// What stands before the choice of a new proposal, where the others have their numbers.
const NEW: &str = "+";

/// The text of a proposal to be changed, or a new one; which, where there is a choice.
fn proposals(ui: &Ui) -> Intent {
    let lang = ui.lang();
    let live = |m: &Meeting| {
        let live = m.proposals.list.iter().filter(|p| p.dropped.is_none());
        live.map(|p| (p.no.to_string(), p.title.clone())).collect()
    };
    let mut items: Vec<(String, String)> = ui.meeting().map(live).unwrap_or_default();
    if items.is_empty() {
        return Intent::open(forms::vote::propose(ui));
    }
    items.push((NEW.to_owned(), words::one_more(lang)));
    let then = |no: String, _| {
        Intent::Text(no, |ui, no| {
            let form = match no.parse() {
                Ok(no) => forms::vote::amend(ui, no),
                Err(_) => forms::vote::propose(ui),
            };
            ui.overlays.push(form.kept(ui).into());
            Vec::new()
        })
    };
    Intent::open(Chooser::new(words::title_proposals(lang), items, then))
}

/// Sets a tick, or takes it away.
pub(in crate::tui) fn tick(ui: &Ui, have: Have) -> Intent {
    let on = ui.meeting().is_some_and(|m| m.prepare.checklist.has(have));
    Intent::Submit(Command::Prepare(prepare::Command::Check(vec![(have, !on)])))
}

fn remove(ui: &Ui) -> Intent {
    let lang = ui.lang();
    if ui.states.prepare.pane != Pane::People {
        return Intent::Cannot(words::choose_person_first(lang));
    }
    let Some(person) = chosen_person(ui) else {
        return Intent::Cannot(shared::nothing_chosen(lang));
    };
    let command = Command::Prepare(prepare::Command::Remove(person.id.clone()));
    if let Err(why) = ui.decide(&command) {
        return Intent::Cannot(why);
    }
    let ask = words::ask_remove(lang, person.display());
    Intent::open(Confirm::new(words::act_remove(lang), ask, Intent::Submit(command)))
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let Some(m) = ui.meeting() else { return };
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    match ui.states.prepare.pane {
        Pane::Plan => {
            let right = (area.width * 2 / 5).clamp(24, 46);
            let left = area.width.saturating_sub(right + 2);
            sheet::draw(pen, Rect { width: left, ..area }, ui, m);
            let x = area.x + left + 2;
            pen.column(x - 1, area);
            side::draw(pen, Rect { x: x + 1, width: right.saturating_sub(1), ..area }, m);
        }
        Pane::People => people::draw(pen, area, ui, m),
    }
}
