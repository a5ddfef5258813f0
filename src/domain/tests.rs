//! Given, when, then: drives a ledger by commands, for the tests of every module that reads one.
//!
//! Owns the driver and the meetings that tests share. Holds no rule of its own.

use crate::domain::floor::{self, SpeechKind, SpeechTerms, Stance};
use crate::domain::ledger::Ledger;
use crate::domain::meeting::{Command, Meeting};
use crate::domain::person::{Attends, Person, PersonId, group};
use crate::domain::refusal::Refusal;
use crate::domain::rule::{
    Among, Attendance, Base, Bilingual, Catalog, Consensus, Measure, Quorum, RecusalMode, Rule,
    Threshold, Tie,
};
use crate::domain::session::{ItemPlan, Plan, ProposalPlan, SpeechRules};
use crate::domain::stamp::{By, Moment, Role, Stamp};
use crate::domain::vote::{Choice, Method, Tally};
use crate::domain::{fraction::Ratio, roll, session, vote};
use chrono::NaiveDate;
use std::sync::Arc;

mod agenda;
mod floors;
pub(crate) mod huaishuwan;
mod lead;
mod outcomes;
mod prepare;
mod rolls;
mod schedule;
mod sessions;
mod votes;
mod words;

/// A ledger with the hand that writes into it.
pub(crate) struct Given {
    pub ledger: Ledger,
    by: By,
}

impl Given {
    /// A planned session and nothing more.
    pub(crate) fn plan(plan: Plan) -> Self {
        let catalog = Catalog { rules: vec![consultation(), majority()] };
        let by = By::new("desk", Role::Chair);
        let mut given = Self { ledger: Ledger::new(Arc::new(catalog)), by };
        given.when("13:00", Command::Session(session::Command::Plan(Box::new(plan))));
        given
    }

    /// Acts as another terminal from here on.
    pub(crate) fn by(&mut self, terminal: &str, role: Role) -> &mut Self {
        self.by = By::new(terminal, role);
        self
    }

    /// Something happens that the rules allow.
    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "a test names each command once")]
    pub(crate) fn when(&mut self, time: &str, command: Command) -> &mut Self {
        let stamp = self.stamp(time);
        let event = match self.ledger.decide(&command, &stamp) {
            Ok(event) => event,
            Err(why) => panic!("{time} {command:?} was refused: {why:?}"),
        };
        let record = self.ledger.stamp(event, &stamp).expect("an event can be stamped");
        self.ledger.push(record).expect("the line continues the record");
        self
    }

    /// Something is tried that the rules refuse; the record stays as it was.
    #[track_caller]
    pub(crate) fn refused(&self, time: &str, command: &Command) -> Refusal {
        match self.ledger.decide(command, &self.stamp(time)) {
            Ok(event) => panic!("{time} {command:?} was allowed: {event:?}"),
            Err(why) => why,
        }
    }

    pub(crate) fn m(&self) -> &Meeting {
        self.ledger.meeting().expect("the session is planned")
    }

    fn stamp(&self, time: &str) -> Stamp {
        let at = moment(time);
        Stamp { at, noted: at, by: self.by.clone() }
    }
}

/// `14:40` or `14:40:30` on the day of every test, in its zone.
pub(crate) fn moment(time: &str) -> Moment {
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    let text = format!("2026-11-27T{time}+08:00");
    Moment::parse_from_rfc3339(&text).expect("a time of the day")
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(crate) fn id(text: &str) -> PersonId {
    PersonId::new(text)
}

pub(crate) fn ids(list: &[&str]) -> Vec<PersonId> {
    list.iter().map(|one| id(one)).collect()
}

/// The default rule: for ≥ 2/3 of those present, below 1/2 or after two rounds unlikely.
pub(crate) fn consultation() -> Rule {
    let ratio = Ratio::at_least(2, 3);
    Rule {
        id: "consultation".into(),
        name: Bilingual { zh: "协商议事会".into(), en: "consultation meeting".into() },
        citation: Bilingual {
            zh: "协商议事工作规程".into(), en: "local working rules".into()
        },
        quorum: None,
        participation: Vec::new(),
        pass: vec![Threshold::share(Measure::Heads, Base::Present, ratio)],
        tie: Tie::Fails,
        recusal: RecusalMode::LeavesBase,
        proxy_cap: None,
        consensus: Some(Consensus { reached: ratio, hard: Ratio::at_least(1, 2), rounds: 2 }),
        ..Rule::default()
    }
}

/// More than half of the valid votes.
pub(crate) fn majority() -> Rule {
    let ratio = Ratio::more_than(1, 2);
    Rule {
        id: "simple-majority".into(),
        name: Bilingual { zh: "简单多数".into(), en: "simple majority".into() },
        citation: Bilingual { zh: "议事规则十二条".into(), en: "rules of order".into() },
        pass: vec![Threshold::share(Measure::Heads, Base::Valid, ratio)],
        consensus: None,
        ..consultation()
    }
}

/// Owners: two thirds take part, more than half of those for it, each by area and by heads.
pub(crate) fn owners() -> Rule {
    let part = Ratio::at_least(2, 3);
    let pass = Ratio::more_than(1, 2);
    let both = |base, ratio| {
        [Measure::Weight, Measure::Heads]
            .map(|measure| Threshold::share(measure, base, ratio))
            .to_vec()
    };
    Rule {
        id: "owners-ordinary".into(),
        name: Bilingual { zh: "业主共同决定".into(), en: "owners' decision".into() },
        citation: Bilingual {
            zh: "民法典第二百七十八条".into(), en: "Civil Code §278".into()
        },
        participation: both(Base::Entitled, part),
        pass: both(Base::Cast, pass),
        consensus: None,
        ..consultation()
    }
}

pub(crate) fn two_thirds_of_expected() -> Quorum {
    Quorum {
        any_of: vec![Attendance::share(Among::Expected, Ratio::at_least(2, 3)).into()],
        require_groups: vec![group::STAKEHOLDER.into(), group::DEPARTMENT.into()],
        text: "应到会人员三分之二以上到会，且利益相关方、职能部门均有代表到会".into(),
        ..Quorum::default()
    }
}

/// A small meeting: a chair, two of the council, two stakeholders, one department; two items of
/// ten minutes; two proposals.
pub(crate) fn small() -> Plan {
    let mut chair = Person::new("P1", "段永祥", group::COUNCIL);
    chair.attends = Attends::Chair;
    chair.vote = false;
    let mut marked = Person::new("P3", "张伟", group::COUNCIL);
    marked.mark = "2网格".into();
    let mut department = Person::new("P6", "罗志远", group::DEPARTMENT);
    department.attends = Attends::SittingIn;
    department.vote = false;
    let people = vec![
        chair,
        Person::new("P2", "赵淑芬", group::COUNCIL),
        marked,
        Person::new("P4", "仇海生", group::STAKEHOLDER),
        Person::new("P5", "王强", group::STAKEHOLDER),
        department,
    ];
    let item = |no, title: &str| ItemPlan {
        no,
        title: title.into(),
        start: None,
        seconds: 600,
        lead: None,
        kind: None,
    };
    let proposal = |no, title: &str, text: &str| ProposalPlan {
        no,
        title: title.into(),
        text: text.into(),
        legal_vote: false,
        round: None,
    };
    Plan {
        id: "S-1".into(),
        title: "停车秩序协商议事会".into(),
        date: day("2026-11-27"),
        start: None,
        end: None,
        utc_offset_s: 8 * 3600,
        round: 1,
        previous: None,
        chair: Some(id("P1")),
        recorder: "周雨桐".into(),
        tellers: Vec::new(),
        scrutineers: Vec::new(),
        next_meeting: None,
        facts: vec![("venue".into(), "二楼协商议事室".into())],
        research: None,
        publicity: None,
        rule: consultation(),
        quorum: two_thirds_of_expected(),
        speech_rules: SpeechRules::default(),
        ground_rules: Vec::new(),
        agenda: vec![item(1, "陈述"), item(2, "表决")],
        proposals: vec![
            proposal(1, "划设泊位", "东侧划设35个泊位。"),
            proposal(2, "错时开放", "地下车场错时开放。"),
        ],
        people,
    }
}

/// The small meeting, opened at 14:30 with everyone there.
pub(crate) fn opened() -> Given {
    let mut given = Given::plan(small());
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    given
}

pub(crate) fn open() -> Command {
    Command::Session(session::Command::Open)
}

pub(crate) fn adjourn() -> Command {
    Command::Session(session::Command::Adjourn)
}

pub(crate) fn present(people: &[&str]) -> Command {
    Command::Roll(roll::Command::Present(ids(people)))
}

pub(crate) fn depart(person: &str) -> Command {
    Command::Roll(roll::Command::Depart(id(person)))
}

pub(crate) fn terms(kind: SpeechKind, stance: Stance, on: Option<u32>) -> SpeechTerms {
    SpeechTerms { kind: Some(kind), stance: Some(stance), on, limit_s: None }
}

pub(crate) fn request(person: &str, terms: SpeechTerms) -> Command {
    Command::Floor(floor::Command::Request { person: id(person), terms })
}

pub(crate) fn give(person: &str) -> Command {
    Command::Floor(floor::Command::Give { person: id(person), terms: SpeechTerms::default() })
}

pub(crate) fn finish() -> Command {
    Command::Floor(floor::Command::Finish)
}

pub(crate) fn vote_on(proposal: u32, method: Method) -> Command {
    Command::Vote(vote::Command::Open {
        proposal,
        method,
        rule: None,
        terms: vote::Terms::default(),
    })
}

pub(crate) fn recuse(person: &str, from: u32, reason: &str) -> Command {
    let reason = reason.into();
    Command::Vote(vote::Command::Recuse { person: id(person), from, reason })
}

pub(crate) fn ballot(person: &str, choice: Choice) -> Command {
    Command::Vote(vote::Command::Ballot { person: id(person), choice })
}

pub(crate) fn hands(in_favour: u64, against: u64, abstain: u64) -> Command {
    Command::Vote(vote::Command::Tally(Tally {
        in_favour: Some(in_favour),
        against: Some(against),
        abstain: Some(abstain),
        ..Tally::default()
    }))
}

pub(crate) fn close() -> Command {
    Command::Vote(vote::Command::Close { judged: None })
}

pub(crate) fn announce() -> Command {
    Command::Vote(vote::Command::Announce)
}
