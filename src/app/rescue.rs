//! The emergency export: the record, the minutes and what is being typed, to any other folder, while
//! the store itself cannot be written to.

use super::App;
use crate::document::minutes;
use crate::export::file::{Existing, write};
use crate::export::{journal, md};
use crate::i18n::ui as words;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

impl App {
    /// Writes what this terminal knows of the session into `folder`, or says why that cannot be.
    pub(super) fn rescue(&mut self, folder: &str) {
        match self.write_rescue(folder) {
            Ok(path) => self.ui.say(words::rescued(self.lang, path.display())),
            Err(why) => self.ui.warn(words::rescue_failed(self.lang, why)),
        }
    }

    fn write_rescue(&self, folder: &str) -> Result<PathBuf, String> {
        let said = |error: &dyn std::fmt::Display| error.to_string();
        let no_session = || words::no_session(self.lang);
        let ledger = self.ui.ledger().ok_or_else(no_session)?;
        let id = self.id.as_deref().ok_or_else(no_session)?;
        let folder = free(&at_home(folder), id);
        std::fs::create_dir_all(&folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
        let put = |name: &str, text: &str| {
            write(&folder.join(name), text.as_bytes(), Existing::Keep).map_err(|e| said(&e))
        };
        put("journal.jsonl", &journal::write(ledger).map_err(|error| said(&error))?)?;
        if let Some(minutes) = minutes::minutes(ledger, self.lang) {
            put("minutes.md", &md::write(&minutes))?;
        }
        let mut drafts = String::new();
        for (name, text) in &self.ui.drafts {
            let _ = writeln!(drafts, "== {name}\n{text}\n");
        }
        if !drafts.is_empty() {
            put("drafts.txt", &drafts)?;
        }
        Ok(folder)
    }
}

/// `~` is what people write for their own folder.
fn at_home(folder: &str) -> PathBuf {
    let home = || std::env::home_dir().unwrap_or_default();
    match folder.strip_prefix('~') {
        Some(rest) => home().join(rest.trim_start_matches('/')),
        None => PathBuf::from(folder),
    }
}

/// A folder in it that is not there yet: nothing is ever written over.
fn free(folder: &Path, id: &str) -> PathBuf {
    let mut number = 1;
    loop {
        let path = folder.join(format!("{id}-{number}"));
        if !path.exists() {
            return path;
        }
        number += 1;
    }
}
