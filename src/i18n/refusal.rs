//! Why the rules say no, in a sentence of its own for every refusal.
//!
//! Exhaustive: a new refusal without a sentence does not compile. Must not decide anything.

use crate::domain::agenda::ItemState;
use crate::domain::follow_up::ActionStatus;
use crate::domain::meeting::Meeting;
use crate::domain::person::{PersonId, weight_text};
use crate::domain::refusal::Refusal;
use crate::domain::roll::QuorumStamp;
use crate::domain::session::Phase;
use crate::domain::vote::VoteState;
use crate::i18n::{Lang, quorum, terms};

pub(crate) mod words;

/// The sentence of a refusal, without a full stop, so that it can stand in an error line.
///
/// People are named as the meeting knows them; without a meeting, by their ids.
pub(crate) fn refusal_text(lang: Lang, refusal: &Refusal, meeting: Option<&Meeting>) -> String {
    let name = |id: &PersonId| meeting.map_or_else(|| id.to_string(), |m| m.roll.name(id));
    let item = |no: u32| {
        let item = meeting.and_then(|m| m.agenda.get(no));
        item.map_or_else(|| no.to_string(), |item| item.plan.title.clone())
    };
    let proposal = |no: u32| {
        let title = meeting.and_then(|m| m.proposals.get(no)).map(|p| p.title.clone());
        let number = terms::ordinal(lang, no);
        match (title, lang) {
            (None, _) => number,
            (Some(title), Lang::Zh) => format!("{number}“{title}”"),
            (Some(title), Lang::En) => format!("{number} \"{title}\""),
        }
    };
    match refusal {
        Refusal::AlreadyPlanned => words::already_planned(lang),
        Refusal::NotPlanned => words::not_planned(lang),
        Refusal::WrongPhase { now } => phase_text(lang, *now),
        Refusal::Sealed => words::sealed(lang),
        Refusal::SealBeforeEnd => words::seal_before_end(lang),
        Refusal::NoQuorum(stamp) => quorum_text(lang, stamp),
        Refusal::AlreadyChair(person) => words::already_chair(lang, name(person)),
        Refusal::NoSuchRule { id, known } => {
            words::no_such_rule(lang, id, terms::list(lang, known))
        }
        Refusal::BadSetting => words::bad_setting(lang),
        Refusal::EmptyText => words::empty_text(lang),
        Refusal::TooLong { most } => words::too_long(lang, most),
        Refusal::NotClean => words::not_clean(lang),
        Refusal::Unruled { seq } => words::unruled(lang, seq),
        Refusal::FarTime => words::far_time(lang),
        Refusal::BadDuration => words::bad_duration(lang),
        Refusal::BeforeStart => words::before_start(lang),
        Refusal::InFuture => words::in_future(lang),
        Refusal::NothingToChange => words::nothing_to_change(lang),
        Refusal::EndBeforeStart => words::end_before_start(lang),
        Refusal::NoSuchPerson(id) => words::no_such_person(lang, id),
        Refusal::NoSuchGroup(group) => words::no_such_group(lang, group),
        Refusal::DuplicateId(id) => words::duplicate_id(lang, id, name(id)),
        Refusal::NobodyNamed => words::nobody_named(lang),
        Refusal::NamedTwice(person) => words::named_twice(lang, name(person)),
        Refusal::AlreadyPresent(person) => words::already_present(lang, name(person)),
        Refusal::NotPresent { person, status } => {
            words::not_present(lang, name(person), terms::status(lang, *status))
        }
        Refusal::HasStatus { person, status } => {
            words::has_status(lang, name(person), terms::status(lang, *status))
        }
        Refusal::HasBallot(person) => words::has_ballot(lang, name(person)),
        Refusal::IsSpeaking(person) => words::is_speaking(lang, name(person)),
        Refusal::HasSpoken(person) => words::has_spoken(lang, name(person)),
        Refusal::Counted(person) => words::counted(lang, name(person)),
        Refusal::SameName(person) => words::same_name(lang, name(person)),
        Refusal::NoVote(person) => words::no_vote(lang, name(person)),
        Refusal::NoProxies { rule } => words::no_proxies(lang, terms::words(lang, rule)),
        Refusal::ProxyOfPresent(person) => words::proxy_of_present(lang, name(person)),
        Refusal::ProxyTaken(person) => words::proxy_taken(lang, name(person)),
        Refusal::ProxyCap { person, cap } => words::proxy_cap(lang, name(person), cap),
        Refusal::NoSuchItem(no) => words::no_such_item(lang, no),
        Refusal::ItemState { no, state } => match state {
            ItemState::Pending => words::item_pending(lang, item(*no)),
            ItemState::Active => words::item_active(lang, item(*no)),
            ItemState::Done => words::item_done(lang, item(*no)),
            ItemState::Deferred => words::item_deferred(lang, item(*no)),
        },
        Refusal::NoNextItem => words::no_next_item(lang),
        Refusal::NoActiveItem => words::no_active_item(lang),
        Refusal::SamePlace(no) => words::same_place(lang, no),
        Refusal::SomeoneSpeaking(person) => words::someone_speaking(lang, name(person)),
        Refusal::NobodySpeaking => words::nobody_speaking(lang),
        // A place in an empty queue is refused for the same reason.
        Refusal::QueueEmpty | Refusal::NoSuchPlace { places: 0, .. } => words::queue_empty(lang),
        Refusal::ListClosed => words::list_closed(lang),
        Refusal::ListAlready { open: true } => words::list_already_open(lang),
        Refusal::ListAlready { open: false } => words::list_already_closed(lang),
        Refusal::AlreadyInQueue(person) => words::already_in_queue(lang, name(person)),
        Refusal::NotInQueue(person) => words::not_in_queue(lang, name(person)),
        Refusal::TimesUsed { person, times } => words::times_used(lang, name(person), times),
        Refusal::NoSuchPlace { to, places } => words::no_such_place(lang, to, places),
        Refusal::AlreadyPaused => words::already_paused(lang),
        Refusal::NotPaused => words::not_paused(lang),
        Refusal::NoSuchSpeech(seq) => words::no_such_speech(lang, seq),
        Refusal::HasNotSpoken(person) => words::has_not_spoken(lang, name(person)),
        Refusal::NobodySpoke => words::nobody_spoke(lang),
        Refusal::NoSuchLine(seq) => words::no_such_line(lang, seq),
        Refusal::NoSuchProposal(no) => words::no_such_proposal(lang, no),
        Refusal::ProposalDropped(no) => words::proposal_dropped(lang, proposal(*no)),
        Refusal::AlreadyFrozen(no) => words::already_frozen(lang, proposal(*no)),
        Refusal::ProposalCarried(no) => words::proposal_carried(lang, proposal(*no)),
        Refusal::VoteOpen { proposal: no } => words::vote_open(lang, proposal(*no)),
        Refusal::NoOpenVote => words::no_open_vote(lang),
        Refusal::VoteIs { state } => match state {
            VoteState::Open => words::vote_still_open(lang),
            VoteState::Closed => words::vote_closed(lang),
            VoteState::Announced => words::vote_announced(lang),
            VoteState::Cancelled => words::vote_cancelled(lang),
        },
        Refusal::WeightNeedsRecorded { rule, method } => {
            let rule = terms::words(lang, rule);
            words::weight_needs_recorded(lang, rule, terms::method(lang, *method))
        }
        Refusal::ClassNeedsRecorded { rule, method } => {
            let rule = terms::words(lang, rule);
            words::class_needs_recorded(lang, rule, terms::method(lang, *method))
        }
        Refusal::NobodyVotes => words::nobody_votes(lang),
        Refusal::NotOfPart(person) => words::not_of_part(lang, name(person)),
        Refusal::ChairIsSilent(person) => words::chair_is_silent(lang, name(person)),
        Refusal::ChoiceForbidden { rule, choice } => {
            let rule = terms::words(lang, rule);
            words::choice_forbidden(lang, rule, terms::choice(lang, *choice))
        }
        Refusal::WayNotTaken { rule, way } => {
            words::way_not_taken(lang, terms::words(lang, rule), terms::takes_part(lang, *way))
        }
        Refusal::VotesInPerson(person) => words::votes_in_person(lang, name(person)),
        Refusal::AlreadyHandedIn(person) => words::already_handed_in(lang, name(person)),
        Refusal::HandedInByName { proposal: no } => words::handed_in_by_name(lang, proposal(*no)),
        Refusal::NothingToConfirm { rule } => words::nothing_to_confirm(lang, rule),
        Refusal::SilenceIsNone { rule } => words::silence_is_none(lang, terms::words(lang, rule)),
        Refusal::NoSuchPaper(no) => words::no_such_paper(lang, proposal(*no)),
        Refusal::PapersDiffer { proposal: no } => words::papers_differ(lang, proposal(*no)),
        Refusal::WeightsMissing => words::weights_missing(lang),
        Refusal::NoWeights { method } => words::no_weights(lang, terms::method(lang, *method)),
        Refusal::WeightOff { choice } => words::weight_off(lang, terms::choice(lang, *choice)),
        Refusal::WeightSumOff { sum, all } => {
            words::weight_sum_off(lang, weight_text(*sum), weight_text(*all))
        }
        Refusal::AlreadyRecused { person, proposal: no } => {
            words::already_recused(lang, name(person), proposal(*no))
        }
        Refusal::IsRecused { person, proposal: no } => {
            words::is_recused(lang, name(person), proposal(*no))
        }
        Refusal::NotAdmitted(person) => words::not_admitted(lang, name(person)),
        Refusal::AlreadyAdmitted(person) => words::already_admitted(lang, name(person)),
        Refusal::NoBallots { method } => words::no_ballots(lang, terms::method(lang, *method)),
        Refusal::SameBallot(person) => words::same_ballot(lang, name(person)),
        Refusal::NoTally { method } => words::no_tally(lang, terms::method(lang, *method)),
        Refusal::TallyMissing => words::tally_missing(lang),
        Refusal::TallyStands => words::tally_stands(lang),
        Refusal::BoxOpened => words::box_opened(lang),
        Refusal::SumOff { sum, base } if sum > base => words::sum_over(lang, sum, base, sum - base),
        Refusal::SumOff { sum, base } => words::sum_under(lang, sum, base, base - sum),
        Refusal::PapersMissing => words::papers_missing(lang),
        Refusal::IssuedOver { issued, base } => words::issued_over(lang, issued, base),
        Refusal::ReturnedOff { returned, sum } => words::returned_off(lang, returned, sum),
        Refusal::JudgementMissing => words::judgement_missing(lang),
        Refusal::JudgementNotAsked { method } => {
            words::judgement_not_asked(lang, terms::method(lang, *method))
        }
        Refusal::NotNoObjection { method } => {
            words::not_no_objection(lang, terms::method(lang, *method))
        }
        Refusal::TieUndecided => words::tie_undecided(lang),
        Refusal::NoTie => words::no_tie(lang),
        Refusal::NothingToRecount => words::nothing_to_recount(lang),
        Refusal::GaugeEmpty => words::gauge_empty(lang),
        Refusal::OutcomeWithoutVote(no) => words::outcome_without_vote(lang, proposal(*no)),
        Refusal::OutcomeAgainstVote(no) => words::outcome_against_vote(lang, proposal(*no)),
        Refusal::SameOutcome(no) => words::same_outcome(lang, proposal(*no)),
        Refusal::DateBeforeSession => words::date_before_session(lang, session_day(lang, meeting)),
        Refusal::NoSuchAction(no) => words::no_such_action(lang, no),
        Refusal::ActionIs { no, status } => match status {
            ActionStatus::Pending => words::action_pending(lang, no),
            ActionStatus::Adopted => words::action_adopted(lang, no),
            ActionStatus::Rejected => words::action_rejected(lang, no),
            ActionStatus::InProgress => words::action_in_progress(lang, no),
            ActionStatus::Reported => words::action_reported(lang, no),
            ActionStatus::Completed => words::action_completed(lang, no),
        },
        Refusal::NoticeBackwards => words::notice_backwards(lang),
        Refusal::BadAttachment { most } => words::bad_attachment(lang, most >> 20),
        Refusal::TooManyAttachments { most, bytes } => {
            words::too_many_attachments(lang, most, bytes >> 20)
        }
        Refusal::AlreadySigned(person) => words::already_signed(lang, name(person)),
        Refusal::NothingToUndo => words::nothing_to_undo(lang),
        Refusal::NothingToRedo => words::nothing_to_redo(lang),
        Refusal::NoSuchEvent(seq) => words::no_such_event(lang, seq),
        Refusal::DependsOnUnknown { seq } => words::depends_on_unknown(lang, seq),
        Refusal::CannotUndo(seq) => words::cannot_undo(lang, seq),
        Refusal::AlreadyUndone(seq) => words::already_undone(lang, seq),
        Refusal::Depends { seq, later, why } => {
            let why = why.as_ref().map(|why| refusal_text(lang, why, meeting));
            let why = why.map_or_else(String::new, |why| words::depends_why(lang, why));
            words::depends(lang, seq, later, why)
        }
        Refusal::EditedMeanwhile { seq, text: Some(text), .. } => {
            words::edited_meanwhile(lang, seq, text)
        }
        Refusal::EditedMeanwhile { seq, text: None, .. } => words::struck_meanwhile(lang, seq),
        Refusal::OthersAct { seq, role } => words::others_act(lang, seq, terms::role(lang, *role)),
        Refusal::NotAllowed { role } => words::not_allowed(lang, terms::role(lang, *role)),
    }
}

fn phase_text(lang: Lang, now: Phase) -> String {
    match now {
        Phase::Planned | Phase::Roll => words::not_open_yet(lang),
        Phase::Open => words::already_open(lang),
        Phase::Recess => words::in_recess(lang),
        Phase::Adjourned => words::already_adjourned(lang),
        Phase::Sealed => words::sealed(lang),
    }
}

fn quorum_text(lang: Lang, stamp: &QuorumStamp) -> String {
    let mut missing = String::new();
    if let Some(short) = quorum::missing(lang, stamp) {
        missing += &words::no_quorum_short(lang, short);
    }
    if !stamp.missing_groups.is_empty() {
        let groups = terms::group_names(lang, &stamp.missing_groups);
        missing += &words::no_quorum_groups(lang, groups);
    }
    words::no_quorum(lang, quorum::have(lang, stamp), quorum::need(lang, stamp), missing)
}

/// The first day that may be named; without a meeting, the session's day is not known.
fn session_day(lang: Lang, meeting: Option<&Meeting>) -> String {
    match (meeting, lang) {
        (Some(m), _) => terms::date(lang, m.session.first_day()),
        (None, Lang::Zh) => "开会当天".to_owned(),
        (None, Lang::En) => "its day".to_owned(),
    }
}

#[cfg(test)]
mod tests;
