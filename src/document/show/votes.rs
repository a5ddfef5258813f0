//! Proposals and their votes in `show --json`: every number with the rule that it is measured by.
//!
//! A secret vote has totals only; its `ballots` is left out, not empty.

use crate::document::explain::explain;
use crate::document::rule_words;
use crate::domain::fraction::{Op, Ratio};
use crate::domain::meeting::Meeting;
use crate::domain::outcome;
use crate::domain::person::{PersonId, weight_text};
use crate::domain::proposal;
use crate::domain::rule::{Base, Limit, Measure, TakesPart};
use crate::domain::stamp::Moment;
use crate::domain::vote::{About, Choice, Measured, TestResult, Vote};
use crate::i18n::Lang;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    pub no: u32,
    pub title: String,
    pub text: String,
    pub frozen: bool,
    pub votes: Vec<ShownVote>,
    pub outcome: Option<&'static str>,
    pub suggested: Option<&'static str>,
    pub reservations: Vec<ReservationShown>,
    /// To whom it is referred.
    pub to: Option<String>,
    /// The date of the next round.
    pub next: Option<NaiveDate>,
    /// The reason, once it was dropped.
    pub dropped: Option<String>,
    /// Needs a vote by law elsewhere as well.
    pub legal_vote: bool,
    pub amendments: Vec<Amendment>,
    pub gauges: Vec<GaugeShown>,
    pub recusals: Vec<RecusalShown>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReservationShown {
    pub person: PersonId,
    pub text: String,
    pub seq: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Amendment {
    pub seq: u64,
    pub by: Option<PersonId>,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GaugeShown {
    pub seq: u64,
    pub support: u32,
    pub accept: u32,
    pub reserve: u32,
    pub neutral: u32,
    pub block: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecusalShown {
    pub person: PersonId,
    pub reason: String,
    pub seq: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownVote {
    /// The line that opened it.
    pub seq: u64,
    pub method: &'static str,
    pub state: &'static str,
    /// The preset's id.
    pub rule: String,
    /// Of the first pass test; heads as an integer, weight as a decimal in a string.
    pub base: Value,
    pub base_name: &'static str,
    #[serde(rename = "for")]
    pub in_favour: Option<u64>,
    pub against: Option<u64>,
    pub abstain: Option<u64>,
    pub invalid: Option<u64>,
    pub not_cast: Option<u64>,
    pub issued: Option<u64>,
    pub returned: Option<u64>,
    /// What papers and ballots say, where those who follow or are silent count as something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marked: Option<Measured>,
    /// Whose vote it is, where it is not everybody's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub among: Vec<String>,
    /// Those who take part without being in the room.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<PersonId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub online: Vec<PersonId>,
    /// On the paper of the vote on this proposal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<u32>,
    pub recused: Vec<PersonId>,
    pub need: Value,
    /// How many more are needed in the first pass test that fails; null without numbers.
    pub missing: Value,
    pub passed: bool,
    pub rate: Option<String>,
    pub tests: Vec<Test>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ballots: Option<Vec<Ballot>>,
    /// The result explained, in the language asked for.
    pub explain: Vec<String>,
    /// More papers came back than went out.
    pub void: bool,
    pub tied: bool,
    /// The count that was not called but follows from the others.
    pub derived: Option<&'static str>,
    /// The chair's judgement of a voice vote.
    pub judged: Option<bool>,
    /// The chair's decision of a tie.
    pub casting: Option<bool>,
    /// Whoever objected, where the vote began as one without objection.
    pub objections: Vec<PersonId>,
    /// The vote that this one repeats, by its line.
    pub recount_of: Option<u64>,
    /// The reason, where it was cancelled.
    pub cancelled: Option<String>,
    pub citation: String,
    pub opened: Moment,
    pub closed: Option<Moment>,
    pub announced: Option<Moment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Test {
    pub about: &'static str,
    pub measure: Measure,
    pub base_name: &'static str,
    pub base: Value,
    pub value: Value,
    /// `at_least`, `more_than`; of an objection test `against_at_most`, `against_below`.
    pub op: &'static str,
    pub num: Value,
    pub den: u32,
    /// Whom it counts, where that is one class for itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    pub need: Value,
    pub met: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ballot {
    pub person: PersonId,
    pub choice: Choice,
}

pub(super) fn proposal(m: &Meeting, p: &proposal::Proposal, lang: Lang) -> Proposal {
    let settled = m.outcomes.of(p.no);
    Proposal {
        no: p.no,
        title: p.title.clone(),
        text: p.text().to_owned(),
        frozen: p.frozen,
        votes: m.votes.on(p.no).map(|vote| shown(m, vote, lang)).collect(),
        outcome: settled.map(|s| s.disposition.into_str()),
        suggested: outcome::suggested(m, p.no).map(|it| it.into_str()),
        reservations: m
            .outcomes
            .reservations_on(p.no)
            .map(|r| ReservationShown {
                person: r.person.clone(),
                text: r.text.clone(),
                seq: r.seq,
            })
            .collect(),
        to: settled.and_then(|s| s.to.clone()),
        next: settled.and_then(|s| s.next),
        dropped: p.dropped.clone(),
        legal_vote: p.legal_vote,
        amendments: p
            .versions
            .iter()
            .skip(1)
            .map(|v| Amendment { seq: v.seq, by: v.by.clone(), text: v.text.clone() })
            .collect(),
        gauges: m.outcomes.gauges.iter().filter(|g| g.no == p.no).map(gauge).collect(),
        recusals: m
            .votes
            .recusals
            .iter()
            .filter(|r| r.from == p.no)
            .map(|r| RecusalShown {
                person: r.person.clone(),
                reason: r.reason.clone(),
                seq: r.seq,
            })
            .collect(),
    }
}

fn gauge(g: &outcome::Gauge) -> GaugeShown {
    let outcome::Lean { support, accept, reserve, neutral, block } = g.lean;
    GaugeShown { seq: g.seq, support, accept, reserve, neutral, block }
}

fn shown(m: &Meeting, vote: &Vote, lang: Lang) -> ShownVote {
    let counts = vote.counts_now().filter(|_| !vote.is_withheld());
    let main = vote.main_test();
    let (marked, stands) = (vote.marked(Measure::Heads, None), vote.standing(Measure::Heads, None));
    let number = |pick: fn(&TestResult) -> u64| {
        let test = main.as_ref().filter(|t| known(t, counts.is_some()));
        test.map_or(Value::Null, |t| amount(t.threshold.measure, pick(t)))
    };
    ShownVote {
        seq: vote.seq,
        method: vote.method.into_str(),
        state: vote.state.into_str(),
        rule: vote.rule.id.clone(),
        base: number(|t| t.base),
        base_name: main.as_ref().map_or("", |t| t.threshold.base.into_str()),
        in_favour: counts.map(|_| stands.in_favour),
        against: counts.map(|_| stands.against),
        abstain: counts.map(|_| stands.abstain),
        invalid: counts.map(|_| stands.invalid),
        not_cast: counts.map(|_| stands.not_cast),
        marked: counts.filter(|_| marked != stands).map(|_| marked),
        among: vote.part().into_iter().map(|class| class.name().to_owned()).collect(),
        written: of_way(vote, TakesPart::Written),
        online: of_way(vote, TakesPart::Online),
        paper: vote.terms.paper,
        issued: counts.and_then(|c| c.issued),
        returned: counts.and_then(|c| c.returned),
        recused: vote.recused.clone(),
        need: number(|t| t.need),
        missing: counts.map_or(Value::Null, |_| {
            let failing = vote.tests().into_iter().find(|t| t.about == About::Pass && !t.met);
            let measure = failing.map_or(Measure::Heads, |t| t.threshold.measure);
            amount(measure, vote.missing())
        }),
        passed: vote.passed(),
        rate: vote.rate(),
        tests: vote.tests().iter().map(|t| test(t, counts.is_some())).collect(),
        ballots: vote.has_names().then(|| ballots(vote)),
        explain: explain(m, vote, lang),
        void: vote.is_void(),
        tied: vote.is_tied(),
        derived: vote.derived.map(|it| it.into_str()),
        judged: vote.judged,
        casting: vote.casting,
        objections: vote.objections.iter().map(|(person, _)| person.clone()).collect(),
        recount_of: vote.recount_of,
        cancelled: vote.cancelled.clone(),
        citation: rule_words::citation(m, &vote.rule, lang),
        opened: vote.at,
        closed: vote.closed_at,
        announced: vote.announced_at,
    }
}

fn of_way(vote: &Vote, way: TakesPart) -> Vec<PersonId> {
    let of = vote.electorate.iter().filter(|(id, _)| vote.way_of(id) == way);
    of.map(|(id, _)| id.clone()).collect()
}

fn ballots(vote: &Vote) -> Vec<Ballot> {
    let all = vote.ballots.iter();
    all.map(|(person, choice)| Ballot { person: person.clone(), choice: *choice }).collect()
}

/// Whether a base can be told: those made of the counts need the counts.
fn known(test: &TestResult, counted: bool) -> bool {
    match test.threshold.base {
        Base::Entitled | Base::Present => true,
        Base::Cast | Base::Valid | Base::Decisive => counted,
    }
}

/// Heads are integers; weights decimals in strings, since JSON readers round them.
pub(super) fn amount(measure: Measure, value: u64) -> Value {
    match measure {
        Measure::Heads => Value::from(value),
        Measure::Weight => Value::from(weight_text(value)),
    }
}

fn test(t: &TestResult, counted: bool) -> Test {
    let measure = t.threshold.measure;
    let shown = |there: bool, value| if there { amount(measure, value) } else { Value::Null };
    let op = |ratio: Ratio| match ratio.op {
        Op::AtLeast => "at_least",
        Op::MoreThan => "more_than",
    };
    let (op, num, den) = match t.threshold.limit {
        Limit::Ratio(ratio) => (op(ratio), Value::from(ratio.num), ratio.den),
        // A number is a number of ones.
        Limit::Number(number) => ("at_least", amount(measure, number), 1),
        Limit::AgainstAtMost(ratio) => ("against_at_most", Value::from(ratio.num), ratio.den),
        Limit::AgainstBelow(ratio) => ("against_below", Value::from(ratio.num), ratio.den),
    };
    Test {
        about: match t.about {
            About::Participation => "participation",
            About::Pass => "pass",
        },
        measure,
        base_name: t.threshold.base.into_str(),
        base: shown(known(t, counted), t.base),
        value: shown(counted, t.value),
        op,
        num,
        den,
        of: t.threshold.of.as_ref().map(|class| class.name().to_owned()),
        need: shown(known(t, counted), t.need),
        met: counted.then_some(t.met),
    }
}
