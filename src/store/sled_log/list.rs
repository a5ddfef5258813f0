//! The list of sessions with their summaries: from `LIST` as far as that goes, else from the database.
//!
//! Owns when `LIST` is written. It must not read a record.

use super::super::vault::{Head, Vault};
use super::super::{Listed, listing};
use super::SledLog;

impl SledLog {
    pub(super) fn listed(&self) -> Vec<Listed> {
        let path = listing::path(&self.folder);
        let mut kept = listing::read(&path).unwrap_or_default();
        let is_kept = |(id, head): (&String, &Head)| {
            self.changed.contains(id) || kept.get(id).is_some_and(|kept| kept.0 == *head)
        };
        let whole = self.sessions.iter().all(is_kept)
            && kept.keys().all(|session| self.sessions.contains_key(session));
        if let Some(vault) = self.vault.as_ref().filter(|_| !whole) {
            let found = self.summaries(vault);
            // A cache: where it cannot be written the next list is as slow as this one.
            let _ = if found == kept { Ok(()) } else { listing::rewrite(&path, &found) };
            kept = found;
        }
        let mut summary = |session: &str, head: &Head| match &self.vault {
            Some(vault) if self.changed.contains(session) => vault.summary(session).ok()?,
            _ => kept.remove(session).filter(|kept| kept.0 == *head).map(|kept| kept.1),
        };
        let listed = |(id, head): (&String, &Head)| Listed {
            id: id.clone(),
            records: head.n,
            summary: summary(id, head),
        };
        self.sessions.iter().map(listed).collect()
    }

    /// The summary of every session that has one.
    fn summaries(&self, vault: &Vault) -> listing::Kept {
        // All at once; where one of them makes that fail, each by itself.
        let mut all = vault.all_summaries().ok();
        let mut summary = |session: &str| match &mut all {
            Some(all) => all.remove(session),
            None => vault.summary(session).ok().flatten(),
        };
        let sessions = self.sessions.iter();
        sessions.filter_map(|(id, head)| Some((id.clone(), (*head, summary(id)?)))).collect()
    }

    /// Puts what changed to the end of `LIST`. Where that grows too long it is written anew.
    pub(super) fn list_changed(&self, vault: &Vault) {
        let path = listing::path(&self.folder);
        let changed = self.changed.iter().filter_map(|session| {
            let summary = vault.summary(session).ok().flatten()?;
            Some((session.clone(), (*self.sessions.get(session)?, summary)))
        });
        let changed: listing::Kept = changed.collect();
        if !changed.is_empty() && !matches!(listing::append(&path, &changed), Ok(true)) {
            let _ = listing::rewrite(&path, &self.summaries(vault));
        }
    }
}
