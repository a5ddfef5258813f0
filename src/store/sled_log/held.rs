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
use super::{SledLog, flaw, origin, unfinished};
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
        let undisturbed = !folder.was_open
            && !folder.format_rewritten
            && !heads.damaged()
            && unfinished(folder).ok()?.is_none()
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
