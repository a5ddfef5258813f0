//! Drafts: typing that is not yet part of the record.
//!
//! Owns a draft's form and its file. It is kept twice, in a file and in the database, and the later
//! one that verifies counts. It must not be taken for a record: nothing here is acknowledged.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::{At, StoreError};
use super::folder::{Folder, make_dir, replace};
use crate::durable;

/// Whose drafts those are that belong to no session: what is typed at the list of them. No session can
/// have this id, so that they stay in this store.
pub const NO_SESSION: &str = "~";

/// Refuses what can have no drafts: an id that could not safely name a folder.
pub(super) fn check_owner(session: &str) -> Result<(), StoreError> {
    if session == NO_SESSION { Ok(()) } else { super::id::check(session) }
}

/// One draft as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    pub(super) name: String,
    /// Grows with each change, so that the later of two copies is known.
    pub(super) revision: u64,
    pub(super) text: String,
}

impl Draft {
    /// A crc and the draft as JSON, one line each.
    pub(super) fn encode(&self) -> Vec<u8> {
        let json = serde_json::to_string(self).unwrap_or_default();
        format!("{:08x}\n{json}\n", crc32fast::hash(json.as_bytes())).into_bytes()
    }

    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (crc, json) = text.strip_suffix('\n')?.split_once('\n')?;
        // Compared as text: digits that differ in case only are a changed bit as well.
        let right = crc == format!("{:08x}", crc32fast::hash(json.as_bytes()));
        if right { serde_json::from_str(json).ok() } else { None }
    }
}

/// Both copies of a session's drafts, side by side.
#[derive(Debug, Default)]
pub(super) struct Copies(BTreeMap<String, (Option<Draft>, Option<Draft>)>);

impl Copies {
    pub(super) fn file(&mut self, draft: Draft) {
        let name = draft.name.clone();
        self.0.entry(name).or_default().0 = Some(draft);
    }

    pub(super) fn blob(&mut self, draft: Draft) {
        let name = draft.name.clone();
        self.0.entry(name).or_default().1 = Some(draft);
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The later copy of each draft of which the other is not what a kill can leave: the file is
    /// written first, so that it may be one revision ahead and never behind.
    pub(super) fn one_sided(&self) -> impl Iterator<Item = &Draft> {
        self.0.values().filter_map(|copies| match copies {
            (Some(file), Some(blob)) if file.revision < blob.revision => Some(blob),
            (Some(file), Some(blob)) if file.revision > blob.revision + 1 => Some(file),
            (Some(file), None) if file.revision > 1 => Some(file),
            (None, Some(blob)) => Some(blob),
            _ => None,
        })
    }

    pub(super) fn latest(self) -> BTreeMap<String, Draft> {
        let later = |(file, blob): (Option<Draft>, Option<Draft>)| match (file, blob) {
            (Some(file), Some(blob)) if blob.revision > file.revision => Some(blob),
            (file, blob) => file.or(blob),
        };
        self.0.into_iter().filter_map(|(name, copies)| Some((name, later(copies)?))).collect()
    }
}

/// A draft's key: its name can be any text, so it is hashed.
pub(super) fn key(name: &str) -> [u8; 16] {
    let mut key = [0; 16];
    key.copy_from_slice(&Sha256::digest(name.as_bytes())[..16]);
    key
}

/// A draft's file name without its ending.
pub(super) fn stem(name: &str) -> OsString {
    let mut digits = Vec::new();
    super::chain::push_hex(&mut digits, &key(name));
    OsString::from(String::from_utf8_lossy(&digits).into_owned())
}

fn place(folder: &Folder, session: &str, name: &str) -> PathBuf {
    folder.drafts().join(session).join(stem(name)).with_extension("draft")
}

/// Writes the draft's file.
pub(super) fn write(folder: &Folder, session: &str, draft: &Draft) -> Result<(), StoreError> {
    make_dir(&folder.drafts())?;
    make_dir(&folder.drafts().join(session))?;
    replace(&place(folder, session, &draft.name), &draft.encode())
}

/// The draft in its file, where that can be read.
pub(super) fn in_file(folder: &Folder, session: &str, name: &str) -> Option<Draft> {
    let bytes = durable::read(&place(folder, session, name)).ok()?;
    Draft::decode(&bytes).filter(|draft| draft.name == name)
}

/// Removes the draft's file, and the session's folder with its last one.
pub(super) fn remove(folder: &Folder, session: &str, name: &str) -> Result<(), StoreError> {
    let path = place(folder, session, name);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(StoreError::io("remove", &path, error));
        }
        _ => {}
    }
    // Fails while there are others, which is what is wanted.
    let _ = fs::remove_dir(folder.drafts().join(session));
    Ok(())
}

/// The sessions that have a draft's file.
pub(super) fn sessions(folder: &Folder) -> Result<Vec<String>, StoreError> {
    let dir = folder.drafts();
    let entries = match fs::read_dir(&dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::io("list", &dir, error)),
    };
    let mut sessions = Vec::new();
    for entry in entries {
        let name = entry.at("list", &dir)?.file_name();
        sessions.extend(name.to_str().filter(|id| super::id::check(id).is_ok()).map(str::to_owned));
    }
    sessions.sort();
    Ok(sessions)
}

/// The session's drafts in files, and the files that could not be read.
pub(super) fn list(
    folder: &Folder,
    session: &str,
) -> Result<(Vec<Draft>, Vec<PathBuf>), StoreError> {
    let dir = folder.drafts().join(session);
    let (mut drafts, mut bad) = (Vec::new(), Vec::new());
    let entries = match fs::read_dir(&dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((drafts, bad)),
        Err(error) => return Err(StoreError::io("list", &dir, error)),
    };
    for entry in entries {
        let path = entry.at("list", &dir)?.path();
        if path.extension() != Some(Path::new("draft").as_os_str()) {
            continue;
        }
        // One that lies in another's place is as good as unreadable: it hides that one's loss.
        let draft = Draft::decode(&durable::read(&path).at("read", &path)?);
        match draft.filter(|draft| path.file_stem() == Some(stem(&draft.name).as_os_str())) {
            Some(draft) => drafts.push(draft),
            None => bad.push(path),
        }
    }
    Ok((drafts, bad))
}

/// The drafts in files of all sessions; those that cannot be read are left out.
pub(super) fn all(folder: &Folder) -> Result<Vec<(String, Draft)>, StoreError> {
    let dir = folder.drafts();
    let mut all = Vec::new();
    for entry in fs::read_dir(&dir).at("list", &dir)? {
        let name = entry.at("list", &dir)?.file_name();
        let Some(session) = name.to_str().filter(|id| check_owner(id).is_ok()) else {
            continue;
        };
        all.extend(list(folder, session)?.0.into_iter().map(|draft| (session.to_owned(), draft)));
    }
    Ok(all)
}
