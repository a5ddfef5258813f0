//! Given, when, then: the queue and its order, clocks, points of order.

use super::*;
use crate::domain::floor::{Command as Floor, Reason, upcoming};

fn floor(command: Floor) -> Command {
    Command::Floor(command)
}

fn discussion(person: &str, stance: Stance) -> Command {
    request(person, terms(SpeechKind::Discussion, stance, None))
}

fn order(given: &Given) -> Vec<String> {
    upcoming(given.m()).into_iter().map(|turn| turn.person.to_string()).collect()
}

#[test]
fn whoever_has_not_spoken_goes_first_and_stances_take_turns() {
    let mut given = opened();
    given.when("14:31", discussion("P2", Stance::For)).when("14:32", give("P2"));
    given.when("14:33", finish());
    given.when("14:34", discussion("P2", Stance::Against));
    given.when("14:35", discussion("P3", Stance::For));
    given.when("14:36", discussion("P4", Stance::Against));
    assert_eq!(order(&given), ["P4", "P3", "P2"]);
    let first = upcoming(given.m()).remove(0);
    assert_eq!(first.reasons, [Reason::NotYetSpoken, Reason::OtherStance]);
}

#[test]
fn a_point_of_order_goes_before_all_and_those_on_deck_stay() {
    let mut given = opened();
    given.when("14:31", discussion("P2", Stance::For)).when("14:31", discussion("P3", Stance::For));
    given.when("14:31", discussion("P4", Stance::For)).when("14:32", floor(Floor::Next));
    assert_eq!(given.m().floor.current().map(|s| s.person.as_str()), Some("P2"));
    given.when("14:33", discussion("P5", Stance::Against));
    assert_eq!(order(&given), ["P3", "P4", "P5"], "those on deck are not overtaken");
    given.when("14:34", floor(Floor::Bump { person: id("P5"), to: 1 }));
    assert_eq!(order(&given), ["P5", "P3", "P4"], "but the chair may place anybody");
    given.when("14:35", request("P6", terms(SpeechKind::PointOfOrder, Stance::Neutral, None)));
    assert_eq!(order(&given)[0], "P6");
}

#[test]
fn a_point_of_order_stops_the_speakers_clock() {
    let mut given = opened();
    given.when("14:31", give("P2"));
    given.when("14:32", request("P3", terms(SpeechKind::PointOfOrder, Stance::Neutral, None)));
    given.when("14:33", floor(Floor::Next));
    let again = request("P4", terms(SpeechKind::PointOfOrder, Stance::Neutral, None));
    given.when("14:33:10", again);
    let second = given.refused("14:33:20", &give("P4"));
    assert_eq!(second, Refusal::SomeoneSpeaking(id("P3")), "only once at a time");
    given.when("14:34", finish());
    let speech = given.m().floor.current().expect("the speaker goes on");
    assert_eq!((speech.person.as_str(), speech.used_s(moment("14:35"))), ("P2", 180));
}

#[test]
fn clocks_run_on_into_overtime_and_stand_still_in_a_pause() {
    let mut given = opened();
    given.when("14:31", give("P2")).when("14:32", floor(Floor::Pause));
    assert_eq!(given.refused("14:33", &floor(Floor::Pause)), Refusal::AlreadyPaused);
    given.when("14:40", floor(Floor::Continue));
    let speech = |given: &Given| given.m().floor.current().expect("speaking").clone();
    let (now, later) = (moment("14:41"), moment("14:43"));
    assert_eq!((speech(&given).left_s(now), speech(&given).overtime_s(now)), (0, 0));
    assert_eq!(speech(&given).overtime_s(later), 120);
    given.when("14:43", floor(Floor::Extend(60)));
    assert_eq!(speech(&given).overtime_s(later), 60);
    assert_eq!(given.refused("14:39", &finish()), Refusal::BeforeStart);
}

#[test]
fn discussion_is_limited_on_each_item() {
    let mut given = opened();
    let item = |no| Command::Agenda(crate::domain::agenda::Command::Start(no));
    given.when("14:31", item(1));
    for start in ["14:32", "14:34"] {
        given.when(start, give("P2"));
        given.when(&format!("{start}:30"), finish());
    }
    let used = Refusal::TimesUsed { person: id("P2"), times: 2 };
    assert_eq!(given.refused("14:36", &give("P2")), used);
    assert_eq!(given.refused("14:36", &discussion("P2", Stance::For)), used);
    given.when("14:37", request("P2", terms(SpeechKind::Statement, Stance::For, None)));
    given.when("14:40", item(2));
    given.when("14:41", floor(Floor::Withdraw(id("P2")))).when("14:42", give("P2"));
}

#[test]
fn the_queue_takes_whoever_is_there_once() {
    let mut given = opened();
    given.when("14:31", discussion("P2", Stance::For));
    let twice = given.refused("14:32", &discussion("P2", Stance::For));
    assert_eq!(twice, Refusal::AlreadyInQueue(id("P2")));
    given.when("14:33", depart("P2"));
    assert_eq!(given.refused("14:34", &floor(Floor::Next)), Refusal::QueueEmpty);
    let gone = given.refused("14:34", &discussion("P2", Stance::For));
    assert!(matches!(gone, Refusal::NotPresent { .. }));
    given.when("14:35", floor(Floor::List { open: false }));
    assert_eq!(given.refused("14:36", &discussion("P3", Stance::For)), Refusal::ListClosed);
    given.when("14:36", request("P3", terms(SpeechKind::PointOfOrder, Stance::Neutral, None)));
    let nowhere = given.refused("14:37", &floor(Floor::Bump { person: id("P3"), to: 2 }));
    assert_eq!(nowhere, Refusal::NoSuchPlace { to: 2, places: 1 });
}

#[test]
fn a_speech_can_be_put_right_afterwards() {
    let mut given = opened();
    given.when("14:31", give("P2"));
    let seq = given.ledger.seq();
    let correct = |start: Option<&str>, end: Option<&str>| {
        let (start, end) = (start.map(moment), end.map(moment));
        floor(Floor::Correct { speech: seq, start, end })
    };
    let running = given.refused("14:32", &correct(None, Some("14:32")));
    assert_eq!(running, Refusal::SomeoneSpeaking(id("P2")));
    given.when("14:40", finish()).when("14:41", correct(None, Some("14:33")));
    let speech = given.m().floor.speech(seq).expect("a speech");
    assert_eq!((speech.used_s(moment("15:00")), speech.corrected), (120, true));
    let backwards = given.refused("14:42", &correct(Some("14:34"), None));
    assert_eq!(backwards, Refusal::BeforeStart);
}

#[test]
fn shares_add_up_to_all_speeches() {
    let given = huaishuwan::held();
    let shares = given.m().floor.shares(moment("17:00"));
    assert_eq!(shares.iter().map(|share| share.total_s).sum::<u64>(), 2828);
    assert_eq!(shares.iter().map(|share| share.speeches).sum::<u32>(), 19);
}
