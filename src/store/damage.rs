//! What was found damaged, and the file that remembers it.
//!
//! Owns the kinds of harm and `DAMAGE.log`. It must not word them in a person's language: the
//! fields carry what the words need.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::{At, StoreError};
use super::folder::Folder;

/// One thing found damaged, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// The session it concerns, or the whole store.
    pub session: Option<String>,
    /// What it is.
    #[serde(flatten)]
    pub damage_kind: DamageKind,
    /// Where the original was put, if there was one.
    pub original: Option<PathBuf>,
}

/// The kinds of damage. Only [`DamageKind::Lost`], [`DamageKind::Altered`] and [`DamageKind::DraftLost`] mean that
/// something is wrong with the record itself; [`DamageKind::EndUnknown`], [`DamageKind::SessionsUnknown`] and
/// [`DamageKind::JournalShort`] leave it open, and after the others everything is complete again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "harm", rename_all = "snake_case")]
pub enum DamageKind {
    /// The database could not be opened and was built anew from the journals.
    DatabaseRebuilt {
        /// What it said of itself.
        reason: String,
    },
    /// The database was wrong in places. What is mended inside such a file can be lost to sled again,
    /// so that it was set aside as a whole and built anew from the journals.
    DatabaseRenewed,
    /// Records missing or wrong in the database were taken from the journal.
    DatabaseRepaired {
        /// How many records.
        records: u64,
    },
    /// Records missing or wrong in the journal were taken from the database.
    JournalRepaired {
        /// How many records.
        records: u64,
    },
    /// Records are gone from both copies. The session goes on from the last one before them.
    Lost {
        /// The last record that is complete.
        kept: u64,
        /// How far the session had gone, as far as anything still tells.
        expected: u64,
        /// How many records after the gap verify by themselves and lie in the original.
        salvageable: u64,
    },
    /// The record verifies to this line, but too little is left that could tell whether it went
    /// further: the witness is gone or of an earlier day, and one of the copies is damaged as well.
    EndUnknown {
        /// The last record there is.
        kept: u64,
    },
    /// Witness and database are gone together: nobody can tell whether there were more sessions.
    SessionsUnknown,
    /// Only the journal could be read, and it ends early or cannot be verified to its end. The
    /// database may hold the rest: opening the store for writing tells, and mends it.
    JournalShort {
        /// The last record that verifies.
        kept: u64,
        /// How far the session had gone.
        expected: u64,
    },
    /// A folder, a pipe or a device stood in place of the session's journal. It was set aside; what the
    /// session lacks by it is told besides.
    Replaced,
    /// Lines of another record stood in this session's place: a neighbour's, or another meeting's of
    /// the same id. They were set aside and count for nothing; what this session lacks by it is told
    /// besides.
    Foreign {
        /// How many.
        lines: u64,
    },
    /// The records verify among themselves, but are not the ones that were acknowledged.
    Altered {
        /// The record whose fingerprint was remembered otherwise.
        at: u64,
    },
    /// The witness of how far the sessions went was missing or damaged and was written anew.
    WitnessRebuilt,
    /// The file that names the format was missing or unreadable and was written anew.
    FormatRewritten,
    /// One copy of a draft was missing or unreadable and was written anew from the other.
    DraftRepaired,
    /// A draft can no longer be read.
    DraftLost {
        /// The draft's name, if it is still known.
        name: Option<String>,
    },
    /// A salvage could not read a file or the database; the other copy may be whole.
    Unreadable {
        /// What was said of it.
        reason: String,
    },
    /// Not damage: a person was shown what is lost and decided to go on from here. Stands in
    /// `DAMAGE.log` only, after the loss it answers.
    GoneOn {
        /// The last record before.
        kept: u64,
    },
}

impl DamageKind {
    /// Whether the record is not what was acknowledged, so that a person must decide to go on.
    pub fn is_loss(&self) -> bool {
        matches!(self, Self::Lost { .. } | Self::Altered { .. } | Self::EndUnknown { .. })
    }
}

/// What earlier openings of a store noted as lost, each once, also where somebody has decided to go
/// on since: a record that lost its end is whole again by itself, and must not pass for untouched.
/// Lines that cannot be read are left out.
pub fn past_losses(dir: &Path) -> Vec<Damage> {
    let text = fs::read_to_string(dir.join("DAMAGE.log")).unwrap_or_default();
    let mut losses: Vec<Damage> = Vec::new();
    for line in text.lines() {
        let Ok(damage) = serde_json::from_str::<Damage>(line) else { continue };
        let told =
            damage.damage_kind.is_loss() || damage.damage_kind == DamageKind::SessionsUnknown;
        if told && !losses.contains(&damage) {
            losses.push(damage);
        }
    }
    losses
}

/// Whether it is noted that a session is gone as a whole, or that nobody can tell which there were.
pub(super) fn gone_is_noted(dir: &Path) -> bool {
    let gone = |kind: &DamageKind| {
        matches!(kind, DamageKind::SessionsUnknown | DamageKind::Lost { kept: 0, .. })
    };
    past_losses(dir).iter().any(|damage| gone(&damage.damage_kind))
}

/// Adds a line to `DAMAGE.log`.
pub(super) fn note(folder: &Folder, damage: &Damage) -> Result<(), StoreError> {
    let path = folder.damage_log();
    let mut line = serde_json::to_vec(damage).map_err(std::io::Error::from).at("write", &path)?;
    line.push(b'\n');
    let mut file =
        super::folder::private().append(true).create(true).open(&path).at("open", &path)?;
    file.write_all(&line).and_then(|()| file.sync_data()).at("write", &path)
}

/// The losses that nobody has decided about yet, by session. Lines that cannot be read are passed
/// over: the file is for people as well, and no damage to it may keep a store from being opened.
pub(super) fn open_losses(folder: &Folder) -> Result<BTreeMap<String, Damage>, StoreError> {
    let path = folder.damage_log();
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(StoreError::io("read", &path, error)),
    };
    let mut losses = BTreeMap::new();
    for line in bytes.split(|&byte| byte == b'\n') {
        let Ok(damage) = serde_json::from_slice::<Damage>(line) else { continue };
        let Some(session) = damage.session.clone() else { continue };
        if damage.damage_kind.is_loss() {
            losses.insert(session, damage);
        } else if matches!(damage.damage_kind, DamageKind::GoneOn { .. }) {
            losses.remove(&session);
        }
    }
    Ok(losses)
}
