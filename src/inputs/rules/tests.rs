//! Tests of the rule presets and of users' rule files.

#![allow(clippy::string_slice, reason = "short tests over fast ones")]

use super::*;
use crate::domain::fraction::Ratio;
use crate::domain::rule::{
    Among, Attendance, Base, Condition, Measure, Quorum, RecusalMode, Threshold,
};

const HALF: Ratio = Ratio::more_than(1, 2);
const TWO_THIRDS: Ratio = Ratio::at_least(2, 3);

fn preset(id: &str) -> Rule {
    builtin().find(id).cloned().unwrap()
}

fn heads(base: Base, ratio: Ratio) -> Threshold {
    Threshold::share(Measure::Heads, base, ratio)
}

fn weight(base: Base, ratio: Ratio) -> Threshold {
    Threshold::share(Measure::Weight, base, ratio)
}

fn way(among: Among, ratio: Ratio) -> Condition {
    Attendance::share(among, ratio).into()
}

/// The faults of a rule's file as (line, column, kind).
fn faults(text: &str) -> Vec<(u32, u32, FaultKind)> {
    let faults = read_rule(text, "r.toml").unwrap_err();
    faults.list.into_iter().map(|f| (f.line, f.column, f.kind)).collect()
}

#[test]
fn every_preset_is_read_and_valid() {
    let catalog = builtin();
    let ids: Vec<&str> = catalog.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "consultation",
            "villagers-meeting",
            "villagers-representatives",
            "villagers-women",
            "villagers-recall",
            "residents-meeting",
            "owners-ordinary",
            "owners-special",
            "owners-part",
            "owners-objection",
            "owners-follow",
            "owners-silent",
            "owners-committee",
            "collective-members",
            "cooperative-ordinary",
            "cooperative-special",
            "party-members",
            "party-admission",
            "workers-congress",
            "association-members",
            "two-classes",
            "condominium-first",
            "condominium-second",
            "rules-of-order",
            "simple-majority",
            "two-thirds",
            "three-quarters",
            "unanimous"
        ]
    );
    for ((file, text), rule) in PRESETS.iter().zip(&catalog.rules) {
        assert_eq!(read_rule(text, file).as_ref(), Ok(rule));
        assert_eq!(*file, format!("{}.toml", rule.id));
        assert!(rule.is_valid(), "{file}");
        assert_eq!(rule.tie, Tie::Fails, "{file}");
        assert_eq!(rule.recusal, RecusalMode::LeavesBase, "{file}");
        assert_eq!(rule.proxy_cap, None, "{file}: no source names one");
    }
}

#[test]
fn thresholds_are_those_of_the_table() {
    let table = [
        ("consultation", vec![heads(Base::Present, TWO_THIRDS)]),
        ("villagers-meeting", vec![heads(Base::Present, HALF)]),
        ("villagers-representatives", vec![heads(Base::Present, HALF)]),
        ("residents-meeting", vec![heads(Base::Present, HALF)]),
        ("owners-ordinary", vec![weight(Base::Cast, HALF), heads(Base::Cast, HALF)]),
        (
            "owners-special",
            vec![
                weight(Base::Cast, Ratio::at_least(3, 4)),
                heads(Base::Cast, Ratio::at_least(3, 4)),
            ],
        ),
        ("party-members", vec![heads(Base::Entitled, HALF)]),
        ("rules-of-order", vec![heads(Base::Decisive, HALF)]),
        ("simple-majority", vec![heads(Base::Valid, HALF)]),
        ("two-thirds", vec![heads(Base::Valid, TWO_THIRDS)]),
        ("three-quarters", vec![heads(Base::Valid, Ratio::at_least(3, 4))]),
        ("unanimous", vec![heads(Base::Valid, Ratio::at_least(1, 1))]),
    ];
    for (id, pass) in table {
        let rule = preset(id);
        assert_eq!(rule.pass, pass, "{id}");
        let owners = id.starts_with("owners-");
        let part = [weight(Base::Entitled, TWO_THIRDS), heads(Base::Entitled, TWO_THIRDS)];
        assert_eq!(rule.participation, if owners { &part[..] } else { &[] }, "{id}");
        assert_eq!(rule.counts_weight(), owners, "{id}");
    }
}

#[test]
fn quorums_are_those_of_the_table() {
    let groups = || vec!["利益相关方".to_owned(), "职能部门".to_owned()];
    let plain = |ways| Some(Quorum { any_of: ways, ..Quorum::default() });
    let table = [
        (
            "consultation",
            Some(Quorum {
                any_of: vec![way(Among::Expected, TWO_THIRDS)],
                require_groups: groups(),
                ..Quorum::default()
            }),
        ),
        (
            "villagers-meeting",
            plain(vec![
                way(Among::Entitled, HALF),
                way(Among::Tagged("户代表".to_owned()), TWO_THIRDS),
            ]),
        ),
        ("villagers-representatives", plain(vec![way(Among::Entitled, TWO_THIRDS)])),
        ("residents-meeting", plain(vec![way(Among::Entitled, HALF)])),
        ("owners-ordinary", None),
        ("owners-special", None),
        ("party-members", plain(vec![way(Among::Entitled, TWO_THIRDS)])),
        ("rules-of-order", None),
        ("simple-majority", None),
        ("two-thirds", None),
        ("three-quarters", None),
        ("unanimous", None),
    ];
    for (id, quorum) in table {
        assert_eq!(preset(id).quorum, quorum, "{id}");
    }
}

#[test]
fn only_a_consultation_has_a_consensus() {
    for rule in builtin().rules {
        let reached = Ratio::at_least(2, 3);
        let consensus = Consensus { reached, hard: Ratio::at_least(1, 2), rounds: 2 };
        let expected = (rule.id == "consultation").then_some(consensus);
        assert_eq!(rule.consensus, expected, "{}", rule.id);
    }
}

#[test]
fn laws_revised_in_2026_say_so() {
    for rule in builtin().rules {
        let cited = rule.citation.zh.starts_with("《村民委员会组织法》")
            || rule.citation.zh.starts_with("《城市居民委员会组织法》");
        let caveat = rule.caveat.clone().unwrap_or_default();
        let en = caveat.en.contains("2018 text, check the revised law");
        let zh = caveat.zh.contains("2018年文本，请核对2026年1月1日修订后的法律");
        assert_eq!((zh, en), (cited, cited), "{}", rule.id);
    }
}

const MINE: &str = "id = \"mine\"\nname = { zh = \"自\", en = \"own\" }\n\
                    citation = { zh = \"例\", en = \"e.g.\" }\n";

#[test]
fn a_users_rule_joins_the_presets_or_replaces_one() {
    let text = format!(
        "{MINE}pass = [{{ base = \"cast\", ratio = \"≥ 3/5\" }}]\ntie = \"chair_decides\"\n\
         recusal = \"leaves_quorum\"\nproxy_cap = 2\n"
    );
    let other =
        MINE.replace("mine", "two-thirds") + "pass = [{ base = \"cast\", ratio = \"＞2/3\" }]";
    let files =
        [("a.toml".to_owned(), text.into_bytes()), ("b.toml".to_owned(), other.into_bytes())];
    let catalog = load_catalog(&files).unwrap();
    assert_eq!(catalog.rules.len(), 29);
    let mine = catalog.find("mine").unwrap();
    assert_eq!(mine.pass, [heads(Base::Cast, Ratio::at_least(3, 5))]);
    assert_eq!((mine.tie, mine.recusal), (Tie::ChairDecides, RecusalMode::LeavesQuorum));
    assert_eq!((mine.proxy_cap, &mine.quorum), (Some(2), &None));
    assert_eq!(catalog.find("two-thirds").unwrap().pass[0].ratio(), Some(Ratio::more_than(2, 3)));
    assert_eq!(load_catalog(&[]).unwrap(), builtin());
}

#[test]
fn faults_of_all_files_are_named() {
    let good = format!("{MINE}pass = [{{ base = \"cast\", ratio = \"1/2\" }}]\n");
    let files = [
        ("a.toml".to_owned(), good.clone().into_bytes()),
        ("b.toml".to_owned(), b"id = 1 2".to_vec()),
        ("c.toml".to_owned(), good.into_bytes()),
        ("d.toml".to_owned(), b"\n\xff".to_vec()),
    ];
    let list = load_catalog(&files).unwrap_err().list;
    let places: Vec<_> = list.iter().map(|f| (f.file.as_str(), f.line)).collect();
    assert_eq!(places, [("b.toml", 1), ("c.toml", 1), ("d.toml", 2)]);
    let duplicate = FaultKind::DuplicateRule { id: "mine".to_owned(), first: "a.toml".to_owned() };
    assert_eq!(list[1].kind, duplicate);
}

#[test]
fn faults_of_a_rule_have_their_places() {
    let key = |key: &str| key.to_owned();
    let missing = |k: &str| FaultKind::Missing { key: key(k) };
    assert_eq!(faults(""), ["id", "name", "citation", "pass"].map(|k| (1, 1, missing(k))));
    assert_eq!(
        faults(&format!("{MINE}pass = []\n")),
        [(4, 8, FaultKind::Empty { key: key("pass") })]
    );
    let allowed = |words: &[&'static str]| words.to_vec();
    assert_eq!(
        faults(&format!(
            "{MINE}pass = [{{ base = \"all\", ratio = \"2/1\", why = 1 }}, {{ measure = \"area\" }}]\n\
             tie = \"wins\"\n[quorum]\nany_of = [{{ ratio = \"1/2\" }}, {{ tag = \"\", ratio = \"1/2\" }}]\n"
        )),
        [
            (
                4,
                18,
                FaultKind::NotOneOf {
                    key: key("pass.base"),
                    value: key("all"),
                    allowed: allowed(&["entitled", "present", "cast", "valid", "decisive"]),
                }
            ),
            (4, 33, FaultKind::BadRatio { key: key("pass.ratio"), text: key("2/1") }),
            (4, 40, FaultKind::UnknownKey { key: key("pass.why"), nearest: None }),
            (4, 51, missing("pass.base")),
            (4, 51, missing("pass.ratio")),
            (
                4,
                63,
                FaultKind::NotOneOf {
                    key: key("pass.measure"),
                    value: key("area"),
                    allowed: allowed(&["heads", "weight"]),
                }
            ),
            (
                5,
                7,
                FaultKind::NotOneOf {
                    key: key("tie"),
                    value: key("wins"),
                    allowed: allowed(&["fails", "chair_decides"]),
                }
            ),
            (7, 11, FaultKind::AmongOrTag),
            (7, 38, FaultKind::Empty { key: key("quorum.any_of.tag") }),
        ]
    );
    // Not two limits, not two classes, not two conditions in one.
    assert_eq!(
        faults(&format!(
            "{MINE}pass = [\n{{ base = \"cast\", ratio = \"1/2\", at_least = 3 }},\n\
             {{ base = \"cast\", at_least = 3, group = \"利益相关方\", tag = \"T\" }},\n\
             {{ base = \"cast\", against_below = \">1/3\" }}]\n\
             [quorum]\nall_of = [{{ tag = \"T\", group = \"利益相关方\", ratio = \"1/2\" }}]\n"
        ))
        .into_iter()
        .map(|(line, _, kind)| (line, kind))
        .collect::<Vec<_>>(),
        [
            (5, FaultKind::OneLimit),
            (6, FaultKind::GroupOrTag),
            (7, FaultKind::BadRatio { key: key("pass.against_below"), text: "1/3".to_owned() }),
            (9, FaultKind::AmongOrTag),
        ]
    );
    assert_eq!(
        faults(&format!(
            "{MINE}pass = [{{ base = \"cast\", ratio = \"1/2\" }}]\n\
             [consensus]\nreached = \"1/2\"\nhard = \"2/3\"\nrounds = 2\n"
        )),
        [(5, 1, FaultKind::HardAboveReached)]
    );
}

/// A rule that says two things that cannot both hold is refused at the place of one of them.
#[test]
fn a_rule_that_contradicts_itself_is_refused_with_its_line() {
    for (text, line, contradiction) in [
        ("proxy_cap = 2\ntakes_part = [\"in_person\"]\n", 5, Contradiction::ProxyCap),
        ("tie = \"chair_decides\"\nchair_votes = \"never\"\n", 6, Contradiction::ChairNever),
        ("tie = \"fails\"\nchair_votes = \"tie\"\n", 6, Contradiction::TieFails),
        ("abstain = \"forbidden\"\nsilent = \"abstain\"\n", 6, Contradiction::SilentAbstain),
        (
            "participation = [{ base = \"entitled\", against_below = \"1/3\" }]\n",
            5,
            Contradiction::ObjectionTakesPart,
        ),
    ] {
        let text = format!("{MINE}pass = [{{ base = \"cast\", ratio = \"1/2\" }}]\n{text}");
        let found = faults(&text);
        let kinds: Vec<_> = found.iter().map(|(line, _, kind)| (*line, kind.clone())).collect();
        assert_eq!(kinds, [(line, FaultKind::Contradicts { contradiction })], "{text}");
    }
}

/// What a rule file says is what the record keeps, and old rules keep their bytes.
#[test]
fn the_record_keeps_a_rule_as_it_was_read() {
    for rule in builtin().rules {
        let kept = serde_json::to_string(&rule).unwrap();
        let again: Rule = serde_json::from_str(&kept).unwrap();
        assert_eq!(again, Rule { purpose: None, ..rule });
        assert_eq!(serde_json::to_string(&again).unwrap(), kept);
    }
    let old = r#"{"id":"o","name":{"zh":"旧","en":"old"},"citation":{"zh":"c","en":"c"},"quorum":{"any_of":[{"among":"entitled","ratio":{"op":"more_than","num":1,"den":2}},{"among":{"tagged":"户代表"},"ratio":{"op":"at_least","num":2,"den":3}}],"require_groups":[]},"participation":[{"measure":"weight","base":"entitled","ratio":{"op":"at_least","num":2,"den":3}}],"pass":[{"measure":"heads","base":"cast","ratio":{"op":"more_than","num":1,"den":2}}],"tie":"chair_decides","recusal":"stays_in_base","proxy_cap":2,"consensus":{"reached":{"op":"at_least","num":2,"den":3},"hard":{"op":"at_least","num":1,"den":2},"rounds":2}}"#;
    let rule: Rule = serde_json::from_str(old).unwrap();
    assert_eq!(serde_json::to_string(&rule).unwrap(), old);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}", at in 0..1_000_usize) {
        let _ = read_rule(&text, "r");
        let preset = PRESETS[1].1;
        let at = preset.char_indices().map(|(i, _)| i).nth(at).unwrap_or(0);
        let _ = read_rule(format!("{}{text}{}", &preset[..at], &preset[at..]), "r");
    }
}
