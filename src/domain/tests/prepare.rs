//! Given, when, then: what is prepared before the opening, and what stands after it.

use super::*;
use crate::domain::agenda::Command as Agenda;
use crate::domain::history;
use crate::domain::outcome::{Disposition, suggested};
use crate::domain::person::Weight;
use crate::domain::prepare::{
    Command as Prepare, Field, Have, PlanEntry, StepState, difference, interests,
    roster_difference, steps,
};
use crate::domain::roll::Status;
use crate::domain::session::{ItemKind, Phase};
use strum::VariantArray as _;

fn plan(facts: &[PlanEntry]) -> Command {
    Command::Prepare(Prepare::Plan(facts.to_vec()))
}

fn free(key: &str, value: &str) -> PlanEntry {
    PlanEntry::Free { key: key.into(), value: value.into() }
}

fn change(person: &str, field: Field) -> Command {
    Command::Prepare(Prepare::Change { person: id(person), fields: vec![field] })
}

fn remove(person: &str) -> Command {
    Command::Prepare(Prepare::Remove(id(person)))
}

fn roster(people: Vec<Person>) -> Command {
    Command::Prepare(Prepare::Roster(people))
}

fn undone() -> Command {
    Command::History(history::Command::Undo(None))
}

fn listed(given: &Given) -> Vec<String> {
    given.m().roll.entries.iter().map(|e| e.person.id.to_string()).collect()
}

#[test]
fn the_plan_says_where_the_topic_comes_from_until_the_meeting_opens() {
    let mut given = Given::plan(small());
    let facts = [
        free("topic_source", "群众联名"),
        free("topic_proposers", "居民27户"),
        free("topic_screening", "列为本月议题"),
        PlanEntry::Date(day("2026-12-01")),
        PlanEntry::Start("14:30:00".parse().ok()),
    ];
    given.when("13:10", plan(&facts));
    let now = &given.m().session.plan;
    assert_eq!(now.fact("topic_screening"), "列为本月议题");
    assert_eq!(now.date, day("2026-12-01"));
    assert_eq!(given.m().session.phase, Phase::Planned, "preparing takes no roll");
    assert_eq!(given.refused("13:11", &plan(&facts)), Refusal::NothingToChange);
    given.when("13:12", plan(&[free("topic_source", "")]));
    assert_eq!(given.m().session.plan.fact("topic_source"), "", "an empty text takes it away");
    let mut opened = opened();
    let why = opened.refused("14:31", &plan(&[free("topic_source", "网格走访")]));
    assert_eq!(why, Refusal::WrongPhase { now: Phase::Open });
    opened.when(
        "14:32",
        Command::Session(session::Command::Set(vec![session::Setting::Venue("一楼".into())])),
    );
}

#[test]
fn a_plan_that_makes_no_sense_is_refused() {
    let given = Given::plan(small());
    let refused = |facts: &[PlanEntry]| given.refused("13:10", &plan(facts));
    assert_eq!(refused(&[PlanEntry::Title(" ".into())]), Refusal::EmptyText);
    assert_eq!(refused(&[free("not_a_key", "x")]), Refusal::BadSetting);
    assert_eq!(refused(&[PlanEntry::Round(0)]), Refusal::BadSetting);
    assert_eq!(refused(&[PlanEntry::Chair(Some(id("P9")))]), Refusal::NoSuchPerson("P9".into()));
    let time = |text: &str| text.parse().ok();
    let backwards = [PlanEntry::Start(time("15:00:00")), PlanEntry::End(time("14:00:00"))];
    assert_eq!(refused(&backwards), Refusal::EndBeforeStart);
    let next = PlanEntry::NextMeeting("2026-11-01T09:00:00".parse().ok());
    assert_eq!(refused(&[next]), Refusal::DateBeforeSession);
}

#[test]
fn the_six_ticks_warn_and_never_block() {
    let mut given = Given::plan(small());
    let check = |have, on| Command::Prepare(Prepare::Check(vec![(have, on)]));
    assert_eq!(given.m().prepare.checklist.missing(), Some(Have::Organization));
    for &have in Have::VARIANTS {
        given.when("13:10", check(have, true));
    }
    assert_eq!(given.m().prepare.checklist.count(), 6);
    assert_eq!(given.refused("13:11", &check(Have::Signs, true)), Refusal::NothingToChange);
    given.when("13:12", check(Have::Signs, false));
    assert_eq!(given.m().prepare.checklist.missing(), Some(Have::Signs));
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    let late = given.refused("14:31", &check(Have::Signs, true));
    assert_eq!(late, Refusal::WrongPhase { now: Phase::Open });
}

#[test]
fn a_person_is_put_right_field_by_field() {
    let mut given = Given::plan(small());
    given.when("13:10", change("P4", Field::Phone("13800001234".into())));
    given.when("13:11", change("P4", Field::Vote(false)));
    let person = || given.m().roll.person(&id("P4")).cloned().expect("on the roster");
    assert_eq!((person().phone.as_str(), person().vote), ("13800001234", false));
    let none = given.refused("13:12", &change("P4", Field::Vote(false)));
    assert_eq!(none, Refusal::NothingToChange);
    let empty = given.refused("13:12", &change("P4", Field::Name(String::new())));
    assert_eq!(empty, Refusal::EmptyText);
    let group = given.refused("13:12", &change("P4", Field::Group("青年".into())));
    assert_eq!(group, Refusal::NoSuchGroup("青年".into()));
    given.when("13:13", change("P5", Field::Name("张伟".into())));
    let twin = given.refused("13:14", &change("P5", Field::Mark("2网格".into())));
    assert_eq!(twin, Refusal::SameName(id("P3")), "two of one name and one mark");
}

#[test]
fn after_the_opening_only_what_counts_nobody_may_change() {
    let mut given = opened();
    for field in [
        Field::Group(group::INVITEE.into()),
        Field::Tags(vec!["老党员".into()]),
        Field::Role(Attends::SittingIn),
        Field::Vote(false),
        Field::Weight(Weight(20_000)),
    ] {
        let why = given.refused("14:31", &change("P4", field));
        assert_eq!(why, Refusal::Counted(id("P4")));
    }
    given.when("14:31", change("P4", Field::Unit("商户".into())));
    assert_eq!(given.refused("14:32", &remove("P4")), Refusal::WrongPhase { now: Phase::Open });
    let roster = roster(vec![Person::new("P2", "赵淑芬", group::COUNCIL)]);
    assert_eq!(given.refused("14:32", &roster), Refusal::WrongPhase { now: Phase::Open });
}

#[test]
fn somebody_who_does_not_come_is_taken_out_and_the_plan_forgets_them() {
    let mut given = Given::plan(small());
    given.when("13:10", remove("P1"));
    assert_eq!(listed(&given), ["P2", "P3", "P4", "P5", "P6"]);
    assert_eq!(given.m().session.chair(), None, "the plan's chair is not invited any more");
    assert_eq!(given.m().roll.person(&id("P6")).map(|p| p.name.as_str()), Some("罗志远"));
    given.when("13:11", undone());
    assert_eq!(given.m().session.chair(), Some(&id("P1")));
    given.when("14:00", present(&["P4"]));
    let why = given.refused("14:01", &remove("P4"));
    assert_eq!(why, Refusal::HasStatus { person: id("P4"), status: Status::Present });
}

#[test]
fn a_new_roster_keeps_the_marks_of_those_who_stay() {
    let mut given = Given::plan(small());
    given.when("14:00", present(&["P4"]));
    let mut people: Vec<Person> =
        given.m().roll.entries.iter().rev().map(|e| e.person.clone()).collect();
    people.retain(|p| p.id != id("P2"));
    people.iter_mut().find(|p| p.id == id("P5")).expect("there").unit = "商户代表".into();
    people.push(Person::new("P9", "曾宪明", group::INVITEE));
    let found = roster_difference(given.m(), &people);
    assert_eq!(found.added.len(), 1);
    assert_eq!(found.removed.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), ["P2"]);
    let [(old, fields)] = found.changed.as_slice() else { panic!("one changed: {found:?}") };
    assert_eq!((old.unit.as_str(), fields.as_slice()), ("", &[Field::Unit("商户代表".into())][..]));
    assert_eq!(found.unchanged, 4);
    given.when("14:01", roster(people.clone()));
    assert_eq!(listed(&given), ["P6", "P5", "P4", "P3", "P1", "P9"]);
    assert!(given.m().roll.is_present(&id("P4")), "a mark in the roll stays");
    assert_eq!(given.refused("14:02", &roster(people.clone())), Refusal::NothingToChange);
    people.retain(|p| p.id != id("P4"));
    let why = given.refused("14:02", &roster(people.clone()));
    assert_eq!(why, Refusal::HasStatus { person: id("P4"), status: Status::Present });
    people.push(Person::new("P10", "曾宪明", group::INVITEE));
    assert_eq!(given.refused("14:02", &roster(people)), Refusal::SameName(id("P10")));
    assert_eq!(given.refused("14:02", &roster(Vec::new())), Refusal::NobodyNamed);
    given.when("14:03", undone());
    assert_eq!(listed(&given), ["P1", "P2", "P3", "P4", "P5", "P6"]);
}

#[test]
fn the_difference_of_two_people_makes_one_of_the_other() {
    let (old, mut new) = (Person::new("P1", "甲", group::COUNCIL), Person::new("P1", "乙", "x"));
    new.tags = vec!["老党员".into()];
    new.weight = Weight(5);
    let fields = difference(&old, &new);
    assert_eq!(fields.len(), 4);
    let mut given = Given::plan(Plan { people: vec![old], ..small() });
    let fields: Vec<Field> = fields.into_iter().filter(|f| !matches!(f, Field::Group(_))).collect();
    let change = Prepare::Change { person: id("P1"), fields };
    given.when("13:10", Command::Prepare(change));
    let now = given.m().roll.person(&id("P1")).cloned();
    assert_eq!(now, Some(Person { group: group::COUNCIL.into(), ..new }));
}

#[test]
fn an_item_is_taken_out_only_before_the_opening() {
    let mut given = Given::plan(small());
    let add = Agenda::Add {
        title: "讨论".into(),
        seconds: Some(600),
        before: None,
        kind: Some(ItemKind::Discussion),
    };
    given.when("13:10", Command::Agenda(add));
    given.when("13:11", Command::Agenda(Agenda::Remove(1)));
    let left: Vec<_> = given.m().agenda.items.iter().map(|i| (i.plan.no, i.plan.kind)).collect();
    assert_eq!(left, [(2, None), (3, Some(ItemKind::Discussion))]);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    let why = given.refused("14:31", &Command::Agenda(Agenda::Remove(2)));
    assert_eq!(why, Refusal::WrongPhase { now: Phase::Open });
}

#[test]
fn the_five_steps_say_what_is_missing() {
    use StepState::{Done, Missing, ToCome};
    let mut given = Given::plan(Plan { people: Vec::new(), ..small() });
    assert_eq!(steps(given.m()), [Missing, Missing, Missing, ToCome, ToCome]);
    let facts =
        [free("topic_source", "群众联名"), PlanEntry::Research("高峰缺口72个泊位。".into())];
    given.when("13:10", plan(&facts));
    given.when("13:11", roster(small().people));
    assert_eq!(steps(given.m()), [Done, Done, Done, ToCome, ToCome]);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    given.when("15:30", adjourn());
    assert_eq!(steps(given.m()), [Done, Done, Done, Done, Missing], "nothing was made public");
}

#[test]
fn interests_are_covered_by_those_who_came_and_spoke() {
    let mut planned = small();
    for (place, whom) in [(3, "沿街商户"), (4, "沿街商户"), (1, "老年居民")] {
        planned.people.get_mut(place).expect("there").represents = whom.into();
    }
    let mut given = Given::plan(planned);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P6"])).when("14:30", open());
    given.when("14:31", give("P4")).when("14:33", finish());
    let found: Vec<(String, usize, usize, bool)> =
        interests(given.m()).into_iter().map(|i| (i.name, i.people, i.present, i.heard)).collect();
    assert_eq!(found, [("老年居民".to_owned(), 1, 1, false), ("沿街商户".to_owned(), 2, 1, true)]);
}

#[test]
fn rounds_are_counted_by_proposal() {
    let mut planned = Plan { round: 2, ..small() };
    planned.proposals.get_mut(1).expect("two").round = Some(1);
    let mut given = Given::plan(planned);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    for (proposal, want) in [(1, Disposition::Refer), (2, Disposition::Continue)] {
        given.when("14:40", vote_on(proposal, Method::Hands)).when("14:41", hands(2, 2, 0));
        given.when("14:42", close()).when("14:43", announce());
        assert_eq!(suggested(given.m(), proposal), Some(want), "proposal {proposal}");
    }
}
