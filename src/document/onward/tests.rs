//! Given an earlier session, when another is planned from it, then what goes over and what does not.

use super::*;
use crate::domain::follow_up::{self, Task};
use crate::domain::meeting::Command;
use crate::domain::outcome::{Command as Outcome, suggested};
use crate::domain::tests::{
    Given, announce, close, day, hands, id, open, opened, present, vote_on,
};
use crate::domain::vote::Method;

fn head() -> Head {
    Head {
        id: "S-2".into(),
        title: "加装电梯协商议事会".into(),
        date: day("2026-12-20"),
        start: "09:00:00".parse().ok(),
        venue: "一楼会议室".into(),
        rule: None,
    }
}

/// The first proposal carried and the second did not; an action is open, a reservation stands.
fn first_round() -> Given {
    let mut given = opened();
    for (no, votes) in [(1, (3, 1, 0)), (2, (2, 2, 0))] {
        given.when("14:40", vote_on(no, Method::Hands));
        given.when("14:41", hands(votes.0, votes.1, votes.2));
        given.when("14:42", close()).when("14:43", announce());
    }
    let settle = |no, disposition, next| {
        Command::Outcome(Outcome::Outcome { no, disposition, to: None, next, reason: None })
    };
    given.when("14:50", settle(1, Disposition::Reached, None));
    given.when("14:50", settle(2, Disposition::Continue, Some(day("2026-12-22"))));
    let reserve = |no, text: &str| {
        Command::Outcome(Outcome::Reserve { person: id("P5"), no, text: text.into() })
    };
    given.when("14:51", reserve(1, "卸货时间太短。")).when("14:51", reserve(2, "要公开账目。"));
    let task = |title: &str| Task {
        title: title.into(),
        lead: "街道".into(),
        owner: id("P6"),
        together_with: None,
        due: day("2026-12-10"),
        from: Some(1),
    };
    for title in ["划线", "公示收费"] {
        let task = follow_up::Command::Action(task(title));
        given.when("14:52", Command::FollowUp(task));
    }
    given.when("14:53", Command::FollowUp(follow_up::Command::Adopt(1)));
    given.when(
        "14:54",
        Command::FollowUp(follow_up::Command::Progress { no: 1, text: "已划".into() }),
    );
    given.when("14:55", Command::FollowUp(follow_up::Command::Complete(1)));
    given
}

#[test]
fn the_next_round_tables_what_was_left_open() {
    let given = first_round();
    assert!(goes_on(given.m()));
    let plan = next_round(given.m(), Lang::Zh).expect("proposal 2 goes on");
    assert_eq!((plan.id.as_str(), plan.round, plan.date), ("S-1-R2", 2, day("2026-12-22")));
    assert_eq!(plan.title, "停车秩序协商议事会（第二轮）");
    let proposals: Vec<_> =
        plan.proposals.iter().map(|p| (p.no, p.title.as_str(), p.round)).collect();
    assert_eq!(proposals, [(1, "错时开放", Some(2))], "what carried does not come again");
    let previous = plan.previous.as_deref().expect("it is linked");
    assert_eq!(previous.id, "S-1");
    let actions: Vec<_> = previous.actions.iter().map(|a| a.title.as_str()).collect();
    assert_eq!(actions, ["公示收费"], "what is completed is not carried over");
    let reserved: Vec<_> = previous.reservations.iter().map(|r| r.text.as_str()).collect();
    assert_eq!(reserved, ["要公开账目。"]);
    let titles: Vec<_> = plan.agenda.iter().map(|i| (i.no, i.title.as_str())).collect();
    assert_eq!(
        titles,
        [
            (1, "通报上一轮落实事项进展（1件）"),
            (2, "听取上一轮保留意见（1条）"),
            (3, "陈述"),
            (4, "表决"),
        ]
    );
    assert_eq!(plan.people.len(), 6, "the same people are invited");
}

#[test]
fn a_second_round_without_consensus_is_to_be_referred_and_a_new_proposal_is_not() {
    let plan = next_round(first_round().m(), Lang::Zh).expect("it goes on");
    let mut given = Given::plan(Plan { date: day("2026-11-27"), ..plan });
    let propose = crate::domain::proposal::Command::Propose {
        title: "另一方案".into(),
        text: "夜间开放。".into(),
    };
    given.when("14:10", Command::Proposal(propose));
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    for (no, want) in [(1, Disposition::Refer), (2, Disposition::Continue)] {
        given.when("14:40", vote_on(no, Method::Hands)).when("14:41", hands(2, 2, 0));
        given.when("14:42", close()).when("14:43", announce());
        assert_eq!(suggested(given.m(), no), Some(want), "proposal {no}");
    }
}

#[test]
fn rounds_do_not_pile_up_in_ids() {
    assert_eq!(round_id("S-1", 2), "S-1-R2");
    assert_eq!(round_id("S-1-R2", 3), "S-1-R3");
    assert_eq!(round_id("X-Rest", 2), "X-Rest-R2");
}

#[test]
fn where_nothing_goes_on_there_is_no_next_round() {
    assert!(!goes_on(opened().m()));
    assert_eq!(next_round(opened().m(), Lang::En), None);
}

#[test]
fn a_copy_takes_people_and_rules_and_leaves_the_topic() {
    let mut planned = crate::domain::tests::small();
    planned.facts.push(("topic_source".into(), "群众联名".into()));
    let given = Given::plan(planned);
    let plan = copy(given.m(), &head(), &Catalog { rules: Vec::new() });
    assert_eq!((plan.people.len(), plan.agenda.len(), plan.proposals.len()), (6, 2, 0));
    assert_eq!(plan.fact("topic_source"), "");
    assert_eq!(plan.fact("venue"), "一楼会议室");
    assert_eq!((plan.id.as_str(), plan.round, plan.previous), ("S-2", 1, None));
}

#[test]
fn a_session_begins_with_its_title_and_a_usual_agenda() {
    let catalog = Catalog { rules: vec![crate::domain::tests::consultation()] };
    let plan = fresh(&catalog, &head(), 8 * 3600, true, Lang::Zh).expect("a default rule");
    assert_eq!(plan.agenda.len(), 10);
    let empty = fresh(&catalog, &head(), 8 * 3600, false, Lang::En).expect("a default rule");
    assert!(empty.agenda.is_empty());
    assert_eq!(fresh(&Catalog { rules: Vec::new() }, &head(), 0, true, Lang::En), None);
}

#[test]
fn ids_are_counted_on() {
    let date = day("2026-12-01");
    let taken = ["HSW-2026-004", "HSW-2026-005"];
    assert_eq!(free_id(&taken, Some("HSW-2026-004"), date), "HSW-2026-006");
    assert_eq!(free_id(&[], None, date), "20261201-1");
    assert_eq!(free_id(&["20261201-1"], Some("会次"), date), "20261201-2");
    assert_eq!(free_id(&[], Some("X-R2"), date), "20261201-1", "a round is no number of its own");
}

#[test]
fn the_minutes_of_the_next_round_say_what_it_goes_on_from() {
    let plan = next_round(first_round().m(), Lang::Zh).expect("it goes on");
    let given = Given::plan(plan);
    let paper = crate::document::papers::minutes(&given.ledger, Lang::Zh).expect("planned");
    let text = serde_json::to_string(&paper).expect("data");
    assert!(text.contains("停车秩序协商议事会，S-1，2026年11月27日"), "{text}");
}
