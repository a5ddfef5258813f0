//! Tests of reading plans: each fault at its exact place.

#![allow(clippy::format_collect, reason = "short tests over fast ones")]

use super::*;
use crate::domain::fraction::Ratio;
use crate::domain::rule::{Among, Attendance, Base, Consensus, Limit};
use crate::inputs::fault::{Subject, Wanted};
use crate::inputs::read_roster;
use crate::inputs::rules::builtin;
use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

const PLAN: &str = include_str!("../../../assets/sample/huaishuwan/plan.toml");
const ROSTER: &[u8] = include_bytes!("../../../assets/sample/huaishuwan/roster.csv");

fn people() -> Vec<Person> {
    read_roster(ROSTER, "roster.csv").unwrap()
}

fn read(text: &str) -> Result<Plan, Faults> {
    read_plan(text.as_bytes(), "plan.toml", &builtin(), people())
}

/// The faults of a text as (line, column, kind).
fn faults(text: &str) -> Vec<(u32, u32, FaultKind)> {
    let faults = read(text).unwrap_err();
    assert_eq!(faults.more, 0);
    faults.list.into_iter().map(|f| (f.line, f.column, f.kind)).collect()
}

/// The faults of a plan that has the required keys in its first four lines, then `rest`.
fn with(rest: &str) -> Vec<(u32, u32, FaultKind)> {
    faults(&format!("{HEAD}{rest}"))
}

const HEAD: &str = "[session]\nid = \"A-1\"\ntitle = \"题\"\ndate = 2026-11-27\n";

fn key(key: &str) -> String {
    key.to_owned()
}

#[test]
fn the_sample_is_read_whole() {
    let plan = read(PLAN).unwrap();
    assert_eq!(plan.id, "HSW-2026-004");
    assert_eq!(plan.date, NaiveDate::from_ymd_opt(2026, 11, 27).unwrap());
    assert_eq!(plan.start, NaiveTime::from_hms_opt(14, 30, 0));
    assert_eq!(plan.end, NaiveTime::from_hms_opt(16, 50, 0));
    assert_eq!(plan.utc_offset_s, 28_800);
    assert_eq!(plan.people.len(), 24);
    assert_eq!(plan.people.iter().filter(|p| p.vote).count(), 16);
    assert_eq!(plan.agenda.len(), 10);
    assert_eq!(plan.agenda.iter().map(|i| i.seconds).sum::<u32>(), 140 * 60);
    assert_eq!(plan.agenda[2].lead, Some(PersonId::new("P24")));
    assert_eq!(plan.proposals.len(), 3);
    assert_eq!(plan.chair, Some(PersonId::new("P01")));
    assert_eq!(plan.tellers, ["周雨桐", "王雪"]);
    assert_eq!(plan.scrutineers, [PersonId::new("P02"), PersonId::new("P12")]);
    assert_eq!(plan.next_meeting.unwrap().to_string(), "2026-12-22 14:30:00");
    assert_eq!(plan.ground_rules.len(), 12);
    assert_eq!(plan.rule.id, "consultation");
    assert_eq!(plan.rule.pass[0].base, Base::Present);
    assert_eq!(plan.rule.pass[0].limit, Limit::Ratio(Ratio::at_least(2, 3)));
    let consensus = plan.rule.consensus.unwrap();
    assert_eq!(consensus.hard, Ratio::at_least(1, 2));
    assert_eq!(consensus.rounds, 2);
    assert_eq!(plan.rule.quorum, None, "the session's quorum holds for its votes");
    let way = Attendance::share(Among::Expected, Ratio::at_least(2, 3)).into();
    assert_eq!(plan.quorum.any_of, [way]);
    assert_eq!(plan.quorum.require_groups, ["利益相关方", "职能部门"]);
    assert!(plan.quorum.text.starts_with("应到会人员三分之二以上"));
    let research = plan.research.as_ref().unwrap();
    assert_eq!(research.by, Some(PersonId::new("P23")));
    let publicity = plan.publicity.as_ref().unwrap();
    assert_eq!(publicity.days, "5个工作日");
    assert_eq!(publicity.places.len(), 3);
    assert_eq!(publicity.phone, "0000-5550123");
}

#[test]
fn the_rest_of_the_session_is_facts_in_file_order() {
    let plan = read(PLAN).unwrap();
    let keys: Vec<&str> = plan.facts.iter().map(|(k, _)| k.as_str()).collect();
    assert_eq!(
        keys,
        [
            "brand",
            "topic_area",
            "topic_source",
            "topic_proposers",
            "topic_scope",
            "level",
            "pilot",
            "pilot_county_seat",
            "form",
            "linkage",
            "venue_type",
            "venue",
            "organizer",
            "host_unit",
            "guide_unit",
            "rules_version"
        ]
    );
    assert_eq!(plan.fact("pilot"), "true");
    let plan = read(&format!("{HEAD}z = [1, \"二\", true]\na = 2026-01-02\nm = 1.50\n")).unwrap();
    let pair = |k: &str, v: &str| (k.to_owned(), v.to_owned());
    assert_eq!(plan.facts, [pair("z", "1、二、true"), pair("a", "2026-01-02"), pair("m", "1.50")]);
}

#[test]
fn the_least_plan_has_every_default() {
    let plan = read_plan(HEAD.as_bytes(), "p", &builtin(), Vec::new()).unwrap();
    let preset = builtin().find("consultation").cloned().unwrap();
    assert_eq!(plan.rule, Rule { quorum: None, ..preset.clone() });
    assert_eq!(Some(plan.quorum), preset.quorum);
    assert_eq!((plan.start, plan.end, plan.chair), (None, None, None));
    assert_eq!((plan.round, plan.utc_offset_s), (1, 28_800));
    assert!(plan.agenda.is_empty() && plan.proposals.is_empty() && plan.facts.is_empty());
    assert_eq!(read(HEAD).unwrap().chair, Some(PersonId::new("P01")), "the roster's chair");
}

#[test]
fn people_are_named_by_id_name_or_name_with_mark() {
    let plan = read(&format!(
        "{HEAD}chair = \"仇海生\"\nscrutineers = [\"张伟（货运）\", \"张伟(2网格)\"]\n\
         tellers = [\"P03\", \"外来的人\"]\nrecorder = \"P05\"\n"
    ))
    .unwrap();
    assert_eq!(plan.chair, Some(PersonId::new("P12")));
    assert_eq!(plan.scrutineers, [PersonId::new("P10"), PersonId::new("P05")]);
    assert_eq!(plan.tellers, ["和文华", "外来的人"]);
    assert_eq!(plan.recorder, "张伟（2网格）");
}

#[test]
fn parts_of_the_rule_can_be_changed() {
    let plan = read(&format!(
        "{HEAD}rule = \"villagers-meeting\"\n[quorum]\nop = \"more_than\"\nnum = 3\nden = 4\n\
         base = \"entitled\"\n"
    ))
    .unwrap();
    let way = Attendance::share(Among::Entitled, Ratio::more_than(3, 4)).into();
    assert_eq!(plan.quorum.any_of, [way]);
    let plan = read(&format!("{HEAD}[consensus]\nbase = \"valid\"\nreached = \"3/4\"\n")).unwrap();
    assert_eq!(plan.rule.pass[0].base, Base::Valid);
    assert_eq!(plan.rule.pass[0].limit, Limit::Ratio(Ratio::at_least(3, 4)));
    let expected =
        Consensus { reached: Ratio::at_least(3, 4), hard: Ratio::at_least(1, 2), rounds: 2 };
    assert_eq!(plan.rule.consensus, Some(expected));
    let plan = read(&format!("{HEAD}[quorum]\nrequire_groups = [\"Stakeholder\"]\n")).unwrap();
    assert_eq!(plan.quorum.require_groups, ["利益相关方"]);
    assert_eq!(plan.quorum.any_of.len(), 1, "the number of the preset stands");
    let rest = "[speech_rules]\nstate_limit_s = 60\nwarn_before_s = 0\nalternate = false\n";
    let limits = read(&format!("{HEAD}{rest}")).unwrap().speech_rules;
    assert_eq!((limits.statement_s, limits.response_s, limits.warn_s), (60, 300, 0));
    assert!(!limits.alternate && limits.first_time_first);
    let top = format!("rules = [\"一\"]\n{HEAD}[speech_rules]\nrules = [\"二\"]\n");
    assert_eq!(read(&top).unwrap().ground_rules, ["一", "二"]);
}

#[test]
fn numbers_default_to_the_place_and_time_to_none() {
    let rest = "[[agenda]]\ntitle = \"一\"\n[[agenda]]\ntitle = \"二\"\nminutes = 1440\n\
                [[proposal]]\ntitle = \"案\"\nlegal_vote = true\n";
    let plan = read(&format!("{HEAD}{rest}")).unwrap();
    let got: Vec<_> = plan.agenda.iter().map(|i| (i.no, i.seconds)).collect();
    assert_eq!(got, [(1, 0), (2, 86_400)]);
    assert!(plan.proposals[0].no == 1 && plan.proposals[0].legal_vote);
}

#[test]
fn a_bom_and_quoted_dates_are_read() {
    let text = "\u{feff}[session]\nid = \"会-1.a_b\"\ntitle = \"题\"\ndate = \"2026-11-27\"\n\
                start = \"9:05\"\nutc_offset = \"-03:30\"\nnext_meeting = \"2026-12-01 09:00\"\n";
    let plan = read(text).unwrap();
    assert_eq!(plan.id, "会-1.a_b");
    assert_eq!(plan.start, NaiveTime::from_hms_opt(9, 5, 0));
    assert_eq!(plan.utc_offset_s, -12_600);
    assert_eq!(plan.next_meeting.unwrap().to_string(), "2026-12-01 09:00:00");
}

#[test]
fn required_keys_are_missed_at_their_table() {
    assert_eq!(faults(""), [(1, 1, FaultKind::Missing { key: key("session") })]);
    assert_eq!(
        faults("schema = 1\n\n[session]\n"),
        ["session.id", "session.title", "session.date"].map(|k| (
            3,
            1,
            FaultKind::Missing { key: key(k) }
        ))
    );
    assert_eq!(
        with("[[agenda]]\nminutes = 5\n"),
        [(5, 1, FaultKind::Missing { key: key("agenda.title") })]
    );
    assert_eq!(
        faults("[session]\nid = \"A\"\ntitle = \" \"\ndate = 2026-11-27\n"),
        [(3, 9, FaultKind::Empty { key: key("session.title") })]
    );
}

#[test]
fn all_faults_are_named_in_the_order_of_the_file() {
    let text = "schema = 2\ncolour = 1\n[session]\nid = \".a\"\ntitle = \"题\"\n\
                date = \"2026-02-30\"\nrule = \"majority\"\n[[agendas]]\nno = 1\n";
    let known = builtin().rules.iter().map(|r| r.id.clone()).collect();
    assert_eq!(
        faults(text),
        [
            (1, 10, FaultKind::UnknownSchema { found: key("2") }),
            (2, 1, FaultKind::UnknownKey { key: key("colour"), nearest: None }),
            (4, 6, FaultKind::BadId { key: key("session.id"), id: key(".a") }),
            (6, 8, FaultKind::BadDate { key: key("session.date"), text: key("2026-02-30") }),
            (7, 8, FaultKind::UnknownRule { name: key("majority"), known }),
            (8, 3, FaultKind::UnknownKey { key: key("agendas"), nearest: Some(key("agenda")) }),
        ]
    );
}

#[test]
fn bare_dates_and_times_that_are_none_are_told_as_such() {
    assert_eq!(
        faults("[session]\nid = \"A\"\ntitle = \"题\"\ndate = 2026-02-30\n"),
        [(4, 8, FaultKind::BadDate { key: key("date"), text: key("2026-02-30") })]
    );
    let found = with("start = 25:00:00\n");
    assert!(
        matches!(&found[..], [(5, 9.., FaultKind::BadTime { text, .. })] if text == "25:00:00")
    );
    assert_eq!(
        with("start = 1\nend = \"25:00\"\n[publicity]\nstart = \"11月\"\n"),
        [
            (5, 9, FaultKind::BadTime { key: key("session.start"), text: key("") }),
            (6, 7, FaultKind::BadTime { key: key("session.end"), text: key("25:00") }),
            (8, 9, FaultKind::BadDate { key: key("publicity.start"), text: key("11月") }),
        ]
    );
}

#[test]
fn an_end_must_come_after_its_start() {
    assert_eq!(
        with(
            "start = 14:30:00\nend = 14:30:00\n[publicity]\nend = 2026-11-30\nstart = 2026-12-01\n"
        ),
        [
            (6, 7, FaultKind::EndBeforeStart { key: key("session.end") }),
            (8, 7, FaultKind::EndBeforeStart { key: key("publicity.end") }),
        ]
    );
}

#[test]
fn ids_must_be_safe_file_names() {
    for id in ["", ".x", "a/b", "a b", "..", "a.", "-a", "nul", "COM1.x", "a:b", "会\u{7f}"] {
        let text = format!("[session]\nid = {id:?}\ntitle = \"题\"\ndate = 2026-11-27\n")
            .replace("\\u{7f}", "\\u007f");
        let found = faults(&text);
        assert!(
            matches!(
                &found[..],
                [(2, 6, FaultKind::BadId { .. } | FaultKind::ControlCharacter { .. })]
            ),
            "{id}: {found:?}"
        );
    }
    let long = "会".repeat(34);
    assert_eq!(
        faults(&format!("[session]\nid = \"{long}\"\ntitle = \"题\"\ndate = 2026-11-27\n")),
        [(2, 6, FaultKind::BadId { key: key("session.id"), id: long })],
        "102 bytes"
    );
}

#[test]
fn values_have_types_and_ranges() {
    let type_of = |key: &str, wanted| FaultKind::WrongType { key: key.to_owned(), wanted };
    let range = |key: &str, least, most| FaultKind::OutOfRange { key: key.to_owned(), least, most };
    assert_eq!(
        with(
            "round = 0\ntellers = 3\nvenue = { a = 1 }\nlist = [[1]]\nutc_offset = \"+15:00\"\n\
             [speech_rules]\nalternate = 1\nstate_limit_s = 0\nresponse_limit_s = -1\n\
             [[agenda]]\ntitle = 5\nminutes = 0\n[[agenda]]\ntitle = \"题\"\nminutes = 1441\n\
             [[agenda]]\ntitle = \"题\"\nminutes = \"5\"\n"
        ),
        [
            (5, 9, range("session.round", 1, 1_000)),
            (6, 11, type_of("session.tellers", Wanted::List)),
            (7, 9, type_of("session.venue", Wanted::Plain)),
            (8, 9, type_of("session.list", Wanted::Plain)),
            (9, 14, FaultKind::BadOffset { text: key("+15:00") }),
            (11, 13, type_of("speech_rules.alternate", Wanted::Flag)),
            (12, 17, range("speech_rules.state_limit_s", 1, 86_400)),
            (13, 20, range("speech_rules.response_limit_s", 1, 86_400)),
            (15, 9, type_of("agenda.title", Wanted::Text)),
            (16, 11, range("agenda.minutes", 1, 1_440)),
            (19, 11, range("agenda.minutes", 1, 1_440)),
            (22, 11, type_of("agenda.minutes", Wanted::Number)),
        ]
    );
    assert_eq!(with("[[agenda]]\n[agenda.x]\n").len(), 2, "a missing title, an unknown key");
    assert_eq!(
        faults("session = 1\nresearch = []\n"),
        [(1, 11, type_of("session", Wanted::Table)), (2, 12, type_of("research", Wanted::Table))]
    );
}

#[test]
fn thresholds_must_be_fractions_that_can_be_met() {
    let range = |key: &str, least, most| FaultKind::OutOfRange { key: key.to_owned(), least, most };
    let ratio =
        |text: &str| FaultKind::BadRatio { key: key("consensus.reached"), text: text.to_owned() };
    let million = 1_000_000;
    assert_eq!(with("[quorum]\nnum = 4\nden = 3\n"), [(6, 7, range("quorum.num", 1, 3))]);
    assert_eq!(with("[quorum]\nnum = 1\nden = 0\n"), [(7, 7, range("quorum.den", 1, million))]);
    assert_eq!(
        with("[quorum]\nop = \"more_than\"\nnum = 3\nden = 3\n"),
        [(7, 7, FaultKind::BadRatio { key: key("quorum.num"), text: key(">3/3") })]
    );
    assert_eq!(
        with("[quorum]\nden = 3\n"),
        [(5, 1, FaultKind::Missing { key: key("quorum.num") })]
    );
    for (raw, shown) in [("[3, 2]", "[3, 2]"), ("\"2:3\"", "2:3"), ("\">1/1\"", ">1/1"), ("1", "")]
    {
        assert_eq!(with(&format!("[consensus]\nreached = {raw}\n")), [(6, 11, ratio(shown))]);
    }
    assert_eq!(
        with("[consensus]\nreached = [1, 2]\nhard = [2, 3]\n"),
        [(5, 1, FaultKind::HardAboveReached)]
    );
    assert_eq!(
        with("rule = \"two-thirds\"\n[consensus]\nreached = \"2/3\"\n"),
        ["hard", "rounds"].map(|k| (6, 1, FaultKind::Missing { key: format!("consensus.{k}") }))
    );
    let found = with("[quorum]\nbase = \"everyone\"\nrequire_groups = [\"职能部门\", \"路人\"]\n");
    let allowed = vec!["expected", "entitled"];
    let (base, name) = (key("quorum.base"), key("路人"));
    let at = Subject::Key(key("quorum.require_groups"));
    assert_eq!(
        found,
        [
            (6, 8, FaultKind::NotOneOf { key: base, value: key("everyone"), allowed }),
            (7, 27, FaultKind::UnknownGroup { at, name }),
        ]
    );
}

#[test]
fn numbers_of_items_are_unique_and_in_order() {
    let item = |no: u32| format!("[[agenda]]\nno = {no}\ntitle = \"题\"\n");
    assert_eq!(
        with(&format!("{}{}{}", item(2), item(1), item(2))),
        [
            (9, 6, FaultKind::UnorderedNo { key: key("agenda.no"), no: 1, before: 2 }),
            (12, 6, FaultKind::DuplicateNo { key: key("agenda.no"), no: 2, first_line: 6 }),
        ]
    );
    let proposal = |no: u32| format!("[[proposal]]\nno = {no}\ntitle = \"案\"\n");
    assert_eq!(
        with(&format!("{}{}{}", proposal(2), proposal(1), proposal(1))),
        [(12, 6, FaultKind::DuplicateNo { key: key("proposal.no"), no: 1, first_line: 9 })]
    );
}

#[test]
fn people_must_be_on_the_roster() {
    let nobody =
        |key: &str, who: &str| FaultKind::NoSuchPerson { key: key.to_owned(), who: who.to_owned() };
    let candidates = vec![key("P05 张伟（2网格）"), key("P10 张伟（货运）")];
    assert_eq!(
        with(
            "chair = \"P99\"\nscrutineers = [\"P02\", \"张伟\"]\n[research]\nby = \"某人\"\n\
             [[agenda]]\ntitle = \"题\"\nlead = \"P25\"\n"
        ),
        [
            (5, 9, nobody("session.chair", "P99")),
            (
                6,
                23,
                FaultKind::AmbiguousPerson {
                    key: key("session.scrutineers"),
                    who: key("张伟"),
                    candidates,
                }
            ),
            (8, 6, nobody("research.by", "某人")),
            (11, 8, nobody("agenda.lead", "P25")),
        ]
    );
}

#[test]
fn texts_are_bounded_and_plain() {
    let (title, text) = ("长".repeat(201), "长".repeat(2_001));
    let long = |key: &str, most| FaultKind::TooLong { at: Subject::Key(key.to_owned()), most };
    assert_eq!(
        with(&format!("[[proposal]]\ntitle = \"{title}\"\ntext = \"{text}\"\n")),
        [(6, 9, long("proposal.title", 200)), (7, 8, long("proposal.text", 2_000))]
    );
    let bell =
        |key: &str, code| FaultKind::ControlCharacter { at: Subject::Key(key.to_owned()), code };
    assert_eq!(
        with("venue = \"\\u001b[2J\"\n[[proposal]]\ntitle = \"一\\u0007\"\n"),
        [(5, 9, bell("session.venue", 0x1b)), (7, 9, bell("proposal.title", 7))]
    );
    let found = with("venue = \"\u{7}\"\n");
    assert!(matches!(&found[..], [(5, _, FaultKind::Syntax { .. })]), "{found:?}");
}

#[test]
fn what_is_no_toml_is_told_line_by_line() {
    let found = with("venue = \n[[agenda]]\ntitle = 题\n");
    let lines: Vec<u32> = found.iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines, [5, 7], "{found:?}");
    assert!(found.iter().all(|(.., kind)| matches!(kind, FaultKind::Syntax { .. })));
    let twice = with("title = \"又\"\n");
    assert!(matches!(&twice[..], [(5, 1, FaultKind::Syntax { .. })]), "{twice:?}");
}

#[test]
fn hostile_files_are_refused() {
    let deep = format!("{HEAD}x = {}\n", "[".repeat(100_000));
    assert!(
        read(&deep).unwrap_err().list.iter().all(|f| matches!(f.kind, FaultKind::Syntax { .. }))
    );
    let wrong = read(&"x = @\n".repeat(30_000)).unwrap_err();
    assert_eq!((wrong.list.len(), wrong.more), (100, 29_900));
    let many: String = (0..30_000).map(|i| format!("speech_{i} = 1\n")).collect();
    assert_eq!(read(&many).unwrap_err().more, 29_901);
    let large = vec![b'#'; (4 << 20) + 1];
    let faults = read_plan(&large, "p", &builtin(), Vec::new()).unwrap_err();
    assert_eq!(faults.list[0].kind, FaultKind::TooLarge { megabytes: 4 });
    let faults = read_plan(b"# \xe9\xa2\x98\n# \xe9\xa2\x98\xff", "p", &builtin(), Vec::new());
    let faults = faults.unwrap_err().list;
    assert_eq!(
        (faults[0].line, faults[0].column, &faults[0].kind),
        (2, 4, &FaultKind::BadEncoding)
    );
}

#[test]
fn no_more_than_a_hundred_faults_are_listed() {
    let many: String = (0..250).map(|i| format!("key{i} = 1\n")).collect();
    let faults = read(&format!("{many}{HEAD}")).unwrap_err();
    assert_eq!((faults.list.len(), faults.more), (100, 150));
    assert_eq!(faults.list[99].line, 100);
}

#[test]
fn a_catalog_without_the_default_is_told() {
    let none = Catalog::default();
    let faults = read_plan(HEAD.as_bytes(), "p", &none, Vec::new()).unwrap_err();
    assert!(
        matches!(&faults.list[0].kind, FaultKind::UnknownRule { name, .. } if name == "consultation")
    );
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_plan(&bytes, "p", &builtin(), Vec::new());
    }

    #[test]
    fn no_damage_to_the_sample_makes_it_panic(
        from in 0..PLAN.len(), length in 0..40_usize, with in "[\\PC\n\"\\[\\]=.]{0,12}",
    ) {
        let mut bytes = PLAN.as_bytes().to_vec();
        let to = (from + length).min(bytes.len());
        bytes.splice(from..to, with.into_bytes());
        if let Err(faults) = read_plan(&bytes, "p", &builtin(), people()) {
            prop_assert!(!faults.list.is_empty());
            prop_assert!(faults.list.iter().all(|f| f.line > 0 && f.column > 0));
        }
    }
}
