//! How the time was shared: by group and by stance (docs/domain.md §3, equality is visible).

use super::{Stance, State};
use crate::domain::meeting::Meeting;
use crate::domain::stamp::Moment;
use strum::VariantArray as _;

/// The speeches of a group or of a stance, points of order and all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Portion {
    pub speeches: u32,
    pub total_s: u64,
}

impl Portion {
    fn add(&mut self, seconds: u64) {
        self.speeches += 1;
        self.total_s += seconds;
    }
}

/// Every group that has anybody, in the order of lists, also those that have said nothing.
pub fn by_group(m: &Meeting, now: Moment) -> Vec<(&str, Portion)> {
    let mut groups: Vec<(&str, Portion)> =
        m.roll.groups().into_iter().map(|name| (name, Portion::default())).collect();
    for speech in m.floor.speeches.iter() {
        let group = m.roll.person(&speech.person).map_or("", |person| person.group.as_str());
        if let Some((_, portion)) = groups.iter_mut().find(|(name, _)| *name == group) {
            portion.add(speech.used_s(now));
        }
    }
    groups
}

/// Every stance, also those nobody took.
pub fn by_stance(floor: &State, now: Moment) -> Vec<(Stance, Portion)> {
    let mut stances: Vec<_> =
        Stance::VARIANTS.iter().map(|stance| (*stance, Portion::default())).collect();
    for speech in floor.speeches.iter() {
        if let Some((_, portion)) = stances.iter_mut().find(|(stance, _)| *stance == speech.stance)
        {
            portion.add(speech.used_s(now));
        }
    }
    stances
}
