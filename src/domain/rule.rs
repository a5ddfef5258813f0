//! Rules as data: quorum, participation, thresholds, ties, recusal, proxies, consensus, each with
//! its citation. Must not hold a number that is local custom: presets are files in `assets/rules`.

use crate::domain::fraction::Ratio;
use crate::domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    pub zh: String,
    pub en: String,
}

/// What is added up: people, or their weights (floor area for owners).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    Heads,
    Weight,
}

/// Who counts (docs/domain.md §2). `Expected` serves only quorums of everyone invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    Entitled,
    Present,
    Cast,
    Valid,
    Decisive,
}

impl Base {
    /// The name used in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Entitled => "entitled",
            Self::Present => "present",
            Self::Cast => "cast",
            Self::Valid => "valid",
            Self::Decisive => "decisive",
        }
    }
}

/// One threshold: a fraction of a base, in heads or in weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    pub measure: Measure,
    pub base: Base,
    pub ratio: Ratio,
}

/// Whose presence a quorum counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Among {
    /// Everyone invited (应到会人员), voting or not.
    Expected,
    /// All with a voting right.
    Entitled,
    /// People who carry a tag, such as households' representatives.
    Tagged(String),
}

/// One way to reach a quorum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    pub among: Among,
    pub ratio: Ratio,
}

/// When a meeting may sit: any of the attendances, and every required group with somebody there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// Empty means that no number is asked for.
    #[serde(default)]
    pub any_of: Vec<Attendance>,
    #[serde(default)]
    pub require_groups: Vec<String>,
    /// The rule as the local rules word it; shown with the result.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What an exact tie means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    #[default]
    Fails,
    ChairDecides,
}

/// What a recusal takes somebody out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

impl Rule {
    /// Whether any test adds up weights, so that only a recorded vote can serve.
    pub fn counts_weight(&self) -> bool {
        self.participation.iter().chain(&self.pass).any(|t| t.measure == Measure::Weight)
    }

    /// Whether the rule can decide anything: at least one pass test, and every fraction usable.
    pub fn is_valid(&self) -> bool {
        let quorum = self.quorum.iter().flat_map(|q| &q.any_of).map(|a| a.ratio);
        let tests = self.participation.iter().chain(&self.pass).map(|t| t.ratio);
        !self.pass.is_empty() && quorum.chain(tests).all(Ratio::is_valid)
    }
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
