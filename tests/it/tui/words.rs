//! The chair's words as people hear them, in the states of a whole meeting.

use super::given::{Desk, clock, id};
use yishi::document::prompts::words;
use yishi::domain::floor::SpeechKind;
use yishi::domain::meeting::Command;
use yishi::domain::outcome::Disposition;
use yishi::domain::prepare::Have;
use yishi::domain::sign_off::SignRole;
use yishi::domain::suggest::{Missing, Step, next_step};
use yishi::domain::vote::Method;
use yishi::i18n::Lang;

fn said(name: &str, at: (u32, u32, u32), lang: Lang) -> String {
    let desk = Desk::moment(lang, (80, 24), name);
    let m = desk.meeting();
    words(m, &next_step(m), clock(at.0, at.1, at.2), lang)
}

#[test]
fn the_words_are_those_of_the_field() {
    for (name, at, expected) in [
        ("planned", (14, 20, 0), "请各位签到。应到12人，实到0人，还差8人。"),
        ("queue", (14, 50, 0), "请仇海生发言，三分钟。"),
        ("speech", (14, 51, 10), "仇海生正在发言，张伟（货运）请准备。"),
        ("speech", (14, 52, 30), "还有三十秒。"),
        ("speech", (14, 53, 0), "时间到，请归纳。"),
        ("recess", (14, 56, 0), "休会十分钟，到时复会。"),
        ("recess", (15, 3, 25), "现在复会。"),
        ("vote", (14, 56, 0), "同意5票，反对2票，弃权1票。表决结束。"),
        ("adjourned", (15, 2, 0), "下面宣读记录要点，请大家核对。"),
    ] {
        assert_eq!(said(name, at, Lang::Zh), expected, "{name}");
    }
    assert_eq!(said("queue", (14, 50, 0), Lang::En), "仇海生, please: 3 minutes.");
}

#[test]
fn the_opening_states_the_numbers_and_the_rule() {
    let mut desk = Desk::planned(Lang::Zh, (80, 24));
    desk.open();
    let m = desk.meeting();
    let now = clock(14, 30, 0);
    let text = words(m, &Step::Open, now, Lang::Zh);
    assert_eq!(text, "应到12人，实到11人，符合三分之二以上到会的要求，现在开会。");
}

#[test]
fn after_a_view_for_the_chair_asks_for_another() {
    let mut desk = Desk::moment(Lang::Zh, (80, 24), "speech");
    desk.at(14, 53, 0).done(Command::Floor(yishi::domain::floor::Command::Finish));
    let m = desk.meeting();
    let person = id("P07");
    let reasons = vec![yishi::domain::floor::Reason::OtherStance];
    let text = words(m, &Step::GiveFloor { person, reasons }, clock(14, 53, 0), Lang::Zh);
    assert_eq!(text, "刚才是赞成的，下一位请持不同意见的。请张伟（货运）发言，三分钟。");
}

/// Whatever the step and the meeting, there is something to say, with every blank filled.
#[test]
fn every_step_has_words_in_both_languages() {
    let person = || id("P05");
    let proposal = 1;
    let steps = [
        Step::Prepare(Missing::Roster),
        Step::Prepare(Missing::Agenda),
        Step::Prepare(Missing::Tick(Have::Venue)),
        Step::TakeRoll,
        Step::Open,
        Step::Count,
        Step::NextItem(5),
        Step::InviteSpeaker { kind: SpeechKind::Statement },
        Step::InviteSpeaker { kind: SpeechKind::Response },
        Step::InviteSpeaker { kind: SpeechKind::Discussion },
        Step::AskWhoElse { kind: SpeechKind::Discussion },
        Step::GiveFloor { person: person(), reasons: Vec::new() },
        Step::EndSpeech { person: person() },
        Step::ContinueSpeech { person: person() },
        Step::Freeze(1),
        Step::OpenVote(1),
        Step::QuorumLost,
        Step::CountVotes(1),
        Step::TakeBallots { proposal, left: 3 },
        Step::JudgeVoice(1),
        Step::CloseVote { proposal, method: Method::Hands },
        Step::CloseVote { proposal, method: Method::Acclamation },
        Step::CloseVote { proposal, method: Method::NoObjection },
        Step::DecideTie(1),
        Step::Announce(1),
        Step::VoidVote(1),
        Step::Settle { no: 1, disposition: Disposition::Reached },
        Step::Settle { no: 1, disposition: Disposition::Continue },
        Step::Settle { no: 1, disposition: Disposition::Refer },
        Step::Assign(1),
        Step::Notice,
        Step::ReadBack,
        Step::Sign { person: person(), role: SignRole::Chair },
        Step::SignWitness,
        Step::FinishItem(1),
        Step::Adjourn,
        Step::Resume,
        Step::Seal,
        Step::Export,
    ];
    for moment in ["planned", "speech", "vote", "adjourned"] {
        let desk = Desk::moment(Lang::Zh, (80, 24), moment);
        for lang in [Lang::Zh, Lang::En] {
            for step in &steps {
                let text = words(desk.meeting(), step, clock(15, 0, 0), lang);
                assert!(!text.is_empty(), "{step:?} in {moment}");
                assert!(!text.contains(['{', '}']), "{step:?}: {text}");
            }
        }
    }
}

#[test]
fn a_quorum_without_a_number_is_not_worded_as_one() {
    let mut desk = Desk::planned(Lang::Zh, (80, 24));
    desk.open();
    let mut m = desk.meeting().clone();
    m.session.quorum.any_of.clear();
    let text = words(&m, &Step::Open, clock(14, 30, 0), Lang::Zh);
    assert_eq!(text, "应到12人，实到11人，现在开会。");
}
