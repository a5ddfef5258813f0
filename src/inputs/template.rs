//! A session as a template: how it is held (place, hosts, rules, limits, agenda), without anybody
//! in it and without its topic, proposals and results. Written as plan TOML and read back as one.
//!
//! What may name somebody is left out by its kind; whatever free text is kept loses every name,
//! phone and mark of the roster. Must not open files.

use super::fault::Faults;
use super::read;
use crate::domain::fraction::{Op, Ratio};
use crate::domain::person::Person;
use crate::domain::rule::{Among, Attendance, Catalog, Quorum};
use crate::domain::session::Head;
use crate::domain::session::{ItemPlan, Plan, SpeechRules};
use chrono::{NaiveTime, TimeDelta};
use serde::Serialize;
use std::collections::BTreeMap;

mod scrub;

use scrub::Scrub;

/// The free facts of a plan that say how meetings are held here. Every other fact belongs to one
/// topic, or is of a kind that nobody can vouch for.
const FACTS: [&str; 12] = [
    "brand",
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
    "rules_version",
];

/// A template, ready to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    /// The file's text.
    pub text: String,
    /// In how many texts somebody was named and was taken out.
    pub scrubbed: usize,
}

/// The session as a template. `catalog` holds the presets, so that only what differs from the
/// session's preset is written.
pub(crate) fn of(plan: &Plan, catalog: &Catalog) -> Template {
    let mut scrub = Scrub::new(&plan.people);
    let file = File {
        schema: 1,
        session: session(plan, &mut scrub),
        quorum: quorum(plan, catalog, &mut scrub),
        consensus: consensus(plan, catalog),
        speech_rules: limits(&plan.speech_rules),
        rules: plan.ground_rules.iter().map(|rule| scrub.text(rule)).collect(),
        agenda: plan.agenda.iter().map(|item| self::item(item, &mut scrub)).collect(),
        publicity: publicity(plan, &mut scrub),
    };
    // Plain tables of texts and numbers always have a TOML form.
    let text = toml::to_string_pretty(&file).unwrap_or_default();
    Template { text, scrubbed: scrub.count() }
}

/// A planned session from a template: `head` is what each session has of its own, `people` its
/// roster. Items of the agenda start one after the other from the session's start.
pub(crate) fn plan_from(
    text: &[u8],
    file: &str,
    catalog: &Catalog,
    people: Vec<Person>,
    head: &Head,
) -> Result<Plan, Faults> {
    let mut plan = read::read_with(text, file, catalog, people, Some(head))?;
    plan.choose(head, catalog);
    plan.start = head.start.or(plan.start);
    plan.end = None;
    if let Some(start) = plan.start {
        plan.end = time_agenda(&mut plan.agenda, start);
    }
    Ok(plan)
}

/// Gives each item its start; the end of the last one, unless the items' lengths are not known or
/// run beyond midnight.
fn time_agenda(agenda: &mut [ItemPlan], start: NaiveTime) -> Option<NaiveTime> {
    let mut at = start;
    for item in agenda.iter_mut() {
        item.start = Some(at);
        let (next, wrapped) = at.overflowing_add_signed(TimeDelta::seconds(item.seconds.into()));
        if wrapped != 0 {
            for item in agenda.iter_mut() {
                item.start = None;
            }
            return None;
        }
        at = next;
    }
    (at > start).then_some(at)
}

#[derive(Serialize)]
struct File {
    schema: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rules: Vec<String>,
    session: BTreeMap<&'static str, toml::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quorum: Option<QuorumTable>,
    #[serde(skip_serializing_if = "Option::is_none")]
    consensus: Option<ConsensusTable>,
    speech_rules: LimitsTable,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    agenda: Vec<ItemTable>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publicity: Option<PublicityTable>,
}

#[derive(Serialize)]
struct QuorumTable {
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    op: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    num: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    den: Option<u32>,
    require_groups: Vec<String>,
}

#[derive(Serialize)]
struct ConsensusTable {
    base: &'static str,
    reached: String,
    hard: String,
    rounds: u32,
}

#[derive(Serialize)]
struct LimitsTable {
    state_limit_s: u32,
    response_limit_s: u32,
    debate_limit_s: u32,
    question_limit_s: u32,
    point_of_order_limit_s: u32,
    debate_times: u32,
    warn_before_s: u32,
    alternate: bool,
    first_time_first: bool,
}

#[derive(Serialize)]
struct ItemTable {
    no: u32,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

#[derive(Serialize)]
struct PublicityTable {
    #[serde(skip_serializing_if = "String::is_empty")]
    days: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<String>,
}

fn session(plan: &Plan, scrub: &mut Scrub) -> BTreeMap<&'static str, toml::Value> {
    let mut table = BTreeMap::new();
    for key in FACTS {
        let text = plan.fact(key);
        let kept = scrub.text(text);
        if !kept.is_empty() {
            table.insert(key, toml::Value::String(kept));
        }
    }
    table.insert("rule", toml::Value::String(plan.rule.id.clone()));
    if let Some(start) = plan.start {
        let clock = start.format("%H:%M:%S").to_string();
        if let Ok(time) = clock.parse::<toml::value::Datetime>() {
            table.insert("start", toml::Value::Datetime(time));
        }
    }
    table.insert("utc_offset", toml::Value::String(plan.zone().to_string()));
    table
}

/// `[quorum]`, unless the session's is that of its preset. Several ways to a quorum are always a
/// preset's: a plan can only name one.
fn quorum(plan: &Plan, catalog: &Catalog, scrub: &mut Scrub) -> Option<QuorumTable> {
    let preset = catalog.find(&plan.rule.id).and_then(|rule| rule.quorum.clone());
    let preset = preset.unwrap_or_default();
    if plan.quorum == preset {
        return None;
    }
    let Quorum { any_of, require_groups, text, .. } = &plan.quorum;
    let way = if *any_of == preset.any_of { None } else { any_of.first() };
    let way = way.and_then(|way| way.way());
    let share = way.and_then(Attendance::ratio);
    let base = |among: &Among| match among {
        Among::Expected => Some("expected"),
        Among::Entitled => Some("entitled"),
        Among::Tagged(_) | Among::Grouped(_) => None,
    };
    Some(QuorumTable {
        rule: Some(scrub.text(text)).filter(|text| !text.is_empty()),
        base: way.and_then(|way| base(&way.among)),
        op: share.map(op),
        num: share.map(|ratio| ratio.num),
        den: share.map(|ratio| ratio.den),
        require_groups: require_groups.clone(),
    })
}

const fn op(ratio: Ratio) -> &'static str {
    match ratio.op {
        Op::AtLeast => "at_least",
        Op::MoreThan => "more_than",
    }
}

fn consensus(plan: &Plan, catalog: &Catalog) -> Option<ConsensusTable> {
    let own = plan.rule.consensus?;
    let first = plan.rule.pass.first()?;
    let preset = catalog.find(&plan.rule.id);
    let same = preset.is_some_and(|rule| {
        rule.consensus == Some(own) && rule.pass.first() == plan.rule.pass.first()
    });
    (!same).then(|| ConsensusTable {
        base: first.base.into_str(),
        reached: ratio(own.reached),
        hard: ratio(own.hard),
        rounds: own.rounds,
    })
}

fn ratio(ratio: Ratio) -> String {
    let mark = match ratio.op {
        Op::AtLeast => "",
        Op::MoreThan => ">",
    };
    format!("{mark}{}/{}", ratio.num, ratio.den)
}

fn limits(rules: &SpeechRules) -> LimitsTable {
    LimitsTable {
        state_limit_s: rules.statement_s,
        response_limit_s: rules.response_s,
        debate_limit_s: rules.discussion_s,
        question_limit_s: rules.question_s,
        point_of_order_limit_s: rules.point_of_order_s,
        debate_times: rules.discussion_times,
        warn_before_s: rules.warn_s,
        alternate: rules.alternate,
        first_time_first: rules.first_time_first,
    }
}

/// An item that was nothing but a name keeps its number as its title.
fn item(item: &ItemPlan, scrub: &mut Scrub) -> ItemTable {
    let title = scrub.text(&item.title);
    let minutes = item.seconds / 60;
    ItemTable {
        no: item.no,
        title: if title.is_empty() { item.no.to_string() } else { title },
        minutes: (minutes > 0).then_some(minutes),
        kind: item.kind.map(|it| it.into_str()),
    }
}

/// Where and how long results are shown; the phone and the box of this one meeting are not kept.
fn publicity(plan: &Plan, scrub: &mut Scrub) -> Option<PublicityTable> {
    let publicity = plan.publicity.as_ref()?;
    let days = scrub.text(&publicity.days);
    let places = publicity.places.iter().map(|place| scrub.text(place));
    let places = places.filter(|place| !place.is_empty()).collect();
    let table = PublicityTable { days, places };
    (!table.days.is_empty() || !table.places.is_empty()).then_some(table)
}

#[cfg(test)]
mod tests;
