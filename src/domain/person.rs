//! People of a session as data: who they are, which group, whether they vote.
//!
//! Must not know whether they have come: that is the roll's.

use crate::domain::shared;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// A participant's id in one session, such as `P05`. Shared, for everything that happens names one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(#[serde(deserialize_with = "shared::deserialize")] Arc<str>);

impl PersonId {
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The four groups of a consultation meeting, as the record writes them (docs/domain.md §1.1).
pub mod group {
    pub const COUNCIL: &str = "议事会成员";
    pub const STAKEHOLDER: &str = "利益相关方";
    pub const DEPARTMENT: &str = "职能部门";
    pub const INVITEE: &str = "特邀人员";
    /// In the order in which lists show them.
    pub const STANDARD: [&str; 4] = [COUNCIL, STAKEHOLDER, DEPARTMENT, INVITEE];
}

/// How somebody attends (出席类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attends {
    Chair,
    Attending,
    SittingIn,
}

/// A voting weight in ten-thousandths, so that a floor area of 89.53 is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weight(pub u64);

impl Weight {
    pub const ONE: Self = Self(10_000);

    /// A thousand million: the largest roster of such weights still adds up in 64 bits.
    const MOST: u64 = 10_000_000_000_000;

    /// Reads a decimal of at most four places; None where it is not one, or zero, or too large.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || part.len() > 4 || !digits(whole) || !digits(part) {
            return None;
        }
        let whole: u64 = whole.parse().ok()?;
        let part: u64 = format!("{part:0<4}").parse().ok()?;
        let value = whole.checked_mul(10_000)?.checked_add(part)?;
        (value > 0 && value <= Self::MOST).then_some(Self(value))
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", weight_text(self.0))
    }
}

/// Ten-thousandths as a decimal without idle zeros.
pub fn weight_text(value: u64) -> String {
    let part = format!("{:04}", value % 10_000);
    let part = part.trim_end_matches('0');
    let whole = value / 10_000;
    if part.is_empty() { whole.to_string() } else { format!("{whole}.{part}") }
}

/// One participant, as the roster or an invitation names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    /// Tells people of one name apart (识别说明), shown as `张伟（2网格）`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mark: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub gender: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ethnicity: String,
    pub group: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Whom they speak for (代表对象).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub represents: String,
    pub attends: Attends,
    pub vote: bool,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub weight: Weight,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Written out in the roster where the reading cannot be guessed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pinyin: String,
}

fn one() -> Weight {
    Weight::ONE
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(weight: &Weight) -> bool {
    *weight == Weight::ONE
}

impl Person {
    /// A participant of whom only the name and group are known; attends and votes.
    pub fn new(id: impl Into<Arc<str>>, name: impl Into<String>, group: impl Into<String>) -> Self {
        Self {
            id: PersonId::new(id),
            name: name.into(),
            mark: String::new(),
            gender: String::new(),
            ethnicity: String::new(),
            group: group.into(),
            tags: Vec::new(),
            unit: String::new(),
            represents: String::new(),
            attends: Attends::Attending,
            vote: true,
            weight: Weight::ONE,
            phone: String::new(),
            note: String::new(),
            pinyin: String::new(),
        }
    }

    /// Whether a text is this name with its mark, or the name with a unit in brackets behind it.
    pub fn is_named_by(&self, text: &str) -> bool {
        let behind = text.strip_prefix(self.name.as_str());
        let unit =
            behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(['\u{ff08}', '(']));
        self.display() == text || (self.mark.is_empty() && unit)
    }

    /// The name with its mark, as every list and document shows it.
    pub fn display(&self) -> String {
        if self.mark.is_empty() {
            self.name.clone()
        } else {
            format!("{}\u{ff08}{}\u{ff09}", self.name, self.mark)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_exact_decimals() {
        assert_eq!(Weight::parse("89.53"), Some(Weight(895_300)));
        assert_eq!(Weight::parse("100"), Some(Weight(1_000_000)));
        assert_eq!(Weight(895_300).to_string(), "89.53");
        for bad in ["", "0", "-1", "1.23456", "1e3", "一", ".5"] {
            assert_eq!(Weight::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn groups_are_the_words_of_the_field() {
        assert_eq!(group::STANDARD, ["议事会成员", "利益相关方", "职能部门", "特邀人员"]);
    }
}
