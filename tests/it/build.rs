//! Meetings for tests: a plan, and a hand that writes script lines into its record.
//!
//! Owns the driver and the plans that tests share; holds no rule of its own. Speaks the session
//! script, so that a test reads like a meeting: `@14:40 vote 1 method=hands`.

use chrono::NaiveDate;
use std::sync::Arc;
use yishi::domain::floor::Speech;
use yishi::domain::ledger::Ledger;
use yishi::domain::meeting::{Command, Meeting};
use yishi::domain::person::{Attends, Person, PersonId, group};
use yishi::domain::recorded::Recorded;
use yishi::domain::refusal::Refusal;
use yishi::domain::rule::{Catalog, Quorum, Rule};
use yishi::domain::session::{self, ItemPlan, Plan, ProposalPlan, SpeechRules};
use yishi::domain::stamp::{By, Moment, Role, Stamp};
use yishi::domain::vote::Vote;
use yishi::inputs::rules::builtin;
use yishi::script::parse_line;

pub(crate) fn id(text: &str) -> PersonId {
    PersonId::new(text)
}

/// `14:40` or `14:40:30` on the day of every test, in its zone.
pub(crate) fn moment(time: &str) -> Moment {
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    Moment::parse_from_rfc3339(&format!("2026-11-27T{time}+08:00")).unwrap()
}

/// A preset, without a quorum of its own: the tests' meetings set theirs.
pub(crate) fn preset(id: &str) -> Rule {
    Rule { quorum: None, ..builtin().find(id).unwrap().clone() }
}

pub(crate) fn item(no: u32) -> ItemPlan {
    ItemPlan { no, title: format!("item {no}"), start: None, seconds: 600, lead: None, kind: None }
}

pub(crate) fn proposal(no: u32) -> ProposalPlan {
    let (title, text) = (format!("proposal {no}"), format!("text {no}"));
    ProposalPlan { no, title, text, legal_vote: false, round: None }
}

/// A meeting of `people` under `rule`, with three items of ten minutes, two proposals and no
/// quorum.
pub(crate) fn plan(people: Vec<Person>, rule: Rule) -> Plan {
    Plan {
        id: "T".into(),
        title: "t".into(),
        date: NaiveDate::from_ymd_opt(2026, 11, 27).unwrap(),
        start: None,
        end: None,
        utc_offset_s: 8 * 3600,
        round: 1,
        previous: None,
        chair: people.first().map(|person| person.id.clone()),
        recorder: String::new(),
        tellers: Vec::new(),
        scrutineers: Vec::new(),
        next_meeting: None,
        facts: Vec::new(),
        research: None,
        publicity: None,
        rule,
        quorum: Quorum::default(),
        speech_rules: SpeechRules::default(),
        ground_rules: Vec::new(),
        agenda: (1..=3).map(item).collect(),
        proposals: (1..=2).map(proposal).collect(),
        people,
    }
}

/// A chair without a vote (P1), council P2 P3, stakeholders P4 P5, a department without a vote (P6).
pub(crate) fn six() -> Vec<Person> {
    let groups = [
        group::COUNCIL,
        group::COUNCIL,
        group::COUNCIL,
        group::STAKEHOLDER,
        group::STAKEHOLDER,
        group::DEPARTMENT,
    ];
    let person = |(n, group): (usize, &str)| {
        let mut person = Person::new(format!("P{}", n + 1), format!("name{}", n + 1), group);
        person.vote = !matches!(n, 0 | 5);
        if n == 0 {
            person.attends = Attends::Chair;
        }
        person
    };
    groups.into_iter().enumerate().map(person).collect()
}

/// A record with the hand that writes into it.
pub(crate) struct Given {
    pub(crate) ledger: Ledger,
    by: By,
    now: Moment,
}

impl Given {
    /// A planned session and nothing more; `rules` are what commands may name besides the presets.
    pub(crate) fn planned(plan: Plan, rules: Vec<Rule>) -> Self {
        let mut catalog = builtin();
        catalog.rules.retain(|old| rules.iter().all(|new| new.id != old.id));
        catalog.rules.extend(rules);
        Self::with(plan, catalog)
    }

    fn with(plan: Plan, catalog: Catalog) -> Self {
        let by = By::new("desk", Role::Chair);
        let mut given = Self { ledger: Ledger::new(Arc::new(catalog)), by, now: moment("13:00") };
        given.act(&Command::Session(session::Command::Plan(Box::new(plan))));
        given
    }

    /// Six people under a preset, everyone here from 14:00, opened at 14:30.
    pub(crate) fn opened(rule: &str) -> Self {
        Self::opened_with(plan(six(), preset(rule)))
    }

    pub(crate) fn opened_with(plan: Plan) -> Self {
        let all: Vec<&str> = plan.people.iter().map(|p| p.id.as_str()).collect();
        let come = format!("@14:00 present {}", all.join(" "));
        let mut given = Self::planned(plan, Vec::new());
        given.when(&[&come, "@14:30 open"]);
        given
    }

    /// Acts as another terminal from here on.
    pub(crate) fn by(&mut self, terminal: &str) -> &mut Self {
        self.by = By::new(terminal, Role::Chair);
        self
    }

    /// Things happen that the rules allow. A line without a time happens at the last one.
    #[track_caller]
    pub(crate) fn when(&mut self, lines: &[&str]) -> &mut Self {
        for line in lines {
            let command = self.read(line);
            if let Err(why) = self.try_act(&command) {
                panic!("`{line}` was refused: {why:?}");
            }
        }
        self
    }

    /// Something is tried that the rules refuse; the record stays as it was.
    #[track_caller]
    pub(crate) fn refused(&mut self, line: &str) -> Refusal {
        let command = self.read(line);
        match self.ledger.decide(&command, &self.stamp()) {
            Ok(event) => panic!("`{line}` was allowed: {event:?}"),
            Err(why) => why,
        }
    }

    #[track_caller]
    pub(crate) fn act(&mut self, command: &Command) {
        self.try_act(command).unwrap();
    }

    pub(crate) fn try_act(&mut self, command: &Command) -> Result<(), Refusal> {
        let event = self.ledger.decide(command, &self.stamp())?;
        let record = self.ledger.stamp(event, &self.stamp()).unwrap();
        // Through its stored form, as a client or a later opening would get it.
        let record = Recorded::from_line(&record.encode().unwrap()).unwrap();
        self.ledger.push(record).unwrap();
        Ok(())
    }

    pub(crate) fn m(&self) -> &Meeting {
        self.ledger.meeting().unwrap()
    }

    /// The latest vote.
    pub(crate) fn vote(&self) -> &Vote {
        self.m().votes.list.last().unwrap()
    }

    /// The latest speech of somebody.
    pub(crate) fn speech(&self, person: &str) -> &Speech {
        self.m().floor.latest_of(&id(person)).unwrap()
    }

    /// The number of the last line.
    pub(crate) fn seq(&self) -> u64 {
        self.ledger.seq()
    }

    #[track_caller]
    fn read(&mut self, line: &str) -> Command {
        let read = match parse_line(line, self.m()) {
            Ok(read) => read.unwrap(),
            Err(why) => panic!("`{line}` cannot be read: {why:?}"),
        };
        if let Some(at) = read.at {
            self.now = at.resolve(&self.m().session.plan);
        }
        read.command
    }

    fn stamp(&self) -> Stamp {
        Stamp { at: self.now, noted: self.now, by: self.by.clone() }
    }
}
