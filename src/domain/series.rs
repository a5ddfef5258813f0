//! A list that grows at its end and is seldom changed before it: held in blocks that copies share, so
//! that a copy of a long meeting costs what is at its end, in time and in memory.
//!
//! Must not know what is listed.

use std::ops::Index;
use std::sync::Arc;

/// Entries of a block: as many are copied where one of a shared block is changed.
const BLOCK: usize = 256;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series<T> {
    /// Each of them full.
    blocks: Vec<Arc<Vec<T>>>,
    /// Not full.
    end: Vec<T>,
}

impl<T> Default for Series<T> {
    fn default() -> Self {
        Self { blocks: Vec::new(), end: Vec::new() }
    }
}

impl<T> Series<T> {
    pub fn push(&mut self, one: T) {
        self.end.push(one);
        if self.end.len() == BLOCK {
            self.blocks.push(Arc::new(std::mem::take(&mut self.end)));
        }
    }

    pub fn len(&self) -> usize {
        self.blocks.len() * BLOCK + self.end.len()
    }

    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.end.is_empty()
    }

    pub fn get(&self, place: usize) -> Option<&T> {
        match self.blocks.get(place / BLOCK) {
            Some(block) => block.get(place % BLOCK),
            None => self.end.get(place - self.blocks.len() * BLOCK),
        }
    }

    pub fn last(&self) -> Option<&T> {
        self.get(self.len().checked_sub(1)?)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.blocks.iter().flat_map(|block| block.iter()).chain(&self.end)
    }

    /// Those before a place, the last of them first.
    pub fn back_from(&self, place: usize) -> impl Iterator<Item = &T> {
        (0..place.min(self.len())).rev().filter_map(|place| self.get(place))
    }

    /// How many stand before the first of which `is_before` does not hold, in a list that is in order.
    pub fn partition_point(&self, is_before: impl Fn(&T) -> bool) -> usize {
        let whole = self.blocks.partition_point(|block| block.last().is_some_and(&is_before));
        let block = self.blocks.get(whole).map_or(&self.end, Arc::as_ref);
        whole * BLOCK + block.partition_point(is_before)
    }

    /// The place of the one with a key, in a list that is in the order of the keys.
    pub fn place_of<K: Ord>(&self, key: &K, key_of: impl Fn(&T) -> K) -> Option<usize> {
        let place = self.partition_point(|one| key_of(one) < *key);
        self.get(place).filter(|one| key_of(one) == *key).map(|_| place)
    }
}

impl<T: Clone> Series<T> {
    pub fn get_mut(&mut self, place: usize) -> Option<&mut T> {
        let whole = self.blocks.len() * BLOCK;
        match self.blocks.get_mut(place / BLOCK) {
            Some(block) => Arc::make_mut(block).get_mut(place % BLOCK),
            None => self.end.get_mut(place - whole),
        }
    }
}

impl<T> Index<usize> for Series<T> {
    type Output = T;

    /// Panics where there is none, as a slice does.
    fn index(&self, place: usize) -> &T {
        match self.blocks.get(place / BLOCK) {
            Some(block) => &block[place % BLOCK],
            None => &self.end[place - self.blocks.len() * BLOCK],
        }
    }
}

impl<T> FromIterator<T> for Series<T> {
    fn from_iter<I: IntoIterator<Item = T>>(list: I) -> Self {
        let mut series = Self::default();
        list.into_iter().for_each(|one| series.push(one));
        series
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_list_that_was_put_into_it() {
        for count in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 7] {
            let list: Vec<usize> = (0..count).map(|n| n * 2).collect();
            let series: Series<usize> = list.iter().copied().collect();
            assert_eq!((series.len(), series.is_empty()), (list.len(), list.is_empty()));
            assert_eq!(series.last(), list.last());
            assert!(series.iter().eq(&list) && series.iter().rev().eq(list.iter().rev()));
            for place in [0, 1, BLOCK - 1, BLOCK, count / 2, count.saturating_sub(1), count] {
                assert_eq!(series.get(place), list.get(place));
                let before = list.get(..place).unwrap_or(&list);
                assert!(series.back_from(place).eq(before.iter().rev()));
                for key in [place * 2, place * 2 + 1] {
                    let before = list.partition_point(|one| *one < key);
                    assert_eq!(series.partition_point(|one| *one < key), before);
                    assert_eq!(series.place_of(&key, |one| *one), list.binary_search(&key).ok());
                }
            }
        }
    }

    #[test]
    fn a_copy_does_not_see_what_is_changed_in_the_other() {
        let first: Series<usize> = (0..BLOCK * 2 + 3).collect();
        let mut second = first.clone();
        for place in [0, BLOCK, BLOCK * 2 + 1] {
            *second.get_mut(place).unwrap() += 1_000;
            assert_eq!((first[place], second[place]), (place, place + 1_000));
        }
        second.push(7);
        assert_eq!(second.get_mut(second.len()), None);
        assert_eq!(first.len() + 1, second.len());
        assert!(first != second && first == (0..BLOCK * 2 + 3).collect());
    }
}
