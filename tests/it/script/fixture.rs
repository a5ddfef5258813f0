//! Meetings to read lines in.

use chrono::{DateTime, NaiveDate};
use std::sync::Arc;
use yishi::domain::fraction::Ratio;
use yishi::domain::meeting::Meeting;
use yishi::domain::person::{Person, PersonId};
use yishi::domain::rule::{
    Among, Attendance, Base, Bilingual, Catalog, Consensus, Measure, Quorum, Rule, Threshold, Tie,
};
use yishi::domain::session::{ItemPlan, Plan, ProposalPlan, SpeechRules};
use yishi::domain::stamp::Moment;

pub(super) const TRANSCRIPT: &str =
    include_str!("../../../assets/sample/huaishuwan/transcript.yishi");
const ROSTER: &str = include_str!("../../../assets/sample/huaishuwan/roster.csv");
const PLAN: &str = include_str!("../../../assets/sample/huaishuwan/plan.toml");

pub(super) fn rule() -> Rule {
    let measure = Measure::Heads;
    Rule {
        id: "consultation".into(),
        name: Bilingual::default(),
        citation: Bilingual::default(),
        quorum: None,
        participation: Vec::new(),
        pass: vec![Threshold::share(measure, Base::Present, Ratio::at_least(2, 3))],
        tie: Tie::Fails,
        recusal: yishi::domain::rule::RecusalMode::LeavesBase,
        proxy_cap: None,
        consensus: Some(Consensus {
            reached: Ratio::at_least(2, 3),
            hard: Ratio::at_least(1, 2),
            rounds: 2,
        }),
        ..Rule::default()
    }
}

pub(super) fn catalog() -> Arc<Catalog> {
    Arc::new(Catalog { rules: vec![rule()] })
}

fn people() -> Vec<Person> {
    yishi::inputs::read_roster(ROSTER.as_bytes(), "roster.csv").unwrap()
}

/// The sample's plan, as far as the transcript needs it.
pub(super) fn plan() -> Plan {
    let table: toml::Table = toml::from_str(PLAN).unwrap();
    let rows = |key: &str| table[key].as_array().unwrap().clone();
    let number = |value: &toml::Value| u32::try_from(value.as_integer().unwrap()).unwrap();
    let text = |value: &toml::Value| value.as_str().unwrap().to_owned();
    let agenda = rows("agenda").into_iter().map(|row| ItemPlan {
        no: number(&row["no"]),
        title: text(&row["title"]),
        start: None,
        seconds: 60 * number(&row["minutes"]),
        lead: None,
        kind: None,
    });
    let proposals = rows("proposal").into_iter().map(|row| ProposalPlan {
        no: number(&row["no"]),
        title: text(&row["title"]),
        text: text(&row["text"]),
        legal_vote: false,
        round: None,
    });
    let among = Among::Expected;
    Plan {
        id: text(&table["session"]["id"]),
        title: text(&table["session"]["title"]),
        date: NaiveDate::from_ymd_opt(2026, 11, 27).unwrap(),
        start: None,
        end: None,
        utc_offset_s: 8 * 3600,
        round: 1,
        previous: None,
        chair: Some(PersonId::new("P01")),
        recorder: String::new(),
        tellers: Vec::new(),
        scrutineers: Vec::new(),
        next_meeting: None,
        facts: Vec::new(),
        research: None,
        publicity: None,
        rule: rule(),
        quorum: Quorum {
            any_of: vec![Attendance::share(among, Ratio::at_least(2, 3)).into()],
            require_groups: vec!["利益相关方".into(), "职能部门".into()],
            ..Quorum::default()
        },
        speech_rules: SpeechRules::default(),
        ground_rules: Vec::new(),
        agenda: agenda.collect(),
        proposals: proposals.collect(),
        people: people(),
    }
}

pub(super) fn meeting() -> Meeting {
    Meeting::begin(catalog(), &plan())
}

/// Ids and groups that are awkward to write.
pub(super) fn odd_meeting() -> Meeting {
    let mut plan = plan();
    let group = |n: usize| ["议事会成员", "stakeholder", "甲组，乙组", "a\\b c"][n % 4];
    let ids = ["P01", "P 02", "a=b", "x\"y", "张伟", "to", "５", "#7", "@9:00", "“”", "-", "set"];
    plan.people = ids
        .iter()
        .enumerate()
        .map(|(n, id)| Person::new(*id, ["张伟", "李四", "Ann Lee"][n % 3], group(n)))
        .collect();
    Meeting::begin(catalog(), &plan)
}

pub(super) fn at(text: &str) -> Moment {
    DateTime::parse_from_rfc3339(text).unwrap()
}
