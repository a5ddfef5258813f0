//! What is written by hand: summaries, notes, corrections, what is struck.

use crate::build::{Given, id};
use yishi::domain::minutes::Edit;
use yishi::domain::refusal::Refusal;

#[test]
fn a_summary_belongs_to_the_latest_speech_of_its_speaker() {
    let mut given = Given::opened("simple-majority");
    assert_eq!(given.refused("say \"x\""), Refusal::NobodySpoke);
    given.when(&["give P2", "finish", "give P3", "finish", "give P2"]);
    let last = given.seq();
    given.when(&["say P2 \"about parking\""]);
    assert_eq!(given.m().minutes.entries[0].speech, Some(last));
    given.when(&["say P3 \"about noise\"", "say \"and more\""]);
    assert_eq!(given.m().minutes.of_speech(last).count(), 2);
    assert_eq!(given.refused("say P4 \"x\""), Refusal::HasNotSpoken(id("P4")));
    assert_eq!(given.refused("say P2 \" \""), Refusal::EmptyText);
}

#[test]
fn a_correction_keeps_what_it_corrects() {
    let mut given = Given::opened("simple-majority");
    given.when(&["note \"first\""]);
    let line = given.seq();
    assert_eq!(given.refused(&format!("correct {line} \"first\"")), Refusal::NothingToChange);
    given.when(&[&format!("correct {line} \"second\""), &format!("correct {line} \"third\"")]);
    let minutes = &given.m().minutes;
    let entry = minutes.entry(line).unwrap();
    assert_eq!((&*entry.text, minutes.text(entry)), ("first", Some("third")));
    assert_eq!(minutes.edits[&line].len(), 2);
    given.when(&[&format!("strike {line} \"said in confidence\"")]);
    let minutes = &given.m().minutes;
    assert_eq!(minutes.text(minutes.entry(line).unwrap()), None);
    assert_eq!(minutes.edit(line).unwrap().1, Edit::Struck("said in confidence".into()));
    assert_eq!(given.refused(&format!("strike {line} \"again\"")), Refusal::NothingToChange);
    given.when(&[&format!("correct {line} \"fourth\"")]);
    let minutes = &given.m().minutes;
    assert_eq!(minutes.text(minutes.entry(line).unwrap()), Some("fourth"), "written anew");
}

#[test]
fn a_line_drafted_by_an_event_can_be_put_right_too() {
    let mut given = Given::opened("simple-majority");
    given.when(&["give P2", "finish"]);
    let line = given.seq() - 1;
    given.when(&[&format!("correct {line} \"P2 spoke at length\"")]);
    assert!(given.m().minutes.edit(line).is_some());
    assert_eq!(given.refused("correct 1 \"x\""), Refusal::NoSuchLine(1), "the plan is no line");
    let correction = given.seq();
    assert_eq!(
        given.refused(&format!("correct {correction} \"x\"")),
        Refusal::NoSuchLine(correction)
    );
}

#[test]
fn a_written_opinion_comes_from_people_who_need_not_be_here() {
    let mut given = Given::opened("simple-majority");
    given.when(&["depart P5", "written P5 \"I agree\""]);
    assert_eq!(given.m().roll.voters_present(), 3);
}
