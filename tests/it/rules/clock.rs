//! Speaking time: limits, overtime, pauses, points of order, times put right afterwards.

use crate::build::{Given, id, moment};
use yishi::domain::refusal::Refusal;

fn speaking() -> Given {
    let mut given = Given::opened("simple-majority");
    given.when(&["agenda start 1", "@14:40 give P2 kind=statement"]);
    given
}

#[test]
fn limits_are_those_of_the_kind_unless_somebody_says_otherwise() {
    let mut given = Given::opened("simple-majority");
    for (kind, limit) in
        [("statement", 180), ("discussion", 120), ("question", 60), ("response", 300)]
    {
        given.when(&[&format!("give P2 kind={kind}")]);
        assert_eq!(given.speech("P2").limit_s, limit, "{kind}");
        given.when(&["finish"]);
    }
    given.when(&["request P3 limit=90s", "give P3"]);
    assert_eq!(given.speech("P3").limit_s, 90);
    given.when(&["finish", "set statement=5m", "give P4 kind=statement"]);
    assert_eq!(given.speech("P4").limit_s, 300);
}

#[test]
fn nobody_is_cut_and_overtime_counts() {
    let mut given = speaking();
    let speech = given.speech("P2");
    assert_eq!((speech.left_s(moment("14:42")), speech.overtime_s(moment("14:42"))), (60, 0));
    assert_eq!((speech.left_s(moment("14:45")), speech.overtime_s(moment("14:45"))), (0, 120));
    given.when(&["@14:42 extend 1m", "@14:45 finish"]);
    let speech = given.speech("P2");
    assert_eq!((speech.used_s(moment("20:00")), speech.overtime_s(moment("20:00"))), (300, 60));
    assert_eq!(given.refused("extend 1m"), Refusal::NobodySpeaking);
}

#[test]
fn a_pause_stops_the_clock() {
    let mut given = speaking();
    given.when(&["@14:41 pause"]);
    assert_eq!(given.refused("pause"), Refusal::AlreadyPaused);
    assert_eq!(given.speech("P2").used_s(moment("14:50")), 60);
    given.when(&["@14:50 continue"]);
    assert_eq!(given.refused("continue"), Refusal::NotPaused);
    given.when(&["@14:51 finish"]);
    assert_eq!(given.speech("P2").used_s(moment("20:00")), 120);
}

#[test]
fn a_point_of_order_stops_the_speakers_clock_and_lets_it_go_on() {
    let mut given = speaking();
    given.when(&["@14:41 give P3 kind=point-of-order", "@14:43 finish"]);
    assert!(!given.speech("P2").is_paused());
    assert_eq!(given.m().floor.current().unwrap().person, id("P2"));
    given.when(&["@14:44 finish"]);
    assert_eq!(given.speech("P2").used_s(moment("20:00")), 120);
    assert_eq!(given.speech("P3").used_s(moment("20:00")), 120);
}

#[test]
fn a_clock_that_the_chair_had_stopped_stays_stopped_after_a_point_of_order() {
    let mut given = speaking();
    given.when(&["@14:41 pause", "@14:42 give P3 kind=point-of-order", "@14:43 finish"]);
    assert!(given.speech("P2").is_paused());
    assert_eq!(given.speech("P2").used_s(moment("14:50")), 60);
    given.when(&["@14:50 continue", "@14:51 finish"]);
    assert_eq!(given.speech("P2").used_s(moment("20:00")), 120);
}

#[test]
fn only_one_point_of_order_interrupts_and_nothing_else_does() {
    let mut given = speaking();
    assert_eq!(given.refused("give P3"), Refusal::SomeoneSpeaking(id("P2")));
    assert_eq!(given.refused("give P2 kind=point-of-order"), Refusal::IsSpeaking(id("P2")));
    given.when(&["give P3 kind=point-of-order"]);
    assert_eq!(given.refused("give P4 kind=point-of-order"), Refusal::SomeoneSpeaking(id("P3")));
    assert_eq!(given.refused("give P2 kind=point-of-order"), Refusal::IsSpeaking(id("P2")));
}

#[test]
fn a_call_to_order_ends_the_speech_with_its_reason() {
    let mut given = speaking();
    assert_eq!(given.refused("stop \"\""), Refusal::EmptyText);
    given.when(&["@14:41 stop \"personal remarks\""]);
    let speech = given.speech("P2");
    assert_eq!(speech.stopped.as_deref(), Some("personal remarks"));
    assert_eq!(speech.used_s(moment("20:00")), 60);
    let shares = given.m().floor.shares(moment("20:00"));
    assert_eq!((shares[0].stopped, shares[0].total_s), (1, 60));
}

#[test]
fn nothing_happens_before_the_speech_began() {
    let mut given = speaking();
    for line in ["@14:39 finish", "@14:39 pause", "@14:39 stop \"x\""] {
        assert_eq!(given.refused(line), Refusal::BeforeStart, "{line}");
    }
}

#[test]
fn times_are_put_right_afterwards_with_pauses_left_out() {
    let mut given = speaking();
    let seq = given.seq();
    assert!(matches!(
        given.refused(&format!("speech {seq} end=14:45")),
        Refusal::SomeoneSpeaking(_)
    ));
    given.when(&["@14:42 pause", "@14:44 continue", "@14:46 finish"]);
    assert_eq!(given.speech("P2").used_s(moment("20:00")), 240);
    // The end within the pause: what came after it never was.
    given.when(&[&format!("speech {seq} end=14:43")]);
    assert_eq!(given.speech("P2").used_s(moment("20:00")), 120);
    // The beginning within the pause.
    given.when(&[&format!("speech {seq} start=14:43 end=14:46")]);
    assert_eq!(given.speech("P2").used_s(moment("20:00")), 120);
    // After the pause altogether.
    given.when(&[&format!("speech {seq} start=14:45 end=14:46")]);
    assert_eq!(given.speech("P2").used_s(moment("20:00")), 60);
    assert!(given.speech("P2").corrected);
    assert_eq!(given.refused(&format!("speech {seq} end=14:40")), Refusal::BeforeStart);
    assert_eq!(given.refused(&format!("speech {seq}")), Refusal::NothingToChange);
    assert_eq!(given.refused("speech 1 end=14:50"), Refusal::NoSuchSpeech(1));
}

#[test]
fn time_is_shared_out_by_person_in_the_order_of_first_speaking() {
    let mut given = speaking();
    given.when(&["@14:42 finish", "give P3", "@14:43 finish", "give P2", "@14:46 finish"]);
    let shares = given.m().floor.shares(moment("20:00"));
    let told: Vec<(&str, u32, u64, u64)> =
        shares.iter().map(|s| (s.person.as_str(), s.speeches, s.total_s, s.overtime_s)).collect();
    assert_eq!(told, [("P2", 2, 300, 60), ("P3", 1, 60, 0)]);
}
