//! The emergency export: the record, the minutes and what is being typed, to any other folder, while
//! the store itself cannot be written to. Beside the loop: a stick may be slow, or gone.

use super::App;
use super::beside::Progress;
use super::done::Done;
use crate::document::papers;
use crate::domain::ledger::Ledger;
use crate::export::file::{Existing, write_private};
use crate::export::{journal, md};
use crate::i18n::{Lang, ui as words};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The files of it.
const STEPS: usize = 3;

/// What this terminal knows of the session.
struct Known {
    ledger: Ledger,
    id: String,
    /// What was typed and is not in the record.
    drafts: String,
    lang: Lang,
}

impl App {
    /// Writes what this terminal knows of the session into `folder`, or says why that cannot be.
    pub(super) fn rescue(&mut self, folder: String) {
        let (Some(ledger), Some(id)) = (self.ui.ledger().cloned(), self.open.id.clone()) else {
            return self.ui.warn(words::no_session(self.lang));
        };
        let mut drafts = String::new();
        for (name, text) in &self.ui.drafts {
            let _ = writeln!(drafts, "== {name}\n{text}\n");
        }
        let known = Known { ledger, id, drafts, lang: self.lang };
        self.beside_screen(move |progress| {
            let written = known.write(&folder, progress);
            let said = match written {
                Ok(path) => Ok(words::rescued(known.lang, path.display())),
                Err(why) => Err(words::rescue_failed(known.lang, why)),
            };
            Done::Rescued(said)
        });
    }
}

impl Known {
    /// Nothing is left where the work is given up; what was written before a fault stays.
    fn write(&self, folder: &str, progress: &Progress) -> Result<PathBuf, String> {
        let said = |error: &dyn std::fmt::Display| error.to_string();
        let folder = free(&at_home(folder), &self.id);
        std::fs::create_dir_all(&folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
        let put = |name: &str, text: &str| {
            write_private(&folder.join(name), text.as_bytes(), Existing::Keep, &mut |_| false)
                .map_err(|e| said(&e))
        };
        for step in 1..=STEPS {
            if !progress.step(step, STEPS) {
                let _ = std::fs::remove_dir_all(&folder);
                return Err(words::given_up(self.lang));
            }
            match step {
                1 => put(
                    "journal.jsonl",
                    &journal::write(&self.ledger).map_err(|error| said(&error))?,
                )?,
                2 => {
                    if let Some(minutes) = papers::minutes(&self.ledger, self.lang) {
                        put("minutes.md", &md::write(&minutes))?;
                    }
                }
                _ if self.drafts.is_empty() => {}
                _ => put("drafts.txt", &self.drafts)?,
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tests::huaishuwan;

    #[test]
    fn it_is_whole_or_was_given_up_and_left_nothing() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("u盘");
        let known = Known {
            ledger: huaishuwan::held().ledger,
            id: "HSW".into(),
            drafts: "== minutes.note\n半句话\n".into(),
            lang: Lang::Zh,
        };
        let (progress, _sent) = Progress::for_test();
        let written = known.write(&folder.to_string_lossy(), &progress).unwrap();
        let names = |folder: &Path| std::fs::read_dir(folder).unwrap().count();
        assert_eq!((written.as_path(), names(&written)), (folder.join("HSW-1").as_path(), 3));
        progress.give_up();
        known.write(&folder.to_string_lossy(), &progress).unwrap_err();
        assert_eq!(names(&folder), 1, "nothing half-done is left");
    }
}
