//! Several sessions appended as one: either all of them are in the store, or none.
//!
//! Owns the note `PENDING`, which says how far each of them went before. It is durable before the
//! first record is written and gone when the last one is; whoever opens a store with a note in it
//! takes the sessions back to what the note says. So a kill, a full disk or a power cut in the
//! middle of a restore leaves nothing half-done. It must not be used for acts of a meeting: one
//! append is whole by itself.

use std::fs;
use std::io::ErrorKind;

use serde::{Deserialize, Serialize};

use super::super::chain::{Chain, push_hex, read_hex};
use super::super::damage::{self, Damage, DamageKind};
use super::super::error::{At, StoreError};
use super::super::folder::{Folder, replace, sync_dir};
use super::super::heads::{Heads, Mark};
use super::super::journal;
use super::super::memory::{check_place, no_records};
use super::super::vault::Head;
use super::super::{Addition, Log, Records, id};
use super::SledLog;
use crate::durable;

/// One session as it was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct Before {
    pub(in crate::store) session: String,
    /// How many records it had; 0 when there was no such session.
    pub(in crate::store) n: u64,
    journal_len: u64,
    chain: String,
    /// The batch's last record of this session. Older versions wrote none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<u64>,
    /// The batch was refused, however much of it is there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    refused: bool,
}

impl Before {
    fn of(session: &str, head: Option<Head>, count: u64) -> Self {
        let start = Head { n: 0, journal_len: 0, chain: Chain::start(session) };
        let head = head.unwrap_or(start);
        Self {
            session: session.to_owned(),
            n: head.n,
            journal_len: head.journal_len,
            chain: hex(head.chain),
            last: Some(head.n + count),
            refused: false,
        }
    }

    /// The session's head; `None` when there was no such session.
    pub(super) fn head(&self) -> Option<Head> {
        let chain = Chain(read_hex(self.chain.as_bytes())?.try_into().ok()?);
        (self.n > 0).then_some(Head { n: self.n, journal_len: self.journal_len, chain })
    }
}

fn hex(chain: Chain) -> String {
    let mut digits = Vec::with_capacity(64);
    push_hex(&mut digits, &chain.0);
    String::from_utf8_lossy(&digits).into_owned()
}

/// What of a note is still to be taken back: all of it, or nothing. A note that stayed behind says
/// nothing of a session that went on since, and nothing of a batch that was finished.
pub(in crate::store) fn to_take_back(
    folder: &Folder,
    heads: &Heads,
    note: Vec<Before>,
) -> Result<Vec<Before>, StoreError> {
    let mut finished = !note.is_empty();
    for before in &note {
        let Some(last) = before.last else { return Ok(note) };
        let bytes = journal::read(&folder.journal(&before.session))?.unwrap_or_default();
        let parsed = journal::parse(&bytes);
        let acknowledged = heads.get(&before.session).map_or(0, |mark| mark.n);
        let went_on = parsed.lines.iter().any(|line| line.n > last && line.holds());
        if went_on || acknowledged > last {
            return Ok(Vec::new());
        }
        finished &= acknowledged == last && !before.refused;
    }
    Ok(if finished { Vec::new() } else { note })
}

fn encode(before: &[Before]) -> Vec<u8> {
    let json = serde_json::to_string(before).unwrap_or_default();
    format!("{:08x}\n{json}\n", crc32fast::hash(json.as_bytes())).into_bytes()
}

fn decode(bytes: &[u8]) -> Option<Vec<Before>> {
    let (crc, json) = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?.split_once('\n')?;
    let right = u32::from_str_radix(crc, 16) == Ok(crc32fast::hash(json.as_bytes()));
    if right { serde_json::from_str(json).ok() } else { None }
}

/// The note of a batch that was not finished; none when there is no such note. A note that
/// cannot be read was torn before anything else was written, since it is synced first.
pub(in crate::store) fn unfinished(folder: &Folder) -> Result<Option<Vec<Before>>, StoreError> {
    let path = folder.pending();
    match durable::read(&path) {
        Ok(bytes) => Ok(Some(decode(&bytes).unwrap_or_default())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io("read", &path, error)),
    }
}

impl SledLog {
    pub(super) fn to_take_back(&self, note: Vec<Before>) -> Result<Vec<Before>, StoreError> {
        to_take_back(&self.folder, &self.heads, note)
    }

    /// Sets what is known of the sessions back to a note, so that opening the database cuts them.
    pub(super) fn recall(&mut self, before: &[Before]) -> Result<(), StoreError> {
        self.journal = None;
        for old in before {
            id::check(&old.session)?;
            if let Some(head) = old.head() {
                self.heads.set(&old.session, Mark { n: head.n, chain: head.chain })?;
                self.sessions.insert(old.session.clone(), head);
            } else {
                self.heads.remove(&old.session)?;
                self.sessions.remove(&old.session);
            }
            self.unsettled.push(old.session.clone());
        }
        Ok(())
    }

    /// Takes the note away, once every file is as it should be.
    pub(super) fn forget_note(&mut self) -> Result<(), StoreError> {
        self.heads.sync()?;
        let path = self.folder.pending();
        fs::remove_file(&path).at("remove", &path)?;
        sync_dir(self.folder.dir())
    }

    pub(super) fn append_together(
        &mut self,
        batch: &[Addition],
        records: Records<'_>,
    ) -> Result<(), StoreError> {
        self.writable()?;
        if self.vault.is_none() {
            self.connect()?;
        }
        let mut before = Vec::with_capacity(batch.len());
        for (place, one) in batch.iter().enumerate() {
            id::check(&one.session)?;
            check_place(&one.session, self.len(&one.session), one.first)?;
            if !self.exists(&one.session) {
                // Taking it back would harm the journal of one that a disk takes it for.
                let earlier = batch.iter().take(place).map(|one| one.session.as_str());
                let there = self.sessions.keys().map(String::as_str);
                id::check_new(&one.session, there.chain(earlier))?;
            }
            let head = self.sessions.get(&one.session).copied();
            before.push(Before::of(&one.session, head, one.count));
        }
        replace(&self.folder.pending(), &encode(&before))?;
        sync_dir(self.folder.dir())?;
        // A tail that comes back from a backup up to where the session had gone ends its loss.
        let mut healed = Vec::new();
        for one in batch {
            let reaches = one.first - 1 + one.count;
            let told = self.losses.get(&one.session);
            if told.is_some_and(
                |loss| matches!(loss.damage_kind, DamageKind::Lost { expected, .. } if reaches >= expected),
            ) {
                healed.extend(self.losses.remove_entry(&one.session));
            }
        }
        let done = batch
            .iter()
            .enumerate()
            .try_for_each(|(place, one)| {
                let records = records(place).ok_or_else(|| no_records(&one.session))?;
                self.append(&one.session, one.first, &records, one.summary.as_deref())?;
                if let (1, Some(origin)) = (one.first, &one.origin) {
                    replace(&self.folder.origin(&one.session), format!("{origin}\n").as_bytes())?;
                }
                if let Some(flaw) = &one.flaw {
                    replace(&self.folder.flaw(&one.session), format!("{flaw}\n").as_bytes())?;
                }
                Ok(())
            })
            .and_then(|()| self.forget_note());
        if done.is_ok() {
            for (session, _) in &healed {
                let kept = self.len(session);
                let decided = Damage {
                    session: Some(session.clone()),
                    damage_kind: DamageKind::GoneOn { kept },
                    original: None,
                };
                let _ = damage::note(&self.folder, &decided);
            }
        }
        done.map_err(|error| {
            self.losses.extend(healed);
            self.take_batch_back(&mut before, error)
        })
    }

    /// Opening anew takes everything back by the note. Should even that fail, the next append or the
    /// next start does it, as long as there is a note that says so.
    fn take_batch_back(&mut self, before: &mut [Before], error: StoreError) -> StoreError {
        let (session, cause) = match error {
            StoreError::Unsure { session, cause } => (session, cause),
            error => {
                (before.first().map(|one| one.session.clone()).unwrap_or_default(), error.into())
            }
        };
        if let Some(vault) = self.vault.take() {
            vault.retire();
        }
        for one in &mut *before {
            one.refused = true;
        }
        let noted = replace(&self.folder.pending(), &encode(before))
            .and_then(|()| sync_dir(self.folder.dir()));
        let recalled = self.recall(before);
        if (recalled.is_ok() && self.connect().is_ok()) || noted.is_ok() {
            *cause
        } else {
            StoreError::Unsure { session, cause }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Listed;
    use super::*;

    fn lines(n: usize) -> Vec<Vec<u8>> {
        (0..n).map(|n| format!("{{\"n\":{n}}}").into_bytes()).collect()
    }

    fn names(log: &SledLog) -> Vec<(String, u64)> {
        let listed = log.sessions().unwrap().into_iter();
        listed.map(|Listed { id, records, .. }| (id, records)).collect()
    }

    fn addition(session: &str, first: u64, n: usize) -> Addition {
        let (session, count) = (session.to_owned(), n as u64);
        Addition { session, first, count, summary: None, origin: None, flaw: None }
    }

    fn of(one: &Addition) -> Vec<Vec<u8>> {
        lines(usize::try_from(one.count).unwrap())
    }

    fn together(log: &mut SledLog, batch: &[Addition]) -> Result<(), StoreError> {
        log.append_together(batch, &mut |place| batch.get(place).map(of))
    }

    #[test]
    fn records_that_do_not_come_leave_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = SledLog::open(dir.path()).unwrap();
        let batch = [addition("a", 1, 2), addition("b", 1, 2)];
        let done = log.append_together(&batch, &mut |place| (place == 0).then(|| lines(2)));
        assert!(done.is_err());
        assert!(names(&log).is_empty() && !log.folder.pending().exists());
    }

    #[test]
    fn a_batch_is_there_whole() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = SledLog::open(dir.path()).unwrap();
        log.append("a", 1, &lines(2), None).unwrap();
        together(&mut log, &[addition("a", 3, 3), addition("b", 1, 2)]).unwrap();
        drop(log);
        let mut log = SledLog::open(dir.path()).unwrap();
        assert!(log.damage().is_empty());
        assert_eq!(names(&log), [("a".to_owned(), 5), ("b".to_owned(), 2)]);
        assert_eq!(log.read("b").unwrap(), lines(2));
    }

    #[test]
    fn a_batch_that_was_cut_off_at_any_step_leaves_nothing() {
        for steps in 0..=2 {
            let dir = tempfile::tempdir().unwrap();
            let mut log = SledLog::open(dir.path()).unwrap();
            log.append("a", 1, &lines(2), None).unwrap();
            let batch = [addition("a", 3, 3), addition("b", 1, 2)];
            let mut before = [
                Before::of("a", log.sessions.get("a").copied(), batch[0].count),
                Before::of("b", None, batch[1].count),
            ];
            // One that was refused is taken back even if all of it came to the disk.
            before[1].refused = steps == 2;
            replace(&log.folder.pending(), &encode(&before)).unwrap();
            for one in batch.iter().take(steps) {
                log.append(&one.session, one.first, &of(one), None).unwrap();
            }
            drop(log);
            let mut reader = SledLog::open_read_only(dir.path()).unwrap();
            assert_eq!(names(&reader), [("a".to_owned(), 2)], "{steps} steps, read beside it");
            assert_eq!(reader.read("a").unwrap(), lines(2));
            assert!(reader.read("b").is_err());
            drop(reader);
            let mut log = SledLog::open(dir.path()).unwrap();
            assert!(log.damage().is_empty(), "{:?}", log.damage());
            assert_eq!(names(&log), [("a".to_owned(), 2)], "{steps} steps");
            assert_eq!(log.read("a").unwrap(), lines(2));
            assert!(!log.folder.pending().exists());
            log.append("b", 1, &lines(1), None).unwrap();
            log.append("a", 3, &lines(1), None).unwrap();
            drop(log);
            let mut log = SledLog::open(dir.path()).unwrap();
            assert!(log.damage().is_empty(), "{:?}", log.damage());
            assert_eq!(log.read("b").unwrap(), lines(1));
        }
    }

    #[test]
    fn a_note_that_stayed_behind_takes_nothing_back() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = SledLog::open(dir.path()).unwrap();
        log.append("a", 1, &lines(2), None).unwrap();
        let batch = [addition("a", 3, 3), addition("b", 1, 2)];
        let stale = [
            Before::of("a", log.sessions.get("a").copied(), batch[0].count),
            Before::of("b", None, batch[1].count),
        ];
        together(&mut log, &batch).unwrap();
        let pending = log.folder.pending();
        drop(log);
        for more in 0..3 {
            replace(&pending, &encode(&stale)).unwrap();
            let mut reader = SledLog::open_read_only(dir.path()).unwrap();
            assert_eq!(reader.read("a").unwrap().len(), 5 + more, "read beside it");
            drop(reader);
            let mut log = SledLog::open(dir.path()).unwrap();
            assert!(log.damage().is_empty() && !log.was_cut_off(), "{:?}", log.damage());
            assert_eq!(log.read("a").unwrap().len(), 5 + more);
            assert_eq!(log.read("b").unwrap().len(), 2);
            assert!(!pending.exists());
            log.append("a", 6 + more as u64, &lines(1), None).unwrap();
        }
    }

    #[test]
    fn a_batch_that_fails_in_the_middle_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = SledLog::open(dir.path()).unwrap();
        log.append("a", 1, &lines(2), None).unwrap();
        // A folder where the second journal should be: the first one is in by then.
        fs::create_dir(log.folder.journal("b")).unwrap();
        let done = together(&mut log, &[addition("a", 3, 3), addition("b", 1, 2)]);
        assert!(done.is_err());
        assert_eq!(log.read("a").unwrap(), lines(2));
        fs::remove_dir(log.folder.journal("b")).unwrap();
        log.append("a", 3, &lines(1), None).unwrap();
        drop(log);
        let mut log = SledLog::open(dir.path()).unwrap();
        assert!(log.damage().is_empty(), "{:?}", log.damage());
        assert_eq!(names(&log), [("a".to_owned(), 3)]);
        assert_eq!(log.read("a").unwrap().len(), 3);
        let twice = together(&mut log, &[addition("c", 2, 1)]);
        assert!(matches!(twice, Err(StoreError::NoSession { .. })));
        assert!(!log.folder.pending().exists());
    }
}
