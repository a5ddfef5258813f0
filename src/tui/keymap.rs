//! Which keys stand for which act: those of the table, or the user's own.
//!
//! Must not read a file: `config` makes the bindings from one.

use crate::tui::act::{self, Act};
use crate::tui::key::Chord;
use crate::tui::view::View;
use std::collections::BTreeMap;

/// Acts whose keys are promised to every user: they may be given more keys, but keep their own.
pub(crate) const PROMISED: &[&str] = &[
    "step",
    "view.desk",
    "view.agenda",
    "view.roll",
    "view.floor",
    "view.vote",
    "view.minutes",
    "view.outcomes",
    "view.log",
    "palette",
    "help",
    "pane",
    "pane.back",
    "undo",
    "redo",
    "back",
    "quit",
    "minutes.save",
];

/// The user's keys by the act's id; acts that are not in it keep those of the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap(BTreeMap<&'static str, Vec<Chord>>);

/// A key that cannot be given to an act, because another has it where both can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The act that does not get its keys.
    pub act: &'static str,
    pub chord: Chord,
    /// The act that has the key.
    pub by: &'static str,
}

impl Keymap {
    /// The keys of an act; the first is the one shown. May be empty: an act without a key is
    /// still found in the palette.
    pub fn keys<'k>(&'k self, act: &'k Act) -> &'k [Chord] {
        self.0.get(act.id).map_or(act.keys, Vec::as_slice)
    }

    /// All bindings at once, so that two acts may change places. Where two acts would share a key
    /// the later binding is left out as a whole, and is told.
    pub fn bind(mut wanted: Vec<(&'static Act, Vec<Chord>)>) -> (Self, Vec<Taken>) {
        let mut refused = Vec::new();
        loop {
            let map = Self::of(&wanted);
            // From the end: what was written first stays.
            let clash = wanted
                .iter()
                .enumerate()
                .rev()
                .find_map(|(i, (act, _))| map.taken(act).map(|taken| (i, taken)));
            match clash {
                Some((i, taken)) => {
                    wanted.remove(i);
                    refused.push(taken);
                }
                None => return (map, refused),
            }
        }
    }

    fn of(wanted: &[(&'static Act, Vec<Chord>)]) -> Self {
        let keys = wanted.iter().map(|(act, keys)| {
            let mut keys = keys.clone();
            if PROMISED.contains(&act.id) {
                let kept: Vec<Chord> =
                    act.keys.iter().copied().filter(|key| !keys.contains(key)).collect();
                keys.extend(kept);
            }
            (act.id, keys)
        });
        Self(keys.collect())
    }

    /// A key of an act that is another's in the same scope, or that is promised to another.
    fn taken(&self, own: &'static Act) -> Option<Taken> {
        act::all().filter(|other| other.id != own.id && own.scope.meets(other.scope)).find_map(
            |other| {
                let promised = PROMISED.contains(&other.id);
                let equal = own.scope.rank() == other.scope.rank();
                let clashes = |key: &&Chord| {
                    (equal && self.keys(other).contains(key))
                        || (promised && other.keys.contains(key))
                };
                let chord = self.keys(own).iter().find(clashes)?;
                Some(Taken { act: own.id, chord: *chord, by: other.id })
            },
        )
    }

    /// The act that a key means on a view: the narrower scope wins.
    pub fn resolve(&self, view: View, chord: Chord) -> Option<&'static Act> {
        let acts =
            act::all().filter(|act| act.scope.holds(view) && self.keys(act).contains(&chord));
        acts.min_by_key(|act| act.scope.rank())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::{ENTER, SPACE, ch, ctrl, f};

    fn named(id: &str) -> &'static Act {
        act::all().find(|act| act.id == id).unwrap()
    }

    fn means(map: &Keymap, view: View, chord: Chord) -> Option<&'static str> {
        map.resolve(view, chord).map(|act| act.id)
    }

    #[test]
    fn a_bound_key_takes_the_place_of_the_tables() {
        let (map, refused) = Keymap::bind(vec![(named("floor.give"), vec![ctrl('g')])]);
        assert_eq!(refused, []);
        assert_eq!(means(&map, View::Desk, ctrl('g')), Some("floor.give"));
        assert_eq!(means(&map, View::Desk, f(3)), None);
        assert_eq!(means(&Keymap::default(), View::Desk, f(3)), Some("floor.give"));
    }

    #[test]
    fn two_acts_may_change_places() {
        let wanted = vec![(named("floor.give"), vec![f(2)]), (named("floor.request"), vec![f(3)])];
        let (map, refused) = Keymap::bind(wanted);
        assert_eq!(refused, []);
        assert_eq!(means(&map, View::Floor, f(2)), Some("floor.give"));
        assert_eq!(means(&map, View::Floor, f(3)), Some("floor.request"));
    }

    #[test]
    fn promised_keys_stay_and_get_company() {
        let (map, refused) = Keymap::bind(vec![(named("help"), vec![ctrl('g')])]);
        assert_eq!(refused, []);
        for key in [ctrl('g'), f(1), ch('?')] {
            assert_eq!(means(&map, View::Desk, key), Some("help"), "{key}");
        }
        assert_eq!(map.keys(named("help")).first(), Some(&ctrl('g')));
    }

    #[test]
    fn a_key_of_another_act_is_refused_and_the_rest_stands() {
        let wanted = vec![
            (named("floor.give"), vec![ctrl('g')]),
            (named("floor.stop"), vec![ctrl('g'), f(12)]),
            (named("floor.next"), vec![SPACE]),
        ];
        let (map, refused) = Keymap::bind(wanted);
        let (stop, next) = ("floor.stop", "floor.next");
        assert_eq!(
            refused,
            [
                Taken { act: next, chord: SPACE, by: "step" },
                Taken { act: stop, chord: ctrl('g'), by: "floor.give" },
            ]
        );
        assert_eq!(means(&map, View::Desk, SPACE), Some("step"));
        assert_eq!(means(&map, View::Desk, f(8)), Some("floor.stop"));
        assert_eq!(means(&map, View::Desk, ctrl('g')), Some("floor.give"));
    }

    /// Leaving out a binding brings its table's key back, which a third act may have been given.
    #[test]
    fn no_key_is_left_with_two_acts_after_a_refusal() {
        let wanted = vec![(named("floor.stop"), vec![f(3)]), (named("floor.give"), vec![SPACE])];
        let (map, refused) = Keymap::bind(wanted);
        assert_eq!(refused.len(), 2, "{refused:?}");
        assert_eq!(map, Keymap::default());
    }

    #[test]
    fn a_key_may_mean_something_else_where_the_other_act_is_not() {
        let (map, refused) = Keymap::bind(vec![(named("roll.order"), vec![ctrl('t')])]);
        assert_eq!(refused, []);
        assert_eq!(means(&map, View::Roll, ctrl('t')), Some("roll.order"));
        assert_eq!(means(&map, View::Desk, ctrl('t')), Some("roll.count"));
        assert_eq!(means(&map, View::Home, ENTER), means(&Keymap::default(), View::Home, ENTER));
    }

    /// In every editor F2 saves: no act that can be meant there may have it.
    #[test]
    fn the_key_that_saves_is_not_given_away_where_there_is_an_editor() {
        for (id, refused) in [("minutes.search", 1), ("undo", 1), ("roll.leave", 0)] {
            let (_, taken) = Keymap::bind(vec![(named(id), vec![f(2)])]);
            assert_eq!(taken.len(), refused, "{id}: {taken:?}");
        }
    }

    #[test]
    fn every_promised_act_is_in_the_table() {
        for id in PROMISED {
            assert!(act::all().any(|act| act.id == *id), "{id}");
        }
    }
}
