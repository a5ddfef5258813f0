//! HEADS: how far each session went, the witness beside journal and database.
//!
//! Owns the file of fixed slots, overwritten in place. It must not be asked for records: it only
//! tells whether some are missing when both copies were damaged at their end.
//!
//! A slot has 256 bytes, so that it never crosses a disk's sector: crc32, length of the id, the id,
//! the number of records, the chain; then how far an append that is on its way goes, and the first
//! record of an append that was refused, and the chain after the first record of all, by which
//! another record in its place is known (zeros: none, as older versions left them), and how many
//! slots there were when it was written: a file that lost its end would else be that of a store with
//! fewer sessions. It is synced every 64 marks; after a power cut it may lag, which is safe, since a witness that says less
//! accuses nobody. A refusal is synced at once, and so is its end.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::chain::Chain;
use super::error::{At, StoreError};
use super::folder::private;
use crate::durable;
use crate::limits::LONGEST_ID;

const SLOT: usize = 256;
/// Where a slot says how many there were.
const COUNT: std::ops::Range<usize> = 225..233;
const MARKS_A_SYNC: u32 = 64;

/// How far one session went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) n: u64,
    pub(super) chain: Chain,
}

/// Everything a slot says of one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Witness {
    pub(super) mark: Mark,
    /// The last record of an append that was begun; 0 where none is on its way.
    pub(super) ahead: u64,
    /// The first record of an append that was refused: it, and whatever follows from it, is no part
    /// of the record, in whichever copy it still lies.
    pub(super) refused: Option<Mark>,
    /// The chain after the session's first record; none where an older version made the slot.
    pub(super) genesis: Option<Chain>,
}

impl Witness {
    pub(super) const fn new(mark: Mark) -> Self {
        Self { mark, ahead: 0, refused: None, genesis: None }
    }

    /// Whether a record of `n` lines is what this has seen, or what was on its way.
    pub(super) fn vouches_for(&self, n: u64) -> bool {
        n >= self.mark.n && n <= self.mark.n.max(self.ahead)
    }
}

/// The open file.
#[derive(Debug)]
pub(super) struct Heads {
    path: PathBuf,
    /// `None` when opened for reading only.
    file: Option<File>,
    marks: BTreeMap<String, (u64, Witness)>,
    free: Vec<u64>,
    /// Slots that could not be read.
    bad: Vec<u64>,
    slots: u64,
    unsynced: u32,
    missing: bool,
    /// The most slots that one of them tells of.
    told: u64,
}

impl Heads {
    pub(super) fn open(path: &Path, read_only: bool) -> Result<Self, StoreError> {
        let missing = !path.exists();
        let mut bytes = Vec::new();
        let mut file = None;
        if !read_only {
            let mut options = private();
            options.read(true).write(true).create(true).truncate(false);
            let mut opened = durable::open(&options, path).at("open", path)?;
            opened.read_to_end(&mut bytes).at("read", path)?;
            file = Some(opened);
        } else if !missing {
            bytes = durable::read(path).at("read", path)?;
        }
        let mut heads = Self {
            path: path.to_path_buf(),
            file,
            marks: BTreeMap::new(),
            free: Vec::new(),
            bad: Vec::new(),
            slots: 0,
            unsynced: 0,
            missing,
            told: 0,
        };
        for slot in bytes.chunks(SLOT) {
            let at = heads.slots;
            heads.slots += 1;
            match decode(slot) {
                Some((session, witness)) => {
                    heads.marks.insert(session, (at, witness));
                    heads.told = heads.told.max(told(slot));
                }
                None if slot.iter().all(|&byte| byte == 0) => heads.free.push(at),
                None => heads.bad.push(at),
            }
        }
        Ok(heads)
    }

    pub(super) fn get(&self, session: &str) -> Option<Mark> {
        self.witness(session).map(|witness| witness.mark)
    }

    pub(super) fn witness(&self, session: &str) -> Option<Witness> {
        self.marks.get(session).map(|(_, witness)| *witness)
    }

    /// The first record of an append to the session that was refused.
    pub(super) fn refused(&self, session: &str) -> Option<Mark> {
        self.witness(session)?.refused
    }

    /// Every append that was refused and may still lie in a copy, by its session.
    pub(super) fn all_refused(&self) -> Vec<(String, Mark)> {
        let refused = |(session, (_, witness)): (&String, &(u64, Witness))| {
            Some((session.clone(), witness.refused?))
        };
        self.marks.iter().filter_map(refused).collect()
    }

    pub(super) fn sessions(&self) -> impl Iterator<Item = &str> {
        self.marks.keys().map(String::as_str)
    }

    /// Notes how far a session went. A session's first mark takes a slot and is synced at once, so
    /// that later marks need no room on the disk.
    pub(super) fn set(&mut self, session: &str, mark: Mark) -> Result<(), StoreError> {
        let before = self.witness(session);
        let genesis = before.and_then(|before| before.genesis);
        self.put(session, Witness { genesis, ..Witness::new(mark) })?;
        self.unsynced += 1;
        // The same act may be recorded after all: nothing may say then that it was refused.
        let was_refused = before.is_some_and(|before| before.refused.is_some());
        if was_refused || self.unsynced >= MARKS_A_SYNC { self.sync() } else { Ok(()) }
    }

    /// Notes for good that a session is about to begin, with which record: the chain before and
    /// after it.
    pub(super) fn begin_session(
        &mut self,
        session: &str,
        start: Chain,
        genesis: Chain,
    ) -> Result<(), StoreError> {
        let mark = Mark { n: 0, chain: start };
        let is_new = !self.marks.contains_key(session);
        self.put(session, Witness { genesis: Some(genesis), ..Witness::new(mark) })?;
        if is_new {
            // A new slot is synced by itself.
            return Ok(());
        }
        self.unsynced += 1;
        self.sync()
    }

    /// Notes with which record a session began, where that is not known or was another one.
    pub(super) fn know_genesis(&mut self, session: &str, genesis: Chain) -> Result<(), StoreError> {
        match self.witness(session) {
            Some(witness) if witness.genesis != Some(genesis) => {
                self.put(session, Witness { genesis: Some(genesis), ..witness })?;
                self.unsynced += 1;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Notes how far an append goes that is about to be written.
    pub(super) fn begin(&mut self, session: &str, ahead: u64) -> Result<(), StoreError> {
        match self.witness(session) {
            Some(witness) => self.put(session, Witness { ahead, ..witness }),
            None => Ok(()),
        }
    }

    /// Notes for good that an append was refused, by its first record.
    pub(super) fn refuse(&mut self, session: &str, first: Mark) -> Result<(), StoreError> {
        let Some(witness) = self.witness(session) else {
            let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
            return Err(StoreError::io("write", &self.path, missing));
        };
        self.put(session, Witness { ahead: 0, refused: Some(first), ..witness })?;
        self.unsynced += 1;
        self.sync()
    }

    fn put(&mut self, session: &str, witness: Witness) -> Result<(), StoreError> {
        let known = self.marks.get(session).map(|(slot, _)| *slot);
        let slot = known.or_else(|| self.free.last().copied()).unwrap_or(self.slots);
        let slots = self.slots.max(slot + 1);
        self.write(slot, &encode(session, &witness, slots))?;
        if known.is_none() && self.free.pop().is_none() {
            self.slots += 1;
        }
        self.marks.insert(session.to_owned(), (slot, witness));
        if known.is_none() {
            // The new slot may be what gets lost: another says as well that it was there.
            let other = self.marks.iter().find(|(other, _)| *other != session);
            if let Some((other, (at, witness))) = other {
                let (at, bytes) = (*at, encode(other, witness, slots));
                self.write(at, &bytes)?;
            }
            self.unsynced += 1;
            self.sync()?;
        }
        Ok(())
    }

    /// Every slot says how many there are now.
    fn count_anew(&mut self) -> Result<(), StoreError> {
        let slots = self.slots;
        let marks = self.marks.iter().map(|(id, (at, one))| (*at, encode(id, one, slots)));
        for (at, bytes) in marks.collect::<Vec<_>>() {
            self.write(at, &bytes)?;
        }
        self.told = slots;
        self.unsynced += 1;
        Ok(())
    }

    /// Forgets a session of which nothing is left; its loss has been told by then.
    pub(super) fn remove(&mut self, session: &str) -> Result<(), StoreError> {
        if let Some((slot, _)) = self.marks.get(session).copied() {
            self.write(slot, &[0; SLOT])?;
            self.marks.remove(session);
            self.free.push(slot);
        }
        Ok(())
    }

    /// Whether the file, or its end, was missing, or a slot in it could not be read.
    pub(super) fn damaged(&self) -> bool {
        self.missing || !self.bad.is_empty() || self.slots < self.told
    }

    /// Whether it may have known more sessions: it is damaged or empty, or a slot is free, which a
    /// sector of zeros would look like.
    pub(super) fn may_lack(&self) -> bool {
        self.damaged() || self.marks.is_empty() || !self.free.is_empty()
    }

    /// Frees the slots that could not be read, once every session has a mark again.
    pub(super) fn clear_bad(&mut self) -> Result<(), StoreError> {
        while let Some(slot) = self.bad.last().copied() {
            self.write(slot, &[0; SLOT])?;
            self.bad.pop();
            self.free.push(slot);
            self.unsynced += 1;
        }
        self.missing = false;
        self.count_anew()?;
        self.sync()
    }

    pub(super) fn sync(&mut self) -> Result<(), StoreError> {
        if self.unsynced > 0 {
            if let Some(file) = &self.file {
                file.sync_data().at("sync", &self.path)?;
            }
            self.unsynced = 0;
        }
        Ok(())
    }

    fn write(&mut self, slot: u64, bytes: &[u8; SLOT]) -> Result<(), StoreError> {
        let Some(file) = &mut self.file else {
            return Err(StoreError::ReadOnly { path: self.path.clone() });
        };
        file.seek(SeekFrom::Start(slot * SLOT as u64))
            .and_then(|_| file.write_all(bytes))
            .at("write", &self.path)
    }
}

fn encode(session: &str, witness: &Witness, slots: u64) -> [u8; SLOT] {
    let mut slot = [0; SLOT];
    let id = session.as_bytes();
    let length = id.len().min(LONGEST_ID);
    slot[4] = u8::try_from(length).unwrap_or(0);
    slot[5..5 + length].copy_from_slice(&id[..length]);
    slot[105..113].copy_from_slice(&witness.mark.n.to_be_bytes());
    slot[113..145].copy_from_slice(&witness.mark.chain.0);
    slot[145..153].copy_from_slice(&witness.ahead.to_be_bytes());
    if let Some(refused) = witness.refused {
        slot[153..161].copy_from_slice(&refused.n.to_be_bytes());
        slot[161..193].copy_from_slice(&refused.chain.0);
    }
    slot[193..225].copy_from_slice(&witness.genesis.map_or([0; 32], |genesis| genesis.0));
    slot[COUNT].copy_from_slice(&slots.to_be_bytes());
    let crc = crc32fast::hash(&slot[4..]);
    slot[..4].copy_from_slice(&crc.to_be_bytes());
    slot
}

/// How many slots a slot tells of that is right; 0 in those of older versions.
fn told(slot: &[u8]) -> u64 {
    slot.get(COUNT).and_then(|count| count.try_into().ok()).map_or(0, u64::from_be_bytes)
}

fn decode(slot: &[u8]) -> Option<(String, Witness)> {
    let slot: &[u8; SLOT] = slot.try_into().ok()?;
    let crc = u32::from_be_bytes(slot[..4].try_into().ok()?);
    let length = usize::from(slot[4]);
    if crc != crc32fast::hash(&slot[4..]) || length == 0 || length > LONGEST_ID {
        return None;
    }
    let session = std::str::from_utf8(&slot[5..5 + length]).ok()?.to_owned();
    let number = |at: usize| Some(u64::from_be_bytes(slot.get(at..at + 8)?.try_into().ok()?));
    let chain = |at: usize| Some(Chain(slot.get(at..at + 32)?.try_into().ok()?));
    let mark = Mark { n: number(105)?, chain: chain(113)? };
    let refused = Mark { n: number(153)?, chain: chain(161)? };
    let refused = Some(refused).filter(|refused| refused.n > 0);
    let genesis = chain(193).filter(|genesis| genesis.0 != [0; 32]);
    Some((session, Witness { mark, ahead: number(145)?, refused, genesis }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_back_and_a_bad_slot_is_seen() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("HEADS");
        let mark = |n| Mark { n, chain: Chain::start("x").next(n, b"r") };
        let mut heads = Heads::open(&path, false).unwrap();
        heads.set("槐树湾", mark(1)).unwrap();
        heads.set("b", mark(5)).unwrap();
        heads.set("槐树湾", mark(2)).unwrap();
        drop(heads);

        let mut heads = Heads::open(&path, false).unwrap();
        assert!(!heads.damaged());
        assert_eq!(heads.get("槐树湾"), Some(mark(2)));
        heads.remove("槐树湾").unwrap();
        heads.set("c", mark(9)).unwrap();
        drop(heads);
        assert_eq!(std::fs::metadata(&path).unwrap().len(), 512, "the freed slot is taken again");

        let mut bytes = std::fs::read(&path).unwrap();
        bytes[256 + 110] ^= 4;
        std::fs::write(&path, bytes).unwrap();
        let heads = Heads::open(&path, true).unwrap();
        assert!(heads.damaged());
        assert_eq!((heads.get("b"), heads.get("c")), (None, Some(mark(9))));
    }

    #[test]
    fn a_slot_that_is_gone_without_a_trace_is_missed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("HEADS");
        let mut heads = Heads::open(&path, false).unwrap();
        for id in ["a", "b", "c"] {
            heads.set(id, Mark { n: 1, chain: Chain::start(id) }).unwrap();
        }
        drop(heads);
        let whole = std::fs::read(&path).unwrap();
        let open = || Heads::open(&path, false).unwrap();
        assert!(!open().damaged() && !open().may_lack());
        for slot in 0..3 {
            let mut bytes = whole.clone();
            bytes[slot * SLOT..(slot + 1) * SLOT].fill(0);
            std::fs::write(&path, &bytes).unwrap();
            assert!(open().may_lack(), "slot {slot}");
        }
        for slots in 1..3 {
            std::fs::write(&path, &whole[..slots * SLOT]).unwrap();
            assert!(open().damaged(), "{slots} of 3");
        }
        open().clear_bad().unwrap();
        assert!(!open().damaged(), "mended");
    }

    #[test]
    fn a_refusal_stands_until_the_next_mark() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("HEADS");
        let mark = |n| Mark { n, chain: Chain::start("x").next(n, b"r") };
        let again = || Heads::open(&path, true).unwrap();
        let mut heads = Heads::open(&path, false).unwrap();
        heads.refuse("a", mark(1)).unwrap_err();
        heads.set("a", mark(3)).unwrap();
        heads.begin("a", 5).unwrap();
        let begun = again().witness("a").unwrap();
        assert!([3, 4, 5].iter().all(|n| begun.vouches_for(*n)));
        assert!(!begun.vouches_for(2) && !begun.vouches_for(6));
        heads.refuse("a", mark(4)).unwrap();
        assert_eq!((again().get("a"), again().refused("a")), (Some(mark(3)), Some(mark(4))));
        assert!(!again().witness("a").unwrap().vouches_for(4));
        heads.set("a", mark(4)).unwrap();
        assert_eq!((again().get("a"), again().refused("a")), (Some(mark(4)), None));
    }
}
