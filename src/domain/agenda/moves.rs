//! What the moves of agenda items come to: a key moves an item by one place, and somebody who moves it
//! by four has moved it once.

use super::ItemState;
use std::collections::BTreeMap;

/// Where a moved item stands in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Before(u32),
    Last,
}

type Order = Vec<(u32, ItemState)>;

/// The moves by their lines: the last of a row of moves of one item has the place, the others none, nor
/// has a row that ends where it began.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Moves {
    places: BTreeMap<u64, Place>,
    /// The item that is being moved, the line of its last move, the order before the first.
    row: Option<(u32, u64, Order)>,
}

impl Moves {
    pub(super) fn of(&self, seq: u64) -> Option<Place> {
        self.places.get(&seq).copied()
    }

    /// Something else happened to the agenda.
    pub(super) fn end(&mut self) {
        self.row = None;
    }

    pub(super) fn add(&mut self, seq: u64, no: u32, before: Order, after: &[(u32, ItemState)]) {
        let begun = match self.row.take() {
            Some((moved, last, begun)) if moved == no => {
                self.places.remove(&last);
                begun
            }
            Some(_) | None => before,
        };
        if begun != after {
            let behind = after.iter().skip_while(|(other, _)| *other != no).nth(1);
            let place = behind.map_or(Place::Last, |(other, _)| Place::Before(*other));
            self.places.insert(seq, place);
        }
        self.row = Some((no, seq, begun));
    }
}
