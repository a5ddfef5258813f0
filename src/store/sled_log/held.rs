//! A store whose lock is taken and whose database is not open yet: what can be known of it by then.
//!
//! What is given here was left by the last to close the store, as far as witness and journals say the
//! same; where they do not, or anything is out of the ordinary, nothing is given. It must not write.

use super::super::chain::Chain;
use super::super::damage::open_losses;
use super::super::error::StoreError;
use super::super::folder::Folder;
use super::super::heads::{Heads, Mark};
use super::super::reconcile::{Condition, judge};
use super::super::vault::Stored;
use super::super::{Listed, journal, listing};
use super::{SledLog, flaw, origin};
use std::path::Path;

/// A journal up to this length in bytes is read in an instant.
const SHORT: u64 = 1 << 20;

/// See [`SledLog::hold`].
#[derive(Debug)]
pub struct Held(Folder);

/// A session as its journal has it; see [`Log`](super::super::Log) for what the parts are.
#[derive(Debug)]
pub struct Seen {
    pub records: Vec<Vec<u8>>,
    pub origin: Option<String>,
    pub flaw: Option<String>,
}

impl SledLog {
    /// The first half of [`SledLog::open`]: takes the lock, and does nothing that takes long. Nobody
    /// else writes to the store from then on.
    ///
    /// # Errors
    /// Those that [`SledLog::open`] has before anything is touched, and that the folder cannot be
    /// written to.
    pub fn hold(dir: &Path) -> Result<Held, StoreError> {
        Folder::open(dir).map(Held)
    }
}

impl Held {
    /// The second half of [`SledLog::open`].
    ///
    /// # Errors
    /// As there.
    pub fn open(self) -> Result<SledLog, StoreError> {
        SledLog::of(self.0)
    }

    /// The sessions with their summaries, as [`glance`](super::super::glance) gives them, but for the
    /// journals, of which there may be many: opening looks at them, and tells what is wrong.
    pub fn glance(&self) -> Option<Vec<Listed>> {
        let listed = listing::sessions_in(&self.0)?;
        Some(listed.into_iter().map(|(listed, _)| listed).collect())
    }

    /// A session of which the journal holds exactly what the witness says, and which can be read in an
    /// instant. The database has not been asked: what is found must not be taken for checked.
    pub fn look(&self, session: &str) -> Option<Seen> {
        let folder = &self.0;
        let heads = Heads::open(&folder.heads(), true).ok()?;
        let witness = heads.witness(session).filter(|witness| witness.refused.is_none())?;
        let undisturbed = listing::is_undisturbed(folder, &heads)?
            && !open_losses(folder).ok()?.contains_key(session);
        let path = folder.journal(session);
        if !undisturbed || path.metadata().ok()?.len() > SHORT {
            return None;
        }
        let bytes = journal::read(&path).ok()??;
        let parsed = journal::parse(&bytes);
        let verdict = judge(Chain::start(session), &parsed, &Stored::default(), Some(witness));
        let whole = verdict.journal == Condition::Whole
            && verdict.torn.is_none()
            && verdict.lost.is_none()
            && verdict.altered.is_none()
            && verdict.foreign == 0;
        let (chain, _) = verdict.records.last().filter(|_| whole)?;
        let mark = Mark { n: verdict.records.len() as u64, chain: *chain };
        let records = verdict.records.into_iter().map(|(_, record)| record);
        (mark == witness.mark).then(|| Seen {
            records: records.collect(),
            origin: origin(folder, session),
            flaw: flaw(folder, session),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Log;
    use super::*;
    use std::fs;

    /// A store with one session of two records, closed.
    fn store() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        let mut log = SledLog::open(&dir.path().join("store")).unwrap();
        log.append("a", 1, &[b"one".to_vec()], Some(b"{}")).unwrap();
        log.append("a", 2, &[b"two".to_vec()], Some(b"{}")).unwrap();
        Box::new(log).close();
        dir
    }

    #[test]
    fn what_the_last_left_is_known_before_the_database_is_open_and_is_what_it_holds() {
        let dir = store();
        let held = SledLog::hold(&dir.path().join("store")).unwrap();
        let (listed, seen) = (held.glance().unwrap(), held.look("a").unwrap());
        assert!(held.look("b").is_none());
        let mut log = held.open().unwrap();
        assert_eq!(log.sessions().unwrap(), listed);
        assert_eq!(log.read("a").unwrap(), seen.records);
    }

    #[test]
    fn nobody_else_writes_between_the_look_and_the_opening() {
        let dir = store();
        let path = dir.path().join("store");
        let held = SledLog::hold(&path).unwrap();
        assert!(matches!(SledLog::open(&path), Err(StoreError::InUse { .. })));
        assert!(held.open().is_ok());
    }

    #[test]
    fn a_journal_that_is_not_what_the_witness_says_is_not_shown() {
        let dir = store();
        let path = dir.path().join("store");
        let journal = path.join("journal/a.jsonl");
        let bytes = fs::read(&journal).unwrap();
        let flipped = {
            let mut bytes = bytes.clone();
            bytes[20] ^= 1;
            bytes
        };
        let first = bytes.iter().position(|&byte| byte == b'\n').unwrap() + 1;
        let longer = [&bytes[..], b"{\"n\":3"].concat();
        for wrong in [&flipped[..], &bytes[..first], &bytes[..bytes.len() - 3], &longer, b""] {
            fs::write(&journal, wrong).unwrap();
            assert!(SledLog::hold(&path).unwrap().look("a").is_none(), "{}", wrong.len());
        }
        fs::write(&journal, &bytes).unwrap();
        assert!(SledLog::hold(&path).unwrap().look("a").is_some());
    }
}
