//! What may happen on the floor, and the command behind each of its events.

use super::{
    Command, Event, Grant, Meeting, Moment, PersonId, Phase, Refusal, SpeechKind, SpeechTerms,
    Stamp, Stance, order,
};
use crate::limits::LONGEST_TIME_S;

pub(in crate::domain) fn decide(
    m: &Meeting,
    command: &Command,
    stamp: &Stamp,
) -> Result<Event, Refusal> {
    if let Command::Correct { speech, start, end } = command {
        return correct(m, *speech, *start, *end, stamp);
    }
    m.need_phase(&[Phase::Open])?;
    let floor = &m.floor;
    let current = || floor.current().ok_or(Refusal::NobodySpeaking);
    match command {
        Command::Request { person, terms } => request(m, person, *terms),
        Command::Withdraw(person) => {
            m.roll.need_known(person)?;
            let request = floor.request_of(person);
            let request = request.ok_or_else(|| Refusal::NotInQueue(person.clone()))?;
            Ok(Event::Withdrawn { person: person.clone(), request: request.seq })
        }
        Command::Give { person, terms } => {
            need_not_speaking(m, person)?;
            let grant = grant(m, person, *terms)?;
            // Only a point of order interrupts, and only once.
            if grant.kind != SpeechKind::PointOfOrder || floor.interrupted().is_some() {
                floor.need_silence()?;
            }
            need_after_last(m, stamp)?;
            Ok(Event::Given(grant))
        }
        Command::Next => {
            let turn = order::order(m).into_iter().next().ok_or(Refusal::QueueEmpty)?;
            if floor.interrupted().is_some() {
                floor.need_silence()?;
            }
            let grant = grant(m, &turn.person, SpeechTerms::default())?;
            need_after_last(m, stamp)?;
            // A point of order only interrupts; it does not end the speech, unless it is the
            // speaker's own.
            let own = floor.is_speaking(&turn.person);
            let ends = grant.kind != SpeechKind::PointOfOrder || own;
            let finished = floor.current().filter(|_| ends).map(|speech| speech.seq);
            Ok(Event::Passed { grant, finished })
        }
        Command::Pause => {
            let speech = current()?;
            need_after_last(m, stamp)?;
            if speech.is_paused() { Err(Refusal::AlreadyPaused) } else { Ok(Event::Paused) }
        }
        Command::Continue => {
            let speech = current()?;
            need_after_last(m, stamp)?;
            if speech.is_paused() { Ok(Event::Continued) } else { Err(Refusal::NotPaused) }
        }
        Command::Extend(seconds) => {
            current()?;
            if *seconds == 0 || *seconds > LONGEST_TIME_S {
                return Err(Refusal::BadDuration);
            }
            Ok(Event::Extended { seconds: *seconds })
        }
        Command::Finish => {
            let speech = current()?.seq;
            need_after_last(m, stamp)?;
            Ok(Event::Finished { speech })
        }
        Command::Stop(reason) => {
            let speech = current()?.seq;
            need_after_last(m, stamp)?;
            if reason.trim().is_empty() {
                return Err(Refusal::EmptyText);
            }
            Ok(Event::Stopped { speech, reason: reason.clone() })
        }
        Command::Bump { person, to } => {
            m.roll.need_known(person)?;
            let request = floor.request_of(person);
            let request = request.ok_or_else(|| Refusal::NotInQueue(person.clone()))?;
            if *to == 0 || *to as usize > floor.queue.len() {
                return Err(Refusal::NoSuchPlace { to: *to, places: floor.queue.len() });
            }
            Ok(Event::Bumped { person: person.clone(), request: request.seq, to: *to })
        }
        Command::List { open } => {
            if *open == floor.list_open {
                return Err(Refusal::ListAlready { open: *open });
            }
            Ok(if *open { Event::ListOpened } else { Event::ListClosed })
        }
        Command::Nobody => {
            floor.need_silence()?;
            match floor.queue.first() {
                Some(request) => Err(Refusal::AlreadyInQueue(request.person.clone())),
                None => Ok(Event::NobodyAsked),
            }
        }
        Command::Correct { speech, start, end } => correct(m, *speech, *start, *end, stamp),
    }
}

/// A clock must not run backwards: nothing of a speech happens before its last known moment.
fn need_after_last(m: &Meeting, stamp: &Stamp) -> Result<(), Refusal> {
    let Some(speech) = m.floor.current() else {
        // Nobody speaks: a new speech does not begin before the last one ended.
        let ended = m.floor.speeches.last().and_then(|speech| speech.end);
        return if ended.is_some_and(|end| stamp.at < end) {
            Err(Refusal::BeforeStart)
        } else {
            Ok(())
        };
    };
    let last = speech.pauses.last().map_or(speech.start, |(from, to)| to.unwrap_or(*from));
    if stamp.at < last { Err(Refusal::BeforeStart) } else { Ok(()) }
}

fn need_terms(m: &Meeting, terms: SpeechTerms) -> Result<(), Refusal> {
    if let Some(no) = terms.on {
        m.proposals.need(no)?;
    }
    match terms.limit_s {
        Some(s) if s == 0 || s > LONGEST_TIME_S => Err(Refusal::BadDuration),
        _ => Ok(()),
    }
}

/// Discussion is limited by the item; other kinds by their time alone.
fn need_times(m: &Meeting, person: &PersonId, kind: SpeechKind) -> Result<(), Refusal> {
    let times = m.session.limits.discussion_times;
    if kind != SpeechKind::Discussion || times == 0 {
        return Ok(());
    }
    let item = m.agenda.active().map(|item| item.plan.no);
    let spoken = |s: &&super::Speech| {
        s.person == *person && s.kind == SpeechKind::Discussion && s.item == item
    };
    if m.floor.speeches.iter().filter(spoken).count() >= times as usize {
        return Err(Refusal::TimesUsed { person: person.clone(), times });
    }
    Ok(())
}

fn request(m: &Meeting, person: &PersonId, terms: SpeechTerms) -> Result<Event, Refusal> {
    m.roll.need_present(person)?;
    need_terms(m, terms)?;
    let kind = terms.kind.unwrap_or(SpeechKind::Discussion);
    if !m.floor.list_open && kind != SpeechKind::PointOfOrder {
        return Err(Refusal::ListClosed);
    }
    if m.floor.request_of(person).is_some() {
        return Err(Refusal::AlreadyInQueue(person.clone()));
    }
    need_times(m, person, kind)?;
    Ok(Event::Requested { person: person.clone(), terms })
}

fn need_not_speaking(m: &Meeting, person: &PersonId) -> Result<(), Refusal> {
    if m.floor.is_speaking(person) { Err(Refusal::IsSpeaking(person.clone())) } else { Ok(()) }
}

/// What the command says goes before the request, the request before the rules.
fn grant(m: &Meeting, person: &PersonId, said: SpeechTerms) -> Result<Grant, Refusal> {
    m.roll.need_present(person)?;
    need_terms(m, said)?;
    let request = m.floor.request_of(person);
    let asked = request.map(|r| r.terms).unwrap_or_default();
    let kind = said.kind.or(asked.kind).unwrap_or(SpeechKind::Discussion);
    // Whoever was allowed to ask is allowed to speak, even if the limit has been lowered since.
    if request.is_none_or(|r| r.kind != kind) {
        need_times(m, person, kind)?;
    }
    let limit_s = said.limit_s.or(asked.limit_s).unwrap_or(kind.limit_s(&m.session.limits));
    Ok(Grant {
        person: person.clone(),
        kind,
        stance: said.stance.or(asked.stance).unwrap_or(Stance::Neutral),
        on: said.on.or(asked.on),
        limit_s,
        request: request.map(|r| r.seq),
        said,
    })
}

fn correct(
    m: &Meeting,
    seq: u64,
    start: Option<Moment>,
    end: Option<Moment>,
    stamp: &Stamp,
) -> Result<Event, Refusal> {
    m.need_unsealed()?;
    let speech = m.floor.speech(seq).ok_or(Refusal::NoSuchSpeech(seq))?;
    let Some(old_end) = speech.end else {
        return Err(Refusal::SomeoneSpeaking(speech.person.clone()));
    };
    if start.is_none() && end.is_none() {
        return Err(Refusal::NothingToChange);
    }
    if start.max(end).is_some_and(|at| at > stamp.at) {
        return Err(Refusal::InFuture);
    }
    if start.unwrap_or(speech.start) > end.unwrap_or(old_end) {
        return Err(Refusal::BeforeStart);
    }
    Ok(Event::Corrected { speech: seq, start, end })
}

/// The command that would make this event again.
pub(in crate::domain) fn command_of(event: &Event) -> Command {
    match event {
        Event::Requested { person, terms } => {
            Command::Request { person: person.clone(), terms: *terms }
        }
        Event::Withdrawn { person, .. } => Command::Withdraw(person.clone()),
        Event::Given(grant) => Command::Give { person: grant.person.clone(), terms: grant.said },
        Event::Passed { .. } => Command::Next,
        Event::Paused => Command::Pause,
        Event::Continued => Command::Continue,
        Event::Extended { seconds } => Command::Extend(*seconds),
        Event::Finished { .. } => Command::Finish,
        Event::Stopped { reason, .. } => Command::Stop(reason.clone()),
        Event::Bumped { person, to, .. } => Command::Bump { person: person.clone(), to: *to },
        Event::ListOpened => Command::List { open: true },
        Event::ListClosed => Command::List { open: false },
        Event::NobodyAsked => Command::Nobody,
        Event::Corrected { speech, start, end } => {
            Command::Correct { speech: *speech, start: *start, end: *end }
        }
    }
}
