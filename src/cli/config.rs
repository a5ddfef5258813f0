//! The user's own files: `config.toml` and the chair's words, read once at the start.
//!
//! Flags and environment go before them. A bad line is told and costs nothing but itself.

use crate::document::words::{KEYS, Templates};
use crate::i18n::{Lang, plan as plan_text};
use crate::plan::config::{Config, read_config, read_words, unreadable};
use crate::plan::{Fault, Faults};
use crate::tui::config::{Settings, keymap};
use crate::tui::keymap::Keymap;
use std::path::Path;

/// What the user's folder says, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Own {
    pub(super) config: Config,
    keymap: Keymap,
    faults: Faults,
}

impl Own {
    /// Reads `config.toml`; no folder and no file are no fault.
    pub(super) fn load(folder: Option<&Path>) -> Self {
        let Some(path) = folder.map(|folder| folder.join("config.toml")) else {
            return Self::default();
        };
        let file = path.display().to_string();
        let (config, mut faults) = match contents(&path, &file) {
            Ok(bytes) => read_config(&bytes, &file),
            Err(faults) => (Config::default(), faults),
        };
        let (keymap, list) = keymap(&config, &file);
        faults.join(Faults { list, more: 0 });
        Self { config, keymap, faults }
    }

    /// What is wrong with `config.toml`, a line each.
    pub(super) fn complaints(&self, lang: Lang) -> Vec<String> {
        complaints(lang, &self.faults)
    }

    /// What the screen is to have, with the chair's words in its language, and what is wrong with
    /// those, a line each.
    pub(super) fn settings(&self, folder: Option<&Path>, lang: Lang) -> (Settings, Vec<String>) {
        let (words, faults) = folder.map_or_else(Default::default, |folder| words(folder, lang));
        let told = complaints(lang, &faults);
        let first = self.complaints(lang).into_iter().chain(told.iter().cloned()).next();
        let count = self.faults.list.len() + self.faults.more + faults.list.len() + faults.more;
        let settings = Settings {
            keymap: self.keymap.clone(),
            words,
            order: self.config.order.map(Into::into).unwrap_or_default(),
            bell: self.config.bell.unwrap_or_default(),
            notice: first.map(|first| match count {
                0 | 1 => plan_text::settings_fault(lang, first),
                _ => plan_text::settings_faults(lang, first, count - 1),
            }),
        };
        (settings, told)
    }
}

/// The user's templates in one language, and the faults of those that cannot be used.
fn words(folder: &Path, lang: Lang) -> (Option<Templates>, Faults) {
    let path = folder.join("words").join(language_name(lang)).with_extension("toml");
    let file = path.display().to_string();
    match contents(&path, &file) {
        Ok(bytes) if bytes.is_empty() => (None, Faults::default()),
        Ok(bytes) => {
            let (lines, faults) = read_words(&bytes, &file, KEYS);
            (Some(Templates::of(lines)), faults)
        }
        Err(faults) => (None, faults),
    }
}

/// How a language is called in the names of the user's files.
pub(super) const fn language_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

/// The bytes of a file; none where there is no file.
pub(super) fn contents(path: &Path, file: &str) -> Result<Vec<u8>, Faults> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(unreadable(file, error.to_string())),
    }
}

/// Faults of a file, a line each, in the order of the file.
pub(super) fn complaints(lang: Lang, faults: &Faults) -> Vec<String> {
    let mut list: Vec<&Fault> = faults.list.iter().collect();
    list.sort_by_key(|fault| (fault.line, fault.column));
    let mut lines: Vec<String> =
        list.into_iter().map(|fault| plan_text::fault_text(lang, fault).to_string()).collect();
    if faults.more > 0 {
        lines.push(plan_text::more(lang, faults.more));
    }
    lines
}
