//! Outcomes (成果): what became of each proposal, who does what by when, the notice, signatures.

use crate::domain::follow_up::{self, ActionStatus};
use crate::domain::meeting::Command;
use crate::domain::{session, sign_off};
use crate::i18n::ui as words;
use crate::i18n::ui::{acts, prepare};
use crate::tui::act::{Act, Intent, act_on};
use crate::tui::forms;
use crate::tui::key::{ctrl, f};
use crate::tui::overlays::{Confirm, Export};
use crate::tui::pen::Pen;
use crate::tui::screens::{PLAIN, Screen, moved};
use crate::tui::ui::Ui;
use crate::tui::view::View;
use ratatui::layout::Rect;

mod panes;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    #[default]
    Proposals,
    Actions,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    pub pane: Pane,
    pub proposal: usize,
    pub action: usize,
}

pub(crate) const SCREEN: Screen = Screen {
    view: View::Outcomes,
    acts: ACTS,
    move_by: |ui, by| {
        let (proposals, actions) =
            ui.meeting().map_or((0, 0), |m| (m.proposals.list.len(), m.follow_up.actions.len()));
        let state = &mut ui.states.outcomes;
        match state.pane {
            Pane::Proposals => state.proposal = moved(state.proposal, by, proposals),
            Pane::Actions => state.action = moved(state.action, by, actions),
        }
    },
    pane: |ui, _| {
        ui.states.outcomes.pane = match ui.states.outcomes.pane {
            Pane::Proposals => Pane::Actions,
            Pane::Actions => Pane::Proposals,
        };
    },
    settle: |ui| {
        let (proposals, actions) =
            ui.meeting().map_or((0, 0), |m| (m.proposals.list.len(), m.follow_up.actions.len()));
        let state = &mut ui.states.outcomes;
        state.proposal = state.proposal.min(proposals.saturating_sub(1));
        state.action = state.action.min(actions.saturating_sub(1));
    },
    draw,
    ..PLAIN
};

const HERE: &[View] = &[View::Outcomes];

const ACTS: &[Act] = &[
    act_on(HERE, "outcome.settle", &[f(2)], acts::settle, acts::settle_help, |ui| {
        on_proposal(ui, |no| Intent::open(forms::outcome::settle(ui, no)))
    }),
    act_on(HERE, "outcome.reserve", &[f(3)], acts::reserve, acts::reserve_help, |ui| {
        on_proposal(ui, |no| Intent::open(forms::outcome::reserve(ui, no)))
    }),
    act_on(HERE, "action.add", &[f(4)], acts::action, acts::action_help, |ui| {
        on_proposal(ui, |no| Intent::open(forms::outcome::action(ui, Some(no))))
    }),
    act_on(HERE, "action.adopt", &[f(5)], acts::adopt, acts::adopt_help, |ui| {
        on_action(ui, |no| submit(follow_up::Command::Adopt(no)))
    }),
    act_on(HERE, "action.reject", &[f(6)], acts::reject, acts::reject_help, |ui| {
        on_action(ui, |no| about(ui, no, ActionStatus::Rejected))
    }),
    act_on(HERE, "action.progress", &[f(7)], acts::progress, acts::progress_help, |ui| {
        on_action(ui, |no| about(ui, no, ActionStatus::InProgress))
    }),
    act_on(HERE, "action.report", &[f(8)], acts::report, acts::report_help, |ui| {
        on_action(ui, |no| about(ui, no, ActionStatus::Reported))
    }),
    act_on(HERE, "action.complete", &[f(9)], acts::complete, acts::complete_help, |ui| {
        on_action(ui, |no| submit(follow_up::Command::Complete(no)))
    }),
    act_on(HERE, "notice.set", &[f(10)], acts::public_notice, acts::public_notice_help, |ui| {
        Intent::open(forms::outcome::notice(ui))
    }),
    act_on(HERE, "sign.readback", &[ctrl('r')], acts::readback, acts::readback_help, |_| {
        Intent::Submit(Command::SignOff(sign_off::Command::Readback))
    }),
    act_on(HERE, "sign.sign", &[ctrl('g')], acts::sign, acts::sign_help, |ui| {
        Intent::open(forms::outcome::sign(ui, None))
    }),
    act_on(HERE, "document.export", &[ctrl('e')], acts::export, acts::export_help, |ui| {
        Intent::open(Export::new(ui))
    }),
    act_on(HERE, "session.seal", &[f(12)], acts::seal, acts::seal_help, |ui| {
        let command = Command::Session(session::Command::Seal);
        if let Err(why) = ui.decide(&command) {
            return Intent::Cannot(why);
        }
        let (title, text) = (acts::seal(ui.lang()), words::ask_seal(ui.lang()));
        Intent::open(Confirm::new(title, text, Intent::Submit(command)))
    }),
    act_on(HERE, "outcome.gauge", &[ctrl('t')], acts::gauge, acts::gauge_help, |ui| {
        on_proposal(ui, |no| Intent::open(forms::outcome::gauge(ui, no)))
    }),
    act_on(HERE, "sign.dispute", &[ctrl('d')], acts::dispute, acts::dispute_help, |ui| {
        Intent::open(forms::outcome::dispute(ui))
    }),
    act_on(
        HERE,
        "outcome.round",
        &[ctrl('l')],
        prepare::act_round,
        prepare::act_round_help,
        |ui| match forms::outcome::may_go_on(ui) {
            // The plan, with everybody in it, is made once it is asked for.
            Ok(_) => Intent::Change(|ui| match forms::outcome::next_round(ui) {
                Ok(form) => ui.overlays.push(form.kept(ui).into()),
                Err(why) => ui.warn(why),
            }),
            Err(why) => Intent::Cannot(why),
        },
    ),
];

/// Shows an action, whatever was shown before.
pub(in crate::tui) fn land_on(ui: &mut Ui, action: u32) {
    let actions = ui.meeting().map(|m| m.follow_up.actions.as_slice()).unwrap_or_default();
    let Some(place) = actions.iter().position(|a| a.no == action) else { return };
    ui.view = View::Outcomes;
    ui.states.outcomes = State { pane: Pane::Actions, action: place, ..State::default() };
}

fn submit(command: follow_up::Command) -> Intent {
    Intent::Submit(Command::FollowUp(command))
}

fn about(ui: &Ui, no: u32, what: ActionStatus) -> Intent {
    Intent::open(forms::outcome::about_action(ui, no, what))
}

fn on_proposal(ui: &Ui, then: impl FnOnce(u32) -> Intent) -> Intent {
    let proposal = ui.meeting().and_then(|m| m.proposals.list.get(ui.states.outcomes.proposal));
    match proposal {
        Some(proposal) => then(proposal.no),
        None => Intent::Cannot(words::no_proposals(ui.lang())),
    }
}

fn on_action(ui: &Ui, then: impl FnOnce(u32) -> Intent) -> Intent {
    let action = ui.meeting().and_then(|m| m.follow_up.actions.get(ui.states.outcomes.action));
    match action {
        Some(action) => then(action.no),
        None => Intent::Cannot(words::actions_none(ui.lang())),
    }
}

fn draw(pen: &mut Pen, area: Rect, ui: &Ui) {
    let left = area.width / 2;
    let left_area = Rect { x: area.x + 1, width: left.saturating_sub(2), ..area };
    let right_area =
        Rect { x: area.x + left + 2, width: area.width.saturating_sub(left + 3), ..area };
    pen.column(area.x + left, area);
    panes::proposals(pen, left_area, ui);
    panes::actions(pen, right_area, ui);
}
