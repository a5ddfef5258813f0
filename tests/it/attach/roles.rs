//! What each terminal may do: the table of docs/architecture.md, row by row, at a running host.

use super::hosted::{hosted, stamp};
use crate::build;
use std::collections::{BTreeMap, BTreeSet};
use strum::VariantArray as _;
use yishi::domain::meeting::{Command, Meeting};
use yishi::domain::refusal::Refusal;
use yishi::domain::roles::{Group, may};
use yishi::domain::session;
use yishi::domain::stamp::Role;
use yishi::script::{parse_line, syntax};
use yishi::session::{SessionError, SubmitError};

const ROLES: [Role; 4] = [Role::Chair, Role::Recorder, Role::Hall, Role::Office];

/// The acts of each row as script lines, all that the script has. Whether the meeting would allow
/// them is another matter: the role is asked first.
fn lines(group: Group) -> &'static [&'static str] {
    match group {
        // No line makes a plan; see `acts`.
        Group::Plan => &[],
        Group::Prepare => &[
            "plan title=新题目",
            "checklist venue=yes",
            "person change P2 unit=社区",
            "person remove P6",
            "roster \"P2 name=甲 group=议事会成员\\nP2 name=甲 group=议事会成员\"",
        ],
        Group::Session => &[
            "open",
            "recess 5m",
            "resume",
            "set statement=4m",
            "chair P2",
            "adjourn",
            "seal",
            "confirm simple-majority",
        ],
        Group::Attendance => {
            &["present P5", "leave P6 \"出差\"", "unmark P6", "absent P6", "depart P5", "return P5"]
        }
        Group::Entitlement => &["count", "invite P9 name=客人 group=议事会成员", "proxy P6 to P2"],
        Group::Agenda => &[
            "agenda add 加一项 5m",
            "agenda start 1",
            "agenda next",
            "agenda finish",
            "agenda defer 3 改日",
            "agenda move 3 to 2",
            "agenda time 3 5m",
            "agenda title 3 \"新题\"",
            "agenda lead 3 P2",
            "agenda kind 3 discussion",
            "agenda remove 3",
        ],
        Group::Queue => &["request P2 kind=statement on=1", "withdraw P2", "speech 4 end=14:40"],
        Group::Floor => &[
            "give P2 kind=statement on=1",
            "pause",
            "continue",
            "extend 1m",
            "stop 离题",
            "finish",
            "next",
            "bump P2 to 1",
            "nobody",
            "list closed",
            "list open",
        ],
        Group::Minutes => &[
            "note 记一笔",
            "say P2 说了什么",
            "written P2 书面意见",
            "correct 4 改",
            "strike 4 误",
        ],
        Group::Proposals => &["propose 题 文", "amend 1 \"新文\" by=P2", "freeze 1", "drop 2 不议"],
        Group::Votes => &[
            "vote 1 method=hands",
            "recuse P2 from=1 利益相关",
            "handin P4 on=1 for",
            "serve P4 on=1",
            "ballot P3 for",
            "tally for=1 against=0 abstain=0",
            "object P2 不同意",
            "admit P2",
            "close",
            "casting for",
            "announce",
            "cancel 误",
            "recount",
        ],
        Group::Outcomes => &[
            "gauge 1 support=1 accept=1 reserve=1 neutral=1 block=0",
            "reserve P2 1 保留",
            "outcome 1 continue",
        ],
        Group::FollowUp => &[
            "action 划线 lead=交警 owner=P6 due=2026-12-31 from=1",
            "adopt 1",
            "reject 1 不行",
            "progress 1 在做",
            "report 1 做了",
            "complete 1",
        ],
        Group::SignOff => &[
            "notice from=2026-11-30 to=2026-12-04",
            "readback",
            "sign P1 role=chair",
            "dispute P2 记错",
            "unmask 上级要求",
            "mask hide 老槐树 认得出",
            "issue summary number=3",
            "attachment a.jpg 照片 sha256=0000000000000000000000000000000000000000000000000000000000000000 size=1",
        ],
        Group::OwnHistory => &["undo", "redo"],
        // The plan, which the office made.
        Group::OthersHistory => &["undo 1"],
    }
}

fn acts(group: Group, meeting: &Meeting) -> Vec<Command> {
    if group == Group::Plan {
        let plan = build::plan(build::six(), build::preset("simple-majority"));
        return vec![Command::Session(session::Command::Plan(Box::new(plan)))];
    }
    let command = |line: &&str| match parse_line(line, meeting) {
        Ok(Some(parsed)) => parsed.command,
        other => panic!("{line}: {other:?}"),
    };
    lines(group).iter().map(command).collect()
}

/// The table as people read it: row → what each role may, in the order of [`ROLES`].
fn table() -> BTreeMap<String, Vec<bool>> {
    let place = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/architecture.md");
    let text = std::fs::read_to_string(place).unwrap();
    let rows =
        text.lines().skip_while(|line| *line != "| acts | chair | recorder | hall | office |");
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    let cells = |row: &str| -> Vec<String> {
        row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    rows.map(|row| {
        let cells = cells(row);
        let (name, marks) = cells.split_first().unwrap();
        let marks = marks.iter().map(|mark| match mark.as_str() {
            "yes" => true,
            "-" => false,
            other => panic!("{other} in the row of {name}"),
        });
        (name.trim_matches('`').to_owned(), marks.collect())
    })
    .collect()
}

#[test]
fn the_table_in_the_architecture_is_the_programs() {
    let own = Group::VARIANTS.iter().map(|group| {
        (format!("{group:?}"), ROLES.iter().map(|role| may(*role, *group)).collect::<Vec<_>>())
    });
    assert_eq!(table(), own.collect());
}

#[test]
fn every_command_of_the_script_has_a_row() {
    let all = Group::VARIANTS.iter().flat_map(|group| lines(*group));
    let all: Vec<&str> = all.copied().collect();
    let has = |word: &str| {
        all.iter()
            .any(|line| line.strip_prefix(word).is_some_and(|r| r.is_empty() || r.starts_with(' ')))
    };
    let missing: Vec<&str> = syntax().map(|row| row.word).filter(|word| !has(word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Four terminals, one of each role, try everything at a running host.
#[test]
fn a_host_takes_from_each_role_what_its_table_says_and_nothing_else() {
    let hosted = hosted();
    let table = table();
    let mut chair = hosted.host_client(None, Role::Chair).unwrap();
    let meeting = chair.ledger().meeting().unwrap();
    let all: Vec<(Group, Vec<Command>)> =
        Group::VARIANTS.iter().map(|group| (*group, acts(*group, meeting))).collect();
    for line in ["present P1 P2 P3 P4", "open", "agenda start 1"] {
        let command = parse_line(line, chair.ledger().meeting().unwrap()).unwrap().unwrap().command;
        chair.submit(&command, &stamp()).unwrap();
    }
    let (mut tried, mut taken) = (0, BTreeSet::new());
    // The chair last: it ends and seals the meeting.
    for (column, role) in ROLES.into_iter().enumerate().rev() {
        let mut host_client = hosted.host_client(None, role).unwrap();
        for (group, acts) in &all {
            let allowed = table[&format!("{group:?}")][column];
            for act in acts {
                tried += 1;
                let before = host_client.ledger().seq();
                let (role_says_no, recorded) = match host_client.submit(act, &stamp()) {
                    Ok(_) => (false, true),
                    Err(SubmitError::Session(SessionError::Refused(why))) => {
                        let no = match why {
                            Refusal::NotAllowed { role: named }
                            | Refusal::OthersAct { role: named, .. } => {
                                assert_eq!(named, role);
                                true
                            }
                            _ => false,
                        };
                        (no, false)
                    }
                    other => panic!("{role:?} {act:?}: {other:?}"),
                };
                assert_eq!(role_says_no, !allowed, "{role:?} {act:?}");
                assert_eq!(host_client.ledger().seq(), before + u64::from(recorded));
                if recorded {
                    taken.insert((column, format!("{group:?}")));
                }
            }
        }
    }
    assert!(tried > 4 * 80, "{tried}");
    // What is allowed is also done: the refusals are the role's, not those of a host that takes none.
    for row in ["Attendance", "Queue", "Minutes"] {
        assert!(taken.contains(&(1, row.to_owned())), "the recorder's {row}: {taken:?}");
    }
    assert!(taken.iter().all(|(column, _)| *column != 2), "nothing is the hall's");
}
