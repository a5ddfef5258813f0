//! Meetings of any size, held by script lines through the real rules.
//!
//! Owns how a long meeting goes; must not hold a rule: what is refused is left out.

use std::sync::Arc;
use yishi::domain::ledger::Ledger;
use yishi::domain::meeting::Command;
use yishi::domain::person::{Person, group};
use yishi::domain::recorded::Recorded;
use yishi::domain::session::{self, Plan};
use yishi::domain::stamp::{By, Moment, Role, Stamp};
use yishi::inputs::read_plan;
use yishi::inputs::rules::builtin;
use yishi::script::parse_line;

/// What people say: mixed scripts, numbers, marks.
pub(crate) const SAID: &str = "市场周边早高峰停车需求约118辆，合法泊位只有46个；\
    建议夜间21:00至次日7:00错时开放，商户卸货改到6:30以前，由社区和交警一起划线，试行3个月再评估。";

/// The sample's plan with `people` participants of all groups, the first in the chair.
pub(crate) fn plan(people: usize) -> Plan {
    let bytes = include_bytes!("../../assets/sample/huaishuwan/plan.toml");
    let catalog = builtin();
    let mut plan = read_plan(bytes, "plan.toml", &catalog, roster(people)).unwrap();
    plan.chair = Some(yishi::domain::person::PersonId::new("P01"));
    plan.scrutineers.clear();
    plan
}

/// Names of two and three characters with common and rare readings.
pub(crate) fn roster(people: usize) -> Vec<Person> {
    let surnames: Vec<char> = "王李张刘陈杨赵黄周吴曾单解仇查区任华朴欧".chars().collect();
    let given: Vec<char> =
        "宪明晓燕正清慧敏海生文静志远桂花建国淑芬玉梅永祥云峰思源学军强伟兰".chars().collect();
    let groups = [group::STAKEHOLDER, group::COUNCIL, group::DEPARTMENT, group::STAKEHOLDER];
    let pick = |from: &[char], i: usize| from[i % from.len()];
    (1..=people)
        .map(|n| {
            let mut name = String::from(pick(&surnames, n * 7));
            name.push(pick(&given, n * 13 + n / 31));
            if n % 3 != 0 {
                name.push(pick(&given, n * 5 + n / 17));
            }
            let mut person = Person::new(format!("P{n:02}"), name, groups[n % groups.len()]);
            person.mark = format!("{n}号");
            person.vote = n > 1;
            person
        })
        .collect()
}

/// A record with the hand that writes into it, a second an act.
pub(crate) struct Given {
    pub(crate) ledger: Ledger,
    pub(crate) now: Moment,
}

impl Given {
    pub(crate) fn planned(people: usize) -> Self {
        let plan = plan(people);
        let start = plan.date.and_time(plan.start.unwrap()) - chrono::TimeDelta::hours(1);
        let now = start.and_local_timezone(plan.zone()).unwrap();
        let mut given = Self { ledger: Ledger::new(Arc::new(builtin())), now };
        assert!(given.act(&Command::Session(session::Command::Plan(Box::new(plan)))));
        given
    }

    /// Everybody is here and the session is open.
    pub(crate) fn opened(people: usize) -> Self {
        let mut given = Self::planned(people);
        let ids: Vec<String> = (1..=people).map(|n| format!("P{n:02}")).collect();
        for some in ids.chunks(500) {
            given.line(&format!("present {}", some.join(" ")));
        }
        given.line("open");
        given
    }

    /// A meeting that has gone on until its record has `events` lines.
    pub(crate) fn held(people: usize, events: u64) -> Self {
        let mut given = Self::opened(people);
        let mut round = 0;
        while given.ledger.seq() < events {
            given.round(round, people, events);
            round += 1;
        }
        given
    }

    /// A meeting that is over: so many speeches, a vote with its outcome, and what follows from it.
    pub(crate) fn over(people: usize, speeches: usize) -> Self {
        let mut given = Self::opened(people);
        for round in 0..speeches {
            let spoken = given.ledger.meeting().map_or(0, |m| m.floor.speeches.len());
            if spoken >= speeches {
                break;
            }
            given.round(round, people, u64::MAX);
        }
        for line in ["freeze 1", "vote 1 method=hands"] {
            assert!(given.line(line), "{line}");
        }
        let voters = given
            .ledger
            .meeting()
            .and_then(|m| m.votes.list.last())
            .map_or(0, |v| v.electorate.len());
        let mut lines = vec![format!("tally for={voters} against=0 abstain=0")];
        lines.extend(["close", "announce", "outcome 1 reached"].map(str::to_owned));
        lines.push("outcome 2 continue next=2026-12-22".to_owned());
        lines.push("outcome 3 refer to=\"街道办事处\"".to_owned());
        for n in 1..=people / 20 + 5 {
            lines.push(format!(
                "action \"第{n}件事\" lead=\"街道办事处\" owner=P02 due=2026-12-31 from=1"
            ));
        }
        lines.push("notice from=2026-11-30 to=2026-12-04 phone=0000-5550123".to_owned());
        lines.push("adjourn".to_owned());
        for line in lines {
            assert!(given.line(&line), "{line}");
        }
        given
    }

    /// A few speeches with their summaries and notes, now and then a vote; what the rules refuse
    /// at this point is left out.
    fn round(&mut self, round: usize, people: usize, until: u64) {
        let person = |k: usize| format!("P{:02}", (round * 3 + k) % people.max(2) + 1);
        let (a, b) = (person(1), person(2));
        let mut lines = vec![
            format!("request {a} kind=discussion stance=for"),
            format!("request {b} kind=discussion stance=against"),
            "next".to_owned(),
            format!("say {a} \"{SAID}\""),
            "next".to_owned(),
            format!("say {b} \"{SAID}\""),
            "finish".to_owned(),
            format!("note \"{SAID}\""),
        ];
        if round % 24 == 23 {
            let no = self.ledger.meeting().map_or(1, |m| m.agenda.items.len() + 1);
            lines.push(format!("agenda add \"第{no}项\" 10m"));
            lines.push("agenda next".to_owned());
        }
        for line in lines {
            if self.ledger.seq() < until {
                self.line(&line);
            }
        }
    }

    /// A script line; false where the rules refuse it.
    pub(crate) fn line(&mut self, line: &str) -> bool {
        let Some(meeting) = self.ledger.meeting() else { return false };
        let read = parse_line(line, meeting).unwrap_or_else(|e| panic!("`{line}`: {e:?}"));
        read.is_some_and(|read| self.act(&read.command))
    }

    pub(crate) fn act(&mut self, command: &Command) -> bool {
        self.now += chrono::TimeDelta::seconds(1);
        let stamp = self.stamp();
        let Ok(event) = self.ledger.decide(command, &stamp) else { return false };
        let record = self.ledger.stamp(event, &stamp).unwrap();
        self.ledger.push(record).unwrap();
        true
    }

    pub(crate) fn stamp(&self) -> Stamp {
        Stamp { at: self.now, noted: self.now, by: By::new("desk", Role::Chair) }
    }

    /// The stored lines of the record.
    pub(crate) fn lines(&self) -> Vec<Vec<u8>> {
        self.ledger.records().iter().map(|r| r.encode().unwrap().into_bytes()).collect()
    }

    /// The record as it would be read again.
    pub(crate) fn records(&self) -> Vec<Arc<Recorded>> {
        self.ledger.records().to_vec()
    }
}
