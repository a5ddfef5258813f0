//! Every refusal has its own sentence in both languages, with names instead of ids.

use super::{refusal_text, words};
use crate::domain::agenda::ItemState;
use crate::domain::follow_up::ActionStatus;
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::roll::{QuorumStamp, QuorumWay, Status};
use crate::domain::rule::{Among, Measure, TakesPart};
use crate::domain::session::Phase;
use crate::domain::stamp::Role;
use crate::domain::tests::{id, majority, opened, owners};
use crate::domain::vote::{Choice, Method, VoteState};
use crate::i18n::Lang;
use std::collections::BTreeMap;

/// A list of one refusal of each kind: the match beside it does not compile while one is left out.
macro_rules! one_of_each {
    ($( $kind:pat => $made:expr; )*) => {
        fn one_of_each() -> Vec<Refusal> {
            vec![$({
                let made = $made;
                assert!(matches!(made, $kind), "{made:?} stands beside another kind");
                made
            }),*]
        }

        #[allow(dead_code)]
        fn no_kind_is_left_out(refusal: &Refusal) {
            match refusal {
                $( $kind => {} )*
            }
        }
    };
}

one_of_each! {
    Refusal::AlreadyPlanned => Refusal::AlreadyPlanned;
    Refusal::NotPlanned => Refusal::NotPlanned;
    Refusal::WrongPhase { .. } => Refusal::WrongPhase { now: Phase::Roll };
    Refusal::Sealed => Refusal::Sealed;
    Refusal::SealBeforeEnd => Refusal::SealBeforeEnd;
    Refusal::NoQuorum(_) => Refusal::NoQuorum(Box::new(short()));
    Refusal::AlreadyChair(_) => Refusal::AlreadyChair(id("P1"));
    Refusal::NoSuchRule { .. } => {
        Refusal::NoSuchRule { id: "x".into(), known: vec!["a".into(), "b".into()] }
    };
    Refusal::BadSetting => Refusal::BadSetting;
    Refusal::EmptyText => Refusal::EmptyText;
    Refusal::TooLong { .. } => Refusal::TooLong { most: 100 };
    Refusal::NotClean => Refusal::NotClean;
    Refusal::Unruled { .. } => Refusal::Unruled { seq: 12 };
    Refusal::FarTime => Refusal::FarTime;
    Refusal::BadDuration => Refusal::BadDuration;
    Refusal::BeforeStart => Refusal::BeforeStart;
    Refusal::InFuture => Refusal::InFuture;
    Refusal::NothingToChange => Refusal::NothingToChange;
    Refusal::EndBeforeStart => Refusal::EndBeforeStart;
    Refusal::Counted(_) => Refusal::Counted(id("P3"));
    Refusal::SameName(_) => Refusal::SameName(id("P3"));
    Refusal::NoSuchPerson(_) => Refusal::NoSuchPerson("王五".into());
    Refusal::NoSuchGroup(_) => Refusal::NoSuchGroup("青年".into());
    Refusal::DuplicateId(_) => Refusal::DuplicateId(id("P3"));
    Refusal::NobodyNamed => Refusal::NobodyNamed;
    Refusal::NamedTwice(_) => Refusal::NamedTwice(id("P3"));
    Refusal::AlreadyPresent(_) => Refusal::AlreadyPresent(id("P3"));
    Refusal::NotPresent { .. } => {
        Refusal::NotPresent { person: id("P3"), status: Status::OnLeave }
    };
    Refusal::HasStatus { .. } => Refusal::HasStatus { person: id("P3"), status: Status::Absent };
    Refusal::HasBallot(_) => Refusal::HasBallot(id("P3"));
    Refusal::IsSpeaking(_) => Refusal::IsSpeaking(id("P3"));
    Refusal::HasSpoken(_) => Refusal::HasSpoken(id("P3"));
    Refusal::NoVote(_) => Refusal::NoVote(id("P3"));
    Refusal::NoProxies { .. } => Refusal::NoProxies { rule: owners().name };
    Refusal::ProxyOfPresent(_) => Refusal::ProxyOfPresent(id("P3"));
    Refusal::ProxyTaken(_) => Refusal::ProxyTaken(id("P3"));
    Refusal::ProxyCap { .. } => Refusal::ProxyCap { person: id("P3"), cap: 2 };
    Refusal::NoSuchItem(_) => Refusal::NoSuchItem(7);
    Refusal::ItemState { .. } => Refusal::ItemState { no: 1, state: ItemState::Done };
    Refusal::NoNextItem => Refusal::NoNextItem;
    Refusal::NoActiveItem => Refusal::NoActiveItem;
    Refusal::SamePlace(_) => Refusal::SamePlace(2);
    Refusal::SomeoneSpeaking(_) => Refusal::SomeoneSpeaking(id("P3"));
    Refusal::NobodySpeaking => Refusal::NobodySpeaking;
    Refusal::QueueEmpty => Refusal::QueueEmpty;
    Refusal::ListClosed => Refusal::ListClosed;
    Refusal::ListAlready { .. } => Refusal::ListAlready { open: true };
    Refusal::AlreadyInQueue(_) => Refusal::AlreadyInQueue(id("P3"));
    Refusal::NotInQueue(_) => Refusal::NotInQueue(id("P3"));
    Refusal::TimesUsed { .. } => Refusal::TimesUsed { person: id("P3"), times: 2 };
    Refusal::NoSuchPlace { .. } => Refusal::NoSuchPlace { to: 9, places: 4 };
    Refusal::AlreadyPaused => Refusal::AlreadyPaused;
    Refusal::NotPaused => Refusal::NotPaused;
    Refusal::NoSuchSpeech(_) => Refusal::NoSuchSpeech(12);
    Refusal::HasNotSpoken(_) => Refusal::HasNotSpoken(id("P3"));
    Refusal::NobodySpoke => Refusal::NobodySpoke;
    Refusal::NoSuchLine(_) => Refusal::NoSuchLine(12);
    Refusal::NoSuchProposal(_) => Refusal::NoSuchProposal(8);
    Refusal::ProposalDropped(_) => Refusal::ProposalDropped(1);
    Refusal::AlreadyFrozen(_) => Refusal::AlreadyFrozen(1);
    Refusal::ProposalCarried(_) => Refusal::ProposalCarried(1);
    Refusal::VoteOpen { .. } => Refusal::VoteOpen { proposal: 1 };
    Refusal::NoOpenVote => Refusal::NoOpenVote;
    Refusal::VoteIs { .. } => Refusal::VoteIs { state: VoteState::Announced };
    Refusal::WeightNeedsRecorded { .. } => {
        Refusal::WeightNeedsRecorded { rule: owners().name, method: Method::Hands }
    };
    Refusal::ClassNeedsRecorded { .. } => {
        Refusal::ClassNeedsRecorded { rule: majority().name, method: Method::Hands }
    };
    Refusal::NotOfPart(_) => Refusal::NotOfPart(id("P3"));
    Refusal::ChairIsSilent(_) => Refusal::ChairIsSilent(id("P3"));
    Refusal::ChoiceForbidden { .. } => {
        Refusal::ChoiceForbidden { rule: majority().name, choice: Choice::Follow }
    };
    Refusal::WayNotTaken { .. } => {
        Refusal::WayNotTaken { rule: majority().name, way: TakesPart::Written }
    };
    Refusal::VotesInPerson(_) => Refusal::VotesInPerson(id("P3"));
    Refusal::AlreadyHandedIn(_) => Refusal::AlreadyHandedIn(id("P3"));
    Refusal::HandedInByName { .. } => Refusal::HandedInByName { proposal: 1 };
    Refusal::NothingToConfirm { .. } => Refusal::NothingToConfirm { rule: "x".into() };
    Refusal::SilenceIsNone { .. } => Refusal::SilenceIsNone { rule: majority().name };
    Refusal::NoSuchPaper(_) => Refusal::NoSuchPaper(1);
    Refusal::PapersDiffer { .. } => Refusal::PapersDiffer { proposal: 1 };
    Refusal::WeightsMissing => Refusal::WeightsMissing;
    Refusal::NoWeights { .. } => Refusal::NoWeights { method: Method::Hands };
    Refusal::WeightOff { .. } => Refusal::WeightOff { choice: Choice::For };
    Refusal::WeightSumOff { .. } => Refusal::WeightSumOff { sum: 10_000, all: 20_000 };
    Refusal::NobodyVotes => Refusal::NobodyVotes;
    Refusal::AlreadyRecused { .. } => Refusal::AlreadyRecused { person: id("P3"), proposal: 2 };
    Refusal::IsRecused { .. } => Refusal::IsRecused { person: id("P3"), proposal: 2 };
    Refusal::NotAdmitted(_) => Refusal::NotAdmitted(id("P3"));
    Refusal::AlreadyAdmitted(_) => Refusal::AlreadyAdmitted(id("P3"));
    Refusal::NoBallots { .. } => Refusal::NoBallots { method: Method::Secret };
    Refusal::SameBallot(_) => Refusal::SameBallot(id("P3"));
    Refusal::NoTally { .. } => Refusal::NoTally { method: Method::Acclamation };
    Refusal::TallyMissing => Refusal::TallyMissing;
    Refusal::TallyStands => Refusal::TallyStands;
    Refusal::BoxOpened => Refusal::BoxOpened;
    Refusal::SumOff { .. } => Refusal::SumOff { sum: 13, base: 14 };
    Refusal::PapersMissing => Refusal::PapersMissing;
    Refusal::IssuedOver { .. } => Refusal::IssuedOver { issued: 15, base: 14 };
    Refusal::ReturnedOff { .. } => Refusal::ReturnedOff { returned: 13, sum: 12 };
    Refusal::JudgementMissing => Refusal::JudgementMissing;
    Refusal::JudgementNotAsked { .. } => Refusal::JudgementNotAsked { method: Method::Hands };
    Refusal::NotNoObjection { .. } => Refusal::NotNoObjection { method: Method::Hands };
    Refusal::TieUndecided => Refusal::TieUndecided;
    Refusal::NoTie => Refusal::NoTie;
    Refusal::NothingToRecount => Refusal::NothingToRecount;
    Refusal::GaugeEmpty => Refusal::GaugeEmpty;
    Refusal::OutcomeWithoutVote(_) => Refusal::OutcomeWithoutVote(1);
    Refusal::OutcomeAgainstVote(_) => Refusal::OutcomeAgainstVote(1);
    Refusal::SameOutcome(_) => Refusal::SameOutcome(1);
    Refusal::DateBeforeSession => Refusal::DateBeforeSession;
    Refusal::NoSuchAction(_) => Refusal::NoSuchAction(5);
    Refusal::ActionIs { .. } => Refusal::ActionIs { no: 1, status: ActionStatus::Completed };
    Refusal::NoticeBackwards => Refusal::NoticeBackwards;
    Refusal::BadAttachment { .. } => Refusal::BadAttachment { most: 1 << 26 };
    Refusal::TooManyAttachments { .. } => Refusal::TooManyAttachments { most: 200, bytes: 1 << 27 };
    Refusal::AlreadySigned(_) => Refusal::AlreadySigned(id("P3"));
    Refusal::NothingToUndo => Refusal::NothingToUndo;
    Refusal::NothingToRedo => Refusal::NothingToRedo;
    Refusal::NoSuchEvent(_) => Refusal::NoSuchEvent(12);
    Refusal::CannotUndo(_) => Refusal::CannotUndo(12);
    Refusal::DependsOnUnknown { .. } => Refusal::DependsOnUnknown { seq: 12 };
    Refusal::AlreadyUndone(_) => Refusal::AlreadyUndone(12);
    Refusal::Depends { .. } => {
        let why = Some(Box::new(Refusal::NotPresent { person: id("P3"), status: Status::NotArrived }));
        Refusal::Depends { seq: 12, later: 15, why }
    };
    Refusal::EditedMeanwhile { .. } => {
        Refusal::EditedMeanwhile { seq: 12, now: 15, text: Some("停车费半年一收".into()) }
    };
    Refusal::OthersAct { .. } => Refusal::OthersAct { seq: 12, role: Role::Recorder };
    Refusal::NotAllowed { .. } => Refusal::NotAllowed { role: Role::Hall };
}

fn short() -> QuorumStamp {
    QuorumStamp {
        met: false,
        ways: vec![QuorumWay {
            among: Among::Expected,
            base: 6,
            need: 4,
            have: 2,
            measure: Measure::Heads,
        }],
        missing_groups: vec!["职能部门".into()],
        expected: 6,
        present: 2,
        rule: String::new(),
        parts: Vec::new(),
    }
}

fn meeting() -> Meeting {
    opened().m().clone()
}

#[test]
fn every_refusal_has_its_own_sentence_in_both_languages() {
    let m = meeting();
    for lang in [Lang::Zh, Lang::En] {
        let mut seen: BTreeMap<String, Refusal> = BTreeMap::new();
        for refusal in one_of_each() {
            let text = refusal_text(lang, &refusal, Some(&m));
            let chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(chinese || lang == Lang::En, "{refusal:?}: {text}");
            if let Some(other) = seen.insert(text.clone(), refusal.clone()) {
                panic!("{other:?} and {refusal:?} both say: {text}");
            }
        }
    }
}

#[test]
fn every_sentence_says_what_would_make_it_possible() {
    for (name, _, zh, en) in words::ALL {
        let part = name.starts_with("no_quorum_") || *name == "depends_why";
        if !part && *name != "already_open" {
            assert!(zh.contains('；'), "{name}: {zh}");
            assert!(en.contains(';') || en.contains("only"), "{name}: {en}");
        }
    }
}

#[test]
fn people_are_called_by_their_names() {
    let m = meeting();
    for refusal in one_of_each() {
        // Only this one is about an id.
        if matches!(refusal, Refusal::DuplicateId(_)) {
            continue;
        }
        for lang in [Lang::Zh, Lang::En] {
            let text = refusal_text(lang, &refusal, Some(&m));
            assert!(!text.contains("P3") && !text.contains("P1"), "{refusal:?}: {text}");
            if format!("{refusal:?}").contains("\"P3\"") {
                assert!(text.contains("张伟（2网格）"), "{refusal:?}: {text}");
            }
        }
    }
}

#[test]
fn the_words_are_those_of_the_field() {
    let m = meeting();
    let zh = |refusal| refusal_text(Lang::Zh, &refusal, Some(&m));
    assert_eq!(
        zh(Refusal::NoQuorum(Box::new(short()))),
        "不符合到会要求：需到会4人，现在到会2人，还差2人，职能部门没有代表到会；等人到齐后再进行"
    );
    assert_eq!(
        zh(Refusal::SumOff { sum: 13, base: 14 }),
        "票数加起来是13，比参加表决的14人少1；没有投票的请记为未投"
    );
    assert_eq!(
        zh(Refusal::IsRecused { person: id("P4"), proposal: 2 }),
        "仇海生回避方案二“错时开放”的表决，可以发言但不能投票；要投票须先撤销回避"
    );
    let en = |refusal| refusal_text(Lang::En, &refusal, Some(&m));
    assert_eq!(
        en(Refusal::SumOff { sum: 15, base: 14 }),
        "the counts add up to 15, 1 more than the 14 who vote; check them"
    );
    assert_eq!(
        en(Refusal::DateBeforeSession),
        "the date lies before the session; choose 27 November 2026 or later"
    );
}

#[test]
fn without_a_meeting_ids_serve() {
    let text = refusal_text(Lang::En, &Refusal::NoVote(id("P3")), None);
    assert!(text.starts_with("P3 has no voting right"), "{text}");
}
