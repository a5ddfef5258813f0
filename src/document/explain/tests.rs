//! Explanations against the rules' own words and numbers.

use super::explain;
use crate::domain::fraction::Ratio;
use crate::domain::meeting::Command;
use crate::domain::person::Weight;
use crate::domain::rule::{Base, Limit, RecusalMode, Rule, RuleRef, Tie};
use crate::domain::tests::{
    Given, announce, ballot, close, consultation, hands, huaishuwan, id, majority, open, opened,
    owners, present, recuse, small, vote_on,
};
use crate::domain::vote::{self, Choice, Method, Tally};
use crate::i18n::Lang;

fn latest(given: &Given, lang: Lang) -> Vec<String> {
    let m = given.m();
    explain(m, m.votes.list.last().expect("a vote"), lang)
}

fn by(rule: Rule, method: Method) -> Command {
    let rule = Some(RuleRef::Given(Box::new(rule)));
    Command::Vote(vote::Command::Open { proposal: 1, method, rule, terms: vote::Terms::default() })
}

#[track_caller]
fn holds(told: &[String], want: &str) {
    assert!(told.iter().any(|text| text == want), "missing: {want}\n{told:#?}");
}

#[track_caller]
fn lacks(told: &[String], part: &str) {
    assert!(!told.iter().any(|text| text.contains(part)), "should not say {part}: {told:#?}");
}

#[test]
fn the_votes_of_the_sample_explain_themselves() {
    let given = huaishuwan::held();
    let told = |place: usize| explain(given.m(), &given.m().votes.list[place], Lang::Zh);
    holds(&told(0), "到会且有表决权14人，三分之二以上需10票；同意12票，占85.7%，达到。");
    holds(&told(0), "按规则属于达成共识，组织实施。");
    holds(&told(0), "依据：协商议事工作规程。");
    holds(&told(1), "回避：欧阳文静（方案二涉及本公司收费），不计入基数。");
    holds(&told(1), "发出13张，收回13张，其中有效12张、无效1张。");
    holds(
        &told(1),
        "到会且有表决权13人（已扣除回避），三分之二以上需9票；同意7票，占53.8%，还差2票。",
    );
    holds(&told(1), "没有达到要求，但同意达到“二分之一以上”，属于未达成共识，持续协商。");
    holds(&told(2), "到会且有表决权13人，三分之二以上需9票；同意3票，占23.1%，还差6票。");
    holds(&told(2), "同意未达到“二分之一以上”，属于难以达成共识，提交作决策参考。");
}

#[test]
fn the_base_names_its_people() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Hands));
    let told = latest(&given, Lang::Zh);
    holds(
        &told,
        "参加表决4人，即到会、有表决权且没有回避的：赵淑芬、张伟（2网格）、仇海生、王强。",
    );
    let told = latest(&given, Lang::En);
    holds(&told, "4 present with a voting right, at least 2/3 is 3.");
}

#[test]
fn a_running_vote_says_what_one_more_arrival_changes() {
    let mut given = Given::plan(small());
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P6"])).when("14:30", open());
    given.when("14:40", vote_on(1, Method::Hands));
    let want = "如再有一位有表决权的人到会并准予参加，则到会且有表决权4人，需3票。";
    holds(&latest(&given, Lang::Zh), want);
    given.when("14:41", present(&["P5"]));
    given.when("14:42", Command::Vote(vote::Command::Admit(id("P5"))));
    holds(&latest(&given, Lang::Zh), "到会且有表决权4人，三分之二以上需3票。");
    given.when("14:43", hands(3, 1, 0));
    lacks(&latest(&given, Lang::Zh), "如再有一位");
    let mut entitled = consultation();
    entitled.pass[0].base = Base::Entitled;
    let mut given = opened();
    given.when("14:40", by(entitled, Method::Hands));
    holds(&latest(&given, Lang::Zh), "再有人到会也不改变所需的数，因为基数不看到会人数。");
}

#[test]
fn a_recorded_ballot_counts_along() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Recorded)).when("14:41", ballot("P2", Choice::For));
    let told = latest(&given, Lang::Zh);
    holds(&told, "到会且有表决权4人，三分之二以上需3票；同意1票，占25.0%，还差2票。");
    lacks(&told, "没有同意票");
}

#[test]
fn recusals_are_told_by_their_mode() {
    for (mode, want, base) in [
        (
            RecusalMode::LeavesBase,
            "回避：王强（有利害关系），不计入基数。",
            "到会且有表决权3人（已扣除回避），三分之二以上需2票。",
        ),
        (
            RecusalMode::StaysInBase,
            "回避：王强（有利害关系），仍计入基数。",
            "到会且有表决权4人，三分之二以上需3票。",
        ),
        (
            RecusalMode::LeavesQuorum,
            "回避：王强（有利害关系），不计入基数，也不计入到会要求。",
            "到会且有表决权3人（已扣除回避），三分之二以上需2票。",
        ),
    ] {
        let mut given = opened();
        let rule = Rule { recusal: mode, ..consultation() };
        given.when("14:39", recuse("P5", 1, "有利害关系")).when("14:40", by(rule, Method::Hands));
        let told = latest(&given, Lang::Zh);
        holds(&told, want);
        holds(&told, base);
    }
}

#[test]
fn a_base_of_votes_is_known_only_when_they_are_counted() {
    let mut given = opened();
    given.when("14:40", by(majority(), Method::Hands));
    holds(&latest(&given, Lang::Zh), "基数是有效票数，计票后才知道；同意须占过半数。");
    lacks(&latest(&given, Lang::Zh), "如再有一位");
    given.when("14:41", hands(2, 1, 1));
    holds(&latest(&given, Lang::Zh), "有效票4张，过半数需3票；同意2票，占50.0%，还差1票。");
}

#[test]
fn a_tie_and_nobody_for_are_explained() {
    let mut given = opened();
    given.when("14:40", by(majority(), Method::Hands)).when("14:41", hands(2, 2, 0));
    holds(&latest(&given, Lang::Zh), "同意与反对票数相等；平局视为未通过。");
    let mut given = opened();
    let rule = Rule { tie: Tie::ChairDecides, ..majority() };
    given.when("14:40", by(rule, Method::Hands)).when("14:41", hands(2, 2, 0));
    given.when("14:42", close());
    holds(&latest(&given, Lang::Zh), "同意正好半数；按规则由主持人决定。");
    given.when("14:43", Command::Vote(vote::Command::Casting { pass: true }));
    given.when("14:44", announce());
    holds(
        &latest(&given, Lang::Zh),
        "同意正好半数；按规则由主持人决定，主持人决定按达到要求处理。",
    );
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Hands)).when("14:41", hands(0, 0, 4));
    given.when("14:42", close());
    holds(&latest(&given, Lang::Zh), "没有同意票的，任何情况下都不算达到要求。");
}

#[test]
fn a_void_vote_has_no_arithmetic() {
    let mut given = opened();
    let papers = Tally {
        in_favour: Some(4),
        against: Some(0),
        abstain: Some(0),
        issued: Some(3),
        returned: Some(4),
        ..Tally::default()
    };
    given.when("14:40", vote_on(1, Method::Secret));
    given.when("14:41", Command::Vote(vote::Command::Tally(papers)));
    given.when("14:42", close()).when("14:43", announce());
    let told = latest(&given, Lang::Zh);
    holds(&told, "收回4张，多于发出的3张，本次表决无效，须重新表决。");
    lacks(&told, "三分之二");
    lacks(&told, "达成共识");
}

#[test]
fn owners_are_told_heads_and_weights_apart() {
    let mut plan = small();
    plan.rule = owners();
    for (person, weight) in plan.people.iter_mut().zip(["1", "100", "80.5", "60", "20", "1"]) {
        person.weight = Weight::parse(weight).expect("a weight");
    }
    let mut given = Given::plan(plan);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    given.when("14:40", vote_on(1, Method::Recorded));
    given.when("14:41", ballot("P2", Choice::For)).when("14:41", ballot("P3", Choice::For));
    given.when("14:41", ballot("P4", Choice::Against));
    let told = latest(&given, Lang::Zh);
    holds(
        &told,
        "参与要求：应有表决权的权数共260.5，三分之二以上需权数173.7；参与权数240.5，占92.3%，达到。",
    );
    holds(&told, "参与要求：应有表决权4人，三分之二以上需3人；参与3人，占75.0%，达到。");
    holds(&told, "参与表决的权数共240.5，过半数需权数120.3；同意权数180.5，占75.1%，达到。");
    holds(&told, "参与表决3人，过半数需2票；同意2票，占66.7%，达到。");
    lacks(&told, "共识");
}

#[test]
fn methods_without_numbers_explain_what_they_ask() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::NoObjection));
    holds(
        &latest(&given, Lang::Zh),
        "无异议通过：没有人提出异议即为达到要求，有一人提出异议就改为举手表决。",
    );
    let object = vote::Command::Object { person: id("P4"), reason: "太急".into() };
    given.when("14:41", Command::Vote(object));
    holds(&latest(&given, Lang::Zh), "仇海生提出异议，改为举手表决。");
    holds(&latest(&given, Lang::Zh), "到会且有表决权4人，三分之二以上需3票。");
    let mut given = opened();
    given.when("14:40", by(majority(), Method::Voice));
    given.when("14:41", Command::Vote(vote::Command::Close { judged: Some(false) }));
    holds(&latest(&given, Lang::Zh), "口头表决：主持人判定同意的未占多数。");
}

#[test]
fn a_second_round_without_consensus_is_referred() {
    let mut plan = small();
    plan.round = 2;
    let mut given = Given::plan(plan);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    given.when("14:40", vote_on(1, Method::Hands)).when("14:41", hands(2, 2, 0));
    given.when("14:42", close()).when("14:43", announce());
    holds(&latest(&given, Lang::Zh), "第2轮协商仍未达成共识，属于难以达成共识，提交作决策参考。");
}

#[test]
fn a_strict_threshold_needs_one_more_than_its_share() {
    let mut rule = majority();
    rule.pass[0].limit = Limit::Ratio(Ratio::more_than(1, 2));
    rule.pass[0].base = Base::Present;
    let mut given = opened();
    given.when("14:40", by(rule, Method::Hands)).when("14:41", hands(2, 1, 1));
    holds(&latest(&given, Lang::Zh), "到会且有表决权4人，过半数需3票；同意2票，占50.0%，还差1票。");
}

#[test]
fn every_message_uses_its_arguments_in_both_languages() {
    let all = crate::i18n::explain::ALL.iter().chain(crate::i18n::line::ALL);
    for (name, arguments, zh, en) in all {
        for argument in *arguments {
            let used = format!("{{{argument}}}");
            assert!(zh.contains(&used) && en.contains(&used), "{name} leaves out {argument}");
        }
    }
}
