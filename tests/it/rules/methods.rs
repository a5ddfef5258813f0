//! The six methods: what each needs, what adds up, what is refused with the sum that is off.

use crate::build::{Given, id, plan, preset, six};
use strum::VariantArray as _;
use yishi::domain::person::Weight;
use yishi::domain::refusal::Refusal;
use yishi::domain::vote::{Choice, Method};

#[test]
fn silence_carries() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=no-objection", "close", "announce"]);
    assert!(given.vote().passed());
    assert_eq!(given.vote().counts_now(), None, "silence has no numbers");
    assert_eq!(given.vote().rate(), None);
}

#[test]
fn one_objection_turns_silence_into_a_show_of_hands() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=no-objection"]);
    assert_eq!(
        given.refused("tally for=4 against=0"),
        Refusal::NoTally { method: Method::NoObjection }
    );
    assert_eq!(given.refused("object P6 \"no vote\""), Refusal::NoVote(id("P6")));
    given.when(&["object P4 \"noise at night\""]);
    assert_eq!(given.vote().method, Method::Hands);
    assert_eq!(given.refused("close"), Refusal::TallyMissing);
    assert!(matches!(given.refused("object P5"), Refusal::NotNoObjection { .. }));
    given.when(&["tally for=1 against=3 abstain=0", "close", "announce"]);
    assert!(!given.vote().passed());
    assert_eq!(given.vote().objections[0].1, "noise at night");
}

#[test]
fn whoever_has_left_does_not_object() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=no-objection", "depart P4"]);
    assert!(matches!(given.refused("object P4"), Refusal::NotPresent { .. }));
}

#[test]
fn acclamation_has_no_numbers() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=acclamation"]);
    assert!(matches!(given.refused("tally for=4 against=0"), Refusal::NoTally { .. }));
    assert!(matches!(given.refused("ballot P2 for"), Refusal::NoBallots { .. }));
    given.when(&["close", "announce"]);
    assert!(given.vote().passed());
    assert_eq!((given.vote().counts_now(), given.vote().rate()), (None, None));
}

#[test]
fn voices_are_judged_or_counted() {
    for (close, passed) in [("close result=passed", true), ("close result=failed", false)] {
        let mut given = Given::opened("simple-majority");
        given.when(&["vote 1 method=voice"]);
        assert_eq!(given.refused("close"), Refusal::JudgementMissing);
        given.when(&[close, "announce"]);
        assert_eq!(given.vote().passed(), passed);
    }
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=voice", "tally for=3 against=1 abstain=0"]);
    assert!(matches!(given.refused("close result=failed"), Refusal::JudgementNotAsked { .. }));
    given.when(&["close", "announce"]);
    assert_eq!(given.vote().rate().as_deref(), Some("75.0%"));
}

#[test]
fn a_third_count_follows_from_the_two_that_were_called() {
    for (line, choice, counts) in [
        ("tally for=2 against=1", Choice::Abstain, (2, 1, 1)),
        ("tally for=2 abstain=1", Choice::Against, (2, 1, 1)),
        ("tally against=1 abstain=1", Choice::For, (2, 1, 1)),
    ] {
        let mut given = Given::opened("simple-majority");
        given.when(&["vote 1 method=hands", line]);
        let vote = given.vote();
        assert_eq!(vote.derived, Some(choice));
        let c = vote.counts_now().unwrap();
        assert_eq!((c.in_favour, c.against, c.abstain), counts);
        given.when(&["tally for=2 against=1 abstain=1"]);
        assert_eq!(given.vote().derived, None, "all three were called");
    }
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=hands"]);
    assert_eq!(given.refused("tally for=2"), Refusal::TallyMissing);
}

#[test]
fn whoever_has_left_is_no_derived_abstention() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=hands", "depart P5", "tally for=2 against=1"]);
    let counts = given.vote().counts_now().unwrap();
    assert_eq!((counts.abstain, counts.not_cast), (0, 1));
    // All three called: the one who left may have raised a hand before, or not.
    given.when(&["tally for=2 against=1 abstain=0"]);
    assert_eq!(given.vote().counts_now().unwrap().not_cast, 1);
    given.when(&["tally for=2 against=1 abstain=1"]);
    assert_eq!(given.vote().counts_now().unwrap().not_cast, 0);
    assert_eq!(
        given.refused("tally for=1 against=1 abstain=0"),
        Refusal::SumOff { sum: 3, base: 4 }
    );
}

#[test]
fn hands_that_do_not_add_up_are_refused_with_the_sum() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=hands"]);
    assert_eq!(
        given.refused("tally for=3 against=1 abstain=1"),
        Refusal::SumOff { sum: 5, base: 4 }
    );
    assert_eq!(
        given.refused("tally for=1 against=1 abstain=1"),
        Refusal::SumOff { sum: 3, base: 4 }
    );
    assert_eq!(given.refused("tally for=3 against=2"), Refusal::SumOff { sum: 5, base: 4 });
    given.when(&["tally for=2 against=0 abstain=0 invalid=1 not_cast=1"]);
}

#[test]
fn hands_with_papers_must_add_up_as_papers_do() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=hands"]);
    let line = "tally for=3 against=1 abstain=0 issued=4 returned=9";
    assert_eq!(given.refused(line), Refusal::ReturnedOff { returned: 9, sum: 4 });
    let line = "tally for=3 against=1 abstain=0 issued=9 returned=4";
    assert_eq!(given.refused(line), Refusal::IssuedOver { issued: 9, base: 4 });
    assert_eq!(given.refused("tally for=3 against=1 abstain=0 issued=4"), Refusal::PapersMissing);
}

#[test]
fn papers_add_up_or_the_sum_is_told() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=secret"]);
    let off = |given: &mut Given, line: &str| given.refused(line);
    assert_eq!(off(&mut given, "tally for=3 against=1 abstain=0"), Refusal::PapersMissing);
    assert_eq!(
        off(&mut given, "tally for=3 against=1 abstain=0 issued=5 returned=4"),
        Refusal::IssuedOver { issued: 5, base: 4 }
    );
    assert_eq!(
        off(&mut given, "tally for=3 against=1 abstain=0 invalid=1 issued=4 returned=4"),
        Refusal::ReturnedOff { returned: 4, sum: 5 }
    );
    assert_eq!(off(&mut given, "tally for=3 against=1 issued=4 returned=4"), Refusal::TallyMissing);
    given.when(&["tally for=2 against=0 abstain=0 invalid=1 issued=4 returned=3"]);
    let counts = given.vote().counts_now().unwrap();
    assert_eq!((counts.valid(), counts.cast(), counts.not_cast), (2, 3, 1));
}

#[test]
fn more_papers_back_than_out_make_the_vote_void() {
    let mut given = Given::opened("residents-meeting");
    given.when(&["vote 1 method=secret", "tally for=5 against=0 abstain=0 issued=4 returned=5"]);
    given.when(&["close", "announce"]);
    let vote = given.vote();
    assert!(vote.is_void() && !vote.passed());
    assert_eq!(vote.rate(), None, "no rate above 100%");
    assert_eq!(given.m().votes.deciding(1), None);
    // Void is not failed: there is another vote on the same text.
    given.when(&["vote 1 method=secret", "tally for=3 against=1 abstain=0 issued=4 returned=4"]);
    given.when(&["close", "announce"]);
    assert!(given.m().votes.deciding(1).unwrap().passed());
}

#[test]
fn weight_needs_names_or_papers_that_bear_it() {
    let mut given = Given::opened("simple-majority");
    for method in Method::VARIANTS.iter().copied().filter(|m| !m.can_weigh()) {
        let line = format!("vote 1 method={} rule=owners-ordinary", method.into_str());
        assert!(matches!(given.refused(&line), Refusal::WeightNeedsRecorded { .. }), "{line}");
    }
    given.when(&["vote 1 method=recorded rule=owners-ordinary", "cancel \"by papers\""]);
    given.when(&["vote 1 method=secret rule=owners-ordinary"]);
    let bare = "tally for=3 against=1 abstain=0 issued=4 returned=4";
    assert_eq!(given.refused(bare), Refusal::WeightsMissing);
    let wrong = format!("{bare} for_weight=3 against_weight=2 abstain_weight=0");
    assert_eq!(
        given.refused(&wrong),
        Refusal::WeightSumOff { sum: 50_000, all: 40_000 },
        "all papers are back, so they weigh what everyone weighs"
    );
    let idle = format!("{bare} for_weight=3 against_weight=0 abstain_weight=1");
    assert!(matches!(given.refused(&idle), Refusal::WeightOff { .. }), "no weight without a paper");
    given.when(&[&format!("{bare} for_weight=3 against_weight=1 abstain_weight=0")]);
    given.when(&["close", "announce"]);
    assert!(given.vote().passed());
    assert!(given.vote().ballots.is_empty(), "totals only");
}

#[test]
fn heads_and_weight_never_mix() {
    let mut people = six();
    people[1].weight = Weight(1_000_000); // P2: 100
    let mut given = Given::opened_with(plan(people, preset("simple-majority")));
    given.when(&["vote 1 method=recorded rule=owners-ordinary", "ballot P2 for"]);
    given.when(&[
        "ballot P3 against",
        "ballot P4 against",
        "ballot P5 against",
        "close",
        "announce",
    ]);
    let tests = given.vote().tests();
    let met: Vec<bool> = tests.iter().map(|t| t.met).collect();
    assert_eq!(met, [true, true, true, false], "by area, but not by heads");
    assert_eq!((tests[2].value, tests[2].base), (1_000_000, 1_030_000));
    assert!(!given.vote().passed());
    assert_eq!(given.vote().missing(), 2, "of heads: one of four, three are needed");
}

#[test]
fn nobody_for_it_is_never_enough() {
    let rules = yishi::inputs::rules::builtin().rules;
    let by_hands = |rule: &&yishi::domain::rule::Rule| {
        rule.quorum.is_none() && !rule.counts_weight() && !rule.needs_names(&[])
    };
    for rule in rules.iter().filter(by_hands) {
        let mut given = Given::opened("simple-majority");
        given.when(&[&format!("vote 1 method=hands rule={}", rule.id)]);
        given.when(&["tally for=0 against=0 abstain=4", "close", "announce"]);
        assert!(!given.vote().passed(), "{}", rule.id);
        assert!(given.vote().missing() > 0, "{}", rule.id);
    }
}
