//! What comes next and what the chair says when things do not go their way.

use crate::build::{Given, plan, preset, six};
use yishi::document::prompts::words;
use yishi::domain::rule::Tie;
use yishi::domain::session::ItemKind;
use yishi::domain::suggest::{Step, next_step};
use yishi::i18n::Lang;

/// Statements, then voting; P1 has the chair, P2 to P5 may vote.
fn opened(rule: &str, change: impl FnOnce(&mut yishi::domain::session::Plan)) -> Given {
    let mut plan = plan(six(), preset(rule));
    for (item, kind) in
        plan.agenda.iter_mut().zip([ItemKind::Statements, ItemKind::Voting, ItemKind::Closing])
    {
        item.kind = Some(kind);
    }
    change(&mut plan);
    Given::opened_with(plan)
}

/// In the item of voting, with the texts read out and the present counted.
fn voting(rule: &str) -> Given {
    let mut given = opened(rule, |_| {});
    given.when(&["agenda start 2", "freeze 1", "freeze 2", "count"]);
    given
}

#[track_caller]
fn says(given: &Given, zh: &str, en: &str) -> Step {
    let m = given.m();
    let step = next_step(m);
    let now = given.ledger.records().last().unwrap().at;
    assert_eq!(words(m, &step, now, Lang::Zh), zh, "{step:?}");
    assert_eq!(words(m, &step, now, Lang::En), en, "{step:?}");
    step
}

#[test]
fn nobody_asks_to_speak() {
    let mut given = opened("simple-majority", |_| {});
    given.when(&["agenda start 1"]);
    let step = says(
        &given,
        "请陈述，每人三分钟。哪位先说？",
        "Please make your statements, 3 minutes each. Who begins?",
    );
    assert!(matches!(step, Step::InviteSpeaker { .. }));
    // After the first speech those who were not heard are asked by name, until nobody wants to speak.
    given.when(&["give P2", "@14:33 finish"]);
    let step = says(
        &given,
        "还有哪位？name4、name5还没有发言，请讲。",
        "Who else? We have not heard name4, name5 yet.",
    );
    assert!(matches!(step, Step::AskWhoElse { .. }));
    given.when(&["nobody"]);
    assert_eq!(next_step(given.m()), Step::NextItem(2));
}

#[test]
fn the_quorum_is_lost_before_a_vote_and_comes_back() {
    let mut given = voting("two-thirds");
    let mut rule = opened("simple-majority", |plan| {
        plan.quorum = yishi::domain::rule::Quorum {
            any_of: vec![
                yishi::domain::rule::Attendance::share(
                    yishi::domain::rule::Among::Expected,
                    yishi::domain::fraction::Ratio::at_least(2, 3),
                )
                .into(),
            ],
            ..Default::default()
        };
    });
    rule.when(&["agenda start 2", "freeze 1", "freeze 2", "count"]);
    rule.when(&["depart P2", "depart P3", "depart P4"]);
    let step = says(
        &rule,
        "现在到会3人，不符合到会要求，暂不表决，请离场的同志回到会场。",
        "3 are present now, too few for a vote. Would those outside please come back?",
    );
    assert_eq!(step, Step::QuorumLost);
    // Back again, the present are counted anew before the vote.
    rule.when(&["return P2"]);
    assert_eq!(next_step(rule.m()), Step::Count);
    rule.when(&["count"]);
    assert_eq!(next_step(rule.m()), Step::OpenVote(1));
    given.when(&["depart P2"]);
    assert_ne!(next_step(given.m()), Step::QuorumLost, "where no number is asked for");
}

#[test]
fn a_tie_that_fails_is_said_to_be_one() {
    let mut given = voting("simple-majority");
    given.when(&["vote 1 method=hands", "tally for=2 against=2 abstain=0", "close"]);
    let step = says(
        &given,
        "同意2票、反对2票，票数相等，按规则视为未通过。要求保留意见的请说明。",
        "2 for and 2 against: a tie, which by the rule does not carry. Please state any reservations.",
    );
    assert_eq!(step, Step::Announce(1));
}

#[test]
fn a_tie_that_the_chair_decides_is_the_chairs_to_decide() {
    let mut rule = preset("simple-majority");
    rule.tie = Tie::ChairDecides;
    let mut given = opened("simple-majority", |plan| plan.rule = rule);
    given.when(&["agenda start 2", "freeze 1", "freeze 2", "count"]);
    given.when(&["vote 1 method=hands", "tally for=2 against=2 abstain=0", "close"]);
    let step = says(
        &given,
        "赞成和反对票数相等，按规则由主持人决定。",
        "As many for as against: by the rule, the chair decides.",
    );
    assert_eq!(step, Step::DecideTie(1));
}

#[test]
fn a_vote_with_more_papers_than_were_given_out_is_void_and_taken_again() {
    let mut given = voting("simple-majority");
    given.when(&["vote 1 method=secret"]);
    given.when(&["tally issued=4 returned=5 invalid=0 for=3 against=1 abstain=1", "close"]);
    let step = says(
        &given,
        "收回的票多于发出的票，这次表决无效。",
        "More papers came back than went out. This vote is void.",
    );
    assert_eq!(step, Step::Announce(1));
    given.when(&["announce"]);
    let step = says(
        &given,
        "方案1的表决无效，重新表决。",
        "The vote on proposal 1 was void; we vote again.",
    );
    assert_eq!(step, Step::VoidVote(1));
}

#[test]
fn an_objection_turns_silence_into_a_show_of_hands_and_is_said() {
    let mut given = voting("simple-majority");
    given.when(&["vote 1 method=no-objection"]);
    says(
        &given,
        "对方案1有没有不同意见？……没有，通过。",
        "Does anyone object to proposal 1?… No one: it is carried.",
    );
    given.when(&["object P3 \"费用没讲清\""]);
    let step = says(
        &given,
        "有不同意见，改为举手表决。有表决权到会4人。同意的请举手……请放下；反对的……；弃权的……",
        "There is an objection, so we vote by hands: 4 have a vote. Those for, raise your hand… down; those against…; those abstaining…",
    );
    assert_eq!(step, Step::CountVotes(1));
}

#[test]
fn a_point_of_order_waits_for_nobody_and_the_speaker_goes_on_after_it() {
    let mut given = opened("simple-majority", |_| {});
    given.when(&["agenda start 1", "give P2", "@14:31 give P3 kind=point-of-order"]);
    assert!(matches!(next_step(given.m()), Step::EndSpeech { person } if person.as_str() == "P3"));
    given.when(&["@14:32 finish"]);
    let step = says(&given, "name2正在发言。", "name2 is speaking.");
    assert!(matches!(step, Step::EndSpeech { .. }));
    given.when(&["pause"]);
    let step = says(&given, "请name2继续发言。", "name2, please go on.");
    assert!(matches!(step, Step::ContinueSpeech { .. }));
}

#[test]
fn overtime_is_said_and_nobody_is_cut_off() {
    let mut given = opened("simple-majority", |_| {});
    given.when(&["agenda start 1", "give P2 limit=1m", "@14:32 note \"x\""]);
    let step = says(&given, "时间到，请归纳。", "Time is up. Please sum up.");
    assert!(matches!(step, Step::EndSpeech { .. }));
    assert!(given.m().floor.current().is_some());
}

#[test]
fn a_recess_says_when_it_ends_and_then_that_it_is_over() {
    let mut given = opened("simple-majority", |_| {});
    given.when(&["agenda start 1", "recess 10m"]);
    let step = says(&given, "休会十分钟，到时复会。", "We break for 10 minutes, then go on.");
    assert_eq!(step, Step::Resume);
}

#[test]
fn the_ground_rules_are_read_out_before_the_meeting_goes_on() {
    let given = {
        let mut given = opened("simple-majority", |plan| {
            plan.agenda[0].kind = Some(ItemKind::Rules);
            plan.ground_rules = vec!["一事一议。".into(), "先举手，后发言。".into()];
        });
        given.when(&["agenda start 1"]);
        given
    };
    let step = says(
        &given,
        "我宣读议事规则，共2条。大家没有意见的话，下面进行第2项：item 2。",
        "I read out the ground rules, 2 of them. If nobody objects, we go on to item 2: item 2.",
    );
    assert_eq!(step, Step::NextItem(2));
}

#[test]
fn a_briefing_begins_with_whoever_leads_it_if_they_are_here() {
    let briefing = |lead: &str| {
        let mut given = opened("simple-majority", |plan| {
            plan.agenda[0].kind = Some(ItemKind::Briefing);
            plan.agenda[0].lead = Some(crate::build::id(lead));
        });
        given.when(&["agenda start 1"]);
        given
    };
    let mut given = briefing("P6");
    says(&given, "请name6发言，三分钟。", "name6, please: 3 minutes.");
    let step = next_step(given.m());
    given.act(&step.command().unwrap());
    given.when(&["@14:33 finish"]);
    assert_eq!(next_step(given.m()), Step::NextItem(2));
    // The chair leads the meeting; nobody is called who has left.
    assert!(matches!(next_step(briefing("P1").m()), Step::InviteSpeaker { .. }));
    let mut given = briefing("P6");
    given.when(&["depart P6"]);
    assert!(matches!(next_step(given.m()), Step::InviteSpeaker { .. }));
}
