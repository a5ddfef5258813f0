//! 六有: six things that a consultation has before it opens (docs/domain.md §1.12). A missing one warns,
//! never blocks.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr, strum::VariantNames)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum Have {
    /// 有组织.
    Organization,
    /// 有场所.
    Venue,
    /// 有设施.
    Facilities,
    /// 有标识.
    Signs,
    /// 有制度.
    Rules,
    /// 有活动.
    Activities,
}

impl Have {
    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Which of the six are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Checklist(u8);

impl Checklist {
    pub const fn has(self, have: Have) -> bool {
        self.0 & have.bit() != 0
    }

    pub(super) const fn set(&mut self, have: Have, on: bool) {
        if on {
            self.0 |= have.bit();
        } else {
            self.0 &= !have.bit();
        }
    }

    /// How many of the six.
    pub fn count(self) -> usize {
        Have::VARIANTS.iter().copied().filter(|have| self.has(*have)).count()
    }

    /// The first that is not there.
    pub fn missing(self) -> Option<Have> {
        Have::VARIANTS.iter().copied().find(|have| !self.has(*have))
    }
}
