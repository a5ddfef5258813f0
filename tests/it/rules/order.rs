//! Who speaks next: the order with its reasons, those on deck, what the chair places.

use crate::build::{Given, id};
use yishi::domain::floor::{Reason, upcoming};
use yishi::domain::refusal::Refusal;

fn order(given: &Given) -> Vec<String> {
    upcoming(given.m()).iter().map(|turn| turn.person.to_string()).collect()
}

fn reasons(given: &Given, place: usize) -> Vec<Reason> {
    upcoming(given.m())[place].reasons.clone()
}

fn opened() -> Given {
    let mut given = Given::opened("simple-majority");
    given.when(&["agenda start 1"]);
    given
}

#[test]
fn a_point_of_order_goes_first_and_newcomers_before_old_hands() {
    let mut given = opened();
    given.when(&["give P2", "finish", "request P2", "request P3", "request P4"]);
    given.when(&["request P5 kind=point-of-order"]);
    assert_eq!(order(&given), ["P5", "P3", "P4", "P2"]);
    assert_eq!(reasons(&given, 0), [Reason::PointOfOrder]);
    assert_eq!(reasons(&given, 1), [Reason::NotYetSpoken]);
    assert_eq!(reasons(&given, 3), [Reason::AskedFirst]);
}

#[test]
fn having_spoken_counts_on_the_item_only() {
    let mut given = opened();
    given.when(&["give P2", "finish", "agenda next", "request P2", "request P3"]);
    assert_eq!(order(&given), ["P2", "P3"]);
    assert_eq!(reasons(&given, 0), [Reason::NotYetSpoken]);
}

#[test]
fn stances_take_turns_within_those_who_have_not_spoken() {
    let mut given = opened();
    given.when(&["give P1 stance=for", "finish"]);
    given.when(&["request P2 stance=for", "request P3 stance=for", "request P4 stance=against"]);
    given.when(&["request P5 stance=against"]);
    assert_eq!(order(&given), ["P4", "P2", "P5", "P3"]);
    assert_eq!(reasons(&given, 0), [Reason::NotYetSpoken, Reason::OtherStance]);
    given.when(&["set alternate=no"]);
    assert_eq!(order(&given), ["P2", "P3", "P4", "P5"]);
    given.when(&["set alternate=yes", "set first-time-first=no"]);
    assert_eq!(reasons(&given, 0), [Reason::OtherStance]);
}

#[test]
fn a_newcomer_of_the_same_stance_goes_before_an_old_hand_of_another() {
    let mut given = opened();
    given.when(&["give P2 stance=against", "finish", "give P3 stance=for", "finish"]);
    given.when(&["request P2 stance=against", "request P4 stance=for"]);
    assert_eq!(order(&given), ["P4", "P2"]);
}

#[test]
fn a_point_of_order_is_no_turn_on_the_matter() {
    let mut given = opened();
    given.when(&["give P2 stance=for", "give P3 kind=point-of-order", "finish", "finish"]);
    given.when(&["request P4 stance=for", "request P3 stance=against", "request P5 stance=for"]);
    assert_eq!(order(&given)[0], "P3", "has not spoken, and answers the last speaker's stance");
    assert_eq!(reasons(&given, 0), [Reason::NotYetSpoken, Reason::OtherStance]);
}

#[test]
fn later_requests_do_not_go_before_those_on_deck_but_points_of_order_do() {
    let mut given = opened();
    given.when(&["give P2 stance=for", "finish", "give P3 stance=for", "finish"]);
    given.when(&["request P2 stance=for", "request P3 stance=for", "give P1 stance=for"]);
    // P4 has not spoken and is of another mind, but came after two were told to get ready.
    given.when(&["request P4 stance=against"]);
    assert_eq!(order(&given), ["P2", "P3", "P4"]);
    assert_eq!(reasons(&given, 0), [Reason::Placed]);
    given.when(&["request P5 kind=point-of-order"]);
    assert_eq!(order(&given)[0], "P5");
    given.when(&["withdraw P2"]);
    assert_eq!(order(&given), ["P5", "P3", "P4"]);
}

#[test]
fn the_chair_places_anybody_and_the_place_holds_over_the_next_speeches() {
    let mut given = opened();
    for person in ["P2", "P3"] {
        given.when(&[&format!("give {person}"), "finish"]);
    }
    given.when(&["request P4", "request P5", "request P6", "request P2", "request P3"]);
    given.when(&["bump P3 to 4"]);
    assert_eq!(order(&given), ["P4", "P5", "P6", "P3", "P2"]);
    given.when(&["next", "request P1"]);
    // P1 has not spoken, but the chair has placed P3.
    assert_eq!(order(&given), ["P5", "P6", "P3", "P1", "P2"]);
    given.when(&["bump P2 to 1"]);
    assert_eq!(order(&given)[0], "P2");
    assert_eq!(given.refused("bump P2 to 9"), Refusal::NoSuchPlace { to: 9, places: 5 });
    assert_eq!(given.refused("bump P4 to 1"), Refusal::NotInQueue(id("P4")));
}

#[test]
fn a_new_item_frees_the_places_but_keeps_the_requests() {
    let mut given = opened();
    given.when(&["request P2", "request P3", "give P1", "finish", "agenda next"]);
    assert_eq!(order(&given), ["P2", "P3"]);
    assert_eq!(reasons(&given, 0), [Reason::NotYetSpoken]);
}

#[test]
fn next_follows_the_order_and_ends_the_running_speech() {
    let mut given = opened();
    assert_eq!(given.refused("next"), Refusal::QueueEmpty);
    given.when(&["request P2", "request P3", "next", "@14:40 next"]);
    assert!(given.speech("P2").end.is_some());
    assert_eq!(given.m().floor.current().unwrap().person, id("P3"));
    assert!(given.m().floor.queue.is_empty());
}

#[test]
fn next_lets_the_speaker_go_on_when_nobody_else_has_asked() {
    let mut given = opened();
    given.when(&["give P2", "request P2", "@14:40 next"]);
    assert_eq!(given.m().floor.speeches.len(), 2);
    assert_eq!(given.m().floor.current().unwrap().person, id("P2"));
}

#[test]
fn next_interrupts_for_a_point_of_order_and_waits_for_its_end() {
    let mut given = opened();
    given.when(&["give P2", "request P3", "request P4 kind=point-of-order", "next"]);
    assert_eq!(given.m().floor.interrupted().unwrap().person, id("P2"));
    assert_eq!(given.refused("next"), Refusal::SomeoneSpeaking(id("P4")));
    given.when(&["finish"]);
    assert_eq!(given.m().floor.current().unwrap().person, id("P2"));
    given.when(&["next"]);
    assert_eq!(given.m().floor.current().unwrap().person, id("P3"));
}

#[test]
fn a_closed_list_takes_only_points_of_order_and_the_chairs_choice() {
    let mut given = opened();
    given.when(&["request P2", "list closed"]);
    assert_eq!(given.refused("request P3"), Refusal::ListClosed);
    assert_eq!(given.refused("list closed"), Refusal::ListAlready { open: false });
    given.when(&["request P4 kind=point-of-order", "give P5", "finish", "list open", "request P3"]);
}

#[test]
fn twice_an_item_in_discussion_and_no_more() {
    let mut given = opened();
    given.when(&["give P2", "finish", "give P2", "finish"]);
    let used = Refusal::TimesUsed { person: id("P2"), times: 2 };
    assert_eq!(given.refused("request P2"), used);
    assert_eq!(given.refused("give P2"), used);
    given.when(&["give P2 kind=response", "finish", "agenda next", "give P2", "finish"]);
}

#[test]
fn whoever_could_ask_can_speak_though_the_limit_was_lowered_since() {
    let mut given = opened();
    given.when(&["give P2", "finish", "request P2", "set times=1", "next"]);
    assert_eq!(given.m().floor.current().unwrap().person, id("P2"));
}

#[test]
fn whoever_leaves_is_no_longer_in_the_queue() {
    let mut given = opened();
    given.when(&["request P2", "request P3", "depart P2"]);
    assert_eq!(order(&given), ["P3"]);
    assert!(matches!(given.refused("request P2"), Refusal::NotPresent { .. }));
    assert_eq!(given.refused("request P3"), Refusal::AlreadyInQueue(id("P3")));
}

#[test]
fn who_has_not_spoken_is_known() {
    let mut given = opened();
    given.when(&["give P2", "finish", "depart P6"]);
    assert_eq!(given.m().not_spoken(), [&id("P1"), &id("P3"), &id("P4"), &id("P5")]);
}
