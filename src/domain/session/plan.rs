//! The plan of a session, as the first event of its record holds it.
//!
//! Plain data; reading it from files, and every check of their form, is the business of `plan`.

use super::{NaiveDate, NaiveDateTime, NaiveTime, Person, PersonId, Quorum, Rule};
use crate::domain::follow_up::ActionStatus;
use crate::domain::rule::Catalog;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// What each session has of its own, before anything else is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub id: String,
    pub title: String,
    pub date: NaiveDate,
    /// None: that of the template or of the session it is made from.
    pub start: Option<NaiveTime>,
    /// Empty leaves the one there is.
    pub venue: String,
    /// A preset; None leaves the one there is, or the default.
    pub rule: Option<String>,
}

/// Limits and order of speeches (DOMAIN §3), in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeechRules {
    pub statement_s: u32,
    pub response_s: u32,
    pub discussion_s: u32,
    pub question_s: u32,
    pub point_of_order_s: u32,
    /// How often one person may speak in discussion on one agenda item.
    pub discussion_times: u32,
    /// The clock warns when this much is left.
    pub warn_s: u32,
    /// Stances take turns.
    pub alternate: bool,
    /// Whoever has not spoken on the item goes first.
    pub first_time_first: bool,
}

impl Default for SpeechRules {
    fn default() -> Self {
        Self {
            statement_s: 180,
            response_s: 300,
            discussion_s: 120,
            question_s: 60,
            point_of_order_s: 60,
            discussion_times: 2,
            warn_s: 30,
            alternate: true,
            first_time_first: true,
        }
    }
}

/// The field study (专题调研), the third step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Research {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
}

/// How the outcome is to be made public, as planned.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Publicity {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub days: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mailbox: String,
}

/// What an agenda item is for, so that the next step can be suggested while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr, strum::VariantNames)]
#[strum(const_into_str, serialize_all = "kebab-case")]
pub enum ItemKind {
    /// Sign-in, stating who is here.
    SignIn,
    /// Topic, agenda and ground rules are read out.
    Rules,
    /// Explanation and field study.
    Briefing,
    Statements,
    Responses,
    Discussion,
    /// Proposals are put together and the voting text read out.
    Drafting,
    Voting,
    /// Results, reservations, who does what.
    Results,
    /// Reading back, signing, end.
    Closing,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemPlan {
    pub no: u32,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveTime>,
    pub seconds: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ItemKind>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalPlan {
    pub no: u32,
    pub title: String,
    pub text: String,
    /// Needs a vote by law elsewhere as well (需依法另行表决).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub legal_vote: bool,
    /// Which round of this proposal, from 1; None: that of the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<u32>,
}

/// The session whose topic goes on, and what was left unfinished there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Previous {
    pub id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Actions that were not finished when the round was planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<OpenAction>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reservations: Vec<Reserved>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAction {
    pub no: u32,
    pub title: String,
    pub lead: String,
    pub due: NaiveDate,
    pub status: ActionStatus,
}

/// A reservation of the round before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reserved {
    /// The proposal's title.
    pub on: String,
    pub name: String,
    pub text: String,
}

/// Everything that is known before the first person signs in. Free words keep the language of the
/// file; numbers and dates are checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub id: String,
    pub title: String,
    pub date: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<NaiveTime>,
    /// Seconds east of UTC of the session's zone.
    pub utc_offset_s: i32,
    /// Which round of this topic, from 1.
    pub round: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Box<Previous>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chair: Option<PersonId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub recorder: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tellers: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scrutineers: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_meeting: Option<NaiveDateTime>,
    /// `brand`, `topic_area`, `venue`, `organizer` … by the key of the plan file, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub research: Option<Research>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publicity: Option<Publicity>,
    pub rule: Rule,
    pub quorum: Quorum,
    pub speech_rules: SpeechRules,
    /// The ground rules that the chair reads out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ground_rules: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agenda: Vec<ItemPlan>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<ProposalPlan>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
}

/// The fact that names the unit of weights, such as 平方米.
pub const WEIGHT_UNIT: &str = "weight_unit";

impl Plan {
    /// Takes the venue and the rule that a new session has of its own, in place of those it was made
    /// with.
    pub fn choose(&mut self, head: &Head, catalog: &Catalog) {
        self.set_venue(&head.venue);
        if let Some(rule) = head.rule.as_deref().and_then(|id| catalog.find(id))
            && rule.id != self.rule.id
        {
            self.rule = rule.clone();
            self.quorum = self.rule.quorum.take().unwrap_or_default();
        }
    }

    /// An empty one leaves the one there is.
    pub fn set_venue(&mut self, venue: &str) {
        if venue.is_empty() {
            return;
        }
        match self.facts.iter_mut().find(|(key, _)| key == "venue") {
            Some((_, old)) => venue.clone_into(old),
            None => self.facts.push(("venue".to_owned(), venue.to_owned())),
        }
    }
}

impl Plan {
    /// A free fact of the plan by its key, empty where the plan has none.
    pub fn fact(&self, key: &str) -> &str {
        self.facts.iter().find(|(k, _)| k == key).map_or("", |(_, v)| v.as_str())
    }

    /// The zone of every time in the record.
    pub fn zone(&self) -> chrono::FixedOffset {
        chrono::FixedOffset::east_opt(self.utc_offset_s)
            .unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc))
    }
}
