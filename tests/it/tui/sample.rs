//! The sample meeting as it is shipped, run to a moment of its transcript and shown.
//!
//! The sample's plan, roster and transcript are read as a user's files are.

use super::given::Desk;
use std::sync::Arc;
use yishi::domain::ledger::Ledger;
use yishi::domain::meeting::Command;
use yishi::domain::rule::Catalog;
use yishi::domain::session::{self, Plan};
use yishi::domain::stamp::{By, Moment, Role, Stamp};
use yishi::i18n::Lang;
use yishi::inputs::{read_plan, read_roster, rules};
use yishi::script::parse_line;

const TRANSCRIPT: &str = include_str!("../../../assets/sample/huaishuwan/transcript.yishi");
const ROSTER: &str = include_str!("../../../assets/sample/huaishuwan/roster.csv");
const PLAN: &str = include_str!("../../../assets/sample/huaishuwan/plan.toml");

/// `15:58` or `15:58:10` on the day of the sample.
pub(super) fn moment(time: &str) -> Moment {
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    Moment::parse_from_rfc3339(&format!("2026-11-27T{time}+08:00")).unwrap()
}

/// The desk of the sample with all that its transcript has until a time of day, that time
/// included; then the lines of `more`.
pub(super) fn sample(lang: Lang, size: (u16, u16), until: &str, more: &[&str]) -> Desk {
    Desk::of(lang, size, record(until, more), moment(until))
}

/// The record of the sample until then.
pub(crate) fn record(until: &str, more: &[&str]) -> Ledger {
    let catalog = Arc::new(rules::builtin());
    let people = read_roster(ROSTER.as_bytes(), "roster.csv").unwrap();
    let plan = read_plan(PLAN.as_bytes(), "plan.toml", &catalog, people).unwrap();
    let by = By::new("desk", Role::Chair);
    let mut ledger = begun(catalog, &plan);
    for text in TRANSCRIPT.lines().chain(more.iter().copied()) {
        let line = parse_line(text, ledger.meeting().unwrap());
        let Some(line) = line.unwrap_or_else(|why| panic!("{text}: {why}")) else { continue };
        let at = line.at.map(|when| when.resolve(&plan)).unwrap();
        if at > moment(until) {
            continue;
        }
        let stamp = Stamp { at, noted: at, by: by.clone() };
        let event = ledger.decide(&line.command, &stamp);
        let event = event.unwrap_or_else(|why| panic!("{text}: {why:?}"));
        ledger.push(ledger.stamp(event, &stamp).unwrap()).unwrap();
    }
    ledger
}

fn begun(catalog: Arc<Catalog>, plan: &Plan) -> Ledger {
    let mut ledger = Ledger::new(catalog);
    let start = moment("14:00");
    let stamp = Stamp { at: start, noted: start, by: By::new("desk", Role::Chair) };
    let command = Command::Session(session::Command::Plan(Box::new(plan.clone())));
    let event = ledger.decide(&command, &stamp).unwrap();
    ledger.push(ledger.stamp(event, &stamp).unwrap()).unwrap();
    ledger
}

/// The record of a plan and nothing more.
pub(super) fn planned(plan: &Plan) -> Ledger {
    begun(Arc::new(rules::builtin()), plan)
}

/// The desk while somebody speaks and others wait, after some hundred lines of the transcript.
pub(super) fn filled(lang: Lang, size: (u16, u16)) -> Desk {
    let more = [
        "@15:58:05 request P07 kind=discussion stance=against on=3",
        "@15:58:10 request P15 kind=discussion stance=for on=2",
        "@15:58:15 request P04 kind=question stance=neutral on=1",
    ];
    sample(lang, size, "15:58:15", &more)
}
