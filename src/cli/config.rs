//! The user's own files: `config.toml`, the chair's words and set phrases, read once at the start.
//!
//! Flags and environment go before them. A bad line is told and costs nothing but itself.

use crate::app::ordinary;
use crate::document::prompts::{KEYS, Templates};
use crate::document::request::HouseStyle;
use crate::document::snippets::{PLACEHOLDERS, Snippets};
use crate::i18n::{Lang, inputs as plan_text};
use crate::inputs::config::{Config, read_config, read_snippets, read_words, unreadable};
use crate::inputs::{Fault, Faults};
use crate::tui::config::{Settings, keymap};
use crate::tui::keymap::Keymap;
use std::path::{Path, PathBuf};

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
        let (words, mut faults) = own(folder, "words", lang, |bytes, file| {
            let (lines, faults) = read_words(bytes, file, KEYS);
            (Templates::of(lines), faults)
        });
        let (snippets, wrong) = own(folder, "snippets", lang, |bytes, file| {
            let (list, faults) = read_snippets(bytes, file, PLACEHOLDERS);
            (Snippets::of(list), faults)
        });
        faults.join(wrong);
        let told = complaints(lang, &faults);
        let first = self.complaints(lang).into_iter().chain(told.iter().cloned()).next();
        let count = self.faults.list.len() + self.faults.more + faults.list.len() + faults.more;
        let settings = Settings {
            keymap: self.keymap.clone(),
            words,
            snippets,
            order: self.config.order.unwrap_or_default(),
            bell: self.config.bell.unwrap_or_default(),
            house: HouseStyle::default(),
            documents: PathBuf::new(),
            notice: first.map(|first| match count {
                0 | 1 => plan_text::settings_fault(lang, first),
                _ => plan_text::settings_faults(lang, first, count - 1),
            }),
        };
        (settings, told)
    }
}

/// What the user's file of one language in a folder of theirs says, and its faults; nothing where
/// there is no such file.
fn own<T>(
    folder: Option<&Path>,
    kind: &str,
    lang: Lang,
    read: impl FnOnce(&[u8], &str) -> (T, Faults),
) -> (Option<T>, Faults) {
    let Some(folder) = folder else { return (None, Faults::default()) };
    let path = folder.join(kind).join(language_name(lang)).with_extension("toml");
    let file = path.display().to_string();
    match contents(&path, &file) {
        Ok(bytes) if bytes.is_empty() => (None, Faults::default()),
        Ok(bytes) => {
            let (value, faults) = read(&bytes, &file);
            (Some(value), faults)
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
    match ordinary::bounded(path, ordinary::OWN) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(unreadable(file, error.kind())),
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
