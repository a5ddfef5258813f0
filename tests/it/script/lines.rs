//! Single lines: what is read, what is refused, and where.

use super::fixture::{at, meeting, odd_meeting, plan};
use yishi::domain::meeting::{Command, Meeting};
use yishi::domain::minutes;
use yishi::domain::person::{Attends, Person, PersonId, Weight};
use yishi::domain::roll;
use yishi::script::{Candidate, ErrorKind, ScriptError, When, parse_line, print, print_at, syntax};

fn fault(line: &str) -> ScriptError {
    parse_line(line, &meeting()).expect_err(line)
}

fn kind(line: &str) -> (usize, ErrorKind) {
    let error = fault(line);
    (error.column, error.kind)
}

/// What a line comes to, in canonical form.
fn canonical(line: &str) -> String {
    let meeting = meeting();
    let read = parse_line(line, &meeting).unwrap_or_else(|e| panic!("{line}: {e}"));
    print(&read.expect(line).command, &meeting)
}

#[test]
fn lines_come_to_their_canonical_form() {
    for (line, want) in [
        ("present 仇海生 P02 # two", "present P12 P02"),
        ("present 张伟（货运） 张伟(2网格)", "present P10 P05"),
        ("present 阿依努尔・买买提 ｐ０１", "present P15 P01"),
        ("present \"王　强\"", "present P17"),
        ("REQUEST p09", ""),
        ("request P09 ＫＩＮＤ＝question limit=９０s", "request P09 kind=question limit=1m30s"),
        ("note 开始", "note \"开始\""),
        ("note a=b", "note \"a=b\""),
        ("note “他说“好”。”", "note \"他说“好”。\""),
        ("say \"P24\"", "say \"P24\""),
        ("say 赵淑芬 好", "say P02 \"好\""),
        ("agenda add \"新\" 5m before=3", "agenda add \"新\" 5m before=3"),
        ("agenda　move １ to ２", "agenda move 1 to 2"),
        ("list closed", "list closed"),
        ("recess", "recess"),
        ("set quorum=>1/2 tie=chair-decides", "set quorum=>1/2 tie=chair-decides"),
        ("set groups=stakeholder,职能部门", "set groups=\"利益相关方,职能部门\""),
        ("set alternate=NO warn=30s", "set alternate=no warn=30s"),
        ("gauge 1 block=2", "gauge 1 support=0 accept=0 reserve=0 neutral=0 block=2"),
        ("tally abstain=1 for=2", "tally for=2 abstain=1"),
        ("tally for=1 against=0 not_cast=3", "tally for=1 against=0 not_cast=3"),
        ("close result=passed", "close result=passed"),
        ("casting against", "casting against"),
        ("outcome 2 continue next=2026-12-5", "outcome 2 continue next=2026-12-05"),
        ("speech 31 end=2026-11-28T0:10 start=14:40", "speech 31 start=14:40 end=2026-11-28T00:10"),
        (
            "notice to=2026-12-04 from=2026-11-30 phone=\"1 2\"",
            "notice from=2026-11-30 to=2026-12-04 phone=\"1 2\"",
        ),
        ("sign 段永祥", "sign P01"),
        ("unmask 报区里存档", "unmask \"报区里存档\""),
        ("undo 12", "undo 12"),
        ("proxy P02 to P03", "proxy P02 to P03"),
    ] {
        if want.is_empty() {
            assert!(matches!(fault(line).kind, ErrorKind::UnknownCommand { .. }), "{line}");
        } else {
            assert_eq!(canonical(line), want, "{line}");
        }
    }
}

#[test]
fn nothing_but_a_comment_is_no_command() {
    for line in ["", "   ", "\u{3000}", "# open", "\r\n", "\u{feff}# 注"] {
        assert_eq!(parse_line(line, &meeting()), Ok(None), "{line:?}");
    }
}

#[test]
fn times_are_those_of_the_session() {
    let meeting = meeting();
    let when = |line: &str| {
        let line = parse_line(line, &meeting).expect(line).expect(line);
        line.at.map(|when: When| when.resolve(&plan()))
    };
    assert_eq!(when("open"), None);
    assert_eq!(when("@14:40 open"), Some(at("2026-11-27T14:40:00+08:00")));
    assert_eq!(when("＠１４：４０：３０　open"), Some(at("2026-11-27T14:40:30+08:00")));
    assert_eq!(when("@2026-11-28T00:10 open"), Some(at("2026-11-28T00:10:00+08:00")));
    let command = parse_line("open", &meeting).unwrap().unwrap().command;
    let printed = |moment: &str| print_at(at(moment), &command, &meeting);
    assert_eq!(printed("2026-11-27T06:40:00Z"), "@14:40 open", "in the session's zone");
    assert_eq!(printed("2026-11-27T14:40:05+08:00"), "@14:40:05 open");
    assert_eq!(printed("2026-11-28T00:10:00+08:00"), "@2026-11-28T00:10 open");
    assert_eq!(kind("@25:00 open"), (1, ErrorKind::BadTime { text: "25:00".into() }));
    assert_eq!(kind("@14:40"), (7, ErrorKind::MissingCommand { allowed: vec![] }));
}

#[test]
fn an_ambiguous_name_is_refused_with_the_candidates() {
    let candidates = [("P05", "张伟（2网格）"), ("P10", "张伟（货运）")];
    let candidates =
        candidates.map(|(id, name)| Candidate { id: PersonId::new(id), name: name.into() });
    let text = "张伟".to_owned();
    let want = ErrorKind::AmbiguousPerson { text, candidates: candidates.to_vec() };
    assert_eq!(kind("depart 张伟"), (8, want));
    assert_eq!(kind("depart 张三"), (8, ErrorKind::UnknownPerson { text: "张三".into() }));
    assert_eq!(kind("depart 张伟（空"), (8, ErrorKind::UnknownPerson { text: "张伟（空".into() }));
}

#[test]
fn a_forgotten_summary_is_not_the_name_of_the_speaker() {
    use yishi::script::Takes;
    for line in ["say 赵淑芬", "say P02", "say 张伟"] {
        let column = line.chars().count() + 1;
        assert_eq!(kind(line), (column, ErrorKind::Missing { what: Takes::Text }), "{line}");
    }
    let say = |text: &str| minutes::Command::Say { person: None, text: text.into() };
    let read = parse_line("say 同意", &meeting()).unwrap().unwrap();
    assert_eq!(read.command, Command::Minutes(say("同意")));
}

#[test]
fn faults_name_their_column_and_the_usage() {
    use yishi::script::Takes;
    let text = |text: &str| text.to_owned();
    for (line, want) in [
        ("opne", (1, ErrorKind::UnknownCommand { word: text("opne"), near: Some("open") })),
        ("@14:40 xyzzy", (8, ErrorKind::UnknownCommand { word: text("xyzzy"), near: None })),
        ("\"open\"", (1, ErrorKind::UnknownCommand { word: text("open"), near: Some("open") })),
        (
            "agenda strat 1",
            (
                1,
                ErrorKind::UnknownCommand {
                    word: text("agenda strat"),
                    near: Some("agenda start"),
                },
            ),
        ),
        ("list", (5, ErrorKind::MissingCommand { allowed: vec!["open", "closed"] })),
        ("open now", (6, ErrorKind::Extra { text: text("now") })),
        ("note two words", (10, ErrorKind::Extra { text: text("words") })),
        ("present", (8, ErrorKind::Missing { what: Takes::Person })),
        ("extend 3", (8, ErrorKind::BadDuration { text: text("3") })),
        ("freeze -1", (8, ErrorKind::BadNumber { text: text("-1") })),
        ("freeze 4294967296", (8, ErrorKind::BadNumber { text: text("4294967296") })),
        ("bump P01 at 2", (10, ErrorKind::Expected { word: "to", text: text("at") })),
        ("give P01 limit=3", (16, ErrorKind::BadDuration { text: text("3") })),
        (
            "give P01 lmit=3m",
            (
                10,
                ErrorKind::BadKey {
                    key: text("lmit"),
                    allowed: vec!["kind", "stance", "on", "limit"],
                },
            ),
        ),
        ("give P01 on=1 on=2", (15, ErrorKind::RepeatedKey { key: text("on") })),
        (
            "sign P01 role=boss",
            (
                15,
                ErrorKind::BadValue {
                    key: Some("role"),
                    text: text("boss"),
                    allowed: vec![text("chair"), text("recorder"), text("witness")],
                },
            ),
        ),
        (
            "casting maybe",
            (
                9,
                ErrorKind::BadValue {
                    key: None,
                    text: text("maybe"),
                    allowed: vec![text("for"), text("against")],
                },
            ),
        ),
        ("vote 1", (7, ErrorKind::MissingKey { key: "method" })),
        ("set hard=2", (10, ErrorKind::BadRatio { text: text("2") })),
        (
            "notice from=2026-13-01 to=2026-12-01",
            (13, ErrorKind::BadDate { text: text("2026-13-01") }),
        ),
        (
            "invite P30 name=甲 group=invitee weight=0",
            (40, ErrorKind::BadWeight { text: text("0") }),
        ),
        ("note \"没有结束", (6, ErrorKind::UnclosedQuote)),
        ("open\nadjourn", (5, ErrorKind::SeveralLines)),
    ] {
        assert_eq!(kind(line), want, "{line}");
    }
    assert_eq!(fault("extend 3").usage, Some("extend DUR"));
    assert_eq!(fault("opne").usage, None);
    assert!(matches!(fault("set").kind, ErrorKind::MissingKeys { allowed } if allowed.len() == 18));
}

fn invited(line: &str, meeting: &Meeting) -> Person {
    match parse_line(line, meeting).expect(line).expect(line).command {
        Command::Roll(roll::Command::Invite(person)) => *person,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_invitation_has_its_defaults() {
    let meeting = meeting();
    let person = invited("invite Ｐ３０ name=甲 group=stakeholder", &meeting);
    assert_eq!(person, Person::new("P30", "甲", "利益相关方"));
    let line = "invite P31 name=乙 group=职能部门 role=sitting-in tags=\"a；b、c\" weight=89.53";
    let person = invited(line, &meeting);
    assert_eq!((person.attends, person.vote), (Attends::SittingIn, false));
    assert_eq!(person.tags, ["a", "b", "c"]);
    assert_eq!(person.weight, Weight(895_300));
    assert!(invited("invite P32 name=丙 group=invitee role=sitting-in vote=yes", &meeting).vote);
    let known = ["议事会成员", "利益相关方", "职能部门", "特邀人员"].map(str::to_owned).to_vec();
    assert_eq!(
        kind("invite P33 name=丁 group=别的"),
        (25, ErrorKind::BadValue { key: Some("group"), text: "别的".into(), allowed: known })
    );
    // A group of the session goes before the English word of a standard one.
    let person = invited("invite P30 name=甲 group=stakeholder", &odd_meeting());
    assert_eq!(person.group, "stakeholder");
}

#[test]
fn control_characters_do_not_come_in() {
    assert_eq!(canonical("note \"a\u{1b}[2Jb\u{7}\tc\u{202e}\""), "note \"ab c\"");
    assert_eq!(canonical("note a\u{1b}[2Jb"), "note \"ab\"");
}

#[test]
fn the_table_is_one_row_a_command() {
    let words: Vec<&str> = syntax().map(|row| row.word).collect();
    for (n, word) in words.iter().enumerate() {
        assert!(!words[..n].contains(word), "{word} twice");
        let row = syntax().nth(n).unwrap();
        let first = word.split(' ').next().unwrap();
        assert!(row.usage.starts_with(first), "{word}: {}", row.usage);
        for key in row.keys.iter().filter(|_| !row.usage.contains("KEY=")) {
            assert!(row.usage.contains(&format!("{}=", key.name)), "{word}: {}", key.name);
        }
    }
}
