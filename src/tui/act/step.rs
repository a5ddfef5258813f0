//! The suggested next step as an act: what Space does, and what it is called.

use super::Intent;
use crate::document::line::{self, MinutesKind};
use crate::domain::agenda;
use crate::domain::floor::{self, SpeechKind};
use crate::domain::meeting::{Command, Meeting};
use crate::domain::outcome::Disposition;
use crate::domain::roll::Entry;
use crate::domain::session::{self, ItemKind};
use crate::domain::sign_off::{self, SignRole};
use crate::domain::stamp::Role;
use crate::domain::suggest::{self, Missing, Step};
use crate::i18n::ui as words;
use crate::i18n::ui::prepare as prepare_words;
use crate::i18n::ui::{acts, term};
use crate::tui::effect::Effect;
use crate::tui::forms;
use crate::tui::overlays::{Chooser, Confirm, Export, Picker, Reading};
use crate::tui::screens;
use crate::tui::ui::Ui;
use crate::tui::view::View;

/// The step as this screen has it: where the session is prepared the checklist comes before the
/// roll.
pub(crate) fn of(ui: &Ui) -> Option<Step> {
    let step = &ui.digest()?.step;
    let tick = ui.meeting().and_then(|m| m.prepare.checklist.missing());
    match (step, tick) {
        (Step::TakeRoll, Some(have)) if ui.view == View::Prepare && is_planned(ui) => {
            Some(Step::Prepare(Missing::Tick(have)))
        }
        _ => Some(step.clone()),
    }
}

fn is_planned(ui: &Ui) -> bool {
    ui.meeting().is_some_and(|m| m.session.phase == session::Phase::Planned)
}

/// Takes the step, or opens what it asks for.
pub(super) fn run(ui: &Ui) -> Intent {
    let Some(step) = of(ui) else {
        return Intent::Cannot(words::no_session(ui.lang()));
    };
    // The record does not yet hold what was just done, so the step shown may be the one just taken.
    if ui.is_waiting() {
        return Intent::Cannot(words::saving(ui.lang()));
    }
    if step == Step::Open
        && let Some(asked) = other_day(ui)
    {
        return asked;
    }
    if let Some(reading) = to_read(ui, &step) {
        return reading;
    }
    if let Some(command) = step.command() {
        // From the roll the opening leads to the desk, from where the meeting is led.
        if step == Step::Open && ui.view == View::Roll && ui.decide(&command).is_ok() {
            return Intent::Do(open_and_lead);
        }
        return Intent::Submit(command);
    }
    let lang = ui.lang();
    // Before a form is filled in that is the chair's to submit.
    if ui.by.role != Role::Chair && !matches!(step, Step::TakeRoll | Step::QuorumLost) {
        return Intent::Cannot(words::only_chair_leads(lang));
    }
    match &step {
        Step::Prepare(missing) => prepare(ui, *missing),
        Step::InviteSpeaker { kind } | Step::AskWhoElse { kind } => {
            match ui.decide(&Command::Floor(floor::Command::Nobody)) {
                Ok(()) => Intent::open(invite(ui, *kind)),
                Err(why) => Intent::Cannot(why),
            }
        }
        Step::AskChair { .. } => Intent::open(preside(ui)),
        Step::AskProposal { next } => Intent::open(propose_or_go_on(ui, *next)),
        Step::OpenVote(no) | Step::VoidVote(no) => Intent::open(forms::vote::open(ui, *no)),
        Step::CountVotes(no) => Intent::open(forms::vote::tally(ui, *no)),
        Step::JudgeVoice(no) => Intent::open(forms::vote::judge(ui, *no)),
        Step::DecideTie(no) => Intent::open(forms::vote::casting(ui, *no)),
        Step::Settle { no, .. } => Intent::open(forms::outcome::settle(ui, *no)),
        Step::Assign(no) => Intent::open(forms::outcome::action(ui, Some(*no))),
        Step::SignWitness => match ui.decide(&Command::SignOff(sign_off::Command::Readback)) {
            Ok(()) => Intent::open(witness(ui)),
            Err(why) => Intent::Cannot(why),
        },
        Step::Notice => Intent::open(forms::outcome::notice(ui)),
        Step::Seal => {
            let then = Intent::Submit(Command::Session(session::Command::Seal));
            Intent::open(Confirm::new(acts::seal(lang), words::ask_seal(lang), then))
        }
        Step::TakeRoll if ui.view == View::Roll => Intent::Change(screens::roll::seek),
        // Nobody comes back: the proposal goes on without a vote, with the reason.
        Step::QuorumLost if ui.view == View::Roll => {
            match ui.meeting().and_then(suggest::undecided) {
                Some(proposal) => Intent::open(forms::outcome::settle(ui, proposal.no)),
                None => Intent::Change(screens::roll::seek),
            }
        }
        Step::QuorumLost => Intent::Do(|ui| {
            let effects = ui.perform(Intent::View(View::Roll));
            screens::roll::call_back(ui);
            effects
        }),
        Step::TakeRoll => view(ui, View::Roll),
        Step::TakeBallots { .. } => Intent::Change(screens::vote::take_ballots),
        // Where documents are made the step makes them.
        Step::Export if ui.view == View::Outcomes => Intent::open(Export::new(ui)),
        Step::Export => view(ui, View::Outcomes),
        // These have a command and were taken above.
        Step::Open
        | Step::Count
        | Step::NextItem(_)
        | Step::GiveFloor { .. }
        | Step::AskLead { .. }
        | Step::EndSpeech { .. }
        | Step::ContinueSpeech { .. }
        | Step::Freeze(_)
        | Step::CloseVote { .. }
        | Step::Announce(_)
        | Step::ReadBack
        | Step::Sign { .. }
        | Step::FinishItem(_)
        | Step::Adjourn
        | Step::Resume => Intent::Cannot(words::nothing_to_do(lang)),
    }
}

/// What is read out before a step stands on the screen first: the voting text, the points of the
/// minutes, the ground rules. None where there is nothing to read, or the step is refused.
fn to_read(ui: &Ui, step: &Step) -> Option<Intent> {
    let (m, lang) = (ui.meeting()?, ui.lang());
    let (heading, paragraphs) = match step {
        Step::Freeze(no) => {
            let proposal = m.proposals.get(*no)?;
            let text = proposal.text().split('\n').map(str::to_owned).collect();
            (words::reading_text(lang, no, &proposal.title), text)
        }
        Step::ReadBack => (words::reading_points(lang), points(ui)),
        Step::NextItem(_) if reads_rules(m) => {
            let rules = (1..).zip(&m.session.plan.ground_rules);
            let rules = rules.map(|(no, rule): (u32, _)| words::proposal_line(lang, no, rule));
            (words::reading_rules(lang), rules.collect())
        }
        _ => return None,
    };
    let command = step.command()?;
    if paragraphs.is_empty() || ui.decide(&command).is_err() {
        return None;
    }
    let then = Intent::Submit(command);
    Some(Intent::open(Reading::new(heading, paragraphs, title(ui, step), then)))
}

/// The rules are read out in their item; where no item is for them, before the first.
fn reads_rules(m: &Meeting) -> bool {
    let is_rules = |item: &agenda::Item| item.plan.kind == Some(ItemKind::Rules);
    let begun = m.agenda.items.iter().any(|item| item.state != agenda::ItemState::Pending);
    let now = match m.agenda.active() {
        Some(item) => is_rules(item),
        None => !begun && !m.agenda.items.iter().any(is_rules),
    };
    now && !m.session.plan.ground_rules.is_empty()
}

/// What the record says of what counts: who was there, what was proposed, decided, kept in reserve and
/// given to whom.
fn points(ui: &Ui) -> Vec<String> {
    const READ: [MinutesKind; 10] = [
        MinutesKind::Opening,
        MinutesKind::Proposal,
        MinutesKind::Amendment,
        MinutesKind::Written,
        MinutesKind::Result,
        MinutesKind::Reservation,
        MinutesKind::Outcome,
        MinutesKind::Action,
        MinutesKind::Notice,
        MinutesKind::Dispute,
    ];
    let lines = ui.ledger().and_then(|ledger| line::minutes(ledger, None, ui.lang()));
    let lines = lines.unwrap_or_default().into_iter();
    lines.filter(|line| READ.contains(&line.kind)).map(|line| line.text).collect()
}

/// A meeting that is opened on another day than planned is asked about; the record has the real day.
fn other_day(ui: &Ui) -> Option<Intent> {
    let (m, today) = (ui.meeting()?, ui.now.at.date_naive());
    let planned = m.session.plan.date;
    if planned == today || ui.decide(&Command::Session(session::Command::Open)).is_err() {
        return None;
    }
    let lang = ui.lang();
    let (planned, today) = (term::date(lang, planned), term::date(lang, today));
    let text = words::ask_other_day(lang, planned, today);
    let then = Intent::Do(open_and_lead);
    Some(Intent::open(Confirm::new(acts::session_open(lang), text, then)))
}

fn open_and_lead(ui: &mut Ui) -> Vec<Effect> {
    match ui.submit_from_screen(Command::Session(session::Command::Open)) {
        Ok((effect, _)) => {
            let mut effects = ui.perform(Intent::View(View::Desk));
            effects.push(effect);
            effects
        }
        Err(why) => {
            ui.warn(why);
            Vec::new()
        }
    }
}

fn view(ui: &Ui, view: View) -> Intent {
    match screens::of(view) {
        Some(_) if ui.view == view => Intent::Cannot(words::nothing_to_do(ui.lang())),
        Some(_) => Intent::View(view),
        None => Intent::Cannot(words::no_such_view(ui.lang())),
    }
}

/// On the preparation's own screen the step is taken, from any other that screen is gone to.
fn prepare(ui: &Ui, missing: Missing) -> Intent {
    // Who presides is asked for wherever the meeting is led from.
    if ui.view != View::Prepare && missing != Missing::Chair {
        return view(ui, View::Prepare);
    }
    match missing {
        Missing::Chair => Intent::open(forms::prepare::presiding(ui)),
        Missing::Roster => Intent::Do(screens::prepare::browse),
        Missing::Agenda => Intent::View(View::Agenda),
        Missing::Tick(have) => screens::prepare::tick(ui, have),
    }
}

/// Nobody has asked yet: the chair picks somebody for the kind of speech that the item is for.
fn invite(ui: &Ui, kind: SpeechKind) -> Picker {
    let then: fn(&Ui, &crate::domain::person::PersonId) -> Intent = match kind {
        SpeechKind::Statement => |_, person| give(person, SpeechKind::Statement),
        SpeechKind::Response => |_, person| give(person, SpeechKind::Response),
        SpeechKind::Discussion => |_, person| give(person, SpeechKind::Discussion),
        SpeechKind::Question => |_, person| give(person, SpeechKind::Question),
        SpeechKind::PointOfOrder => |_, person| give(person, SpeechKind::PointOfOrder),
    };
    let title = words::give_for(ui.lang(), term::kind(ui.lang(), kind));
    let silent = ui.meeting().map(|m| suggest::unheard(m, kind)).unwrap_or_default();
    Picker::new(title, crate::tui::people::is_here, then)
        .first(silent.into_iter().cloned().collect())
        .nobody(words::nobody_speaks(ui.lang()), || {
            Intent::Submit(Command::Floor(floor::Command::Nobody))
        })
}

/// One of those who are here presides from now on.
fn preside(ui: &Ui) -> Picker {
    Picker::new(acts::step_chair(ui.lang()), crate::tui::people::is_here, |_, person| {
        Intent::Submit(Command::Session(session::Command::Chair(person.clone())))
    })
}

/// The item has nothing to vote on: the chair says which it is.
fn propose_or_go_on(ui: &Ui, next: u32) -> Chooser {
    let lang = ui.lang();
    let propose = (acts::choose_propose(lang), acts::choose_propose_help(lang));
    let go_on = (acts::choose_no_proposal(lang), acts::step_next_item(lang, next));
    Chooser::of(
        acts::step_propose(lang, next),
        vec![
            (propose, Intent::open(forms::vote::propose(ui))),
            (go_on, Intent::Submit(Command::Agenda(agenda::Command::Next))),
        ],
    )
}

/// Somebody of those who attended signs for them.
fn witness(ui: &Ui) -> Picker {
    let offered = |m: &Meeting, entry: &Entry| suggest::may_witness(m, &entry.person.id);
    Picker::new(acts::step_witness(ui.lang()), offered, |_, person| {
        let (person, role) = (person.clone(), Some(SignRole::Witness));
        Intent::Submit(Command::SignOff(sign_off::Command::Sign { person, role }))
    })
}

fn give(person: &crate::domain::person::PersonId, kind: SpeechKind) -> Intent {
    let terms = floor::SpeechTerms { kind: Some(kind), ..floor::SpeechTerms::default() };
    Intent::Submit(Command::Floor(floor::Command::Give { person: person.clone(), terms }))
}

/// What Space is called now.
pub(crate) fn title(ui: &Ui, step: &Step) -> String {
    let lang = ui.lang();
    let name = |person| ui.name(person);
    match step {
        Step::Prepare(missing) => match missing {
            Missing::Roster => prepare_words::step_prepare_roster(lang),
            Missing::Agenda => prepare_words::step_prepare_agenda(lang),
            Missing::Chair => prepare_words::step_prepare_chair(lang),
            Missing::Tick(have) => prepare_words::step_prepare_check(lang, term::have(lang, *have)),
        },
        Step::TakeRoll => acts::step_take_roll(lang),
        Step::AskChair { .. } => acts::step_chair(lang),
        Step::Open => acts::session_open(lang),
        Step::Count => acts::count(lang),
        Step::NextItem(no) => acts::step_next_item(lang, no),
        Step::InviteSpeaker { .. } => acts::step_invite(lang),
        Step::AskWhoElse { kind } => {
            let silent = ui.meeting().map_or(0, |m| suggest::unheard(m, *kind).len());
            acts::step_who_else(lang, silent)
        }
        Step::GiveFloor { person, .. } | Step::AskLead { person } => {
            acts::step_give(lang, name(person))
        }
        Step::EndSpeech { person } => acts::step_end(lang, name(person)),
        Step::ContinueSpeech { person } => acts::step_continue(lang, name(person)),
        Step::AskProposal { next } => acts::step_propose(lang, next),
        Step::Freeze(no) => acts::step_freeze(lang, no),
        Step::OpenVote(no) => acts::step_vote(lang, no),
        Step::QuorumLost => acts::step_quorum(lang),
        Step::CountVotes(no) => acts::step_tally(lang, no),
        Step::TakeBallots { left, .. } => acts::step_ballots(lang, left),
        Step::JudgeVoice(no) => acts::step_judge(lang, no),
        Step::CloseVote { proposal, .. } => acts::step_close(lang, proposal),
        Step::DecideTie(no) => acts::step_tie(lang, no),
        Step::Announce(no) => acts::step_announce(lang, no),
        Step::VoidVote(no) => acts::step_void(lang, no),
        // Short, for the chair reads the whole of it beside.
        Step::Settle { no, disposition } => match disposition {
            Disposition::Reached => acts::step_reached(lang, no),
            Disposition::Continue => acts::step_goes_on(lang, no),
            Disposition::Refer => acts::step_refer(lang, no),
        },
        Step::Assign(no) => acts::step_assign(lang, no),
        Step::SignWitness => acts::step_witness(lang),
        Step::Notice => acts::step_notice(lang),
        Step::ReadBack => acts::step_readback(lang),
        Step::Sign { person, .. } => acts::step_sign(lang, name(person)),
        Step::FinishItem(no) => acts::step_finish_item(lang, no),
        Step::Adjourn => acts::adjourn(lang),
        Step::Resume => acts::resume(lang),
        Step::Seal => acts::seal(lang),
        Step::Export => acts::step_export(lang),
    }
}
