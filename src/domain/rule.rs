//! Rules as data: quorum, participation, thresholds, ties, recusal, proxies, consensus, each with
//! its citation. Must not hold a number that is local custom: presets are files in `assets/rules`.

use crate::domain::fraction::Ratio;
use crate::domain::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

mod quorum;
mod taking_part;
mod threshold;
pub use quorum::{Among, Attendance, Condition, Quorum};
pub use taking_part::{Abstain, ChairVotes, Follow, Silent, TakesPart};
pub use threshold::{Base, Class, Limit, Measure, Threshold};

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    pub zh: String,
    pub en: String,
}

/// What an exact tie means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum Tie {
    #[default]
    Fails,
    ChairDecides,
}

/// What a recusal takes somebody out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum RecusalMode {
    #[default]
    LeavesBase,
    StaysInBase,
    LeavesQuorum,
}

/// The three dispositions' thresholds (docs/domain.md §1.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consensus {
    /// Reached from here on: for ≥ this of the base.
    pub reached: Ratio,
    /// Below this of the base it is unlikely to be reached.
    pub hard: Ratio,
    /// Rounds without consensus after which it is unlikely to be reached.
    pub rounds: u32,
}

/// A whole rule: what must be there, who must take part, what passes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: String,
    pub name: Bilingual,
    pub citation: Bilingual,
    /// None: the session's own quorum holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<Quorum>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participation: Vec<Threshold>,
    /// All must be met; the first is the one shown as `base`, `need` and `rate`.
    pub pass: Vec<Threshold>,
    #[serde(default)]
    pub tie: Tie,
    #[serde(default)]
    pub recusal: RecusalMode,
    /// How many absent people one present person may vote for; None forbids proxies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy_cap: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consensus: Option<Consensus>,
    /// Whose vote counts; empty means those in the room, and proxies where there is a cap.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub takes_part: Vec<TakesPart>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub abstain: Abstain,
    #[serde(default, skip_serializing_if = "is_default")]
    pub silent: Silent,
    #[serde(default, skip_serializing_if = "is_default")]
    pub follow: Follow,
    #[serde(default, skip_serializing_if = "is_default")]
    pub chair_votes: ChairVotes,
    /// Why nobody should rely on the citation yet, said on every paper that cites it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caveat: Option<Bilingual>,
    /// The day on which an office compared the rule with the text in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<NaiveDate>,
    /// What the rule is for, such as `owners`; lists of rules are in this order. No part of the
    /// record.
    #[serde(skip)]
    pub purpose: Option<Purpose>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What a rule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum Purpose {
    Consultation,
    Villagers,
    Residents,
    Owners,
    Collective,
    Party,
    Workers,
    Association,
    Foreign,
    General,
}

impl Rule {
    /// Every test, participation first.
    pub fn tests(&self) -> impl Iterator<Item = &Threshold> {
        self.participation.iter().chain(&self.pass)
    }

    /// Whether any test adds up weights.
    pub fn counts_weight(&self) -> bool {
        self.tests().any(|t| t.measure == Measure::Weight)
    }

    /// Whether people's votes count who take part in this way.
    pub fn takes(&self, way: TakesPart) -> bool {
        if self.takes_part.is_empty() {
            return match way {
                TakesPart::InPerson => true,
                TakesPart::Proxy => self.proxy_cap.is_some(),
                TakesPart::Written | TakesPart::Online => false,
            };
        }
        self.takes_part.contains(&way)
    }

    /// The classes that decide, where every test counts one; nobody else then has a vote.
    pub fn classes_only(&self) -> Vec<&Class> {
        let mut classes: Vec<&Class> = Vec::new();
        for test in self.tests() {
            match &test.of {
                None => return Vec::new(),
                Some(class) if classes.contains(&class) => {}
                Some(class) => classes.push(class),
            }
        }
        classes
    }

    /// Whether an exact tie is the chair's to decide.
    pub fn tie_is_the_chairs(&self) -> bool {
        self.tie == Tie::ChairDecides || self.chair_votes == ChairVotes::Tie
    }

    /// Whether the rule can decide anything: at least one pass test, every limit within reach, and
    /// nothing that contradicts the rest.
    pub fn is_valid(&self) -> bool {
        let quorum = self.quorum.iter().all(Quorum::is_valid);
        let tests = self.tests().all(|t| t.limit.is_valid());
        !self.pass.is_empty() && quorum && tests && self.contradiction().is_none()
    }

    /// The first thing in which the rule says two things that cannot both hold.
    pub fn contradiction(&self) -> Option<Contradiction> {
        let proxy_out = !self.takes_part.is_empty() && !self.takes(TakesPart::Proxy);
        if self.proxy_cap.is_some() && proxy_out {
            return Some(Contradiction::ProxyCap);
        }
        if self.tie == Tie::ChairDecides && self.chair_votes == ChairVotes::Never {
            return Some(Contradiction::ChairNever);
        }
        if self.abstain == Abstain::Forbidden && self.silent == Silent::Abstain {
            return Some(Contradiction::SilentAbstain);
        }
        let objects = |t: &Threshold| t.limit.is_objection();
        if self.participation.iter().any(objects) {
            return Some(Contradiction::ObjectionTakesPart);
        }
        None
    }
}

/// Two parts of one rule that cannot both hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contradiction {
    /// A cap on proxies, and proxies that do not take part.
    ProxyCap,
    /// The chair decides ties and never votes.
    ChairNever,
    /// The chair votes to decide a tie, and a tie fails.
    TieFails,
    /// Whoever is silent abstains, and nobody may abstain.
    SilentAbstain,
    /// Taking part is not measured by those against.
    ObjectionTakesPart,
}

/// How a command names a rule: by its id, or whole (from an event, so that a preset that was
/// edited since then does not change the record).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleRef {
    Named(String),
    Given(Box<Rule>),
}

impl RuleRef {
    pub fn id(&self) -> &str {
        match self {
            Self::Named(id) => id,
            Self::Given(rule) => &rule.id,
        }
    }
}

/// The presets at hand: the program's own and the user's, in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalog {
    pub rules: Vec<Rule>,
}

/// The preset of a session whose plan names none.
pub const DEFAULT_RULE: &str = "consultation";

impl Catalog {
    pub fn find(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// All of them by what they are for, each kind in the order of reading.
    pub fn by_purpose(&self) -> impl Iterator<Item = &Rule> {
        let mut rules: Vec<&Rule> = self.rules.iter().collect();
        // The user's own, which say no purpose, come first.
        rules.sort_by_key(|rule| rule.purpose);
        rules.into_iter()
    }

    /// The rule meant by `reference`; refused with the ids at hand.
    pub fn resolve(&self, reference: &RuleRef) -> Result<Rule, Refusal> {
        match reference {
            RuleRef::Given(rule) => Ok((**rule).clone()),
            RuleRef::Named(id) => self.find(id).cloned().ok_or_else(|| Refusal::NoSuchRule {
                id: id.clone(),
                known: self.rules.iter().map(|rule| rule.id.clone()).collect(),
            }),
        }
    }
}
